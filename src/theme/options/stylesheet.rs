//! The stylesheet with the colors that are options: no page may hold a style, so they reach the browser as a file.

use std::fmt::Write;

use serde_json::{Map, Value as Json};

use super::ThemeOption;
use super::kind::OptionKind;

/// Returns the stylesheet that gives each color its name: `--accent` for the option `accent`. `None` if no color is chosen.
pub(in crate::theme) fn stylesheet(options: &[ThemeOption], values: &Map<String, Json>) -> Option<String> {
    let (mut light, mut dark) = (String::new(), String::new());
    for option in options {
        let is_color = match option.kind {
            OptionKind::Color(_) => true,
            OptionKind::Text | OptionKind::YesNo | OptionKind::Number | OptionKind::Choice(_) | OptionKind::File(_) => {
                false
            }
        };
        let value = values.get(&option.name).filter(|_| is_color);
        let color = |scheme: &str| value.and_then(|value| value.get(scheme)).and_then(Json::as_str);
        let (Some(by_day), Some(by_night)) = (color("light"), color("dark")) else { continue };
        let name = option.name.replace('_', "-");
        let _ = writeln!(light, "  --{name}: {by_day};");
        if by_day != by_night {
            let _ = writeln!(dark, "    --{name}: {by_night};");
        }
    }
    let mut css = format!(":root {{\n{light}}}\n");
    if !dark.is_empty() {
        let _ = write!(css, "\n@media (prefers-color-scheme: dark) {{\n  :root {{\n{dark}  }}\n}}\n");
    }
    (!light.is_empty()).then_some(css)
}
