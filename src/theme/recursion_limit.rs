//! Refuses templates that would overflow the stack, which nothing can catch.
//!
//! Tera 2.4.0 limits how deep expressions, tags and components can nest. It does not limit three other things: the
//! `elif`s of one `if`, each of which it parses inside the one before; templates that include one another in a row; and
//! `super()`, with which two blocks can contain each other without end. A call of tera's interpreter takes 12 KB of
//! stack, and a thread has 2 MB.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cycles::TemplateEdge;
use super::references::{ReferenceKind, dotted_name_end, keyword, reference};
use super::template_source::TemplateSource;
use super::template_tags::tags;
use crate::diagnostics::{Diagnostic, Span};

/// Open `elif`s at one place. Tera overflows 2 MB at 850, and 1 MB, which is all that Windows has, at 420.
const MOST_BRANCHES: usize = 200;

/// Nested calls of the interpreter. Tera overflows 2 MB at 175.
const MOST_CALLS: usize = 100;

/// Nested components; at the next one tera stops with an error.
const MOST_COMPONENTS: usize = 20;

/// Reports the first `elif` that is one too many.
pub(super) fn too_many_branches(source: &TemplateSource) -> Option<Diagnostic> {
    let text = &source.file.text;
    let mut open = Vec::new();
    for tag in tags(text) {
        match keyword(text, &tag) {
            "if" => open.push(0),
            "endif" => drop(open.pop()),
            "elif" => open.last_mut().into_iter().for_each(|count| *count += 1),
            _ => {}
        }
        if open.iter().sum::<usize>() > MOST_BRANCHES {
            let diagnostic = Diagnostic::error(format!("there are more than {MOST_BRANCHES} `elif`s in a row here"));
            let diagnostic = diagnostic.at(&source.file.path, Span::new(tag.range));
            return Some(diagnostic.help("look up the value in a map, or use several `if`s"));
        }
    }
    None
}

/// Reports the first template that can go too deep. `edges` has those of each template, and they have no cycle.
pub(super) fn too_deep(sources: &[TemplateSource], edges: &[Vec<TemplateEdge<'_>>]) -> Option<Diagnostic> {
    let mut graph = CallGraph::new(sources, edges);
    let (template, range) = (0..sources.len()).find_map(|template| graph.too_deep(template))?;
    let message = format!("this goes more than {MOST_CALLS} templates, blocks, and components deep");
    let diagnostic = Diagnostic::error(message).at(&sources[template].file.path, Span::new(range));
    Some(diagnostic.help("include fewer in a row; if there are few, a block contains itself by way of `super()`"))
}

/// A part of a template that tera renders with a call of its own.
struct TemplatePart<'t> {
    template: usize,
    kind: PartKind<'t>,
    calls: Vec<Call<'t>>,
}

#[derive(Clone, Copy, PartialEq)]
enum PartKind<'t> {
    /// All that is in no block and no component.
    Main,
    Block(&'t str),
    Component,
}

/// One part calls another.
struct Call<'t> {
    range: Range<usize>,
    callee: Callee<'t>,
}

enum Callee<'t> {
    Block(&'t str),
    /// The same block, in the next template that has it.
    Super,
    /// The main part of another template.
    Include(usize),
    Component(&'t str),
}

/// A part as it is called: its blocks are those of a template, or of one that it extends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Frame {
    template: usize,
    part: usize,
    components: usize,
}

/// A tag, by its template and its bytes.
type Location = (usize, Range<usize>);

/// All parts, and which calls which.
struct CallGraph<'t> {
    parts: Vec<TemplatePart<'t>>,
    /// The main part of each template.
    mains: Vec<usize>,
    /// Each template with all that it extends, nearest first.
    lineages: Vec<Vec<usize>>,
    /// The part of each component: that of the strongest layer.
    components: BTreeMap<&'t str, usize>,
    /// How many calls nest below a frame.
    heights: BTreeMap<Frame, usize>,
}

