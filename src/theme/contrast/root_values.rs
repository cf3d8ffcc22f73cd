//! The custom properties of a page's root, as a browser computes them in light or in dark.

use std::collections::BTreeMap;

use super::css_rules::{CssDeclaration, after_brackets, parts};
use super::selector::{RootElement, Specificity, specificity};
use crate::diagnostics::FilePath;
use crate::theme::color::Color;

/// The longest chain of properties that name one another.
const LONGEST_CHAIN: usize = 16;

/// The longest value, once all that it names is put into it.
const LONGEST_VALUE: usize = 1000;

/// A stylesheet that a page links to.
#[derive(Debug)]
pub(super) struct LinkedSheet {
    /// The file; `None` for the colors that are options.
    pub(super) file: Option<FilePath>,
    pub(super) declarations: Vec<CssDeclaration>,
}

/// A declaration, with the file that it is in.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedDeclaration<'d> {
    pub(super) file: Option<&'d FilePath>,
    pub(super) declaration: &'d CssDeclaration,
}

/// How strong a declaration is: if it is important, if it is in no layer, its selector, and its place.
type CascadeOrder = (bool, bool, Specificity, usize);

/// What is set on one element, by name.
type OwnValues<'d> = BTreeMap<&'d str, (CascadeOrder, PlacedDeclaration<'d>)>;

/// The values of a page's root.
#[derive(Debug)]
pub(super) struct RootValues<'d> {
    is_dark: bool,
    /// Those of `html`, and those of `body`, which win.
    elements: [OwnValues<'d>; 2],
}

impl<'d> RootValues<'d> {
    /// Reads the values of these elements, `html` and `body`, from stylesheets in their order. Each comes with the `media` of
    /// its link.
    pub(super) fn new(sheets: &[(&'d LinkedSheet, &str)], elements: [&RootElement; 2], is_dark: bool) -> Self {
        let mut found = [OwnValues::new(), OwnValues::new()];
        let mut order = 0;
        for (sheet, _) in sheets.iter().filter(|(_, media)| applies(media, is_dark)) {
            for declaration in &sheet.declarations {
                order += 1;
                if !declaration.media.iter().all(|media| applies(media, is_dark)) {
                    continue;
                }
                for (values, element) in found.iter_mut().zip(elements) {
                    let Some(specificity) = specificity(&declaration.selector, element) else { continue };
                    let strength = (declaration.is_important, !declaration.is_layered, specificity, order);
                    let placed = PlacedDeclaration { file: sheet.file.as_ref(), declaration };
                    let known = values.entry(&declaration.name).or_insert((strength, placed));
                    if known.0 <= strength {
                        *known = (strength, placed);
                    }
                }
            }
        }
        Self { is_dark, elements: found }
    }

    /// Returns the declaration of a property that wins. `None` if there is none.
    pub(super) fn declaration(&self, name: &str) -> Option<PlacedDeclaration<'d>> {
        let [html, body] = &self.elements;
        body.get(name).or_else(|| html.get(name)).map(|(_, placed)| *placed)
    }

    /// Returns the color of a property. `None` if it has none, or one that is not known here.
    pub(super) fn color(&self, name: &str) -> Option<Color> {
        let value = self.value(name, 0)?;
        Color::of_css(self.of_scheme(value.trim())?)
    }

    /// Returns the value of a property, with what it names put into it.
    fn value(&self, name: &str, depth: usize) -> Option<String> {
        self.filled(&self.declaration(name)?.declaration.value, depth)
    }

    fn filled(&self, value: &str, depth: usize) -> Option<String> {
        let mut out = String::new();
        let mut rest = value;
        while let Some(at) = rest.find("var(") {
            let end = after_brackets(rest, at + "var".len());
            let inside = rest.get(at + "var(".len()..end - 1).filter(|_| depth < LONGEST_CHAIN)?;
            let (name, fallback) = inside.split_once(',').map_or((inside, None), |(name, rest)| (name, Some(rest)));
            let found = self.value(name.trim(), depth + 1);
            let found = found.or_else(|| self.filled(fallback?, depth + 1))?;
            out.push_str(&rest[..at]);
            out.push_str(found.trim());
            rest = &rest[end..];
            if out.len() > LONGEST_VALUE {
                return None;
            }
        }
        Some(out + rest)
    }

    /// Returns the part of `light-dark(…, …)` that is seen, and any other value as it is. Without `color-scheme`, all is light.
    fn of_scheme<'v>(&self, value: &'v str) -> Option<&'v str> {
        let Some(inside) = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) else {
            return Some(value);
        };
        let [light, dark] = parts(inside)[..] else { return None };
        let html = self.elements[0].get("color-scheme").map(|(_, placed)| &placed.declaration.value);
        let names: Vec<&str> = html.map_or("", |value| value.as_str()).split_ascii_whitespace().collect();
        let has = |name: &str| names.contains(&name);
        Some(if has("dark") && (self.is_dark || !has("light")) { dark } else { light })
    }
}

/// Returns true if a browser window in light or in dark is what a media query asks for. One that asks for anything else, such
/// as a width, may be false.
fn applies(query: &str, is_dark: bool) -> bool {
    let scheme = if is_dark { "dark" } else { "light" };
    let holds = |condition: &str| match condition.trim_start_matches("only ").trim() {
        "" | "all" | "screen" => true,
        condition => {
            let words: String = condition.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            words == format!("(prefers-color-scheme:{scheme})")
        }
    };
    query.to_ascii_lowercase().split(',').any(|query| query.split(" and ").map(str::trim).all(holds))
}
