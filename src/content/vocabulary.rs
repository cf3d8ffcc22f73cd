//! The controlled vocabulary, `tags.yaml`: the subjects of a column and their relations.
//!
//! The relations are those of a thesaurus (ISO 25964-1): a preferred label, synonyms that are used for it, broader and
//! related terms, a scope note. Mistakes in them are reported here and left out: in a [`Vocabulary`] no relation
//! dangles, and no term is broader than itself, not even in several steps.

use std::collections::HashMap;

use super::common::Tag;
use super::title::prose;
use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span, closest};
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
    /// The indices of terms, by the slugs of their labels and synonyms.
    known: HashMap<String, usize>,
}

/// One subject.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct VocabularyTerm {
    /// Its name as it is shown, with its span.
    pub label: Tag,
    /// The synonyms, for which the label is used.
    pub use_for: Vec<Tag>,
    /// The indices of broader terms.
    pub broader: Vec<usize>,
    /// The indices of related terms; the relation is symmetric.
    pub related: Vec<usize>,
    /// The scope note: what it covers, plain.
    pub scope_note: Option<String>,
}

/// The names of other terms, as written.
struct Relations {
    broader: Vec<SpannedText>,
    related: Vec<SpannedText>,
}

impl Vocabulary {
    /// Returns the index of the term that a tag stands for, by the tag's slug.
    pub fn get(&self, slug: &str) -> Option<usize> {
        self.known.get(slug).copied()
    }

    /// Returns all labels and synonyms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let synonyms = self.terms.iter().flat_map(|term| &term.use_for);
        self.terms.iter().map(|term| &term.label).chain(synonyms).map(|tag| tag.label.as_str())
    }

    /// Reads `tags.yaml`.
    pub fn parse(file: &SourceFile) -> Checked<Self> {
        let mut findings = Findings::new(&file.path);
        let node = yaml::parse(&file.text, 0, &mut findings);
        let mut fields = Fields::new(&node, Span::default(), "`tags.yaml`", &mut findings);
        let closed = fields.optional("closed", yes_no).unwrap_or(false);
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

    /// Assigns each slug to one term, and reports labels and synonyms that are used twice.
    fn name(&mut self, findings: &mut Findings) {
        let file = findings.file().clone();
        for (at, term) in self.terms.iter().enumerate() {
            if let Some(first) = self.known.insert(term.label.slug.clone(), at) {
                self.known.insert(term.label.slug.clone(), first);
                let first = &self.terms[first].label;
                let message = format!("`{}` and `{}` are one and the same tag", first.label, term.label.label);
                let diagnostic = Diagnostic::error(message).related(&file, first.span, "the first one");
                findings.add(term.label.span, diagnostic.help("keep one of them"));
            }
        }
        let mut synonyms: HashMap<String, (usize, Span)> = HashMap::new();
        for (at, term) in self.terms.iter_mut().enumerate() {
            let label = &term.label;
            term.use_for.retain(|synonym| {
                let wrong = match (self.known.get(&synonym.slug), synonyms.get(&synonym.slug)) {
                    (Some(other), _) => no_synonym(synonym, label, *other == at),
                    (None, Some((first, span))) if *first != at => {
                        Diagnostic::error(format!("`{}` stands for two tags", synonym.label))
                            .related(&file, *span, "the first one")
                            .help("a reader who looks for it can be led to one only: remove it from the other")
                    }
                    (None, known) => {
                        // In another spelling it is the same synonym, and listed once.
                        let is_new = known.is_none();
                        synonyms.insert(synonym.slug.clone(), (at, synonym.span));
                        return is_new;
                    }
                };
                findings.add(synonym.span, wrong);
                false
            });
        }
        self.known.extend(synonyms.into_iter().map(|(slug, (at, _))| (slug, at)));
    }

    fn relate(&mut self, relations: &[Relations], findings: &mut Findings) {
        for (at, relation) in relations.iter().enumerate() {
            let broader: Vec<_> = relation.broader.iter().filter_map(|name| self.other(name, at, findings)).collect();
            let related: Vec<_> = relation.related.iter().filter_map(|name| self.other(name, at, findings)).collect();
            for other in broader {
                if !self.terms[at].broader.contains(&other) {
                    self.terms[at].broader.push(other);
                }
            }
            for other in related {
                for (one, other) in [(at, other), (other, at)] {
                    if !self.terms[one].related.contains(&other) {
                        self.terms[one].related.push(other);
                    }
                }
            }
        }
        for (at, relation) in relations.iter().enumerate() {
            while let Some(circle) = self.circle(at) {
                let names: Vec<&str> = circle.iter().map(|at| self.terms[*at].label.label.as_str()).collect();
                let message = format!("each of these is broader than the one before it: {}", names.join(" › "));
                let label = &self.terms[circle[1]].label.label;
                let written =
                    relation.broader.iter().find(|name| self.get(&super::slugify(&name.text)) == Some(circle[1]));
                let span = written.map_or(self.terms[at].label.span, |name| name.span);
                let help = format!("remove the `broader` that is not true, such as `{label}` here");
                findings.add(span, Diagnostic::error(message).label("this closes the circle").help(help));
                self.terms[at].broader.retain(|other| *other != circle[1]);
            }
        }
    }

    /// Returns the index of the term of this name. Reports the name if it is unknown or that of the term itself.
    fn other(&self, name: &SpannedText, from: usize, findings: &mut Findings) -> Option<usize> {
        let found = self.get(&super::slugify(&name.text));
        if found == Some(from) {
            let diagnostic = Diagnostic::error(format!("`{}` stands in no relation to itself", name.text));
            findings.add(name.span, diagnostic.help("remove it here"));
            return None;
        }
        if found.is_none() {
            let near = closest(&name.text, self.names()).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| format!("add a line `{}: {{}}` under `tags:`", name.text));
            let diagnostic = Diagnostic::error(format!("there is no tag `{}` in this vocabulary", name.text));
            findings.add(name.span, diagnostic.help(help));
        }
        found
    }

    /// Returns a cycle of broader terms that leads from a term back to itself.
    fn circle(&self, start: usize) -> Option<Vec<usize>> {
        let mut seen = vec![false; self.terms.len()];
        let mut ways: Vec<Vec<usize>> = vec![vec![start]];
        while let Some(way) = ways.pop() {
            for broader in self.terms[way[way.len() - 1]].broader.iter().rev() {
                let mut way = way.clone();
                way.push(*broader);
                if *broader == start {
                    return Some(way);
                }
                if !std::mem::replace(&mut seen[*broader], true) {
                    ways.push(way);
                }
            }
        }
        None
    }
}

