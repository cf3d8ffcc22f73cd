//! A reply of a reader: one file under `replies/`, in the folder of its letter. It is shown on the letter's page, and has
//! no page of its own.

use super::front_matter::Document;
use super::letter::{Withdrawn, withdrawn};
use super::markdown::{Body, EntryWriter, Markdown, ReferenceDetails, References, Section};
use super::{EntryKind, ParseOptions, Private, When, date, private};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span};
use crate::language::Typography;
use crate::source::{CONTENT, REPLIES, SourceFile, within_replies};
use crate::yaml::values::{SpannedText, string, text, yes_no};
use crate::yaml::{Fields, Node, Pair, double_quoted};

/// The word for the asker in `by`.
const ASKER: &str = "asker";

/// The word for a reader who gives no name.
const ANONYMOUS: &str = "anonymous";

/// A reply.
#[derive(Debug, Clone)]
pub struct Reply {
    /// All that threads, counts and links follow from.
    pub record: ReplyRecord,
    /// The span at which a mistake of the whole reply is reported.
    pub span: Span,
    /// The span of its date.
    pub date_span: Span,
    /// The values for the columnist alone.
    pub private: Private,
    /// Its text.
    pub body: Body,
    /// The rest of each link in it.
    pub details: ReferenceDetails,
}

/// The part of a reply from which threads, counts and links follow. While it is equal, these stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyRecord {
    /// The file it was read from.
    pub file: FilePath,
    /// The name of its letter's file, without `.md`, as its folder has it.
    pub letter: String,
    /// Its file's name, without `.md`.
    pub name: String,
    /// The time at which it appears.
    pub date: Option<When>,
    /// The author.
    pub author: ReplyAuthor,
    /// The name of the reply, or the anchor of the turn, that it answers.
    pub to: Option<SpannedText>,
    /// True if it is held: not to be published yet.
    pub draft: bool,
    /// Its withdrawal; it is hidden then.
    pub withdrawn: Option<Withdrawn>,
    /// The links in its text.
    pub references: References,
}

impl ReplyRecord {
    /// Returns the name of its letter and its own: its path below `content/replies/`, without `.md`.
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.letter, self.name)
    }
}

/// The author of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyAuthor {
    /// A reader, by the name that she gives, plain; `None` if she gives none.
    Reader(Option<String>),
    /// The asker of the letter.
    Asker,
    /// Someone who answers letters, by initials.
    Answerer(SpannedText),
}

/// Returns true for a file under `replies/`.
pub fn is_reply(path: &str) -> bool {
    within_replies(path).is_some()
}

/// Parses one reply, and reports everything that is wrong in it. `None` if it is in the folder of no letter.
pub fn parse(file: &SourceFile, options: &ParseOptions) -> Checked<Option<Reply>> {
    let mut findings = Findings::new(&file.path);
    let Some((letter, file_name)) = within_replies(&file.path).filter(|(letter, _)| !letter.is_empty()) else {
        findings.add(Span::default(), outside(&file.path));
        return findings.with(None);
    };
    let name = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    if name.eq_ignore_ascii_case("index") {
        let diagnostic = Diagnostic::error(format!("a reply cannot be called `{file_name}`"));
        findings.add(Span::default(), diagnostic.help("give it another name, such as the name of the reader"));
        return findings.with(None);
    }
    let document = Document::read(&file.text, &mut findings);
    let (record, private, date_span) = record(&document, (letter, name), options, &mut findings);
    let typography = options.typography;
    let markdown = Markdown::parse_reply(document.text, document.body_start, typography, &mut findings);
    let mut writer = EntryWriter::for_reply(&markdown, &file.path);
    let body = writer.section(&Section { blocks: &markdown.blocks, top_heading: 3 }, &mut findings);
    let (references, details) = writer.finish(&mut findings);
    if document.body().trim().is_empty() && !record.draft && record.withdrawn.is_none() && document.is_read() {
        let diagnostic = Diagnostic::warning("this reply has no text below the second `---`");
        findings.add(document.opening, diagnostic.help("write the reader's words there, or remove the file"));
    }
    let record = ReplyRecord { references, ..record };
    findings.with(Some(Reply { record, span: document.opening, date_span, private, body, details }))
}

/// Reads the front matter. Returns also what is private, and the span of the date.
fn record(
    document: &Document<'_>,
    (letter, name): (&str, &str),
    options: &ParseOptions,
    findings: &mut Findings,
) -> (ReplyRecord, Private, Span) {
    let file = findings.file().clone();
    let mut fields = Fields::new(&document.fields, document.opening, "a reply", findings);
    // As in letters, never rendered.
    let private = fields.optional("private", |node, findings| Some(private::read(node, findings))).unwrap_or_default();
    let author = author(&mut fields, &options.typography);
    let when = |node: &Node, findings: &mut _| date::read(node, &options.timezone, findings);
    let mut date = fields.optional("date", when);
    if !fields.has_value("date") {
        date = date::of_name(name, &options.timezone);
        if date.is_none() {
            fields.required("date", "2026-03-12", string);
        }
    }
    let to = fields.optional("to", text);
    let draft = fields.optional("draft", yes_no).unwrap_or(false);
    let withdrawn = fields.optional("withdrawn", withdrawn(options, date.as_ref()));
    let date_span = fields.span("date");
    fields.finish_with(explain);
    let (letter, name, references) = (letter.to_owned(), name.to_owned(), References::default());
    (ReplyRecord { file, letter, name, date, author, to, draft, withdrawn, references }, private, date_span)
}

