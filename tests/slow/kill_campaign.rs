//! Builds that are killed for real: half of them at a system call that was chosen, the others at a random moment, while
//! files and folders trade places. `CALLSLIP_KILLS=1000` makes it a campaign.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::kills::{self, Calls, may_trace, trade_places};
use crate::support::Column;
use crate::support::column::tree;
use crate::support::publishing::{Files, letter};

/// System calls at which a build is killed, as strace names them; `?` for those that not every machine has.
const CALLS: [&str; 7] = [
    "?rename,?renameat,?renameat2",
    "?unlink,?unlinkat,?rmdir",
    "?mkdir,mkdirat",
    "openat,?openat2",
    "write",
    "fsync,fdatasync,syncfs",
    "close",
];

/// Files that callslip did not write.
const FOREIGN: [&str; 4] = ["mine.txt", "questions/mine.txt", "own/deep/mine.txt", "people/.mine"];

fn change(column: Column, dice: &mut Dice, round: usize) -> Column {
    trade_places(column, dice, round, (6, 5), 3000)
}

fn build(column: &Column, out: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
    with_arguments(&mut command, column, out);
    command
}

fn with_arguments(command: &mut Command, column: &Column, out: &str) {
    command.args(["build", "--as-of", "2026-06-01", "--root"]).arg(column.root());
    command.arg("--out").arg(column.root().join(out)).stdout(Stdio::null()).stderr(Stdio::null());
}

/// Builds and kills it at a system call of one of its threads. Returns false if it came to its end.
fn killed_at(column: &Column, inject: &str) -> bool {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", inject]);
    command.arg(env!("CARGO_BIN_EXE_callslip"));
    with_arguments(&mut command, column, "public");
    !command.status().unwrap().success()
}

/// Builds and kills it after this time. Returns false if it came to its end.
fn killed_after(column: &Column, time: Duration) -> bool {
    let mut running = build(column, "public").spawn().unwrap();
    std::thread::sleep(time);
    let _ = running.kill();
    !running.wait().unwrap().success()
}

/// Everything but our own notes: files with their content, and folders.
fn published(folder: &Path) -> (Files, BTreeSet<String>) {
    let mut files = tree(folder);
    files.retain(|path, _| !path.starts_with(".callslip"));
    let mut folders = BTreeSet::new();
    let mut rest = vec![String::new()];
    while let Some(inner) = rest.pop() {
        for entry in fs::read_dir(folder.join(&inner)).unwrap().map(Result::unwrap) {
            let path = format!("{inner}{}/", entry.file_name().into_string().unwrap());
            if entry.file_type().unwrap().is_dir() && !path.starts_with(".callslip") {
                folders.insert(path.clone());
                rest.push(path);
            }
        }
    }
    (files, folders)
}

/// The output as it must be in the end.
fn fresh(column: &Column) -> (Files, BTreeSet<String>) {
    let _ = fs::remove_dir_all(column.root().join("fresh"));
    assert!(build(column, "fresh").status().unwrap().success());
    published(&column.root().join("fresh"))
}

/// Content, and on Unix which file it is and when it changed.
fn foreign(column: &Column) -> Vec<(Vec<u8>, std::time::SystemTime)> {
    let place = |path: &&str| column.public().join(path);
    let stamp = |place| (fs::read(&place).unwrap(), fs::metadata(&place).unwrap().modified().unwrap());
    FOREIGN.iter().map(|path| stamp(place(path))).collect()
}

#[test]
fn whatever_a_kill_leaves_is_whole_and_the_next_build_heals_it() {
    let (wanted, traces) = (kills::wanted(16), may_trace());
    let mut dice = Dice(0x5eed);
    let mut column = change(Column::new().file("content/questions/always.md", letter("Always", "Yes.")), &mut dice, 0);
    let begun = Instant::now();
    assert!(build(&column, "public").status().unwrap().success());
    let mut usual = begun.elapsed();
    for path in FOREIGN {
        let place = column.public().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, "mine").unwrap();
    }
    let before = foreign(&column);
    // Each content that a path may have: since the last build that came to its end, none, one or more.
    let mut allowed: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    let allow = |files: Files, allowed: &mut BTreeMap<String, Vec<Vec<u8>>>| {
        for (path, bytes) in files {
            allowed.entry(path).or_default().push(bytes);
        }
    };
    allow(fresh(&column).0, &mut allowed);
    let mut calls = Calls::new(&CALLS, 50);
    let (mut round, mut killed, mut at_calls, mut healed) = (0, 0, 0, 0);
    while killed < wanted {
        round += 1;
        assert!(round < 20 + 20 * wanted, "of {round} builds only {killed} could be killed");
        column = change(column, &mut dice, round);
        let (files, mut folders) = fresh(&column);
        allow(files.clone(), &mut allowed);
        // Many a call comes too late to be reached, so this counts kills, not builds.
        let is_killed = if traces && 2 * at_calls <= killed {
            let killed = calls.kill(&mut dice, |inject| killed_at(&column, inject));
            at_calls += usize::from(killed);
            killed
        } else {
            // Most of the time is spent before the first write.
            let killed = killed_after(&column, usual * u32::try_from(300 + dice.roll(900)).unwrap() / 1000);
            // The first build may have met a busy computer.
            usual = if killed { usual * 11 / 10 } else { usual * 4 / 5 };
            killed
        };
        killed += usize::from(is_killed);
        let left = published(&column.public()).0;
        for (path, bytes) in left.iter().filter(|(path, _)| !FOREIGN.contains(&path.as_str())) {
            let whole = allowed.get(path).is_some_and(|all| all.contains(bytes));
            assert!(whole, "round {round}: {path} is neither as it was nor as it will be");
        }
        assert_eq!(foreign(&column), before, "round {round}");
        // Every third kill meets what an earlier one left.
        if round % 3 == 0 {
            continue;
        }
        let status = build(&column, "public").output().unwrap();
        assert!(status.status.success(), "round {round}: the next build is refused");
        let (mut files_now, folders_now) = published(&column.public());
        for path in FOREIGN {
            files_now.remove(path);
            folders.extend(path.match_indices('/').map(|(at, _)| path[..=at].to_owned()));
        }
        assert_eq!(files_now.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>(), "round {round}");
        assert!(files_now == files, "round {round}");
        assert_eq!(folders_now, folders, "round {round}");
        assert!(!column.public().join(".callslip.new").exists());
        assert_eq!(foreign(&column), before, "round {round}");
        healed += usize::from(is_killed);
        allowed.clear();
        allow(files, &mut allowed);
    }
    let line = format!("{killed} kills in {round} builds, {at_calls} at system calls, {healed} healed at once");
    let _ = writeln!(std::io::stderr(), "{line}");
}
