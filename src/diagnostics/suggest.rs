//! "Did you mean …?"

/// The number of names that a help lists: nobody reads more.
const MOST_LISTED: usize = 8;

/// The number of names up to which they are compared with what was written.
const MOST_COMPARED: usize = 1_000;

/// Returns the candidate that is closest to a text, if it is close enough to be what was meant.
///
/// Swapped letters, or a letter missing or doubled, are close enough; half the word different is not. Case is ignored.
pub fn closest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    let allowed = (length / 3).clamp(1, 4);
    let letters = letters(&written);
    candidates
        .into_iter()
        .filter(|candidate| !candidate.is_empty() && !written.is_empty())
        .map(|candidate| (candidate.to_lowercase(), candidate))
        // Nearly all are too long, too short or of other letters, which is seen without comparing them.
        .filter(|(lower, _)| lower.chars().count().abs_diff(length) <= allowed)
        .filter(|(lower, _)| is_similar(letters, self::letters(lower), allowed))
        .map(|(lower, candidate)| (strsim::osa_distance(&written, &lower), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Returns names as a help lists them: "`a`, `b`". Of more than eight, it lists eight, those first that resemble what was
/// written, and says how many there are besides.
pub fn list_names<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.into_iter().collect();
    if (MOST_LISTED + 1..=MOST_COMPARED).contains(&names.len()) {
        let written = written.to_lowercase();
        let near = (written.chars().count() / 2).max(2);
        // The others stay in their order.
        names.sort_by_cached_key(|name| strsim::osa_distance(&written, &name.to_lowercase()).min(near + 1));
    }
    let (listed, others) = names.split_at(names.len().min(MOST_LISTED));
    let listed = format!("`{}`", listed.join("`, `"));
    if others.is_empty() { listed } else { format!("{listed}, and {} more", others.len()) }
}

/// Returns the set of a text's letters, as bits.
fn letters(text: &str) -> u64 {
    text.chars().fold(0, |letters, c| letters | 1 << (u32::from(c) & 63))
}

/// Returns false if two texts with these letters differ in more places than allowed: each change brings one letter in, and
/// takes one out.
fn is_similar(a: u64, b: u64, allowed: usize) -> bool {
    let differ = (a & !b).count_ones().max((b & !a).count_ones());
    usize::try_from(differ).is_ok_and(|differ| differ <= allowed)
}

/// Suggests names for many texts, up to a number of comparisons: ten thousand unknown words against sixty thousand names
/// would take minutes, and nobody reads so many suggestions.
#[derive(Debug)]
pub struct Suggester {
    comparisons: usize,
}

impl Default for Suggester {
    fn default() -> Self {
        Self { comparisons: 1_000_000 }
    }
}

impl Suggester {
    /// Returns what [`closest`] returns; `None` after too many comparisons.
    pub fn closest<'a>(&mut self, written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        if self.comparisons == 0 {
            return None;
        }
        let counted = candidates.into_iter().inspect(|_| self.comparisons = self.comparisons.saturating_sub(1));
        closest(written, counted)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Suggester, closest, list_names};

    #[test]
    fn of_many_names_the_nearest_are_listed() {
        assert_eq!(list_names("x", ["a", "b"]), "`a`, `b`");
        let names: Vec<String> = (1..=20).map(|number| format!("name-{number}")).collect();
        let listed = list_names("name-20", names.iter().map(String::as_str));
        let nearest = "`name-20`, `name-2`, `name-10`, `name-21`";
        assert!(listed.starts_with(&nearest[..28]) && listed.ends_with(" and 12 more"), "{listed}");
    }

    #[test]
    fn suggestions_end_after_a_million_comparisons() {
        let names: Vec<String> = (0..400_000).map(|number| format!("name {number}")).collect();
        let mut suggester = Suggester::default();
        let mut suggest = || suggester.closest("nmae 7", names.iter().map(String::as_str));
        assert_eq!(
            [suggest(), suggest(), suggest(), suggest()],
            [Some("name 7"), Some("name 7"), Some("name 7"), None]
        );
    }

    #[test]
    fn of_many_names_eight_are_listed_and_near_ones_come_first() {
        assert_eq!(list_names("x", ["open", "closed"]), "`open`, `closed`");
        let many = ["title", "date", "tags", "asker", "draft", "slug", "id", "extra", "aliases", "updated"];
        assert_eq!(
            list_names("zzzzz", many),
            "`title`, `date`, `tags`, `asker`, `draft`, `slug`, `id`, `extra`, and 2 more"
        );
        assert_eq!(
            list_names("update", many),
            "`updated`, `date`, `title`, `tags`, `asker`, `draft`, `slug`, `id`, and 2 more"
        );
    }

    proptest! {
        #[test]
        fn no_near_word_is_passed_over(written in "[a-dé]{1,9}", candidate in "[a-dé]{1,9}") {
            let allowed = (written.chars().count() / 3).clamp(1, 4);
            let near = strsim::osa_distance(&written, &candidate) <= allowed;
            prop_assert_eq!(closest(&written, [candidate.as_str()]).is_some(), near);
        }
    }

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        let keys = ["title", "tags", "date", "description"];
        assert_eq!(closest("tgas", keys), Some("tags"));
        assert_eq!(closest("Titel", keys), Some("title"));
        assert_eq!(closest("desciption", keys), Some("description"));
        assert_eq!(closest("author", keys), None);
        assert_eq!(closest("", keys), None);
        assert_eq!(closest("", [""]), None);
    }
}
