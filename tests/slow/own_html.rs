//! HTML of the author's own, at random: whatever she writes, a browser finds the page as the theme made it.

use std::sync::Arc;

use callslip::content::{self, Entry};
use callslip::diagnostics::has_errors;

use crate::dice::Dice;
use crate::oracle;
use crate::properties::options;

const NAMES: [&str; 120] = [
    "a",
    "a href=x.md",
    "a href=https://e.example/",
    "a name=b",
    "abbr",
    "address",
    "area href=x",
    "article",
    "audio src=a.mp3",
    "b",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "desc",
    "details",
    "dfn",
    "dir",
    "div",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "foreignObject",
    "form",
    "frame",
    "g",
    "h1",
    "h2",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img src=a.png",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "li",
    "link",
    "listing",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "mi",
    "mtext",
    "mglyph",
    "nav",
    "nobr",
    "noembed",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "p",
    "path",
    "picture",
    "plaintext",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "source",
    "span",
    "strike",
    "style",
    "sub",
    "summary",
    "svg",
    "svg",
    "table",
    "table",
    "tbody",
    "td",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "ul",
    "ul",
    "video",
];

const TEXTS: [&str; 40] = [
    "\n\n",
    "\n\n",
    "\n",
    " ",
    "a",
    "word",
    "*em*",
    "**b**",
    "`c`",
    "> ",
    "- ",
    "1. ",
    "# H\n",
    "[l](x.md)",
    "[l](https://e.example/)",
    "![p](p.png)",
    "[^n]",
    "\n\n[^n]: note\n\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "\n---\n",
    "~~s~~",
    "<!-- c -->",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<?php",
    "?>",
    "<!x>",
    "&lt;",
    "&amp;",
    "&#60;",
    "\"",
    "'",
    "<",
    ">",
    "</",
    "/>",
    "\n\nAQ: ",
];

const ATTRIBUTES: [&str; 24] = [
    " onclick=a()",
    " style=\"x\"",
    " class='a b'",
    " id=i1",
    " id=i2",
    " title=\"<b>\"",
    " title='\"><img src=x onerror=a()>'",
    " href=javascript:a",
    " href='java\nscript:a'",
    " href=#i1",
    " src=//e.example/x",
    " src=data:x",
    " srcset='a 1x, b 2x'",
    " fill=url(#a)",
    " fill=url(//e)",
    " xlink:href=#a",
    " xmlns=x",
    " /",
    " =",
    " \"",
    " a'b=c",
    " lang=de",
    " hidden",
    " title=\"<!--\"",
];

fn body(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..=dice.roll(14) {
        match dice.roll(10) {
            0..4 => {
                let name = dice.pick(&NAMES);
                text.push('<');
                text.push_str(name);
                if dice.roll(3) == 0 {
                    text.push_str(dice.pick(&ATTRIBUTES));
                }
                text.push('>');
            }
            4..7 => {
                let name = dice.pick(&NAMES).split(' ').next().unwrap();
                text.extend(["</", name, ">"]);
            }
            _ => text.push_str(dice.pick(&TEXTS)),
        }
    }
    text
}

/// Elements that are closed where they should be.
fn nested(dice: &mut Dice, depth: usize, text: &mut String) {
    for _ in 0..=dice.roll(3) {
        if depth == 0 || dice.roll(3) == 0 {
            text.push_str(dice.pick(&["a ", "b", "*c* ", "\n\n", "\n\nd\n\n", "<br>"]));
            continue;
        }
        let tag = dice.pick(&NAMES);
        let name = tag.split(' ').next().unwrap();
        text.extend(["<", tag, ">"]);
        nested(dice, depth - 1, text);
        if dice.roll(6) > 0 {
            text.extend(["</", name, ">"]);
        }
    }
}

fn check(folder: &str, text: &str) -> (bool, Option<Entry>) {
    let head = "---\ntitle: A\ndate: 2026-01-02\n---\n";
    let text =
        if folder == "pages" { format!("---\ntitle: A\n---\n{text}\n") } else { format!("{head}Q: a\n\nSM: {text}\n") };
    let path = format!("content/{folder}/x.md");
    let file = callslip::source::decode(&Arc::from(path.as_str()), text.as_bytes()).value;
    let parsed = content::parse(&file, &options());
    let is_sound = !has_errors(&parsed.diagnostics);
    if let Some(entry) = &parsed.value {
        let found = std::panic::catch_unwind(|| oracle::check(entry, is_sound));
        assert!(found.is_ok(), "{text}\n{:#?}", parsed.diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>());
    }
    (is_sound, parsed.value)
}

#[test]
fn a_browser_finds_the_page_as_the_theme_made_it() {
    let mut sound = 0;
    for seed in 0..20_000 {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed + 1));
        let mut text = String::new();
        if seed % 2 == 0 {
            text = body(&mut dice);
        } else {
            nested(&mut dice, 3, &mut text);
        }
        sound += usize::from(check(if seed % 3 == 0 { "pages" } else { "questions" }, &text).0);
    }
    assert!(sound > 1000, "only {sound} were sound");
}

/// Each attack alone and within a turn, on a page without any policy.
fn attacked(folder: &str, attacks: &[&str]) -> Vec<(String, String)> {
    let mut written = Vec::new();
    for (number, attack) in attacks.iter().enumerate() {
        for (kind, text) in [("alone", (*attack).to_owned()), ("within", format!("so.\n\n{attack} and"))] {
            let (_, entry) = check(folder, &text);
            let html = oracle::filled_texts(&entry.expect("an entry"));
            written.push((format!("{folder}-{number}-{kind}.html"), html));
        }
    }
    written
}

#[test]
fn known_attacks_are_harmless() {
    let vectors = include_str!("../vectors/body.txt");
    let vectors: Vec<&str> = vectors.split("\n%%%\n").collect();
    assert!(vectors.len() >= 300, "{}", vectors.len());
    let written = [attacked("questions", &vectors), attacked("pages", &vectors)].concat();
    // For a browser to look at them: `tests/browser/attacks.mjs`.
    if let Some(folder) = std::env::var_os("CALLSLIP_ATTACKS").filter(|folder| !folder.is_empty()) {
        for (name, html) in written {
            let page =
                format!("<!doctype html><meta charset=utf-8><title>{name}</title><main><div>{html}</div></main>");
            std::fs::write(std::path::Path::new(&folder).join(name), page).unwrap();
        }
    }
}
