//! A sentence of a finished text as a short quotation: that which mentions a program.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::plain_text::{NOTES, plain_text};
use crate::content::Body;

/// The most characters of a quotation, without its ellipses.
const LENGTH: usize = 200;

/// Of a longer sentence, so many characters before the mention are kept.
const BEFORE: usize = 80;

/// The marks around the mention. No text of an author has them: control characters are refused.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

/// Elements whose words are not those of a sentence of the author's.
const LEFT_OUT: [&str; 11] = ["del", "s", "blockquote", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Abbreviations that do not end a sentence, though a capital letter may follow.
#[rustfmt::skip]
const ABBREVIATIONS: [&str; 21] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "nos", "nr", "vs", "cf", "ca", "inc", "univ", "dept", "vol", "ed", "eds", "bzw",
    "vgl", "mme",
];

/// Returns the sentence around a mention, which is a byte range of the HTML: plain, and cut if it is long. `None` if the
/// mention is in a quotation, a heading, a table, a footnote or struck out, or if there is nothing but the mention.
pub(super) fn sentence_around(body: &Body, mention: Range<usize>) -> Option<String> {
    let html = &body.html;
    let before = &html[..mention.start];
    let is_within = |name: &str| {
        let count = |tag: String| before.matches(&tag).count();
        count(format!("<{name}>")) + count(format!("<{name} ")) > count(format!("</{name}>"))
    };
    if before.contains(NOTES) || LEFT_OUT.iter().any(|name| is_within(name)) {
        return None;
    }
    // Only the paragraph or list item is read.
    let start = ["<p", "<li"].iter().filter_map(|tag| before.rfind(tag)).max().unwrap_or(0);
    let after = &html[mention.end..];
    let end = ["</p>", "</li>"].iter().filter_map(|tag| after.find(tag)).min().unwrap_or(after.len());
    let marked = format!("{}{}{}{}{}", &before[start..], MARKS[0], &html[mention], MARKS[1], &after[..end]);
    // Our writer's own line breaks are spaces; those of plain text are the ends of blocks.
    let text = plain_text(&marked.replace(['\n', '\t'], " ").replace("<br>", " ").replace("<br />", " "));
    let block = text.lines().find(|line| line.contains(MARKS[0]))?;
    let block = block.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let (start, end) = (block.find(MARKS[0])?, block.find(MARKS[1])?);
    let mention = start..end.checked_sub(MARKS[0].len_utf8())?;
    let block = block.replace(MARKS, "");
    let sentence = sentence(&block, mention.start);
    let others = [&block[sentence.start..mention.start], block.get(mention.end..sentence.end).unwrap_or_default()];
    let has_words = others.iter().any(|text| text.contains(char::is_alphanumeric));
    let mention = mention.start - sentence.start..mention.end.min(sentence.end) - sentence.start;
    has_words.then(|| cut(block[sentence].trim(), &mention))
}

/// Returns the range of the sentence at a byte of a text.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let mut start = 0;
    let mut end = 0;
    for part in text.split_sentence_bounds() {
        if end > at && !goes_on(&text[start..end]) {
            break;
        }
        if end <= at && !goes_on(&text[start..end]) {
            start = end;
        }
        end += part.len();
    }
    start..end
}

/// Returns true if a text that seems to end a sentence ends with an abbreviation, initials, or a number with a period.
fn goes_on(text: &str) -> bool {
    let Some(text) = text.trim_end().strip_suffix('.') else { return false };
    let word = text.rsplit(|c: char| c.is_whitespace() || "([“„".contains(c)).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let is_number = word.len() <= 2 && !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_initial || is_number || word.contains('.') || ABBREVIATIONS.contains(&&*word.to_lowercase())
}

