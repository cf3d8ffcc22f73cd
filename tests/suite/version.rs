//! What `callslip --version` says about where the program comes from: `build.rs`, run as cargo runs it for a release.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::left_out;

/// A copy of the sources, and the compiled `build.rs`.
struct Sources {
    folder: TempDir,
    script: PathBuf,
}

impl Sources {
    /// Returns `None` where nothing can be compiled, and says so.
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join(format!("build-script{}", std::env::consts::EXE_SUFFIX));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs");
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let status = Command::new(rustc).args(["--edition=2024", "-o"]).arg(&script).arg(source).status();
        if !status.is_ok_and(|status| status.success()) {
            left_out("there is no rustc here for this user");
            return None;
        }
        let sources = Self { folder, script };
        sources.write("src/lib.rs", "");
        sources.write("Cargo.lock", "");
        Some(sources)
    }

    /// The folder that cargo would build in.
    fn root(&self) -> PathBuf {
        self.folder.path().join("callslip")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Sol", "-c", "user.email=sol@desk.example", "-C"]).arg(self.root());
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn commit(&self) -> String {
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--message", "A commit"]);
        self.git(&["rev-parse", "HEAD"])[..10].to_owned()
    }

    /// All that the script prints in a folder.
    fn printed(&self, folder: &Path, profile: &str) -> String {
        let mut command = Command::new(&self.script);
        command.current_dir(folder).env("PROFILE", profile).env("TARGET", "TARGET").env("CARGO_PKG_VERSION", "1.2.3");
        let output = command.env("GIT_CEILING_DIRECTORIES", self.folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The text of `callslip --version`, without the name.
    fn version(&self, folder: &Path, profile: &str) -> String {
        let printed = self.printed(folder, profile);
        let line = printed.lines().find_map(|line| line.strip_prefix("cargo:rustc-env=CALLSLIP_VERSION="));
        line.unwrap().to_owned()
    }

    fn release(&self) -> String {
        self.version(&self.root(), "release")
    }
}

/// True if there is no git here, which is then said.
fn no_git() -> bool {
    let missing = Command::new("git").arg("--version").output().is_err();
    if missing {
        left_out("there is no git here");
    }
    missing
}

#[test]
fn a_program_names_its_commit_and_whether_it_was_changed() {
    if no_git() {
        return;
    }
    let Some(sources) = Sources::new() else { return };
    assert_eq!(sources.release(), "1.2.3 (TARGET)");
    sources.git(&["init", "--quiet"]);
    assert_eq!(sources.release(), "1.2.3 (TARGET)", "nothing was committed yet");
    let commit = sources.commit();
    assert_eq!(sources.release(), format!("1.2.3 ({commit}, TARGET)"));
    sources.write("notes.txt", "not a source");
    assert_eq!(sources.release(), format!("1.2.3 ({commit}, TARGET)"));
    sources.write("src/new.rs", "");
    assert_eq!(sources.release(), format!("1.2.3 ({commit}-dirty, TARGET)"));
    assert_eq!(sources.version(&sources.root(), "debug"), "1.2.3 (development, TARGET)");
}

#[test]
fn it_is_made_again_after_a_commit_and_not_each_time() {
    if no_git() {
        return;
    }
    let Some(sources) = Sources::new() else { return };
    sources.git(&["init", "--quiet"]);
    sources.commit();
    let watched = |folder: &Path, profile| {
        let printed = sources.printed(folder, profile);
        let paths = printed.lines().filter_map(|line| line.strip_prefix("cargo:rerun-if-changed="));
        paths.map(|path| folder.join(path)).filter(|path| path.to_string_lossy().contains(".git")).collect::<Vec<_>>()
    };
    assert_eq!(watched(&sources.root(), "debug"), [""; 0].map(PathBuf::from));
    let worktree = sources.folder.path().join("worktree");
    sources.git(&["worktree", "add", "--quiet", "--detach", worktree.to_str().unwrap()]);
    for folder in [sources.root(), worktree] {
        let watched = watched(&folder, "release");
        // A path that is missing would be "changed" at each build.
        assert!(watched.len() == 2 && watched.iter().all(|path| path.exists()), "{watched:?}");
        assert!(sources.version(&folder, "release").contains(&sources.git(&["rev-parse", "HEAD"])[..10]));
    }
}

#[test]
fn a_package_and_an_archive_name_their_commit_without_git() {
    let Some(sources) = Sources::new() else { return };
    let hash = "0123456789abcdef0123456789abcdef01234567";
    // As `git archive` leaves it, and as it is everywhere else.
    sources.write("release/commit.txt", &format!("{hash}\n"));
    assert_eq!(sources.release(), "1.2.3 (0123456789, TARGET)");
    sources.write("release/commit.txt", "$Format:%H$\n");
    assert_eq!(sources.release(), "1.2.3 (TARGET)");
    let info =
        |dirty| format!("{{\n  \"git\": {{\n    \"sha1\": \"{hash}\"{dirty}\n  }},\n  \"path_in_vcs\": \"\"\n}}");
    sources.write(".cargo_vcs_info.json", &info(""));
    assert_eq!(sources.release(), "1.2.3 (0123456789, TARGET)");
    sources.write(".cargo_vcs_info.json", &info(",\n    \"dirty\": true"));
    assert_eq!(sources.release(), "1.2.3 (0123456789-dirty, TARGET)");
}

#[test]
fn a_repository_around_the_sources_is_not_theirs() {
    if no_git() {
        return;
    }
    let Some(sources) = Sources::new() else { return };
    sources.write("vendor/callslip/src/lib.rs", "");
    sources.git(&["init", "--quiet"]);
    sources.commit();
    assert_eq!(sources.version(&sources.root().join("vendor/callslip"), "release"), "1.2.3 (TARGET)");
}

#[test]
fn an_archive_that_git_makes_has_the_commit() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if !root.join(".git").exists() || no_git() {
        return;
    }
    let git = |arguments: &[&str]| Command::new("git").arg("-C").arg(root).args(arguments).output().unwrap();
    let archive = git(&["archive", "HEAD", "release/commit.txt"]);
    if !archive.status.success() {
        left_out("this checkout belongs to another user");
        return;
    }
    let head = String::from_utf8(git(&["rev-parse", "HEAD"]).stdout).unwrap();
    assert!(String::from_utf8_lossy(&archive.stdout).contains(head.trim()));
}
