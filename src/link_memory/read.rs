//! Reads `links.yaml`. Only callslip writes it, always in the same form, and it may have a hundred thousand lines, so it is
//! read line by line, as YAML would read it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{LinkMemory, LinkRecord, LinkVerdict, address_key};
use crate::diagnostics::{Checked, Diagnostic, Findings, Span};
use crate::source::SourceFile;

/// Reads the file. What cannot be read is one warning, at its first line.
pub fn read(file: &SourceFile) -> Checked<LinkMemory> {
    let mut memory = LinkMemory::default();
    let mut wrong = Vec::new();
    let mut open: Option<Paragraph<'_>> = None;
    let mut at = 0;
    for line in file.text.split('\n') {
        let span = Span::new(at..at + line.len());
        at += line.len() + 1;
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let is_read = match line.strip_prefix("  ") {
            Some(field) => open.as_mut().is_some_and(|open| open.add(field)),
            None => {
                wrong.extend(open.take().and_then(|open| open.finish(&mut memory)));
                open = Paragraph::new(line, span);
                open.is_some()
            }
        };
        wrong.extend((!is_read).then_some(span));
    }
    wrong.extend(open.and_then(|open| open.finish(&mut memory)));
    let mut findings = Findings::new(&file.path);
    if let Some(first) = wrong.iter().min() {
        findings.add(*first, damaged().first_of(wrong.len()));
    }
    findings.with(memory)
}

fn damaged() -> Diagnostic {
    Diagnostic::warning("`callslip links` did not write this line, and cannot read it")
        .help("put the line back as it was, or remove the address with all lines below it")
        .help("or delete `links.yaml`: `callslip links` then asks all addresses again")
}

/// The lines on one address.
struct Paragraph<'t> {
    address: String,
    span: Span,
    fields: BTreeMap<&'t str, &'t str>,
}

impl<'t> Paragraph<'t> {
    fn new(line: &str, span: Span) -> Option<Self> {
        let address = unquoted(line.trim_end().strip_suffix(':')?);
        let key = address_key(address).filter(|key| key == address)?;
        Some(Self { address: key, span, fields: BTreeMap::new() })
    }

    /// Adds a field. Returns false if it is none.
    fn add(&mut self, line: &'t str) -> bool {
        let Some((name, value)) = line.split_once(": ") else { return false };
        !name.starts_with(' ') && self.fields.insert(name, unquoted(value.trim())).is_none()
    }

    /// Adds what was read to the memory. Returns the place of the address if that is impossible.
    fn finish(self, memory: &mut LinkMemory) -> Option<Span> {
        let is_known = memory.records.contains_key(&self.address) || memory.skipped.contains(&self.address);
        if is_known {
            return Some(self.span);
        }
        if self.fields.get("skip").is_some_and(|skip| matches!(*skip, "yes" | "true")) {
            memory.skipped.insert(self.address);
            return None;
        }
        match record(self.fields) {
            Some(record) => {
                memory.records.insert(self.address, record);
                None
            }
            None => Some(self.span),
        }
    }
}

/// Returns what the fields of an address say; `None` if one is missing, unknown, or cannot be read.
fn record(mut fields: BTreeMap<&str, &str>) -> Option<LinkRecord> {
    let word = fields.remove("verdict")?;
    let verdict = LinkVerdict::ALL.into_iter().find(|verdict| verdict.word() == word)?;
    let asked = fields.remove("asked")?.parse().ok()?;
    let mut day = |name| fields.remove(name).map(str::parse::<Date>).transpose().ok();
    let [since, first_worked, last_worked] = [day("since")?, day("first_worked")?, day("last_worked")?];
    let mut text = |name| fields.remove(name).map(ToOwned::to_owned);
    let [answer, moved_to, archived] = ["answer", "moved_to", "archived"].map(&mut text);
    let record = LinkRecord { verdict, answer, asked, since, first_worked, last_worked, moved_to, archived };
    fields.is_empty().then_some(record)
}

/// Returns a text without the quotes around it: other programs that write YAML may add some.
fn unquoted(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "\
https://a.example/:
  verdict: works
  asked: 2026-11-28
  first_worked: 2026-01-02
  last_worked: 2026-11-28

https://b.example/c?d=e:f:
  skip: yes

https://c.example/:
  verdict: gone
  answer: 404 Not Found
  since: 2026-11-20
  asked: 2026-11-28
";

    fn checked(text: &str) -> Checked<LinkMemory> {
        read(&SourceFile::new(&"links.yaml".into(), text))
    }

    #[test]
    fn what_is_written_is_read_and_written_again_as_it_was() {
        let Checked { value, diagnostics } = checked(WHOLE);
        assert_eq!(diagnostics, []);
        assert_eq!((value.records.len(), value.skipped.len()), (2, 1));
        assert_eq!(value.gone_since("https://C.example#top"), Some(Date::constant(2026, 11, 20)));
        assert_eq!(value.gone_since("https://a.example/"), None);
        let text = value.text();
        assert!(text.ends_with(&format!("\n\n{WHOLE}")), "{text}");
        let again = checked(&text);
        assert_eq!((again.value, again.diagnostics), (value, Vec::new()));
    }

    #[test]
    fn a_program_that_writes_yaml_otherwise_does_no_harm() {
        let quoted = WHOLE.replace("https://a.example/:", "\"https://a.example/\":").replace("works", "'works'");
        assert_eq!(checked(&format!("# Mine\n\n{quoted}")).value, checked(WHOLE).value);
    }

    #[test]
    fn each_damage_is_found_at_its_line_and_the_rest_is_read() {
        for (damage, line) in [
            ("<<<<<<< HEAD\n", "<<<<<<< HEAD"),
            ("https://d.example/:\n  verdict: fine\n  asked: 2026-11-28\n", "https://d.example/:"),
            ("https://d.example/:\n  verdict: works\n", "https://d.example/:"),
            ("https://d.example/:\n  verdict: works\n  asked: yesterday\n", "https://d.example/:"),
            ("https://d.example/:\n  verdict: works\n  asked: 2026-11-28\n  mood: good\n", "https://d.example/:"),
            ("https://d.example/:\n  verdict: works\n  verdict: gone\n  asked: 2026-11-28\n", "  verdict: gone"),
            ("https://d.example/:\n  skip: yes\n   skip: yes\n", "   skip: yes"),
            ("https://d.example/: works\n", "https://d.example/: works"),
            ("https://d.example:\n  skip: yes\n", "https://d.example:"),
            ("https://c.example/:\n  skip: yes\n", "https://c.example/:"),
            ("mailto:d@d.example:\n  skip: yes\n", "mailto:d@d.example:"),
        ] {
            let text = format!("{WHOLE}\n{damage}");
            let Checked { value, diagnostics } = checked(&text);
            let [found] = &diagnostics[..] else { panic!("{damage}: {diagnostics:#?}") };
            assert_eq!(&text[found.span.unwrap().range()], line, "{damage}");
            assert_eq!(value.records.get("https://c.example/"), checked(WHOLE).value.records.get("https://c.example/"));
        }
    }
}
