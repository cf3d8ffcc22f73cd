//! Checks that git knows in whose name it makes commits, and says what to type if it does not.

use super::super::PublishError;
use super::program::GitProgram;

/// The settings, and what git shows as their values when it asks for them.
const SETTINGS: [(&str, &str); 2] = [("user.name", "Your Name"), ("user.email", "you@example.com")];

/// Returns an error if git could not make a commit for want of a name or an email address.
pub(super) fn require(git: &GitProgram) -> Result<(), PublishError> {
    let identities = ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"];
    identities.iter().try_for_each(|name| git.text(&["var", name]).map(drop)).map_err(|error| explained(git, error))
}

/// Returns the error with the lines to type. If both settings are there, git knows better what is wrong with them.
fn explained(git: &GitProgram, error: PublishError) -> PublishError {
    let missing = SETTINGS.into_iter().filter(|(name, _)| git.setting(name).is_none());
    let lines: Vec<String> = missing.map(|(name, value)| format!("  git config --global {name} \"{value}\"")).collect();
    let (what, these) = match &lines[..] {
        [] => return error,
        [only] if only.contains("user.email") => ("email address", "this line"),
        [_] => ("name", "this line"),
        _ => ("name and email address", "these two lines"),
    };
    PublishError::Remote(format!(
        "git does not know your {what} yet; type {these}, with your own:\n{}",
        lines.join("\n")
    ))
}
