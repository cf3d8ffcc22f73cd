//! The amount of money that is meant by a text which does not name its currency, or writes the number otherwise.

use iso_currency::Currency;

/// Signs and words of one currency each. `$` is the column's own.
const NAMES: [(&str, Currency); 14] = [
    ("£", Currency::GBP),
    ("€", Currency::EUR),
    ("¥", Currency::JPY),
    ("₹", Currency::INR),
    ("US$", Currency::USD),
    ("C$", Currency::CAD),
    ("CA$", Currency::CAD),
    ("A$", Currency::AUD),
    ("AU$", Currency::AUD),
    ("NZ$", Currency::NZD),
    ("EURO", Currency::EUR),
    ("EUROS", Currency::EUR),
    ("RS", Currency::INR),
    ("YEN", Currency::JPY),
];

/// Words for what several countries have.
const ANY_DOLLAR: [&str; 3] = ["$", "DOLLAR", "DOLLARS"];

/// Returns a help with the amount that is meant, in the form in which it is read. `home` is the currency of `$`.
pub(super) fn help(text: &str, home: Option<Currency>) -> String {
    let amount = number_of(text);
    let (currency, is_known) = match &amount {
        Some((name, ..)) => currency_of(name, home),
        None => (home, true),
    };
    let Some((_, whole, part)) = amount.filter(|_| is_known) else {
        let code = currency.map_or_else(|| "`USD` or `EUR`".to_owned(), |currency| format!("`{}`", currency.code()));
        return format!("write the currency code, such as {code}, and one amount in digits");
    };
    let decimals = if part.is_empty() { String::new() } else { format!(".{part:0<2}") };
    let grouped = grouped(&whole);
    match currency {
        Some(currency) if currency.exponent() == Some(0) && part.contains(|c| c != '0') => {
            format!("write a whole number, such as `{} {grouped}`: this currency has no smaller unit", currency.code())
        }
        Some(currency) if currency.exponent() == Some(0) => format!("write `{} {grouped}`", currency.code()),
        Some(currency) => format!("write `{} {grouped}{decimals}`", currency.code()),
        None => format!("write the currency code before the amount, such as `USD {grouped}{decimals}`"),
    }
}

/// Returns digits with a comma after each thousand.
pub(super) fn grouped(digits: &str) -> String {
    let is_start = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.char_indices().flat_map(|(at, digit)| is_start(at).then_some(',').into_iter().chain([digit])).collect()
}

/// Returns the currency that a text names, and false if it names something else.
fn currency_of(name: &str, home: Option<Currency>) -> (Option<Currency>, bool) {
    let name = name.to_uppercase();
    let known = NAMES.iter().find(|(known, _)| *known == name).map(|(_, currency)| *currency);
    match known.or_else(|| Currency::from_code(&name)) {
        Some(currency) => (Some(currency), true),
        None => (home, name.is_empty() || ANY_DOLLAR.contains(&name.as_str())),
    }
}

/// Returns what a text has beside its number, and the number as digits before and after the decimal sign. `None` if it has
/// no number, or several.
fn number_of(text: &str) -> Option<(String, String, String)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (start, end) = (text.find(is_digit)?, text.rfind(is_digit)? + 1);
    let number = &text[start..end];
    let is_separator = |c: char| matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace();
    if !number.chars().all(|c| is_digit(c) || is_separator(c)) {
        return None;
    }
    let mut groups: Vec<&str> = number.split(is_separator).collect();
    let last = groups.last().filter(|last| groups.len() > 1 && last.len() < 3).copied();
    if last.is_some() {
        groups.pop();
    }
    let (first, others) = groups.split_first()?;
    if first.is_empty() || others.iter().any(|group| group.len() != 3) || (!others.is_empty() && first.len() > 3) {
        return None;
    }
    let beside: String = [&text[..start], &text[end..]].concat();
    let name = beside.chars().filter(|c| !is_separator(*c) && !matches!(c, '-' | '–' | '—')).collect();
    Some((name, groups.concat(), last.unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("1 234 567 kr", "write the currency code, such as `USD` or `EUR`, and one amount in digits"),
            ("12.5 k", "write the currency code, such as `USD` or `EUR`, and one amount in digits"),
            ("USD 500-600", "write the currency code, such as `USD` or `EUR`, and one amount in digits"),
            ("free", "write the currency code, such as `USD` or `EUR`, and one amount in digits"),
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
        assert_eq!(
            help("free", Some(Currency::CAD)),
            "write the currency code, such as `CAD`, and one amount in digits"
        );
    }
}
