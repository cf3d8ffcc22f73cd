//! Builds lists of letters by year, and the links between the pages of one.

use std::ops::Range;

use super::letter_card;
use crate::content::Title;
use crate::render::context::PageContext;
use crate::render::views::years::{YearLink, YearView};
use crate::site::{LetterId, Year, YearId, Years};

/// Groups letters by year. They must be sorted, newest first.
pub(super) fn by_year<'s>(page: &PageContext<'s>, letters: impl IntoIterator<Item = LetterId>) -> Vec<YearView<'s>> {
    let mut years: Vec<YearView<'s>> = Vec::new();
    for letter in letters {
        let day = letter_card::day(page.cache, &page.site.entries.letters[letter]);
        let year = day.split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default();
        let card = letter_card::card(page.cache, letter);
        match years.last_mut() {
            Some(last) if last.year == year => last.letters.push(card),
            _ => years.push(YearView { year, letters: vec![card] }),
        }
    }
    years
}

/// Returns a link to each year of a list, if the list has several pages. `shown` are the years on this page, and
/// `first_page` is the path of the first page.
pub(super) fn archive(first_page: &str, years: &Years, shown: &Range<YearId>) -> Vec<YearLink> {
    let has_one_page = years.on_first_page == years.all.len();
    if has_one_page { Vec::new() } else { links(first_page, years, |year| shown.contains(&year)) }
}

/// Returns a link to each year of a list. `is_here` returns true for the years on this page, and `first_page` is the path
/// of the list's first page.
pub(super) fn links(first_page: &str, years: &Years, is_here: impl Fn(YearId) -> bool) -> Vec<YearLink> {
    let path = |id: YearId, year: i16| {
        if years.on_first_page().contains(&id) {
            format!("{first_page}#_{year}")
        } else {
            format!("{first_page}{year}/")
        }
    };
    let link = |(id, year): (YearId, &Year)| YearLink {
        year: year.year,
        path: path(id, year.year),
        letters: year.letters.len(),
        here: is_here(id),
    };
    years.all.iter().map(link).collect()
}

/// Returns the title of the page that shows one year of a list.
pub(super) fn year_title(title: &Title, year: i16) -> Title {
    Title { html: format!("{}: {year}", title.html), plain: format!("{}: {year}", title.plain) }
}
