//! Lines that begin as those of a list and are none, so that they run together.

use crate::diagnostics::Diagnostic;

/// The bullets that word processors put before the lines of a list: one is enough.
const BULLETS: [char; 16] =
    ['•', '◦', '▪', '●', '○', '‣', '■', '□', '◆', '◇', '➢', '➤', '►', '▶', '\u{f0a7}', '\u{f0b7}'];

/// Other characters with which a list is written. A line of a dialogue begins with a dash, too: it takes two.
const DASHES: [char; 8] = ['-', '–', '—', '‐', '‑', '−', '*', '+'];

/// Boxes and ticks, any of which may precede a line of the same list.
const BOXES: [char; 7] = ['☐', '☑', '☒', '✓', '✔', '✗', '✘'];

/// The beginning of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    /// Words.
    Words,
    /// A sign apart from the words: `– one`.
    Sign(char),
    /// A sign at the first word: `-one`.
    TightSign(char),
    /// `1.` or `1)`, with a space after it or not.
    Number { sign: char, is_tight: bool },
    /// `a)`, `(a)`, `ii)`
    Letter(char),
    /// `A.`: names begin so, too, but not in the order of the alphabet.
    Initial(char),
    /// `o `: the second level of a word processor.
    Ring,
    /// `①`, `一、`, `１．`: the numbers of other scripts.
    OtherNumber,
}

impl Beginning {
    /// Returns how a line begins.
    pub(super) fn of(line: &str) -> Self {
        let Some(first) = line.chars().next() else { return Self::Words };
        if first.is_ascii_digit() {
            return Self::number(line);
        }
        if is_other_number(line) {
            return Self::OtherNumber;
        }
        if first.is_alphabetic() || first == '(' {
            return if first.is_ascii() { Self::letter(line) } else { Self::Words };
        }
        let rest = &line[first.len_utf8()..];
        let kind = if BOXES.contains(&first) { BOXES[0] } else { first };
        if (DASHES.contains(&first) || BULLETS.contains(&first)) && rest.starts_with(char::is_alphabetic) {
            return Self::TightSign(first);
        }
        let sign = line.split([' ', '\t', '\u{a0}']).next().unwrap_or_default();
        // `--` is a dash, or precedes the name of an author.
        let is_same = sign.chars().all(|c| c == first || c == '\u{fe0f}') && !sign.starts_with("--");
        let is_sign = sign.len() < line.len() && sign.len() <= 16 && is_same && !first.is_alphanumeric();
        let is_other = "\"'“”‘’„«»‹›()[]{}<>|:;=.…,/\\`~#$&%¿¡?!".contains(first) || sign.contains(['*', '_']);
        if is_sign && (!is_other || sign == "*") { Self::Sign(kind) } else { Self::Words }
    }

    fn number(line: &str) -> Self {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let mut rest = line[digits..].chars();
        match rest.next() {
            Some(sign @ ('.' | ')')) if digits < 3 => match rest.next() {
                Some(')') if sign == '.' && rest.as_str().starts_with(' ') => Self::OtherNumber,
                Some(' ' | '\t' | '\u{a0}') => Self::Number { sign, is_tight: false },
                Some(c) if c.is_alphabetic() => Self::Number { sign, is_tight: true },
                _ => Self::Words,
            },
            Some('°') if digits < 3 && rest.as_str().starts_with(' ') => Self::OtherNumber,
            _ => Self::Words,
        }
    }

    fn letter(line: &str) -> Self {
        let label = line.split([' ', '\u{a0}']).next().unwrap_or_default();
        let Some(name) = label.strip_suffix(')') else {
            return match label.as_bytes() {
                b"o" => Self::Ring,
                [letter, b'.'] if letter.is_ascii_alphabetic() => Self::Initial(char::from(*letter)),
                _ => Self::Words,
            };
        };
        let (name, sign) = name.strip_prefix('(').map_or((name, ')'), |name| (name, '('));
        let is_roman = name.len() < 5 && name.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        let is_number = name.len() < 3 && name.bytes().all(|byte| byte.is_ascii_digit());
        let is_letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_label = !name.is_empty() && label.len() < line.len() && (is_roman || is_number || is_letter);
        if is_label { Self::Letter(sign) } else { Self::Words }
    }

