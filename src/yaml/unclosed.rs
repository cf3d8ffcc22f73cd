//! Finds brackets and quotes that are never closed. A YAML parser notices them lines later and blames a valid field.

/// Returns the first bracket or quote left open by a field above byte `at`, or by the field around it.
pub(super) fn left_open(text: &str, at: usize) -> Option<(usize, char)> {
    let mut start = 0;
    while start <= at && start < text.len() {
        let end = start + field_around(&text[start..], 0).end;
        if let Some((inner, sign)) = unclosed(&text[start..end]) {
            return Some((start + inner, sign));
        }
        start = end;
    }
    None
}

/// Returns the bytes of the top-level field around byte `at`: from a line that begins with neither space nor `#` to the
/// next such line.
pub(super) fn field_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let mut start = 0;
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let opens = !line.starts_with([' ', '\t', '#', '-', '\n', '}', ']']);
        if opens && line_start > at {
            return start..line_start;
        }
        if opens {
            start = line_start;
        }
        line_start += line.len();
    }
    start..text.len()
}

/// Returns the first bracket or quote that a field leaves open. They count only where a value begins, not within a
/// text.
fn unclosed(field: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut value_begins = false;
    // True while the line has nothing but the dashes of a list.
    let mut line_begins = true;
    let mut at = 0;
    while let Some(c) = field[at..].chars().next() {
        let (before, after) = (&field[..at], &field[at + c.len_utf8()..]);
        at += c.len_utf8();
        match c {
            '"' | '\'' if value_begins => match quote_length(after, c) {
                Some(length) => at += length,
                None => return Some((before.len(), c)),
            },
            '[' | '{' if value_begins => open.push((before.len(), c)),
            ']' | '}' if !open.is_empty() => {
                let last = open.pop();
                // A bracket of the other kind leaves this one open.
                if last.is_some_and(|(_, opened)| (opened == '[') != (c == ']')) {
                    return last;
                }
            }
            // The rest is a block of text, in which nothing has a meaning.
            '|' | '>' if value_begins && open.is_empty() => return None,
            '#' if before.ends_with(char::is_whitespace) => at += after.find('\n').unwrap_or(after.len()),
            _ => {}
        }
        value_begins = match c {
            ':' => after.is_empty() || after.starts_with(char::is_whitespace),
            ',' => !open.is_empty(),
            '[' | '{' => value_begins,
            '-' => after.starts_with(' ') && line_begins,
            c => value_begins && c.is_whitespace(),
        };
        line_begins = c == '\n' || line_begins && (c == '-' || c.is_whitespace());
    }
    open.first().copied()
}

/// Returns the length in bytes of a quoted text after its opening quote, with the closing one. `None` if there is none.
fn quote_length(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"'
            || c == quote && quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'')
        {
            chars.next();
        } else if c == quote {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::left_open;

    #[test]
    fn what_is_left_open_is_found_where_it_was_opened() {
        let found = |text: &str| left_open(text, text.len() - 1);
        assert_eq!(found("tags: [a, b\ntitle: A\n"), Some((6, '[')));
        assert_eq!(found("title: \"A\ndate: 2026-03-02\n"), Some((7, '"')));
        assert_eq!(found("a: b\nasker: { pen_name: 'x }\n"), Some((24, '\'')));
        assert_eq!(found("tags:\n  - [a\n"), Some((10, '[')));
    }

    #[test]
    fn what_is_closed_or_means_nothing_is_passed_over() {
        let sound = [
            "tags: [a, \"]\", 'it''s', {b: c}]\n",
            "title: A (or \"B\") it's [sic\n",
            "title: Ages 5, [sic\n",
            "a: b # [not\n",
            "text: |\n  [not\n  \"this\n",
            "title: \"a \\\" b\"\n",
            "tags: [a,\n  b]\n",
        ];
        for text in sound {
            assert_eq!(left_open(text, text.len() - 1), None, "{text}");
        }
    }
}
