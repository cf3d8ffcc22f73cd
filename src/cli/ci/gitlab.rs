//! The pipeline for GitLab.

use std::fmt::Write;

use super::{Workflow, secrets};
use crate::config::PublishTarget;

pub(super) fn text(workflow: &Workflow<'_>) -> String {
    include_str!("gitlab.yml")
        .replace("{origin}", &workflow.origin(include_str!("gitlab-origin.yml")))
        .replace("{job}", if workflow.pages { "pages" } else { "publish" })
        .replace(
            "{install}",
            &workflow.install(
                6,
                "Set CALLSLIP_REPOSITORY to the address that .gitlab-ci.yml asks for",
                "$CI_PROJECT_DIR/.callslip-program",
            ),
        )
        .replace("{steps}", &steps(workflow))
}

/// Returns the commands after callslip is there, and what GitLab takes from them.
fn steps(workflow: &Workflow<'_>) -> String {
    let mut steps = String::new();
    let folder = workflow.prefix.trim_end_matches('/');
    if !folder.is_empty() {
        let _ = writeln!(steps, "    - cd '{folder}'");
    }
    if workflow.pages {
        // GitLab Pages takes the folder at the top.
        let out = if folder.is_empty() { "" } else { " --out \"$CI_PROJECT_DIR/public\"" };
        let _ = writeln!(steps, "    - callslip build{out}");
    }
    if workflow.has_git() {
        steps.push_str(include_str!("gitlab-author.yml"));
    }
    if workflow.wants_key() {
        steps.push_str(include_str!("gitlab-key.yml"));
    }
    if !workflow.targets.is_empty() {
        steps.push_str("    - |\n      failed=0\n");
        steps.extend(workflow.targets.iter().map(|target| publishing(target, workflow)));
        steps.push_str("      exit $failed\n");
    }
    if workflow.pages {
        steps.push_str("  artifacts:\n    paths: [public]\n");
    }
    steps
}

/// Returns the commands that publish to a target. One that fails keeps no other from its turn.
fn publishing(target: &PublishTarget, workflow: &Workflow<'_>) -> String {
    let mut commands = "      (\n".to_owned();
    for secret in secrets::wanted(target, &workflow.targets) {
        let message = format!("Set the variable {}: Settings, CI/CD, Variables", secret.name);
        let _ = writeln!(commands, "        {}", secrets::check(&secret.name, &message));
        if secret.name != secret.variable {
            let _ = writeln!(commands, "        export {}=\"${}\"", secret.variable, secret.name);
        }
    }
    // Nobody is there to be asked.
    let _ = writeln!(commands, "        callslip publish --trust '{}'\n      ) || failed=1", target.name);
    commands
}
