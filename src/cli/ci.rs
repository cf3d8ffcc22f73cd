//! `callslip ci`: a workflow with which the column publishes itself, letters for later included.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::args::CiService;
use super::console::{CommandError, Console};
use super::locate_column::{read_config, write_new};
use crate::config::{Config, Host, PublishTarget, Transport};

/// The repository of callslip itself, if `Cargo.toml` names one.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

pub(super) fn run(root: &Path, service: CiService, console: &Console) -> Result<ExitCode, CommandError> {
    let config = read_config(root)?;
    let place = RepositoryPlace::of(root)?;
    let to_pages = publishes_to_pages(&config, service);
    let reachable = reachable(&config);
    if !to_pages && reachable.is_empty() {
        return Err(only_folders(&config, service).into());
    }
    let (path, text) = match service {
        CiService::Github if to_pages => (".github/workflows/column.yml", github(None, &place.prefix)),
        CiService::Github => (".github/workflows/column.yml", github(Some(&reachable), &place.prefix)),
        CiService::Gitlab => (".gitlab-ci.yml", gitlab(&place.prefix)),
    };
    let (minute, hour) = (17, hour(&config.timezone));
    let text = text
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{cron}", &format!("{minute} {hour} * * *"))
        .replace("{zone}", config.timezone.iana_name().unwrap_or("UTC"));
    write_new(&place.top, path, text.as_bytes())?;
    console.status(&format!("{}{path}", "../".repeat(place.prefix.matches('/').count())));
    console.status(match service {
        CiService::Github if to_pages => {
            "Add it to the repository and push. Then, on github.com, choose Settings, Pages, Source: GitHub Actions."
        }
        CiService::Github => {
            "Add it to the repository and push. Save the passwords and keys that it needs as secrets of the repository."
        }
        CiService::Gitlab => {
            "Add it to the repository and push. Then, on GitLab, add a daily schedule under Build, Pipeline schedules; the file says when."
        }
    });
    if REPOSITORY.is_empty() {
        console.status(
            "Before it can run, it needs to know where to get callslip: the file says which two variables to set.",
        );
    }
    Ok(ExitCode::SUCCESS)
}

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

/// Returns true if the workflow publishes to the pages of the service: the column says so, or names no other target.
fn publishes_to_pages(config: &Config, service: CiService) -> bool {
    match service {
        CiService::Github => config.host == Host::GithubPages || config.publish.is_empty(),
        CiService::Gitlab => config.host == Host::GitlabPages || config.publish.is_empty(),
    }
}

/// Returns the targets that a machine of the service can reach: all but folders of this computer.
fn reachable(config: &Config) -> Vec<&PublishTarget> {
    let is_reachable = |target: &&PublishTarget| !matches!(target.transport, Transport::Folder { .. });
    config.publish.iter().filter(is_reachable).collect()
}

fn only_folders(config: &Config, service: CiService) -> String {
    let (name, host) = match service {
        CiService::Github => ("GitHub", Host::GithubPages),
        CiService::Gitlab => ("GitLab", Host::GitlabPages),
    };
    let target = config.publish.first().map(|target| target.name.as_str()).unwrap_or_default();
    format!(
        "`{target}` is a folder on your own computer, which {name} cannot reach; write `host: {}` in column.yaml to \
         publish at {name}, or add a place under `publish:` that is on the internet, such as one of `kind: sftp`",
        host.name()
    )
}

