//! What pages, feeds and lists look up in a site.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Site;
use super::directory::{DirectoryFile, PROGRAMS, compare_path};
use super::ids::{DirectoryTermId, EntryRef, LetterId, PersonId, ProgramId};
use super::query_redirects::{self, QueryRedirect};
use super::redirects::{self, Redirect};
use super::reuse::today;
use super::route::{FileTarget, PageTarget, Target};
use super::route_table::{SAVED, SEARCH_INDEX, SUBSCRIBE};
use super::unpublished::{Unpublished, UnpublishedReason};
use super::years::Years;
use crate::content::{Common, DueCheck, EntryKind, Letter, Person, Program, Status, TurnKind, When};
use crate::diagnostics::FilePath;

impl Site {
    /// Returns the day of `now`, where the columnist is.
    pub fn day(&self) -> Date {
        today(&self.config, self.now)
    }

    /// Returns the profiles of which facts are due for a check, the longest overdue first: those that are published, of
    /// programs that can still be attended.
    pub fn due_checks(&self) -> Vec<(ProgramId, Vec<DueCheck>)> {
        let today = self.day();
        let is_watched = |program: &Program| match program.status {
            Status::Open | Status::Paused => !self.is_unpublished(&program.common),
            Status::Closed | Status::Renamed => false,
        };
        let watched = self.entries.programs.iter().filter(|(_, program)| is_watched(program));
        let due = watched.map(|(id, program)| (id, program.due_checks(today)));
        let mut due: Vec<_> = due.filter(|(_, due)| !due.is_empty()).collect();
        due.sort_by(|(one, due), (other, more)| due.cmp(more).then(one.cmp(other)));
        due
    }

    /// Returns true if the column has a search.
    pub fn has_search(&self) -> bool {
        self.routes.get(SEARCH_INDEX).is_some_and(|route| route.target == Target::File(FileTarget::SearchIndex))
    }

    /// Returns the address of a file of the directory. `None` if there is none: no program, or another file has the address.
    pub fn directory_file(&self, file: DirectoryFile) -> Option<&str> {
        let route = self.routes.get(&format!("{PROGRAMS}{}", file.name()))?;
        (route.target == Target::File(FileTarget::Directory(file))).then_some(route.path.as_str())
    }

    /// Returns the address of the page that compares a program with those nearest to it; without a program, that of the page
    /// that compares those that a reader chooses. `None` if there is nothing to compare, or no template for it, or another page
    /// or file has the address.
    pub fn compare_page(&self, with: Option<ProgramId>) -> Option<&str> {
        let page = with.map_or(PROGRAMS, |program| self.entries.programs.path(program));
        let route = self.routes.get(&compare_path(page))?;
        (route.target == Target::Page(PageTarget::Compare { with })).then_some(route.path.as_str())
    }

    /// Returns the address of the page that lists the programs with a value. `None` if another page or file has the address.
    pub fn facet_page(&self, term: DirectoryTermId) -> Option<&str> {
        let route = self.routes.get(&self.directory.terms[term].path)?;
        let is_ours = matches!(route.target, Target::Page(PageTarget::ProgramsOf { term: of, .. }) if of == term);
        is_ours.then_some(route.path.as_str())
    }

    /// Returns at most three programs of the same credential, the nearest first.
    pub fn nearest_programs(&self, program: ProgramId) -> Vec<ProgramId> {
        let nearness = |other: ProgramId| self.related.nearness(program.into(), other.into());
        self.directory.nearest(program, &self.entries, nearness)
    }

