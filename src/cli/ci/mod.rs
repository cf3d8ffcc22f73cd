//! `callslip ci`: a workflow with which the column publishes itself, letters for later included.

mod github;
mod gitlab;
mod secrets;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::args::CiService;
use super::console::{CommandError, Console};
use super::locate_column::{read_config, write_new};
use crate::config::{Config, Host, PublishTarget, Transport};
use crate::diagnostics::list_names;
use crate::publish::Git;

/// The repository of callslip itself; empty until `repository` is set in `Cargo.toml`, the one place that names it.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

pub(super) fn run(root: &Path, service: CiService, console: &Console) -> Result<ExitCode, CommandError> {
    let config = read_config(root)?;
    let place = RepositoryPlace::of(root)?;
    let workflow = Workflow::new(&config, service, &place.prefix, REPOSITORY)?;
    let (path, text) = match service {
        CiService::Github => (".github/workflows/column.yml", github::text(&workflow)),
        CiService::Gitlab => (".gitlab-ci.yml", gitlab::text(&workflow)),
    };
    let text = text
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{cron}", &format!("17 {} * * *", hour(&config.timezone)))
        .replace("{zone}", config.timezone.iana_name().unwrap_or("UTC"));
    write_new(&place.top, path, text.as_bytes())?;
    if let CiService::Github = service {
        console.status(&github::who_can_read(&workflow).replace('\n', " "));
    }
    console.status(&format!("{}{path}", "../".repeat(place.prefix.matches('/').count())));
    console.status(next_step(service, &workflow));
    if let Some(note) = left_out(&config, &workflow, service_name(service)) {
        console.status(&note);
    }
    if workflow.repository.is_empty() {
        console.status(
            "Before it can run, it needs to know where to get callslip: the file says where to set CALLSLIP_REPOSITORY.",
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// A workflow that is to be written.
struct Workflow<'c> {
    /// True if it publishes to the pages of the service.
    pages: bool,
    /// The targets that it publishes to besides.
    targets: Vec<&'c PublishTarget>,
    /// The column's folder in the repository, with a slash at its end; empty at the top.
    prefix: &'c str,
    /// The repository of callslip; empty if it is not known.
    repository: &'c str,
}

impl<'c> Workflow<'c> {
    fn new(config: &'c Config, service: CiService, prefix: &'c str, repository: &'c str) -> Result<Self, CommandError> {
        let host = match service {
            CiService::Github => Host::GithubPages,
            CiService::Gitlab => Host::GitlabPages,
        };
        // The column says so, or names no other target.
        let pages = config.host == host || config.publish.is_empty();
        let is_reachable = |target: &&PublishTarget| match &target.transport {
            Transport::Folder { .. } => false,
            // A branch of the same repository is another way to the same pages.
            Transport::Git { remote, .. } => !(pages && remote == OWN_REMOTE),
            Transport::Command { .. } | Transport::Sftp { .. } | Transport::Webdav { .. } | Transport::S3 { .. } => {
                true
            }
        };
        let targets: Vec<_> = config.publish.iter().filter(is_reachable).collect();
        if !pages && targets.is_empty() {
            return Err(only_folders(config, service, host).into());
        }
        Ok(Self { pages, targets, prefix, repository })
    }

    /// Returns true if a target may be a branch of the column's own repository, pushed with the token of the run.
    fn writes_own_branch(&self) -> bool {
        self.targets
            .iter()
            .any(|target| matches!(&target.transport, Transport::Git { remote, .. } if !Git::is_ssh(remote)))
    }

    fn has_git(&self) -> bool {
        self.targets.iter().any(|target| matches!(target.transport, Transport::Git { .. }))
    }

    /// Returns true if a target lets in those who have a key.
    fn wants_key(&self) -> bool {
        self.targets.iter().any(|target| match &target.transport {
            Transport::Sftp { .. } => true,
            Transport::Git { remote, .. } => Git::is_ssh(remote),
            Transport::Command { run } => ["rsync", "scp", "sftp", "ssh"].iter().any(|program| run.contains(program)),
            Transport::Folder { .. } | Transport::Webdav { .. } | Transport::S3 { .. } => false,
        })
    }

    /// Returns where callslip comes from; `unknown`, which says how to set it, if that is not known.
    fn origin(&self, unknown: &str) -> String {
        match self.repository {
            "" => unknown.to_owned(),
            repository => format!("  # Where callslip comes from.\n  CALLSLIP_REPOSITORY: {repository}\n"),
        }
    }

    /// Returns the commands that get callslip: the archive of its own version, checked against its checksum; or else from
    /// the tag of its repository. A name alone, in a registry where everybody may take one, would be nobody's word.
    fn install(&self, indent: usize, unknown: &str, folder: &str) -> String {
        let check = if self.repository.is_empty() {
            include_str!("repository.sh").replace("{unknown}", unknown)
        } else {
            String::new()
        };
        let text = include_str!("install.sh").replace("{check}", &check).replace("{folder}", folder);
        text.lines().flat_map(|line| [&" ".repeat(indent), line, "\n"].map(ToOwned::to_owned)).collect()
    }
}

/// The remote that a checkout has.
const OWN_REMOTE: &str = "origin";

/// The repository that a column is in. Workflows count only at its top.
struct RepositoryPlace {
    top: PathBuf,
    /// The column's folder within it, with a slash at its end; empty at the top, and where there is no repository yet.
    prefix: String,
}

impl RepositoryPlace {
    fn of(root: &Path) -> Result<Self, CommandError> {
        let root = root.canonicalize()?;
        let top = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
        let mut parts: Vec<_> = root.strip_prefix(top)?.iter().map(|name| name.to_string_lossy()).collect();
        // For the slash at the end.
        parts.push("".into());
        let prefix = parts.join("/").trim_start_matches('/').to_owned();
        // A workflow is YAML, has expressions of its own, and is run by a shell.
        let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ' ');
        if !prefix.chars().all(plain) {
            let shown = prefix.trim_end_matches('/');
            return Err(format!(
                "GitHub and GitLab cannot use the folder name {shown}; rename it with only letters, digits, `-`, and \
                 `_`"
            )
            .into());
        }
        Ok(Self { top: top.to_owned(), prefix })
    }
}

fn only_folders(config: &Config, service: CiService, host: Host) -> String {
    let name = service_name(service);
    let target = config.publish.first().map(|target| target.name.as_str()).unwrap_or_default();
    format!(
        "`{target}` is a folder on your own computer, which {name} cannot reach; write `host: {}` in column.yaml to \
         publish at {name}, or add a place under `publish:` that is on the internet, such as one of `kind: sftp`",
        host.name()
    )
}

fn service_name(service: CiService) -> &'static str {
    match service {
        CiService::Github => "GitHub",
        CiService::Gitlab => "GitLab",
    }
}

