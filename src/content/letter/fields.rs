//! The fields of a letter's front matter that no other entry has.

use super::Withdrawn;
use crate::content::person::{initials_of, no_columnist};
use crate::content::title::{check_quotes, prose};
use crate::content::{Columnist, ParseOptions, When, date};
use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::values::{SpannedText, list, wrong_kind};
use crate::yaml::{Fields, Node, Pair, Value};

/// Returns a reader of `withdrawn: { date: 2026-09-01, reason: … }`, of what appeared at `since`.
pub(in crate::content) fn withdrawn<'o>(
    options: &'o ParseOptions,
    since: Option<&'o When>,
) -> impl Fn(&Node, &mut Findings) -> Option<Withdrawn> + 'o {
    move |node, findings| {
        if !matches!(node.value, Value::Map(_)) {
            return wrong_kind(node, "`{ date: 2026-09-01, reason: … }`", findings);
        }
        let mut fields = Fields::new(node, node.span, "`withdrawn`", findings);
        let when = |node: &Node, findings: &mut Findings| date::read(node, &options.timezone, findings);
        let date = fields.required("date", "2026-09-01", when);
        let reason = fields.optional("reason", prose(&options.typography));
        if let Some(date) = &date {
            date::check_order("the day of `withdrawn`", date, since, fields.span("date"), fields.findings());
        }
        fields.finish();
        Some(Withdrawn { date: date?, reason })
    }
}

