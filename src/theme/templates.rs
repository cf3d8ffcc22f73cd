//! Compiled templates. The only user of tera's types besides `functions`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, ReportError, Tera, Value};

use super::{Assets, Strings, functions};
use crate::diagnostics::{Checked, Diagnostic, FilePath, SourceMap, Span, closest};
use crate::source::SourceFile;

/// A template's text, and the layer it is in.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) depth: usize,
    pub(super) file: SourceFile,
}

/// Templates, ready to render.
#[derive(Debug)]
pub struct Templates {
    tera: Tera,
    /// The file behind each template's name.
    files: BTreeMap<String, FilePath>,
    /// Their texts.
    texts: SourceMap,
    sound: bool,
}

impl Templates {
    /// Compiles all of them; of those that are broken, each is told.
    pub(super) fn compile(sources: &[Source], assets: &Arc<Assets>, strings: &Arc<Strings>) -> Checked<Self> {
        let mut named: BTreeMap<String, &Source> = BTreeMap::new();
        // From the lowest layer up: what is covered by another stays reachable as `parent:…`.
        for source in sources.iter().rev() {
            if let Some(covered) = named.insert(source.name.clone(), source)
                && covered.depth != source.depth
            {
                named.insert(format!("parent:{}", source.name), covered);
            }
        }
        let files = named.iter().map(|(name, source)| (name.clone(), source.file.path.clone())).collect();
        let texts = named.values().map(|source| (source.file.path.clone(), source.file.text.clone())).collect();
        let mut templates = Self { tera: Tera::new(), files, texts, sound: true };
        templates.tera.autoescape_on(vec![".html"]);
        functions::register(&mut templates.tera, assets, strings);
        let texts = named.iter().map(|(name, source)| (name.as_str(), &*source.file.text));
        let result = templates.tera.add_raw_templates(texts);
        let diagnostics = result.err().map_or_else(Vec::new, |whole| templates.explain_all(&named, &whole));
        templates.sound = diagnostics.is_empty() && !sources.is_empty();
        Checked { value: templates, diagnostics }
    }

    /// Whether they compiled; if not, that has been said, and no page can be made.
    pub fn are_sound(&self) -> bool {
        self.sound
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// The names of all templates, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Tera stops at the first broken template: each is tried by itself, so that all of them are told at once.
    fn explain_all(&self, named: &BTreeMap<String, &Source>, whole: &tera::Error) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (name, source) in named {
            if let Err(error) = Tera::new().add_raw_template(name, &source.file.text)
                && let ErrorKind::SyntaxError(_) = error.kind()
            {
                found.push(self.explain(&error));
            }
        }
        if found.is_empty() { vec![self.explain(whole)] } else { found }
    }

    /// Renders a template. `root` is the way from the page to the root of the column.
    pub fn render(&self, name: &str, page: Value, site: Value, root: &str) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("root", Value::from(root));
        context.insert_value("page", page);
        context.insert_value("site", site);
        self.tera.render(name, &context).map_err(|error| self.explain(&error))
    }

    /// An error of tera's, pointing into the template.
    fn explain(&self, error: &tera::Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => self.locate(report),
            ErrorKind::MissingParent { current, parent } => {
                let help = closest(parent, self.files.keys().map(String::as_str));
                let diagnostic = Diagnostic::error(format!("this template extends `{parent}`, which does not exist"));
                self.about(current, diagnostic).help_if(help.map(|near| format!("did you mean `{near}`?")))
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain } => {
                let chain = inheritance_chain.join("` extends `");
                self.about(tpl, Diagnostic::error(format!("this template extends itself: `{chain}`")))
                    .help(format!("to extend the template that this one covers, write `parent:{tpl}`"))
            }
            ErrorKind::CircularInclude { tpl, include_chain } => {
                let chain = include_chain.join("` includes `");
                self.about(tpl, Diagnostic::error(format!("this template includes itself: `{chain}`")))
            }
            ErrorKind::TemplateNotFound(name) => Diagnostic::error(format!("the theme has no template `{name}`"))
                .help("add it to the theme's `templates/`, or choose another theme in `column.yaml`"),
            _ => self.rendered(&error.to_string()),
        }
    }

    /// An error that tera gives as text only: its first line, and the place from its arrow (`--> home.html:12:4`).
    fn rendered(&self, text: &str) -> Diagnostic {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let diagnostic = Diagnostic::error(lower_first(first.trim_start_matches("error:").trim()));
        let place = text.lines().find_map(|line| line.trim().strip_prefix("-->")).map(str::trim);
        let mut parts = place.unwrap_or_default().rsplitn(3, ':');
        let (column, line, name) = (parts.next(), parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok());
        let located = name.and_then(|name| self.files.get(name)).zip(number(line)).zip(number(column));
        match located {
            Some(((file, line), column)) => {
                let text = self.texts.get(file).map_or("", |text| &**text);
                let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
                let at = (start + column.saturating_sub(1)).min(text.len());
                let name: String = text[at..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let near = closest(&name, functions::NAMES).map(|near| format!("did you mean `{near}`?"));
                diagnostic.at(file, Span::new(at..at + name.len().max(1))).help_if(near)
            }
            None => diagnostic,
        }
    }

    fn about(&self, template: &str, diagnostic: Diagnostic) -> Diagnostic {
        match self.files.get(template) {
            Some(file) => diagnostic.about(file),
            None => diagnostic,
        }
    }

    fn locate(&self, report: &ReportError) -> Diagnostic {
        let message = report.message();
        let (message, known) = message.split_once(". Available ").unwrap_or((message, ""));
        let mut diagnostic = Diagnostic::error(lower_first(message.trim_end_matches('.')));
        // "Field `subtitle` is not defined. Available fields: title": the nearest is what was meant.
        let names = known.split_once(": ").map_or("", |(_, names)| names);
        let written = message.split('`').nth(1).unwrap_or_default();
        let near = closest(written, names.split(", ").map(|name| name.trim_matches('`')));
        diagnostic = match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if !names.is_empty() && names.len() < 400 => diagnostic.help(format!("known here: {names}")),
            None => diagnostic,
        };
        match self.files.get(report.filename()) {
            Some(file) => diagnostic.at(file, Span::new(report.span().range.clone())),
            None => diagnostic,
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
