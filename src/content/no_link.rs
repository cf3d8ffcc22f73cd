//! `no_link:`, the names of programs that do not become links.

use std::borrow::Cow;

use crate::diagnostics::Findings;
use crate::yaml::values::{SpannedText, list, parse_yes_no};
use crate::yaml::{Node, Value};

/// The names that stay plain text: in a letter, or those of a program in every letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum NoLink {
    /// None of them.
    #[default]
    Nothing,
    /// All of them: `no_link: yes`.
    All,
    /// Some of them: `no_link: [RBS]`.
    Names(Vec<SpannedText>),
}

impl NoLink {
    /// Returns true if this name stays plain.
    pub fn refuses(&self, name: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::All => true,
            Self::Names(names) => {
                let name = comparable_name(name);
                names.iter().any(|refused| comparable_name(&refused.text) == name)
            }
        }
    }
}

/// Returns a name for comparing: straight and curly apostrophes are equal.
pub fn comparable_name(name: &str) -> Cow<'_, str> {
    if name.contains('’') { name.replace('’', "'").into() } else { name.into() }
}

pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<NoLink> {
    let answer = match &node.value {
        Value::Scalar { text, quoted: false } => parse_yes_no(text),
        _ => None,
    };
    match answer {
        Some(true) => Some(NoLink::All),
        Some(false) => Some(NoLink::Nothing),
        None => list(node, findings).map(NoLink::Names),
    }
}
