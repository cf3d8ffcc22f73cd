//! The pages of the server itself: the desk, and the report in place of a page that cannot be rendered. Their templates
//! are not the theme's, so that a broken theme cannot hide what is wrong with it.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::ServeState;
use super::diagnostics_view::{Report, ReportPart};
use super::editor_links::FileLinks;
use crate::content::{Common, DueCheck, Letter, Tag};
use crate::diagnostics::FilePath;
use crate::pipeline::Column;
use crate::site::{ProgramId, Site, Term, UnpublishedReason, WithdrawnId};

/// The data of the desk and of report pages.
#[derive(Serialize, Default)]
struct Desk {
    title: String,
    is_sound: bool,
    parts: Vec<ReportPart>,
    drafts: Vec<DeskItem>,
    scheduled: Vec<DeskItem>,
    withdrawn: Vec<DeskItem>,
    late: Vec<DeskItem>,
    tags: Vec<DeskItem>,
    latest: Vec<DeskItem>,
}

/// One line of a list on the desk.
#[derive(Serialize)]
struct DeskItem {
    title: String,
    /// The path of its page; `None` if it is not shown.
    path: Option<String>,
    /// The file, and the address that opens it in the editor; `None` for those who have not the file.
    file: (String, Option<String>),
    note: String,
}

/// Returns the HTML of the desk.
pub(super) fn desk_page(state: &ServeState, links: &FileLinks<'_>) -> String {
    let parts = state.report.parts(links);
    let mut desk = Desk { parts, is_sound: state.report.errors() == 0, ..Desk::default() };
    if let Some(column) = &state.column {
        let lists = DeskLists { column, site: column.shown(), links };
        desk.title.clone_from(&column.site.config.title);
        desk.drafts = lists.unpublished(|reason| matches!(reason, UnpublishedReason::Draft));
        desk.scheduled = lists.unpublished(|reason| matches!(reason, UnpublishedReason::Scheduled(_)));
        desk.withdrawn = lists.withdrawn();
        desk.late = lists.late();
        desk.tags = lists.tags();
        desk.latest = lists.latest(state);
    }
    fill("desk.html", &desk)
}

/// Returns the HTML of a page that shows a report.
pub(super) fn report_page(report: &Report, links: &FileLinks<'_>) -> String {
    let parts = report.parts(links);
    fill("unsound.html", &Desk { parts, ..Desk::default() })
}

fn fill(name: &str, desk: &Desk) -> String {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html"]);
    let templates = [
        ("parts.html", include_str!("assets/parts.html")),
        ("desk.html", include_str!("assets/desk.html")),
        ("unsound.html", include_str!("assets/unsound.html")),
    ];
    let mut context = Context::new();
    context.insert_value("desk", Value::from_serializable(desk));
    let html = tera.add_raw_templates(templates).and_then(|()| tera.render(name, &context));
    // The tests prove that our own templates are sound.
    html.unwrap_or_else(|error| format!("<pre>{error}</pre>"))
}

/// Makes the lists of the desk.
struct DeskLists<'s> {
    column: &'s Column,
    site: &'s Site,
    links: &'s FileLinks<'s>,
}

impl DeskLists<'_> {
    fn item(&self, title: &str, path: Option<&str>, file: &FilePath, note: String) -> DeskItem {
        let address = self.links.address(file, 1, 1);
        DeskItem { title: title.to_owned(), path: path.map(ToOwned::to_owned), file: (file.to_string(), address), note }
    }

    /// Returns the path of the page of each entry that is shown, by file.
    fn pages(&self) -> BTreeMap<&str, &str> {
        let refs = self.site.entries.refs();
        refs.map(|entry| (&*self.site.entries.common(entry).record.file, self.site.entries.path(entry))).collect()
    }

    fn unpublished(&self, is_listed: fn(&UnpublishedReason) -> bool) -> Vec<DeskItem> {
        let entries: Vec<_> = self.column.site.unpublished.iter().filter(|entry| is_listed(&entry.reason)).collect();
        if entries.is_empty() {
            return Vec::new();
        }
        let pages = self.pages();
        let mut items: Vec<_> = entries
            .into_iter()
            .map(|entry| {
                let moment = match &entry.reason {
                    UnpublishedReason::Draft => None,
                    UnpublishedReason::Scheduled(when) => Some(when.instant),
                };
                let reply = self.site.reply_address(&entry.file);
                let path = pages.get(&*entry.file).copied().or(reply.as_deref());
                (moment, self.item(&entry.title, path, &entry.file, entry.reason.words()))
            })
            .collect();
        items.sort_by_key(|(moment, _)| *moment);
        items.into_iter().map(|(_, item)| item).collect()
    }

    fn withdrawn(&self) -> Vec<DeskItem> {
        let withdrawn = &self.site.entries.withdrawn;
        let item = |(id, letter): (WithdrawnId, &Letter)| {
            let since = letter.record.withdrawn.as_ref()?;
            let reason = since.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            let note = format!("withdrawn on {}{reason}", since.date.day);
            Some(self.item(&letter.common.title.plain, Some(withdrawn.path(id)), &letter.common.record.file, note))
        };
        withdrawn.iter().filter_map(item).collect()
    }

    /// Lists the profiles that are due for review, the longest overdue first.
    fn late(&self) -> Vec<DeskItem> {
        let programs = &self.site.entries.programs;
        let item = |(id, due): (ProgramId, Vec<DueCheck>)| {
            let common = &programs[id].common;
            let colon = if matches!(*due, [DueCheck { fact: None, .. }]) { "" } else { ":" };
            self.item(
                &common.title.plain,
                Some(programs.path(id)),
                &common.record.file,
                format!("due for a check{colon} {}", DueCheck::words(&due)),
            )
        };
        self.site.due_checks().into_iter().map(item).collect()
    }

    /// Lists the subjects that are used once, which may be typing errors, and those that are written in several ways.
    fn tags(&self) -> Vec<DeskItem> {
        let mut uses: BTreeMap<&str, Vec<(&Common, &Tag)>> = BTreeMap::new();
        for entry in self.site.entries.refs() {
            let common = self.site.entries.common(entry);
            for tag in &common.record.tags {
                uses.entry(&tag.key).or_default().push((common, tag));
            }
        }
        let terms = self.site.taxonomy.terms.values();
        let terms: BTreeMap<&str, &Term> = terms.map(|term| (term.key.as_str(), term)).collect();
        let item = |(key, uses): (&str, Vec<(&Common, &Tag)>)| {
            // The vocabulary has replaced synonyms, so they have no page.
            let term = terms.get(key)?;
            let other = uses.iter().find(|(_, tag)| tag.label != term.label);
            let (common, note) = match (other, uses.as_slice()) {
                (Some((common, tag)), _) => (common, format!("also spelled “{}”", tag.label)),
                (None, [(common, _)]) => (common, "used once".to_owned()),
                _ => return None,
            };
            Some(self.item(&term.label, Some(&term.path), &common.record.file, note))
        };
        uses.into_iter().filter_map(item).collect()
    }

    fn latest(&self, state: &ServeState) -> Vec<DeskItem> {
        let pages = self.pages();
        let zone = &self.site.config.timezone;
        let latest = state.latest.iter().map(|(file, written)| {
            let when = written.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            let reply = self.site.reply_address(file);
            let path = pages.get(&**file).copied().or(reply.as_deref());
            self.item(file.rsplit('/').next().unwrap_or(file), path, file, when)
        });
        latest.collect()
    }
}
