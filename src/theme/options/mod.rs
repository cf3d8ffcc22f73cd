//! The options of a theme: declared in `theme.yaml`, set in `column.yaml`, read in templates as
//! `site.theme.options.<name>`.

mod color_value;
mod declaration;
mod file_value;
mod kind;
mod place;
mod stylesheet;

use serde_json::{Map, Value as Json};

use super::assets::Assets;
use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, closest, list_names};
use crate::source::COLUMN_FILE;
use crate::yaml::{Node, Pair, Value};

pub use color_value::ColorRules;
pub(super) use declaration::{OptionDeclaration, declared, resolve};
pub use file_value::FileRules;
pub use kind::OptionKind;
use place::ValuePlace;
pub(super) use stylesheet::stylesheet;

/// An option of a theme, declared by it or by a theme that it extends.
#[derive(Debug, Clone)]
pub struct ThemeOption {
    /// The name.
    pub name: String,
    /// The kind of value.
    pub kind: OptionKind,
    /// The value if a column sets none.
    pub default: Json,
    /// One line about the option.
    pub help: Option<String>,
}

/// Returns the value of every option: the one that the column sets under `theme_options`, or the default.
pub(super) fn chosen(
    options: &[ThemeOption],
    set: Option<&Node>,
    theme: &str,
    assets: &Assets,
) -> Checked<Map<String, Json>> {
    let mut findings = Findings::new(&FilePath::from(COLUMN_FILE));
    let mut values: Map<_, _> = options.iter().map(|option| (option.name.clone(), option.default.clone())).collect();
    let pairs = color_value::rejoined(set.map_or(&[], |node| node.pairs()));
    for pair in unrepeated(&pairs, &mut findings) {
        match options.iter().find(|option| option.name == pair.key) {
            None => findings.add(pair.key_span, unknown(&pair.key, theme, options)),
            // An empty value sets nothing.
            Some(_) if matches!(pair.node.value, Value::Null | Value::Unreadable) => {}
            Some(option) => {
                let (name, default) = (option.name.as_str(), Some(&option.default));
                let place = ValuePlace { name, field: name, default, assets: Some(assets) };
                let read = option.kind.read(&place, &pair.node, &mut findings);
                values.extend(read.map(|read| (option.name.clone(), read)));
            }
        }
    }
    findings.with(values)
}

fn unknown(name: &str, theme: &str, options: &[ThemeOption]) -> Diagnostic {
    let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
    let near = closest(name, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    let all = if names.is_empty() {
        "it has no options at all".to_owned()
    } else {
        format!("its options are {}", list_names(name, names))
    };
    Diagnostic::error(format!("the theme `{theme}` has no option `{name}`")).help_if(near).help(all)
}

/// Returns the pairs of a map without those whose name came before, which are reported.
fn unrepeated<'n>(pairs: &'n [Pair], findings: &mut Findings) -> Vec<&'n Pair> {
    let mut unique: Vec<&Pair> = Vec::new();
    for pair in pairs {
        if unique.iter().any(|first| first.key == pair.key) {
            let diagnostic = Diagnostic::error(format!("`{}` is here twice", pair.key));
            findings.add(pair.key_span, diagnostic.help("keep one of them"));
        } else {
            unique.push(pair);
        }
    }
    unique
}
