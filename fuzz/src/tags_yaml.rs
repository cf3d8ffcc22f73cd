//! `tags.yaml` and `glossary.yaml`.

use callslip::content::{Vocabulary, parse_glossary};
use callslip::language::Typography;
use callslip::source::Sources;

use crate::column::Column;

/// Reads the same text as either, and builds a column with both.
pub fn check(data: &[u8]) {
    let tags = crate::decoded("content/tags.yaml", data).value;
    let glossary = crate::decoded("content/glossary.yaml", data).value;
    let english = Typography::default();
    let (first, second) = (Vocabulary::parse(&tags, &english), Vocabulary::parse(&tags, &english));
    crate::check_report(&first.diagnostics, [&tags]);
    assert_eq!((first.diagnostics, first.value), (second.diagnostics, second.value));
    let (first, second) = (parse_glossary(&glossary, &english), parse_glossary(&glossary, &english));
    crate::check_report(&first.diagnostics, [&glossary]);
    assert_eq!((first.diagnostics, first.value), (second.diagnostics, second.value));
    let texts = [crate::PERSON, crate::LETTER].map(|(path, text)| crate::file(path, text));
    let column = Column::assemble(crate::COLUMN, Sources::from_texts(texts.into_iter().chain([tags, glossary])));
    column.check_report();
    // Tags and terms are on pages, in feeds, and in the sitemap.
    column.check_pages(&[]);
}
