//! Dates in other forms: not read, since they could be misread, but shown in the form that is.

use jiff::civil::Date;

use crate::language::ENGLISH_MONTHS;

/// Returns the days that a text in words or in another order can mean: `March 5, 2024`, `13/04/2024`, `03/04/2024`.
pub(super) fn days(text: &str) -> Vec<Date> {
    let plain = text.replace(',', " ");
    let words: Vec<&str> = plain.split_whitespace().filter(|word| !is_weekday(word)).collect();
    let parts = words.iter().flat_map(|word| word.split(['-', '/', '.'])).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.map(without_ordinal).collect();
    let mut days: Vec<Date> = match parts[..] {
        [one] if one.len() == 8 && one.bytes().all(|byte| byte.is_ascii_digit()) => {
            with_numbers(&one[..4], &one[4..6], &one[6..], false)
        }
        [a, b, c] => match [a, b, c].map(month) {
            [Some(month), None, None] => in_words(month, b, c),
            [None, Some(month), None] => in_words(month, a, c),
            [None, None, None] => with_numbers(a, b, c, text.contains('-')),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    days.dedup();
    days
}

/// Returns the days of a month named in words. One of the numbers is the year.
fn in_words(month: i8, a: &str, b: &str) -> Vec<Date> {
    let orders = match (a.len(), b.len()) {
        (4, _) => vec![(a, b)],
        (_, 4) => vec![(b, a)],
        _ => vec![(b, a), (a, b)],
    };
    orders.into_iter().filter_map(|(y, d)| Date::new(year(y)?, month, d.parse().ok()?).ok()).collect()
}

/// Returns the days of three numbers. A year of two digits may come first if hyphens are between them.
fn with_numbers(a: &str, b: &str, c: &str, hyphens: bool) -> Vec<Date> {
    let day = |y: &str, m: &str, d: &str| Date::new(year(y)?, m.parse().ok()?, d.parse().ok()?).ok();
    if a.len() == 4 {
        return day(a, b, c).or_else(|| day(a, c, b)).into_iter().collect();
    }
    let year_first = (hyphens && c.len() < 4).then(|| day(a, b, c)).flatten();
    [year_first, day(c, a, b), day(c, b, a)].into_iter().flatten().collect()
}

/// Reads a year. One of two digits is taken for the nearest, as in POSIX: 69 to 99 are of the last century.
fn year(text: &str) -> Option<i16> {
    let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        4 => (number > 0).then_some(number),
        2 if number >= 69 => Some(1900 + number),
        2 => Some(2000 + number),
        _ => None,
    }
}

/// Returns the number of a month: `March`, `Sept`.
fn month(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let index = (word.len() >= 3).then(|| ENGLISH_MONTHS.iter().position(|month| month.starts_with(&word)))??;
    i8::try_from(index + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&word))
}

/// Removes the ending of an ordinal: `5th` becomes `5`.
fn without_ordinal(word: &str) -> &str {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    number.filter(|number| number.parse::<u8>().is_ok()).unwrap_or(word)
}
