//! Measures each stage of a build, on a small, a medium and a large column.
//!
//! Look at letters per second: if there are far fewer in the large column than in the small one, a step has become
//! quadratic. CONTRIBUTING.md says how to run and read it.

mod corpus;

use std::path::Path;
use std::sync::Arc;

use callslip::config::{self, Config};
use callslip::content::{self, Entry, ParseOptions, Vocabulary};
use callslip::diagnostics::{Checked, Findings, SourceMap};
use callslip::output::{Output, WriteReport};
use callslip::pipeline::{self, Column, Options};
use callslip::render::{Content, Rendered, Renderer};
use callslip::serve::{Session, SessionOptions};
use callslip::site::{self, AssembleOptions, Parsed, Route, Site, SiteCache, ThemePages};
use callslip::site_path::SitePath;
use callslip::source::{self, Change, Layer, SourceFile, Sources};
use callslip::theme::{self, Theme};
use callslip::yaml;
use divan::Bencher;
use divan::counter::ItemsCount;
use jiff::Timestamp;
use rayon::prelude::*;
use tempfile::TempDir;

use corpus::Corpus;

fn main() {
    divan::main();
}

/// The numbers of letters. Only `cargo bench` uses the larger ones: a test that the benches run needs a small one.
fn letters() -> Vec<usize> {
    let measures = std::env::args().any(|argument| argument == "--bench");
    if measures { vec![100, 1_000, 10_000] } else { vec![100] }
}

/// Panics with the error: a measurement after an error means nothing.
#[expect(clippy::expect_used, reason = "the disk is full, or the bench is wrong")]
fn sure<T, E: std::fmt::Debug>(result: Result<T, E>) -> T {
    result.expect("the bench cannot go on")
}

/// The value of a stage, which found nothing: the corpus has no errors.
fn sound<T>(checked: Checked<T>) -> T {
    let mut found = Vec::new();
    let value = checked.into_value(&mut found);
    assert!(found.is_empty(), "the corpus is not sound: {:?}", found[0]);
    value
}

fn now() -> Timestamp {
    sure("2026-12-01T12:00:00Z".parse())
}

/// The inputs of all stages.
struct Ready {
    sources: Sources,
    config: Arc<Config>,
    options: ParseOptions,
    theme: Theme,
    assemble: AssembleOptions,
}

impl Ready {
    fn new(letters: usize) -> Self {
        let Corpus { column_file, sources } = Corpus::new(letters);
        let config = sound(config::parse(&column_file));
        let own = Layer::new(None, []);
        let chain = sound(theme::Chain::from_layers(own, &[], &config.theme, config.theme_span));
        let theme = sound(theme::compile(&chain, &config));
        let asset_paths = theme.assets.list().iter().map(|asset| asset.path.clone()).collect();
        let options = pipeline::parse_options(&sources, &config);
        let assemble = AssembleOptions {
            now: now(),
            asset_paths,
            theme_pages: ThemePages { search: true, subscribe: true, compare: true, saved: true },
            unpublished: false,
        };
        Self { sources, config: Arc::new(config), options, theme, assemble }
    }

    fn parsed(&self) -> Parsed {
        let entries = pipeline::parse(&self.sources.texts, &self.options).into_iter().filter_map(sound).collect();
        let vocabulary =
            self.sources.vocabulary.as_ref().map(|file| sound(Vocabulary::parse(file, &self.config.typography)));
        let glossary =
            self.sources.glossary.as_ref().map(|file| sound(content::parse_glossary(file, &self.config.typography)));
        Parsed {
            entries,
            replies: Vec::new(),
            unread: Vec::new(),
            attachments: self.sources.attachments.clone(),
            unreadable: Vec::new(),
            link_memory: Arc::default(),
            vocabulary: vocabulary.unwrap_or_default(),
            glossary: glossary.unwrap_or_default(),
        }
    }

    fn site(&self) -> Arc<Site> {
        sound(site::assemble(self.parsed(), self.config.clone(), &self.assemble, &mut SiteCache::default()))
    }

    fn column(self) -> Column {
        let site = self.site();
        let (theme, sources) = (Arc::new(self.theme), SourceMap::new());
        let column = Column::new(site, None, theme, Vec::new(), sources);
        assert_eq!(column.template_errors(), []);
        column
    }
}

