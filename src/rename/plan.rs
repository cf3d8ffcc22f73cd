//! A rename that has been worked out: what it changes, and the steps in which it is done.
//!
//! A file is written whole and then renamed into its place, and a letter is moved, never copied. The steps are in an order in
//! which the same command finishes a rename that was cut off.

use std::collections::BTreeMap;
use std::path::Path;

use super::changed_lines::{ChangedLine, changed_lines};
use super::column_texts::ColumnTexts;
use super::error::RenameError;
use super::moved::MovedPath;
use super::text_edit::{FileEdits, TextEdit, applied_to_bytes};
use crate::diagnostics::FilePath;
use crate::disk::{self, Folder};
use crate::site_path::folded;
use crate::source::decode;

/// A rename that has been worked out, and not been done yet.
#[derive(Debug, Default)]
pub struct RenamePlan {
    /// The files and folders with a new name.
    pub moves: Vec<MovedPath>,
    /// The lines that change, by file.
    pub changes: Vec<FileChange>,
    /// Other notes, a line each.
    pub notes: Vec<String>,
    steps: Vec<RenameStep>,
}

/// The lines of a file that change.
#[derive(Debug)]
pub struct FileChange {
    /// The file's path in the column, before it is renamed.
    pub file: FilePath,
    /// The lines.
    pub lines: Vec<ChangedLine>,
}

#[derive(Debug)]
enum RenameStep {
    /// Writes a file, which has the first bytes now, or is new.
    Write { path: String, now: Option<Vec<u8>>, new: Vec<u8> },
    /// Renames a file or a folder.
    Move(MovedPath),
}

/// A plan while it is made.
pub(super) struct PlanBuilder<'t> {
    folder: Folder,
    texts: &'t ColumnTexts,
    plan: RenamePlan,
    /// The bytes of the files that have been written so far, by their path at the time.
    written: BTreeMap<String, Vec<u8>>,
}

impl RenamePlan {
    /// Returns true if there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Renames. All files are looked at before the first is written.
    pub fn carry_out(&self, root: &Path) -> Result<(), RenameError> {
        let folder = Folder::open(root)?;
        for step in &self.steps {
            match step {
                RenameStep::Write { path, now: Some(_), .. } if folder.metadata(path)?.is_some() => {
                    drop(folder.open_or_create(path)?);
                }
                RenameStep::Write { .. } => {}
                RenameStep::Move(moved) => check_place(&folder, moved)?,
            }
        }
        for (done, step) in self.steps.iter().enumerate() {
            step.carry_out(root, &folder).map_err(|error| match done {
                0 => error,
                done => RenameError::Refused(format!(
                    "{error}\n{done} of {} steps are done; run the same command again to finish it",
                    self.steps.len()
                )),
            })?;
        }
        Ok(())
    }
}

impl RenameStep {
    fn carry_out(&self, root: &Path, folder: &Folder) -> Result<(), RenameError> {
        match self {
            Self::Write { path, now: None, new } => Ok(disk::write_new(root, path, new)?),
            Self::Write { path, now: Some(now), new } => {
                if folder.read(path)?.as_ref() != Some(now) {
                    return RenameError::refused(format!("{path} has changed in the meantime; run the command again"));
                }
                Ok(folder.replace(path, new)?)
            }
            Self::Move(moved) => {
                check_place(folder, moved)?;
                Ok(folder.rename_folder(&moved.old, &moved.new)?)
            }
        }
    }
}

/// Returns the error that something is in the new place. A name that differs in case alone is the same file on some disks.
pub(super) fn check_place(folder: &Folder, moved: &MovedPath) -> Result<(), RenameError> {
    let (parent, name) = moved.new.rsplit_once('/').unwrap_or(("", &moved.new));
    let old = moved.old.rsplit('/').next().unwrap_or_default();
    let names = folder.list(parent)?;
    let taken = names.iter().map(|(there, _)| there).find(|there| {
        let is_there = *there == name || folded(there) == folded(name);
        is_there && *there != old
    });
    match taken {
        Some(there) => RenameError::refused(format!(
            "{parent}/{there} already exists; choose another name, or rename that one first"
        )),
        None => Ok(()),
    }
}

impl<'t> PlanBuilder<'t> {
    pub(super) fn new(root: &Path, texts: &'t ColumnTexts) -> Result<Self, RenameError> {
        let (plan, written) = (RenamePlan::default(), BTreeMap::new());
        Ok(Self { folder: Folder::open(root)?, texts, plan, written })
    }

    /// Adds the step that renames a file or folder.
    pub(super) fn move_path(&mut self, moved: &MovedPath) -> Result<(), RenameError> {
        check_place(&self.folder, moved)?;
        self.plan.moves.push(moved.clone());
        self.plan.steps.push(RenameStep::Move(moved.clone()));
        Ok(())
    }

    /// Adds the steps that write each of these files, in order of their paths.
    pub(super) fn write_all(&mut self, edits: &FileEdits) -> Result<(), RenameError> {
        edits.iter().try_for_each(|(file, edits)| self.write(file, edits, file))
    }

    /// Adds the step that writes a file, which is at another place by then. `edits` are all its edits so far, in order.
    pub(super) fn write(&mut self, file: &FilePath, edits: &[TextEdit], at: &str) -> Result<(), RenameError> {
        if edits.is_empty() {
            return Ok(());
        }
        let Some(text) = self.texts.text(file).map(|file| file.text.clone()) else {
            let new = edits.iter().map(|edit| edit.new.as_str()).collect::<String>().into_bytes();
            self.plan.changes.push(FileChange { file: file.clone(), lines: changed_lines("", edits) });
            self.plan.steps.push(RenameStep::Write { path: file.to_string(), now: None, new });
            return Ok(());
        };
        let bytes = self.folder.read(file)?.unwrap_or_default();
        if decode(file, &bytes).value.text != text {
            return RenameError::refused(format!("{file} has changed in the meantime; run the command again"));
        }
        let Some(new) = applied_to_bytes(&bytes, &text, edits) else {
            return RenameError::refused(format!(
                "{file} must change, and it is saved in an old encoding; open it, save it as UTF-8, and run the command \
                 again"
            ));
        };
        let now = self.written.get(&**file).cloned().unwrap_or(bytes);
        self.written.insert(file.to_string(), new.clone());
        self.plan.changes.retain(|change| change.file != *file);
        self.plan.changes.push(FileChange { file: file.clone(), lines: changed_lines(&text, edits) });
        self.plan.steps.push(RenameStep::Write { path: at.to_owned(), now: Some(now), new });
        Ok(())
    }

    /// Adds a line for the reader of the plan.
    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.plan.notes.push(note.into());
    }

    /// Returns the plan.
    pub(super) fn finish(mut self) -> RenamePlan {
        self.plan.changes.sort_by(|one, other| one.file.cmp(&other.file));
        self.plan
    }
}
