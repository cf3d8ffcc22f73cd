//! A letter: one file under `questions/`, with its questions and answers.

use super::common::{self, Common};
use super::front_matter::Document;
use super::markdown::{Body, Link, Markdown, Picture, Section, Writer};
use super::turns::{self, Opened, Turn, TurnKind};
use super::{ParseOptions, slugify};
use crate::diagnostics::{Diagnostic, Findings, closest};
use crate::yaml::values::{Text, list, string};
use crate::yaml::{Fields, Node};

/// A question post; without turns, an article.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What entries of every kind have.
    pub common: Common,
    /// What the asker wants to be called.
    pub pen_name: Option<String>,
    /// Who answers, by initials, where the front matter says it.
    pub answered_by: Vec<String>,
    /// The text before the first turn; the whole text of an article.
    pub introduction: Option<Body>,
    /// Questions, answers, notes and updates, in order.
    pub turns: Vec<Turn>,
    /// Links into the column, in order.
    pub links: Vec<Link>,
    /// Pictures, in order.
    pub pictures: Vec<Picture>,
    /// The ids of its page, sorted.
    pub ids: Vec<String>,
}

impl Letter {
    /// Initials of those who answer, in order of first appearance.
    pub fn answerers(&self) -> Vec<&str> {
        let spoken = self.turns.iter().filter_map(|turn| match &turn.kind {
            TurnKind::Answer(initials) => Some(initials.as_str()),
            _ => None,
        });
        let mut initials: Vec<&str> = Vec::new();
        for name in spoken.chain(self.answered_by.iter().map(String::as_str)) {
            if !initials.contains(&name) {
                initials.push(name);
            }
        }
        initials
    }

    /// `description`, else the first words of the first question, else of the text.
    pub fn excerpt(&self) -> &str {
        let question = self.turns.iter().find(|turn| turn.kind == TurnKind::Question).map(|turn| &turn.body);
        let text = question.or(self.introduction.as_ref()).or(self.turns.first().map(|turn| &turn.body));
        self.common.description.as_deref().or(text.map(|body| body.excerpt.as_str())).unwrap_or_default()
    }

    /// All its texts, in order.
    pub fn bodies(&self) -> impl Iterator<Item = &Body> {
        self.introduction.iter().chain(self.turns.iter().map(|turn| &turn.body))
    }
}

pub(super) fn parse(document: &Document<'_>, options: &ParseOptions, findings: &mut Findings) -> Letter {
    let mut fields = Fields::new(&document.fields, document.opening, "a letter", findings);
    let common = common::read(&mut fields, "title", options);
    if common.date.is_none() && !common.draft && !fields.has("date") {
        fields.required("date", "2026-03-02", string);
    }
    let pen_name = fields.optional("asker", asker);
    let initials = |node: &Node, findings: &mut Findings| known_initials(node, options, findings);
    let answered_by = fields.optional("answered_by", initials).unwrap_or_default();
    fields.finish();

    let mut markdown = Markdown::parse(document.text, document.body_start);
    // A draft may be as unfinished as it likes: what is missing in its turns is not said yet.
    let mut unsaid = Findings::new(&common.file);
    let heard = if common.draft { &mut unsaid } else { &mut *findings };
    let split = turns::split(&mut markdown, &answered_by, options, heard);
    if document.body().trim().is_empty() && !common.draft {
        findings.add(document.opening, Diagnostic::warning("this letter has no text below its front matter"));
    }
    let file = common.file.clone();
    let mut writer = Writer::new(&markdown, &file, &common.slug);
    let anchors = anchors(&split.turns, &mut writer);
    let introduction = (!split.introduction.is_empty())
        .then(|| writer.section(&Section { blocks: split.introduction, top_heading: 2 }, findings));
    let turns = split.turns.into_iter().zip(anchors).map(|(turn, (anchor, number))| {
        let body = writer.section(&Section { blocks: turn.blocks, top_heading: 3 }, findings);
        Turn { kind: turn.kind, anchor, number, body }
    });
    let turns = turns.collect();
    let Writer { ids, links, pictures, .. } = writer;
    Letter { common, pen_name, answered_by, introduction, turns, links, pictures, ids: ids.into_sorted() }
}

/// `q1`, `q1-sm`, `q1-sm-2`, `note-1`, `update-1`; given before any heading's id, so that a heading never takes one.
fn anchors(turns: &[Opened], writer: &mut Writer<'_, '_>) -> Vec<(String, usize)> {
    let (mut questions, mut notes, mut updates) = (0, 0, 0);
    let mut anchors = Vec::with_capacity(turns.len());
    for turn in turns {
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
        anchors.push((writer.ids.give(&wanted), questions.max(1)));
    }
    anchors
}

fn asker(node: &Node, findings: &mut Findings) -> Option<String> {
    let mut fields = Fields::new(node, node.span, "`asker`", findings);
    let pen_name = fields.optional("pen_name", string);
    fields.finish();
    if node.pairs().is_empty() {
        crate::yaml::values::wrong_kind::<String>(node, "`{ pen_name: Stuck in Place }`", findings);
    }
    pen_name
}

fn known_initials(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<Vec<String>> {
    let mut known = Vec::new();
    for Text { text, span } in list(node, findings)? {
        if options.initials.contains(&text) {
            known.push(text);
            continue;
        }
        let help = match closest(&text, options.initials.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the columnists' initials are `{}`", options.initials.join("`, `")),
        };
        findings.add(span, Diagnostic::error(format!("no columnist has the initials `{text}`")).help(help));
    }
    Some(known)
}
