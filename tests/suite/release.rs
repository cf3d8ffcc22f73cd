//! A release, made here by the same scripts as in the workflow, of a program that only says its name; and installed from
//! a folder and from a server.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use snapbox::str;
use tempfile::TempDir;

use crate::support::{left_out, shows};

const REPOSITORY: &str = "https://git.example/callslip";
const HERE: &str = "x86_64-unknown-linux-musl";
const PROGRAM: &str = "#!/bin/sh\ncase $1 in\n--version) echo 'callslip 1.2.3 (0123456789, here)' ;;\n\
                       *) echo \"$@\" ;;\nesac\n";

/// A checkout of callslip 1.2.3, in which `repository` is set; and what its release consists of.
struct Release {
    folder: TempDir,
}

impl Release {
    /// Before anything was packed.
    fn checkout(repository: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let release = Self { folder };
        release.write("Cargo.toml", &format!("[package]\nversion = \"1.2.3\"\n{repository}"));
        release.write("CHANGELOG.md", "# Changelog\n\n## [1.2.3] - 2026-11-27\n");
        let docs = ["README.md", "docs/start-here.md", "CONTRIBUTING.md", "SECURITY.md", "LICENSE"];
        for path in [&docs[..], &["themes/reading-room/OFL.txt", "src/language/LICENSE-UNICODE"]].concat() {
            release.write(path, path);
        }
        for entry in fs::read_dir(here.join("release")).unwrap().flatten() {
            let text = fs::read_to_string(entry.path()).unwrap();
            release.write(&format!("release/{}", entry.file_name().to_string_lossy()), &text);
        }
        release.program("program/callslip", PROGRAM);
        release.program("program/callslip.exe", PROGRAM);
        release
    }

    /// Packed and finished, as the workflow does it.
    fn new() -> Self {
        let release = Self::checkout(&format!("repository = \"{REPOSITORY}\"\n"));
        for target in targets() {
            assert_eq!(release.script("pack.sh", &release.pack_arguments(&target)), "");
        }
        assert_eq!(release.script("finish.sh", &["out"]), "");
        release
    }

