//! `glossary.yaml`: acronyms, explained at their first use on a page and all together on a page of their own.

use std::collections::BTreeSet;

use snapbox::str;

use crate::support::view::{get, list, string};
use crate::support::{Built, Column, shows};

const GLOSSARY: &str = "ILS: integrated library system
MLIS:
  expansion: Master of Library and Information Science
  note: Some schools say MLS, or \"MSLS\".
ALA: American Library Association
R&D: research & development
";

/// The glossary, and a letter of this text.
fn column(text: &str) -> Column {
    Column::new().file("content/glossary.yaml", GLOSSARY).letter(text)
}

/// The letter's turns, with expansions `⟨so⟩`.
#[track_caller]
fn letter(text: &str) -> String {
    paragraphs(&column(text).build().sound().prose("/questions/loud-drums/"))
}

#[track_caller]
fn answer(text: &str) -> String {
    let letter = letter(&format!("Q: ?\n\nSM: {text}\n"));
    letter.split_once("#q1-sm\n").expect("an answer").1.to_owned()
}

fn paragraphs(html: &str) -> String {
    let parts = html.split("<span class=\"expansion\">").enumerate();
    parts
        .map(|(at, part)| if at == 0 { part.to_owned() } else { "⟨".to_owned() + &part.replacen("</span>", "⟩", 1) })
        .collect()
}

#[track_caller]
fn report(glossary: &str) -> String {
    told(glossary).report()
}

#[track_caller]
fn told(glossary: &str) -> Built {
    Column::new().letter("Q: ?\n\nSM: !\n").file("content/glossary.yaml", glossary).build()
}

