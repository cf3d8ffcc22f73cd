//! The kinds of values that templates handle, in words.

/// Returns a type of tera's or Rust's in words.
pub(super) fn kind(name: &str) -> &str {
    match name.trim_start_matches('&') {
        "str" | "string" | "String" => "text",
        "i64" | "u64" | "i128" | "u128" | "f64" | "usize" | "integer" | "float" | "number" => "a number",
        "bool" => "true or false",
        "none" => "null",
        "undefined" => "a value that is not defined",
        name if name.contains('[') || name.starts_with("array") || name.starts_with("Vec") => "a list",
        name if name.eq_ignore_ascii_case("map") || name == "map/struct" => "a value with fields",
        name => name,
    }
}

/// Returns what is wrong with a value of one type where another is expected.
pub(super) fn mismatch(found: &str, wanted: &str) -> String {
    match (kind(found), kind(wanted)) {
        // Of the two, only one has a fraction.
        ("a number", "a number") => "this is a number with a fraction, where a whole number is expected".to_owned(),
        ("text", "a number") => "this is text, where a number is expected: numbers have no quotation marks".to_owned(),
        (found, wanted) => format!("this is {found}, where {wanted} is expected"),
    }
}

/// Returns what is wrong with a number that has no place in a type of Rust.
pub(super) fn out_of_range(number: &str) -> String {
    let why = if number.starts_with('-') { "it must be 0 or more" } else { "it is too large" };
    format!("`{number}` cannot be used here: {why}")
}
