//! The fields of a letter's front matter that no other entry has.

use super::Withdrawn;
use crate::content::common::Common;
use crate::content::title::prose;
use crate::content::{Columnist, ParseOptions, date};
use crate::diagnostics::{Diagnostic, Findings, closest, name_list};
use crate::yaml::values::{SpannedText, list, wrong_kind};
use crate::yaml::{Fields, Node, Value};

/// Reads `withdrawn: { date: 2026-09-01, reason: … }`.
pub(super) fn withdrawn(
    node: &Node,
    options: &ParseOptions,
    letter: &Common,
    findings: &mut Findings,
) -> Option<Withdrawn> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "`{ date: 2026-09-01, reason: … }`", findings);
    }
    let mut fields = Fields::new(node, node.span, "`withdrawn`", findings);
    let when = |node: &Node, findings: &mut Findings| date::read(node, &options.timezone, findings);
    let date = fields.required("date", "2026-09-01", when);
    let reason = fields.optional("reason", prose(&options.typography));
    if let Some(date) = &date {
        date::check_order(
            "the day of `withdrawn`",
            date,
            letter.record.date.as_ref(),
            fields.span("date"),
            fields.findings(),
        );
    }
    fields.finish();
    Some(Withdrawn { date: date?, reason })
}

/// Reads `asker: { pen_name: Stuck in Place }`.
pub(super) fn asker(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<String> {
    let mut fields = Fields::new(node, node.span, "`asker`", findings);
    let pen_name = fields.optional("pen_name", prose(&options.typography));
    if let Some(name) = name_with_commas(node) {
        let diagnostic = Diagnostic::error("a comma in a pen name needs quotes round it here");
        findings.add(node.span, diagnostic.help(format!("write `{{ pen_name: \"{name}\" }}`")));
        return None;
    }
    fields.finish();
    if node.pairs().is_empty() {
        wrong_kind::<String>(node, "`{ pen_name: Stuck in Place }`", findings);
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
        let help = match closest(&text, options.initials.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if options.initials.is_empty() => "start a columnist with `callslip new person \"A Name\"`".to_owned(),
            None => {
                let initials = options.initials.iter().map(String::as_str);
                format!("the columnists' initials are {}", name_list(&text, initials))
            }
        };
        findings.add(span, Diagnostic::error(format!("no columnist has the initials `{text}`")).help(help));
    }
    Some(known)
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
    Diagnostic::error(format!("this answer is by {name}, whose file is a draft"))
        .help(format!("remove `draft: yes` from `{file}`"))
        .help("or add a line `draft: yes` at the top of this letter, too")
}
