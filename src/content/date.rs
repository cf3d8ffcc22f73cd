//! Dates: a day, or a moment of a day, in the column's time zone.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::Node;
use crate::yaml::values::{SpannedText, text};

/// A day, which begins at midnight in the column's time zone, or a moment of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// The date for templates: `2026-03-02`, or RFC 3339 with time and offset if a time was given.
    pub iso: String,
    /// The moment. Of a day without a time, its first.
    pub instant: Timestamp,
    /// The day in the column's time zone.
    pub day: Date,
    /// The moment with its offset, for feeds (RFC 3339).
    pub rfc3339: String,
}

impl When {
    fn new(zoned: &Zoned, has_time: bool) -> Self {
        let rfc3339 = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let iso = if has_time { rfc3339.clone() } else { zoned.date().to_string() };
        Self { iso, instant: zoned.timestamp(), day: zoned.date(), rfc3339 }
    }
}

/// Returns the last moment of a day, as `--as-of DATE` means it. `None` if it is out of range.
pub fn day_end(day: Date, timezone: &TimeZone) -> Option<Timestamp> {
    let end = day.to_datetime(Time::constant(23, 59, 59, 999_999_999));
    end.to_zoned(timezone.clone()).ok().map(|zoned| zoned.timestamp())
}

/// Reads `2026-03-02`, `2026-03-02 14:00`, `2026-03-02T14:00:00`, each of the latter also with `Z` or an offset.
pub(super) fn read(node: &Node, timezone: &TimeZone, findings: &mut Findings) -> Option<When> {
    let SpannedText { text, span } = text(node, findings)?;
    match parse(&text, timezone) {
        Ok(when) => Some(when),
        Err(diagnostic) => {
            findings.add(span, diagnostic);
            None
        }
    }
}

/// Parses a date in the column's time zone.
pub(super) fn parse(text: &str, timezone: &TimeZone) -> Result<When, Diagnostic> {
    let (day, rest) = text.split_at_checked(10).ok_or_else(|| not_a_date(text))?;
    let date = strict_day(day, text)?;
    if rest.is_empty() {
        let start = date.to_zoned(timezone.clone()).map_err(|_| impossible(text))?;
        return Ok(When::new(&start, false));
    }
    let time = rest.strip_prefix(['T', 't', ' ']).ok_or_else(|| not_a_date(text))?.trim();
    // Jekyll writes a space before the offset: `14:30:00 +0100`.
    let is_spaced = rest.contains(char::is_whitespace);
    let spelled = if is_spaced { Cow::Owned(format!("{day}T{}", time.replace(' ', ""))) } else { Cow::Borrowed(text) };
    if let Ok(instant) = spelled.parse::<Timestamp>() {
        return Ok(When::new(&instant.to_zoned(timezone.clone()), true));
    }
    let civil: DateTime = spelled.parse().map_err(|_| impossible(text))?;
    let ambiguous = timezone.to_ambiguous_zoned(civil);
    if let AmbiguousOffset::Gap { .. } = ambiguous.offset() {
        let later = ambiguous.later().map_err(|_| impossible(text))?;
        let later = later.strftime("%Y-%m-%d %H:%M");
        return Err(Diagnostic::error(format!("there was no {time} on that day: the clocks went forward"))
            .help(format!("write `{later}`")));
    }
    // An hour that occurs twice means the first.
    ambiguous.earlier().map(|zoned| When::new(&zoned, true)).map_err(|_| impossible(text))
}

/// Parses a date of exactly the form `2026-03-02`; `whole` is the whole text, for messages.
fn strict_day(text: &str, whole: &str) -> Result<Date, Diagnostic> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !shape {
        return Err(not_a_date(whole));
    }
    text.parse().map_err(|_| impossible(whole))
}

fn impossible(text: &str) -> Diagnostic {
    Diagnostic::error(format!("there is no such day or time as `{text}`"))
        .help("write year, month and day: `2026-03-02`, and if need be a time: `2026-03-02 14:30`")
}

fn not_a_date(text: &str) -> Diagnostic {
    let help = match guess(text) {
        Some(day) => format!("write `{day}`"),
        None => "write year, month and day: `2026-03-02`".to_owned(),
    };
    Diagnostic::error(format!("`{text}` is not a date as we can read it")).help(help)
}

/// Guesses the date that is meant by words or by another order. `None` if it could be two dates.
fn guess(text: &str) -> Option<Date> {
    const WORDS: [&str; 4] = ["%B %d %Y", "%d %B %Y", "%b %d %Y", "%d %b %Y"];
    let plain = text.replace(',', " ");
    let plain = plain.split_whitespace().map(without_ordinal).collect::<Vec<_>>().join(" ");
    let in_words = WORDS.iter().find_map(|format| Date::strptime(format, &plain).ok());
    if let Some(day) = in_words.filter(|day| day.year() > 99) {
        return Some(day);
    }
    let numbers: Vec<i16> = plain.split(['-', '/', '.', ' ']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [a, b, c] = numbers[..] else { return None };
    let day = |year, month, day| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    if a > 31 {
        return day(a, b, c);
    }
    // A year of two digits could be of any century.
    if c < 100 {
        return None;
    }
    // 13/04/2024 can only be the 13th of April, 04/13/2024 likewise; 03/04/2024 could be either.
    match (day(c, b, a), day(c, a, b)) {
        (Some(one), None) | (None, Some(one)) => Some(one),
        _ => None,
    }
}

/// Removes the ending of an ordinal: `5th` becomes `5`.
fn without_ordinal(word: &str) -> &str {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    number.filter(|number| number.parse::<u8>().is_ok()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn iso(text: &str) -> Result<String, String> {
        let zone = jiff::tz::TimeZoneDatabase::bundled().get("America/New_York").unwrap_or(TimeZone::UTC);
        parse(text, &zone).map(|when| when.rfc3339).map_err(|d| format!("{}; {}", d.message, d.help.join(" ")))
    }

    #[test]
    fn a_day_begins_in_the_columns_own_time_zone() {
        assert_eq!(iso("2026-03-02").as_deref(), Ok("2026-03-02T00:00:00-05:00"));
        assert_eq!(iso("2026-03-02 14:30").as_deref(), Ok("2026-03-02T14:30:00-05:00"));
        assert_eq!(iso("2026-07-02T14:30:00Z").as_deref(), Ok("2026-07-02T10:30:00-04:00"));
    }

    #[test]
    fn a_date_in_another_form_is_shown_in_the_right_one() {
        let help = |text: &str| iso(text).unwrap_err().split("; ").nth(1).unwrap_or_default().to_owned();
        assert_eq!(help("March 5, 2024"), "write `2024-03-05`");
        assert_eq!(help("March 5th, 2024"), "write `2024-03-05`");
        assert_eq!(help("3/5/24"), "write year, month and day: `2026-03-02`");
        assert_eq!(help("13/04/2024"), "write `2024-04-13`");
        assert_eq!(help("2024-3-5"), "write `2024-03-05`");
        assert_eq!(help("03/04/2024"), "write year, month and day: `2026-03-02`");
        assert_eq!(help("13/45/2024"), "write year, month and day: `2026-03-02`");
        assert!(iso("2024-02-30").unwrap_err().starts_with("there is no such day or time as `2024-02-30`"));
        assert!(iso("2026-03-08 02:30").unwrap_err().contains("write `2026-03-08 03:30`"));
    }
}
