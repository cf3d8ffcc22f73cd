//! Files of a blog that lie elsewhere than WordPress has them, and the sizes in which services give pictures.

use percent_encoding::percent_decode_str;

use crate::source::{has_extension, is_attachment_kind};

/// Returns the key of a file on the web by its address: what stays when the size of a picture changes. `None` if the address
/// is not that of a file.
pub(super) fn web_key(address: &str) -> Option<String> {
    let path = ["https://", "http://", "//"].iter().find_map(|scheme| address.strip_prefix(scheme))?;
    let (host, path) = path.split_once('/')?;
    if is_blogger_host(host) {
        return Some(format!("blogger/{}", decoded(&without_size(path))));
    }
    let is_file = is_attachment_kind(path) && !has_extension(path, &["json", "xml"]);
    is_file.then(|| format!("//{}/{}", host.to_lowercase(), decoded(path)))
}

/// Returns a path without its percent-encoding, if it is UTF-8 then.
pub(super) fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), Into::into)
}

/// Returns true for a host on which Blogger has the pictures of its blogs.
pub(super) fn is_blogger_host(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    host.ends_with(".bp.blogspot.com") || host == "blogger.googleusercontent.com" || {
        let name = host.strip_suffix(".googleusercontent.com").and_then(|name| name.strip_prefix("lh"));
        name.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

/// Returns the addresses at which a picture may be in its full size, the largest first.
#[cfg_attr(not(feature = "publish"), allow(dead_code, reason = "only a program that can fetch needs it"))]
pub(super) fn full_sizes(address: &str) -> Vec<String> {
    let plain = address.split(['?', '#']).next().unwrap_or(address);
    // `i0.wp.com` gives the pictures of other hosts: `https://i0.wp.com/desk.example/wp-content/uploads/desk.jpg?w=300`.
    let of_other = photon_target(plain).map(|target| format!("https://{target}"));
    let plain = of_other.as_deref().unwrap_or(plain);
    let host = plain.split_once("://").map_or("", |(_, rest)| rest).split('/').next().unwrap_or_default();
    let mut addresses = Vec::new();
    if is_blogger_host(host) {
        let at = plain.find(host).unwrap_or_default() + host.len();
        addresses.push(format!("{}/{}", &plain[..at], with_size(plain[at..].trim_start_matches('/'), "s0")));
    } else {
        let (folder, name) = plain.rsplit_once('/').unwrap_or(("", plain));
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let size = stem.rsplit_once('-').filter(|(_, size)| is_width_and_height(size));
        addresses.extend(size.map(|(stem, _)| format!("{folder}/{stem}.{extension}")));
        addresses.push(plain.to_owned());
    }
    addresses.push(address.to_owned());
    addresses.dedup();
    addresses
}

/// Returns the host and path of the file that an address of `i0.wp.com` leads to.
#[cfg_attr(not(feature = "publish"), allow(dead_code, reason = "only a program that can fetch needs it"))]
pub(super) fn photon_target(address: &str) -> Option<&str> {
    let (host, target) = address.split_once("://")?.1.split_once('/')?;
    matches!(host, "i0.wp.com" | "i1.wp.com" | "i2.wp.com" | "i3.wp.com").then_some(target)
}

/// Returns true for the size in the name of a smaller copy: `300x200`.
pub(super) fn is_width_and_height(size: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    size.split_once('x').is_some_and(|(width, height)| is_number(width) && is_number(height))
}

/// Returns a path of Blogger without the size of the picture: `…/s320/desk.jpg` and `…=w640-h480` have one.
fn without_size(path: &str) -> String {
    let path = path.split_once('=').map_or(path, |(path, _)| path);
    let parts: Vec<&str> = path.split('/').filter(|part| !is_size(part)).collect();
    parts.join("/")
}

#[cfg_attr(not(feature = "publish"), allow(dead_code, reason = "only a program that can fetch needs it"))]
fn with_size(path: &str, size: &str) -> String {
    if let Some((path, _)) = path.split_once('=') {
        return format!("{path}={size}");
    }
    let parts: Vec<&str> = path.split('/').map(|part| if is_size(part) { size } else { part }).collect();
    parts.join("/")
}

/// Returns true for the size of a picture: `s320`, `s1600-h`, `w640-h480`, `w640-h480-p-k-no-nu`.
fn is_size(part: &str) -> bool {
    let first = part.split('-').next().unwrap_or(part);
    let number = first.strip_prefix(['s', 'w', 'h']).unwrap_or_default();
    !number.is_empty() && number.len() <= 5 && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_picture_has_no_size() {
        for address in [
            "https://1.bp.blogspot.com/-aB/s320/Desk%20one.jpg",
            "https://4.bp.blogspot.com/-aB/s1600-h/Desk one.jpg",
            "http://2.bp.blogspot.com/-aB/w640-h480/Desk%20one.jpg",
        ] {
            assert_eq!(web_key(address), Some("blogger/-aB/Desk one.jpg".to_owned()), "{address}");
        }
        assert_eq!(
            web_key("https://blogger.googleusercontent.com/img/a/AVvX=s320"),
            Some("blogger/img/a/AVvX".to_owned())
        );
        assert_eq!(web_key("https://Desk.example/a/B.png"), Some("//desk.example/a/B.png".to_owned()));
        assert_eq!(web_key("https://desk.example/a/b.html"), None);
        assert_eq!(web_key("https://desk.example/feed.xml"), None);
        assert_eq!(web_key("https://lhx.googleusercontent.com/a"), None);
    }

    #[test]
    fn pictures_in_their_full_size() {
        for (address, expected) in [
            (
                "https://1.bp.blogspot.com/-aB/s320/desk.jpg",
                &["https://1.bp.blogspot.com/-aB/s0/desk.jpg", "https://1.bp.blogspot.com/-aB/s320/desk.jpg"][..],
            ),
            (
                "https://lh3.googleusercontent.com/a=w64-h48",
                &["https://lh3.googleusercontent.com/a=s0", "https://lh3.googleusercontent.com/a=w64-h48"],
            ),
            (
                "https://desk.example/u/desk-300x200.jpg?w=3",
                &[
                    "https://desk.example/u/desk.jpg",
                    "https://desk.example/u/desk-300x200.jpg",
                    "https://desk.example/u/desk-300x200.jpg?w=3",
                ],
            ),
            (
                "https://i0.wp.com/desk.example/desk.jpg?w=3",
                &["https://desk.example/desk.jpg", "https://i0.wp.com/desk.example/desk.jpg?w=3"],
            ),
            ("https://desk.example/desk.jpg", &["https://desk.example/desk.jpg"]),
        ] {
            assert_eq!(full_sizes(address), expected);
        }
    }
}
