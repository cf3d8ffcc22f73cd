//! Folding: the words of a text in a form in which case, accents, markup, encodings, and whatever is between two words make
//! no difference.
//!
//! Bytes in, [`Folded`] out: small letters and digits, and one space between two words, before the first, and after the last.
//! So a whole word is a text between two spaces. An `@` is a word, too. Every byte of the input goes into one of two streams, the text or the inside
//! of tags, so that text goes on across `<wbr>` or `<em>`, and attributes are searched, too.

use super::characters::{ASCII, each_byte_of_form};
use super::entities::{entity, escape, percent_encoded};

/// Words, each after a space, and a space at the end.
#[derive(Debug)]
pub(super) struct FoldedWords {
    pub(super) bytes: Vec<u8>,
    /// The place of each byte in the input; empty if they are not wanted.
    places: Vec<u32>,
}

/// The words of an input.
#[derive(Debug)]
pub(super) struct Folded {
    /// Those of its text.
    pub(super) text: FoldedWords,
    /// Those inside of tags.
    pub(super) tags: FoldedWords,
}

/// Returns the words of a plain text, with one space between two.
pub(super) fn folded_words(text: &str) -> String {
    let mut words = FoldedWords::new(text.len());
    for (at, c) in text.char_indices() {
        words.push_char::<false>(c, at);
    }
    String::from_utf8_lossy(&words.bytes).trim().to_owned()
}

/// Folds the bytes of a file. With `has_escapes`, `\n` is a line break, as in JSON. With `PLACES`, each byte knows where it is
/// from.
pub(super) fn fold<const PLACES: bool>(input: &[u8], has_escapes: bool) -> Folded {
    let (text, tags) = (FoldedWords::new(input.len()), FoldedWords::new(input.len() / 2));
    let mut folding = Folding { input, at: 0, text, tags, is_in_tag: false, has_escapes, elsewhere: has_escapes };
    while folding.at < input.len() {
        folding.plain_run::<PLACES>();
        if folding.at < input.len() {
            folding.special::<PLACES>();
        }
    }
    let Folding { mut text, mut tags, .. } = folding;
    text.separate::<PLACES>(input.len());
    tags.separate::<PLACES>(input.len());
    Folded { text, tags }
}

impl FoldedWords {
    fn new(capacity: usize) -> Self {
        let mut bytes = Vec::with_capacity(capacity + 2);
        bytes.push(b' ');
        Self { bytes, places: vec![0] }
    }

    /// Returns the place in the input of a byte.
    pub(super) fn place(&self, at: usize) -> usize {
        self.places.get(at).map_or(0, |place| *place as usize)
    }

    fn push<const PLACES: bool>(&mut self, byte: u8, at: usize) {
        if byte == b' ' && self.bytes.last() == Some(&b' ') {
            return;
        }
        self.bytes.push(byte);
        if PLACES {
            self.places.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    fn separate<const PLACES: bool>(&mut self, at: usize) {
        self.push::<PLACES>(b' ', at);
    }

    fn push_char<const PLACES: bool>(&mut self, c: char, at: usize) {
        if c == '@' {
            b" @ ".iter().for_each(|byte| self.push::<PLACES>(*byte, at));
        } else if c.is_ascii() {
            let form = ASCII[c as usize];
            self.push::<PLACES>(if form == 0 { b' ' } else { form }, at);
        } else {
            each_byte_of_form(c, |byte| self.push::<PLACES>(byte, at));
        }
    }
}

/// The characters that are folded at once.
const RUN: usize = 64;

struct Folding<'i> {
    input: &'i [u8],
    at: usize,
    text: FoldedWords,
    tags: FoldedWords,
    is_in_tag: bool,
    /// True where a backslash begins an escape.
    has_escapes: bool,
    /// The same, outside of scripts.
    elsewhere: bool,
}

impl Folding<'_> {
    fn words(&mut self) -> &mut FoldedWords {
        if self.is_in_tag { &mut self.tags } else { &mut self.text }
    }

