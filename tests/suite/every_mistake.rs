//! One column that holds every ordinary mistake: one check reports them all, and each fix takes one of them away.
//!
//! The files stand in `mistaken`, the fixes in `FIXES`; a new mistake gets a line in both. What is at fault with the
//! column as a whole (no `column.yaml`, no letter) cannot stand beside the others and has tests of its own below.

use std::fs;

use callslip::pipeline::{self, Options};
use callslip::source;
use snapbox::str;

use crate::support::column::{CLOCK, tree};
use crate::support::{Column, png, shows};

/// Stands for the longest line of a file: it is made by the hundred.
const LONGEST: &str = "the longest line";

/// A mistake and its fix: in this file, instead of these words, those. Without words the file itself goes.
const FIXES: [(&str, &str, &str); 70] = [
    ("column.yaml", "base_url", "title: The Desk\nbase_url"),
    ("content/people/ada-quill.md", "initials: SM", "initials: AQ"),
    ("content/people/ada-quill.md", "portrait: ada.jpg\n", ""),
    ("content/letters/stray.md", "", ""),
    ("content/pages/tags.md", "title: Tags", "title: Tags\nslug: on-tags"),
    // The front matter as a whole.
    ("content/questions/no-front-matter.md", "Q: ?", "---\ntitle: B\ndate: 2026-03-02\n---\nQ: ?"),
    ("content/questions/unclosed.md", "\n\nQ: ?", "\n---\n\nQ: ?"),
    ("content/questions/em-dash.md", "—\n", "---\n"),
    ("content/questions/tab.md", "\t", "  "),
    ("content/questions/colon.md", "title: Drums: legal?", "title: \"Drums: legal?\""),
    ("content/questions/bracket.md", "tags: [noise", "tags: [noise]"),
    ("content/questions/bomb.md", LONGEST, ""),
    ("content/questions/deep-fields.md", LONGEST, ""),
    // Its fields.
    ("content/questions/fields.md", "title: “The drums”", "title: The drums"),
    ("content/questions/fields.md", "descripton", "description"),
    ("content/questions/fields.md", "slug: drum\nslug: drums\n", "slug: the-drums\n"),
    ("content/questions/fields.md", "asker: Me", "asker: { pen_name: Me }"),
    ("content/questions/fields.md", "tags: noise, drums", "tags: [noise, drums]"),
    ("content/questions/fields.md", "answered_by: SN", "answered_by: SM"),
    ("content/questions/fields.md", "update_to: nothing.md\n", ""),
    ("content/questions/fields.md", "aliases: [/questions/links/]\n", ""),
    ("content/questions/untitled.md", "date", "title: C\ndate"),
    ("content/questions/impossible.md", "13/45/2024", "2024-05-13"),
    ("content/questions/in-words.md", "March 5, 2024", "2024-03-05"),
    ("content/questions/clock-change.md", "02:30", "03:30"),
    ("content/questions/windows/index.md", "slug: con\n", ""),
    ("content/questions/windows/index.md", "tags: [aux]", "tags: [aux cord]"),
    ("content/questions/windows/index.md", "aliases: [/a:b/]", "aliases: [/a-b/]"),
    ("content/questions/one-address.md", "slug: em-dash", "slug: another"),
    // Its turns.
    ("content/questions/unanswered.md", "Nobody says.", "Nobody says.\n\nSM: I do."),
    ("content/questions/turns.md", "\nSM: Glued", "\n\nSM: Glued"),
    ("content/questions/turns.md", "- TA: In a list", "TA: In a list"),
    ("content/questions/turns.md", "> TA: Quoted", "TA: Quoted"),
    ("content/questions/turns.md", "    TA: Indented", "TA: Indented"),
    ("content/questions/turns.md", "# TA: In a heading", "TA: In a heading"),
    ("content/questions/turns.md", "SN: Nearly", "SM: Nearly"),
    ("content/questions/turns.md", "XY: Unknown", "SM: Unknown"),
    ("content/questions/turns.md", "• One\n• Two", "- One\n- Two"),
    ("content/questions/turns.md", "Q:\n\n", "Q: Text.\n\n"),
    ("content/questions/turns.md", "TA:\n\n", "TA: Text.\n\n"),
    // Its text.
    ("content/questions/links.md", "turn.md", "turns.md"),
    ("content/questions/links.md", "turns.md#q9", "turns.md#q1"),
    ("content/questions/links.md", "#nowhere", "#q1"),
    ("content/questions/links.md", "[a draft](draft.md)", "a draft"),
    ("content/questions/links.md", "[next year](next-year.md)", "next year"),
    ("content/questions/links.md", "![Drums](drums.jpg)", ""),
    ("content/questions/links.md", "![](seen.png)", "![Seen](seen.png)"),
    ("content/questions/links.md", "[to nothing]()", "to nothing"),
    ("content/questions/links.md", "[^two]: Nobody cites it.\n", ""),
    ("content/questions/links.md", "Missing.[^three]", "Missing."),
    ("content/questions/links.md", "[^one]: Again.\n", ""),
    ("content/questions/links.md", "<script></script>\n", ""),
    ("content/questions/quotes.md", LONGEST, ""),
    ("content/questions/lists.md", LONGEST, ""),
    // The file itself.
    ("content/questions/control.md", "a\u{1}b", "ab"),
    ("content/questions/control.md", "c\u{7f}d", "cd"),
    ("content/questions/latin.md", "", ""),
    ("content/questions/large.md", "", ""),
    ("content/questions/dangling.md", "", ""),
    ("content/questions/windows/con.png", "", ""),
    ("content/questions/windows/what?.png", "", ""),
    // Profiles.
    ("content/programs/certificate.md", "{ total: 1200 }", "{ total: \"USD 1,200\" }"),
    ("content/programs/comma.md", "{ total: USD 1,200 }", "{ total: \"USD 1,200\" }"),
    ("content/programs/sum.md", "USD 600", "USD 500"),
    ("content/programs/absurd.md", "courses: -3", "courses: 3"),
    ("content/programs/absurd.md", "USD 99,999,999,999", "USD 15"),
    ("content/programs/absurd.md", "USD -5", "USD 5"),
    ("content/programs/absurd.md", "certifcate", "certificate"),
    ("content/programs/absurd.md", "2 moons", "2 months"),
    ("content/programs/absurd.md", "replaced_by: nothing\n", ""),
];

