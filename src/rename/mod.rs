//! Renames a letter, a program profile, a columnist, a page, or a subject: files, links, vocabulary, and old addresses.
//!
//! *Input:* the folder of a column, what was typed. *Output:* a [`RenamePlan`], which can be shown and carried out.
//!
//! *Invariant:* a plan is tried in memory first. Afterwards every link leads to the same page, every old address answers,
//! and the column has no mistake that it did not have. All else keeps its bytes.

mod changed_lines;
mod column_texts;
mod differences;
mod entry;
mod error;
mod finding;
mod links;
mod moved;
mod new_name;
mod old_address;
mod plan;
mod replies;
mod subject;
mod text_edit;
mod vocabulary_edits;
mod yaml_edits;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;

use column_texts::ColumnTexts;
use differences::new_diagnostics;
use finding::{Named, Names};
use plan::PlanBuilder;

use crate::diagnostics::{Diagnostic, Severity, SourceMap};
use crate::pipeline::Column;
use crate::site::{FeedScope, FileTarget, PageTarget, Target};
use crate::site_path::is_within;
use crate::source::{encoded_again, folder_of_index};

pub use changed_lines::ChangedLine;
pub use error::RenameError;
pub use moved::MovedPath;
pub use plan::{FileChange, RenamePlan};

/// The old and the new name of a thing.
#[derive(Debug, Clone, Copy)]
pub struct RenameRequest<'a> {
    /// The old name: a path, the name of a file, an address, a title, or the word of a subject.
    pub old: &'a str,
    /// The new name.
    pub new: &'a str,
    /// The folder that paths start from, in the column; empty for that of the column.
    pub here: &'a str,
    /// The time of the clock.
    pub clock: Timestamp,
    /// The files of the site that readers may know, by their paths in the output folder; `None` if that is not known.
    pub built: Option<&'a BTreeSet<String>>,
}

/// Works out a rename. Nothing is written.
pub fn plan(root: &Path, request: &RenameRequest<'_>) -> Result<RenamePlan, RenameError> {
    let texts = ColumnTexts::read(root)?;
    let column = texts.understood(request.clock);
    let vocabulary = texts.vocabulary(&column.site.config);
    let names = Names { site: column.shown(), vocabulary: &vocabulary };
    let task = RenameTask { root, request, texts: &texts, column: &column, names: &names };
    match names.find(request.old, request.here)? {
        Named::Entry { file, by_file } => entry::plan(&task, &file, by_file),
        Named::Subject(key) => subject::plan(&task, &key),
    }
}

/// All that a rename is worked out from.
struct RenameTask<'t> {
    root: &'t Path,
    request: &'t RenameRequest<'t>,
    texts: &'t ColumnTexts,
    /// The column as it is.
    column: &'t Column,
    names: &'t Names<'t>,
}

impl RenameTask<'_> {
    /// Returns the new form of each address at or below an old one that leads to something of one's own.
    fn own_routes(&self, old: &str, new: &str, is_own: impl Fn(Target) -> bool) -> BTreeMap<String, String> {
        if old == new {
            return BTreeMap::new();
        }
        let (old_folder, new_folder) = (old.trim_end_matches('/'), new.trim_end_matches('/'));
        let routes = self.column.shown().routes.iter();
        let own = routes.filter(|route| is_within(&route.path, old_folder) && is_own(route.target));
        own.map(|route| (encoded_again(&route.path), format!("{new_folder}{}", &route.path[old_folder.len()..])))
            .collect()
    }

    /// Returns true for the page of an entry, its feeds, the comparison of a program, and what lies in its folder.
    fn is_of_entry(&self, target: Target, file: &str) -> bool {
        let site = self.column.shown();
        let lies_there = |path: &str| folder_of_index(file).is_some_and(|folder| is_within(path, folder));
        match target {
            Target::Page(PageTarget::Entry(entry)) => *site.entries.common(entry).record.file == *file,
            Target::Page(PageTarget::Withdrawn { letter }) => {
                let mut withdrawn = site.entries.withdrawn.iter();
                withdrawn.any(|(id, entry)| id == letter && *entry.common.record.file == *file)
            }
            Target::Page(PageTarget::Compare { with: Some(program) }) => {
                *site.entries.programs[program].common.record.file == *file
            }
            Target::Page(PageTarget::AnswersOfYear { person, .. })
            | Target::File(FileTarget::Feed { scope: FeedScope::Person { person }, .. }) => {
                *site.entries.people[person].common.record.file == *file
            }
            Target::File(FileTarget::Attachment { attachment }) => lies_there(&site.attachments[attachment].1.path),
            Target::Page(_) | Target::File(_) => false,
        }
    }

    /// Refuses a rename after which the column would have errors that it does not have now, and notes other new messages.
    fn check(
        &self,
        renamed: &ColumnTexts,
        names: &[(String, String)],
        builder: &mut PlanBuilder<'_>,
    ) -> Result<(), RenameError> {
        let after = renamed.understood(self.request.clock);
        let found = new_diagnostics(self.column, &after, names);
        let (errors, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
            found.into_iter().partition(|found| found.severity == Severity::Error);
        if !errors.is_empty() {
            let sources: SourceMap = after.sources;
            return Err(RenameError::Breaks { diagnostics: errors, sources });
        }
        for found in others {
            let file = found.file.as_deref().unwrap_or("the column");
            builder.note(format!("`callslip check` will say of {file}: {}", found.message));
        }
        Ok(())
    }
}
