//! Turns errors of tera into diagnostics: with their location in the author's template, and what was probably meant.

use std::collections::BTreeMap;

use tera::{Context, ErrorKind, ReportError, Tera};

use super::filters::FILTERS;
use super::functions;
use super::kinds::{kind, mismatch, out_of_range};
use super::other_syntax::{self, OtherSyntax};
use super::panic_guard;
use super::references::{name_end, without_expression};
use super::syntax_help;
use super::template_source::TemplateSource;
use super::undefined;
use crate::diagnostics::{Diagnostic, FilePath, Span, closest, list_names};

/// At most this many syntax errors are reported for one template.
const MAX_SYNTAX_ERRORS: usize = 20;

/// Finds the location of an error in the author's files.
pub(super) struct Explainer<'t> {
    /// The file behind each of tera's names.
    pub(super) files: &'t BTreeMap<String, FilePath>,
    pub(super) sources: &'t [TemplateSource],
}

/// The names that templates define, to suggest one for a name that does not exist.
pub(super) struct DefinedNames<'t> {
    pub(super) components: Vec<&'t str>,
    pub(super) blocks: Vec<&'t str>,
    /// Components of templates that have errors of their own: to use one is no error.
    pub(super) unread_components: Vec<&'t str>,
}

/// A location that tera gives in a text: `--> 000001:home.html:12:4`.
struct TeraLocation<'t> {
    file: &'t FilePath,
    span: Span,
    word: &'t str,
}

