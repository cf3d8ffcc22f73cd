//! An amount of money that is not read as one, and the line to write in its place.

use iso_currency::Currency;

use super::amount_parts::{AmountParts, WrittenNumber};
use crate::diagnostics::Diagnostic;

/// Words for what costs nothing.
const FREE: [&str; 8] = ["free", "none", "nothing", "gratis", "kostenlos", "gratuit", "waived", "no"];

/// A text that is not read as an amount, and the amount that it means.
struct MeantAmount<'t> {
    text: &'t str,
    /// The name of the field: that of the whole price, `tuition`, or of a part of it.
    field: &'static str,
    parts: AmountParts<'t>,
    currency: Option<Currency>,
}

/// Returns what is to be said of a text that is not read as an amount. `home` is the currency of `$`, `field` the name of the
/// field: that of the whole price, `tuition`, or of a part of it.
pub(super) fn explain(text: &str, home: Option<Currency>, field: &'static str) -> Diagnostic {
    let parts = AmountParts::of(text);
    let currency = parts.currency(home);
    let explanation = MeantAmount { text, field, parts, currency };
    let (what, help) = match explanation.parts.numbers.as_slice() {
        [] => ("not an amount of money", explanation.without_number()),
        _ if explanation.parts.names_unknown_currency() => ("not an amount of money", explanation.without_number()),
        [low, high] if explanation.parts.is_range(text) => {
            ("more than one amount of money", explanation.range(low, high))
        }
        [number] if explanation.parts.unit().is_some() => ("more than an amount of money", explanation.of_unit(number)),
        [number] if explanation.parts.is_bare() => ("not an amount of money", explanation.bare(number)),
        [first, ..] => ("more than an amount of money", explanation.qualified(first)),
    };
    Diagnostic::error(format!("`{text}` is {what}")).help(help)
}

impl MeantAmount<'_> {
    fn shown(&self, number: &WrittenNumber) -> String {
        let code = self.currency.map_or("USD", |currency| currency.code());
        let decimals = match self.currency.map(Currency::exponent) {
            Some(Some(0) | None) => String::new(),
            _ if number.part.is_empty() => String::new(),
            _ => format!(".{:0<2}", number.part),
        };
        format!("{code} {}{decimals}", grouped(&number.whole))
    }

    fn without_number(&self) -> String {
        let code = self.currency.map(|currency| currency.code());
        if self.parts.words.first().is_some_and(|word| FREE.contains(&&*word.to_lowercase())) {
            return format!("if it costs nothing, write `{} 0`", code.unwrap_or("USD"));
        }
        let code = code.map_or_else(|| "`USD` or `EUR`".to_owned(), |code| format!("`{code}`"));
        format!("write the currency code, such as {code}, and one amount in digits")
    }

    fn range(&self, low: &WrittenNumber, high: &WrittenNumber) -> String {
        let others = format!("applies_to: \"some, up to {} for others\"", self.shown(high));
        self.fields(self.field, low, &format!(", {others}"))
    }

    fn of_unit(&self, number: &WrittenNumber) -> String {
        self.fields(self.parts.unit().unwrap_or_default(), number, "")
    }

    /// Returns the help with a field of the price, and others.
    fn fields(&self, field: &str, number: &WrittenNumber, others: &str) -> String {
        let amount = self.shown(number);
        match (self.field, field) {
            ("tuition", "tuition") => format!("write `tuition: {{ total: \"{amount}\"{others} }}`"),
            ("tuition", field) => format!("write `tuition: {{ {field}: \"{amount}\"{others} }}`"),
            (_, field) => format!("write `{field}: \"{amount}\"{others}`"),
        }
    }

    fn bare(&self, number: &WrittenNumber) -> String {
        let amount = self.shown(number);
        match self.currency {
            Some(currency) if currency.exponent() == Some(0) && number.part.contains(|c| c != '0') => {
                format!("write a whole number, such as `{amount}`: this currency has no smaller unit")
            }
            Some(_) => format!("write `{amount}`"),
            None => format!("write the currency code before the amount, such as `{amount}`"),
        }
    }

    fn qualified(&self, number: &WrittenNumber) -> String {
        let rest = self.parts.rest(self.text);
        let amount = self.shown(number);
        format!("write one amount, such as `{amount}`, and say in the text below the second `---` what `{rest}` means")
    }
}

