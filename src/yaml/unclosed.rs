//! Finds where quotes and brackets are closed. A YAML parser notices one that is not lines later, and blames a valid field.

/// Returns the length of a list or map that begins with its bracket; if it is not closed, the place of the first bracket or
/// quote in it that is not.
pub(super) fn bracket_length(text: &str) -> Result<usize, usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut value_begins = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        at += c.len_utf8();
        match c {
            '"' | '\'' if value_begins => at += quote_length(after, c).ok_or(before.len())?,
            '[' | '{' => open.push((before.len(), c)),
            ']' | '}' => {
                let last = open.pop();
                // A bracket of the other kind leaves this one open.
                if let Some((place, _)) = last.filter(|(_, opened)| (*opened == '[') != (c == ']')) {
                    return Err(place);
                }
                if open.is_empty() {
                    return Ok(at);
                }
            }
            '#' if before.ends_with(char::is_whitespace) => at += after.find('\n').unwrap_or(after.len()),
            _ => {}
        }
        value_begins = match c {
            ':' => after.is_empty() || after.starts_with(char::is_whitespace),
            ',' | '[' | '{' => true,
            c => value_begins && c.is_whitespace(),
        };
    }
    Err(open.first().map_or(0, |(place, _)| *place))
}

/// Returns the length in bytes of a quoted text after its opening quote, with the closing one. `None` if there is none.
pub(super) fn quote_length(text: &str, quote: char) -> Option<usize> {
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
    use super::*;

    #[test]
    fn what_is_left_open_is_found_where_it_was_opened() {
        assert_eq!(bracket_length("[a, b\ntitle: A\n"), Err(0));
        assert_eq!(bracket_length("{ pen_name: 'x }\n"), Err(12));
        assert_eq!(bracket_length("[a, [b, c]\n"), Err(0));
        assert_eq!(bracket_length("[a, {b: c]\n"), Err(4));
        assert_eq!(bracket_length("[a, # ]\n"), Err(0));
    }

    #[test]
    fn what_is_closed_has_a_length() {
        for text in ["[a, \"]\", 'it''s', {b: c}]", "[a (or \"B\") it's]", "[a,\n  b]", "[\"a \\\" b\"]", "[a#b, c]"] {
            assert_eq!(bracket_length(&format!("{text} x\n")), Ok(text.len()), "{text}");
        }
    }
}
