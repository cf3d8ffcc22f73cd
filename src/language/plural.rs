//! The plural forms of a language, for whole numbers.

/// A plural form, by the name that CLDR gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PluralCategory {
    /// `zero`
    Zero,
    /// `one`
    One,
    /// `two`
    Two,
    /// `few`
    Few,
    /// `many`
    Many,
    /// `other`
    Other,
}

impl PluralCategory {
    /// All forms, in the order of CLDR.
    pub const ALL: [Self; 6] = [Self::Zero, Self::One, Self::Two, Self::Few, Self::Many, Self::Other];

    /// Returns the name in files of strings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::One => "one",
            Self::Two => "two",
            Self::Few => "few",
            Self::Many => "many",
            Self::Other => "other",
        }
    }

    /// Returns the form of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// The rules by which a language chooses the form for a number (UTS #35, part 3, “Language Plural Rules”).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PluralRules {
    /// `one:n=1;few:n%10=2..4&n%100!=12..14`
    rules: &'static str,
}

/// The highest number by which it is decided which forms a language needs. CLDR has a form for millions in French and
/// Spanish, which no column counts.
const MOST_COUNTED: u64 = 200;

impl PluralRules {
    pub(super) fn new(rules: &'static str) -> Self {
        Self { rules }
    }

    /// Returns the form for a number.
    pub fn category(self, n: u64) -> PluralCategory {
        let rules = self.rules.split(';').filter_map(|rule| rule.split_once(':'));
        let is_met =
            |condition: &str| condition.split('|').any(|part| part.split('&').all(|relation| holds(relation, n)));
        let mut met = rules.filter(|(_, condition)| is_met(condition));
        met.next().and_then(|(name, _)| PluralCategory::from_name(name)).unwrap_or(PluralCategory::Other)
    }

    /// Returns the forms that a text with a count needs, in the order of CLDR.
    pub fn needed(self) -> Vec<PluralCategory> {
        let mut needed: Vec<_> = (0..=MOST_COUNTED).map(|n| self.category(n)).collect();
        needed.sort();
        needed.dedup();
        needed
    }
}

/// Returns true if a relation such as `n%10=2..4` holds.
fn holds(relation: &str, n: u64) -> bool {
    let Some((operand, values)) = relation.split_once('=') else { return false };
    let (operand, is_negated) = operand.strip_suffix('!').map_or((operand, false), |operand| (operand, true));
    let modulus = operand.split_once('%').and_then(|(_, modulus)| modulus.parse::<u64>().ok());
    let value = modulus.map_or(n, |modulus| n.checked_rem(modulus).unwrap_or(n));
    let is_in = |range: &str| {
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        first.parse().is_ok_and(|first| value >= first) && last.parse().is_ok_and(|last| value <= last)
    };
    values.split(',').any(is_in) != is_negated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Locale;

    fn names(tag: &str, numbers: &[u64]) -> String {
        let rules = Locale::of_language(tag).plural_rules();
        numbers.iter().map(|n| rules.category(*n).name()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn forms_are_those_of_cldr() {
        assert_eq!(names("en", &[0, 1, 2, 21]), "other one other other");
        assert_eq!(names("de-AT", &[0, 1, 2]), "other one other");
        assert_eq!(names("fr", &[0, 1, 2, 1_000_000]), "one one other many");
        assert_eq!(names("pt", &[0, 1, 2]), "one one other");
        assert_eq!(names("pt-PT", &[0, 1, 2]), "other one other");
        assert_eq!(names("pl", &[1, 2, 5, 12, 21, 22, 25]), "one few many many many few many");
        assert_eq!(names("ru", &[1, 2, 5, 11, 21, 111, 122]), "one few many many one many few");
        assert_eq!(names("cs", &[1, 2, 5]), "one few other");
        assert_eq!(names("ar", &[0, 1, 2, 3, 11, 100]), "zero one two few many other");
        assert_eq!(names("he", &[1, 2, 3]), "one two other");
        assert_eq!(names("lv", &[0, 1, 11, 2]), "zero one zero other");
        assert_eq!(names("cy", &[0, 1, 2, 3, 6, 4]), "zero one two few many other");
        assert_eq!(names("lt", &[1, 2, 11, 21]), "one few other one");
        assert_eq!(names("ja", &[0, 1, 2]), "other other other");
        assert_eq!(names("tlh", &[1, 2]), "one other");
    }

    #[test]
    fn a_language_needs_the_forms_of_small_numbers() {
        let needed = |tag: &str| {
            let needed = Locale::of_language(tag).plural_rules().needed();
            needed.into_iter().map(PluralCategory::name).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(needed("en"), "one other");
        assert_eq!(needed("fr"), "one other");
        assert_eq!(needed("pl"), "one few many");
        assert_eq!(needed("ja"), "other");
        assert_eq!(needed("ar"), "zero one two few many other");
    }
}
