//! `callslip completions`

use std::process::ExitCode;

use clap_complete::Shell;

use super::args;
use super::console::{CommandError, Console};

#[expect(clippy::unnecessary_wraps, reason = "as all commands")]
pub(super) fn run(shell: Shell, console: &Console) -> Result<ExitCode, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command_line(), "callslip", &mut script);
    console.print(String::from_utf8_lossy(&script).trim_end());
    Ok(ExitCode::SUCCESS)
}
