//! The words that people write in place of a price.

use super::price::PriceWord;

/// The meaning of a text that has words in place of a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wording {
    /// It means one of our words.
    Meant(PriceWord),
    /// It says that there is no price, or that none is known.
    None,
    /// It says that the price is not known.
    Unknown,
}

use PriceWord::{Free, OnRequest, Varies};
use Wording::{Meant, Unknown};

/// The beginnings of such texts in small letters; where one begins with another, the longer comes first.
const BEGINNINGS: [(Wording, &[&str]); 5] = [
    (
        Meant(Free),
        &[
            "free of charge",
            "free",
            "no charge",
            "no cost",
            "no fees",
            "no fee",
            "no tuition",
            "tuition free",
            "without charge",
            "at no charge",
            "at no cost",
            "for free",
            "complimentary",
            "costs nothing",
            "nothing",
            "waived",
            "gratis",
            "kostenlos",
            "kostenfrei",
            "gratuit",
        ],
    ),
    (
        Meant(Varies),
        &["varies", "vary", "varying", "variable", "various", "depends", "depending", "sliding scale", "sliding"],
    ),
    (
        Meant(OnRequest),
        &[
            "on request",
            "upon request",
            "by request",
            "request",
            "contact",
            "ask",
            "inquire",
            "enquire",
            "call",
            "email",
            "e mail",
            "write to",
            "quote",
            "poa",
            "price on application",
            "auf anfrage",
            "sur demande",
        ],
    ),
    (
        Unknown,
        &[
            "tbd",
            "tba",
            "tbc",
            "to be determined",
            "to be announced",
            "to be confirmed",
            "unknown",
            "unclear",
            "not known",
            "not stated",
            "not listed",
            "not published",
            "not available",
            "not yet",
            "n a",
            "na",
            "pending",
            "see",
            "check",
            "coming soon",
            "",
        ],
    ),
    (Wording::None, &["none", "no"]),
];

/// Words that may come first and add nothing.
const FIRST: [&str; 19] = [
    "completely",
    "totally",
    "entirely",
    "always",
    "currently",
    "available",
    "please",
    "it",
    "is",
    "s",
    "are",
    "the",
    "price",
    "prices",
    "cost",
    "costs",
    "tuition",
    "fee",
    "fees",
];

/// Returns what a text says that begins with such words, and the text after them. `None` for other texts.
pub(super) fn wording(text: &str) -> Option<(Wording, &str)> {
    let mut rest = text.trim();
    loop {
        let found = BEGINNINGS.iter().find_map(|(wording, beginnings)| {
            beginnings.iter().find_map(|beginning| Some((*wording, after(rest, beginning)?)))
        });
        if let Some((wording, rest)) = found {
            return Some((wording, rest.trim_matches(|c: char| !c.is_alphanumeric() && !is_sign(c))));
        }
        rest = FIRST.iter().find_map(|word| after(rest, word))?;
    }
}

fn is_sign(c: char) -> bool {
    "$£€¥₹%".contains(c)
}

/// Returns the text after some words, whatever is between them and in whatever case they are. `None` if it begins otherwise.
fn after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let start = |text: &'t str| text.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_sign(c));
    let mut rest = start(text);
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        if !rest[..end].eq_ignore_ascii_case(word) {
            return None;
        }
        rest = start(&rest[end..]);
    }
    (!words.is_empty() || rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_in_place_of_a_price_is_understood() {
        for (text, wording, rest) in [
            ("Free!", Meant(Free), ""),
            ("Tuition-free", Meant(Free), ""),
            ("It's completely free.", Meant(Free), ""),
            ("free for members", Meant(Free), "for members"),
            ("No charge", Meant(Free), ""),
            ("Prices vary", Meant(Varies), ""),
            ("Varies by state", Meant(Varies), "by state"),
            ("Contact the school", Meant(OnRequest), "the school"),
            ("Available upon request", Meant(OnRequest), ""),
            ("N/A", Unknown, ""),
            ("—", Unknown, ""),
            ("none", Wording::None, ""),
        ] {
            assert_eq!(super::wording(text), Some((wording, rest)), "{text}");
        }
        assert_eq!(super::wording("freeform"), None);
        assert_eq!(super::wording("a lot"), None);
    }
}
