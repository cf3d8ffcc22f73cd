//! The workflows that `callslip ci` writes, run here as their services run them: each command in a shell, in a fresh
//! checkout; callslip itself from a folder of archives; what GitHub's own actions do is done by hand.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use snapbox::str;
use tempfile::TempDir;

use crate::support::{Column, left_out, shows};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A column in a repository at a service, with a workflow of its own; and where callslip comes from.
struct Service {
    folder: TempDir,
    /// The settings of the repository, by the expression or variable that reads each.
    settings: BTreeMap<&'static str, String>,
}

/// The outcome of a run.
struct Run {
    /// The output of its commands.
    log: String,
    well: bool,
}

impl Service {
    /// A column with these settings in a folder of a repository, pushed there with its workflow.
    fn new(service: &str, folder: &str, settings: &str) -> Self {
        let column =
            Column::new().file("column.yaml", format!("title: The Desk\n{settings}")).letter("Q: Why?\n\nSM: !\n");
        let this = Self { folder: tempfile::tempdir().unwrap(), settings: BTreeMap::new() };
        let at = this.path("work").join(folder);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        this.shell("", &format!("mkdir -p '{0}' && cp -R '{1}/.' '{0}'", at.display(), column.root().display()));
        this.shell("", "git init --quiet --bare --initial-branch=master origin.git");
        this.shell("work", "git init --quiet --initial-branch=master && git remote add origin ../origin.git");
        let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
        let output = command.args(["ci", service, "--root"]).arg(&at).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        this.shell("work", "git add . && git commit --quiet --message One && git push --quiet origin master");
        this.archive();
        // As somebody copied it.
        let repository = format!("file://{}/releases/tag/v1", this.path("callslip.git").display());
        this.set("CALLSLIP_REPOSITORY", repository)
    }

    /// A release of callslip: a program that is the one of these tests, and its checksum.
    fn archive(&self) {
        let name = format!("callslip-v{VERSION}-{}-unknown-linux-musl", std::env::consts::ARCH);
        let program = format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_callslip"));
        fs::create_dir_all(self.path(&name)).unwrap();
        fs::write(self.path(&name).join("callslip"), program).unwrap();
        let release = format!("callslip/releases/download/v{VERSION}");
        self.shell(
            "",
            &format!(
                "chmod 755 {name}/callslip && mkdir -p {release} && tar -czf {release}/{name}.tar.gz {name} && \
                 cd {release} && sha256sum {name}.tar.gz > SHA256SUMS"
            ),
        );
    }

    fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.settings.insert(name, value.into());
        self
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs a command of the columnist's, which must succeed.
    #[track_caller]
    fn shell(&self, folder: &str, text: &str) -> String {
        fs::create_dir_all(self.path(folder)).unwrap();
        let mut command = Command::new("bash");
        command.args(["-ec", text]).current_dir(self.path(folder)).env("GIT_CONFIG_GLOBAL", self.git_config());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn git_config(&self) -> PathBuf {
        let path = self.path("gitconfig");
        let text = "[user]\nname = Sol\nemail = sol@desk.example\n[protocol \"file\"]\nallow = always\n";
        fs::write(&path, text).unwrap();
        path
    }

    /// A machine for one run, with nothing on it but the checkout.
    fn checkout(&self) {
        self.shell(
            "",
            "rm -rf checkout home temporary && mkdir home temporary && git clone --quiet --depth 1 --recurse-submodules \
             --shallow-submodules file://$PWD/origin.git checkout",
        );
    }

    fn workflow(&self, path: &str) -> Value {
        serde_yaml::from_str(&self.read(&format!("work/{path}"))).unwrap()
    }

    /// Runs a text as a shell script on the machine.
    fn script(&self, shell: &[&str], text: &str, folder: &Path, variables: &[(String, String)]) -> Run {
        let script = self.path("temporary/script.sh");
        fs::write(&script, text).unwrap();
        let cargo = PathBuf::from(std::env::var_os("CARGO").unwrap_or_default());
        let added = fs::read_to_string(self.path("temporary/path")).unwrap_or_default();
        let cargo = cargo.parent().unwrap_or(Path::new(""));
        let path = format!("{}:{}:/usr/bin:/bin:/usr/local/bin", added.trim(), cargo.display());
        let mut command = Command::new(shell[0]);
        command.args(&shell[1..]).arg(&script).current_dir(folder).env_clear();
        command.env("PATH", path).env("HOME", self.path("home")).env("GITHUB_PATH", self.path("temporary/path"));
        command.env("GITHUB_WORKSPACE", self.path("checkout")).env("CI_PROJECT_DIR", self.path("checkout"));
        command.env("RUNNER_ENVIRONMENT", "github-hosted").env("TMPDIR", std::env::temp_dir());
        command.envs(variables.iter().map(|(name, value)| (name, value)));
        let output = command.output().unwrap();
        let log = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        Run { log: log.replace(&script.display().to_string(), "script.sh"), well: output.status.success() }
    }

    /// Fills `${{ … }}` from the settings.
    fn filled(&self, text: &str) -> String {
        let mut parts = text.split("${{ ");
        let mut filled = parts.next().unwrap().to_owned();
        for part in parts {
            let (expression, rest) = part.split_once(" }}").unwrap();
            let name = expression.rsplit('.').next().unwrap();
            let known = ["vars", "secrets", "github", "runner"];
            assert!(known.contains(&expression.split('.').next().unwrap()), "{expression}");
            filled.push_str(self.settings.get(name).map_or("", String::as_str));
            filled.push_str(rest);
        }
        filled
    }

    fn variables(&self, owner: &Value) -> Vec<(String, String)> {
        let fields = owner["env"].as_object().into_iter().flatten();
        fields.map(|(name, value)| (name.clone(), self.filled(value.as_str().unwrap()))).collect()
    }

    /// Runs the workflow for GitHub after a push, with or without Pages in the repository.
    fn github(&self, pages_are_on: bool) -> Run {
        let workflow = self.workflow(".github/workflows/column.yml");
        let job = &workflow["jobs"]["publish"];
        let folder = job["defaults"]["run"]["working-directory"].as_str().unwrap_or_default();
        let (mut log, mut outcomes, mut well) = (String::new(), BTreeMap::new(), true);
        for step in job["steps"].as_array().unwrap() {
            let wanted = match step["if"].as_str() {
                None => well,
                Some("failure() && steps.pages.outcome == 'failure'") => outcomes.get("pages") == Some(&false),
                Some("${{ !cancelled() && steps.callslip.outcome == 'success' }}") => {
                    outcomes.get("callslip") == Some(&true)
                }
                Some(other) => panic!("who knows when `{other}` is true?"),
            };
            if !wanted {
                continue;
            }
            let run = match (step["uses"].as_str(), step["run"].as_str()) {
                (Some(action), _) => Run { log: String::new(), well: self.action(action, step, pages_are_on) },
                (_, Some(text)) => {
                    let variables = [self.variables(&workflow), self.variables(step)].concat();
                    self.script(&["bash", "-e"], &self.filled(text), &self.path("checkout").join(folder), &variables)
                }
                _ => panic!("a step does something"),
            };
            if let Some(id) = step["id"].as_str() {
                outcomes.insert(id.to_owned(), run.well);
            }
            well &= run.well;
            log.push_str(&run.log);
        }
        Run { log, well }
    }

    /// Does what an action of GitHub's does.
    fn action(&self, action: &str, step: &Value, pages_are_on: bool) -> bool {
        match action.split('@').next().unwrap() {
            "actions/checkout" => {
                assert_eq!((&step["with"]["lfs"], &step["with"]["submodules"]), (&true.into(), &"recursive".into()));
                self.checkout();
            }
            "actions/cache" => {}
            "actions/configure-pages" => return pages_are_on,
            "actions/upload-pages-artifact" => {
                let path = self.path("checkout").join(step["with"]["path"].as_str().unwrap());
                self.shell("", &format!("rm -rf artifact && cp -R '{}' artifact", path.display()));
            }
            "actions/deploy-pages" => drop(self.shell("", "rm -rf pages && mv artifact pages")),
            other => panic!("what does `{other}` do?"),
        }
        true
    }

    /// Runs the pipeline for GitLab.
    fn gitlab(&self) -> Run {
        let workflow = self.workflow(".gitlab-ci.yml");
        let job = [&workflow["pages"], &workflow["publish"]].into_iter().find(|job| job.is_object()).unwrap();
        let commands = job["script"].as_array().unwrap().iter().map(|command| command.as_str().unwrap());
        let text = commands.collect::<Vec<_>>().join("\n");
        let settings = self.settings.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        self.checkout();
        let run =
            self.script(&["bash", "-eo", "pipefail"], &text, &self.path("checkout"), &settings.collect::<Vec<_>>());
        if run.well && workflow["pages"].is_object() {
            assert_eq!(job["artifacts"]["paths"][0], "public");
            self.shell("", "rm -rf pages && cp -R checkout/public pages");
        }
        run
    }
}

/// True if no workflow can run here, which is then said.
fn no_tools() -> bool {
    let has = |tool: &str| Command::new(tool).arg("--version").output().is_ok();
    let missing = !["bash", "git", "curl", "sha256sum", "tar"].into_iter().all(has);
    if missing {
        left_out("bash, git, curl, sha256sum or tar is not here");
    }
    missing
}

#[track_caller]
fn is_well(run: &Run) {
    assert!(run.well, "{}", run.log);
}

const LETTER: &str = "pages/questions/loud-drums/index.html";

#[test]
fn a_column_is_published_to_pages_at_the_top_and_in_a_folder() {
    if no_tools() {
        return;
    }
    for (folder, settings) in [("", "host: github-pages\n"), ("my letters/desk", "")] {
        let service = Service::new("github", folder, settings);
        is_well(&service.github(true));
        assert!(service.path(LETTER).exists());
        let service = Service::new("gitlab", folder, "");
        is_well(&service.gitlab());
        assert!(service.path(LETTER).exists());
    }
}

#[test]
fn letters_in_a_submodule_are_published() {
    if no_tools() {
        return;
    }
    let service = Service::new("github", "desk", "");
    service.shell("letters", "git init --quiet && git commit --quiet --allow-empty --message None");
    fs::write(service.path("letters/far.md"), "---\ntitle: Far\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n").unwrap();
    service.shell("letters", "git add . && git commit --quiet --message Far");
    service.shell(
        "work",
        "git submodule --quiet add file://$PWD/../letters desk/content/questions/elsewhere && git commit --quiet \
         --message Two && git push --quiet origin master",
    );
    is_well(&service.github(true));
    let found = service.shell("pages", "find . -path '*far*' -name index.html");
    assert!(!found.is_empty());
}

#[test]
fn each_place_has_its_turn_and_its_own_password() {
    if no_tools() {
        return;
    }
    let settings = "publish:\n  one: { kind: webdav, url: 'https://127.0.0.1:9/', user: sol }\n  \
                    two-b: { kind: webdav, url: 'https://127.0.0.1:9/b', user: sol }\n  \
                    copy: { kind: command, run: 'cp -R public \"$HOME/copy\"' }\n  branch: { kind: git }\n  \
                    www: { kind: folder, path: ../../www }\n";
    for name in ["github", "gitlab"] {
        let service = Service::new(name, "desk", settings)
            .set("CALLSLIP_PASSWORD_ONE", "1")
            .set("GITLAB_USER_NAME", "Sol")
            .set("GITLAB_USER_EMAIL", "sol@desk.example")
            .set("repository_owner", "sol")
            .set("repository_owner_id", "7");
        let run = if name == "github" { service.github(true) } else { service.gitlab() };
        assert!(!run.well, "{}", run.log);
        assert!(run.log.contains("CALLSLIP_PASSWORD_TWO_B"), "{}", run.log);
        assert!(!run.log.contains("CALLSLIP_PASSWORD_ONE"), "{}", run.log);
        assert!(service.path("home/copy/index.html").exists(), "{}", run.log);
        let files = service.shell("origin.git", "git ls-tree -r --name-only gh-pages");
        assert!(files.contains("questions/loud-drums/index.html"), "{files}");
        // The next day, from another machine: nothing is new.
        let before = service.shell("origin.git", "git rev-parse gh-pages");
        let _ = if name == "github" { service.github(true) } else { service.gitlab() };
        assert_eq!(service.shell("origin.git", "git rev-parse gh-pages"), before);
    }
}

#[test]
fn an_archive_that_is_not_the_published_one_is_not_run() {
    if no_tools() {
        return;
    }
    let service = Service::new("github", "", "");
    let sums = service.path(&format!("callslip/releases/download/v{VERSION}/SHA256SUMS"));
    let sound = fs::read_to_string(&sums).unwrap();
    for wrong in [sound.replacen(|c: char| c.is_ascii_hexdigit(), "", 1), "0".repeat(64) + &sound[64..], String::new()]
    {
        fs::write(&sums, wrong).unwrap();
        let run = service.github(true);
        assert!(!run.well && !service.path("pages").exists(), "{}", run.log);
        assert!(!service.path("home/.callslip/bin/callslip").exists());
    }
    fs::write(&sums, sound).unwrap();
    is_well(&service.github(true));
}

#[test]
fn without_an_archive_it_is_compiled_from_the_tag_of_the_repository() {
    let cargo = std::env::var_os("CARGO").unwrap_or_default();
    if no_tools() || Command::new(cargo).arg("--version").output().is_err() {
        left_out("there is no cargo here for this user");
        return;
    }
    let service = Service::new("gitlab", "", "");
    service.shell("", "rm -r callslip");
    service.shell("callslip/src", "git init --quiet ..");
    let program =
        "fn main() { println!(\"compiled {:?}\", std::env::args().nth(1)); std::fs::create_dir(\"public\").unwrap(); }";
    fs::write(service.path("callslip/src/main.rs"), program).unwrap();
    let manifest = format!("[package]\nname = \"callslip\"\nversion = \"{VERSION}\"\n[features]\nfull = []\n");
    fs::write(service.path("callslip/Cargo.toml"), manifest).unwrap();
    let lock = format!("version = 3\n\n[[package]]\nname = \"callslip\"\nversion = \"{VERSION}\"\n");
    fs::write(service.path("callslip/Cargo.lock"), lock).unwrap();
    let run = service.gitlab();
    assert!(!run.well && run.log.contains("No archive of callslip"), "there is no tag yet: {}", run.log);
    service.shell("callslip", &format!("git add . && git commit --quiet --message All && git tag v{VERSION}"));
    let run = service.gitlab();
    is_well(&run);
    assert!(run.log.contains("compiled Some(\"build\")"), "{}", run.log);
}

#[test]
fn what_is_still_to_be_set_is_named() {
    if no_tools() {
        return;
    }
    let github = Service::new("github", "", "").set("CALLSLIP_REPOSITORY", "");
    let gitlab = Service::new("gitlab", "", "").set("CALLSLIP_REPOSITORY", "git.example/callslip");
    let pages = Service::new("github", "", "");
    let key = Service::new("github", "", "publish:\n  www: { kind: sftp, server: a.example, path: www }\n");
    let runs = [github.github(true), gitlab.gitlab(), pages.github(false), key.github(true)];
    assert!(runs.iter().all(|run| !run.well));
    let logs = runs.map(|run| run.log).concat();
    let lines = logs.lines().filter(|line| !line.contains("tar.gz: OK") && !line.contains("static"));
    shows(
        lines.collect::<Vec<_>>().join("\n"),
        str![[r#"
::error::Set CALLSLIP_REPOSITORY to the address that .github/workflows/column.yml asks for
Set CALLSLIP_REPOSITORY to the address that .gitlab-ci.yml asks for
::error::In this repository, choose Settings, Pages, Source: GitHub Actions. Then run this again. (GitHub has Pages for private repositories only in paid plans.)
::error::Save the secret SSH_KEY; .github/workflows/column.yml says how
"#]],
    );
}

#[test]
fn a_folder_of_the_machine_is_no_place_to_publish_to() {
    if no_tools() {
        return;
    }
    let service = Service::new(
        "github",
        "",
        "publish:\n  copy: { kind: command, run: 'true' }\n  www: { kind: folder, path: www }\n",
    );
    is_well(&service.github(true));
    let program = format!("'{}' publish --trust www\n", env!("CARGO_BIN_EXE_callslip"));
    let run = service.script(&["bash", "-e"], &program, &service.path("checkout"), &[]);
    shows(
        run.log.lines().last().unwrap(),
        str![
            "error: `www` is a folder of the machine that GitHub lends for this run, and is gone after it; publish to a place on the internet instead, such as one of `kind: sftp`, or publish to `www` from your own computer"
        ],
    );
    assert!(!service.path("checkout/www").exists());
}
