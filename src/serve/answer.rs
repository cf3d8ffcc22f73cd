//! A request to its answer: a pure function of the [`State`]. Pictures are named here and read by whoever sends them.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::guard::{Refusal, Request};
use super::report::{Editor, Part};
use super::{State, desk, page};
use crate::diagnostics::{Diagnostic, SourceMap};
use crate::pipeline::Column;
use crate::render::{Content, Renderer, media_type_of_route};
use crate::site::{Route, canonical};
use crate::source::Fingerprint;

/// Where the column lies, and how it is edited.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its folder.
    pub root: PathBuf,
    /// How a file of it is opened.
    pub editor: Editor,
}

/// What is sent back.
#[derive(Debug)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// What it is.
    pub media_type: &'static str,
    /// Where to go instead: a path of the route table.
    pub location: Option<String>,
    /// The version of it, for the next time.
    pub version: Option<String>,
    /// It itself.
    pub body: Body,
}

/// The content of an answer.
#[derive(Debug)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file of the column.
    File(PathBuf),
    /// News, for as long as the browser listens.
    Events,
}

const HTML: &str = "text/html; charset=utf-8";
const CLIENT: &str = include_str!("assets/client.js");
const STYLE: &str = include_str!("assets/client.css");
const DESK_STYLE: &str = include_str!("assets/desk.css");

/// What is asked for.
pub fn answer(state: &State, request: &Request, place: &Place) -> Answer {
    let path = request.path.as_str();
    let answer = match path {
        "/_callslip/client.js" => Answer::text("text/javascript; charset=utf-8", CLIENT),
        "/_callslip/client.css" => Answer::text("text/css; charset=utf-8", STYLE),
        "/_callslip/desk.css" => Answer::text("text/css; charset=utf-8", DESK_STYLE),
        "/_callslip/events" => Answer { body: Body::Events, ..Answer::text("text/event-stream", "") },
        "/_callslip/state" => news(state, &request.query, place),
        "/_desk" => Answer::elsewhere("/_desk/".to_owned()),
        _ => shown(state, path, place).0,
    };
    answer.unless_known(request.known.as_deref())
}

/// A request that is refused.
pub(super) fn refusal(refusal: Refusal) -> Answer {
    let text = format!("{}\n", refusal.reason);
    Answer { status: refusal.status, version: None, ..Answer::text("text/plain; charset=utf-8", &text) }
}

/// What a tab asks after a change: the print of its page, the theme's assets, and what is to be said.
#[derive(Serialize)]
struct News {
    print: String,
    assets: Vec<String>,
    report: Option<Told>,
}

#[derive(Serialize)]
struct Told {
    id: String,
    errors: usize,
    /// Whether a sound column is shown meanwhile.
    kept: bool,
    parts: Vec<Part>,
}

fn news(state: &State, query: &str, place: &Place) -> Answer {
    let path = query.strip_prefix("path=").unwrap_or("/");
    let path = percent_decode_str(path).decode_utf8_lossy();
    let assets = state.column.iter().flat_map(|column| column.theme.assets.list());
    let told = &state.told;
    let report = (told.errors() > 0).then(|| Told {
        id: told.id(),
        errors: told.errors(),
        kept: state.column.is_some(),
        parts: told.parts(&place.root, &place.editor),
    });
    let assets = assets.map(|asset| asset.path.clone()).collect();
    let news = News { print: shown(state, &path, place).1, assets, report };
    Answer { version: None, ..Answer::text("application/json", &serde_json::to_string(&news).unwrap_or_default()) }
}

/// What stands at an address, and its print if it is a page.
fn shown(state: &State, path: &str, place: &Place) -> (Answer, String) {
    if path == "/_desk/" {
        return page(200, desk::html(state, place).as_bytes(), String::new());
    }
    let Some(column) = &state.column else {
        return page(503, desk::unsound(state, place).as_bytes(), String::new());
    };
    match found(column, path) {
        Found::Route(route) => {
            let (first, second) = (answered(column, route, 200), state.checked.as_deref());
            first.unwrap_or_else(|mistake| {
                // Nobody has seen this mistake yet, or the column would not be shown.
                let kept = second.and_then(|sound| answered(sound, sound.shown().routes.get(&route.path)?, 200).ok());
                kept.unwrap_or_else(|| broken(mistake, column, place))
            })
        }
        Found::Elsewhere(path) => (Answer::elsewhere(path), String::new()),
        Found::Nothing => {
            let lost = column.shown().routes.get("/404.html").map(|route| answered(column, route, 404));
            lost.and_then(Result::ok).unwrap_or_else(|| page(404, b"There is no page here.", String::new()))
        }
    }
}