/// Parses the front matter of every file into the tree that fields are read from.
#[divan::bench(args = letters(), max_time = 3)]
fn yaml(bencher: Bencher<'_, '_>, letters: usize) {
    let texts = Ready::new(letters).sources.texts;
    let decode = |file: &SourceFile| {
        let end = file.text[4..].find("\n---\n").map_or(0, |end| end + 5);
        let mut findings = Findings::new(&file.path);
        let fields = yaml::parse(&file.text[4..end], 4, &mut findings);
        findings.with(fields)
    };
    let first = texts.iter().take(100).map(decode).map(sound).collect::<Vec<_>>();
    assert!(!first.is_empty());
    bencher.counter(ItemsCount::new(letters)).bench(|| texts.par_iter().map(decode).collect::<Vec<_>>());
}

/// Parses the text of every letter into HTML with slots. It is parsed as a page that has a title only, so that the
/// measurement has hardly any front matter and no turns.
#[divan::bench(args = letters(), max_time = 3)]
fn markdown(bencher: Bencher<'_, '_>, letters: usize) {
    let ready = Ready::new(letters);
    let pages: Vec<_> = ready.sources.texts.iter().filter_map(as_page).collect();
    assert_eq!(pages.len(), letters);
    let parsed = pipeline::parse(&pages, &ready.options).into_iter().filter_map(sound);
    assert_eq!(parsed.count(), letters);
    bencher.counter(ItemsCount::new(letters)).bench(|| pipeline::parse(&pages, &ready.options));
}

fn as_page(letter: &SourceFile) -> Option<SourceFile> {
    let name = letter.path.strip_prefix("content/questions/")?;
    let (_, text) = letter.text.split_once("\n---\n")?;
    let path = Arc::from(format!("content/pages/{name}"));
    Some(SourceFile::new(&path, &format!("---\ntitle: Text\n---\n{text}")))
}

/// From disk to texts.
#[divan::bench(args = letters(), max_time = 3)]
fn read(bencher: Bencher<'_, '_>, letters: usize) {
    let root = on_disk(letters);
    bencher.counter(ItemsCount::new(letters)).bench(|| sound(sure(source::read_content(root.path()))));
}

/// From texts to entries.
#[divan::bench(args = letters(), max_time = 3)]
fn parse(bencher: Bencher<'_, '_>, letters: usize) {
    let ready = Ready::new(letters);
    bencher.counter(ItemsCount::new(letters)).bench(|| pipeline::parse(&ready.sources.texts, &ready.options));
}

/// From entries to a site.
#[divan::bench(args = letters(), max_time = 3)]
fn assemble(bencher: Bencher<'_, '_>, letters: usize) {
    let ready = Ready::new(letters);
    let parsed = ready.parsed();
    bencher.counter(ItemsCount::new(letters)).with_inputs(|| parsed.clone()).bench_values(|parsed| {
        site::assemble(parsed, ready.config.clone(), &ready.assemble, &mut SiteCache::default())
    });
}

/// The same after a change of one letter's words.
#[divan::bench(args = letters(), max_time = 3)]
fn assemble_after_an_edit(bencher: Bencher<'_, '_>, letters: usize) {
    after(bencher, letters, |text, number| format!("{text}\n\nA word more: {number}.\n"));
}

/// The same after a change of one letter's tags, which changes more than words.
#[divan::bench(args = letters(), max_time = 3)]
fn assemble_after_a_tag(bencher: Bencher<'_, '_>, letters: usize) {
    after(bencher, letters, |text, number| text.replacen("tags: [", &format!("tags: [tag-{}, ", number % 2), 1));
}

fn after(bencher: Bencher<'_, '_>, letters: usize, edit: impl Fn(&str, usize) -> String) {
    let ready = Ready::new(letters);
    let mut parsed = ready.parsed();
    let mut cache = SiteCache::default();
    sound(site::assemble(parsed.clone(), ready.config.clone(), &ready.assemble, &mut cache));
    let edited = parsed.entries.iter().position(|entry| matches!(entry, Entry::Letter(_))).unwrap_or(0);
    let file = &ready.sources.texts[edited];
    let mut number = 0;
    bencher
        .counter(ItemsCount::new(letters))
        .with_inputs(|| {
            number += 1;
            let entry = content::parse(&SourceFile::new(&file.path, &edit(&file.text, number)), &ready.options);
            parsed.entries[edited] = sound(entry).unwrap_or_else(|| parsed.entries[edited].clone());
            parsed.clone()
        })
        .bench_local_values(|parsed| site::assemble(parsed, ready.config.clone(), &ready.assemble, &mut cache));
}

/// From a site to all its pages, feeds and other files, each dropped at once.
#[divan::bench(args = letters(), max_time = 6)]
fn render(bencher: Bencher<'_, '_>, letters: usize) {
    let column = Ready::new(letters).column();
    bencher.counter(ItemsCount::new(letters)).bench(|| column.check());
}

