//! The machines that GitHub and GitLab lend for a minute: what is written to their disk is gone after it.

use std::env;
use std::path::Path;

use super::console::CommandError;
use crate::disk::lies_in;

/// Refuses a folder of such a machine as the target of a column that was checked out there: it would look published.
pub(super) fn refuse_folder(root: &Path, target: &str) -> Result<(), CommandError> {
    let Some((service, checkout)) = borrowed(|name| env::var(name).ok()) else { return Ok(()) };
    if !lies_in(root, Path::new(&checkout)).unwrap_or(false) {
        return Ok(());
    }
    Err(format!(
        "`{target}` is a folder of the machine that {service} lends for this run, and is gone after it; publish to a \
         place on the internet instead, such as one of `kind: sftp`, or publish to `{target}` from your own computer"
    )
    .into())
}

/// Returns true on a machine that runs a workflow: a publish without changes makes no commit there, so it needs no name.
pub(super) fn is_runner() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// Returns the service that lends this machine, and the folder of the checkout; `None` on any other machine, a runner of
/// one's own included.
fn borrowed(variable: impl Fn(&str) -> Option<String>) -> Option<(&'static str, String)> {
    if variable("RUNNER_ENVIRONMENT").as_deref() == Some("github-hosted") {
        return Some(("GitHub", variable("GITHUB_WORKSPACE")?));
    }
    let runner = variable("CI_RUNNER_DESCRIPTION")?;
    runner.contains(".gitlab.com").then_some(())?;
    Some(("GitLab", variable("CI_PROJECT_DIR")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_machines_of_the_services_are_borrowed() {
        let borrowed = |variables: &[(&str, &str)]| {
            let of = |name: &str| Some(variables.iter().find(|(other, _)| *other == name)?.1.to_owned());
            borrowed(of).map(|(service, checkout)| format!("{service} {checkout}"))
        };
        let github = |kind| [("RUNNER_ENVIRONMENT", kind), ("GITHUB_WORKSPACE", "/home/runner/work/a/a")];
        assert_eq!(borrowed(&github("github-hosted")).as_deref(), Some("GitHub /home/runner/work/a/a"));
        assert_eq!(borrowed(&github("self-hosted")), None);
        let gitlab = |runner| [("CI_RUNNER_DESCRIPTION", runner), ("CI_PROJECT_DIR", "/builds/a/a")];
        let lent = "3-blue.saas-linux-small-amd64.runners-manager.gitlab.com/default";
        assert_eq!(borrowed(&gitlab(lent)).as_deref(), Some("GitLab /builds/a/a"));
        assert_eq!(borrowed(&gitlab("the library's own")), None);
        assert_eq!(borrowed(&[]), None);
    }
}
