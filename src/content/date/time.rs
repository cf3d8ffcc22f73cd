//! A time of day with its time zone, as people and other programs write it: `9:05`, `9:05 pm`, `08:47:13 -0400`,
//! `10:00:00[Europe/Paris]` (RFC 9557).

use jiff::civil::{DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use crate::config::offset;

/// A time of day and the zone it was written with.
#[derive(Debug)]
pub(super) struct TimeOfDay<'t> {
    /// The time; of a leap second, the second before it.
    pub(super) time: Time,
    /// Its zone.
    pub(super) zone: WrittenZone<'t>,
}

/// The zone that follows a time.
#[derive(Debug)]
pub(super) enum WrittenZone<'t> {
    /// None: the time is that of the column.
    Missing,
    /// `Z` or `-0400`.
    Offset(Offset),
    /// `Europe/Paris`, which may follow an offset.
    Place { name: &'t str, zone: TimeZone, offset: Option<Offset> },
    /// `EST`: several zones may have one abbreviation.
    Abbreviation(&'t str),
}

/// The reason why a text is no time of day.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TimeError {
    /// It has another form.
    Form,
    /// A number in it is too large: `25:00`.
    Range,
    /// `24:00`, which is the first moment of the next day.
    EndOfDay,
}

/// Reads a time of day.
pub(super) fn read(text: &str) -> Result<TimeOfDay<'_>, TimeError> {
    let (digits, rest) = split_digits(text);
    let (clock, rest) = match digits.len() {
        1 | 2 => clock_with_colons(digits, rest)?,
        4 | 6 => {
            let number = |at: usize| digits.get(at..at + 2).map_or(0, two_digits);
            ([number(0), number(2), number(4)], rest)
        }
        _ => return Err(TimeError::Form),
    };
    let rest = without_fraction(rest).trim_start();
    let (half, rest) = half_of_day(rest);
    let is_hour_alone = digits.len() < 3 && !text[digits.len()..].starts_with(':');
    if half.is_none() && is_hour_alone && digits.len() < 2 {
        return Err(TimeError::Form);
    }
    let zone = zone(rest.trim())?;
    let [hour, minute, second] = clock;
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(TimeError::Range),
        Some(after_noon) => hour % 12 + if after_noon { 12 } else { 0 },
    };
    if [hour, minute, second] == [24, 0, 0] {
        return Err(TimeError::EndOfDay);
    }
    // Clocks show a leap second as 23:59:60. Time zone data has none.
    let second = if second == 60 { 59 } else { second };
    let time = Time::new(hour, minute, second, 0).map_err(|_| TimeError::Range)?;
    Ok(TimeOfDay { time, zone })
}

/// Reads hour, minute and second. What follows the hour may be missing.
fn clock_with_colons<'t>(hour: &str, rest: &'t str) -> Result<([i8; 3], &'t str), TimeError> {
    let mut clock = [two_digits(hour), 0, 0];
    let mut rest = rest;
    for part in &mut clock[1..] {
        let Some(after) = rest.strip_prefix(':') else { break };
        let (digits, after) = split_digits(after);
        if digits.len() != 2 {
            return Err(TimeError::Form);
        }
        *part = two_digits(digits);
        rest = after;
    }
    Ok((clock, rest))
}

/// Removes a fraction of a second.
fn without_fraction(text: &str) -> &str {
    let (digits, rest) = text.strip_prefix(['.', ',']).map(split_digits).unwrap_or_default();
    if digits.is_empty() { text } else { rest }
}

/// Reads `am` or `pm`; true is after noon.
fn half_of_day(text: &str) -> (Option<bool>, &str) {
    const HALVES: [(&str, bool); 4] = [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)];
    let starts = |half: &str| text.get(..half.len()).is_some_and(|start| start.eq_ignore_ascii_case(half));
    let found = HALVES.into_iter().find(|(half, _)| starts(half)).map(|(half, pm)| (pm, &text[half.len()..]));
    match found.filter(|(_, rest)| !rest.starts_with(char::is_alphanumeric)) {
        Some((after_noon, rest)) => (Some(after_noon), rest),
        None => (None, text),
    }
}

fn zone(text: &str) -> Result<WrittenZone<'_>, TimeError> {
    // JavaScript writes `GMT-0400 (Eastern Daylight Time)`.
    let text = text.split_once(" (").map_or(text, |(before, _)| before);
    if text.is_empty() {
        return Ok(WrittenZone::Missing);
    }
    if let Some((before, name)) = text.strip_suffix(']').and_then(|text| text.split_once('[')) {
        let before = before.trim();
        let offset = if before.is_empty() { None } else { Some(offset(before).ok_or(TimeError::Form)?) };
        // `Z` is the moment in UTC, whatever the clocks of the place show (RFC 9557, 2.2).
        return match offset.filter(|_| before.eq_ignore_ascii_case("z")) {
            Some(utc) => Ok(WrittenZone::Offset(utc)),
            None => place(name, offset),
        };
    }
    if let Some(offset) = offset(text) {
        return Ok(WrittenZone::Offset(offset));
    }
    // Go writes `-0400 EDT`.
    let with_name = text.split_once(' ').filter(|(_, name)| is_abbreviation(name));
    if let Some(offset) = with_name.and_then(|(before, _)| offset(before)) {
        return Ok(WrittenZone::Offset(offset));
    }
    if is_abbreviation(text) { Ok(WrittenZone::Abbreviation(text)) } else { place(text, None) }
}

fn is_abbreviation(text: &str) -> bool {
    text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn place(name: &str, offset: Option<Offset>) -> Result<WrittenZone<'_>, TimeError> {
    let zone = jiff::tz::TimeZoneDatabase::bundled().get(name).map_err(|_| TimeError::Form)?;
    Ok(WrittenZone::Place { name, zone, offset })
}

/// Writes a time without seconds that are zero.
pub(super) fn short(time: Time) -> String {
    time.strftime(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string()
}

/// Writes a date with a time in our form.
pub(super) fn written(civil: DateTime) -> String {
    format!("{} {}", civil.date(), short(civil.time()))
}

/// Writes an offset with hours and minutes: `-04:00`.
pub(super) fn written_offset(offset: Offset) -> String {
    let minutes = offset.seconds().unsigned_abs() / 60;
    let sign = if offset.is_negative() { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// Returns the number of at most two digits.
fn two_digits(text: &str) -> i8 {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_write_them() {
        let time = |text: &str| read(text).map(|read| read.time.to_string());
        for (text, expected) in [
            ("9:05", "09:05:00"),
            ("09:05:07.123", "09:05:07"),
            ("9:05 pm", "21:05:00"),
            ("9pm", "21:00:00"),
            ("12:30 AM", "00:30:00"),
            ("12 p.m.", "12:00:00"),
            ("09", "09:00:00"),
            ("0905", "09:05:00"),
            ("23:59:60", "23:59:59"),
        ] {
            assert_eq!(time(text).as_deref(), Ok(expected), "{text}");
        }
        for (text, expected) in [
            ("9", TimeError::Form),
            ("9:5", TimeError::Form),
            ("905", TimeError::Form),
            ("9h05", TimeError::Form),
            ("noon", TimeError::Form),
            ("21:05 pm", TimeError::Range),
            ("0:05 am", TimeError::Range),
            ("25:00", TimeError::Range),
            ("9:61", TimeError::Range),
            ("24:00", TimeError::EndOfDay),
            ("24:01", TimeError::Range),
        ] {
            assert_eq!(time(text), Err(expected), "{text}");
        }
    }
}
