//! The scripts of the themes inside the binary, as browsers get them: without what only their authors read.

use std::sync::Arc;

use crate::source::ThemeFile;

/// Returns a script without empty lines, indents, and comments that take whole lines. That is right for our own scripts:
/// none of them has a text that goes on over several lines, or code after a comment.
pub(super) fn without_comments(script: &ThemeFile) -> Arc<[u8]> {
    code_of(&String::from_utf8_lossy(&script.bytes)).into_bytes().into()
}

fn code_of(script: &str) -> String {
    let mut code = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            code.extend([line, "\n"]);
        }
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{built_in_names, built_in_theme, has_extension};

    #[test]
    fn comments_and_indents_are_left_out() {
        let script =
            "/** Of the\n    drums. */\n\n(() => {\n  // One.\n  play(\"/* drums */\");\n  /* Two. */\n})();\n";
        assert_eq!(code_of(script), "(() => {\nplay(\"/* drums */\");\n})();\n");
    }

    #[test]
    fn our_scripts_lose_nothing_else() {
        let layers = built_in_names().filter_map(|name| built_in_theme(&name));
        let scripts: Vec<ThemeFile> =
            layers.flat_map(|layer| layer.files).filter(|file| has_extension(&file.name, &["js"])).collect();
        assert!(!scripts.is_empty());
        for script in scripts {
            let text = std::str::from_utf8(&script.bytes).unwrap();
            for line in text.lines() {
                let is_whole = line.split_once("*/").is_none_or(|(_, after)| after.is_empty());
                assert!(is_whole && !line.ends_with('\\'), "{}: {line}", script.name);
            }
            for line in code_of(text).lines() {
                assert!(line.matches('`').count().is_multiple_of(2), "{}: {line}", script.name);
                assert!(!line.contains("/*") && !line.contains(" // "), "{}: {line}", script.name);
            }
        }
    }
}
