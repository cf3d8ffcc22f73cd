//! A letter: one file under `questions/`, with its questions and answers.

mod marker;
mod near_misses;
mod split;
mod turn;
mod unanswered;

use self::split::{MarkedTurn, Split, split};
use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::{Body, EntryWriter, FileReference, Markdown, ReferenceDetails, References, Section};
use super::title::prose;
use super::{EntryKind, NoLink, ParseOptions, When, date, no_link, slugify};
use crate::diagnostics::{Diagnostic, Findings, Span, closest};
use crate::yaml::values::{SpannedText, list, string, wrong_kind};
use crate::yaml::{Fields, Node, Value};

pub use turn::{Turn, TurnKind};

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
    /// Its withdrawal; at its address is a note alone.
    pub withdrawn: Option<Withdrawn>,
    /// The letter that this one follows up.
    pub update_to: Option<FileReference>,
    /// Names of programs that stay plain text in it.
    pub no_link: NoLink,
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
    if !fields.has_value("date") {
        fields.required("date", "2026-03-02", string);
    }
    let pen_name = fields.optional("asker", asker);
    let initials = |node: &Node, findings: &mut Findings| known_initials(node, options, findings);
    let answered_by = fields.optional("answered_by", initials).unwrap_or_default();
    let standfirst = fields.optional("standfirst", prose);
    let withdrawn = fields.optional("withdrawn", |node, findings| withdrawn(node, options, findings));
    let update_to = fields.optional("update_to", common::entry_file);
    let no_link = fields.optional("no_link", no_link::read).unwrap_or_default();
    fields.finish();

    let mut markdown = Markdown::parse(document.text, document.body_start, findings);
    let split = split(&mut markdown, &answered_by, options, findings);
    // A draft may be incomplete.
    if !common.record.draft {
        unanswered::check(&split, &markdown, options, findings);
    }
    if document.body().trim().is_empty() && !common.record.draft && withdrawn.is_none() && document.is_read() {
        findings.add(document.opening, Diagnostic::warning("this letter has no text below its front matter"));
    }
    let mut writer = EntryWriter::new(&markdown, &common.record.file, &common.record.slug);
    let (introduction, turns) = turn_texts(split, common.record.draft, &mut writer, findings);
    writer.check_footnotes(findings);
    let (references, details) = writer.finish();
    let answerers = answerers(&turns, &answered_by);
    let record = LetterRecord { answerers, withdrawn, update_to, no_link, references };
    Letter { common, record, pen_name, standfirst, introduction, turns, details }
}

/// Returns the initials in the turns and those of `answered_by`, each once.
fn answerers(turns: &[Turn], answered_by: &[String]) -> Vec<String> {
    let in_turns = turns.iter().filter_map(|turn| match &turn.kind {
        TurnKind::Answer(initials) => Some(initials),
        TurnKind::Question | TurnKind::Note | TurnKind::Update(_) => None,
    });
    let mut answerers: Vec<String> = Vec::new();
    for initials in in_turns.chain(answered_by) {
        if !answerers.contains(initials) {
            answerers.push(initials.clone());
        }
    }
    answerers
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

/// Returns the anchor of each turn and the number of its question: `q1`, `q1-sm`, `q1-sm-2`, `note-1`, `update-1`, or
/// the anchor that the author chose. Anchors are given before the ids of headings, so that a heading never takes one.
fn anchors(turns: &[MarkedTurn], writer: &mut EntryWriter<'_, '_>, findings: &mut Findings) -> Vec<(String, usize)> {
    // Chosen anchors come first: links from elsewhere may depend on them.
    let fixed: Vec<Option<String>> =
        turns.iter().map(|turn| turn.anchor.as_ref().and_then(|fixed| fixed_anchor(fixed, writer, findings))).collect();
    let (mut questions, mut notes, mut updates) = (0, 0, 0);
    let given = turns.iter().zip(fixed).map(|(turn, fixed)| {
        let wanted = match &turn.kind {
            TurnKind::Question => {
                questions += 1;
                format!("q{questions}")
            }
            TurnKind::Answer(initials) => format!("q{}-{}", questions.max(1), slugify(initials)),
            TurnKind::Note => {
                notes += 1;
                format!("note-{notes}")
            }
            TurnKind::Update(_) => {
                updates += 1;
                format!("update-{updates}")
            }
        };
        (fixed.unwrap_or_else(|| writer.ids.give(wanted)), questions.max(1))
    });
    given.collect()
}

fn fixed_anchor(
    (id, span): &(String, Span),
    writer: &mut EntryWriter<'_, '_>,
    findings: &mut Findings,
) -> Option<String> {
    let fits = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    if id.is_empty() || id.starts_with('_') || !id.chars().all(fits) {
        let diagnostic = Diagnostic::error(format!("`{id}` cannot be an anchor"));
        findings.add(*span, diagnostic.help("write letters, figures and hyphens, such as `{#my-question}`"));
        return None;
    }
    let given = writer.ids.give(id.clone());
    if given != *id {
        let diagnostic = Diagnostic::error(format!("the anchor `{id}` stands here twice"));
        findings.add(*span, diagnostic.help("give one of them another name"));
    }
    Some(given)
}

/// Reads `withdrawn: { date: 2026-09-01, reason: … }`.
fn withdrawn(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<Withdrawn> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "`{ date: 2026-09-01, reason: … }`", findings);
    }
    let mut fields = Fields::new(node, node.span, "`withdrawn`", findings);
    let when = |node: &Node, findings: &mut Findings| date::read(node, &options.timezone, findings);
    let date = fields.required("date", "2026-09-01", when);
    let reason = fields.optional("reason", prose);
    fields.finish();
    Some(Withdrawn { date: date?, reason })
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
    findings.add(marker, diagnostic.help("write it behind the colon, or remove the line"));
}

fn asker(node: &Node, findings: &mut Findings) -> Option<String> {
    let mut fields = Fields::new(node, node.span, "`asker`", findings);
    let pen_name = fields.optional("pen_name", prose);
    if let Some(name) = name_with_commas(node) {
        let diagnostic = Diagnostic::error("a comma in a pen name needs quotes round it here");
        findings.add(node.span, diagnostic.help(format!("write `{{ pen_name: \"{name}\" }}`")));
        return None;
    }
    fields.finish();
    if node.pairs().is_empty() {
        wrong_kind::<String>(node, "`{ pen_name: Stuck in Place }`", findings);
    }
    pen_name
}

/// Returns a pen name with commas, which YAML reads as several fields: `{ pen_name: Puzzled, Possibly }` has two, and
/// the second is empty.
fn name_with_commas(node: &Node) -> Option<String> {
    let (first, rest) = node.pairs().split_first().filter(|(_, rest)| !rest.is_empty())?;
    let Value::Scalar { text, quoted: false } = &first.node.value else { return None };
    let parts = std::iter::once(text.trim()).chain(rest.iter().map(|pair| pair.key.trim()));
    rest.iter().all(|pair| pair.node.value == Value::Null).then(|| parts.collect::<Vec<_>>().join(", "))
}

fn known_initials(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<Vec<String>> {
    let mut known = Vec::new();
    for SpannedText { text, span } in list(node, findings)? {
        if options.initials.contains(&text) {
            known.push(text);
            continue;
        }
        let help = match closest(&text, options.initials.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if options.initials.is_empty() => "start a columnist with `callslip new person \"A Name\"`".to_owned(),
            None => format!("the columnists' initials are `{}`", options.initials.join("`, `")),
        };
        findings.add(span, Diagnostic::error(format!("no columnist has the initials `{text}`")).help(help));
    }
    Some(known)
}
