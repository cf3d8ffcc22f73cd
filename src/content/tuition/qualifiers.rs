//! The words beside an amount: what it is the price of, whom it is for, and how exact it is.

use super::Unit;

/// Words between a price and its unit.
const PER: [&str; 7] = ["per", "each", "a", "an", "every", "je", "pro"];

/// Units that no field has, and words for prices by them.
const OTHER_UNITS: [&str; 20] = [
    "semester",
    "term",
    "quarter",
    "trimester",
    "month",
    "monthly",
    "week",
    "weekly",
    "unit",
    "hour",
    "hourly",
    "module",
    "class",
    "session",
    "day",
    "daily",
    "ects",
    "installment",
    "payment",
    "book",
];

/// Words that make an amount the lowest or the highest of several.
const BOUNDS: [&str; 20] = [
    "from",
    "starting",
    "starts",
    "beginning",
    "up to",
    "under",
    "over",
    "above",
    "below",
    "at least",
    "at most",
    "minimum",
    "min",
    "maximum",
    "max",
    "less than",
    "more than",
    "no more",
    "and up",
    "ab",
];

/// Words that make the next amount a part that is added.
const MORE: [&str; 9] = ["plus", "fee", "fees", "deposit", "books", "materials", "excluding", "not including", "with"];

const IN_STATE: [&str; 3] = ["in state", "resident", "residents"];
const OUT_OF_STATE: [&str; 6] =
    ["out of state", "nonresident", "nonresidents", "non resident", "non residents", "not in state"];

/// Words that add nothing to a price of which unit or group is known.
const FILLERS: [&str; 29] = [
    "p", "annual", "jahr", "per", "each", "a", "an", "every", "credit", "credits", "course", "courses", "year", "yr",
    "annum", "annually", "yearly", "hour", "hours", "for", "students", "student", "and", "or", "to", "tuition",
    "between", "range", "je",
];

/// The words of a text in small letters, with a space on each side: `-` and `/` are none of them.
pub(super) struct Qualifiers(String);

/// The unit that an amount is the price of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WrittenUnit {
    /// One that a field has.
    Known(Unit),
    /// Another.
    Other,
}

/// Which of two groups a text names, and which one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Groups {
    InState,
    OutOfState,
    InStateFirst,
    OutOfStateFirst,
}

impl Qualifiers {
    pub(super) fn of(text: &str) -> Self {
        // `$45/$60` is two prices.
        let per = text.split('/').map(str::trim_start).enumerate();
        let is_unit = |at: usize, part: &str| at > 0 && part.starts_with(char::is_alphabetic);
        let per = per.map(|(at, part)| format!(" {}{part}", if is_unit(at, part) { "per " } else { "" }));
        let text = per.collect::<String>().replace(['×', '='], " x ").to_lowercase();
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self(format!(" {} ", words.collect::<Vec<_>>().join(" ")))
    }

    fn has(&self, words: &str) -> bool {
        self.at(words).is_some()
    }

    fn at(&self, words: &str) -> Option<usize> {
        self.0.find(&format!(" {words} "))
    }

    /// Returns what the amount is the price of. `None` if it is that of the whole.
    pub(super) fn unit(&self) -> Option<WrittenUnit> {
        if ["annually", "yearly", "annual", "per annum", "p a"].iter().any(|words| self.has(words)) {
            return Some(WrittenUnit::Known(Unit::Year));
        }
        if ["monthly", "weekly", "hourly", "daily"].iter().any(|word| self.has(word)) {
            return Some(WrittenUnit::Other);
        }
        if ["each ", "ea ", "apiece "].iter().any(|word| self.0.ends_with(&format!(" {word}"))) {
            return Some(WrittenUnit::Other);
        }
        let words: Vec<&str> = self.0.split_whitespace().collect();
        words.windows(2).filter(|pair| PER.contains(&pair[0])).find_map(|pair| match pair[1] {
            "credit" | "credits" => Some(WrittenUnit::Known(Unit::Credit)),
            "course" | "courses" => Some(WrittenUnit::Known(Unit::Course)),
            "year" | "yr" | "jahr" => Some(WrittenUnit::Known(Unit::Year)),
            word if OTHER_UNITS.contains(&word) => Some(WrittenUnit::Other),
            // `per 3 credits`
            word if pair[0] == "per" && word.starts_with(|c: char| c.is_ascii_digit()) => Some(WrittenUnit::Other),
            _ => None,
        })
    }

    /// Returns true if the amount is the lowest or the highest of several.
    pub(super) fn is_bound(&self) -> bool {
        BOUNDS.iter().any(|words| self.has(words))
    }

    /// Returns true for `3 x $500`, with or without the result.
    pub(super) fn is_product(&self) -> bool {
        self.has("x") || self.has("times")
    }

    /// Returns true if something is to be paid as well.
    pub(super) fn has_more(&self) -> bool {
        MORE.iter().any(|words| self.has(words))
    }

    /// Returns the groups that are named.
    pub(super) fn groups(&self) -> Option<Groups> {
        let out = OUT_OF_STATE.iter().filter_map(|words| self.at(words)).min();
        let text =
            OUT_OF_STATE.iter().fold(self.0.clone(), |text, words| text.replace(words, &"·".repeat(words.len())));
        let inside = IN_STATE.iter().filter_map(|words| text.find(&format!(" {words} "))).min();
        match (inside, out) {
            (Some(_), None) => Some(Groups::InState),
            (None, Some(_)) => Some(Groups::OutOfState),
            (Some(inside), Some(out)) if inside < out => Some(Groups::InStateFirst),
            (Some(_), Some(_)) => Some(Groups::OutOfStateFirst),
            (None, None) => None,
        }
    }

    /// Returns true if there is more than a unit and groups. `is_currency` knows the names of currencies.
    pub(super) fn has_others(&self, is_currency: impl Fn(&str) -> bool) -> bool {
        let groups = OUT_OF_STATE.iter().chain(&IN_STATE);
        let text = groups.fold(self.0.clone(), |text, words| text.replace(&format!(" {words} "), "  "));
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        text.split_whitespace().any(|word| !FILLERS.contains(&word) && !is_number(word) && !is_currency(word))
    }
}
