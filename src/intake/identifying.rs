//! The words of a letter that may say who wrote it. They are proposed: what may be printed is for the columnist to say.

use std::collections::HashSet;

use super::capitalized::capitalized;
use super::footer_words::{is_below_mail, is_notice};
use super::incoming::Incoming;
use super::sign_off::SignOff;
use crate::content::salutation_word;

/// Words of the column that identify nobody: its terms, tags, programs, and columnists.
#[derive(Debug, Default)]
pub struct CommonNames {
    names: HashSet<String>,
    /// True where every noun has a capital.
    has_capital_nouns: bool,
}

impl CommonNames {
    /// Collects the names of a column in this language.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>, language: &str) -> Self {
        let names = names.into_iter().flat_map(|name| {
            let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_owned).chain([name.to_owned()]).collect::<Vec<_>>()
        });
        let names = names.map(|name| name.to_lowercase()).collect();
        Self { names, has_capital_nouns: language.split('-').next() == Some("de") }
    }

    fn has(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.names.contains(&words) || words.split(' ').all(|word| self.names.contains(word))
    }
}

/// The most proposals: a longer list is read by nobody.
const MOST: usize = 60;

/// Returns the words that may identify the sender of a reply: those of her name and her addresses. The words of her
/// text are read among those of others.
pub(super) fn proposals_for_reply(incoming: &Incoming, sign_off: Option<&SignOff>, shown: Option<&str>) -> Vec<String> {
    sure_proposals(incoming, &incoming.paragraphs(), sign_off, shown).list
}

/// Returns the words that may identify the sender of a letter, each once, the surest first.
pub(super) fn proposals(
    incoming: &Incoming,
    sign_off: Option<&SignOff>,
    pen_name: Option<&str>,
    common: &CommonNames,
) -> Vec<String> {
    // A real name in the place of a pen name is for the columnist to decide.
    let is_real = |name: &&str| incoming.name.as_deref().is_some_and(|real| words_of(real) == words_of(name));
    let paragraphs = incoming.paragraphs();
    let mut found = sure_proposals(incoming, &paragraphs, sign_off, pen_name.filter(|name| !is_real(name)));
    // In a signature every name counts, but not what a program has added.
    let is_added = |line: &&String| is_below_mail(line) || is_notice(line);
    for line in incoming.signature.iter().filter(|line| !is_added(line)) {
        let is_name = |words: &String| words.chars().count() > 2 && !common.has(words);
        found.add_all(capitalized(line, true).into_iter().filter(is_name));
    }
    let is_salutation = |line: &&String| salutation_word(line).is_some_and(|(_, name)| name.split(' ').count() < 5);
    for words in paragraphs.iter().filter(|line| !is_salutation(line)).flat_map(|line| capitalized(line, false)) {
        let is_word_of_language = common.has_capital_nouns && !words.contains(' ');
        if !is_word_of_language && !common.has(&words) {
            found.add(words);
        }
    }
    found.list
}

/// Returns the words of names, addresses, and numbers.
fn sure_proposals(
    incoming: &Incoming,
    paragraphs: &[String],
    sign_off: Option<&SignOff>,
    pen_name: Option<&str>,
) -> Proposals {
    let mut found = Proposals { pen_name: words_of(pen_name.unwrap_or_default()), ..Proposals::default() };
    for name in [incoming.name.as_deref(), sign_off.map(|found| found.name.as_str())].into_iter().flatten() {
        found.add_name(name);
    }
    found.add_all(incoming.email.iter().cloned());
    found.add_all(incoming.email.iter().filter_map(|email| employer(email)));
    for line in incoming.signature.iter().chain(paragraphs) {
        found.add_all(line.split_whitespace().filter_map(address));
        found.add_all(numbers(line));
    }
    found
}

/// Returns the words of a name, in small letters.
fn words_of(name: &str) -> HashSet<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[derive(Default)]
struct Proposals {
    list: Vec<String>,
    seen: HashSet<String>,
    /// The words of the pen name, which are printed.
    pen_name: HashSet<String>,
}

impl Proposals {
    fn add(&mut self, words: String) {
        let key = words.to_lowercase();
        // The parts of a name are there already.
        let is_known = |key: &str| key.split(' ').all(|part| self.seen.contains(part));
        let is_pen_name = words_of(&key).is_subset(&self.pen_name);
        if self.list.len() < MOST && key.chars().count() > 1 && !is_pen_name && !is_known(&key) && self.seen.insert(key)
        {
            self.list.push(words);
        }
    }

    fn add_all(&mut self, all: impl IntoIterator<Item = String>) {
        all.into_iter().for_each(|words| self.add(words));
    }

