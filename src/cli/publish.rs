//! `callslip publish`

use std::io::{self, BufRead, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use super::console::number_of;
use super::online::Wish;
use super::{Console, Failure, Look, build};
use crate::config::{Config, PublishTarget, Transport};
use crate::diagnostics::closest;
#[cfg(feature = "publish")]
use crate::publish::Cloud;
use crate::publish::{self, Folder, Git, Publish, Remote, Sftp, Step};
use crate::source::{PUBLIC, holds_sources};

pub(super) fn run(root: &Path, wish: &Wish<'_>, console: &Console) -> Result<ExitCode, Failure> {
    let look = Look { base_url: None, as_of: None };
    let Some(column) = build::make(root, None, &look, console)? else { return Ok(ExitCode::from(1)) };
    let config = &column.site.config;
    let target = choose(config, wish.target)?;
    let public = root.join(PUBLIC);
    let mut remote: Box<dyn Remote> = match &target.place {
        Transport::Folder { path } => Box::new(Folder::open(&destination(root, path)?)?),
        Transport::Git { remote, branch } => Box::new(Git::open(root, remote, branch)?),
        Transport::Command { run } => return command(root, &public, run, wish.dry_run, console),
        Transport::Sftp { server, port, path } => Box::new(Sftp::open(server, *port, path)?),
        Transport::Webdav { .. } | Transport::S3 { .. } => cloud(target)?,
    };
    let publish = Publish::prepare(&public, &mut *remote, wish.replace)?;
    if wish.dry_run {
        show(&publish, &target.name, console);
        return Ok(ExitCode::SUCCESS);
    }
    if let Some((removed, there)) = publish.removes_much().filter(|_| !wish.yes) {
        let question = format!("This removes {removed} of the {} at {}.", number_of(there, "file"), target.name);
        if !agreed(&question)? {
            return Err(format!("{question} Nothing was changed; if that is right, publish with --yes").into());
        }
    }
    let (begun, total) = (Instant::now(), publish.steps.len());
    let done = publish.carry_out(&mut *remote, |at| console.progress(begun, at, total))?;
    console.say(&summary(done, &target.name, begun));
    Ok(ExitCode::SUCCESS)
}

fn summary(done: publish::Done, name: &str, begun: Instant) -> String {
    let mut changes = Vec::new();
    if done.uploaded > 0 {
        changes.push(format!("{} uploaded", number_of(done.uploaded, "file")));
    }
    if done.removed > 0 {
        changes.push(format!("{} removed", number_of(done.removed, "file")));
    }
    let changes = if changes.is_empty() { "nothing to do".to_owned() } else { changes.join(", ") };
    format!("{name}: {changes}, {} as before, in {:.2} s", done.unchanged, begun.elapsed().as_secs_f64())
}

/// The target of that name; without a name the only one.
fn choose<'c>(config: &'c Config, name: Option<&str>) -> Result<&'c PublishTarget, Failure> {
    let names = || config.publish.iter().map(|target| target.name.as_str());
    let listed = || names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (name, &config.publish[..]) {
        (_, []) => Err("column.yaml does not say where to publish; add, for instance:\n\npublish:\n  website: { kind: folder, path: /srv/www }\n\nand see docs/publish.md".into()),
        (None, [only]) => Ok(only),
        (None, _) => Err(format!("say where to: {}", listed()).into()),
        (Some(name), targets) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            let near = closest(name, names()).map(|near| format!("did you mean `{near}`?"));
            format!("there is no `{name}` under `publish:` in column.yaml; {}", near.unwrap_or_else(|| format!("there are {}", listed()))).into()
        }),
    }
}

/// A folder to publish to; never one of the column's own.
fn destination(root: &Path, path: &str) -> Result<std::path::PathBuf, Failure> {
    let folder = std::path::absolute(root.join(path))?;
    let root = std::path::absolute(root)?;
    if holds_sources(&root, &folder) || folder.starts_with(root.join(PUBLIC)) {
        return Err(format!("{path} holds the column's own files; choose another folder").into());
    }
    Ok(folder)
}

fn command(root: &Path, public: &Path, run: &str, dry_run: bool, console: &Console) -> Result<ExitCode, Failure> {
    if dry_run {
        console.say(&format!("Would run: {run}"));
    } else {
        publish::command(root, &std::path::absolute(public)?, run)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A place on the web that takes files by HTTP.
#[cfg(feature = "publish")]
fn cloud(target: &PublishTarget) -> Result<Box<dyn Remote>, Failure> {
    Ok(match &target.place {
        Transport::Webdav { url, user } => Box::new(Cloud::webdav(url, user.as_deref())?),
        Transport::S3 { bucket, region, endpoint, path } => {
            Box::new(Cloud::s3(bucket, region.as_deref(), endpoint.as_deref(), path.as_deref())?)
        }
        _ => return Err("a place that is not on the web".into()),
    })
}

/// This program cannot; another one can.
#[cfg(not(feature = "publish"))]
fn cloud(target: &PublishTarget) -> Result<Box<dyn Remote>, Failure> {
    let (kind, instead) = match &target.place {
        Transport::Webdav { url, .. } => ("webdav", format!("rclone copy public/ :webdav: --webdav-url {url}")),
        _ => ("s3", "rclone copy public/ s3:my-column".to_owned()),
    };
    Err(format!(
        "this callslip was built without `kind: {kind}`; the programs of a release have it, and so has what `cargo \
         install --features publish` makes. Until then a program that speaks it can be called:\n  {}: {{ kind: \
         command, run: '{instead}' }}",
        target.name
    )
    .into())
}

fn show(publish: &Publish, name: &str, console: &Console) {
    console.say(&format!("{name}: {} to do", number_of(publish.steps.len(), "step")));
    for step in &publish.steps {
        console.say(&match step {
            Step::Put(path) => format!("  upload {path}"),
            Step::Delete(path) => format!("  remove {path}"),
        });
    }
}

/// Asks, where somebody is there to answer.
fn agreed(question: &str) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(false);
    }
    let _ = io::Write::write_all(&mut io::stderr(), format!("{question} Go on? [y/N] ").as_bytes());
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("y") || answer.trim().eq_ignore_ascii_case("yes"))
}
