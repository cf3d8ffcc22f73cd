//! Blocks of code between fences that do not end.

use super::Markdown;
use crate::diagnostics::{Diagnostic, Findings};

/// Returns true if the last line of a block of code is a fence like its first.
pub(in crate::content) fn is_closed(block: &str) -> bool {
    let is_sign = |c: char| matches!(c, '`' | '~');
    let fence = block.trim_start();
    let Some(sign) = fence.chars().next().filter(|c| is_sign(*c)) else { return true };
    let length = fence.len() - fence.trim_start_matches(sign).len();
    let last = block.trim_end().lines().skip(1).last().unwrap_or_default();
    // In a quotation, its sign precedes each line.
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    last.len() >= length && last.chars().all(|c| c == sign)
}

/// Returns words for the line that ends the code below a fence.
pub(in crate::content) fn closing_line(fence: &str) -> String {
    let sign: String = fence.chars().take_while(|c| matches!(c, '`' | '~')).collect();
    match sign.strip_prefix('`') {
        Some(_) => format!("a line of {} backticks", sign.len()),
        None => format!("a line `{sign}`"),
    }
}

impl Markdown<'_> {
    /// Reports the blocks of code that do not end.
    pub(in crate::content) fn report_unclosed_fences(&self, findings: &mut Findings) {
        for at in &self.unclosed_fences {
            let fence = self.line_span(self.events[*at].1.start);
            let written = &self.text[fence.range()];
            let diagnostic = Diagnostic::warning("this block of code does not end")
                .help(format!("put {} below the code", closing_line(written)));
            // A row of tildes is an ornament.
            let is_row = written.len() > 3 && written.bytes().all(|byte| byte == b'~');
            let diagnostic =
                if is_row { diagnostic.help("for a line between two parts, write `***`") } else { diagnostic };
            findings.add(fence, diagnostic);
        }
    }
}
