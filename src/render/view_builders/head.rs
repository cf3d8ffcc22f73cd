//! Builds what a page says of itself to programs.

use std::borrow::Cow;

use super::facet;
use crate::content::Title;
use crate::render::context::PageContext;
use crate::render::structured_data;
use crate::render::views::head::HeadView;
use crate::site::{EntryRef, LetterId, PageTarget, PersonId, ProgramId};
use crate::theme::Strings;

/// How many columnists a description names.
const NAMES: usize = 5;

/// Returns what a page says of itself; `description` is what its author wrote about it.
pub(super) fn view<'v>(page: &PageContext<'v>, title: &Title, description: Option<&'v str>) -> HeadView<'v> {
    let structured_data = page.has_structured_data.then(|| structured_data::of_page(page, title)).flatten();
    let description = description.map(Cow::Borrowed).or_else(|| Describer { page }.description().map(Cow::Owned));
    let own = match page.target.entry() {
        Some(EntryRef::Letter(letter)) => letter_head(page, letter),
        Some(EntryRef::Program(_) | EntryRef::Person(_) | EntryRef::Page(_)) | None => HeadView::default(),
    };
    HeadView { description, structured_data, ..own }
}

fn letter_head<'v>(page: &PageContext<'v>, id: LetterId) -> HeadView<'v> {
    let letter = &page.site.entries.letters[id];
    let date = letter.common.record.date.as_ref();
    let changed = page.site.change_after_publication(id);
    HeadView {
        authors: letter
            .record
            .answerers
            .iter()
            .filter_map(|initials| page.site.answerer_name(letter, initials))
            .collect(),
        item_type: Some("blogPost"),
        day: date.and_then(|date| date.rfc3339.get(..10)),
        published: date.map(|date| date.rfc3339.as_str()),
        modified: changed.map(|changed| changed.rfc3339.as_str()),
        ..HeadView::default()
    }
}

/// Describes pages that have no description of their own.
struct Describer<'p, 'v> {
    page: &'p PageContext<'v>,
}

impl Describer<'_, '_> {
    /// Returns a sentence about what is on the page, in the language of the column. `None` if there is nothing to say,
    /// or the theme has no words for it.
    fn description(&self) -> Option<String> {
        let site = self.page.site;
        match self.page.target {
            PageTarget::Home { .. } => self.say("describe_home", &[]),
            PageTarget::Letters => self.count("describe_letters", site.entries.letters.len()),
            PageTarget::LettersOfYear { year } => {
                self.say("describe_year", &[("year", &site.years.all[year].year.to_string())])
            }
            PageTarget::AnswersOfYear { person, .. } => self.answers(person),
            PageTarget::Entry(entry) => self.entry(entry),
            PageTarget::Programs { .. } => self.count("describe_programs", site.entries.programs.len()),
            PageTarget::ProgramsOf { term, .. } => {
                let term = &site.directory.terms[term];
                let (count, value) = (term.programs.len(), facet::title(self.page, term));
                let number = count.to_string();
                self.words("describe_programs_of", i64::try_from(count).ok(), &[("n", &number), ("value", &value)])
            }
            PageTarget::Compare { with } => self.comparison(with),
            PageTarget::People => self.people(),
            PageTarget::Tags => self.count("describe_tags", site.taxonomy.terms.len()),
            PageTarget::Tag { term, .. } => {
                self.say("tag_description", &[("subject", &site.taxonomy.terms[term].label)])
            }
            PageTarget::Glossary => self.say("describe_glossary", &[]),
            PageTarget::Withdrawn { letter } => {
                let day = site.entries.withdrawn[letter].record.withdrawn.as_ref()?.date.day;
                self.say("withdrawn_on", &[("date", &self.strings().date(day, "date_long")?)])
            }
            PageTarget::Search => self.say("describe_search", &[]),
            PageTarget::Subscribe => self.say("describe_subscribe", &[]),
            PageTarget::Saved => self.say("saved_explained", &[]),
            PageTarget::NotFound => self.say("not_found_text", &[]),
        }
    }

    fn comparison(&self, with: Option<ProgramId>) -> Option<String> {
        let Some(program) = with else { return self.say("describe_compare", &[]) };
        let program = &self.page.site.entries.programs[program];
        let names = [("program", program.common.title.plain.as_str()), ("provider", &program.provider)];
        self.say("describe_compare_with", &names)
    }

    fn entry(&self, entry: EntryRef) -> Option<String> {
        let entries = &self.page.site.entries;
        let (text, otherwise) = match entry {
            EntryRef::Letter(_) => (None, None),
            EntryRef::Program(program) => {
                let program = &entries.programs[program];
                let names = [("program", program.common.title.plain.as_str()), ("provider", &program.provider)];
                (Some(&program.text), self.say("describe_program", &names))
            }
            EntryRef::Person(person) => (Some(&entries.people[person].text), self.answers(person)),
            EntryRef::Page(page) => (Some(&entries.pages[page].text), None),
        };
        text.map(|text| text.body.excerpt.clone()).filter(|excerpt| !excerpt.is_empty()).or(otherwise)
    }

    fn answers(&self, person: PersonId) -> Option<String> {
        self.say("describe_person", &[("name", &self.page.site.entries.people[person].common.title.plain)])
    }

    fn people(&self) -> Option<String> {
        let people = &self.page.site.entries.people;
        if people.is_empty() {
            return None;
        }
        let names = people.entries().take(NAMES).map(|person| person.common.title.plain.as_str());
        let names = names.collect::<Vec<_>>().join(&self.strings().or_english("comma", ", "));
        self.say("describe_people", &[("names", &names)])
    }

    fn count(&self, key: &str, count: usize) -> Option<String> {
        let number = i64::try_from(count).ok().filter(|count| *count > 0)?;
        self.words(key, Some(number), &[("n", &count.to_string())])
    }

    fn say(&self, key: &str, arguments: &[(&str, &str)]) -> Option<String> {
        self.words(key, None, arguments)
    }

    fn words(&self, key: &str, number: Option<i64>, arguments: &[(&str, &str)]) -> Option<String> {
        let column = [("column", self.page.site.config.title.as_str())];
        let arguments = arguments.iter().chain(&column).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.strings().get(key, number, &arguments.collect::<Vec<_>>())
    }

    fn strings(&self) -> &Strings {
        self.page.strings
    }
}
