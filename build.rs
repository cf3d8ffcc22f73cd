//! Rebuilds the binary when a theme changes, since themes are compiled in. Also puts a hash of the sources into it, so
//! that a build can tell whether the last one was made by the same program, and the text of `callslip --version`.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whatever the binary is made of.
const SOURCES: [&str; 4] = ["themes", "src", "Cargo.lock", "Cargo.toml"];

/// The digits of a commit that are shown.
const DIGITS: usize = 10;

fn main() {
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
    }
    println!("cargo:rustc-env=CALLSLIP_SOURCES={:016x}", fingerprint());
    println!("cargo:rustc-env=CALLSLIP_VERSION={}", version());
}

fn fingerprint() -> u64 {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files);
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.to_string_lossy().replace('\\', "/").as_bytes());
        // A missing file (the lock file of a crate that is used as a library) adds nothing.
        hasher.write(&fs::read(&file).unwrap_or_default());
    }
    hasher.finish()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// Returns the version, the commit if it is known, and the target: `0.1.0 (3f2c1a9b40, x86_64-unknown-linux-musl)`.
fn version() -> String {
    let of = |name: &str| env::var(name).unwrap_or_default();
    // Without optimization it is a copy that somebody works on. It would be compiled again after each commit.
    let commit = if of("PROFILE") == "release" { commit() } else { Some("development".to_owned()) };
    let parts: Vec<String> = commit.into_iter().chain([of("TARGET")]).collect();
    format!("{} ({})", of("CARGO_PKG_VERSION"), parts.join(", "))
}

/// Returns the first digits of the commit that the sources are from, with `-dirty` if they were changed since.
fn commit() -> Option<String> {
    let (hash, dirty) = from_package().or_else(from_git).or_else(from_archive)?;
    let digits = hash.get(..DIGITS).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    Some(format!("{digits}{}", if dirty { "-dirty" } else { "" }))
}

/// Returns what `cargo package` wrote down.
fn from_package() -> Option<(String, bool)> {
    let info = fs::read_to_string(".cargo_vcs_info.json").ok()?;
    let (_, rest) = info.split_once("\"sha1\": \"")?;
    Some((rest.split('"').next()?.to_owned(), info.contains("\"dirty\": true")))
}

/// Returns what git knows. In a repository of others that this folder is in, it would know another commit.
fn from_git() -> Option<(String, bool)> {
    if !Path::new(".git").exists() {
        return None;
    }
    let hash = git(&["rev-parse", "HEAD"])?;
    // Written to whenever HEAD moves. A file that is missing would run this program at each build.
    for name in ["logs/HEAD", "HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", name]).filter(|path| Path::new(path).exists()) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    let changes = git(&[&["status", "--porcelain", "--"], &SOURCES[..]].concat())?;
    Some((hash, !changes.is_empty()))
}

/// Returns what `git archive` wrote down, as for the "source code" that GitHub offers beside a release.
fn from_archive() -> Option<(String, bool)> {
    Some((fs::read_to_string("release/commit.txt").ok()?, false))
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
