//! Old addresses, as `aliases` holds them.

use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::Node;
use crate::yaml::values::{SpannedText, list};

/// Reads old addresses, from the root of the column: `/2019/05/old-name/`, `/old.html`, `/?p=12`. Those are left out that
/// have a `refusal`.
pub(crate) fn aliases(
    node: &Node,
    refusal: impl Fn(&str) -> Option<Diagnostic>,
    findings: &mut Findings,
) -> Option<Vec<SpannedText>> {
    let mut aliases = Vec::new();
    for alias in list(node, findings)? {
        let (path, query) = alias.text.split_once('?').map_or((alias.text.as_str(), None), |(a, b)| (a, Some(b)));
        if alias.text.contains('#') {
            let diagnostic = Diagnostic::warning("no web host can forward an old address with `#` in it");
            findings
                .add(alias.span, diagnostic.help("remove it from there on: browsers send hosts only what precedes it"));
        } else if let Some(diagnostic) = refusal(&alias.text) {
            findings.add(alias.span, diagnostic);
        } else if !path.starts_with('/')
            || alias.text.contains([' ', '\\'])
            || path.contains("..")
            || query.is_some_and(str::is_empty)
        {
            let diagnostic =
                Diagnostic::error(format!("`{}` is not written the way an old address must be", alias.text));
            findings.add(alias.span, diagnostic.help(format!("write `{}`", from_root(&alias.text))));
        } else {
            aliases.push(alias);
        }
    }
    Some(aliases)
}

/// Returns an old address as `aliases` holds it: from its first slash, without spaces.
pub(crate) fn from_root(address: &str) -> String {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find(['/', '?']).map_or("/", |at| &rest[at..]),
        None => address,
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let slash =
        if path.ends_with(['/', '\\']) || !parts.last().is_some_and(|name| name.contains('.')) { "/" } else { "" };
    match (parts.as_slice(), query) {
        ([], "") => "/2019/05/old-name/".to_owned(),
        ([], query) => format!("/?{}", query.replace(' ', "%20")),
        (parts, "") => format!("/{}{slash}", parts.join("/").replace(' ', "%20")),
        (parts, query) => format!("/{}{slash}?{query}", parts.join("/")).replace(' ', "%20"),
    }
}
