//! `robots.txt`: what a server asks programs not to read (RFC 9309).

/// The name by which rules may mean this program.
const NAME: &str = "callslip";

/// The rules of one server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Robots {
    /// No address may be read: the rules cannot be had.
    None,
    /// The paths, and whether they may be read.
    Rules(Vec<(String, bool)>),
}

impl Robots {
    /// Reads the rules for this program; without any, those for all programs.
    pub(super) fn parse(text: &str) -> Self {
        let (mut own, mut others): (Option<Vec<_>>, Vec<_>) = (None, Vec::new());
        let (mut names, mut is_open) = (Vec::new(), false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "user-agent" => {
                    if !is_open {
                        names.clear();
                    }
                    is_open = true;
                    names.push(value.to_ascii_lowercase());
                    if value.eq_ignore_ascii_case(NAME) {
                        own.get_or_insert_with(Vec::new);
                    }
                }
                rule @ ("allow" | "disallow") => {
                    is_open = false;
                    let rule = (value.to_owned(), rule == "allow");
                    if names.iter().any(|name| name == "*") {
                        others.push(rule.clone());
                    }
                    if names.iter().any(|name| name == NAME) {
                        own.get_or_insert_with(Vec::new).push(rule);
                    }
                }
                _ => {}
            }
        }
        Self::Rules(own.unwrap_or(others))
    }

    /// Returns true if a path, with its query, may be read. The longest rule counts, and of two that are equal the milder.
    pub(super) fn allow(&self, path: &str) -> bool {
        let Self::Rules(rules) = self else { return false };
        let fitting = rules.iter().filter(|(rule, _)| !rule.is_empty() && fits(rule, path));
        fitting.max_by_key(|(rule, allows)| (rule.len(), *allows)).is_none_or(|(_, allows)| *allows)
    }
}

/// Returns true if a path begins like a rule. `*` is any text, and `$` at its end the end of the path.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, is_whole) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    let mut parts = rule.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none() && is_whole;
        let found = if is_last { rest.strip_suffix(part).map(str::len) } else { rest.find(part) };
        let Some(at) = found else { return false };
        rest = &rest[at + part.len()..];
    }
    !is_whole || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_that_fits_counts() {
        let robots =
            Robots::parse("User-agent: *\nDisallow: /a # not this\nAllow: /a/b\nDisallow: /*.pdf$\nDisallow:\n");
        for (path, may) in
            [("/", true), ("/a", false), ("/abc", false), ("/a/b/c", true), ("/c.pdf", false), ("/c.pdf?d", true)]
        {
            assert_eq!(robots.allow(path), may, "{path}");
        }
        assert!(Robots::parse("").allow("/a"));
        assert!(!Robots::None.allow("/a"));
        assert!(Robots::parse("<!doctype html><p>Not found: sorry</p>").allow("/a"));
    }

    #[test]
    fn rules_for_this_program_replace_those_for_all() {
        let text = "User-agent: other\nUser-agent: Callslip\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n";
        assert!(!Robots::parse(text).allow("/a"));
        assert!(Robots::parse(text).allow("/b"));
        assert!(Robots::parse("User-agent: callslip\nUser-agent: *\nDisallow:\n").allow("/b"));
        assert!(!Robots::parse("User-agent: other\nDisallow:\nUser-agent: *\nDisallow: /\n").allow("/b"));
        assert!(!Robots::parse("User-agent: *\nDisallow: /*/private/*/x$").allow("/a/private/b/x"));
        assert!(Robots::parse("User-agent: *\nDisallow: /*/private/*/x$").allow("/a/private/b/xy"));
    }
}
