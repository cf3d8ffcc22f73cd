//! Money: whole minor units of an ISO 4217 currency. No fractions, no conversion, no sums across currencies.

use std::fmt;

use iso_currency::Currency;

use super::ParseOptions;
use super::meant_amount::{explain, grouped};
use super::title::prose;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::language::Locale;
use crate::yaml::values::{SpannedText, counted_fact, text, wrong_kind};
use crate::yaml::{Fields, Node, Value};

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The amount in the smallest unit of the currency: cents, or yen, which has none smaller.
    pub minor: u64,
    /// The currency.
    pub currency: Currency,
}

impl Amount {
    /// Multiplies the amount. `None` if the result is too large.
    pub fn times(self, count: u32) -> Option<Self> {
        Some(Self { minor: self.minor.checked_mul(u64::from(count))?, ..self })
    }

    /// Formats the amount as it is written in a language and country: `$1,395`, `1.395 €`.
    pub fn localized(self, locale: &Locale) -> String {
        locale.money(self.minor, Self::decimals(self.currency), self.currency.code())
    }

    fn decimals(currency: Currency) -> u32 {
        u32::from(currency.exponent().unwrap_or(0))
    }
}

/// Formats as diagnostics have it: `USD 1,395` or `USD 12.50`, with decimals only if they are not zero.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = Self::decimals(self.currency);
        let unit = 10_u64.pow(decimals);
        let digits = (self.minor / unit).to_string();
        write!(f, "{} {}", self.currency.code(), grouped(&digits))?;
        match self.minor % unit {
            0 => Ok(()),
            rest => write!(f, ".{rest:0width$}", width = decimals as usize),
        }
    }
}

/// The price of a program, as far as it is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tuition {
    /// The price of one unit.
    pub each: Option<Amount>,
    /// The unit that is priced.
    pub unit: Unit,
    /// The number of units.
    pub count: Option<u32>,
    /// The total: computed if price and count are known, else as stated.
    pub total: Option<Amount>,
    /// The students or courses that the price applies to.
    pub applies_to: Option<String>,
}

/// The unit in which a program is priced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A course.
    Course,
    /// A credit.
    Credit,
}

impl Unit {
    /// Returns `course` or `credit`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Credit => "credit",
        }
    }
}

/// Reads `tuition:`. `courses` is the number of courses in the same profile.
pub(super) fn tuition(
    node: &Node,
    courses: Option<u32>,
    options: &ParseOptions,
    findings: &mut Findings,
) -> Option<Tuition> {
    let amount = |field| move |node: &Node, findings: &mut Findings| amount(node, field, options.currency, findings);
    if matches!(node.value, Value::Scalar { .. }) {
        let total = amount("tuition")(node, findings)?;
        return Some(Tuition { each: None, unit: Unit::Course, count: None, total: Some(total), applies_to: None });
    }
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "fields such as `{ total: \"USD 6,000\" }`", findings);
    }
    if let Some(fix) = stray_thousands(node, options.currency) {
        findings.add(
            node.span,
            Diagnostic::error("inside curly braces, an amount with a comma in it needs quotes").help(fix),
        );
        return None;
    }
    let mut fields = Fields::new(node, node.span, "`tuition`", findings);
    let per_course = fields.optional("per_course", amount("per_course"));
    let per_credit = fields.optional("per_credit", amount("per_credit"));
    let credits = fields.optional("credits", counted_fact(999));
    let stated = fields.optional("total", amount("total"));
    let applies_to = fields.optional("applies_to", prose(&options.typography));
    let total_span = fields.span("total");
    fields.finish();
    let (each, unit, count) =
        if per_credit.is_some() { (per_credit, Unit::Credit, credits) } else { (per_course, Unit::Course, courses) };
    let computed = each.zip(count).and_then(|(each, count)| each.times(count));
    if let (Some(stated), Some(computed)) = (stated, computed) {
        check_total(stated, computed, total_span, findings);
    }
    Some(Tuition { each, unit, count: count.filter(|_| each.is_some()), total: computed.or(stated), applies_to })
}

fn check_total(stated: Amount, computed: Amount, span: Span, findings: &mut Findings) {
    if stated != computed {
        let message = format!("the total given is {stated}, but the parts add up to {computed}");
        findings.add(span, Diagnostic::warning(message).help("correct one of them, or remove `total`"));
    }
}

/// Returns the fix for an amount with a comma and without quotes: YAML reads `{ total: USD 1,200 }` as `total: USD 1`
/// and a field `200`.
fn stray_thousands(node: &Node, home: Option<Currency>) -> Option<String> {
    let pairs = node.pairs();
    let at = pairs.iter().position(|pair| {
        pair.node.value == Value::Null
            && pair.key.len() >= 3
            && pair.key.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    })?;
    let before = pairs.get(at.checked_sub(1)?)?;
    let Value::Scalar { text, .. } = &before.node.value else { return None };
    let amount = format!("{text},{}", pairs[at].key);
    let key = &before.key;
    Some(match parse(&amount, "total", home) {
        Ok(_) => format!("write `{key}: \"{amount}\"`"),
        Err(diagnostic) => format!("{}, in quotes: `{key}: \"…\"`", diagnostic.help.join("; ")),
    })
}

