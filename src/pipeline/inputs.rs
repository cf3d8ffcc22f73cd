//! All that the bytes of a site follow from, as one fingerprint: where it is the same, so is every page.

use crate::config::Config;
use crate::diagnostics::FilePath;
use crate::site::Site;
use crate::source::{Fingerprint, SourceFile, Sources};
use crate::theme::Chain;

/// The program itself: what `build.rs` read of its sources.
const PROGRAM: &str = env!("CALLSLIP_SOURCES");

/// Of the files that were read, and of the site, which tells on which day and at which address it is looked at.
pub(super) fn fingerprint(column_file: &SourceFile, sources: &Sources, chain: &Chain, site: &Site) -> Fingerprint {
    let Config { base_url, .. } = &*site.config;
    let mut all = Vec::new();
    let mut add = |name: &str, bytes: &[u8]| {
        for part in [name.as_bytes(), bytes] {
            all.extend_from_slice(&part.len().to_le_bytes());
            all.extend_from_slice(part);
        }
    };
    add(PROGRAM, site.today.as_bytes());
    add("base_url", base_url.as_deref().unwrap_or_default().as_bytes());
    let lists = sources.vocabulary.iter().chain(&sources.glossary).chain([column_file]);
    let texts = sources.texts.iter().chain(lists).map(|file| (&file.path, file.fingerprint));
    let attachments = sources.attachments.iter().map(|file| (&file.path, file.fingerprint));
    for (path, print) in texts.chain(attachments) {
        add(path, &print.0);
    }
    site.held.iter().map(|held| &held.file).for_each(|file: &FilePath| add("held", file.as_bytes()));
    for layer in &chain.layers {
        add("layer", layer.theme.as_deref().unwrap_or_default().as_bytes());
        layer.files.iter().for_each(|file| add(&file.name, &Fingerprint::of(&file.bytes).0));
    }
    Fingerprint::of(&all)
}
