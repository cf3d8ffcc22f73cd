//! "Did you mean …?"

/// Returns the candidate that is closest to a text, if it is close enough to be what was meant.
///
/// Swapped letters, or a letter missing or doubled, are close enough; half the word different is not. Case is ignored.
pub fn closest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    let allowed = (written.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .filter(|candidate| !candidate.is_empty())
        .map(|candidate| (strsim::osa_distance(&written, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && !candidate.is_empty() && !written.is_empty())
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

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
