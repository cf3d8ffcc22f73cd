//! Which layers a column's looks are made of: its own files, its theme, and the themes that this one extends.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::manifest::{self, ThemeManifest};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span, closest};
use crate::source::{self, COLUMN_FILE, Fingerprint, Layer, SourceFile, THEME_FILE, ThemeFile, ThemeName};

/// All layers, the strongest first: the column's own, its theme, its theme's parent, and so on.
#[derive(Debug)]
pub struct Chain {
    /// The layers; none at all when a theme is missing or extends itself, for nothing could be made of the rest.
    pub layers: Vec<Layer>,
    /// What the themes say of themselves: the chosen one first.
    pub manifests: Vec<ThemeManifest>,
}

/// Where a theme is asked for.
struct Asked {
    name: String,
    file: FilePath,
    span: Span,
}

impl Chain {
    /// Reads the theme of that name, and all that it stands on. `span` is where `column.yaml` asks for it.
    pub fn read(root: &Path, theme: &str, span: Span) -> Result<Checked<Self>, source::SourceError> {
        let mut found = Vec::new();
        let mut chain = Self { layers: vec![source::own_layer(root)?.into_value(&mut found)], manifests: Vec::new() };
        let file: FilePath = Arc::from(COLUMN_FILE);
        let mut next = Some(Asked { name: theme.to_owned(), file, span });
        while let Some(asked) = next.take() {
            let broken = if chain.manifests.iter().any(|manifest| manifest.name == asked.name) {
                chain.circle(&asked)
            } else if let Some(layer) = source::theme(root, &asked.name)?.into_value(&mut found) {
                next = chain.add(layer, &mut found);
                continue;
            } else {
                unknown(&asked, &source::theme_names(root))
            };
            found.push(broken);
            chain.layers.clear();
        }
        Ok(Checked { value: chain, diagnostics: found })
    }

    /// The files that stand for the theme, each from the strongest layer that has it; the column's own are passed over.
    pub fn files(&self) -> BTreeMap<&str, &ThemeFile> {
        let weakest_first = self.layers.iter().skip(1).rev().flat_map(|layer| &layer.files);
        weakest_first.map(|file| (file.name.as_str(), file)).collect()
    }

    /// Of every file of every layer.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let mut all = Vec::new();
        for layer in &self.layers {
            let files = layer.files.iter().map(|file| (file.name.as_str(), Fingerprint::of(&file.bytes)));
            for (name, Fingerprint(of)) in files.chain([("", Fingerprint::of(&[]))]) {
                all.extend_from_slice(&name.len().to_le_bytes());
                all.extend_from_slice(name.as_bytes());
                all.extend_from_slice(&of);
            }
        }
        Fingerprint::of(&all)
    }

    /// The texts of every `theme.yaml`, for diagnostics to point into.
    pub fn texts(&self) -> impl Iterator<Item = &SourceFile> {
        self.manifests.iter().map(|manifest| &manifest.file)
    }

    /// Adds a theme below all others; the theme that it extends, if it does.
    fn add(&mut self, layer: Layer, found: &mut Vec<Diagnostic>) -> Option<Asked> {
        let name = layer.theme.clone().unwrap_or_default();
        let file = layer.file(THEME_FILE).map(|file| text(file, found));
        let file = file.unwrap_or_else(|| SourceFile::new(&Arc::from(THEME_FILE), ""));
        let path = file.path.clone();
        let manifest = manifest::parse(file, &name).into_value(found);
        let parent = manifest.extends.clone();
        self.layers.push(layer);
        self.manifests.push(manifest);
        parent.map(|parent| Asked { name: parent.text, file: path, span: parent.span })
    }

    fn circle(&self, asked: &Asked) -> Diagnostic {
        let names = self.manifests.iter().map(|manifest| manifest.name.as_str());
        let mut names: Vec<_> = names.skip_while(|name| *name != asked.name).collect();
        names.push(&asked.name);
        let diagnostic = Diagnostic::error(format!("this theme extends itself: `{}`", names.join("` extends `")));
        let diagnostic = diagnostic.at(&asked.file, asked.span);
        diagnostic.help("a theme stands on another one: give the two different names, or remove this line")
    }
}

/// The error for a theme that does not exist. A folder is a theme when there is a `theme.yaml` in it.
fn unknown(asked: &Asked, known: &[ThemeName]) -> Diagnostic {
    let names = || known.iter().map(|theme| theme.name.as_str());
    let theme = &asked.name;
    let help = closest(theme, names()).map_or_else(
        || {
            let all = names().collect::<Vec<_>>().join("`, `");
            format!("put it, with a `theme.yaml`, into `themes/{theme}/`, or use one of these: `{all}`")
        },
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::error(format!("there is no theme called `{theme}`")).at(&asked.file, asked.span).help(help)
}

/// A theme's file as text.
pub(super) fn text(file: &ThemeFile, found: &mut Vec<Diagnostic>) -> SourceFile {
    let text = String::from_utf8(file.bytes.to_vec()).unwrap_or_else(|error| {
        found.push(Diagnostic::error("this file is not saved as UTF-8").at(&file.path, Span::default()));
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    SourceFile::new(&file.path, &text)
}
