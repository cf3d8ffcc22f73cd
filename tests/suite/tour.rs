//! Read this first: one letter on its way from a file to a page, one stage after another.
//!
//! ```text
//! disk ─▶ source ─▶ content ─▶ site ─▶ render ─▶ output ─▶ disk
//! ```

use callslip::content::{self, Entry, LinkTarget, SlotKind, TurnKind};
use callslip::diagnostics::has_errors;
use callslip::pipeline::{self, Options};
use callslip::render::{Content, Renderer, search_files, search_index};
use callslip::site::{Destination, EntryRef, Id, LetterId};
use callslip::{config, source};
use snapbox::str;

use crate::support::column::CLOCK;
use crate::support::{Column, shows};

#[test]
fn a_letter_goes_from_its_file_to_its_page() {
    // A column is a folder. `Column::new` makes one with a `column.yaml` and a columnist, Sol Marchetti, whose
    // initials are SM; we add one letter, and one program that it links to.
    let column = Column::new()
        .file(
            "content/questions/loud-drums.md",
            "\
---
title: The drums *upstairs*
date: 2026-03-02
tags: [neighbors]
asker: { pen_name: No Sleep }
---
Q: May I complain?

SM: Learn to drum instead: [a course](../programs/drumming.md).
",
        )
        .file("content/programs/drumming.md", "---\ntitle: Drumming for beginners\nprovider: The Rhythm School\n---\n");

    // 1. `source`: files become texts. Nothing after this stage reads a file.
    let column_file = source::read_column_file(column.root()).unwrap().value;
    let sources = source::read_content(column.root()).unwrap().value;
    let paths: Vec<&str> = sources.texts.iter().map(|text| &*text.path).collect();
    assert_eq!(
        paths,
        ["content/people/sol-marchetti.md", "content/programs/drumming.md", "content/questions/loud-drums.md"]
    );
    let text = &sources.texts[2];
    assert!(text.text.starts_with("---\ntitle: The drums *upstairs*\n"));

    // 2. `content`: each text becomes an entry, by itself. The only thing it must know of the others is whose initials
    // open an answer.
    let config = config::parse(&column_file).value;
    let options = pipeline::parse_options(&sources, &config);
    assert_eq!(options.initials, ["SM"]);
    let parsed = content::parse(text, &options);
    assert!(parsed.diagnostics.is_empty());
    let Some(Entry::Letter(letter)) = parsed.value else { panic!("a file under questions/ is a letter") };
    assert_eq!(letter.common.title.html, "The drums <em>upstairs</em>");
    assert_eq!(letter.common.title.plain, "The drums upstairs");
    assert_eq!(letter.common.record.slug, "loud-drums");
    assert_eq!(letter.common.record.date.as_ref().unwrap().rfc3339, "2026-03-02T00:00:00+00:00");

    // The text is split into turns. Each body is finished HTML, but for what depends on other files: where the link
    // leads stays open, as two slots in the HTML.
    let [question, answer] = &letter.turns[..] else { panic!("a question and an answer") };
    assert_eq!((&question.kind, question.anchor.as_str()), (&TurnKind::Question, "q1"));
    assert_eq!(question.body.html, "<p>May I complain?</p>\n");
    assert_eq!((&answer.kind, answer.anchor.as_str()), (&TurnKind::Answer("SM".to_owned()), "q1-sm"));
    assert_eq!(answer.body.html, "<p>Learn to drum instead: a course.</p>\n");
    let slots: Vec<_> = answer.body.slots.iter().map(|slot| (slot.at, slot.kind)).collect();
    assert_eq!(slots, [(26, SlotKind::LinkStart(0)), (34, SlotKind::LinkEnd(0))]);
    let target = LinkTarget::File { path: "content/programs/drumming.md".to_owned(), fragment: None };
    assert_eq!(letter.record.references.links[0], target);

    // 3. `site`: all entries together. `pipeline::load` does everything up to here. Now every entry has an address,
    // every link a destination, and there is a table of every address that the column answers to.
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let loaded = pipeline::load(column.root(), &options).unwrap();
    assert!(!has_errors(&loaded.diagnostics));
    let site = &loaded.site;
    assert_eq!(site.entries.letters.path(LetterId::new(0)), "/questions/loud-drums/");
    let route = site.routes.get("/questions/loud-drums/").unwrap();
    let entry = route.target.entry().expect("a letter's page shows an entry");
    let Destination::Entry(EntryRef::Program(program), None) = &site.links.of(entry).links[0] else {
        panic!("a link to a program")
    };
    assert_eq!(site.entries.programs.path(*program), "/programs/drumming/");
    let pages: Vec<&str> = site.routes.iter().map(|route| route.path.as_str()).filter(|p| p.ends_with('/')).collect();
    shows(
        pages.join("\n"),
        str![[r#"
/
/people/
/people/sol-marchetti/
/programs/
/programs/drumming/
/questions/
/questions/loud-drums/
/search/
/subscribe/
/tags/
/tags/neighbors/
"#]],
    );

    // 4. `render`: one route becomes bytes. The letter's view goes through the theme's template `question.html`; the
    // slots are filled, and the link is relative, so that it works wherever the column is put.
    let renderer = Renderer::new(site, &loaded.theme);
    let rendered = renderer.render(route).unwrap();
    assert_eq!(&*rendered.path, "questions/loud-drums/index.html");
    let Content::Generated(bytes) = rendered.content else { panic!("a page is made now") };
    let page = String::from_utf8(bytes).unwrap();
    assert!(page.contains("<p>Learn to drum instead: <a href=\"../../programs/drumming/\">a course</a>.</p>"));

    // 5. `output`: every route is rendered and written to where it differs from what is there. The index of the search is
    // one route, but its words are several files.
    let report = loaded.write(&column.public()).unwrap().unwrap();
    let files_of_search = search_files(&search_index(site, &loaded.theme.strings, Vec::new())).len() - 1;
    assert_eq!(report.written, site.routes.iter().len() + files_of_search);
    assert_eq!(std::fs::read_to_string(column.public().join("questions/loud-drums/index.html")).unwrap(), page);

    // Most tests do all this with `build`, and look at what the template of one page gets:
    let built = column.build();
    shows(
        built.outline("/questions/loud-drums/"),
        str![[r#"
title: The drums <em>upstairs</em>
date: 2026-03-02
answered_by:
- Sol Marchetti </people/sol-marchetti/> initials: SM; seal: 1
pen_name: No Sleep
minutes: 1
questions: 1
question 1 #q1
<p>May I complain?</p>
answer by Sol Marchetti #q1-sm
<p>Learn to drum instead: <a href="../../programs/drumming/">a course</a>.</p>
tags:
- neighbors </tags/neighbors/> letters: 1
programs_mentioned:
- program: Drumming for beginners; mentioned_by: Sol Marchetti
"#]],
    );
}
