//! Full addresses that lead to the column itself, or to its preview on the writer's own computer.

use super::resolver::{BrokenLink, Resolver};
use super::suggestions::relative;
use crate::diagnostics::{Diagnostic, FilePath, Span};
use crate::source::ON_DISK;

/// The ports that `callslip serve` takes: the first, and the next ones if it is taken.
const PREVIEW_PORTS: std::ops::RangeInclusive<u16> = 4000..=4010;

impl Resolver<'_> {
    /// Returns what is wrong with a full address. `None` if it leads to another site, or to a page that is there.
    pub(super) fn full_address(&self, address: &str, file: &FilePath, span: Span) -> Option<BrokenLink> {
        if let Some((path, port)) = on_this_computer(address) {
            return self.preview(path, port, file, span);
        }
        let path = address.strip_prefix(self.parts.config.base_url.as_deref()?)?;
        let path = path.split(['#', '?']).next().unwrap_or_default();
        let page = path.trim_end_matches("index.html").trim_end_matches('/');
        let is_there = |path: &str| self.routes.find(path).is_some();
        let is_known = page.is_empty() || is_there(page) || is_there(&format!("{page}/"));
        // Beside the column there may be another program on the same host.
        let section = format!("/{}/", page.strip_prefix('/')?.split('/').next().unwrap_or_default());
        let is_own =
            || self.routes.iter().any(|route| route.path.starts_with(&section) && route.target.page().is_some());
        if is_known || !is_own() {
            return None;
        }
        let message = format!("your own site has no page at `{path}`");
        let diagnostic = Diagnostic::warning(message).at(file, span);
        Some(BrokenLink { diagnostic, missing: Some(format!("content{}.md", page.trim_end_matches(".html"))) })
    }

    /// An address that `callslip serve` shows in the browser. Readers may run a program of their own at another.
    fn preview(&self, path: &str, port: Option<u16>, file: &FilePath, span: Span) -> Option<BrokenLink> {
        let path = path.split(['#', '?']).next().unwrap_or_default();
        let route = self.routes.find(path).or_else(|| self.routes.find(&format!("{path}/")));
        let is_preview = port.is_some_and(|port| PREVIEW_PORTS.contains(&port));
        if !is_preview && (route.is_none() || path == "/") {
            return None;
        }
        let help = match route.map(|route| (route, route.target.entry())) {
            Some((_, Some(entry))) => {
                format!("write `{}`", relative(file, &self.parts.entries.common(entry).record.file))
            }
            Some((route, None)) => format!("write `{}`", route.path),
            None => "write the name of the page's file, such as `a-letter.md`".to_owned(),
        };
        let diagnostic = Diagnostic::warning(ON_DISK);
        Some(diagnostic.at(file, span).help(help).into())
    }
}

/// Returns the path and the port of an address on the computer that opens it. `None` for another computer.
fn on_this_computer(address: &str) -> Option<(&str, Option<u16>)> {
    let rest = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"))?;
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = match authority.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?))) {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_local =
        matches!(host, "localhost" | "0.0.0.0" | "[::1]") || host.starts_with("127.") || host.ends_with(".localhost");
    is_local.then_some((if path.is_empty() { "/" } else { path }, port))
}

#[cfg(test)]
mod tests {
    use super::on_this_computer;

    #[test]
    fn addresses_of_this_computer() {
        assert_eq!(on_this_computer("http://localhost:4000/a/"), Some(("/a/", Some(4000))));
        assert_eq!(on_this_computer("http://127.0.0.1"), Some(("/", None)));
        assert_eq!(on_this_computer("http://[::1]:4001/"), Some(("/", Some(4001))));
        assert_eq!(on_this_computer("https://localhost.example/"), None);
    }
}
