//! The command line: parses arguments, calls the library, and prints what it returns. It has no logic of its own.
//!
//! Exit codes: 0 without errors, 1 if the column has errors, 2 for wrong arguments or a failure of the environment.

mod args;
mod argument_values;
mod asked_before;
mod build;
mod check;
mod ci;
mod clock;
mod completions;
mod console;
mod desktop;
mod file_list;
mod held_back;
mod import;
mod init;
mod init_answers;
mod inspect;
mod lan;
mod launch;
mod letter_name;
mod links;
mod locate_column;
mod man;
mod new;
mod new_column;
mod new_from;
mod public_repository;
mod publish;
mod rename;
mod runner;
mod serve;
mod start;
mod theme_copy;
mod theme_list;
mod theme_new;
mod theme_stress;
mod to_do;
mod trust;
mod usage_help;
mod wrong_usage;

use std::path::Path;
use std::process::ExitCode;

use args::{Command, ThemeCommand};
use console::{CommandError, Console};
use launch::Launch;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = wrong_usage::arguments();
    let console = Console::new(&arguments);
    let result = match arguments.command {
        Some(command) => run(command, arguments.root.as_deref(), &console),
        None => without_command(arguments.root.as_deref(), &console),
    };
    result.unwrap_or_else(|error| {
        console.error(error.as_ref());
        ExitCode::from(2)
    })
}

/// Runs `callslip` alone: on a terminal it shows the column or starts one, anywhere else it prints its help.
fn without_command(root: Option<&Path>, console: &Console) -> Result<ExitCode, CommandError> {
    if !Console::is_interactive() {
        console.print(&args::help());
        return Ok(ExitCode::from(2));
    }
    let launch = Launch::of_process()?;
    let result = start::run(root, &launch, console);
    if let (Err(error), true) = (&result, launch.owns_window) {
        console.error(error.as_ref());
        Console::ask("Press Enter to close this window. ")?;
        return Ok(ExitCode::from(2));
    }
    result
}

fn run(command: Command, given: Option<&Path>, console: &Console) -> Result<ExitCode, CommandError> {
    let root = || locate_column::find_root(given);
    match command {
        Command::Init { folder } => init::run(&folder, console),
        Command::Import { sources, into, fetch } => import::run(&sources, into.as_deref(), given, fetch, console),
        Command::New { kind, title, from } => match &from.from {
            Some(file) => new_from::run(&root()?, kind, &title, file, from.row.unwrap_or_default(), console),
            None => new::run(&root()?, kind, &title.join(" "), console),
        },
        Command::Rename { old, new, yes } => rename::run(&root()?, &old, &new, yes, console),
        Command::Build { out, load } => build::run(&root()?, out.as_deref(), &load, console),
        Command::Serve { args } => serve::run(&root()?, args, console),
        Command::Check { load } => check::run(&root()?, &load, console),
        Command::Inspect { address, load } => inspect::run(&root()?, &address, &load, console),
        Command::Links { args } => links::run(&root()?, &args, console),
        Command::Publish { args } => publish::run(&root()?, &args, console),
        Command::Ci { service } => ci::run(&root()?, service, console),
        Command::Completions { shell } => completions::run(shell, console),
        Command::Man => man::run(console),
        // The themes inside the program can be listed, and copied into a test column, without a column.
        Command::Theme { command: ThemeCommand::List } => theme_list::run(root().ok().as_deref(), console),
        Command::Theme { command: ThemeCommand::Stress { folder, kind, theme } } => {
            theme_stress::run(root().ok().as_deref(), &folder, kind, theme.as_deref(), console)
        }
        Command::Theme { command: ThemeCommand::New { name, extends } } => {
            theme_new::run(&root()?, &name, &extends, console)
        }
        Command::Theme { command: ThemeCommand::Copy { what } } => theme_copy::run(&root()?, what.as_deref(), console),
    }
}
