//! The driver: a column in a folder that goes away, built through the library as the command line builds it.
//!
//! ```
//! let column = Column::new().file("content/questions/loud-drums.md", "…").build();
//! shows(column.main("/questions/loud-drums/"), str![]);
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use callslip::content::TurnKind;
use callslip::diagnostics::report::{Format, render, render_groups};
use callslip::diagnostics::{Diagnostic, SourceMap};
use callslip::output;
use callslip::pipeline::{self, Options};
use callslip::site::Site;
use callslip::theme::Theme;
use tempfile::TempDir;

/// What every test's clock says, unless it asks for another day.
pub(crate) const CLOCK: &str = "2026-11-22T12:00:00Z";

/// A column on disk: `column.yaml`, and Sol Marchetti (`SM`), who answers. A test may write over both.
#[derive(Clone)]
pub(crate) struct Column {
    folder: Rc<TempDir>,
    options: Options,
}

impl Column {
    /// A column without a letter.
    pub(crate) fn new() -> Self {
        Self::empty()
            .file("column.yaml", "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\n")
            .file("content/people/sol-marchetti.md", "---\nname: Sol Marchetti\ninitials: SM\n---\n")
    }

    /// An empty folder, for tests that write every file themselves.
    pub(crate) fn empty() -> Self {
        let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
        let clock = CLOCK.parse().expect("the test's clock");
        Self { folder, options: Options { clock, as_of: None, base_url: None, unpublished: false } }
    }

    /// With this file, or with this text in it.
    pub(crate) fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().expect("a file lies in a folder")).expect("a folder of the column");
        fs::write(place, content).expect("a file of the column");
        self
    }

    /// Without a search, whose files have other names after each change of a word.
    pub(crate) fn without_search(self) -> Self {
        let settings = fs::read_to_string(self.root().join("column.yaml")).expect("the settings");
        self.file("column.yaml", format!("{settings}search: no\n"))
    }

    /// With one letter, at `/questions/loud-drums/`: a title, a date, and this text.
    pub(crate) fn letter(self, text: &str) -> Self {
        self.file(
            "content/questions/loud-drums.md",
            format!("---\ntitle: The drums upstairs\ndate: 2026-03-02\n---\n{text}"),
        )
    }

    /// Without this file.
    pub(crate) fn without(self, path: &str) -> Self {
        fs::remove_file(self.root().join(path)).expect("a file to remove");
        self
    }

    /// Looked at on another day, as `--as-of` does.
    pub(crate) fn on_day(mut self, day: &str) -> Self {
        self.options.as_of = Some(day.parse().expect("a day"));
        self
    }

    /// Built for another address, as `--base-url` does.
    pub(crate) fn base_url(mut self, url: &str) -> Self {
        self.options.base_url = Some(url.to_owned());
        self
    }

    /// The column's folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The output folder.
    pub(crate) fn public(&self) -> PathBuf {
        self.root().join("public")
    }

    /// Reads, renders and writes it, as `callslip build` does: with errors, nothing is written.
    pub(crate) fn build(&self) -> Built {
        self.try_build().expect("the environment is sound")
    }

    /// The same, where the output folder itself may be at fault.
    pub(crate) fn try_build(&self) -> Result<Built, output::OutputError> {
        let mut loaded = pipeline::load(self.root(), &self.options).expect("the column can be read");
        let changed_ids = loaded.changed_feed_ids(&self.public());
        let result = if loaded.has_errors() { Err(loaded.check()) } else { loaded.write(&self.public())? };
        loaded.add_texts_of(result.as_ref().err().map(Vec::as_slice).unwrap_or_default());
        let vanished = result.as_ref().map_or_else(|_| Vec::new(), |report| loaded.vanished(report));
        let pipeline::Column { mut diagnostics, sources, site, theme, .. } = loaded;
        diagnostics.extend(vanished);
        diagnostics.extend(changed_ids);
        let written = result.map_err(|broken| diagnostics.extend(broken)).ok();
        Ok(Built { column: self.clone(), site, theme, diagnostics, sources, written })
    }
}

/// A column after a build.
pub(crate) struct Built {
    /// The column it was built from, to change and build again.
    pub(crate) column: Column,
    /// The diagnostics that the author gets.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The site, as assembled.
    pub(crate) site: Arc<Site>,
    /// The theme in use.
    pub(crate) theme: Arc<Theme>,
    /// What the build did to the output folder; `None` with errors.
    pub(crate) written: Option<output::WriteReport>,
    sources: SourceMap,
}

