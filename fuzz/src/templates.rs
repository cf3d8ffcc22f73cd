//! A column's own templates and strings over the built-in theme.

use std::sync::Arc;

use callslip::pipeline::{self, Cache, Files, Options};
use callslip::source::{Layer, SourceFile, Sources};

/// Compiles `question.html`, `parts.html` and `strings/en.yaml`, which a line `%%%` separates, and renders a column.
pub fn check(data: &[u8]) {
    // A loop of a billion rounds is the business of the theme's author.
    if data.windows(5).any(|word| word == b"range") {
        return;
    }
    let text = String::from_utf8_lossy(data);
    let names = ["templates/question.html", "templates/parts.html", "strings/en.yaml"];
    let own = Layer::new(None, names.into_iter().zip(text.splitn(3, "%%%\n").map(str::as_bytes)));
    let texts: Vec<SourceFile> = [crate::PERSON, crate::LETTER].map(|(path, text)| crate::file(path, text)).into();
    let files = Files::from_memory(crate::file("column.yaml", crate::COLUMN), Sources::from_texts(texts), own, &[]);
    let clock = "2026-11-26T00:00:00Z".parse().expect("a time");
    let options = Options { clock, as_of: None, base_url: None, unpublished: false };
    let (column, _) = pipeline::understand(files, &options, Cache::default());
    let sources = column.sources.iter().map(|(path, text)| SourceFile::new(&Arc::clone(path), text));
    let sources: Vec<SourceFile> = sources.chain(column.theme.texts.iter().cloned()).collect();
    crate::check_report(&column.diagnostics, &sources);
    crate::check_report(&column.check(), &sources);
}
