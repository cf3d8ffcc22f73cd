//! The lines of a letter in plain text: which are quoted, and which were only broken because a mail has short lines.

use super::row::TextRow;

/// How the lines of a plain text are to be read (RFC 3676).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TextFlow {
    /// True if a line with a space at its end goes on in the next one.
    pub(super) is_flowed: bool,
    /// True if that space is not part of the text.
    pub(super) deletes_space: bool,
}

/// Returns the lines of a plain text.
pub(super) fn rows(text: &str, flow: TextFlow) -> Vec<TextRow> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{b}', '\u{2028}', '\u{2029}'], "\n");
    let lines: Vec<&str> = text.lines().collect();
    let mut rows = if flow.is_flowed { flowed(&lines, flow.deletes_space) } else { fixed(&lines) };
    if !flow.is_flowed {
        mark_wrapped(&mut rows);
    }
    rows
}

/// The longest line that a program may have broken.
const LONGEST_WRAPPED: usize = 80;

/// The shortest line that says how long lines are.
const SHORTEST_WRAPPED: usize = 55;

/// Marks lines that go on in the next one: the first word of that one had no room on them.
fn mark_wrapped(rows: &mut [TextRow]) {
    let length = |row: &TextRow| row.text.chars().count();
    // Where one line is longer, the program breaks none.
    let is_word = |row: &TextRow| !row.text.contains(' ');
    let longest = rows.iter().filter(|row| row.depth == 0 && !is_word(row)).map(length).max().unwrap_or_default();
    if !(SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&longest) {
        return;
    }
    for at in 1..rows.len() {
        let (before, row) = (&rows[at - 1], &rows[at]);
        let first = row.text.split(' ').next().unwrap_or_default().chars().count();
        let had_no_room = length(before) + 1 + first > longest;
        rows[at].continues = had_no_room
            && !before.is_empty()
            && !row.is_empty()
            && before.depth == row.depth
            && !begins_item(&row.text);
    }
}

/// Returns true for a line that begins an item of a list.
fn begins_item(text: &str) -> bool {
    let Some((sign, _)) = text.split_once(' ') else { return false };
    let number = sign.strip_suffix(['.', ')']).unwrap_or_default();
    matches!(sign, "-" | "*" | "+" | "•" | "–" | "·")
        || !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

fn fixed(lines: &[&str]) -> Vec<TextRow> {
    let is_quoted = |at: Option<usize>| {
        let line = at.and_then(|at| lines.get(at));
        line.is_some_and(|line| line.starts_with('>') && !line.starts_with(">From "))
    };
    let row = |(at, line): (usize, &&str)| {
        // Programs that keep mails in one file put a `>` before such a line.
        if line.starts_with(">From ") && !is_quoted(at.checked_sub(1)) && !is_quoted(Some(at + 1)) {
            return TextRow::plain(&line[1..], 0);
        }
        let (depth, rest) = quotation(line);
        TextRow::plain(rest.trim_end(), depth)
    };
    lines.iter().enumerate().map(row).collect()
}

/// Returns the number of signs of quotation before a line, and the line after them.
fn quotation(line: &str) -> (usize, &str) {
    let (mut depth, mut rest) = (0, line);
    // Some people begin a line with an arrow: `>>> import this` has no space, and `> > a` has.
    while let Some(after) = rest.strip_prefix('>') {
        depth += 1;
        rest = after.strip_prefix(' ').filter(|next| next.starts_with('>')).unwrap_or(after);
    }
    (depth, if depth > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest })
}

/// The line above a signature, which never goes on.
pub(super) const SIGNATURE: &str = "-- ";

fn flowed(lines: &[&str], deletes_space: bool) -> Vec<TextRow> {
    let mut rows: Vec<TextRow> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for line in lines {
        let depth = line.bytes().take_while(|byte| *byte == b'>').count();
        let rest = line[depth..].strip_prefix(' ').unwrap_or(&line[depth..]);
        let goes_on = rest.ends_with(' ') && rest != SIGNATURE;
        let text = if goes_on && deletes_space { &rest[..rest.len() - 1] } else { rest };
        let (open_depth, mut paragraph) = match open.take() {
            Some((open_depth, paragraph)) if open_depth == depth && rest != SIGNATURE => (depth, paragraph),
            Some((open_depth, paragraph)) => {
                rows.push(TextRow::plain(paragraph.trim_end(), open_depth));
                (depth, String::new())
            }
            None => (depth, String::new()),
        };
        paragraph.push_str(text);
        if goes_on {
            open = Some((open_depth, paragraph));
        } else {
            rows.push(TextRow::plain(paragraph.trim_end(), open_depth));
        }
    }
    rows.extend(open.map(|(depth, paragraph)| TextRow::plain(paragraph.trim_end(), depth)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, flow: TextFlow) -> Vec<String> {
        let shown = |row: &TextRow| format!("{}{}{}", row.depth, if row.continues { "+" } else { " " }, row.text);
        rows(text, flow).iter().map(shown).collect()
    }

    #[test]
    fn lines_that_a_program_broke_go_on() {
        let text = "I have been eight years in the interlibrary loan office of a university\nand I like it.\n\
                    Yes.\n> quoted\n> > twice\n\n>From here on\n";
        assert_eq!(
            shown(text, TextFlow::default()),
            [
                "0 I have been eight years in the interlibrary loan office of a university",
                "0+and I like it.",
                "0 Yes.",
                "1 quoted",
                "2 twice",
                "0 ",
                "0 From here on"
            ]
        );
    }

    #[test]
    fn flowed_lines_are_joined() {
        let flow = TextFlow { is_flowed: true, deletes_space: false };
        assert_eq!(
            shown("One \ntwo.\n\n From\n> a \n> b\nc \n-- \nJ", flow),
            ["0 One two.", "0 ", "0 From", "1 a b", "0 c", "0 --", "0 J"]
        );
        let flow = TextFlow { is_flowed: true, deletes_space: true };
        assert_eq!(shown("日本 \n語", flow), ["0 日本語"]);
    }
}
