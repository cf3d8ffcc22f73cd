//! Readers for the kinds of value that many fields share. Each reports what is wrong with a value and returns `None`.

use super::{Node, Pair, Value};
use crate::diagnostics::{Diagnostic, Findings, Span, closest, list_names};

/// A text and its span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpannedText {
    /// The text, without surrounding whitespace; never empty.
    pub text: String,
    /// The span in the file.
    pub span: Span,
}

/// Reads one piece of text.
pub fn text(node: &Node, findings: &mut Findings) -> Option<SpannedText> {
    match &node.value {
        Value::Scalar { text, .. } if !text.trim().is_empty() => {
            Some(SpannedText { text: text.trim().to_owned(), span: node.span })
        }
        Value::Scalar { .. } | Value::Null => {
            findings.add(node.span, empty(node));
            None
        }
        _ => {
            let found = if node.pairs().is_empty() {
                format!("is {}", node.kind())
            } else {
                "has fields with colons in it".to_owned()
            };
            let diagnostic = Diagnostic::error(format!("this must be plain text, but it {found}"));
            findings.add(node.span, diagnostic.help_if(as_text(node)));
            None
        }
    }
}

/// Returns the diagnostic for an empty text. `null` is written, and is empty for YAML.
fn empty(node: &Node) -> Diagnostic {
    if node.value == Value::Null && node.span.range().len() == "null".len() {
        let diagnostic = Diagnostic::error("without quotes, `null` counts as empty");
        return diagnostic.help("if you mean the word, write `\"null\"`; otherwise, remove it");
    }
    Diagnostic::error("nothing is written here").help("write something here, or remove it")
}

/// Returns how to write a list or a map as text.
fn as_text(node: &Node) -> Option<String> {
    match &node.value {
        Value::List(items) => match items.as_slice() {
            [Node { value: Value::Scalar { text, .. }, .. }] => Some(format!("remove the brackets: `{text}`")),
            _ => Some("write plain text, without brackets".to_owned()),
        },
        Value::Map(pairs) => {
            let [Pair { key, node: Node { value: Value::Scalar { text, .. }, .. }, .. }] = pairs.as_slice() else {
                return Some("write plain text, without braces".to_owned());
            };
            Some(format!("if the colon is part of the text, put quotes around it: `\"{key}: {text}\"`"))
        }
        _ => None,
    }
}

/// Reads one piece of text, without its span.
pub fn string(node: &Node, findings: &mut Findings) -> Option<String> {
    text(node, findings).map(|found| found.text)
}

/// Reads a list of texts: `[a, b]`. A single text is a list of one, unless a comma shows that a list was meant.
pub fn list(node: &Node, findings: &mut Findings) -> Option<Vec<SpannedText>> {
    match &node.value {
        Value::List(items) => Some(items.iter().filter_map(|item| text(item, findings)).collect()),
        Value::Scalar { text, quoted: false } if text.contains(',') => {
            let diagnostic = Diagnostic::error("a list needs brackets around it");
            findings.add(node.span, diagnostic.help(format!("write `[{}]`", text.trim())));
            None
        }
        Value::Scalar { .. } => text(node, findings).map(|one| vec![one]),
        _ => wrong_kind(node, "a list", findings),
    }
}

/// Reads a list of texts, without their spans.
pub fn strings(node: &Node, findings: &mut Findings) -> Option<Vec<String>> {
    list(node, findings).map(|items| items.into_iter().map(|item| item.text).collect())
}

/// Reads `yes`, `no`, `true` or `false`, in any case.
pub fn yes_no(node: &Node, findings: &mut Findings) -> Option<bool> {
    let Value::Scalar { text, .. } = &node.value else { return wrong_kind(node, "`yes` or `no`", findings) };
    let answer = parse_yes_no(text);
    if answer.is_none() {
        let diagnostic = Diagnostic::error(format!("`{text}` is neither yes nor no"));
        let is_date = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit() || b"-/.".contains(&byte));
        let for_day = is_date
            .then(|| format!("for a letter that appears on that day, write `date: {text}`, and remove this line"));
        findings.add(node.span, diagnostic.help_if(for_day).help("write `yes` or `no`"));
    }
    answer
}

/// Returns the boolean that a text means: `yes`, `no`, `true` or `false`, in any case. `None` if it is another text.
pub fn parse_yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}

/// Returns a reader of a whole number from 1 to `most`.
pub fn count(most: u32) -> impl Fn(&Node, &mut Findings) -> Option<u32> {
    move |node, findings| read_count(node, most, None, findings)
}