impl<'t> CallGraph<'t> {
    fn new(sources: &'t [TemplateSource], edges: &[Vec<TemplateEdge<'_>>]) -> Self {
        let mut graph = Self {
            parts: Vec::new(),
            mains: Vec::new(),
            lineages: Vec::new(),
            components: BTreeMap::new(),
            heights: BTreeMap::new(),
        };
        for (template, source) in sources.iter().enumerate() {
            graph.mains.push(graph.parts.len());
            graph.lineages.push(lineage(template, edges));
            graph.add(template, &source.file.text, &edges[template]);
        }
        graph
    }

    /// Adds the parts of one template.
    fn add(&mut self, template: usize, text: &'t str, edges: &[TemplateEdge<'_>]) {
        let part = |kind| TemplatePart { template, kind, calls: Vec::new() };
        let mut open = vec![self.parts.len()];
        self.parts.push(part(PartKind::Main));
        for tag in tags(text) {
            let current = open.last().copied().unwrap_or_default();
            let range = tag.range.clone();
            let Some(found) = reference(text, &tag) else {
                match keyword(text, &tag) {
                    "endblock" | "endcomponent" if open.len() > 1 => drop(open.pop()),
                    _ => {
                        let callees = callees(&text[tag.inside.clone()]).into_iter();
                        self.parts[current].calls.extend(callees.map(|callee| Call { range: range.clone(), callee }));
                    }
                }
                continue;
            };
            let name = &text[found.range.clone()];
            match found.kind {
                ReferenceKind::Extends => {}
                ReferenceKind::Include => {
                    let edge = edges.iter().find(|edge| edge.reference.range == found.range);
                    let call = edge.map(|edge| Call { range, callee: Callee::Include(edge.to) });
                    self.parts[current].calls.extend(call);
                }
                ReferenceKind::Block => {
                    self.parts[current].calls.push(Call { range, callee: Callee::Block(name) });
                    open.push(self.parts.len());
                    self.parts.push(part(PartKind::Block(name)));
                }
                ReferenceKind::Component => {
                    self.components.entry(name).or_insert(self.parts.len());
                    open.push(self.parts.len());
                    self.parts.push(part(PartKind::Component));
                }
            }
        }
    }

    /// Finds where the calls of this template start to nest too deep. `None` if they do not.
    fn too_deep(&mut self, template: usize) -> Option<Location> {
        let lineage = &self.lineages[template];
        if let Some(root) = lineage.get(MOST_CALLS) {
            return Some((*root, 0..0));
        }
        let root = lineage.last().copied().unwrap_or(template);
        let frame = Frame { template, part: self.mains[root], components: 0 };
        self.height(frame, 1).err()
    }

    /// How many calls nest below this frame, which has `depth` above it. The error is a call that leads too deep, one in
    /// the frame's own template if there is one.
    fn height(&mut self, frame: Frame, depth: usize) -> Result<usize, Location> {
        let mut height = self.heights.get(&frame).copied().unwrap_or_default();
        if self.heights.contains_key(&frame) && depth + height <= MOST_CALLS {
            return Ok(height);
        }
        for at in 0..self.parts[frame.part].calls.len() {
            let here = (self.parts[frame.part].template, self.parts[frame.part].calls[at].range.clone());
            let Some(callee) = self.callee(frame, at) else { continue };
            if depth == MOST_CALLS {
                return Err(here);
            }
            let below = self.height(callee, depth + 1);
            height = height.max(1 + below.map_err(|found| if here.0 == frame.template { here } else { found })?);
        }
        self.heights.insert(frame, height);
        Ok(height)
    }

    /// The frame that one call of a part makes. `None` if tera refuses it.
    fn callee(&self, frame: Frame, call: usize) -> Option<Frame> {
        let part = &self.parts[frame.part];
        match part.calls[call].callee {
            Callee::Block(name) => self.block(frame, name, None),
            Callee::Super => match part.kind {
                PartKind::Block(name) => self.block(frame, name, Some(part.template)),
                PartKind::Main | PartKind::Component => None,
            },
            Callee::Include(template) => Some(Frame { template, part: self.mains[template], ..frame }),
            Callee::Component(_) if frame.components == MOST_COMPONENTS => None,
            Callee::Component(name) => {
                let part = *self.components.get(name)?;
                Some(Frame { template: self.parts[part].template, part, components: frame.components + 1 })
            }
        }
    }

    /// A block in the first template of the lineage that has it, or in the first one that `after` extends.
    fn block(&self, frame: Frame, name: &str, after: Option<usize>) -> Option<Frame> {
        let lineage = &self.lineages[frame.template];
        let skip = after.map_or(0, |after| lineage.iter().take_while(|template| **template != after).count() + 1);
        lineage.iter().skip(skip).find_map(|template| {
            let parts = self.parts.iter().enumerate().skip(self.mains[*template]);
            let mut own = parts.take_while(|(_, part)| part.template == *template);
            own.find(|(_, part)| part.kind == PartKind::Block(name)).map(|(part, _)| Frame { part, ..frame })
        })
    }
}

/// A template and all that it extends, nearest first.
fn lineage(template: usize, edges: &[Vec<TemplateEdge<'_>>]) -> Vec<usize> {
    let parent = |template: &usize| {
        let edge = edges[*template].iter().find(|edge| edge.reference.kind == ReferenceKind::Extends);
        edge.map(|edge| edge.to)
    };
    std::iter::successors(Some(template), parent).take(MOST_CALLS + 1).collect()
}

/// All that an expression may call. `a < b` looks like a component, but there is none of that name.
fn callees(expression: &str) -> Vec<Callee<'_>> {
    let mut found = Vec::new();
    if expression.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "super") {
        found.push(Callee::Super);
    }
    found.extend(expression.match_indices('<').map(|(at, _)| {
        let name = expression[at + 1..].trim_start();
        Callee::Component(&name[..dotted_name_end(name)])
    }));
    found
}
