//! Tags that a closed vocabulary does not have, and what was probably meant.

use crate::content::{Tag, Vocabulary};
use crate::diagnostics::{Diagnostic, Suggester};

pub(super) fn unknown_tag(tag: &Tag, vocabulary: &Vocabulary, suggester: &mut Suggester) -> Diagnostic {
    let list = as_list(&tag.label, vocabulary).map(|list| format!("write `{list}`"));
    let mut near = || suggester.closest(&tag.label, vocabulary.names()).map(|near| format!("did you mean `{near}`?"));
    let help = list.or_else(&mut near);
    let help = help.unwrap_or_else(|| format!("add it under `tags:` in that file: `{}: {{}}`", tag.label));
    let file = vocabulary.file.as_deref().unwrap_or_default();
    Diagnostic::error(format!("there is no tag `{}` in `{file}`, and `closed: yes` there allows no others", tag.label))
        .help(help)
}

/// Returns a text that is several tags in one, such as `noise; neighbors`, as a list; of `home/noise` the last part.
fn as_list(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let named = |part: &str| {
        let part = part.trim_matches([' ', '#', '"', '[', ']', '.']).to_lowercase();
        vocabulary.names().find(|name| name.to_lowercase() == part)
    };
    let list = |signs: &[char]| {
        let parts = text.split(signs).filter(|part| !part.trim().is_empty());
        let names: Option<Vec<&str>> = parts.map(named).collect();
        names.map(|names| format!("[{}]", names.join(", ")))
    };
    let last = || text.rsplit_once('/').and_then(|(_, last)| named(last)).map(|name| format!("[{name}]"));
    if !text.contains([' ', ',', ';', '/', '|']) {
        return None;
    }
    list(&[',', ';', '/', '|']).or_else(|| list(&[' ', ',', ';'])).or_else(last)
}
