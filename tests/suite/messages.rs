//! What is said of mistakes that people bring from other tools, or make with a name, an address or a template: the whole
//! text, since the fix must follow from it alone.

use snapbox::str;

use crate::support::{Column, shows};

/// A sound letter.
const LETTER: &str = "---\ntitle: T\ndate: 2026-03-02\n---\nQ: May I?\n\nSM: Yes.\n";

/// What is said of a letter with these lines in its front matter.
#[track_caller]
fn fields(lines: &str) -> String {
    let letter = LETTER.replace("title: T\n", &format!("title: T\n{lines}\n"));
    Column::new().file("content/questions/a.md", letter).build().short()
}

/// What is said of a letter with this answer, beside a picture and another letter.
#[track_caller]
fn answer(text: &str) -> String {
    let column = Column::new()
        .file("content/questions/a.md", LETTER.replace("Yes.", text))
        .file(
            "content/questions/other.md",
            LETTER.replace("title: T", "title: Is it \"so\"?").replace("03-02", "03-01"),
        )
        .file("content/questions/pictures/desk.png", crate::support::png(1, 1));
    column.build().short()
}

/// What is said of this `column.yaml`, after a title and an id.
#[track_caller]
fn settings(lines: &str) -> String {
    let column = Column::new().file("content/questions/a.md", LETTER);
    column.file("column.yaml", format!("title: Ask\nid: ask.example,2026\n{lines}\n")).build().short()
}

/// What is said of this template for letters.
#[track_caller]
fn template(text: &str) -> String {
    let letter = LETTER.replace("title: T\n", "title: T\ntags: [a]\n");
    let column = Column::new().file("content/questions/a.md", letter);
    column.file("templates/question.html", text).build().short()
}

#[test]
fn an_address_without_its_beginning_is_offered_with_it() {
    shows(answer("[x](www.uky.edu/cis)"), str![]);
    shows(answer("[x](uky.edu)"), str![]);
    shows(answer("[x](me@example.org)"), str![]);
    shows(answer("[x](/www.ala.org)"), str![]);
}

#[test]
fn a_file_is_offered_as_this_file_writes_it() {
    shows(answer("![A](content/questions/pictures/desk.png)"), str![]);
    shows(answer("![A](/content/questions/pictures/desk.png)"), str![]);
    shows(answer("![A](/wp-content/uploads/desk.png)"), str![]);
    shows(answer("![A](C:\\\\Users\\\\desk.png)"), str![]);
    shows(answer("[b](other)"), str![]);
    shows(answer("[b](other.html)"), str![]);
    shows(answer("[b](content/questions/other.md)"), str![]);
}

#[test]
fn an_address_of_the_column_is_offered_in_full() {
    shows(answer("[b](/questions/other)"), str![]);
    shows(answer("[b](/Questions/Other/)"), str![]);
    shows(answer("[b](/questions/nothing/)"), str![]);
}

#[test]
fn a_menu_that_leads_to_a_file_or_another_site() {
    shows(settings("nav: [{ label: A, path: www.ala.org }]"), str![]);
    shows(settings("nav: [{ label: A, path: content/pages/about.md }]"), str![]);
    shows(settings("nav: [{ label: A, url: https://www.ala.org }]"), str![]);
    shows(settings("nav: [{ name: A, href: /tags/ }]"), str![]);
    shows(settings("nav: [{ label: A, path: /tag/ }]"), str![]);
}

#[test]
fn a_base_url_without_its_beginning_or_in_other_letters() {
    shows(settings("base_url: ask.example.org"), str![]);
    shows(settings("base_url: https://bücher.example"), str![]);
    shows(settings("base_url: bücher.de/rat"), str![]);
}

#[test]
fn a_pen_name_is_shown_in_its_place() {
    shows(fields("asker: Buckeye"), str![]);
    shows(fields("asker: \"Buckeye, Ohio\""), str![]);
    shows(fields("Pen name: Buckeye"), str![]);
    shows(fields("asker: { name: Buckeye }"), str![]);
    shows(fields("signed: Buckeye"), str![]);
}

#[test]
fn who_answers_is_named_by_initials_that_exist() {
    shows(fields("author: Peg"), str![]);
    shows(fields("author: Sol Marchetti"), str![]);
    shows(fields("authors: [Sol]"), str![]);
    shows(fields("answered_by: Sol Marchetti"), str![]);
    shows(fields("answered_by: TA"), str![]);
    shows(settings("answered_by: TA"), str![]);
}

