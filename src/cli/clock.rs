//! Reads the clock. No other file does: the time is passed in as an argument.

/// The current time, in the time zone of this machine.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub(super) fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}
