//! Numbers that nobody calls: dates, years, and the numbers of books.

/// Returns true for each group that is part of a date.
pub(super) fn dates(groups: &[&str]) -> Vec<bool> {
    let mut dates = Vec::with_capacity(groups.len());
    while let Some(rest) = groups.get(dates.len()..).filter(|rest| !rest.is_empty()) {
        let length = if is_date(rest) { 3 } else { 1 };
        dates.extend(std::iter::repeat_n(length > 1, length));
    }
    dates
}

/// Returns true for the digits of a year.
fn is_year(group: &str) -> bool {
    group.len() == 4 && (group.starts_with("19") || group.starts_with("20"))
}

/// Returns true for the parts of a day, from the year or from the day.
fn is_date(groups: &[&str]) -> bool {
    let is_small = |group: &str| group.len() <= 2;
    match groups {
        [first, second, third, ..] => {
            is_small(second) && (is_year(first) && is_small(third) || is_small(first) && is_year(third))
        }
        _ => false,
    }
}

/// Returns true for a day and time without signs, and for years.
pub(super) fn is_time(groups: &[&str]) -> bool {
    let is_compact = match groups {
        [compact] => matches!(compact.len(), 8 | 12 | 14) && is_compact_date(compact),
        _ => false,
    };
    is_compact || groups.iter().all(|group| is_year(group))
}

fn is_compact_date(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits.get(range).and_then(|part| part.parse::<u32>().ok());
    let (year, month, day) = (number(0..4), number(4..6), number(6..8));
    year.is_some_and(|year| (1900..2100).contains(&year))
        && month.is_some_and(|month| (1..=12).contains(&month))
        && day.is_some_and(|day| (1..=31).contains(&day))
}

/// Returns true for the number of a book, by its check digit.
pub(super) fn is_isbn(digits: &str) -> bool {
    let weighted = |(at, digit): (usize, u8)| u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 };
    digits.len() == 13
        && (digits.starts_with("978") || digits.starts_with("979"))
        && digits.bytes().enumerate().map(weighted).sum::<u32>() % 10 == 0
}
