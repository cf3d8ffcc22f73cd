//! The ids of the feeds that the last build wrote: if others come now, each letter is new for those who read the feeds.

use std::path::Path;

use crate::config::Config;
use crate::diagnostics::{Diagnostic, FilePath};
use crate::output;
use crate::source::COLUMN_FILE;

/// The feed that every column has, in the output folder.
const FEED: &str = "feed.xml";

/// Returns a warning if `id` is missing in `column.yaml`, and the ids in the output folder are not those that follow without it.
pub(super) fn check(config: &Config, folder: &Path) -> Option<Diagnostic> {
    if config.id.is_some() || config.base_url.is_none() {
        return None;
    }
    let former = former_id(folder).filter(|former| *former != config.tag_authority())?;
    let diagnostic = Diagnostic::warning("without `id`, everything in your readers' feeds will appear as new");
    let help = format!("write `id: {former}`, as it was in the last build");
    Some(diagnostic.about(&FilePath::from(COLUMN_FILE)).help(help))
}

/// Returns what the ids of a feed in a folder are made of: of `tag:example.org,2026:/feed.xml` the authority and the date.
fn former_id(folder: &Path) -> Option<String> {
    let feed = output::head_of(folder, FEED)?;
    let (_, rest) = feed.split_once("<id>tag:")?;
    let (authority, _) = rest.split_once(':')?;
    let is_authority = authority.contains(',') && authority.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'<');
    is_authority.then(|| authority.to_owned())
}
