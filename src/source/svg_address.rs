//! The addresses in an SVG, and in the styles in it.

use std::borrow::Cow;

/// The start of an address that browsers run as a program, or show as a page.
const PROGRAMS: [&str; 6] =
    ["javascript:", "vbscript:", "data:text/html", "data:application/xhtml", "data:text/xml", "data:application/xml"];

/// The words of a style after which there is an address.
const MARKS: [&str; 4] = ["url(", "src(", "image-set(", "@import"];

/// Returns true if a browser that follows this address runs a program. Pictures within a picture run none.
pub(super) fn is_program(address: &str, is_picture: bool) -> bool {
    let start = start(address);
    PROGRAMS.iter().any(|program| start.starts_with(program)) || (!is_picture && start.starts_with("data:image/svg"))
}

/// Returns true if an address leads to another site.
pub(super) fn is_outside(address: &str) -> bool {
    let start = start(address).replace('\\', "/");
    ["http:", "https:", "ftp:", "//"].iter().any(|outside| start.starts_with(outside))
}

/// Returns the start of an address as browsers read it, in lower case.
pub(super) fn start(address: &str) -> String {
    let signs = address.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    signs.take(40).map(|c| c.to_ascii_lowercase()).collect()
}

/// Returns the first address of another site that a style asks for. `None` if it asks for none.
pub(super) fn outside_in_style(style: &str) -> Option<String> {
    if !style.contains(['(', '\\', '@']) {
        return None;
    }
    let style = without_escapes(&without_comments(style)).into_owned();
    let lower = style.to_ascii_lowercase();
    let asked = MARKS.iter().flat_map(|mark| lower.match_indices(mark));
    let addresses = asked.filter(|(at, _)| !is_in_namespace(&lower[..*at])).flat_map(|(at, mark)| {
        let statement = style[at + mark.len()..].split([';', '}']).next().unwrap_or_default();
        let parts = statement.split(['"', '\'', '(', ')']).map(str::trim).filter(|part| !part.is_empty());
        // An address may hold quotation marks, but a set of pictures has several addresses.
        parts.take(if *mark == *"image-set(" { usize::MAX } else { 1 })
    });
    addresses.filter(|address| is_outside(address)).map(str::to_owned).next()
}

/// Returns true if a style ends within `@namespace`: an address there is a name.
fn is_in_namespace(before: &str) -> bool {
    before.rsplit([';', '}', '{']).next().is_some_and(|statement| statement.trim_start().starts_with("@namespace"))
}

fn without_comments(style: &str) -> Cow<'_, str> {
    if !style.contains("/*") {
        return style.into();
    }
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once("*/").map_or("", |(_, after)| after)).into()
}

/// Returns a style with its escapes (`\75 rl(`) replaced.
fn without_escapes(style: &str) -> Cow<'_, str> {
    if !style.contains('\\') {
        return style.into();
    }
    let (mut out, mut rest) = (String::new(), style);
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let length = after.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        let code = u32::from_str_radix(&after[..length], 16).ok().and_then(char::from_u32);
        out.extend(code);
        rest = &after[length..];
        if length > 0 {
            rest = rest.strip_prefix([' ', '\t', '\n']).unwrap_or(rest);
        }
    }
    out.push_str(rest);
    out.into()
}