    /// Adds the parts of a name.
    fn add_name(&mut self, name: &str) {
        // An address in the place of a name is added as such.
        let parts = name.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.contains('@'));
        let parts = parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
        self.add_all(parts.filter(|part| part.chars().count() > 1 && !is_title(part)).map(str::to_owned));
    }
}

fn is_title(part: &str) -> bool {
    matches!(
        &*part.to_lowercase(),
        "dr" | "prof" | "mr" | "mrs" | "ms" | "mx" | "and" | "the" | "in" | "of" | "mls" | "mlis" | "phd" | "via"
    )
}

/// Hosts of mailboxes that anybody can have, without what follows the first dot.
const FREE_MAIL: [&str; 30] = [
    "gmail",
    "googlemail",
    "outlook",
    "hotmail",
    "live",
    "msn",
    "yahoo",
    "ymail",
    "rocketmail",
    "aol",
    "icloud",
    "me",
    "mac",
    "proton",
    "protonmail",
    "pm",
    "gmx",
    "web",
    "mail",
    "fastmail",
    "hey",
    "tutanota",
    "tuta",
    "zoho",
    "yandex",
    "posteo",
    "mailbox",
    "t-online",
    "comcast",
    "verizon",
];

/// Parts of addresses that many organizations share.
const SHARED: [&str; 12] = ["co", "com", "ac", "edu", "gov", "org", "net", "or", "ne", "go", "gob", "gouv"];

/// Returns the name of the organization whose mailbox this is; `None` for a mailbox that anybody can have.
fn employer(email: &str) -> Option<String> {
    let (_, host) = email.rsplit_once('@')?;
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let last = labels.len().checked_sub(2)?;
    let name = if last > 0 && SHARED.contains(&labels[last]) && labels[last + 1].len() == 2 {
        labels[last - 1]
    } else {
        labels[last]
    };
    let is_free = FREE_MAIL.contains(&name.to_lowercase().as_str()) || matches!(host, "example.org" | "example.com");
    (!is_free && name.len() > 2).then(|| name.to_owned())
}

/// Returns the address of a mailbox or a page in a word.
fn address(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    let is_mailbox = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let is_page = word.starts_with("https://") || word.starts_with("http://") || word.starts_with("www.");
    (is_mailbox || is_page).then(|| word.trim_end_matches('/').to_owned())
}

/// The fewest digits that may belong to somebody: a postcode, a telephone.
const FEWEST_DIGITS: usize = 5;

/// Returns the numbers of a line, telephones among them.
fn numbers(line: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_digit() || " -.()/+".contains(c);
    let runs = line
        .split(|c: char| !is_part(c))
        .map(|run| run.trim_matches(|c: char| !c.is_ascii_digit() && c != '+' && c != '('));
    let digits = |run: &str| run.bytes().filter(u8::is_ascii_digit).count();
    let is_telephone = |run: &str| (7..=15).contains(&digits(run));
    let mut found = Vec::new();
    for run in runs.filter(|run| digits(run) >= FEWEST_DIGITS) {
        let run = if run.contains(')') { run } else { run.trim_start_matches('(') };
        if is_date(run) {
            continue;
        }
        if is_telephone(run) {
            found.push(run.trim_end_matches(['(', '+']).trim().to_owned());
        } else {
            let parts = run.split(|c: char| !c.is_ascii_digit());
            found.extend(parts.filter(|part| part.len() >= FEWEST_DIGITS).map(str::to_owned));
        }
    }
    found
}

/// Returns true for the date of a day: `2026-01-02`, `2.1.2026`, `01/02/2026`.
fn is_date(run: &str) -> bool {
    let parts: Vec<&str> = run.split(['-', '.', '/']).collect();
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    let is_day = |part: &&str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [year, rest @ ..] if is_year(year) => rest.len() == 2 && rest.iter().all(is_day),
        [rest @ .., year] if is_year(year) => rest.len() == 2 && rest.iter().all(is_day),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_employer_is_known_by_the_mailbox() {
        assert_eq!(employer("j@lib.springfield.edu").as_deref(), Some("springfield"));
        assert_eq!(employer("j@springfield.ac.uk").as_deref(), Some("springfield"));
        for free in ["j@gmail.com", "j@yahoo.co.uk", "j@web.de", "j", "j@localhost"] {
            assert_eq!(employer(free), None, "{free}");
        }
    }

    #[test]
    fn numbers_are_those_of_somebody() {
        assert_eq!(
            numbers("Call (555) 123-4567 or +49 30 1234567, room 12, 62704."),
            ["(555) 123-4567", "+49 30 1234567", "62704"]
        );
        assert!(numbers("In 2024 I paid $1,200, on (2026-01-02 and 1.2.2026.").is_empty());
    }
}
