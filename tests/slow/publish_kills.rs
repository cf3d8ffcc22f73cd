//! Publishes that are killed for real: half of them at a system call that was chosen, the others at a random moment, while
//! files and folders trade places. `CALLSLIP_KILLS=300` makes it a campaign: so many kills for each kind of destination.

use std::collections::BTreeMap;
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::kills::{self, Calls, may_trace, rename_by_case, trade_places};
use crate::support::Column;
use crate::support::places::{Place, Running};
use crate::support::publishing::{Files, letter, ours};

/// System calls at which a publish is killed, as strace names them; `?` for those that not every machine has.
const CALLS: [&str; 8] = [
    "?rename,?renameat,?renameat2",
    "?unlink,?unlinkat,?rmdir",
    "?mkdir,mkdirat",
    "openat,?openat2",
    "write,writev,sendto",
    "read,recvfrom",
    "close",
    "?poll,?epoll_wait,?epoll_pwait,fsync,fdatasync",
];

/// Files that callslip did not upload.
const FOREIGN: [&str; 3] = ["mine.txt", "questions/mine.txt", "own/deep/mine.txt"];

fn change(column: Column, dice: &mut Dice, round: usize) -> Column {
    let column = rename_by_case(trade_places(column, dice, round, (6, 4), 3000), round);
    column.build().sound_since_last_build();
    column
}

/// The contents that each path may have: since the last publish that came to its end, one or more.
#[derive(Default)]
struct Allowed(BTreeMap<String, Vec<Vec<u8>>>);

impl Allowed {
    fn add(&mut self, files: Files) {
        for (path, bytes) in files {
            self.0.entry(path).or_default().push(bytes);
        }
    }

    #[track_caller]
    fn check(&self, files: &Files, round: usize) {
        for (path, bytes) in files.iter().filter(|(path, _)| !FOREIGN.contains(&path.as_str())) {
            let whole = self.0.get(path).is_some_and(|all| all.contains(bytes));
            assert!(whole, "round {round}: {path} is neither as it was nor as it will be");
        }
        for path in FOREIGN {
            assert_eq!(files.get(path).map(Vec::as_slice), Some(&b"mine"[..]), "round {round}: {path}");
        }
    }
}

/// The next publish succeeds, and makes the destination what the column is.
#[track_caller]
fn heals(place: &Place, column: &Column, round: usize) {
    let (fine, said) = place.publish(column, &[]).end();
    assert!(fine, "round {round}: the next publish is refused:\n{said}");
    let mut there = place.files();
    there.retain(|path, _| !FOREIGN.contains(&path.as_str()));
    let here = ours(&column.public());
    assert_eq!(there.keys().collect::<Vec<_>>(), here.keys().collect::<Vec<_>>(), "round {round}");
    assert!(there == here, "round {round}: a file differs");
    assert_eq!(place.leftovers(), [""; 0], "round {round}");
}

/// Returns true if the publish was killed, not ended.
fn is_killed(place: &Place, column: &Column, dice: &mut Dice, how: Result<Duration, &mut Calls>) -> bool {
    let usual = match how {
        Ok(usual) => usual,
        // Only the thread that publishes is traced, so neither the build nor `ssh` is killed.
        Err(calls) => {
            return calls.kill(dice, |inject| {
                !place.publish_under(&["strace", "-qq", "-o", "/dev/null", inject], column, &[]).end().0
            });
        }
    };
    let mut running: Running = place.publish(column, &[]);
    thread::sleep(usual * u32::try_from(200 + dice.roll(900)).unwrap() / 1000);
    let _ = running.child.kill();
    !running.end().0
}

fn campaign(place: Option<Place>, name: &str) {
    let Some(place) = place else { return };
    let wanted = kills::wanted(8);
    let (traces, mut dice) = (may_trace(), Dice(0x5eed));
    let settings = format!("title: The Desk\nid: desk.example,2026\npublish:\n  www: {}\n", place.yaml);
    let column = Column::new().file("column.yaml", settings);
    let mut column = change(column.file("content/questions/always.md", letter("Always", "Yes.")), &mut dice, 0);
    for path in FOREIGN {
        place.put(path, "mine");
    }
    let begun = Instant::now();
    heals(&place, &column, 0);
    let mut usual = begun.elapsed();
    let mut allowed = Allowed::default();
    allowed.add(ours(&column.public()));
    let mut calls = Calls::new(&CALLS, 120);
    let (mut round, mut killed_so_far, mut at_calls, mut healed) = (0, 0, 0, 0);
    while killed_so_far < wanted {
        round += 1;
        assert!(round < 20 + 20 * wanted, "of {round} publishes only {killed_so_far} could be killed");
        column = change(column, &mut dice, round);
        allowed.add(ours(&column.public()));
        // Many a call comes too late to be reached, so this counts kills, not publishes.
        let traced = traces && 2 * at_calls <= killed_so_far;
        let how = if traced { Err(&mut calls) } else { Ok(usual) };
        let killed = is_killed(&place, &column, &mut dice, how);
        if !traced {
            // Publishes take less time than the first, and not always the same.
            usual = if killed { usual * 11 / 10 } else { usual * 4 / 5 };
        }
        killed_so_far += usize::from(killed);
        at_calls += usize::from(killed && traced);
        allowed.check(&place.files(), round);
        // Every third kill meets what an earlier one left.
        if round % 3 != 0 {
            heals(&place, &column, round);
            healed += usize::from(killed);
            allowed = Allowed::default();
            allowed.add(ours(&column.public()));
        }
    }
    heals(&place, &column, round);
    let line = format!(
        "{name}: {killed_so_far} kills in {round} publishes, {at_calls} at system calls, {healed} healed at once"
    );
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[test]
fn a_folder_is_whole_after_a_kill_and_the_next_publish_heals_it() {
    campaign(Some(Place::local_folder()), "folder");
}

#[test]
fn over_ssh_all_is_whole_after_a_kill_and_the_next_publish_heals_it() {
    campaign(Place::sftp(), "sftp");
}

#[test]
fn at_an_older_ssh_server_too() {
    campaign(Place::older_sftp(), "sftp without replacing");
}

#[test]
fn over_webdav_all_is_whole_after_a_kill_and_the_next_publish_heals_it() {
    campaign(Place::webdav(), "webdav");
}

#[test]
fn in_a_bucket_all_is_whole_after_a_kill_and_the_next_publish_heals_it() {
    campaign(Place::s3(), "s3");
}
