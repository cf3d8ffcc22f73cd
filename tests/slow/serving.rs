//! What a preview shows, through the same state machine that `serve` uses, without sockets: after any sequence of edits
//! it is what a fresh build makes; while the column is unsound, the last sound one stays, and the report is `check`'s.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use callslip::config::Host;
use callslip::diagnostics::has_errors;
use callslip::diagnostics::report::{Format, render};
use callslip::output::PictureMemory;
use callslip::pipeline::{self, Cache, Options};
use callslip::render::{Content, Renderer};
use callslip::serve::access::Visitor;
use callslip::serve::answer::{Answer, AnswerBody, answer};
use callslip::serve::request::Request;
use callslip::serve::{Editor, ServeState, Session, SessionOptions, Workspace};
use callslip::source::{Change, Snapshot};
use jiff::Timestamp;

use crate::dice::Dice;
use crate::support::column::{CLOCK, tree};
use crate::support::{Column, png};

/// A preview without a server.
struct Preview {
    session: Session,
    workspace: Workspace,
    clock: Timestamp,
}

impl Preview {
    fn of(column: &Column, published: bool) -> Self {
        let root = column.root().to_owned();
        let session = Session::new(SessionOptions { root: root.clone(), as_of: None, published });
        let workspace = Workspace { root, editor: Editor::new("vscode").unwrap(), secret: String::new() };
        let mut preview = Self { session, workspace, clock: CLOCK.parse().unwrap() };
        preview.look(&Change::Anything);
        preview
    }

    /// What happens after a save, to its end: the look, and the check of all pages.
    fn look(&mut self, change: &Change) -> bool {
        let news = self.session.update(change, self.clock);
        if let Some(check) = self.session.pending_check() {
            let found = check.run(&|| false).unwrap();
            self.session.finish_check(&check, found);
        }
        self.session.announce();
        news
    }

    fn changed(&mut self, files: &[&str]) -> bool {
        self.look(&Change::Files(files.iter().map(|file| Arc::from(*file)).collect()))
    }

    fn state(&self) -> &ServeState {
        self.session.state()
    }

    fn get(&self, path: &str) -> Answer {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap().into_owned();
        let request = Request { path, query: query.to_owned(), keep_alive: true, ..Request::default() };
        answer(self.state(), &request, Visitor::Local, &self.workspace)
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&bytes(&self.get(path))).into_owned()
    }

    /// The print of a page, as a tab asks for it.
    fn print(&self, path: &str) -> String {
        let news = self.text(&format!("/_callslip/state?path={path}"));
        news.split('"').nth(3).unwrap().to_owned()
    }
}

fn bytes(answer: &Answer) -> Vec<u8> {
    match &answer.body {
        AnswerBody::Bytes(bytes) => bytes.clone(),
        AnswerBody::File(path) => fs::read(path).unwrap(),
        AnswerBody::Picture(job) => PictureMemory::default().bytes(job, &[]).unwrap().unwrap(),
        AnswerBody::Events | AnswerBody::Opens(_) => Vec::new(),
    }
}

/// Without the line that only a preview has, and those that it leaves out.
fn without_script(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.split_inclusive('\n').filter(|line| !line.contains("<link rel=\"preload\"")).collect::<String>();
    let Some(at) = text.rfind("<script type=\"module\" src=\"/_callslip/client.js") else { return text.into_bytes() };
    let end = at + text[at..].find("</script>\n").unwrap() + "</script>\n".len();
    [&text.as_bytes()[..at], &text.as_bytes()[end..]].concat()
}

/// Every route with its bytes; without any, where a template fails on what is held back, of which `check` says nothing.
type Routes = BTreeMap<String, Option<Vec<u8>>>;

