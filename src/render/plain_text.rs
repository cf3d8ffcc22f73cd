//! The plain text of a finished body. Its HTML is our own writer's: a `<` begins a tag, and a `>` ends it.

use memchr::{memchr, memchr2};

/// The notes at the end of a body, which are not part of what it says in passing.
pub(super) const NOTES: &str = "<div class=\"footnotes\" role=\"doc-endnotes\">";

/// The mark of a note in the text.
const MARK: &str = "<sup class=\"footnote-ref\"";

/// Returns the text of a body without footnotes and struck-out words. Between blocks there is a line break.
pub(super) fn plain_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = if rest.starts_with('&') { after_entity(rest, &mut text) } else { after_tag(rest, &mut text) };
    }
    text.push_str(rest);
    text.truncate(text.trim_end().len());
    text
}

/// Returns what follows the tag that a text begins with.
fn after_tag<'h>(html: &'h str, text: &mut String) -> &'h str {
    if html.starts_with(NOTES) {
        return "";
    }
    if html.starts_with(MARK) {
        const END: &str = "</sup>";
        return html.find(END).map_or("", |end| &html[end + END.len()..]);
    }
    let name = html[1..].strip_prefix('/').unwrap_or(&html[1..]);
    let end = name.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(name.len());
    let after = memchr(b'>', html.as_bytes()).map_or("", |end| &html[end + 1..]);
    // Struck-out words are what the author no longer says.
    if let struck @ ("del" | "s") = &name[..end]
        && !html.starts_with("</")
    {
        let close = format!("</{struck}>");
        let after = html.find(&close).map_or("", |at| &html[at + close.len()..]);
        return if text.ends_with(' ') { after.strip_prefix(' ').unwrap_or(after) } else { after };
    }
    if is_inline(&name[..end]) {
        return after;
    }
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    // Lines between blocks are our writer's own.
    after.strip_prefix('\n').unwrap_or(after)
}

/// Returns true for an element that ends no word.
fn is_inline(name: &str) -> bool {
    #[rustfmt::skip]
    let is_inline = matches!(
        name,
        "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "data" | "del" | "dfn" | "em" | "i" | "img" | "ins" | "kbd"
            | "mark" | "q" | "rp" | "rt" | "ruby" | "s" | "samp" | "small" | "span" | "strong" | "sub" | "sup" | "time"
            | "u" | "wbr"
    );
    is_inline
}

/// Returns what follows the entity that a text begins with. Our writer uses four.
fn after_entity<'h>(html: &'h str, text: &mut String) -> &'h str {
    for (entity, character) in [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')] {
        if let Some(after) = html.strip_prefix(entity) {
            text.push(character);
            return after;
        }
    }
    text.push('&');
    &html[1..]
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn blocks_are_lines_and_notes_are_left_out() {
        let html = "<p>A <em>b</em> &amp; c<sup class=\"footnote-ref\" id=\"x\"><a href=\"#y\">1</a></sup>.\nD</p>\n\
                    <ul>\n<li>e&lt;f&gt;</li>\n<li>g</li>\n</ul>\n<p>h<br>\ni</p>\n\
                    <div class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li>no</li>\n</ol></div>\n";
        assert_eq!(plain_text(html), "A b & c.\nD\ne<f>\ng\nh\ni");
        assert_eq!(plain_text("<p>It is <del datetime=\"2026\">$5</del> <s>$6</s> $7</p>"), "It is $7");
        assert_eq!(plain_text(""), "");
        assert_eq!(plain_text("<p>&nbsp;&</p>"), "&nbsp;&");
    }
}
