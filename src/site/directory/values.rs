//! The values of a program: its place in each facet.

use std::cmp::Reverse;

use iso_currency::Currency;
use jiff::ToSpan;
use jiff::civil::Date;

use super::facet::{CheckAge, Facet, FacetValue};
use super::price_band::PriceBand;
use super::providers::Providers;
use crate::config::Config;
use crate::content::{Price, PriceOrder, PriceWord, Program, Trust, Tuition};
use crate::site::collection::Collections;
use crate::site::ids::ProgramId;
use crate::site::taxonomy::Taxonomy;

/// Reads the values of programs. What depends on all programs is found out first.
pub(super) struct ValueReader<'a> {
    entries: &'a Collections,
    taxonomy: &'a Taxonomy,
    providers: &'a Providers,
    /// The currency in which most totals are stated.
    currency: Option<&'static str>,
    today: Date,
    /// The day from which a check is not older than a year.
    last_year: Date,
}

impl<'a> ValueReader<'a> {
    pub(super) fn new(
        entries: &'a Collections,
        taxonomy: &'a Taxonomy,
        providers: &'a Providers,
        config: &Config,
        today: Date,
    ) -> Self {
        let last_year = today.checked_sub(1.year()).unwrap_or(Date::MIN);
        let currency = most_used_currency(entries, config.currency.map(|currency| currency.code()));
        Self { entries, taxonomy, providers, currency, today, last_year }
    }

    /// Returns the values of a program.
    pub(super) fn values(&self, id: ProgramId) -> Vec<(Facet, FacetValue)> {
        let program = &self.entries.programs[id];
        let mut values = Vec::new();
        let mut add = |facet, found: &mut dyn Iterator<Item = FacetValue>| {
            let before = values.len();
            values.extend(found.map(|value| (facet, value)));
            if values.len() == before {
                values.push((facet, FacetValue::NotStated));
            }
        };
        add(Facet::Credential, &mut program.credential.map(FacetValue::Credential).into_iter());
        let mut delivery = program.delivery.clone();
        delivery.sort_unstable();
        delivery.dedup();
        add(Facet::Delivery, &mut delivery.into_iter().map(FacetValue::Delivery));
        add(Facet::Tuition, &mut program.tuition.iter().flat_map(|tuition| self.prices(tuition)));
        let mut subjects = self.taxonomy.of_program(id).to_vec();
        subjects.sort_unstable();
        add(Facet::Subject, &mut subjects.into_iter().map(FacetValue::Subject));
        add(Facet::Provider, &mut self.providers.of_program[id].map(FacetValue::Provider).into_iter());
        add(Facet::Status, &mut std::iter::once(FacetValue::Status(program.status)));
        add(Facet::Checked, &mut std::iter::once(FacetValue::Checked(self.check_age(program))));
        values
    }

    /// Returns what is known of a price. As in sorting, it is the price of students from elsewhere that counts: whoever reads
    /// the list may be one.
    fn prices(&self, tuition: &Tuition) -> Vec<FacetValue> {
        match PriceOrder::of(Some(tuition)) {
            PriceOrder::Free => vec![FacetValue::PriceStated, FacetValue::Free],
            PriceOrder::Known { currency, low, high } => {
                let bands = Currency::from_code(currency).filter(|_| self.currency == Some(currency));
                let bands = bands.into_iter().flat_map(|currency| PriceBand::of(currency, low, high));
                let bands: Vec<FacetValue> = bands.map(FacetValue::Band).collect();
                let of_total = if bands.is_empty() { vec![FacetValue::OtherCurrency(currency)] } else { bands };
                std::iter::once(FacetValue::PriceStated).chain(of_total).collect()
            }
            PriceOrder::Unknown if tuition.prices().any(is_figure) => vec![FacetValue::PriceStated],
            PriceOrder::Unknown if tuition.prices().next().is_some() => vec![FacetValue::NoFigure],
            PriceOrder::Unknown => Vec::new(),
        }
    }

    /// Returns how long ago the least checked of a program's facts was checked.
    fn check_age(&self, program: &Program) -> CheckAge {
        match program.least_trust(self.today) {
            Trust::Reported => CheckAge::AsReported,
            Trust::Checked(day) | Trust::Late(day) if day >= self.last_year => CheckAge::WithinYear,
            Trust::Checked(_) | Trust::Late(_) => CheckAge::Earlier,
        }
    }
}

/// Returns the currency in which most totals are stated; of several, that of the column, or else the first in the alphabet.
fn most_used_currency(entries: &Collections, own: Option<&'static str>) -> Option<&'static str> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for program in entries.programs.entries() {
        let PriceOrder::Known { currency, .. } = PriceOrder::of(program.tuition.as_ref()) else { continue };
        match counts.iter_mut().find(|(code, _)| *code == currency) {
            Some((_, count)) => *count += 1,
            None => counts.push((currency, 1)),
        }
    }
    let rank = |(code, count): &(&'static str, usize)| (Reverse(*count), own != Some(*code), *code);
    counts.into_iter().min_by_key(rank).map(|(code, _)| code)
}

fn is_figure(price: Price) -> bool {
    match price {
        Price::Exact(_) | Price::Range(_) | Price::Word(PriceWord::Free) => true,
        Price::Word(PriceWord::Varies | PriceWord::OnRequest) => false,
    }
}
