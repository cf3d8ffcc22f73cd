//! A sentence of a finished text as a short quotation: that which mentions a program.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::plain_text::{NOTES, plain_text};
use super::quotations::quotations;
use crate::content::Body;

/// The most characters of a quotation, without its ellipses.
const LENGTH: usize = 200;

/// Of a longer sentence, so many characters before the mention are kept.
const BEFORE: usize = 80;

/// The marks around the mention. No text of an author has them: control characters are refused.
const MARKS: [char; 2] = ['\u{2}', '\u{3}'];

/// Elements whose words are not those of a sentence of the author's.
const LEFT_OUT: [&str; 15] =
    ["del", "s", "q", "blockquote", "li", "dt", "dd", "pre", "table", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Signs before an item of a list that was pasted as text, or before what somebody else says.
const BULLETS: [char; 14] = ['•', '·', '‣', '◦', '▪', '●', '–', '—', '―', '-', '*', '→', '✗', '✘'];

/// Abbreviations that do not end a sentence, though a capital letter may follow.
#[rustfmt::skip]
const ABBREVIATIONS: [&str; 21] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "no", "nos", "nr", "vs", "cf", "ca", "inc", "univ", "dept", "vol", "ed", "eds", "bzw",
    "vgl", "mme",
];

/// Returns the sentence around a mention, which is a byte range of the HTML: plain, and cut if it is long. `None` if the
/// mention is in a list, a heading, a table, a footnote, or struck out, if the sentence begins or ends within quotation marks,
/// or if nothing is said outside of them but the mention: those may be the words of others, or mean the opposite alone.
pub(super) fn sentence_around(body: &Body, mention: Range<usize>) -> Option<String> {
    let (block, mention) = block_around(&body.html, mention)?;
    let quotations = quotations(&block);
    let sentence = with_its_marks(&block, &quotations, sentence(&block, mention.start));
    let text = &block[sentence.clone()];
    let sentence = sentence.end - text.trim_start().len()..sentence.start + text.trim_end().len();
    let mention = mention.start..mention.end.min(sentence.end);
    let is_own = |at| !mention.contains(&at) && !quotations.iter().any(|quotation| quotation.contains(&at));
    let mut words = block[sentence.clone()].char_indices().filter(|(_, c)| c.is_alphanumeric());
    if !words.any(|(at, _)| is_own(sentence.start + at)) || block[sentence.clone()].starts_with(BULLETS) {
        return None;
    }
    let kept = cut(&block, &sentence, &mention);
    let cuts_into = |at: usize| quotations.iter().any(|quotation| quotation.start < at && at < quotation.end);
    if [sentence.start, sentence.end, kept.start, kept.end].into_iter().any(cuts_into) {
        return None;
    }
    let ellipsis = |is_cut| if is_cut { "…" } else { "" };
    let (before, after) = (ellipsis(kept.start > sentence.start), ellipsis(kept.end < sentence.end));
    Some(format!("{before}{}{after}", &block[kept]))
}

/// Returns the plain text of the paragraph around a mention, and where the mention is in it. `None` if its words are not
/// those of a sentence of the author's.
fn block_around(html: &str, mention: Range<usize>) -> Option<(String, Range<usize>)> {
    let before = &html[..mention.start];
    if before.contains(NOTES) || ends_within_others(before) {
        return None;
    }
    // Only the paragraph is read.
    let start = before.rfind("<p").unwrap_or(0);
    let after = &html[mention.end..];
    let end = after.find("</p>").unwrap_or(after.len());
    let marked = format!("{}{}{}{}{}", &before[start..], MARKS[0], &html[mention], MARKS[1], &after[..end]);
    // A browser shows quotation marks where the HTML has an element.
    let marked = marked.replace("<q>", "“").replace("<q ", "“<q ").replace("</q>", "”");
    // Our writer's own line breaks are spaces; those of plain text are the ends of blocks.
    let text = plain_text(&marked.replace(['\n', '\t'], " ").replace("<br>", " ").replace("<br />", " "));
    let block = text.lines().find(|line| line.contains(MARKS[0]))?;
    let block = block.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let (start, end) = (block.find(MARKS[0])?, block.find(MARKS[1])?);
    Some((block.replace(MARKS, ""), start..end.checked_sub(MARKS[0].len_utf8())?))
}

/// Returns true if HTML of our own ends within an element whose words are not those of a sentence of the author's.
fn ends_within_others(html: &str) -> bool {
    let mut open = 0_usize;
    for at in memchr::memchr_iter(b'<', html.as_bytes()) {
        let tag = &html[at + 1..];
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        if LEFT_OUT.contains(&name) {
            open = if is_end { open.saturating_sub(1) } else { open + 1 };
        }
    }
    open > 0
}

/// Returns a sentence with the mark that closes its quotation, and without that of the sentence before: in French, there is
/// a space before it.
fn with_its_marks(text: &str, quotations: &[Range<usize>], sentence: Range<usize>) -> Range<usize> {
    let past_mark = |at: usize| {
        let rest = |end: usize| text.get(at..end).filter(|rest| !rest.contains(char::is_alphanumeric));
        let ends = quotations.iter().filter(|quotation| quotation.start < at).map(|quotation| quotation.end);
        ends.filter(|end| *end > at && rest(*end).is_some()).max().unwrap_or(at)
    };
    past_mark(sentence.start)..past_mark(sentence.end)
}

