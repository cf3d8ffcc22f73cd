//! Every target on every host: its media type, its bytes under `serve`, and when it is uploaded. The expectations are
//! matches without a catch-all arm, so that a new target or host file does not compile until it is thought of here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use callslip::config::{FeedFormat, Host, HostFile};
use callslip::diagnostics::has_errors;
use callslip::output::PictureMemory;
use callslip::pipeline::{self, Options};
use callslip::publish::{NameRules, PublishAction, RemoteManifest, plan};
use callslip::render::{FileKind, media_type_of_path, media_type_of_route};
use callslip::serve::access::Visitor;
use callslip::serve::answer::{Answer, AnswerBody, answer};
use callslip::serve::request::Request;
use callslip::serve::{Editor, Session, SessionOptions, Workspace};
use callslip::site::{FileTarget, PageTarget, Route, RoutePath, Site, Target};
use callslip::source::{Change, Fingerprint};

use crate::support::column::CLOCK;
use crate::support::html::without_preloads;
use crate::support::{Column, png};

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// A column for a host, with every target but pages of years, which need more than five hundred letters.
fn column(host: Host) -> Column {
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nletters_per_page: 1\nsaved_letters: yes\nhost: ";
    let letter = |head: &str, text: &str| format!("---\n{head}---\nQ: ?\n\nSM: {text}\n");
    let aliases = "aliases: [/2019/old/, /old.html, /old.php, /old.pdf, /v1.2, /café/]\n";
    let pictures = "![A](us.png) [b](list.csv) [c](scan.PDF) [d](/readme) [e](feed.xml) [f](/page.html) [g](data.json)";
    let mut column = Column::new()
        .file("column.yaml", format!("{settings}{}\n", host.name()))
        .file("content/glossary.yaml", "MARC: Machine-readable cataloging.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
        .file(
            "content/programs/course.md",
            "---\ntitle: Course\nprovider: A school\ncredential: course\ntags: [archives]\n---\nText.\n",
        )
        .file("content/programs/other.md", "---\ntitle: Other\nprovider: B school\ncredential: course\n---\nText.\n")
        .file("content/questions/a/index.md", letter("title: A\ndate: 2026-03-02\ntags: [archives]\n", pictures))
        .file(
            "content/questions/b.md",
            letter(&format!("title: B\ndate: 2026-03-03\ntags: [archives]\n{aliases}"), "!"),
        )
        .file(
            "content/questions/c.md",
            letter("title: C\ndate: 2026-03-04\nwithdrawn: { date: 2026-05-01, reason: Asked }\n", "!"),
        );
    column = column.file("content/questions/a/us.png", png("The bytes of us.png."));
    for name in ["list.csv", "scan.PDF", "feed.xml", "data.json"] {
        column = column.file(&format!("content/questions/a/{name}"), format!("The bytes of {name}."));
    }
    for name in ["readme", "page.html", "files/index.html", ".well-known/security.txt"] {
        column = column.file(&format!("static/{name}"), format!("The bytes of {name}."));
    }
    column
}

/// Enough letters for pages of years.
fn crowded(mut column: Column) -> Column {
    for number in 0..501 {
        let letter = format!("---\ntitle: Letter {number}\ndate: 2025-01-01\n---\nQ: ?\n\nSM: !\n");
        column = column.file(&format!("content/questions/letter-{number}.md"), letter);
    }
    column
}

/// The variant of a target, and the media type that it must have.
fn expected(route: &Route) -> (&'static str, &'static str) {
    match route.target {
        Target::Page(page) => match page {
            PageTarget::Home { .. } => ("home", HTML),
            PageTarget::Letters => ("letters", HTML),
            PageTarget::LettersOfYear { .. } => ("letters of a year", HTML),
            PageTarget::AnswersOfYear { .. } => ("answers of a year", HTML),
            PageTarget::Entry(_) => ("entry", HTML),
            PageTarget::Withdrawn { .. } => ("withdrawn", HTML),
            PageTarget::Programs { .. } => ("programs", HTML),
            PageTarget::ProgramsOf { .. } => ("programs of a value", HTML),
            PageTarget::Compare { .. } => ("compare", HTML),
            PageTarget::People => ("people", HTML),
            PageTarget::Tags => ("tags", HTML),
            PageTarget::Tag { .. } => ("tag", HTML),
            PageTarget::Glossary => ("glossary", HTML),
            PageTarget::Search => ("search", HTML),
            PageTarget::Subscribe => ("subscribe", HTML),
            PageTarget::Saved => ("saved", HTML),
            PageTarget::NotFound => ("not found", HTML),
        },
        Target::File(file) => match file {
            FileTarget::Feed { format: FeedFormat::Atom, .. } => ("atom", "application/atom+xml; charset=utf-8"),
            FileTarget::Feed { format: FeedFormat::Json, .. } => ("json feed", "application/feed+json; charset=utf-8"),
            FileTarget::Sitemap { .. } => ("sitemap", "application/xml"),
            FileTarget::Robots => ("robots", TEXT),
            FileTarget::Redirect { .. } => ("redirect", by_extension(&route.path)),
            // Only programs with the feature `pictures` have the second.
            FileTarget::Attachment { .. } | FileTarget::PictureSize { .. } => ("attachment", by_extension(&route.path)),
            FileTarget::StaticFile { .. } => ("static file", by_extension(&route.path)),
            FileTarget::Asset { .. } => ("asset", by_extension(&route.path)),
            FileTarget::SearchIndex => ("search index", by_extension(&route.path)),
            FileTarget::Directory(_) => ("file of the directory", by_extension(&route.path)),
            FileTarget::Host(file) => expected_of_host(file),
        },
    }
}

fn expected_of_host(file: HostFile) -> (&'static str, &'static str) {
    match file {
        HostFile::NoJekyll => (".nojekyll", TEXT),
        HostFile::Cname => ("CNAME", TEXT),
        HostFile::Redirects => ("_redirects", TEXT),
        HostFile::Headers => ("_headers", TEXT),
        HostFile::Vercel => ("vercel.json", "application/json"),
        HostFile::Azure => ("staticwebapp.config.json", "application/json"),
        HostFile::Htaccess => (".htaccess", TEXT),
        HostFile::Nginx => ("nginx.conf", TEXT),
    }
}

/// All variants, as `expected` calls them.
const VARIANTS: [&str; 35] = [
    ".htaccess",
    ".nojekyll",
    "CNAME",
    "_headers",
    "_redirects",
    "answers of a year",
    "asset",
    "atom",
    "attachment",
    "compare",
    "entry",
    "file of the directory",
    "glossary",
    "home",
    "json feed",
    "letters",
    "letters of a year",
    "nginx.conf",
    "not found",
    "people",
    "programs",
    "programs of a value",
    "redirect",
    "robots",
    "saved",
    "search",
    "search index",
    "sitemap",
    "static file",
    "staticwebapp.config.json",
    "subscribe",
    "tag",
    "tags",
    "vercel.json",
    "withdrawn",
];

/// What a host says of files that it knows by their names alone, as far as these tests have them.
fn by_extension(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap();
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "" | "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => TEXT,
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "pdf" | "PDF" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/atom+xml; charset=utf-8",
        "php" => "application/x-php",
        "2" => "application/octet-stream",
        other => panic!("no expectation for `.{other}`"),
    }
}

