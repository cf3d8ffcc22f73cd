//! Publishes that are killed for real: half of them at a system call that was chosen, the others at a random moment, while
//! files and folders trade places. `CALLSLIP_KILLS=300` makes it a campaign: so many kills for each kind of destination.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use crate::dice::Dice;
use crate::support::places::{Place, Running};
use crate::support::publishing::{Files, letter, ours};
use crate::support::{Column, left_out};

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

/// Changes the column: six names become a file, a folder, a deeper folder, or nothing; a name changes its case; letters
/// come and go.
fn change(mut column: Column, dice: &mut Dice, round: usize) -> Column {
    for name in ["thing0", "thing1", "thing2", "thing3", "thing4", "thing5", "Photo.JPG", "photo.jpg"] {
        let place = column.root().join("static").join(name);
        let _ = fs::remove_file(&place);
        let _ = fs::remove_dir_all(&place);
        let text = format!("{round} ").repeat(1 + dice.roll(3000));
        let path = format!("static/{name}");
        column = match dice.roll(4) {
            _ if name.starts_with(['P', 'p']) => column,
            0 => column,
            1 => column.file(&path, text),
            2 => column.file(&format!("{path}/a.txt"), text),
            _ => column.file(&format!("{path}/b/c/d.txt"), text).file(&format!("{path}/a.txt/e.txt"), "deeper"),
        };
    }
    column = column.file(["static/Photo.JPG", "static/photo.jpg"][round % 2], "no picture");
    for name in 0..4 {
        let path = format!("content/questions/letter{name}.md");
        if dice.roll(3) == 0 {
            let _ = fs::remove_file(column.root().join(path));
        } else if dice.roll(2) == 0 {
            column = column.file(&path, letter(&format!("Letter {name}"), &format!("In {round}.")));
        }
    }
    column.build().sound();
    column
}

fn may_trace() -> bool {
    let traced = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let traces = traced.is_ok_and(|status| status.success());
    if !traces {
        left_out("kills at system calls want strace");
    }
    traces
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
fn is_killed(place: &Place, column: &Column, dice: &mut Dice, usual: Option<Duration>) -> bool {
    let Some(usual) = usual else {
        // Only the thread that publishes is traced, so neither the build nor `ssh` is killed.
        let (call, nth) = (CALLS[dice.roll(CALLS.len())], dice.roll(120) + 1);
        let nth = 1 + dice.roll(nth);
        let strace = ["strace", "-qq", "-o", "/dev/null", &format!("--inject={call}:signal=KILL:when={nth}")];
        return !place.publish_under(&strace, column, &[]).end().0;
    };
    let mut running: Running = place.publish(column, &[]);
    thread::sleep(usual * u32::try_from(200 + dice.roll(900)).unwrap() / 1000);
    let _ = running.child.kill();
    !running.end().0
}

fn campaign(place: Option<Place>, name: &str) {
    let Some(place) = place else { return };
    let wanted = env::var("CALLSLIP_KILLS").map_or(8, |count| count.parse().unwrap());
    let (traces, mut dice) = (may_trace(), Dice(0x5eed));
    let settings = format!("title: The Desk\nid: desk.example,2026\npublish:\n  www: {}\n", place.yaml);
    let column = Column::new().file("column.yaml", settings);
    let mut column = change(column.file("content/questions/always.md", letter("Always", "Yes.")), &mut dice, 0);
    for path in FOREIGN {
        place.put(path, "mine");
    }
    let begun = Instant::now();
    heals(&place, &column, 0);
    let usual = begun.elapsed();
    let mut allowed = Allowed::default();
    allowed.add(ours(&column.public()));
    let (mut round, mut kills, mut at_calls, mut healed) = (0, 0, 0, 0);
    while kills < wanted {
        round += 1;
        assert!(round < 20 + 20 * wanted, "of {round} publishes only {kills} could be killed");
        column = change(column, &mut dice, round);
        allowed.add(ours(&column.public()));
        let traced = traces && round % 2 == 0;
        let killed = is_killed(&place, &column, &mut dice, (!traced).then_some(usual));
        kills += usize::from(killed);
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
    let line =
        format!("{name}: {kills} kills in {round} publishes, {at_calls} at system calls, {healed} healed at once");
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