    /// Returns the address of the page that says how to subscribe: ours, or the columnist's own. `None` if there is neither.
    pub fn subscribe_page(&self) -> Option<&'static str> {
        let target = self.routes.get(SUBSCRIBE)?.target;
        let is_ours = target == Target::Page(PageTarget::Subscribe);
        let is_own_page = target.entry().is_some_and(|entry| entry.kind() == EntryKind::Page);
        (is_ours || is_own_page).then_some(SUBSCRIBE)
    }

    /// Returns the address of the page of saved letters. `None` if there is none.
    pub fn saved_page(&self) -> Option<&'static str> {
        let is_ours = self.routes.get(SAVED)?.target == Target::Page(PageTarget::Saved);
        is_ours.then_some(SAVED)
    }

    /// Returns true for an unpublished entry, which only a preview shows.
    pub fn is_unpublished(&self, entry: &Common) -> bool {
        self.is_file_unpublished(&entry.record.file)
    }

    /// Returns when an entry last changed: of a letter, the latest of its date, its `updated`, and its updates; of
    /// others, `updated`, or else the date. `None` if none of them is stated. An update dated in the future does not count.
    pub fn last_change(&self, entry: EntryRef) -> Option<&When> {
        let common = self.entries.common(entry);
        let (date, updated) = (common.record.date.as_ref(), common.updated.as_ref());
        let EntryRef::Letter(letter) = entry else { return updated.or(date) };
        let updates = self.entries.letters[letter].turns.iter().filter_map(|turn| match &turn.kind {
            TurnKind::Update(Some(when)) if when.instant <= self.now => Some(when),
            TurnKind::Update(_) | TurnKind::Question | TurnKind::Answer(_) | TurnKind::Note => None,
        });
        date.into_iter().chain(updated).chain(updates).max_by_key(|when| when.instant)
    }

    /// Returns when a letter last changed. `None` if it has not since it appeared.
    pub fn change_after_publication(&self, letter: LetterId) -> Option<&When> {
        let date = self.entries.letters[letter].common.record.date.as_ref();
        let changed = self.last_change(letter.into())?;
        date.is_none_or(|date| changed.instant > date.instant).then_some(changed)
    }

    /// Returns the day on which an entry will appear. `None` if it is published, or a draft.
    pub fn appears_on(&self, entry: &Common) -> Option<&str> {
        match &self.unpublished_file(&entry.record.file)?.reason {
            UnpublishedReason::Scheduled(when) => Some(&when.iso),
            UnpublishedReason::Draft => None,
        }
    }

    /// Returns true for the file of an unpublished entry or reply.
    pub fn is_file_unpublished(&self, file: &FilePath) -> bool {
        self.unpublished_file(file).is_some()
    }

    fn unpublished_file(&self, file: &FilePath) -> Option<&Unpublished> {
        let at = self.unpublished.binary_search_by(|other| other.file.cmp(file)).ok()?;
        Some(&self.unpublished[at])
    }

    /// The time at which the next scheduled entry appears; `None` if there is none.
    pub fn next_due(&self) -> Option<Timestamp> {
        let scheduled = self.unpublished.iter().filter_map(|entry| match &entry.reason {
            UnpublishedReason::Scheduled(when) => Some(when.instant),
            UnpublishedReason::Draft => None,
        });
        scheduled.min()
    }

    /// The old addresses that the host redirects by itself.
    pub fn host_redirects(&self) -> &[Redirect] {
        let redirects = self.redirects.as_slice();
        &redirects[..redirects::by_host(&self.config, redirects, self.host_query_redirects().count())]
    }

    /// The old addresses with a query that the host redirects: of others it shows the page without the query.
    pub fn host_query_redirects(&self) -> impl Iterator<Item = &QueryRedirect> {
        query_redirects::by_host(&self.config, &self.query_redirects)
    }

    /// Returns the new address for a request with a query: the path is percent-encoded, the query as it was sent.
    pub fn query_redirect(&self, path: &str, query: &str) -> Option<&str> {
        if query.is_empty() {
            return None;
        }
        let start = self.query_redirects.partition_point(|redirect| *redirect.path < *path);
        let of_path = self.query_redirects[start..].iter().take_while(|redirect| *redirect.path == *path);
        of_path.into_iter().find(|redirect| redirect.query.is_in(query)).map(|redirect| redirect.to.as_str())
    }

    /// The letters that a columnist answers, newest first.
    pub fn answered_by(&self, person: PersonId) -> &[LetterId] {
        &self.answered[person]
    }

    /// The years of the letters that a columnist answers.
    pub fn answered_years(&self, person: PersonId) -> &Years {
        &self.answered_years[person]
    }

    /// The number of columnists whose first answer appeared before that of this one. It stays the same when another
    /// columnist joins.
    pub fn seniority(&self, person: PersonId) -> usize {
        let first_answer = |person: PersonId| {
            let initials = &self.entries.people[person].initials;
            let first = self.answered[person].last();
            let place = first.map(|letter| {
                self.entries.letters[*letter].record.answerers.iter().position(|answerer| answerer == initials)
            });
            // Letters are sorted from the newest to the oldest.
            (first.is_none(), std::cmp::Reverse(first.copied()), place, initials)
        };
        let own = first_answer(person);
        self.entries.people.ids().filter(|other| first_answer(*other) < own).count()
    }

    /// The columnist with these initials.
    pub fn person(&self, initials: &str) -> Option<(PersonId, &Person)> {
        self.entries.people.iter().find(|(_, person)| person.initials == initials)
    }

    /// Returns the name of the guest of a letter or the columnist with these initials. `None` if there is neither.
    pub fn answerer_name<'s>(&'s self, letter: &'s Letter, initials: &str) -> Option<&'s str> {
        let guest = letter.guest(initials).map(|guest| guest.name.as_str());
        guest.or_else(|| self.person(initials).map(|(_, person)| person.common.title.plain.as_str()))
    }

    /// Returns the address of a reply that is shown: that of its letter, with its id on the page.
    pub fn reply_address(&self, file: &str) -> Option<String> {
        let (letter, anchor) = self.replies.place(file)?;
        Some(format!("{}#{anchor}", self.entries.letters.path(*letter)))
    }
}
