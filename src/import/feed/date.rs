//! Moments as feeds write them: RFC 3339 in Atom and JSON Feed, RFC 822 in RSS, and all that real feeds have in their place.

use jiff::civil::{Date, DateTime, Time};

use crate::content::usual_offset;
use crate::import::blog::Moment;

/// The beginnings of the names of months in the languages in which feeds have them, in the order of the year.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "maa", "mrz"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mei", "maj", "mag"],
    &["jun", "juin", "giu"],
    &["jul", "lug", "juil"],
    &["aug", "aoû", "aou", "ago"],
    &["sep", "set"],
    &["oct", "okt", "out", "ott"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

/// The number of words among which the month is. What follows is a time or a zone.
const MOST_WORDS: usize = 4;

/// The largest difference to UTC, in minutes.
const LARGEST_OFFSET: i32 = 14 * 60;

/// Reads a moment. `None` if there is no day in it.
pub(super) fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    let moment = of_numbers(text).or_else(|| of_words(text))?;
    // The beginning of the clocks of computers: somebody had no date.
    (moment.local.year() > 1970).then_some(moment)
}

/// Reads `2014-05-12T09:15:00.000-05:00`, with a space for the `T`, with slashes, without seconds, or without a time.
fn of_numbers(text: &str) -> Option<Moment> {
    let day = text.get(..10)?;
    let mut parts = day.split(['-', '/']);
    let mut number = |digits: usize| parts.next().filter(|part| part.len() == digits)?.parse::<i16>().ok();
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let rest = text[10..].trim_start_matches(['T', 't', ' ']);
    let mut found = WrittenMoment::default();
    rest.split_whitespace().for_each(|word| found.add_time_or_zone(word));
    Some(found.moment(date))
}

/// Reads `Mon, 12 May 2014 09:15:00 -0500`, `May 12, 2014 9:15 PM`, `Mon May 12 09:15:00 EST 2014`, and their like.
fn of_words(text: &str) -> Option<Moment> {
    let plain = text.replace(',', " ");
    let mut found = WrittenMoment::default();
    let mut numbers: Vec<&str> = Vec::new();
    let mut month = None;
    // `12-May-2014` is one word of three, but `-0500` is one.
    let words = plain.split_whitespace().flat_map(|word| match word.bytes().filter(|byte| *byte == b'-').count() {
        2 if !word.contains(':') => word.split('-').collect::<Vec<_>>(),
        _ => vec![word],
    });
    for (at, word) in words.enumerate() {
        let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', '.']);
        if digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() {
            numbers.push(digits);
        } else if let Some(number) = month_of(word).filter(|_| at < MOST_WORDS) {
            // The last counts: `mar` is Tuesday in French, and March elsewhere.
            month = Some(number);
        } else {
            found.add_time_or_zone(word);
        }
    }
    let (day, year) = match numbers[..] {
        [year, day, ..] if year.len() == 4 => (day, year),
        [day, year, ..] => (day, year),
        _ => return None,
    };
    let year: i16 = year.parse().ok()?;
    // RFC 2822, section 4.3: years of two digits, and of three, which came from counting from 1900.
    let year = match year {
        0..50 => year + 2000,
        50..1000 => year + 1900,
        _ => year,
    };
    Some(found.moment(Date::new(year, month?, day.parse().ok()?).ok()?))
}

/// The parts of a moment.
#[derive(Debug, Default)]
struct WrittenMoment {
    time: Option<Time>,
    offset: Option<i32>,
}

impl WrittenMoment {
    fn moment(self, date: Date) -> Moment {
        let time = self.time.unwrap_or(Time::midnight());
        Moment { local: DateTime::from_parts(date, time), offset: self.offset }
    }

    /// Takes `9:15`, `09:15:00.000Z`, `09:15:00-05:00`, `PM`, `-0500`, `GMT`, `GMT+1`, `EST`. Anything else says nothing.
    fn add_time_or_zone(&mut self, word: &str) {
        let has_time = self.time.is_none() && word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(':');
        if has_time {
            let end = word.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(word.len());
            self.time = time(&word[..end]);
            return self.add_time_or_zone(&word[end..]);
        }
        match word.to_ascii_lowercase().as_str() {
            "am" | "a.m." => self.time = self.time.map(|time| with_hour(time, time.hour() % 12)),
            "pm" | "p.m." => self.time = self.time.map(|time| with_hour(time, time.hour() % 12 + 12)),
            "z" | "ut" | "utc" | "gmt" | "utc+0" | "gmt+0" => self.offset = Some(0),
            word => self.offset = self.offset.or_else(|| offset(word)),
        }
    }
}

fn with_hour(time: Time, hour: i8) -> Time {
    Time::new(hour, time.minute(), time.second(), 0).unwrap_or(time)
}

/// Reads a time of day. A leap second, and the hour 24, are the last ones that a clock shows.
fn time(text: &str) -> Option<Time> {
    let mut parts = text.split('.').next()?.split(':');
    let mut number = || parts.next().map(|part| part.parse::<i8>().unwrap_or(0));
    let (hour, minute, second) = (number()?, number()?, number().unwrap_or(0));
    Time::new(hour % 24, minute, second.min(59), 0).ok()
}

