//! A whole small column, from texts to pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use callslip::config::{self, Config};
use callslip::content::{self, Vocabulary};
use callslip::diagnostics::Diagnostic;
use callslip::pipeline;
use callslip::render::{Content, Renderer};
use callslip::site::{self, AssembleOptions, Parsed, Site, SiteCache, ThemePages};
use callslip::source::{Fingerprint, SourceFile, Sources};

use crate::{THEME, file, page};

/// The line that separates files; the first byte of each file tells what it is.
const SEPARATOR: &str = "%%%\n";

/// A column that was assembled, whether it is sound or not.
pub(crate) struct Column {
    site: Arc<Site>,
    found: Vec<Diagnostic>,
    texts: Vec<SourceFile>,
}

/// Builds a column and checks its pages. Checks that a site assembled after another one is the site assembled alone.
pub fn check(data: &[u8]) {
    let text = crate::decoded("input", data).value.text;
    let parts: Vec<&str> = text.split(SEPARATOR).take(8).collect();
    // No input holds its own fingerprint.
    let secret = Fingerprint::of(data).to_string();
    let (column_file, texts) = files(&parts, &secret);
    let mut cache = SiteCache::default();
    let before = parts.len().saturating_sub(1);
    let (earlier_file, earlier) = files(&parts[..before], &secret);
    drop(Column::assemble_after(&earlier_file, Sources::from_texts(earlier), &mut cache));
    let after = Column::assemble_after(&column_file, Sources::from_texts(texts.clone()), &mut cache);
    let alone = Column::assemble(&column_file, Sources::from_texts(texts));
    assert_eq!(after.found, alone.found);
    alone.check_report();
    let pages = alone.check_pages(&[&secret]);
    assert!(after.pages() == pages, "a cache makes a difference");
}

/// `column.yaml` and the files of `content/`, with a secret in the front matter of each.
fn files(parts: &[&str], secret: &str) -> (String, Vec<SourceFile>) {
    let mut column_file = crate::COLUMN.to_owned();
    let mut texts = vec![file(crate::PERSON.0, crate::PERSON.1)];
    for (number, part) in parts.iter().enumerate() {
        let mut rest = part.chars();
        let path = match rest.next() {
            Some('q') => format!("content/questions/q{number}.md"),
            Some('i') => format!("content/questions/d{number}/index.md"),
            Some('p') => format!("content/programs/p{number}.md"),
            Some('a') => format!("content/pages/a{number}.md"),
            Some('h') => format!("content/people/h{number}.md"),
            Some('t') => "content/tags.yaml".to_owned(),
            Some('g') => "content/glossary.yaml".to_owned(),
            Some('c') => {
                column_file.push_str(rest.as_str());
                continue;
            }
            _ => continue,
        };
        let private = format!("---\nprivate: {{ by: {secret} }}\n");
        let text = match rest.as_str().strip_prefix("---\n") {
            Some(rest) if path.ends_with(".md") && !rest.contains("private") => format!("{private}{rest}"),
            _ => rest.as_str().to_owned(),
        };
        texts.push(file(&path, &text));
    }
    (column_file, texts)
}

impl Column {
    pub(crate) fn assemble(column_file: &str, sources: Sources) -> Self {
        Self::assemble_after(column_file, sources, &mut SiteCache::default())
    }

    fn assemble_after(column_file: &str, sources: Sources, cache: &mut SiteCache) -> Self {
        let mut found = Vec::new();
        let column_file = file("column.yaml", column_file);
        let config: Config = config::parse(&column_file).into_value(&mut found);
        let entries = pipeline::parse(&sources.texts, &pipeline::parse_options(&sources, &config)).into_iter();
        let vocabulary = sources.vocabulary.as_ref().map(|file| Vocabulary::parse(file, &config.typography));
        let glossary = sources.glossary.as_ref().map(|file| content::parse_glossary(file, &config.typography));
        let parsed = Parsed {
            entries: entries.filter_map(|checked| checked.into_value(&mut found)).collect(),
            replies: Vec::new(),
            unread: Vec::new(),
            attachments: Vec::new(),
            unreadable: Vec::new(),
            link_memory: Arc::default(),
            vocabulary: vocabulary.map(|checked| checked.into_value(&mut found)).unwrap_or_default(),
            glossary: glossary.map(|checked| checked.into_value(&mut found)).unwrap_or_default(),
        };
        let asset_paths = THEME.assets.list().iter().map(|asset| asset.path.clone()).collect();
        let now = "2026-11-26T00:00:00Z".parse().expect("a time");
        let options = AssembleOptions {
            now,
            asset_paths,
            theme_pages: ThemePages::of(|template| THEME.templates.has(template)),
            unpublished: false,
        };
        let site = site::assemble(parsed, Arc::new(config), &options, cache).into_value(&mut found);
        let lists = sources.vocabulary.into_iter().chain(sources.glossary).chain([column_file]);
        Self { site, found, texts: sources.texts.into_iter().chain(lists).collect() }
    }

    pub(crate) fn check_report(&self) {
        crate::check_report(&self.found, &self.texts);
    }

    /// Renders all routes. Of a sound column every page is checked, and none has one of these words.
    pub(crate) fn check_pages(&self, secrets: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let pages = self.pages();
        if crate::is_sound(&self.found) {
            for (path, bytes) in &pages {
                page::check(path, bytes, secrets);
            }
        }
        pages
    }

    fn pages(&self) -> BTreeMap<String, Vec<u8>> {
        let renderer = Renderer::new(&self.site, &THEME);
        let mut pages = BTreeMap::new();
        for route in self.site.routes.iter() {
            match renderer.render(route) {
                Ok(rendered) => {
                    let path = rendered.path;
                    assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")), "not in the output: {path}");
                    if let Content::Generated(bytes) = rendered.content {
                        assert!(pages.insert(path.to_string(), bytes).is_none(), "two routes have one file");
                    }
                }
                Err(mistake) => assert!(!crate::is_sound(&self.found), "{}: {mistake:?}", route.path),
            }
        }
        pages
    }
}
