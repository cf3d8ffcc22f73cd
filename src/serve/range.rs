//! The part of an answer that a browser asks for (RFC 9110, section 14). Safari plays no sound and no film without it, and
//! no browser can jump forward in one.

use std::ops::Range;

/// The bytes of an answer that are sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The status if it is not that of the whole answer: 206 or 416.
    pub(super) status: Option<u16>,
    /// The bytes.
    pub(super) bytes: Range<u64>,
    /// The value of `Content-Range`.
    pub(super) content_range: Option<String>,
}

impl Part {
    /// Returns the whole of an answer of this length.
    pub(super) fn whole(len: u64) -> Self {
        Self { status: None, bytes: 0..len, content_range: None }
    }

    /// Returns what the value of a `Range` header asks for. A value that is no range, or several ranges, is ignored, as
    /// section 14.2 permits: the answer is whole then.
    pub(super) fn of(range: &str, len: u64) -> Self {
        let bytes = match parse(range) {
            Some(RequestedRange::Between(first, last)) if first <= last => first..last.saturating_add(1).min(len),
            Some(RequestedRange::From(first)) => first..len,
            Some(RequestedRange::Last(count)) if len > 0 || count == 0 => len.saturating_sub(count)..len,
            _ => return Self::whole(len),
        };
        if bytes.start >= len {
            return Self { status: Some(416), bytes: 0..0, content_range: Some(format!("bytes */{len}")) };
        }
        let content_range = Some(format!("bytes {}-{}/{len}", bytes.start, bytes.end - 1));
        Self { status: Some(206), bytes, content_range }
    }

    /// Returns the number of bytes that are sent.
    pub(super) fn len(&self) -> u64 {
        self.bytes.end - self.bytes.start
    }
}

/// The bytes that a header asks for, counted from 0.
enum RequestedRange {
    /// From the first to the last of these.
    Between(u64, u64),
    /// From this one to the end.
    From(u64),
    /// This many bytes at the end.
    Last(u64),
}

fn parse(range: &str) -> Option<RequestedRange> {
    let (unit, range) = range.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    unit.trim().eq_ignore_ascii_case("bytes").then_some(())?;
    Some(match (first.trim(), last.trim()) {
        ("", count) => RequestedRange::Last(number(count)?),
        (first, "") => RequestedRange::From(number(first)?),
        (first, last) => RequestedRange::Between(number(first)?, number(last)?),
    })
}

/// Parses digits. A number that is larger than any file is as good as the largest.
fn number(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(range: &str, len: u64) -> String {
        let Part { status, bytes, content_range } = Part::of(range, len);
        let status = status.unwrap_or(200);
        format!("{status} {}..{} {}", bytes.start, bytes.end, content_range.unwrap_or_default())
    }

    #[test]
    fn a_range_is_sent_or_refused_or_ignored_as_the_standard_says() {
        for (range, expected) in [
            ("bytes=0-0", "206 0..1 bytes 0-0/10"),
            ("bytes=0-1", "206 0..2 bytes 0-1/10"),
            ("bytes=0-", "206 0..10 bytes 0-9/10"),
            ("bytes=3-6", "206 3..7 bytes 3-6/10"),
            ("bytes=9-", "206 9..10 bytes 9-9/10"),
            ("Bytes = 3 - 6", "206 3..7 bytes 3-6/10"),
            ("bytes=3-100", "206 3..10 bytes 3-9/10"),
            ("bytes=3-99999999999999999999999", "206 3..10 bytes 3-9/10"),
            ("bytes=3-18446744073709551615", "206 3..10 bytes 3-9/10"),
            ("bytes=-1", "206 9..10 bytes 9-9/10"),
            ("bytes=-100", "206 0..10 bytes 0-9/10"),
            ("bytes=10-", "416 0..0 bytes */10"),
            ("bytes=10-20", "416 0..0 bytes */10"),
            ("bytes=99999999999999999999999-", "416 0..0 bytes */10"),
            ("bytes=-0", "416 0..0 bytes */10"),
            // No range, or not one.
            ("bytes=6-3", "200 0..10 "),
            ("bytes=-", "200 0..10 "),
            ("bytes=a-b", "200 0..10 "),
            ("bytes=+1-2", "200 0..10 "),
            ("bytes=1", "200 0..10 "),
            ("bytes", "200 0..10 "),
            ("", "200 0..10 "),
            ("lines=0-1", "200 0..10 "),
            ("bytes=0-1,3-4", "200 0..10 "),
            ("bytes=0-1,", "200 0..10 "),
        ] {
            assert_eq!(shown(range, 10), expected, "{range}");
        }
        assert_eq!(shown("bytes=0-", 0), "416 0..0 bytes */0");
        assert_eq!(shown("bytes=-5", 0), "200 0..0 ");
    }
}
