//! Whether the colors of a theme can be told apart: `contrast:` in `theme.yaml` says which are seen on which.
//!
//! *Input:* the pairs, and how a page links its stylesheets. *Output:* a warning for each pair that has too little contrast in
//! light or in dark, at the line that sets its color. *Invariant:* a color that cannot be computed from the stylesheets alone,
//! such as a mixed or a transparent one, is not guessed.

mod css_rules;
mod declared;
mod root_values;
mod selector;

use std::collections::BTreeMap;

use root_values::{LinkedSheet, PlacedDeclaration, RootValues};

use super::assets::{Asset, Assets};
use super::color::Color;
use super::outside_requests::without_css_comments;
use crate::diagnostics::{Diagnostic, FilePath, Span, closest, in_order};

pub(super) use declared::{ContrastPair, declared};
pub use selector::RootElement;

/// A page, as far as it says which colors there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyledPage {
    /// The addresses of its stylesheets in their order, each with the `media` of its link.
    pub sheets: Vec<(String, String)>,
    /// The elements at its root, `html` and `body`.
    pub elements: [RootElement; 2],
}

/// The stylesheets of a page: the path of each, and the `media` of its link.
type SheetList<'p> = Vec<(&'p str, &'p str)>;

/// The names of the schemes, light first.
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Returns the pairs of a chain of themes, strongest first. A theme that lists a color says all of what it is seen on.
pub(super) fn of_chain<'m>(themes: impl Iterator<Item = &'m [ContrastPair]>) -> Vec<ContrastPair> {
    let mut all: Vec<ContrastPair> = Vec::new();
    for pairs in themes {
        let new = pairs.iter().filter(|pair| !all.iter().any(|known| known.color == pair.color));
        all.extend(new.cloned().collect::<Vec<_>>());
    }
    all
}

/// Returns a warning for each pair that has too little contrast on one of these pages, and for each name of the theme's own
/// pairs that no stylesheet sets.
pub(super) fn low_contrast(pairs: &[ContrastPair], assets: &Assets, pages: &[StyledPage]) -> Vec<Diagnostic> {
    let mut sheets: BTreeMap<&str, LinkedSheet> = BTreeMap::new();
    let mut distinct: Vec<(SheetList<'_>, &[RootElement; 2])> = Vec::new();
    for page in pages {
        let linked = page.sheets.iter().filter_map(|(address, media)| Some((assets.by_address(address)?, &**media)));
        let linked: Vec<(&Asset, &str)> = linked.collect();
        for (asset, _) in &linked {
            sheets.entry(&asset.path).or_insert_with(|| read(asset, assets));
        }
        let links: SheetList<'_> = linked.into_iter().map(|(asset, media)| (&*asset.path, media)).collect();
        let page = (links, &page.elements);
        if !distinct.contains(&page) {
            distinct.push(page);
        }
    }
    let mut found = unknown_names(pairs, sheets.values());
    for (linked, [html, body]) in distinct {
        let linked = linked.into_iter().filter_map(|(path, media)| Some((sheets.get(path)?, media)));
        let linked: Vec<(&LinkedSheet, &str)> = linked.collect();
        let schemes = [false, true].map(|is_dark| RootValues::new(&linked, [html, body], is_dark));
        found.extend(pairs.iter().flat_map(|pair| PairCheck { pair, pairs, schemes: &schemes }.diagnostics()));
    }
    in_order(found)
}

fn read(asset: &Asset, assets: &Assets) -> LinkedSheet {
    let source = assets.source_of(asset);
    let made = String::from_utf8_lossy(&asset.bytes);
    let css = without_css_comments(source.map_or(&*made, |source| &*source.text));
    LinkedSheet { file: source.map(|source| source.path.clone()), declarations: css_rules::declarations(&css) }
}

/// Returns a warning for each name of the strongest theme's pairs that no stylesheet sets. What a theme below names may be
/// in a stylesheet that this one does not use.
fn unknown_names<'s>(pairs: &[ContrastPair], sheets: impl Iterator<Item = &'s LinkedSheet>) -> Vec<Diagnostic> {
    let declarations = sheets.flat_map(|sheet| &sheet.declarations);
    let names: Vec<&str> = declarations.map(|declaration| declaration.name.as_str()).collect();
    let Some(own) = pairs.first().map(|pair| &pair.file).filter(|_| !names.is_empty()) else { return Vec::new() };
    let mut found = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.file == *own) {
        let of_pair = std::iter::once(&pair.color).chain(&pair.on);
        for name in of_pair.filter(|name| !names.contains(&name.as_str())) {
            let diagnostic = Diagnostic::warning(format!("no stylesheet of the pages sets `{name}`"));
            let near = closest(name, names.iter().copied()).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| format!("set it in `:root {{ {name}: … }}`, or remove it here"));
            found.push(diagnostic.at(&pair.file, pair.span).help(help));
        }
    }
    found
}

