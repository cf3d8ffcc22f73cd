//! Publishing with any other program: `rsync`, `lftp`, the program of a host.

use std::path::Path;
use std::process::Command;

use super::PublishError;

/// Runs a command in the folder of the column, with the shell of the system. The environment variable `CALLSLIP_PUBLIC`
/// holds the path of the output folder; another one is named with its value.
pub fn command(root: &Path, public: &Path, run: &str, variable: (&str, &str)) -> Result<(), PublishError> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut command = Command::new(shell);
    command.args([flag, run]).current_dir(root).env("CALLSLIP_PUBLIC", public).env(variable.0, variable.1);
    let message = match command.status() {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    Err(PublishError::Program { program: format!("`{run}`"), message })
}
