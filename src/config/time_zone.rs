//! The time zone of a column, and what people write instead of a continent and a city.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::offset::offset;
use crate::diagnostics::{Diagnostic, Findings, closest};
use crate::yaml::Node;
use crate::yaml::values::{SpannedText, text};

/// Names of winter time all year, with a place whose clocks change and one whose clocks do not.
const WITHOUT_SUMMER: [(&str, &str, &str); 3] = [
    ("EST", "America/New_York", "America/Panama"),
    ("GMT", "Europe/London", "UTC"),
    ("MST", "America/Denver", "America/Phoenix"),
];

/// Abbreviations, countries and large cities that are no names of time zones, in lowercase.
const OTHER_NAMES: [(&str, &str); 27] = [
    (
        "eastern edt et atlanta baltimore boston cleveland miami philadelphia pittsburgh washington washington_dc",
        "America/New_York",
    ),
    ("central cst cdt ct austin dallas houston milwaukee minneapolis nashville new_orleans texas", "America/Chicago"),
    ("mountain mdt mt salt_lake_city", "America/Denver"),
    ("pacific pst pdt pt california las_vegas portland san_diego san_francisco seattle", "America/Los_Angeles"),
    ("arizona", "America/Phoenix"),
    ("alaska alaskan akst akdt", "America/Anchorage"),
    ("hawaii hawaiian", "Pacific/Honolulu"),
    ("atlantic ast adt", "America/Halifax"),
    ("newfoundland nst ndt", "America/St_Johns"),
    ("montreal ottawa", "America/Toronto"),
    ("calgary", "America/Edmonton"),
    ("bst britain british cambridge edinburgh england gmt manchester oxford uk united_kingdom", "Europe/London"),
    (
        "cest central_european cologne deutschland frankfurt germany hamburg köln mesz mez munich münchen w._europe",
        "Europe/Berlin",
    ),
    ("austria österreich", "Europe/Vienna"),
    ("geneva switzerland schweiz", "Europe/Zurich"),
    ("france romance", "Europe/Paris"),
    ("italy milan", "Europe/Rome"),
    ("barcelona spain", "Europe/Madrid"),
    ("eest eastern_european greece", "Europe/Athens"),
    ("west western_european", "Europe/Lisbon"),
    ("msk russia", "Europe/Moscow"),
    ("india ist mumbai delhi bangalore", "Asia/Kolkata"),
    ("beijing china", "Asia/Shanghai"),
    ("jst", "Asia/Tokyo"),
    ("aest aedt canberra", "Australia/Sydney"),
    ("nzst nzdt new_zealand", "Pacific/Auckland"),
    ("sast south_africa", "Africa/Johannesburg"),
];

/// A city for each offset in minutes.
const CITIES: [(i16, &str); 27] = [
    (-600, "Pacific/Honolulu"),
    (-540, "America/Anchorage"),
    (-480, "America/Los_Angeles"),
    (-420, "America/Denver"),
    (-360, "America/Chicago"),
    (-300, "America/New_York"),
    (-240, "America/Halifax"),
    (-210, "America/St_Johns"),
    (-180, "America/Sao_Paulo"),
    (-60, "Atlantic/Azores"),
    (0, "Europe/London"),
    (60, "Europe/Berlin"),
    (120, "Europe/Athens"),
    (180, "Africa/Nairobi"),
    (210, "Asia/Tehran"),
    (240, "Asia/Dubai"),
    (300, "Asia/Karachi"),
    (330, "Asia/Kolkata"),
    (345, "Asia/Kathmandu"),
    (360, "Asia/Dhaka"),
    (420, "Asia/Bangkok"),
    (480, "Asia/Singapore"),
    (540, "Asia/Tokyo"),
    (570, "Australia/Adelaide"),
    (600, "Australia/Sydney"),
    (660, "Pacific/Noumea"),
    (720, "Pacific/Auckland"),
];

