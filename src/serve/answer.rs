//! Answers a request: a pure function of the [`ServeState`]. Attachments are named here and read by the connection.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use serde::Serialize;

use super::access::Visitor;
use super::diagnostics_view::{Report, ReportPart};
use super::editor_links::{FileLinks, Workspace};
use super::lookup::{Found, find};
use super::open_file::OpenOutcome;
use super::policy::Policy;
use super::range::Part;
use super::request::{OPEN, Refusal, Request};
use super::{ServeState, desk, live_reload, open_file};
use crate::diagnostics::{Diagnostic, SourceMap};
use crate::media::PictureJob;
use crate::pipeline::Column;
use crate::render::{Content, Rendered, Renderer, form_action, media_type_of_path, media_type_of_route};
use crate::site::Route;
use crate::source::Fingerprint;

/// The answer to a request.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The value of `Content-Type`.
    pub media_type: &'static str,
    /// The path to go to instead.
    pub location: Option<String>,
    /// The value of `Set-Cookie`.
    pub cookie: Option<String>,
    /// True if it is for those who have the key: no cache on the way may keep it, and no other site learns of its address.
    pub is_confidential: bool,
    /// The version of the answer; `None` if it must not be cached.
    pub etag: Option<String>,
    /// Who wrote it.
    pub policy: Policy,
    /// The directive of the policy for forms, if the column says where they go.
    pub form_action: Option<String>,
    /// The value of `Range`, if only a part is to be sent.
    pub range: Option<String>,
    /// The content.
    pub body: AnswerBody,
}

/// The content of an answer.
#[derive(Debug)]
pub enum AnswerBody {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file of the column.
    File(PathBuf),
    /// A picture that is made from a file of the column.
    Picture(PictureJob),
    /// Events, for as long as the browser listens.
    Events,
    /// Words that say whether this file was opened.
    Opens(PathBuf),
}

const HTML: &str = "text/html; charset=utf-8";
const CLIENT: &str = include_str!("assets/client.js");
const STYLE: &str = include_str!("assets/client.css");
const DESK_STYLE: &str = include_str!("assets/desk.css");

/// Answers a request.
pub fn answer(state: &ServeState, request: &Request, visitor: Visitor, workspace: &Workspace) -> Answer {
    let links = &workspace.links(visitor);
    let path = request.path.as_str();
    if request.is_foreign && path.starts_with("/_callslip/") {
        return refusal(&Refusal { status: 403, reason: "another site may not ask for this".into() });
    }
    let answer = match path {
        "/_callslip/client.js" => Answer::text("text/javascript; charset=utf-8", CLIENT),
        "/_callslip/client.css" => Answer::text("text/css; charset=utf-8", STYLE),
        "/_callslip/desk.css" => Answer::text("text/css; charset=utf-8", DESK_STYLE),
        "/_callslip/events" => Answer { body: AnswerBody::Events, ..Answer::text("text/event-stream", "") },
        "/_callslip/state" => state_json(state, &request.query, links),
        OPEN => match open_file::open(state, request, visitor, workspace) {
            OpenOutcome::Opens(path) => Answer { body: AnswerBody::Opens(path), ..said(200, "") },
            OpenOutcome::Says(status, text) => said(status, &text),
        },
        "/_desk" => Answer::redirect("/_desk/".to_owned()),
        _ => page_at(state, path, &request.query, links).0,
    };
    answer.unless_cached(request.if_none_match.as_deref()).in_part(request).for_visitor(visitor)
}

/// Returns the answer to a request that has the key in its address.
pub(super) fn enter(location: String, cookie: String) -> Answer {
    let answer = Answer { cookie: Some(cookie), is_confidential: true, ..Answer::redirect(location) };
    Answer { status: 303, ..answer }
}

/// Returns the answer to a request that is refused.
pub(super) fn refusal(refusal: &Refusal) -> Answer {
    said(refusal.status, &refusal.reason)
}

/// Returns the answer after a file was opened, or was not.
pub(super) fn opened(file: &Path, is_open: bool) -> Answer {
    let (status, text) = open_file::result(file, is_open);
    said(status, &text)
}

