//! Builds the facets of a list of programs, and the words for their values.

use crate::content::{AmountRange, Keyword};
use crate::render::context::PageContext;
use crate::render::views::facet::{ChosenFacet, FacetValueView, FacetView};
use crate::site::{CheckAge, DirectoryTerm, DirectoryTermId, Facet, FacetValue, PriceBand, ProgramId};
use crate::theme::{Strings, string_key};

/// Returns the facets of a list. `here` is the value that all of its programs have, and the page is about.
pub(super) fn facets<'s>(
    page: &PageContext<'s>,
    facets: &[(Facet, Vec<(DirectoryTermId, usize)>)],
    here: Option<DirectoryTermId>,
) -> Vec<FacetView<'s>> {
    let value = |(id, count): (DirectoryTermId, usize)| {
        let view = value(page, id, count);
        FacetValueView { path: view.path.filter(|_| here != Some(id)), ..view }
    };
    let view = |(facet, values): &(Facet, Vec<_>)| FacetView {
        name: facet.word(),
        values: values.iter().copied().map(value).collect(),
    };
    facets.iter().map(view).collect()
}

/// Returns the facets of one program, each with links to the lists of its values. Empty if no other program has any of them.
pub(super) fn of_program<'s>(page: &PageContext<'s>, program: ProgramId) -> Vec<FacetView<'s>> {
    let directory = &page.site.directory;
    let facet = |term: DirectoryTermId| directory.terms[term].facet;
    let count = |term: DirectoryTermId| directory.terms[term].programs.len();
    let terms = directory.of_program(program).iter().copied();
    let offered: Vec<DirectoryTermId> = terms.filter(|term| directory.terms[*term].is_offered).collect();
    if offered.iter().all(|term| count(*term) == 1) {
        return Vec::new();
    }
    let view = |terms: &[DirectoryTermId]| FacetView {
        name: facet(terms[0]).word(),
        values: terms.iter().map(|term| value(page, *term, count(*term))).collect(),
    };
    offered.chunk_by(|a, b| facet(*a) == facet(*b)).map(view).collect()
}

/// Returns a value that so many programs of a list have.
fn value<'s>(page: &PageContext<'s>, id: DirectoryTermId, count: usize) -> FacetValueView<'s> {
    let term = &page.site.directory.terms[id];
    FacetValueView { key: &term.slug, label: label(page, term), count, path: page.site.facet_page(id) }
}

/// Returns the value that all programs of a page have.
pub(super) fn chosen<'s>(page: &PageContext<'s>, term: &'s DirectoryTerm) -> ChosenFacet<'s> {
    ChosenFacet { name: term.facet.word(), key: &term.slug, label: label(page, term) }
}

/// Returns the title of the page of a value: `Format: online`. It is in places, too, that cannot say which words are English.
pub(super) fn title(page: &PageContext<'_>, term: &DirectoryTerm) -> String {
    let facet = words(page, &format!("facet_{}", term.facet.word()), term.facet.word(), &[]);
    let arguments = [("facet".to_owned(), facet), ("value".to_owned(), label(page, term))];
    Strings::without_marks(&words(page, "title_programs_of", "{facet}: {value}", &arguments))
}

/// Returns a value in the words of the column.
pub(super) fn label(page: &PageContext<'_>, term: &DirectoryTerm) -> String {
    let words = |key: &str, english: &str| words(page, key, english, &[]);
    let of_value = |kind: &str, word: &str| words(&string_key(&format!("{kind}_{word}")), word);
    match term.value {
        FacetValue::Credential(credential) => of_value("credential", credential.word()),
        FacetValue::Delivery(delivery) => of_value("delivery", delivery.word()),
        FacetValue::PriceStated => words("price_stated", "stated"),
        FacetValue::Free => words("price_free", "free"),
        FacetValue::Band(band) => band_label(page, band),
        FacetValue::OtherCurrency(code) => code.to_owned(),
        FacetValue::NoFigure => words("price_no_figure", "varies, or on request"),
        FacetValue::Subject(term) => page.site.taxonomy.terms[term].label.clone(),
        FacetValue::Provider(provider) => page.site.directory.providers[provider].name.clone(),
        FacetValue::Status(status) => of_value("facet_status", status.word()),
        FacetValue::Checked(CheckAge::WithinYear) => words("checked_within_year", "within a year"),
        FacetValue::Checked(CheckAge::Earlier) => words("checked_earlier", "more than a year ago"),
        FacetValue::Checked(CheckAge::AsReported) => words("checked_never", "never, as reported"),
        FacetValue::NotStated => words("not_stated", "not stated"),
    }
}

/// Returns the words for a band of prices. The code of a currency and its amount stay on one line.
fn band_label(page: &PageContext<'_>, band: PriceBand) -> String {
    let (locale, under) = (&page.site.config.locale, band.under());
    let in_one_line = |amount: String| amount.replace(' ', "\u{a0}");
    match band.from().and_then(|from| AmountRange::between(from, under)) {
        Some(range) => in_one_line(range.localized(locale)),
        None => {
            let under = ("under".to_owned(), in_one_line(under.localized(locale)));
            words(page, "price_under", "under {under}", &[under])
        }
    }
}

/// Returns words of the theme as a template gets them, or English ones if it has none.
fn words(page: &PageContext<'_>, key: &str, english: &str, arguments: &[(String, String)]) -> String {
    let own = page.strings.for_template(key, None, arguments.to_vec());
    if !own.is_empty() {
        return own;
    }
    arguments.iter().fold(english.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}
