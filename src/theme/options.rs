//! The options of a theme: declared in `theme.yaml`, set in `column.yaml`, read in templates as
//! `site.theme.options.<name>`.

use serde_json::{Map, Value as Json};

use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span, closest, list_names};
use crate::yaml::values::{one_of, parse_yes_no, string, strings, wrong_kind};
use crate::yaml::{Fields, Node, Pair, Value};

/// One entry under `options:`. A theme that only changes the default of its parent's option leaves the rest out.
#[derive(Debug, Clone)]
pub(super) struct OptionDeclaration {
    name: String,
    span: Span,
    kind: Option<&'static str>,
    choices: Option<Vec<String>>,
    default: Option<Node>,
    help: Option<String>,
}

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

/// The kind of value that an option takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionKind {
    /// Any text.
    Text,
    /// Yes or no.
    YesNo,
    /// A whole number.
    Number,
    /// One of a few words.
    Choice(Vec<String>),
}

const KINDS: [&str; 4] = ["text", "yes_no", "number", "choice"];

/// Reads `options:` of a `theme.yaml`.
pub(super) fn declared(node: &Node, findings: &mut Findings) -> Option<Vec<OptionDeclaration>> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "names, each with fields such as `{ type: yes_no, default: yes }`", findings);
    }
    Some(unrepeated(node.pairs(), findings).into_iter().filter_map(|pair| entry(pair, findings)).collect())
}

fn entry(pair: &Pair, findings: &mut Findings) -> Option<OptionDeclaration> {
    let name = &pair.key;
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        let diagnostic = Diagnostic::error(format!("`{name}` cannot be the name of an option"));
        findings
            .add(pair.key_span, diagnostic.help("write lowercase letters, digits, and `_`, which templates can read"));
        return None;
    }
    if !matches!(pair.node.value, Value::Map(_)) {
        return wrong_kind(&pair.node, "fields such as `{ type: yes_no, default: yes }`", findings);
    }
    let default = |node: &Node, _: &mut Findings| Some(node.clone());
    let mut fields = Fields::new(&pair.node, pair.key_span, "an option", findings);
    let declared = OptionDeclaration {
        name: name.clone(),
        span: pair.key_span,
        kind: fields.optional("type", one_of("type of option", &KINDS)),
        choices: fields.optional("choices", strings),
        default: fields.optional("default", default),
        help: fields.optional("help", string),
    };
    // A type that is not understood was reported.
    let unknown = fields.has_value("type") && declared.kind.is_none();
    fields.finish();
    (!unknown).then_some(declared)
}

/// Returns all options of a theme: those of its parents, with its own defaults. Each theme comes as its `theme.yaml` and
/// the options that it declares, strongest first.
pub(super) fn resolve<'m>(
    themes: impl DoubleEndedIterator<Item = (&'m FilePath, &'m [OptionDeclaration])>,
) -> Checked<Vec<ThemeOption>> {
    let mut options: Vec<ThemeOption> = Vec::new();
    let mut diagnostics = Vec::new();
    for (path, declarations) in themes.rev() {
        let mut findings = Findings::new(path);
        for declared in declarations {
            match options.iter_mut().find(|option| option.name == declared.name) {
                Some(inherited) => redeclare(inherited, declared, &mut findings),
                None => options.extend(declare(declared, &mut findings)),
            }
        }
        findings.with(()).into_value(&mut diagnostics);
    }
    Checked { value: options, diagnostics }
}

fn declare(declared: &OptionDeclaration, findings: &mut Findings) -> Option<ThemeOption> {
    let OptionDeclaration { name, span, .. } = declared;
    let Some(kind) = declared.kind else {
        let diagnostic = Diagnostic::error(format!("the option `{name}` needs a `type`"));
        findings.add(*span, diagnostic.help(format!("it may be `{}`", KINDS.join("`, `"))));
        return None;
    };
    let kind = match (kind, &declared.choices) {
        ("yes_no", _) => OptionKind::YesNo,
        ("number", _) => OptionKind::Number,
        ("text", _) => OptionKind::Text,
        (_, Some(choices)) if choices.len() > 1 => OptionKind::Choice(choices.clone()),
        _ => {
            let diagnostic = Diagnostic::error(format!("the option `{name}` needs `choices` to choose from"));
            findings.add(*span, diagnostic.help("write two or more: `choices: [warm, white]`"));
            return None;
        }
    };
    let default = match (&declared.default, &kind) {
        (Some(node), _) => value(name, &kind, None, node, findings)?,
        (None, OptionKind::Text) => Json::from(""),
        (None, _) => {
            let diagnostic = Diagnostic::error(format!("the option `{name}` needs a `default`"));
            findings.add(*span, diagnostic.help(format!("write `default: {}`", kind.example())));
            return None;
        }
    };
    Some(ThemeOption { name: name.clone(), kind, default, help: declared.help.clone() })
}

