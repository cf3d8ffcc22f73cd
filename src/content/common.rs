//! The front matter that files of every kind share.

use std::borrow::Cow;

use ahash::AHashMap;

use super::markdown::{FileReference, LinkTarget};
use super::title::{self, check_quotes, prose};
use super::{EntryKind, ParseOptions, Private, Title, When, date, private, slug};
use crate::config;
use crate::diagnostics::{Diagnostic, FilePath, Findings, Span};
use crate::language::{Transliteration, with_apostrophes};
use crate::site_path::MAX_NAME_BYTES;
use crate::source::folder_of_index;
use crate::text_checks::invisible;
use crate::yaml::values::{SpannedText, list, text, yes_no};
use crate::yaml::{Fields, Node, Value};

/// The front matter that entries of every kind share.
#[derive(Debug, Clone)]
pub struct Common {
    /// The fields that other pages depend on.
    pub record: Record,
    /// The span of its title in the file, for messages about the entry as a whole.
    pub span: Span,
    /// The title; of a columnist, the name.
    pub title: Title,
    /// The time of its last change.
    pub updated: Option<When>,
    /// One or two sentences for lists and search engines.
    pub description: Option<String>,
    /// The values for the columnist alone.
    pub private: Private,
    /// Free-form fields for a theme.
    pub extra: serde_json::Value,
}

/// The front matter from which addresses, subjects, redirects and the order of lists follow. While it is equal, these
/// stay as they are, whatever else of the entry changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The file it was read from.
    pub file: FilePath,
    /// The last part of its address, not percent-encoded.
    pub slug: String,
    /// Its feed id, if it has moved here from elsewhere.
    pub id: Option<String>,
    /// The time at which it appears.
    pub date: Option<When>,
    /// Its subjects, each once; letters and programs alone have any.
    pub tags: Vec<Tag>,
    /// Old addresses, which redirect to it.
    pub aliases: Vec<SpannedText>,
    /// True if it is not to be published yet.
    pub draft: bool,
    /// The template that shows it, instead of that of its kind; without its `.html`.
    pub template: Option<SpannedText>,
}

/// A subject as the author wrote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tag {
    /// Its name.
    pub label: String,
    /// The name for comparing: two spellings of which these are equal are the same tag.
    pub key: String,
    /// The span in the file.
    pub span: Span,
}

/// Reads the fields that all kinds share.
pub(super) fn read(fields: &mut Fields<'_, '_>, kind: EntryKind, options: &ParseOptions) -> Common {
    let file = fields.findings().file().clone();
    let (title, example) = match kind {
        EntryKind::Person => ("name", "Sol Marchetti"),
        EntryKind::Letter | EntryKind::Program | EntryKind::Page => ("title", "What the reader sees first"),
    };
    let span = fields.span(title);
    let written = fields.required(title, example, unwrapped).unwrap_or_default();
    let title = Title::new(&written, &options.typography);
    title::check(&written, &title, span, fields.findings());
    let slug = fields.optional("slug", slug::given).unwrap_or_else(|| slug::of_file(&file, options.slugs));
    check_slug(&slug, &file, fields);
    let when = |node: &Node, findings: &mut _| date::read(node, &options.timezone, findings);
    // Never rendered.
    let private = fields.optional("private", |node, findings| Some(private::read(node, findings))).unwrap_or_default();
    let id = fields.optional("id", feed_id);
    let mut date = fields.optional("date", when);
    if kind == EntryKind::Letter && !fields.has_value("date") {
        date = date::of_name(slug::name_of(&file), &options.timezone);
    }
    let updated = fields.optional("updated", when);
    if let Some(updated) = &updated {
        date::check_order("`updated`", updated, date.as_ref(), fields.span("updated"), fields.findings());
    }
    let description = fields.optional("description", prose(&options.typography));
    let aliases =
        fields.optional("aliases", |node, findings| config::aliases(node, not_an_alias, findings)).unwrap_or_default();
    let draft = fields.optional("draft", yes_no).unwrap_or(false);
    let template = fields.optional("template", template);
    let extra = fields.optional("extra", extra).unwrap_or(serde_json::Value::Null);
    let tags = match kind {
        EntryKind::Letter | EntryKind::Program => fields.optional("tags", tags).unwrap_or_default(),
        EntryKind::Person | EntryKind::Page => Vec::new(),
    };
    let record = Record { file, slug, id, date, tags, aliases, draft, template };
    Common { record, span, title, updated, description, private, extra }
}

/// Reports a slug that can be part of no address, or of none on Windows.
fn check_slug(slug: &str, file: &FilePath, fields: &mut Fields<'_, '_>) {
    if folder_of_index(file).is_some_and(|folder| folder.matches('/').count() == 1) {
        let slug_span = fields.span("slug");
        let diagnostic =
            Diagnostic::error("`index.md` needs a folder of its own: the folder's name becomes its address");
        fields
            .findings()
            .add(slug_span, diagnostic.help("move it into one, such as `loud-drums/index.md`, or rename it"));
    }
    if slug::is_device(slug) || slug.is_empty() {
        let (message, help) = match slug {
            "" => (
                "no address can be made from the name of this file".to_owned(),
                "give it a name with letters in it, such as `loud-drums.md`",
            ),
            slug => (
                format!("Windows does not allow a file called `{slug}`"),
                "give the file another name, or add a line `slug: another-name`",
            ),
        };
        let slug_span = fields.span("slug");
        fields.findings().add(slug_span, Diagnostic::error(message).help(help));
    }
    if let Some(diagnostic) = invisible::check_file(slug::name_of(file)) {
        fields.findings().add(Span::default(), diagnostic);
    }
}

