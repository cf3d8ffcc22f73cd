//! The columnists that the authors of a blog become.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::blog::Author;
use super::known_columnists::KnownColumnists;
use super::note_kinds::{AUTHORS_NAMED_BY_ADDRESS, SHARED_INITIALS, TWO_SPELLINGS};
use super::openings::Openings;
use super::proposed_columnist::ProposedColumnist;
use super::report::Note;
use crate::content::proposed_initials;

/// Proposes the columnists: the authors who have written posts, and whoever else begins paragraphs with initials.
/// `taken` are words that mean something else.
pub(super) fn propose(
    authors: &[Author],
    written: &HashSet<&str>,
    openings: &Openings,
    taken: &[String],
    known: &KnownColumnists<'_>,
) -> Vec<ProposedColumnist> {
    let is_word = |initials: &str| taken.iter().any(|word| word.eq_ignore_ascii_case(initials)) || is_heading(initials);
    let mut columnists: Vec<ProposedColumnist> = authors
        .iter()
        .filter(|author| written.contains(author.login.as_str()))
        .map(|author| {
            let name = name_of(author);
            let own_signs = own_signs(&name, &author.login, openings, &is_word);
            let is_named_by_address = name != author.name;
            let (login, id) = (author.login.clone(), author.id);
            let mut columnist =
                ProposedColumnist { name, login, id, own_signs, is_named_by_address, ..Default::default() };
            known.adopt(&mut columnist);
            columnist
        })
        .collect();
    let others = known.others(&columnists);
    columnists.extend(others);
    give_initials(&mut columnists, openings, &is_word);
    let is_known = |initials: &str| {
        let signs = |columnist: &ProposedColumnist| {
            columnist.initials == initials || columnist.own_signs.iter().any(|own| own == initials)
        };
        is_word(initials) || columnists.iter().any(signs)
    };
    let unknown = openings.words().filter(|words| openings.is_speaker(words) && !is_known(words));
    let unknown: Vec<ProposedColumnist> = unknown
        .map(|words| ProposedColumnist {
            name: words.to_owned(),
            initials: words.to_owned(),
            ..ProposedColumnist::default()
        })
        .collect();
    columnists.extend(unknown);
    columnists
}

/// Says what was decided about the columnists' names and initials.
pub(super) fn notes(columnists: &[ProposedColumnist], path: impl Fn(&ProposedColumnist) -> String) -> Vec<Note> {
    let mut notes = Vec::new();
    for columnist in columnists {
        let ProposedColumnist { name, initials, .. } = columnist;
        if columnist.is_named_by_address {
            notes.push(Note::new(AUTHORS_NAMED_BY_ADDRESS, path(columnist), name));
        }
        for own in &columnist.own_signs {
            let became = format!("`{own}:` became `{initials}:`");
            notes.push(match columnists.iter().find(|other| other.initials == *own) {
                Some(other) => {
                    let text = format!("{became} in posts of {name}; elsewhere it means {}", other.name);
                    Note::new(SHARED_INITIALS, path(columnist), text)
                }
                None => Note::new(TWO_SPELLINGS, path(columnist), became),
            });
        }
    }
    notes
}

/// Gives each author initials of their own: first those that the authors use themselves, those in most posts first.
fn give_initials(columnists: &mut [ProposedColumnist], openings: &Openings, is_word: &dyn Fn(&str) -> bool) {
    let mut used: Vec<(usize, String, usize)> = Vec::new();
    for (at, columnist) in columnists.iter().enumerate() {
        let signs = columnist.own_signs.iter();
        used.extend(signs.map(|own| (openings.posts_by(own, &columnist.login), own.clone(), at)));
    }
    used.sort_by_key(|(posts, _, at)| (Reverse(*posts), *at));
    let is_free = |initials: &str, columnists: &[ProposedColumnist]| {
        !is_word(initials) && !columnists.iter().any(|columnist| columnist.initials == initials)
    };
    for (_, initials, at) in used {
        if columnists[at].initials.is_empty() && is_free(&initials, columnists) {
            columnists[at].own_signs.retain(|own| *own != initials);
            columnists[at].initials = initials;
        }
    }
    for at in 0..columnists.len() {
        if columnists[at].initials.is_empty() {
            let mut wanted = variants(&columnists[at].name);
            wanted.sort_by_key(|initials| Reverse(openings.posts(initials)));
            wanted.extend((at..=at + columnists.len()).map(|number| format!("C{}", number + 1)));
            let free = wanted.into_iter().find(|initials| is_free(initials, columnists));
            columnists[at].initials = free.unwrap_or_default();
        }
    }
}

