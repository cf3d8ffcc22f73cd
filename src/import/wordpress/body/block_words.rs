//! The words that blocks of plugins have in their settings instead of in their content.

use super::addresses::link;
use super::html_tags::attribute;
use crate::source::is_picture;

/// The ends of the names of settings that hold words, in small letters.
const WORDS: [&str; 17] = [
    "answer",
    "body",
    "caption",
    "cite",
    "citation",
    "content",
    "description",
    "heading",
    "intro",
    "label",
    "message",
    "question",
    "quote",
    "summary",
    "subtitle",
    "text",
    "title",
];

/// The ends of the names of settings that hold none, in small letters.
const NO_WORDS: [&str; 16] = [
    "align",
    "anchor",
    "class",
    "classname",
    "color",
    "css",
    "family",
    "font",
    "gradient",
    "icon",
    "id",
    "layout",
    "placeholder",
    "size",
    "style",
    "tag",
];

/// Returns the words of a plugin's block without content as paragraphs, in their order, with its pictures and addresses.
/// `None` if it has none, or is a block of the editor itself.
pub(super) fn block_words(name: &str, values: &str) -> Option<String> {
    if !name.contains('/') {
        return None;
    }
    let mut html = String::new();
    for (key, value) in texts(values) {
        let is_address = value.starts_with("https://") || value.starts_with("http://");
        if is_address && is_picture(&value) {
            html.extend(["<p><img src=\"", &attribute(&value), "\" alt=\"\" /></p>"]);
        } else if is_address && matches!(key.as_str(), "url" | "link" | "href") {
            html.extend(["<p>", &link(&value), "</p>"]);
        } else if !is_address && is_words(&key, &value) {
            html.extend(["<p>", &value.replace('\n', " "), "</p>"]);
        }
    }
    (!html.is_empty()).then_some(html)
}

/// Returns true for a text that somebody has written for readers.
fn is_words(key: &str, value: &str) -> bool {
    let key = key.to_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| key.ends_with(end));
    // The second is how the fields of a well-known plugin refer to their kinds.
    if key.starts_with('_') || value.starts_with("field_") || ends(&NO_WORDS) {
        return false;
    }
    let has_letters = value.chars().any(char::is_alphabetic);
    let is_code =
        ["{", "rgb", "hsl", "var(", "var:", "#", "[", "linear-gradient"].iter().any(|start| value.starts_with(start));
    let is_sentence = value.split_whitespace().filter(|word| word.chars().all(|c| !c.is_ascii_digit())).count() >= 4;
    has_letters && !is_code && (ends(&WORDS) || is_sentence)
}

/// Returns the texts of a JSON object in their order, each with the name of the setting that holds it.
fn texts(json: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut key = String::new();
    let mut rest = json;
    while let Some(start) = rest.find('"') {
        let text = &rest[start..];
        let Some(length) = string_length(text) else { break };
        let value: String = serde_json::from_str(&text[..length]).unwrap_or_default();
        rest = &text[length..];
        if rest.trim_start().starts_with(':') {
            key = value;
        } else if !value.trim().is_empty() {
            found.push((key.clone(), value));
        }
    }
    found
}

/// Returns the length in bytes of the JSON string at the start of a text. `None` if it does not end.
fn string_length(text: &str) -> Option<usize> {
    let mut is_escaped = true;
    let end = text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })?;
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::block_words;

    #[test]
    fn words_are_kept_and_settings_are_not() {
        let shown = |values| block_words("acme/box", values).unwrap_or_default();
        assert_eq!(
            shown(r#"{"text":"AttrOnlyText","textColor":"dark red","padding":"0 10px 20px 0"}"#),
            "<p>AttrOnlyText</p>"
        );
        assert_eq!(
            shown(
                r#"{"items":[{"question":"May I \"go\"?","answer":"Yes,\u003cstrong\u003e now\u003c/strong\u003e."}]}"#
            ),
            "<p>May I \"go\"?</p><p>Yes,<strong> now</strong>.</p>"
        );
        assert_eq!(
            shown(
                r#"{"name":"acf/box","data":{"note":"Four words are enough","_note":"field_5f one two three four"},"mode":"preview"}"#
            ),
            "<p>Four words are enough</p>"
        );
        assert_eq!(
            shown(
                r#"{"className":"is style wide large","fontFamily":"Some Sans Serif Font","boxShadow":"0 0 10px rgba(0,0,0,1)","text"#
            ),
            ""
        );
        assert_eq!(
            shown(r#"{"image":"https://a.example/b.png","url":"https://a.example/"}"#),
            "<p><img src=\"https://a.example/b.png\" alt=\"\" /></p><p><a href=\"https://a.example/\">https://a.example/</a></p>"
        );
        assert_eq!(block_words("latest-posts", r#"{"text":"a"}"#), None);
    }
}
