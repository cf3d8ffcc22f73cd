//! A letter that has come in, as the draft of a question.

use jiff::tz::TimeZone;

use super::fields::{PrivateFields, quoted};
use super::identifying::{CommonNames, proposals};
use super::identity::FIELD;
use super::incoming::Incoming;
use super::markdown::{markdown, title};
use super::pen_name::is_pen_name;
use super::sign_off;
use crate::content::{LONGEST_FILE_NAME, ParseOptions, is_refused_by_windows, short_slug};
use crate::source::{CONTENT, QUESTIONS};
use crate::starter;

/// The options with which a draft is made.
#[derive(Debug)]
pub struct DraftOptions<'o> {
    /// The options with which the column's letters are parsed.
    pub parse: &'o ParseOptions,
    /// Words of the column that identify nobody.
    pub common: &'o CommonNames,
    /// Today.
    pub date: &'o str,
}

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    /// The path in the column without `.md`, which may be taken.
    pub stem: String,
    /// The text.
    pub text: String,
}

/// The longest title that is taken from a subject, in characters.
const LONGEST_TITLE: usize = 200;

/// The field under `private:` with the words that are not to be printed.
pub(super) const NEVER_PRINT: &str = "never_print";

/// The comment on that field.
pub(super) const NEVER_PRINT_COMMENT: &str = "may say who wrote it: remove what may be printed";

/// Returns the draft of a letter. `given` is the title that she gives it herself.
pub fn question_draft(incoming: &Incoming, given: &str, options: &DraftOptions<'_>) -> DraftFile {
    let words = if given.is_empty() { incoming.subject.as_str() } else { given };
    let title: String = title(words).chars().take(LONGEST_TITLE).collect();
    let title = if title.chars().any(char::is_alphanumeric) { title } else { String::new() };
    let slug = short_slug(&title, options.parse.slugs, LONGEST_FILE_NAME);
    let slug = match slug.as_str() {
        "" | "index" => format!("letter-{}", options.date),
        name if is_refused_by_windows(name) => format!("{name}-letter"),
        name => name.to_owned(),
    };
    let stem = format!("{CONTENT}/{QUESTIONS}/{slug}");
    let mut letter = incoming.clone();
    let sign_off = sign_off::find(&letter.rows);
    let own = incoming.pen_name.clone().filter(|name| !name.is_empty());
    let signed = sign_off.as_ref().filter(|found| own.is_none() && is_pen_name(&found.name, incoming.name.as_deref()));
    let pen_name = own.or_else(|| signed.map(|found| found.name.clone()));
    // The page shows the pen name by itself.
    if let Some(found) = signed {
        let below = sign_off::take(&mut letter.rows, found);
        letter.left_out.add(&below);
    }
    let mut private = private(incoming, &options.parse.timezone);
    let words = proposals(incoming, sign_off.as_ref(), pen_name.as_deref(), options.common);
    private.lines(NEVER_PRINT, NEVER_PRINT_COMMENT, &words);
    add_left_out(&mut private, &letter);
    let parts = QuestionParts { title, pen_name, private: private.lines, options };
    let path = format!("{stem}.md");
    let words = markdown(&letter, &path, options.parse, |words| parts.trial(words));
    DraftFile { stem, text: parts.file(&words) }
}

/// Returns what is known of the sender, and never on a page.
pub(super) fn private(incoming: &Incoming, timezone: &TimeZone) -> PrivateFields {
    let mut private = PrivateFields::default();
    private.text("name", incoming.name.as_deref().unwrap_or_default());
    private.text("email", incoming.email.as_deref().unwrap_or_default());
    let received = incoming.received.map(|time| time.to_zoned(timezone.clone()).strftime("%Y-%m-%d %H:%M").to_string());
    private.text("received", &received.unwrap_or_default());
    for (name, value) in &incoming.others {
        private.text(name, value);
    }
    private.list("attachments", &incoming.attachments);
    private.text(FIELD, &incoming.id);
    private
}

/// Adds the words of the mail that are not in the letter.
pub(super) fn add_left_out(private: &mut PrivateFields, incoming: &Incoming) {
    private.block("left_out", "in the mail, and not in the text below", &incoming.left_out.lines());
}

/// The parts of the file.
struct QuestionParts<'o> {
    title: String,
    pen_name: Option<String>,
    private: String,
    options: &'o DraftOptions<'o>,
}

impl QuestionParts<'_> {
    fn file(&self, words: &str) -> String {
        let question = self.options.parse.markers.question.first().map_or("Q", String::as_str);
        let initials = self.options.parse.initials.first().map_or("A", String::as_str);
        let pen_name = self.pen_name.as_deref().map(|name| format!("{} ", quoted(name))).unwrap_or_default();
        let (title, words) = (quoted(&self.title), after_marker(words));
        let mut values = vec![
            ("date", self.options.date),
            ("pen-name", &pen_name),
            ("private", &self.private),
            ("question", question),
            ("words", &words),
            ("initials", initials),
        ];
        if !self.title.is_empty() {
            values.push(("title", &title));
        }
        starter::filled(include_str!("../cli/starter/received-question.md"), &values)
    }

    /// Returns the file as it will be once it is answered and published.
    fn trial(&self, words: &str) -> String {
        let file = self.file(words);
        let (head, text) = file.split_once("draft: yes").unwrap_or(("", &file));
        let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
        format!("{head}{}Yes.\n", rest.trim_end_matches('\n'))
    }
}

/// Returns words for the place after `Q:`: on the same line, unless they begin with something that has lines of its own.
fn after_marker(words: &str) -> String {
    let is_block = ["- ", "* ", "> ", "#", "```", "|", "1. ", "***"].iter().any(|sign| words.starts_with(sign));
    // The marker takes `{#…}` for the name of a place.
    let brace = if words.starts_with('{') { "\\" } else { "" };
    if is_block { format!("\n\n{words}") } else { format!(" {brace}{words}") }
}