/// Returns an author's name. Blogs put an email address in its place, which is written nowhere.
fn name_of(author: &Author) -> String {
    let is_address = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '@').contains('@');
    let is_address = |word: &&str| word.len() > 1 && is_address(word);
    let without: Vec<&str> = author.name.split_whitespace().filter(|word| !is_address(word)).collect();
    if without.len() == author.name.split_whitespace().count() {
        return author.name.clone();
    }
    let address = if author.login.contains('@') { &author.name } else { &author.login };
    let mailbox = address.split('@').next().unwrap_or_default();
    let words: Vec<String> = mailbox
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect())
        .collect();
    let names = [without.join(" "), words.join(" "), "Columnist".to_owned()];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// Returns the initials of a columnist, and the names by which answers may begin: the whole and the first name, and other
/// initials that are nobody else's.
pub(super) fn spoken_names(columnist: &ProposedColumnist, all: &[ProposedColumnist]) -> (String, Vec<String>) {
    let first = columnist.name.split_whitespace().next().unwrap_or_default();
    let is_only = |own: &&String| {
        let mut others = all.iter().filter(|other| other.login != columnist.login);
        !others.any(|other| other.initials == **own || other.own_signs.contains(own))
    };
    let own_signs = columnist.own_signs.iter().filter(is_only).map(String::as_str);
    let names = [columnist.name.as_str(), first].into_iter().filter(|name| name.chars().count() > 1);
    (columnist.initials.clone(), names.chain(own_signs).map(str::to_owned).collect())
}

/// Words in capitals that begin paragraphs and are nobody's initials.
fn is_heading(words: &str) -> bool {
    const HEADINGS: [&str; 25] = [
        "PS", "PPS", "NB", "FAQ", "TL", "TLDR", "DR", "UPD", "EDIT", "NOTE", "URL", "TIP", "FYI", "RE", "CC", "TO",
        "PDF", "ISBN", "WHO", "WHAT", "WHEN", "WHY", "LW", "OP", "ETA",
    ];
    HEADINGS.contains(&words)
}

/// Returns the initials in the author's own posts that fit the name, the most used first: `TAB` of Thea Aldous-Byrne.
fn own_signs(name: &str, login: &str, openings: &Openings, is_word: &dyn Fn(&str) -> bool) -> Vec<String> {
    let signs = openings.words().filter(|words| openings.posts_by(words, login) > 0 && !is_word(words));
    let mut signs: Vec<String> = signs.filter(|words| is_short_for(words, name)).map(str::to_owned).collect();
    signs.sort_by_key(|words| Reverse(openings.posts_by(words, login)));
    signs
}

/// Returns true if initials are letters of a name in their order, of which the first begins it.
fn is_short_for(initials: &str, name: &str) -> bool {
    let mut letters = name.trim().chars().flat_map(char::to_uppercase);
    let mut initials = initials.chars();
    initials.next() == letters.next() && initials.all(|wanted| letters.any(|letter| letter == wanted))
}

/// Returns ways to shorten a name: the first letters of its words, then more of the last one.
fn variants(name: &str) -> Vec<String> {
    let short = proposed_initials(name);
    let parts = proposed_initials(&name.replace(['-', '‐', '‑'], " "));
    let last = name.split_whitespace().last().unwrap_or_default();
    let longer: String = last.chars().skip(1).take(1).flat_map(char::to_uppercase).collect();
    let first_and_last: String = short.chars().next().into_iter().chain(short.chars().last()).collect();
    let mut variants = vec![short.clone(), parts, first_and_last, format!("{short}{longer}"), format!("{short}2")];
    let is_valid = |initials: &String| initials.chars().count() > 1 && initials.chars().all(char::is_alphanumeric);
    variants.retain(is_valid);
    variants
}

