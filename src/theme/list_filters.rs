//! Filters of lists that templates of other tools have, in their words.

use tera::{Error, Kwargs, TeraResult, Value};
use unicode_segmentation::UnicodeSegmentation;

use crate::diagnostics::closest;

/// `list | slice(start=1, end=3)`: a part of a list, or of a text. A negative number counts from the end.
pub(super) fn slice(value: &Value, arguments: &Kwargs) -> TeraResult<Value> {
    let (start, end) = (arguments.get::<i64>("start")?, arguments.get::<i64>("end")?);
    let part = |length: usize| {
        let at = |wanted: i64| {
            let from_end = usize::try_from(wanted.unsigned_abs()).unwrap_or(usize::MAX);
            if wanted < 0 { length.saturating_sub(from_end) } else { from_end.min(length) }
        };
        let end = end.map_or(length, at);
        start.map_or(0, at).min(end)..end
    };
    if let Some(text) = value.as_str() {
        let characters: Vec<&str> = text.graphemes(true).collect();
        return Ok(Value::from(characters[part(characters.len())].concat()));
    }
    match value.as_array() {
        Some(list) => Ok(Value::from(list[part(list.len())].to_vec())),
        None => Err(Error::message(format!("`slice` needs a list or a text, but got `{}`", value.name()))),
    }
}

/// `list | filter(attribute="status", value="open")`: the entries with this value. Without `value`, those where the field
/// is not null, empty, or false.
pub(super) fn filter(list: &[Value], arguments: &Kwargs) -> TeraResult<Vec<Value>> {
    let (attribute, wanted) = (arguments.must_get::<&str>("attribute")?, arguments.get::<Value>("value")?);
    let mut found = Vec::new();
    for one in list {
        let value = field(one, attribute)?;
        if wanted.as_ref().map_or_else(|| value.is_truthy(), |wanted| value == *wanted) {
            found.push(one.clone());
        }
    }
    Ok(found)
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