enum Found<'c> {
    Route(&'c Route),
    Elsewhere(String),
    Nothing,
}

/// The route at an address, as a plain host would find it. A column that will live in a sub-path is there twice: the page
/// for lost readers links into that path.
fn found<'c>(column: &'c Column, path: &str) -> Found<'c> {
    let routes = &column.shown().routes;
    let base = column.site.config.base_path();
    let inner = path.strip_prefix(base).filter(|inner| inner.starts_with('/') && !base.is_empty());
    for (prefix, path) in inner.map(|inner| (base, inner)).into_iter().chain([("", path)]) {
        let path = canonical(path);
        let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
        if let Some(route) = routes.get(&path).or_else(|| routes.get(folder?)) {
            return Found::Route(route);
        }
        if let Some(route) = routes.get(&format!("{path}/")) {
            return Found::Elsewhere(format!("{prefix}{}", route.path));
        }
        // A page loaded a moment ago may ask for an asset as it was; what it gets is what it will be given next.
        let newer = unhashed(&path).and_then(|asked| {
            let mut assets = column.theme.assets.list().iter();
            assets.find(|asset| unhashed(&asset.path).as_ref() == Some(&asked))
        });
        if let Some(route) = newer.and_then(|asset| routes.get(&asset.path)) {
            return Found::Route(route);
        }
    }
    Found::Nothing
}

/// An asset's address without the hash in it.
fn unhashed(path: &str) -> Option<(&str, &str)> {
    let (stem, extension) = path.strip_prefix("/assets/")?.rsplit_once('.')?;
    let (stem, hash) = stem.rsplit_once('.')?;
    (hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some((stem, extension))
}

fn answered(column: &Column, route: &Route, status: u16) -> Result<(Answer, String), Diagnostic> {
    let site = column.shown();
    let rendered = Renderer::new(site, &column.theme).render(route)?;
    let media_type = media_type_of_route(route);
    Ok(match rendered.content {
        Content::Generated(html) if route.target.page().is_some() => {
            let print = page::print(&html, &route.path, site, &column.theme.assets);
            page(status, &html, print)
        }
        Content::Generated(bytes) => (Answer::bytes(media_type, bytes), String::new()),
        Content::Shared(bytes) => (Answer::bytes(media_type, bytes.to_vec()), String::new()),
        Content::File(path, fingerprint) => {
            let version = Some(fingerprint.to_string());
            (Answer { status: 200, media_type, location: None, version, body: Body::File(path) }, String::new())
        }
    })
}

fn page(status: u16, html: &[u8], print: String) -> (Answer, String) {
    let print = if print.is_empty() { Fingerprint::of(html).short() } else { print };
    (Answer { status, ..Answer::bytes(HTML, page::with_script(html, &print)) }, print)
}

fn broken(mistake: Diagnostic, column: &Column, place: &Place) -> (Answer, String) {
    let texts = column.theme.texts.iter().map(|file| (file.path.clone(), file.text.clone()));
    let sources: SourceMap = texts.collect();
    page(500, desk::mistake(vec![mistake], sources, place).as_bytes(), String::new())
}

impl Answer {
    fn bytes(media_type: &'static str, bytes: Vec<u8>) -> Self {
        let version = Some(Fingerprint::of(&bytes).to_string());
        Self { status: 200, media_type, location: None, version, body: Body::Bytes(bytes) }
    }

    fn text(media_type: &'static str, text: &str) -> Self {
        Self::bytes(media_type, text.as_bytes().to_vec())
    }

    fn elsewhere(path: String) -> Self {
        let answer = Self::text("text/plain; charset=utf-8", "It stands elsewhere.\n");
        Self { status: 301, location: Some(path), version: None, ..answer }
    }

    /// Without its body, when the browser has this version of it already.
    fn unless_known(self, known: Option<&str>) -> Self {
        let version = self.version.as_ref().map(|version| format!("\"{version}\""));
        let is_known = |known: &str| {
            let mut all = known.split(',').map(|one| one.trim().trim_start_matches("W/"));
            all.any(|one| one == "*" || Some(one) == version.as_deref())
        };
        if self.status != 200 || version.is_none() || !known.is_some_and(is_known) {
            return self;
        }
        Self { status: 304, body: Body::Bytes(Vec::new()), ..self }
    }
}