#[cfg(test)]
#[allow(clippy::format_collect, reason = "short texts for comparing")]
mod tests {
    use super::*;

    /// The columnists proposed for authors, who have their names as logins, and for initials in posts of some of them.
    fn proposed(names: &[&str], posts: &[(&str, &str, usize)]) -> String {
        let authors: Vec<Author> =
            names.iter().map(|name| Author { id: 1, login: (*name).to_owned(), name: (*name).to_owned() }).collect();
        let written = names.iter().copied().collect();
        let mut openings = Openings::default();
        for (initials, author, count) in posts {
            for _ in 0..*count {
                openings.add_post(&format!("Q: May I?\n{initials}: Yes."), author, || vec!["Q".to_owned()]);
            }
        }
        let known = KnownColumnists { columnists: &[], file_of: &|_| None };
        let columnists = propose(&authors, &written, &openings, &["Q".to_owned(), "A".to_owned()], &known);
        let shown = |columnist: &ProposedColumnist| {
            let own: String = columnist.own_signs.iter().map(|own| format!("({own})")).collect();
            format!("{}={}{own} ", columnist.name, columnist.initials)
        };
        columnists.iter().map(shown).collect()
    }

    #[test]
    fn initials_are_those_that_the_posts_use() {
        assert_eq!(proposed(&["Sol Ann Marchetti"], &[]), "Sol Ann Marchetti=SAM ");
        assert_eq!(proposed(&["Sol Ann Marchetti"], &[("SM", "", 9)]), "Sol Ann Marchetti=SM ");
        assert_eq!(proposed(&["Sol Marchetti", "Sam Miller"], &[("SM", "", 9)]), "Sol Marchetti=SM Sam Miller=SMI ");
        assert_eq!(proposed(&["admin"], &[("TA", "", 2), ("GG", "", 1), ("PS", "", 9)]), "admin=AD TA=TA ");
    }

    #[test]
    fn initials_in_an_authors_own_posts_are_hers() {
        let thea = "Thea Aldous-Byrne";
        assert_eq!(proposed(&[thea], &[]), "Thea Aldous-Byrne=TA ");
        assert_eq!(proposed(&[thea], &[("TAB", thea, 1)]), "Thea Aldous-Byrne=TAB ");
        assert_eq!(proposed(&[thea], &[("TAB", "", 3)]), "Thea Aldous-Byrne=TAB ");
        assert_eq!(proposed(&[thea], &[("TA", thea, 2), ("TAB", thea, 3)]), "Thea Aldous-Byrne=TAB(TA) ");
        assert_eq!(proposed(&["Thea", "Sol"], &[("SM", "Thea", 3)]), "Thea=TH Sol=SO SM=SM ");
    }

    #[test]
    fn two_who_use_the_same_initials() {
        let [sol, sam] = ["Sol Marchetti", "Sam Moore"];
        let both = [("SM", sol, 3), ("SM", sam, 1)];
        assert_eq!(proposed(&[sol, sam], &both), "Sol Marchetti=SM Sam Moore=SMO(SM) ");
        let other = [("SM", sol, 1), ("SM", sam, 3)];
        assert_eq!(proposed(&[sol, sam], &other), "Sol Marchetti=SMA(SM) Sam Moore=SM ");
        assert_eq!(proposed(&[sol, sam], &[("SM", sam, 3)]), "Sol Marchetti=SMA Sam Moore=SM ");
    }

    #[test]
    fn an_email_address_is_no_name() {
        let name = |name: &str, login: &str| name_of(&Author { id: 1, login: login.to_owned(), name: name.to_owned() });
        assert_eq!(name("ed@mail.example", "edna_k"), "Edna K");
        assert_eq!(name("ed.moss9@mail.example", "ed.moss9@mail.example"), "Ed Moss");
        assert_eq!(name("Ed Moss (ed@mail.example)", "x"), "Ed Moss");
        assert_eq!(name("77@mail.example", "77"), "Columnist");
        assert_eq!(proposed(&["x@mail.example"], &[]), "X=XX ");
        assert_eq!(name("J. @ Home", "j"), "J. @ Home");
    }
}
