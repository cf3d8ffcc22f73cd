//! Names of files, each once.

/// Returns the first of `wanted`, `wanted-2`, `wanted-3` … that is free.
pub(super) fn first_free(wanted: &str, mut is_free: impl FnMut(&str) -> bool) -> String {
    let mut name = wanted.to_owned();
    let mut number = 1;
    while !is_free(&name) {
        number += 1;
        name = format!("{wanted}-{number}");
    }
    name
}
