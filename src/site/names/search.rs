//! The search for names in the texts of one entry.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::Input;

use super::table::{Meaning, Name, NameTable};
use super::{NameMatch, NameTarget, TextToSearch};
use crate::site::ids::ProgramId;

/// The greatest distance between a program's title and the name of its provider, in bytes: "certificate at the".
const PROVIDER_DISTANCE: usize = 28;

/// The greatest distance between a term and its expansion, in bytes of HTML, in addition to the length of the expansion.
const EXPANSION_DISTANCE: usize = 40;

/// The length of the longest expansion that is searched for next to its term, in bytes.
const LONGEST_EXPANSION: usize = 1_000;

/// The number of bytes on both sides of a name in which an address is recognized.
const LONGEST_ADDRESS: usize = 2_000;

/// Elements whose tags do not end a word: `**RBS**ers`.
const WITHIN_WORDS: [&str; 12] = ["a", "b", "code", "del", "em", "i", "mark", "s", "small", "span", "strong", "u"];

/// A name at a range of a text's HTML, whether or not it is meant there.
type Occurrence<'n> = (Range<usize>, &'n Name);

/// The longest names that begin at one byte of a text. A shorter one is never chosen, so there may be any number of those.
#[derive(Default)]
struct LongestNames<'n> {
    /// The longest name that may be a provider's.
    provider: Option<Occurrence<'n>>,
    /// The longest name that means a program here, or that stays plain.
    program: Option<(Occurrence<'n>, Option<ProgramId>)>,
    /// The longest term of the glossary.
    term: Option<Occurrence<'n>>,
    /// True if a title begins here: it means its program only next to a provider.
    has_title: bool,
}

/// The names in a run of text, by the byte at which they begin.
type NamesByStart<'n> = BTreeMap<usize, LongestNames<'n>>;

impl NameTable {
    /// Finds all names in the texts of one entry: whole words, and the longest of those that overlap.
    pub(super) fn find(&self, texts: &[TextToSearch<'_>]) -> Vec<NameMatch> {
        let mut matches = Vec::new();
        let Some(automaton) = &self.automaton else { return matches };
        for (body, text) in texts.iter().enumerate() {
            let html = text.body.html.as_str();
            // A line break in the source is a space between two words.
            let searched: Vec<u8> = html.bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }).collect();
            // However they overlap, in the order of their ends.
            let occurrence = |found: aho_corasick::Match| (found.range(), &self.names[found.pattern()]);
            let mut occurrences = automaton.find_overlapping_iter(&searched).map(occurrence).peekable();
            for run in &text.body.texts {
                // Most texts have none at all.
                if occurrences.peek().is_none() {
                    break;
                }
                let run = run.start as usize..run.end as usize;
                let until_end = std::iter::from_fn(|| occurrences.next_if(|(at, _)| at.end <= run.end));
                let within = until_end.filter(|(at, _)| at.start >= run.start && is_whole_word(html, at));
                let mut names = longest(within);
                if names.values().any(|names| names.has_title) {
                    let input = Input::new(&searched).span(run);
                    let again = automaton.find_overlapping_iter(input).map(occurrence);
                    add_titles(html, again.filter(|(at, _)| is_whole_word(html, at)), &mut names);
                }
                add_matches(body, text, &names, &mut matches);
            }
        }
        matches
    }
}

/// Returns the longest of the names that begin at each byte. They come in the order of their ends.
fn longest<'n>(occurrences: impl Iterator<Item = Occurrence<'n>>) -> NamesByStart<'n> {
    let mut names = NamesByStart::new();
    for (at, name) in occurrences {
        let longest = names.entry(at.start).or_default();
        let occurrence = || Some((at.clone(), name));
        match name.meaning {
            Meaning::Nothing => {}
            Meaning::Plain => longest.program = occurrence().map(|occurrence| (occurrence, None)),
            Meaning::Program(program) => {
                longest.program = occurrence().map(|occurrence| (occurrence, Some(program)));
            }
        }
        if name.is_provider || name.meaning != Meaning::Nothing {
            longest.provider = occurrence();
        }
        if name.term.is_some() {
            longest.term = occurrence();
        }
        longest.has_title |= name.needs_provider();
    }
    names
}

