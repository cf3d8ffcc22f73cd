//! Money: whole minor units of an ISO 4217 currency. No fractions, no conversion, no sums across currencies.

use std::fmt;

use iso_currency::Currency;

use super::ParseOptions;
use super::meant_amount::{grouped, help};
use super::title::prose;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::language::Locale;
use crate::yaml::values::{SpannedText, count, text, wrong_kind};
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
    let amount = |node: &Node, findings: &mut Findings| amount(node, options.currency, findings);
    if matches!(node.value, Value::Scalar { .. }) {
        let total = amount(node, findings)?;
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
    let per_course = fields.optional("per_course", amount);
    let per_credit = fields.optional("per_credit", amount);
    let credits = fields.optional("credits", count(999));
    let stated = fields.optional("total", amount);
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
    Some(match parse(&amount, home) {
        Ok(_) => format!("write `{key}: \"{amount}\"`"),
        Err(_) => format!("{}, in quotes: `{key}: \"…\"`", help(&amount, home)),
    })
}

/// Reads `USD 1,200`, `1200 USD`, or `$1,200` if the column sets a currency for `$`.
fn amount(node: &Node, home: Option<Currency>, findings: &mut Findings) -> Option<Amount> {
    let SpannedText { text, span } = text(node, findings)?;
    match parse(&text, home) {
        Ok(amount) => Some(amount),
        Err(diagnostic) => {
            findings.add(span, diagnostic);
            None
        }
    }
}

fn parse(text: &str, home: Option<Currency>) -> Result<Amount, Diagnostic> {
    let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
    let number: String = text.chars().filter(|c| c.is_ascii_digit() || ".,-".contains(*c)).collect();
    let right = || help(text, home);
    let unreadable = || Diagnostic::error(format!("`{text}` is not an amount of money")).help(right());
    if number.is_empty() {
        return Err(unreadable());
    }
    let currency = match (letters.as_str(), text.contains('$'), home) {
        ("", true, Some(home)) => home,
        ("", _, _) => {
            return Err(Diagnostic::error(format!("`{text}` does not say which currency it is in")).help(right()));
        }
        (code, false, _) => Currency::from_code(code)
            .filter(|currency| is_money(*currency))
            .ok_or_else(|| Diagnostic::error(format!("`{code}` is not a currency")).help(right()))?,
        _ => return Err(unreadable()),
    };
    let minor = minor_units(&number, Amount::decimals(currency)).ok_or_else(unreadable)?;
    // A larger amount is a typing error, and could overflow.
    if minor == 0 || minor > 10_000_000_000 {
        return Err(
            Diagnostic::error(format!("`{text}` cannot be what a program costs")).help("write the price itself")
        );
    }
    Ok(Amount { minor, currency })
}

/// Returns false for metals, funds and tests, which have codes among the currencies: `XAU`, `XTS`.
fn is_money(currency: Currency) -> bool {
    !currency.code().starts_with('X') || ["XAF", "XCD", "XOF", "XPF", "XCG"].contains(&currency.code())
}

/// Parses `1,395.50` with two decimals as 139550. Commas may only separate thousands.
fn minor_units(number: &str, decimals: u32) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let groups: Vec<&str> = whole.split(',').collect();
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
        parse(text, Some(Currency::USD)).map(|amount| amount.to_string()).map_err(|d| d.message)
    }

    #[test]
    fn amounts_are_read_in_the_forms_people_write() {
        for text in ["USD 1,395", "1395 USD", "$1,395", "USD 1395.00"] {
            assert_eq!(read(text).as_deref(), Ok("USD 1,395"), "{text}");
        }
        assert_eq!(read("EUR 12.50").as_deref(), Ok("EUR 12.50"));
        assert_eq!(read("JPY 120000").as_deref(), Ok("JPY 120,000"));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        assert_eq!(read("1395").unwrap_err(), "`1395` does not say which currency it is in");
        assert_eq!(read("USD -5").unwrap_err(), "`USD -5` is not an amount of money");
        assert_eq!(read("USD 1,39").unwrap_err(), "`USD 1,39` is not an amount of money");
        assert_eq!(read("JPY 1.50").unwrap_err(), "`JPY 1.50` is not an amount of money");
        assert_eq!(read("USD 0").unwrap_err(), "`USD 0` cannot be what a program costs");
        assert_eq!(read("DOL 12").unwrap_err(), "`DOL` is not a currency");
    }

    #[test]
    fn a_total_is_the_price_times_the_number() {
        let each = parse("USD 1,395", None).unwrap();
        assert_eq!(each.times(5).unwrap().to_string(), "USD 6,975");
    }
}
