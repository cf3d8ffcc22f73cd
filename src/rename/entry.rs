//! The rename of a letter, a program profile, a columnist, or a page.

use std::collections::BTreeMap;

use super::RenameTask;
use super::error::RenameError;
use super::finding::{Names, file_stem};
use super::links::add_link_edits;
use super::moved::{Moved, MovedPath};
use super::new_name::NewName;
use super::old_address;
use super::plan::{PlanBuilder, RenamePlan};
use super::replies::reply_folders;
use super::text_edit::{FileEdits, TextEdit, all_in_order, in_order};
use super::yaml_edits::{add_field, field, fill, scalar_like, set_text};
use crate::content::{Common, EntryKind, WrittenFields, day_of_name};
use crate::diagnostics::{FilePath, list_names};
use crate::pipeline::Column;
use crate::render;
use crate::site_path::is_within;
use crate::source::folder_of_index;
use crate::yaml::Value;

/// Works out the rename of an entry. `by_file` is true if it was named by its file.
pub(super) fn plan(task: &RenameTask<'_>, file: &FilePath, by_file: bool) -> Result<RenamePlan, RenameError> {
    let path = folder_of_index(file).unwrap_or(file);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = NewName::read(task.request.new, task.request.here, folder, task.column.site.config.slugs)?;
    let entry = EntryRename::new(task, file, &name)?;
    entry.check_shortcuts()?;
    let (mut edits, own_names) = (FileEdits::new(), entry.own_names(&name)?);
    let base_url = task.column.site.config.base_url.clone();
    let mut moved = Moved { paths: entry.paths(), base_url, ..Moved::default() };
    let names = FileEdits::from([(file.clone(), in_order(own_names.clone()))]);
    let renamed = task.texts.edited(&names, &moved).understood(task.request.clock);
    let new_address = entry.new_address(&renamed, &moved)?;
    moved.routes = entry.routes(&new_address);
    add_link_edits(task.texts, &moved, &mut edits);
    edits.entry(file.clone()).or_default().extend(entry.keep_old_address(&new_address)?);
    let mut all = edits.clone();
    all.entry(file.clone()).or_default().extend(own_names);
    let [edits, all] = [edits, all].map(all_in_order);
    let mut builder = PlanBuilder::new(task.root, task.texts)?;
    // Whatever the entry was named by is still true of it until the last step.
    builder.write_all(if by_file { &all } else { &edits })?;
    moved.paths.iter().rev().try_for_each(|moved| builder.move_path(moved))?;
    if let (false, Some(own)) = (by_file, all.get(file).filter(|own| edits.get(file) != Some(own))) {
        builder.write(file, own, &moved.path(file))?;
    }
    entry.add_notes(&name, &new_address, &mut builder);
    task.check(&task.texts.edited(&all, &moved), &entry.changed_names(&moved, &name, &new_address), &mut builder)?;
    Ok(builder.finish())
}

/// The note about the old address of a text that is not published yet.
const NOT_PUBLISHED: &str = "it is not published yet, so nothing has to lead there from the old one";

/// An entry, its names, and its new name.
struct EntryRename<'t> {
    task: &'t RenameTask<'t>,
    file: &'t FilePath,
    text: &'t str,
    fields: WrittenFields,
    common: &'t Common,
    /// Its address.
    address: &'t str,
    /// The new name of its file or folder, without an extension.
    stem: String,
}

impl<'t> EntryRename<'t> {
    fn new(task: &'t RenameTask<'t>, file: &'t FilePath, name: &NewName) -> Result<Self, RenameError> {
        let found = task.names.entries().find(|(common, _)| common.record.file == *file);
        let text = task.texts.get(file).map(|text| &*text.text);
        let (Some((common, address)), Some(text), Some(fields)) = (found, text, task.texts.fields(file)) else {
            return RenameError::refused(format!(
                "the lines at the top of {file} cannot be read; `callslip check` says why"
            ));
        };
        let stem = format!("{}{}", kept_date(file_stem(file), &name.stem), name.stem);
        Ok(Self { task, file, text, fields, common, address, stem })
    }