    /// Returns true for a number or letter, which says something in text, too.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Number { .. } | Self::Letter(_) | Self::Initial(_) | Self::OtherNumber)
    }

    /// Returns what is wrong with a line that begins so, after a line of the same paragraph that begins as `before`.
    pub(super) fn check(self, before: Option<Self>, line: &str) -> Option<Diagnostic> {
        let is_repeated = before == Some(self);
        let label = line.split([' ', '\t', '\u{a0}']).next().unwrap_or_default();
        match self {
            Self::Sign(c) if is_repeated || BULLETS.contains(&c) => Some(no_list(c)),
            Self::TightSign(c) if is_repeated => {
                let diagnostic =
                    Diagnostic::warning(format!("`{c}` does not start a list item here: a space is missing after it"));
                Some(diagnostic.help("begin each of these lines with a hyphen and a space: `- `"))
            }
            Self::Number { is_tight: true, .. } if is_repeated => {
                let message = "these lines are not a list: a space is missing after their numbers";
                Some(Diagnostic::warning(message).help("write a space after each: `1. `"))
            }
            Self::Number { .. } if is_repeated => {
                let diagnostic = Diagnostic::warning("these lines run together: they are not a list");
                Some(diagnostic.help("put an empty line before the first number"))
            }
            Self::Letter(_) if is_repeated => {
                let diagnostic =
                    Diagnostic::warning(format!("`{label}` does not start a list item here: the lines run together"));
                Some(diagnostic.help("write `1.` and so on, or put an empty line between them"))
            }
            Self::Initial(letter) if is_next(before, letter) => {
                let diagnostic =
                    Diagnostic::warning(format!("`{label}` does not start a list item here: the lines run together"));
                Some(diagnostic.help("write `1.` and so on, or put an empty line between them"))
            }
            Self::Ring if is_repeated => Some(no_list('o')),
            Self::OtherNumber if is_repeated => {
                let diagnostic = Diagnostic::warning("these lines run together: they are not a list");
                Some(diagnostic.help("begin each line with `1.` and a space"))
            }
            Self::Initial(_)
            | Self::Ring
            | Self::OtherNumber
            | Self::Words
            | Self::Sign(_)
            | Self::TightSign(_)
            | Self::Number { .. }
            | Self::Letter(_) => None,
        }
    }
}

/// Returns true for the second letter of the alphabet after the first.
fn is_next(before: Option<Beginning>, letter: char) -> bool {
    matches!((before, letter), (Some(Beginning::Initial('A')), 'B') | (Some(Beginning::Initial('a')), 'b'))
}

/// Returns true for a line that begins with a number in a circle, of full width, or in Chinese with a mark.
fn is_other_number(line: &str) -> bool {
    let is_digit = |c: char| "一二三四五六七八九十".contains(c) || ('０'..='９').contains(&c);
    let rest = line.trim_start_matches(['（', '(']);
    let words = rest.trim_start_matches(is_digit);
    let is_numbered = words.len() < rest.len() && words.starts_with(['、', '．', '）', ')']);
    is_numbered || line.starts_with(|c: char| ('①'..='⑳').contains(&c))
}

fn no_list(bullet: char) -> Diagnostic {
    let diagnostic = Diagnostic::warning(format!("`{bullet}` does not start a list item here"))
        .help("begin each of these lines with a hyphen and a space: `- `");
    match bullet {
        '–' | '—' => diagnostic.help("or, if this is dialogue, put an empty line between the lines"),
        _ => diagnostic,
    }
}

/// Returns the length of the capitals and the colon before the words of a line, which may open a turn: `SM: – one`.
pub(super) fn marker_length(line: &str) -> usize {
    let capitals = line.bytes().take(5).take_while(u8::is_ascii_uppercase).count();
    let rest = line[capitals..].strip_prefix(": ").filter(|_| capitals > 0);
    rest.map_or(0, |rest| line.len() - rest.trim_start().len())
}
