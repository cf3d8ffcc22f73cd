//! Guests: those who answer in one letter and have no file of their own.

use crate::content::person::initials;
use crate::content::title::prose;
use crate::content::{Columnist, ParseOptions};
use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::values::wrong_kind;
use crate::yaml::{Fields, Node, Value};

/// One who answers in a letter and has no file of her own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// The initials that open an answer.
    pub initials: String,
    /// The full name, plain.
    pub name: String,
}

/// Reads `guest: { initials: GG, name: Gus Guest }`, or a list of such fields.
pub(super) fn read(node: &Node, options: &ParseOptions, findings: &mut Findings) -> Option<Vec<Guest>> {
    let nodes = match &node.value {
        Value::List(nodes) => nodes.as_slice(),
        Value::Map(_) => std::slice::from_ref(node),
        _ => return wrong_kind(node, "`{ initials: GG, name: Gus Guest }`", findings),
    };
    let mut guests: Vec<Guest> = Vec::new();
    for node in nodes {
        if let Some(guest) = guest(node, &guests, options, findings) {
            guests.push(guest);
        }
    }
    Some(guests)
}

fn guest(node: &Node, others: &[Guest], options: &ParseOptions, findings: &mut Findings) -> Option<Guest> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "`{ initials: GG, name: Gus Guest }`", findings);
    }
    let mut fields = Fields::new(node, node.span, "`guest`", findings);
    let span = fields.span("initials");
    let initials = fields.required("initials", "GG", initials);
    let name = fields.required("name", "Gus Guest", prose(&options.typography));
    fields.finish();
    let guest = Guest { initials: initials?, name: name?.trim().to_owned() };
    let diagnostic = match options.columnists.iter().find(|columnist| columnist.initials == guest.initials) {
        Some(columnist) => taken_by(columnist, &guest),
        None if options.markers.all().any(|word| word == guest.initials) => {
            Diagnostic::error(format!("`{}:` already has another meaning in letters", guest.initials))
                .help("choose other initials, such as the first letters of both names")
        }
        None if others.iter().any(|other| other.initials == guest.initials) => {
            Diagnostic::error(format!("two guests have the initials `{}`", guest.initials))
                .help("give one of them other initials, and write those in the text")
        }
        None => match options.columnists.iter().find(|columnist| columnist.name == guest.name) {
            Some(Columnist { initials, name, .. }) => Diagnostic::error(format!("{name} is a columnist, not a guest"))
                .help(format!("begin the answer with `{initials}:`, and remove `guest`")),
            None => return Some(guest),
        },
    };
    findings.add(span, diagnostic);
    None
}

/// Returns the diagnostic for a guest with the initials of a columnist.
fn taken_by(columnist: &Columnist, guest: &Guest) -> Diagnostic {
    let Columnist { initials, name, .. } = columnist;
    let diagnostic = Diagnostic::error(format!("the initials `{initials}` belong to {name}"));
    if *name == guest.name {
        return diagnostic.help("remove `guest`: it is only for people without a file in `content/people/`");
    }
    diagnostic.help("give the guest other initials, and write those in the text")
}
