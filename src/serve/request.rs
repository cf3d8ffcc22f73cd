//! Parses the head of a [`Request`], or says why it is refused. A request that passes is a GET or HEAD, or a POST to the
//! one address that opens a file; it names one host, and holds nothing that could do harm elsewhere. Whether it is answered is decided by `access`.

use std::borrow::Cow;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method};

/// The largest head of a request, in bytes.
pub const MAX_HEAD: usize = 16 * 1024;

/// The most headers of a request.
const MAX_HEADERS: usize = 100;

/// The address that opens a file, and the only one that takes a POST.
pub(super) const OPEN: &str = "/_callslip/open";

const READ_ONLY: &str = "only GET and HEAD are answered here: nothing can be changed through the browser";

/// Headers that a proxy or tunnel adds, or how they begin.
const FORWARDING: [&str; 10] = [
    "cdn-loop",
    "cf-connecting-ip",
    "forwarded",
    "tailscale-",
    "true-client-ip",
    "via",
    "x-forwarded",
    "x-original-",
    "x-proxy",
    "x-real-ip",
];

/// The methods of requests that are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Verb {
    /// Asks for an answer.
    #[default]
    Get,
    /// Asks for an answer without its body.
    Head,
    /// Asks for something to be done.
    Post,
}

/// A request of a browser.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// The method, as far as it matters.
    pub verb: Verb,
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
    /// The names of the server: the `Host` header, and the host of the address if it has one.
    pub hosts: Vec<String>,
    /// The value of `Origin`: the site whose page asks, as the browser tells.
    pub origin: Option<String>,
    /// The values of all `Cookie` headers.
    pub cookies: String,
    /// True if a proxy or tunnel passes it on, as far as that shows: it adds headers, or speaks HTTP/1.0, as nginx does and
    /// no browser.
    pub is_forwarded: bool,
    /// True if a page of another site asks, as far as the browser tells (Fetch Metadata).
    pub is_foreign: bool,
    /// True if more requests may come on the same connection.
    pub keep_alive: bool,
}

impl Request {
    /// Returns true if the body of the answer is to be sent.
    pub fn wants_body(&self) -> bool {
        match self.verb {
            Verb::Get | Verb::Post => true,
            Verb::Head => false,
        }
    }
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

/// Parses the head of a request, without the empty line at its end.
pub fn parse(head: &[u8]) -> Result<Request, Refusal> {
    let mut lines = head.split_inclusive(|byte| *byte == b'\n').map(|line| match line.strip_suffix(b"\r\n") {
        None if line.ends_with(b"\n") => None,
        ended => Some(ended.unwrap_or(line)),
    });
    let Some(Some(first)) = lines.next() else { return refuse(400, "this is not HTTP") };
    let (verb, target, is_new) = request_line(first)?;
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
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = percent_decode_str(path.split('#').next().unwrap_or(path)).decode_utf8();
    let Ok(path) = path else { return refuse(400, "the address is not UTF-8") };
    if !path.starts_with('/') || path.contains(char::is_control) {
        return refuse(400, "this is not an address");
    }
    if verb == Verb::Post && path != OPEN {
        return refuse(405, READ_ONLY);
    }
    let first = |name| all(name).next().map(ToOwned::to_owned);
    let closes = all("Connection").any(|value| value.to_ascii_lowercase().contains("close"));
    Ok(Request {
        verb,
        path: path.into_owned(),
        query: query.to_owned(),
        if_none_match: first("If-None-Match"),
        range: first("Range").filter(|_| verb == Verb::Get),
        if_range: first("If-Range"),
        hosts: std::iter::once(*host).chain(authority).map(ToOwned::to_owned).collect(),
        origin: first("Origin"),
        cookies: all("Cookie").collect::<Vec<_>>().join("; "),
        is_forwarded: !is_new || headers.iter().any(is_forwarding),
        is_foreign: all("Sec-Fetch-Site").any(|site| matches!(site, "cross-site" | "same-site")),
        keep_alive: is_new && !closes,
    })
}

/// Parses a line such as `GET /path HTTP/1.1`. Returns the method, the path, and true if it is HTTP/1.1.
fn request_line(line: &[u8]) -> Result<(Verb, &str, bool), Refusal> {
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
        Ok(Method::Get) => Ok((Verb::Get, target, is_new)),
        Ok(Method::Head) => Ok((Verb::Head, target, is_new)),
        Ok(Method::Post) => Ok((Verb::Post, target, is_new)),
        _ => refuse(405, READ_ONLY),
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

fn is_forwarding(header: &Header) -> bool {
    let name = header.field.as_str().as_str().to_ascii_lowercase();
    FORWARDING.iter().any(|start| name.starts_with(start))
}

/// Splits `http://host/path` into host and path. Nearly always only a path is sent.
fn split_authority(target: &str) -> (Option<&str>, &str) {
    let Some(rest) = target.strip_prefix("http://") else { return (None, target) };
    let at = rest.find('/').unwrap_or(rest.len());
    (Some(&rest[..at]), if at == rest.len() { "/" } else { &rest[at..] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(head: &str) -> Result<Request, u16> {
        parse(head.as_bytes()).map_err(|refusal| refusal.status)
    }

    #[test]
    fn a_request_of_a_browser_passes() {
        let request = ask("GET /a%20b/?q=1#c HTTP/1.1\r\nHost: localhost:4000\r\nCookie: \u{e9}");
        let expected = Request {
            verb: Verb::Get,
            path: "/a b/".to_owned(),
            query: "q=1#c".to_owned(),
            if_none_match: None,
            range: None,
            if_range: None,
            hosts: vec!["localhost:4000".to_owned()],
            origin: None,
            cookies: "??".to_owned(),
            is_forwarded: false,
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
    fn all_names_of_the_server_are_kept_and_one_host_is_named() {
        let hosts = |head: &str| ask(head).map(|request| request.hosts);
        let both = vec!["localhost:4000".to_owned(), "evil.example".to_owned()];
        assert_eq!(hosts("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:4000"), Ok(both));
        assert_eq!(hosts("GET / HTTP/1.1"), Err(400));
        assert_eq!(hosts("GET / HTTP/1.0"), Err(400));
        assert_eq!(hosts("GET / HTTP/1.1\r\nHost: localhost:4000\r\nHost: localhost:4000"), Err(400));
    }

    #[test]
    fn what_a_proxy_passes_on_is_known_by_its_headers() {
        let is_forwarded = |version: &str, header: &str| {
            let head = format!("GET / HTTP/{version}\r\nHost: localhost\r\n{header}: a");
            ask(&head).map(|request| request.is_forwarded)
        };
        for header in ["X-Forwarded-For", "x-forwarded-host", "Forwarded", "VIA", "X-Real-IP", "CF-Connecting-IP"] {
            assert_eq!(is_forwarded("1.1", header), Ok(true), "{header}");
        }
        assert_eq!(is_forwarded("1.1", "Accept"), Ok(false));
        assert_eq!(is_forwarded("1.0", "Accept"), Ok(true));
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
