//! Offsets from UTC, in a date or in place of a time zone.

use jiff::tz::Offset;

/// Reads `Z`, `UTC`, `-4`, `-04`, `-0400`, `-04:00`, `-4:00`, `-04:56:02`, also after `UTC` or `GMT`.
pub fn offset(text: &str) -> Option<Offset> {
    if ["z", "utc", "gmt"].iter().any(|name| text.eq_ignore_ascii_case(name)) {
        return Some(Offset::UTC);
    }
    let name = text.get(..3).filter(|name| ["utc", "gmt"].iter().any(|utc| name.eq_ignore_ascii_case(utc)));
    let text = text[name.map_or(0, str::len)..].trim_start();
    let (sign, text) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix(['-', '−'])?),
    };
    let is_packed = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = if is_packed { vec![&text[..2], &text[2..]] } else { text.split(':').collect() };
    let fits =
        |(at, part): (usize, &&str)| (part.len() == 2 || at == 0) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().enumerate().all(fits) || parts.len() > 3 || parts[0].is_empty() || parts[0].len() > 2 {
        return None;
    }
    parts.resize(3, "0");
    let [hour, minute, second] = [0, 1, 2].map(|at| parts[at].parse::<i32>().unwrap_or(i32::MAX));
    let is_offset = hour < 24 && minute < 60 && second < 60;
    is_offset.then(|| Offset::from_seconds(sign * ((hour * 60 + minute) * 60 + second)).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_as_programs_write_them() {
        let seconds = |text: &str| offset(text).map(Offset::seconds);
        for text in ["-4", "-04", "-0400", "-04:00", "-4:00", "−04:00", "UTC-4", "GMT-0400", "gmt-04:00"] {
            assert_eq!(seconds(text), Some(-4 * 3600), "{text}");
        }
        assert_eq!(seconds("+0530"), Some(19_800));
        assert_eq!(seconds("-04:56:02"), Some(-17_762));
        for text in ["4", "+", "+530", "+24", "+05:60", "+05:30x", "EST", "UT"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