/// Reads the name of a time zone, such as `America/New_York`, in any case.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<TimeZone> {
    let SpannedText { text, span } = text(node, findings)?;
    let zone = TimeZoneDatabase::bundled().get(&text).ok();
    let diagnostic = if zone.is_some() { misleading(&text) } else { Some(unknown(&text)) };
    if let Some(diagnostic) = diagnostic {
        findings.add(span, diagnostic);
    }
    zone
}

/// Returns what is to be said of a time zone that is hardly what was meant.
fn misleading(text: &str) -> Option<Diagnostic> {
    if let Some((name, changing, fixed)) = WITHOUT_SUMMER.iter().find(|(name, ..)| text.eq_ignore_ascii_case(name)) {
        let message = format!("`{name}` is standard time all year: in summer, your days would begin an hour late");
        let diagnostic = Diagnostic::warning(message);
        let help = format!("write `{changing}`; or, for a place without daylight saving time, `{fixed}`");
        return Some(diagnostic.help(help));
    }
    let offset = text.get(..4).filter(|start| start.eq_ignore_ascii_case("etc/")).and_then(|_| minutes(&text[4..]))?;
    let (direction, count) = if offset > 0 { ("behind", offset / 60) } else { ("ahead of", -offset / 60) };
    if count == 0 {
        return None;
    }
    let hours = if count == 1 { "hour" } else { "hours" };
    let message =
        format!("`{text}` means {count} {hours} {direction} UTC: in these names, plus and minus are reversed");
    Some(Diagnostic::warning(message).help(city_help(offset)))
}

/// Returns the diagnostic for a time zone that does not exist.
fn unknown(text: &str) -> Diagnostic {
    if let Some(offset) = minutes(text) {
        let diagnostic = Diagnostic::error(format!("`{text}` does not say when daylight saving time begins and ends"));
        return diagnostic.help(city_help(offset));
    }
    let help = match meant(text) {
        Some(name) => format!("write `{name}`"),
        None => "write the continent and the city, such as `America/New_York` or `Europe/Berlin`".to_owned(),
    };
    Diagnostic::error(format!("there is no time zone called `{text}`")).help(help)
}

fn city_help(offset: i16) -> String {
    let city = CITIES.iter().find(|(minutes, _)| *minutes == offset).map_or("America/New_York", |(_, city)| city);
    format!("write the continent and the city, such as `{city}`")
}

/// Reads an offset in whole minutes: `UTC+2`, `GMT-5`, `+02:00`, `-0500`. `UTC` alone is the name of a time zone.
fn minutes(text: &str) -> Option<i16> {
    let offset = offset(text).filter(|_| text.contains(['+', '-', '−']))?;
    i16::try_from(offset.seconds() / 60).ok()
}

/// Returns the name of the time zone that is meant by another name: of a city alone, a country, or with an error in it.
fn meant(text: &str) -> Option<String> {
    const GENERAL: [&str; 6] = ["time", "standard", "daylight", "summer", "us", "zone"];
    let place = text.rsplit('/').next().unwrap_or(text).to_lowercase();
    let words = place.split([' ', '_', ',']).filter(|word| !word.is_empty());
    let specific: Vec<&str> = words.filter(|word| !GENERAL.contains(word)).collect();
    let place = specific.join("_");
    let other = OTHER_NAMES.iter().find(|(names, _)| names.split(' ').any(|name| name == place));
    if let Some((_, zone)) = other {
        return Some((*zone).to_owned());
    }
    let names: Vec<String> = TimeZoneDatabase::bundled().available().map(|name| name.to_string()).collect();
    let is_city = |name: &&String| name.rsplit_once('/').is_some_and(|(_, city)| city.eq_ignore_ascii_case(&place));
    let city = names.iter().find(is_city).cloned();
    let written = text.replace(' ', "_");
    city.or_else(|| closest(&written, names.iter().map(String::as_str)).map(ToOwned::to_owned))
}