/// Changes the default or the help of an option that the theme inherits.
fn redeclare(inherited: &mut ThemeOption, declared: &OptionDeclaration, findings: &mut Findings) {
    let same = match (&inherited.kind, declared.kind, &declared.choices) {
        (OptionKind::Choice(known), kind, Some(choices)) => {
            kind.is_none_or(|kind| kind == "choice") && known == choices
        }
        (known, kind, _) => kind.is_none_or(|kind| kind == known.name()),
    };
    if !same {
        let message = format!("`{}` is an option of the theme below, and is of another type there", inherited.name);
        let help = "leave `type` and `choices` out to change its default, or choose another name";
        findings.add(declared.span, Diagnostic::error(message).help(help));
        return;
    }
    let kind = inherited.kind.clone();
    if let Some(default) = declared.default.as_ref().and_then(|node| value(&declared.name, &kind, None, node, findings))
    {
        inherited.default = default;
    }
    inherited.help = declared.help.clone().or(inherited.help.take());
}

/// Returns the value of every option: the one that the column sets under `theme_options`, or the default.
pub(super) fn chosen(
    options: &[ThemeOption],
    set: Option<&Node>,
    theme: &str,
    file: &FilePath,
) -> Checked<Map<String, Json>> {
    let mut findings = Findings::new(file);
    let mut values: Map<_, _> = options.iter().map(|option| (option.name.clone(), option.default.clone())).collect();
    for pair in unrepeated(set.map_or(&[], |node| node.pairs()), &mut findings) {
        match options.iter().find(|option| option.name == pair.key) {
            None => findings.add(pair.key_span, unknown(&pair.key, theme, options)),
            // An empty value sets nothing.
            Some(_) if matches!(pair.node.value, Value::Null | Value::Unreadable) => {}
            Some(option) => {
                let read = value(&option.name, &option.kind, Some(&option.default), &pair.node, &mut findings);
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

/// Reads a node as the value of an option. The help of an error shows the right form.
fn value(name: &str, kind: &OptionKind, default: Option<&Json>, node: &Node, findings: &mut Findings) -> Option<Json> {
    let written = if let Value::Scalar { text, .. } = &node.value { Some(text.trim()) } else { None };
    let read = written.and_then(|written| kind.read(written));
    if read.is_none() {
        let near = written.and_then(|written| closest(written, kind.choices()));
        let right = near.map(ToOwned::to_owned).or_else(|| default.map(shown)).unwrap_or_else(|| kind.example());
        // In `theme.yaml` it is the default of the option that is wrong.
        let field = if default.is_some() { name } else { "default" };
        let diagnostic = Diagnostic::error(format!("`{name}` must be {}", kind.in_words()));
        findings.add(node.span, diagnostic.help(format!("write it like this: `{field}: {right}`")));
    }
    read
}

/// Writes a value as YAML.
fn shown(value: &Json) -> String {
    match value {
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::String(text) if text.is_empty() => "\"…\"".to_owned(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

impl OptionKind {
    /// The name in `type`.
    fn name(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::YesNo => "yes_no",
            Self::Number => "number",
            Self::Choice(_) => "choice",
        }
    }

    fn in_words(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::YesNo => "`yes` or `no`".to_owned(),
            Self::Number => "a whole number".to_owned(),
            Self::Choice(choices) => format!("one of `{}`", choices.join("`, `")),
        }
    }

    fn example(&self) -> String {
        match self {
            Self::Text => "\"…\"".to_owned(),
            Self::YesNo => "yes".to_owned(),
            Self::Number => "5".to_owned(),
            Self::Choice(choices) => choices[0].clone(),
        }
    }

    fn choices(&self) -> impl Iterator<Item = &str> {
        let choices = if let Self::Choice(choices) = self { choices.as_slice() } else { &[] };
        choices.iter().map(String::as_str)
    }

    fn read(&self, written: &str) -> Option<Json> {
        match self {
            Self::Text => Some(Json::from(written)),
            Self::YesNo => parse_yes_no(written).map(Json::Bool),
            Self::Number => written.parse::<u32>().ok().map(Json::from),
            Self::Choice(_) => self.choices().find(|choice| *choice == written).map(Json::from),
        }
    }
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
