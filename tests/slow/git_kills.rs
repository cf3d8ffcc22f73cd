//! Publishes to a branch that are killed: at the start or after the end of each git process, at a system call that was
//! chosen, or at a random moment together with git; while files and folders trade places. `CALLSLIP_KILLS=300` makes it
//! a campaign.

use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use tempfile::TempDir;

use crate::dice::Dice;
use crate::kills::{self, Calls, may_trace, rename_by_case, trade_places};
use crate::support::publishing::{Files, letter, ours};
use crate::support::{Column, left_out};

/// Takes the place of `git`: kills who calls it at the n-th call, before git runs, after it, or in its place.
const FAKE_GIT: &str = "#!/bin/sh
n=$(cat \"$COUNT\" 2>/dev/null || echo 0); n=$((n + 1)); echo $n > \"$COUNT\"
[ \"$n\" = \"$KILL_AT\" ] || exec \"$REAL_GIT\" \"$@\"
case $KILL_HOW in
before) kill -9 $PPID; exec \"$REAL_GIT\" \"$@\" ;;
after) \"$REAL_GIT\" \"$@\"; kill -9 $PPID ;;
*) kill -9 $PPID ;;
esac
";

/// System calls at which callslip is killed, as strace names them.
const CALLS: [&str; 7] =
    ["read", "write", "close", "?fork,?vfork,clone,?clone3", "wait4,?waitid", "openat", "?poll,?ppoll"];

/// A repository of a column, and the one that it publishes to.
struct Repository {
    folder: TempDir,
    git: PathBuf,
}

impl Repository {
    /// `None` where there is no git.
    fn new(column: &Column) -> Option<Self> {
        let git = env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join("git")).find(|git| git.is_file());
        let Some(git) = git else {
            left_out("there is no git here");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let this = Self { folder, git };
        let bare = this.bare().display().to_string();
        this.run(this.folder.path(), &["init", "--quiet", "--bare", "--initial-branch=main", &bare]);
        let root = column.root();
        this.run(root, &["init", "--quiet", "--initial-branch=main"]);
        this.run(root, &["config", "user.name", "Sol Marchetti"]);
        this.run(root, &["config", "user.email", "sol@desk.example"]);
        this.run(root, &["remote", "add", "origin", &bare]);
        // What receives is on another computer: it is not killed with us.
        this.run(root, &["config", "remote.origin.receivepack", "setsid git-receive-pack"]);
        this.run(root, &["add", "column.yaml"]);
        this.run(root, &["commit", "--quiet", "-m", "Begin"]);
        let fake = this.folder.path().join("bin/git");
        fs::create_dir(fake.parent().unwrap()).unwrap();
        fs::write(&fake, FAKE_GIT).unwrap();
        fs::set_permissions(&fake, fs::Permissions::from_mode(0o755)).unwrap();
        Some(this)
    }

    fn bare(&self) -> PathBuf {
        self.folder.path().join("bare")
    }

