//! Names of programs in answers: they become links, and what is spoken of is counted.

use callslip::site::{Id, LetterId, ProgramId};
use snapbox::str;

use crate::support::view::{get, list, names, string};
use crate::support::{Built, Column, shows};

/// Two programs with other names, and the letter.
fn column(text: &str) -> Column {
    programs().letter(text)
}

fn programs() -> Column {
    Column::new()
        .file(
            "content/programs/rbs.md",
            "---\ntitle: Certificate of Completion\nprovider: Rare Book School\nparent: University of Virginia\n\
             also_known_as: [RBS, Rare Book School]\n---\n",
        )
        .file(
            "content/programs/cal.md",
            "---\ntitle: Certificate in Rare Books\nprovider: California Rare Book School\n\
             also_known_as: [CalRBS, California Rare Book School, Ink & Paper, Bindery's Own]\n---\n",
        )
}

/// What is in an answer's place, its links written `[name](program)`.
#[track_caller]
fn answer(text: &str) -> String {
    let built = column(&format!("Q: Where?\n\nSM: {text}\n")).build();
    answer_of(&built)
}

#[track_caller]
fn answer_of(built: &Built) -> String {
    let prose = built.prose("/questions/loud-drums/");
    assert_eq!(prose.matches("<a ").count(), prose.matches("</a>").count(), "{prose}");
    linked(prose.split_once("#q1-sm\n").expect("an answer").1)
}

/// HTML with the links on programs in short.
fn linked(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once("<a href=\"../../programs/") {
        let (program, behind) = behind.split_once("/\">").expect("an address");
        let (name, behind) = behind.split_once("</a>").expect("a link ends");
        text.extend([before, "[", name, "](", program, ")"]);
        rest = behind;
    }
    text + rest
}

/// Whether no program's name became a link, nor counts as a mention.
#[track_caller]
fn stays_plain(text: &str) {
    let built = column(&format!("Q: Where?\n\nSM: {text}\n")).build();
    let told = answer_of(&built);
    assert!(!told.contains("](") && built.site.mentions.of_letter(LetterId::new(0)).is_empty(), "{told}");
}

/// The programs that the letter's page shows as mentioned, and who mentions each.
#[track_caller]
fn mentioned(built: &Built) -> String {
    let page = built.view("/questions/loud-drums/");
    let programs = list(get(&page, "programs_mentioned")).iter();
    programs.map(|one| format!("{} by {}\n", names(get(one, "program")), names(get(one, "mentioned_by")))).collect()
}

/// The letters that a profile's page shows as mentioning its program, and who mentions it in each.
#[track_caller]
fn mentioning(built: &Built, path: &str) -> String {
    let page = built.view(path);
    let letters = list(get(&page, "letters_mentioning")).iter();
    letters
        .map(|one| {
            let quoted = list(get(one, "lines")).iter().map(|line| names(get(line, "by")));
            let by: Vec<String> = quoted.chain([names(get(one, "mentioned_by"))]).filter(|by| !by.is_empty()).collect();
            let (letter, by) = (get(one, "letter"), by.join(", "));
            let by = if by.is_empty() { "outside the answers".to_owned() } else { format!("by {by}") };
            format!("{}, answered by {}: {by}\n", names(letter), names(get(letter, "answered_by")))
        })
        .collect()
}

// Where

