//! The beginning of an export, before its items: the blog, its authors, its categories and tags.

use crate::import::blog::{Author, Blog, BlogSubject};
use crate::import::xml::Element;

/// Reads an element of the channel that is no item. Of two with one name the first counts: several files of one export
/// repeat them.
pub(in crate::import) fn read_channel(element: &Element, blog: &mut Blog) {
    let text = element.text.trim();
    let set = |field: &mut String, value: &str| {
        if field.is_empty() {
            value.clone_into(field);
        }
    };
    match element.name.as_str() {
        "title" => set(&mut blog.title, text),
        "description" => set(&mut blog.tagline, text),
        "link" => set(&mut blog.address, text.trim_end_matches('/')),
        "wp:base_blog_url" if !text.is_empty() => text.trim_end_matches('/').clone_into(&mut blog.address),
        "language" => set(&mut blog.language, text),
        "wp:author" => add_author(element, blog),
        "wp:category" => add_subject(
            BlogSubject {
                name: element.value("wp:cat_name").to_owned(),
                slug: element.value("wp:category_nicename").to_owned(),
                parent: element.value("wp:category_parent").to_owned(),
                description: element.value("wp:category_description").to_owned(),
            },
            blog,
        ),
        "wp:tag" => add_subject(
            BlogSubject {
                name: element.value("wp:tag_name").to_owned(),
                slug: element.value("wp:tag_slug").to_owned(),
                parent: String::new(),
                description: element.value("wp:tag_description").to_owned(),
            },
            blog,
        ),
        _ => {}
    }
}

fn add_author(element: &Element, blog: &mut Blog) {
    let login = element.value("wp:author_login");
    let full = format!("{} {}", element.value("wp:author_first_name"), element.value("wp:author_last_name"));
    let shown = element.value("wp:author_display_name");
    // What readers saw comes first; a login that was never changed into a name is none.
    let name = if shown.is_empty() || shown == login && !full.trim().is_empty() { full.trim() } else { shown };
    let name = if name.is_empty() { login } else { name };
    if !login.is_empty() && !blog.authors.iter().any(|author| author.login == login) {
        blog.authors.push(Author {
            id: number(element.value("wp:author_id")),
            login: login.to_owned(),
            name: unescaped(name),
        });
    }
}

fn add_subject(subject: BlogSubject, blog: &mut Blog) {
    let name = subject_name(&subject.name);
    if !name.is_empty() && !blog.subjects.iter().any(|known| known.name == name) {
        blog.subjects.push(BlogSubject { name, ..subject });
    }
}

/// Returns the name of a category or tag, in one line. WordPress allows 200 characters; YAML, 1,024 before a colon (YAML 1.2,
/// section 7.4.2).
pub(super) fn subject_name(text: &str) -> String {
    const LONGEST: usize = 200;
    let name = unescaped(text).split_whitespace().collect::<Vec<_>>().join(" ");
    name.chars().take(LONGEST).collect()
}

/// Returns a name without the references of HTML: WordPress stores `Law &amp; Order` within `CDATA`.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.trim().to_owned();
    }
    quick_xml::escape::unescape(text).map_or_else(|_| text.replace("&amp;", "&"), Into::into).trim().to_owned()
}

/// Returns the number that a text is; 0 if it is none.
pub(super) fn number(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_subjects_fit_into_a_line() {
        assert_eq!(subject_name(" Law\n&amp;  Order "), "Law & Order");
        assert_eq!(subject_name(&"word ".repeat(300)).chars().count(), 200);
    }
}
