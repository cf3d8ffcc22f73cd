//! The version of the program, for what is kept from one build to the next.

/// The fingerprint of the program's sources, from `build.rs`.
pub(super) const PROGRAM: &str = env!("CALLSLIP_SOURCES");
