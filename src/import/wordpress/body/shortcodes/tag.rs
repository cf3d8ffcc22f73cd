//! One shortcode: `[gallery ids="1,2"]`.

/// A shortcode as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortcode<'t> {
    /// The name, as written.
    pub(super) name: &'t str,
    /// The text between the name and the bracket.
    inside: &'t str,
    /// The number of bytes from one bracket to the other, both included.
    pub(super) length: usize,
    pub(super) closes_itself: bool,
}

/// The signs around values: straight, curly, and as editors write them.
const QUOTES: [(&str, &[&str]); 10] = [
    ("\"", &["\""]),
    ("'", &["'"]),
    ("“", &["”", "“"]),
    ("”", &["”"]),
    ("″", &["″"]),
    ("‘", &["’", "‘"]),
    ("&#8220;", &["&#8221;", "&#8243;", "&#8220;"]),
    ("&#8221;", &["&#8221;", "&#8243;"]),
    ("&#8243;", &["&#8243;", "&#8221;"]),
    ("&quot;", &["&quot;"]),
];

impl<'t> Shortcode<'t> {
    /// Reads the shortcode at the start of a text. `None` if there is none.
    pub(super) fn at(text: &'t str) -> Option<Self> {
        /// The longest shortcode; those of the oldest captions hold their text.
        const LONGEST: usize = 4000;
        let rest = text.strip_prefix('[')?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let length = rest.find(|c: char| !is_name(c)).filter(|length| (1..60).contains(length))?;
        let name = &rest[..length];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let after = &rest[length..];
        if !after.starts_with(|c: char| matches!(c, ']' | '/' | '=') || c.is_whitespace() || c == '\u{a0}') {
            return None;
        }
        let window = &after.as_bytes()[..after.len().min(LONGEST)];
        let end = memchr::memchr(b']', window)?;
        let inside = &after[..end];
        let (inside, closes_itself) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        Some(Self { name, inside, length: 1 + length + end + 1, closes_itself })
    }

    /// Returns the values: those with a name, and those without.
    pub(super) fn values(&self) -> Values<'t> {
        let mut values = Values::default();
        let mut rest = self.inside;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{a0}');
            // `[youtube=https://…]`
            if let Some(value) = rest.strip_prefix('=') {
                let (value, after) = value_at(value);
                values.bare.push(value);
                rest = after;
                continue;
            }
            let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            let length = rest.find(|c: char| !is_key(c)).unwrap_or(rest.len());
            let after = rest[length..].trim_start();
            if let Some(value) = after.strip_prefix('=').filter(|_| length > 0) {
                let (value, after) = value_at(value.trim_start());
                values.named.push((&rest[..length], value));
                rest = after;
            } else if rest.is_empty() {
                return values;
            } else {
                let (value, after) = value_at(rest);
                values.bare.push(value);
                rest = after;
            }
        }
    }

    /// Returns true if it has a value with a name, which no words in brackets have.
    pub(super) fn has_named_value(&self) -> bool {
        self.inside.contains('=') && !self.inside.contains('<') && !self.values().named.is_empty()
    }
}

/// Returns the value at the start of a text, and the text after it. The text after it is always shorter.
fn value_at(text: &str) -> (&str, &str) {
    for (open, closes) in QUOTES {
        let Some(inside) = text.strip_prefix(open) else { continue };
        let end = closes.iter().filter_map(|close| Some((inside.find(close)?, close.len()))).min();
        if let Some((end, length)) = end {
            return (&inside[..end], &inside[end + length..]);
        }
    }
    let end = text.char_indices().skip(1).find(|(_, c)| c.is_whitespace()).map_or(text.len(), |(at, _)| at);
    let value = &text[..end];
    (value.trim_matches(['"', '\'', '”', '“']), &text[end..])
}

/// The values of a shortcode.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Values<'t> {
    named: Vec<(&'t str, &'t str)>,
    bare: Vec<&'t str>,
}

impl<'t> Values<'t> {
    /// Returns the first value with one of these names that is not empty.
    pub(super) fn get(&self, names: &[&str]) -> Option<&'t str> {
        let mut values = names.iter().filter_map(|name| {
            self.named.iter().find(|(known, value)| known.eq_ignore_ascii_case(name) && !value.trim().is_empty())
        });
        values.next().map(|(_, value)| value.trim())
    }

    /// Returns the first value without a name.
    pub(super) fn first(&self) -> Option<&'t str> {
        self.bare.iter().copied().map(str::trim).find(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Shortcode;

    #[test]
    fn values_are_read_however_they_are_quoted() {
        let written = "[video-1 a=\"1 2\" b='3' c=4 “d”  e=&#8221;5&#8243; https://a.org/b?c=d  f=”6” g = \"7\" /]x";
        let code = Shortcode::at(written).unwrap();
        assert_eq!((code.name, code.length, code.closes_itself), ("video-1", written.len() - 1, true));
        let values = code.values();
        let named = [("a", "1 2"), ("b", "3"), ("c", "4"), ("e", "5"), ("f", "6"), ("g", "7")];
        assert_eq!(values.named, named);
        assert_eq!(values.bare, ["d", "https://a.org/b?c=d"]);
    }

    #[test]
    fn brackets_are_no_shortcodes() {
        for text in ["[1]", "[]", "[ a]", "[a", "[a.b]", "[…]", "[a, b]", "x", "[-a]", "[é]", "[^1]"] {
            assert_eq!(Shortcode::at(text), None, "{text}");
        }
        assert!(Shortcode::at("[sic]").is_some_and(|code| !code.has_named_value()));
        assert!(Shortcode::at("[see <a href=\"x\">this</a>]").is_some_and(|code| !code.has_named_value()));
    }
}
