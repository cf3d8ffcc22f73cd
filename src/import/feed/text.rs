//! The texts of feeds as HTML: plain ones, those that were escaped twice, and those that are cut off after their beginning.

use crate::import::titles::plain;

/// The elements that a title may have. Anything else in angle brackets is a word: `<more>`.
const TITLE_ELEMENTS: [&str; 34] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "div", "em", "font", "i", "img", "ins",
    "kbd", "mark", "p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    "h1",
];

/// The words of a link that leads from the beginning of a text to the whole, in small letters.
const MORE: [&str; 22] = [
    "continue reading",
    "read more",
    "read the rest",
    "read the full",
    "read full",
    "read on",
    "keep reading",
    "more",
    "[more]",
    "(more)",
    "weiterlesen",
    "mehr lesen",
    "weiter lesen",
    "lire la suite",
    "lire plus",
    "leer más",
    "seguir leyendo",
    "sigue leyendo",
    "leia mais",
    "continua a leggere",
    "lees verder",
    "läs mer",
];

/// How many bytes at the end of a text are searched for what says that it goes on elsewhere.
const END: usize = 2000;

/// The longest text that can be a beginning because three dots are its last characters, in characters.
const LONGEST_BEGINNING: usize = 700;

/// The longest line that says where a post was published first, in characters.
const LONGEST_ORIGIN: usize = 400;

/// The text of an entry.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FeedText {
    /// The text, in HTML.
    pub(super) body: String,
    /// The summary, in HTML; empty if it is the beginning of the text.
    pub(super) excerpt: String,
    /// True if the text goes on elsewhere.
    pub(super) is_beginning: bool,
}

/// Returns the text of an entry, by its body, its summary, and its address and that of the blog.
pub(super) fn of_entry(body: &str, summary: &str, address: &str, home: &str) -> FeedText {
    let body = without_origin(unescaped_once(body), address, home);
    let summary = without_origin(unescaped_once(summary), address, home);
    if body.trim().is_empty() {
        let is_beginning = !summary.trim().is_empty();
        return FeedText { body: summary, excerpt: String::new(), is_beginning };
    }
    let is_beginning = goes_on_elsewhere(&body, address);
    let excerpt = if is_beginning_of(&plain(&summary), &body) { String::new() } else { summary };
    FeedText { body, excerpt, is_beginning }
}

/// Returns a text without markup as HTML.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// Returns a text without markup as HTML, with its paragraphs and lines.
pub(super) fn of_plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let mut html = String::new();
    for paragraph in paragraphs {
        html.extend(["<p>", &escaped(paragraph).replace('\n', "<br>\n"), "</p>\n"]);
    }
    html
}

/// Returns a title as HTML, in which a feed may have written `<` and `&` themselves, or escaped them once too often.
pub(super) fn title(text: &str) -> String {
    let mut title = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find(['<', '&']) {
        title.push_str(&rest[..at]);
        let is_tag = rest[at..].starts_with('<');
        rest = &rest[at + 1..];
        if is_tag {
            title.push_str(if begins_element(rest) { "<" } else { "&lt;" });
        } else {
            while let Some(inner) = rest.strip_prefix("amp;").filter(|inner| begins_reference(inner)) {
                rest = inner;
            }
            title.push('&');
        }
    }
    title + rest
}

/// Returns true if what follows a `<` makes it a tag of an element that a title may have.
fn begins_element(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_known = TITLE_ELEMENTS.iter().any(|element| name[..end].eq_ignore_ascii_case(element));
    is_known && name[end..].trim_start_matches(|c| c != '>').starts_with('>')
}