/// Returns the range of the sentence at a byte of a text.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let mut start = 0;
    let mut end = 0;
    for part in text.split_sentence_bounds() {
        // `“Why?” they asked.` is one sentence.
        if !goes_on(&text[start..end]) && !part.starts_with(char::is_lowercase) {
            if end > at {
                break;
            }
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

/// Returns the part of a long sentence, cut between two words, that has the mention in it.
fn cut(text: &str, sentence: &Range<usize>, mention: &Range<usize>) -> Range<usize> {
    let characters = |range: Range<usize>| text[range].chars().count();
    if characters(sentence.clone()) <= LENGTH {
        return sentence.clone();
    }
    let skipped = characters(sentence.start..mention.start);
    let begins_late = skipped + characters(mention.clone()) > LENGTH;
    let before = &text[sentence.start..mention.start];
    let start =
        if begins_late { sentence.start + word_after(before, skipped - skipped.min(BEFORE)) } else { sentence.start };
    let kept = &text[start..sentence.end];
    let length: usize = kept.graphemes(true).take(LENGTH).map(str::len).sum();
    if length == kept.len() {
        return start..sentence.end;
    }
    // Where a script has no spaces, it ends between two characters.
    let end = kept[..length].rfind(' ').filter(|end| end * 2 > length).unwrap_or(length);
    start..start + kept[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-(、，；：".contains(c)).len()
}

/// Returns where the first word begins after so many characters of a text.
fn word_after(text: &str, skipped: usize) -> usize {
    let start: usize = text.chars().take(skipped).map(char::len_utf8).sum();
    text[start..].find(' ').map_or(start, |space| start + space + 1)
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
            "<ul>\n<li>One.</li>\n<li>RBS for maps</li>\n</ul>",
            "<p>What I would not do:</p>\n<ol>\n<li>\n<p>Enroll at RBS.</p>\n</li>\n</ol>",
            "<p>What not to do:<br>\n• Pay a deposit.<br>\n• Enroll at RBS.</p>",
            "<dl><dt>Schools</dt><dd>RBS is one.</dd></dl>",
            "<p>(RBS).</p>",
            "<del>\n<p>They say RBS is dear.</p>\n</del>",
        ] {
            assert_eq!(line(html), None, "{html}");
        }
    }

    #[test]
    fn it_is_never_the_words_of_others_or_cut_off_within_them() {
        for html in [
            "<p>I read this. “RBS is a scam. Never go.” That is nonsense.</p>",
            "<p>A reader wrote: “RBS took my money. They never answered.” None of it is true.</p>",
            "<p>A reader wrote: “They took my money. RBS never answered.” None of it is true.</p>",
            "<p>“RBS is a scam!” Nonsense.</p>",
            "<p>‘RBS isn’t good. Never go.’ Nonsense.</p>",
            "<p>\"RBS is a scam. Never go.\" Nonsense.</p>",
            "<p>”RBS är dyrt. Res inte.” Nej.</p>",
            "<p>Man schreibt: „RBS ist teuer. Fahrt nicht.“ Nein.</p>",
            "<p>»RBS ist teuer. Fahrt nicht.« Nein.</p>",
            "<p>« RBS est cher. N’y allez pas. » Non.</p>",
            "<p>「RBSは高い。行くな。」違います。</p>",
            "<p>“RBS took my money.</p>\n<p>“They never answered.”</p>",
            "<p>RBS took my money. They never answered.” No.</p>",
            "<p>They say <q>RBS is a scam. Never go.</q> No.</p>",
            "<p><q>It is bad. Never go</q> is what they say of RBS.</p>",
            "<p>— RBS is a scam.<br>— It is not.</p>",
        ] {
            assert_eq!(line(html), None, "{html}");
        }
        let long = format!("<p>They say of RBS: “{}good.”</p>", "very ".repeat(60));
        assert_eq!(line(&long), None);
    }

    #[test]
    fn a_quotation_may_be_in_it() {
        assert_eq!(quoted("<p>“Is it good?” asked somebody at RBS. No.</p>"), "“Is it good?” asked somebody at RBS.");
        assert_eq!(quoted("<p>“Bad.” But I like RBS. No.</p>"), "But I like RBS.");
        assert_eq!(quoted("<p>They say: “RBS is a scam.” They lie.</p>"), "They say: “RBS is a scam.”");
        assert_eq!(
            quoted("<p>Don’t go to “RBS” in the ’90s, 5\" tapes and all.</p>"),
            "Don’t go to “RBS” in the ’90s, 5\" tapes and all."
        );
        assert_eq!(quoted("<p>« Non. » Moi, j’aime RBS. Oui.</p>"), "Moi, j’aime RBS.");
        assert_eq!(quoted("<p>Ils disent de RBS : « Non. » Moi, non.</p>"), "Ils disent de RBS : « Non. »");
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