#[test]
fn a_name_in_an_answer_becomes_a_link_once() {
    shows(
        answer("Go to RBS. RBS is good.\n\nRBS again, and Rare Book School."),
        str![[r#"
<p>Go to [RBS](rbs). RBS is good.</p>
<p>RBS again, and Rare Book School.</p>
"#]],
    );
}

#[test]
fn a_name_becomes_a_link_again_in_the_next_answer() {
    let built = column("Q: Where?\n\nSM: To RBS, or RBS.\n\nQ: And then?\n\nSM: To RBS, or RBS.\n").build().sound();
    shows(
        linked(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>Where?</p>

answer by Sol Marchetti #q1-sm
<p>To [RBS](rbs), or RBS.</p>

question 2 #q2
<p>And then?</p>

answer by Sol Marchetti #q2-sm
<p>To [RBS](rbs), or RBS.</p>
"#]],
    );
}

#[test]
fn names_stay_plain_in_the_askers_words_and_the_editors() {
    let built = column(
        "An introduction to RBS.\n\nQ: Is RBS good?\n\nSM: Ask them.\n\nEditor's note: RBS answered.\n\n\
         Update (2026-04-01): I went to RBS.\n",
    )
    .build()
    .sound();
    shows(
        linked(&built.prose("/questions/loud-drums/")),
        str![[r#"
introduction
<p>An introduction to RBS.</p>

question 1 #q1
<p>Is RBS good?</p>

answer by Sol Marchetti #q1-sm
<p>Ask them.</p>

note #note-1
<p>RBS answered.</p>

update of 2026-04-01 #update-1
<p>I went to RBS.</p>
"#]],
    );
    assert!(
        built.site.mentions.of_letter(LetterId::new(0)).is_empty()
            && built.site.mentions.of_program(ProgramId::new(0)).is_empty()
    );
}

#[test]
fn names_stay_plain_on_profiles_columnists_and_pages() {
    let built = programs()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/people/sol-marchetti.md", "---\nname: Sol Marchetti\ninitials: SM\n---\nAt RBS once.\n")
        .file("content/programs/own.md", "---\ntitle: Own\nprovider: B\n---\nLike RBS.\n")
        .file("content/pages/about.md", "---\ntitle: About RBS\n---\nNot of RBS.\n")
        .build()
        .sound();
    for path in ["/people/sol-marchetti/", "/programs/own/", "/about/"] {
        assert!(!built.prose(path).contains("programs/rbs/"), "{path}");
    }
}

#[test]
fn names_become_links_in_an_article() {
    let built = Column::new()
        .file("content/programs/rbs.md", "---\ntitle: T\nprovider: P\nalso_known_as: [RBS]\n---\n")
        .file(
            "content/questions/loud-drums.md",
            "---\ntitle: On RBS\ndate: 2026-03-02\nanswered_by: SM\nstandfirst: On RBS.\n---\n## RBS\n\nOn RBS, and RBS.\n",
        )
        .build()
        .sound();
    shows(
        linked(&built.prose("/questions/loud-drums/")),
        str![[r#"
introduction
<h2 id="rbs">RBS</h2>
<p>On [RBS](rbs), and RBS.</p>
"#]],
    );
    assert_eq!(mentioned(&built), "T by Sol Marchetti\n");
    assert_eq!(built.site.mentions.of_program(ProgramId::new(0)), [LetterId::new(0)]);
}

#[test]
fn names_stay_plain_in_links_code_headings_quotes_and_raw_elements() {
    stays_plain("[RBS](https://rbs.example/), `RBS`, <kbd>RBS</kbd>");
    stays_plain("A.\n\n### RBS\n\n> RBS\n\n```\nRBS\n```\n\n    RBS\n");
    stays_plain("A.\n\n<p><code>RBS</code></p>\n\n<table><tr><td><kbd>RBS</kbd></td></tr></table>\n");
    stays_plain("[x](https://rbs.example/ \"RBS\") <span title=\"RBS\">x</span> <!-- RBS -->");
    stays_plain("<https://rbs.example/RBS>");
}

#[test]
fn names_stay_plain_between_the_tags_of_a_raw_link_or_quote() {
    stays_plain("A.\n\n<a href=\"https://rbs.example/\">\n\nRBS\n\n</a>\n");
    stays_plain("A.\n\n<blockquote>\n\nRBS\n\n</blockquote>\n");
}

#[test]
fn names_become_links_after_raw_elements_have_ended() {
    shows(
        answer("<kbd>RBS</kbd> then<br>RBS <b>x</b> <kbd>y</kbd> CalRBS"),
        str!["<p><kbd>RBS</kbd> then<br>[RBS](rbs) <b>x</b> <kbd>y</kbd> [CalRBS](cal)</p>"],
    );
    shows(
        answer("A.\n\n> RBS\n\nRBS\n\n<div>\n\nRBS\n\n</div>\n\nRare Book School"),
        str![[r#"
<p>A.</p>
<blockquote>
<p>RBS</p>
</blockquote>
<p>[RBS](rbs)</p>
<div>
<p>RBS</p>
</div>
<p>Rare Book School</p>
"#]],
    );
}

#[test]
fn names_become_links_in_the_text_of_html() {
    shows(
        answer("A.\n\n<p>RBS</p>\n\n<table><tr><td>CalRBS</td></tr></table>\n"),
        str![[r#"
<p>A.</p>
<p>[RBS](rbs)</p>
<table><tr><td>[CalRBS](cal)</td></tr></table>
"#]],
    );
}

#[test]
fn names_become_links_in_lists_tables_and_emphasis() {
    shows(
        answer("Both:\n\n- RBS\n- **CalRBS**\n"),
        str![[r#"
<p>Both:</p>
<ul>
<li>[RBS](rbs)</li>
<li><strong>[CalRBS](cal)</strong></li>
</ul>
"#]],
    );
    shows(
        answer("Both:\n\n| RBS | b |\n|---|---|\n| *CalRBS* | b |\n"),
        str![[r#"
<p>Both:</p>
<div class="table" role="group" tabindex="0" aria-label="Table"><table>
<thead>
<tr><th scope="col">[RBS](rbs)</th><th scope="col">b</th></tr>
</thead>
<tbody>
<tr><td><em>[CalRBS](cal)</em></td><td>b</td></tr>
</tbody>
</table></div>
"#]],
    );
}

#[test]
fn a_name_in_a_footnote_of_an_answer_becomes_a_link() {
    let built = column("Q: Where?[^q]\n\nSM: There.[^a]\n\n[^q]: At RBS?\n\n[^a]: At RBS.\n").build().sound();
    let notes = linked(&built.prose("/questions/loud-drums/"));
    assert!(notes.contains("<p>At RBS? <a ") && notes.contains("<p>At [RBS](rbs). <a "), "{notes}");
}

#[test]
fn a_name_stays_plain_where_its_program_has_a_link_in_that_answer() {
    let built = column("Q: Where?\n\nSM: RBS, [that school](../programs/rbs.md), and CalRBS.\n\nQ: And?\n\nSM: RBS.\n")
        .build()
        .sound();
    shows(
        linked(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>Where?</p>

answer by Sol Marchetti #q1-sm
<p>RBS, [that school](rbs), and [CalRBS](cal).</p>

question 2 #q2
<p>And?</p>

answer by Sol Marchetti #q2-sm
<p>[RBS](rbs).</p>
"#]],
    );
}

// Which

#[test]
fn only_the_whole_word_in_the_same_case_is_the_name() {
    stays_plain("rbs, Rbs, RBSs, XRBS, RBS2, RBS_x, pre-RBS, RBS-trained, rare book school, Rare Book Schools");
    shows(answer("(RBS)"), str!["<p>([RBS](rbs))</p>"]);
    shows(answer("At “RBS”—x."), str!["<p>At “[RBS](rbs)”—x.</p>"]);
    shows(answer("RBS/CalRBS"), str!["<p>[RBS](rbs)/[CalRBS](cal)</p>"]);
    shows(answer("\"RBS\"?"), str!["<p>“[RBS](rbs)”?</p>"]);
}

#[test]
fn a_word_that_goes_on_in_other_type_is_not_the_name() {
    stays_plain("**RBS**ers");
    stays_plain("non*RBS*");
    stays_plain("X`a`RBS");
    stays_plain("[pre](https://pre.example/)RBS");
}

#[test]
fn a_name_within_an_address_stays_plain() {
    stays_plain("Look at https://books.example/RBS/ or write to RBS@books.example or www.RBS.example.");
}

#[test]
fn a_possessive_and_a_lines_end_make_no_difference() {
    shows(answer("RBS's courses."), str!["<p>[RBS](rbs)’s courses.</p>"]);
    shows(
        answer("The Rare\nBook\nSchool’s courses, and\nCalRBS\n."),
        str![[r#"
<p>The [Rare
Book
School](rbs)’s courses, and
[CalRBS](cal)
.</p>
"#]],
    );
}

#[test]
fn a_name_may_hold_apostrophes_and_other_signs() {
    shows(answer("Ink & Paper, Ink &amp; Paper"), str!["<p>[Ink &amp; Paper](cal), Ink &amp; Paper</p>"]);
    shows(answer("Bindery's Own"), str!["<p>[Bindery’s Own](cal)</p>"]);
    shows(answer("Bindery’s Own"), str!["<p>[Bindery’s Own](cal)</p>"]);
    stays_plain("Ink &lt; Paper");
    let built = Column::new()
        .file(
            "content/programs/a.md",
            "---\ntitle: T\nprovider: P\nalso_known_as: [amp, lt, \"R<D\", École & Cie, C++]\n---\n",
        )
        .letter("Q: ?\n\nSM: a & b < c. R<D\n\nTA: École & Cie.\n\nSM: C++.\n")
        .file("content/people/ta.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
        .build()
        .sound();
    shows(
        linked(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>a &amp; b &lt; c. [R&lt;D](a)</p>

answer by Thea Aldous #q1-ta
<p>[École &amp; Cie](a).</p>

answer by Sol Marchetti #q1-sm-2
<p>[C++](a).</p>
"#]],
    );
}

#[test]
fn the_longest_of_several_names_wins() {
    shows(
        answer("California Rare Book School, then Rare Book School."),
        str!["<p>[California Rare Book School](cal), then [Rare Book School](rbs).</p>"],
    );
}

#[test]
fn a_name_stays_plain_within_a_longer_one_that_is_refused() {
    let text = "Q: Where?\n\nSM: At California Rare Book School.\n";
    let refused = programs().file(
        "content/questions/loud-drums.md",
        format!("---\ntitle: A\ndate: 2026-03-02\nno_link: California Rare Book School\n---\n{text}"),
    );
    assert_eq!(answer_of(&refused.build().sound()).trim(), "<p>At California Rare Book School.</p>");
    let refused = column(text).file(
        "content/programs/cal.md",
        "---\ntitle: C\nprovider: D\nalso_known_as: California Rare Book School\nno_link: yes\n---\n",
    );
    assert_eq!(answer_of(&refused.build().sound()).trim(), "<p>At California Rare Book School.</p>");
}

#[test]
fn a_name_stays_plain_within_a_longer_ambiguous_one() {
    let built = column("Q: Where?\n\nSM: At California Rare Book School.\n")
        .file("content/programs/z.md", "---\ntitle: C\nprovider: D\nalso_known_as: California Rare Book School\n---\n")
        .build();
    assert_eq!(built.diagnostics.len(), 1);
    assert_eq!(answer_of(&built).trim(), "<p>At California Rare Book School.</p>");
}

// Titles

#[test]
fn a_title_becomes_a_link_only_beside_its_provider() {
    stays_plain("A Certificate of Completion is good.");
    shows(
        answer("Try the Certificate of Completion at the Rare Book School."),
        str!["<p>Try the [Certificate of Completion](rbs) at the Rare Book School.</p>"],
    );
    for text in [
        "CalRBS? The Certificate of Completion at the University of Virginia.",
        "CalRBS? The University of Virginia's Certificate of Completion.",
        "CalRBS? The University of Virginia (the Certificate of Completion).",
        "CalRBS? The Certificate\nof Completion from the University\nof Virginia.",
        "CalRBS? The Certificate of Completion, University of Virginia.",
    ] {
        assert!(answer(text).contains("](rbs)"), "{}", answer(text));
    }
}

#[test]
fn a_title_is_found_among_letters_of_any_length() {
    for n in 0..40 {
        let words = |letter: &str| letter.repeat(n) + " ";
        let text = words("é") + "Certificate of Completion " + &words("東") + "University of Virginia " + &words("é");
        assert_eq!(answer(&text).contains("](rbs)"), n * 3 + 2 <= 28, "{n}");
        answer(&(words("東") + "Certificate of Completion" + &words("é")));
    }
}

#[test]
fn a_title_stays_plain_across_a_sentences_end_or_far_away() {
    for text in [
        "He is at the University of Virginia. Certificate of Completion in hand, he left.",
        "A Certificate of Completion! The University of Virginia is far.",
        "A Certificate of Completion; the University of Virginia is far.",
        "He is at the “University of Virginia.” Certificate of Completion in hand, he left.",
        "(He is at the University of Virginia.) Certificate of Completion in hand, he left.",
        "A Certificate of Completion is what people want when they have thought of the University of Virginia.",
        "A Certificate of Completion.\n\nUniversity of Virginia.",
        "certificate of completion at the University of Virginia",
        "Certificates of Completion at the University of Virginia",
    ] {
        stays_plain(text);
    }
}

#[test]
fn a_providers_name_within_another_word_or_name_is_not_the_provider() {
    stays_plain("The Certificate of Completion at the University of Virginians.");
    // Another school's name holds this one's: its certificate is not this one.
    let built = Column::new()
        .file("content/programs/rbs.md", "---\ntitle: Certificate of Completion\nprovider: Rare Book School\n---\n")
        .file("content/programs/c.md", "---\ntitle: Other\nprovider: California Rare Book School\n---\n")
        .letter("Q: ?\n\nSM: The Certificate of Completion at California Rare Book School.\n")
        .build()
        .sound();
    assert!(!answer_of(&built).contains("]("), "{}", answer_of(&built));
}

#[test]
fn programs_of_one_title_are_distinguished_by_their_providers() {
    let profile = |provider: &str| format!("---\ntitle: Digital Archives\nprovider: {provider}\n---\n");
    let built = Column::new()
        .file("content/programs/a.md", profile("North School"))
        .file("content/programs/b.md", profile("South School"))
        .letter(
            "Q: ?\n\nSM: Digital Archives at South School. Digital Archives at North School. Digital Archives.\n\n\
             TA: Digital Archives at North School or South School.\n",
        )
        .file("content/people/ta.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
        .build()
        .sound();
    shows(
        linked(&built.prose("/questions/loud-drums/")),
        str![[r#"
question 1 #q1
<p>?</p>

answer by Sol Marchetti #q1-sm
<p>[Digital Archives](b) at South School. [Digital Archives](a) at North School. Digital Archives.</p>

answer by Thea Aldous #q1-ta
<p>Digital Archives at North School or South School.</p>
"#]],
    );
}

#[test]
fn ordinary_words_of_programs_titles_stay_plain() {
    let profile = |title: &str, provider: &str, tags: &str| {
        format!("---\ntitle: {title}\nprovider: {provider}\ntags: [{tags}]\npathways: [{title}]\n---\n{title}.\n")
    };
    let built = Column::new()
        .file("content/programs/a.md", profile("Specializations", "North School", "law"))
        .file("content/programs/b.md", profile("Legal Information", "South School", "law"))
        .file("content/programs/c.md", profile("Archives", "The", "law"))
        .letter(
            "Q: ?\n\nSM: Specializations are many. Legal Information is one; legal information is also a trade. \
             Archives and specializations differ, and North School teaches law. Go south. School is out. \
             South Schools have Legal Information.\n",
        )
        .build()
        .sound();
    shows(
        answer_of(&built),
        str![
            "<p>Specializations are many. Legal Information is one; legal information is also a trade. Archives and specializations differ, and North School teaches law. Go south. School is out. South Schools have Legal Information.</p>"
        ],
    );
}

// Who claims it

#[test]
fn a_name_of_two_programs_is_reported_with_both_and_stays_plain() {
    let built = column("Q: Where?\n\nSM: At RBS, or CalRBS.\n")
        .file("content/programs/z.md", "---\ntitle: Z\nprovider: Y\nalso_known_as: RBS\n---\n")
        .build();
    shows(
        built.report(),
        str![[r#"
warning: two programs are called `RBS`, so it never becomes a link
 --> content/programs/z.md:4:16
  |
4 | also_known_as: RBS
  |                ^^^ here
  |
 ::: content/programs/rbs.md:5:17
  |
5 | also_known_as: [RBS, Rare Book School]
  |                 --- and here
  |
  = help: keep it in the `also_known_as` of only one of them
"#]],
    );
    shows(answer_of(&built), str!["<p>At RBS, or [CalRBS](cal).</p>"]);
}

#[test]
fn a_name_of_three_programs_is_reported_with_all() {
    let profile = |title: &str| format!("---\ntitle: {title}\nprovider: Y\nalso_known_as: [RBS]\n---\n");
    let built = column("Q: Where?\n\nSM: At RBS.\n")
        .file("content/programs/y.md", profile("Y"))
        .file("content/programs/z.md", profile("Z"))
        .build();
    let told = built.report();
    for file in ["rbs.md", "y.md", "z.md"] {
        assert!(told.contains(file), "{told}");
    }
    assert!(!told.contains("two programs"), "{told}");
    assert!(!answer_of(&built).contains("]("), "{told}");
}

#[test]
fn a_name_that_only_one_of_two_programs_would_have_linked_is_hers() {
    column("Q: Where?\n\nSM: At RBS.\n")
        .file("content/programs/z.md", "---\ntitle: Z\nprovider: Y\nalso_known_as: RBS\nno_link: RBS\n---\n")
        .build()
        .sound();
}

#[test]
fn a_name_that_is_another_programs_title_is_reported_and_never_guessed() {
    let built = column("Q: Where?\n\nSM: The Certificate in Ink at the North School.\n")
        .file("content/programs/x.md", "---\ntitle: X\nprovider: Y\nalso_known_as: Certificate in Ink\n---\n")
        .file("content/programs/z.md", "---\ntitle: Certificate in Ink\nprovider: North School\n---\n")
        .build();
    assert!(!answer_of(&built).contains("](x)"), "{}", answer_of(&built));
    let told = built.report();
    assert!(told.contains("`Certificate in Ink`") && told.contains("x.md") && told.contains("z.md"), "{told}");
}

#[test]
fn two_programs_of_one_title_and_provider_are_reported_and_stay_plain() {
    let built = column("Q: Where?\n\nSM: The Certificate of Completion at the Rare Book School. CalRBS.\n")
        .file("content/programs/z.md", "---\ntitle: Certificate of Completion\nprovider: Rare Book School\n---\n")
        .file("content/programs/rbs.md", "---\ntitle: Certificate of Completion\nprovider: Rare Book School\n---\n")
        .build();
    shows(
        built.report(),
        str![[r#"
warning: two programs of the same provider have the title `Certificate of Completion`
 --> content/programs/z.md:2:8
  |
2 | title: Certificate of Completion
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^ this one
  |
 ::: content/programs/rbs.md:2:8
  |
2 | title: Certificate of Completion
  |        ------------------------- and this one
  |
  = help: give one of them a title that tells them apart
  = help: if one is a copy of the other, remove its file
"#]],
    );
    shows(answer_of(&built), str!["<p>The Certificate of Completion at the Rare Book School. [CalRBS](cal).</p>"]);
}

#[test]
fn a_name_with_a_straight_apostrophe_and_one_with_a_curly_one_are_the_same() {
    let built = column("Q: Where?\n\nSM: At Bindery's Own.\n")
        .file("content/programs/z.md", "---\ntitle: Z\nprovider: Y\nalso_known_as: [Bindery’s Own]\n---\n")
        .build();
    assert_eq!(built.diagnostics.len(), 1, "{}", built.report());
    assert_eq!(answer_of(&built).trim(), "<p>At Bindery’s Own.</p>");
}

#[test]
fn an_empty_name_is_found_nowhere() {
    let built = column("Q: Where?\n\nSM: Here, and there.\n")
        .file("content/programs/z.md", "---\ntitle: Z\nprovider: Y\nalso_known_as: [\"\", \" \"]\n---\n")
        .build();
    assert!(built.site.mentions.of_letter(LetterId::new(0)).is_empty());
}

// no_link

#[test]
fn a_letter_may_refuse_links_on_names() {
    let letter = |no_link: &str| {
        let front = format!("title: A\ndate: 2026-03-02\nno_link: {no_link}");
        let text = "Q: ?\n\nSM: RBS, or Rare Book School, or CalRBS, or the Certificate of Completion at the University \
                    of Virginia.\n";
        let built = programs().file("content/questions/loud-drums.md", format!("---\n{front}\n---\n{text}")).build();
        answer_of(&built.sound())
    };
    shows(
        letter("yes"),
        str![
            "<p>RBS, or Rare Book School, or CalRBS, or the Certificate of Completion at the University of Virginia.</p>"
        ],
    );
    shows(
        letter("no"),
        str![
            "<p>[RBS](rbs), or Rare Book School, or [CalRBS](cal), or the Certificate of Completion at the University of Virginia.</p>"
        ],
    );
    shows(
        letter("[RBS, CalRBS]"),
        str![
            "<p>RBS, or [Rare Book School](rbs), or CalRBS, or the Certificate of Completion at the University of Virginia.</p>"
        ],
    );
    shows(
        letter("[RBS, Rare Book School]"),
        str![
            "<p>RBS, or Rare Book School, or [CalRBS](cal), or the [Certificate of Completion](rbs) at the University of Virginia.</p>"
        ],
    );
    shows(
        letter("[RBS, Rare Book School, Certificate of Completion]"),
        str![
            "<p>RBS, or Rare Book School, or [CalRBS](cal), or the Certificate of Completion at the University of Virginia.</p>"
        ],
    );
}

#[test]
fn a_profile_may_refuse_links_on_its_names() {
    let letter = |no_link: &str| {
        let built = Column::new()
            .file(
                "content/programs/rbs.md",
                format!("---\ntitle: Big Book\nprovider: UVA\nalso_known_as: [RBS, Rare]\nno_link: {no_link}\n---\n"),
            )
            .letter("Q: ?\n\nSM: Rare.\n\nSM: RBS.\n\nSM: Big Book at UVA.\n")
            .build()
            .sound();
        built.site.mentions.of_letter(LetterId::new(0)).iter().map(|mention| mention.body).collect::<Vec<_>>()
    };
    assert_eq!(letter("no"), [1, 2, 3]);
    assert_eq!(letter("yes"), [0; 0]);
    assert_eq!(letter("RBS"), [1, 3]);
    assert_eq!(letter("[RBS, Big Book]"), [1]);
}

#[test]
fn a_refused_name_that_is_nobodys_is_reported() {
    let built = programs()
        .file(
            "content/questions/loud-drums.md",
            "---\ntitle: A\ndate: 2026-03-02\nno_link: [CalRBSS, cookery]\n---\nQ: ?\n\nSM: !\n",
        )
        .file("content/programs/z.md", "---\ntitle: Z\nprovider: Y\nno_link: [Rare Bok School]\n---\n")
        .build();
    shows(
        built.report(),
        str![[r#"
warning: no program is called `Rare Bok School`
 --> content/programs/z.md:4:11
  |
4 | no_link: [Rare Bok School]
  |           ^^^^^^^^^^^^^^^
  |
  = help: did you mean `Rare Book School`?

warning: no program is called `CalRBSS`
 --> content/questions/loud-drums.md:4:11
  |
4 | no_link: [CalRBSS, cookery]
  |           ^^^^^^^
  |
  = help: did you mean `CalRBS`?

warning: no program is called `cookery`
 --> content/questions/loud-drums.md:4:20
  |
4 | no_link: [CalRBSS, cookery]
  |                    ^^^^^^^
  |
  = help: write a program's title, or a name from its `also_known_as`
"#]],
    );
}

#[test]
fn a_refused_name_may_have_straight_or_curly_apostrophes() {
    for (title, refused) in [
        ("Binder's Paper", "Binder's Paper"),
        ("Binder’s Paper", "Binder's Paper"),
        ("Binder's Paper", "Binder’s Paper"),
    ] {
        for alias in ["", "also_known_as: Binder's Paper\n"] {
            let built = Column::new()
                .file("content/programs/a.md", format!("---\ntitle: \"{title}\"\nprovider: UVA\n{alias}---\n"))
                .file(
                    "content/questions/loud-drums.md",
                    format!(
                        "---\ntitle: A\ndate: 2026-03-02\nno_link: [\"{refused}\"]\n---\nQ: ?\n\nSM: Binder's Paper at UVA.\n"
                    ),
                )
                .build()
                .sound();
            assert!(!answer_of(&built).contains("](a)"), "{title} {refused} {alias}");
        }
    }
}

#[test]
fn what_may_not_be_under_no_link_is_reported() {
    let letter = |no_link: &str| {
        let front = format!("title: A\ndate: 2026-03-02\nno_link: {no_link}");
        programs().file("content/questions/a.md", format!("---\n{front}\n---\nQ: ?\n\nSM: !\n")).build().report()
    };
    shows(
        letter("{ a: b }"),
        str![[r#"
error: this must be a list, but it is a group of fields
 --> content/questions/a.md:4:10
  |
4 | no_link: { a: b }
  |          ^^^^^^^^
"#]],
    );
    shows(
        letter("[[RBS]]"),
        str![[r#"
error: this must be plain text, but it is a list
 --> content/questions/a.md:4:11
  |
4 | no_link: [[RBS]]
  |           ^^^^^
  |
  = help: remove the brackets: `RBS`
"#]],
    );
    shows(letter(""), str![[r#""#]]);
    shows(letter("[]"), str![[r#""#]]);
}

// What is not published

#[test]
fn names_of_programs_in_draft_stay_plain() {
    let draft = "---\ndraft: yes\ntitle: T\nprovider: P\nalso_known_as: [ZZZ]\n---\n";
    let built = column("Q: ?\n\nSM: ZZZ.\n").file("content/programs/z.md", draft).build().sound();
    shows(answer_of(&built), str!["<p>ZZZ.</p>"]);
    // Refusing such a name is no mistake.
    programs()
        .file("content/programs/z.md", draft)
        .file(
            "content/questions/loud-drums.md",
            "---\ntitle: A\ndate: 2026-03-02\nno_link: ZZZ\n---\nQ: ?\n\nSM: ZZZ.\n",
        )
        .build()
        .sound();
}

#[test]
fn a_draft_claims_no_name() {
    let built = column("Q: ?\n\nSM: RBS.\n")
        .file("content/programs/z.md", "---\ndraft: yes\ntitle: T\nprovider: P\nalso_known_as: [RBS]\n---\n")
        .build();
    shows(
        built.short(),
        str![
            "content/programs/z.md:5:17: hint: in a draft: two programs are called `RBS`, so it never becomes a link (keep it in the `also_known_as` of only one of them)"
        ],
    );
    assert!(answer_of(&built).contains("[RBS]("));
}

// Who speaks of what

#[test]
fn letters_and_programs_show_each_other() {
    let built = column("Q: ?\n\nSM: RBS is good.\n\nTA: The [other](../programs/cal.md).\n\nSM: Or RBS.\n")
        .file("content/people/ta.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
        .build()
        .sound();
    shows(
        mentioned(&built),
        str![[r#"
Certificate of Completion by Sol Marchetti
Certificate in Rare Books by Thea Aldous
"#]],
    );
    shows(
        mentioning(&built, "/programs/rbs/"),
        str!["The drums upstairs, answered by Sol Marchetti, Thea Aldous: by Sol Marchetti"],
    );
    shows(
        mentioning(&built, "/programs/cal/"),
        str!["The drums upstairs, answered by Sol Marchetti, Thea Aldous: by Thea Aldous"],
    );
}

#[test]
fn each_letter_counts_once_newest_first() {
    let letter =
        |day: u8| format!("---\ntitle: L\ndate: 2026-03-0{day}\n---\nQ: ?\n\nSM: RBS and CalRBS.\n\nSM: RBS.\n");
    let built = programs()
        .file("content/questions/a.md", letter(1))
        .file("content/questions/b.md", letter(3))
        .file("content/questions/c.md", letter(2).replace("RBS and", "x"))
        .build()
        .sound();
    let program = |slug: &str| {
        let (id, _) =
            built.site.entries.programs.iter().find(|(_, program)| program.common.record.slug == slug).unwrap();
        id
    };
    assert_eq!(built.site.mentions.of_program(program("rbs")), [0, 1, 2].map(LetterId::new));
    assert_eq!(built.site.mentions.of_program(program("cal")), [0, 1, 2].map(LetterId::new));
    let of_first: Vec<_> =
        built.site.mentions.of_letter(LetterId::new(0)).iter().map(|one| (one.body, one.program)).collect();
    assert_eq!(of_first, [(1, program("rbs")), (1, program("cal")), (2, program("rbs"))]);
}

#[test]
fn a_link_outside_the_answers_says_nothing_empty_of_itself() {
    let built = column("Q: Is [it](../programs/rbs.md) good?\n\nSM: Yes.\n").build().sound();
    shows(
        mentioning(&built, "/programs/rbs/"),
        str!["The drums upstairs, answered by Sol Marchetti: outside the answers"],
    );
}

#[test]
fn in_feeds_the_links_are_absolute() {
    let built = column("Q: ?\n\nSM: RBS, RBS.\n").build().sound();
    for file in ["feed.xml", "feed.json"] {
        let feed = built.text(file);
        assert_eq!(feed.matches("https://desk.example/programs/rbs/").count(), 1, "{feed}");
        assert!(!feed.contains("../programs"), "{feed}");
    }
}

#[test]
fn on_the_home_page_the_links_lead_from_there() {
    let built = column("Q: Is [it](../programs/cal.md) the ILS?\n\nSM: RBS, ILS and RBS.\n")
        .file("content/glossary.yaml", "ILS: integrated library system\n")
        .build()
        .sound();
    let home = built.view("/");
    let question = string(get(&home, "lead.question.html"));
    assert!(question.contains("<a href=\"./programs/cal/\">it</a> the ILS"), "{question}");
    assert!(!format!("{home:?}").contains("../programs"), "{home:?}");
}
