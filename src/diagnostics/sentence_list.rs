//! Names as a sentence lists them.

/// Joins names as a sentence does: `url`, `url and tuition`, `url, tuition, and delivery`. Empty if there are none.
pub fn sentence_list(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((last, [one])) => format!("{one} and {last}"),
        Some((last, before)) if !before.is_empty() => format!("{}, and {last}", before.join(", ")),
        _ => names.concat(),
    }
}
