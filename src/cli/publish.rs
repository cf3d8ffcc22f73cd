//! `callslip publish`

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use super::args::{LoadArgs, PublishArgs};
use super::build;
use super::console::{CommandError, Console, changes, number_of};
use super::locate_column::outside_sources;
use super::{runner, trust};
use crate::config::{Config, PublishTarget, Transport};
use crate::diagnostics::closest;
#[cfg(feature = "publish")]
use crate::publish::Cloud;
use crate::publish::{self, FolderRemote, Git, PublishAction, PublishPlan, Remote, Sftp};
use crate::site_path::listed;
use crate::source::PUBLIC;

pub(super) fn run(root: &Path, args: &PublishArgs, console: &Console) -> Result<ExitCode, CommandError> {
    let load = LoadArgs { base_url: None, as_of: None, all: false };
    let Some(column) = build::build(root, None, &load, console)? else { return Ok(ExitCode::from(1)) };
    let config = &column.site.config;
    let target = choose(config, args.target.as_deref())?;
    check(root, target, args)?;
    trust::require(root, target, args, console)?;
    let public = root.join(PUBLIC);
    let mut remote: Box<dyn Remote> = match &target.transport {
        Transport::Folder { path } => Box::new(folder(root, path)?),
        Transport::Git { remote, branch } => Box::new(Git::open(root, remote, branch)?),
        Transport::Command { run } => return command(root, &public, run, &target.name, args.dry_run, console),
        Transport::Sftp { server, port, path } => Box::new(Sftp::open(server, *port, path)?),
        Transport::Webdav { .. } | Transport::S3 { .. } => cloud(target)?,
    };
    let publish = PublishPlan::prepare(&public, &mut *remote, args.replace)?;
    if !publish.drifted.is_empty() {
        console.status(&drift(&publish.drifted, &target.name));
    }
    if args.dry_run {
        show(&publish, &target.name, console);
        return Ok(ExitCode::SUCCESS);
    }
    if let Some((removed, there)) = publish.large_removal().filter(|_| !args.yes) {
        let (files, name) = (number_of(there, "file"), &target.name);
        if !Console::confirm(&format!("This removes {removed} of the {files} at {name}."))? {
            return Err(format!(
                "This would remove {removed} of the {files} at {name}. Nothing was changed; if this is what you want, \
                 run `callslip publish {name} --yes`"
            )
            .into());
        }
    }
    let (begun, total) = (Instant::now(), publish.actions.len());
    let done = publish.execute(&mut *remote, |at| console.progress(begun, at, total, "files"))?;
    console.status(&summary(done, &target.name, begun));
    Ok(ExitCode::SUCCESS)
}

/// Returns an error if the target cannot be published to from here. What cannot be done needs no permission.
fn check(root: &Path, target: &PublishTarget, args: &PublishArgs) -> Result<(), CommandError> {
    match &target.transport {
        Transport::Folder { path } => {
            runner::refuse_folder(root, &target.name)?;
            // A yes must not end in an error that was there to see. Nothing is written before it.
            if trust::is_wanted(root, target, args) {
                PublishPlan::look(&root.join(PUBLIC), &mut folder(root, path)?, args.replace)?;
            }
            Ok(())
        }
        Transport::Git { remote, branch } if !runner::is_runner() => Ok(Git::check(root, remote, branch)?),
        #[cfg(not(feature = "publish"))]
        Transport::Webdav { .. } | Transport::S3 { .. } => cloud(target).map(drop),
        #[cfg(feature = "publish")]
        Transport::Webdav { .. } | Transport::S3 { .. } => Ok(()),
        Transport::Git { .. } | Transport::Command { .. } | Transport::Sftp { .. } => Ok(()),
    }
}

/// Opens a folder of this computer, which holds no sources of the column.
fn folder(root: &Path, path: &str) -> Result<FolderRemote, CommandError> {
    Ok(FolderRemote::open(&outside_sources(root, &root.join(path), path, &[PUBLIC])?)?)
}

/// Names the first files that others have changed at the target.
fn drift(paths: &[String], name: &str) -> String {
    let (files, were) = match paths.len() {
        1 => ("1 file".to_owned(), "was"),
        count => (number_of(count, "file"), "were"),
    };
    format!(
        "{name}: {files} {were} changed or removed there since you last published, and will be uploaded again:\n{}",
        listed(paths, 5)
    )
}

