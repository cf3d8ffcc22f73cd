//! The head of a request, and the answer to it.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use callslip::pipeline::{self, Cache, Files, Options};
use callslip::serve::answer::{AnswerBody, answer};
use callslip::serve::request::{self, Request};
use callslip::serve::{Editor, Hosts, ServeState, Session, SessionOptions, Workspace};
use callslip::source::{Layer, Sources};

const PORT: u16 = 4000;

static STATE: LazyLock<ServeState> = LazyLock::new(|| {
    let texts = [crate::PERSON, crate::LETTER].map(|(path, text)| crate::file(path, text));
    let own = Layer::new(None, []);
    let files = Files::from_memory(crate::file("column.yaml", crate::COLUMN), Sources::from_texts(texts), own, &[]);
    let clock = "2026-11-26T00:00:00Z".parse().expect("a time");
    let options = Options { clock, as_of: None, base_url: None, unpublished: false };
    let (column, _) = pipeline::understand(files, &options, Cache::default());
    let session = Session::new(SessionOptions { root: PathBuf::from("column"), as_of: None, published: false });
    ServeState { column: Some(Arc::new(column)), ..session.state().clone() }
});

static WORKSPACE: LazyLock<Workspace> =
    LazyLock::new(|| Workspace { root: PathBuf::from("column"), editor: Editor::new("vscode").expect("an editor") });

/// Checks that only a request to this machine is accepted, and that no answer leads elsewhere.
pub fn check(data: &[u8]) {
    let hosts = Hosts::new(SocketAddr::from(([127, 0, 0, 1], PORT)), Vec::new());
    let Ok(request) = request::parse(data, &hosts) else { return };
    check_head(data, &request);
    let answer = answer(&STATE, &request, &WORKSPACE);
    assert!(matches!(answer.status, 200 | 301 | 304 | 403 | 404), "{}", answer.status);
    assert!(!answer.media_type.contains(['\r', '\n']));
    for header in answer.location.iter().chain(&answer.etag) {
        assert!(!header.contains(char::is_control), "{header:?}");
    }
    if let Some(location) = &answer.location {
        assert!(location.starts_with('/') && !location.starts_with("//"), "{location:?}");
    }
    // There are no attachments in this column.
    assert!(!matches!(answer.body, AnswerBody::File(_)));
}

/// Reads the head a second time, in the simplest way that there is.
fn check_head(head: &[u8], request: &Request) {
    assert!(request.path.starts_with('/') && !request.path.contains(char::is_control), "{:?}", request.path);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split("\r\n");
    let first = lines.next().unwrap_or_default();
    assert!(first.starts_with("GET ") || first.starts_with("HEAD "), "{first:?}");
    assert_eq!(first.starts_with("GET "), request.wants_body);
    let headers: Vec<(String, &str)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim_matches([' ', '\t'])))
        .collect();
    let named: Vec<&str> = headers.iter().filter(|(name, _)| name == "host").map(|(_, value)| *value).collect();
    assert!(matches!(named[..], [host] if is_local(host)), "{named:?}");
    let has_body =
        |(name, value): &(String, &str)| name == "transfer-encoding" || (name == "content-length" && *value != "0");
    assert!(!headers.iter().any(has_body), "{head:?}");
}

fn is_local(host: &str) -> bool {
    let port = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    let name = port.map_or(host, |(name, _)| name).to_ascii_lowercase();
    let number = name.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = number.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    name == "localhost" || name.ends_with(".localhost") || is_loopback
}