/// Returns an answer of a few words.
fn said(status: u16, text: &str) -> Answer {
    Answer { status, etag: None, ..Answer::text("text/plain; charset=utf-8", &format!("{text}\n")) }
}

/// What a tab asks for after a change.
#[derive(Serialize)]
struct StateJson {
    /// The fingerprint of the tab's page.
    #[serde(rename = "print")]
    fingerprint: String,
    /// The addresses of the theme's assets.
    assets: Vec<String>,
    /// The report, if there are errors.
    report: Option<ReportJson>,
}

#[derive(Serialize)]
struct ReportJson {
    id: String,
    errors: usize,
    /// True if the last sound column is shown.
    #[serde(rename = "kept")]
    has_column: bool,
    parts: Vec<ReportPart>,
}

fn state_json(state: &ServeState, query: &str, links: &FileLinks<'_>) -> Answer {
    let path = query.strip_prefix("path=").unwrap_or("/");
    let path = percent_decode_str(path).decode_utf8_lossy();
    let assets = state.column.iter().flat_map(|column| column.theme.assets.list());
    let report = &state.announced;
    let report = (report.errors() > 0).then(|| ReportJson {
        id: report.id(),
        errors: report.errors(),
        has_column: state.column.is_some(),
        parts: report.parts(links),
    });
    let assets = assets.map(|asset| asset.path.clone()).collect();
    let json = StateJson { fingerprint: page_at(state, &path, "", links).1, assets, report };
    Answer { etag: None, ..Answer::text("application/json", &serde_json::to_string(&json).unwrap_or_default()) }
}

/// Returns a page that says that a request has met a bug of ours.
pub(super) fn bug_page(bug: Diagnostic, visitor: Visitor, workspace: &Workspace) -> Answer {
    let report = Report::new(vec![bug], SourceMap::new(), true);
    server_page(500, &desk::report_page(&report, &workspace.links(visitor))).0.for_visitor(visitor)
}

/// Returns what is at an address and, for a page, its fingerprint.
fn page_at(state: &ServeState, path: &str, query: &str, links: &FileLinks<'_>) -> (Answer, String) {
    if path == "/_desk/" {
        return server_page(200, &desk::desk_page(state, query, links));
    }
    let Some(column) = &state.column else {
        return server_page(503, &desk::report_page(&state.report, links));
    };
    match find(column, path, query) {
        Found::Route(route) => render(column, route, 200).unwrap_or_else(|mistake| {
            // Nobody has seen this mistake yet, or the column would not be shown.
            let checked = state.checked.as_deref();
            let earlier = checked.and_then(|sound| render(sound, sound.shown().routes.get(&route.path)?, 200).ok());
            earlier.unwrap_or_else(|| template_error(mistake, column, links))
        }),
        Found::SearchFile(file) => (search_file(file), String::new()),
        Found::Redirect(path) => (Answer::redirect(path), String::new()),
        Found::Nothing => {
            let not_found = column.shown().routes.get("/404.html").map(|route| render(column, route, 404));
            not_found.and_then(Result::ok).unwrap_or_else(|| server_page(404, "There is no page at this address."))
        }
    }
}

fn render(column: &Column, route: &Route, status: u16) -> Result<(Answer, String), Diagnostic> {
    let site = column.shown();
    let rendered = Renderer::new(site, &column.theme).render(route)?;
    let media_type = media_type_of_route(route);
    Ok(match rendered.content {
        Content::Generated(bytes) if route.target.page().is_some() => {
            let fingerprint = live_reload::fingerprint(&bytes, &route.path, site, &column.theme.assets);
            let form_action = form_action(&site.config);
            (Answer { form_action, ..page(status, &bytes, &fingerprint) }, fingerprint)
        }
        Content::Generated(bytes) => (Answer::bytes(media_type, bytes), String::new()),
        Content::Shared(bytes) => (Answer::bytes(media_type, bytes.to_vec()), String::new()),
        Content::File(path, fingerprint) => {
            (Answer::of_file(route, fingerprint, AnswerBody::File(path)), String::new())
        }
        Content::Picture(job) => (Answer::of_file(route, job.fingerprint(), AnswerBody::Picture(job)), String::new()),
    })
}