/// Reads `USD 1,200`, `1200 USD`, or `$1,200` if the column sets a currency for `$`. `field` is the name of the field.
fn amount(node: &Node, field: &'static str, home: Option<Currency>, findings: &mut Findings) -> Option<Amount> {
    let SpannedText { text, span } = text(node, findings)?;
    match parse(&text, field, home) {
        Ok(amount) => Some(amount),
        Err(diagnostic) => {
            findings.add(span, diagnostic);
            None
        }
    }
}

fn parse(text: &str, field: &'static str, home: Option<Currency>) -> Result<Amount, Diagnostic> {
    let unreadable = || explain(text, home, field);
    let with_message = |message: String| Diagnostic { message, ..unreadable() };
    let is_digit = |c: char| c.is_ascii_digit();
    let (Some(start), Some(last)) = (text.find(is_digit), text.rfind(is_digit)) else { return Err(unreadable()) };
    let number = &text[start..=last];
    let ((name, "") | ("", name)) = (text[..start].trim_end(), text[last + 1..].trim_start()) else {
        return Err(unreadable());
    };
    if !number.chars().all(|c| is_digit(c) || matches!(c, ',' | '.') || c.is_whitespace()) {
        return Err(unreadable());
    }
    let currency = match (name, home) {
        ("$", Some(home)) => home,
        ("" | "$", _) => return Err(with_message(format!("`{text}` does not say which currency it is in"))),
        (code, _) if code.chars().all(char::is_alphabetic) => Currency::from_code(code)
            .filter(|currency| is_money(*currency))
            .ok_or_else(|| with_message(format!("`{code}` is not a currency")))?,
        _ => return Err(unreadable()),
    };
    // A larger amount is a typing error, and could overflow.
    let is_absurd = |minor: u64| minor > 10_000_000_000;
    if number.len() > MOST_DIGITS || minor_units(number, Amount::decimals(currency)).is_some_and(is_absurd) {
        let diagnostic = Diagnostic::error(format!("`{text}` cannot be what a program costs"));
        return Err(diagnostic.help("write the price itself"));
    }
    let minor = minor_units(number, Amount::decimals(currency)).ok_or_else(unreadable)?;
    Ok(Amount { minor, currency })
}

/// The number of characters of the longest number that is looked at.
const MOST_DIGITS: usize = 24;

/// Returns false for metals, funds and tests, which have codes among the currencies: `XAU`, `XTS`.
fn is_money(currency: Currency) -> bool {
    !currency.code().starts_with('X') || ["XAF", "XCD", "XOF", "XPF", "XCG"].contains(&currency.code())
}

/// Parses `1,395.50` with two decimals as 139550. Commas and spaces may only separate thousands.
fn minor_units(number: &str, decimals: u32) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let groups: Vec<&str> = whole.split(|c: char| c == ',' || c.is_whitespace()).collect();
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let decimals = decimals as usize;
    if whole.is_empty() || !grouped || (part.is_empty() && number.contains('.')) || part.len() > decimals {
        return None;
    }
    format!("{}{part:0<decimals$}", groups.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        parse(text, "tuition", Some(Currency::USD)).map(|amount| amount.to_string()).map_err(|d| d.message)
    }

    #[test]
    fn amounts_are_read_in_the_forms_people_write() {
        for text in ["USD 1,395", "1395 USD", "$1,395", "USD 1395.00"] {
            assert_eq!(read(text).as_deref(), Ok("USD 1,395"), "{text}");
        }
        assert_eq!(read("EUR 12.50").as_deref(), Ok("EUR 12.50"));
        assert_eq!(read("JPY 120000").as_deref(), Ok("JPY 120,000"));
        assert_eq!(read("1\u{a0}395 $").as_deref(), Ok("USD 1,395"));
        assert_eq!(read("USD 0").as_deref(), Ok("USD 0"));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        assert_eq!(read("1395").unwrap_err(), "`1395` does not say which currency it is in");
        assert_eq!(read("USD -5").unwrap_err(), "`USD -5` is not an amount of money");
        assert_eq!(read("USD 1,39").unwrap_err(), "`USD 1,39` is not an amount of money");
        assert_eq!(read("JPY 1.50").unwrap_err(), "`JPY 1.50` is not an amount of money");
        assert_eq!(read("USD 1,395+").unwrap_err(), "`USD 1,395+` is more than an amount of money");
        assert_eq!(read("USD 5 10").unwrap_err(), "`USD 5 10` is more than an amount of money");
        let nines = format!("USD {}", "9".repeat(40));
        assert_eq!(read(&nines).unwrap_err(), format!("`{nines}` cannot be what a program costs"));
        assert_eq!(read("DOL 12").unwrap_err(), "`DOL` is not a currency");
    }

    #[test]
    fn a_total_is_the_price_times_the_number() {
        let each = parse("USD 1,395", "total", None).unwrap();
        assert_eq!(each.times(5).unwrap().to_string(), "USD 6,975");
    }
}