/// A build from nothing, whether all is sound, and what `check` says.
fn fresh(root: &Path, clock: Timestamp, published: bool) -> (Routes, bool, String) {
    let options = Options { clock, as_of: None, base_url: None, unpublished: !published };
    let column = match pipeline::load(root, &options) {
        Ok(column) => column,
        Err(error) => return (BTreeMap::new(), false, error.to_string()),
    };
    let mut diagnostics = column.diagnostics.clone();
    diagnostics.extend(column.check());
    let mut sources = column.sources.clone();
    sources.extend(column.theme.texts.iter().map(|file| (file.path.clone(), file.text.clone())));
    let report = render(&diagnostics, &sources, Format::Human { color: false });
    if has_errors(&diagnostics) {
        return (BTreeMap::new(), false, report);
    }
    let renderer = Renderer::new(column.shown(), &column.theme);
    let rendered = column.shown().routes.iter().map(|route| {
        let bytes = renderer.render(route).ok().map(|rendered| match rendered.content {
            Content::Generated(bytes) => bytes,
            Content::Shared(bytes) => bytes.to_vec(),
            Content::File(path, _) => fs::read(path).unwrap(),
            Content::Picture(job) => PictureMemory::default().bytes(&job, &[]).unwrap().unwrap(),
        });
        (route.path.to_string(), bytes)
    });
    (rendered.collect(), true, report)
}

const NAMES: [&str; 5] = ["alpha", "beta", "gamma", "delta", "epsilon"];

/// A letter, nearly always a sound one.
fn letter(dice: &mut Dice) -> String {
    let date = dice.pick(&["2026-03-02", "2025-01-31", "2026-11-22", "2030-01-01", "2024-02-29"]);
    let extra = dice.pick(&[
        "",
        "",
        "",
        "",
        "draft: yes\n",
        "tags: [archives, rare books]\n",
        "tags: [Archives]\n",
        "aliases: [/old/]\n",
        "template: page\n",
        "slug: other\n",
        "update_to: beta\n",
        "withdrawn: { date: 2026-05-01, reason: Asked }\n",
        "description: In short\n",
        "titel: Slip\n",
        "tags: [x\n",
    ]);
    let text = dice.pick(&[
        "Q: Why?\n\nSM: Because.\n",
        "Q: Why?\n\nSM: See [another](beta.md), [a program](../programs/course.md) and [the page](../pages/about.md).\n",
        "Q: Why?\n\nSM: See [a place](beta.md#q1-sm).\n",
        "Q: Why?\n\nSM: See [a place](beta.md#a-heading).\n",
        "Q: Why?\n\nSM: So.\n\n## A heading\n",
        "Q: Why?\n\nSM: ![Us](../pictures/us.svg)\n",
        "Q: Why?\n\nSM: One.\n\nQ: And?\n\nTA: Two.\n",
        "Only a text.\n",
        "Q: Why?\n",
        "Q: Why?\n\nSM: [Lost](lost.md).\n",
        "Q: Why?\n\nSM: Twice[^1].\n\n[^1]: So.\n",
    ]);
    format!("---\ntitle: Letter {}\ndate: {date}\n{extra}---\n{text}", dice.roll(3))
}

