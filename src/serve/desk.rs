//! The pages of the server itself: the desk, and the report in place of a page that cannot be rendered. Their templates
//! are not the theme's, so that a broken theme cannot hide what is wrong with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::ServeState;
use super::diagnostics_view::{Report, ReportPart};
use super::editor_links::FileLinks;
use crate::content::{Common, DueCheck, Letter, Reply, Tag};
use crate::diagnostics::FilePath;
use crate::pipeline::Column;
use crate::site::{LetterId, ProgramId, Site, Term, Unpublished, UnpublishedReason, Waiting, WaitingFor, WithdrawnId};

/// The data of the desk and of report pages.
#[derive(Serialize, Default)]
struct Desk {
    title: String,
    is_sound: bool,
    parts: Vec<ReportPart>,
    /// The subject of a mail that reports a reply, as it was typed; empty at first.
    reported: String,
    found: Vec<DeskItem>,
    letters: Vec<DeskItem>,
    replies: Vec<DeskItem>,
    follow_ups: Vec<DeskItem>,
    drafts: Vec<DeskItem>,
    scheduled: Vec<DeskItem>,
    withdrawn: Vec<DeskItem>,
    late: Vec<DeskItem>,
    gone: Vec<DeskItem>,
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
pub(super) fn desk_page(state: &ServeState, query: &str, links: &FileLinks<'_>) -> String {
    let parts = state.report.parts(links);
    let mut desk = Desk { parts, is_sound: state.report.errors() == 0, ..Desk::default() };
    if let Some(column) = &state.column {
        let lists = DeskLists { column, site: column.shown(), links };
        desk.title.clone_from(&column.site.config.title);
        desk.reported =
            query.split('&').find_map(|part| part.strip_prefix("reported=")).map(decoded).unwrap_or_default();
        desk.found = lists.reported(&desk.reported);
        desk.letters = lists.waiting(WaitingFor::Answer);
        desk.replies = lists.waiting(WaitingFor::Decision);
        desk.follow_ups = lists.follow_ups();
        desk.drafts = lists.unpublished(|reason| matches!(reason, UnpublishedReason::Draft));
        desk.scheduled = lists.unpublished(|reason| matches!(reason, UnpublishedReason::Scheduled(_)));
        desk.withdrawn = lists.withdrawn();
        desk.late = lists.late();
        desk.gone = lists.gone();
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

    /// Lists the replies that the subject of a mail names, as the form on a letter's page writes it.
    fn reported(&self, subject: &str) -> Vec<DeskItem> {
        let named = |reply: &Reply| {
            let name = reply.record.full_name();
            subject.contains(&format!("[{name}]")) || subject.trim() == name
        };
        let item = |reply: &Reply| {
            let file = &reply.record.file;
            let note = format!("to take it down, add a line `withdrawn: {{ date: {} }}`", self.site.day());
            self.item(&file_name(file), self.site.reply_address(file).as_deref(), file, note)
        };
        self.site.replies.iter().filter(|reply| named(reply)).map(item).collect()
    }

    /// Lists what readers sent and what waits, the oldest first.
    fn waiting(&self, purpose: WaitingFor) -> Vec<DeskItem> {
        let pages = self.pages();
        let item = |(one, waiting): (&Unpublished, &Waiting)| {
            let reply = self.site.reply_address(&one.file);
            let path = pages.get(&*one.file).copied().or(reply.as_deref());
            self.item(&one.title, path, &one.file, waiting.words())
        };
        self.column.site.waiting(purpose).into_iter().map(item).collect()
    }

    /// Lists the letters of a year ago of which nothing has been heard since.
    fn follow_ups(&self) -> Vec<DeskItem> {
        let letters = &self.site.entries.letters;
        let item = |(id, day): (LetterId, Date)| {
            let common = &letters[id].common;
            self.item(&common.title.plain, Some(letters.path(id)), &common.record.file, format!("answered on {day}"))
        };
        self.site.follow_ups().into_iter().map(item).collect()
    }

    fn unpublished(&self, is_listed: fn(&UnpublishedReason) -> bool) -> Vec<DeskItem> {
        let entries = self.column.site.unpublished.iter().filter(|entry| entry.waiting.is_none());
        let entries: Vec<_> = entries.filter(|entry| is_listed(&entry.reason)).collect();
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

    /// Lists the profiles whose official page is gone, the longest gone first.
    fn gone(&self) -> Vec<DeskItem> {
        let programs = &self.site.entries.programs;
        let item = |(id, since): (ProgramId, Date)| {
            let common = &programs[id].common;
            let note = format!("not reachable since {since}");
            self.item(&common.title.plain, Some(programs.path(id)), &common.record.file, note)
        };
        self.site.gone_pages().into_iter().map(item).collect()
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
            self.item(&file_name(file), path, file, when)
        });
        latest.collect()
    }
}

fn file_name(file: &str) -> String {
    file.rsplit('/').next().unwrap_or(file).to_owned()
}

/// Returns the value of a field of a form, as it was typed.
fn decoded(value: &str) -> String {
    percent_decode_str(&value.replace('+', " ")).decode_utf8_lossy().into_owned()
}
