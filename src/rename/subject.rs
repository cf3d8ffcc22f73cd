//! The rename of a subject, or its merging with another: its tags, the vocabulary, and links to its page.

use super::RenameTask;
use super::error::RenameError;
use super::links::add_link_edits;
use super::moved::Moved;
use super::plan::{PlanBuilder, RenamePlan};
use super::text_edit::{FileEdits, TextEdit, all_in_order, in_order};
use super::vocabulary_edits::SubjectChange;
use super::yaml_edits::{field, is_elsewhere, items, remove_item, set_text};
use crate::content::{EntryKind, comparable_tag, is_refused_by_windows, slugify, written_fields};
use crate::diagnostics::FilePath;
use crate::pipeline::Column;
use crate::site::{DirectoryTermId, FacetValue, FeedScope, FileTarget, PageTarget, Target};
use crate::source::VOCABULARY_FILE;
use crate::yaml::Value;

/// Works out the rename of the subject with this key.
pub(super) fn plan(task: &RenameTask<'_>, old_key: &str) -> Result<RenamePlan, RenameError> {
    let rename = SubjectRename::new(task, old_key)?;
    let mut edits = tag_edits(task, old_key, &rename.label);
    if !rename.is_synonym {
        let key = comparable_tag(&rename.label);
        let synonym = (key != old_key).then_some(rename.old_label.as_str());
        let change = SubjectChange { old_key, label: &rename.label, key: &key, synonym };
        let vocabulary = change.edits(task.texts.sources.vocabulary.as_ref())?;
        if !vocabulary.is_empty() {
            edits.insert(VOCABULARY_FILE.into(), in_order(vocabulary));
        }
    }
    let renamed = task.texts.edited(&edits, &Moved::default()).understood(task.request.clock);
    let (old, new) = (rename.old_address(), rename.address(&renamed));
    let mut moved = Moved { base_url: task.column.site.config.base_url.clone(), ..Moved::default() };
    if let (Some(old), Some(new)) = (&old, &new) {
        moved.routes = task.own_routes(old, new, |target| rename.is_own(target));
    }
    let programs = (program_list(task.column, old_key), program_list(&renamed, &comparable_tag(&rename.label)));
    if let (Some((id, old)), Some((_, new))) = programs {
        let is_list = |target| matches!(target, Target::Page(PageTarget::ProgramsOf { term, .. }) if term == id);
        moved.routes.extend(task.own_routes(old, new, is_list));
    }
    add_link_edits(task.texts, &moved, &mut edits);
    let mut edits = all_in_order(edits);
    let (all, mut builder) = (task.texts.edited(&edits, &Moved::default()), PlanBuilder::new(task.root, task.texts)?);
    // From the first step on, the old word means the new subject, so that nothing is wrong at any moment.
    let vocabulary = FilePath::from(VOCABULARY_FILE);
    if let Some(edits) = edits.remove(&vocabulary) {
        builder.write(&vocabulary, &edits, VOCABULARY_FILE)?;
    }
    builder.write_all(&edits)?;
    rename.add_notes(old.as_deref(), new.as_deref(), &renamed, &mut builder);
    let mut names = vec![(rename.old_label.clone(), rename.label.clone())];
    names.extend(old.zip(new));
    task.check(&all, &names, &mut builder)?;
    Ok(builder.finish())
}

/// A subject, and its new word.
struct SubjectRename<'t> {
    task: &'t RenameTask<'t>,
    old_key: &'t str,
    old_label: String,
    label: String,
    /// True if there is a subject of the new name already.
    is_merge: bool,
    /// True if the old word is a synonym already, so that only the texts are left to be changed.
    is_synonym: bool,
}

impl<'t> SubjectRename<'t> {
    fn new(task: &'t RenameTask<'t>, old_key: &'t str) -> Result<Self, RenameError> {
        let label = new_label(task)?;
        let key = comparable_tag(&label);
        let (vocabulary, taxonomy) = (task.names.vocabulary, &task.column.shown().taxonomy);
        let listed = |key: &str| vocabulary.get(key).map(|at| &vocabulary.terms[at].label);
        let in_use = |key: &str| taxonomy.by_key(key).map(|term| term.label.clone());
        let old_label = in_use(old_key).or_else(|| listed(old_key).map(|tag| tag.label.clone()));
        let old_label = old_label.unwrap_or_else(|| old_key.to_owned());
        let is_merge = key != old_key && (in_use(&key).is_some() || listed(&key).is_some_and(|tag| tag.key == key));
        let new = Self { task, old_key, old_label, label, is_merge, is_synonym: false };
        match (listed(old_key), listed(&key)) {
            (Some(own), _) if own.key != old_key && own.key != key => RenameError::refused(format!(
                "`{}` is already a synonym of `{}`; to rename that subject, write `callslip rename \"{1}\" \"{}\"`",
                task.request.old, own.label, new.label
            )),
            (Some(own), _) if own.key != old_key => {
                Ok(Self { old_label: task.request.old.to_owned(), label: own.label.clone(), is_synonym: true, ..new })
            }
            (_, Some(other)) if other.key != key && other.key != old_key => RenameError::refused(format!(
                "`{}` is already a synonym of `{}`; to merge the two subjects, write `callslip rename \"{}\" \"{1}\"`",
                new.label, other.label, new.old_label
            )),
            (_, Some(other)) if new.is_merge => Ok(Self { label: other.label.clone(), ..new }),
            _ if new.is_merge => Ok(Self { label: in_use(&key).unwrap_or(new.label), ..new }),
            _ => Ok(new),
        }
    }