impl Explainer<'_> {
    /// Explains an error in rendering the template of that name.
    pub(super) fn explain(&self, name: &str, error: &tera::Error, context: &Context) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                self.used_from(self.locate(report, Some(context)), &error.to_string())
            }
            ErrorKind::TemplateNotFound(name) => Diagnostic::error(format!("the theme has no template `{name}`"))
                .help("add it to the theme's `templates/`, or choose another `theme:` in `column.yaml`"),
            _ => self.located(name, in_plain_words(self.parse(&error.to_string()))),
        }
    }

    /// Explains a panic of tera, which has no location. `name` is the template that was rendered.
    pub(super) fn panicked(&self, name: &str, message: &str) -> Diagnostic {
        if message.contains("total order") {
            let message = "this template cannot sort these values: they are not all numbers or all texts";
            let diagnostic = Diagnostic::error(message).help("sort numbers or texts, not lists or maps");
            return self.located(name, diagnostic);
        }
        let diagnostic = Diagnostic::error(format!("the template engine failed in this template: {message}"));
        let help = "if the template sorts lists or maps, sort numbers or texts instead";
        self.located(name, diagnostic.help(help))
    }

    /// Points an error without a location to the template that was rendered.
    fn located(&self, name: &str, diagnostic: Diagnostic) -> Diagnostic {
        let named = self.sources.iter().filter(|source| source.name == name);
        match named.min_by_key(|source| source.depth).filter(|_| diagnostic.file.is_none()) {
            Some(source) => diagnostic.at(&source.file.path, Span::default()),
            None => diagnostic,
        }
    }

    /// Returns the syntax errors of one template. Tera stops at the first. If it is in an expression, that is blanked,
    /// and the template is parsed again.
    pub(super) fn syntax(&self, source: &TemplateSource) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut text = Some(source.file.text.to_string());
        while let Some(read) = text.take().filter(|_| found.len() < MAX_SYNTAX_ERRORS) {
            match panic_guard::call(|| Tera::new().add_raw_template(&source.tera_name(), &read)) {
                Ok(Err(error)) => {
                    if let ErrorKind::SyntaxError(report) = error.kind() {
                        found.push(self.locate(report, None));
                        text = without_expression(&read, report.span().range.start);
                    }
                }
                Ok(Ok(())) => {}
                Err(message) => found.push(self.panicked(&source.name, &message)),
            }
        }
        found
    }

    /// Explains what tera finds when it gets all templates together.
    pub(super) fn references(&self, error: &tera::Error, known: &DefinedNames<'_>) -> Vec<Diagnostic> {
        let text = error.to_string();
        let found = text.split("\n\nerror:").filter_map(|report| {
            let diagnostic = self.parse(report);
            let name = diagnostic.message.split('`').nth(1).unwrap_or_default();
            let (near, otherwise) = if diagnostic.message.starts_with("unknown component") {
                if known.unread_components.contains(&name) {
                    return None;
                }
                let all = known.components.iter().copied();
                (closest(name, all.clone()), Some(format!("the components are {}", list_names(name, all))))
            } else if diagnostic.message.starts_with("unknown filter") {
                (closest(name, FILTERS), Some(syntax_help::other_filter(name, &FILTERS)))
            } else if diagnostic.message.starts_with("unknown function") {
                (closest(name, functions::FUNCTIONS), Some(other_function(name, known)))
            } else if diagnostic.message.starts_with("unknown test") {
                (closest(name, TESTS), Some(other_test(name)))
            } else {
                // The block itself is among those that are opened.
                (closest(name, known.blocks.iter().copied().filter(|block| *block != name)), None)
            };
            let help = near.map(|near| format!("did you mean `{near}`?")).or(otherwise);
            Some(in_plain_words(diagnostic).help_if(help))
        });
        found.collect()
    }

    /// Parses an error that tera gives as text only: its first line, and the location from its arrow.
    fn parse(&self, text: &str) -> Diagnostic {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let diagnostic = Diagnostic::error(lower_first(first.trim_start_matches("error:").trim()));
        let arrow = text.lines().find_map(|line| line.trim().strip_prefix("--> "));
        match arrow.and_then(|text| self.location(text)) {
            Some(location) => diagnostic.at(location.file, location.span),
            None => diagnostic,
        }
    }

    /// Parses `000001:home.html:12:4`. The span is that of the word there.
    fn location(&self, text: &str) -> Option<TeraLocation<'_>> {
        let mut parts = text.trim().rsplitn(3, ':');
        let column = parts.next()?.parse::<usize>().ok()?;
        let line = parts.next()?.parse::<usize>().ok()?;
        let file = self.files.get(parts.next()?)?;
        let source = &self.sources.iter().find(|source| source.file.path == *file)?.file.text;
        let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let before: usize = source[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
        let rest = &source[start + before..];
        let word = &rest[..name_end(rest)];
        // Where there is no word, its first letter.
        let length = if word.is_empty() { rest.chars().next().map_or(0, char::len_utf8) } else { word.len() };
        Some(TeraLocation { file, span: Span::new(start + before..start + before + length), word })
    }

    /// Adds the uses of a component to an error in it, from tera's notes: often the error is theirs.
    fn used_from(&self, mut diagnostic: Diagnostic, text: &str) -> Diagnostic {
        for note in text.lines().filter_map(|line| line.strip_prefix("note: called from ")) {
            if let Some(location) = self.location(note) {
                let label = if location.word.is_empty() {
                    "used here".to_owned()
                } else {
                    format!("`{}` is used here", location.word)
                };
                diagnostic = diagnostic.related(location.file, location.span, label);
            }
        }
        diagnostic
    }

    /// `context` is what the template was rendered with.
    fn locate(&self, report: &ReportError, context: Option<&Context>) -> Diagnostic {
        let message = report.message();
        let (message, known) = message.split_once(". Available ").unwrap_or((message, ""));
        let mut diagnostic = Diagnostic::error(lower_first(message.trim_end_matches('.')));
        // "Field `subtitle` is not defined. Available fields: title": the nearest is what was meant.
        let (what, names) = known.split_once(": ").unwrap_or_default();
        let written = message.split('`').nth(1).unwrap_or_default();
        let near = closest(written, names.split(", ").map(|name| name.trim_matches('`')));
        diagnostic = match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if !names.is_empty() => {
                diagnostic.help(format!("the {what} here are {}", list_names(written, names.split(", "))))
            }
            None => diagnostic,
        };
        let span = Span::new(report.span().range.clone());
        let Some(source) = self.sources.iter().find(|source| source.tera_name() == report.filename()) else {
            return diagnostic;
        };
        if message.starts_with("Iteration not possible on type `undefined`") {
            let written = source.file.text.get(span.range().start..).unwrap_or_default();
            let end = written.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(written.len());
            let written = &written[..end];
            diagnostic.message = format!("`{written}` is not defined, so there is nothing to loop over");
        }
        let text = &source.file.text;
        if let Some(OtherSyntax { message, help, at }) = other_syntax::explain(&diagnostic.message, text, &span.range())
        {
            return Diagnostic { message, ..diagnostic }.help(help).at(&source.file.path, Span::new(at));
        }
        let missing = context.and_then(|context| undefined::explain(&diagnostic, text, &span.range(), context));
        let (diagnostic, span) = missing.unwrap_or_else(|| syntax_help::explain(diagnostic, text, span));
        in_plain_words(diagnostic).at(&source.file.path, span)
    }
}

