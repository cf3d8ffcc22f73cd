//! The habits of a blog's letters that no single post shows: whom they greet, and how they begin.

use std::collections::HashMap;

use super::openings::lines;
use crate::content::salutation_word;

/// The style of a letter that sets it off from its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterStyle {
    Quoted,
    Italic,
    Bold,
}

/// How posts begin, counted.
#[derive(Debug, Default)]
pub(super) struct HabitTally {
    posts: usize,
    /// The posts that begin with text in each style, in the order of [`LetterStyle`].
    styles: [usize; 3],
    /// The names in the first salutation of each post, in small letters.
    salutations: HashMap<String, usize>,
}

/// The habits of a blog.
#[derive(Debug, Default)]
pub(super) struct LetterHabits {
    /// The names by which letters greet the columnist, in small letters.
    pub(super) addressees: Vec<String>,
    styles: [bool; 3],
}

/// The number of posts that make a habit.
const ENOUGH_POSTS: usize = 3;

impl HabitTally {
    /// Counts how a post begins.
    pub(super) fn add_post(&mut self, body: &str) {
        self.posts += 1;
        if let Some(style) = first_style(body) {
            self.styles[style as usize] += 1;
        }
        if let Some(name) = lines(body).find_map(greeted) {
            *self.salutations.entry(name).or_default() += 1;
        }
    }

    /// Returns the habits. A blog called `Dear Prudence` or `Ask Prudence` is greeted by its title, too.
    pub(super) fn habits(&self, title: &str) -> LetterHabits {
        let all: usize = self.salutations.values().sum();
        let is_habit = |posts: usize, of: usize| posts >= ENOUGH_POSTS && 3 * posts >= of;
        let often = self.salutations.iter().filter(|(name, posts)| is_habit(**posts, all) && !is_everyone(name));
        let mut addressees: Vec<String> = often.map(|(name, _)| name.clone()).collect();
        let title = title.trim().to_lowercase();
        let of_title = ["dear ", "ask "].into_iter().filter_map(|word| title.strip_prefix(word));
        addressees.extend(of_title.map(str::to_owned));
        addressees.push(title);
        addressees.retain(|name| !name.is_empty());
        addressees.sort();
        addressees.dedup();
        LetterHabits { addressees, styles: self.styles.map(|posts| is_habit(posts, self.posts)) }
    }
}

impl LetterHabits {
    /// Returns true if many posts begin in this style.
    pub(super) fn begins(&self, style: LetterStyle) -> bool {
        self.styles[style as usize]
    }
}

/// Returns the style of a text's first words.
fn first_style(body: &str) -> Option<LetterStyle> {
    let mut rest = body.trim_start();
    while let Some((tag, after)) = rest.strip_prefix('<').and_then(|inner| inner.split_once('>')) {
        let name = tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "blockquote" => return Some(LetterStyle::Quoted),
            "em" | "i" => return Some(LetterStyle::Italic),
            "strong" | "b" => return Some(LetterStyle::Bold),
            _ => rest = after.trim_start(),
        }
    }
    None
}

/// Returns the name in the salutation at the start of a line, in small letters.
fn greeted(text: &str) -> Option<String> {
    let near = &text[..text.floor_char_boundary(LONGEST_SALUTATION)];
    let (_, name) = salutation_name(near.split('<').next().unwrap_or_default())?;
    Some(name.to_lowercase())
}

/// The longest salutation, in bytes.
pub(super) const LONGEST_SALUTATION: usize = 70;

/// Returns the salutation's first word in small letters and the name in `Dear Sol, …`, `DEAR SOL: …`, or `Dear Sol` alone.
pub(super) fn salutation_name(text: &str) -> Option<(String, &str)> {
    let (first, after) = text.split_once([' ', '\u{a0}'])?;
    let first = first.to_lowercase();
    let capital: String = first.chars().take(1).flat_map(char::to_uppercase).chain(first.chars().skip(1)).collect();
    salutation_word(&format!("{capital} "))?;
    let end = after.find([',', ':', '!', ';', '—', '–', '\n']).or_else(|| after.find(" - "));
    let is_whole = text.len() < LONGEST_SALUTATION - 3;
    let name = match end {
        Some(end) => &after[..end],
        None if is_whole => after,
        None => return None,
    };
    let name = name.trim();
    let is_name = name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= 7
        && !name.contains(['?', '(', '"', '“'])
        && (end.is_some() || !name.ends_with('.'));
    is_name.then_some((first, name))
}

/// Returns true for words that greet whoever reads.
pub(super) fn is_everyone(name: &str) -> bool {
    const WORDS: [&str; 38] = [
        "all",
        "alle",
        "amigas",
        "amigos",
        "amies",
        "amis",
        "blog",
        "colleagues",
        "community",
        "diary",
        "everybody",
        "everyone",
        "fans",
        "followers",
        "folks",
        "freunde",
        "friend",
        "friends",
        "god",
        "gang",
        "internet",
        "kollegen",
        "lecteurs",
        "lectores",
        "leser",
        "leserinnen",
        "librarians",
        "madam",
        "members",
        "people",
        "readers",
        "santa",
        "sir",
        "subscribers",
        "team",
        "there",
        "world",
        "you",
    ];
    let name = name.to_lowercase();
    name.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_salutations() {
        let name = |text| salutation_name(text).map(|(_, name)| name);
        assert_eq!(name("Dear Sol, may I?"), Some("Sol"));
        assert_eq!(name("DEAR ABBY: May I?"), Some("ABBY"));
        assert_eq!(name("Dear Captain Awkward"), Some("Captain Awkward"));
        assert_eq!(name("Hi Sleepless in Seattle — do"), Some("Sleepless in Seattle"));
        assert_eq!(name("Dear M.J.B.: Yes."), Some("M.J.B."));
        assert_eq!(name("Liebe Sol, darf ich?"), Some("Sol"));
        for none in ["Dear me.", "Dear old books are dear", "Deary, dear", "Hello", "Hi, all", "Dear Is it (so), what"]
        {
            assert_eq!(name(none), None, "{none}");
        }
    }

    #[test]
    fn what_many_posts_do() {
        let mut tally = HabitTally::default();
        for (body, posts) in [
            ("<p>Dear Captain Awkward,<br>May I?</p>\n<p>Dear Anne, yes.</p>", 3),
            ("<!-- wp:quote --><blockquote><p>Dear readers, no.", 4),
            ("<p><em>May I?</em></p>", 2),
        ] {
            (0..posts).for_each(|_| tally.add_post(body));
        }
        let habits = tally.habits("Ask Sol");
        assert_eq!(habits.addressees, ["ask sol", "captain awkward", "sol"]);
        assert!(habits.begins(LetterStyle::Quoted) && !habits.begins(LetterStyle::Italic));
        assert!(!habits.begins(LetterStyle::Bold));
    }
}
