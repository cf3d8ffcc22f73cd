//! The words that somebody wrote, without what their program added: the mail that they answer, the head of one that was
//! forwarded, signatures.

use std::ops::Range;

use super::attribution::{Strength, attribution};
use super::footer_words::{is_banner, is_below_mail};
use super::forwarded::{ForwardedHead, find_head};
use super::left_out::LeftOut;
use super::mail_words::{is_above_original, is_greeting};
use super::row::{TextRow, trimmed};
use super::signature::{SIGNATURE, cut_signature};

/// The facts about a mail that are known before its text is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct MailContext {
    /// True if it answers another mail.
    pub(super) is_reply: bool,
    /// True if it forwards one.
    pub(super) is_forward: bool,
}

/// The words of a letter, and what was around them.
#[derive(Debug, Default)]
pub(super) struct OwnWords {
    /// Its lines.
    pub(super) rows: Vec<TextRow>,
    /// The head of the mail that was forwarded, if the letter is in that.
    pub(super) head: Option<ForwardedHead>,
    /// The lines of signatures.
    pub(super) signature: Vec<String>,
    /// True if another mail was quoted, and left out.
    pub(super) has_quotation: bool,
    /// All that was left out.
    pub(super) left_out: LeftOut,
}

/// The most words that a person adds above a letter that she forwards to herself.
const MOST_ABOVE_FORWARDED: usize = 40;

/// The deepest forwarding that is followed.
const MOST_FORWARDS: usize = 5;

/// Returns the words of whoever wrote the letter.
pub(super) fn own_words(mut rows: Vec<TextRow>, mut context: MailContext) -> OwnWords {
    let mut own = OwnWords::default();
    for _ in 0..MOST_FORWARDS {
        let Some((place, head)) = find_real_head(&rows) else { break };
        let above: usize = own_part(&rows[..place.start]).iter().map(TextRow::word_count).sum();
        let is_forward = context.is_forward || head.is_forward;
        let is_note = is_forward && above <= MOST_ABOVE_FORWARDED && !asks(&rows[..place.start]);
        let is_letter = above == 0 || is_note;
        if !is_letter {
            // Somebody may copy the head of a mail that her letter is about.
            if is_forward || context.is_reply || head.from.contains('@') {
                let quoted: Vec<TextRow> = rows.drain(place.start..).collect();
                own.left_out.add(&quoted);
                own.has_quotation = true;
                if context.is_reply {
                    own.left_out.hide_answered(&head.from);
                }
            }
            break;
        }
        let end = if is_forward { place.start } else { place.end };
        own.left_out.add(&rows[..end]);
        rows.drain(..place.end);
        let depth = rows.iter().filter(|row| !row.is_empty()).map(|row| row.depth).min().unwrap_or_default();
        for row in &mut rows {
            row.depth = row.depth.saturating_sub(depth);
        }
        context = MailContext { is_reply: head.subject.is_reply, is_forward: head.subject.is_forward };
        own.head = Some(head);
    }
    own.has_quotation |= cut_quotations(&mut rows, context.is_reply, &mut own.left_out);
    let signature = cut_signature(&mut rows);
    own.left_out.add(&signature);
    own.signature = signature.into_iter().map(|row| row.text).collect();
    own.signature.retain(|line| !line.is_empty() && line != SIGNATURE && !is_banner(line));
    own.rows = trimmed(rows);
    own
}

/// Returns the first head that a program wrote. A person may write such lines, too: `From: Monday`, `To: Friday`.
fn find_real_head(rows: &[TextRow]) -> Option<(Range<usize>, ForwardedHead)> {
    let mut start = 0;
    while let Some((place, head)) = find_head(&rows[start..]) {
        let digits = head.date.bytes().filter(u8::is_ascii_digit).count();
        if head.is_forward || head.from.contains('@') || digits >= FEWEST_DIGITS && !head.subject.words.is_empty() {
            return Some((start + place.start..start + place.end, head));
        }
        start += place.end;
    }
    None
}

/// The fewest digits of a date that a program wrote.
const FEWEST_DIGITS: usize = 5;

/// Returns true if lines greet somebody, and ask something: a letter about the mail that is forwarded below it, not a note on a
/// letter.
fn asks(rows: &[TextRow]) -> bool {
    let first = rows.iter().find(|row| !row.is_empty());
    first.is_some_and(|row| is_greeting(&row.text)) && rows.iter().any(|row| row.text.contains(['?', '？', '؟']))
}

/// Returns the lines before a signature.
fn own_part(rows: &[TextRow]) -> &[TextRow] {
    let end = rows.iter().position(|row| row.text == SIGNATURE || is_below_mail(&row.text)).unwrap_or(rows.len());
    &rows[..end]
}

/// Removes the mails that are quoted. Returns true if there were any.
fn cut_quotations(rows: &mut Vec<TextRow>, is_reply: bool, left_out: &mut LeftOut) -> bool {
    let before = rows.len();
    let mut at = 0;
    let mut first = None;
    while at < rows.len() {
        if rows[at].depth == 0 && is_above_original(&rows[at].text) {
            let quoted: Vec<TextRow> = rows.drain(at..).collect();
            left_out.add(&quoted);
            break;
        }
        let Some((length, strength)) = attribution(&rows[at..]) else {
            at += 1;
            continue;
        };
        let depth = rows[at].depth;
        let rest = &rows[at + length..];
        let is_marked = rest.iter().find(|row| !row.is_empty()).is_some_and(|next| next.depth > depth);
        let is_cut = match strength {
            Strength::Addressed => true,
            Strength::Dated => is_reply,
            Strength::Timed | Strength::Weak => is_reply && is_marked,
        };
        if !is_cut {
            at += 1;
            continue;
        }
        // Where the program does not mark what it quotes, it is all that follows.
        let is_past = |row: &TextRow| !row.is_empty() && (row.depth < depth || is_marked && row.depth == depth);
        let end = rest.iter().position(is_past).unwrap_or(rest.len());
        let quoted: Vec<TextRow> = rows.drain(at..at + length + end).collect();
        left_out.add(&quoted);
        if is_reply && first.is_none() {
            let lines: Vec<&str> = quoted[..length].iter().map(|row| row.text.as_str()).collect();
            left_out.hide_answered(&lines.join(" "));
        }
        first = first.or(Some(at));
    }
    if is_reply {
        cut_marked(rows, first, left_out);
    }
    rows.len() < before
}

/// Removes the lines of the answered mail that no line says the writer of: those after the `first` that one was above, and those
/// at either end. Between her own, a person may quote another.
fn cut_marked(rows: &mut Vec<TextRow>, first: Option<usize>, left_out: &mut LeftOut) {
    let is_own = |row: &TextRow| row.depth == 0 && !row.is_empty();
    let (Some(start), Some(last)) = (rows.iter().position(is_own), rows.iter().rposition(is_own)) else { return };
    // `My boss said:`, and what she said.
    let is_announced = rows[last].text.ends_with(':') && !rows[last].text.contains(|c: char| c.is_ascii_digit());
    let end = if is_announced { rows.len() } else { last };
    let end = first.unwrap_or(end).min(end);
    let mut cut = Vec::new();
    let mut at = 0;
    rows.retain(|row| {
        let is_cut = row.depth > 0 && !(start..end).contains(&at);
        at += 1;
        if is_cut {
            cut.push(row.clone());
        }
        !is_cut
    });
    left_out.add(&cut);
}