/// A column for each host, and one with pages of years.
fn columns() -> Vec<Column> {
    Host::all().map(column).chain([crowded(column(Host::Netlify))]).collect()
}

/// The sites of these columns, not built.
fn sites() -> impl Iterator<Item = Arc<Site>> {
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    columns().into_iter().map(move |column| {
        let loaded = pipeline::load(column.root(), &options).unwrap();
        assert!(!has_errors(&loaded.diagnostics), "{:?}", loaded.diagnostics);
        loaded.site
    })
}

#[test]
fn every_target_is_found_in_a_rich_column() {
    let mut found = BTreeSet::new();
    for site in sites() {
        found.extend(site.routes.iter().map(|route| expected(route).0));
    }
    assert_eq!(found, BTreeSet::from(VARIANTS));
}

#[test]
fn the_path_of_a_target_says_the_same_as_the_target() {
    let agrees = |route: &Route| {
        let (file, path) = (route.path.file(), &route.path);
        assert_eq!(FileKind::of_path(file), FileKind::of_route(route), "{path}");
        assert_eq!(FileKind::of_path(path), FileKind::of_route(route), "{path}");
        let media_type = media_type_of_route(route);
        assert_eq!(media_type, expected(route).1, "{path}");
        assert_eq!(media_type_of_path(path), media_type, "{path}");
        assert_eq!(media_type_of_path(file), media_type, "{file}");
    };
    for site in sites() {
        site.routes.iter().for_each(agrees);
    }
    // The parts of a sitemap begin at fifty thousand pages.
    let target = Target::File(FileTarget::Sitemap { part: Some(2) });
    agrees(&Route { path: RoutePath::new("/sitemap-2.xml".to_owned()).unwrap(), target });
}

