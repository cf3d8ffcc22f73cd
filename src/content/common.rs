//! The front matter that files of every kind share.

use super::{ParseOptions, Title, When, date, slug};
use crate::diagnostics::{Diagnostic, FilePath, Span};
use crate::yaml::values::{Text, list, string, text, yes_no};
use crate::yaml::{Fields, Node, Value};

/// What entries of every kind have.
#[derive(Debug, Clone)]
pub struct Common {
    /// The file it was read from.
    pub file: FilePath,
    /// Where its title stands in the file, for messages about the entry as a whole.
    pub span: Span,
    /// The title; of a columnist, the name.
    pub title: Title,
    /// The last part of its address, not percent-encoded.
    pub slug: String,
    /// Its feed id, when it has moved here from elsewhere.
    pub id: Option<String>,
    /// When it appears.
    pub date: Option<When>,
    /// When it last changed.
    pub updated: Option<When>,
    /// One or two sentences for lists and search engines.
    pub description: Option<String>,
    /// Its subjects, each once.
    pub tags: Vec<Tag>,
    /// Not to be published yet.
    pub draft: bool,
    /// Free-form fields for a theme.
    pub extra: serde_json::Value,
}

/// A subject as the author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub label: String,
    /// What makes it the same tag as another spelling.
    pub slug: String,
    /// Where it stands.
    pub span: Span,
}

/// Reads the fields that all kinds share. `title` is the name of the title's field.
pub(super) fn read(fields: &mut Fields<'_, '_>, title: &'static str, options: &ParseOptions) -> Common {
    let file = fields.findings().file().clone();
    let example = if title == "name" { "Sol Marchetti" } else { "What the reader sees first" };
    let span = fields.span(title);
    let title = fields.required(title, example, string).unwrap_or_default();
    let slug = fields.optional("slug", slug::given).unwrap_or_else(|| slug::of_file(&file));
    let when = |node: &Node, findings: &mut _| date::read(node, &options.timezone, findings);
    // For the columnist and her theme alone: never rendered, whatever it holds.
    fields.optional("private", |_, _| Some(()));
    Common {
        file,
        span,
        title: Title::new(&title),
        slug,
        id: fields.optional("id", feed_id),
        date: fields.optional("date", when),
        updated: fields.optional("updated", when),
        description: fields.optional("description", string),
        tags: fields.optional("tags", tags).unwrap_or_default(),
        draft: fields.optional("draft", yes_no).unwrap_or(false),
        extra: fields.optional("extra", extra).unwrap_or(serde_json::Value::Null),
    }
}

/// RFC 4287, 4.2.6: the id of an entry is an IRI, so it begins with a scheme.
fn feed_id(node: &Node, findings: &mut crate::diagnostics::Findings) -> Option<String> {
    let Text { text, span } = text(node, findings)?;
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let well_formed = scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !well_formed || text.contains(char::is_whitespace) {
        let diagnostic = Diagnostic::error("a feed id must be an address or a tag");
        findings.add(span, diagnostic.help("copy the id from the old feed, such as `https://old.example/?p=12`"));
        return None;
    }
    Some(text)
}

fn tags(node: &Node, findings: &mut crate::diagnostics::Findings) -> Option<Vec<Tag>> {
    let mut tags: Vec<Tag> = Vec::new();
    for Text { text, span } in list(node, findings)? {
        let slug = slug::slugify(&text);
        if slug.is_empty() {
            let diagnostic = Diagnostic::error(format!("`{text}` cannot be a tag"));
            findings.add(span, diagnostic.help("a tag needs at least one letter or figure"));
        } else if tags.iter().any(|tag| tag.slug == slug) {
            let diagnostic = Diagnostic::warning(format!("the tag `{text}` stands here twice"));
            findings.add(span, diagnostic.help("remove one of them"));
        } else {
            tags.push(Tag { label: text, slug, span });
        }
    }
    Some(tags)
}

fn extra(node: &Node, findings: &mut crate::diagnostics::Findings) -> Option<serde_json::Value> {
    if !matches!(node.value, Value::Map(_)) {
        return crate::yaml::values::wrong_kind(node, "a group of named fields", findings);
    }
    Some(node.to_json())
}
