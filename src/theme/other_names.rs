//! Names in other programs: of templates, and of the tags and filters in them.

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

/// The first argument of functions and filters, with an example.
pub(super) const ARGUMENTS: [(&str, &str, &str); 19] = [
    ("t", "key", "\"older\""),
    ("asset", "name", "\"reading-room.css\""),
    ("date", "format", "\"long\""),
    ("truncate", "length", "20"),
    ("truncate_words", "length", "20"),
    ("slice", "end", "3"),
    ("map", "attribute", "\"title\""),
    ("filter", "attribute", "\"status\", value=\"open\""),
    ("default", "value", "\"\""),
    ("join", "sep", "\", \""),
    ("split", "pat", "\", \""),
    ("nth", "n", "0"),
    ("get", "key", "\"mood\""),
    ("replace", "from", "\"a\", to=\"b\""),
    ("group_by", "attribute", "\"year\""),
    ("sort", "attribute", "\"date\""),
    ("round", "precision", "1"),
    ("range", "end", "5"),
    ("throw", "message", "\"…\""),
];

/// Tags of Liquid, Hugo and Jinja that tera does not have, and what to write instead.
pub(super) const OTHER_TAGS: [(&str, &str); 15] = [
    ("assign", "write `{% set name = value %}`"),
    ("capture", "write `{% set name %}…{% endset %}`"),
    ("with", "write `{% set name = value %}`"),
    ("unless", "write `{% if not … %}…{% endif %}`"),
    ("elsif", "write `{% elif … %}`"),
    ("elseif", "write `{% elif … %}`"),
    ("foreach", "write `{% for one in list %}…{% endfor %}`"),
    ("range", "write `{% for one in list %}…{% endfor %}`"),
    ("partial", "write `{% include \"name.html\" %}`"),
    ("render", "write `{% include \"name.html\" %}`"),
    ("layout", "write `{% extends \"base.html\" %}`"),
    ("define", "write `{% block name %}…{% endblock %}`"),
    ("comment", "write `{# … #}`"),
    ("macro", "write `{% component name(argument) %}…{% endcomponent name %}`"),
    ("import", "remove it: all components of a theme can be used everywhere"),
];

/// Filters and functions of Liquid, Hugo, Jinja and JavaScript that tera does not have, and ours.
const OTHER_FILTERS: [(&[&str], &str); 19] = [
    (&["upcase", "uppercase", "toUpperCase", "toupper"], "upper"),
    (&["downcase", "lowercase", "toLowerCase", "tolower"], "lower"),
    (&["size", "count", "len"], "length"),
    (
        &["strftime", "date_to_string", "dateformat", "dateFormat", "format", "formatDate", "format_date", "time"],
        "date",
    ),
    (&["absolute_url", "relative_url", "absURL", "relURL", "url_for"], "url"),
    (&["truncatewords", "words"], "truncate_words"),
    (&["array_to_sentence_string", "toSentence", "delimit"], "to_sentence"),
    (&["excerpt"], "truncate"),
    (&["substring"], "slice"),
    (&["where", "select", "selectattr"], "filter"),
    (&["strip_html", "plainify", "strip_tags", "stripHTML"], "striptags"),
    (&["slug", "urlize", "anchorize", "handleize"], "slugify"),
    (&["strip"], "trim"),
    (&["i18n", "translate", "trans"], "t"),
    (&["tojson", "jsonify", "toString", "string"], "str"),
    (&["sort_by", "sortBy"], "sort"),
    (&["uniq"], "unique"),
    (&["humanize", "titlecase", "capfirst"], "capitalize"),
    (&["nl2br"], "newlines_to_br"),
];

/// Returns the filter that does what a filter, function or method of another language does.
pub(super) fn filter_called(name: &str) -> Option<&'static str> {
    OTHER_FILTERS.iter().find(|(names, _)| names.contains(&name)).map(|(_, ours)| *ours)
}