/// The tests of tera.
const TESTS: [&str; 17] = [
    "none",
    "defined",
    "undefined",
    "containing",
    "starting_with",
    "ending_with",
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "iterable",
    "odd",
    "even",
    "divisible_by",
];

fn other_test(name: &str) -> String {
    match name {
        "null" | "nil" | "None" => "write `is none`".to_owned(),
        "empty" | "blank" | "present" => "write `not page.tags` for `page.tags is empty`".to_owned(),
        _ => format!("the tests are {}", list_names(name, TESTS)),
    }
}

fn other_function(name: &str, known: &DefinedNames<'_>) -> String {
    if known.components.contains(&name) {
        return format!(
            "`{name}` is a component: write `{{{{ <{name} …/> }}}}`, with its arguments in braces, as in `turn={{turn}}`"
        );
    }
    if matches!(name, "parent" | "block") {
        return "write `super()`".to_owned();
    }
    format!("the functions are {}", list_names(name, functions::FUNCTIONS))
}

/// Rewrites a message of tera's as our other messages are written.
fn in_plain_words(diagnostic: Diagnostic) -> Diagnostic {
    let message = diagnostic.message.as_str();
    let name = |token: &str| if token == "identifier" { "a name".to_owned() } else { token.to_owned() };
    let plain = if let Some(unknown) = message.strip_prefix("unknown ").filter(|rest| rest.ends_with('`')) {
        format!("there is no {unknown}")
    } else if let Some(field) = message.strip_prefix("field ").and_then(|rest| rest.strip_suffix(" is not defined")) {
        format!("there is no field {field} here")
    } else if let Some((found, wanted)) = message.strip_prefix("found ").and_then(|it| it.split_once(" but expected "))
    {
        format!("there is {} where {} is expected", name(found), name(wanted))
    } else if let Some(block) = message.strip_suffix(" is not defined in any parent template") {
        format!("no template that this one extends has a {block}")
    } else if let Some((wanted, found)) = message
        .strip_prefix("invalid type for the value, expected `")
        .and_then(|rest| rest.trim_end_matches('`').split_once("` but got `"))
    {
        mismatch(found, wanted)
    } else if let Some((number, _)) =
        message.strip_prefix("value `").and_then(|rest| rest.split_once("` is out of range for `"))
    {
        out_of_range(number)
    } else if let Some((one, other)) =
        message.strip_prefix("cannot compare `").and_then(|rest| rest.trim_end_matches('`').split_once("` with `"))
    {
        format!("this compares {} with {}", kind(one), kind(other))
    } else if message.starts_with("maximum render recursion depth") {
        "these components call one another without end".to_owned()
    } else {
        message.replace("needs to be the first tag", "must be the first tag")
    };
    Diagnostic { message: plain, ..diagnostic }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
