//! Dates: a day, or a moment of a day, in the column's time zone.

mod other_forms;
mod time;
mod zone_names;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, AmbiguousZoned, Offset, TimeZone};
use jiff::{Timestamp, Zoned};

pub use self::zone_names::offset as usual_offset;

use self::time::{TimeError, TimeOfDay, WrittenZone};
use crate::diagnostics::{Diagnostic, Findings, Span};
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
    /// Creates a date from a moment in the column's time zone. `None` outside the years 1 to 9999.
    fn new(zoned: &Zoned, has_time: bool) -> Option<Self> {
        let day = zoned.date();
        let rfc3339 = rfc3339(zoned);
        let iso = if has_time { rfc3339.clone() } else { day.to_string() };
        (day.year() > 0).then(|| Self { iso, instant: zoned.timestamp(), day, rfc3339 })
    }

    /// The last day of the year 9999 is later than every moment that can be computed with.
    fn last_day(civil: DateTime, has_time: bool) -> Option<Self> {
        let rfc3339 = civil.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let day = civil.date();
        let iso = if has_time { rfc3339.clone() } else { day.to_string() };
        (day.year() == 9999).then_some(Self { iso, instant: Timestamp::MAX, day, rfc3339 })
    }

    fn has_time(&self) -> bool {
        self.iso.len() > "2026-03-02".len()
    }

    /// Returns the day as a message shows it next to another date, with its time if the days are the same.
    pub fn shown_with(&self, other: &Self) -> String {
        match self.iso.get(11..16).filter(|_| self.day == other.day) {
            Some(time) => format!("{} {time}", self.day),
            None => self.day.to_string(),
        }
    }

    /// Returns true if this is earlier than another date. Of one of them without a time, only the day counts.
    pub fn is_before(&self, other: &Self) -> bool {
        if self.has_time() && other.has_time() { self.instant < other.instant } else { self.day < other.day }
    }
}

