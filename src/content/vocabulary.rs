//! The controlled vocabulary, `tags.yaml`: the subjects of a column and their relations.
//!
//! The relations are those of a thesaurus (ISO 25964-1): a preferred label, synonyms that are used for it, broader and
//! related terms, a scope note. Mistakes in them are reported here and left out: in a [`Vocabulary`] no relation
//! dangles, and no term is broader than itself, not even in several steps.

use std::collections::HashMap;

use ahash::AHashSet;

use super::common::Tag;
use super::slug::{self, comparable};
use super::title::prose;
use super::unheaded_tags;
use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span, Suggester};
use crate::language::Typography;
use crate::source::SourceFile;
use crate::yaml::values::{SpannedText, list, text, wrong_kind, yes_no};
use crate::yaml::{self, Fields, Node, Pair, Value};

/// The subjects that a column uses.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    /// True if a tag that is not in the vocabulary is an error.
    pub closed: bool,
    /// The file of the vocabulary.
    pub file: Option<FilePath>,
    /// The terms, in the author's order.
    pub terms: Vec<VocabularyTerm>,
    /// The indices of terms, by the keys of their labels and synonyms.
    known: HashMap<String, usize>,
}

/// One subject.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct VocabularyTerm {
    /// Its name as it is shown, with its span.
    pub label: Tag,
    /// The last part of its address that the author chose.
    pub slug: Option<SpannedText>,
    /// The synonyms, for which the label is used.
    pub use_for: Vec<Tag>,
    /// The indices of broader terms.
    pub broader: Vec<usize>,
    /// The indices of related terms; the relation is symmetric.
    pub related: Vec<usize>,
    /// The scope note: what it covers, plain.
    pub scope_note: Option<String>,
}

/// The number of terms of a circle that a message names.
const MOST_NAMED: usize = 12;

/// The names of other terms, as written.
struct Relations {
    broader: Vec<SpannedText>,
    related: Vec<SpannedText>,
}

impl Vocabulary {
    /// Returns the index of the term that a tag means, by the tag's key.
    pub fn get(&self, key: &str) -> Option<usize> {
        self.known.get(key).copied()
    }

