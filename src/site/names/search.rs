//! The search for names in the texts of one entry.

use std::cmp::Reverse;
use std::ops::Range;

use super::table::{Meaning, Name, NameTable};
use super::{NameMatch, NameTarget, TextToSearch};
use crate::site::ids::ProgramId;

/// The greatest distance between a program's title and the name of its provider, in bytes: "certificate at the".
const PROVIDER_DISTANCE: usize = 28;

/// The greatest distance between a term and its expansion, in bytes of HTML, in addition to the length of the expansion.
const EXPANSION_DISTANCE: usize = 40;

/// Elements whose tags do not end a word: `**RBS**ers`.
const WITHIN_WORDS: [&str; 12] = ["a", "b", "code", "del", "em", "i", "mark", "s", "small", "span", "strong", "u"];

/// A name at a range of a text's HTML, whether or not it is meant there.
type Occurrence<'n> = (Range<usize>, &'n Name);

impl NameTable {
    /// Finds all names in the texts of one entry: whole words, and the longest of those that overlap.
    pub(super) fn find(&self, texts: &[TextToSearch<'_>]) -> Vec<NameMatch> {
        let mut matches = Vec::new();
        for (body, text) in texts.iter().enumerate() {
            let html = text.body.html.as_str();
            let mut occurrences = self.occurrences(html).into_iter().peekable();
            for run in &text.body.texts {
                // Most texts have none at all.
                if occurrences.peek().is_none() {
                    break;
                }
                let until_end = std::iter::from_fn(|| occurrences.next_if(|(at, _)| at.end <= run.end as usize));
                let within = until_end.filter(|(at, _)| at.start >= run.start as usize && is_whole_word(html, at));
                add_matches(body, text, within.collect(), &mut matches);
            }
        }
        matches
    }

    /// Returns all occurrences in a text's HTML, however they overlap, in the order of their ends.
    fn occurrences(&self, html: &str) -> Vec<Occurrence<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        // A line break in the source is a space between two words.
        let html: Vec<u8> = html.bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }).collect();
        let all = automaton.find_overlapping_iter(&html);
        all.map(|found| (found.range(), &self.names[found.pattern()])).collect()
    }
}

/// Adds those occurrences in a run of text that are meant.
fn add_matches(
    body: usize,
    text: &TextToSearch<'_>,
    mut occurrences: Vec<Occurrence<'_>>,
    matches: &mut Vec<NameMatch>,
) {
    let html = text.body.html.as_str();
    occurrences.sort_by_key(|(at, _)| (at.start, Reverse(at.end)));
    let providers = providers(&occurrences);
    let (mut last, mut term_end) = (0..0, 0);
    for (at, name) in occurrences {
        let mut add = |target| {
            let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            matches.push(NameMatch { body, start: byte(at.start), end: byte(at.end), target });
        };
        if at.start >= last.end {
            let program = name.program_at(html, &at, &providers);
            if let Some(program) = program.filter(|_| !text.no_link.refuses(&name.written)) {
                add(NameTarget::Program(program));
            }
            if program.is_some() || name.meaning == Meaning::Plain {
                last = at.clone();
            }
        }
        // A term within a longer name is part of that name.
        let is_part = at.start < last.end && at != last;
        if let Some((term, expansion)) = name.term.as_ref().filter(|_| at.start >= term_end && !is_part) {
            let explained = is_explained(html, &at, expansion);
            add(if explained { NameTarget::ExplainedTerm(*term) } else { NameTarget::Term(*term) });
            term_end = at.end;
        }
    }
}

impl Name {
    /// Returns the program that the name means at this range.
    fn program_at(&self, html: &str, at: &Range<usize>, providers: &[Occurrence<'_>]) -> Option<ProgramId> {
        if let Meaning::Program(program) = self.meaning {
            return Some(program);
        }
        let near = providers.iter().filter(|(provider, _)| is_near(html, at, provider));
        let near: Vec<&str> = near.map(|(_, name)| name.html.as_str()).collect();
        let is_meant = |names: &[String]| names.iter().any(|name| near.contains(&name.as_str()));
        let mut titled = self.titled.iter().filter(|(_, names)| is_meant(names));
        let (program, _) = titled.next()?;
        // If two of them could be meant, neither is.
        titled.next().is_none().then_some(*program)
    }
}

/// Returns the providers among the occurrences, the longest of those that overlap.
fn providers<'n>(occurrences: &[Occurrence<'n>]) -> Vec<Occurrence<'n>> {
    let mut end = 0;
    let mut providers = Vec::new();
    for (at, name) in occurrences.iter().filter(|(_, name)| name.is_provider || name.meaning != Meaning::Nothing) {
        if at.start >= end {
            end = at.end;
            providers.push((at.clone(), *name));
        }
    }
    providers
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
    let before = html[..at.start].rsplit(ends_word).next().unwrap_or_default();
    let after = html[at.end..].split(ends_word).next().unwrap_or_default();
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
