//! A letter: one file under `questions/`, with its questions and answers.

mod anchors;
mod answerers;
mod colons;
mod fences;
mod fields;
mod guest;
mod likely_answers;
mod lost_turns;
mod marker;
mod marker_lines;
mod names;
mod near_misses;
mod opening_words;
mod pasted;
pub use pasted::is_form;
mod salutation;
pub use salutation::salutation_word;
mod speakers;
mod split;
mod turn;
mod unanswered;
mod unlisted;
mod updates;
mod variants;

use std::borrow::Cow;

use self::anchors::anchors;
use self::likely_answers::LikelyAnswer;
use self::marker_lines::Separated;
use self::speakers::Speakers;
use self::split::{Split, split};
use self::unanswered::Reported;
use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::{Body, EntryWriter, FileReference, Markdown, ReferenceDetails, References, Section};
use super::title::prose;
use super::{EntryKind, NoLink, ParseOptions, When, no_link};
use crate::config::ReplyStatus;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::yaml::values::string;
use crate::yaml::{Fields, Node};

pub(super) use fields::withdrawn;
pub use guest::Guest;
pub use opening_words::opens_turn;
pub use turn::{Turn, TurnKind};
pub use unlisted::UnlistedInitials;

/// A question post; without turns, an article.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The front matter that entries of every kind share.
    pub common: Common,
    /// The rest of what other pages depend on.
    pub record: LetterRecord,
    /// The name that the asker goes by.
    pub pen_name: Option<String>,
    /// A sentence or two under an article's title.
    pub standfirst: Option<String>,
    /// The text before the first turn; the whole text of an article.
    pub introduction: Option<Body>,
    /// Questions, answers, notes and updates, in order.
    pub turns: Vec<Turn>,
    /// The rest of each link in its texts.
    pub details: ReferenceDetails,
}

/// The part of a letter from which links and the lists of columnists follow, as subjects and addresses do from
/// [`Record`](super::Record).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRecord {
    /// The initials of those who answer, each once: in order of first appearance, then those that the front matter adds.
    pub answerers: Vec<String>,
    /// Those among them who have no file.
    pub guests: Vec<Guest>,
    /// Its withdrawal; at its address is a note alone.
    pub withdrawn: Option<Withdrawn>,
    /// The letter that this one follows up.
    pub update_to: Option<FileReference>,
    /// The status of its replies; `None` if it is that of the column.
    pub replies: Option<ReplyStatus>,
    /// Names of programs that stay plain text in it.
    pub no_link: NoLink,
    /// Initials of nobody that may be a columnist's.
    pub unlisted_initials: Vec<UnlistedInitials>,
    /// The links in its texts.
    pub references: References,
}

/// The withdrawal of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its date.
    pub date: When,
    /// The reason, in the columnist's words.
    pub reason: Option<String>,
}

impl Letter {
    /// Returns `description`, else the first words of the first question, else of the text.
    pub fn excerpt(&self) -> &str {
        let question = self.turns.iter().find(|turn| turn.kind == TurnKind::Question).map(|turn| &turn.body);
        let text = question.or(self.introduction.as_ref()).or(self.turns.first().map(|turn| &turn.body));
        self.common.description.as_deref().or(text.map(|body| body.excerpt.as_str())).unwrap_or_default()
    }

    /// Returns the guest with these initials.
    pub fn guest(&self, initials: &str) -> Option<&Guest> {
        self.record.guests.iter().find(|guest| guest.initials == initials)
    }

    /// Returns the turn whose text has this index in [`Letter::bodies`]; `None` for the introduction.
    pub fn turn_of(&self, body: usize) -> Option<&Turn> {
        body.checked_sub(usize::from(self.introduction.is_some())).and_then(|at| self.turns.get(at))
    }

    /// Returns the index in [`Letter::bodies`] of the text of the turn with this index.
    pub fn body_of(&self, turn: usize) -> usize {
        turn + usize::from(self.introduction.is_some())
    }

