//! Tags that are probably not what was meant: several in one, a character reference, and those that a closed vocabulary does
//! not have.

use crate::content::{Tag, Vocabulary, double_quoted};
use crate::diagnostics::{Diagnostic, Suggester};

/// The signs that stand between several tags in one.
const SEPARATORS: [char; 7] = [';', '；', '、', '，', '،', '؛', '|'];

/// The length of the longest list that a message shows.
const LONGEST_LIST: usize = 120;

/// Returns what is to be said of one of an entry's tags, which the vocabulary does not have. `None` if it is as any other.
pub(super) fn check(tag: &Tag, all: &[Tag], vocabulary: &Vocabulary, suggester: &mut Suggester) -> Option<Diagnostic> {
    let Tag { label, .. } = tag;
    let parts = several(label, vocabulary);
    let whole_list = || list(all, vocabulary);
    if vocabulary.closed {
        let meant = decoded(label).map(|tag| format!("write `{tag}`"));
        let meant =
            meant.or_else(|| parts.map(|parts| format!("write {}", whole_list().unwrap_or_else(|| alone(&parts)))));
        let near = || suggester.closest(label, vocabulary.names()).map(|near| format!("did you mean `{near}`?"));
        let help = meant.or_else(near).unwrap_or_else(|| format!("add it under `tags:` in that file: `{label}: {{}}`"));
        let file = vocabulary.file.as_deref().unwrap_or_default();
        let message = format!("there is no tag `{label}` in `{file}`, and `closed: yes` there allows no others");
        return Some(Diagnostic::error(message).help(help));
    }
    if let Some(meant) = decoded(label) {
        let diagnostic = Diagnostic::warning(format!("readers see `{label}` as it is written"));
        return Some(diagnostic.help(format!("write `{meant}`")));
    }
    let parts = parts?;
    let list = whole_list().unwrap_or_else(|| alone(&parts));
    let diagnostic = Diagnostic::warning(format!("`{label}` is read as one tag"));
    Some(diagnostic.help(format!("if these are {} tags, write {list}", parts.len())))
}

/// Returns a label with a character reference as HTML needs it, `AT&amp;T`, without that.
fn decoded(label: &str) -> Option<String> {
    let (before, rest) = label.split_once('&')?;
    let (name, after) = rest.split_once(';')?;
    let sign = match name {
        "amp" | "#38" | "#038" => "&",
        "quot" | "#34" => "\"",
        "apos" | "#39" | "#039" => "'",
        "rsquo" | "#8217" => "’",
        "lt" => "<",
        "gt" => ">",
        "nbsp" | "#160" => " ",
        _ => return None,
    };
    Some(format!("{before}{sign}{after}"))
}

/// Returns the tags that are written as one.
fn several(label: &str, vocabulary: &Vocabulary) -> Option<Vec<String>> {
    if vocabulary.closed {
        return as_list(label, vocabulary).map(|parts| parts.into_iter().map(str::to_owned).collect());
    }
    if !label.contains(SEPARATORS) && !label.contains(" #") && !label.contains(",#") {
        return None;
    }
    let parts = label.split(|c| SEPARATORS.contains(&c) || matches!(c, ',' | '#')).map(str::trim);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
    (parts.len() > 1).then_some(parts)
}

/// Returns the whole line of an entry's tags, each by itself. `None` if it is too long to be shown.
fn list(all: &[Tag], vocabulary: &Vocabulary) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for Tag { label, key, .. } in all {
        let is_listed = vocabulary.get(key).is_some();
        let meant = decoded(label).map(|tag| vec![tag]).or_else(|| several(label, vocabulary));
        let meant = meant.filter(|_| !is_listed).unwrap_or_else(|| vec![label.clone()]);
        for name in meant {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let needs_quotes = |name: &str| {
        !name.starts_with(|c: char| c.is_alphanumeric())
            || name.contains([',', ':', '[', ']', '{', '}', '"'])
            || name.contains(" #")
    };
    let item = |name: &String| if needs_quotes(name) { double_quoted(name) } else { name.clone() };
    let line = format!("`tags: [{}]`", names.iter().map(item).collect::<Vec<_>>().join(", "));
    (line.len() <= LONGEST_LIST).then_some(line)
}

/// Returns tags as a help names them.
fn alone(parts: &[String]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("`{part}`")).collect();
    format!("each by itself: {}", parts.join(", "))
}

/// Returns a text that is several tags in one, such as `noise; neighbors`, as the tags of the vocabulary; of `home/noise` the
/// last part.
fn as_list<'v>(text: &str, vocabulary: &'v Vocabulary) -> Option<Vec<&'v str>> {
    let named = |part: &str| {
        let part = part.trim_matches([' ', '#', '"', '[', ']', '.']).to_lowercase();
        vocabulary.names().find(|name| name.to_lowercase() == part)
    };
    let split = |signs: &[char]| -> Option<Vec<&'v str>> {
        text.split(signs).filter(|part| !part.trim().is_empty()).map(named).collect()
    };
    let last = || text.rsplit_once('/').and_then(|(_, last)| named(last)).map(|name| vec![name]);
    if !text.contains([' ', ',', '/']) && !text.contains(SEPARATORS) {
        return None;
    }
    let mut signs = vec![',', '/'];
    signs.extend(SEPARATORS);
    split(&signs).or_else(|| split(&[' ', ',', ';'])).or_else(last)
}