/// Writes a moment in RFC 3339, whose offsets have no seconds. Those of the time before time zones do, such as
/// `-04:56:02` in New York until 1883: its clocks are shown up to a minute fast, and the moment stays exact.
fn rfc3339(zoned: &Zoned) -> String {
    let seconds = zoned.offset().seconds();
    let whole_minutes = Offset::from_seconds(seconds + (-seconds).rem_euclid(60));
    let clock = whole_minutes.map_or_else(|_| zoned.clone(), |offset| zoned.with_time_zone(offset.to_time_zone()));
    clock.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Returns the last moment of a day, as `--as-of DATE` means it. `None` if it is out of range.
pub fn day_end(day: Date, timezone: &TimeZone) -> Option<Timestamp> {
    let end = day.to_datetime(Time::constant(23, 59, 59, 999_999_999));
    let instant = end.to_zoned(timezone.clone()).ok().map(|zoned| zoned.timestamp());
    instant.or((day.year() > 0).then_some(Timestamp::MAX))
}

/// Reads a date.
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

/// Warns of a date that is earlier than the date of its letter. `what` names it.
pub(super) fn check_order(what: &str, later: &When, date: Option<&When>, span: Span, findings: &mut Findings) {
    if let Some(date) = date.filter(|date| later.is_before(date)) {
        let message =
            format!("{what} ({}) is earlier than `date` ({})", later.shown_with(date), date.shown_with(later));
        findings.add(span, Diagnostic::warning(message).help("correct whichever is wrong"));
    }
}

/// Returns the day at the start of a file's name: `2014-08-26-my-letter.md`.
pub(super) fn of_name(name: &str, timezone: &TimeZone) -> Option<When> {
    day_of_name(name).and_then(|(day, _)| parse(day, timezone).ok())
}

/// Returns ten characters at the start of a file's name that are written like a day, and the rest with the separator
/// before it. `None` if the name does not begin so.
pub fn day_of_name(name: &str) -> Option<(&str, &str)> {
    split_day(name).filter(|(_, rest)| rest.is_empty() || rest.starts_with(['-', '_', ' ', '.']))
}

/// Returns the same, whatever follows: `2014-08-26my-letter.md`.
pub(super) fn split_day(name: &str) -> Option<(&str, &str)> {
    let is_day = |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    name.split_at_checked(10).filter(|(day, _)| day.bytes().enumerate().all(is_day))
}

/// Parses a date in the column's time zone: year, month and day, and maybe a time with its zone.
pub(super) fn parse(text: &str, timezone: &TimeZone) -> Result<When, Diagnostic> {
    let text = text.trim();
    let Some(([year, month, day], rest)) = year_first(text) else { return Err(not_a_date(text)) };
    let date = date_of(year, month, day).ok_or_else(|| no_such_day(text, [year, month, day]))?;
    if rest.is_empty() {
        let civil = date.to_datetime(Time::midnight());
        let start = date.to_zoned(timezone.clone());
        let when = start.map_or_else(|_| When::last_day(civil, false), |start| When::new(&start, false));
        return when.ok_or_else(|| impossible(text));
    }
    match time::read(rest) {
        Ok(time) => moment(date, &time, text, timezone),
        Err(TimeError::EndOfDay) => Err(end_of_day(date)),
        Err(TimeError::Range) => Err(impossible(text)),
        Err(TimeError::Form) => Err(not_readable(text).help(format!("write `{date}`, or with a time `{date} 14:30`"))),
    }
}

/// Splits a text into year, month and day, in that order, and the time that follows. `None` if it has another form.
fn year_first(text: &str) -> Option<([&str; 3], &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (year, rest) = text.split_at(digits(text));
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
    let rest = &rest[1..];
    let (month, rest) = rest.split_at(digits(rest));
    let rest = rest.strip_prefix(separator)?;
    let (day, rest) = rest.split_at(digits(rest));
    let fits = year.len() == 4 && [month, day].iter().all(|part| matches!(part.len(), 1 | 2));
    let time = if rest.is_empty() { rest } else { rest.strip_prefix(['T', 't', ' ', '\u{a0}', '\u{202f}'])?.trim() };
    fits.then_some(([year, month, day], time))
}

fn date_of(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| *year > 0)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Returns a moment that was written with a time.
fn moment(date: Date, written: &TimeOfDay<'_>, text: &str, timezone: &TimeZone) -> Result<When, Diagnostic> {
    let civil = date.to_datetime(written.time);
    let zoned = match &written.zone {
        WrittenZone::Missing if timezone.to_ambiguous_zoned(civil).earlier().is_err() => {
            return When::last_day(civil, true).ok_or_else(|| impossible(text));
        }
        WrittenZone::Missing => in_zone(civil, timezone, "", text)?,
        WrittenZone::Offset(offset) => at_offset(*offset, civil, text)?,
        WrittenZone::Place { name, zone, offset: None } => in_zone(civil, zone, &format!("[{name}]"), text)?,
        WrittenZone::Place { name, zone, offset: Some(offset) } => {
            let zoned = at_offset(*offset, civil, text)?;
            if zone.to_offset(zoned.timestamp()) != *offset {
                return Err(conflict(civil, name, *offset, text));
            }
            zoned
        }
        WrittenZone::Abbreviation(name) => {
            zone_names::resolve(name, civil, timezone).ok_or_else(|| zone_names::unknown(name, civil))?
        }
    };
    When::new(&zoned.with_time_zone(timezone.clone()), true).ok_or_else(|| impossible(text))
}

fn at_offset(offset: Offset, civil: DateTime, text: &str) -> Result<Zoned, Diagnostic> {
    offset.to_timestamp(civil).map(|instant| instant.to_zoned(TimeZone::UTC)).map_err(|_| impossible(text))
}

/// Returns the moment at which the clocks of a zone show a time. One that they show twice means the first.
/// `place` follows the time in our form.
fn in_zone(civil: DateTime, zone: &TimeZone, place: &str, text: &str) -> Result<Zoned, Diagnostic> {
    let ambiguous = zone.to_ambiguous_zoned(civil);
    if let AmbiguousOffset::Gap { .. } = ambiguous.offset() {
        return Err(skipped(ambiguous, civil, place).unwrap_or_else(|| impossible(text)));
    }
    ambiguous.earlier().map_err(|_| impossible(text))
}

/// Returns the diagnostic for a time that the clocks skipped.
fn skipped(ambiguous: AmbiguousZoned, civil: DateTime, place: &str) -> Option<Diagnostic> {
    let later = ambiguous.later().ok()?;
    let message = format!("there was no {} on that day: the clocks went forward", time::short(civil.time()));
    Some(Diagnostic::error(message).help(format!("write `{}{place}`", later.strftime("%Y-%m-%d %H:%M"))))
}

fn conflict(civil: DateTime, place: &str, offset: Offset, text: &str) -> Diagnostic {
    let (civil, offset) = (time::written(civil), time::written_offset(offset));
    Diagnostic::error(format!("`{text}` contradicts itself: at that time, {place} was not {offset} from UTC"))
        .help(format!("write `{civil}[{place}]` or `{civil} {offset}`, whichever you mean"))
}

fn end_of_day(date: Date) -> Diagnostic {
    let next = date.tomorrow().unwrap_or(date);
    Diagnostic::error(format!("there is no 24:00 on {date}: the day ends after 23:59"))
        .help(format!("for the midnight at the end of {date}, write `{next}`; for the one at its beginning, `{date}`"))
}

fn impossible(text: &str) -> Diagnostic {
    no_such(text).help("write the year, month, and day, as in `2026-03-02`; if you need a time, `2026-03-02 14:30`")
}

fn no_such(text: &str) -> Diagnostic {
    Diagnostic::error(format!("there is no such day or time as `{text}`"))
}

/// Returns the diagnostic for a year, month and day that are no day.
fn no_such_day(text: &str, [year, month, day]: [&str; 3]) -> Diagnostic {
    if year == "0000" {
        return no_such(text).help("write a year from `0001` to `9999`");
    }
    // A day such as 30 February: the month ends earlier.
    if let Some(first) = date_of(year, month, "1").filter(|_| matches!(day, "29" | "30" | "31")) {
        return no_such(text).help(format!("the last day of that month is `{}`", first.last_of_month()));
    }
    match date_of(year, day, month) {
        Some(swapped) => no_such(text).help(format!("write the month before the day: `{swapped}`")),
        None => impossible(text),
    }
}

fn not_readable(text: &str) -> Diagnostic {
    Diagnostic::error(format!("callslip cannot read `{text}` as a date"))
}

/// Returns the diagnostic for a date of another form, with the days that it can mean.
fn not_a_date(text: &str) -> Diagnostic {
    let year = text.trim_start_matches('-');
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    if (digits > 4 || year.len() < text.len()) && year[digits..].starts_with('-') {
        return no_such(text).help("write a year from `0001` to `9999`");
    }
    let (days, time) = meant(text);
    let lines: Vec<String> = days.iter().map(|day| format!("`{day}{time}`")).collect();
    not_readable(text).help(match lines.as_slice() {
        [] => "write the year, month, and day, as in `2026-03-02`".to_owned(),
        [one] => format!("write {one}"),
        more => format!("write {}, whichever you mean", more.join(" or ")),
    })
}

/// Returns the days that a date of another form can mean, and its time in our form.
fn meant(text: &str) -> (Vec<Date>, String) {
    let ends = text.match_indices([' ', 'T']).map(|(at, _)| at).rev();
    let splits = std::iter::once(text.len()).chain(ends);
    let found = splits.filter_map(|end| {
        let (day, rest) = text.split_at(end);
        let time = rest.trim_start_matches([' ', 'T', ',']).trim_start_matches("at ");
        let time = if time.is_empty() { String::new() } else { our_time(time)? };
        Some((other_forms::days(day), time)).filter(|(days, _)| !days.is_empty())
    });
    found.take(1).next().unwrap_or_default()
}

/// Writes a time in our form, with its offset.
fn our_time(text: &str) -> Option<String> {
    let TimeOfDay { time, zone } = time::read(text).ok()?;
    let zone = match zone {
        WrittenZone::Missing => String::new(),
        WrittenZone::Offset(offset) if offset == Offset::UTC => "Z".to_owned(),
        WrittenZone::Offset(offset) => format!(" {}", time::written_offset(offset)),
        WrittenZone::Place { name, .. } => format!("[{name}]"),
        WrittenZone::Abbreviation(name) => zone_names::offset(name).map(|offset| format!(" {offset}"))?,
    };
    Some(format!(" {}{zone}", time::short(time)))
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
        assert_eq!(help("3/5/24"), "write `2024-03-05` or `2024-05-03`, whichever you mean");
        assert_eq!(help("13/04/2024"), "write `2024-04-13`");
        assert_eq!(help("03/04/2024"), "write `2024-03-04` or `2024-04-03`, whichever you mean");
        assert_eq!(help("13/45/2024"), "write the year, month, and day, as in `2026-03-02`");
        assert!(iso("2024-02-30").unwrap_err().starts_with("there is no such day or time as `2024-02-30`"));
        assert!(iso("2026-03-08 02:30").unwrap_err().contains("write `2026-03-08 03:30`"));
    }
}
