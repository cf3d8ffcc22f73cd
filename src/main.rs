//! `callslip`: see the library's documentation for how it works, and `callslip --help` for what it does.

use std::process::ExitCode;

/// Rendering makes and drops many small values, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    callslip::cli::main()
}