    /// Takes the characters that are nothing but themselves, at most [`RUN`] of them.
    fn plain_run<const PLACES: bool>(&mut self) {
        let (input, start) = (self.input, self.at);
        let words = self.words();
        let mut last = words.bytes.last().copied().unwrap_or(b' ');
        // Most of the time of a search goes here, and half as much again without this array, or with a branch per byte.
        let mut forms = [0; RUN];
        let (mut kept, mut taken) = (0, 0);
        for byte in input[start..].iter().take(RUN) {
            let form = ASCII[usize::from(*byte)];
            if form == 0 {
                break;
            }
            forms[kept % RUN] = form;
            let is_kept = form != b' ' || last != b' ';
            if PLACES && is_kept {
                words.places.push(u32::try_from(start + taken).unwrap_or(u32::MAX));
            }
            kept += usize::from(is_kept);
            last = form;
            taken += 1;
        }
        words.bytes.extend_from_slice(&forms[..kept]);
        self.at += taken;
    }

    /// Takes a character that may be more than itself.
    fn special<const PLACES: bool>(&mut self) {
        let (at, rest) = (self.at, &self.input[self.at..]);
        let (c, length) = match rest[0] {
            // Text in UTF-16 has one after each letter.
            0 => ('\u{ad}', 1),
            b'&' => {
                let amps = rest[1..].chunks_exact(4).take_while(|chunk| *chunk == b"amp;").count();
                let length = 1 + 4 * amps;
                entity(&rest[length..]).map_or((' ', length), |(c, more)| (c, length + more))
            }
            b'%' => percent_encoded(rest).unwrap_or((' ', 1)),
            b'\\' if self.has_escapes || self.is_in_tag => escape(rest).unwrap_or((' ', 1)),
            byte @ 0x80.. => first_char(rest).unwrap_or((char::from(byte), 1)),
            byte => (char::from(byte), 1),
        };
        self.at += length;
        match c {
            '<' => self.open_tag::<PLACES>(at),
            '>' => self.close_tag::<PLACES>(at),
            c => self.words().push_char::<PLACES>(c, at),
        }
    }

    /// Begins a tag, if what follows is its name.
    fn open_tag<const PLACES: bool>(&mut self, at: usize) {
        let rest = &self.input[self.at..];
        let is_comment = matches!(rest.first(), Some(b'!' | b'?'));
        let name = rest.strip_prefix(b"/").unwrap_or(rest);
        let name = &name[..name.iter().take(16).take_while(|byte| byte.is_ascii_alphanumeric()).count()];
        if !is_comment && !name.first().is_some_and(u8::is_ascii_alphabetic) {
            return self.words().separate::<PLACES>(at);
        }
        let mut small = [0; 8];
        let small = small.get_mut(..name.len()).unwrap_or_default();
        small.copy_from_slice(&name[..small.len()]);
        small.make_ascii_lowercase();
        match &*small {
            b"at" => self.text.push_char::<PLACES>('@', at),
            b"script" => {
                self.has_escapes = self.elsewhere || rest.first() != Some(&b'/');
                self.text.separate::<PLACES>(at);
            }
            small if is_comment || is_within_words(small) => {}
            _ => self.text.separate::<PLACES>(at),
        }
        self.tags.separate::<PLACES>(at);
        self.is_in_tag = true;
    }

    fn close_tag<const PLACES: bool>(&mut self, at: usize) {
        if self.is_in_tag {
            self.tags.separate::<PLACES>(at);
            self.is_in_tag = false;
        } else {
            self.text.separate::<PLACES>(at);
        }
    }
}

/// Returns true for the name of an element whose tags do not end a word.
fn is_within_words(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"cite"
            | b"code"
            | b"data"
            | b"del"
            | b"dfn"
            | b"em"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"mark"
            | b"q"
            | b"s"
            | b"samp"
            | b"small"
            | b"span"
            | b"strong"
            | b"tspan"
            | b"u"
            | b"wbr"
    )
}

/// Returns the first character of a text, and its length.
fn first_char(rest: &[u8]) -> Option<(char, usize)> {
    let length = match rest[0] {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0.. => 4,
        _ => return None,
    };
    let c = std::str::from_utf8(rest.get(..length)?).ok()?.chars().next()?;
    Some((c, length))
}
