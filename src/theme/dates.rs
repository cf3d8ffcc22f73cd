//! Dates as templates write them: in the words of the column's language, by a name that `strings/` gives to a pattern or by
//! a pattern in the template itself.

use std::borrow::Cow;

use jiff::civil::Date;
use tera::{Error, Kwargs, TeraResult, Value};

use super::kinds::kind;
use super::strings::{Strings, filled};
use crate::diagnostics::list_names;

/// What a pattern may have, in an example.
const EXAMPLES: &str = "`%Y` (2026), `%B` (March), `%b` (Mar), `%m` (03), `%-m` (3), `%d` (02), and `%-d` or `%e` (2)";

/// Parts that patterns of other tools have, and what to do about them here.
const OTHER_PARTS: [(&[&str], &str); 5] = [
    (&["y", "G", "g"], "for the year, write `%Y`"),
    (&["h"], "for the month, write `%b`"),
    (&["A", "a", "u", "w"], "leave out the day of the week"),
    (&["H", "I", "M", "S", "p", "P", "l", "k", "T", "R", "r", "z", "Z", "c", "X", "s"], "leave out the time of day"),
    (&["D", "F", "x"], "for all of a date, write `%Y-%m-%d`"),
];

/// The parts of a date that a pattern in a template may have, as `strftime` writes them, and as `strings/` do.
const PARTS: [(&str, &str); 8] = [
    ("Y", "{year}"),
    ("B", "{month}"),
    ("b", "{month_short}"),
    ("m", "{mm}"),
    ("-m", "{m}"),
    ("d", "{dd}"),
    ("-d", "{day}"),
    ("e", "{day}"),
];

impl Strings {
    /// Formats a day by a pattern of the theme, `date_short` and `date_long` otherwise as the language has them:
    /// `date_short` is "2 Mar 2026". `None` if there is no such pattern.
    pub fn date(&self, day: Date, pattern: &str) -> Option<String> {
        if let Some(own) = self.written(pattern) {
            return Some(self.date_in(day, own));
        }
        let locale = &self.locale;
        let pattern = match pattern {
            "date_short" => locale.date_short,
            "date_long" => locale.date_long,
            _ => return None,
        };
        let number = |number: i16, width: usize| locale.digits(&digits(number, width));
        Some(filled(pattern, |wanted| self.part_of_date(wanted, day, number)))
    }

    /// Formats a day by this pattern, with ASCII digits.
    fn date_in(&self, day: Date, pattern: &str) -> String {
        filled(pattern, |wanted| self.part_of_date(wanted, day, digits))
    }

    fn part_of_date(&self, wanted: &str, day: Date, number: impl Fn(i16, usize) -> String) -> Option<Cow<'_, str>> {
        let locale = &self.locale;
        match wanted {
            "day" => Some(number(day.day().into(), 0).into()),
            "dd" => Some(number(day.day().into(), 2).into()),
            "m" => Some(number(day.month().into(), 0).into()),
            "mm" => Some(number(day.month().into(), 2).into()),
            "month" => Some(month(&self.months, day).unwrap_or_else(|| locale.month(day.month())).into()),
            "month_short" => {
                Some(month(&self.months_short, day).unwrap_or_else(|| locale.month_short(day.month())).into())
            }
            "year" => Some(number(day.year(), 0).into()),
            _ => None,
        }
    }
}

/// `{{ page.date | date }}` is "2 Mar 2026", with `format="long"` "2 March 2026", with `format="%Y-%m-%d"` "2026-03-02".
pub(super) fn date(strings: &Strings, iso: &Value, arguments: &Kwargs) -> TeraResult<String> {
    let nothing = || {
        Error::message(match kind(iso.name()) {
            "null" => "there is no date here (null): first check that there is one, with `{% if … %}`".to_owned(),
            kind => format!("this is {kind}, not a date such as `2026-03-02`"),
        })
    };
    if iso.is_undefined() {
        return Err(Error::message("this value is undefined"));
    }
    let iso = iso.as_str().ok_or_else(nothing)?;
    let day: Date = iso
        .get(..10)
        .and_then(|day| day.parse().ok())
        .ok_or_else(|| Error::message(format!("`{iso}` is not a date such as `2026-03-02`")))?;
    let format = arguments.get::<&str>("format")?.unwrap_or("short");
    if format.contains('%') {
        return Ok(strings.date_in(day, &pattern(format)?));
    }
    let key: Cow<'_, str> = match format {
        "short" => "date_short".into(),
        "long" => "date_long".into(),
        format => format!("date_{format}").into(),
    };
    strings.date(day, &key).ok_or_else(|| {
        let known = strings.keys().filter_map(|key| key.strip_prefix("date_"));
        let known = list_names(format, ["short", "long"].into_iter().chain(known));
        let own = "add another as a line such as `date_year: \"{year}\"` in `strings/`, or write a pattern such as `%Y-%m-%d`";
        Error::message(format!("the theme has no date format `{format}`; its formats are {known}; {own}"))
    })
}

/// Returns a number of at least `width` digits. Most parts of a date need no width, and are written faster without.
fn digits(number: i16, width: usize) -> String {
    if width == 0 { number.to_string() } else { format!("{number:0width$}") }
}

/// Returns a pattern of `strftime` as `strings/` would write it.
fn pattern(written: &str) -> TeraResult<String> {
    let mut parts = written.split('%');
    let mut pattern = parts.next().unwrap_or_default().to_owned();
    let mut is_literal = false;
    let mut unknown = Vec::new();
    for part in parts {
        // The second sign of `%%`.
        if std::mem::take(&mut is_literal) {
            pattern.push_str(part);
            continue;
        }
        let found = PARTS.iter().find(|(sign, _)| part.starts_with(sign));
        if part.is_empty() {
            is_literal = true;
            pattern.push('%');
        } else if let Some((sign, name)) = found {
            pattern.push_str(name);
            pattern.push_str(&part[sign.len()..]);
        } else {
            let length = usize::from(part.starts_with('-'));
            unknown.push(part.chars().take(length + 1).collect::<String>());
        }
    }
    if !unknown.is_empty() {
        return Err(Error::message(without_parts(&unknown)));
    }
    if is_literal {
        return Err(Error::message("write `%%` for a percent sign in a date"));
    }
    Ok(pattern)
}

/// Returns what is wrong with parts of a pattern that no date has here, and what to write.
fn without_parts(unknown: &[String]) -> String {
    let signs: Vec<String> = unknown.iter().map(|sign| format!("`%{sign}`")).collect();
    let hint = |sign: &String| {
        let letter = sign.trim_start_matches('-');
        OTHER_PARTS.iter().find(|(letters, _)| letters.contains(&letter)).map(|(_, hint)| *hint)
    };
    let mut hints: Vec<&str> = unknown.iter().filter_map(hint).collect();
    hints.dedup();
    let hints = if hints.is_empty() { String::new() } else { format!("{}; ", hints.join(", and ")) };
    format!("a date has no {} here: {hints}there are {EXAMPLES}", signs.join(" and no "))
}

/// Returns the theme's name of a day's month. `None` if it has none.
fn month(names: &[String], day: Date) -> Option<&str> {
    let at = usize::try_from(day.month() - 1).unwrap_or_default();
    names.get(at).map(String::as_str)
}
