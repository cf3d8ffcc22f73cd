//! Spaces that Markdown does not know as such, as word processors and some keyboards write them: after the sign of a
//! heading or an item, and alone on a line that looks empty.

use memchr::memmem;

/// The spaces that Markdown does not know as such, after a sign.
const SPACES: [char; 3] = ['\u{a0}', '\u{202f}', '\u{3000}'];

/// Characters that nobody sees on a line of their own: those spaces, the space without width, and the byte order mark.
const UNSEEN: [char; 5] = ['\u{a0}', '\u{202f}', '\u{3000}', '\u{200b}', '\u{feff}'];

/// A sign with such a space: the bytes of the space, and the number if the sign is one.
struct Sign {
    start: usize,
    space: char,
    number: Option<u32>,
}

/// Returns true for characters without width, which come with text that is copied from a web page.
pub(in crate::content) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Returns a text of the same length with plain spaces in their place; `None` if it has none.
///
/// `1.` and such a space is a list only if `2.` follows: `17. März` begins a sentence.
pub(super) fn plain(text: &str) -> Option<String> {
    let is_found = |unseen: &char| memmem::find(text.as_bytes(), unseen.encode_utf8(&mut [0; 4]).as_bytes()).is_some();
    if text.is_ascii() || !UNSEEN.iter().any(is_found) {
        return None;
    }
    let empty = with_empty_lines(text);
    with_plain_signs(empty.as_deref().unwrap_or(text)).or(empty)
}

/// Returns a text in which lines that only look empty are; `None` if it has none.
fn with_empty_lines(text: &str) -> Option<String> {
    let looks_empty = |line: &str| line.chars().all(|c| c.is_whitespace() || UNSEEN.contains(&c));
    let is_changed = |line: &str| !line.is_ascii() && looks_empty(line);
    text.split_inclusive('\n').any(is_changed).then(|| {
        let lines = text.split_inclusive('\n').map(|line| match (is_changed(line), line.strip_suffix('\n')) {
            (false, _) => line.to_owned(),
            (true, Some(line)) => " ".repeat(line.len()) + "\n",
            (true, None) => " ".repeat(line.len()),
        });
        lines.collect()
    })
}

/// Returns a text with plain spaces after its signs; `None` if it has no others.
fn with_plain_signs(text: &str) -> Option<String> {
    let signs = signs(text);
    let mut is_list = false;
    let (mut plain, mut end) = (String::with_capacity(text.len()), 0);
    for (index, sign) in signs.iter().enumerate() {
        let is_number = |other: Option<&Sign>, number| other.is_some_and(|other| other.number == Some(number));
        is_list = match sign.number {
            None => is_list,
            Some(1) => is_number(signs.get(index + 1), 2),
            Some(number) => is_list && index > 0 && is_number(signs.get(index - 1), number - 1),
        };
        if sign.number.is_none() || is_list {
            plain.push_str(&text[end..sign.start]);
            plain.extend(std::iter::repeat_n(' ', sign.space.len_utf8()));
            end = sign.start + sign.space.len_utf8();
        }
    }
    plain.push_str(&text[end..]);
    (end > 0).then_some(plain)
}

/// Returns the signs at the start of a line with such a space after them, except in code.
fn signs(text: &str) -> Vec<Sign> {
    let (mut signs, mut start, mut in_code) = (Vec::new(), 0, false);
    for line in text.split_inclusive('\n') {
        let indented = line.trim_start_matches([' ', '>']);
        let indent = line.len() - indented.len();
        if indented.starts_with("```") || indented.starts_with("~~~") {
            in_code = !in_code;
        }
        if !in_code
            && (indent < 4 || line.starts_with('>'))
            && let Some((length, space, number)) = sign(indented)
        {
            signs.push(Sign { start: start + indent + length, space, number });
        }
        start += line.len();
    }
    signs
}

/// Returns the length of the sign at the start of a line, the space after it, and its number.
fn sign(line: &str) -> Option<(usize, char, Option<u32>)> {
    let first = line.bytes().next()?;
    let length = match first {
        b'#' => line.bytes().take_while(|byte| *byte == b'#').count(),
        b'-' | b'*' | b'+' => 1,
        b'0'..=b'9' => line.bytes().take_while(u8::is_ascii_digit).count() + 1,
        _ => return None,
    };
    let number = line.get(..length)?.strip_suffix(['.', ')']).map(str::parse::<u32>);
    if first.is_ascii_digit() && number.is_none() || length > 6 {
        return None;
    }
    let mut rest = line.get(length..)?.chars();
    let space = rest.next().filter(|space| SPACES.contains(space))?;
    // `- 5 °C` and `# 1` are numbers.
    let is_text = rest.next().is_some_and(|c| !c.is_ascii_digit() && c != '\n');
    is_text.then_some((length, space, number.and_then(Result::ok)))
}
