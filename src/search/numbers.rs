//! Numbers as text in base 46, with characters that need no escape in JavaScript. There are 92: the first 46 end a number,
//! the others are the digits before its last.

use super::file::FileText;

/// The base.
const BASE: u32 = 46;

/// The digits of the greatest number.
const MOST_DIGITS: usize = 6;

/// A record with more bytes of postings is left out of a query that has other words.
pub(super) const FREQUENT: usize = 2048;

/// All printable characters of ASCII but `$`, the backslash, and the backtick.
pub(super) const DIGITS: &[u8; 92] =
    b" !\"#%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~";

/// A unit that has a stem, and the weight of the stem there, from 0 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnitWeight {
    pub(super) unit: u32,
    pub(super) weight: u8,
}

/// Appends postings: of each the gap to the one before, times four, plus the weight.
pub(super) fn push_postings(postings: impl Iterator<Item = UnitWeight>, out: &mut FileText) {
    each_number(postings, |number| push_number(number, out));
}

/// Returns the number of bytes of postings.
pub(super) fn postings_length(postings: impl Iterator<Item = UnitWeight>) -> usize {
    let mut length = 0;
    each_number(postings, |number| length += digits(number));
    length
}

/// Returns the number of digits of a number.
fn digits(number: u32) -> usize {
    let longer = [BASE, BASE.pow(2), BASE.pow(3), BASE.pow(4), BASE.pow(5)];
    1 + longer.into_iter().filter(|first| number >= *first).count()
}

fn each_number(postings: impl Iterator<Item = UnitWeight>, mut found: impl FnMut(u32)) {
    let mut next = 0;
    for UnitWeight { unit, weight } in postings {
        found((unit - next) * 4 + u32::from(weight));
        next = unit + 1;
    }
}

fn push_number(number: u32, out: &mut FileText) {
    // From the last digit to the first.
    let (mut digits, mut start, mut rest) = ([0; MOST_DIGITS], MOST_DIGITS - 1, number / BASE);
    digits[start] = DIGITS[(number % BASE) as usize];
    while rest > 0 {
        start -= 1;
        digits[start] = DIGITS[(BASE + rest % BASE) as usize];
        rest /= BASE;
    }
    out.push_ascii(&digits[start..]);
}
