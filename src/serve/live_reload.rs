//! A rendered page in a preview: the line that loads the script, and the fingerprint that tells whether it has changed.

use crate::site::{FileTarget, Site, Target};
use crate::source::{Fingerprint, join};
use crate::theme::Assets;

/// Adds the line that loads the script to a page, and removes the lines that preload: the script swaps stylesheets, and what
/// only the old one uses would be fetched in vain. The fingerprint is that of the page as it was.
pub(super) fn with_script(html: &[u8], fingerprint: &str) -> Vec<u8> {
    let line = format!("<script type=\"module\" src=\"/_callslip/client.js?print={fingerprint}\"></script>\n");
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|window| window == end).unwrap_or(html.len());
    [without_preloads(&html[..at]).as_slice(), line.as_bytes(), &html[at..]].concat()
}

/// Returns a page without the lines of its head that preload something.
fn without_preloads(html: &[u8]) -> Vec<u8> {
    let end = b"</head>";
    let head = html.windows(end.len()).position(|window| window == end).unwrap_or(0);
    let lines = html[..head].split_inclusive(|byte| *byte == b'\n');
    let kept = lines.filter(|line| !line.trim_ascii_start().starts_with(b"<link rel=\"preload\""));
    [kept.collect::<Vec<_>>().concat().as_slice(), &html[head..]].concat()
}

/// Returns what tells one version of a page from another: the fingerprint of its bytes without the hashes in the addresses
/// of the theme's assets, which the script replaces by itself, and with the pictures on it, whose addresses stay the same
/// when their bytes change.
pub(super) fn fingerprint(html: &[u8], path: &str, site: &Site, assets: &Assets) -> String {
    let html = String::from_utf8_lossy(html);
    let mut bare = without_assets(&html, assets);
    for picture in sources(&html) {
        let route = resolve(path, picture).and_then(|path| site.routes.get(&path));
        if let Some(fingerprint) = route.and_then(|route| attached(route.target, site)) {
            bare.push_str(&fingerprint.to_string());
        }
    }
    Fingerprint::of(bare.as_bytes()).short()
}

/// The fingerprint of a file whose address stays when its bytes change; `None` for all other outputs.
fn attached(target: Target, site: &Site) -> Option<Fingerprint> {
    match target {
        Target::Page(_) => None,
        Target::File(file) => match file {
            FileTarget::Attachment { attachment }
            | FileTarget::PictureSize { attachment, .. }
            | FileTarget::StaticFile { file: attachment } => Some(site.attachments[attachment].1.fingerprint),
            FileTarget::Feed { .. }
            | FileTarget::Sitemap { .. }
            | FileTarget::Robots
            | FileTarget::Redirect { .. }
            | FileTarget::Asset { .. }
            | FileTarget::SearchIndex
            | FileTarget::Directory(_)
            | FileTarget::Host(_) => None,
        },
    }
}

fn without_assets(html: &str, assets: &Assets) -> String {
    const FOLDER: &str = "assets/";
    let mut bare = String::with_capacity(html.len() + 64);
    let mut rest = html;
    while let Some(at) = rest.find(FOLDER) {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        let here = assets.list().iter().find(|asset| rest.starts_with(asset.path.trim_start_matches('/')));
        let (name, len) = here.map_or((FOLDER, FOLDER.len()), |asset| (asset.name.as_str(), asset.path.len() - 1));
        bare.push_str(name);
        rest = &rest[len..];
    }
    bare.push_str(rest);
    bare
}

/// Returns the values of all `src` attributes.
fn sources(html: &str) -> impl Iterator<Item = &str> {
    html.split(" src=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(value, _)| value)
}

/// Resolves a link on the page at `path` to a path of the column; `None` if it leads out of it.
fn resolve(path: &str, link: &str) -> Option<String> {
    if link.contains(':') || link.starts_with("//") {
        return None;
    }
    let folder = if link.starts_with('/') { "" } else { path.rsplit_once('/').map_or("", |(folder, _)| folder) };
    Some(format!("/{}", join(folder, link)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_the_last_thing_in_the_body() {
        let page = with_script(b"<body><p>a</p></body></html>", "x");
        let page = String::from_utf8(page).unwrap_or_default();
        assert_eq!(
            page,
            "<body><p>a</p><script type=\"module\" src=\"/_callslip/client.js?print=x\"></script>\n</body></html>"
        );
    }

    #[test]
    fn a_preview_preloads_nothing() {
        let link = "  <link rel=\"preload\" href=\"a.woff2\" as=\"font\">\n";
        let html = format!("<head>\n{link}  <title>A</title>\n</head>\n<body>\n{link}</body>");
        let page = String::from_utf8(with_script(html.as_bytes(), "x")).unwrap_or_default();
        assert!(page.starts_with(&format!("<head>\n  <title>A</title>\n</head>\n<body>\n{link}<script")), "{page}");
    }

    #[test]
    fn a_link_becomes_a_path() {
        assert_eq!(resolve("/questions/a/", "b.png").as_deref(), Some("/questions/a/b.png"));
        assert_eq!(resolve("/questions/a/", "../../b.png").as_deref(), Some("/b.png"));
        assert_eq!(resolve("/questions/a/", "../../../b.png"), None);
        assert_eq!(resolve("/questions/a/", "https://example.org/b.png"), None);
    }
}
