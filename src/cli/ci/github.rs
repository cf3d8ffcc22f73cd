//! The workflow for GitHub Actions.

use std::fmt::Write;

use super::{Workflow, secrets};
use crate::config::PublishTarget;

/// The file, as messages of a run name it.
const FILE: &str = ".github/workflows/column.yml";

/// Begins a line that GitHub shows above all others of a run.
const ERROR: &str = "::error::";

/// Returns the first words of the workflow: who can read the column's files.
pub(super) fn who_can_read(workflow: &Workflow<'_>) -> &'static str {
    if workflow.pages {
        "A repository with free GitHub Pages is public: anyone can read drafts in it, letters for later,\n\
         and whatever is under `private:`."
    } else {
        "If the repository is public, anyone can read drafts in it, letters for later, and whatever is under\n\
         `private:`. A private one is free, too."
    }
}

pub(super) fn text(workflow: &Workflow<'_>) -> String {
    let folder = workflow.prefix.trim_end_matches('/');
    let defaults = if folder.is_empty() {
        String::new()
    } else {
        format!("    defaults:\n      run:\n        working-directory: '{folder}'\n")
    };
    let (permissions, environment) = if workflow.pages {
        ("  pages: write\n  id-token: write\n", include_str!("github-environment.yml"))
    } else {
        ("", "")
    };
    let whole = include_str!("github.yml")
        .replace("{public}", &who_can_read(workflow).replace('\n', "\n# "))
        .replace("{contents}", if workflow.writes_own_branch() { "write" } else { "read" })
        .replace("{permissions}", permissions)
        .replace("{origin}", &workflow.origin(include_str!("github-origin.yml")))
        .replace("{defaults}", &defaults)
        .replace("{environment}", environment)
        .replace(
            "{install}",
            &workflow.install(
                10,
                &format!("{ERROR}Set CALLSLIP_REPOSITORY to the address that {FILE} asks for"),
                "$HOME/.callslip",
            ),
        );
    format!("{whole}{}", steps(workflow))
}

/// Returns the steps after callslip is there.
fn steps(workflow: &Workflow<'_>) -> String {
    let mut steps = String::new();
    if workflow.pages {
        steps.push_str(&include_str!("github-pages.yml").replace("{prefix}", workflow.prefix));
    }
    let several = workflow.pages || workflow.targets.len() > 1;
    let condition =
        if several { "        if: ${{ !cancelled() && steps.callslip.outcome == 'success' }}\n" } else { "" };
    if workflow.has_git() {
        steps.push_str(&include_str!("github-author.yml").replace("{condition}", condition));
    }
    if workflow.wants_key() {
        steps.push_str(&include_str!("github-key.yml").replace("{condition}", condition));
    }
    for target in &workflow.targets {
        steps.push_str(&publishing(target, workflow, condition));
    }
    steps
}

/// Returns the step that publishes to a target. With the condition, one that fails keeps no other from its turn.
fn publishing(target: &PublishTarget, workflow: &Workflow<'_>, condition: &str) -> String {
    let PublishTarget { name, .. } = target;
    let secrets = secrets::wanted(target, &workflow.targets);
    let mut step = format!("      - name: Publish to {name}\n{condition}        run: |\n");
    for secret in &secrets {
        let message = format!("{ERROR}Save the secret {}: Settings, Secrets and variables, Actions", secret.name);
        let _ = writeln!(step, "          {}", secrets::check(secret.variable, &message));
    }
    // Nobody is there to be asked.
    let _ = writeln!(step, "          callslip publish --trust '{name}'");
    if !secrets.is_empty() {
        step.push_str("        env:\n");
    }
    for secret in &secrets {
        let _ = writeln!(step, "          {}: ${{{{ secrets.{} }}}}", secret.variable, secret.name);
    }
    step
}