impl Built {
    /// Itself, if nothing at all was to be said about the column.
    #[track_caller]
    pub(crate) fn sound(self) -> Self {
        assert!(self.diagnostics.is_empty(), "{}", self.report());
        self
    }

    /// Itself, if nothing was to be said but that pages of the last build are gone or have moved.
    #[track_caller]
    pub(crate) fn sound_since_last_build(self) -> Self {
        let is_change = |message: &str| message.contains("in the last build");
        assert!(self.diagnostics.iter().all(|found| is_change(&found.message)), "{}", self.report());
        self
    }

    /// The newest letter in its parts, without the theme: what each turn is, its anchor, and its HTML.
    pub(crate) fn turns(&self) -> String {
        let letter = self.site.entries.letters.entries().next().unwrap();
        let introduction = letter.introduction.iter().map(|body| format!("introduction\n{}", body.html));
        let turns = letter.turns.iter().map(|turn| {
            let kind = match &turn.kind {
                TurnKind::Question => "question".to_owned(),
                TurnKind::Answer(initials) => format!("answer from {initials}"),
                TurnKind::Note => "note".to_owned(),
                TurnKind::Update(None) => "update".to_owned(),
                TurnKind::Update(Some(when)) => format!("update of {}", when.iso),
            };
            format!("{kind} #{}\n{}", turn.anchor, turn.body.html)
        });
        introduction.chain(turns).collect::<Vec<_>>().join("\n")
    }

    /// A file of the output, as text.
    #[track_caller]
    pub(crate) fn text(&self, path: &str) -> String {
        let place = self.column.public().join(path);
        fs::read_to_string(place).unwrap_or_else(|error| panic!("{path}: {error}\n{}", self.report()))
    }

    /// The whole page at an address.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let file = path.trim_start_matches('/');
        if path.ends_with('/') { self.text(&format!("{file}index.html")) } else { self.text(file) }
    }

    /// Its `<main>`, without what all pages share.
    #[track_caller]
    pub(crate) fn main(&self, path: &str) -> String {
        let page = self.page(path);
        let start = page.find("<main").expect("a page has a main part");
        let end = page.find("</main>").expect("a main part ends");
        without_indent(&page[start..end + "</main>".len()])
    }

    /// Everything in the output folder but callslip's own notes, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut files: Vec<String> = tree(&self.column.public()).into_keys().collect();
        files.retain(|path| !path.starts_with(".callslip"));
        files
    }

    /// The pages, feeds and pictures, without the theme's own assets: one path a line.
    pub(crate) fn listing(&self) -> String {
        let files = self.files().into_iter().filter(|path| !path.starts_with("assets/"));
        files.collect::<Vec<_>>().join("\n")
    }

    /// The report as it appears on a terminal without colors.
    pub(crate) fn report(&self) -> String {
        self.report_as(Format::Human { color: false })
    }

    /// The same, one line each.
    pub(crate) fn short(&self) -> String {
        self.report_as(Format::Short)
    }

    /// The report as the command line prints it: grouped, if it is long.
    pub(crate) fn grouped(&self) -> String {
        render_groups(&self.diagnostics, &self.sources, false)
    }

    /// The same in another format.
    pub(crate) fn report_as(&self, format: Format) -> String {
        render(&self.diagnostics, &self.sources, format)
    }
}

/// Every file under a folder with its bytes, by path; `/` between the parts.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.expect("a folder that can be walked");
        if entry.file_type().is_file() {
            let inner = entry.path().strip_prefix(folder).expect("inside the folder");
            let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
            files.insert(parts.join("/"), fs::read(entry.path()).expect("a file that can be read"));
        }
    }
    files
}

/// The files that a visitor sees, less assets: those stay a build longer.
pub(crate) fn pages(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = tree(folder);
    files.retain(|path, _| !path.starts_with('.') && !path.starts_with("assets/"));
    files
}

/// Each line without the spaces before it, and without empty lines: the theme's indentation is not what is tested.
/// Lines of preformatted text keep theirs.
fn without_indent(html: &str) -> String {
    let mut out = String::new();
    let mut preformatted = false;
    for line in html.lines() {
        let kept = if preformatted { line } else { line.trim() };
        if preformatted || !kept.is_empty() {
            out.push_str(kept);
            out.push('\n');
        }
        preformatted = (preformatted || line.contains("<pre")) && !line.contains("</pre>");
    }
    out
}