    fn pack_arguments<'a>(&self, target: &'a str) -> [&'a str; 3] {
        assert!(self.path("release/pack.sh").exists());
        let program = if target.contains("windows") { "program/callslip.exe" } else { "program/callslip" };
        [program, target, "out"]
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn program(&self, path: &str, text: &str) {
        use std::os::unix::fs::PermissionsExt;
        self.write(path, text);
        fs::set_permissions(self.path(path), fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Runs a script, and returns all that it prints.
    fn script(&self, name: &str, arguments: &[&str]) -> String {
        let mut command = Command::new("bash");
        command.arg(format!("release/{name}")).args(arguments).current_dir(self.folder.path());
        self.printed(&command.output().unwrap())
    }

    /// Runs the installer as `curl … | sh` does, on a computer of this kind.
    fn install(&self, system: &str, processor: &str, variables: &[(&str, &str)]) -> String {
        self.program(
            "shims/uname",
            &format!("#!/bin/sh\nif [ $1 = -s ]; then echo {system}; else echo {processor}; fi\n"),
        );
        let mut command = Command::new("sh");
        command.current_dir(self.folder.path()).stdin(fs::File::open(self.path("out/install.sh")).unwrap());
        let path = format!("{}:/usr/bin:/bin", self.path("shims").display());
        command.env_clear().env("PATH", path).env("HOME", self.path("home")).env("SHELL", "/bin/zsh");
        command.env("CALLSLIP_FROM", self.path("out")).env("TMPDIR", std::env::temp_dir());
        command.envs(variables.iter().copied());
        self.printed(&command.output().unwrap())
    }

    fn install_here(&self) -> String {
        self.install("Linux", "x86_64", &[])
    }

    fn installed(&self) -> PathBuf {
        self.path("home/.local/bin/callslip")
    }

    fn printed(&self, output: &Output) -> String {
        let text = [&output.stdout[..], &output.stderr].concat();
        let here = self.folder.path().display().to_string();
        String::from_utf8(text).unwrap().replace(&here, "HERE")
    }
}

/// The targets that a release has archives for.
fn targets() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("release/targets.txt");
    fs::read_to_string(path).unwrap().lines().map(ToOwned::to_owned).collect()
}

/// True if a release cannot be made here, which is then said.
fn no_tools() -> bool {
    let has = |tool: &str| Command::new(tool).arg("--version").output().is_ok();
    let missing = !["bash", "sha256sum", "tar", "zip"].into_iter().all(has);
    if missing {
        left_out("bash, sha256sum, tar or zip is not here");
    }
    missing
}

#[test]
fn an_archive_has_the_program_its_manual_page_its_completions_and_the_licenses() {
    if no_tools() {
        return;
    }
    let release = Release::new();
    let list = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).current_dir(release.path("out")).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let mut files: Vec<_> = text.lines().filter(|line| !line.ends_with('/')).map(ToOwned::to_owned).collect();
        files.sort();
        files.join("\n")
    };
    let files = list("tar", &["-tzf", "callslip-v1.2.3-x86_64-unknown-linux-musl.tar.gz"]);
    shows(
        &files,
        str![[r#"
callslip-v1.2.3-x86_64-unknown-linux-musl/CHANGELOG.md
callslip-v1.2.3-x86_64-unknown-linux-musl/CONTRIBUTING.md
callslip-v1.2.3-x86_64-unknown-linux-musl/LICENSE
callslip-v1.2.3-x86_64-unknown-linux-musl/LICENSE-UNICODE
callslip-v1.2.3-x86_64-unknown-linux-musl/OFL.txt
callslip-v1.2.3-x86_64-unknown-linux-musl/README.md
callslip-v1.2.3-x86_64-unknown-linux-musl/SECURITY.md
callslip-v1.2.3-x86_64-unknown-linux-musl/callslip
callslip-v1.2.3-x86_64-unknown-linux-musl/callslip.1
callslip-v1.2.3-x86_64-unknown-linux-musl/completions/callslip.bash
callslip-v1.2.3-x86_64-unknown-linux-musl/completions/callslip.elvish
callslip-v1.2.3-x86_64-unknown-linux-musl/completions/callslip.fish
callslip-v1.2.3-x86_64-unknown-linux-musl/completions/callslip.powershell
callslip-v1.2.3-x86_64-unknown-linux-musl/completions/callslip.zsh
callslip-v1.2.3-x86_64-unknown-linux-musl/docs/start-here.md
"#]],
    );
    let windows = list("unzip", &["-Z1", "callslip-v1.2.3-x86_64-pc-windows-msvc.zip"]);
    let expected = files.replace(HERE, "x86_64-pc-windows-msvc").replace("/callslip\n", "/callslip.exe\n");
    let sorted = |text: &str| text.lines().map(ToOwned::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert_eq!(sorted(&windows), sorted(&expected));
}

#[test]
fn what_the_readme_links_to_is_in_an_archive() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pack = fs::read_to_string(root.join("release/pack.sh")).unwrap();
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let links = readme.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
        let packed = link.split('/').next().unwrap();
        assert!(pack.lines().any(|line| line.starts_with("cp -R ") && line.contains(packed)), "{link}");
    }
}

