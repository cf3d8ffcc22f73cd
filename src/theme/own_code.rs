//! The scripts and stylesheets of the themes inside the binary, as browsers get them: without what only their authors read.

/// Returns a script or a stylesheet without empty lines, indents, and comments that take whole lines. That is right for our
/// own: none of them has a text that goes on over several lines, or code after a comment.
pub(super) fn without_comments(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
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
    use crate::source::{ThemeFile, built_in_names, built_in_theme, has_extension};

    #[test]
    fn comments_and_indents_are_left_out() {
        let script =
            "/** Of the\n    drums. */\n\n(() => {\n  // One.\n  play(\"/* drums */\");\n  /* Two. */\n})();\n";
        assert_eq!(without_comments(script), "(() => {\nplay(\"/* drums */\");\n})();\n");
    }

    fn own_files(extension: &str) -> Vec<ThemeFile> {
        let layers = built_in_names().filter_map(|name| built_in_theme(&name));
        let files: Vec<ThemeFile> =
            layers.flat_map(|layer| layer.files).filter(|file| has_extension(&file.name, &[extension])).collect();
        assert!(!files.is_empty());
        files
    }

    #[test]
    fn our_scripts_lose_nothing_else() {
        for script in own_files("js") {
            let text = std::str::from_utf8(&script.bytes).unwrap();
            for line in text.lines() {
                let is_whole = line.split_once("*/").is_none_or(|(_, after)| after.is_empty());
                assert!(is_whole && !line.ends_with('\\'), "{}: {line}", script.name);
            }
            for line in without_comments(text).lines() {
                assert!(line.matches('`').count().is_multiple_of(2), "{}: {line}", script.name);
                assert!(!line.contains("/*") && !line.contains(" // "), "{}: {line}", script.name);
            }
        }
    }
    #[test]
    fn our_stylesheets_lose_nothing_else() {
        for sheet in own_files("css") {
            let text = std::str::from_utf8(&sheet.bytes).unwrap();
            for line in text.lines() {
                let is_whole = line.split_once("*/").is_none_or(|(_, after)| after.is_empty());
                assert!(
                    is_whole && !line.ends_with('\\') && !line.trim_start().starts_with("//"),
                    "{}: {line}",
                    sheet.name
                );
            }
            let code = without_comments(text);
            for line in code.lines() {
                assert!(line.matches('"').count().is_multiple_of(2), "{}: {line}", sheet.name);
                assert!(!line.contains("/*"), "{}: {line}", sheet.name);
            }
            // A comment before its end would swallow rules.
            assert_eq!(code.matches('{').count(), code.matches('}').count(), "{}", sheet.name);
        }
    }
}
