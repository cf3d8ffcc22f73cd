//! Names in one text.

use std::cmp::Reverse;
use std::ops::Range;

use super::table::{Meaning, Name, Names};
use super::{Found, Named, Text};

/// How far from its title a provider's name may stand, in bytes: "certificate at the".
const BESIDE: usize = 28;

/// How far from a term its expansion may stand, in bytes of HTML, besides its own length.
const EXPLAINED: usize = 40;

/// Elements whose ends are no end of a word: `**RBS**ers`.
const WITHIN_WORDS: [&str; 12] = ["a", "b", "code", "del", "em", "i", "mark", "s", "small", "span", "strong", "u"];

/// A name that was met, and where.
type Met<'n> = (Range<usize>, &'n Name);

impl Names {
    /// All names in the texts of one entry: whole words, the longest of several at one place.
    pub(super) fn find(&self, texts: &[Text<'_>]) -> Vec<Found> {
        let mut found = Vec::new();
        for (body, text) in texts.iter().enumerate() {
            let html = text.body.html.as_str();
            let mut met = self.met(html).into_iter().peekable();
            for stretch in &text.body.texts {
                // In most texts there is none at all.
                if met.peek().is_none() {
                    break;
                }
                let until_end = std::iter::from_fn(|| met.next_if(|(at, _)| at.end <= stretch.end as usize));
                let within = until_end.filter(|(at, _)| at.start >= stretch.start as usize && is_whole_word(html, at));
                in_stretch(body, text, within.collect(), &mut found);
            }
        }
        found
    }

    /// All names that stand in a text's HTML, however they overlap, in the order of their ends.
    fn met(&self, html: &str) -> Vec<Met<'_>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        // A line's end in the source is a space between two words.
        let html: Vec<u8> = html.bytes().map(|byte| if byte == b'\n' { b' ' } else { byte }).collect();
        let all = automaton.find_overlapping_iter(&html);
        all.map(|met| (met.range(), &self.names[met.pattern()])).collect()
    }
}

/// Which of the names that were met in a stretch of text are meant there.
fn in_stretch(body: usize, text: &Text<'_>, mut met: Vec<Met<'_>>, found: &mut Vec<Found>) {
    let html = text.body.html.as_str();
    met.sort_by_key(|(at, _)| (at.start, Reverse(at.end)));
    let providers = providers(&met);
    let (mut name, mut term_end) = (0..0, 0);
    for (at, known) in met {
        let mut add = |what| {
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            found.push(Found { body, start: place(at.start), end: place(at.end), what });
        };
        if at.start >= name.end {
            let program = known.program_at(html, &at, &providers);
            if let Some(program) = program.filter(|_| !text.no_link.refuses(&known.written)) {
                add(Named::Program(program));
            }
            if program.is_some() || known.meaning == Meaning::Plain {
                name = at.clone();
            }
        }
        // A term within a longer name is part of that name.
        let is_part = at.start < name.end && at != name;
        if let Some((term, expansion)) = known.term.as_ref().filter(|_| at.start >= term_end && !is_part) {
            let explained = is_explained(html, &at, expansion);
            add(if explained { Named::Explained(*term) } else { Named::Term(*term) });
            term_end = at.end;
        }
    }
}

impl Name {
    /// The program that is meant at this place.
    fn program_at(&self, html: &str, at: &Range<usize>, providers: &[Met<'_>]) -> Option<usize> {
        if let Meaning::Program(program) = self.meaning {
            return Some(program);
        }
        let beside = providers.iter().filter(|(place, _)| stands_beside(html, at, place));
        let beside: Vec<&str> = beside.map(|(_, name)| name.html.as_str()).collect();
        let meant = |names: &[String]| names.iter().any(|name| beside.contains(&name.as_str()));
        let mut titled = self.titled.iter().filter(|(_, names)| meant(names));
        let (program, _) = titled.next()?;
        // Two of them could be meant: neither is.
        titled.next().is_none().then_some(*program)
    }
}

/// The providers among the names that were met, the longest of several at one place.
fn providers<'n>(met: &[Met<'n>]) -> Vec<Met<'n>> {
    let mut end = 0;
    let mut providers = Vec::new();
    for (at, name) in met.iter().filter(|(_, name)| name.is_provider || name.meaning != Meaning::Nothing) {
        if at.start >= end {
            end = at.end;
            providers.push((at.clone(), *name));
        }
    }
    providers
}

/// Whether a provider's name stands before or behind a title, in the same sentence and with a few words between.
fn stands_beside(html: &str, title: &Range<usize>, provider: &Range<usize>) -> bool {
    let between = if provider.end <= title.start { provider.end..title.start } else { title.end..provider.start };
    between.start <= between.end && between.len() <= BESIDE && !ends_a_sentence(&html[between])
}

fn ends_a_sentence(text: &str) -> bool {
    let full_stop = |(at, _): (usize, &str)| {
        let behind = text[at + 1..].trim_start_matches(['”', '’', '"', ')', ']', '»']);
        behind.is_empty() || behind.starts_with(char::is_whitespace)
    };
    // An entity (`&amp;`) ends none.
    let text = &text.replace("&amp;", "&");
    text.contains([';', '!', '?']) || text.match_indices('.').any(full_stop)
}

/// Whether the expansion of a term stands beside it already, in whatever type.
fn is_explained(html: &str, at: &Range<usize>, expansion: &str) -> bool {
    let reach = expansion.len() + EXPLAINED;
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
    let (mut back, mut on) = (before(html, at.start).chars().rev(), behind(html, at.end).chars());
    let (last, last_but_one) = (back.next(), back.next());
    let (first, second) = (on.next(), on.next());
    let within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    // A hyphen, or a full stop as in an address, joins what stands on both its sides.
    let joined = |c: Option<char>, next: Option<char>| matches!(c, Some('-' | '.')) && within(next);
    let is_entity = last == Some('&') && first == Some(';');
    let apart = !within(last) && !within(first) && !joined(last, last_but_one) && !joined(first, second);
    apart && !is_entity && !is_in_address(html, at)
}

/// Whether a place is within an address that is written out: `https://rbs.example/RBS/`, `me@RBS`.
fn is_in_address(html: &str, at: &Range<usize>) -> bool {
    let ends_word = |c: char| c.is_whitespace() || c == '<' || c == '>';
    let before = html[..at.start].rsplit(ends_word).next().unwrap_or_default();
    let behind = html[at.end..].split(ends_word).next().unwrap_or_default();
    before.contains("://") || before.starts_with("www.") || before.contains('@') || behind.contains('@')
}

/// The HTML before a place, without tags at its end that end no word.
fn before(html: &str, at: usize) -> &str {
    let mut before = &html[..at];
    while let Some((rest, tag)) = before.strip_suffix('>').and_then(|inner| inner.rsplit_once('<'))
        && is_within_words(tag)
    {
        before = rest;
    }
    before
}

/// The HTML behind a place, without tags at its start that end no word.
fn behind(html: &str, at: usize) -> &str {
    let mut behind = &html[at..];
    while let Some((tag, rest)) = behind.strip_prefix('<').and_then(|inner| inner.split_once('>'))
        && is_within_words(tag)
    {
        behind = rest;
    }
    behind
}

fn is_within_words(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap_or_default();
    WITHIN_WORDS.contains(&name)
}
