//! Fields that do not exist: which of ours was meant, and the line to write.

use super::mistake::double_quoted;
use super::values::parse_yes_no;
use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, closest, list_names};

/// How the value of an unknown field becomes that of ours.
#[derive(Debug, Clone, Copy)]
enum Rewrite {
    /// The same value, else this example.
    Same(&'static str),
    /// A list of the same values, else this example.
    List(&'static str),
    /// Always this line, or these words.
    Line(&'static str),
    /// The last part of an address, which was written whole.
    Slug,
    /// The opposite of yes or no.
    Draft,
    /// The one field of a map.
    Asker,
}
use Rewrite::{Asker, Draft, Line, List, Same, Slug};

/// Names for the picture of a page, which callslip does not have.
const PICTURES: [&str; 9] =
    ["image", "images", "cover", "photo", "picture", "thumbnail", "featured_image", "banner", "hero"];

const PICTURE: &str = "put it into the text, where readers are to see it: `![What it shows](a-picture.jpg)`";

/// Names for our fields in other tools and in common speech: in `_` style, our field, and what to write.
const OTHER_NAMES: [(&[&str], &str, Rewrite); 37] = [
    (&["url", "site_url", "siteurl", "site", "domain"], "base_url", Same("https://example.org")),
    (&["lang", "locale", "language_code", "languagecode"], "language", Same("en")),
    (&["description", "subtitle", "slogan", "motto"], "tagline", Same("…")),
    (&["menu", "navigation", "links", "header"], "nav", Line("write `nav: [{ label: About, path: /about/ }]`")),
    (&["paginate", "per_page", "posts_per_page", "page_size"], "letters_per_page", Same("20")),
    (&["deploy", "deployment"], "publish", Line("write `publish: { website: { kind: folder, path: /srv/www } }`")),
    (&["url", "href", "link", "address", "to", "page"], "path", Same("/about/")),
    (&["name", "title", "text", "caption"], "label", Same("About")),
    (&["name", "nickname", "pseudonym", "alias", "signed"], "pen_name", Same("…")),
    (&["pen_name", "penname", "signed", "signature", "from", "asked_by", "nickname"], "asker", Asker),
    (&["author", "authors", "by", "byline"], "answered_by", Line("write `answered_by:` and the columnist's initials")),
    (&["published", "publish", "status", "state", "unlisted", "hidden"], "draft", Draft),
    (&["redirect_from", "redirects", "redirect", "old_urls", "old_address"], "aliases", List("[/old-address/]")),
    (&["permalink", "url", "path", "address"], "slug", Slug),
    (&["topics", "topic", "subjects", "subject", "categories"], "tags", List("[…]")),
    (&["category", "keywords", "keyword", "labels", "label"], "tags", List("[…]")),
    (&["summary", "excerpt", "abstract", "meta_description"], "description", Same("…")),
    (&["subtitle", "subheading", "dek", "lede", "lead", "intro", "teaser"], "standfirst", Same("…")),
    (&["lastmod", "modified", "last_modified", "last_modified_at", "edited"], "updated", Same("2026-03-02")),
    (
        &["created", "created_at", "published_at", "publish_date", "publishdate", "pubdate", "posted", "post_date"],
        "date",
        Same("2026-03-02"),
    ),
    (&["image", "images", "photo", "picture", "avatar", "thumbnail"], "portrait", Same("a-picture.jpg")),
    (&PICTURES, "standfirst", Line(PICTURE)),
    (&PICTURES, "slug", Line(PICTURE)),
    (&["question", "letter"], "asker", Line("write it below the front matter, in a paragraph that begins with `Q:`")),
    (&["answer", "reply"], "asker", Line("write it below the front matter, after initials and a colon: `SM: …`")),
    (&["follow_up_to", "follows", "follow_up", "previous"], "update_to", Same("an-older-letter.md")),
    (
        &["bio", "biography", "about", "body", "content", "text"],
        "slug",
        Line("write it as text, below the second `---`"),
    ),
    (&["cost", "price", "fee", "fees"], "tuition", Line("write `tuition: { total: \"USD 1,200\" }`")),
    (&["school", "institution", "university", "organization"], "provider", Same("…")),
    (&["website", "link", "homepage", "web"], "url", Same("https://example.org/a-program")),
    (&["duration", "length", "time"], "course_length", Same("four weeks")),
    (
        &["mode", "modality", "format"],
        "delivery",
        Line("write `delivery: online`, or `in person`, or both: `[in person, online]`"),
    ),
    (&["aka", "acronym", "abbreviation", "alias", "short_name"], "also_known_as", List("[…]")),
    (&["checked", "last_checked", "checked_on", "verified_on"], "verified", Same("2026-03-02")),
    (&["uuid", "guid"], "id", Same("https://old.example/?p=12")),
    (&["name"], "title", Same("…")),
    (&["title"], "name", Same("…")),
];

/// Fields of other tools for which callslip has no use.
const UNUSED: [&str; 22] = [
    "layout",
    "weight",
    "comments",
    "comment_status",
    "toc",
    "math",
    "mathjax",
    "sticky",
    "type",
    "post_type",
    "cssclass",
    "cssclasses",
    "markup",
    "sitemap",
    "share",
    "pin",
    "pinned",
    "featured",
    "series",
    "format",
    "author_profile",
    "read_time",
];

/// The fields that are written most, in the order in which a help lists them.
const COMMON: [&str; 12] = [
    "title",
    "name",
    "date",
    "initials",
    "provider",
    "tags",
    "asker",
    "answered_by",
    "description",
    "url",
    "draft",
    "slug",
];

/// The field by which some readers of YAML copy the fields of another map.
pub(super) const MERGE: &str = "<<";

fn merge(node: &Node) -> Diagnostic {
    let diagnostic = Diagnostic::error("`<<` does not copy fields here").label("no fields come from this line");
    let lines: Option<Vec<String>> =
        node.pairs().iter().map(|pair| Some(format!("`{}: {}`", pair.key, written(&pair.node)?))).collect();
    match lines.filter(|lines| (1..=8).contains(&lines.len())) {
        Some(lines) => diagnostic.help(format!("write in its place: {}", lines.join(", "))),
        None => diagnostic.help("write the fields themselves in its place"),
    }
}

/// Returns the diagnostic for an unknown field, and the field that was probably meant.
pub(super) fn unknown(pair: &Pair, what: &str, known: &[&'static str]) -> (Diagnostic, Option<&'static str>) {
    if pair.key == MERGE {
        return (merge(&pair.node), None);
    }
    let message = format!("there is no field called `{}`", pair.key);
    let diagnostic = Diagnostic::error(message).label(format!("{what} has no such field"));
    let key = pair.key.to_lowercase().replace([' ', '-'], "_");
    if let Some(ours) = known.iter().find(|ours| **ours == key) {
        return (
            diagnostic.help(format!("write `{ours}: {}`", written(&pair.node).unwrap_or("…".to_owned()))),
            Some(ours),
        );
    }
    let is_meant = |(others, ours, _): &&(&[&str], &str, Rewrite)| others.contains(&&*key) && known.contains(ours);
    if let Some((_, ours, rewrite)) = OTHER_NAMES.iter().find(is_meant) {
        return (rewritten(diagnostic, pair, ours, *rewrite), Some(ours));
    }
    if UNUSED.contains(&&*key) && known.contains(&"private") {
        let value = written(&pair.node).unwrap_or("…".to_owned());
        let help = format!("remove this line, or keep it for yourself: `private: {{ {}: {value} }}`", pair.key);
        return (
            Diagnostic { message: format!("callslip does not use `{}`", pair.key), ..diagnostic }.help(help),
            None,
        );
    }
    if let Some(near) = closest(&pair.key, known.iter().copied()) {
        return (diagnostic.help(format!("did you mean `{near}`?")), Some(near));
    }
    let mut names = known.to_vec();
    names.sort_by_key(|name| (COMMON.iter().position(|common| common == name).unwrap_or(COMMON.len()), *name));
    names.dedup();
    let diagnostic = diagnostic.help(format!("the fields of {what} are {}", list_names(&pair.key, names)));
    let value = written(&pair.node).filter(|_| known.contains(&"extra"));
    let for_theme = value.map(|value| {
        format!(
            "if you mean none of these, remove this line, or keep it for your own theme: `extra: {{ {}: {value} }}`",
            pair.key
        )
    });
    (diagnostic.help_if(for_theme), None)
}

/// Adds to a diagnostic which line of ours to write for a field of another tool.
fn rewritten(diagnostic: Diagnostic, pair: &Pair, ours: &str, rewrite: Rewrite) -> Diagnostic {
    let value = written(&pair.node);
    match rewrite {
        // Lines below it hold the same as ours would.
        Line(_) if ours == "nav" && matches!(pair.node.value, Value::List(_)) => {
            diagnostic.help(format!("write `{ours}:` in place of `{}:`", pair.key))
        }
        Line(words) => diagnostic.help(words),
        Same(example)
            if example.starts_with("https:") && !value.as_ref().is_some_and(|value| value.contains("://")) =>
        {
            diagnostic.help(format!("write `{ours}:` and the full address, such as `{ours}: {example}`"))
        }
        Same(example) => diagnostic.help(format!("write `{ours}: {}`", value.unwrap_or(example.to_owned()))),
        List(example) => diagnostic.help(format!("write `{ours}: {}`", list(&pair.node).unwrap_or(example.to_owned()))),
        Asker => {
            let name = value.filter(|_| matches!(pair.node.value, Value::Scalar { .. })).unwrap_or("…".to_owned());
            diagnostic.help(format!("write `asker: {{ pen_name: {name} }}`"))
        }
        Slug => slug(diagnostic, &pair.node),
        Draft => draft(diagnostic, pair),
    }
}

/// Other tools give a whole address: ours ends in the slug.
fn slug(diagnostic: Diagnostic, node: &Node) -> Diagnostic {
    let address = match &node.value {
        Value::Scalar { text, .. } if !text.contains([':', '{', ' ']) => text.trim_end_matches("index.html"),
        _ => return diagnostic.help("write `slug:` and the last part of the address, such as `slug: loud-drums`"),
    };
    let last = address.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    if address.starts_with('/') {
        let diagnostic = diagnostic.help(format!("so that this old address leads here, write `aliases: [{address}]`"));
        return diagnostic.help(format!("to choose the end of the new address, write `slug: {last}`"));
    }
    diagnostic.help(format!("write `slug: {last}`"))
}

fn draft(diagnostic: Diagnostic, pair: &Pair) -> Diagnostic {
    let Value::Scalar { text, .. } = &pair.node.value else { return diagnostic.help("write `draft: yes`") };
    let is_hidden = match (parse_yes_no(text), pair.key.to_lowercase().as_str()) {
        (Some(answer), "unlisted" | "hidden") => answer,
        (Some(answer), _) => !answer,
        (None, _) => !matches!(text.to_lowercase().as_str(), "published" | "publish" | "public" | "live"),
    };
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return diagnostic.help(format!("write `date: {text}`"));
    }
    diagnostic.help(if is_hidden {
        "write `draft: yes`"
    } else {
        "remove this line: whatever is not a draft is published"
    })
}

/// Returns a value as it is written on one line. `None` if it is empty, too long, or a map.
pub(super) fn written(node: &Node) -> Option<String> {
    let value = match &node.value {
        Value::Scalar { text, .. } if !text.is_empty() => scalar(text),
        Value::List(items) if !items.is_empty() => return list(node).filter(|_| !items.is_empty()),
        _ => return None,
    };
    (value.len() <= 80 && !value.contains('\n')).then_some(value)
}

/// Returns a list of the values, those of a text with commas too.
fn list(node: &Node) -> Option<String> {
    let items: Option<Vec<String>> = match &node.value {
        Value::Scalar { text, .. } => Some(text.split(',').map(|item| scalar(item.trim())).collect()),
        Value::List(items) => items
            .iter()
            .map(|item| match &item.value {
                Value::Scalar { text, .. } => Some(scalar(text)),
                _ => None,
            })
            .collect(),
        _ => None,
    };
    let list = format!("[{}]", items?.join(", "));
    (list.len() <= 80).then_some(list)
}

/// Returns a text in quotes if YAML would read it otherwise.
fn scalar(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " -_/.’?!;()".contains(c);
    let begins_plain = text.starts_with(|c: char| c.is_alphanumeric() || c == '/');
    let is_plain =
        begins_plain && text.chars().all(is_plain) || text.starts_with("https://") && !text.contains([' ', ',']);
    if is_plain { text.to_owned() } else { double_quoted(text) }
}