/// Returns the workflow for GitHub, which publishes to these targets, or to GitHub Pages.
fn github(targets: Option<&[&PublishTarget]>, prefix: &str) -> String {
    let (permissions, steps) = match targets {
        None => ("  pages: write\n  id-token: write\n", include_str!("starter/github-pages.yml").to_owned()),
        Some(targets) => ("", publishing(targets)),
    };
    let into_git = |target: &PublishTarget| matches!(target.transport, Transport::Git { .. });
    // A branch of this repository is written by the workflow itself.
    let contents =
        if targets.is_some_and(|targets| targets.iter().any(|target| into_git(target))) { "write" } else { "read" };
    let folder = prefix.trim_end_matches('/');
    let defaults = if folder.is_empty() {
        String::new()
    } else {
        format!("    defaults:\n      run:\n        working-directory: '{folder}'\n")
    };
    let features = targets.is_some_and(|targets| targets.iter().any(|target| needs_feature(&target.transport)));
    let whole =
        include_str!("starter/github.yml").replace("{contents}", contents).replace("{permissions}", permissions);
    let whole = whole.replace("{defaults}", &defaults).replace("{steps}", &steps).replace("{prefix}", prefix);
    whole.replace("{install}", &install(CiService::Github, REPOSITORY, features))
}

fn gitlab(prefix: &str) -> String {
    let (enter, out) = match prefix.trim_end_matches('/') {
        "" => (String::new(), ""),
        // GitLab Pages takes the folder at the top.
        folder => (format!("    - cd '{folder}'\n"), " --out \"$CI_PROJECT_DIR/public\""),
    };
    let whole = include_str!("starter/gitlab.yml").replace("{enter}", &enter).replace("{out}", out);
    whole.replace("{install}", &install(CiService::Gitlab, REPOSITORY, false))
}

/// Returns the part that gets callslip itself: from the tag of its repository, or from an archive that the user names
/// with its checksum. A name alone, in a registry where everybody may take one, would be nobody's word.
fn install(service: CiService, repository: &str, features: bool) -> String {
    let (variant, features) = if features { ("-publish", " --features publish") } else { ("", "") };
    let text = match (service, repository) {
        (CiService::Github, "") => include_str!("starter/github-archive.yml"),
        (CiService::Github, _) => include_str!("starter/github-source.yml"),
        (CiService::Gitlab, "") => include_str!("starter/gitlab-archive.yml"),
        (CiService::Gitlab, _) => include_str!("starter/gitlab-source.yml"),
    };
    text.replace("{repository}", repository).replace("{variant}", variant).replace("{features}", features)
}

/// Returns true for a target that callslip has only with the feature `publish`.
fn needs_feature(transport: &Transport) -> bool {
    match transport {
        Transport::Webdav { .. } | Transport::S3 { .. } => true,
        Transport::Folder { .. } | Transport::Git { .. } | Transport::Command { .. } | Transport::Sftp { .. } => false,
    }
}

/// The steps that publish, with what the targets need: a key, secrets.
fn publishing(targets: &[&PublishTarget]) -> String {
    let any = |kind: fn(&Transport) -> bool| targets.iter().any(|target| kind(&target.transport));
    let (webdav, s3) =
        (any(|place| matches!(place, Transport::Webdav { .. })), any(|place| matches!(place, Transport::S3 { .. })));
    let key =
        if any(|place| matches!(place, Transport::Sftp { .. })) { include_str!("starter/github-sftp.yml") } else { "" };
    let passwords = ["CALLSLIP_PASSWORD"].into_iter().filter(|_| webdav);
    let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].into_iter().filter(|_| s3);
    let secrets = passwords.chain(keys).map(|name| format!("          {name}: ${{{{ secrets.{name} }}}}\n"));
    let mut secrets = secrets.collect::<String>();
    if !secrets.is_empty() {
        secrets.insert_str(0, "        env:\n");
    }
    let command = |target: &&PublishTarget| format!("          callslip publish --trust '{}'\n", target.name);
    let commands: String = targets.iter().map(command).collect();
    let steps = include_str!("starter/github-publish.yml").replace("{key}", key);
    steps.replace("{commands}", &commands).replace("{secrets}", &secrets)
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
    fn callslip_comes_from_its_own_repository_or_from_a_checked_archive() {
        for service in [CiService::Github, CiService::Gitlab] {
            let source = install(service, "https://git.example/callslip", true);
            assert!(source.contains("--git https://git.example/callslip --tag v{version}"), "{source}");
            let archive = install(service, "", true);
            assert!(archive.contains("sha256sum") && !archive.contains("cargo"), "{archive}");
        }
    }
}
