//! The layers of a theme: the column's own files, its theme, and the themes that this one extends.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use super::manifest::{self, ThemeManifest};
use super::options::{self, ThemeOption};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span, closest, list_names};
use crate::source::{self, COLUMN_FILE, Fingerprint, Layer, SourceFile, THEME_FILE, ThemeFile};

/// All layers, strongest first: the column's own, its theme, its theme's parent, and so on.
#[derive(Debug)]
pub struct Chain {
    /// The layers. Empty if a theme is missing or extends itself: the rest alone makes no page.
    pub layers: Vec<Layer>,
    /// The `theme.yaml` of each theme, that of the chosen theme first.
    pub manifests: Vec<ThemeManifest>,
}

/// A line that names a theme.
struct ThemeRequest {
    name: String,
    file: FilePath,
    span: Span,
}

impl ThemeRequest {
    fn by_column(theme: &str, span: Span) -> Self {
        Self { name: theme.to_owned(), file: Arc::from(COLUMN_FILE), span }
    }
}

impl Chain {
    /// Reads the theme of that name, and all that it extends. `span` is its name in `column.yaml`.
    pub fn read(root: &Path, theme: &str, span: Span) -> Result<Checked<Self>, source::SourceError> {
        let Checked { value: own, diagnostics } = source::own_layer(root)?;
        let names = || source::theme_names(root).into_iter().map(|theme| theme.name).collect();
        let mut chain =
            Self::assemble(own, ThemeRequest::by_column(theme, span), |name| source::theme(root, name), names)?;
        chain.diagnostics.splice(0..0, diagnostics);
        Ok(chain)
    }

    /// The same from memory: `own` are the column's own files, and `themes` precede those inside the binary.
    pub fn from_layers(own: Layer, themes: &[Layer], theme: &str, span: Span) -> Checked<Self> {
        let named = |name: &str| themes.iter().find(|layer| layer.theme.as_deref() == Some(name)).cloned();
        let find = |name: &str| -> Result<_, Infallible> {
            Ok(Checked { value: named(name).or_else(|| source::built_in_theme(name)), diagnostics: Vec::new() })
        };
        let names = || {
            let names: BTreeSet<_> = themes.iter().filter_map(|layer| layer.theme.clone()).collect();
            names.into_iter().chain(source::built_in_names()).collect()
        };
        let Ok(chain) = Self::assemble(own, ThemeRequest::by_column(theme, span), find, names);
        chain
    }

    /// Follows `extends` from theme to theme. `names` lists the themes that there are, for a mistake to suggest one.
    fn assemble<E>(
        own: Layer,
        request: ThemeRequest,
        find: impl Fn(&str) -> Result<Checked<Option<Layer>>, E>,
        names: impl Fn() -> Vec<String>,
    ) -> Result<Checked<Self>, E> {
        let mut found = Vec::new();
        let mut chain = Self { layers: vec![own], manifests: Vec::new() };
        let mut next = Some(request);
        while let Some(request) = next.take() {
            let broken = if chain.manifests.iter().any(|manifest| manifest.name == request.name) {
                chain.cycle(&request)
            } else if let Some(layer) = find(&request.name)?.into_value(&mut found) {
                next = chain.add(layer, &mut found);
                continue;
            } else {
                unknown(&request, &names())
            };
            found.push(broken);
            chain.layers.clear();
        }
        Ok(Checked { value: chain, diagnostics: found })
    }

    /// The files of the theme by name, each from the strongest layer that has it. The column's own files are left out.
    pub fn files(&self) -> BTreeMap<&str, &ThemeFile> {
        let weakest_first = self.layers.iter().skip(1).rev().flat_map(|layer| &layer.files);
        weakest_first.map(|file| (file.name.as_str(), file)).collect()
    }

    /// The options of the chosen theme: those that it declares, and those of the themes that it extends.
    pub fn options(&self) -> Checked<Vec<ThemeOption>> {
        options::resolve(self.manifests.iter().map(|manifest| (&manifest.file.path, manifest.options.as_slice())))
    }

    /// How wide a picture of a text is shown, as the attribute `sizes` has it: as wide as the page, if no theme says.
    pub(super) fn picture_sizes(&self) -> &str {
        self.manifests.iter().find_map(|manifest| manifest.picture_sizes.as_deref()).unwrap_or("100vw")
    }

    /// A fingerprint of all files of all layers.
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

    /// Adds a theme below all others. Returns the theme that it extends.
    fn add(&mut self, layer: Layer, found: &mut Vec<Diagnostic>) -> Option<ThemeRequest> {
        let name = layer.theme.clone().unwrap_or_default();
        let file = layer.file(THEME_FILE).map(|file| text(file, found));
        let file = file.unwrap_or_else(|| SourceFile::new(&Arc::from(THEME_FILE), ""));
        let path = file.path.clone();
        let manifest = manifest::parse(file, &name).into_value(found);
        let parent = manifest.extends.clone();
        self.layers.push(layer);
        self.manifests.push(manifest);
        parent.map(|parent| ThemeRequest { name: parent.text, file: path, span: parent.span })
    }

    fn cycle(&self, request: &ThemeRequest) -> Diagnostic {
        let names = self.manifests.iter().map(|manifest| manifest.name.as_str());
        let mut names: Vec<_> = names.skip_while(|name| *name != request.name).collect();
        names.push(&request.name);
        let diagnostic = Diagnostic::error(format!("this theme extends itself: `{}`", names.join("` extends `")));
        let diagnostic = diagnostic.at(&request.file, request.span);
        diagnostic.help("write the name of another theme, or remove this line")
    }
}

/// The error for a theme that does not exist. A folder is a theme if there is a `theme.yaml` in it.
fn unknown(request: &ThemeRequest, known: &[String]) -> Diagnostic {
    let names = || known.iter().map(String::as_str);
    let theme = &request.name;
    let help = closest(theme, names()).map_or_else(
        || {
            let all = list_names(theme, names());
            format!("put it, with a `theme.yaml`, into `themes/{theme}/`, or use one of these: {all}")
        },
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::error(format!("there is no theme called `{theme}`")).at(&request.file, request.span).help(help)
}

/// Decodes a file of a theme, and reports what no page can carry.
pub(super) fn text(file: &ThemeFile, found: &mut Vec<Diagnostic>) -> SourceFile {
    source::decode(&file.path, &file.bytes).into_value(found)
}
