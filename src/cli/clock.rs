//! The only look at the clock. What the rest needs to know of the time is passed in.

/// This moment, in the time zone of this machine.
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub(super) fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}
