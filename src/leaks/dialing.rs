//! The digits of a telephone number: without those for the country, and without what is dialed before them at home.
//!
//! Seven digits are the fewest: so many a local number has in North America. Shorter numbers in a text are years, prices,
//! house numbers and postal codes.

/// The fewest digits of a number, without those for the country.
pub(super) const FEWEST: usize = 7;

/// The most digits of a number, with those for the country (E.164).
pub(super) const MOST: usize = 15;

/// The country codes with two digits (E.164). Those that begin with 1 or 7 have one digit, all others three.
const TWO_DIGITS: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95", "98",
];

/// Returns what may be the number without the digits for the country, and without those that are dialed before it at home.
pub(super) fn national(digits: &str, has_plus: bool) -> Vec<&str> {
    let length = digits.len();
    let abroad = if has_plus { Some(digits) } else { digits.strip_prefix("00") };
    let abroad = abroad.or_else(|| digits.strip_prefix("011").filter(|_| length > 11));
    let mut found = Vec::new();
    if let Some(abroad) = abroad {
        let national = after_country(abroad).unwrap_or_default();
        found.push(without_zero(national));
        // Mobile numbers in Mexico and Argentina, as they are called from abroad.
        found.extend(national.strip_prefix(['1', '9']).filter(|rest| rest.len() == 10));
    }
    if !has_plus && !digits.starts_with("00") {
        found.push(match digits.strip_prefix('1') {
            Some(rest) if length == 11 => rest,
            _ => without_zero(digits),
        });
        found.extend(at_home(digits));
    }
    found
}

fn without_zero(digits: &str) -> &str {
    digits.strip_prefix('0').unwrap_or(digits)
}

/// Returns the number after the digits that are dialed before it in Russia, in Hungary, and in Mexico.
fn at_home(digits: &str) -> impl Iterator<Item = &str> {
    let russia = digits.strip_prefix('8').filter(|rest| rest.len() == 10);
    let hungary = digits.strip_prefix("06").filter(|rest| matches!(rest.len(), 8 | 9));
    let mexico = digits.strip_prefix("521").filter(|rest| rest.len() == 10);
    [russia, hungary, mexico].into_iter().flatten()
}

/// Returns the digits after the country code; `None` if there are no more.
fn after_country(digits: &str) -> Option<&str> {
    let length = match digits.get(..2)? {
        two if two.starts_with(['1', '7']) => 1,
        two if TWO_DIGITS.contains(&two) => 2,
        _ => 3,
    };
    digits.get(length..)
}

/// Returns each reading of digits as a number without those for the country: all of them, those after a zero, those after
/// a country code, and those after what is dialed at home.
pub(super) fn readings(digits: &str) -> impl Iterator<Item = &str> {
    let without_zero = |digits: &str| digits.strip_prefix('0').map(str::len);
    let abroad = digits.strip_prefix("00").or_else(|| digits.strip_prefix("011")).unwrap_or(digits);
    let national = after_country(abroad);
    let lengths = [Some(digits.len()), without_zero(digits), national.map(str::len), national.and_then(without_zero)];
    let lengths = lengths.into_iter().flatten().filter(|length| *length >= FEWEST);
    lengths.map(|length| &digits[digits.len() - length..]).chain(at_home(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_and_without_its_country_is_read_alike() {
        for digits in ["301234567", "0301234567", "49301234567", "0049301234567", "490301234567", "01149301234567"] {
            assert!(readings(digits).any(|reading| reading == "301234567"), "{digits}");
        }
        assert!(!readings("123456789301234567").any(|reading| reading == "301234567"));
    }
}
