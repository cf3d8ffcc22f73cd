//! Exports that are cut off or damaged anywhere: whatever they are, an import ends, and a column is there that can be checked.

use std::fs;
use std::path::{Path, PathBuf};

use callslip::import::{ImportOptions, read};
use callslip::pipeline::{self, Options};

use crate::dice::Dice;

const EXPORT: &str = include_str!("../vectors/export.xml");

/// How many exports are tried.
const ROUNDS: usize = 300;

/// Imports a source into a new column, and checks it.
fn imports(source: PathBuf, column: &Path) {
    let options = ImportOptions {
        id: "desk.example,2026".to_owned(),
        now: jiff::Timestamp::UNIX_EPOCH,
        columnists: Vec::new(),
        may_mix_blogs: false,
    };
    if read(&[source]).and_then(|export| export.write(column, &options)).is_ok() {
        let clock = "2026-11-22T12:00:00Z".parse().unwrap();
        let load = Options { clock, as_of: None, base_url: None, unpublished: false };
        pipeline::load(column, &load).unwrap().check();
    }
}

/// Imports these bytes into a new column, and checks it.
fn survives(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("export.xml");
    fs::write(&source, bytes).unwrap();
    imports(source, &folder.path().join("column"));
}

#[test]
fn exports_that_are_cut_off() {
    let mut dice = Dice(1);
    for _ in 0..ROUNDS {
        survives(&EXPORT.as_bytes()[..dice.roll(EXPORT.len())]);
    }
}

#[test]
fn exports_that_are_damaged() {
    const PIECES: [&[u8]; 14] = [
        b"]]>",
        b"<![CDATA[",
        b"<",
        b">",
        b"</item>",
        b"<item>",
        b"&",
        b"\x00",
        b"\xff\xfe",
        b"[caption]",
        b"<!-- wp:",
        b"-->",
        b"<p>",
        b"\"",
    ];
    let mut dice = Dice(2);
    for _ in 0..ROUNDS {
        let mut bytes = EXPORT.as_bytes().to_vec();
        for _ in 0..=dice.roll(8) {
            let at = dice.roll(bytes.len());
            match dice.roll(3) {
                0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                1 => drop(bytes.drain(at..(at + dice.roll(200)).min(bytes.len()))),
                _ => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied())),
            }
        }
        survives(&bytes);
    }
}

/// A folder of Markdown with all that one may have.
const FOLDER: [(&str, &str); 5] = [
    (
        "_config.yml",
        "title: The Desk\nurl: https://desk.example\npermalink: /:categories/:year/:title/\nauthor: { name: Sol }\n",
    ),
    (
        "_posts/2014-05-12-drums.md",
        "---\ntitle: \"Drums: loud\"\ndate: 2014-05-12 09:30:00 -0500\ntags: [a, 'b c']\nredirect_from: /old/\nimage: { path: /a.png, alt: A }\n---\n\
         **Q:** May I? {: .a}\n\n**A:** Yes: [a]({% post_url 2014-05-12-drums %}#b), ![c](/a.png \"T\"), [d][e].\n\n## B {#b}\n\n\
         {% highlight rust %}\nfn a() {}\n{% endhighlight %}\n\n{{< figure src=\"/a.png\" caption=\"C *d*\" >}}\n\n> Dear Sol,\n\n[e]: /a.png\n",
    ),
    (
        "_posts/2014-06-01-html.md",
        "+++\ntitle = 'A'\ndate = 2014-06-01T10:00:00Z\n[taxonomies]\ntags = [\"x\"]\n+++\n<div class=\"a\" markdown=\"1\">\n*b* <a href=\"/c/\">d</a>\n</div>\n\n\
         <table style='x'><tr><td>é</td></tr></table>\n\na <img src='a.png' alt=\"b\"><br> <iframe src=\"https://x.example\"></iframe> %%c%% [[d|e]] ![[f.png]] #g ^h\n",
    ),
    (
        "notes/drums.md",
        "{\"title\": \"N\", \"date\": \"2014-07-01\"}\n\n> [!note] A\n> b\n\n* TOC\n{:toc}\n\n{% raw %}{{ a }}{% endraw %} {{ page.title }} `{{ b }}`\n",
    ),
    (".obsidian/app.json", "{}"),
];

/// Imports a folder with these files into a new column, and checks it.
fn folder_survives(files: &[(&str, Vec<u8>)]) {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    for (path, bytes) in files {
        let path = source.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    imports(source, &folder.path().join("column"));
}

#[test]
fn folders_that_are_cut_off_or_damaged() {
    const PIECES: [&[u8]; 20] = [
        b"{%",
        b"%}",
        b"{{",
        b"}}",
        b"{{<",
        b">}}",
        b"---\n",
        b"+++\n",
        b"[[",
        b"]]",
        b"](",
        b"<",
        b">",
        b"\"",
        b"`",
        b"%%",
        b"\xff",
        b"\n\n",
        b"> ",
        b"\xf0\x9f\x8e\x93",
    ];
    let mut dice = Dice(3);
    for round in 0..ROUNDS {
        // Some have no settings of Jekyll, and are read as notes.
        let from = usize::from(round % 3 == 0);
        let mut files: Vec<(&str, Vec<u8>)> =
            FOLDER[from..].iter().map(|(path, text)| (*path, text.as_bytes().to_vec())).collect();
        for (_, bytes) in &mut files {
            if dice.roll(3) == 0 {
                bytes.truncate(dice.roll(bytes.len()));
            }
            for _ in 0..dice.roll(6) {
                let at = dice.roll(bytes.len() + 1);
                bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied());
            }
        }
        folder_survives(&files);
    }
}
