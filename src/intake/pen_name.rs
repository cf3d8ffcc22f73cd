//! Pen names that are phrases: `Sleepless in Seattle`.

/// The most words of a pen name.
const MOST_WORDS: usize = 7;

/// The small words in a pen name that is a phrase: `Stuck in Place`.
pub(super) const LINKS: [&str; 26] = [
    "in", "and", "but", "at", "on", "over", "with", "without", "by", "about", "for", "no", "not", "the", "a", "an",
    "to", "from", "out", "of", "under", "between", "or", "yet", "still", "&",
];

/// Words of a state that do not end as most of them do.
const STATES: [&str; 46] = [
    "worn",
    "burnt",
    "stuck",
    "lost",
    "sick",
    "sad",
    "mad",
    "torn",
    "broke",
    "blue",
    "shy",
    "new",
    "late",
    "cold",
    "done",
    "fed",
    "anxious",
    "desperate",
    "alone",
    "lonely",
    "angry",
    "happy",
    "unhappy",
    "guilty",
    "sorry",
    "weary",
    "wary",
    "uneasy",
    "between",
    "caught",
    "undecided",
    "wondering",
    "drowning",
    "struggling",
    "freezing",
    "burning",
    "waiting",
    "dreading",
    "grieving",
    "sinking",
    "seething",
    "suffering",
    "floundering",
    "hoping",
    "almost",
    "perfectly",
];

/// Returns true for a name that is a phrase of the kind that readers of such columns sign with: `Sleepless in Seattle`. A name
/// that might be somebody's own is none.
pub(super) fn is_pen_name(name: &str, sender: Option<&str>) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let Some((first, rest)) = words.split_first() else { return false };
    let is_state = STATES.contains(&first.as_str()) || first.len() > 4 && has_ending_of_state(first);
    let has_link = rest.len() > 1 && rest[..rest.len() - 1].iter().any(|word| LINKS.contains(&word.as_str()));
    let of_sender =
        |word: &str| sender.is_some_and(|sender| sender.to_lowercase().split_whitespace().any(|part| part == word));
    let is_plain = name.chars().all(|c| c.is_alphabetic() || " '’&,-".contains(c));
    is_state && has_link && is_plain && words.len() <= MOST_WORDS && !words.iter().any(|word| of_sender(word))
}

fn has_ending_of_state(word: &str) -> bool {
    // Alfred, Mildred, and the like.
    let is_name =
        word.ends_with("fred") || word.ends_with("dred") || word.ends_with("ahmed") || word.ends_with("hamed");
    !is_name && ["ed", "less", "ful", "ous"].iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_phrase_is_a_pen_name() {
        for name in
            ["Stuck in Place", "Sleepless in Seattle", "CONFUSED AND TIRED", "Fed Up with Metadata", "Lost at Sea"]
        {
            assert!(is_pen_name(name, Some("Jane Doe")), "{name}");
        }
        for name in [
            "Jane Doe",
            "Alfred and Jane",
            "Dean of Students",
            "Stuck",
            "Librarian in Boston",
            "Jane",
            "",
            "Lost in Jane",
        ] {
            assert!(!is_pen_name(name, Some("Jane Doe")), "{name}");
        }
    }
}
