//! Filters of lists that templates of other tools have, in their words.

use tera::{Error, Kwargs, TeraResult, Value};
use unicode_segmentation::UnicodeSegmentation;

use super::kinds::kind;
use super::text_filters::plain;
use crate::diagnostics::closest;

/// `list | slice(start=1, end=3)`: a part of a list, or of a text. A negative number counts from the end.
pub(super) fn slice(value: &Value, arguments: &Kwargs) -> TeraResult<Value> {
    let (start, end) = (arguments.get::<i64>("start")?, arguments.get::<i64>("end")?);
    if let Some(text) = value.as_str() {
        let end = end.map_or(text.len(), |end| offset(text, end));
        let start = start.map_or(0, |start| offset(text, start)).min(end);
        return Ok(Value::from(&text[start..end]));
    }
    let Some(list) = value.as_array() else {
        return Err(Error::message(format!("`slice` needs a list or a text, and this is {}", kind(value.name()))));
    };
    let at = |wanted: i64| {
        let count = usize::try_from(wanted.unsigned_abs()).unwrap_or(usize::MAX);
        if wanted < 0 { list.len().saturating_sub(count) } else { count.min(list.len()) }
    };
    let end = end.map_or(list.len(), at);
    Ok(Value::from(list[start.map_or(0, at).min(end)..end].to_vec()))
}

/// Returns where the character of that number begins; a negative one counts from the end. Most texts are read in part only.
fn offset(text: &str, wanted: i64) -> usize {
    let count = usize::try_from(wanted.unsigned_abs()).unwrap_or(usize::MAX);
    let mut characters = text.grapheme_indices(true);
    if wanted < 0 {
        characters.nth_back(count - 1).map_or(0, |(at, _)| at)
    } else {
        characters.nth(count).map_or(text.len(), |(at, _)| at)
    }
}

/// `list | to_sentence(length=3)`: the first entries of a list (all without `length`), joined with the theme's words `comma`
/// and `and`, which `word` returns.
pub(super) fn to_sentence(
    list: &[Value],
    arguments: &Kwargs,
    word: impl Fn(&str) -> TeraResult<Value>,
) -> TeraResult<String> {
    let length = arguments.get::<usize>("length")?.unwrap_or(list.len());
    let mut sentence = String::new();
    let Some((last, before)) = list[..length.min(list.len())].split_last() else { return Ok(sentence) };
    for (at, one) in before.iter().enumerate() {
        if at > 0 {
            sentence.push_str(word("comma")?.as_str().unwrap_or_default());
        }
        sentence.push_str(&plain(one));
    }
    if !before.is_empty() {
        sentence = format!("{sentence} {} ", word("and")?);
    }
    sentence.push_str(&plain(last));
    Ok(sentence)
}

/// `list | filter(attribute="status", value="open")`: the entries with this value. `1` and `"1"` are the same.
/// Without `value`, those where the field is not null, empty, or false.
pub(super) fn filter(list: &[Value], arguments: &Kwargs) -> TeraResult<Vec<Value>> {
    let (attribute, wanted) = (arguments.must_get::<&str>("attribute")?, arguments.get::<Value>("value")?);
    let mut found = Vec::new();
    for one in list {
        let value = field(one, attribute)?;
        if wanted.as_ref().map_or_else(|| value.is_truthy(), |wanted| is_same(&value, wanted)) {
            found.push(one.clone());
        }
    }
    Ok(found)
}

/// Returns true if two values are equal, or one is a number and the other is that number as a text.
fn is_same(one: &Value, other: &Value) -> bool {
    one == other || (one.is_number() != other.is_number() && !one.is_bool() && plain(one) == plain(other))
}

/// `list | map(attribute="title")`: that field of every entry.
pub(super) fn map(list: &[Value], arguments: &Kwargs) -> TeraResult<Vec<Value>> {
    let attribute = arguments.must_get::<&str>("attribute")?;
    list.iter().map(|one| field(one, attribute)).collect()
}

/// Returns the field of an entry. Every documented field is always there, so one that is not is misspelled; but what is in
/// `extra` is as each author wrote it, and null where nothing was written.
fn field(one: &Value, attribute: &str) -> TeraResult<Value> {
    if let Some(value) = one.get_from_path(attribute) {
        return Ok(value.clone());
    }
    let mut steps = attribute.split('.');
    if steps.by_ref().any(|step| step == "extra") && steps.next().is_some() {
        return Ok(Value::none());
    }
    let fields: Vec<&str> = one.as_map().into_iter().flatten().filter_map(|(name, _)| name.as_str()).collect();
    let near = closest(attribute, fields).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    Err(Error::message(format!("an entry of this list has no field `{attribute}`{near}")))
}
