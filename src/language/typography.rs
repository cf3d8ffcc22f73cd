//! The typography of a language: its quotation marks, and whether the column wants them.

use super::apostrophes;
use super::locale::Locale;
use super::mark_positions::MarkPositions;
use super::ordinal_months;

/// The languages whose straight marks stay as they are: beside their characters, a straight mark is no word's end.
const UNCHANGED: [&str; 6] = ["ja", "ko", "lzh", "wuu", "yue", "zh"];

/// The typography of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typography {
    pub(super) style: Option<Style>,
}

/// The marks of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// The start and end of a quotation in double marks.
    pub(super) double: [&'static str; 2],
    /// The start and end of a quotation in single marks.
    pub(super) single: [&'static str; 2],
    /// The space before a question mark, in French.
    pub(super) narrow_space: Option<&'static str>,
    /// Words that begin with an apostrophe.
    pub(super) shortened: &'static [&'static str],
    /// True if the day of a date is written with a period: `1. Mai`.
    pub(super) has_ordinal_days: bool,
}

impl Default for Typography {
    fn default() -> Self {
        Self::of_language("en")
    }
}

impl Typography {
    /// Typography that changes nothing.
    pub const OFF: Self = Self { style: None };

    /// Returns the typography of a BCP 47 language tag.
    pub fn of_language(tag: &str) -> Self {
        let language = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        if UNCHANGED.contains(&language.as_str()) {
            return Self::OFF;
        }
        let is_french = language == "fr";
        let is_swiss = is_french && tag.split('-').any(|part| part.eq_ignore_ascii_case("CH"));
        let locale = Locale::of_language(tag);
        let mut quotes = locale.quotes.split(' ');
        let mut next = || {
            let mark = quotes.next().unwrap_or_default();
            if is_french { with_space(mark, is_swiss) } else { mark }
        };
        let style = Style {
            double: [next(), next()],
            single: [next(), next()],
            narrow_space: is_french.then_some("\u{202f}"),
            shortened: apostrophes::shortened_words(&language),
            has_ordinal_days: locale.date_long.contains(ordinal_months::DAY),
        };
        Self { style: Some(style) }
    }

    /// Returns true if words begin with the names of months, so that `1.` before each is the day of a date. Names that are
    /// English, too, are not enough where the language does not write dates so.
    pub fn are_ordinal_months<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> bool {
        let mut is_certain = self.style.is_some_and(|style| style.has_ordinal_days);
        words.all(|word| {
            is_certain |= !ordinal_months::is_english(word);
            ordinal_months::contains(word)
        }) && is_certain
    }

    /// Returns true if marks in a text may have to be replaced.
    pub fn may_change(&self, text: &str) -> bool {
        self.positions(text).is_some()
    }

    /// Returns the places of a text at which marks may have to be replaced. `None` if there are none.
    pub fn positions<'t>(&self, text: &'t str) -> Option<MarkPositions<'t>> {
        let positions = MarkPositions::new(text, self.style?.narrow_space.is_some());
        (!positions.is_empty()).then_some(positions)
    }
}

/// Returns a guillemet with the no-break space that French has within it: a narrow one in Switzerland.
fn with_space(mark: &'static str, is_swiss: bool) -> &'static str {
    match (mark, is_swiss) {
        ("«", false) => "«\u{a0}",
        ("»", false) => "\u{a0}»",
        ("«", true) => "«\u{202f}",
        ("»", true) => "\u{202f}»",
        ("‹", _) => "‹\u{202f}",
        ("›", _) => "\u{202f}›",
        (mark, _) => mark,
    }
}
