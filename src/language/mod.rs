//! What differs between languages: quotation marks, dates, money and plurals.
//!
//! The data are those of Unicode CLDR (<https://cldr.unicode.org>), in `cldr.tsv`, a table that `cldr.py` writes. They are
//! under the Unicode License v3 (`LICENSE-UNICODE`).

mod alphabet;
mod apostrophes;
mod capital;
mod locale;
mod mark;
mod mark_finder;
mod mark_positions;
mod ordinal_months;
mod plural;
mod quotations;
mod tag;
mod transliteration;
mod typography;

pub use alphabet::Alphabet;
pub use apostrophes::with_apostrophes;
pub use capital::capitalized;
pub use locale::Locale;
pub use mark::Mark;
pub use mark_finder::MarkFinder;
pub use mark_positions::MarkPositions;
pub use ordinal_months::ENGLISH_MONTHS;
pub use plural::{PluralCategory, PluralRules};
pub use tag::is_language_tag;
pub use transliteration::{Transliteration, is_punctuation};
pub use typography::Typography;
