//! Decides which straight quotes of a block open a quotation, which close one, and which are neither.

use super::apostrophes::is_digit;
use super::mark::{Mark, MarkKind, is_hebrew};
use super::typography::Style;

/// Decides what each mark of a block becomes.
pub(super) fn decide(marks: &mut [Mark], style: &Style) {
    look_ahead(marks);
    let mut is_double_open = false;
    // A single quote may be an apostrophe: it opens a quotation only if another closes it.
    let mut single_open: Option<usize> = None;
    for at in 0..marks.len() {
        let mark = marks[at];
        marks[at].kind = match mark.kind {
            MarkKind::Double => double(&mark, &mut is_double_open, style),
            MarkKind::Single if after_digit(&mark) && !(single_open.is_some() && closes_here(&mark)) => {
                MarkKind::Replaced(if mark.after.is_some_and(char::is_alphabetic) { "’" } else { "′" })
            }
            MarkKind::Single => match single_open.take_if(|_| closes(&mark)) {
                Some(open) => {
                    marks[open].kind = MarkKind::Replaced(style.single[0]);
                    MarkKind::Replaced(style.single[1])
                }
                None => {
                    if opens(&mark) && !matches!(mark.before, Some(']' | ')')) {
                        single_open = Some(at);
                    }
                    apostrophe(&mark)
                }
            },
            kind => kind,
        };
    }
}

fn double(mark: &Mark, is_open: &mut bool, style: &Style) -> MarkKind {
    if after_digit(mark) && !(*is_open && closes_here(mark)) {
        return MarkKind::Replaced("″");
    }
    let [start, end] = style.double;
    let is_end = closes(mark) && (*is_open || !opens(mark) || is_before_end(mark));
    // Between two letters a mark is none, unless an element begins or ends there: `**Note**"text"`.
    if !is_end && !opens(mark) && !mark.is_at_edge || is_beside_cjk(mark) && !(opens(mark) || is_end && *is_open) {
        return MarkKind::Unchanged;
    }
    let is_end = is_end || !opens(mark) && *is_open;
    *is_open = !is_end;
    MarkKind::Replaced(if is_end { end } else { start })
}

/// Returns true if the mark is between the end of a word or quotation and a mark that ends a part of a sentence.
fn is_before_end(mark: &Mark) -> bool {
    mark.after.is_some_and(|after| ".,;:!?)]}".contains(after))
        && !mark.before.is_some_and(|before| "([{".contains(before) || is_dash(before))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// Returns what a single quote is that belongs to no quotation.
fn apostrophe(mark: &Mark) -> MarkKind {
    match mark.before {
        Some(before) if is_hebrew(before) => MarkKind::Replaced("׳"),
        _ if is_beside_cjk(mark) => MarkKind::Unchanged,
        _ => MarkKind::Replaced("’"),
    }
}

fn after_digit(mark: &Mark) -> bool {
    mark.before.is_some_and(is_digit)
}

/// Returns true if a mark behind a digit ends the open quotation: no later one of its kind does.
fn closes_here(mark: &Mark) -> bool {
    closes(mark) && !mark.is_followed_by_end
}

/// Records for each mark if the next one of its kind that is not behind a digit can only end a quotation.
fn look_ahead(marks: &mut [Mark]) {
    let (mut double, mut single) = (false, false);
    for mark in marks.iter_mut().rev() {
        let next = match mark.kind {
            MarkKind::Double => &mut double,
            MarkKind::Single => &mut single,
            MarkKind::Replaced(_) | MarkKind::Unchanged => continue,
        };
        mark.is_followed_by_end = *next;
        if !after_digit(mark) {
            *next = closes(mark) && !opens(mark);
        }
    }
}

/// Returns true if a quotation can begin here.
fn opens(mark: &Mark) -> bool {
    mark.after.is_some_and(|after| !after.is_whitespace())
        && mark.before.is_none_or(|before| before.is_whitespace() || is_punctuation(before))
}

/// Returns true if a quotation can end here.
fn closes(mark: &Mark) -> bool {
    mark.before.is_some_and(|before| !before.is_whitespace())
        && mark.after.is_none_or(|after| after.is_whitespace() || is_punctuation(after))
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace())
}

/// Returns true if a Chinese, Japanese or Korean letter is before or after the mark.
fn is_beside_cjk(mark: &Mark) -> bool {
    [mark.before, mark.after].into_iter().flatten().any(|c| {
        matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}