/// From pages to disk, into an empty folder.
#[divan::bench(args = letters(), max_time = 3)]
fn write(bencher: Bencher<'_, '_>, letters: usize) {
    let pages = pages(letters);
    bencher.counter(ItemsCount::new(letters)).with_inputs(folder).bench_values(|folder| {
        let report = commit(folder.path(), &pages);
        assert_eq!(report.unchanged, 0);
        folder
    });
}

/// From pages to disk, where all of them are in place.
#[divan::bench(args = letters(), max_time = 3)]
fn write_unchanged(bencher: Bencher<'_, '_>, letters: usize) {
    let (pages, folder) = (pages(letters), folder());
    commit(folder.path(), &pages);
    bencher.counter(ItemsCount::new(letters)).bench(|| {
        let report = commit(folder.path(), &pages);
        assert_eq!(report.written, 0);
    });
}

/// From disk to disk, as `callslip build` does it, into an empty folder.
#[divan::bench(args = letters(), max_time = 8)]
fn build(bencher: Bencher<'_, '_>, letters: usize) {
    let root = on_disk(letters);
    bencher.counter(ItemsCount::new(letters)).with_inputs(folder).bench_values(|folder| {
        let report = build_into(root.path(), folder.path());
        assert_eq!(report.unchanged, 0);
        folder
    });
}

/// From disk to disk a second time, with nothing changed.
#[divan::bench(args = letters(), max_time = 8)]
fn build_unchanged(bencher: Bencher<'_, '_>, letters: usize) {
    let (root, folder) = (on_disk(letters), folder());
    build_into(root.path(), folder.path());
    bencher.counter(ItemsCount::new(letters)).bench(|| {
        let report = build_into(root.path(), folder.path());
        assert_eq!(report.written, 0);
    });
}

/// One letter saved under `callslip serve`: from the event to the state that pages are answered from.
#[divan::bench(args = letters(), max_time = 4)]
fn save(bencher: Bencher<'_, '_>, letters: usize) {
    let root = on_disk(letters);
    let mut session = Session::new(SessionOptions { root: root.path().to_owned(), as_of: None, published: false });
    assert!(session.update(&Change::Anything, now()));
    let sources = Corpus::new(letters).sources;
    let letter = sources.texts.iter().find(|file| file.path.starts_with("content/questions/"));
    let letter = sure(letter.ok_or("the corpus has a letter"));
    let (file, change) = (root.path().join(&*letter.path), Change::Files([letter.path.clone()].into()));
    let mut number = 0;
    bencher
        .counter(ItemsCount::new(letters))
        .with_inputs(|| {
            number += 1;
            sure(std::fs::write(&file, format!("{}\n\nA word more: {number}.\n", letter.text)));
        })
        .bench_local_values(|()| assert!(session.update(&change, now())));
}

fn folder() -> TempDir {
    sure(tempfile::tempdir())
}

fn on_disk(letters: usize) -> TempDir {
    let root = folder();
    sure(Corpus::new(letters).write_to(root.path()));
    root
}

/// Every output of a column, so that it can be written more than once.
fn pages(letters: usize) -> Vec<(SitePath, Arc<[u8]>)> {
    let column = Ready::new(letters).column();
    let renderer = Renderer::new(&column.site, &column.theme);
    let page = |route: &Route| {
        let Rendered { path, content, .. } = sure(renderer.render(route));
        match content {
            Content::Generated(bytes) => Some((path, bytes.into())),
            Content::Shared(bytes) => Some((path, bytes)),
            Content::File(..) | Content::Picture(_) => None,
        }
    };
    column.site.routes.as_slice().par_iter().filter_map(page).collect()
}

fn commit(folder: &Path, pages: &[(SitePath, Arc<[u8]>)]) -> WriteReport {
    let output = sure(Output::open(folder));
    let stage = |(path, bytes): &(SitePath, Arc<[u8]>)| {
        sure(output.stage(Rendered {
            path: path.clone(),
            input_fingerprint: None,
            content: Content::Shared(bytes.clone()),
        }))
    };
    let staged = pages.par_iter().map(stage).collect();
    sure(output.commit(staged, &std::collections::HashMap::new(), Vec::new()))
}

fn build_into(root: &Path, folder: &Path) -> WriteReport {
    let options = Options { clock: now(), as_of: None, base_url: None, unpublished: false };
    let column = sure(pipeline::load(root, &options));
    assert_eq!(column.diagnostics, []);
    sure(sure(column.write(folder)))
}
