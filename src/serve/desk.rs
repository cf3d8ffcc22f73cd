//! The pages of our own: the desk, and what stands in place of a page that cannot be made. Their template is ours and not
//! the theme's, so that a broken theme cannot hide what is wrong with it.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::State;
use super::answer::Place;
use super::report::{Part, Report};
use crate::content::{Common, Letter, Tag};
use crate::diagnostics::{Diagnostic, FilePath, SourceMap};
use crate::pipeline::Column;
use crate::site::{ProgramId, Site, UnpublishedReason, WithdrawnId};

/// The desk, filled in.
#[derive(Serialize, Default)]
struct Desk {
    title: String,
    is_sound: bool,
    parts: Vec<Part>,
    drafts: Vec<Item>,
    scheduled: Vec<Item>,
    withdrawn: Vec<Item>,
    late: Vec<Item>,
    tags: Vec<Item>,
    latest: Vec<Item>,
}

/// One line of a list: what it is, where it can be seen and where it can be edited.
#[derive(Serialize)]
struct Item {
    title: String,
    /// Its page; none when it is not shown.
    path: Option<String>,
    /// Its file, and the address that opens it.
    file: Option<(String, String)>,
    note: String,
}

/// The text of the desk.
pub(super) fn html(state: &State, place: &Place) -> String {
    let parts = state.report.parts(&place.root, &place.editor);
    let mut desk = Desk { parts, is_sound: state.report.errors() == 0, ..Desk::default() };
    if let Some(column) = &state.column {
        let lists = Lists { column, site: column.shown(), place };
        desk.title.clone_from(&column.site.config.title);
        desk.drafts = lists.held(|reason| matches!(reason, UnpublishedReason::Draft));
        desk.scheduled = lists.held(|reason| matches!(reason, UnpublishedReason::Scheduled(_)));
        desk.withdrawn = lists.withdrawn();
        desk.late = lists.late();
        desk.tags = lists.tags();
        desk.latest = lists.latest(state);
    }
    filled("desk.html", &desk)
}

/// What stands at every address of a column that has not been sound yet.
pub(super) fn unsound(state: &State, place: &Place) -> String {
    told(&state.report, place)
}

/// What stands at an address whose page cannot be made.
pub(super) fn mistake(diagnostics: Vec<Diagnostic>, sources: SourceMap, place: &Place) -> String {
    told(&Report::new(diagnostics, sources, true), place)
}

fn told(report: &Report, place: &Place) -> String {
    let parts = report.parts(&place.root, &place.editor);
    filled("unsound.html", &Desk { parts, ..Desk::default() })
}

fn filled(name: &str, desk: &Desk) -> String {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html"]);
    let templates = [
        ("parts.html", include_str!("assets/parts.html")),
        ("desk.html", include_str!("assets/desk.html")),
        ("unsound.html", include_str!("assets/unsound.html")),
    ];
    let mut context = Context::new();
    context.insert_value("desk", Value::from_serializable(desk));
    let filled = tera.add_raw_templates(templates).and_then(|()| tera.render(name, &context));
    // Our own templates are tried by the tests.
    filled.unwrap_or_else(|error| format!("<pre>{error}</pre>"))
}

/// A site, looked at as a desk.
struct Lists<'s> {
    column: &'s Column,
    site: &'s Site,
    place: &'s Place,
}