#[test]
fn a_release_names_one_repository_and_every_sum() {
    if no_tools() {
        return;
    }
    let release = Release::new();
    let sums = release.read("out/SHA256SUMS");
    let names: Vec<_> = sums.lines().filter_map(|line| line.split("  ").nth(1)).collect();
    assert_eq!(names.len(), targets().len());
    for (target, name) in targets().iter().zip(names) {
        let ending = if target.contains("windows") { "zip" } else { "tar.gz" };
        assert_eq!(name, format!("callslip-v1.2.3-{target}.{ending}"));
    }
    for name in ["install.sh", "install.ps1", "callslip.rb"] {
        let text = release.read(&format!("out/{name}"));
        let addresses = text.match_indices("https://").map(|(at, _)| &text[at..]);
        for address in addresses.filter(|address| !address.starts_with("https://*")) {
            assert!(address.starts_with(REPOSITORY), "{name}: {}", address.lines().next().unwrap_or_default());
        }
        let sum = |line: &&str| name != "callslip.rb" || !line.contains("windows");
        for line in sums.lines().filter(sum) {
            assert!(text.contains(line.split(' ').next().unwrap()), "{name} lacks {line}");
        }
    }
    assert!(release.read("out/install.ps1").contains(&format!("$sums = @'\n{sums}'@\n")));
    match Command::new("ruby").args(["-c", "out/callslip.rb"]).current_dir(release.folder.path()).output() {
        Ok(output) => assert_eq!(release.printed(&output), "Syntax OK\n"),
        Err(_) => left_out("there is no ruby here"),
    }
}