    /// Returns all its texts, in order.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.introduction.iter().chain(self.turns.iter().map(|turn| &turn.body))
    }
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Letter {
    let mut fields = Fields::new(&document.fields, document.opening, "a letter", findings);
    let common = common::read(&mut fields, EntryKind::Letter, options);
    if common.record.date.is_none() && !fields.has_value("date") {
        fields.required("date", "2026-03-02", string);
    }
    let is_draft = common.record.draft;
    let pen_name = fields.optional("asker", |node, findings| fields::asker(node, options, findings));
    let guests = fields.optional("guest", |node, findings| guest::read(node, options, findings)).unwrap_or_default();
    let (asker_span, guests_span) = (fields.span("asker"), fields.span("guest"));
    let options = &with_guests(options, &guests);
    let initials = |node: &Node, findings: &mut Findings| fields::answered_by(node, options, is_draft, findings);
    let answered_by = fields.optional("answered_by", initials).unwrap_or_default();
    let answered_by_span = fields.span("answered_by");
    let standfirst = fields.optional("standfirst", prose(&options.typography));
    let withdrawn = fields.optional("withdrawn", withdrawn(options, common.record.date.as_ref()));
    let replies = fields.optional("replies", ReplyStatus::read);
    let update_to = fields.optional("update_to", common::entry_file);
    let no_link = fields.optional("no_link", no_link::read).unwrap_or_default();
    fields.finish_with(|pair, diagnostic| fields::explain_author(pair, diagnostic, options));

    let speakers = Speakers { options, answered_by: &answered_by, pen_name: pen_name.as_deref(), guests: &guests };
    let separated = Separated::new(document.text, document.body_start, options, findings.file());
    let mut markdown = match &separated {
        None => Markdown::parse(document.text, document.body_start, findings),
        Some(copy) => copy.parse(document.text, document.body_start, findings),
    };
    let split = split(&mut markdown, &speakers, findings);
    let within_lines = likely_answers::within_lines(&markdown, document.body_start, &speakers);
    let unlisted_initials = check_turns(&split, &within_lines, &markdown, asker_span, &speakers, is_draft, findings);
    updates::check(&split, &common, findings);
    fences::check(&markdown, options, findings);
    pasted::check(&split, &markdown, &common.title, findings);
    if document.body().trim().is_empty() && !is_draft && withdrawn.is_none() && document.is_read() {
        findings.add(document.opening, empty(options));
    }
    markdown.typeset(options.typography);
    let mut writer = EntryWriter::new(&markdown, &common.record, options.slugs);
    let (introduction, turns) = turn_texts(split, is_draft, &mut writer, findings);
    let (references, details) = writer.finish(findings);
    let answerers = answerers::of(&turns, &speakers);
    if !is_draft {
        answerers::unused(&turns, &speakers, answered_by_span, findings);
        answerers::unused_guests(&guests, &answerers, guests_span, findings);
    }
    let record =
        LetterRecord { answerers, guests, withdrawn, update_to, replies, no_link, unlisted_initials, references };
    Letter { common, record, pen_name, standfirst, introduction, turns, details }
}

/// Returns the options with the initials of guests, which open answers in their letter.
fn with_guests<'o>(options: &'o ParseOptions, guests: &[Guest]) -> Cow<'o, ParseOptions> {
    let mut options = Cow::Borrowed(options);
    if !guests.is_empty() {
        options.to_mut().initials.extend(guests.iter().map(|guest| guest.initials.clone()));
    }
    options
}

/// Reports answers and questions that are missing, and what was probably meant as a turn. A draft may be incomplete. Returns
/// initials of nobody.
fn check_turns(
    split: &Split,
    within_lines: &[(LikelyAnswer, &str)],
    markdown: &Markdown<'_>,
    asker: Span,
    speakers: &Speakers<'_>,
    is_draft: bool,
    findings: &mut Findings,
) -> Vec<UnlistedInitials> {
    let mut reported = Reported::default();
    let has_heading = lost_turns::headings(split, markdown, speakers, findings);
    if !is_draft {
        reported = unanswered::check(split, within_lines, markdown, speakers, findings);
        if !has_heading {
            lost_turns::question(split, markdown, asker, speakers, findings);
        }
        for turn in &split.turns {
            if let TurnKind::Answer(initials) = &turn.kind
                && let Some(columnist) = fields::draft_with(initials, speakers.options)
            {
                findings.add(turn.span, fields::answer_of_draft(columnist));
            }
        }
    }
    lost_turns::unmarked_letter(split, markdown, speakers, findings);
    lost_turns::salutations(split, &reported.likely_answers, speakers, findings);
    lost_turns::within_lines(within_lines, split, &reported.likely_answers, speakers, findings);
    lost_turns::answer_words(split, speakers, findings);
    lost_turns::roles(split, speakers, findings);
    lost_turns::unknown_speakers(split, &reported.speakers, markdown.text(), speakers, findings)
}

/// Writes the text before the first turn, and the turns.
fn turn_texts(
    split: Split,
    is_draft: bool,
    writer: &mut EntryWriter<'_, '_>,
    findings: &mut Findings,
) -> (Option<Body>, Vec<Turn>) {
    let anchors = anchors(&split.turns, writer, findings);
    let blocks = &writer.markdown.blocks;
    let introduction = (!split.introduction.is_empty())
        .then(|| writer.section(&Section { blocks: &blocks[split.introduction], top_heading: 2 }, findings));
    let turns = split.turns.into_iter().zip(anchors).map(|(opened, (anchor, number))| {
        let body = writer.section(&Section { blocks: &blocks[opened.blocks], top_heading: 3 }, findings);
        let turn = Turn { kind: opened.kind, anchor, number, body };
        if !is_draft {
            check_text(&turn, opened.span, findings);
        }
        turn
    });
    let turns = turns.collect();
    (introduction, turns)
}

/// Returns the diagnostic for a letter without any text.
fn empty(options: &ParseOptions) -> Diagnostic {
    let word = options.markers.question.first().map_or("Q", String::as_str);
    Diagnostic::warning("this letter has no text below the second `---`")
        .help(format!("write the question there, in a paragraph that begins with `{word}:`"))
}

/// Reports a marker with nothing behind it.
fn check_text(turn: &Turn, marker: Span, findings: &mut Findings) {
    if !turn.body.slots.is_empty() || !turn.body.html.trim().is_empty() {
        return;
    }
    let kind = match turn.kind {
        TurnKind::Question => "question",
        TurnKind::Answer(_) => "answer",
        TurnKind::Note => "note",
        TurnKind::Update(_) => "update",
    };
    let diagnostic = Diagnostic::warning(format!("this {kind} has no text"));
    findings.add(marker, diagnostic.help("write it after the colon, or remove the line"));
}
