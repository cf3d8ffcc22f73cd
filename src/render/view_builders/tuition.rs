//! Builds what a program costs, ready to print.

use std::collections::BTreeSet;

use crate::content::{Charge, Keyword, Price, PriceWord, Tuition};
use crate::language::Locale;
use crate::render::context::PageContext;
use crate::render::views::tuition::{PriceView, TuitionView};
use crate::theme::Strings;

/// Returns the cost of a program.
pub(super) fn view<'t>(page: &PageContext<'_>, tuition: &'t Tuition) -> TuitionView<'t> {
    let words = PriceWords { locale: &page.site.config.locale, strings: page.strings };
    let is_by_state = tuition.is_by_state();
    let (in_state, out_of_state) = if is_by_state {
        (words.price(tuition, Charge::in_state), words.price(tuition, Charge::out_of_state))
    } else {
        (None, None)
    };
    let all = if is_by_state {
        words.both(in_state.as_ref(), out_of_state.as_ref())
    } else {
        words.price(tuition, Charge::out_of_state).unwrap_or_default()
    };
    TuitionView {
        each: all.each,
        unit: all.unit,
        count: all.count,
        total: all.total,
        applies_to: tuition.applies_to.as_deref(),
        word: all.word,
        in_state,
        out_of_state,
        note: tuition.note.as_deref(),
        currencies: tuition.currencies().collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

/// How a column writes prices.
struct PriceWords<'s> {
    locale: &'s Locale,
    strings: &'s Strings,
}

impl PriceWords<'_> {
    /// Returns the price for one group of students. `None` if it is not stated.
    fn price(&self, tuition: &Tuition, of: impl Fn(Charge) -> Option<Price>) -> Option<PriceView> {
        let (each, total) = (tuition.each.and_then(&of), tuition.total.and_then(&of));
        // A word is not counted: what varies by course varies.
        let (each, total) = match each {
            Some(Price::Word(_)) => (None, total.or(each)),
            Some(Price::Exact(_) | Price::Range(_)) | None => (each, total),
        };
        each.or(total)?;
        let word = match total {
            Some(Price::Word(word)) if each.is_none() => Some(word.word()),
            Some(_) | None => None,
        };
        Some(PriceView {
            unit: each.map(|_| tuition.unit.word()),
            count: tuition.count.filter(|_| each.is_some()),
            each: each.map(|price| self.text(price)),
            total: total.map(|price| self.text(price)),
            word,
        })
    }

    /// Returns the prices of both groups as one, for themes that know of no groups.
    fn both(&self, in_state: Option<&PriceView>, out_of_state: Option<&PriceView>) -> PriceView {
        let join = |part: fn(&PriceView) -> Option<&String>| {
            let of = |price: Option<&PriceView>, key, english| {
                Some(format!("{} {}", price.and_then(part)?, self.strings.or_english(key, english)))
            };
            let parts = [of(in_state, "in_state", "in state"), of(out_of_state, "out_of_state", "out of state")];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            Some(parts.join(&self.strings.or_english("comma", ", "))).filter(|text| !text.is_empty())
        };
        let counted = [in_state, out_of_state].into_iter().flatten().find(|price| price.each.is_some());
        PriceView {
            each: join(|price| price.each.as_ref()),
            unit: counted.and_then(|price| price.unit),
            count: counted.and_then(|price| price.count),
            total: join(|price| price.total.as_ref()),
            word: None,
        }
    }

    fn text(&self, price: Price) -> String {
        match price {
            Price::Exact(amount) => amount.localized(self.locale),
            Price::Range(range) => range.localized(self.locale),
            Price::Word(word @ PriceWord::Free) => self.strings.or_english("price_free", word.word()),
            Price::Word(word @ PriceWord::Varies) => self.strings.or_english("price_varies", word.word()),
            Price::Word(word @ PriceWord::OnRequest) => self.strings.or_english("price_on_request", word.word()),
        }
    }
}