/// A letter with these lines beside title and date, and this text. Letters that differ have titles that differ.
fn letter(above: &str, below: &str) -> String {
    format!("---\ntitle: A letter of {}\ndate: 2026-03-02\n{above}---\n{below}", above.len() + below.len())
}

/// A sound letter but for these lines beside its title and date.
fn fields(above: &str) -> String {
    letter(above, ANSWERED)
}

/// A profile with these fields.
fn profile(title: &str, lines: &str) -> String {
    format!("---\ntitle: {title}\nprovider: B\n{lines}---\n")
}

const ANSWERED: &str = "Q: ?\n\nSM: !\n";

/// A sound column, built once, and then every mistake.
fn mistaken() -> Column {
    let column = Column::new()
        .file("content/people/thea-aldous.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
        .letter(ANSWERED);
    column.build().sound();
    let column = column
        .file("column.yaml", "base_url: https://desk.example\nid: desk.example,2026\ntimezone: America/New_York\n")
        .file("content/people/ada-quill.md", "---\nname: Ada Quill\ninitials: SM\nportrait: ada.jpg\n---\n")
        .file("content/letters/stray.md", fields(""))
        .file("content/pages/tags.md", "---\ntitle: Tags\n---\nText.\n")
        .file("content/questions/draft.md", fields("draft: yes\n"))
        .file("content/questions/next-year.md", fields("").replace("2026", "2027"));
    turns_and_texts(profiles(files(front_matters(column))))
}

fn front_matters(column: Column) -> Column {
    let bomb = "extra:\n  a: &a [x]\n  b: [".to_owned() + &["*a"; 100].join(", ") + "]\n";
    let many = "title: “The drums”\ndate: 2026-03-02\ndescripton: Loud\nslug: drum\nslug: drums\nasker: Me\n\
                tags: noise, drums\nanswered_by: SN\nupdate_to: nothing.md\naliases: [/questions/links/]\n";
    column
        .file("content/questions/no-front-matter.md", ANSWERED)
        .file("content/questions/unclosed.md", format!("---\ntitle: A\ndate: 2026-03-02\n\n{ANSWERED}"))
        .file("content/questions/em-dash.md", fields("").replacen("---", "—", 1))
        .file("content/questions/tab.md", fields("asker:\n\tpen_name: Me\n"))
        .file("content/questions/colon.md", format!("---\ntitle: Drums: legal?\ndate: 2026-03-02\n---\n{ANSWERED}"))
        .file("content/questions/bracket.md", fields("tags: [noise\n"))
        .file("content/questions/bomb.md", fields(&bomb))
        .file("content/questions/deep-fields.md", fields(&format!("extra: {}{}\n", "[".repeat(5000), "]".repeat(5000))))
        .file("content/questions/fields.md", format!("---\n{many}---\n{ANSWERED}"))
        .file("content/questions/untitled.md", format!("---\ndate: 2026-03-02\n---\n{ANSWERED}"))
        .file("content/questions/impossible.md", fields("").replace("2026-03-02", "13/45/2024"))
        .file("content/questions/in-words.md", fields("").replace("2026-03-02", "March 5, 2024"))
        .file("content/questions/clock-change.md", fields("").replace("03-02", "03-08 02:30"))
        .file("content/questions/windows/index.md", fields("slug: con\ntags: [aux]\naliases: [/a:b/]\n"))
        .file("content/questions/one-address.md", fields("slug: em-dash\n"))
}

fn files(column: Column) -> Column {
    let column = column
        .file("content/questions/control.md", letter("", "Q: a\u{1}b and c\u{7f}d\n\nSM: !\n"))
        .file("content/questions/latin.md", b"---\ntitle: Caf\xe9 au l\xe0\ndate: 2026-03-02\n---\nQ: ?\n\nSM: !\n")
        .file("content/questions/large.md", fields("").repeat(30_000))
        .file("content/questions/windows/con.png", png(""))
        .file("content/questions/windows/what?.png", png(""))
        .file("content/questions/seen.png", png(""));
    std::os::unix::fs::symlink("nowhere.md", column.root().join("content/questions/dangling.md")).unwrap();
    column
}

fn profiles(column: Column) -> Column {
    let absurd = "courses: -3\ntuition: { total: \"USD 99,999,999,999\", per_course: \"USD -5\" }\n\
                  credential: certifcate\nreview_every: 2 moons\nreplaced_by: nothing\n";
    column
        .file("content/programs/certificate.md", profile("A", "tuition: { total: 1200 }\n"))
        .file("content/programs/comma.md", profile("B", "tuition: { total: USD 1,200 }\n"))
        .file(
            "content/programs/sum.md",
            profile("C", "courses: 5\ntuition: { per_course: \"USD 100\", total: \"USD 600\" }\n"),
        )
        .file("content/programs/absurd.md", profile("D", absurd))
}

fn turns_and_texts(column: Column) -> Column {
    let turns = "Q:\n\nTA:\n\nQ: May I?\n\nXY: Unknown.\n\nQ: And I?\nSM: Glued.\n\nTA: Yes.\n\n- TA: In a list.\n\n\
                 > TA: Quoted.\n\nSo:\n\n    TA: Indented.\n\n# TA: In a heading\n\nSN: Nearly.\n\n• One\n• Two\n";
    let links = "Q: [a](turn.md) [b](turns.md#q9) [c](#nowhere) [a draft](draft.md) [next year](next-year.md)\n\n\
                 ![Drums](drums.jpg) ![](seen.png) [to nothing]() Missing.[^three]\n\nSM: Noted.[^one]\n\n\
                 <script></script>\n\n[^one]: Once.\n\n[^one]: Again.\n\n[^two]: Nobody cites it.\n";
    column
        .file("content/questions/unanswered.md", letter("", "Q: Who says?\n\nNobody says.\n"))
        .file("content/questions/turns.md", letter("", turns))
        .file("content/questions/links.md", letter("", links))
        .file("content/questions/quotes.md", letter("", &format!("{ANSWERED}\n{}deep\n", "> ".repeat(10_000))))
        .file("content/questions/lists.md", letter("", &format!("{ANSWERED}\n{}deep\n", "- ".repeat(10_100))))
}

/// With a mistake fixed.
fn fix(column: Column, (file, wrong, right): (&str, &str, &str)) -> Column {
    if wrong.is_empty() {
        return column.without(file);
    }
    let text = fs::read_to_string(column.root().join(file)).unwrap();
    let longest = text.lines().max_by_key(|line| line.len()).unwrap();
    let wrong = if wrong == LONGEST { longest } else { wrong };
    assert_eq!(text.matches(wrong).count(), 1, "{file}: {wrong}");
    column.file(file, text.replace(wrong, right))
}

#[test]
fn one_check_tells_every_mistake_each_at_its_place() {
    let built = mistaken().build();
    assert!(built.written.is_none());
    let report = built.short();
    let lines: Vec<&str> = report.lines().collect();
    let mut once = lines.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), lines.len(), "nothing is told twice");
    assert_eq!(lines.len(), FIXES.len());
    shows(
        report,
        str![[r#"
column.yaml:1:1: error: `column.yaml` needs the field `title` (add a line such as `title: The name of your column`)
content/letters: error: no folder of `content/` is called `letters`, so it is not read (move its file to `content/questions/`)
content/pages/tags.md:2:8: error: `/tags/` is an address that callslip itself uses (add a line such as `slug: another-name`)
content/people/ada-quill.md:4:11: error: there is no file `content/people/ada.jpg` (put the picture into `content/people`, or correct its name)
content/people/sol-marchetti.md:2:7: error: two columnists have the initials `SM` (give one of them other initials, in that file and in that columnist's answers)
content/programs/absurd.md:4:10: error: `-3` is not a whole number from 1 to 500 (write a number in digits, such as `5`)
content/programs/absurd.md:5:19: error: `USD 99,999,999,999` cannot be what a program costs (write the price itself)
content/programs/absurd.md:5:53: error: `USD -5` is not an amount of money (write `per_course: "USD 5"`)
content/programs/absurd.md:6:13: error: `certifcate` is not a kind of credential (did you mean `certificate`?)
content/programs/absurd.md:7:15: error: `2 moons` is not a length of time (write a number and a unit, such as `6 months` or `1 year`)
content/programs/absurd.md:8:14: error: there is no file `content/programs/nothing.md`
content/programs/certificate.md:4:19: error: `1200` does not say which currency it is in (write the currency code before the amount, such as `total: "USD 1,200"`)
content/programs/comma.md:4:10: error: inside curly braces, an amount with a comma in it needs quotes (write `total: "USD 1,200"`)
content/programs/sum.md:5:42: warning: the total given is USD 600, but the parts add up to USD 500 (correct one of them, or remove `total`)
content/questions/bomb.md:6:1: error: this repeats itself too many times: each `*` inserts what an `&` has named (write everything out, without `&` and `*`)
content/questions/bracket.md:4:7: error: this bracket is never closed (put `]` at the end of the list)
content/questions/clock-change.md:3:7: error: there was no 02:30 on that day: the clocks went forward (write `2026-03-08 03:30`)
content/questions/colon.md:2:1: error: `title` has a colon in its text, so it needs quotes (write it like this: `title: "Drums: legal?"`)
content/questions/control.md:5:5: error: there is a character here that cannot be shown (U+0001) (remove it: it came along when the text was pasted)
content/questions/control.md:5:13: error: there is a character here that cannot be shown (U+007F) (remove it: it came along when the text was pasted)
content/questions/dangling.md: error: this is a shortcut (link) to a file that is not there (put the file itself here, or remove the shortcut)
content/questions/deep-fields.md:4:1: error: there are more than 60 levels of brackets and lists here (remove some of the brackets, dashes, or spaces)
content/questions/em-dash.md:1:1: error: this line should be three hyphens, not `—` (write `---`; word processors turn hyphens into dashes: press Ctrl-Z (on a Mac, Cmd-Z) right after it happens, or write in a plain-text editor)
content/questions/fields.md:2:8: warning: readers will see these curly quotes as part of the title (write `"The drums"`)
content/questions/fields.md:4:1: error: there is no field called `descripton` (did you mean `description`?)
content/questions/fields.md:6:1: error: `slug` is here twice (remove one of the two)
content/questions/fields.md:7:8: error: the pen name needs `pen_name:` and curly braces around it (write `asker: { pen_name: Me }`)
content/questions/fields.md:8:7: error: a list needs brackets around it (write `[noise, drums]`)
content/questions/fields.md:9:14: error: no columnist has the initials `SN` (write `SM`)
content/questions/fields.md:10:12: error: there is no file `content/questions/nothing.md`
content/questions/fields.md:11:11: error: `/questions/links/` cannot be an old address of this page: it is already used (remove this old address, or the other)
content/questions/impossible.md:3:7: error: callslip cannot read `13/45/2024` as a date (write the year, month, and day, as in `2026-03-02`)
content/questions/in-words.md:3:7: error: callslip cannot read `March 5, 2024` as a date (write `2024-03-05`)
content/questions/large.md: error: this file is too large: 1729 KB, and the limit is 1024 KB (split it into several files)
content/questions/latin.md:2:11: error: some characters in this file cannot be read: it is saved in an old encoding (in your editor, choose “Save As…” or “Save with Encoding,” and pick UTF-8)
content/questions/links.md:5:8: error: there is no file `content/questions/turn.md` (did you mean `turns.md`?)
content/questions/links.md:5:21: error: there is no `#q9` in `content/questions/turns.md` (did you mean `#q1`?)
content/questions/links.md:5:38: error: there is no `#nowhere` in `content/questions/links.md` (you can link to `#fn-links-1`, `#fnref-links-1`, `#q1`, `#q1-sm`)
content/questions/links.md:5:58: warning: `content/questions/draft.md` is not published: it is a draft (until then, readers see these words without the link)
content/questions/links.md:5:80: warning: `content/questions/next-year.md` is not published: it appears on 2027-03-02 (until then, readers see these words without the link)
content/questions/links.md:7:10: error: there is no file `content/questions/drums.jpg` (put the picture into `content/questions`, or correct its name)
content/questions/links.md:7:21: warning: this picture has no description for readers who cannot see it (describe it between the brackets: `![A shelf of ledgers](shelf.jpg)`)
content/questions/links.md:7:35: error: this link leads nowhere (write an address between the brackets)
content/questions/links.md:7:59: warning: there is no footnote `[^three]` (write it at the end of the text, in a paragraph of its own: `[^three]: …`)
content/questions/links.md:11:1: error: `<script>` is not allowed in your text (scripts belong in a theme; to show the word, write `` `<script>` ``)
content/questions/links.md:15:1: error: there are two footnotes called `[^one]` (rename one of them, here and where the text refers to it)
content/questions/links.md:17:1: warning: nothing refers to the footnote `[^two]`, so readers do not see it (write `[^two]` where it belongs, or remove it)
content/questions/lists.md:9:1: error: there are more than 50 lists or quotations inside one another here (remove some of the `>`, dashes, or spaces before it)
content/questions/no-front-matter.md:1:1: error: this file does not start with its title and other fields (begin it with these lines, with the right `date`: / --- / title: No front matter / date: 2026-03-02 / ---)
content/questions/one-address.md:2:8: error: two files have the address `/questions/em-dash/` (give one of them another address: add a line such as `slug: another-name`)
content/questions/quotes.md:9:1: error: there are more than 50 lists or quotations inside one another here (remove some of the `>`, dashes, or spaces before it)
content/questions/tab.md:5:1: error: there is a tab here; only spaces are allowed (write the line with these spaces: /   pen_name: Me)
content/questions/turns.md:5:1: warning: this question has no text (write it after the colon, or remove the line)
content/questions/turns.md:7:1: warning: this answer has no text (write it after the colon, or remove the line)
content/questions/turns.md:11:1: error: this question has no answer (begin the answer with `SM:` or `TA:`; or, if the columnist's file is gone, bring it back; if it has other initials, correct them)
content/questions/turns.md:14:1: warning: `SM:` is inside a paragraph, so it is read as plain text (put an empty line before it; or, to keep it as plain text, write `SM\:`)
content/questions/turns.md:18:3: warning: `TA:` is in a list, so it is read as plain text (remove the dash or number before it; or, to keep it as plain text, write `TA\:`)
content/questions/turns.md:20:3: warning: `TA:` is in a quotation, so it is read as plain text (remove the `>` before it; or, to keep it as plain text, write `TA\:`)
content/questions/turns.md:24:5: warning: `TA:` is indented, so it is read as code (remove the spaces before it; or, to keep it as plain text, write `TA\:`)
content/questions/turns.md:26:3: warning: `TA:` is in a heading, so it is read as plain text (remove the `#` before it; or, to keep it as plain text, write `TA\:`)
content/questions/turns.md:28:1: warning: `SN:` is read as plain text (did you mean `SM:`?)
content/questions/turns.md:30:1: warning: `•` does not start a list item here (begin each of these lines with a hyphen and a space: `- `)
content/questions/unanswered.md:7:1: error: this question has no answer (begin the answer in a paragraph of its own with `SM:` or `TA:`; or add a line `draft: yes` between the two `---` lines until it is written)
content/questions/unclosed.md:1:1: error: the front matter is opened here but never closed (put a line `---` below the last field)
content/questions/untitled.md:1:1: error: a letter needs the field `title` (add a line such as `title: What the reader sees first`)
content/questions/windows/con.png: error: Windows does not allow a file called `con.png` (give it another name, of letters, digits, and hyphens)
content/questions/windows/index.md:4:7: error: Windows does not allow a file called `con` (give the file another name, or add a line `slug: another-name`)
content/questions/windows/index.md:5:8: error: Windows does not allow a folder called `aux`, which this tag needs (write a longer tag)
content/questions/windows/index.md:6:11: error: Windows does not allow a file called `a:b` (remove this old address, or set up the redirect in the settings of your web host)
content/questions/windows/what?.png: error: Windows does not allow a file called `what?.png` (give it another name, of letters, digits, and hyphens)
"#]],
    );
}

#[test]
fn fixed_one_by_one_the_last_fix_leaves_silence() {
    let mut column = mistaken();
    let before = tree(&column.public());
    let mut left = FIXES.len();
    for one in FIXES {
        column = fix(column, one);
        left -= 1;
        let built = column.build();
        assert_eq!(built.diagnostics.len(), left, "after {one:?}:\n{}", built.short());
        if built.written.is_none() {
            assert_eq!(tree(&column.public()), before, "errors leave the output as it was");
        }
    }
    assert!(column.build().sound().listing().contains("questions/turns/index.html"));
}

#[test]
fn a_folder_without_a_column_says_so() {
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let column = Column::empty().file("content/questions/a.md", fields(""));
    let error = pipeline::load(column.root(), &options).unwrap_err();
    assert!(matches!(error, source::SourceError::NoColumn(_)), "{error}");
}

#[test]
fn an_empty_column_file_says_what_it_needs() {
    shows(
        Column::new().letter(ANSWERED).file("column.yaml", "").build().report(),
        str![[r#"
error: `column.yaml` needs the field `title`
 --> column.yaml:1:1
  |
1 |
  | ^
  |
  = help: add a line such as `title: The name of your column`
"#]],
    );
}

#[test]
fn a_column_with_nothing_in_it_is_no_mistake() {
    let column = Column::empty().file("column.yaml", "title: The Desk\n");
    shows(
        column.build().report(),
        str![[r#"
hint: there is no letter in `content/questions/` yet
 |
 = help: write the first one with `callslip new question "Its title"`
"#]],
    );
}

/// A user who may read everything, such as root, never meets such a file. `.ci/run` runs the tests as a user without rights,
/// too.
#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_reported_beside_the_others() {
    use std::os::unix::fs::PermissionsExt;
    let column = Column::new()
        .letter(ANSWERED)
        .file("content/questions/locked.md", fields(""))
        .file("content/questions/b.md", fields("x: y\n"));
    let place = column.root().join("content/questions/locked.md");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&place).is_ok() {
        return;
    }
    let told = column.build().short();
    assert!(told.contains("content/questions/locked.md: error: this file cannot be read: Permission denied"), "{told}");
    assert!(told.contains("there is no field called `x`"), "{told}");
}