/// Cuts a long sentence between two words, so that the mention is in it.
fn cut(sentence: &str, mention: &Range<usize>) -> String {
    let characters = |text: &str| text.chars().count();
    if characters(sentence) <= LENGTH {
        return sentence.to_owned();
    }
    let skipped = characters(&sentence[..mention.start]);
    let begins_late = skipped + characters(&sentence[mention.clone()]) > LENGTH;
    let kept = if begins_late { from_word(sentence, mention.start, skipped - skipped.min(BEFORE)) } else { sentence };
    let lead = if kept.len() < sentence.len() { "…" } else { "" };
    let length: usize = kept.graphemes(true).take(LENGTH).map(str::len).sum();
    if length == kept.len() {
        return format!("{lead}{kept}");
    }
    // Where a script has no spaces, it ends between two characters.
    let end = kept[..length].rfind(' ').filter(|end| end * 2 > length).unwrap_or(length);
    let text = kept[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-(、，；：".contains(c));
    format!("{lead}{text}…")
}

/// Returns a sentence from the first word after so many characters, but not from after the mention.
fn from_word(sentence: &str, mention: usize, skipped: usize) -> &str {
    let start: usize = sentence.chars().take(skipped).map(char::len_utf8).sum();
    let word = sentence[start..mention].find(' ').map_or(start, |space| start + space + 1);
    &sentence[word..]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the sentence around the first `RBS` in a text.
    fn line(html: &str) -> Option<String> {
        let start = html.find("RBS").expect("a mention");
        sentence_around(&Body { html: html.to_owned(), ..Body::default() }, start..start + 3)
    }

    fn quoted(html: &str) -> String {
        line(html).expect("a sentence")
    }

    #[test]
    fn it_is_the_sentence_that_mentions_it() {
        assert_eq!(
            quoted("<p>I went.\nI liked\n<em>RBS</em> &amp; R&amp;D “a lot.” It is far.</p>"),
            "I liked RBS & R&D “a lot.”"
        );
        assert_eq!(quoted("<p>Is it? Ask RBS! They know.</p>"), "Ask RBS!");
        assert_eq!(quoted("<p>RBS is fine</p>\n<p>And so on.</p>"), "RBS is fine");
        assert_eq!(quoted("<ul>\n<li>One.</li>\n<li>RBS for maps</li>\n</ul>"), "RBS for maps");
        assert_eq!(quoted("<p>One.<br>\nAsk at<br>\nRBS soon. Two.</p>"), "Ask at RBS soon.");
        assert_eq!(quoted("<p>我去了。我喜欢RBS的课程。很远。</p>"), "我喜欢RBS的课程。");
    }

    #[test]
    fn an_abbreviation_does_not_end_it() {
        assert_eq!(
            quoted("<p>So. As Dr. J. A. Dixon says, RBS costs e.g. No. 5. Then.</p>"),
            "As Dr. J. A. Dixon says, RBS costs e.g. No. 5. Then."
        );
        assert_eq!(quoted("<p>Nein. Am 3. Mai ist RBS offen. Ja.</p>"), "Am 3. Mai ist RBS offen.");
        assert_eq!(quoted("<p>It began in 1983. RBS is old.</p>"), "RBS is old.");
    }

    #[test]
    fn what_the_columnist_does_not_say_is_no_line() {
        for html in [
            "<blockquote>\n<p>They say RBS is dear.</p>\n</blockquote>\n<p>So?</p>",
            "<h3 id=\"x\">On RBS and others</h3>",
            "<table><tr><td>RBS is here</td></tr></table>",
            "<p>I once said <del>RBS is dear</del> it is cheap.</p>",
            "<p>So.</p><div class=\"footnotes\" role=\"doc-endnotes\"><ol><li>See RBS there.</li></ol></div>",
            "<ul>\n<li>RBS</li>\n</ul>",
            "<p>(RBS).</p>",
            "<del>\n<p>They say RBS is dear.</p>\n</del>",
        ] {
            assert_eq!(line(html), None, "{html}");
        }
    }

    #[test]
    fn a_long_one_is_cut_between_words_and_holds_the_mention() {
        let words = "word ".repeat(60);
        let early = quoted(&format!("<p>At RBS, {words}end.</p>"));
        assert_eq!(early, format!("At RBS, {}word…", "word ".repeat(37)));
        let late = quoted(&format!("<p>First {words}at RBS, {words}end.</p>"));
        assert_eq!(late, format!("…{}at RBS, {}word…", "word ".repeat(15), "word ".repeat(22)));
        let last = quoted(&format!("<p>First {words}at RBS.</p>"));
        assert_eq!(last, format!("…{}at RBS.", "word ".repeat(15)));
        let unspaced = quoted(&format!("<p>{}RBS{}</p>", "我".repeat(300), "们".repeat(300)));
        assert!(unspaced.starts_with("…我") && unspaced.contains("RBS们") && unspaced.ends_with("们…"), "{unspaced}");
        assert!(late.chars().count() <= LENGTH + 2 && unspaced.chars().count() <= LENGTH + 2);
    }
}