    /// Returns all labels and synonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let synonyms = self.terms.iter().flat_map(|term| &term.use_for);
        self.terms.iter().map(|term| &term.label).chain(synonyms).map(|tag| tag.label.as_str())
    }

    /// Reads `tags.yaml`.
    pub fn parse(file: &SourceFile, typography: &Typography) -> Checked<Self> {
        let mut findings = Findings::new(&file.path);
        if let Some((span, diagnostic)) = unheaded_tags::list(&file.text) {
            findings.add(span, diagnostic);
            return findings.with(Self { file: Some(file.path.clone()), ..Self::default() });
        }
        let node = yaml::parse(&file.text, 0, &mut findings);
        if let Some((span, diagnostic)) = unheaded_tags::terms(&node) {
            findings.add(span, diagnostic);
            return findings.with(Self { file: Some(file.path.clone()), ..Self::default() });
        }
        let mut fields = Fields::new(&node, Span::default(), "`tags.yaml`", &mut findings);
        let closed = fields.optional("closed", yes_no).unwrap_or(false);
        let terms = |node: &Node, findings: &mut Findings| terms(node, typography, findings);
        let terms = fields.required("tags", "{ rare books: {}, archives: {} }", terms);
        fields.finish();
        // If the tags cannot be read, only that is reported, not each tag of each letter.
        let closed = closed && terms.is_some();
        let terms = terms.unwrap_or_default();
        let (terms, relations): (Vec<_>, Vec<_>) = terms.into_iter().unzip();
        let mut vocabulary = Self { closed, file: Some(file.path.clone()), terms, known: HashMap::new() };
        vocabulary.name(&mut findings);
        vocabulary.relate(&relations, &mut findings);
        findings.with(vocabulary)
    }

    /// Assigns each name to one term, and reports labels and synonyms that are used twice.
    fn name(&mut self, findings: &mut Findings) {
        let file = findings.file().clone();
        for (at, term) in self.terms.iter().enumerate() {
            if let Some(first) = self.known.insert(term.label.key.clone(), at) {
                self.known.insert(term.label.key.clone(), first);
                let first = &self.terms[first].label;
                let message = format!("`{}` and `{}` count as the same tag", first.label, term.label.label);
                let diagnostic = Diagnostic::error(message).related(&file, first.span, "the first one");
                findings.add(term.label.span, diagnostic.help("keep one of them"));
            }
        }
        let mut synonyms: HashMap<String, (usize, Span)> = HashMap::new();
        for (at, term) in self.terms.iter_mut().enumerate() {
            let label = &term.label;
            term.use_for.retain(|synonym| {
                let wrong = match (self.known.get(&synonym.key), synonyms.get(&synonym.key)) {
                    (Some(other), _) => no_synonym(synonym, label, *other == at),
                    (None, Some((first, span))) if *first != at => {
                        Diagnostic::error(format!("`{}` is listed under two tags", synonym.label))
                            .related(&file, *span, "the first one")
                            .help("it can lead readers to only one: remove it from the other")
                    }
                    (None, known) => {
                        // In another spelling it is the same synonym, and listed once.
                        let is_new = known.is_none();
                        synonyms.insert(synonym.key.clone(), (at, synonym.span));
                        return is_new;
                    }
                };
                findings.add(synonym.span, wrong);
                false
            });
        }
        self.known.extend(synonyms.into_iter().map(|(key, (at, _))| (key, at)));
    }

    fn relate(&mut self, relations: &[Relations], findings: &mut Findings) {
        let mut suggester = Suggester::default();
        let mut known: AHashSet<(usize, usize)> = AHashSet::new();
        let mut related = Vec::new();
        for (at, relation) in relations.iter().enumerate() {
            for name in &relation.broader {
                let other = self.other(name, at, &mut suggester, findings);
                self.terms[at].broader.extend(other.filter(|other| known.insert((at, *other))));
            }
            let others = relation.related.iter().filter_map(|name| self.other(name, at, &mut suggester, findings));
            related.extend(others.map(|other| (at, other)));
        }
        known.clear();
        for (one, other) in related.into_iter().flat_map(|(one, other)| [(one, other), (other, one)]) {
            if known.insert((one, other)) {
                self.terms[one].related.push(other);
            }
        }
        for circle in self.circles() {
            self.open(&circle, relations, findings);
        }
    }

    /// Reports a circle of broader terms at its first step, and takes its last one out.
    fn open(&mut self, circle: &[usize], relations: &[Relations], findings: &mut Findings) {
        let &[first, second, ..] = circle else { return };
        let mut names: Vec<&str> = circle.iter().map(|at| self.terms[*at].label.label.as_str()).collect();
        names.push(&self.terms[first].label.label);
        if names.len() > MOST_NAMED {
            names.splice(MOST_NAMED - 2..names.len() - 1, ["…"]);
        }
        let message =
            format!("these tags go around in a circle, each broader than the one before: {}", names.join(" › "));
        let label = &self.terms[second].label.label;
        let written = relations[first].broader.iter().find(|name| self.get(&comparable(&name.text)) == Some(second));
        let span = written.map_or(self.terms[first].label.span, |name| name.span);
        let help = format!("remove the `broader` that is wrong, such as `{label}` here");
        findings.add(span, Diagnostic::error(message).label("here the circle closes").help(help));
        let last = circle[circle.len() - 1];
        self.terms[last].broader.retain(|other| *other != first);
    }

    /// Returns the index of the term of this name. Reports the name if it is unknown or that of the term itself.
    fn other(
        &self,
        name: &SpannedText,
        from: usize,
        suggester: &mut Suggester,
        findings: &mut Findings,
    ) -> Option<usize> {
        let found = self.get(&comparable(&name.text));
        if found == Some(from) {
            let diagnostic = Diagnostic::error(format!("`{}` cannot be related to itself", name.text));
            findings.add(name.span, diagnostic.help("remove it here"));
            return None;
        }
        if found.is_none() {
            let near = suggester.closest(&name.text, self.names()).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| format!("add a line `{}: {{}}` under `tags:`", name.text));
            let diagnostic = Diagnostic::error(format!("there is no tag `{}` in this file", name.text));
            findings.add(name.span, diagnostic.help(help));
        }
        found
    }

    /// Returns circles of broader terms, each term the broader of the one before it, and the first that of the last. Without
    /// these last steps there is no circle.
    fn circles(&self) -> Vec<Vec<usize>> {
        let mut circles = Vec::new();
        let mut states = vec![State::New; self.terms.len()];
        for start in 0..self.terms.len() {
            // The way from the start, and for each term the number of the next step to be tried.
            let mut way = vec![(start, 0)];
            while let Some((at, step)) = way.last_mut().filter(|_| states[start] != State::Done) {
                states[*at] = State::OnTheWay;
                let (at, next) = (*at, self.terms[*at].broader.get(*step).copied());
                *step += 1;
                match next.map(|next| (next, states[next])) {
                    Some((next, State::New)) => way.push((next, 0)),
                    Some((next, State::OnTheWay)) => {
                        circles.push(way.iter().map(|(at, _)| *at).skip_while(|at| *at != next).collect());
                    }
                    Some((_, State::Done)) => {}
                    None => {
                        states[at] = State::Done;
                        way.pop();
                    }
                }
            }
        }
        circles
    }
}

