//! Converts the YAML library's typed decoding into our tree. The only user of `serde_yaml`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};

use super::{Node, Pair, Value};
use crate::diagnostics::Span;

/// A syntax error.
pub(super) struct SyntaxError {
    pub(super) message: String,
    /// The line and column in the text given, from 1; the column counts characters.
    pub(super) position: Option<(usize, usize)>,
}

/// Decodes a whole document. `offset` is added to every span.
pub(super) fn decode(text: &str, offset: usize) -> Result<Node, SyntaxError> {
    let options = serde_yaml::options! {
        // We read `yes` and `no` ourselves, and only in fields that are booleans.
        strict_booleans: true,
        with_snippet: false,
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        // `5e480` is text to us, as every number is.
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        // Front matter has no use for thousands of aliases: a bomb of them is stopped at once.
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 1_000,
            max_replay_stack_depth: 8,
            max_alias_expansions_per_anchor: 16,
        },
    };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(text, options) {
        Ok(root) => Ok(node(root, text, offset)),
        Err(error) => Err(SyntaxError { message: message(&error), position: position(&error) }),
    }
}

/// Returns the library's message without its location, which a diagnostic shows better.
fn message(error: &serde_yaml::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message).to_owned()
}

fn position(error: &serde_yaml::Error) -> Option<(usize, usize)> {
    let location = error.location()?;
    Some((usize::try_from(location.line()).ok()?, usize::try_from(location.column()).ok()?))
}

/// A value as the library sees it. It recognizes numbers and booleans; we want their text.
enum Raw {
    Null,
    Verbatim,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<String>, Spanned<Raw>)>),
}

fn span<T>(spanned: &Spanned<T>) -> std::ops::Range<usize> {
    let span = spanned.referenced.span();
    let number = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let start = number(span.byte_offset());
    start..start + number(span.byte_len())
}

fn node(raw: Spanned<Raw>, text: &str, offset: usize) -> Node {
    let range = span(&raw);
    let written = text.get(range.clone()).unwrap_or_default();
    let mut span = Span::new(range).shifted(offset);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Verbatim => Value::Scalar { text: written.to_owned(), quoted: false },
        Raw::Text(content) => Value::Scalar { text: content, quoted: written.starts_with(['"', '\'']) },
        Raw::List(items) => Value::List(items.into_iter().map(|item| node(item, text, offset)).collect()),
        Raw::Map(pairs) => Value::Map(pairs.into_iter().map(|pair| self::pair(pair, text, offset)).collect()),
    };
    // The library's span of a list or map in brackets is the opening bracket: extend it over the items.
    let last = match &value {
        Value::List(items) => items.last().map(|item| item.span.end),
        Value::Map(pairs) => pairs.last().map(|pair| pair.node.span.end.max(pair.key_span.end)),
        _ => None,
    };
    span.end = span.end.max(last.unwrap_or(0));
    if written.starts_with(['[', '{']) {
        span.end += closing_bracket(text.get(span.end as usize - offset..).unwrap_or_default());
    }
    Node { span, value }
}

/// Returns the length up to the bracket that closes a list or map, if nothing else precedes it.
fn closing_bracket(rest: &str) -> u32 {
    let end = rest.find(|c: char| !c.is_whitespace() && c != ',').filter(|at| rest[*at..].starts_with([']', '}']));
    end.and_then(|at| u32::try_from(at + 1).ok()).unwrap_or(0)
}

fn pair((key, value): (Spanned<String>, Spanned<Raw>), text: &str, offset: usize) -> Pair {
    Pair { key_span: Span::new(span(&key)).shifted(offset), key: key.value, node: node(value, text, offset) }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Verbatim)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Verbatim)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Verbatim)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Verbatim)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Verbatim)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Verbatim)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut pairs = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            pairs.push(entry);
        }
        Ok(Raw::Map(pairs))
    }
}