/// Adds the titles that mean a program because a provider is near.
fn add_titles<'n>(html: &str, occurrences: impl Iterator<Item = Occurrence<'n>>, names: &mut NamesByStart<'n>) {
    let providers = providers(names);
    for (at, name) in occurrences.filter(|(_, name)| name.needs_provider()) {
        let is_longest =
            |names: &LongestNames<'_>| names.program.as_ref().is_none_or(|((other, _), _)| other.end <= at.end);
        let Some(longest) = names.get_mut(&at.start).filter(|names| is_longest(names)) else { continue };
        if let Some(program) = name.titled_program(html, &at, &providers) {
            longest.program = Some(((at, name), Some(program)));
        }
    }
}

/// Adds those names in a run of text that are meant.
fn add_matches(body: usize, text: &TextToSearch<'_>, names: &NamesByStart<'_>, matches: &mut Vec<NameMatch>) {
    let html = text.body.html.as_str();
    let (mut name_end, mut term_end) = (0, 0);
    for (start, longest) in names {
        let is_part = *start < name_end;
        let program = longest.program.as_ref().filter(|_| !is_part);
        name_end = program.map_or(name_end, |((at, _), _)| at.end);
        // A term within a longer name is part of that name.
        let is_own = |at: &Range<usize>| !is_part && at.start >= term_end && (program.is_none() || at.end >= name_end);
        let term = longest.term.as_ref().filter(|(at, _)| is_own(at));
        term_end = term.map_or(term_end, |(at, _)| at.end);
        let program = program.and_then(|((at, name), program)| {
            let program = (*program).filter(|_| !text.no_link.refuses(&name.written));
            Some((at, NameTarget::Program(program?)))
        });
        let term = term.and_then(|(at, name)| {
            let (term, expansion) = name.term.as_ref()?;
            let explained = is_explained(html, at, expansion);
            Some((at, if explained { NameTarget::ExplainedTerm(*term) } else { NameTarget::Term(*term) }))
        });
        let mut here = [program, term];
        // The longer one is the first.
        here.sort_by_key(|found| Reverse(found.map(|(at, _)| at.end)));
        let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let matched = here.into_iter().flatten();
        matches.extend(matched.map(|(at, target)| NameMatch {
            body,
            start: byte(at.start),
            end: byte(at.end),
            target,
        }));
    }
}

impl Name {
    /// Returns the program that this title means at this range, next to a provider of it.
    fn titled_program(&self, html: &str, at: &Range<usize>, providers: &[Occurrence<'_>]) -> Option<ProgramId> {
        let first = providers.partition_point(|(provider, _)| provider.end + PROVIDER_DISTANCE < at.start);
        let around = providers[first..].iter().take_while(|(provider, _)| provider.start <= at.end + PROVIDER_DISTANCE);
        let near = around.filter(|(provider, _)| is_near(html, at, provider));
        let near: Vec<&str> = near.map(|(_, name)| name.html.as_str()).collect();
        let is_meant = |names: &[String]| names.iter().any(|name| near.contains(&name.as_str()));
        let mut titled = self.titled.iter().filter(|(_, names)| is_meant(names));
        let (program, _) = titled.next()?;
        // If two of them could be meant, neither is.
        titled.next().is_none().then_some(*program)
    }

    /// Returns true if it is a title that means its program only next to a provider.
    fn needs_provider(&self) -> bool {
        !self.titled.is_empty() && !matches!(self.meaning, Meaning::Program(_))
    }
}

/// Returns the providers among the names, the longest of those that overlap.
fn providers<'n>(names: &NamesByStart<'n>) -> Vec<Occurrence<'n>> {
    let mut end = 0;
    let longest = names.values().filter_map(|names| names.provider.clone());
    let free = longest.filter(|(at, _)| {
        let is_free = at.start >= end;
        end = if is_free { at.end } else { end };
        is_free
    });
    free.collect()
}

/// Returns true if a provider's name precedes or follows a title in the same sentence, with a few words between.
fn is_near(html: &str, title: &Range<usize>, provider: &Range<usize>) -> bool {
    let between = if provider.end <= title.start { provider.end..title.start } else { title.end..provider.start };
    between.start <= between.end && between.len() <= PROVIDER_DISTANCE && !ends_a_sentence(&html[between])
}

