//! A theme's files for the browser. Each has a hash of its content in its name, so browsers can cache it for ever.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::outside_requests::requests_of_style;
use super::own_code::without_comments;
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span, closest};
use crate::media::without_metadata;
use crate::source::{
    Fingerprint, Layer, PictureFormat, SourceFile, SvgRisk, ThemeFile, encoded, has_extension, is_built_in, svg_risks,
};

/// One file for the browser.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The name in the theme: `fonts/text.woff2`.
    pub name: String,
    /// The address, percent-encoded: `/assets/fonts/text.1f2e3d4c5b.woff2`.
    pub path: String,
    /// The bytes. In a stylesheet, each `url()` already has the hashed name. Scripts and stylesheets that callslip comes with have no
    /// comments.
    pub bytes: Arc<[u8]>,
    /// What an SVG does besides showing a picture, before its metadata was taken out. Empty for those of callslip.
    pub svg_risks: Vec<SvgRisk>,
}

/// All files for the browser, by name.
#[derive(Debug, Default)]
pub struct Assets {
    list: Vec<Asset>,
    texts: Vec<SourceFile>,
}

impl Assets {
    /// Collects the assets of all layers, strongest first, and names them by their content. Stylesheets may ask for files
    /// from the origins `outside`.
    pub(super) fn new(layers: &[Layer], outside: &[String]) -> Checked<Self> {
        let mut files: BTreeMap<&str, &ThemeFile> = BTreeMap::new();
        for file in layers.iter().rev().flat_map(|layer| &layer.files) {
            if let Some(name) = file.name.strip_prefix("assets/") {
                files.insert(name, file);
            }
        }
        let (styles, others): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| has_extension(name, &["css"]));
        let mut assets = Self::default();
        for (name, file) in others {
            let is_own_script = has_extension(name, &["js"]) && is_built_in(file);
            let script = || without_comments(&String::from_utf8_lossy(&file.bytes)).into_bytes().into();
            let picture = || PictureFormat::of_start(&file.bytes).filter(|_| !is_built_in(file));
            let stripped = || picture().and_then(|format| without_metadata(format, &file.bytes));
            let bytes =
                if is_own_script { script() } else { stripped().map_or_else(|| file.bytes.clone(), Into::into) };
            let is_drawing = has_extension(name, &["svg"]) && !is_built_in(file);
            assets.add(name, bytes, if is_drawing { svg_risks(&file.bytes) } else { Vec::new() });
        }
        // Stylesheets come last: they refer to hashed names, which are known by now.
        let mut diagnostics = Vec::new();
        let mut finished = Vec::new();
        for (name, file) in styles {
            let text = String::from_utf8_lossy(&file.bytes).into_owned();
            diagnostics.extend(requests_of_style(&file.path, &text, outside));
            let css = assets.rewritten(name, &text, &file.path, &mut diagnostics);
            finished.push((*name, if is_built_in(file) { without_comments(&css) } else { css }));
            assets.texts.push(SourceFile::new(&file.path, &text));
        }
        for (name, css) in finished {
            assets.add(name, css.into_bytes().into(), Vec::new());
        }
        assets.list.sort_by(|a, b| a.name.cmp(&b.name));
        Checked { value: assets, diagnostics }
    }

    /// Adds a text that is in no file. Returns its address.
    pub(super) fn add_made(&mut self, name: &str, text: String) -> String {
        let path = self.add(name, text.into_bytes().into(), Vec::new());
        self.list.sort_by(|a, b| a.name.cmp(&b.name));
        path
    }

    /// Adds bytes under a name, with what they do besides showing a picture. Returns their address.
    fn add(&mut self, name: &str, bytes: Arc<[u8]>, svg_risks: Vec<SvgRisk>) -> String {
        let hash = Fingerprint::of(&bytes).short();
        let (stem, extension) = match name.rsplit_once('.') {
            Some((stem, extension)) if !extension.contains('/') => (stem, format!(".{extension}")),
            _ => (name, String::new()),
        };
        let path = encoded(&format!("/assets/{stem}.{hash}{extension}"));
        self.list.push(Asset { name: name.to_owned(), path: path.clone(), bytes, svg_risks });
        path
    }

    /// All assets, by name.
    pub fn list(&self) -> &[Asset] {
        &self.list
    }

    /// Returns the asset of that name.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.list.iter().find(|asset| asset.name == name)
    }

    /// Returns the asset at an address, as a page writes it.
    pub(super) fn by_address(&self, address: &str) -> Option<&Asset> {
        self.list.iter().find(|asset| address.ends_with(asset.path.trim_start_matches('/')))
    }

    /// Returns a stylesheet as its author wrote it. `None` if it is in no file.
    pub(super) fn source_of(&self, asset: &Asset) -> Option<&SourceFile> {
        let file = format!("assets/{}", asset.name);
        self.texts
            .iter()
            .find(|text| text.path.strip_suffix(&*file).is_some_and(|at| at.is_empty() || at.ends_with('/')))
    }

    /// Returns the most similar name, for "did you mean".
    pub fn nearest(&self, name: &str) -> Option<&str> {
        closest(name, self.list.iter().map(|asset| asset.name.as_str()))
    }

    pub(super) fn texts(&self) -> Vec<SourceFile> {
        self.texts.clone()
    }

    /// Returns a stylesheet with the hashed name in every relative `url()`.
    fn rewritten(&self, name: &str, css: &str, file: &FilePath, found: &mut Vec<Diagnostic>) -> String {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let up = "../".repeat(if folder.is_empty() { 0 } else { folder.split('/').count() });
        let mut out = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(start) = rest.find("url(") {
            let (before, after) = rest.split_at(start + "url(".len());
            out.push_str(before);
            let end = after.find(')').unwrap_or(after.len());
            let written = after[..end].trim().trim_matches(['"', '\'']);
            let (address, query) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
            let local = !address.is_empty() && !address.starts_with(['/', '#']) && !address.contains(':');
            match crate::source::join(folder, address).and_then(|target| self.get(&target)).filter(|_| local) {
                Some(asset) => {
                    out.extend([&up, asset.path.trim_start_matches("/assets/"), query]);
                }
                None => {
                    out.push_str(&after[..end]);
                    if local {
                        let at = css.len() - rest.len() + start + "url(".len();
                        found.push(missing(address, file, Span::new(at..at + end), self));
                    }
                }
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        out
    }
}

fn missing(address: &str, file: &FilePath, span: Span, assets: &Assets) -> Diagnostic {
    let help = assets.nearest(address).map(|near| format!("did you mean `{near}`?"));
    Diagnostic::error(format!("the theme has no file `{address}`")).at(file, span).help_if(help)
}
