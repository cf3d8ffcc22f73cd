//! Parses the head of a [`Request`], or says why it is refused. A request that passes is a GET or HEAD, names a host that
//! only this machine answers to, and holds nothing that could do harm elsewhere.

use std::borrow::Cow;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method};

use super::hosts::{Hosts, name_to_allow};

/// The largest head of a request, in bytes.
pub const MAX_HEAD: usize = 16 * 1024;

/// The most headers of a request.
const MAX_HEADERS: usize = 100;

/// A request of a browser.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// True for GET, false for HEAD.
    pub wants_body: bool,
    /// The path, with percent escapes decoded.
    pub path: String,
    /// What follows the question mark, as it was sent.
    pub query: String,
    /// The value of `If-None-Match`: the versions of the answer that the browser has.
    pub if_none_match: Option<String>,
    /// The value of `Range`: the part of the answer that the browser wants. Of a HEAD request it has no meaning.
    pub range: Option<String>,
    /// The value of `If-Range`: the version of the answer that the browser has other parts of.
    pub if_range: Option<String>,
    /// True if a page of another site asks, as far as the browser tells (Fetch Metadata).
    pub is_foreign: bool,
    /// True if more requests may come on the same connection.
    pub keep_alive: bool,
}

/// The reason why a request gets no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// What is wrong with the request, for a person.
    pub reason: Cow<'static, str>,
}

const fn refuse<T>(status: u16, reason: &'static str) -> Result<T, Refusal> {
    Err(Refusal { status, reason: Cow::Borrowed(reason) })
}

/// Refuses a name that is not ours, and says how to make it so.
fn misdirected(host: &str) -> Refusal {
    let reason = match name_to_allow(host) {
        Some(name) => format!(
            "This preview does not answer to the name {name}. If that name is yours, start it with\n\n    \
             callslip serve --allow-host {name}"
        ),
        None => "This preview answers to localhost and to no other name.".to_owned(),
    };
    Refusal { status: 421, reason: reason.into() }
}

/// Parses the head of a request, without the empty line at its end.
pub fn parse(head: &[u8], hosts: &Hosts) -> Result<Request, Refusal> {
    let mut lines = head.split_inclusive(|byte| *byte == b'\n').map(|line| match line.strip_suffix(b"\r\n") {
        None if line.ends_with(b"\n") => None,
        ended => Some(ended.unwrap_or(line)),
    });
    let Some(Some(first)) = lines.next() else { return refuse(400, "this is not HTTP") };
    let (is_get, target, is_new) = request_line(first)?;
    let mut headers = Vec::new();
    for line in lines {
        // Two programs may disagree about what a line without a carriage return means.
        let Some(line) = line else { return refuse(400, "a line of the request does not end as it must") };
        headers.push(header(line)?);
        if headers.len() > MAX_HEADERS {
            return refuse(431, "the request has too many headers");
        }
    }
    let all =
        |name: &'static str| headers.iter().filter(move |header| header.field.equiv(name)).map(|h| h.value.as_str());
    if all("Transfer-Encoding").next().is_some() || all("Content-Length").any(|length| length != "0") {
        return refuse(413, "nothing can be sent here");
    }
    let names: Vec<&str> = all("Host").collect();
    let ([host], target) = (names.as_slice(), target) else { return refuse(400, "the request must name one host") };
    let (authority, target) = split_authority(target);
    if let Some(other) = std::iter::once(*host).chain(authority).find(|host| !hosts.allow(host)) {
        return Err(misdirected(other));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = percent_decode_str(path.split('#').next().unwrap_or(path)).decode_utf8();
    let Ok(path) = path else { return refuse(400, "the address is not UTF-8") };
    if !path.starts_with('/') || path.contains(char::is_control) {
        return refuse(400, "this is not an address");
    }
    let first = |name| all(name).next().map(ToOwned::to_owned);
    let closes = all("Connection").any(|value| value.to_ascii_lowercase().contains("close"));
    Ok(Request {
        wants_body: is_get,
        path: path.into_owned(),
        query: query.to_owned(),
        if_none_match: first("If-None-Match"),
        range: first("Range").filter(|_| is_get),
        if_range: first("If-Range"),
        is_foreign: all("Sec-Fetch-Site").any(|site| matches!(site, "cross-site" | "same-site")),
        keep_alive: is_new && !closes,
    })
}

/// Parses a line such as `GET /path HTTP/1.1`. Returns true if it is GET, the path, and true if it is HTTP/1.1.
fn request_line(line: &[u8]) -> Result<(bool, &str, bool), Refusal> {
    let Ok(line) = std::str::from_utf8(line) else { return refuse(400, "the address is not UTF-8") };
    let parts: Vec<&str> = line.split(' ').collect();
    let [method, target, version] = parts[..] else { return refuse(400, "this is not HTTP") };
    let is_new = match version {
        "HTTP/1.1" => true,
        "HTTP/1.0" => false,
        _ => return refuse(505, "only HTTP/1.1 is understood here"),
    };
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return refuse(400, "this is not HTTP");
    }
    match Method::from_str(method) {
        Ok(Method::Get) => Ok((true, target, is_new)),
        Ok(Method::Head) => Ok((false, target, is_new)),
        _ => refuse(405, "only GET and HEAD are answered here: nothing can be changed through the browser"),
    }
}

