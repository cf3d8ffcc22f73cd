//! The words that somebody wrote, without what their program added: the mail that they answer, the head of one that was
//! forwarded, signatures.

use super::forwarded::{ForwardedHead, find_head};
use super::mail_words::{is_above_original, is_below_mail, is_notice, says_wrote};
use super::row::TextRow;

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
}

/// The most words that a person adds above a letter that she forwards to herself.
const MOST_ABOVE_FORWARDED: usize = 40;

/// The deepest forwarding that is followed.
const MOST_FORWARDS: usize = 5;

/// Returns the words of whoever wrote the letter.
pub(super) fn own_words(mut rows: Vec<TextRow>, mut context: MailContext) -> OwnWords {
    let mut own = OwnWords::default();
    for _ in 0..MOST_FORWARDS {
        let Some((place, head)) = find_head(&rows) else { break };
        let above: usize = own_part(&rows[..place.start]).iter().map(TextRow::word_count).sum();
        let is_letter = above == 0 || (context.is_forward || head.is_forward) && above <= MOST_ABOVE_FORWARDED;
        if !is_letter {
            rows.truncate(place.start);
            own.has_quotation = true;
            break;
        }
        rows.drain(..place.end);
        let depth = rows.iter().filter(|row| !row.is_empty()).map(|row| row.depth).min().unwrap_or_default();
        for row in &mut rows {
            row.depth = row.depth.saturating_sub(depth);
        }
        context = MailContext { is_reply: head.subject.is_reply, is_forward: head.subject.is_forward };
        own.head = Some(head);
    }
    own.has_quotation |= cut_quotations(&mut rows, context.is_reply);
    own.signature = cut_signature(&mut rows);
    own.rows = trimmed(rows);
    own
}

/// Returns the lines before a signature.
fn own_part(rows: &[TextRow]) -> &[TextRow] {
    let end = rows.iter().position(|row| row.text == SIGNATURE || is_below_mail(&row.text)).unwrap_or(rows.len());
    &rows[..end]
}

/// The line above a signature, without its space.
const SIGNATURE: &str = "--";

/// Removes the mails that are quoted. Returns true if there were any.
fn cut_quotations(rows: &mut Vec<TextRow>, is_reply: bool) -> bool {
    let before = rows.len();
    let mut at = 0;
    while at < rows.len() {
        if rows[at].depth == 0 && is_above_original(&rows[at].text) {
            rows.truncate(at);
            break;
        }
        let Some((length, strength)) = attribution(&rows[at..]) else {
            at += 1;
            continue;
        };
        let next = (at + length..rows.len()).find(|next| !rows[*next].is_empty());
        match (next.is_some_and(|next| rows[next].depth > rows[at].depth), strength) {
            (true, Strength::Strong) => remove_quoted(rows, at, length),
            (true, Strength::Weak) if is_reply => remove_quoted(rows, at, length),
            // The program does not mark what it quotes: it is all that follows.
            (false, Strength::Strong) => rows.truncate(at),
            (_, Strength::Weak) => at += 1,
        }
    }
    if is_reply && rows.iter().any(|row| row.depth == 0 && !row.is_empty()) {
        rows.retain(|row| row.depth == 0);
    }
    rows.len() < before
}

/// Removes the lines that introduce a quotation, and the quotation.
fn remove_quoted(rows: &mut Vec<TextRow>, at: usize, length: usize) {
    let depth = rows[at].depth;
    let rest = &rows[at + length..];
    let end = rest.iter().position(|row| row.depth <= depth && !row.is_empty()).unwrap_or(rest.len());
    rows.drain(at..at + length + end);
}

/// How surely a line was written by a program.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// It has the time of day, or an address.
    Strong,
    /// A person may have written it: `On Monday my boss wrote:`.
    Weak,
}

/// The most lines of `On …, … wrote:`.
const MOST_LINES: usize = 4;

/// The most characters of it.
const LONGEST: usize = 320;

/// Returns the number of lines at the start that say who wrote what follows, and when.
fn attribution(rows: &[TextRow]) -> Option<(usize, Strength)> {
    let mut text = String::new();
    for (at, row) in rows.iter().take(MOST_LINES).enumerate() {
        if row.is_empty() || row.depth != rows[0].depth || row.is_block || text.len() > LONGEST {
            return None;
        }
        text.push_str(&row.text);
        text.push(' ');
        let line = text.trim_end();
        if line.ends_with([':', '：']) {
            let strength = if is_dated(line) { Strength::Strong } else { Strength::Weak };
            // Some programs write no verb: `2026-11-26 12:01 GMT+01:00 Jane <jane@example.org>:`.
            let is_address =
                line.starts_with(|c: char| c.is_ascii_digit()) && line.trim_end_matches(':').ends_with('>');
            return (says_wrote(line) || is_address && strength == Strength::Strong).then_some((at + 1, strength));
        }
        if line.ends_with(['.', '!', '?']) {
            return None;
        }
    }
    None
}

/// Returns true if a line has a date and a time, or a date and an address.
fn is_dated(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let time = (1..bytes.len())
        .any(|at| matches!(bytes[at], b':' | b'h' | b'.') && is_digit(at - 1) && is_digit(at + 1) && is_digit(at + 2));
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    time && digits >= 5 || line.contains('@') && digits >= 3
}

/// The most lines of a signature.
const MOST_SIGNATURE: usize = 15;

/// The most lines below `Sent from my iPhone`.
const MOST_BELOW: usize = 8;

/// Removes signatures, and what companies put below every mail. Returns their lines.
fn cut_signature(rows: &mut Vec<TextRow>) -> Vec<String> {
    let mut cut = Vec::new();
    let lines_after = |rows: &[TextRow], at: usize| rows[at..].iter().filter(|row| !row.is_empty()).count();
    let mut at = 0;
    while at < rows.len() {
        let row = &rows[at];
        let is_own = row.depth == 0;
        let ends = is_own
            && (row.text == SIGNATURE && lines_after(rows, at) <= MOST_SIGNATURE + 1
                || is_below_mail(&row.text) && lines_after(rows, at) <= MOST_BELOW + 1
                || at > 0 && is_notice(&row.text) && rows[at - 1].is_empty());
        if ends {
            cut.extend(rows.drain(at..).map(|row| row.text));
        } else if is_own && (row.is_signature || is_below_mail(&row.text)) {
            cut.push(rows.remove(at).text);
        } else {
            at += 1;
        }
    }
    cut.retain(|line| !line.is_empty() && line != SIGNATURE);
    cut
}

/// Returns lines without empty ones at either end.
fn trimmed(mut rows: Vec<TextRow>) -> Vec<TextRow> {
    let end = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    rows.truncate(end);
    let start = rows.iter().position(|row| !row.is_empty()).unwrap_or_default();
    rows.drain(..start);
    rows
}
