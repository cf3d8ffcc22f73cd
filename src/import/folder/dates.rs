//! Dates, in the forms in which people write them for other tools.

use jiff::civil::DateTime;

use crate::content::ENGLISH_MONTHS;
use crate::import::blog::Moment;

/// Reads a date with or without a time and an offset: `2014-05-12 09:30:00 -0500`, `2014/5/2`, `May 12, 2014 9:30 pm`.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (date, rest) = numeric_date(text).or_else(|| named_date(text))?;
    let (hour, minute, second, offset) = time(rest.trim_start_matches(['T', 't', ',', ' ']).trim());
    let [year, month, day] = date;
    let local = DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        hour,
        minute,
        second,
        0,
    );
    Some(Moment { local: local.ok()?, offset })
}

/// Returns the moment of the day in the name of a file, and the length of the day and what follows it: `2014-05-12-`.
pub(super) fn of_name(name: &str) -> Option<(Moment, usize)> {
    let day = name.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-' || byte == b'_',
        _ => byte.is_ascii_digit(),
    });
    let day = is_day.then(|| day.replace('_', "-"))?;
    let rest = &name[10..];
    let length = rest.len() - rest.trim_start_matches(['-', '_', ' ']).len();
    (rest.is_empty() || length > 0).then_some(())?;
    Some((moment(&day)?, 10 + length))
}

fn numeric_date(text: &str) -> Option<([i32; 3], &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.')).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let parts: Vec<i32> =
        date.trim_end_matches(['-', '/', '.']).split(['-', '/', '.']).map(str::parse).collect::<Result<_, _>>().ok()?;
    match parts[..] {
        [year, month, day] if year > 31 => Some(([year, month, day], rest)),
        // `12.05.2014` is the day first; `05/12/2014` the month.
        [first, second, year] if year > 31 && date.contains('/') && first <= 12 => Some(([year, first, second], rest)),
        [first, second, year] if year > 31 => Some(([year, second, first], rest)),
        [year, month] if year > 31 => Some(([year, month, 1], rest)),
        [number] if date.len() == 8 => Some(([number / 10_000, number / 100 % 100, number % 100], rest)),
        _ => None,
    }
}

fn named_date(text: &str) -> Option<([i32; 3], &str)> {
    let mut rest = text;
    let mut next = || {
        rest = rest.trim_start_matches([' ', ',']);
        let end = rest.find([' ', ',']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        word.trim_end_matches(['.', ':'])
    };
    let mut words = [next(), next(), next()];
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    if weekdays.iter().any(|day| words[0].to_lowercase().starts_with(day)) {
        words = [words[1], words[2], next()];
    }
    let month = |word: &str| {
        let word = word.to_lowercase();
        let is_it =
            |name: &&str| word.len() >= 3 && name.starts_with(&word) || word == "sept" && **name == *"september";
        ENGLISH_MONTHS.iter().position(is_it).and_then(|at| i32::try_from(at + 1).ok())
    };
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i32>().ok()
    };
    let [first, second, third] = words;
    let date = match (month(first), month(second)) {
        (Some(month), _) => [number(third)?, month, number(second)?],
        (None, Some(month)) => [number(third)?, month, number(first)?],
        (None, None) => return None,
    };
    Some((date, rest))
}

/// Reads `09:30:00.5 pm +01:00`. What is not there is midnight without an offset.
fn time(text: &str) -> (i8, i8, i8, Option<i32>) {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(text.len());
    let (clock, rest) = text.split_at(end);
    let parts: Vec<i8> = clock.split(':').filter_map(|part| part.parse().ok()).collect();
    let [hour, minute, second] = match parts[..] {
        [hour, minute, second, ..] => [hour, minute, second],
        [hour, minute] => [hour, minute, 0],
        _ => return (0, 0, 0, None),
    };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let rest = rest.trim_start().to_lowercase();
    let (hour, rest) = match (rest.strip_prefix("pm"), rest.strip_prefix("am")) {
        (Some(rest), _) if hour < 12 => (hour + 12, rest),
        (_, Some(rest)) if hour == 12 => (0, rest),
        (Some(rest), _) | (_, Some(rest)) => (hour, rest),
        _ => (hour, rest.as_str()),
    };
    (hour.clamp(0, 23), minute.clamp(0, 59), second.clamp(0, 59), offset(rest.trim()))
}

/// Reads `z`, `utc`, `+0100`, `-05:00`, in minutes.
fn offset(text: &str) -> Option<i32> {
    let text = text
        .strip_prefix("gmt")
        .or_else(|| text.strip_prefix("utc"))
        .map_or(text, |rest| if rest.is_empty() { "z" } else { rest });
    if text.starts_with('z') {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text[1..].chars().filter(char::is_ascii_digit).take(4).collect();
    let (hours, minutes) = match digits.len() {
        4 => (digits[..2].parse::<i32>().ok()?, digits[2..].parse::<i32>().ok()?),
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let shown = |text: &str| {
            moment(text).map_or("none".to_owned(), |moment| format!("{} {:?}", moment.local, moment.offset))
        };
        for (text, read) in [
            ("2014-05-12", "2014-05-12T00:00:00 None"),
            ("2014-05-12 09:30", "2014-05-12T09:30:00 None"),
            ("2014-05-12 09:30:15 -0500", "2014-05-12T09:30:15 Some(-300)"),
            ("2014-05-12T09:30:15.123+05:30", "2014-05-12T09:30:15 Some(330)"),
            ("2014-05-12T09:30:15Z", "2014-05-12T09:30:15 Some(0)"),
            ("2014-05-12 09:30:15 UTC", "2014-05-12T09:30:15 Some(0)"),
            ("2014/5/2 9:30 PM", "2014-05-02T21:30:00 None"),
            ("12.05.2014", "2014-05-12T00:00:00 None"),
            ("05/12/2014", "2014-05-12T00:00:00 None"),
            ("20140512", "2014-05-12T00:00:00 None"),
            ("2014-05", "2014-05-01T00:00:00 None"),
            ("May 12, 2014", "2014-05-12T00:00:00 None"),
            ("Mon, 12 May 2014 09:30:00 +0000", "2014-05-12T09:30:00 Some(0)"),
            ("12th Sept. 2014", "2014-09-12T00:00:00 None"),
            ("12 am", "none"),
            ("2014-13-12", "none"),
            ("2014", "none"),
            ("soon", "none"),
            ("", "none"),
            ("{{ .Date }}", "none"),
        ] {
            assert_eq!(shown(text), read, "{text}");
        }
    }

    #[test]
    fn names_begin_with_the_day() {
        let shown =
            |name: &str| of_name(name).map(|(moment, length)| format!("{} {}", moment.local.date(), &name[length..]));
        assert_eq!(shown("2014-05-12-loud-drums"), Some("2014-05-12 loud-drums".to_owned()));
        assert_eq!(shown("2014-05-12"), Some("2014-05-12 ".to_owned()));
        assert_eq!(shown("2014-05-12 Drums"), Some("2014-05-12 Drums".to_owned()));
        assert_eq!(shown("2014-05-123"), None);
        assert_eq!(shown("größe-2014"), None);
    }
}