/// One edit of some file; the files that it touched.
pub(crate) fn edit(root: &Path, dice: &mut Dice) -> Vec<String> {
    let write = |path: &str, text: &str| {
        let place = root.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        vec![path.to_owned()]
    };
    let name = dice.pick(&NAMES);
    let question = format!("content/questions/{name}.md");
    match dice.roll(21) {
        0..=5 => write(&question, &letter(dice)),
        6 => {
            let _ = fs::remove_file(root.join(&question));
            vec![question]
        }
        7 => {
            let to = format!("content/questions/{}.md", dice.pick(&NAMES));
            let _ = fs::rename(root.join(&question), root.join(&to));
            vec![question, to]
        }
        8 => {
            let fields = dice.pick(&[
                "provider: A school\n",
                "provider: A school\nalso_known_as: [CRS]\n",
                "courses: many\n",
                "",
            ]);
            let tags = dice.pick(&["", "tags: [archives]\n", "aliases: [/old/]\n"]);
            write("content/programs/course.md", &format!("---\ntitle: Course\n{fields}{tags}---\nText.\n"))
        }
        9 => {
            let initials = dice.pick(&["SM", "SM", "SM", "TA", "Q"]);
            write("content/people/sol.md", &format!("---\nname: Sol Marchetti\ninitials: {initials}\n---\n"))
        }
        16..=20 => reword(root, &question, dice),
        10 => write("content/people/thea.md", "---\nname: Thea Aldous\ninitials: TA\n---\n"),
        11 => {
            let title = dice.pick(&["About", "About us", ""]);
            write("content/pages/about.md", &format!("---\ntitle: {title}\n---\n[Home](/) [Tags](/tags/)\n"))
        }
        12 => {
            let more = dice.pick(&[
                "",
                "base_url: https://x.example\n",
                "base_url: https://x.example/sub\n",
                "letters_per_page: 1\n",
                "permalinks: { questions: /:year/:slug/ }\n",
                "them: x\n",
                "theme: nowhere\n",
                "nav: [{ label: A, path: /b/ }]\n",
                "timezone: Pacific/Auckland\n",
            ]);
            let hosts: Vec<String> = Host::all().map(|host| format!("host: {}\n", host.name())).collect();
            let host = if dice.roll(2) == 0 { "" } else { &hosts[dice.roll(hosts.len())] };
            write("column.yaml", &format!("title: The Desk {}\n{host}{more}", dice.roll(3)))
        }
        13 => {
            let text = dice.pick(&[
                "{% extends \"parent:question.html\" %}{% block foot %}Foot{% endblock foot %}",
                "{% extends \"parent:question.html\" %}{% block foot %}{{ page.nowhere }}{% endblock foot %}",
                "{% extends \"parent:question.html\" %}{% block foot %}{% if %}",
            ]);
            write("templates/question.html", text)
        }
        14 => {
            let files =
                ["templates/question.html", "assets/own.css", "content/pictures/us.svg", "content/people/thea.md"];
            let file = dice.pick(&files);
            let _ = fs::remove_file(root.join(file));
            vec![file.to_owned()]
        }
        _ => match dice.roll(2) {
            0 => write("assets/own.css", &format!("a {{ top: {}px }}", dice.roll(3))),
            _ => write("content/pictures/us.svg", &format!("no picture {}", dice.roll(3))),
        },
    }
}

/// Other words in a letter or a page, front matter included, and now and then more than words.
fn reword(root: &Path, question: &str, dice: &mut Dice) -> Vec<String> {
    let path = dice.pick(&[question, question, question, "content/pages/about.md"]);
    let Ok(text) = fs::read_to_string(root.join(path)) else { return Vec::new() };
    let end = text.find("---\n").and_then(|start| Some(start + 4 + text[start + 4..].find("---\n")? + 4));
    let (head, body) = text.split_at(end.unwrap_or(0));
    let more = dice.pick(&[
        "A word more.\n",
        "The CRS again, and *CRS*.\n",
        "A school has a Course.\n",
        "[Another](beta.md)\n",
        "## A heading\n",
        "SM: Once more.\n",
    ]);
    let new = match dice.roll(6) {
        0 => format!(
            "{}description: Other words {}\n---\n{body}",
            head.strip_suffix("---\n").unwrap_or(head),
            dice.roll(9)
        ),
        1 => format!("{head}{}", body.replace("Because", "For CRS")),
        2 => format!("{}{body}", head.replacen("title: ", "title: A ", 1)),
        3 => format!("{head}{}", body.replace("CRS", "nothing")),
        4 => format!("{head}\n{more}\n{body}"),
        _ => format!("{head}{body}\n{more}"),
    };
    fs::write(root.join(path), new).unwrap();
    vec![path.to_owned()]
}

/// Everything as it was; the files that this touched.
pub(crate) fn put_back(root: &Path, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let now = tree(root);
    for path in now.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(root.join(path)).unwrap();
    }
    let differ = files.iter().filter(|(path, bytes)| now.get(*path) != Some(bytes));
    let mut touched: Vec<String> = differ.map(|(path, _)| path.clone()).collect();
    for path in &touched {
        fs::write(root.join(path), &files[path]).unwrap();
    }
    touched.extend(now.into_keys().filter(|path| !files.contains_key(path)));
    touched
}

