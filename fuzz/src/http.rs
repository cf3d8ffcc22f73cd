//! The head of a request, and the answer to it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use callslip::pipeline::{self, Cache, Files, Options};
use callslip::serve::access::{Access, Admission};
use callslip::serve::answer::{AnswerBody, answer};
use callslip::serve::request::{self, Request};
use callslip::serve::{Editor, Hosts, LanKey, LanKeys, ServeState, Session, SessionOptions, Workspace};
use callslip::source::{Layer, Sources};
use jiff::{SignedDuration, Timestamp};

const PORT: u16 = 4000;
const LOCAL: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A key that is in no seed, and neither is its complement.
const KEY: u128 = 0x5eed_0000_0000_0000_0000_0000_0000_0001;

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
    LazyLock::new(|| Workspace { root: PathBuf::from("column"), editor: Editor::new("vscode").expect("an editor"), secret: String::new() });

/// Checks that only a request to this machine is accepted, and that no answer leads elsewhere.
pub fn check(data: &[u8]) {
    let Ok(request) = request::parse(data) else { return };
    let admit = |access: &Access| access.admit(&request, LOCAL, Timestamp::UNIX_EPOCH);
    // Nobody gets in without a key, and the keys are not to be guessed.
    let key = |number, name| LanKey::new(number, name, Timestamp::UNIX_EPOCH, SignedDuration::from_hours(1));
    let keys = LanKeys { own: key(KEY, 0), given_out: key(!KEY, 1) };
    assert!(admit(&Access::ByKey(keys)).is_err());
    let hosts = Hosts::new(SocketAddr::new(LOCAL, PORT), Vec::new());
    let Ok(Admission::Visitor(visitor)) = admit(&Access::ByName(hosts)) else { return };
    check_head(data, &request);
    let answer = answer(&STATE, &request, visitor, &WORKSPACE);
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
    assert_eq!(first.starts_with("GET "), request.wants_body());
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