fn summary(done: publish::PublishSummary, name: &str, begun: Instant) -> String {
    let changes = changes(&[(done.uploaded, "uploaded"), (done.removed, "removed")]);
    let changes = match changes {
        Some(changes) => format!("{changes}, {} unchanged", done.unchanged),
        None => format!("nothing to do, {} unchanged", number_of(done.unchanged, "file")),
    };
    format!("{name}: {changes}, in {:.2} s", begun.elapsed().as_secs_f64())
}

/// What to do in a column without a place to publish to.
const NO_PLACE: &str = "column.yaml does not say where to publish yet; add, for instance:\n\npublish:\n  website: { \
    kind: folder, path: www }\n\nThe other kinds of places are `git`, `sftp`, `webdav`, `s3`, and \
    `command`.\nWithout them, you can copy the files in public/ to your web host yourself.";

/// Returns the target of that name, or the only one if no name is given.
fn choose<'c>(config: &'c Config, name: Option<&str>) -> Result<&'c PublishTarget, CommandError> {
    let names = || config.publish.iter().map(|target| target.name.as_str());
    let listed = || names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match (name, &config.publish[..]) {
        (_, []) => Err(NO_PLACE.into()),
        (None, [only]) => Ok(only),
        (None, [first, ..]) => Err(format!(
            "there is more than one place to publish to; write, for instance, `callslip publish {}` (the places are: \
             {})",
            first.name,
            listed()
        )
        .into()),
        (Some(name), targets) => targets.iter().find(|target| target.name == name).ok_or_else(|| {
            let near = closest(name, names()).map(|near| format!("did you mean `{near}`?"));
            let help = near.unwrap_or_else(|| format!("the places there are: {}", listed()));
            format!("there is no `{name}` under `publish:` in column.yaml; {help}").into()
        }),
    }
}

/// The targets that are being published, a line each. A command that publishes a target finds them in its environment.
const PUBLISHING: &str = "CALLSLIP_PUBLISHING";

fn command(
    root: &Path,
    public: &Path,
    run: &str,
    name: &str,
    dry_run: bool,
    console: &Console,
) -> Result<ExitCode, CommandError> {
    if dry_run {
        console.status(&format!("Would run: {run}"));
        return Ok(ExitCode::SUCCESS);
    }
    let begun = std::env::var(PUBLISHING).unwrap_or_default();
    let this = format!("{name} {}", root.canonicalize()?.display());
    if begun.lines().any(|other| other == this) {
        return Err(format!(
            "the command of `{name}` publishes `{name}` again, so it would never end; write another command after \
             `run:`"
        )
        .into());
    }
    publish::command(root, &std::path::absolute(public)?, run, (PUBLISHING, &format!("{begun}{this}\n")))?;
    Ok(ExitCode::SUCCESS)
}

/// Opens a target that takes files over HTTP.
#[cfg(feature = "publish")]
fn cloud(target: &PublishTarget) -> Result<Box<dyn Remote>, CommandError> {
    Ok(match &target.transport {
        Transport::Webdav { url, user } => Box::new(Cloud::webdav(url, user.as_deref())?),
        Transport::S3 { bucket, region, endpoint, path } => {
            Box::new(Cloud::s3(bucket, region.as_deref(), endpoint.as_deref(), path.as_deref())?)
        }
        _ => return Err("a place that is not on the web".into()),
    })
}

/// Explains that this program was built without these targets, and which other program can publish there.
#[cfg(not(feature = "publish"))]
fn cloud(target: &PublishTarget) -> Result<Box<dyn Remote>, CommandError> {
    let (kind, instead) = match &target.transport {
        Transport::Webdav { url, .. } => ("webdav", format!("rclone copy public/ :webdav: --webdav-url {url}")),
        _ => ("s3", "rclone copy public/ s3:my-column".to_owned()),
    };
    Err(format!(
        "this copy of callslip cannot publish to `kind: {kind}`; a downloaded release can (or build it with `cargo \
         install --features full`). Until then, let another program do it:\n  {}: {{ kind: command, run: \
         '{instead}' }}",
        target.name
    )
    .into())
}

fn show(publish: &PublishPlan, name: &str, console: &Console) {
    console.status(&format!("{name}: {} to make", number_of(publish.actions.len(), "change")));
    for step in &publish.actions {
        console.status(&match step {
            PublishAction::Put(path) => format!("  upload {path}"),
            PublishAction::Delete(path) => format!("  remove {path}"),
            PublishAction::RemoveFolder(path) => format!("  remove the empty folder {path}"),
        });
    }
}