/// What must hold, for one column and many edits.
fn edited(seed: u64, edits: usize) -> (usize, usize) {
    let mut dice = Dice(seed);
    let published = dice.roll(3) == 0;
    let column = Column::empty()
        .file("column.yaml", "title: The Desk\n")
        .file("content/people/sol.md", "---\nname: Sol Marchetti\ninitials: SM\n---\n")
        .file("content/questions/beta.md", "---\ntitle: Beta\ndate: 2026-01-01\n---\nQ: Why?\n\nSM: So.\n");
    let mut preview = Preview::of(&column, published);
    let (mut kept, mut sound, mut unsound) = (BTreeMap::new(), 0, 0);
    let (mut was_sound, mut files) = (true, tree(column.root()));
    for number in 0..=edits {
        if number > 0 {
            let mut touched = BTreeSet::new();
            if !was_sound && dice.roll(3) > 0 {
                touched.extend(put_back(column.root(), &files));
            } else {
                for _ in 0..=dice.roll(8) / 7 {
                    touched.extend(edit(column.root(), &mut dice));
                }
            }
            let change = match dice.roll(4) {
                0 => Change::Anything,
                _ => Change::Files(touched.iter().map(|file| Arc::from(file.as_str())).collect()),
            };
            preview.look(&change);
        }
        let (routes, is_sound, report) = fresh(column.root(), preview.clock, published);
        let place = format!("seed {seed}, edit {number}");
        assert_eq!(preview.state().report.text(), report, "{place}");
        was_sound = is_sound;
        if is_sound {
            sound += 1;
            kept = routes;
            files = tree(column.root());
        } else {
            unsound += 1;
        }
        let shown =
            preview.state().column.as_ref().map(|column| column.shown().routes.iter().map(|r| r.path.to_string()));
        let shown: BTreeSet<String> = shown.into_iter().flatten().collect();
        assert_eq!(shown, kept.keys().cloned().collect(), "{place}");
        for (path, expected) in kept.iter().filter(|(path, _)| is_sound || !path.contains("/pictures/")) {
            let Some(expected) = expected else { continue };
            let got = bytes(&preview.get(path));
            let is_html = path.ends_with('/') || path.ends_with(".html");
            let got = if is_html { without_script(&got) } else { got };
            let expected = if is_html { without_script(expected) } else { expected.clone() };
            assert!(got == expected, "{place}: {path}\n{}", String::from_utf8_lossy(&got));
        }
    }
    (sound, unsound)
}

#[test]
fn after_any_edits_each_route_is_that_of_a_fresh_build_or_of_the_last_sound_one() {
    let (mut sound, mut unsound) = (0, 0);
    for seed in 1..=12 {
        let (good, bad) = edited(seed, 40);
        sound += good;
        unsound += bad;
    }
    assert!(sound > 100 && unsound > 100, "{sound} states were sound, {unsound} were not");
}