/// Reads the name of a template of the theme or of the column's own `templates/`.
fn template(node: &Node, findings: &mut Findings) -> Option<SpannedText> {
    let SpannedText { text, span } = text(node, findings)?;
    Some(SpannedText { text: text.trim_end_matches(".html").to_owned(), span })
}

/// Reads the id of an entry: an IRI, so it begins with a scheme (RFC 4287, 4.2.6).
fn feed_id(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
    let well_formed = scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    if !well_formed || text.contains(char::is_whitespace) {
        let diagnostic = Diagnostic::error("an `id` must be a full address, or begin with `tag:` or `urn:`");
        findings.add(span, diagnostic.help("copy the id from the old feed, such as `https://old.example/?p=12`"));
        return None;
    }
    Some(text)
}

/// Reads a title, and reports curly quotes around it: a word processor turns YAML's own quotes into them.
fn unwrapped(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    // Within YAML's own quotes they are part of the title: `"« Non »"`.
    if !matches!(node.value, Value::Scalar { quoted: true, .. }) {
        check_quotes(&text, span, "title", findings);
    }
    Some(text)
}

/// Returns the error for an alias that is a name or title.
fn not_an_alias(text: &str) -> Option<Diagnostic> {
    let diagnostic = || Diagnostic::error(format!("`{text}` is not an old address of this page"));
    let address = || format!("if the page was once at this address, write `{}`", config::from_root(text));
    is_name(text).then(|| {
        diagnostic()
            .help("if it is another title, as in Obsidian, remove it: callslip has no use for it")
            .help(address())
    })
}

/// Returns true for a name or title, which has nothing of an address: `The drums`, and not `old-post` or `old.html`.
fn is_name(text: &str) -> bool {
    let is_slug = || text.contains('-') && !text.contains(|c: char| c == ' ' || c.is_uppercase());
    let has_extension = || text.rsplit_once('.').is_some_and(|(_, end)| !end.is_empty() && !end.contains(' '));
    !text.contains(['/', '\\']) && !text.starts_with('?') && !is_slug() && !has_extension()
}

/// Reads the file of a letter or program: its name, with or without `.md`, or a relative path.
pub(super) fn entry_file(node: &Node, findings: &mut Findings) -> Option<FileReference> {
    let SpannedText { text, span } = text(node, findings)?;
    let name = if text.contains('.') || text.ends_with('/') { text } else { format!("{text}.md") };
    Some(FileReference { target: beside(&name, findings), span })
}

/// Returns the target of a path that is relative to the file being read.
pub(super) fn beside(name: &str, findings: &Findings) -> LinkTarget {
    LinkTarget::of(name, findings.file().rsplit_once('/').map_or("", |(folder, _)| folder))
}

/// The number of tags that a text may have. The page of each tag shows the letters with all their tags.
const MOST_TAGS: usize = 100;

/// Reads the subjects of a letter or a program.
fn tags(node: &Node, findings: &mut Findings) -> Option<Vec<Tag>> {
    let texts = list(node, findings)?;
    if texts.len() > MOST_TAGS {
        let message = format!("there are {} tags here, and the limit is {MOST_TAGS}", texts.len());
        let diagnostic = Diagnostic::error(message).help("keep the ones that a reader would look for");
        findings.add(node.span, diagnostic);
        return None;
    }
    let mut tags: Vec<Tag> = Vec::new();
    let mut indices: AHashMap<String, usize> = AHashMap::new();
    for text in texts {
        let Some(tag) = Tag::new(text, findings) else { continue };
        if let Some(first) = indices.get(&tag.key).map(|at| &tags[*at]) {
            let message = if first.label == tag.label {
                format!("the tag `{}` is here twice", tag.label)
            } else {
                format!("`{}` and `{}` count as the same tag", first.label, tag.label)
            };
            findings.add(tag.span, Diagnostic::warning(message).help("remove one of them"));
        } else {
            indices.insert(tag.key.clone(), tags.len());
            tags.push(tag);
        }
    }
    Some(tags)
}

impl Tag {
    /// Returns the tag as readers see its name.
    pub fn typeset(&self) -> Self {
        Self { label: with_apostrophes(&self.label), ..self.clone() }
    }

    /// Creates a tag of this name. `None` if its slug cannot be part of an address, which is reported.
    pub(super) fn new(SpannedText { text: label, span }: SpannedText, findings: &mut Findings) -> Option<Self> {
        check_quotes(&label, span, "tag", findings);
        let key = slug::comparable(&label);
        let slug = if key.is_ascii() {
            Cow::Borrowed(&key)
        } else {
            Cow::Owned(slug::slugify(&label, Transliteration::AnyLanguage))
        };
        if slug.is_empty() {
            let diagnostic = Diagnostic::error(format!("`{label}` cannot be a tag"));
            findings.add(span, diagnostic.help("write a tag with at least one letter or digit"));
            return None;
        }
        if slug.len() > MAX_NAME_BYTES {
            let diagnostic = Diagnostic::error("this tag is too long for the name of a folder");
            findings.add(span, diagnostic.help("write a shorter one"));
            return None;
        }
        if slug::is_device(&slug) {
            let diagnostic =
                Diagnostic::error(format!("Windows does not allow a folder called `{slug}`, which this tag needs"));
            findings.add(span, diagnostic.help("write a longer tag"));
            return None;
        }
        Some(Self { label, key, span })
    }
}

fn extra(node: &Node, findings: &mut Findings) -> Option<serde_json::Value> {
    if !matches!(node.value, Value::Map(_)) {
        return crate::yaml::values::wrong_kind(node, "fields such as `{ mood: cheerful }`", findings);
    }
    Some(node.to_json())
}
