//! The custom properties that a stylesheet sets, each with the selector and the conditions of its rule.

use std::ops::Range;

/// A declaration of a custom property, or of `color-scheme`.
#[derive(Debug)]
pub(super) struct CssDeclaration {
    /// The selector of its rule.
    pub(super) selector: String,
    /// What each `@media` around it asks for.
    pub(super) media: Vec<String>,
    /// True if it is in a `@layer`: what is in none wins.
    pub(super) is_layered: bool,
    pub(super) is_important: bool,
    pub(super) name: String,
    pub(super) value: String,
    /// The bytes of the declaration, without its `;`.
    pub(super) range: Range<usize>,
}

/// What is around a place in a stylesheet.
#[derive(Clone, Default)]
struct CssContext {
    selector: Option<String>,
    media: Vec<String>,
    is_layered: bool,
    /// True in what is no plain rule: `@supports`, `@font-face`, a selector in another.
    is_other: bool,
}

/// Returns the declarations of a stylesheet, in order. In `css`, comments are spaces.
pub(super) fn declarations(css: &str) -> Vec<CssDeclaration> {
    let mut found = Vec::new();
    let mut around: Vec<CssContext> = vec![CssContext::default()];
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = css.as_bytes().get(at) {
        let end = at;
        at = match byte {
            b'\\' => at + 2,
            b'"' | b'\'' => after_string(css, at),
            b'(' => after_brackets(css, at),
            _ => at + 1,
        };
        if !matches!(byte, b'{' | b'}' | b';') {
            continue;
        }
        let here = around.last().cloned().unwrap_or_default();
        if *byte == b'{' {
            around.push(inner(&here, css[start..end].trim()));
        } else {
            found.extend(declaration(css, start..end, &here));
            // A stylesheet may close more than it opened.
            if *byte == b'}' && around.len() > 1 {
                around.pop();
            }
        }
        start = at;
    }
    found
}

/// Returns what is around the content of a block that begins like this.
fn inner(around: &CssContext, prelude: &str) -> CssContext {
    let mut inner = around.clone();
    let lower = prelude.to_ascii_lowercase();
    let name = lower.split(|c: char| c.is_ascii_whitespace() || c == '(').next().unwrap_or_default();
    match name {
        "@media" => inner.media.push(lower["@media".len()..].trim().to_owned()),
        "@layer" => inner.is_layered = true,
        _ if name.starts_with('@') => inner.is_other = true,
        _ if around.selector.is_none() => inner.selector = Some(prelude.to_owned()),
        _ => inner.is_other |= prelude != "&",
    }
    inner
}

fn declaration(css: &str, range: Range<usize>, around: &CssContext) -> Option<CssDeclaration> {
    let selector = around.selector.clone().filter(|_| !around.is_other)?;
    let text = css.get(range.clone())?;
    let (name, value) = text.split_once(':')?;
    let is_read = name.trim().starts_with("--") || name.trim().eq_ignore_ascii_case("color-scheme");
    let value = value.trim();
    let important = value.rsplit_once('!').filter(|(_, word)| word.trim().eq_ignore_ascii_case("important"));
    let start = range.start + (text.len() - text.trim_start().len());
    is_read.then(|| CssDeclaration {
        selector,
        media: around.media.clone(),
        is_layered: around.is_layered,
        is_important: important.is_some(),
        name: name.trim().to_owned(),
        value: important.map_or(value, |(value, _)| value.trim()).to_owned(),
        range: start..start + text.trim().len(),
    })
}

/// Returns the position after the string that begins here.
fn after_string(css: &str, start: usize) -> usize {
    let bytes = css.as_bytes();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            // A string that is not closed ends with its line.
            b'\n' => return at,
            byte if *byte == bytes[start] => return at + 1,
            _ => {}
        }
        at += 1;
    }
    css.len()
}

/// Returns the position after the brackets that begin here, or after the first one if they have no end.
pub(super) fn after_brackets(css: &str, start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = css.as_bytes().get(at) {
        match byte {
            b'"' | b'\'' => {
                at = after_string(css, at);
                continue;
            }
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            b'{' | b'}' => break,
            _ => {}
        }
        at += 1;
    }
    start + 1
}

/// Returns the parts of a text between commas that are in no brackets.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        if *byte == b',' {
            parts.push(text[start..at].trim());
            start = at + 1;
        }
        at = if *byte == b'(' { after_brackets(text, at) } else { at + 1 };
    }
    parts.push(text[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_have_what_is_around_them() {
        let shown = |css: &str| {
            let one = |found: CssDeclaration| {
                assert_eq!(css[found.range.clone()].split(':').next().unwrap().trim(), found.name);
                let layer = if found.is_layered { " layered" } else { "" };
                let important = if found.is_important { " important" } else { "" };
                let media = found.media.join(", ");
                let media = if media.is_empty() { media } else { format!(" [{media}]") };
                format!("{} {}={}{media}{layer}{important}", found.selector, found.name, found.value)
            };
            declarations(css).into_iter().map(one).collect::<Vec<_>>().join("; ")
        };
        for (css, expected) in [
            (":root { --a: red; color: blue; --b: var(--a) }", ":root --a=red; :root --b=var(--a)"),
            ("@media (Prefers-Color-Scheme: dark) { :root { --a: b } }", ":root --a=b [(prefers-color-scheme: dark)]"),
            (":root { --a: b; @media print { --a: c } }", ":root --a=b; :root --a=c [print]"),
            ("@layer base { p, html { --a: b !important; } }", "p, html --a=b layered important"),
            ("@supports (a: b) { :root { --a: b } } @font-face { --a: b }", ""),
            (
                "@import url(\"a;b\"); :root { --a: \"}\"; --b: url(data:a;b) }",
                ":root --a=\"}\"; :root --b=url(data:a;b)",
            ),
            (":root { & { --a: b } .c & { --a: d } }", ":root --a=b"),
            ("} :root { --a: b", ""),
        ] {
            assert_eq!(shown(css), expected, "{css}");
        }
        assert_eq!(parts("a, b(c, d) , e"), ["a", "b(c, d)", "e"]);
    }

    #[test]
    fn no_stylesheet_is_a_panic() {
        for css in ["\\", "a{\\", "(", "a{(}", "\"", "'\\", "{{{", "}}", "a{--é:(é", "a{--b", ":", "@media", "@{"] {
            declarations(css);
        }
    }
}