/// Returns true if what follows an `&` makes it a reference to a character.
fn begins_reference(rest: &str) -> bool {
    let Some((name, _)) = rest.split_once(';') else { return false };
    let digits = name.strip_prefix('#').unwrap_or(name);
    (2..=8).contains(&name.len()) && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Returns a text without one of two escapes: readers of the feed saw tags in it.
fn unescaped_once(html: &str) -> String {
    let start = html.trim_start();
    let is_escaped = start.starts_with("&lt;") && begins_block(&start[4..]) && !html.contains('<');
    if !is_escaped {
        return html.to_owned();
    }
    quick_xml::escape::unescape(html).map_or_else(
        |_| html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"),
        Into::into,
    )
}

/// Returns true for the rest of an escaped tag that a text can begin with.
fn begins_block(rest: &str) -> bool {
    const BLOCKS: [&str; 17] = [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "img",
        "a",
        "figure",
        "blockquote",
        "b",
        "i",
        "em",
        "strong",
        "span",
    ];
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    BLOCKS.contains(&rest[..end].to_ascii_lowercase().as_str()) && rest.contains("&gt;")
}

/// Returns a text without its last line, if that says where it was published first: `The post … appeared first on …`, in
/// whatever language WordPress writes it. It has a link to the post, then one to the blog.
fn without_origin(html: String, address: &str, home: &str) -> String {
    let Some(at) = html.rfind("<p") else { return html };
    let last = &html[at..];
    let links: Vec<&str> = last.match_indices("href=").filter_map(|(at, _)| quoted(&last[at + 5..])).collect();
    let [first, second] = links[..] else { return html };
    let is_to_post = !address.is_empty() && is_same(first, address);
    let is_to_blog = !home.is_empty() && is_same(second, home);
    let words = plain(last);
    let is_said = words.contains(" appeared first on ");
    if words.chars().count() <= LONGEST_ORIGIN && (is_to_post && is_to_blog || is_said && (is_to_post || is_to_blog)) {
        return html[..at].trim_end().to_owned();
    }
    html
}

/// Returns the value that an attribute begins with.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split_once(quote).map(|(value, _)| value)
}

/// Returns true for two addresses of one page, whatever tells where the reader came from.
fn is_same(one: &str, other: &str) -> bool {
    let key = |address: &str| {
        let path = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/').to_owned();
        path.split_once("://").map_or(path.clone(), |(_, rest)| rest.to_owned())
    };
    key(one) == key(other)
}

/// Returns true for a text that says at its end that it goes on elsewhere.
fn goes_on_elsewhere(html: &str, address: &str) -> bool {
    let from = html.len().saturating_sub(END);
    let end = (from..html.len()).find(|at| html.is_char_boundary(*at)).map_or(html, |at| &html[at..]);
    let words = plain(end);
    let words = words.trim_end_matches(['→', '»', '>', '›', ' ', '.']);
    if ["[…]", "[..."].iter().any(|dots| words.trim_end_matches(']').ends_with(dots.trim_end_matches(']'))) {
        return true;
    }
    leads_on(end, address)
        || html.len() <= 4 * LONGEST_BEGINNING && {
            let whole = plain(html);
            let is_short = whole.chars().count() <= LONGEST_BEGINNING;
            let is_one = html.matches("<p").count() <= 1 && !html.contains("<br");
            is_short && is_one && (whole.ends_with('…') || whole.ends_with("...")) && whole.split(' ').count() > 12
        }
}

/// Returns true if the last words of a text are a link that leads from its beginning to the whole.
fn leads_on(end: &str, address: &str) -> bool {
    let Some(at) = end.rfind("<a ") else { return false };
    let Some((link, after)) = end[at..].split_once("</a>") else { return false };
    if !plain(after).chars().all(|c| !c.is_alphanumeric()) {
        return false;
    }
    let words = plain(link).to_lowercase();
    let words = words.trim_matches(|c: char| !c.is_alphanumeric() && !"()[]".contains(c));
    let is_more = MORE.iter().any(|more| {
        words == *more
            || more.len() > 6 && words.strip_prefix(more).is_some_and(|rest| rest.starts_with([' ', '.', '…']))
    });
    let href = link.split_once("href=").and_then(|(_, rest)| quoted(rest)).unwrap_or_default();
    is_more && (address.is_empty() || is_same(href, address))
}

