//! The old address of a page among its `aliases`.

use percent_encoding::percent_decode_str;

use super::text_edit::TextEdit;
use super::yaml_edits::{
    add_field, add_items, field, is_elsewhere, items, remove_item, scalar_like, set_text, written_range,
};
use crate::content::WrittenFields;
use crate::yaml::Value;

/// Returns the edits that add the old address, if there is one, and take out the new one: a page may have had it before.
/// `None` if the field cannot be edited.
pub(super) fn edits(text: &str, fields: &WrittenFields, old: Option<&str>, new: &str) -> Option<Vec<TextEdit>> {
    let pair = field(&fields.node, "aliases");
    if pair.is_some_and(|pair| is_elsewhere(text, &pair.node)) {
        return None;
    }
    let there = pair.map(|pair| items(&pair.node)).unwrap_or_default();
    let at = |address: &str| there.iter().position(|(alias, _)| comparable(alias) == comparable(address));
    let missing = old.filter(|old| at(old).is_none());
    let yaml = |address: &str| scalar_like("", address, true);
    let edit = match (pair, at(new), missing) {
        (_, None, None) | (None, Some(_), None) => None,
        (_, Some(at), Some(old)) => Some(set_text(text, there[at].1, old, true)),
        (Some(pair), Some(at), None) => match &pair.node.value {
            Value::Scalar { .. } => Some(TextEdit::replace(written_range(text, &pair.node), "[]")),
            _ => Some(remove_item(text, &pair.node, at)?),
        },
        (Some(pair), None, Some(old)) => Some(add_items(text, pair, &[yaml(old)])?),
        (None, _, Some(old)) => Some(add_field(fields, &format!("aliases: [{}]", yaml(old)))?),
    };
    Some(edit.into_iter().collect())
}

/// Returns an old address as it is compared: not percent-encoded, with a slash at its end.
fn comparable(address: &str) -> String {
    let plain = percent_decode_str(address).decode_utf8_lossy().into_owned();
    format!("{}/", plain.trim_end_matches('/'))
}
