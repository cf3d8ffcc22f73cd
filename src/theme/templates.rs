//! Compiled templates, in their layers. Only this file, `functions` and `explain` know tera's types.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Context, Tera, Value};

use super::assets::Assets;
use super::cycles::{TemplateEdge, cycles};
use super::duplicate_components::duplicate_components;
use super::explain::{DefinedNames, Explainer};
use super::marked_tags::{marked, place};
use super::other_names::template_called;
use super::references::{PARENT, ReferenceKind, TemplateReference, references, without_expression};
use super::site_fields::{self, SiteFields};
use super::strings::Strings;
use super::template_html::html_tags;
use super::template_links::{TemplateLink, links};
use super::template_source::{TemplateSource, layer_prefix};
use super::{
    bare_components, functions, outside_requests, page_fields, panic_guard, recursion_limit, refused_by_policy,
};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Severity, Span, closest, list_names};

/// In bytes, as much as most pages have, so that they need not be moved while they grow.
const USUAL_PAGE: usize = 20 * 1024;

/// Templates, ready to render.
///
/// To tera, the name of every template starts with its layer: `000001:home.html`. A name alone leads to the strongest
/// layer that has it (tera's fallback prefixes), and `parent:` is replaced by the layer that is meant. Both are of the
/// same length, so every location in a template stays the same.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The file behind each of tera's names.
    files: BTreeMap<String, FilePath>,
    names: BTreeSet<String>,
    sources: Vec<TemplateSource>,
    site_fields: BTreeMap<String, SiteFields>,
    links: Vec<TemplateLink>,
    /// The origins from which the column lets its pages fetch files.
    outside: Vec<String>,
    sound: bool,
}