#[test]
fn an_acronym_is_explained_at_its_first_use_only() {
    shows(
        answer("An ILS is an ILS.\n\nThe ILS, ALA, and the ALA."),
        str![[r#"
<p>An ILS⟨ (integrated library system)⟩ is an ILS.</p>
<p>The ILS, ALA⟨ (American Library Association)⟩, and the ALA.</p>
"#]],
    );
    shows(
        letter("On the ILS.\n\nQ: ILS? ALA?\n\nSM: ILS, ALA, MLIS.\n\nQ: MLIS?\n\nSM: R&D.\n\nEditor's note: R&D.\n"),
        str![[r#"
introduction
<p>On the ILS⟨ (integrated library system)⟩.</p>

question 1 #q1
<p>ILS? ALA⟨ [American Library Association]⟩?</p>

answer by Sol Marchetti #q1-sm
<p>ILS, ALA, MLIS⟨ (Master of Library and Information Science)⟩.</p>

question 2 #q2
<p>MLIS?</p>

answer by Sol Marchetti #q2-sm
<p>R&amp;D⟨ (research &amp; development)⟩.</p>

note #note-1
<p>R&amp;D.</p>
"#]],
    );
}

#[test]
fn it_is_in_square_brackets_in_the_askers_words_and_in_round_ones_elsewhere() {
    shows(
        letter("Q: My ILS?\n\nSM: The ALA.\n"),
        str![[r#"
question 1 #q1
<p>My ILS⟨ [integrated library system]⟩?</p>

answer by Sol Marchetti #q1-sm
<p>The ALA⟨ (American Library Association)⟩.</p>
"#]],
    );
    shows(
        letter("The ILS.\n\nQ: ?\n\nSM: !\n\nEditor's note: the ALA.\n\nUpdate (2026-04-01): the MLIS.\n"),
        str![[r#"
introduction
<p>The ILS⟨ (integrated library system)⟩.</p>

question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>!</p>

note #note-1
<p>the ALA⟨ (American Library Association)⟩.</p>

update of 2026-04-01 #update-1
<p>the MLIS⟨ (Master of Library and Information Science)⟩.</p>
"#]],
    );
    // An article has no asker.
    let built = Column::new()
        .file("content/glossary.yaml", GLOSSARY)
        .file(
            "content/questions/loud-drums.md",
            "---\ntitle: A\ndate: 2026-03-02\nanswered_by: SM\n---\nThe ILS, the ALA.\n\nThe ILS.\n",
        )
        .build()
        .sound();
    shows(
        paragraphs(&built.prose("/questions/loud-drums/")),
        str![[r#"
introduction
<p>The ILS⟨ (integrated library system)⟩, the ALA⟨ (American Library Association)⟩.</p>
<p>The ILS.</p>
"#]],
    );
}

#[test]
fn it_is_left_out_where_the_words_are_beside_it() {
    for text in [
        "An integrated library system (ILS) is an ILS.",
        "An ILS (integrated library system) is an ILS.",
        "An Integrated Library System, or ILS.",
        "The integrated\nlibrary system (ILS).\n\nThe ILS.",
        "Research & development (R&D).",
    ] {
        let told = answer(text);
        assert!(!told.contains('⟨'), "{told}");
    }
    // Not beside it, but somewhere.
    shows(
        answer("Our integrated library system is old, and nobody among us has ever read its manual. What is an ILS?"),
        str![
            "<p>Our integrated library system is old, and nobody among us has ever read its manual. What is an ILS⟨ (integrated library system)⟩?</p>"
        ],
    );
}

#[test]
fn it_is_left_out_where_the_words_are_beside_it_in_other_type() {
    for text in [
        "An *ILS* (integrated library system).",
        "An **integrated library system** (ILS).",
        "An ILS (*integrated library system*).",
        "An ILS ([integrated library system](https://ils.example/)).",
    ] {
        let told = answer(text);
        assert!(!told.contains('⟨'), "{told}");
    }
}

#[test]
fn what_the_asker_has_explained_is_not_explained_again() {
    shows(
        letter("Q: Our ILS (integrated library system)?\n\nSM: The ILS.\n"),
        str![[r#"
question 1 #q1
<p>Our ILS (integrated library system)?</p>

answer by Sol Marchetti #q1-sm
<p>The ILS.</p>
"#]],
    );
}

#[test]
fn it_is_left_out_in_links_code_headings_and_quotes_and_follows_at_the_first_use_in_the_text() {
    shows(
        answer(
            "[ILS](https://ils.example/), `ILS`, <abbr>ILS</abbr>.\n\n### The ILS\n\n> The ILS\n\n```\nILS\n```\n\nThe *ILS*.",
        ),
        str![[r#"
<p><a href="https://ils.example/">ILS</a>, <code>ILS</code>, <abbr>ILS</abbr>.</p>
<h3 id="the-ils">The ILS</h3>
<blockquote>
<p>The ILS</p>
</blockquote>
<pre role="group" tabindex="0" aria-label="Code"><code>ILS
</code></pre>
<p>The <em>ILS⟨ (integrated library system)⟩</em>.</p>
"#]],
    );
    shows(
        answer("Terms:\n\n- ILS\n\n| ALA | MLIS |\n|---|---|\n| ALA | R&D |"),
        str![[r#"
<p>Terms:</p>
<ul>
<li>ILS⟨ (integrated library system)⟩</li>
</ul>
<div class="table" role="group" tabindex="0" aria-label="Table"><table>
<thead>
<tr><th scope="col">ALA⟨ (American Library Association)⟩</th><th scope="col">MLIS⟨ (Master of Library and Information Science)⟩</th></tr>
</thead>
<tbody>
<tr><td>ALA</td><td>R&amp;D⟨ (research &amp; development)⟩</td></tr>
</tbody>
</table></div>
"#]],
    );
}

#[test]
fn only_the_whole_word_in_the_same_case_is_the_term() {
    for text in ["ils, Ils, ILSs, XILS, non-ILS, ILS-like, ILS2", "A word: **ILS**es", "https://ils.example/ILS/ is it"]
    {
        let told = answer(text);
        assert!(!told.contains('⟨'), "{told}");
    }
    shows(answer("The ILS's manual."), str!["<p>The ILS⟨ (integrated library system)⟩’s manual.</p>"]);
    shows(answer("(ILS)"), str!["<p>(ILS⟨ (integrated library system)⟩)</p>"]);
}

#[test]
fn a_term_in_a_footnote_is_explained_where_it_is_read_first() {
    let told = answer("There.[^a] The ILS, too.\n\n[^a]: The ILS, the ALA.");
    assert!(told.contains("The ILS⟨ (integrated library system)⟩, too.</p>"), "{told}");
    assert!(told.contains("<p>The ILS, the ALA⟨ (American Library Association)⟩. <a"), "{told}");
}

#[test]
fn a_term_that_is_a_programs_name_too_is_linked_and_explained() {
    let built = column("Q: ?\n\nSM: The ILS.\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\nalso_known_as: [ILS]\n---\n")
        .build()
        .sound();
    shows(
        paragraphs(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>The <a href="../../programs/a/">ILS</a>⟨ (integrated library system)⟩.</p>
"#]],
    );
}

#[test]
fn a_term_within_a_programs_name_is_not_explained_inside_the_link() {
    let built = column("Q: ?\n\nSM: The ILS School, an ILS.\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\nalso_known_as: [ILS School]\n---\n")
        .build()
        .sound();
    shows(
        paragraphs(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>The <a href="../../programs/a/">ILS School</a>, an ILS⟨ (integrated library system)⟩.</p>
"#]],
    );
}

#[test]
fn the_longest_of_several_terms_is_explained() {
    let built = Column::new()
        .file("content/glossary.yaml", "ALA: one\nALA CE: two\nCE: three\n")
        .letter("Q: ?\n\nSM: ALA CE, CE.\n\nSM: ALA.\n")
        .build()
        .sound();
    shows(
        paragraphs(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>ALA CE⟨ (two)⟩, CE⟨ (three)⟩.</p>

answer by Sol Marchetti #q1-sm-2
<p>ALA⟨ (one)⟩.</p>
"#]],
    );
}

#[test]
fn profiles_columnists_and_pages_are_explained_too() {
    let built = column("Q: ?\n\nSM: !\n")
        .file("content/people/sol-marchetti.md", "---\nname: Sol Marchetti\ninitials: SM\n---\nAn ILS, an ILS.\n")
        .file("content/programs/a.md", "---\ntitle: A\nprovider: B\n---\nAn ILS, an ILS.\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nAn ILS, an ILS.\n")
        .build()
        .sound();
    for path in ["/people/sol-marchetti/", "/programs/a/", "/about/"] {
        assert_eq!(paragraphs(&built.prose(path)), "<p>An ILS⟨ (integrated library system)⟩, an ILS.</p>\n", "{path}");
    }
}

#[test]
fn feeds_are_explained_and_excerpts_are_not() {
    let built = column("Q: An ILS?\n\nSM: !\n").build().sound();
    let feed = built.text("feed.xml");
    assert!(feed.contains("[integrated library system]"), "{feed}");
    assert_eq!(built.field("/questions/loud-drums/", "description"), "An ILS?");
}

#[test]
fn an_expansion_is_plain_and_escaped() {
    let built = Column::new()
        .file("content/glossary.yaml", "X<Y: \"a <b>bold</b> & *plain* \\\"thing\\\"\"\nZZ: don't\n")
        .letter("Q: ?\n\nSM: X<Y, ZZ.\n")
        .build()
        .sound();
    shows(
        paragraphs(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>X&lt;Y⟨ (a &lt;b&gt;bold&lt;/b&gt; &amp; plain “thing”)⟩, ZZ⟨ (don’t)⟩.</p>
"#]],
    );
    shows(
        built.outline("/glossary/"),
        str![[r#"
title: Glossary
terms:
- term: X<Y; expansion: a <b>bold</b> & plain “thing”; anchor: x-y
- term: ZZ; expansion: don’t; anchor: zz
"#]],
    );
}

// The page

#[test]
fn all_terms_are_on_one_page_with_anchors() {
    let built = column("Q: ?\n\nSM: !\n").build().sound();
    shows(
        built.outline("/glossary/"),
        str![[r#"
title: Glossary
terms:
- term: ALA; expansion: American Library Association; anchor: ala
- term: ILS; expansion: integrated library system; anchor: ils
- term: MLIS; expansion: Master of Library and Information Science; note: Some schools say MLS, or “MSLS”.; anchor: mlis
- term: R&D; expansion: research & development; anchor: r-d
"#]],
    );
    assert!(built.text("sitemap.xml").contains("/glossary/"));
}

#[test]
fn the_page_can_be_linked_to_at_each_term() {
    let built = column("Q: ?\n\nSM: [What?](/glossary/#ils)\n").build().sound();
    assert!(built.prose("/questions/loud-drums/").contains("href=\"../../glossary/#ils\""));
}

#[test]
fn terms_of_one_anchor_get_two() {
    let built = told("ILS: one\nils: two\nI.L.S: three\n").sound();
    let page = built.view("/glossary/");
    let anchors: BTreeSet<_> = list(get(&page, "terms")).iter().map(|term| string(get(term, "anchor"))).collect();
    assert_eq!(anchors.len(), 3, "{anchors:?}");
}

#[test]
fn without_a_term_there_is_no_page() {
    for glossary in ["", "# nothing yet\n", "{}\n"] {
        let built = told(glossary).sound();
        assert!(!built.listing().contains("glossary"), "{}", built.listing());
    }
    assert!(!Column::new().letter("Q: ?\n\nSM: !\n").build().listing().contains("glossary"));
}

#[test]
fn a_page_of_the_columns_own_may_not_take_the_glossarys_place() {
    let built = column("Q: ?\n\nSM: !\n").file("content/pages/glossary.md", "---\ntitle: G\n---\nG.\n").build();
    assert_eq!(built.diagnostics.len(), 1);
    shows(
        built.short(),
        str![
            "content/pages/glossary.md:2:8: error: `/glossary/` is an address that callslip itself uses (add a line such as `slug: another-name`)"
        ],
    );
    // Without terms it may.
    built.column.without("content/glossary.yaml").build().sound();
}

// The file

#[test]
fn a_term_that_is_there_twice_is_reported() {
    shows(
        report("ILS: one\nALA: two\nILS: three\n"),
        str![[r#"
error: `ILS` is here twice
 --> content/glossary.yaml:3:1
  |
1 | ILS: one
  | --- the first one
2 | ALA: two
3 | ILS: three
  | ^^^ the second one
  |
  = help: remove one of the two
"#]],
    );
}

#[test]
fn a_term_without_words_is_reported() {
    shows(
        report("ILS:\nALA: \"\"\nMLIS: {}\nMLS: { note: a }\nCE: { expansion: }\n"),
        str![[r#"
error: the glossary does not say what `ILS` means
 --> content/glossary.yaml:1:1
  |
1 | ILS:
  | ^^^
  |
  = help: write its meaning after the colon

error: nothing is written here
 --> content/glossary.yaml:2:6
  |
2 | ALA: ""
  |      ^^
  |
  = help: write something here, or remove it

error: a term of the glossary needs the field `expansion`
 --> content/glossary.yaml:3:1
  |
3 | MLIS: {}
  | ^^^^
  |
  = help: add a line such as `expansion: what it means in words`

error: a term of the glossary needs the field `expansion`
 --> content/glossary.yaml:4:1
  |
4 | MLS: { note: a }
  | ^^^
  |
  = help: add a line such as `expansion: what it means in words`

error: `expansion` is empty
 --> content/glossary.yaml:5:7
  |
5 | CE: { expansion: }
  |       ^^^^^^^^^
  |
  = help: write `expansion: what it means in words`
"#]],
    );
}

#[test]
fn what_is_written_in_the_wrong_way_is_reported() {
    shows(
        report("ILS: [a, b]\nALA: { expansion: [a], nota: b }\nCE: { expansion: a, note: { b: c } }\n\"!\": d\n"),
        str![[r#"
error: this must be its meaning in words, but it is a list
 --> content/glossary.yaml:1:6
  |
1 | ILS: [a, b]
  |      ^^^^^^

error: this must be plain text, but it is a list
 --> content/glossary.yaml:2:19
  |
2 | ALA: { expansion: [a], nota: b }
  |                   ^^^
  |
  = help: remove the brackets: `a`

error: there is no field called `nota`
 --> content/glossary.yaml:2:24
  |
2 | ALA: { expansion: [a], nota: b }
  |                        ^^^^ a term of the glossary has no such field
  |
  = help: did you mean `note`?

error: this must be plain text, but it has fields with colons in it
 --> content/glossary.yaml:3:27
  |
3 | CE: { expansion: a, note: { b: c } }
  |                           ^^^^^^^^
  |
  = help: if the colon is part of the text, put quotes around it: `"b: c"`

error: `!` cannot be a glossary term
 --> content/glossary.yaml:4:1
  |
4 | "!": d
  | ^^^
  |
  = help: write a term with at least one letter or digit
"#]],
    );
    shows(
        report("ILS: [a\nALA: b\n"),
        str![[r#"
error: this bracket is never closed
 --> content/glossary.yaml:1:6
  |
1 | ILS: [a
  |      ^
  |
  = help: put `]` at the end of the list
"#]],
    );
}

#[test]
fn a_glossary_that_is_no_terms_is_reported() {
    // Nothing of it would be read.
    for glossary in ["- ILS\n- ALA\n", "Just words\n"] {
        let built = told(glossary);
        assert_eq!(built.diagnostics.len(), 1, "{glossary}: {}", built.report());
    }
}

#[test]
fn all_mistakes_are_reported_at_once_and_each_fix_takes_one_away() {
    let fixes = [
        ("ILS:\n", "ILS: one\n"),
        ("ALA: [two]", "ALA: two"),
        ("{ nota: a, ", "{ note: a, "),
        ("\nCE: again", "\nALS: again"),
        ("\"?\": d\n", ""),
    ];
    let mut glossary =
        "ILS:\nALA: [two]\nMLIS: { nota: a, expansion: three }\nCE: four\nCE: again\n\"?\": d\n".to_owned();
    for (at, (wrong, right)) in fixes.iter().enumerate() {
        let built = told(&glossary);
        assert_eq!(built.diagnostics.len(), fixes.len() - at, "{}", built.report());
        assert!(glossary.contains(wrong));
        glossary = glossary.replace(wrong, right);
    }
    told(&glossary).sound();
}

// Markers

#[test]
fn a_term_or_a_programs_name_before_a_colon_is_not_taken_for_initials() {
    let text = "Q: ?\n\nSM: Three words:\n\nILX: what the library runs on.\n\nILV: what it borrows.\n";
    let with = |glossary: &str, names: &str| {
        Column::new()
            .file("content/people/ida.md", "---\nname: Ida Lund\ninitials: IL\n---\n")
            .file("content/programs/a.md", format!("---\ntitle: A\nprovider: B\nalso_known_as: [{names}]\n---\n"))
            .file("content/glossary.yaml", glossary)
            .letter(text)
            .build()
    };
    shows(
        with("", "").short(),
        str![[r#"
content/questions/loud-drums.md:9:1: warning: `ILX:` is read as plain text (did you mean `IL:`?)
content/questions/loud-drums.md:11:1: warning: `ILV:` is read as plain text (did you mean `IL:`?)
"#]],
    );
    with("ILX: a\nILV: b\n", "").sound();
    with("ILX: a\n", "ILV").sound();
    with("", "ILX, ILV").sound();
}

#[test]
fn a_columnists_own_initials_stay_hers_whatever_the_glossary_says() {
    let built = Column::new().file("content/glossary.yaml", "SM: sado\n").letter("Q: ?\n\nSM: Yes, SM.\n").build();
    assert_eq!(built.site.entries.letters.entries().next().unwrap().turns.len(), 2, "{}", built.report());
}
