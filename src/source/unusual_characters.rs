//! Reports characters of a file that no page can carry, or that another program has broken.

use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::text_checks::{characters, encodings};

/// The number of runs of unusual characters in a file that are reported one by one.
const MOST_RUNS: usize = 8;

/// Reports the first letter of a text that another program has lost for good.
pub(super) fn report_lost(text: &str, findings: &mut Findings) {
    if let Some(range) = encodings::lost_letter(text) {
        let diagnostic = Diagnostic::warning("a letter was lost here when the text was copied");
        findings.add(Span::new(range), diagnostic.help("write the letter, or copy the text again"));
    }
}

/// Reports the characters that no page can carry, and those that reverse a text: one mistake for each run of them.
pub(super) fn report_unusual(text: &str, findings: &mut Findings) {
    let mut last = None;
    let mut runs = Vec::new();
    for (at, found) in text.char_indices().filter(|(_, c)| characters::is_unusual(*c)) {
        let is_refused = characters::is_refused(found);
        if last != Some((at, is_refused)) {
            runs.push((at, found));
        }
        last = Some((at + found.len_utf8(), is_refused));
    }
    // So many are no slips of an author, but a file of another kind.
    let (shown, count) = if runs.len() > MOST_RUNS { (1, runs.len()) } else { (runs.len(), 1) };
    for (at, found) in &runs[..shown] {
        let (span, diagnostic) = match encodings::broken_letter_at(text, *at) {
            Some(broken) => {
                let (message, help) = encodings::message_and_help(&text[broken.range.clone()], &broken.meant);
                (Span::new(broken.range), Diagnostic::error(message).help(help))
            }
            None => {
                let diagnostic = characters::diagnostic(u32::from(*found), characters::PASTED);
                (Span::new(*at..at + found.len_utf8()), diagnostic)
            }
        };
        findings.add(span, diagnostic.first_of(count));
    }
}
