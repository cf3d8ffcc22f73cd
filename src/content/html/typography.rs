//! Typographic quotes, dashes and ellipses in the text of HTML, as the Markdown library makes them elsewhere.

use super::checked_token::CheckedToken;

/// Makes the quotes, dashes and ellipses of the texts in these pieces typographic.
pub(super) fn apply(pieces: &mut [CheckedToken]) {
    let mut quotes = Quotes::default();
    for index in 0..pieces.len() {
        match &pieces[index] {
            CheckedToken::Text(text) if text.contains(['"', '\'', '-', '.']) => {
                let last = index + 1 == pieces.len();
                let written = quotes.text(index, text, index == 0, last);
                pieces[index] = CheckedToken::Text(written);
                for (piece, at) in quotes.opening.drain(..) {
                    if let CheckedToken::Text(text) = &mut pieces[piece] {
                        text.replace_range(at..at + '’'.len_utf8(), "‘");
                    }
                }
            }
            CheckedToken::Start(tag) if tag.element().ends_words() => quotes = Quotes::default(),
            CheckedToken::End(element) if element.ends_words() => quotes = Quotes::default(),
            _ => {}
        }
    }
}

/// The quotes that are open in a block.
#[derive(Default)]
struct Quotes {
    is_double_open: bool,
    /// The piece and the byte of an apostrophe that may turn out to open a quotation.
    single: Option<(usize, usize)>,
    /// Those that did.
    opening: Vec<(usize, usize)>,
}

impl Quotes {
    fn text(&mut self, piece: usize, text: &str, is_first: bool, is_last: bool) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        // A tag is before and after a text, unless it is the first or the last.
        let mut before = if is_first { None } else { Some('>') };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let run = rest.len() - rest.trim_start_matches(c).len();
            let length = match c {
                '-' if run > 1 => {
                    push_dashes(run, &mut out);
                    run
                }
                '.' if run >= 3 => {
                    out.push('…');
                    3
                }
                '"' | '\'' => {
                    let after = rest[1..].chars().next().or((!is_last).then_some('<'));
                    self.quote(c, (piece, out.len()), before, after, &mut out);
                    1
                }
                _ => {
                    out.push(c);
                    c.len_utf8()
                }
            };
            before = Some(c);
            rest = &rest[length..];
        }
        out
    }

    fn quote(&mut self, c: char, place: (usize, usize), before: Option<char>, after: Option<char>, out: &mut String) {
        let opens = can_open(c, before, after);
        let closes = can_close(before, after);
        if c == '"' {
            let is_end = closes && self.is_double_open;
            if is_end {
                self.is_double_open = false;
            } else if opens {
                self.is_double_open = true;
            }
            out.push(if is_end { '”' } else { '“' });
            return;
        }
        if closes && let Some(open) = self.single.take() {
            self.opening.push(open);
        } else if opens {
            self.single = Some(place);
        }
        out.push('’');
    }
}

fn can_open(c: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
    !after.is_whitespace()
        && before.is_none_or(|before| {
            before.is_whitespace() || is_punctuation(before) && (c != '\'' || !matches!(before, ']' | ')'))
        })
}

fn can_close(before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    !before.is_whitespace() && after.is_none_or(|after| after.is_whitespace() || is_punctuation(after))
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace())
}

/// Writes hyphens as dashes: three are an em dash, two an en dash.
fn push_dashes(count: usize, out: &mut String) {
    let (long, short) = match count % 6 {
        0 | 3 => (count / 3, 0),
        2 | 4 => (0, count / 2),
        1 => (count / 3 - 1, 2),
        _ => (count / 3, 1),
    };
    out.extend(std::iter::repeat_n('—', long).chain(std::iter::repeat_n('–', short)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typographic(text: &str) -> String {
        let mut pieces = [CheckedToken::Text(text.to_owned())];
        apply(&mut pieces);
        match &pieces[0] {
            CheckedToken::Text(text) => text.clone(),
            _ => String::new(),
        }
    }

    #[test]
    fn marks_are_those_of_markdown() {
        let texts = [
            "\"Don't,\" she said.",
            "'quoted' isn't",
            "the '90s -- and on... and --- so",
            "----- -- ------- a",
            "a \"b 'c' d\" e",
            "rock 'n' roll",
            "\"",
            "'",
            "a' b' 'c",
            "(\"x\") ['y']",
            "é\"x\"",
            "5'10\"",
        ];
        for text in texts {
            let options = pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
            let expected: String = pulldown_cmark::Parser::new_ext(text, options)
                .filter_map(|event| match event {
                    pulldown_cmark::Event::Text(text) => Some(text.to_string()),
                    _ => None,
                })
                .collect();
            assert_eq!(typographic(text), expected, "{text}");
        }
    }
}
