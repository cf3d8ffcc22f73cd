//! `options:` of a `theme.yaml`: what each theme of a chain declares, and the options that follow from it.

use super::color_value::{self, CONTRAST_OF_TEXT, ColorRules};
use super::file_value::FileRules;
use super::kind::{KINDS, OptionKind};
use super::place::ValuePlace;
use super::{ThemeOption, unrepeated};
use crate::diagnostics::{Checked, Diagnostic, FilePath, Findings, Span};
use crate::theme::color::Color;
use crate::yaml::values::{count, one_of, string, strings, text, wrong_kind, yes_no};
use crate::yaml::{Fields, Node, Pair, Value};

/// One entry under `options:`. A theme that only changes the default of its parent's option leaves the rest out.
#[derive(Debug, Clone)]
pub(in crate::theme) struct OptionDeclaration {
    name: String,
    span: Span,
    kind: Option<&'static str>,
    choices: Option<Vec<String>>,
    default: Option<Node>,
    help: Option<String>,
    light: Option<Vec<Color>>,
    dark: Option<Vec<Color>>,
    contrast: Option<f64>,
    formats: Option<Vec<String>>,
    smallest: Option<u32>,
    light_and_dark: Option<bool>,
}

/// Reads `options:` of a `theme.yaml`.
pub(in crate::theme) fn declared(node: &Node, findings: &mut Findings) -> Option<Vec<OptionDeclaration>> {
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
        light: fields.optional("light", |node, findings| Some(colors("light", node, findings))),
        dark: fields.optional("dark", |node, findings| Some(colors("dark", node, findings))),
        contrast: fields.optional("contrast", contrast),
        formats: fields.optional("formats", strings),
        smallest: fields.optional("smallest", count(10_000)),
        light_and_dark: fields.optional("light_and_dark", yes_no),
    };
    // A type that is not understood was reported.
    let unknown = fields.has_value("type") && declared.kind.is_none();
    fields.finish();
    (!unknown).then_some(declared)
}

/// Reads the grounds of a color: one color, or a list.
fn colors(field: &str, node: &Node, findings: &mut Findings) -> Vec<Color> {
    let nodes = if let Value::List(items) = &node.value { items.as_slice() } else { std::slice::from_ref(node) };
    nodes.iter().filter_map(|node| color_value::color(field, node, findings)).collect()
}

/// Reads a contrast ratio.
fn contrast(node: &Node, findings: &mut Findings) -> Option<f64> {
    let written = text(node, findings)?;
    let ratio = written.text.parse::<f64>().ok().filter(|ratio| (1.0..=21.0).contains(ratio));
    if ratio.is_none() {
        let diagnostic = Diagnostic::error(format!("`{}` is not a contrast ratio", written.text));
        findings.add(written.span, diagnostic.help("write a number from 1 to 21: `contrast: 4.5`"));
    }
    ratio
}

/// Returns all options of a theme: those of its parents, with its own defaults. Each theme comes as its `theme.yaml` and
/// the options that it declares, strongest first.
pub(in crate::theme) fn resolve<'m>(
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
        ("color", _) => {
            let grounds = |colors: &Option<Vec<Color>>| colors.clone().unwrap_or_default();
            let contrast = declared.contrast.unwrap_or(CONTRAST_OF_TEXT);
            OptionKind::Color(ColorRules { light: grounds(&declared.light), dark: grounds(&declared.dark), contrast })
        }
        ("file", _) => OptionKind::File(FileRules {
            formats: declared
                .formats
                .iter()
                .flatten()
                .map(|format| format.trim_start_matches('.').to_lowercase())
                .collect(),
            smallest: declared.smallest,
            light_and_dark: declared.light_and_dark.unwrap_or(false),
        }),
        (_, Some(choices)) if choices.len() > 1 => OptionKind::Choice(choices.clone()),
        _ => {
            let diagnostic = Diagnostic::error(format!("the option `{name}` needs `choices` to choose from"));
            findings.add(*span, diagnostic.help("write two or more: `choices: [warm, white]`"));
            return None;
        }
    };
    let Some(default) = default(&kind, declared, findings).or_else(|| kind.no_value()) else {
        if declared.default.is_none() {
            let diagnostic = Diagnostic::error(format!("the option `{name}` needs a `default`"));
            findings.add(*span, diagnostic.help(format!("write `default: {}`", kind.example())));
        }
        return None;
    };
    Some(ThemeOption { name: name.clone(), kind, default, help: declared.help.clone() })
}

/// Changes the default, the help, or the grounds of an option that the theme inherits.
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
    if let OptionKind::Color(rules) = &mut inherited.kind {
        rules.light = declared.light.clone().unwrap_or_else(|| std::mem::take(&mut rules.light));
        rules.dark = declared.dark.clone().unwrap_or_else(|| std::mem::take(&mut rules.dark));
        rules.contrast = declared.contrast.unwrap_or(rules.contrast);
    }
    if let Some(default) = default(&inherited.kind, declared, findings) {
        inherited.default = default;
    }
    inherited.help = declared.help.clone().or(inherited.help.take());
}

/// Reads the default that a theme declares. `None` if it declares none, or one that is reported.
fn default(kind: &OptionKind, declared: &OptionDeclaration, findings: &mut Findings) -> Option<serde_json::Value> {
    let node = declared.default.as_ref()?;
    kind.read(&ValuePlace::of_default(&declared.name), node, findings)
}