#[test]
fn attachments_have_the_media_type_that_their_extension_is_known_by() {
    for (name, expected) in [
        ("a.avif", "image/avif"),
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.epub", "application/epub+zip"),
        ("a.flac", "audio/flac"),
        ("a.heic", "image/heic"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.jsonld", "application/ld+json"),
        ("a.m4a", "audio/mp4"),
        ("a.md", "text/markdown; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.mov", "video/quicktime"),
        ("a.MP3", "audio/mpeg"),
        ("a.mp4", "video/mp4"),
        ("a.odt", "application/vnd.oasis.opendocument.text"),
        ("a.ogg", "audio/ogg"),
        ("a.opus", "audio/ogg"),
        ("a.pdf", "application/pdf"),
        ("a.pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("a.py", "text/plain; charset=utf-8"),
        ("a.rtf", "application/rtf"),
        ("a.srt", "application/x-subrip"),
        ("a.svg", "image/svg+xml"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.vcf", "text/vcard; charset=utf-8"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.wav", "audio/wav"),
        ("a.webm", "video/webm"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.webp", "image/webp"),
        ("a.woff2", "font/woff2"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.xml", "application/xml"),
        ("a.zip", "application/zip"),
        ("a.unknown", "application/octet-stream"),
        ("questions/a/feed.xml", "application/atom+xml; charset=utf-8"),
        ("questions/a/feed.json", "application/feed+json; charset=utf-8"),
    ] {
        assert_eq!(media_type_of_path(name), expected, "{name}");
    }
}

/// Asks a preview for each of these paths, as a browser would.
fn answers(column: &Column, site: &Site) -> Vec<(Route, Answer)> {
    let root = column.root().to_owned();
    let mut session = Session::new(SessionOptions { root: root.clone(), as_of: None, published: true });
    session.update(&Change::Anything, CLOCK.parse().unwrap());
    let workspace = Workspace { root, editor: Editor::new("vscode").unwrap(), secret: String::new() };
    let ask = |route: &Route| {
        let path = percent_encoding::percent_decode_str(&route.path).decode_utf8().unwrap().into_owned();
        let request = Request { path, ..Request::default() };
        (route.clone(), answer(session.state(), &request, Visitor::Local, &workspace))
    };
    // The five hundred letters of the crowded column are like the others.
    site.routes.iter().filter(|route| !route.path.starts_with("/questions/letter-")).map(ask).collect()
}

#[test]
fn every_target_is_served_as_it_is_built_with_its_media_type() {
    let script = "<script type=\"module\" src=\"/_callslip/client.js";
    for column in columns() {
        let built = column.build();
        for (route, answer) in answers(&column, &built.site) {
            let place = format!("{} on {}", route.path, built.site.config.host.name());
            assert_eq!((answer.status, answer.media_type), (200, expected(&route).1), "{place}");
            let served = match answer.body {
                AnswerBody::Bytes(bytes) => bytes,
                AnswerBody::File(path) => fs::read(path).unwrap(),
                AnswerBody::Picture(job) => PictureMemory::default().bytes(&job, &[]).unwrap().unwrap(),
                AnswerBody::Events | AnswerBody::Opens(_) => panic!("{place}"),
            };
            let written = fs::read(column.public().join(route.path.file())).unwrap();
            match route.target {
                Target::Page(_) => {
                    let served = String::from_utf8(served).unwrap();
                    let (before, rest) = served.split_once(script).expect("a page has the script");
                    let (_, after) = rest.split_once("</script>\n").unwrap();
                    // A preview fetches nothing early.
                    let written = without_preloads(&String::from_utf8(written).unwrap());
                    assert_eq!(format!("{before}{after}"), written, "{place}");
                }
                Target::File(_) => assert!(served == written, "{place}"),
            }
        }
    }
}

/// When a target is uploaded, from 0; deletions come last.
fn expected_wave(route: &Route) -> u8 {
    match route.target {
        Target::Page(_) => 1,
        Target::File(file) => match file {
            FileTarget::Asset { .. } | FileTarget::Directory(_) => 0,
            // Their names are all that is known of them.
            FileTarget::Attachment { .. }
            | FileTarget::PictureSize { .. }
            | FileTarget::StaticFile { .. }
            | FileTarget::Redirect { .. } => match route.path.rsplit('/').next().unwrap() {
                "feed.xml" => 2,
                "" | "page.html" | "old.html" => 1,
                _ => 0,
            },
            FileTarget::Feed { .. } | FileTarget::Sitemap { .. } | FileTarget::Robots | FileTarget::SearchIndex => 2,
            FileTarget::Host(file) => match file {
                HostFile::NoJekyll
                | HostFile::Cname
                | HostFile::Redirects
                | HostFile::Headers
                | HostFile::Vercel
                | HostFile::Azure
                | HostFile::Htaccess
                | HostFile::Nginx => 3,
            },
        },
    }
}

#[test]
fn assets_go_first_then_pages_feeds_and_host_files_and_deletions_last() {
    for site in sites() {
        let waves: BTreeMap<String, u8> =
            site.routes.iter().map(|route| (route.path.file().to_string(), expected_wave(route))).collect();
        let local = waves.keys().map(|path| (path.clone(), Fingerprint::of(path.as_bytes()))).collect();
        let gone = ["assets/gone.css", "_headers.gone", "gone/index.html"];
        let remote = RemoteManifest { files: gone.map(|path| (path.to_owned(), None)).into_iter().collect() };
        let steps = plan(&local, &remote, NameRules::default(), &[]);
        assert_eq!(steps.len(), local.len() + gone.len());
        let order: Vec<u8> = steps
            .iter()
            .map(|step| match step {
                PublishAction::Put(path) => waves[path],
                PublishAction::Delete(_) | PublishAction::RemoveFolder(_) => 4,
            })
            .collect();
        assert!(order.is_sorted(), "{}: {steps:?}", site.config.host.name());
    }
}
