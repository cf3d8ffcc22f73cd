//! `callslip serve`

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use super::console::counted;
use super::{Console, Failure, View};
use crate::serve::{self, Editor, Notice, Wanted};

/// The variable that names an editor, when the command line does not.
const EDITOR: &str = "CALLSLIP_EDITOR";

pub(super) fn run(root: &Path, view: View, console: &Console) -> Result<ExitCode, Failure> {
    let editor = match view.editor {
        Some(editor) => editor,
        None => {
            let named = std::env::var(EDITOR).unwrap_or_else(|_| "vscode".to_owned());
            Editor::new(&named).map_err(|help| format!("{EDITOR} names no editor: {help}"))?
        }
    };
    let wanted = Wanted {
        root: root.to_owned(),
        host: view.host,
        port: view.port,
        published: view.published,
        as_of: view.as_of,
        poll: view.poll,
        editor,
    };
    let open = view.open;
    let tell = |notice: Notice<'_>| {
        if let (Notice::Serving { address, .. }, true) = (&notice, open) {
            open_browser(address, console);
        }
        say(&notice, console);
    };
    serve::run(&wanted, &|| super::clock::now().timestamp(), &tell)?;
    Ok(ExitCode::SUCCESS)
}

fn say(notice: &Notice<'_>, console: &Console) {
    match notice {
        Notice::Serving { address, moved, open } => {
            if *moved {
                console.say("That port is taken, so it is the next free one.");
            }
            if *open {
                console
                    .say("Everybody on your network can see it, drafts too: leave --host out to keep it to yourself.");
            }
            console.say(&format!("The column is at {address} and its desk at {address}_desk/"));
            console.say("Save a file, and its pages follow. Ctrl-C ends it.");
        }
        Notice::Polling(reason) => {
            console.say(&format!("Looking for changes every half second ({reason})."));
        }
        Notice::Report(diagnostics, sources) => {
            console.diagnostics(diagnostics, sources);
            let count = counted(diagnostics).unwrap_or_default();
            let has_errors = crate::diagnostics::has_errors(diagnostics);
            let kept = if has_errors { "; the last pages without an error stay up" } else { "" };
            console.say(&format!("{count}{kept}"));
        }
        Notice::Mended => console.say("Nothing is wrong any more."),
    }
}

/// What the system opens addresses with. That it cannot is no failure: the address is on the screen.
fn open_browser(address: &str, console: &Console) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_err() {
        console.say(&format!("No browser could be opened: `{program}` is not there."));
    }
}
