//! `callslip`: see the library's documentation for how it works, and `callslip --help` for what it does.

use std::process::ExitCode;

fn main() -> ExitCode {
    callslip::cli::main()
}
