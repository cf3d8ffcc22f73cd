//! What arguments may be, beyond what their types say.

use jiff::civil::Date;

pub(super) fn base_url(text: &str) -> Result<String, String> {
    crate::config::check_base_url(text).map_err(|diagnostic| {
        let help = diagnostic.help.join("; ");
        format!("{}; {help}", diagnostic.message)
    })
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write year, month and day: 2026-12-24".to_owned())
}
