//! A compiled theme: templates, hashed assets, the strings of the column's language, and the values of its options.
//!
//! A [`Chain`] of layers goes in, and one immutable [`Theme`] comes out. The first layer that has a file of a name wins;
//! the column's own `templates/` come first. A template that replaces another can still extend it, as
//! `parent:home.html`.

mod assets;
mod bare_components;
mod chain;
mod color;
mod contrast;
mod copied_templates;
mod cycles;
mod dates;
mod duplicate_components;
mod english_words;
mod explain;
mod filters;
mod functions;
mod html_tags;
mod kinds;
mod list_filters;
mod manifest;
mod marked_tags;
mod missing_translations;
mod options;
mod other_names;
mod other_syntax;
mod outside_requests;
mod own_code;
mod page_fields;
mod panic_guard;
mod recursion_limit;
mod references;
mod refused_by_policy;
mod site_fields;
mod strings;
mod syntax_help;
mod template_html;
mod template_links;
mod template_source;
mod template_tags;
mod templates;
mod text_filters;
mod undefined;
mod value_paths;

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use contrast::ContrastPair;

use crate::config::Config;
use crate::diagnostics::{Checked, Diagnostic, Findings};
use crate::source::{Fingerprint, Layer, SourceFile};

pub use assets::{Asset, Assets};
pub use chain::Chain;
pub use color::{Color, ColorMistake};
pub use contrast::{RootElement, StyledPage};
pub use copied_templates::copy_mark;
pub use manifest::ThemeManifest;
pub use marked_tags::MARK;
pub use options::{ColorRules, FileRules, OptionKind, ThemeOption};
pub use other_names::template_called;
pub use strings::{Strings, string_key};
pub use template_links::TemplateLink;
pub use templates::Templates;

/// Turns views into pages.
#[derive(Debug)]
pub struct Theme {
    /// The name.
    pub name: String,
    /// The version.
    pub version: String,
    /// The value of every option, by name.
    pub options: Map<String, Json>,
    /// The address of the stylesheet with the colors that are options; `None` if none is chosen.
    pub stylesheet: Option<String>,
    /// The colors that are seen on others.
    contrast: Vec<ContrastPair>,
    /// The templates.
    pub templates: Templates,
    /// The files that pages refer to.
    pub assets: Arc<Assets>,
    /// The strings of the column's language.
    pub strings: Arc<Strings>,
    /// The texts of the theme, for diagnostics to point into.
    pub texts: Vec<SourceFile>,
    /// A fingerprint of all files of the theme, and the column's own.
    pub fingerprint: Fingerprint,
}

/// Compiles the layers of a theme for a column.
pub fn compile(chain: &Chain, config: &Config) -> Checked<Theme> {
    let mut found = Vec::new();
    let mut texts: Vec<SourceFile> = chain.texts().cloned().collect();
    let mut assets = Assets::new(&chain.layers, &config.outside).into_value(&mut found);
    found.extend(copied_templates::changed(&chain.layers));
    let (options, stylesheet) = options(chain, config, &mut assets, &mut found);
    let mut sources = Vec::new();
    for (depth, layer) in chain.layers.iter().enumerate() {
        for file in &layer.files {
            if let Some(name) = file.name.strip_prefix("templates/") {
                let text = chain::text(file, &mut found);
                texts.push(text.clone());
                sources.push(template_source::TemplateSource { name: name.to_owned(), depth, file: text });
            }
        }
    }
    let mut strings = strings(&chain.layers, config, &mut texts, &mut found);
    chain.picture_sizes().clone_into(&mut strings.picture_sizes);
    let strings = Arc::new(strings);
    found.extend(missing_translations::missing(&strings, &sources, config));
    texts.extend(assets.texts());
    let assets = Arc::new(assets);
    let templates = Templates::compile(sources, &assets, &strings, &config.outside).into_value(&mut found);
    let chosen = chain.manifests.first();
    let theme = Theme {
        name: config.theme.clone(),
        version: chosen.map(|manifest| manifest.version.clone()).unwrap_or_default(),
        options,
        stylesheet,
        contrast: contrast::of_chain(chain.manifests.iter().map(|manifest| &*manifest.contrast)),
        templates,
        assets,
        strings,
        texts,
        fingerprint: chain.fingerprint(),
    };
    Checked { value: theme, diagnostics: found }
}

/// Returns the value of each option that the themes declare, and the address of the stylesheet with the colors among them.
/// There are no options if the theme does not exist.
fn options(
    chain: &Chain,
    config: &Config,
    assets: &mut Assets,
    found: &mut Vec<Diagnostic>,
) -> (Map<String, Json>, Option<String>) {
    let declared = chain.options().into_value(found);
    let set = config.theme_options.as_ref().filter(|_| !chain.layers.is_empty());
    let values = options::chosen(&declared, set, &config.theme, assets).into_value(found);
    let stylesheet = options::stylesheet(&declared, &values).map(|css| assets.add_made("theme-options.css", css));
    (values, stylesheet)
}

impl Theme {
    /// Returns the same theme without the expressions in which these errors were found, so that a page shows its next
    /// error. `None` if there is no expression left that can be blanked.
    pub fn without(&self, found: &[Diagnostic]) -> Option<Self> {
        Some(self.with_templates(self.templates.without(found, &self.assets, &self.strings)?))
    }

    /// Returns the same theme, of which each tag of a page says where it is written. `None` if its templates are not sound.
    pub fn with_marks(&self) -> Option<Self> {
        Some(self.with_templates(self.templates.with_marks(&self.assets, &self.strings)?))
    }

    /// Returns a warning for each pair of colors that the theme lists and that has too little contrast on one of these pages.
    pub fn low_contrast(&self, pages: &[StyledPage]) -> Vec<Diagnostic> {
        contrast::low_contrast(&self.contrast, &self.assets, pages)
    }

    fn with_templates(&self, templates: Templates) -> Self {
        Self {
            name: self.name.clone(),
            version: self.version.clone(),
            options: self.options.clone(),
            stylesheet: self.stylesheet.clone(),
            contrast: self.contrast.clone(),
            templates,
            assets: self.assets.clone(),
            strings: self.strings.clone(),
            texts: Vec::new(),
            fingerprint: self.fingerprint,
        }
    }
}

/// Reads English first, then the column's language, which replaces it; each from the weakest layer up.
fn strings(layers: &[Layer], config: &Config, texts: &mut Vec<SourceFile>, found: &mut Vec<Diagnostic>) -> Strings {
    let language = config.language.as_str();
    let primary = language.split('-').next().unwrap_or(language);
    let mut names = vec!["en"];
    names.extend([primary, language].iter().filter(|name| **name != "en"));
    names.dedup();
    let mut strings = Strings::new(config);
    for name in names {
        let wanted = format!("strings/{name}.yaml");
        for file in layers.iter().rev().flat_map(|layer| &layer.files).filter(|file| file.name == wanted) {
            let text = chain::text(file, found);
            let mut findings = Findings::new(&text.path);
            strings.add(&text.text, name, name != "en", &mut findings);
            findings.with(()).into_value(found);
            texts.push(text);
        }
    }
    strings
}
