//! A text that is not read as a price, and the line to write in its place. Every figure in that line is the author's.

use iso_currency::Currency;

use super::Unit;
use super::amount::decimals;
use super::amount_parts::{AmountParts, WrittenNumber};
use super::digits::grouped;
use super::price::{Price, PriceWord};
use super::price_field::{MeantPrice, PriceField};
use super::price_mistake::PriceMistake;
use super::qualifiers::{Groups, Qualifiers, WrittenUnit};
use super::words::{Wording, wording};
use crate::diagnostics::Diagnostic;
use crate::yaml::values::Keyword;

/// Words that may be next to a price and add nothing to it.
const EMPTY_WORDS: [&str; 6] = ["between", "from", "ranges from", "total", "in total", "in all"];

/// A text that is not read as a price.
struct Unread<'t> {
    text: &'t str,
    field: PriceField,
    parts: AmountParts<'t>,
    qualifiers: Qualifiers,
    currency: Option<Currency>,
    home: Option<Currency>,
}

/// Returns what is to be said of a text that is not read as a price, and why it is not. `home` is the currency of `$`.
pub(super) fn explain(text: &str, mistake: &PriceMistake, home: Option<Currency>, field: PriceField) -> Diagnostic {
    let unread = Unread::of(text, home, field);
    let message = match mistake {
        // `usd 500`, `call 555-1234`
        PriceMistake::UnknownCurrency(code) if unread.meant().is_none() => {
            return Diagnostic::error(format!("`{code}` is not a currency")).help(unread.without_figure());
        }
        PriceMistake::Unreadable | PriceMistake::UnknownCurrency(_) => format!("`{text}` is {}", unread.kind()),
        PriceMistake::NoCurrency => format!("`{text}` does not say which currency it is in"),
        PriceMistake::Backwards => format!("`{text}` begins with the higher price"),
        PriceMistake::SameEnds => format!("`{text}` is the same amount twice"),
        PriceMistake::Zero => {
            let message = format!("what costs nothing is `free`, not `{text}`");
            return Diagnostic::warning(message).help(field.write_price(&Price::FREE));
        }
        PriceMistake::Absurd => {
            let message = format!("`{text}` cannot be what a program costs");
            return Diagnostic::error(message).help("write the price itself");
        }
        PriceMistake::TwoNumbers => return unread.two_numbers(),
    };
    let of_column = (*mistake == PriceMistake::NoCurrency && home.is_none() && text.contains('$'))
        .then_some("or, if `$` always means the same currency, add a line such as `currency: USD` to column.yaml")
        .map(str::to_owned);
    unread.helps().into_iter().fold(Diagnostic::error(message), Diagnostic::help).help_if(of_column)
}

/// Returns the unit of a price and its figure as it is to be written. `None` if the text has no unit, or more than these.
pub(super) fn of_unit(text: &str, home: Option<Currency>) -> Option<(Unit, String)> {
    let field = PriceField { name: "tuition", has_note: false, prefix: "" };
    let unread = Unread::of(text, home, field);
    let meant = unread.meant()?;
    Some((meant.unit?, meant.value)).filter(|_| meant.note.is_none() && unread.currency.is_some())
}

impl<'t> Unread<'t> {
    fn of(text: &'t str, home: Option<Currency>, field: PriceField) -> Self {
        let parts = AmountParts::of(text, home);
        let currency = parts.currency(home);
        Self { text, field, parts, qualifiers: Qualifiers::of(text), currency, home }
    }

