//! The stylesheet with which the filters of the directory work without a script.
//!
//! A box that is checked shows through `:has()` (Selectors Level 4). For each facet, a row has a property: `none` if some box
//! of the facet is checked, and unset again if one of them is for a value of the row. The row is shown if no facet says
//! `none`. So there is one rule for each value, and none for combinations. A browser without `:has()` hides nothing.

use std::fmt::Write;

use crate::content::Keyword;
use crate::site::{Directory, Facet};

/// Returns the stylesheet.
pub(super) fn stylesheet(directory: &Directory) -> String {
    let mut css = String::new();
    let mut display = "var(--row)".to_owned();
    for facet in Facet::ALL.iter().rev() {
        let name = facet.word();
        let values = directory.terms.values().filter(|term| term.facet == *facet && term.is_offered);
        let rules: String = values.fold(String::new(), |mut rules, term| {
            let value = css_string(&term.slug);
            // Writing into a string cannot fail.
            let _ = writeln!(
                rules,
                "[data-directory]:has([name={name}][value={value}]:checked) [data-{name}~={value}]{{--{name}:initial}}"
            );
            rules
        });
        if !rules.is_empty() {
            display = format!("var(--{name},{display})");
            let _ = writeln!(css, "[data-directory]:has([name={name}]:checked) [data-{name}]{{--{name}:none}}");
            css.push_str(&rules);
        }
    }
    if !css.is_empty() {
        let _ = writeln!(css, "[data-directory] [data-program]{{display:{display}}}");
    }
    css
}

/// Returns a text as a string of CSS (CSS Syntax Level 3, section 4.3.5).
fn css_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