    /// Returns the file or folder that gets a new name, and the folders of a letter's replies.
    fn paths(&self) -> Vec<MovedPath> {
        let folder = folder_of_index(self.file);
        let old = folder.unwrap_or(self.file);
        let parent = old.rsplit_once('/').map_or("", |(parent, _)| parent);
        let end = old.rsplit_once('.').filter(|_| folder.is_none()).map_or("", |(_, end)| end);
        let dot = if folder.is_none() { "." } else { "" };
        let new = format!("{parent}/{}{dot}{end}", self.stem);
        if new == old {
            return Vec::new();
        }
        // A link to `trip.md` means `trip/index.md` as long as there is no such file.
        let is_index = folder.is_some_and(|folder| self.task.texts.get(&format!("{folder}.md")).is_none());
        let mut paths = vec![MovedPath { old: old.to_owned(), new, is_index }];
        paths.extend(reply_folders(self.task.texts, self.file, &self.stem));
        paths
    }

    /// Refuses to move files that shortcuts elsewhere in the column lead to.
    fn check_shortcuts(&self) -> Result<(), RenameError> {
        let attachments = &self.task.texts.sources.attachments;
        let shortcuts = attachments.iter().filter_map(|file| Some((&file.path, file.links_to.as_ref()?)));
        for moved in self.paths() {
            let is_in = |path: &str| is_within(path, &moved.old);
            if let Some((path, real)) = shortcuts.clone().find(|(path, real)| is_in(real) && !is_in(path)) {
                return RenameError::refused(format!(
                    "{path} is a shortcut (link) to {real}, which would be at another place; put a copy of the file there \
                     instead of the shortcut, and run the command again"
                ));
            }
        }
        Ok(())
    }

    /// Returns the edits of its title, and of its `slug:` if it has one.
    fn own_names(&self, name: &NewName) -> Result<Vec<TextEdit>, RenameError> {
        let mut edits = Vec::new();
        let key = if EntryKind::of(self.file) == Some(EntryKind::Person) { "name" } else { "title" };
        if let Some(title) = &name.title {
            edits.extend(self.set(key, title)?);
        }
        if field(&self.fields.node, "slug").is_some_and(|pair| pair.node.value != Value::Null) {
            edits.extend(self.set("slug", &name.stem)?);
        }
        Ok(edits)
    }

    /// Returns the edit that gives a field this text; `None` if it has it.
    fn set(&self, key: &str, value: &str) -> Result<Option<TextEdit>, RenameError> {
        let yaml = scalar_like("", value, false);
        match field(&self.fields.node, key) {
            None => add_field(&self.fields, &format!("{key}: {yaml}")).map(Some).ok_or_else(|| self.unclosed()),
            Some(pair) => match &pair.node.value {
                Value::Scalar { text, .. } if text == value => Ok(None),
                Value::Scalar { .. } => Ok(Some(set_text(self.text, &pair.node, value, false))),
                Value::Null => Ok(Some(fill(self.text, pair, &yaml))),
                Value::List(_) | Value::Map(_) | Value::Unreadable => {
                    RenameError::refused(format!("`{key}` in {} cannot be read; `callslip check` says why", self.file))
                }
            },
        }
    }

    fn unclosed(&self) -> RenameError {
        RenameError::Refused(format!("a line `---` is missing below the fields of {}; add it first", self.file))
    }

    /// Returns true if readers may know its address: it is neither a draft nor scheduled, and a build may have had it.
    fn is_published(&self) -> bool {
        let site = self.task.column.shown();
        let file = site.routes.get(self.address).map(|route| route.path.file().as_str());
        let is_built = || self.task.request.built.is_none_or(|built| file.is_none_or(|file| built.contains(file)));
        !self.task.column.site.is_file_unpublished(self.file) && is_built()
    }

