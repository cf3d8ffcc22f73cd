//! The file of the column's subjects: the categories and tags of a blog.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::blog::BlogSubject;
use super::front_matter::{in_map, key};
use super::note_kinds::{NEW_SUBJECTS, TWIN_SUBJECTS};
use super::plan::Plan;
use super::report::Note;
use super::survey::BlogSurvey;
use super::titles::plain;
use crate::content::{Transliteration, comparable_tag, names_in_vocabulary, slugify};
use crate::source::VOCABULARY_FILE;

/// The beginning of a new `tags.yaml`.
const BEGINNING: &str = "# The subjects of your letters. Add `closed: yes` when the list is as you want it.\ntags:\n";

/// Returns `tags.yaml` with the subjects that letters have. `None` if it has them already, or somebody has edited it.
pub(super) fn vocabulary(survey: &BlogSurvey, plan: &Plan, notes: &mut Vec<Note>) -> Option<String> {
    let mut subjects = subjects_of_posts(survey, plan);
    let mut slugs: HashMap<String, String> = HashMap::new();
    for name in plan.earlier.vocabulary.iter().flat_map(|text| names_in_vocabulary(text)) {
        subjects.remove(&comparable_tag(&name));
        slugs.insert(slugify(&name, Transliteration::default()), name);
    }
    let lines: Vec<String> = subjects.values().map(|subject| line(subject, survey, &mut slugs)).collect();
    twins(subjects.values().map(|subject| subject.name.as_str()), notes);
    match &plan.earlier.vocabulary {
        _ if lines.is_empty() => None,
        None => Some(format!("{BEGINNING}{}", lines.concat())),
        Some(text) if plan.earlier.is_untouched(VOCABULARY_FILE) => Some(format!("{text}{}", lines.concat())),
        Some(_) => {
            notes.extend(lines.iter().map(|line| Note::new(NEW_SUBJECTS, VOCABULARY_FILE, line.trim())));
            None
        }
    }
}

/// Returns the line of a subject. `slugs` has those of the other subjects, with their names.
fn line(subject: &BlogSubject, survey: &BlogSurvey, slugs: &mut HashMap<String, String>) -> String {
    let mut fields = Vec::new();
    let slug = slugify(&subject.name, Transliteration::default());
    let twin = slugs.insert(slug.clone(), subject.name.clone());
    if slug.is_empty() || twin.is_some() {
        let own = slugify(&subject.slug, Transliteration::default());
        let own = if own.is_empty() || slugs.contains_key(&own) { format!("{slug}-{}", slugs.len()) } else { own };
        fields.push(format!("slug: {}", own.trim_matches('-')));
        slugs.insert(own, subject.name.clone());
    }
    if let Some(parent) = parent(survey, subject).filter(|parent| parent.name != subject.name) {
        fields.push(format!("broader: {}", in_map(&parent.name)));
    }
    let note = plain(&subject.description);
    if !note.is_empty() {
        fields.push(format!("scope_note: {}", in_map(&note)));
    }
    format!("  {}: {{ {} }}\n", key(&subject.name), fields.join(", ")).replace("{  }", "{}")
}

/// Returns the subjects of posts, and those that are broader, by their comparable names.
fn subjects_of_posts(survey: &BlogSurvey, plan: &Plan) -> BTreeMap<String, BlogSubject> {
    let used: HashSet<&str> = survey.heads.iter().flat_map(|head| plan.subjects_of(&head.subjects)).collect();
    let of_used = used.iter().map(|name| {
        let own = survey.blog.subjects.iter().find(|subject| subject.name == **name);
        own.cloned().unwrap_or_else(|| BlogSubject { name: (*name).to_owned(), ..BlogSubject::default() })
    });
    let mut known: BTreeMap<String, BlogSubject> = BTreeMap::new();
    let mut rest: Vec<BlogSubject> = of_used.collect();
    while let Some(subject) = rest.pop() {
        if let Entry::Vacant(entry) = known.entry(comparable_tag(&subject.name)) {
            rest.extend(parent(survey, &subject).cloned());
            entry.insert(subject);
        }
    }
    known
}

/// Returns the category that a category is part of.
fn parent<'s>(survey: &'s BlogSurvey, subject: &BlogSubject) -> Option<&'s BlogSubject> {
    let mut subjects = survey.blog.subjects.iter();
    subjects.find(|one| !subject.parent.is_empty() && (one.name == subject.parent || one.slug == subject.parent))
}

/// Names subjects that may be one: `archive` and `archives`.
fn twins<'n>(names: impl Iterator<Item = &'n str>, notes: &mut Vec<Note>) {
    let mut stems: HashMap<String, &str> = HashMap::new();
    for name in names {
        let stem = slugify(name, Transliteration::default()).replace('-', "");
        let stem = stem.strip_suffix('s').unwrap_or(&stem).to_owned();
        if let Some(other) = stems.insert(stem, name) {
            notes.push(Note::new(TWIN_SUBJECTS, VOCABULARY_FILE, format!("{other}, {name}")));
        }
    }
}