/// Reads `name: Jane`, `by: asker` or `by: SM`. Whoever has a name in the column is shown with that one.
fn author(fields: &mut Fields<'_, '_>, typography: &Typography) -> ReplyAuthor {
    let name = fields.optional("name", string).map(|name| typography.typeset(name.trim()).into_owned());
    let Some(by) = fields.optional("by", text) else {
        let is_name = |name: &String| !name.is_empty() && !name.eq_ignore_ascii_case(ANONYMOUS);
        return ReplyAuthor::Reader(name.filter(is_name));
    };
    let is_asker = by.text.eq_ignore_ascii_case(ASKER);
    if name.is_some() {
        let span = fields.span("name");
        let shown = if is_asker {
            "the letter writer is shown by the pen name of the letter"
        } else {
            "columnists are shown by their own names"
        };
        let diagnostic = Diagnostic::warning(format!("this name is not shown: {shown}"));
        let diagnostic = diagnostic.help("remove this line");
        fields.findings().add(span, diagnostic.help(format!("or, if a reader wrote this, remove `by: {}`", by.text)));
    }
    if is_asker { ReplyAuthor::Asker } else { ReplyAuthor::Answerer(by) }
}

/// Returns the error of a file that is in the folder of no letter.
fn outside(file: &str) -> Diagnostic {
    let name = file.rsplit('/').next().unwrap_or(file);
    Diagnostic::error("this reply is not in the folder of a letter").help(format!(
        "move it to `{CONTENT}/{REPLIES}/a-letter/{name}`, where `a-letter` is the name of the letter's file without `.md`"
    ))
}

/// The fields of letters that mean nothing in a reply.
const OF_LETTERS: [&str; 16] = [
    "title",
    "tags",
    "asker",
    "answered_by",
    "guest",
    "slug",
    "aliases",
    "description",
    "standfirst",
    "update_to",
    "updated",
    "no_link",
    "template",
    "replies",
    "id",
    "extra",
];

/// Explains a field that replies do not have.
fn explain(pair: &Pair, diagnostic: Diagnostic) -> Diagnostic {
    let key = pair.key.to_lowercase().replace([' ', '-'], "_");
    let value = pair.node.as_text().unwrap_or("…");
    let quoted = || {
        let is_plain = value.chars().all(|c| c.is_alphanumeric() || " -_.@…".contains(c));
        if is_plain { value.to_owned() } else { double_quoted(value) }
    };
    let help = match &*key {
        "asker" => "if the asker wrote this, write `by: asker`; if not, remove this line".to_owned(),
        "answered_by" => format!("if a columnist wrote this, write `by: {}`; if not, remove this line", quoted()),
        known if OF_LETTERS.contains(&known) => "remove this line: letters have it, and replies do not".to_owned(),
        "author" | "author_name" | "user" | "username" | "from" | "nickname" | "pen_name" | "commenter" | "signed" => {
            format!("write `name: {}`", quoted())
        }
        "email" | "mail" | "e_mail" | "author_email" | "ip" | "ip_address" | "url" | "website" | "author_url"
        | "via" | "user_agent" | "avatar" | "gravatar" => {
            format!("remove this line, or keep it for yourself: `private: {{ {}: {} }}`", pair.key, quoted())
        }
        "parent" | "parent_id" | "in_reply_to" | "reply_to" | "answers" | "re" => {
            format!("write `to: {}`, where that is the name of the other reply's file without `.md`", quoted())
        }
        "status" | "state" | "approved" => match &*value.to_lowercase() {
            "held" | "hold" | "pending" | "moderated" | "0" | "no" | "false" | "unapproved" | "draft" => {
                "write `draft: yes`".to_owned()
            }
            "hidden" | "spam" | "trash" | "removed" | "deleted" => {
                "write `withdrawn: { date: 2026-09-01 }` with the day of its removal, or remove the file".to_owned()
            }
            _ => "remove this line: whatever is not a draft is shown".to_owned(),
        },
        _ => return diagnostic,
    };
    Diagnostic { help: vec![help], ..diagnostic }
}

/// Returns the name that replies have for a letter: the path of its file, or of its folder, below `questions/`, without
/// `.md`.
pub fn letter_name(file: &str) -> Option<&str> {
    let folder = crate::source::folder_of_index(file);
    let inner = crate::source::within_content(folder.unwrap_or(file))?;
    let name = inner.strip_prefix(EntryKind::Letter.folder())?.strip_prefix('/')?;
    Some(name.rsplit_once('.').filter(|_| folder.is_none()).map_or(name, |(stem, _)| stem))
}