fn no_synonym(synonym: &Tag, label: &Tag, same: bool) -> Diagnostic {
    let name = &synonym.label;
    if same {
        return Diagnostic::error(format!("`{name}` is the tag itself")).help("remove it from `use_for`");
    }
    Diagnostic::error(format!("`{name}` is a tag of its own, so it cannot be used for `{}`", label.label))
        .help(format!("to fold it into `{}`, remove its own entry and move its `use_for` here", label.label))
        .help("to keep it, remove it from this `use_for`")
}

/// Reads the entries under `tags:`: a map, or a list of labels.
fn terms(node: &Node, findings: &mut Findings) -> Option<Vec<(VocabularyTerm, Relations)>> {
    match &node.value {
        Value::Map(pairs) => Some(pairs.iter().filter_map(|pair| term(pair, findings)).collect()),
        Value::List(_) => Some(list(node, findings)?.into_iter().filter_map(|label| bare(label, findings)).collect()),
        _ => wrong_kind(node, "tags, one a line, such as `rare books: {}`", findings),
    }
}

fn bare(label: SpannedText, findings: &mut Findings) -> Option<(VocabularyTerm, Relations)> {
    let term = VocabularyTerm { label: Tag::new(label, findings)?, ..VocabularyTerm::default() };
    Some((term, Relations { broader: Vec::new(), related: Vec::new() }))
}

fn term(pair: &Pair, findings: &mut Findings) -> Option<(VocabularyTerm, Relations)> {
    let (mut term, mut relations) = bare(SpannedText { text: pair.key.clone(), span: pair.key_span }, findings)?;
    match pair.node.value {
        Value::Null | Value::Unreadable => return Some((term, relations)),
        Value::Map(_) => {}
        _ => {
            let wanted = "empty, or fields such as `{ broader: special collections }`";
            wrong_kind::<()>(&pair.node, wanted, findings);
            return Some((term, relations));
        }
    }
    let mut fields = Fields::new(&pair.node, pair.key_span, "a tag of the vocabulary", findings);
    let synonyms = fields.optional("use_for", list).unwrap_or_default();
    relations.broader = fields.optional("broader", list).unwrap_or_default();
    relations.related = fields.optional("related", list).unwrap_or_default();
    term.scope_note = fields.optional("scope_note", scope_note);
    fields.finish();
    term.use_for = synonyms.into_iter().filter_map(|synonym| Tag::new(synonym, findings)).collect();
    Some((term, relations))
}

fn scope_note(node: &Node, findings: &mut Findings) -> Option<String> {
    text(node, findings)?;
    prose(node, findings)
}