impl Templates {
    /// Compiles all templates, and reports the errors of all of them.
    pub(super) fn compile(
        sources: Vec<TemplateSource>,
        assets: &Arc<Assets>,
        strings: &Arc<Strings>,
        outside: &[String],
    ) -> Checked<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        functions::register(&mut tera, assets, strings);
        let layers: BTreeSet<usize> = sources.iter().map(|source| source.depth).collect();
        // Refused only once there are templates.
        let _ = tera.set_fallback_prefixes(layers.into_iter().map(layer_prefix).collect::<Vec<_>>());
        let files = sources.iter().map(|source| (source.tera_name(), source.file.path.clone())).collect();
        let names = sources.iter().map(|source| source.name.clone()).collect();
        let (site_fields, links, outside) = (BTreeMap::new(), Vec::new(), outside.to_vec());
        let mut templates = Self { tera, files, names, sources, site_fields, links, outside, sound: true };
        let diagnostics = templates.add_all();
        templates.sound = !has_errors(&diagnostics) && !templates.sources.is_empty();
        Checked { value: templates, diagnostics }
    }

    /// True if all templates compiled. If not, the errors were reported and no page can be rendered.
    pub fn are_sound(&self) -> bool {
        self.sound
    }

    /// Returns true if there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Returns the fields of `site` that a template and all that it needs read.
    pub fn site_fields(&self, name: &str) -> &SiteFields {
        self.site_fields.get(name).unwrap_or(&SiteFields::All)
    }

    /// The names of all templates, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Returns true if a template may read the field of this name: it has the name, or asks for everything.
    pub fn may_read(&self, field: &str) -> bool {
        let texts = self.sources.iter().map(|source| &source.file.text);
        [field, "__tera_context"].iter().any(|name| texts.clone().any(|text| text.contains(name)))
    }

    /// Renders a template. `root` is the relative path from the page to the root of the column.
    pub fn render(&self, name: &str, page: Value, site: Value, root: &str) -> Result<Vec<u8>, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("root", Value::from(root));
        context.insert_value("page", page);
        context.insert_value("site", site);
        let mut html = Vec::with_capacity(USUAL_PAGE);
        match panic_guard::call(|| self.tera.render_to(name, &context, &mut html)) {
            Ok(Ok(())) => Ok(html),
            Ok(Err(error)) => Err(self.explainer().explain(name, &error, &context)),
            Err(message) => Err(self.explainer().panicked(name, &message)),
        }
    }

    /// Returns the same templates without the expressions in which these errors were found, so that a page shows its
    /// next error. `None` if there is no expression that can be blanked.
    pub(super) fn without(&self, found: &[Diagnostic], assets: &Arc<Assets>, strings: &Arc<Strings>) -> Option<Self> {
        let mut sources = self.sources.clone();
        let mut changed = false;
        for (file, span) in found.iter().filter_map(|diagnostic| diagnostic.file.as_ref().zip(diagnostic.span)) {
            for source in sources.iter_mut().filter(|source| source.file.path == *file) {
                if let Some(text) = without_expression(&source.file.text, span.range().start) {
                    source.file.text = text.into();
                    changed = true;
                }
            }
        }
        let Checked { value, diagnostics } = changed.then(|| Self::compile(sources, assets, strings, &self.outside))?;
        (!has_errors(&diagnostics)).then_some(value)
    }

    /// Returns the same templates with a [`MARK`](super::MARK) in each tag. `None` if they are not sound.
    pub(super) fn with_marks(&self, assets: &Arc<Assets>, strings: &Arc<Strings>) -> Option<Self> {
        let mut sources = self.sources.clone();
        for (number, source) in sources.iter_mut().enumerate() {
            source.file.text = marked(&source.file.text, number).into();
        }
        let compiled = self.sound.then(|| Self::compile(sources, assets, strings, &self.outside))?;
        (!has_errors(&compiled.diagnostics)).then_some(compiled.value)
    }

    /// Returns the place of a tag by its mark. `None` for what is no mark.
    pub fn place_of_mark(&self, mark: &str) -> Option<(FilePath, Span)> {
        place(&self.sources, mark)
    }

    /// Returns the file of a template by its name: the one of the strongest layer.
    pub fn file_of(&self, name: &str) -> Option<&FilePath> {
        let named = self.sources.iter().filter(|source| source.name == name);
        named.min_by_key(|source| source.depth).map(|source| &source.file.path)
    }

    /// Tera stops at the first broken template, and rarely says where a broken reference is. So references, nesting and
    /// syntax are checked first. Tera then gets all templates that have no error and depend on none that has.
    fn add_all(&mut self) -> Vec<Diagnostic> {
        let named: Vec<Vec<_>> = self.sources.iter().map(|source| references(&source.file.text)).collect();
        let mut found = Vec::new();
        let edges = named.iter().enumerate().map(|(at, named)| self.edges(at, named, &mut found));
        let edges: Vec<Vec<TemplateEdge<'_>>> = edges.collect();
        let cycles = cycles(&self.sources, &edges);
        if cycles.is_empty() {
            found.extend(recursion_limit::too_deep(&self.sources, &edges));
        }
        found.extend(cycles);
        found.extend(duplicate_components(&self.sources, &named));
        self.site_fields = site_fields::of_templates(&self.sources, &named, &edges);
        for source in &self.sources {
            match recursion_limit::too_many_branches(source) {
                Some(diagnostic) => found.push(diagnostic),
                None => found.extend(self.explainer().syntax(source)),
            }
        }
        found.extend(self.add_usable(&named, &edges, &found));
        let components = named.iter().flatten().filter(|one| one.kind == ReferenceKind::Component);
        let components: Vec<&str> = components.map(|one| one.name.as_str()).collect();
        for source in &self.sources {
            found.extend(page_fields::misspelled(source));
            found.extend(bare_components::bare(source, &components));
            let markup = html_tags(&source.file.text);
            found.extend(outside_requests::requests(source, &markup, &self.outside));
            found.extend(refused_by_policy::refused(source, &markup));
            self.links.extend(links(source, &markup));
        }
        found
    }

    /// Gives tera the templates without errors, and explains what it finds when it sees them together.
    fn add_usable(
        &mut self,
        named: &[Vec<TemplateReference>],
        edges: &[Vec<TemplateEdge<'_>>],
        found: &[Diagnostic],
    ) -> Vec<Diagnostic> {
        let usable = self.usable(edges, found);
        let sound = (0..self.sources.len()).filter(|at| usable[*at]);
        let texts: Vec<_> = sound.map(|at| (self.sources[at].tera_name(), self.resolved(&edges[at], at))).collect();
        let error = match panic_guard::call(|| self.tera.add_raw_templates(texts)) {
            Ok(Ok(())) => return Vec::new(),
            Ok(Err(error)) => error,
            Err(message) => return vec![self.explainer().panicked("", &message)],
        };
        let names = |kind| named.iter().flatten().filter(|one| one.kind == kind).map(|one| one.name.as_str()).collect();
        let unread = named.iter().zip(&usable).filter(|(_, usable)| !**usable).flat_map(|(named, _)| named);
        let unread = unread.filter(|one| one.kind == ReferenceKind::Component).map(|one| one.name.as_str());
        let known = DefinedNames {
            components: names(ReferenceKind::Component),
            blocks: names(ReferenceKind::Block),
            unread_components: unread.collect(),
        };
        self.explainer().references(&error, &known)
    }

    /// For each template, true if neither it nor any template that it depends on has an error.
    fn usable(&self, edges: &[Vec<TemplateEdge<'_>>], found: &[Diagnostic]) -> Vec<bool> {
        let broken: BTreeSet<&FilePath> = found.iter().filter_map(|diagnostic| diagnostic.file.as_ref()).collect();
        let mut usable: Vec<bool> = self.sources.iter().map(|source| !broken.contains(&source.file.path)).collect();
        // A path to a broken template has at most this many edges.
        for _ in 0..if broken.is_empty() { 0 } else { usable.len() } {
            for edge in edges.iter().flatten() {
                usable[edge.from] &= usable[edge.to];
            }
        }
        usable
    }

    /// Resolves the templates that one template names, and reports those that do not exist.
    fn edges<'r>(
        &self,
        from: usize,
        named: &'r [TemplateReference],
        found: &mut Vec<Diagnostic>,
    ) -> Vec<TemplateEdge<'r>> {
        let source = &self.sources[from];
        let mut edges = Vec::new();
        let templates = |one: &&TemplateReference| matches!(one.kind, ReferenceKind::Extends | ReferenceKind::Include);
        for reference in named.iter().filter(templates) {
            let (name, highest) = match reference.name.strip_prefix(PARENT) {
                Some(name) => (name, source.depth + 1),
                None => (reference.name.as_str(), 0),
            };
            let there = self.sources.iter().enumerate().filter(|(_, one)| one.name == name && one.depth >= highest);
            match there.min_by_key(|(_, one)| one.depth) {
                Some((to, _)) => edges.push(TemplateEdge { from, to, reference }),
                None => found.push(self.missing(source, reference)),
            }
        }
        edges
    }

    fn missing(&self, source: &TemplateSource, reference: &TemplateReference) -> Diagnostic {
        let verb = if reference.kind == ReferenceKind::Extends { "extends" } else { "includes" };
        let covered = self.sources.iter().filter(|one| one.depth > source.depth);
        let names = self.names().map(ToOwned::to_owned).chain(covered.map(|one| format!("{PARENT}{}", one.name)));
        let names: Vec<String> = names.collect();
        let called = || template_called(&reference.name).filter(|name| self.has(name));
        let near = closest(&reference.name, names.iter().map(String::as_str)).or_else(called);
        let all = || format!("the templates are {}", list_names(&reference.name, self.names()));
        let diagnostic = Diagnostic::error(format!("this template {verb} `{}`, which does not exist", reference.name));
        let diagnostic = diagnostic.at(&source.file.path, Span::new(reference.range.clone()));
        diagnostic.help(near.map_or_else(all, |near| format!("did you mean `{near}`?")))
    }

    /// Returns the links to paths of the column that the templates write themselves.
    pub fn links(&self) -> &[TemplateLink] {
        &self.links
    }

    /// The templates that no other names and that define no component: they are for a page, or for nothing.
    pub fn roots(&self) -> impl Iterator<Item = (&str, &FilePath)> {
        let all: Vec<Vec<_>> = self.sources.iter().map(|source| references(&source.file.text)).collect();
        let is_named = |kind| matches!(kind, ReferenceKind::Extends | ReferenceKind::Include);
        let named = all.iter().flatten().filter(|one| is_named(one.kind));
        let named: BTreeSet<String> =
            named.map(|one| one.name.strip_prefix(PARENT).unwrap_or(&one.name).to_owned()).collect();
        let defines = |at: usize| all[at].iter().any(|one| one.kind == ReferenceKind::Component);
        let roots =
            self.sources.iter().enumerate().filter(move |(at, one)| !defines(*at) && !named.contains(&one.name));
        let roots: Vec<_> = roots.map(|(_, one)| (one.name.as_str(), &one.file.path)).collect();
        roots.into_iter()
    }

    /// The text of a template with `parent:` replaced by the layer that is meant.
    fn resolved(&self, edges: &[TemplateEdge<'_>], at: usize) -> String {
        let mut text = self.sources[at].file.text.to_string();
        for edge in edges.iter().filter(|edge| edge.reference.name.starts_with(PARENT)) {
            let start = edge.reference.range.start;
            text.replace_range(start..start + PARENT.len(), &layer_prefix(self.sources[edge.to].depth));
        }
        text
    }

    fn explainer(&self) -> Explainer<'_> {
        Explainer { files: &self.files, sources: &self.sources }
    }
}

fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