/// Reads an offset from UTC: `-0500`, `-05:00`, `+2`, `GMT+1`, `EST`; in minutes.
fn offset(word: &str) -> Option<i32> {
    let word = ["gmt", "utc"].iter().find_map(|zone| word.strip_prefix(zone)).unwrap_or(word);
    let Some(digits) = word.strip_prefix(['+', '-', '−']) else {
        return usual_offset(word.trim_matches(['(', ')'])).and_then(offset);
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let total = hours.parse::<i32>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    let total = if word.starts_with('+') { total } else { -total };
    (total.abs() <= LARGEST_OFFSET).then_some(total)
}

/// Returns the number of a month by the beginning of its name.
fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let found = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)));
    found.and_then(|at| i8::try_from(at + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        read(text).map_or_else(
            || "none".to_owned(),
            |moment| {
                format!(
                    "{} {}",
                    moment.local,
                    moment.offset.map_or_else(|| "?".to_owned(), |minutes| minutes.to_string())
                )
            },
        )
    }

    #[test]
    fn moments_of_atom_and_json_feed() {
        for (text, expected) in [
            ("2014-05-12T09:15:00Z", "2014-05-12T09:15:00 0"),
            ("2014-05-12T09:15:00.001-05:00", "2014-05-12T09:15:00 -300"),
            ("2014-05-12t09:15:00z", "2014-05-12T09:15:00 0"),
            ("2014-05-12 09:15:00", "2014-05-12T09:15:00 ?"),
            ("2014-05-12 09:15:00 UTC", "2014-05-12T09:15:00 0"),
            ("2014-05-12 09:15:00 +0200", "2014-05-12T09:15:00 120"),
            ("2014-05-12 13:55:44.364419679 +0200 CEST", "2014-05-12T13:55:44 120"),
            ("2014-05-12T09:15+05:30", "2014-05-12T09:15:00 330"),
            ("2014-05-12T24:00:00Z", "2014-05-12T00:00:00 0"),
            ("2014-05-12T23:59:60Z", "2014-05-12T23:59:59 0"),
            ("2014/05/12 9:15", "2014-05-12T09:15:00 ?"),
            ("2014-05-12", "2014-05-12T00:00:00 ?"),
            (" 2014-05-12T09:15:00+99:99\n", "2014-05-12T09:15:00 ?"),
            ("2014-13-12T09:15:00Z", "none"),
            ("0000-00-00T00:00:00Z", "none"),
            ("1970-01-01T00:00:00Z", "none"),
            ("", "none"),
            ("ünö-nö-nö", "none"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn moments_of_rss_and_all_that_calls_itself_so() {
        for (text, expected) in [
            ("Mon, 12 May 2014 09:15:00 GMT", "2014-05-12T09:15:00 0"),
            ("Mon, 12 May 2014 09:15:00 -0500", "2014-05-12T09:15:00 -300"),
            ("Mon, 12 May 2014 09:15:00 EST", "2014-05-12T09:15:00 -300"),
            ("Mon, 12 May 14 09:15 Z", "2014-05-12T09:15:00 0"),
            ("12 May 99 09:15:00 UT", "1999-05-12T09:15:00 0"),
            ("12 May 114 09:15:00 UT", "2014-05-12T09:15:00 0"),
            ("02 Apr 05 16:13 -0500", "2005-04-02T16:13:00 -300"),
            ("Thu, 02 Sep 2021 20:0:0 Z", "2021-09-02T20:00:00 0"),
            ("Monday, 12 May 2014 09:15:00 +0000", "2014-05-12T09:15:00 0"),
            ("Mon,12 May 2014 09:15:00 GMT+0200", "2014-05-12T09:15:00 120"),
            ("Mon, 12 May 2014 09:15:00 GMT+02:00 (CEST)", "2014-05-12T09:15:00 120"),
            ("Mon, 12 May 2014 09:15:00", "2014-05-12T09:15:00 ?"),
            ("Mon, 12 May 2014", "2014-05-12T00:00:00 ?"),
            ("May 12, 2014", "2014-05-12T00:00:00 ?"),
            ("May 12th, 2014 9:15 PM", "2014-05-12T21:15:00 ?"),
            ("May 12, 2014 12:15 AM EST", "2014-05-12T00:15:00 -300"),
            ("Mon May 12 09:15:00 2014", "2014-05-12T09:15:00 ?"),
            ("Mon May 12 09:15:00 EDT 2014", "2014-05-12T09:15:00 -240"),
            ("Mon May 12 2014 09:15:00 GMT+0200 (Central European Summer Time)", "2014-05-12T09:15:00 120"),
            ("12-May-2014 09:15:00 +0100", "2014-05-12T09:15:00 60"),
            ("lun., 12 mai 2014 09:15:00 +0200", "2014-05-12T09:15:00 120"),
            ("mar, 13 mai 2014 09:15:00 +0200", "2014-05-13T09:15:00 120"),
            ("mardi, 13 mai 2014 09:15:00 +0200", "2014-05-13T09:15:00 120"),
            ("Mo, 12 Dez 2014 09:15:00 +0100", "2014-12-12T09:15:00 60"),
            ("Fri, 28 June 2019 14:00:00 GMT", "2019-06-28T14:00:00 0"),
            ("Fri, 31 Feb 2019 14:00:00 GMT", "none"),
            ("yesterday", "none"),
            ("May", "none"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
