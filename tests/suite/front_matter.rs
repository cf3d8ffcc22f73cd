//! Front matter as people write it, in the habits of other generators, and damaged: each case of `tests/front_matter/` is
//! read, or gets its messages, one for each mistake.
//!
//! Cases are divided by lines `%%%%`; `NAME.expected` has for each case its text, its messages and what is read of its
//! fields. `SNAPSHOTS=overwrite cargo test --test suite front_matter` writes it.

use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use callslip::diagnostics::report::{Format, render};
use callslip::diagnostics::{Diagnostic, Findings, SourceMap};
use callslip::yaml::{self, Node, Value};
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

#[test]
fn each_case_is_read_or_has_its_messages() {
    let mut failed = String::new();
    for name in ["lines", "jekyll", "hugo", "hexo", "ghost", "obsidian", "wordpress"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/front_matter");
        let cases = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("the cases");
        let expected = Data::read_from(&folder.join(format!("{name}.expected")), Some(DataFormat::Text)).raw();
        let outcome: Vec<String> = cases.split("%%%%\n").map(outcome).collect();
        let assert = Assert::new().action_env("SNAPSHOTS").normalize_paths(false);
        if let Err(error) = assert.try_eq(Some(&name), outcome.join("%%%%\n").into(), expected) {
            let _ = writeln!(failed, "{name}:\n{error}");
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// Reads the fields of a text.
fn read(text: &str) -> (Node, Vec<Diagnostic>) {
    let mut findings = Findings::new(&Arc::from("a.md"));
    let node = yaml::parse(text, 0, &mut findings);
    let checked = findings.with(node);
    (checked.value, checked.diagnostics)
}

/// A case, what is said of it, and what is read.
fn outcome(text: &str) -> String {
    let (node, diagnostics) = read(text);
    let sources = SourceMap::from([(Arc::from("a.md"), Arc::from(text))]);
    let told = render(&diagnostics, &sources, Format::Short);
    format!("{text}=>\n{told}{}\n", shown(&node))
}

/// A value as JSON; `?` if it could not be read.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Unreadable => "?".to_owned(),
        Value::Scalar { text, .. } => format!("{text:?}"),
        Value::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Value::Map(pairs) => {
            let pairs = pairs.iter().map(|pair| format!("{}: {}", pair.key, shown(&pair.node)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