/// Parses a header. Its value may be anything, but without control characters it cannot be taken for another line.
fn header(line: &[u8]) -> Result<Header, Refusal> {
    let Some(colon) = line.iter().position(|byte| *byte == b':') else { return refuse(400, "a header has no colon") };
    // Spaces and tabs may surround a value (RFC 9112, section 5.1). A carriage return there is one that proxies read in
    // different ways.
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(byte);
    if name.is_empty() || !name.iter().all(is_name) {
        return refuse(400, "a header has no name");
    }
    if value.iter().any(|byte| byte.is_ascii_control() && *byte != b'\t') {
        return refuse(400, "a header holds what no header may hold");
    }
    let value = value.trim_ascii();
    // A cookie that another program on this machine has set may hold anything.
    let value: Vec<u8> = value.iter().map(|byte| if byte.is_ascii() { *byte } else { b'?' }).collect();
    Header::from_bytes(name, value).or(refuse(400, "a header cannot be read"))
}

/// Splits `http://host/path` into host and path. Nearly always only a path is sent.
fn split_authority(target: &str) -> (Option<&str>, &str) {
    let Some(rest) = target.strip_prefix("http://") else { return (None, target) };
    let at = rest.find('/').unwrap_or(rest.len());
    (Some(&rest[..at]), if at == rest.len() { "/" } else { &rest[at..] })
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;

    fn ask(head: &str) -> Result<Request, u16> {
        let hosts = Hosts::new(SocketAddr::from(([127, 0, 0, 1], 4000)), Vec::new());
        parse(head.as_bytes(), &hosts).map_err(|refusal| refusal.status)
    }

    #[test]
    fn a_request_of_a_browser_passes() {
        let request = ask("GET /a%20b/?q=1#c HTTP/1.1\r\nHost: localhost:4000\r\nCookie: \u{e9}");
        let expected = Request {
            wants_body: true,
            path: "/a b/".to_owned(),
            query: "q=1#c".to_owned(),
            if_none_match: None,
            range: None,
            if_range: None,
            is_foreign: false,
            keep_alive: true,
        };
        assert_eq!(request, Ok(expected));
        assert_eq!(
            ask("HEAD http://127.0.0.1:4000/a HTTP/1.0\r\nHost: 127.0.0.1:4000").map(|r| r.keep_alive),
            Ok(false)
        );
        assert_eq!(ask("GET / HTTP/1.1\r\nHost: [::1]:4000").map(|request| request.path), Ok("/".to_owned()));
    }

    #[test]
    fn other_names_are_refused_and_it_is_said_how_to_allow_them() {
        let hosts = Hosts::new(SocketAddr::from(([127, 0, 0, 1], 4000)), Vec::new());
        let refused = |head: &str| parse(head.as_bytes(), &hosts).map_err(|refusal| refusal.reason.into_owned());
        let expected = "This preview does not answer to the name abc-4000.app.github.dev. If that name is yours, start \
                        it with\n\n    callslip serve --allow-host abc-4000.app.github.dev";
        assert_eq!(refused("GET / HTTP/1.1\r\nHost: ABC-4000.app.github.dev"), Err(expected.to_owned()));
        let expected = "This preview answers to localhost and to no other name.";
        for host in ["10.0.0.1:4000", "<i>", "a b", "-rf /"] {
            assert_eq!(refused(&format!("GET / HTTP/1.1\r\nHost: {host}")), Err(expected.to_owned()), "{host}");
        }
        assert_eq!(ask("GET / HTTP/1.1"), Err(400));
        assert_eq!(ask("GET / HTTP/1.1\r\nHost: localhost:4000\r\nHost: localhost:4000"), Err(400));
        assert_eq!(ask("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:4000"), Err(421));
    }

    #[test]
    fn a_part_is_asked_for_with_get_alone() {
        let range = |method: &str| {
            let head = format!("{method} / HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\nIf-Range: \"a\"");
            ask(&head).map(|request| (request.range, request.if_range))
        };
        assert_eq!(range("GET"), Ok((Some("bytes=0-1".to_owned()), Some("\"a\"".to_owned()))));
        assert_eq!(range("HEAD"), Ok((None, Some("\"a\"".to_owned()))));
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let host = "Host: localhost:4000";
        let heads = [
            ("", 400),
            ("GET / HTTP/1.1\n", 400),
            ("GET  / HTTP/1.1", 400),
            ("GET / HTTP/3", 505),
            ("POST / HTTP/1.1", 405),
            ("BREW / HTTP/1.1", 405),
            ("GET a HTTP/1.1", 400),
            ("GET /%00 HTTP/1.1", 400),
            ("GET /%0d%0aX:%20y HTTP/1.1", 400),
            ("GET /%ff HTTP/1.1", 400),
            ("GET * HTTP/1.1", 400),
        ];
        for (head, status) in heads {
            assert_eq!(ask(&format!("{head}\r\n{host}")), Err(status), "{head}");
        }
        for (header, status) in [
            ("Content-Length: 5", 413),
            ("Transfer-Encoding: chunked", 413),
            (" folded", 400),
            ("No colon", 400),
            (": no name", 400),
            ("A: b\rc", 400),
            ("A: b\nC: d", 400),
            ("A: b\r", 400),
            ("A: \u{c}b", 400),
        ] {
            assert_eq!(ask(&format!("GET / HTTP/1.1\r\n{host}\r\n{header}")), Err(status), "{header}");
        }
        let many = "A: b\r\n".repeat(200);
        assert_eq!(ask(&format!("GET / HTTP/1.1\r\n{many}{host}")), Err(431));
    }
}
