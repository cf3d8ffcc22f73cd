//! What holds for every page of a sound column.

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Checks that the bytes are UTF-8, hold no secret, and, in a page, nothing that runs.
pub(crate) fn check(path: &str, bytes: &[u8], secrets: &[&str]) {
    let Ok(text) = std::str::from_utf8(bytes) else { panic!("{path} is not UTF-8") };
    for secret in secrets {
        assert!(!text.contains(secret), "a private value is in {path}");
    }
    if path.ends_with(".json") {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "{path} is not JSON");
    }
    if path.ends_with(".html") {
        check_html(path, text);
    }
}

fn check_html(path: &str, html: &str) {
    let mut emitter = DefaultEmitter::default();
    // Raw text in `<style>` and the like is skipped as a browser skips it.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name);
        assert!(!matches!(&*name, "script" | "iframe" | "object" | "embed" | "base"), "<{name}> in {path}");
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute);
            assert!(!attribute.starts_with("on"), "{attribute} in {path}");
            if matches!(&*attribute, "href" | "src" | "action" | "formaction") || attribute.ends_with(":href") {
                let value = String::from_utf8_lossy(&value.value).to_lowercase();
                let value: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let runs = ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| value.starts_with(scheme));
                assert!(!runs, "{attribute}={value} in {path}");
            }
        }
    }
}