    /// Returns the address of its page, or the one that leads there from its synonym.
    fn old_address(&self) -> Option<String> {
        let site = self.task.column.shown();
        let own = site.taxonomy.by_key(self.old_key).map(|term| term.path.clone());
        let of_synonym = || {
            let path = format!("/tags/{}/", slugify(&self.old_label, site.config.slugs));
            let path = crate::site::percent_encoded(&path);
            site.routes.get(&path).map(|_| path)
        };
        own.or_else(|| of_synonym().filter(|_| self.is_synonym))
    }

    fn address(&self, column: &Column) -> Option<String> {
        column.shown().taxonomy.by_key(&comparable_tag(&self.label)).map(|term| term.path.clone())
    }

    /// Returns true for its pages and feeds, and for the redirect page of its synonym.
    fn is_own(&self, target: Target) -> bool {
        let terms = &self.task.column.shown().taxonomy.terms;
        match target {
            Target::Page(PageTarget::Tag { term, .. })
            | Target::File(FileTarget::Feed { scope: FeedScope::Tag { term }, .. }) => terms[term].key == self.old_key,
            Target::File(FileTarget::Redirect { .. }) => self.is_synonym,
            Target::Page(_) | Target::File(_) => false,
        }
    }

    fn add_notes(&self, old: Option<&str>, new: Option<&str>, renamed: &Column, builder: &mut PlanBuilder<'_>) {
        if self.is_merge && !self.is_synonym {
            builder.note(format!("There is a subject `{}` already: the two become one.", self.label));
        }
        if let (Some(old), Some(new)) = (old, new)
            && old != new
        {
            let how = match renamed.shown().routes.get(old) {
                Some(_) => format!("{old} leads there"),
                None => format!("nothing leads there from {old}"),
            };
            builder.note(format!("The address becomes {new}; {how}."));
        }
    }
}

/// Returns the list of the programs that are about a subject, and its address. `None` if there is none.
fn program_list<'c>(column: &'c Column, key: &str) -> Option<(DirectoryTermId, &'c str)> {
    let site = column.shown();
    let is_subject = |value: FacetValue| match value {
        FacetValue::Subject(term) => site.taxonomy.terms[term].key == key,
        FacetValue::Credential(_)
        | FacetValue::Delivery(_)
        | FacetValue::PriceStated
        | FacetValue::Free
        | FacetValue::Band(_)
        | FacetValue::OtherCurrency(_)
        | FacetValue::NoFigure
        | FacetValue::Provider(_)
        | FacetValue::Status(_)
        | FacetValue::Checked(_)
        | FacetValue::NotStated => false,
    };
    let (id, term) = site.directory.terms.iter().find(|(_, term)| is_subject(term.value))?;
    Some((id, &term.path))
}

/// Returns the new word, if a subject may have it.
fn new_label(task: &RenameTask<'_>) -> Result<String, RenameError> {
    let label = task.request.new.split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = slugify(&label, task.column.site.config.slugs);
    if slug.is_empty() {
        return RenameError::refused("the new name needs at least one letter or digit");
    }
    if is_refused_by_windows(&slug) {
        return RenameError::refused(format!("Windows does not allow a folder called `{slug}`; choose a longer word"));
    }
    Ok(label)
}

/// Returns the edits of all tags with this key. Where a file has the new word already, the old one is taken out.
fn tag_edits(task: &RenameTask<'_>, old_key: &str, label: &str) -> FileEdits {
    let key = comparable_tag(label);
    let mut edits = FileEdits::new();
    let files = task.texts.sources.texts.iter();
    let files = files.filter(|file| matches!(EntryKind::of(&file.path), Some(EntryKind::Letter | EntryKind::Program)));
    for file in files {
        let Some(fields) = written_fields(file) else { continue };
        let Some(tags) = field(&fields.node, "tags") else { continue };
        if is_elsewhere(&file.text, &tags.node) {
            // The old word leads to the new one all the same.
            continue;
        }
        let words = items(&tags.node);
        let mut has_new = key != old_key && words.iter().any(|(word, _)| comparable_tag(word) == key);
        let mut own: Vec<TextEdit> = Vec::new();
        for (at, (word, node)) in words.iter().enumerate() {
            if comparable_tag(word) != old_key || *word == label || is_elsewhere(&file.text, node) {
                continue;
            }
            if !has_new {
                own.push(set_text(&file.text, node, label, true));
                has_new = key != old_key;
            } else if matches!(tags.node.value, Value::List(_)) {
                own.extend(remove_item(&file.text, &tags.node, at));
            }
        }
        if !own.is_empty() {
            edits.insert(file.path.clone(), in_order(own));
        }
    }
    edits
}
