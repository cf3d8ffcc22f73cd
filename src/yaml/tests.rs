//! Every kind of error of the YAML library, in our words.

use std::sync::Arc;

use super::{parse, raw};
use crate::diagnostics::{Diagnostic, Findings};

/// The library's words for each kind of error that a text can have, and such a text. Its other kinds are about readers and
/// streams, includes and options that are not used.
const KINDS: [(&str, &str); 62] = [
    ("simple key expected ':'", "title: Foo\nbar\ndate: x\n"),
    ("mapping values are not allowed in this context", "title: A\n  date: b\n"),
    ("did not find expected <document start>", "  title: A\ndate: b\n"),
    ("while parsing a block mapping, did not find expected key", "description: |\n   a\n  b\n"),
    ("while scanning a block scalar, did not find expected comment or line break", "description: > foo\n"),
    ("invalid trailing content after double-quoted scalar", "title: \"b\" c\n"),
    ("invalid trailing content after single-quoted scalar", "title: 'it's\n"),
    ("unexpected character", "title: %x\n"),
    ("missing explicit document end marker before directive", "title: x\n%foo\n"),
    ("unclosed bracket '['", "tags: [a, b\n"),
    ("misplaced bracket", "tags: [a, b]]\n"),
    ("mismatched bracket '[' closed by '}'", "tags: [a, b}\n"),
    ("while parsing a flow mapping, did not find expected ',' or '}'", "asker: {a: b c: d}\n"),
    ("alias references unknown anchor", "c: *x\n"),
    ("invalid !!binary base64", "a: !!binary xx$\n"),
    ("invalid u64", "a: !!int foo\n"),
    ("while scanning a verbatim tag, did not find the expected '>'", "a: !<foo\n"),
    ("the handle wasn't declared", "a: !x!y z\n"),
    ("multiple YAML documents detected; use from_str_multiple or from_str_multiple_with_options", "a: b\n---\nc: d\n"),
    ("while scanning a block scalar, found an indentation indicator equal to 0", "a: |0\n x\n"),
    ("block sequence entries are not allowed in this context", "tags: - a\n"),
    ("expected string scalar", "? [a]\n: b\n"),
    ("unclosed quote", "\"title: b\n"),
    ("while parsing a quoted scalar, found unknown escape character", "a: \"\\q\"\n"),
    ("while parsing a quoted scalar, did not find expected hexadecimal number", "a: \"\\xg\"\n"),
    ("while parsing a quoted scalar, found high surrogate without following low surrogate", "a: \"\\ud800\"\n"),
    ("while parsing a quoted scalar, found unpaired low surrogate", "a: \"\\udc00\"\n"),
    ("while parsing a quoted scalar, found invalid low surrogate", "a: \"\\ud800\\u0020\"\n"),
    ("mapping keys are not allowed in this context", "a: ?\n"),
    ("unexpected EOF while parsing a block mapping", "a: ,b\n"),
    ("cannot deserialize null into string; use Option<String>", "a: ~\nnull: x\n"),
    ("while scanning a plain scalar, found a tab", "a: b\n\tc: d\n"),
    ("tabs disallowed within this context (block indentation)", "a:\n\tc: d\n"),
    ("a block scalar content cannot start with a tab", "a: |\n\tx\n"),
    ("comments must be separated from other tokens by whitespace", "a: \"x\" # c\nb: 'y'#c\n"),
    ("while parsing a block collection, did not find expected '-' indicator", "- a: b\nc: d\n"),
    ("while scanning an anchor or alias, did not find expected alphabetic or numeric character", "a: *\n"),
    ("while scanning a tag, did not find expected whitespace or line break", "a: ![x](y)\n"),
    ("plain scalar cannot start with '-' followed by ,[]{}", "a: [-, b]\n"),
    ("\"-\" is only valid inside a block", "a: [- b]\n"),
    ("unexpected EOF while parsing an implicit flow mapping", "a: [b, , c]\n"),
    ("recursive references require weak recursion types", "a: &d\n  b: *d\n"),
    ("while scanning a quoted scalar, found unexpected document indicator", "a: \"b\n--- c\"\n"),
    ("duplicate version directive", "%YAML 1.2\n%YAML 1.2\n---\na: b\n"),
    ("unsupported YAML major version", "%YAML 3.2\n---\na: b\n"),
    ("while scanning a YAML directive, did not find expected version number", "%YAML\n---\na: b\n"),
    ("while scanning a YAML directive, did not find expected digit or '.' character", "%YAML 1\n---\na: b\n"),
    ("while scanning a directive, did not find expected comment or line break", "%YAML 1.2 x\n---\na: b\n"),
    ("while scanning a tag, did not find expected '!'", "%TAG x\n---\na: b\n"),
    ("while scanning a directive, could not find expected directive name", "%\n---\na: b\n"),
    ("while scanning a YAML directive, found extremely long version number", "%YAML 11111111111111.2\n---\na\n"),
    ("while parsing a tag, found an invalid escape sequence", "a: !%zz b\n"),
    ("while parsing a tag, found an incorrect leading UTF-8 byte", "a: !%ff b\n"),
    ("while parsing a tag, found an incorrect trailing UTF-8 byte", "a: !a%c3%28 b\n"),
    ("while parsing a tag, did not find expected tag URI", "a: !<> b\n"),
    ("unclosed bracket '{'", "{a: b\n"),
    ("comment intercepting the multiline text", "a: b #c\n  d\n"),
    ("mismatched bracket '{' closed by ']'", "a: [b, {c: d]\n"),
    ("a BOM must not appear inside a document", "a: b\n\u{feff}c: d\n"),
    ("illegal placement of ':' indicator", "a: [x\nb: c\nd: e]\n"),
    ("wrongly indented line in block scalar", "a: |\n     \n  x\n"),
    ("found an invalid UTF-8 codepoint", "a: !%ed%a0%80 b\n"),
];

/// Words of YAML and its library that a columnist need not know.
const JARGON: [&str; 22] = [
    "scalar",
    "flow",
    "simple key",
    "block",
    "document",
    "anchor",
    "alias",
    " tag ",
    "token",
    "mapping",
    "sequence",
    "node",
    "EOF",
    "parsing",
    "scanning",
    "indicator",
    "directive",
    "indentation",
    "context",
    "surrogate",
    "YAML",
    "stream",
];

fn told(text: &str) -> Vec<Diagnostic> {
    let mut findings = Findings::new(&Arc::from("a.md"));
    parse(text, 0, &mut findings);
    findings.with(()).diagnostics
}

#[test]
fn each_kind_of_error_has_one_message_in_plain_words() {
    let mut jargon = Vec::new();
    for (kind, text) in KINDS {
        let words = raw::decode(text, 0).err().map(|error| error.message).unwrap_or_default();
        assert!(words.contains(kind), "{text:?}: {words}");
        let told = told(text);
        assert_eq!(told.len(), 1, "{text:?}: {told:?}");
        assert!(!told[0].help.is_empty(), "{text:?}: {told:?}");
        let said = format!("{} {}", told[0].message, told[0].help.join(" ")).replace(text.trim(), "");
        jargon.extend(JARGON.iter().filter(|word| said.contains(**word)).map(|word| format!("{word}: {said}")));
    }
    assert!(jargon.is_empty(), "{jargon:#?}");
}
