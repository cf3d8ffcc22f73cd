//! The replies to one letter, before they are a thread: what each answers, and its id on the page.

use std::borrow::Cow;

use ahash::{AHashMap, AHashSet};

use crate::content::{Letter, Reply, slugify};
use crate::diagnostics::{Diagnostic, Suggester, list_names};
use crate::language::Transliteration;
use crate::site::ids::ReplyId;
use crate::site_path::nfc;

/// The beginning of a reply's id on the page.
const ANCHOR: &str = "reply-";

/// A reply to a letter, and what is known of it before there is a thread.
pub(super) struct Candidate<'r> {
    pub(super) id: ReplyId,
    pub(super) reply: &'r Reply,
    /// True if it is not published, and not shown.
    pub(super) is_held: bool,
    /// Its id on the page.
    pub(super) anchor: String,
    pub(super) target: Option<ReplyTarget>,
}

/// The target of a reply's `to`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ReplyTarget {
    /// The turn with this index.
    Turn(usize),
    /// The candidate with this index.
    Reply(usize),
}

/// Finds out what the replies to a letter answer. Those that name nothing answer the letter, and are reported.
pub(super) fn candidates<'r>(
    letter: &'r Letter,
    replies: impl Iterator<Item = (ReplyId, &'r Reply, bool)>,
    slugs: Transliteration,
    suggester: &mut Suggester,
    found: &mut Vec<Diagnostic>,
) -> Vec<Candidate<'r>> {
    let mut anchors = Anchors::new(letter, slugs);
    let candidate = |(id, reply, is_held): (_, &'r Reply, _)| {
        // The name of the file may be that of someone who no longer wants to be named.
        let name = if reply.record.withdrawn.is_some() { "removed" } else { &reply.record.name };
        let anchor = anchors.give(name);
        Candidate { id, reply, is_held, anchor, target: None }
    };
    let mut candidates: Vec<Candidate<'_>> = replies.map(candidate).collect();
    if candidates.iter().all(|candidate| candidate.reply.record.to.is_none()) {
        return candidates;
    }
    let mut names: AHashMap<Cow<'r, str>, usize> = AHashMap::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        names.entry(nfc(&candidate.reply.record.name)).or_insert(at);
    }
    for at in 0..candidates.len() {
        let Candidate { reply, is_held, .. } = candidates[at];
        let Some(to) = &reply.record.to else { continue };
        let name = to.text.strip_suffix(".md").unwrap_or(&to.text);
        let turn = || letter.turns.iter().position(|turn| turn.anchor == name).map(ReplyTarget::Turn);
        candidates[at].target = names.get(&*nfc(name)).map(|other| ReplyTarget::Reply(*other)).or_else(turn);
        if candidates[at].target.is_none() && !is_held {
            let others =
                candidates.iter().map(|other| &*other.reply.record.name).filter(|name| *name != reply.record.name);
            found.push(names_nothing(reply, name, letter, &others, suggester));
        }
    }
    candidates
}

/// Returns the error of a `to` that names neither a reply to the letter nor a turn of it.
fn names_nothing<'r>(
    reply: &Reply,
    name: &str,
    letter: &'r Letter,
    others: &(impl Iterator<Item = &'r str> + Clone),
    suggester: &mut Suggester,
) -> Diagnostic {
    let span = reply.record.to.as_ref().map_or(reply.span, |to| to.span);
    let message = format!("`{name}` is neither a reply to this letter nor a part of it");
    let known = || others.clone().chain(letter.turns.iter().map(|turn| turn.anchor.as_str()));
    let by_anchor = name.strip_prefix(ANCHOR).and_then(|wanted| others.clone().find(|other| *other == wanted));
    let near = by_anchor.or_else(|| suggester.closest(name, known()));
    let diagnostic = Diagnostic::error(message).at(&reply.record.file, span);
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None if known().next().is_none() => diagnostic.help("remove this line"),
        None => {
            let help = "write the name of a reply's file without `.md`, or that of a place in the letter";
            diagnostic.help(format!("{help}: {}", list_names(name, known())))
        }
    }
}

/// Gives replies their ids on the page of a letter.
struct Anchors<'l> {
    letter: &'l Letter,
    slugs: Transliteration,
    given: AHashSet<String>,
}

impl<'l> Anchors<'l> {
    fn new(letter: &'l Letter, slugs: Transliteration) -> Self {
        Self { letter, slugs, given: AHashSet::new() }
    }

    /// Returns an id that neither the letter nor another reply has.
    fn give(&mut self, name: &str) -> String {
        let wanted = match slugify(name, self.slugs) {
            slug if slug.is_empty() => ANCHOR.trim_end_matches('-').to_owned(),
            slug => format!("{ANCHOR}{slug}"),
        };
        let ids = &self.letter.record.references.ids;
        let is_free = |id: &String| ids.binary_search(id).is_err() && !self.given.contains(id);
        let numbered = (2..).map(|number: usize| format!("{wanted}-{number}"));
        let anchor = std::iter::once(wanted.clone()).chain(numbered).find(is_free).unwrap_or(wanted);
        self.given.insert(anchor.clone());
        anchor
    }
}