/// Returns true if a summary says nothing that the text does not begin with.
fn is_beginning_of(summary: &str, body: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let small = summary.to_lowercase();
    let end = small.trim_end_matches(|c: char| !c.is_alphanumeric());
    let end = MORE.iter().find_map(|more| end.strip_suffix(more)).unwrap_or(end);
    let summary = letters(end);
    summary.is_empty() || letters(&plain(body)).starts_with(&summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_with_signs_that_mean_something_in_html() {
        for (written, expected) in [
            ("A &amp; B", "A &amp; B"),
            ("AT&T", "AT&T"),
            ("1 < 2", "1 &lt; 2"),
            ("A title & <more>", "A title & &lt;more>"),
            ("The <script> tag", "The &lt;script> tag"),
            ("An <em>old</em> desk", "An <em>old</em> desk"),
            ("a <b", "a &lt;b"),
            ("don&amp;#8217;t", "don&#8217;t"),
            ("don&amp;amp;rsquo;t", "don&rsquo;t"),
            ("R&amp;D; C", "R&amp;D; C"),
        ] {
            assert_eq!(title(written), expected);
        }
    }

    #[test]
    fn plain_texts_have_paragraphs() {
        assert_eq!(of_plain("a <b>\nc\r\n\r\n\n d & e\n"), "<p>a &lt;b&gt;<br>\nc</p>\n<p>d &amp; e</p>\n");
    }

    fn read(body: &str, summary: &str) -> FeedText {
        of_entry(body, summary, "https://desk.example/a/", "https://desk.example")
    }

    #[test]
    fn texts_that_were_escaped_twice() {
        assert_eq!(read("&lt;p&gt;A &amp;amp; &amp;#8217;b&lt;/p&gt;", "").body, "<p>A &amp; &#8217;b</p>");
        let about_tags = "&lt;br&gt; ends a line";
        assert_eq!(read(about_tags, "").body, about_tags);
        let about_tags = "<p>&lt;p&gt;</p>";
        assert_eq!(read(about_tags, "").body, about_tags);
    }

    #[test]
    fn the_line_that_says_where_a_post_was_first() {
        let origin = "<p>Der Beitrag <a href=\"https://desk.example/a/?utm=b\">A</a> erschien zuerst auf <a href=\"https://desk.example\">Desk</a>.</p>";
        assert_eq!(read(&format!("<p>A.</p>\n{origin}\n"), "").body, "<p>A.</p>");
        let text = "<p>A.</p><p>See <a href=\"https://desk.example/b/\">b</a> and <a href=\"https://desk.example\">all</a>.</p>";
        assert_eq!(read(text, "").body, text);
    }

    #[test]
    fn texts_that_go_on_elsewhere() {
        let long = "word ".repeat(20);
        for body in [
            "<p>Once upon a time [&#8230;]</p>".to_owned(),
            "<p>Once upon a time [...]</p>".to_owned(),
            format!("{long}…"),
            format!("<p>{long}...</p>"),
            "<p>Once.</p><p><a class=\"more-link\" href=\"https://desk.example/a/#more-12\">Continue reading <span>“A”</span></a></p>".to_owned(),
            "<p>Once.</p>\n<a href='https://desk.example/a'>Read more »</a>".to_owned(),
        ] {
            assert!(read(&body, "").is_beginning, "{body}");
            assert!(!read(&body, "").body.is_empty());
        }
        for body in [
            "<p>And so on…</p>".to_owned(),
            format!("<p>{long}</p><p>And so on…</p>"),
            format!("<p>{}…</p>", long.repeat(20)),
            "<p>Once.</p><p><a href=\"https://law.example/\">Read more</a></p>".to_owned(),
            "<p>Once. <a href=\"https://desk.example/a/\">Read more</a> about it here.</p>".to_owned(),
            "<p>Once.</p><p><a href=\"https://desk.example/a/\">More than one</a></p>".to_owned(),
            String::new(),
        ] {
            assert!(!read(&body, "").is_beginning, "{body}");
        }
        assert_eq!(
            read("", "<p>A.</p>"),
            FeedText { body: "<p>A.</p>".to_owned(), excerpt: String::new(), is_beginning: true }
        );
    }

    #[test]
    fn summaries_that_say_something_of_their_own() {
        assert_eq!(read("<p>The desk is <b>old</b>, and green.</p>", "The desk is old [&#8230;]").excerpt, "");
        assert_eq!(read("<p>The desk is old, and green.</p>", "The desk is old… Read more »").excerpt, "");
        assert_eq!(read("<p>The desk is old.</p>", "<p>Of furniture.</p>").excerpt, "<p>Of furniture.</p>");
    }
}
