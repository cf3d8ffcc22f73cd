//! `callslip serve --lan`: says who can see the column, at which address, and until when.

use std::fmt::Write;
use std::net::SocketAddr;
use std::path::Path;

use jiff::Zoned;
use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};

use super::clock;
use super::console::Console;
use crate::serve::Invitation;

/// White on black whatever the colors of the terminal are. Without them, it is made for a dark one.
const COLORS: &str = "\x1b[38;5;231;48;5;16m";

/// The place in which callslip runs, as far as it differs from a computer with a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Computer,
    /// The addresses of a container lead nowhere outside its computer.
    Container,
    /// GitHub Codespaces: the name of the workspace, and the domain of its forwarded ports.
    Codespace(String, String),
}

/// Prints the invitation, and on a terminal a QR code of its first address, which comes last.
pub(super) fn print(invitation: &Invitation, published: bool, console: &Console) {
    let place = Place::here();
    let addresses = addresses(invitation, &place);
    console.print(&text(invitation, &addresses, &place, published, &clock::now()));
    if let (Some(address), true) = (addresses.first(), console.is_terminal())
        && let Some(code) = qr_code(address)
    {
        console.print(&code);
    }
}

impl Place {
    fn here() -> Self {
        let named = |name: &str| std::env::var(name).ok().filter(|value| is_name(value));
        match (named("CODESPACE_NAME"), named("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN")) {
            (Some(name), Some(domain)) => Self::Codespace(name, domain),
            _ if ["/.dockerenv", "/run/.containerenv"].iter().any(|file| Path::new(file).exists()) => Self::Container,
            _ => Self::Computer,
        }
    }
}

/// Returns true if this can be part of the name of a host.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// Returns the addresses to give to others, each with the key.
fn addresses(invitation: &Invitation, place: &Place) -> Vec<String> {
    let Invitation { query, port, addresses, .. } = invitation;
    match place {
        Place::Codespace(name, domain) => vec![format!("https://{name}-{port}.{domain}/{query}")],
        Place::Container => Vec::new(),
        Place::Computer => {
            let sockets = addresses.iter().map(|address| SocketAddr::new(*address, *port));
            sockets.map(|socket| format!("http://{socket}/{query}")).collect()
        }
    }
}

fn text(invitation: &Invitation, addresses: &[String], place: &Place, published: bool, now: &Zoned) -> String {
    let seen = if published { "including the titles of drafts on the desk" } else { "drafts included" };
    let until = invitation.until.to_zoned(now.time_zone().clone());
    let pattern = if until.date() == now.date() { "%H:%M" } else { "%H:%M on %Y-%m-%d" };
    let until = until.strftime(pattern);
    let query = &invitation.query;
    if addresses.is_empty() {
        return format!(
            "Until {until}, anyone who has the key sees the column, {seen}. callslip found no address of this computer in \
             your network, as in a container. To the address of your tunnel or forwarded port, add\n  /{query}"
        );
    }
    let mut text = format!("Until {until}, anyone who has this address sees the column, {seen}:");
    for address in addresses {
        text.push_str("\n  ");
        text.push_str(address);
    }
    match place {
        Place::Codespace(..) => {
            text.push_str("\nOthers also need a port that is public: under Ports, change its visibility.");
        }
        Place::Computer | Place::Container => {
            let _ = write!(text, "\nThrough a tunnel or a forwarded port, add /{query} to its address.");
        }
    }
    text
}

/// Returns an address as a QR code of half blocks, two rows in a line, with the white border that a camera needs; `None` if
/// it is too long.
fn qr_code(address: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::L).ok()?;
    // The names of the library are those of ink: what it calls dark is drawn, and here light is drawn.
    let mut picture = code.render::<Dense1x2>();
    let picture = picture.dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    let lines = picture.lines().map(|line| format!("{COLORS}{line}\x1b[0m"));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn invitation(addresses: &[&str]) -> Invitation {
        let addresses = addresses.iter().map(|address| address.parse::<IpAddr>().expect("an address")).collect();
        let until = "2026-11-26T18:05:00Z".parse().expect("a time");
        let (own_query, query) = ("?key=0a1b".to_owned(), "?key=4f0c".to_owned());
        Invitation { own_query, query, until, port: 4000, addresses }
    }

    fn said(addresses: &[&str], place: &Place, published: bool, now: &str) -> String {
        let invitation = invitation(addresses);
        let now = now.parse().expect("a time");
        text(&invitation, &super::addresses(&invitation, place), place, published, &now)
    }

    #[test]
    fn it_says_who_sees_what_until_when_and_where() {
        assert_eq!(
            said(&["192.168.1.5", "fd00::2"], &Place::Computer, false, "2026-11-26T18:05:00+01:00[Europe/Berlin]"),
            "Until 19:05, anyone who has this address sees the column, drafts included:\n  \
             http://192.168.1.5:4000/?key=4f0c\n  http://[fd00::2]:4000/?key=4f0c\n\
             Through a tunnel or a forwarded port, add /?key=4f0c to its address."
        );
        assert_eq!(
            said(&["172.17.0.2"], &Place::Container, true, "2026-11-25T18:05:00[UTC]"),
            "Until 18:05 on 2026-11-26, anyone who has the key sees the column, including the titles of \
             drafts on the desk. callslip found no address of this computer in your network, as in a container. To the \
             address of your tunnel or forwarded port, add\n  /?key=4f0c"
        );
        let codespace = Place::Codespace("glad-otter-7".to_owned(), "app.github.dev".to_owned());
        assert_eq!(
            said(&["10.0.0.4"], &codespace, false, "2026-11-26T17:05:00[UTC]"),
            "Until 18:05, anyone who has this address sees the column, drafts included:\n  \
             https://glad-otter-7-4000.app.github.dev/?key=4f0c\n\
             Others also need a port that is public: under Ports, change its visibility."
        );
    }

    #[test]
    fn a_code_has_a_border_of_four_and_its_own_colors_in_each_line() {
        let code = qr_code("http://192.168.1.5:4000/?key=000102030405060708090a0b0c0d0e0f").expect("a code");
        let lines: Vec<&str> = code.lines().collect();
        for line in &lines {
            let inner = line.strip_prefix(COLORS).and_then(|line| line.strip_suffix("\x1b[0m")).expect("colors");
            assert_eq!(inner.chars().count().div_ceil(2), lines.len());
            let is_light = |c| matches!(c, '\u{2588}' | '\u{2580}');
            assert!(inner.chars().take(4).chain(inner.chars().rev().take(4)).all(is_light), "{inner}");
        }
    }
}
