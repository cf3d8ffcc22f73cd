//! The edits of `tags.yaml`: a subject gets another word, and the old one leads to it.

use super::error::RenameError;
use super::text_edit::TextEdit;
use super::yaml_edits::{
    add_items, field, fill, is_elsewhere, items, key_like, line_end, line_start, remove_item, scalar_like, set_text,
    written_range,
};
use crate::content::comparable_tag;
use crate::diagnostics::Findings;
use crate::source::{SourceFile, VOCABULARY_FILE};
use crate::yaml::{self, Node, Pair, Value};

/// A subject that gets another word.
#[derive(Debug)]
pub(super) struct SubjectChange<'c> {
    /// The key of its tags.
    pub(super) old_key: &'c str,
    /// The word from now on.
    pub(super) label: &'c str,
    pub(super) key: &'c str,
    /// The old word, if it is to lead to the new one from now on.
    pub(super) synonym: Option<&'c str>,
}

/// The field of synonyms.
const USE_FOR: &str = "use_for";

/// The fields that hold the words of other subjects.
const RELATIONS: [&str; 2] = ["broader", "related"];

impl SubjectChange<'_> {
    /// Returns the edits of a vocabulary; of an empty one if there is no file yet.
    pub(super) fn edits(&self, file: Option<&SourceFile>) -> Result<Vec<TextEdit>, RenameError> {
        let text = file.map_or("", |file| &*file.text);
        let node = yaml::parse(text, 0, &mut Findings::new(&VOCABULARY_FILE.into()));
        if node.value == Value::Unreadable {
            return Err(unreadable());
        }
        let Some(tags) = field(&node, "tags") else {
            let lines = self.synonym.map(|_| format!("tags:\n  {}\n", self.new_entry()));
            let gap = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
            return Ok(lines.map(|lines| TextEdit::insert(text.len(), format!("{gap}{lines}"))).into_iter().collect());
        };
        match &tags.node.value {
            Value::Null if self.synonym.is_some() => Ok(vec![fill(text, tags, &format!("{{ {} }}", self.new_entry()))]),
            Value::Null => Ok(Vec::new()),
            Value::Map(entries) => self.in_map(text, &tags.node, entries),
            Value::List(labels) => self.in_list(text, &tags.node, labels),
            Value::Scalar { .. } | Value::Unreadable => Err(unreadable()),
        }
    }

    fn new_entry(&self) -> String {
        format!("{}: {{ {USE_FOR}: [{}] }}", key_like("", self.label), self.synonyms(&[]).join(", "))
    }

    /// Returns the old word and these others, as YAML.
    fn synonyms(&self, others: &[&str]) -> Vec<String> {
        let mut words: Vec<&str> = self.synonym.into_iter().collect();
        words.extend(others);
        words.into_iter().map(|word| scalar_like("", word, true)).collect()
    }

    fn in_map(&self, text: &str, tags: &Node, entries: &[Pair]) -> Result<Vec<TextEdit>, RenameError> {
        let entry = |key: &str| entries.iter().find(|pair| comparable_tag(&pair.key) == key);
        let mut edits = self.relations(text, entries);
        match (entry(self.old_key), entry(self.key).filter(|_| self.key != self.old_key)) {
            (Some(old), Some(new)) => {
                edits.push(removal(text, tags, entries, old)?);
                let others = field(&old.node, USE_FOR).map(|pair| items(&pair.node)).unwrap_or_default();
                let others: Vec<&str> = others.into_iter().map(|(word, _)| word).collect();
                edits.push(use_for(text, new, &self.synonyms(&others))?);
            }
            (Some(old), None) => {
                let range = old.key_span.range();
                let written = &text[range.clone()];
                let key = if old.key == self.label { written.to_owned() } else { key_like(written, self.label) };
                edits.extend((key != written).then(|| TextEdit::replace(range, key)));
                edits.extend(self.own_synonym(text, old)?);
            }
            (None, Some(new)) if self.synonym.is_some() => edits.push(use_for(text, new, &self.synonyms(&[]))?),
            (None, None) if self.synonym.is_some() => edits.push(self.added(text, tags, entries)),
            (None, _) => {}
        }
        Ok(edits)
    }

    /// Returns the edit that makes the old word a synonym of a subject, in the place of the new one if that was a synonym.
    fn own_synonym(&self, text: &str, entry: &Pair) -> Result<Option<TextEdit>, RenameError> {
        let Some(synonym) = self.synonym else { return Ok(None) };
        let there = field(&entry.node, USE_FOR).map(|pair| items(&pair.node)).unwrap_or_default();
        if let Some((_, node)) = there.iter().find(|(word, _)| comparable_tag(word) == self.key) {
            return Ok(Some(set_text(text, node, synonym, true)));
        }
        use_for(text, entry, &self.synonyms(&[])).map(Some)
    }

    /// Returns the edit that adds an entry before all others.
    fn added(&self, text: &str, tags: &Node, entries: &[Pair]) -> TextEdit {
        let start = tags.span.range().start;
        if text[start..].starts_with('{') {
            let comma = if entries.is_empty() { " " } else { "," };
            return TextEdit::insert(start + 1, format!(" {}{comma}", self.new_entry()));
        }
        let at = entries.first().map_or(start, |first| first.key_span.range().start);
        TextEdit::insert(at, format!("{}\n{}", self.new_entry(), &text[line_start(text, at)..at]))
    }

    /// Returns the edits of the relations of other subjects to the old word.
    fn relations(&self, text: &str, entries: &[Pair]) -> Vec<TextEdit> {
        let fields = entries
            .iter()
            .flat_map(|entry| RELATIONS.iter().filter_map(move |name| Some((entry, field(&entry.node, name)?))));
        let edits = fields.flat_map(|(entry, pair)| {
            let there = items(&pair.node);
            let is_there = there.iter().any(|(word, _)| comparable_tag(word) == self.key);
            let is_own = comparable_tag(&entry.key) == self.key && self.key != self.old_key;
            let is_old = |word: &str| comparable_tag(word) == self.old_key && word != self.label;
            let is_here = |node: &Node| !is_elsewhere(text, node) && !is_elsewhere(text, &pair.node);
            let old = there.iter().enumerate().filter(move |(_, (word, node))| is_old(word) && is_here(node));
            let edit = |(at, (_, node)): (usize, &(&str, &Node))| {
                let goes = self.key != self.old_key && (is_there || is_own);
                let removed = if goes { remove_item(text, &pair.node, at) } else { None };
                let emptied = (goes && removed.is_none() && there.len() == 1)
                    .then(|| TextEdit::replace(written_range(text, node), "[]"));
                removed.or(emptied).unwrap_or_else(|| set_text(text, node, self.label, true))
            };
            old.map(edit).collect::<Vec<_>>()
        });
        edits.collect()
    }

    /// Edits a list of words without fields. To say what leads to a word, it becomes a map.
    fn in_list(&self, text: &str, tags: &Node, labels: &[Node]) -> Result<Vec<TextEdit>, RenameError> {
        let words = items(tags);
        let at = |key: &str| words.iter().position(|(word, _)| comparable_tag(word) == key);
        let (old, new) = (at(self.old_key), at(self.key).filter(|_| self.key != self.old_key));
        let mut edits = Vec::new();
        if self.synonym.is_none() {
            let old = old.map(|at| words[at]).filter(|(word, _)| *word != self.label);
            edits.extend(old.map(|(_, node)| set_text(text, node, self.label, true)));
            return Ok(edits);
        }
        if words.len() != labels.len() {
            return Err(unreadable());
        }
        if new.is_some()
            && let Some(old) = old
        {
            edits.push(remove_item(text, tags, old).ok_or_else(|| keep("a note", words[old].0))?);
        }
        let range = tags.span.range();
        let is_in_brackets = text[range.clone()].starts_with('[');
        let fields = format!(": {{ {USE_FOR}: [{}] }}", self.synonyms(&[]).join(", "));
        for (at, (word, node)) in words.iter().enumerate().filter(|(at, _)| new.is_none() || Some(*at) != old) {
            let own = written_range(text, node);
            let is_changed = Some(at) == new.or(old);
            let label = if is_changed && new.is_none() { self.label } else { word };
            let key = if label == *word { text[own.clone()].to_owned() } else { key_like(&text[own.clone()], label) };
            edits.push(TextEdit::replace(own.clone(), format!("{key}{}", if is_changed { &fields } else { ": {}" })));
            if !is_in_brackets {
                let dash = line_start(text, own.start) + text[line_start(text, own.start)..].find('-').unwrap_or(0);
                edits.push(TextEdit::replace(dash..dash + 1, " "));
            }
        }
        let added = (old.is_none() && new.is_none()).then(|| self.new_entry());
        if is_in_brackets {
            let added = added.map(|added| format!(" {added},")).unwrap_or_default();
            edits.push(TextEdit::replace(range.start..range.start + 1, format!("{{{added}")));
            edits.push(TextEdit::replace(range.end - 1..range.end, "}"));
        } else if let (Some(added), Some((_, first))) = (added, words.first()) {
            let own = first.span.range().start;
            let start = line_start(text, own);
            edits.push(TextEdit::insert(start, format!("{}{added}\n", " ".repeat(own - start))));
        }
        Ok(edits)
    }
}

