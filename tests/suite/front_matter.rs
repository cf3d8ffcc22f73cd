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
use proptest::prelude::*;
use proptest::test_runner::Config;
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

/// Sound fields, one on each line or more.
const SOUND: [&str; 9] = [
    "title: Is it worth it\n",
    "date: 2026-03-02\n",
    "tags: [records, \"first job\"]\n",
    "asker:\n  pen_name: Stuck\n  place: Ohio\n",
    "programs:\n  - mlis\n  - certificate\n",
    "description: |\n  One line\n  and another\n",
    "standfirst: \"Quoted: text\"\n",
    "answered_by: 'SM'\n",
    "draft: yes\n",
];

/// Single mistakes, each within the lines of one field.
const MISTAKES: [&str; 32] = [
    "kicker: Foo: bar\n",
    "kicker: \"b\" c\n",
    "kicker: \"open\n",
    "kicker: 'it's\n",
    "kicker: 'don't'\n",
    "kicker: @x\n",
    "kicker: `x`\n",
    "kicker: %x\n",
    "kicker: *x* y\n",
    "kicker: [a, b\n",
    "kicker: [a, b}\n",
    "kicker: [a, b]]\n",
    "kicker: [#a, #b]\n",
    "kicker: {a: b\n",
    "kicker: {{ x }}\n",
    "kicker: [x](y)\n",
    "kicker: - a\n",
    "kicker: a\n- b\n",
    "kicker:\n  - a\n - b\n",
    "kicker:\n\ta: b\n",
    "kicker: |\nNot indented\nand more: of it\n",
    "kicker: |\n    a\n  b\n",
    "kicker: > a\n",
    "kicker: \"C:\\Users\"\n",
    "kicker: “a: b”\n",
    "kicker: x\nstray words\n",
    "kicker:glued\n",
    "<!-- kicker -->\n",
    "\"kicker\" x\n",
    "kicker: !x!y z\n",
    "  kicker: x\n",
    "kicker: 'x'#y\n",
];

/// Changes that people and programs make to a text by accident.
fn damage(text: &str, at: usize, kind: usize) -> String {
    let at = text.char_indices().map(|(at, _)| at).nth(at % text.chars().count().max(1)).unwrap_or(0);
    let (before, after) = text.split_at(at);
    let rest = after.chars().next().map_or(after, |c| &after[c.len_utf8()..]);
    let signs = [
        "\t", ":", ": ", "\"", "'", "[", "]", "{", "}", "- ", "#", " #", "@", "`", "%", "&a ", "*a", "!b ", "|", ">",
        "“", "\n", "\n\n", "\n---\n", "\n...\n", "\u{feff}", "\r", "? ", ",", "\\", "<<: ", "~", "\n  ", "\n- ", "=",
        "\n\t",
    ];
    match kind {
        0 => before.to_owned(),
        1 => rest.to_owned(),
        2 => format!("{before}{rest}"),
        3 => format!("{before}{after}{after}"),
        4 => format!("{after}{before}"),
        _ => format!("{before}{}{after}", signs[kind % signs.len()]),
    }
}

proptest! {
    #![proptest_config(Config { cases: 1500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn one_mistake_has_one_message_and_the_other_fields_are_read(place in 0..=SOUND.len(), mistake in 0..MISTAKES.len(), number in 1..=SOUND.len()) {
        let place = place.min(number);
        let lines: Vec<&str> = SOUND[..number].to_vec();
        // Below a group or a text, an indented line belongs to it.
        prop_assume!(!MISTAKES[mistake].starts_with(' ') || place == 0 || !lines[place - 1].contains("\n "));
        let text = [&lines[..place], &[MISTAKES[mistake]], &lines[place..]].concat().concat();
        let (node, told) = read(&text);
        prop_assert_eq!(told.len(), 1, "{}{:?}", text, told);
        let (sound, _) = read(&lines.concat());
        for pair in sound.pairs() {
            let same = node.pairs().iter().find(|other| other.key == pair.key);
            prop_assert_eq!(same.map(|same| shown(&same.node)), Some(shown(&pair.node)), "{}{:?}", text, told);
        }
    }

    #[test]
    fn damage_of_any_kind_is_told_within_the_text_in_plain_words(changes in prop::collection::vec((0..400_usize, 0..40_usize), 1..5)) {
        let sound = SOUND.concat();
        let text = changes.iter().fold(sound, |text, (at, kind)| damage(&text, *at, *kind)).replace('\r', "\n");
        let (_, told) = read(&text);
        for diagnostic in told {
            let span = diagnostic.span.unwrap();
            prop_assert!(text.get(span.range()).is_some(), "{text:?} {diagnostic:?}");
            for word in ["scalar", "simple key", "anchor", "alias", "token", "mapping", "sequence", "EOF", "parsing", "scanning", "BOM"] {
                prop_assert!(!diagnostic.message.contains(word), "{text:?} {diagnostic:?}");
            }
        }
    }
}