    /// Returns the edits that let its old address lead to the new one, and keep its id in feeds. Nobody knows the address
    /// of what is not published yet.
    fn keep_old_address(&self, new_address: &str) -> Result<Vec<TextEdit>, RenameError> {
        if self.address == new_address {
            return Ok(Vec::new());
        }
        let is_published = self.is_published();
        let old = is_published.then_some(self.address);
        let mut edits = old_address::edits(self.text, &self.fields, old, new_address).ok_or_else(|| {
            let missing = self.fields.end.is_none().then(|| self.unclosed());
            let message = format!("`aliases` in {} cannot be read; `callslip check` says why", self.file);
            missing.unwrap_or(RenameError::Refused(message))
        })?;
        if let Some(id) = self.feed_id().filter(|_| is_published) {
            let line = format!("id: {id}");
            let edit = match field(&self.fields.node, "id") {
                Some(pair) => Some(fill(self.text, pair, &id)),
                None => add_field(&self.fields, &line),
            };
            edits.push(edit.ok_or_else(|| self.unclosed())?);
        }
        Ok(edits)
    }

    /// Returns the id by which readers' programs know a letter, if it follows from its old address.
    fn feed_id(&self) -> Option<String> {
        let site = &self.task.column.site;
        let has_feeds = site.config.id.is_some() || site.config.base_url.is_some();
        let mut letters = site.entries.letters.iter().map(|(_, letter)| letter);
        let letter = letters.find(|letter| letter.common.record.file == *self.file)?;
        (has_feeds && letter.common.record.id.is_none()).then(|| render::letter_feed_id(site, letter))
    }

    /// Returns its address in the renamed column.
    fn new_address(&self, renamed: &Column, moved: &Moved) -> Result<String, RenameError> {
        let file = moved.path(self.file);
        let names = Names { site: renamed.shown(), vocabulary: self.task.names.vocabulary };
        let found = names.entries().find(|(common, _)| *common.record.file == *file).map(|(_, path)| path.to_owned());
        found.ok_or_else(|| {
            RenameError::Refused(format!("{} cannot be renamed as it is; `callslip check` says why", self.file))
        })
    }

    /// Returns the new form of each address that is its own: of its page, its feeds, and the pictures in its folder.
    fn routes(&self, new_address: &str) -> BTreeMap<String, String> {
        self.task.own_routes(self.address, new_address, |target| self.task.is_of_entry(target, self.file))
    }

    fn add_notes(&self, name: &NewName, new_address: &str, builder: &mut PlanBuilder<'_>) {
        if self.address != new_address {
            let old =
                if self.is_published() { format!("{} leads there", self.address) } else { NOT_PUBLISHED.to_owned() };
            builder.note(format!("The address becomes {new_address}; {old}."));
        }
        if name.title.as_deref().is_none_or(|title| title == self.common.title.plain) {
            return;
        }
        let initials = field(&self.fields.node, "initials").and_then(|pair| pair.node.as_text());
        if let Some(initials) = initials {
            builder.note(format!("The initials stay `{initials}`."));
        }
        let old = self.common.title.plain.as_str();
        let texts = self.task.texts.sources.texts.iter();
        let start = |path: &str| if *path == **self.file { self.fields.body_start } else { 0 };
        let still = texts.filter(|file| !old.is_empty() && file.text[start(&file.path)..].contains(old));
        let still: Vec<&str> = still.map(|file| &*file.path).collect();
        if !still.is_empty() {
            builder.note(format!("The words `{old}` stay as they are in {}.", list_names(self.file, still)));
        }
    }

    /// Returns the names that messages have before and after.
    fn changed_names(&self, moved: &Moved, name: &NewName, new_address: &str) -> Vec<(String, String)> {
        let mut names: Vec<(String, String)> =
            moved.paths.iter().map(|moved| (moved.old.clone(), moved.new.clone())).collect();
        names.push((self.address.to_owned(), new_address.to_owned()));
        names.extend(name.title.iter().map(|title| (self.common.title.plain.clone(), title.clone())));
        names
    }
}

/// Returns the day with which the name of a file begins, and its separator, if the new name has none: the date of a letter
/// may follow from it.
fn kept_date(stem: &str, new: &str) -> String {
    let kept = day_of_name(stem).filter(|_| day_of_name(new).is_none());
    kept.map(|(day, rest)| format!("{day}{}", rest.chars().next().unwrap_or('-'))).unwrap_or_default()
}
