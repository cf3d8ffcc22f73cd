//! A theme, compiled: templates, hashed assets, and the words of the column's language.
//!
//! The layers of files that `source` read go in, one immutable [`Theme`] comes out. The first layer that has a file of
//! a name wins; the column's own `templates/` come first. A template that stands in for another can still extend it,
//! as `parent:home.html`.

mod assets;
mod functions;
mod strings;
mod templates;

use std::sync::Arc;

use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span};
use crate::source::{Layer, SourceFile, ThemeFile};

pub use assets::{Asset, Assets};
pub use strings::Strings;
pub use templates::Templates;

/// What turns views into pages.
#[derive(Debug)]
pub struct Theme {
    /// The templates.
    pub templates: Templates,
    /// The files that pages refer to.
    pub assets: Arc<Assets>,
    /// The words of the column's language.
    pub strings: Arc<Strings>,
    /// The texts of the theme, for diagnostics to point into.
    pub texts: Vec<SourceFile>,
}

/// Compiles the layers of a theme for a language.
pub fn compile(layers: &[Layer], language: &str) -> Checked<Theme> {
    let mut found = Vec::new();
    let mut texts = Vec::new();
    let mut templates = Vec::new();
    for (depth, layer) in layers.iter().enumerate() {
        for file in &layer.files {
            if let Some(name) = file.name.strip_prefix("templates/") {
                let text = text(file, &mut found);
                templates.push(templates::Source { name: name.to_owned(), depth, file: text.clone() });
                texts.push(text);
            }
        }
    }
    let strings = Arc::new(strings(layers, language, &mut texts, &mut found));
    let assets = Assets::new(layers).into_value(&mut found);
    texts.extend(assets.texts());
    let assets = Arc::new(assets);
    let templates = Templates::compile(&templates, &assets, &strings).into_value(&mut found);
    Checked { value: Theme { templates, assets, strings, texts }, diagnostics: found }
}

/// English first, then the column's language over it, each from the lowest layer up.
fn strings(layers: &[Layer], language: &str, texts: &mut Vec<SourceFile>, found: &mut Vec<Diagnostic>) -> Strings {
    let primary = language.split('-').next().unwrap_or(language);
    let mut names = vec!["en"];
    names.extend([primary, language].iter().filter(|name| **name != "en"));
    names.dedup();
    let mut strings = Strings::default();
    for name in names {
        let wanted = format!("strings/{name}.yaml");
        for file in layers.iter().rev().flat_map(|layer| &layer.files).filter(|file| file.name == wanted) {
            let text = text(file, found);
            let mut findings = Findings::new(&text.path);
            strings.add(&text.text, &mut findings);
            findings.with(()).into_value(found);
            texts.push(text);
        }
    }
    strings
}

/// A theme's file as text.
fn text(file: &ThemeFile, found: &mut Vec<Diagnostic>) -> SourceFile {
    let text = String::from_utf8(file.bytes.to_vec()).unwrap_or_else(|error| {
        found.push(Diagnostic::error("this file is not saved as UTF-8").at(&file.path, Span::default()));
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    SourceFile::new(&file.path, &text)
}

/// The error for a theme that does not exist. A folder is a theme when there is a `theme.yaml` in it.
pub fn unknown(theme: &str, built_in: &[&'static str], column_file: &FilePath, span: Span) -> Diagnostic {
    let near = crate::diagnostics::closest(theme, built_in.iter().copied());
    let help = near.map_or_else(
        || {
            format!(
                "put it, with a `theme.yaml`, into `themes/{theme}/`, or use one of these: `{}`",
                built_in.join("`, `")
            )
        },
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::error(format!("there is no theme called `{theme}`")).at(column_file, span).help(help)
}