/// Like [`count`], for a fact of a profile: what is not a number can be said in its text.
pub fn counted_fact(most: u32) -> impl Fn(&Node, &mut Findings) -> Option<u32> {
    move |node, findings| read_count(node, most, Some("in the text below the second `---`"), findings)
}

/// `place` is where a message tells the author to write what is not a number.
fn read_count(node: &Node, most: u32, place: Option<&str>, findings: &mut Findings) -> Option<u32> {
    let found = text(node, findings)?;
    let number = found.text.parse::<u32>().ok().filter(|number| (1..=most).contains(number));
    if number.is_none() {
        let message = format!("`{}` is not a whole number from 1 to {most}", found.text);
        findings.add(node.span, Diagnostic::error(message).help(meant_count(&found.text, most, place)));
    }
    number
}

/// The numbers that people write as words.
const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// Words that may follow a number and add nothing to it.
const COUNTED: [&str; 6] = ["course", "courses", "class", "classes", "credit", "credits"];

/// Returns a help with the whole number that was meant, as far as one can be seen.
fn meant_count(text: &str, most: u32, place: Option<&str>) -> String {
    let is_fraction = text.bytes().all(|byte| byte.is_ascii_digit() || b"., ".contains(&byte));
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let number = |word: &str| {
        let named = NUMBERS.iter().position(|name| name.eq_ignore_ascii_case(word));
        let digits = word.parse().ok().or(named.and_then(|at| u32::try_from(at + 1).ok()));
        digits.filter(|number| (1..=most).contains(number))
    };
    let mut others = words.clone().filter(|word| !COUNTED.contains(&&*word.to_lowercase()));
    let Some(meant) = words.clone().find_map(number).filter(|_| !is_fraction && !text.starts_with('-')) else {
        return "write a number in digits, such as `5`".to_owned();
    };
    let is_alone = others.next().and_then(number).is_some() && others.next().is_none();
    match place {
        _ if is_alone && text.chars().all(|c| c.is_alphanumeric() || c == ' ') => format!("write `{meant}`"),
        Some(place) => format!("write one number, such as `{meant}`, and say {place} what `{text}` means"),
        None => format!("write one number, such as `{meant}`"),
    }
}

/// A type whose values are each written as a fixed word.
pub trait Keyword: Copy + 'static {
    /// Every value, in the order in which a message lists the words.
    const ALL: &'static [Self];

    /// Returns the word for this value.
    fn word(self) -> &'static str;
}

/// Returns a reader of the words of `T`; `what` names the field's content in messages.
pub fn keyword<T: Keyword>(what: &'static str) -> impl Fn(&Node, &mut Findings) -> Option<T> {
    move |node, findings| keyword_of(&text(node, findings)?, what, findings)
}

/// Returns the value whose word this is. If there is none, reports the nearest word, or all of them.
pub fn keyword_of<T: Keyword>(found: &SpannedText, what: &str, findings: &mut Findings) -> Option<T> {
    let words: Vec<&'static str> = T::ALL.iter().map(|value| value.word()).collect();
    let word = word(found, what, &words, findings)?;
    T::ALL.iter().copied().find(|value| value.word() == word)
}

/// Returns a reader of one of these words.
pub fn one_of(
    what: &'static str,
    words: &'static [&'static str],
) -> impl Fn(&Node, &mut Findings) -> Option<&'static str> {
    move |node, findings| word(&text(node, findings)?, what, words, findings)
}

/// Returns the word that was written. If it is none of them, reports the nearest, or all of them.
pub fn word(found: &SpannedText, what: &str, words: &[&'static str], findings: &mut Findings) -> Option<&'static str> {
    // Word processors write the apostrophe as `’`.
    let written = found.text.replace('’', "'");
    let known = words.iter().copied().find(|word| word.eq_ignore_ascii_case(&written));
    if known.is_none() {
        let help = match closest(&found.text, words.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of these: {}", list_names(&found.text, words.iter().copied())),
        };
        findings.add(found.span, Diagnostic::error(format!("`{}` is not a {what}", found.text)).help(help));
    }
    known
}

/// Reports a value of the wrong kind.
pub fn wrong_kind<T>(node: &Node, wanted: &str, findings: &mut Findings) -> Option<T> {
    findings.add(node.span, other_kind(node, wanted));
    None
}

/// Returns the diagnostic for a value of the wrong kind.
pub fn other_kind(node: &Node, wanted: &str) -> Diagnostic {
    Diagnostic::error(format!("this must be {wanted}, but it is {}", node.kind()))
}
