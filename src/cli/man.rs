//! `callslip man`

use std::process::ExitCode;

use super::args;
use super::console::{CommandError, Console};

pub(super) fn run(console: &Console) -> Result<ExitCode, CommandError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(args::command_line()).render(&mut page)?;
    console.print(String::from_utf8_lossy(&page).trim_end());
    Ok(ExitCode::SUCCESS)
}