impl Lists<'_> {
    fn item(&self, title: &str, path: Option<&str>, file: &FilePath, note: String) -> Item {
        let address = self.address(file, 1);
        Item {
            title: title.to_owned(),
            path: path.map(ToOwned::to_owned),
            file: Some((file.to_string(), address)),
            note,
        }
    }

    fn address(&self, file: &str, line: usize) -> String {
        self.place.editor.address(&self.place.root, file, line, 1)
    }

    /// The address of an entry's page, if it is shown.
    fn pages(&self) -> BTreeMap<&str, &str> {
        let refs = self.site.entries.refs();
        refs.map(|entry| (&*self.site.entries.common(entry).record.file, self.site.entries.path(entry))).collect()
    }

    fn held(&self, wanted: fn(&UnpublishedReason) -> bool) -> Vec<Item> {
        let held: Vec<_> = self.column.site.unpublished.iter().filter(|held| wanted(&held.reason)).collect();
        if held.is_empty() {
            return Vec::new();
        }
        let pages = self.pages();
        let mut items: Vec<_> = held
            .into_iter()
            .map(|held| {
                let (moment, note) = match &held.reason {
                    UnpublishedReason::Draft => (None, "a draft".to_owned()),
                    UnpublishedReason::Scheduled(when) => {
                        let time = when.iso.get(11..16).map(|time| format!(" at {time}")).unwrap_or_default();
                        (Some(when.instant), format!("appears on {}{time}", when.day))
                    }
                };
                (moment, self.item(&held.title, pages.get(&*held.file).copied(), &held.file, note))
            })
            .collect();
        items.sort_by_key(|(moment, _)| *moment);
        items.into_iter().map(|(_, item)| item).collect()
    }

    fn withdrawn(&self) -> Vec<Item> {
        let withdrawn = &self.site.entries.withdrawn;
        let item = |(id, letter): (WithdrawnId, &Letter)| {
            let since = letter.record.withdrawn.as_ref()?;
            let reason = since.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
            let note = format!("withdrawn on {}{reason}", since.date.day);
            Some(self.item(&letter.common.title.plain, Some(withdrawn.path(id)), &letter.common.record.file, note))
        };
        withdrawn.iter().filter_map(item).collect()
    }

    /// Profiles that somebody should look at again, the longest overdue first.
    fn late(&self) -> Vec<Item> {
        let programs = &self.site.entries.programs;
        let due = programs.iter().filter_map(|(id, program)| Some((program.review_due?, id)));
        let mut late: Vec<_> = due.filter(|(due, _)| due.to_string() < self.site.today).collect();
        late.sort_unstable();
        let item = |(due, id): (jiff::civil::Date, ProgramId)| {
            let common = &programs[id].common;
            self.item(
                &common.title.plain,
                Some(programs.path(id)),
                &common.record.file,
                format!("to be checked since {due}"),
            )
        };
        late.into_iter().map(item).collect()
    }

    /// Subjects with one use, which may be a slip of the pen, and those that are written in several ways.
    fn tags(&self) -> Vec<Item> {
        let mut uses: BTreeMap<&str, Vec<(&Common, &Tag)>> = BTreeMap::new();
        for entry in self.site.entries.refs() {
            let common = self.site.entries.common(entry);
            for tag in &common.record.tags {
                uses.entry(&tag.slug).or_default().push((common, tag));
            }
        }
        let terms = &self.site.taxonomy.terms;
        let item = |(slug, uses): (&str, Vec<(&Common, &Tag)>)| {
            // A synonym has no page: the vocabulary has folded it.
            let terms = terms.as_slice();
            let term = &terms[terms.binary_search_by(|term| term.slug.as_str().cmp(slug)).ok()?];
            let other = uses.iter().find(|(_, tag)| tag.label != term.label);
            let (common, note) = match (other, uses.as_slice()) {
                (Some((common, tag)), _) => (common, format!("also written “{}”", tag.label)),
                (None, [(common, _)]) => (common, "used once".to_owned()),
                _ => return None,
            };
            Some(self.item(&term.label, Some(&term.path), &common.record.file, note))
        };
        uses.into_iter().filter_map(item).collect()
    }

    fn latest(&self, state: &State) -> Vec<Item> {
        let pages = self.pages();
        let zone = &self.site.config.timezone;
        let latest = state.latest.iter().map(|(file, written)| {
            let when = written.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            self.item(file.rsplit('/').next().unwrap_or(file), pages.get(&**file).copied(), file, when)
        });
        latest.collect()
    }
}
