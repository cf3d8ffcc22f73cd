//! The parts that campaigns of kills share: how many kills, whether system calls can be chosen, and what changes from round to round.

use std::fs;
use std::process::{Command, Stdio};

use crate::dice::Dice;
use crate::support::publishing::letter;
use crate::support::{Column, left_out};

/// Returns how many kills are wanted: `CALLSLIP_KILLS`, or so many.
pub(crate) fn wanted(usual: usize) -> usize {
    std::env::var("CALLSLIP_KILLS").map_or(usual, |count| count.parse().unwrap())
}

/// Returns true if a program can be killed at a system call.
pub(crate) fn may_trace() -> bool {
    let traced = Command::new("strace").args(["-f", "-qq", "-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let traces = traced.is_ok_and(|status| status.success());
    if !traces {
        left_out("kills at system calls want strace");
    }
    traces
}

/// System calls at which a program is killed. Some are never made, or less often than chosen: what was survived teaches
/// how often each is made, so that nearly every further choice is a kill.
pub(crate) struct Calls {
    /// Groups as strace names them, each with the highest count that is worth a try; 0 for one that is never made.
    groups: Vec<(&'static str, usize)>,
    most: usize,
}

impl Calls {
    /// Begins with counts up to this one.
    pub(crate) fn new(groups: &[&'static str], most: usize) -> Self {
        Self { groups: groups.iter().map(|group| (*group, most)).collect(), most }
    }

    /// Chooses a group and a count. `run` gets the argument for strace and returns true if the program was killed; so
    /// does this.
    pub(crate) fn kill(&mut self, dice: &mut Dice, run: impl FnOnce(&str) -> bool) -> bool {
        if self.groups.iter().all(|(_, most)| *most == 0) {
            self.groups.iter_mut().for_each(|(_, most)| *most = 1);
        }
        let made: Vec<usize> = (0..self.groups.len()).filter(|at| self.groups[*at].1 > 0).collect();
        let (group, most) = &mut self.groups[made[dice.roll(made.len())]];
        let nth = 1 + dice.roll(*most);
        let is_killed = run(&format!("--inject={group}:signal=KILL:when={nth}"));
        // The next changes may be larger.
        *most = if is_killed { (*most).max((2 * nth).min(self.most)) } else { nth - 1 };
        is_killed
    }
}

/// Changes the column: so many names in `static/` become a file, a folder, a deeper folder, or nothing; so many letters
/// come and go. A file has at most so many words.
pub(crate) fn trade_places(
    mut column: Column,
    dice: &mut Dice,
    round: usize,
    (names, letters): (usize, usize),
    words: usize,
) -> Column {
    for name in 0..names {
        let path = format!("static/thing{name}");
        let place = column.root().join(&path);
        let _ = fs::remove_file(&place);
        let _ = fs::remove_dir_all(&place);
        let text = format!("{round} ").repeat(1 + dice.roll(words));
        column = match dice.roll(6) {
            0 => column,
            1 => column.file(&path, text),
            2 => column.file(&format!("{path}/a.txt"), text),
            3 => column.file(&format!("{path}/b/c/d.txt"), text),
            4 => column.file(&format!("{path}/b/c/d.txt"), text).file(&format!("{path}/a.txt/e.txt"), "deeper"),
            _ => column
                .file(&format!("{path}/index.html/e.txt"), text)
                .file(&format!("{path}/b/c"), "a file where a folder was"),
        };
    }
    for name in 0..letters {
        let path = format!("content/questions/letter{name}.md");
        if dice.roll(3) == 0 {
            let _ = fs::remove_file(column.root().join(path));
        } else if dice.roll(2) == 0 {
            column = column.file(&path, letter(&format!("Letter {name}"), &format!("In {round}.")));
        }
    }
    column
}

/// Changes the case of a name, and nothing else of it.
pub(crate) fn rename_by_case(column: Column, round: usize) -> Column {
    for name in ["Photo.JPG", "photo.jpg"] {
        let _ = fs::remove_file(column.root().join("static").join(name));
    }
    column.file(["static/Photo.JPG", "static/photo.jpg"][round % 2], "no picture")
}