/// The same for longer: `SEEDS=1000 cargo test --test slow many_edits -- --ignored --nocapture`.
#[test]
#[ignore = "takes as long as it is told"]
fn many_edits() {
    let seeds = std::env::var("SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(100);
    for seed in 100..100 + seeds {
        edited(seed, 60);
    }
}

fn two_letters() -> Column {
    let letter =
        |title: &str, text: &str| format!("---\ntitle: {title}\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: {text}\n");
    Column::new()
        .file("content/questions/one.md", letter("One", "First."))
        .file("content/questions/two.md", letter("Two", "Second."))
        .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
}

#[test]
fn only_the_page_that_changed_has_another_print() {
    let column = two_letters();
    let mut preview = Preview::of(&column, false);
    let before = ["/questions/one/", "/questions/two/", "/about/", "/nowhere/"].map(|path| preview.print(path));
    let text = "---\ntitle: One\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: Changed.\n";
    let column = column.file("content/questions/one.md", text);
    assert!(preview.changed(&["content/questions/one.md"]));
    let after = ["/questions/one/", "/questions/two/", "/about/", "/nowhere/"].map(|path| preview.print(path));
    assert_ne!(before[0], after[0]);
    assert_eq!(before[1..], after[1..]);
    // A stylesheet has another address; the pages that name it have the same print.
    let column = column.file("assets/reading-room.css", "body { color: red }");
    assert!(preview.changed(&["assets/reading-room.css"]));
    assert_eq!(after, ["/questions/one/", "/questions/two/", "/about/", "/nowhere/"].map(|path| preview.print(path)));
    // The same text written again is no change.
    let _column = column.file("content/questions/one.md", text);
    assert!(!preview.changed(&["content/questions/one.md"]));
    assert!(!preview.look(&Change::Anything));
}

#[test]
fn a_picture_that_changed_gives_its_page_another_print() {
    let text = "---\ntitle: One\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: ![Us](us.png)\n";
    let column =
        Column::new().file("content/questions/one/index.md", text).file("content/questions/one/us.png", png("1"));
    let mut preview = Preview::of(&column, false);
    let before = preview.print("/questions/one/");
    let _column = column.file("content/questions/one/us.png", png("2"));
    preview.changed(&["content/questions/one/us.png"]);
    assert_ne!(before, preview.print("/questions/one/"));
}

#[test]
fn a_text_is_not_parsed_again_unless_it_changed() {
    let column = two_letters();
    let (mut snapshot, mut cache) = (Snapshot::default(), Cache::default());
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let mut letters = |change: &Change| {
        let files = pipeline::read(column.root(), change, &mut snapshot, &cache).unwrap();
        let (column, next) = pipeline::understand(files, &options, std::mem::take(&mut cache));
        cache = next;
        let letters = column.site.entries.letters.entries().map(std::ptr::from_ref);
        (letters.map(<*const callslip::content::Letter>::addr).collect::<Vec<_>>(), column)
    };
    let (before, _first) = letters(&Change::Anything);
    fs::write(column.root().join("content/questions/one.md"), "---\ntitle: One\ndate: 2026-03-03\n---\nText.\n")
        .unwrap();
    let (after, _second) = letters(&Change::Anything);
    assert!(before[0] != after[0] && before[1] == after[1], "{before:?} {after:?}");
}

#[test]
fn a_draft_is_shown_and_marked_and_left_out_of_feeds() {
    let column = two_letters()
        .file("content/questions/idea.md", "---\ntitle: An idea\ndraft: yes\n---\nQ: Why?\n")
        .file("content/questions/later.md", "---\ntitle: Later\ndate: 2026-12-24\n---\nQ: Why?\n\nSM: Soon.\n");
    let preview = Preview::of(&column, false);
    assert!(preview.text("/questions/idea/").contains("Not published yet. It appears only in this preview."));
    for list in ["/", "/questions/"] {
        let list = preview.text(list);
        assert!(list.contains("An idea</a> <span class=\"status\">Draft</span>"), "{list}");
        assert!(list.contains("Later</a> <span class=\"status\">Appears on 24 Dec 2026</span>"), "{list}");
        assert_eq!(list.matches("<span class=\"status\">").count(), 2, "{list}");
    }
    assert!(!preview.text("/feed.xml").contains("An idea") && !preview.text("/sitemap.xml").contains("/idea/"));
    assert!(!preview.text("/questions/one/").contains("Not published yet"));
    assert!(
        preview
            .text("/_desk/")
            .contains("<a href=\"/questions/idea/\">An idea</a> <span class=\"note\">write the answer, then remove `draft: yes`</span>")
    );
    let published = Preview::of(&column, true);
    assert_eq!(published.get("/questions/idea/").status, 404);
}

#[test]
fn a_scheduled_letter_appears_when_it_is_due() {
    let column = two_letters().file(
        "content/questions/later.md",
        "---\ntitle: Later\ndate: 2026-11-22T15:00:00Z\n---\nQ: Why?\n\nSM: Soon.\n",
    );
    let mut preview = Preview::of(&column, true);
    assert_eq!(preview.get("/questions/later/").status, 404);
    assert_eq!(preview.session.due(), Some("2026-11-22T15:00:00Z".parse().unwrap()));
    preview.clock = "2026-11-22T14:59:59Z".parse().unwrap();
    assert!(!preview.look(&Change::Files(BTreeSet::new())));
    preview.clock = "2026-11-22T15:00:00Z".parse().unwrap();
    assert!(preview.look(&Change::Files(BTreeSet::new())));
    assert_eq!(preview.get("/questions/later/").status, 200);
    assert_eq!(preview.session.due(), Some("2026-11-23T00:00:00Z".parse().unwrap()));
}

#[test]
fn a_broken_column_says_so_at_every_address_until_it_is_fixed() {
    let column = Column::new().letter("Q: Why?\n");
    let mut preview = Preview::of(&column, false);
    let answer = preview.get("/questions/loud-drums/");
    assert_eq!(answer.status, 503);
    assert!(preview.text("/").contains("content/questions/loud-drums.md:5:1</a>"), "{}", preview.text("/"));
    let _column = column.letter("Q: Why?\n\nSM: So.\n");
    preview.changed(&["content/questions/loud-drums.md"]);
    assert_eq!(preview.get("/questions/loud-drums/").status, 200);
}

#[test]
fn a_mistake_in_a_template_that_one_page_meets_brings_the_last_sound_column_back() {
    let column = two_letters();
    let mut preview = Preview::of(&column, false);
    let page = preview.text("/about/");
    let column = column.file("templates/page.html", "{{ page.nowhere }}");
    preview.changed(&["templates/page.html"]);
    assert_eq!(preview.text("/about/"), page);
    assert!(preview.state().report.text().contains("templates/page.html:1:"), "{}", preview.state().report.text());
    let _column = column.file("templates/page.html", "<body>Mended</body>");
    preview.changed(&["templates/page.html"]);
    assert!(preview.text("/about/").contains("Mended"));
}

#[test]
fn addresses_are_those_of_a_plain_host() {
    let column = two_letters().file("column.yaml", "title: The Desk\nbase_url: https://desk.example/column\n");
    let preview = Preview::of(&column, false);
    let status = |path: &str| preview.get(path).status;
    assert_eq!(status("/questions/one/index.html"), 200);
    let moved = preview.get("/questions/one");
    assert_eq!((moved.status, moved.location.as_deref()), (301, Some("/questions/one/")));
    let lost = preview.get("/nowhere/");
    assert_eq!((lost.status, lost.media_type), (404, "text/html; charset=utf-8"));
    // The page for lost readers links into the path that the column will live at.
    assert_eq!(status("/column/questions/one/"), 200);
    assert_eq!(preview.get("/column/questions/one").location.as_deref(), Some("/column/questions/one/"));
    assert_eq!(preview.get("/column/questions/one?a=b").location.as_deref(), Some("/column/questions/one/?a=b"));
    assert_eq!(preview.get("/feed.xml").media_type, "application/atom+xml; charset=utf-8");
    for path in
        ["//", "/../column.yaml", "/column.yaml", "/content/pages/about.md", "/questions/../../etc/passwd", "/%2e%2e/"]
    {
        assert_eq!(status(path), 404, "{path}");
    }
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let preview = Preview::of(&two_letters(), false);
    let first = preview.get("/about/");
    let if_none_match = Some(format!("\"{}\"", first.etag.clone().unwrap()));
    let request = Request { path: "/about/".to_owned(), if_none_match, ..Request::default() };
    let again = answer(preview.state(), &request, Visitor::Local, &preview.workspace);
    assert_eq!((again.status, bytes(&again).len()), (304, 0));
}

#[test]
fn the_desk_lists_what_wants_attention() {
    let program =
        "---\ntitle: Course\nprovider: School\nverified: 2025-01-01\nreview_every: 6 months\ntags: [Rare]\n---\n";
    let column = two_letters()
        .file("content/programs/course.md", program)
        .file("content/programs/facts.md", program.replace("tags", "courses: { value: 5, verified: 2024-12-01 }\ntags"))
        .file("content/questions/later.md", "---\ntitle: Later\ndate: 2027-01-05\ntags: [x]\n---\nQ: Why?\n\nSM: So.\n")
        .file("content/lost.txt", "x");
    let preview = Preview::of(&column, false);
    let desk = preview.text("/_desk/");
    for expected in [
        "<span class=\"note\">appears on 2027-01-05</span>",
        "<span class=\"note\">due for a check since 2025-07-01</span>",
        "<span class=\"note\">due for a check: courses since 2025-06-01; facts without a date of their own since 2025-07-01</span>",
        "<span class=\"note\">used once</span>",
        "href=\"vscode://file",
        "hint: this file is not published",
    ] {
        assert!(desk.contains(expected), "{expected}\n{desk}");
    }
}

#[test]
fn the_desk_lists_what_readers_sent() {
    let letter = |front: &str, text: &str| format!("---\ntitle: A letter\n{front}---\nQ: Why?\n{text}");
    let reply = |front: &str| format!("---\nname: Jane\ndate: 2026-03-12\n{front}---\nMine, too.\n");
    let column = two_letters()
        .file("content/questions/asked.md", letter("draft: yes\nprivate: { received: 2026-11-03 }\n", "\nSM:\n"))
        .file("content/questions/year-ago.md", letter("date: 2025-11-01\n", "\nSM: So.\n"))
        .file("content/questions/told.md", letter("date: 2025-11-02\n", "\nSM: So.\n\nUpdate: It went well.\n"))
        .file("content/replies/one/jane.md", reply("draft: yes\n"))
        .file("content/replies/one/kim.md", reply(""));
    let preview = Preview::of(&column, false);
    let desk = preview.text("/_desk/");
    for expected in [
        "<span class=\"note\">received on 2026-11-03; write the answer, then remove `draft: yes`</span>",
        "A reply by Jane</a> <span class=\"note\">received on 2026-03-12; remove `draft: yes` to show it</span>",
        "<a href=\"/questions/year-ago/\">A letter</a> <span class=\"note\">answered on 2025-11-01</span>",
        "<p class=\"none\">No drafts.</p>",
    ] {
        assert!(desk.contains(expected), "{expected}\n{desk}");
    }
    assert!(!desk.contains("answered on 2025-11-02"), "{desk}");
    let found = preview.text("/_desk/?reported=Reported+reply+%5Bone%2Fkim%5D");
    let expected = "<a href=\"/questions/one/#reply-kim\">kim.md</a> <span class=\"note\">to take it down, add a line `withdrawn: { date: ";
    assert!(found.contains(expected) && found.contains("value=\"Reported reply [one/kim]\""), "{found}");
    assert!(preview.text("/_desk/?reported=%5Bone%2Fnobody%5D").contains("No reply has the name"));
}

/// What the next site shares with the last must not outlive what it follows from.
#[test]
fn a_heading_that_goes_breaks_the_links_to_it_and_one_that_comes_fixes_them() {
    let text = |heading: &str| format!("---\ntitle: Two\ndate: 2026-03-01\n---\nQ: Why?\n\nSM: So.\n\n{heading}\n");
    let column = two_letters().file("content/questions/two.md", text("## How"));
    let column = column.file(
        "content/questions/three.md",
        "---\ntitle: Three\ndate: 2026-03-03\n---\nQ: Why?\n\nSM: [Thus](two.md#how).\n",
    );
    let mut preview = Preview::of(&column, false);
    assert_eq!(preview.state().report.text(), "");
    let column = column.file("content/questions/two.md", text("How"));
    preview.changed(&["content/questions/two.md"]);
    let report = preview.state().report.text();
    assert!(report.contains("there is no `#how` in `content/questions/two.md`"), "{report}");
    let _column = column.file("content/questions/two.md", text("More words.\n\n## How"));
    preview.changed(&["content/questions/two.md"]);
    assert_eq!(preview.state().report.text(), "");
}

#[test]
fn the_desk_calls_a_draft_by_its_newest_title() {
    let draft = |title: &str| format!("---\ntitle: {title}\ndraft: yes\n---\nQ: Why?\n");
    let column = two_letters().file("content/questions/later.md", draft("Early"));
    let mut preview = Preview::of(&column, false);
    assert!(preview.text("/_desk/").contains("Early"));
    let _column = column.file("content/questions/later.md", draft("Late"));
    preview.changed(&["content/questions/later.md"]);
    let desk = preview.text("/_desk/");
    assert!(desk.contains("Late") && !desk.contains("Early"), "{desk}");
}
