//! HTML that the columnist writes herself passes, less what breaks a promise to her readers: no script, no frame, no
//! inline style or handler (a strict content security policy would stop them anyway), no address that runs.

use html5gum::{Token, Tokenizer};

use crate::diagnostics::Diagnostic;

const REFUSED: [&str; 10] =
    ["script", "style", "iframe", "frame", "frameset", "object", "embed", "link", "meta", "base"];

/// What is wrong with a piece of HTML; nothing, as a rule.
pub(super) fn check(html: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(Token::StartTag(tag)) = token else { continue };
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if REFUSED.contains(&name.as_str()) {
            let message = format!("`<{name}>` cannot stand in a text");
            found.push(Diagnostic::error(message).help("scripts, styles and frames belong into a theme"));
        }
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute).into_owned();
            found.extend(check_attribute(&attribute, &String::from_utf8_lossy(&value.value)));
        }
    }
    found
}

fn check_attribute(name: &str, value: &str) -> Option<Diagnostic> {
    if name.starts_with("on") || name == "style" || name == "srcdoc" {
        let message = format!("`{name}=` cannot stand in a text");
        return Some(Diagnostic::error(message).help("remove it; looks and behaviour belong into a theme"));
    }
    let bare: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let runs = ["javascript:", "vbscript:", "data:text"].iter().any(|start| bare.to_lowercase().starts_with(start));
    runs.then(|| Diagnostic::error(format!("the address in `{name}=` would run a script")).help("remove it"))
}