    #[track_caller]
    fn run(&self, folder: &Path, arguments: &[&str]) -> String {
        let output = Command::new(&self.git).arg("-C").arg(folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// All files of the branch.
    fn files(&self) -> Files {
        let archive = self.folder.path().join("branch.tar");
        let place = self.folder.path().join("branch");
        let _ = fs::remove_dir_all(&place);
        fs::create_dir(&place).unwrap();
        self.run(&self.bare(), &["archive", "--format=tar", "-o", &archive.display().to_string(), "gh-pages"]);
        let unpacked = Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&place).status().unwrap();
        assert!(unpacked.success());
        let mut files = ours(&place);
        assert_eq!(files.remove("CNAME").as_deref(), Some(&b"desk.example"[..]), "a foreign file");
        files.remove(".nojekyll");
        files
    }

    /// The state that a publish must not touch: references, the checked-out branch, the index.
    fn own_state(&self, column: &Column) -> String {
        let refs = self
            .run(column.root(), &["for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/callslip"]);
        let index = self.run(column.root(), &["ls-files", "--stage"]);
        refs + &index
    }

    fn publish(column: &Column, before: &[&str]) -> Command {
        let program = env!("CARGO_BIN_EXE_callslip");
        let mut words = before.iter().copied().chain([program, "publish", "--yes", "--root"]);
        let mut command = Command::new(words.next().unwrap());
        command.args(words).arg(column.root()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// The next publish succeeds, and the branch is what the column is.
    #[track_caller]
    fn heals(&self, column: &Column, round: usize) {
        let output = Self::publish(column, &[]).output().unwrap();
        assert!(output.status.success(), "round {round}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(self.files() == ours(&column.public()), "round {round}: the branch differs");
        let left = fs::read_dir(column.root().join(".git")).unwrap().flatten();
        let left: Vec<_> = left.map(|entry| entry.file_name().into_string().unwrap()).collect();
        assert!(!left.iter().any(|name| name.starts_with("fast_import_crash")), "round {round}: {left:?}");
    }

    /// Publishes, and kills it. Returns false if it came to its end.
    fn killed(&self, column: &Column, dice: &mut Dice, how: usize, usual: Duration, calls: &mut Calls) -> bool {
        let success = match how {
            // At a git process.
            0 | 1 => {
                let count = self.folder.path().join("count");
                let _ = fs::remove_file(&count);
                let path = format!("{}:{}", self.folder.path().join("bin").display(), env::var("PATH").unwrap());
                let mut command = Self::publish(column, &[]);
                command.env("PATH", path).env("REAL_GIT", &self.git).env("COUNT", &count);
                command.env("KILL_AT", (1 + dice.roll(24)).to_string());
                command.env("KILL_HOW", ["before", "after", "instead"][dice.roll(3)]);
                command.output().unwrap().status.success()
            }
            // At a system call.
            2 => !calls.kill(dice, |inject| {
                let mut command = Self::publish(column, &["strace", "-qq", "-o", "/dev/null", inject]);
                !command.output().unwrap().status.success()
            }),
            // With git, at a random moment.
            _ => {
                let mut running = Self::publish(column, &[]).process_group(0).spawn().unwrap();
                thread::sleep(usual * u32::try_from(dice.roll(1100)).unwrap() / 1000);
                let group = format!("-{}", running.id());
                let _ = Command::new("kill").args(["-9", "--", &group]).stderr(Stdio::null()).status();
                running.wait().unwrap().success()
            }
        };
        // A git that has outlived us goes on for a moment.
        self.waits_for_git(column);
        !success
    }

    /// Waits until no git works in the two repositories any more.
    fn waits_for_git(&self, column: &Column) {
        let (root, bare) = (column.root().display().to_string(), self.bare().display().to_string());
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_mins(1) {
            let lines = Command::new("ps").args(["-eo", "args"]).output().unwrap().stdout;
            let lines = String::from_utf8_lossy(&lines).into_owned();
            if !lines.lines().any(|line| line.contains("git") && (line.contains(&root) || line.contains(&bare))) {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("git does not end");
    }
}

fn change(column: Column, dice: &mut Dice, round: usize) -> Column {
    let column = rename_by_case(trade_places(column, dice, round, (4, 3), 20_000), round);
    column.build().sound_since_last_build();
    column
}

#[test]
fn a_publish_to_a_branch_that_is_killed_is_whole_or_nothing_and_the_next_one_heals() {
    let settings = "title: The Desk\nid: desk.example,2026\npublish:\n  www: { kind: git }\n";
    let mut dice = Dice(0x5eed);
    let column = Column::new().file("column.yaml", settings);
    let mut column = change(column.file("content/questions/always.md", letter("Always", "Yes.")), &mut dice, 0);
    let Some(repository) = Repository::new(&column) else { return };
    let begins = Repository::publish(&column, &[]).output().unwrap();
    assert!(begins.status.success(), "{}", String::from_utf8_lossy(&begins.stderr));
    // As GitHub adds it, when one enters a domain.
    let clone = repository.folder.path().join("clone");
    let places = [repository.bare(), clone.clone()].map(|path| path.display().to_string());
    repository.run(repository.folder.path(), &["clone", "--quiet", "--branch=gh-pages", &places[0], &places[1]]);
    fs::write(clone.join("CNAME"), "desk.example").unwrap();
    repository.run(&clone, &["add", "CNAME"]);
    repository.run(&clone, &["-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "-m", "Create CNAME"]);
    repository.run(&clone, &["push", "--quiet"]);
    let begun = Instant::now();
    repository.heals(&column, 0);
    let usual = begun.elapsed();
    let own = repository.own_state(&column);
    let (wanted, traces, mut calls) = (kills::wanted(8), may_trace(), Calls::new(&CALLS, 400));
    let (mut killed, mut round, mut published) = ([0; 4], 0, vec![ours(&column.public())]);
    while killed.iter().sum::<usize>() < wanted {
        round += 1;
        assert!(round < 40 + 20 * wanted, "of {round} publishes only {killed:?} could be killed");
        column = change(column, &mut dice, round);
        // Half of the kills are at system calls.
        let at_call = traces && 2 * killed[2] <= killed.iter().sum();
        let how = if at_call { 2 } else { [0, 1, 3][round % 3] };
        killed[how] += usize::from(repository.killed(&column, &mut dice, how, usual, &mut calls));
        // The whole branch, or nothing.
        published.push(ours(&column.public()));
        let there = repository.files();
        assert!(published.contains(&there), "round {round}: the branch is neither as it was nor as it will be");
        assert_eq!(repository.own_state(&column), own, "round {round}");
        if round % 3 != 0 {
            repository.heals(&column, round);
            published = vec![ours(&column.public())];
        }
    }
    repository.heals(&column, round);
    repository.run(&repository.bare(), &["fsck", "--full", "--strict"]);
    repository.run(column.root(), &["fsck", "--full"]);
    let mut line = format!("{} kills in {round} publishes: ", killed.iter().sum::<usize>());
    let _ = write!(
        line,
        "{} at git, {} at system calls, {} with git; each healed",
        killed[0] + killed[1],
        killed[2],
        killed[3]
    );
    let _ = writeln!(std::io::stderr(), "{line}");
}