/// A pair on a page.
struct PairCheck<'p> {
    pair: &'p ContrastPair,
    pairs: &'p [ContrastPair],
    /// The values in light, and in dark.
    schemes: &'p [RootValues<'p>; 2],
}

/// A pair in one scheme, with the ground on which it is seen least.
#[derive(PartialEq)]
struct SeenPair<'p> {
    color: Color,
    on: &'p str,
    ground: Color,
}

impl<'p> PairCheck<'p> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let [light, dark] = [0, 1].map(|scheme| self.too_little(scheme));
        let is_same = light == dark;
        let seen = [light, dark.filter(|_| !is_same)];
        let in_both = is_same && self.declaration(0).map(place) == self.declaration(1).map(place);
        let found = seen.into_iter().enumerate();
        found.filter_map(|(scheme, seen)| self.diagnostic(scheme, &seen?, in_both)).collect()
    }

    fn declaration(&self, scheme: usize) -> Option<PlacedDeclaration<'p>> {
        self.schemes[scheme].declaration(&self.pair.color)
    }

    /// Returns the pair in a scheme if it has too little contrast there.
    fn too_little(&self, scheme: usize) -> Option<SeenPair<'p>> {
        let values = &self.schemes[scheme];
        let color = values.color(&self.pair.color)?;
        let grounds = self.pair.on.iter().filter_map(|name| Some((name.as_str(), values.color(name)?)));
        let (on, ground) = grounds.min_by(|one, other| color.contrast(one.1).total_cmp(&color.contrast(other.1)))?;
        (color.contrast(ground) < self.pair.least).then_some(SeenPair { color, on, ground })
    }

    fn diagnostic(&self, scheme: usize, seen: &SeenPair<'p>, in_both: bool) -> Option<Diagnostic> {
        let (name, least) = (&self.pair.color, self.pair.least);
        let SeenPair { color, on, ground } = seen;
        // Rounded down: 4.46 is not enough.
        let ratio = (color.contrast(*ground) * 100.0).floor() / 100.0;
        let where_ = if in_both { String::new() } else { format!(" on {} pages", SCHEMES[scheme]) };
        let message = format!("`{name}` on `{on}` has a contrast of {ratio}:1{where_}, and {least}:1 is needed");
        let diagnostic = Diagnostic::warning(message).label(format!("`{color}` on `{ground}`"));
        let declaration = self.declaration(scheme)?;
        let diagnostic = match place(declaration) {
            Some((file, span)) => diagnostic.at(&file, span).related(&self.pair.file, self.pair.span, "the pair"),
            None => diagnostic.at(&self.pair.file, self.pair.span),
        };
        Some(diagnostic.help(self.help(scheme, *color, declaration)))
    }

    /// Returns what to write: the nearest color that has enough contrast on all grounds of this one, wherever the same line
    /// sets it.
    fn help(&self, scheme: usize, color: Color, declaration: PlacedDeclaration<'_>) -> String {
        let name = &self.pair.color;
        if declaration.file.is_none() {
            let option = name.trim_start_matches('-').replace('-', "_");
            return format!(
                "list what it is seen on as `light` and `dark` of the option `{option}`: it is then made to fit"
            );
        }
        let same: Vec<usize> = [0, 1]
            .into_iter()
            .filter(|other| self.declaration(*other).map(place) == Some(place(declaration)))
            .collect();
        let is_plain = Color::of_css(&declaration.declaration.value).is_some();
        let in_all = self.enough(color, &same);
        match (in_all, self.enough(color, &[scheme])) {
            (Some(color), _) if is_plain => format!("write `{name}: {color}`"),
            (None, Some(color)) if is_plain => {
                let scheme = SCHEMES[scheme];
                format!("write `{name}: {color}` for {scheme} pages, in `@media (prefers-color-scheme: {scheme})`")
            }
            (_, Some(color)) => format!("make it `{color}`, or another color with more contrast"),
            (_, None) => format!("change what is below it: no color has {}:1 on all of that", self.pair.least),
        }
    }

    /// Returns the nearest color that has enough contrast in these schemes, in all pairs of this color.
    fn enough(&self, color: Color, schemes: &[usize]) -> Option<Color> {
        let pairs = || self.pairs.iter().filter(|pair| pair.color == self.pair.color);
        let grounds: Vec<Color> = schemes
            .iter()
            .flat_map(|scheme| pairs().flat_map(|pair| &pair.on).filter_map(|name| self.schemes[*scheme].color(name)))
            .collect();
        let least = pairs().map(|pair| pair.least).fold(1.0, f64::max);
        Some(color.readable_on(&grounds, least)).filter(|color| color.lowest_contrast(&grounds) >= least)
    }
}

/// Returns the place of a declaration. `None` for the colors that are options.
fn place(placed: PlacedDeclaration<'_>) -> Option<(FilePath, Span)> {
    Some((placed.file?.clone(), Span::new(placed.declaration.range.clone())))
}