#[test]
fn a_release_without_a_repository_or_an_archive_or_a_section_of_the_changelog_is_refused() {
    if no_tools() {
        return;
    }
    let unnamed = Release::checkout("");
    fs::create_dir(unnamed.path("out")).unwrap();
    let named = Release::checkout(&format!("repository = \"{REPOSITORY}\"\n"));
    fs::create_dir(named.path("out")).unwrap();
    let changed = Release::checkout(&format!("repository = \"{REPOSITORY}\"\n"));
    changed.write("CHANGELOG.md", "## [Unreleased]\n");
    shows(
        [
            unnamed.script("finish.sh", &["out"]),
            unnamed.script("check.sh", &["v1.2.3", REPOSITORY]),
            named.script("finish.sh", &["out"]),
            named.script("check.sh", &["v1.2.3", "https://git.example/fork"]),
            named.script("check.sh", &["v1.2.4", REPOSITORY]),
            named.script("check.sh", &["v1.2.3", REPOSITORY]),
            changed.script("check.sh", &["v1.2.3", REPOSITORY]),
        ]
        .concat(),
        str![[r#"
error: Cargo.toml does not say where the repository is; write `repository = ...` below [package]
error: Cargo.toml says nothing about the repository; write `repository = "https://git.example/callslip"` below [package]
error: there is no callslip-v1.2.3-aarch64-apple-darwin.tar.gz
error: Cargo.toml says https://git.example/callslip about the repository; write `repository = "https://git.example/fork"` below [package]
error: the tag is v1.2.4, but Cargo.toml says version 1.2.3
error: CHANGELOG.md has no `## [1.2.3]`; rename `## [Unreleased]`
"#]],
    );
}

#[test]
fn the_workflow_makes_an_archive_for_each_target_and_runs_these_scripts() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/workflows/release.yml");
    // The crate's package is without it.
    let Ok(workflow) = fs::read_to_string(path) else { return };
    let built = workflow.lines().filter_map(|line| line.split_once(" target: ")?.1.split([' ', ',', '}']).next());
    let mut built: Vec<_> = built.map(ToOwned::to_owned).collect();
    built.sort();
    assert_eq!(built, targets());
    for script in ["check.sh", "pack.sh", "finish.sh"] {
        assert!(workflow.contains(&format!("release/{script} ")), "{script}");
    }
}

#[test]
fn the_installer_installs_and_says_what_is_left_to_do() {
    if no_tools() {
        return;
    }
    let release = Release::new();
    shows(
        [
            release.install_here(),
            // Again, and where a terminal finds it; with another shell.
            release.install("Linux", "x86_64", &[("PATH", &in_path(&release))]),
            release.install("Linux", "aarch64", &[("CALLSLIP_BIN", "bin/"), ("SHELL", "/usr/bin/fish")]),
            release.install("Darwin", "arm64", &[("CALLSLIP_BIN", "mac"), ("SHELL", "/bin/bash")]),
            release.install("Darwin", "x86_64", &[("CALLSLIP_BIN", "old-mac"), ("SHELL", "")]),
        ]
        .join("\n"),
        str![[r#"
callslip 1.2.3 is now in HERE/home/.local/bin.
Your terminal does not look there yet. Type this line, and then open a new terminal:

  echo 'export PATH="HERE/home/.local/bin:$PATH"' >> ~/.zshrc

callslip 1.2.3 is already in HERE/home/.local/bin.

callslip 1.2.3 is now in HERE/bin.
Your terminal does not look there yet. Type this line, and then open a new terminal:

  fish_add_path 'HERE/bin'

callslip 1.2.3 is now in HERE/mac.
Your terminal does not look there yet. Type this line, and then open a new terminal:

  echo 'export PATH="HERE/mac:$PATH"' >> ~/.bash_profile

callslip 1.2.3 is now in HERE/old-mac.
Your terminal does not look there yet. Type this line, and then open a new terminal:

  echo 'export PATH="HERE/old-mac:$PATH"' >> ~/.profile
"#]],
    );
    let output = Command::new(release.installed()).arg("--version").output().unwrap();
    assert_eq!(release.printed(&output), "callslip 1.2.3 (0123456789, here)\n");
    let left: Vec<_> = fs::read_dir(release.path("home/.local/bin")).unwrap().flatten().collect();
    assert_eq!(left.len(), 1);
}

/// A search path with the folder of the installed program.
fn in_path(release: &Release) -> String {
    format!("{}:{}:/usr/bin:/bin", release.path("shims").display(), release.path("home/.local/bin").display())
}

#[test]
fn an_older_program_is_replaced_and_another_one_that_comes_first_is_named() {
    if no_tools() {
        return;
    }
    let release = Release::new();
    release.program("home/.local/bin/callslip", "#!/bin/sh\necho callslip 1.2.30\n");
    release.program("shims/callslip", "#!/bin/sh\necho callslip 0.9.0\n");
    shows(
        release.install("Linux", "x86_64", &[("PATH", &in_path(&release))]),
        str![[r#"
callslip 1.2.3 is now in HERE/home/.local/bin.
Your terminal still finds another callslip first: HERE/shims/callslip. Remove it, if you no longer need it.
"#]],
    );
    assert_eq!(fs::read_to_string(release.installed()).unwrap(), PROGRAM);
}

#[test]
fn a_download_that_is_not_the_published_file_is_not_installed() {
    if no_tools() {
        return;
    }
    let release = Release::new();
    let archive = format!("out/callslip-v1.2.3-{HERE}.tar.gz");
    let whole = fs::read(release.path(&archive)).unwrap();
    fs::write(release.path(&archive), &whole[..whole.len() / 2]).unwrap();
    let cut = release.install_here();
    fs::remove_file(release.path(&archive)).unwrap();
    let gone = release.install_here();
    let installer = release.read("out/install.sh");
    release.write("out/install.sh", &installer.replace(&format!("-{HERE}.tar.gz"), "-of-another.tar.gz"));
    let no_line = release.install_here();
    let sum = |text: &str| {
        let digit = |c: char| c.is_ascii_hexdigit();
        let words = text.split(' ').flat_map(|word| word.split('\n'));
        let long: Vec<_> = words.filter(|word| word.len() == 64 && word.chars().all(digit)).collect();
        long.into_iter().fold(text.to_owned(), |text, sum| text.replace(sum, "SUM"))
    };
    shows(
        [sum(&cut), gone, no_line].join("\n"),
        str![[r#"
error: callslip-v1.2.3-x86_64-unknown-linux-musl.tar.gz is not the file that was published. Nothing was installed.
  It should have the checksum SUM
  but this download has       SUM
  Run this again. If the message stays the same, do not use that file.

cp: cannot stat 'HERE/out/callslip-v1.2.3-x86_64-unknown-linux-musl.tar.gz': No such file or directory
error: could not get HERE/out/callslip-v1.2.3-x86_64-unknown-linux-musl.tar.gz; check your connection, and run this again

error: there is no archive for this computer (x86_64-unknown-linux-musl). If you have Rust, run:
  cargo install --locked --features full --git https://git.example/callslip --tag v1.2.3 callslip
"#]],
    );
    assert!(!release.installed().exists());
    // Half of the installer does nothing at all.
    release.write("out/install.sh", &installer[..installer.len() - 20]);
    assert_eq!(release.install_here(), "");
}

#[test]
fn computers_without_an_archive_and_folders_that_cannot_be_written_are_named() {
    if no_tools() {
        return;
    }
    let release = Release::new();
    release.write("file", "");
    fs::create_dir_all(release.path("taken/callslip")).unwrap();
    release.program("broken/callslip", "#!/bin/sh\nexit 1\n");
    shows(
        [
            release.install("Linux", "armv7l", &[]),
            release.install("FreeBSD", "amd64", &[]),
            release.install("MINGW64_NT-10.0", "x86_64", &[]),
            release.install("Linux", "x86_64", &[("CALLSLIP_BIN", "file/bin")]),
            release.install("Linux", "x86_64", &[("CALLSLIP_BIN", "taken")]),
            release.install("Linux", "x86_64", &[("HOME", "")]),
        ]
        .join("\n"),
        str![[r#"
error: there is no archive for this computer (armv7l-unknown-linux-musl). If you have Rust, run:
  cargo install --locked --features full --git https://git.example/callslip --tag v1.2.3 callslip

error: there is no archive for this computer (x86_64-FreeBSD). If you have Rust, run:
  cargo install --locked --features full --git https://git.example/callslip --tag v1.2.3 callslip

error: on Windows, open PowerShell and run: irm https://git.example/callslip/releases/latest/download/install.ps1 | iex

error: cannot write the program HERE/file/bin/callslip; choose another folder: set CALLSLIP_BIN, and run this again

error: cannot write the program HERE/taken/callslip; choose another folder: set CALLSLIP_BIN, and run this again

error: it is not clear where to put callslip; set CALLSLIP_BIN to a folder
"#]],
    );
    release.program("program/callslip", "#!/bin/sh\n[ $1 != --version ] || exit 1\n");
    release.script("pack.sh", &release.pack_arguments(HERE));
    release.script("finish.sh", &["out"]);
    assert_eq!(release.install_here(), "error: the program does not run on this computer. Nothing was installed.\n");
    assert!(!release.installed().exists());
}

#[test]
fn over_http_a_cut_or_a_missing_download_is_not_installed_and_a_whole_one_is() {
    if no_tools() || !["curl", "wget"].into_iter().any(|tool| Command::new(tool).arg("-V").output().is_ok()) {
        return;
    }
    let release = Release::new();
    let whole = fs::read(release.path(&format!("out/callslip-v1.2.3-{HERE}.tar.gz"))).unwrap();
    let answers = [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(), false),
        (ok(whole.len(), &whole[..whole.len() / 2]), false),
        (ok(whole.len(), &whole), true),
    ];
    for (answer, well) in answers {
        let (address, server) = serve(answer);
        let printed = release.install("Linux", "x86_64", &[("CALLSLIP_FROM", &address)]);
        assert_eq!(release.installed().exists(), well, "{printed}");
        assert!(well || printed.contains("error: "), "{printed}");
        drop(server);
    }
}

/// An answer that promises so many bytes.
fn ok(promised: usize, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {promised}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// The address of a server that gives every request this answer.
fn serve(answer: Vec<u8>) -> (String, std::thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&answer);
        }
    });
    (address, server)
}