fn next_step(service: CiService, workflow: &Workflow<'_>) -> &'static str {
    match service {
        CiService::Github if workflow.pages => {
            "Add it to the repository and push. Then, on github.com, choose Settings, Pages, Source: GitHub Actions."
        }
        CiService::Github => {
            "Add it to the repository and push. Save the passwords and keys that it needs as secrets of the repository."
        }
        CiService::Gitlab => {
            "Add it to the repository and push. Then, on GitLab, add a daily schedule under Build, Pipeline schedules; the file says when."
        }
    }
}

/// Returns a note about the places of the column that the workflow does not publish to.
fn left_out(config: &Config, workflow: &Workflow<'_>, service: &str) -> Option<String> {
    let is_left_out = |target: &&PublishTarget| !workflow.targets.iter().any(|other| other.name == target.name);
    let (folders, branches): (Vec<_>, Vec<_>) = config
        .publish
        .iter()
        .filter(is_left_out)
        .partition(|target| matches!(target.transport, Transport::Folder { .. }));
    let names = |targets: Vec<&PublishTarget>| list_names("", targets.iter().map(|target| target.name.as_str()));
    let mut notes = Vec::new();
    if !folders.is_empty() {
        notes.push(format!("Not in it, because only your own computer can reach that folder: {}.", names(folders)));
    }
    if !branches.is_empty() {
        notes.push(format!("Not in it, because the pages of {service} need no branch: {}.", names(branches)));
    }
    (!notes.is_empty()).then(|| notes.join("\n"))
}

/// The hour, in UTC, at which a day of this zone has begun in summer and in winter. Letters appear when their day begins.
fn hour(zone: &TimeZone) -> i32 {
    let offset = |month| {
        let noon = date(2026, month, 1).at(12, 0, 0, 0);
        zone.to_ambiguous_zoned(noon).compatible().map_or(0, |zoned| zoned.offset().seconds())
    };
    // Rounded up for zones with half an hour.
    let behind = -offset(1).min(offset(7));
    (behind + 3599).div_euclid(3600).rem_euclid(24)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_has_begun_in_summer_and_in_winter() {
        let of = |name: &str| hour(&jiff::tz::TimeZoneDatabase::bundled().get(name).unwrap());
        assert_eq!(of("UTC"), 0);
        assert_eq!(of("America/New_York"), 5);
        assert_eq!(of("Europe/Berlin"), 23);
        assert_eq!(of("Asia/Kolkata"), 19);
    }

    #[test]
    fn a_workflow_knows_the_repository_or_says_what_to_set() {
        for text in [github::text, gitlab::text] {
            let of = |repository| text(&Workflow { pages: true, targets: Vec::new(), prefix: "", repository });
            let known = of("https://git.example/callslip");
            assert!(known.contains("CALLSLIP_REPOSITORY: https://git.example/callslip\n"), "{known}");
            assert!(!known.contains("Set CALLSLIP_REPOSITORY"), "{known}");
            let unknown = of("");
            assert!(unknown.contains("Set CALLSLIP_REPOSITORY to "), "{unknown}");
            let mut addresses = unknown.split("https://").skip(1);
            assert!(addresses.all(|rest| !rest.starts_with(char::is_alphanumeric)), "{unknown}");
        }
    }
}
