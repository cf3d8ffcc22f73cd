//! Names in one text.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::table::{Name, Names};
use super::{Found, Named, Text};

/// How far from its title a provider's name may stand, in bytes: "certificate at the".
const BESIDE: usize = 28;

impl Names {
    /// All names in the texts of one entry: whole words, the longest of several at one place.
    pub(super) fn find(&self, texts: &[Text<'_>]) -> Vec<Found> {
        let mut found = Vec::new();
        for (body, text) in texts.iter().enumerate() {
            for range in &text.body.texts {
                self.in_stretch(body, text, range, &mut found);
            }
        }
        found
    }

    fn in_stretch(&self, body: usize, text: &Text<'_>, range: &Range<u32>, found: &mut Vec<Found>) {
        let Some(automaton) = &self.automaton else { return };
        let html = &text.body.html[range.start as usize..range.end as usize];
        // A line's end in the source is a space between two words.
        let html = if html.contains('\n') { Cow::from(html.replace('\n', " ")) } else { Cow::from(html) };
        let mut met: Vec<(Range<usize>, &Name)> = automaton
            .find_overlapping_iter(&*html)
            .map(|met| (met.range(), &self.names[met.pattern()]))
            .filter(|(range, _)| is_whole_word(&html, range))
            .collect();
        met.sort_by_key(|(range, _)| (range.start, Reverse(range.end)));
        let (mut program_end, mut term_end) = (0, 0);
        for (at, name) in met {
            let mut add = |what| {
                let place = |at: usize| range.start + u32::try_from(at).unwrap_or(u32::MAX);
                found.push(Found { body, start: place(at.start), end: place(at.end), what });
            };
            if at.start >= program_end
                && let Some(program) = name.program_at(&html, &at).filter(|_| !text.no_link.refuses(&name.written))
            {
                add(Named::Program(program));
                program_end = at.end;
            }
            if at.start >= term_end
                && let Some((term, expansion)) = &name.term
            {
                let near = html[around(&html, &at, expansion.len() + 8)].to_lowercase();
                add(if near.contains(expansion) { Named::Explained(*term) } else { Named::Term(*term) });
                term_end = at.end;
            }
        }
    }
}

impl Name {
    /// The program that is meant at this place.
    fn program_at(&self, html: &str, at: &Range<usize>) -> Option<usize> {
        if self.program.is_some() {
            return self.program;
        }
        let meant = |providers: &[String]| providers.iter().any(|provider| stands_beside(html, at, provider));
        let mut titled = self.titled.iter().filter(|(_, providers)| meant(providers));
        let (program, _) = titled.next()?;
        // Two of them could be meant: neither is.
        titled.next().is_none().then_some(*program)
    }
}

/// Whether a provider's name stands before or behind a title, in the same sentence and with a few words between.
fn stands_beside(html: &str, at: &Range<usize>, provider: &str) -> bool {
    let reach = provider.len() + BESIDE;
    let sentence_ends = |between: &str| between.contains([';', '!', '?']) || between.contains(". ");
    let window = around(html, at, reach);
    let (before, behind) = (&html[window.start..at.start], &html[at.end..window.end]);
    let precedes = before.rfind(provider).is_some_and(|found| !sentence_ends(&before[found + provider.len()..]));
    let follows = behind.find(provider).is_some_and(|found| !sentence_ends(&behind[..found]));
    precedes || follows
}

/// A place with so many bytes before and behind it, or a few less.
fn around(html: &str, at: &Range<usize>, reach: usize) -> Range<usize> {
    html.ceil_char_boundary(at.start.saturating_sub(reach))..html.floor_char_boundary(at.end + reach)
}

fn is_whole_word(html: &str, at: &Range<usize>) -> bool {
    let (before, behind) = (&html[..at.start], &html[at.end..]);
    let within = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let hyphened = |c: Option<char>, next: Option<char>| c == Some('-') && within(next);
    let (mut back, mut on) = (before.chars().rev(), behind.chars());
    let (last, last_but_one) = (back.next(), back.next());
    let (first, second) = (on.next(), on.next());
    let is_entity = last == Some('&') && first == Some(';');
    !within(last) && !within(first) && !hyphened(last, last_but_one) && !hyphened(first, second) && !is_entity
}
