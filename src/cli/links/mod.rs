//! `callslip links`

#[cfg(feature = "links")]
mod asking;

#[cfg(feature = "links")]
pub(super) use asking::run;

/// Explains that this program cannot ask anything.
#[cfg(not(feature = "links"))]
pub(super) fn run(
    _: &std::path::Path,
    _: &super::args::LinksArgs,
    _: &super::console::Console,
) -> Result<std::process::ExitCode, super::console::CommandError> {
    Err("this copy of callslip cannot ask other sites; a downloaded release can (or build it with `cargo install --features \
         links`)"
        .into())
}
