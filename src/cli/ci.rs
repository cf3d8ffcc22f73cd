//! `callslip ci`: a workflow with which the column publishes itself, letters for later included.

use std::path::Path;
use std::process::ExitCode;

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::args::CiService;
use super::console::{CommandError, Console};
use super::locate_column::{read_config, write_new};
use crate::config::{Config, Host, Transport};

pub(super) fn run(root: &Path, service: CiService, console: &Console) -> Result<ExitCode, CommandError> {
    let config = read_config(root)?;
    let (path, text) = match service {
        CiService::Github => (".github/workflows/column.yml", github(&config)),
        CiService::Gitlab => (".gitlab-ci.yml", include_str!("starter/gitlab.yml").to_owned()),
    };
    let (minute, hour) = (17, hour(&config.timezone));
    let text = text
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{cron}", &format!("{minute} {hour} * * *"))
        .replace("{zone}", config.timezone.iana_name().unwrap_or("UTC"));
    write_new(root, path, text.as_bytes())?;
    console.status(path);
    console.status(match service {
        CiService::Github if publishes_to_pages(&config) => {
            "Add it to the repository and push. Then, on github.com, choose Settings, Pages, Source: GitHub Actions."
        }
        CiService::Github => "Add it to the repository and push. What the place needs to let you in goes into the repository's secrets.",
        CiService::Gitlab => {
            "Add it to the repository and push. Then, on GitLab, add a daily schedule under Build, Pipeline schedules; the file says when."
        }
    });
    Ok(ExitCode::SUCCESS)
}

/// Returns true if the workflow publishes to GitHub Pages: the column names no other target.
fn publishes_to_pages(config: &Config) -> bool {
    config.host == Host::GithubPages || config.publish.is_empty()
}

fn github(config: &Config) -> String {
    let (permissions, steps) = if publishes_to_pages(config) {
        ("  pages: write\n  id-token: write\n", include_str!("starter/github-pages.yml").to_owned())
    } else {
        ("", publishing(config))
    };
    // A branch of this repository is written by the workflow itself.
    let contents = if config.publish.iter().any(|target| matches!(target.transport, Transport::Git { .. }))
        && permissions.is_empty()
    {
        "write"
    } else {
        "read"
    };
    let whole = include_str!("starter/github.yml");
    whole.replace("{contents}", contents).replace("{permissions}", permissions).replace("{steps}", &steps)
}

/// The steps that publish, with what the targets need: a feature of callslip, a key, secrets.
fn publishing(config: &Config) -> String {
    let any = |kind: fn(&Transport) -> bool| config.publish.iter().any(|target| kind(&target.transport));
    let (webdav, s3) =
        (any(|place| matches!(place, Transport::Webdav { .. })), any(|place| matches!(place, Transport::S3 { .. })));
    let (variant, features) = if webdav || s3 { ("-publish", " --features publish") } else { ("", "") };
    let key =
        if any(|place| matches!(place, Transport::Sftp { .. })) { include_str!("starter/github-sftp.yml") } else { "" };
    let passwords = ["CALLSLIP_PASSWORD"].into_iter().filter(|_| webdav);
    let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].into_iter().filter(|_| s3);
    let secrets = passwords.chain(keys).map(|name| format!("          {name}: ${{{{ secrets.{name} }}}}\n"));
    let mut secrets = secrets.collect::<String>();
    if !secrets.is_empty() {
        secrets.insert_str(0, "        env:\n");
    }
    let steps =
        include_str!("starter/github-publish.yml").replace("{variant}", variant).replace("{features}", features);
    steps.replace("{key}", key).replace("{secrets}", &secrets)
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
}