/// The state of a term in the search for circles (depth-first).
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnTheWay,
    Done,
}

fn no_synonym(synonym: &Tag, label: &Tag, same: bool) -> Diagnostic {
    let name = &synonym.label;
    if same {
        return Diagnostic::error(format!("`{name}` is the tag itself")).help("remove it from `use_for`");
    }
    Diagnostic::error(format!("`{name}` is a tag of its own, so it cannot be used for `{}`", label.label))
        .help(format!("to merge it into `{}`, remove its own entry, and move its `use_for` here", label.label))
        .help("to keep it, remove it from this `use_for`")
}

/// Reads the entries under `tags:`: a map, or a list of labels.
fn terms(node: &Node, typography: &Typography, findings: &mut Findings) -> Option<Vec<(VocabularyTerm, Relations)>> {
    match &node.value {
        Value::Map(pairs) => Some(pairs.iter().filter_map(|pair| term(pair, typography, findings)).collect()),
        Value::List(_) => Some(list(node, findings)?.into_iter().filter_map(|label| bare(label, findings)).collect()),
        _ => wrong_kind(node, "tags, one a line, such as `rare books: {}`", findings),
    }
}

fn bare(label: SpannedText, findings: &mut Findings) -> Option<(VocabularyTerm, Relations)> {
    let term = VocabularyTerm { label: Tag::new(label, findings)?, ..VocabularyTerm::default() };
    Some((term, Relations { broader: Vec::new(), related: Vec::new() }))
}

fn term(pair: &Pair, typography: &Typography, findings: &mut Findings) -> Option<(VocabularyTerm, Relations)> {
    let (mut term, mut relations) = bare(SpannedText { text: pair.key.clone(), span: pair.key_span }, findings)?;
    match pair.node.value {
        Value::Null | Value::Unreadable => return Some((term, relations)),
        Value::Map(_) => {}
        Value::List(_) | Value::Scalar { .. } => {
            findings.add(pair.node.span, unheaded_tags::not_a_term(pair));
            return Some((term, relations));
        }
    }
    let mut fields = Fields::new(&pair.node, pair.key_span, "a tag of the vocabulary", findings);
    let synonyms = fields.optional("use_for", list).unwrap_or_default();
    relations.broader = fields.optional("broader", list).unwrap_or_default();
    relations.related = fields.optional("related", list).unwrap_or_default();
    term.slug = fields.optional("slug", slug_of_tag);
    term.scope_note = fields.optional("scope_note", |node, findings| scope_note(node, typography, findings));
    fields.finish();
    term.use_for = synonyms.into_iter().filter_map(|synonym| Tag::new(synonym, findings)).collect();
    Some((term, relations))
}

fn slug_of_tag(node: &Node, findings: &mut Findings) -> Option<SpannedText> {
    let text = slug::given(node, findings)?;
    if text.is_empty() || slug::is_device(&text) {
        let diagnostic = Diagnostic::error(format!("Windows does not allow a folder called `{text}`"));
        findings.add(node.span, diagnostic.help("choose another name for the address"));
        return None;
    }
    Some(SpannedText { text, span: node.span })
}

fn scope_note(node: &Node, typography: &Typography, findings: &mut Findings) -> Option<String> {
    text(node, findings)?;
    prose(typography)(node, findings)
}
