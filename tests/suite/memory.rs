//! A column without a folder: texts in memory become the pages that the same texts on disk become.

use std::collections::BTreeMap;
use std::sync::Arc;

use callslip::diagnostics::Span;
use callslip::pipeline::{self, Cache, Files, Options};
use callslip::render::{Content, Renderer, search_files, search_index};
use callslip::source::{Layer, SourceFile, Sources, decode};
use callslip::theme::Chain;

use crate::support::Column;
use crate::support::column::{CLOCK, tree};

const COLUMN: (&str, &str) =
    ("column.yaml", "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\n");

/// The other files of a column, in no order.
const FILES: [(&str, &str); 8] = [
    ("content/questions/b.md", "---\ntitle: B\ndate: 2026-03-02\ntags: [carers]\n---\nQ: An MLIS?\r\n\r\nTA: Yes.\n"),
    ("templates/person.html", "{% extends \"parent:person.html\" %}{% block title %}Own{% endblock %}"),
    ("content/tags.yaml", "tags:\n  caring: { use_for: [carers] }\n"),
    ("content/people/thea.md", "---\nname: Thea\ninitials: TA\n---\n"),
    ("content/questions/a.md", "\u{feff}---\ntitle: A\ndate: 2026-03-01\n---\nQ: [B](b.md)?\n\nTA: Yes.\n"),
    ("content/glossary.yaml", "MLIS: a degree\n"),
    ("content/pages/about.md", "---\ntitle: About\n---\nUs.\n"),
    ("content/programs/p.md", "---\ntitle: P\nprovider: Q\n---\n"),
];

fn text(path: &str, text: &[u8]) -> SourceFile {
    let decoded = decode(&Arc::from(path), text);
    assert_eq!(decoded.diagnostics, []);
    decoded.value
}

/// Every page, feed and list that is rendered, by its path.
fn rendered() -> BTreeMap<String, Vec<u8>> {
    let is_content = |file: &&(&str, &str)| file.0.starts_with("content/");
    let own = FILES.iter().filter(|file| !is_content(file)).map(|(name, text)| (*name, text.as_bytes()));
    let content = FILES.iter().filter(is_content).map(|(path, content)| text(path, content.as_bytes()));
    let (own, sources) = (Layer::new(None, own), Sources::from_texts(content));
    let files = Files::from_memory(text(COLUMN.0, COLUMN.1.as_bytes()), sources, own, &[]);
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let (column, _) = pipeline::understand(files, &options, Cache::default());
    assert_eq!(column.diagnostics, []);
    let renderer = Renderer::new(&column.site, &column.theme);
    let pages = column.site.routes.as_slice().iter().map(|route| renderer.render(route).unwrap());
    let pages = pages.chain(search_files(&search_index(&column.site, &column.theme.strings, Vec::new())));
    let bytes = |content| match content {
        Content::Generated(bytes) => bytes,
        Content::Shared(bytes) => bytes.to_vec(),
        Content::File(path, _) => panic!("{}", path.display()),
        Content::Picture(job) => panic!("{}", job.file),
    };
    pages.map(|page| (page.path.to_string(), bytes(page.content))).collect()
}

#[test]
fn texts_in_memory_become_what_files_become() {
    let column = FILES.iter().chain([&COLUMN]).fold(Column::empty(), |column, (path, text)| column.file(path, text));
    assert_eq!(column.build().diagnostics, []);
    let mut files = tree(&column.public());
    files.retain(|path, _| !path.starts_with(".callslip"));
    let rendered = rendered();
    assert_eq!(rendered.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
    assert!(rendered == files);
    assert!(String::from_utf8_lossy(&rendered["people/thea/index.html"]).contains("Own"));
}

#[test]
fn of_two_texts_with_one_path_the_first_one_counts() {
    let texts = ["content/b.md", "content/a.md", "content/b.md", "content/tags.yaml", "content/tags.yaml"];
    let texts = texts.iter().enumerate().map(|(number, path)| text(path, number.to_string().as_bytes()));
    let sources = Sources::from_texts(texts);
    let kept: Vec<_> = sources.texts.iter().chain(&sources.vocabulary).map(|file| &*file.text).collect();
    assert_eq!(kept, ["1", "0", "3"]);
}

#[test]
fn themes_in_memory_precede_those_inside_the_program() {
    let manifest = |text: &'static str| [("theme.yaml", text.as_bytes())];
    let themes = [
        Layer::new(Some("reading-room"), manifest("name: reading-room\nversion: 1.0.0\n")),
        Layer::new(Some("own"), manifest("name: own\nversion: 1.0.0\nextends: reading-room\n")),
    ];
    let chain = |theme| Chain::from_layers(Layer::new(None, []), &themes, theme, Span::default());
    let own = chain("own");
    assert_eq!(own.diagnostics, []);
    let names = own.value.layers.iter().map(|layer| (layer.theme.as_deref(), layer.built_in));
    assert!(names.eq([(None, false), (Some("own"), false), (Some("reading-room"), false)]));
    let missing = chain("broad-sheet");
    assert_eq!(
        missing.diagnostics.iter().flat_map(|found| &found.help).collect::<Vec<_>>(),
        ["did you mean `broadsheet`?"]
    );
    assert_eq!(missing.value.layers, []);
}