/// Returns a file of the search.
fn search_file(file: &Rendered) -> Answer {
    let bytes = match &file.content {
        Content::Generated(bytes) => bytes.clone(),
        Content::Shared(bytes) => bytes.to_vec(),
        Content::File(..) | Content::Picture(_) => Vec::new(),
    };
    Answer::bytes(media_type_of_path(&file.path), bytes)
}

/// Returns a page with our script in it.
fn page(status: u16, html: &[u8], fingerprint: &str) -> Answer {
    Answer { status, ..Answer::bytes(HTML, live_reload::with_script(html, fingerprint)) }
}

/// Returns a page of the server itself, and its fingerprint.
fn server_page(status: u16, html: &str) -> (Answer, String) {
    let fingerprint = Fingerprint::of(html.as_bytes()).short();
    (Answer { policy: Policy::Server, ..page(status, html.as_bytes(), &fingerprint) }, fingerprint)
}

/// Returns a page that shows a mistake in a template.
fn template_error(mistake: Diagnostic, column: &Column, links: &FileLinks<'_>) -> (Answer, String) {
    let texts = column.theme.texts.iter().map(|file| (file.path.clone(), file.text.clone()));
    let sources: SourceMap = texts.collect();
    let report = Report::new(vec![mistake], sources, true);
    server_page(500, &desk::report_page(&report, links))
}

impl Answer {
    pub(super) fn bytes(media_type: &'static str, bytes: Vec<u8>) -> Self {
        let etag = Some(Fingerprint::of(&bytes).to_string());
        let body = AnswerBody::Bytes(bytes);
        let (location, cookie, form_action, range) = (None, None, None, None);
        Self {
            status: 200,
            media_type,
            location,
            cookie,
            is_confidential: false,
            etag,
            policy: Policy::Theme,
            form_action,
            range,
            body,
        }
    }

    /// Returns a text of the server itself.
    fn text(media_type: &'static str, text: &str) -> Self {
        Self { policy: Policy::Server, ..Self::bytes(media_type, text.as_bytes().to_vec()) }
    }

    fn redirect(path: String) -> Self {
        let answer = Self::text("text/plain; charset=utf-8", "It is at another address.\n");
        Self { status: 301, location: Some(path), etag: None, ..answer }
    }

    /// Turns the answer into "304 Not Modified" if the browser has this version already.
    fn unless_cached(self, if_none_match: Option<&str>) -> Self {
        let etag = self.etag.as_ref().map(|etag| format!("\"{etag}\""));
        let matches = |known: &str| {
            let mut all = known.split(',').map(|etag| etag.trim().trim_start_matches("W/"));
            all.any(|known| known == "*" || Some(known) == etag.as_deref())
        };
        if self.status != 200 || etag.is_none() || !if_none_match.is_some_and(matches) {
            return self;
        }
        Self { status: 304, body: AnswerBody::Bytes(Vec::new()), ..self }
    }

    /// Sends only the part that the browser wants, unless it has parts of another version.
    fn in_part(self, request: &Request) -> Self {
        let etag = self.etag.as_ref().map(|etag| format!("\"{etag}\""));
        // There is no `Last-Modified`, so a date is never that of this version (RFC 9110, section 13.1.5).
        let is_same = request.if_range.is_none() || request.if_range == etag;
        let range = request.range.clone().filter(|_| self.has_parts() && is_same);
        Self { range, ..self }
    }

    fn for_visitor(self, visitor: Visitor) -> Self {
        let is_confidential = match visitor {
            Visitor::KeyHolder => true,
            Visitor::Local | Visitor::Network => false,
        };
        Self { is_confidential, ..self }
    }

    /// Returns true if parts of it can be asked for.
    pub(super) fn has_parts(&self) -> bool {
        self.status == 200 && self.etag.is_some() && matches!(self.body, AnswerBody::Bytes(_) | AnswerBody::File(_))
    }

    /// Returns what is sent of a body of this length.
    pub(super) fn part(&self, len: u64) -> Part {
        self.range.as_ref().map_or_else(|| Part::whole(len), |range| Part::of(range, len))
    }
}
