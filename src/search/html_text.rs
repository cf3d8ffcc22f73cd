//! The text of finished HTML: what a reader sees as prose. Tags are left out, and elements that are no prose with all
//! that is in them.

/// Elements that do not end a word.
const INLINE: [&str; 31] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// Elements whose content is no prose. Readings beside Chinese characters would cut their words apart.
const LEFT_OUT: [&str; 14] = [
    "audio", "code", "iframe", "math", "noscript", "object", "pre", "rp", "rt", "script", "style", "svg", "template",
    "video",
];

/// Appends the text of finished HTML. Where a block begins or ends, there is a line break.
pub(super) fn push_text(html: &str, text: &mut String) {
    push(html, text, |_, _| false);
}

/// Appends the same without quotes and footnotes.
pub(super) fn push_own_text(html: &str, text: &mut String) {
    push(html, text, |name, tag| is(name, "blockquote") || tag.starts_with("<div class=\"footnotes\""));
}

/// Appends the text of finished HTML without the elements that are left out, by their names and tags.
fn push(html: &str, text: &mut String, is_left_out: impl Fn(&str, &str) -> bool) {
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('&') { after_entity(rest, text) } else { after_tag(rest, text, &is_left_out) };
    }
    text.push_str(rest);
}

/// Returns what follows the tag or comment that a text begins with, and its content if that is left out.
fn after_tag<'h>(html: &'h str, text: &mut String, is_left_out: impl Fn(&str, &str) -> bool) -> &'h str {
    if html.starts_with("<!--") {
        return html.find("-->").map_or("", |end| &html[end + 3..]);
    }
    let name = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    if name.is_empty() && !html.starts_with("<!") && !html.starts_with("<?") {
        text.push(' ');
        return &html[1..];
    }
    let end = tag_end(html);
    let is_note = is(name, "sup") && html[..end].contains('=');
    if !INLINE.iter().any(|inline| is(name, inline)) || is_note {
        text.push('\n');
    }
    let is_start = !html.starts_with("</") && !html[..end].ends_with("/>");
    let is_no_prose = is_note || LEFT_OUT.iter().any(|left_out| is(name, left_out));
    if is_start && (is_no_prose || is_left_out(name, &html[..end])) {
        return after_end_tag(&html[end..], name);
    }
    &html[end..]
}

fn is(name: &str, other: &str) -> bool {
    name.eq_ignore_ascii_case(other)
}

/// Returns the position after the `>` of a tag. One in an attribute's quotes does not count.
fn tag_end(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(1) {
        match (byte, quote) {
            (b'>', None) => return at + 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Returns what follows the end tag of an element, nested ones of its name included.
fn after_end_tag<'h>(html: &'h str, name: &str) -> &'h str {
    let (mut rest, mut depth) = (html, 1);
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let is_end = rest.starts_with("</");
        let here = &rest[if is_end { 2 } else { 1 }..];
        let is_it = here.get(..name.len()).is_some_and(|start| is(start, name))
            && !here[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        rest = if is_it { &rest[tag_end(rest)..] } else { &rest[1..] };
        match (is_it, is_end) {
            (true, true) if depth == 1 => return rest,
            (true, true) => depth -= 1,
            (true, false) => depth += 1,
            (false, _) => {}
        }
    }
    ""
}

/// Decodes the entity that a text begins with, and returns what follows it.
fn after_entity<'h>(html: &'h str, text: &mut String) -> &'h str {
    let name = &html[1..];
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(name.len());
    let after = &name[end..];
    let decoded = after.strip_prefix(';').and_then(|after| push_entity(&name[..end], text).map(|()| after));
    decoded.unwrap_or_else(|| {
        text.push('&');
        name
    })
}

/// Appends what an entity is; a space if it is neither a letter nor part of words. `None` if it is no entity.
fn push_entity(name: &str, text: &mut String) -> Option<()> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        text.push(char::from_u32(code.ok()?).unwrap_or(' '));
        return Some(());
    }
    let letter = match name {
        "" => return None,
        "apos" => "'",
        "lsquo" => "\u{2018}",
        "rsquo" => "\u{2019}",
        "shy" => "\u{ad}",
        "zwnj" => "\u{200c}",
        "zwj" => "\u{200d}",
        "szlig" => "ß",
        "aelig" | "AElig" => "æ",
        "oelig" | "OElig" => "œ",
        "oslash" | "Oslash" => "ø",
        "eth" | "ETH" => "ð",
        "thorn" | "THORN" => "þ",
        "inodot" => "ı",
        "hyphen" => "-",
        "lstrok" | "Lstrok" => "ł",
        _ => {
            push_accented(name, text);
            return Some(());
        }
    };
    text.push_str(letter);
    Some(())
}

/// Appends the letter and the accent that an entity names, such as `eacute`; a space if it names none.
fn push_accented(name: &str, text: &mut String) {
    let accent = match &name[1..] {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "macr" => '\u{304}',
        "breve" => '\u{306}',
        "dot" => '\u{307}',
        "uml" => '\u{308}',
        "ring" => '\u{30a}',
        "dblac" => '\u{30b}',
        "caron" => '\u{30c}',
        "cedil" => '\u{327}',
        "ogon" => '\u{328}',
        _ => return text.push(' '),
    };
    text.push_str(&name[..1]);
    text.push(accent);
}
