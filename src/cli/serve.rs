//! `callslip serve`

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use super::args::ServeArgs;
use super::clock;
use super::console::{CommandError, Console, counted, errors_ahead};
use super::{desktop, lan};
use crate::serve::{self, Audience, Editor, Notice, ServeOptions};

/// The environment variable that names an editor if the command line does not.
const EDITOR: &str = "CALLSLIP_EDITOR";

const THIS_COMPUTER: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const EVERY_NETWORK: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

pub(super) fn run(root: &Path, args: ServeArgs, console: &Console) -> Result<ExitCode, CommandError> {
    let editor = match args.editor {
        Some(editor) => editor,
        None => {
            let default = || if desktop::has_vscode() { "vscode" } else { "system" }.to_owned();
            let named = std::env::var(EDITOR).unwrap_or_else(|_| default());
            Editor::new(&named).map_err(|help| format!("{EDITOR} does not name an editor: {help}"))?
        }
    };
    if args.lan.is_some() && !args.allow_host.is_empty() {
        return Err("with --lan, whoever has the key can use any name; leave out --allow-host".into());
    }
    let options = ServeOptions {
        root: root.to_owned(),
        host: args.host.unwrap_or(if args.lan.is_some() { EVERY_NETWORK } else { THIS_COMPUTER }),
        allowed_hosts: args.allow_host,
        lan: args.lan,
        port: args.port,
        published: args.published,
        as_of: args.as_of,
        poll: args.poll,
        editor,
        open: desktop::open_file,
    };
    let (open, published) = (args.open, args.published);
    let notify = |notice: Notice<'_>| {
        if let (Notice::Serving { address, audience, .. }, true) = (&notice, open) {
            open_browser(&format!("{address}{}", audience.own_query()), console);
        }
        print(&notice, published, console);
    };
    serve::run(&options, || clock::now().timestamp(), &notify)?;
    Ok(ExitCode::SUCCESS)
}

fn print(notice: &Notice<'_>, published: bool, console: &Console) {
    match notice {
        Notice::Serving { address, moved, audience } => {
            if *moved {
                console.status("That port is in use, so callslip chose the next free one.");
            }
            if matches!(audience, Audience::Network) {
                console.status(
                    "Everyone on your network can see the column, including drafts. To keep it to yourself, leave out \
                     --host.",
                );
            }
            let key = audience.own_query();
            console.status(&format!(
                "See the column at {address}{key}\nand your drafts and mistakes at {address}_desk/{key}"
            ));
            console.status("When you save a file, its pages update. To stop, press Ctrl-C.");
        }
        Notice::Invitation(invitation) => lan::print(invitation, published, console),
        Notice::KeyEnded => console.status(
            "The key is no longer valid: nobody else can see the column now. For a new one, press Ctrl-C, and start \
             callslip again.",
        ),
        Notice::WrongKeys(count) => {
            console.warning(&format!("somebody has tried {count} wrong keys; none of them opened anything"));
        }
        Notice::Polling(reason) => {
            console.status(&format!("Looking for changes every half second ({reason})."));
        }
        Notice::Report { diagnostics, sources, is_shown } => {
            console.diagnostics(diagnostics, sources);
            let count = counted(diagnostics).unwrap_or_default();
            let has_errors = crate::diagnostics::has_errors(diagnostics);
            let note = match (has_errors, is_shown) {
                (true, true) => "; until this is fixed, you see the earlier pages",
                (true, false) => "; fix them to see the pages",
                (false, _) => "",
            };
            console.status(&format!("{count}{note}"));
            if let Some(note) = errors_ahead(diagnostics) {
                console.status(&note);
            }
        }
        Notice::Fixed => console.status("All errors are fixed."),
    }
}

/// Opens an address in the browser. That this fails is no error: the address was printed.
fn open_browser(address: &str, console: &Console) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.spawn() {
        // It is waited for, or it would stay in the system's list until the preview ends.
        Ok(mut browser) => drop(std::thread::spawn(move || browser.wait())),
        Err(_) => console.status(&format!(
            "callslip could not open a browser (`{program}` is missing). Type the address below into your browser."
        )),
    }
}