/// Reads `asker: { pen_name: Stuck in Place }`.
pub(super) fn asker(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<String> {
    let mut fields = Fields::new(node, node.span, "`asker`", findings);
    let pen_name = fields.optional("pen_name", |node, findings| {
        if let Value::Scalar { text, .. } = &node.value {
            check_quotes(text, node.span, "pen name", findings);
        }
        prose(&options.typography)(node, findings)
    });
    if let Some(name) = name_with_commas(node) {
        let diagnostic = Diagnostic::error("inside curly braces, a pen name with a comma in it needs quotes");
        findings.add(node.span, diagnostic.help(format!("write `{{ pen_name: \"{name}\" }}`")));
        return None;
    }
    fields.finish();
    if node.pairs().is_empty() {
        let name = node.as_text().unwrap_or("Stuck in Place").replace('"', "'");
        let name = if name.contains([',', ':', '{', '}', '[', ']', '#']) { format!("\"{name}\"") } else { name };
        let diagnostic = Diagnostic::error("the pen name needs `pen_name:` and curly braces around it");
        findings.add(node.span, diagnostic.help(format!("write `asker: {{ pen_name: {name} }}`")));
    }
    pen_name
}

/// Returns a pen name with commas, which YAML reads as several fields: `{ pen_name: Puzzled, Possibly }` has two, and
/// the second is empty.
fn name_with_commas(node: &Node) -> Option<String> {
    let (first, rest) = node.pairs().split_first().filter(|(_, rest)| !rest.is_empty())?;
    let Value::Scalar { text, quoted: false } = &first.node.value else { return None };
    let parts = std::iter::once(text.trim()).chain(rest.iter().map(|pair| pair.key.trim()));
    rest.iter().all(|pair| pair.node.value == Value::Null).then(|| parts.collect::<Vec<_>>().join(", "))
}

/// Reads the initials of those who answer: columnists, or guests of the letter.
pub(super) fn answered_by(
    node: &Node,
    options: &ParseOptions,
    is_draft: bool,
    findings: &mut Findings,
) -> Option<Vec<String>> {
    let mut known = Vec::new();
    for SpannedText { text, span } in list(node, findings)? {
        if options.initials.contains(&text) {
            known.push(text);
            continue;
        }
        if let Some(columnist) = draft_with(&text, options) {
            if !is_draft {
                findings.add(span, answer_of_draft(columnist));
            }
            known.push(text);
            continue;
        }
        if !options.may_be_columnist(&text) {
            let several = several_answerers(&text, &answerers(options));
            let diagnostic = no_columnist(&text, &answerers(options));
            findings.add(
                span,
                match several {
                    Some(list) => Diagnostic { help: vec![format!("write `answered_by: {list}`")], ..diagnostic },
                    None => diagnostic,
                },
            );
        }
    }
    Some(known)
}

/// Words and signs between the names of several people.
const AND: [&str; 9] = [" and ", " & ", " + ", "&", "+", "/", ";", " und ", " et "];

/// Returns the list of those who answer, if a text names several of them: `AQ and SM`, `Ada & Sol`.
fn several_answerers(text: &str, columnists: &[(&str, &str)]) -> Option<String> {
    let sign = AND.iter().find(|sign| text.contains(**sign))?;
    let names = text.split(sign).flat_map(|part| part.split(',')).map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<&str> = names.collect();
    let known: Option<Vec<&str>> = names.iter().map(|name| initials_of(name, columnists)).collect();
    known.filter(|known| known.len() > 1).map(|known| format!("[{}]", known.join(", ")))
}

/// Returns the initials and names of all who may answer, guests included.
fn answerers(options: &ParseOptions) -> Vec<(&str, &str)> {
    let name = |initials: &str| options.columnists.iter().find(|one| one.initials == initials);
    let initials = options.initials.iter().map(String::as_str);
    initials.map(|initials| (initials, name(initials).map_or("", |columnist| columnist.name.as_str()))).collect()
}

/// Explains a field in which other tools name who answers, by the columnist of that name.
pub(super) fn explain_author(pair: &Pair, diagnostic: Diagnostic, options: &ParseOptions) -> Diagnostic {
    if !matches!(pair.key.to_lowercase().as_str(), "author" | "authors" | "by" | "byline") {
        return diagnostic;
    }
    let columnists = answerers(options);
    if let Some(list) = pair.node.as_text().and_then(|text| several_answerers(text, &columnists)) {
        return Diagnostic { help: vec![format!("write `answered_by: {list}`")], ..diagnostic };
    }
    let names: Vec<&str> = match &pair.node.value {
        Value::Scalar { text, .. } => vec![text],
        Value::List(items) => items.iter().filter_map(|item| Some(item.as_text()?.trim())).collect(),
        Value::Null | Value::Unreadable | Value::Map(_) => Vec::new(),
    };
    let initials: Option<Vec<&str>> = names.iter().map(|name| initials_of(name, &columnists)).collect();
    let help = match (initials.unwrap_or_default().as_slice(), names.as_slice()) {
        ([one], _) => vec![format!("write `answered_by: {one}`")],
        ([], [name, ..]) => {
            let help = no_columnist(name, &columnists).help.into_iter();
            help.map(|help| help.replace("write `", "write `answered_by: ")).collect()
        }
        ([], []) => diagnostic.help.clone(),
        (several, _) => vec![format!("write `answered_by: [{}]`", several.join(", "))],
    };
    Diagnostic { help, ..diagnostic }
}

/// Returns the columnist with these initials whose file is a draft.
pub(super) fn draft_with<'o>(initials: &str, options: &'o ParseOptions) -> Option<&'o Columnist> {
    let is_published = || options.initials.iter().any(|known| known == initials);
    options.columnists.iter().find(|one| one.is_draft && one.initials == initials).filter(|_| !is_published())
}

/// Returns the diagnostic for an answer of a columnist whose file is a draft.
pub(super) fn answer_of_draft(columnist: &Columnist) -> Diagnostic {
    let Columnist { initials, name, file, .. } = columnist;
    let name = if name.is_empty() { initials } else { name };
    Diagnostic::error(format!("this answer is by {name}, whose page is still a draft"))
        .help(format!("remove `draft: yes` from `{file}`"))
        .help("or add a line `draft: yes` between the two `---` lines of this letter, too")
}
