//! `callslip`: see the library's documentation for how it works, and `callslip --help` for what it does.

use std::process::ExitCode;

/// Rendering allocates and frees many small values, on all cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    callslip::cli::main()
}