/// Returns the edit that adds synonyms to an entry.
fn use_for(text: &str, entry: &Pair, words: &[String]) -> Result<TextEdit, RenameError> {
    let fields = format!("{USE_FOR}: [{}]", words.join(", "));
    if let Some(pair) = field(&entry.node, USE_FOR) {
        return add_items(text, pair, words).ok_or_else(unreadable);
    }
    match &entry.node.value {
        Value::Null => Ok(fill(text, entry, &format!("{{ {fields} }}"))),
        Value::Map(pairs) => {
            let range = written_range(text, &entry.node);
            match pairs.first() {
                None => Ok(TextEdit::replace(range, format!("{{ {fields} }}"))),
                Some(_) if text[range.clone()].starts_with('{') => {
                    Ok(TextEdit::insert(range.start + 1, format!(" {fields},")))
                }
                Some(first) => {
                    let at = first.key_span.range().start;
                    Ok(TextEdit::insert(at, format!("{fields}\n{}", &text[line_start(text, at)..at])))
                }
            }
        }
        Value::Scalar { .. } | Value::List(_) | Value::Unreadable => Err(unreadable()),
    }
}

/// Returns the edit that removes an entry. It is an error if something of the author's own would go with it.
fn removal(text: &str, tags: &Node, entries: &[Pair], entry: &Pair) -> Result<TextEdit, RenameError> {
    if let Some(other) = entry.node.pairs().iter().find(|pair| pair.key != USE_FOR) {
        return Err(keep(&format!("`{}`", other.key), &entry.key));
    }
    let at = entries.iter().position(|other| std::ptr::eq(other, entry)).unwrap_or_default();
    let start = entry.key_span.range().start;
    let end = end_of(text, entry);
    if text[tags.span.range()].starts_with('{') {
        let range = match (at.checked_sub(1), entries.get(at + 1)) {
            (_, Some(next)) => start..next.key_span.range().start,
            (Some(before), None) => end_of(text, &entries[before])..end,
            (None, None) => start..end,
        };
        return if text[range.clone()].contains('#') {
            Err(keep("a note", &entry.key))
        } else {
            Ok(TextEdit::replace(range, ""))
        };
    }
    let lines = line_start(text, start)..(line_end(text, end) + 1).min(text.len());
    if text[lines.clone()].contains('#') {
        return Err(keep("a note", &entry.key));
    }
    Ok(TextEdit::replace(lines, ""))
}

/// Returns the byte after an entry.
fn end_of(text: &str, entry: &Pair) -> usize {
    let value = written_range(text, &entry.node);
    let key = entry.key_span.range().end;
    let colon =
        if text[key..].trim_start_matches(' ').starts_with(':') { text[key..].find(':').unwrap_or(0) + 1 } else { 0 };
    value.end.max(key + colon)
}

fn unreadable() -> RenameError {
    RenameError::Refused(format!("{VOCABULARY_FILE} cannot be read; `callslip check` says why"))
}

/// Returns the error that two subjects cannot be merged without losing something that is written at one of them.
fn keep(what: &str, entry: &str) -> RenameError {
    RenameError::Refused(format!(
        "the entry `{entry}` in {VOCABULARY_FILE} has {what}, which would be lost; move what you want to keep to the other \
         entry, remove it from this one, and run the command again"
    ))
}
