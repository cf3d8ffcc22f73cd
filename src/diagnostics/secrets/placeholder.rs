//! What a command may have in the place of a secret.

/// Returns true for a placeholder of a secret: `$NAME`, `${NAME}`, `$(command)`, `%NAME%`, `{{ name }}`, `<password>`,
/// `***`, a command in backticks, or nothing. A password may begin with `$` or `%`, too.
pub(super) fn is_placeholder(value: &str) -> bool {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if let Some(variable) = value.strip_prefix('$') {
        let name = variable.strip_prefix("env:").unwrap_or(variable);
        return name.starts_with(['(', '{']) || is_name(name);
    }
    let between = |start, end| value.strip_prefix(start).and_then(|rest: &str| rest.strip_suffix(end));
    value.starts_with('`')
        || value.starts_with("{{")
        || value.bytes().all(|byte| byte == b'*')
        || between('<', '>').is_some()
        || between('%', '%').is_some_and(is_name)
}