#[test]
fn fields_of_other_tools_are_turned_into_ours() {
    shows(fields("category: Life"), str![]);
    shows(fields("topics: Life, Work"), str![]);
    shows(fields("layout: post"), str![]);
    shows(fields("published: false"), str![]);
    shows(fields("published: true"), str![]);
    shows(fields("status: draft"), str![]);
    shows(fields("redirect_from:\n  - /old/\n  - /older/"), str![]);
    shows(fields("permalink: /2019/05/old/"), str![]);
    shows(fields("url: old.html"), str![]);
    shows(fields("image: cover.jpg"), str![]);
    shows(fields("summary: \"Say: yes\""), str![]);
    shows(fields("question: May I?"), str![]);
    shows(settings("url: https://ask.example"), str![]);
    shows(settings("description: A column"), str![]);
    shows(settings("menu: [a]"), str![]);
}

#[test]
fn a_field_that_nobody_knows_lists_eight() {
    shows(fields("zzzzqqq: 3"), str![]);
    shows(settings("zzzzqqq: 3"), str![]);
}

#[test]
fn a_date_under_another_name_is_one_mistake() {
    let letter = LETTER.replace("date:", "publishDate:");
    shows(Column::new().file("content/questions/a.md", letter).build().short(), str![]);
}

#[test]
fn an_old_address_is_written_from_its_first_slash() {
    shows(fields("aliases: [/old post/, old-post, \"https://ask.example/old/\", ../x.html]"), str![]);
}

#[test]
fn words_that_yaml_takes_for_something_else() {
    shows(fields("tags: [null, a]"), str![]);
    shows(fields("tags: [[a]]"), str![]);
    shows(fields("tags: [{ b: c }]"), str![]);
}

#[test]
fn a_letter_that_is_followed_up_is_named_by_its_file() {
    let followed = |wanted: &str| {
        let later = LETTER.replace("T\n", &format!("U\nupdate_to: {wanted}\n")).replace("03-02", "04-02");
        Column::new().file("content/questions/a.md", LETTER).file("content/questions/b.md", later).build().short()
    };
    shows(followed("T"), str![]);
    shows(followed("/questions/a/"), str![]);
    shows(followed("../people/sol-marchetti.md"), str![]);
    shows(followed("b.md"), str![]);
}

#[test]
fn an_argument_needs_its_name() {
    shows(template(r#"{{ page.date | date("%B") }}"#), str![]);
    shows(template(r#"{{ t("older") }}"#), str![]);
    shows(template("{{ page.title | truncate(20) }}"), str![]);
    shows(template("{{ t() }}"), str![]);
    shows(template(r#"{{ page.date | date(format="%B") }}"#), str![]);
}

#[test]
fn what_is_not_closed_in_a_template() {
    shows(template("{% for tag in page.tags %}\n{{ tag.label }}\n"), str![]);
    shows(template("{% for tag in page.tags %}\n{% if tag %}\n{% endif %}\n{% endif %}\n"), str![]);
    shows(template("{% endif %}"), str![]);
    shows(template("{{ page.title"), str![]);
}

#[test]
fn a_null_on_the_way_is_named() {
    shows(template("{{ page.older.title }}"), str![]);
    shows(template("{% if page.tags %}{{ page.newer.path }}{% endif %}"), str![]);
}

#[test]
fn what_templates_of_other_tools_have() {
    shows(template("{{ page.title | upcase }}"), str![]);
    shows(template("{{ page.title | markdownify }}"), str![]);
    shows(template("{{ page.title | datum }}"), str![]);
    shows(template("{{ url_for(x=1) }}"), str![]);
    shows(template("{% assign x = 1 %}"), str![]);
    shows(template(r#"{% if page.title = "x" && page.date %}{% endif %}"#), str![]);
    shows(template("{{ .Title }}"), str![]);
}

#[test]
fn letters_end_in_md() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/questions/my-letter.md.txt", LETTER)
        .file("content/questions/second.txt", LETTER)
        .file("content/questions/third.docx", "PK");
    shows(column.build().short(), str![]);
}

#[test]
fn files_in_folders_of_other_tools() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/_posts/2019-05-01-old.md", LETTER)
        .file("content/questons/new.md", LETTER)
        .file("content/x.md", LETTER);
    shows(column.build().short(), str![]);
}