    /// Returns what the text is, for the message.
    fn kind(&self) -> &'static str {
        let figures = self.parts.figures();
        match figures.as_slice() {
            [] => "not a price",
            _ if self.parts.has_several_currencies(self.home) => "in more than one currency",
            _ if self.parts.names_unknown_currency() => "not an amount of money",
            [_] if self.parts.is_bare() => "not an amount of money",
            _ => "more than an amount of money",
        }
    }

    fn helps(&self) -> Vec<String> {
        if let Some(meant) = self.meant() {
            return vec![self.help(&meant)];
        }
        let leave_out = "if it is not known, leave it out, and readers see “not stated”".to_owned();
        match wording(self.text) {
            _ if !self.parts.figures().is_empty() => vec![self.without_figure()],
            Some((Wording::None, _)) => {
                vec![format!("if it costs nothing, {}", self.field.write_price(&Price::FREE)), leave_out]
            }
            Some((Wording::Unknown, _)) => vec![leave_out],
            Some((Wording::Meant(_), _)) | None => {
                vec![format!("{}, or `free`, `varies`, or `on request`", self.without_figure())]
            }
        }
    }

    fn help(&self, meant: &MeantPrice) -> String {
        let line = self.field.write(meant);
        match self.currency {
            Some(currency) if currency.exponent() == Some(0) && self.has_cents() => {
                let line = line.trim_start_matches("write ");
                format!("write a whole number, such as {line}: this currency has no smaller unit")
            }
            None if meant.value.contains(|c: char| c.is_ascii_digit()) => {
                format!("write the currency code before the amount, such as {}", line.trim_start_matches("write "))
            }
            _ => line,
        }
    }

    fn has_cents(&self) -> bool {
        self.parts.figures().iter().any(|number| number.part.contains(|c| c != '0'))
    }

    /// Returns the help for a text in which no amount can be seen.
    fn without_figure(&self) -> String {
        let code =
            self.currency.map_or_else(|| "`USD` or `EUR`".to_owned(), |currency| format!("`{}`", currency.code()));
        format!("write the currency code, such as {code}, and one amount in digits")
    }

    /// Returns the diagnostic for `450 600`.
    fn two_numbers(&self) -> Diagnostic {
        let diagnostic = Diagnostic::error(format!("`{}` is one amount or two", self.text));
        let [low, high] = self.parts.numbers() else { return diagnostic.help(self.without_figure()) };
        let one = low.with(high);
        diagnostic
            .help(format!("if it is a range, {}", self.help(&MeantPrice::of(self.range(low, high)))))
            .help(format!("if it is one amount, {}", self.help(&MeantPrice::of(self.amount(&one)))))
    }

    /// Returns the price that is meant. `None` if none can be seen.
    fn meant(&self) -> Option<MeantPrice> {
        if let Some((Wording::Meant(word), rest)) = wording(self.text) {
            return Some(self.of_word(word, rest));
        }
        let figures = self.parts.figures();
        let (first, last) = (figures.first()?, figures.last()?);
        if self.text.contains('%') {
            return Some(self.varies());
        }
        if self.parts.names_unknown_currency() && !matches!(self.qualifiers.unit(), Some(WrittenUnit::Known(_))) {
            return None;
        }
        let is_range = figures.len() == 2 && self.parts.is_range(first, last);
        let unit = self.qualifiers.unit();
        let known = match unit {
            Some(WrittenUnit::Known(unit)) if !self.field.is_of_group() => Some(unit),
            _ => None,
        };
        let is_inexact = unit == Some(WrittenUnit::Other)
            || self.qualifiers.is_product()
            || self.parts.has_several_currencies(self.home)
            || figures.iter().any(|number| number.is_zero())
            || !is_range && (self.qualifiers.is_bound() || self.parts.has_bound_sign());
        if is_inexact {
            return Some(MeantPrice { unit: known, ..self.varies() });
        }
        if figures.iter().any(|number| self.is_unclear(number)) {
            return None;
        }
        let meant = match (self.qualifiers.groups(), figures.as_slice()) {
            (Some(groups), [one]) => self.of_group(groups, one),
            (Some(Groups::InStateFirst), [one, other]) if !is_range => self.by_state(one, other),
            (Some(Groups::OutOfStateFirst), [one, other]) if !is_range => self.by_state(other, one),
            (_, [one]) => self.noted(self.amount(one), known, one, one),
            (_, [low, high]) if is_range => self.noted(self.range(low, high), known, low, high),
            _ if self.qualifiers.has_more() => MeantPrice::of(self.amount(first)).noted(self.parts.after(first)),
            _ => {
                let low = figures.iter().min_by_key(|number| number.size())?;
                let high = figures.iter().max_by_key(|number| number.size())?;
                MeantPrice::of(self.range(low, high)).noted(self.text)
            }
        };
        Some(MeantPrice { unit: known, ..meant })
    }

    /// Returns true for `USD .500` and `JPY .50`, which no currency of so few decimals has.
    fn is_unclear(&self, number: &WrittenNumber) -> bool {
        let most = self.currency.map_or(2, decimals) as usize;
        number.part.len() > most && number.whole.bytes().all(|digit| digit == b'0')
    }

    fn varies(&self) -> MeantPrice {
        MeantPrice::of(PriceWord::Varies.word()).noted(self.text)
    }

    /// Returns the price for a text that begins with one of our words, or means one.
    fn of_word(&self, word: PriceWord, rest: &str) -> MeantPrice {
        let meant = MeantPrice::of(word.word());
        let has_number = !self.parts.figures().is_empty();
        let is_for_some =
            ["for ", "to ", "if ", "when ", "only "].iter().any(|word| rest.to_lowercase().starts_with(word));
        match word {
            PriceWord::Free if has_number || is_for_some => self.varies(),
            PriceWord::Free | PriceWord::Varies => meant.noted(rest),
            PriceWord::OnRequest if has_number || self.text.split_whitespace().count() > 4 => meant.noted(self.text),
            PriceWord::OnRequest => meant,
        }
    }

    fn of_group(&self, groups: Groups, number: &WrittenNumber) -> MeantPrice {
        let amount = self.amount(number);
        let meant = match groups {
            _ if self.field.is_of_group() => MeantPrice::of(amount),
            Groups::InState => MeantPrice::of(format!("{{ in_state: {amount} }}")),
            Groups::OutOfState => MeantPrice::of(format!("{{ out_of_state: {amount} }}")),
            Groups::InStateFirst | Groups::OutOfStateFirst => return MeantPrice::of(amount).noted(self.text),
        };
        meant.noted(self.others())
    }

    fn by_state(&self, in_state: &WrittenNumber, out_of_state: &WrittenNumber) -> MeantPrice {
        if self.field.is_of_group() {
            return self.varies();
        }
        let (in_state, out_of_state) = (self.amount(in_state), self.amount(out_of_state));
        MeantPrice::of(format!("{{ in_state: {in_state}, out_of_state: {out_of_state} }}")).noted(self.others())
    }

    /// Returns a price, with a note that has whatever else the text says.
    fn noted(&self, value: String, unit: Option<Unit>, first: &WrittenNumber, last: &WrittenNumber) -> MeantPrice {
        let rest = self.parts.rest(first, last);
        let note = match unit {
            Some(_) => self.others(),
            None if EMPTY_WORDS.contains(&&*rest.to_lowercase()) => "",
            None if rest.contains(char::is_alphanumeric) => rest.trim_matches(['(', ')']),
            None if rest.chars().all(|c| ".,-–—()".contains(c)) => "",
            None => self.text,
        };
        MeantPrice::of(value).noted(note)
    }

    /// Returns the whole text if it says more than unit, group, and amount.
    fn others(&self) -> &str {
        if self.qualifiers.has_others(|word| self.parts.is_currency(&word.to_uppercase())) { self.text } else { "" }
    }

    fn amount(&self, number: &WrittenNumber) -> String {
        format!("\"{} {}\"", self.code(), self.figure(number))
    }

    fn range(&self, low: &WrittenNumber, high: &WrittenNumber) -> String {
        let (low, high) = if low.size() > high.size() { (high, low) } else { (low, high) };
        if low.size() == high.size() {
            return self.amount(low);
        }
        format!("\"{} {}–{}\"", self.code(), self.figure(low), self.figure(high))
    }

    fn code(&self) -> &'static str {
        self.currency.map_or("USD", |currency| currency.code())
    }

    fn figure(&self, number: &WrittenNumber) -> String {
        let decimals = match self.currency.map(Currency::exponent) {
            Some(Some(0) | None) => String::new(),
            _ if number.part.is_empty() => String::new(),
            _ => format!(".{:0<2}", number.part),
        };
        format!("{}{decimals}", grouped(&number.whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, home: Option<Currency>, name: &'static str) -> (String, String) {
        let mistake = Price::parse(text, home).expect_err(text);
        let found = explain(text, &mistake, home, PriceField { name, has_note: false, prefix: "" });
        (found.message, found.help.join("; "))
    }

    fn help(text: &str, home: Option<Currency>) -> String {
        said(text, home, "tuition").1
    }

    #[test]
    fn the_amount_that_is_meant_is_kept() {
        for (text, expected) in [
            ("£500", "write `GBP 500`"),
            ("€1,395", "write `EUR 1,395`"),
            ("1.395 €", "write `EUR 1,395`"),
            ("1.395 EUR", "write `EUR 1,395`"),
            ("EUR 1.395,00", "write `EUR 1,395.00`"),
            ("12.5 €", "write `EUR 12.50`"),
            ("500,- EUR", "write `EUR 500`"),
            ("500 Euro", "write `EUR 500`"),
            ("US$ 500", "write `USD 500`"),
            ("C$500", "write `CAD 500`"),
            ("CAD $500", "write `CAD 500`"),
            ("$1,395.00 USD", "write `USD 1,395.00`"),
            ("USD .50", "write `USD 0.50`"),
            ("USD .5", "write `USD 0.50`"),
            ("USD 5k", "write `USD 5,000`"),
            ("1.5K USD", "write `USD 1,500`"),
            ("1 234 567 kr", "write the currency code, such as `USD` or `EUR`, and one amount in digits"),
            ("12.5 k", "write the currency code, such as `USD` or `EUR`, and one amount in digits"),
            ("USD -5", "write `USD 5`"),
            ("USD 1,39", "write `USD 1.39`"),
            ("JPY 1395.50", "write a whole number, such as `JPY 1,395`: this currency has no smaller unit"),
            ("JPY 1.395", "write `JPY 1,395`"),
            ("1395", "write the currency code before the amount, such as `USD 1,395`"),
            (
                "$1,395",
                "write the currency code before the amount, such as `USD 1,395`; or, if `$` always means the same \
                 currency, add a line such as `currency: USD` to column.yaml",
            ),
            (
                "$450–600",
                "write the currency code before the amount, such as `USD 450–600`; or, if `$` always means the same \
                 currency, add a line such as `currency: USD` to column.yaml",
            ),
            ("2000 dollars", "write the currency code before the amount, such as `USD 2,000`"),
            ("from $450", "write `tuition: { total: varies, note: \"from $450\" }`"),
            (
                "about $450",
                "write the currency code before the amount, such as `tuition: { total: \"USD 450\", note: \"about\" }`",
            ),
        ] {
            assert_eq!(help(text, None), expected, "{text}");
        }
        assert_eq!(help("2000 dollars", Some(Currency::CAD)), "write `CAD 2,000`");
    }

    #[test]
    fn an_amount_has_as_many_decimals_as_its_currency() {
        for (text, expected) in [
            ("KWD .500", "write `KWD 0.500`"),
            ("KWD .5", "write `KWD 0.50`"),
            ("KWD ,500", "write `KWD 0.500`"),
            ("KWD 1.250.500", "write `KWD 1,250,500`"),
            ("KWD 12.500 per credit", "write `tuition: { per_credit: \"KWD 12.500\" }`"),
            ("KWD 1,395 per credit", "write `tuition: { per_credit: \"KWD 1,395\" }`"),
            ("KWD .500 – .750", "write `KWD 0.500–0.750`"),
            ("USD .500", "write the currency code, such as `USD`, and one amount in digits"),
            ("USD 0.500", "write the currency code, such as `USD`, and one amount in digits"),
            ("KWD .5000", "write the currency code, such as `KWD`, and one amount in digits"),
            ("JPY .50", "write the currency code, such as `JPY`, and one amount in digits"),
            (".500", "write the currency code, such as `USD` or `EUR`, and one amount in digits"),
        ] {
            assert_eq!(help(text, None), expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_besides_an_amount_is_not_lost() {
        for (text, expected) in [
            ("USD 5,000*", "{ total: \"USD 5,000\", note: \"USD 5,000*\" }"),
            ("USD 5,000?", "{ total: \"USD 5,000\", note: \"USD 5,000?\" }"),
            ("~ USD 5,000", "{ total: \"USD 5,000\", note: \"~ USD 5,000\" }"),
            ("< USD 5", "{ total: varies, note: \"< USD 5\" }"),
            ("about USD 500", "{ total: \"USD 500\", note: \"about\" }"),
            ("up to USD 1,395.50", "{ total: varies, note: \"up to USD 1,395.50\" }"),
            ("USD 500 (2026)", "{ total: \"USD 500\", note: \"2026\" }"),
            ("USD 450–600, depending on level", "{ total: \"USD 450–600\", note: \"depending on level\" }"),
            ("USD 500 per credit, 12 credits", "{ per_credit: \"USD 500\" }"),
            ("USD 500 per credit plus fees", "{ per_credit: \"USD 500\", note: \"USD 500 per credit plus fees\" }"),
        ] {
            assert_eq!(help(text, Some(Currency::USD)), format!("write `tuition: {expected}`"), "{text}");
        }
    }

    #[test]
    fn within_tuition_the_price_of_a_unit_is_a_field_beside_it() {
        for (text, name, expected) in [
            ("EUR 40 per course", "per_credit", "write `per_course: \"EUR 40\"`"),
            ("EUR 40 per course", "per_course", "write `per_course: \"EUR 40\"`"),
            ("1395", "per_course", "write the currency code before the amount, such as `per_course: \"USD 1,395\"`"),
            ("EUR 40 in state", "total", "write `total: { in_state: \"EUR 40\" }`"),
            ("EUR 40 (residents)", "in_state", "write `in_state: \"EUR 40\"`"),
            ("Free!", "in_state", "write `in_state: free`"),
            ("USD 500+", "per_credit", "write `per_credit: varies`, and add `note: \"USD 500+\"` to `tuition`"),
        ] {
            assert_eq!(said(text, None, name).1, expected, "{text}");
        }
    }
}
