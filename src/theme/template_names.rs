//! What the files of a theme are called in other programs.

/// Names of templates elsewhere, without their extension, and the template of a theme that does the same.
const ELSEWHERE: [(&[&str], &str); 9] = [
    (
        &[
            "layout",
            "default",
            "baseof",
            "header",
            "head",
            "footer",
            "nav",
            "navigation",
            "menu",
            "sidebar",
            "main",
            "master",
        ],
        "base.html",
    ),
    (&["index", "front-page", "front_page", "frontpage", "start", "landing"], "home.html"),
    (&["post", "single", "article", "entry", "letter", "answer", "questions"], "question.html"),
    (&["list", "archive", "archives", "section", "posts", "letters", "blog", "category"], "listing.html"),
    (&["author", "profile", "columnist", "about-author"], "person.html"),
    (&["authors", "columnists", "team"], "people.html"),
    (&["taxonomy", "term", "topic"], "tag.html"),
    (&["terms", "topics", "tag_list", "taxonomies"], "tags.html"),
    (&["404", "error", "not-found", "notfound"], "not_found.html"),
];

/// Returns the template that another program calls so. `None` if it is not known.
pub fn template_called(name: &str) -> Option<&'static str> {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.split('.').next().unwrap_or(stem).to_lowercase();
    ELSEWHERE.iter().find(|(names, _)| names.contains(&stem.as_str())).map(|(_, ours)| *ours)
}
