//! The columnists that the authors of a blog become.

use std::collections::{HashMap, HashSet};

use super::blog::Author;
use crate::content::proposed_initials;

/// A columnist, as the import proposes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProposedColumnist {
    pub(super) name: String,
    pub(super) initials: String,
    /// The login in the blog; empty for initials of nobody.
    pub(super) login: String,
    /// The number by which comments name them.
    pub(super) id: u64,
}

/// The number of posts that must begin an answer with initials before they are somebody's.
const ENOUGH_POSTS: usize = 2;

/// Proposes the columnists: the authors who have written posts, and whoever else begins paragraphs with initials.
/// `openings` has the initials that begin paragraphs, with the number of posts; `taken` are words that mean something else.
pub(super) fn propose(
    authors: &[Author],
    written: &HashSet<&str>,
    openings: &HashMap<String, usize>,
    taken: &[String],
) -> Vec<ProposedColumnist> {
    let mut columnists: Vec<ProposedColumnist> = Vec::new();
    let is_free = |initials: &str, known: &[ProposedColumnist]| {
        !taken.iter().any(|word| word.eq_ignore_ascii_case(initials))
            && !known.iter().any(|columnist| columnist.initials == initials)
    };
    for author in authors.iter().filter(|author| written.contains(author.login.as_str())) {
        let initials = used_initials(&author.name, openings)
            .into_iter()
            .chain(variants(&author.name))
            .find(|initials| is_free(initials, &columnists));
        columnists.push(ProposedColumnist {
            name: author.name.clone(),
            initials: initials.unwrap_or_else(|| format!("C{}", columnists.len() + 1)),
            login: author.login.clone(),
            id: author.id,
        });
    }
    let mut unknown: Vec<&String> = openings
        .iter()
        .filter(|(initials, posts)| **posts >= ENOUGH_POSTS && is_free(initials, &columnists) && !is_heading(initials))
        .map(|(initials, _)| initials)
        .collect();
    unknown.sort();
    columnists.extend(unknown.into_iter().map(|initials| ProposedColumnist {
        name: initials.clone(),
        initials: initials.clone(),
        login: String::new(),
        id: 0,
    }));
    columnists
}

/// Words in capitals that begin paragraphs and are nobody's initials.
fn is_heading(words: &str) -> bool {
    const HEADINGS: [&str; 22] = [
        "PS", "PPS", "NB", "FAQ", "TL", "TLDR", "DR", "UPD", "EDIT", "NOTE", "URL", "TIP", "FYI", "RE", "CC", "TO",
        "PDF", "ISBN", "WHO", "WHAT", "WHEN", "WHY",
    ];
    HEADINGS.contains(&words)
}

/// Returns the initials of a name that the posts use, the most used first.
fn used_initials(name: &str, openings: &HashMap<String, usize>) -> Vec<String> {
    let mut used: Vec<(&String, usize)> = variants(name)
        .filter_map(|initials| openings.get_key_value(&initials).map(|(initials, posts)| (initials, *posts)))
        .collect();
    used.sort_by(|(a, posts_a), (b, posts_b)| posts_b.cmp(posts_a).then(a.cmp(b)));
    used.into_iter().map(|(initials, _)| initials.clone()).collect()
}

/// Returns ways to shorten a name: the first letters of its words, then more of the last one.
fn variants(name: &str) -> impl Iterator<Item = String> {
    let short = proposed_initials(name);
    let last = name.split_whitespace().last().unwrap_or_default();
    let longer: String = last.chars().skip(1).take(1).flat_map(char::to_uppercase).collect();
    let first_and_last: String = short.chars().next().into_iter().chain(short.chars().last()).collect();
    [short.clone(), first_and_last, format!("{short}{longer}"), format!("{short}2")]
        .into_iter()
        .filter(|initials| initials.chars().count() > 1 && initials.chars().all(char::is_alphanumeric))
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
#[allow(clippy::format_collect, reason = "short texts for comparing")]
mod tests {
    use super::*;

    fn proposed(names: &[&str], openings: &[(&str, usize)]) -> String {
        let authors: Vec<Author> =
            names.iter().map(|name| Author { id: 1, login: (*name).to_owned(), name: (*name).to_owned() }).collect();
        let written = names.iter().copied().collect();
        let openings = openings.iter().map(|(initials, posts)| ((*initials).to_owned(), *posts)).collect();
        let columnists = propose(&authors, &written, &openings, &["Q".to_owned(), "A".to_owned()]);
        columnists.iter().map(|columnist| format!("{}={} ", columnist.name, columnist.initials)).collect()
    }

    #[test]
    fn initials_are_those_that_the_posts_use() {
        assert_eq!(proposed(&["Sol Ann Marchetti"], &[]), "Sol Ann Marchetti=SAM ");
        assert_eq!(proposed(&["Sol Ann Marchetti"], &[("SM", 9)]), "Sol Ann Marchetti=SM ");
        assert_eq!(proposed(&["Sol Marchetti", "Sam Miller"], &[("SM", 9)]), "Sol Marchetti=SM Sam Miller=SMI ");
        assert_eq!(proposed(&["admin"], &[("TA", 2), ("GG", 1), ("PS", 9)]), "admin=AD TA=TA ");
    }
}
