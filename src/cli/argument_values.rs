//! Reads the values of arguments. An error says what to write.

use std::net::IpAddr;

use jiff::SignedDuration;
use jiff::civil::Date;

use crate::config::check_base_url;
use crate::intake::FormRow;

pub(super) fn base_url(text: &str) -> Result<String, String> {
    check_base_url(text).map_err(|diagnostic| {
        let help = diagnostic.help.join("; ");
        format!("{}; {help}", diagnostic.message)
    })
}

pub(super) fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| "write a number from 1 to 65535, such as 4000".to_owned())
}

pub(super) fn ip_address(text: &str) -> Result<IpAddr, String> {
    if text == "localhost" {
        return Ok(IpAddr::from([127, 0, 0, 1]));
    }
    text.parse().map_err(|_| "write an IP address, such as 127.0.0.1, or 0.0.0.0 for your whole network".to_owned())
}

pub(super) fn lan_time(text: &str) -> Result<SignedDuration, String> {
    let times = SignedDuration::from_mins(1)..=SignedDuration::from_hours(24);
    text.parse()
        .ok()
        .filter(|time| times.contains(time))
        .ok_or_else(|| "write a time from one minute to one day, such as `--lan=30m` or `--lan=8h`".to_owned())
}

pub(super) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "write the year, the month, and the day, such as 2026-12-24".to_owned())
}

pub(super) fn days(text: &str) -> Result<i32, String> {
    let number = text.trim_end_matches("days").trim_end_matches('d').trim();
    number
        .parse()
        .ok()
        .filter(|days| (0..=1000).contains(days))
        .ok_or_else(|| "write a number of days, such as `--since 30d`".to_owned())
}

pub(super) fn form_row(text: &str) -> Result<FormRow, String> {
    if text == "all" {
        return Ok(FormRow::All);
    }
    text.parse().map(FormRow::Number).map_err(|_| "write the number of a row, from 1, or `all`".to_owned())
}
