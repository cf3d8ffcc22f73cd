//! Options that are colors: one for light and dark pages, or one for each, so changed that readers can read text in them.

use serde_json::{Value as Json, json};

use super::place::ValuePlace;
use crate::diagnostics::{Diagnostic, Findings, Span};
use crate::theme::color::{Color, ColorMistake};
use crate::yaml::{Fields, Node, Pair, Value};

/// The grounds that a color is seen on, and how well it must be told apart from them.
#[derive(Debug, Clone, PartialEq)]
pub struct ColorRules {
    /// The grounds of light pages.
    pub light: Vec<Color>,
    /// The grounds of dark pages.
    pub dark: Vec<Color>,
    /// The contrast ratio that is needed: 4.5 for text, 3 for lines and signs.
    pub contrast: f64,
}

/// The contrast that text needs (WCAG 2.2, 1.4.3).
pub(super) const CONTRAST_OF_TEXT: f64 = 4.5;

/// An example of a color, as YAML.
pub(super) const EXAMPLE: &str = "\"#1d5b49\"";

/// By how much a color may become darker, or lighter, and still be taken for the same. A pale color soon turns to mud;
/// that a deep one is pale in the dark is what people expect of lamps.
const MOST_DARKER: f32 = 0.3;
const MOST_LIGHTER: f32 = 0.45;

/// Light or dark pages.
#[derive(Clone, Copy)]
enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn grounds(self, rules: &ColorRules) -> &[Color] {
        match self {
            Self::Light => &rules.light,
            Self::Dark => &rules.dark,
        }
    }
}

/// Reads a color, or two as `{ light: …, dark: … }`. The value has both, as they are shown.
pub(super) fn read(rules: &ColorRules, place: &ValuePlace<'_>, node: &Node, findings: &mut Findings) -> Option<Json> {
    let (light, dark) = match &node.value {
        Value::Map(_) => {
            let node = &Node { span: node.span, value: Value::Map(rejoined(node.pairs())) };
            let mut fields = Fields::new(node, node.span, "a color", findings);
            let mut color = |field: &'static str| {
                fields.optional(field, |node, findings| Some((node.span, color(field, node, findings)?)))
            };
            let both = (color("light"), color("dark"));
            fields.finish();
            both
        }
        _ => (Some((node.span, color(place.field, node, findings)?)), None),
    };
    let is_one = light.is_none() || dark.is_none();
    let (light, dark) = (light.or(dark)?, dark.or(light)?);
    let shown = |scheme: Scheme, (span, color): (Span, Color), findings: &mut Findings| {
        let shown = color.readable_on(scheme.grounds(rules), rules.contrast);
        let moved = shown.lighter_than(color);
        if !(-MOST_DARKER..=MOST_LIGHTER).contains(&moved) {
            let both = is_one.then(|| in_both(rules, place.field, color));
            findings.add(span, unreadable(rules, scheme, (color, shown), both));
        }
        shown.to_string()
    };
    let light = shown(Scheme::Light, light, findings);
    let dark = shown(Scheme::Dark, dark, findings);
    Some(json!({ "light": light, "dark": dark }))
}

/// Returns pairs with each color in one piece: between braces, the commas of `{ accent: rgb(170, 17, 34) }` divide it, and
/// YAML has `17` and `34)` as fields of their own.
pub(super) fn rejoined(pairs: &[Pair]) -> Vec<Pair> {
    let mut joined = Vec::new();
    let mut rest = pairs;
    while let [first, others @ ..] = rest {
        rest = others;
        joined.push(first.clone());
        let Value::Scalar { text, quoted: false } = &first.node.value else { continue };
        let parts = others.iter().take_while(|pair| pair.node.value == Value::Null);
        let Some(last) = parts.clone().position(|pair| pair.key.ends_with(')')) else { continue };
        let parts = parts.take(last + 1).map(|pair| pair.key.as_str());
        let text = std::iter::once(text.as_str()).chain(parts).collect::<Vec<_>>().join(", ");
        if !matches!(Color::parse(&text), Err(ColorMistake::Unknown(_))) {
            let span = Span { start: first.node.span.start, end: others[last].key_span.end };
            let node = Node { span, value: Value::Scalar { text, quoted: false } };
            joined.pop();
            joined.push(Pair { node, ..first.clone() });
            rest = &others[last + 1..];
        }
    }
    joined
}

/// Reads one color.
pub(super) fn color(field: &str, node: &Node, findings: &mut Findings) -> Option<Color> {
    let Value::Scalar { text, .. } = &node.value else {
        let parts: Option<Vec<&str>> =
            if let Value::List(parts) = &node.value { parts.iter().map(Node::as_text).collect() } else { None };
        let meant = parts.map(|parts| format!("rgb({})", parts.join(", "))).filter(|meant| Color::parse(meant).is_ok());
        let meant = meant.map_or_else(|| EXAMPLE.to_owned(), |meant| format!("\"{meant}\""));
        let diagnostic = Diagnostic::error(format!("`{field}` must be a color"));
        findings.add(node.span, diagnostic.help(format!("write it like this: `{field}: {meant}`")));
        return None;
    };
    let written = text.trim();
    let diagnostic = match Color::parse(written) {
        Ok(color) => return Some(color),
        Err(ColorMistake::SeeThrough(color)) => {
            let message = format!("`{written}` is see-through, so how well it can be read is not known");
            Diagnostic::error(message).help(format!("write a solid color: `{field}: \"{color}\"`"))
        }
        Err(ColorMistake::Unknown(meant)) => {
            let diagnostic = Diagnostic::error(format!("`{written}` is not a color"));
            match meant {
                Some(meant) => diagnostic.help(format!("did you mean `{field}: \"{meant}\"`?")),
                None => {
                    let digits =
                        written.strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
                    let count = digits
                        .map(|digits| format!("after `#`, a color has 3 or 6 digits, and this has {}", digits.len()));
                    let help = format!("write its six digits, as a color picker shows them: `{field}: {EXAMPLE}`");
                    diagnostic.help_if(count).help(help)
                }
            }
        }
    };
    findings.add(node.span, diagnostic);
    None
}

/// Returns the lines that say for light and for dark what one color would become.
fn in_both(rules: &ColorRules, field: &str, color: Color) -> String {
    let [light, dark] = [&rules.light, &rules.dark].map(|grounds| color.readable_on(grounds, rules.contrast));
    format!("{field}: {{ light: \"{light}\", dark: \"{dark}\" }}")
}

/// The warning for a color that is another one when it can be read. `both` is the line that chooses one for light and one
/// for dark pages, where one was written for both.
fn unreadable(rules: &ColorRules, scheme: Scheme, (color, shown): (Color, Color), both: Option<String>) -> Diagnostic {
    let ratio = color.lowest_contrast(scheme.grounds(rules));
    let (name, needed) = (scheme.name(), rules.contrast);
    let (too, other) = match scheme {
        Scheme::Light => ("pale", "darker"),
        Scheme::Dark => ("dark", "lighter"),
    };
    let message = format!(
        "`{color}` is too {too} to read on {name} pages: its contrast is {ratio:.1}:1, and {needed}:1 is needed"
    );
    let label = format!("readers see `{shown}` on {name} pages");
    let diagnostic = Diagnostic::warning(message).label(label).help(format!("choose a {other} color"));
    diagnostic.help_if(both.map(|both| format!("or write one for light pages and one for dark ones: `{both}`")))
}