/// Returns digits with a comma after each thousand.
pub(super) fn grouped(digits: &str) -> String {
    let is_start = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.char_indices().flat_map(|(at, digit)| is_start(at).then_some(',').into_iter().chain([digit])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(text: &str, home: Option<Currency>) -> String {
        explain(text, home, "tuition").help.join("; ")
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
            ("free", "if it costs nothing, write `USD 0`"),
            ("USD -5", "write `USD 5`"),
            ("USD 1,39", "write `USD 1.39`"),
            ("JPY 1395.50", "write a whole number, such as `JPY 1,395`: this currency has no smaller unit"),
            ("JPY 1.395", "write `JPY 1,395`"),
            ("1395", "write the currency code before the amount, such as `USD 1,395`"),
            ("$1,395", "write the currency code before the amount, such as `USD 1,395`"),
            ("2000 dollars", "write the currency code before the amount, such as `USD 2,000`"),
        ] {
            assert_eq!(help(text, None), expected, "{text}");
        }
        assert_eq!(help("2000 dollars", Some(Currency::CAD)), "write `CAD 2,000`");
        assert_eq!(help("free", Some(Currency::CAD)), "if it costs nothing, write `CAD 0`");
        assert_eq!(
            help("ask", Some(Currency::CAD)),
            "write the currency code, such as `CAD`, and one amount in digits"
        );
    }

    #[test]
    fn what_is_said_besides_an_amount_is_not_lost() {
        for (text, amount, rest) in [
            ("USD 5,000+", "USD 5,000", "+"),
            ("USD 5,000*", "USD 5,000", "*"),
            ("~ USD 5,000", "USD 5,000", "~"),
            ("~$500", "USD 500", "~"),
            ("< USD 5", "USD 5", "<"),
            ("USD 5,000?", "USD 5,000", "?"),
            ("USD +5", "USD 5", "+"),
            ("about USD 500", "USD 500", "about"),
            ("up to USD 1,395.50", "USD 1,395.50", "up to"),
            ("USD 500 for 3 credits", "USD 500", "for 3 credits"),
            ("USD 500 (2026)", "USD 500", "(2026)"),
        ] {
            let expected = format!(
                "write one amount, such as `{amount}`, and say in the text below the second `---` what `{rest}` means"
            );
            assert_eq!(help(text, Some(Currency::USD)), expected, "{text}");
            let message = explain(text, Some(Currency::USD), "tuition").message;
            assert_eq!(message, format!("`{text}` is more than an amount of money"));
        }
    }

    #[test]
    fn the_price_of_a_part_and_a_range_have_fields() {
        let total = "write `tuition: { total: \"USD 4,000\", applies_to: \"some, up to USD 6,000 for others\" }`";
        for text in ["USD 4,000-6,000", "USD 4,000 – USD 6,000", "4,000 to 6,000 USD", "$4,000/$6,000"] {
            assert_eq!(help(text, Some(Currency::USD)), total, "{text}");
        }
        let each = |text| explain(text, None, "per_credit").help.join("; ");
        assert_eq!(each("EUR 40-60"), "write `per_credit: \"EUR 40\", applies_to: \"some, up to EUR 60 for others\"`");
        for text in ["USD 500 per credit", "USD 500/credit", "$500 a credit"] {
            assert_eq!(help(text, Some(Currency::USD)), "write `tuition: { per_credit: \"USD 500\" }`", "{text}");
        }
        assert_eq!(each("EUR 40 per course"), "write `per_course: \"EUR 40\"`");
    }
}
