//! The command line: parses arguments, calls the library, and prints what it returns. It has no logic of its own.
//!
//! Exit codes: 0 without errors, 1 if the column has errors, 2 for wrong arguments or a failure of the environment.

mod args;
mod argument_values;
mod build;
mod check;
mod ci;
mod clock;
mod completions;
mod console;
mod import;
mod init;
mod inspect;
mod lan;
mod locate_column;
mod man;
mod new;
mod publish;
mod rename;
mod runner;
mod serve;
mod theme_copy;
mod theme_list;
mod theme_new;
mod theme_stress;
mod trust;
mod usage_help;

use std::process::ExitCode;

use args::{Arguments, Command, ThemeCommand};
use console::{CommandError, Console};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let arguments = Arguments::from_process();
    let all = match &arguments.command {
        Command::Build { load, .. } | Command::Check { load } | Command::Inspect { load, .. } => load.all,
        _ => false,
    };
    let console = Console::new(arguments.quiet, arguments.color, arguments.format, all);
    match run(arguments, &console) {
        Ok(code) => code,
        Err(error) => {
            console.error(error.as_ref());
            ExitCode::from(2)
        }
    }
}

fn run(arguments: Arguments, console: &Console) -> Result<ExitCode, CommandError> {
    let root = || locate_column::find_root(arguments.root.as_deref());
    match arguments.command {
        Command::Init { folder } => init::run(&folder, console),
        Command::Import { sources, into, fetch } => {
            import::run(&sources, into.as_deref(), arguments.root.as_deref(), fetch, console)
        }
        Command::New { kind, title } => new::run(&root()?, kind, &title.join(" "), console),
        Command::Rename { old, new, yes } => rename::run(&root()?, &old, &new, yes, console),
        Command::Build { out, load } => build::run(&root()?, out.as_deref(), &load, console),
        Command::Serve { args } => serve::run(&root()?, args, console),
        Command::Check { load } => check::run(&root()?, &load, console),
        Command::Inspect { address, load } => inspect::run(&root()?, &address, &load, console),
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
