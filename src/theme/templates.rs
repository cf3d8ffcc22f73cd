//! Compiled templates, in their layers. With `functions` and `explain` the only user of tera's types.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Tera, Value};

use super::cycles::{Step, circles};
use super::explain::{Explainer, Known};
use super::references::{How, PARENT, Reference, references, without_expression};
use super::{Assets, Strings, functions};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Span, closest};
use crate::source::SourceFile;

/// Bytes that hold most pages, so that they need not be moved while they grow.
const USUAL_PAGE: usize = 12 * 1024;

/// A template's text, and the layer it is in: 0 is the strongest.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) depth: usize,
    pub(super) file: SourceFile,
}

/// Templates, ready to render.
///
/// To tera every template has the name of its layer before its own: `000001:home.html`. A name alone leads to the
/// strongest layer that has it (tera's fallback prefixes), and `parent:` is replaced by the layer that is meant. It is
/// as long as the name of a layer, so every place in a template stays the same.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The file behind each of tera's names.
    files: BTreeMap<String, FilePath>,
    names: BTreeSet<String>,
    sources: Vec<Source>,
    sound: bool,
}

impl Templates {
    /// Compiles all of them; of those that are broken, each is told.
    pub(super) fn compile(sources: Vec<Source>, assets: &Arc<Assets>, strings: &Arc<Strings>) -> Checked<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        functions::register(&mut tera, assets, strings);
        let layers: BTreeSet<usize> = sources.iter().map(|source| source.depth).collect();
        // Refused only once there are templates.
        let _ = tera.set_fallback_prefixes(layers.into_iter().map(|depth| layered(depth, "")).collect::<Vec<_>>());
        let files = sources.iter().map(|source| (source.tera_name(), source.file.path.clone())).collect();
        let names = sources.iter().map(|source| source.name.clone()).collect();
        let mut templates = Self { tera, files, names, sources, sound: true };
        let diagnostics = templates.add_all();
        templates.sound = diagnostics.is_empty() && !templates.sources.is_empty();
        Checked { value: templates, diagnostics }
    }

    /// Whether they compiled; if not, that has been said, and no page can be made.
    pub fn are_sound(&self) -> bool {
        self.sound
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The names of all templates, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Renders a template. `root` is the way from the page to the root of the column.
    pub fn render(&self, name: &str, page: Value, site: Value, root: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("root", Value::from(root));
        context.insert_value("page", page);
        context.insert_value("site", site);
        let mut html = Vec::with_capacity(USUAL_PAGE);
        let rendered = self.tera.render_to(name, &context, &mut html);
        rendered.map(|()| html).map_err(|error| self.explainer().explain(&error))
    }

    /// The same templates without the expressions that these mistakes were met in, so that a page shows its next
    /// mistake. None when there is nothing that could be taken out.
    pub(super) fn without(&self, met: &[Diagnostic], assets: &Arc<Assets>, strings: &Arc<Strings>) -> Option<Self> {
        let mut sources = self.sources.clone();
        let mut changed = false;
        for mistake in met {
            let place = mistake.file.as_ref().zip(mistake.span);
            for source in sources.iter_mut().filter(|source| place.is_some_and(|(file, _)| source.file.path == *file)) {
                let at = place.map_or(0, |(_, span)| span.range().start);
                if let Some(text) = without_expression(&source.file.text, at) {
                    source.file.text = text.into();
                    changed = true;
                }
            }
        }
        let Checked { value, diagnostics } = changed.then(|| Self::compile(sources, assets, strings))?;
        diagnostics.is_empty().then_some(value)
    }

    /// Tera stops at the first broken template, and says of a broken reference seldom where it stands. So references
    /// and syntax are looked at first; then tera gets all templates that are sound by themselves and stand on sound
    /// ones.
    fn add_all(&mut self) -> Vec<Diagnostic> {
        let named: Vec<Vec<Reference>> = self.sources.iter().map(|source| references(&source.file.text)).collect();
        let mut found = Vec::new();
        let steps = named.iter().enumerate().map(|(at, named)| self.steps(at, named, &mut found));
        let steps: Vec<Vec<Step<'_>>> = steps.collect();
        found.extend(circles(&self.sources, &steps));
        found.extend(self.twice(&named));
        for source in &self.sources {
            found.extend(self.explainer().syntax(source));
        }
        let kept = self.standing(&steps, &found);
        let sound = (0..self.sources.len()).filter(|at| kept[*at]);
        let texts: Vec<_> = sound.map(|at| (self.sources[at].tera_name(), self.resolved(&steps[at], at))).collect();
        if let Err(error) = self.tera.add_raw_templates(texts) {
            let names =
                |how| named.iter().flatten().filter(|one| one.how == how).map(|one| one.name.as_str()).collect();
            let unread = named.iter().zip(&kept).filter(|(_, kept)| !**kept).flat_map(|(named, _)| named);
            let unread = unread.filter(|one| one.how == How::Defines).map(|one| one.name.as_str()).collect();
            let known = Known { components: names(How::Defines), blocks: names(How::Opens), unread };
            found.extend(self.explainer().references(&error, &known));
        }
        found
    }

    /// Which templates nothing has been said of, neither of themselves nor of what they stand on.
    fn standing(&self, steps: &[Vec<Step<'_>>], found: &[Diagnostic]) -> Vec<bool> {
        let broken: BTreeSet<&FilePath> = found.iter().filter_map(|mistake| mistake.file.as_ref()).collect();
        let mut kept: Vec<bool> = self.sources.iter().map(|source| !broken.contains(&source.file.path)).collect();
        // The way down to a broken one has at most so many steps.
        for _ in 0..if broken.is_empty() { 0 } else { kept.len() } {
            for step in steps.iter().flatten() {
                kept[step.from] &= kept[step.to];
            }
        }
        kept
    }

    /// Where the references of a template lead; of one that leads nowhere, that is said.
    fn steps<'r>(&self, from: usize, named: &'r [Reference], found: &mut Vec<Diagnostic>) -> Vec<Step<'r>> {
        let source = &self.sources[from];
        let mut steps = Vec::new();
        for reference in named.iter().filter(|one| matches!(one.how, How::Extends | How::Includes)) {
            let (name, highest) = match reference.name.strip_prefix(PARENT) {
                Some(name) => (name, source.depth + 1),
                None => (reference.name.as_str(), 0),
            };
            let there = self.sources.iter().enumerate().filter(|(_, one)| one.name == name && one.depth >= highest);
            match there.min_by_key(|(_, one)| one.depth) {
                Some((to, _)) => steps.push(Step { from, to, reference }),
                None => found.push(self.missing(source, reference)),
            }
        }
        steps
    }

    fn missing(&self, source: &Source, reference: &Reference) -> Diagnostic {
        let verb = if reference.how == How::Extends { "extends" } else { "includes" };
        let covered = self.sources.iter().filter(|one| one.depth > source.depth);
        let names = self.names().map(ToOwned::to_owned).chain(covered.map(|one| format!("{PARENT}{}", one.name)));
        let names: Vec<String> = names.collect();
        let near = closest(&reference.name, names.iter().map(String::as_str));
        let diagnostic = Diagnostic::error(format!("this template {verb} `{}`, which does not exist", reference.name));
        let diagnostic = diagnostic.at(&source.file.path, Span::new(reference.at.clone()));
        diagnostic.help_if(near.map(|near| format!("did you mean `{near}`?")))
    }

    /// A template's text, `parent:` replaced by the layer that is meant.
    fn resolved(&self, steps: &[Step<'_>], at: usize) -> String {
        let mut text = self.sources[at].file.text.to_string();
        for step in steps.iter().filter(|step| step.reference.name.starts_with(PARENT)) {
            let start = step.reference.at.start;
            text.replace_range(start..start + PARENT.len(), &layered(self.sources[step.to].depth, ""));
        }
        text
    }

    /// Two components of one name in one layer: nobody could say which is meant.
    fn twice(&self, named: &[Vec<Reference>]) -> Vec<Diagnostic> {
        let mut firsts: BTreeMap<(usize, &str), (&Source, &Reference)> = BTreeMap::new();
        let mut found = Vec::new();
        for (source, named) in self.sources.iter().zip(named) {
            for component in named.iter().filter(|one| one.how == How::Defines) {
                let first = *firsts.entry((source.depth, &component.name)).or_insert((source, component));
                if !std::ptr::eq(first.1, component) {
                    let message = format!("two components are called `{}`", component.name);
                    let diagnostic = Diagnostic::error(message).at(&source.file.path, Span::new(component.at.clone()));
                    let other = Span::new(first.1.at.clone());
                    let diagnostic = diagnostic.label("this one").related(&first.0.file.path, other, "and this one");
                    found.push(diagnostic.help("give one of them another name"));
                }
            }
        }
        found
    }

    fn explainer(&self) -> Explainer<'_> {
        Explainer { files: &self.files, sources: &self.sources }
    }
}

impl Source {
    pub(super) fn tera_name(&self) -> String {
        layered(self.depth, &self.name)
    }
}

/// A template's name to tera. As long as `parent:` with its name.
fn layered(depth: usize, name: &str) -> String {
    format!("{depth:06}:{name}")
}