fn ends_a_sentence(text: &str) -> bool {
    let full_stop = |(at, _): (usize, &str)| {
        let after = text[at + 1..].trim_start_matches(['”', '’', '"', ')', ']', '»']);
        after.is_empty() || after.starts_with(char::is_whitespace)
    };
    // The semicolon of an entity (`&amp;`) ends no sentence.
    let text = &text.replace("&amp;", "&");
    text.contains([';', '!', '?']) || text.match_indices('.').any(full_stop)
}

/// Returns true if the expansion of a term is near it already, whatever its markup.
fn is_explained(html: &str, at: &Range<usize>, expansion: &str) -> bool {
    if expansion.len() > LONGEST_EXPANSION {
        return false;
    }
    let reach = expansion.len() + EXPANSION_DISTANCE;
    let (start, end) = (at.start.saturating_sub(reach), at.end + reach);
    let around = &html[html.ceil_char_boundary(start)..html.floor_char_boundary(end)];
    without_tags(around).to_lowercase().contains(expansion)
}

fn without_tags(html: &str) -> String {
    let parts = html.split('<').enumerate();
    let texts = parts.map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) });
    texts.collect::<String>().replace('\n', " ")
}

fn is_whole_word(html: &str, at: &Range<usize>) -> bool {
    // Most occurrences are parts of words.
    let bytes = html.as_bytes();
    let last = at.start.checked_sub(1).and_then(|before| bytes.get(before));
    if last.into_iter().chain(bytes.get(at.end)).any(u8::is_ascii_alphanumeric) {
        return false;
    }
    let (mut before, mut after) = (before(html, at.start).chars().rev(), after(html, at.end).chars());
    let (last, last_but_one) = (before.next(), before.next());
    let (first, second) = (after.next(), after.next());
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    // A hyphen, or a full stop as in an address, joins the words on both sides.
    let joins = |c: Option<char>, next: Option<char>| matches!(c, Some('-' | '.')) && in_word(next);
    let is_entity = last == Some('&') && first == Some(';');
    let is_whole = !in_word(last) && !in_word(first) && !joins(last, last_but_one) && !joins(first, second);
    is_whole && !is_entity && !is_in_address(html, at)
}

/// Returns true if a range is within an address: `https://rbs.example/RBS/`, `me@RBS`.
fn is_in_address(html: &str, at: &Range<usize>) -> bool {
    let ends_word = |c: char| c.is_whitespace() || c == '<' || c == '>';
    let first = html.ceil_char_boundary(at.start.saturating_sub(LONGEST_ADDRESS));
    let last = html.floor_char_boundary(at.end + LONGEST_ADDRESS);
    let before = html[first..at.start].rsplit(ends_word).next().unwrap_or_default();
    let after = html[at.end..last].split(ends_word).next().unwrap_or_default();
    before.contains("://") || before.starts_with("www.") || before.contains('@') || after.contains('@')
}

/// Returns the HTML before a byte, without tags at its end that do not end a word.
fn before(html: &str, at: usize) -> &str {
    let mut before = &html[..at];
    while let Some((rest, tag)) = before.strip_suffix('>').and_then(|inner| inner.rsplit_once('<'))
        && is_within_words(tag)
    {
        before = rest;
    }
    before
}

/// Returns the HTML after a byte, without tags at its start that do not end a word.
fn after(html: &str, at: usize) -> &str {
    let mut after = &html[at..];
    while let Some((tag, rest)) = after.strip_prefix('<').and_then(|inner| inner.split_once('>'))
        && is_within_words(tag)
    {
        after = rest;
    }
    after
}

fn is_within_words(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
    WITHIN_WORDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_names_that_begin_with_one_another_the_longest_is_kept() {
        let name = |length: usize| Name {
            html: vec!["A"; length].join(" "),
            meaning: Meaning::Plain,
            is_provider: true,
            ..Name::default()
        };
        let names: Vec<Name> = (1..=200).map(name).collect();
        // The text `A A A …` of a thousand words.
        let occurrences = (0..1_000).flat_map(|end| {
            let longest = (end + 1).min(names.len());
            (1..=longest).map(move |length| (2 * (end + 1 - length)..2 * end + 1, length - 1))
        });
        let mut count = 0;
        let found = longest(occurrences.map(|(at, name)| (at, &names[name])).inspect(|_| count += 1));
        assert_eq!((count, found.len()), (180_100, 1_000));
        let lengths = found.values().map(|names| names.program.as_ref().map(|((at, _), _)| at.len()));
        assert_eq!(lengths.max(), Some(Some(399)));
    }
}
