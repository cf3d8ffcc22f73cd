//! Permalink patterns: `/:year/:month/:slug/`.

use crate::diagnostics::{Diagnostic, Findings, closest};
use crate::site_path::{Reserved, SitePath, reserved};
use crate::yaml::values::{SpannedText, text, wrong_kind};
use crate::yaml::{Fields, Node, Value};

/// The pattern of each kind of page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permalinks {
    /// The pattern of letters; it may contain the parts of their date.
    pub questions: Pattern,
    /// The pattern of program profiles.
    pub programs: Pattern,
    /// The pattern of columnists.
    pub people: Pattern,
    /// The pattern of the column's own pages.
    pub pages: Pattern,
}

impl Default for Permalinks {
    fn default() -> Self {
        let pattern = |text: &str| Pattern(text.to_owned());
        Self {
            questions: pattern("/questions/:slug/"),
            programs: pattern("/programs/:slug/"),
            people: pattern("/people/:slug/"),
            pages: pattern("/:slug/"),
        }
    }
}

/// An address with placeholders: `:slug`, and for letters `:year`, `:month`, `:day`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// Returns the address with every placeholder replaced by `value` of its name.
    pub fn fill(&self, value: impl Fn(&str) -> String) -> String {
        let mut filled = String::with_capacity(64);
        for (at, part) in self.0.split('/').enumerate() {
            filled.push_str(if at == 0 { "" } else { "/" });
            match part.strip_prefix(':') {
                Some(name) => filled.push_str(&value(name)),
                None => filled.push_str(part),
            }
        }
        filled
    }
}

/// Reads `permalinks: { questions: /:year/:slug/ }`.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Permalinks> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "fields such as `{ questions: /:year/:month/:slug/ }`", findings);
    }
    let default = Permalinks::default();
    let mut fields = Fields::new(node, node.span, "`permalinks`", findings);
    let permalinks = Permalinks {
        questions: fields.optional("questions", dated).unwrap_or(default.questions),
        programs: fields.optional("programs", undated).unwrap_or(default.programs),
        people: fields.optional("people", undated).unwrap_or(default.people),
        pages: fields.optional("pages", undated).unwrap_or(default.pages),
    };
    fields.finish();
    Some(permalinks)
}

fn dated(node: &Node, findings: &mut Findings) -> Option<Pattern> {
    pattern(node, &[":slug", ":year", ":month", ":day"], findings)
}

fn undated(node: &Node, findings: &mut Findings) -> Option<Pattern> {
    pattern(node, &[":slug"], findings)
}

fn pattern(node: &Node, names: &[&str], findings: &mut Findings) -> Option<Pattern> {
    let SpannedText { text, span } = text(node, findings)?;
    match problem(&text, names) {
        None => Some(Pattern(text)),
        Some(diagnostic) => {
            findings.add(span, diagnostic);
            None
        }
    }
}

fn problem(text: &str, names: &[&str]) -> Option<Diagnostic> {
    let right = "write it like this: `/questions/:slug/`";
    if !text.starts_with('/') || !text.ends_with('/') || text.contains("//") || text.contains("..") {
        let diagnostic = Diagnostic::error(format!("`{text}` is not a pattern for addresses"));
        return Some(diagnostic.help(right).help("it begins and ends with a slash"));
    }
    let parts = || text.split('/').filter(|part| !part.is_empty());
    if let Some(unknown) = parts().find(|part| part.contains(':') && !names.contains(part)) {
        let help = closest(unknown, names.iter().copied()).map_or_else(
            || format!("it can contain `{}`", names.join("`, `")),
            |near| format!("did you mean `{near}`?"),
        );
        return Some(Diagnostic::error(format!("`{unknown}` has no meaning in an address")).help(help));
    }
    let fits = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || ":-_.~".contains(c));
    if let Some(part) = parts().find(|part| !fits(part)) {
        return Some(Diagnostic::error(format!("`{part}` cannot be part of an address")).help(right));
    }
    if let Some(reason) = refusal(text) {
        return Some(Diagnostic::error(format!("`{text}` {reason}")).help(right));
    }
    (!parts().any(|part| part == ":slug"))
        .then(|| Diagnostic::error("without `:slug`, all letters would have the same address"))
        .map(|diagnostic| diagnostic.help(format!("write `{text}:slug/`")))
}

/// Returns the reason why no address can have this pattern, for the end of a sentence about it.
fn refusal(text: &str) -> Option<String> {
    let sample = Pattern(text.to_owned()).fill(|_| "x".to_owned());
    let cannot_be = "cannot be the pattern of an address";
    match SitePath::parse(sample.trim_matches('/')) {
        Ok(path) => reserved(&path).map(|reserved| match reserved {
            Reserved::Assets => reserved.to_string(),
            Reserved::HostFile | Reserved::Preview => format!("{cannot_be}: {reserved}"),
        }),
        Err(rule) => (sample != "/").then(|| format!("{cannot_be}: {rule}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_filled_part_by_part() {
        let filled = Pattern("/:year/:month/:slug/".to_owned()).fill(|name| format!("<{name}>"));
        assert_eq!(filled, "/<year>/<month>/<slug>/");
    }

    #[test]
    fn a_pattern_without_a_slug_or_with_an_unknown_name_is_refused() {
        let names = [":slug", ":year"];
        let message = |text: &str| problem(text, &names).map(|d| d.message);
        assert_eq!(message("/:slug/"), None);
        assert_eq!(message("/:yaer/:slug/").as_deref(), Some("`:yaer` has no meaning in an address"));
        assert_eq!(message("/letters/").as_deref(), Some("without `:slug`, all letters would have the same address"));
        assert_eq!(message("letters/:slug").as_deref(), Some("`letters/:slug` is not a pattern for addresses"));
        let refused = |text: &str| message(text).unwrap();
        assert_eq!(
            refused("/_desk/:slug/"),
            "`/_desk/:slug/` cannot be the pattern of an address: `callslip serve` uses it"
        );
        assert_eq!(
            refused("/a/.callslip.new/:slug/"),
            "`/a/.callslip.new/:slug/` cannot be the pattern of an address: names that begin with `.callslip` are callslip's \
             own"
        );
        assert_eq!(
            refused("/.htaccess/:slug/"),
            "`/.htaccess/:slug/` cannot be the pattern of an address: web hosts keep their settings there"
        );
        assert_eq!(
            refused("/assets/:slug/"),
            "`/assets/:slug/` is in the theme's folder, whose files browsers keep for a year"
        );
    }
}
