//! Characters that are written in another way: the entities of HTML, percent-encoding, and the escapes of JSON.

use super::characters::ASCII;

/// The entities that are neither letters nor accents. A space is whatever is between words.
const NAMED: [(&str, char); 58] = [
    ("lt", '<'),
    ("gt", '>'),
    ("commat", '@'),
    ("period", '.'),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("NoBreak", '\u{2060}'),
    ("szlig", 'ß'),
    ("aelig", 'æ'),
    ("AElig", 'æ'),
    ("oelig", 'œ'),
    ("OElig", 'œ'),
    ("oslash", 'ø'),
    ("Oslash", 'ø'),
    ("lstrok", 'ł'),
    ("Lstrok", 'ł'),
    ("dstrok", 'đ'),
    ("Dstrok", 'đ'),
    ("eth", 'ð'),
    ("ETH", 'ð'),
    ("thorn", 'þ'),
    ("THORN", 'þ'),
    ("inodot", 'ı'),
    ("quot", ' '),
    ("apos", ' '),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("hairsp", ' '),
    ("hyphen", ' '),
    ("dash", ' '),
    ("ndash", ' '),
    ("mdash", ' '),
    ("lsquo", ' '),
    ("rsquo", ' '),
    ("ldquo", ' '),
    ("rdquo", ' '),
    ("lpar", ' '),
    ("rpar", ' '),
    ("lsqb", ' '),
    ("rsqb", ' '),
    ("lbrack", ' '),
    ("rbrack", ' '),
    ("comma", ' '),
    ("colon", ' '),
    ("semi", ' '),
    ("sol", ' '),
    ("bsol", ' '),
    ("lowbar", ' '),
    ("plus", ' '),
    ("num", ' '),
    ("hellip", ' '),
    ("middot", ' '),
    ("Tab", ' '),
    ("NewLine", ' '),
];

/// The ends of the names of letters with accents, after the letter.
const ACCENTS: [&str; 14] = [
    "acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "caron", "breve", "macr", "ogon", "dot", "dblac",
    "stroke",
];

/// Returns the character that an entity after an `&` means, and the length of the rest of it.
pub(super) fn entity(rest: &[u8]) -> Option<(char, usize)> {
    if let Some(number) = rest.strip_prefix(b"#") {
        let (digits, radix, start) = match number {
            [b'x' | b'X', digits @ ..] => (digits, 16, 2),
            digits => (digits, 10, 1),
        };
        let length = digits.iter().take(8).take_while(|byte| char::from(**byte).is_digit(radix)).count();
        let code = u32::from_str_radix(std::str::from_utf8(&digits[..length]).ok()?, radix).ok()?;
        let semicolon = usize::from(digits.get(length) == Some(&b';'));
        return Some((char::from_u32(code)?, start + length + semicolon));
    }
    let length = rest.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let name = std::str::from_utf8(&rest[..length]).ok().filter(|_| rest.get(length) == Some(&b';'))?;
    let named = NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    let accented = || name.chars().next().filter(|letter| ACCENTS.contains(&&name[letter.len_utf8()..]));
    Some((named.or_else(accented)?, length + 1))
}

/// Returns the character that is percent-encoded at the start of a text, and the length of that. `%25` begins another one.
pub(super) fn percent_encoded(rest: &[u8]) -> Option<(char, usize)> {
    let (first, mut length) = percent_byte(rest)?;
    if first < 0x80 {
        // Control characters are in no address, and a text may have a percent sign of its own.
        return (ASCII[usize::from(first)] != 0 && first >= b' ' || b"@&<>\\".contains(&first))
            .then(|| (char::from(first), length));
    }
    let mut bytes = vec![first];
    while bytes.len() < 4 {
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            return Some((c, length));
        }
        let (next, more) = percent_byte(&rest[length..])?;
        bytes.push(next);
        length += more;
    }
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((c, length))
}

fn percent_byte(rest: &[u8]) -> Option<(u8, usize)> {
    let mut length = 1;
    loop {
        let digits = rest.first().filter(|byte| **byte == b'%').and(rest.get(length..length + 2))?;
        let byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        length += 2;
        let is_encoded_again =
            byte == b'%' && rest.get(length..length + 2).is_some_and(|next| next.iter().all(u8::is_ascii_hexdigit));
        if !is_encoded_again {
            return Some((byte, length));
        }
    }
}

/// Returns the character that an escape of JSON or JavaScript means, and its length. Line breaks and the like are spaces.
pub(super) fn escape(rest: &[u8]) -> Option<(char, usize)> {
    match rest.get(1)? {
        b'n' | b't' | b'r' | b'b' | b'f' | b'\\' => Some((' ', 2)),
        b'x' => Some((char::from_u32(hex(rest.get(2..4)?)?)?, 4)),
        b'u' => {
            let first = hex(rest.get(2..6)?)?;
            if let Some(c) = char::from_u32(first) {
                return Some((c, 6));
            }
            let second = rest.get(6..8).filter(|start| *start == b"\\u").and(rest.get(8..12)).and_then(hex)?;
            let pair = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
            let c = char::decode_utf16(pair).next()?.ok()?;
            Some((c, 12))
        }
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(text, 16).ok()
}
