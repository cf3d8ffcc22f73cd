//! Abbreviations of time zones, such as `EST`. Several zones may share one, so that the column's own decides.

use jiff::Zoned;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::time::written;
use crate::diagnostics::Diagnostic;

/// The offsets that abbreviations usually mean.
const OFFSETS: [(&str, &str); 38] = [
    ("ACST", "+09:30"),
    ("ADT", "-03:00"),
    ("AEDT", "+11:00"),
    ("AEST", "+10:00"),
    ("AKDT", "-08:00"),
    ("AKST", "-09:00"),
    ("AST", "-04:00"),
    ("AWST", "+08:00"),
    ("BST", "+01:00"),
    ("CAT", "+02:00"),
    ("CDT", "-05:00"),
    ("CEST", "+02:00"),
    ("CET", "+01:00"),
    ("CST", "-06:00"),
    ("EAT", "+03:00"),
    ("EDT", "-04:00"),
    ("EEST", "+03:00"),
    ("EET", "+02:00"),
    ("EST", "-05:00"),
    ("HKT", "+08:00"),
    ("HST", "-10:00"),
    ("JST", "+09:00"),
    ("KST", "+09:00"),
    ("MDT", "-06:00"),
    ("MESZ", "+02:00"),
    ("MEZ", "+01:00"),
    ("MSK", "+03:00"),
    ("MST", "-07:00"),
    ("NDT", "-02:30"),
    ("NST", "-03:30"),
    ("NZDT", "+13:00"),
    ("NZST", "+12:00"),
    ("PDT", "-07:00"),
    ("PST", "-08:00"),
    ("SAST", "+02:00"),
    ("SGT", "+08:00"),
    ("WEST", "+01:00"),
    ("WET", "+00:00"),
];

/// Returns the offset that an abbreviation usually means.
pub fn offset(name: &str) -> Option<&'static str> {
    OFFSETS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, offset)| *offset)
}

/// Returns the moment at which the clocks of the column showed this time under this abbreviation. `None` if they had
/// another one.
pub(super) fn resolve(name: &str, civil: DateTime, timezone: &TimeZone) -> Option<Zoned> {
    let ambiguous = timezone.to_ambiguous_zoned(civil);
    let moments = [ambiguous.clone().earlier().ok()?, ambiguous.later().ok()?];
    moments.into_iter().find(|moment| {
        let info = timezone.to_offset_info(moment.timestamp());
        moment.datetime() == civil && info.abbreviation().eq_ignore_ascii_case(name)
    })
}

/// Returns the diagnostic for an abbreviation that is not the column's own at that time.
pub(super) fn unknown(name: &str, civil: DateTime) -> Diagnostic {
    let civil = written(civil);
    let diagnostic = Diagnostic::error(format!("`{name}` can mean more than one time zone"));
    let hours = offset(name).unwrap_or("-05:00");
    let such_as = if offset(name).is_some() { "" } else { "its hours from UTC, such as " };
    diagnostic
        .help(format!("write {such_as}`{civil} {hours}`"))
        .help(format!("or, if you mean the column's own time zone, write `{civil}`"))
}
