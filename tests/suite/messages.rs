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
        .file("content/questions/pictures/desk.png", crate::support::png("desk"));
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
    shows(
        answer("[x](www.uky.edu/cis)"),
        str![[r#"
content/questions/a.md:7:9: error: `www.uky.edu/cis` looks like an address, but without `https://` it counts as a file (write `https://www.uky.edu/cis`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[x](uky.edu)"),
        str![[r#"
content/questions/a.md:7:9: error: `uky.edu` looks like an address, but without `https://` it counts as a file (write `https://uky.edu`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[x](me@example.org)"),
        str![[r#"
content/questions/a.md:7:9: error: `me@example.org` looks like an email address, but without `mailto:` it counts as a file (write `mailto:me@example.org`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[x](/www.ala.org)"),
        str![[r#"
content/questions/a.md:7:9: error: `www.ala.org` looks like an address, but without `https://` it counts as a file (write `https://www.ala.org`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
}

#[test]
fn a_file_is_offered_as_this_file_writes_it() {
    shows(
        answer("![A](content/questions/pictures/desk.png)"),
        str![[r#"
content/questions/a.md:7:10: error: there is no file `content/questions/content/questions/pictures/desk.png` (write `pictures/desk.png`; paths start from the folder of this file)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("![A](/content/questions/pictures/desk.png)"),
        str![[r#"
content/questions/a.md:7:10: error: there is no page at `/content/questions/pictures/desk.png` (write `pictures/desk.png`; paths start from the folder of this file)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("![A](/wp-content/uploads/desk.png)"),
        str![[r#"
content/questions/a.md:7:10: error: there is no page at `/wp-content/uploads/desk.png` (did you mean `pictures/desk.png`?)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("![A](C:\\\\Users\\\\desk.png)"),
        str![[r#"
content/questions/a.md:7:5: error: there is no file `content/questions/C:\Users\desk.png` (put the file in the same folder as this one, and write only its name)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[b](other)"),
        str![[r#"
content/questions/a.md:7:9: error: there is no file `content/questions/other` (write `other.md`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[b](other.html)"),
        str![[r#"
content/questions/a.md:7:9: error: there is no file `content/questions/other.html` (write `other.md`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[b](content/questions/other.md)"),
        str![[r#"
content/questions/a.md:7:9: error: there is no file `content/questions/content/questions/other.md` (write `other.md`; paths start from the folder of this file)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
}

#[test]
fn an_address_of_the_column_is_offered_in_full() {
    shows(
        answer("[b](/questions/other)"),
        str![[r#"
content/questions/a.md:7:9: error: there is no page at `/questions/other` (write `/questions/other/`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[b](/Questions/Other/)"),
        str![[r#"
content/questions/a.md:7:9: error: there is no page at `/Questions/Other/` (write `/questions/other/`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
    shows(
        answer("[b](/questions/nothing/)"),
        str![[r#"
content/questions/a.md:7:9: error: there is no page at `/questions/nothing/` (link to the file that the page is made from, such as `../questions/loud-drums.md`)
content/questions/pictures/desk.png: hint: this file is not published: no page links to it (link to it, or move it into its page's folder, next to `index.md`)
"#]],
    );
}

#[test]
fn a_menu_that_leads_to_a_file_or_another_site() {
    shows(
        settings("nav: [{ label: A, path: www.ala.org }]"),
        str!["column.yaml:3:25: error: `www.ala.org` is not an address (write `https://www.ala.org`)"],
    );
    shows(
        settings("nav: [{ label: A, path: content/pages/about.md }]"),
        str!["column.yaml:3:25: error: `content/pages/about.md` is not an address (write `/about/`)"],
    );
    shows(
        settings("nav: [{ label: A, url: https://www.ala.org }]"),
        str!["column.yaml:3:19: error: there is no field called `url` (write `path: https://www.ala.org`)"],
    );
    shows(
        settings("nav: [{ name: A, href: /tags/ }]"),
        str![[r#"
column.yaml:3:9: error: there is no field called `name` (write `label: A`)
column.yaml:3:18: error: there is no field called `href` (write `path: /tags/`)
"#]],
    );
    shows(
        settings("nav: [{ label: A, path: /tag/ }]"),
        str!["column.yaml:3:25: error: there is no page at `/tag/` (write `path: /tags/`)"],
    );
}

#[test]
fn a_base_url_without_its_beginning_or_in_other_letters() {
    shows(
        settings("base_url: ask.example.org"),
        str!["column.yaml:3:11: error: this is not the full address of a site (write `https://ask.example.org`)"],
    );
    shows(
        settings("base_url: https://bücher.example"),
        str![
            "column.yaml:3:11: error: feeds cannot use letters such as ü in the name of a site (write `https://xn--bcher-kva.example`, which leads to the same site)"
        ],
    );
    shows(
        settings("base_url: bücher.de/rat"),
        str![
            "column.yaml:3:11: error: feeds cannot use letters such as ü in the name of a site (write `https://xn--bcher-kva.de/rat`, which leads to the same site)"
        ],
    );
}

#[test]
fn a_pen_name_is_shown_in_its_place() {
    shows(
        fields("asker: Buckeye"),
        str![
            "content/questions/a.md:3:8: error: the pen name needs `pen_name:` and curly braces around it (write `asker: { pen_name: Buckeye }`)"
        ],
    );
    shows(
        fields("asker: \"Buckeye, Ohio\""),
        str![[
            r#"content/questions/a.md:3:8: error: the pen name needs `pen_name:` and curly braces around it (write `asker: { pen_name: "Buckeye, Ohio" }`)"#
        ]],
    );
    shows(
        fields("Pen name: Buckeye"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `Pen name` (write `asker: { pen_name: Buckeye }`)"
        ],
    );
    shows(
        fields("asker: { name: Buckeye }"),
        str!["content/questions/a.md:3:10: error: there is no field called `name` (write `pen_name: Buckeye`)"],
    );
    shows(
        fields("signed: Buckeye"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `signed` (write `asker: { pen_name: Buckeye }`)"
        ],
    );
}

#[test]
fn who_answers_is_named_by_initials_that_exist() {
    shows(
        fields("author: Peg"),
        str![[
            r#"content/questions/a.md:3:1: error: there is no field called `author` (the only columnist is Sol Marchetti: write `answered_by: SM`; if somebody else answers, make a file for that columnist: `callslip new person "Peg"`)"#
        ]],
    );
    shows(
        fields("author: Sol Marchetti"),
        str!["content/questions/a.md:3:1: error: there is no field called `author` (write `answered_by: SM`)"],
    );
    shows(
        fields("authors: [Sol]"),
        str!["content/questions/a.md:3:1: error: there is no field called `authors` (write `answered_by: SM`)"],
    );
    shows(
        fields("answered_by: Sol Marchetti"),
        str!["content/questions/a.md:3:14: error: no columnist has the initials `Sol Marchetti` (write `SM`)"],
    );
    shows(
        fields("answered_by: TA"),
        str![[
            r#"content/questions/a.md:3:14: error: no columnist has the initials `TA` (the only columnist is Sol Marchetti: write `SM`; if somebody else answers, make a file for that columnist: `callslip new person "A Name"`)"#
        ]],
    );
    shows(
        settings("answered_by: TA"),
        str![[
            r#"column.yaml:3:14: error: no columnist has the initials `TA` (the only columnist is Sol Marchetti: write `SM`; if somebody else answers, make a file for that columnist: `callslip new person "A Name"`)"#
        ]],
    );
}

#[test]
fn fields_of_other_tools_are_turned_into_ours() {
    shows(
        fields("category: Life"),
        str!["content/questions/a.md:3:1: error: there is no field called `category` (write `tags: [Life]`)"],
    );
    shows(
        fields("topics: Life, Work"),
        str!["content/questions/a.md:3:1: error: there is no field called `topics` (write `tags: [Life, Work]`)"],
    );
    shows(
        fields("layout: post"),
        str![
            "content/questions/a.md:3:1: error: callslip does not use `layout` (remove this line, or keep it for yourself: `private: { layout: post }`)"
        ],
    );
    shows(
        fields("published: false"),
        str!["content/questions/a.md:3:1: error: there is no field called `published` (write `draft: yes`)"],
    );
    shows(
        fields("published: true"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `published` (remove this line: whatever is not a draft is published)"
        ],
    );
    shows(
        fields("status: draft"),
        str!["content/questions/a.md:3:1: error: there is no field called `status` (write `draft: yes`)"],
    );
    shows(
        fields("redirect_from:\n  - /old/\n  - /older/"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `redirect_from` (write `aliases: [/old/, /older/]`)"
        ],
    );
    shows(
        fields("permalink: /2019/05/old/"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `permalink` (so that this old address leads here, write `aliases: [/2019/05/old/]`; to choose the end of the new address, write `slug: old`)"
        ],
    );
    shows(
        fields("url: old.html"),
        str!["content/questions/a.md:3:1: error: there is no field called `url` (write `slug: old`)"],
    );
    shows(
        fields("image: cover.jpg"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `image` (put it into the text, where readers are to see it: `![What it shows](a-picture.jpg)`)"
        ],
    );
    shows(
        fields("summary: \"Say: yes\""),
        str![[
            r#"content/questions/a.md:3:1: error: there is no field called `summary` (write `description: "Say: yes"`)"#
        ]],
    );
    shows(
        fields("question: May I?"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `question` (write it below the front matter, in a paragraph that begins with `Q:`)"
        ],
    );
    shows(
        settings("url: https://ask.example"),
        str!["column.yaml:3:1: error: there is no field called `url` (write `base_url: https://ask.example`)"],
    );
    shows(
        settings("description: A column"),
        str!["column.yaml:3:1: error: there is no field called `description` (write `tagline: A column`)"],
    );
    shows(
        settings("menu: [a]"),
        str!["column.yaml:3:1: error: there is no field called `menu` (write `nav:` in place of `menu:`)"],
    );
}

#[test]
fn a_field_that_nobody_knows_lists_eight() {
    shows(
        fields("zzzzqqq: 3"),
        str![
            "content/questions/a.md:3:1: error: there is no field called `zzzzqqq` (the fields of a letter are `title`, `date`, `tags`, `asker`, `answered_by`, `description`, `draft`, `slug`, and 12 more; if you mean none of these, remove this line, or keep it for your own theme: `extra: { zzzzqqq: 3 }`)"
        ],
    );
    shows(
        settings("zzzzqqq: 3"),
        str![
            "column.yaml:3:1: error: there is no field called `zzzzqqq` (the fields of `column.yaml` are `title`, `answered_by`, `base_url`, `currency`, `feed_aliases`, `footer`, `host`, `id`, and 20 more)"
        ],
    );
}

#[test]
fn a_date_under_another_name_is_one_mistake() {
    let letter = LETTER.replace("date:", "publishDate:");
    shows(
        Column::new().file("content/questions/a.md", letter).build().short(),
        str!["content/questions/a.md:3:1: error: there is no field called `publishDate` (write `date: 2026-03-02`)"],
    );
}

#[test]
fn an_old_address_is_written_from_its_first_slash() {
    shows(
        fields("aliases: [/old post/, old-post, \"https://ask.example/old/\", ../x.html]"),
        str![[r#"
content/questions/a.md:3:11: error: `/old post/` is not written the way an old address must be (write `/old%20post/`)
content/questions/a.md:3:23: error: `old-post` is not written the way an old address must be (write `/old-post/`)
content/questions/a.md:3:33: error: `https://ask.example/old/` is not written the way an old address must be (write `/old/`)
content/questions/a.md:3:61: error: `../x.html` is not written the way an old address must be (write `/x.html`)
"#]],
    );
}

#[test]
fn words_that_yaml_takes_for_something_else() {
    shows(
        fields("tags: [null, a]"),
        str![[
            r#"content/questions/a.md:3:8: error: without quotes, `null` counts as empty (if you mean the word, write `"null"`; otherwise, remove it)"#
        ]],
    );
    shows(
        fields("tags: [[a]]"),
        str!["content/questions/a.md:3:8: error: this must be plain text, but it is a list (remove the brackets: `a`)"],
    );
    shows(
        fields("tags: [{ b: c }]"),
        str![[
            r#"content/questions/a.md:3:8: error: this must be plain text, but it has fields with colons in it (if the colon is part of the text, put quotes around it: `"b: c"`)"#
        ]],
    );
}

#[test]
fn a_letter_that_is_followed_up_is_named_by_its_file() {
    let followed = |wanted: &str| {
        let later = LETTER.replace("T\n", &format!("U\nupdate_to: {wanted}\n")).replace("03-02", "04-02");
        Column::new().file("content/questions/a.md", LETTER).file("content/questions/b.md", later).build().short()
    };
    shows(
        followed("T"),
        str![
            "content/questions/b.md:3:12: error: this is the title of a letter, not the name of its file (write `a.md`)"
        ],
    );
    shows(
        followed("/questions/a/"),
        str!["content/questions/b.md:3:12: error: this is not the file name of a letter (write `a.md`)"],
    );
    shows(
        followed("../people/sol-marchetti.md"),
        str![
            "content/questions/b.md:3:12: error: this is not the file name of a letter (write the name of its file, such as `a-name.md`)"
        ],
    );
    shows(
        followed("b.md"),
        str![
            "content/questions/b.md:3:12: error: a letter can only follow up on an older one (write `update_to` in the newer of the two letters, or correct its `date`)"
        ],
    );
}

#[test]
fn an_argument_needs_its_name() {
    shows(
        template(r#"{{ page.date | date("%B") }}"#),
        str![[
            r#"templates/question.html:1:21: error: an argument needs its name before it (write `date(format="long")`; the formats are `short`, `long`, and those that the theme's `strings/` add as `date_…`)"#
        ]],
    );
    shows(
        template(r#"{{ t("older") }}"#),
        str![[r#"templates/question.html:1:6: error: an argument needs its name before it (write `t(key="older")`)"#]],
    );
    shows(
        template("{{ page.title | truncate(20) }}"),
        str!["templates/question.html:1:26: error: an argument needs its name before it (write `truncate(length=20)`)"],
    );
    shows(
        template("{{ t() }}"),
        str![[
            r#"templates/question.html:1:4: error: `t` needs the argument `key` (write `t(key="older")`; met while making the page `/questions/a/`)"#
        ]],
    );
    shows(
        template(r#"{{ page.date | date(format="year") }}"#),
        str![[
            r#"templates/question.html:1:16: error: the theme has no date format `year`; its formats are `short`, `long`; add another as a line such as `date_year: "{year}"` in `strings/`, or write a pattern such as `%Y-%m-%d` (met while making the page `/questions/a/`)"#
        ]],
    );
}

#[test]
fn what_is_not_closed_in_a_template() {
    shows(
        template("{% for tag in page.tags %}\n{{ tag.label }}\n"),
        str![
            "templates/question.html:1:1: error: this `{% for %}` is never closed (write `{% endfor %}` where it ends)"
        ],
    );
    shows(
        template("{% for tag in page.tags %}\n{% if tag %}\n{% endif %}\n{% endif %}\n"),
        str![
            "templates/question.html:4:4: error: `endif` is here, but the `for` before it is still open (write `{% endfor %}` before it, or in its place)"
        ],
    );
    shows(
        template("{% endif %}"),
        str![
            "templates/question.html:1:4: error: `endif` closes nothing: no `if` is open here (remove it, or write `{% if … %}` before it)"
        ],
    );
    shows(
        template("{{ page.title"),
        str!["templates/question.html:1:1: error: this `{{` is never closed (write `}}` at the end of it)"],
    );
}

#[test]
fn a_null_on_the_way_is_named() {
    shows(
        template("{{ page.older.title }}"),
        str![
            "templates/question.html:1:15: error: `page.older` is null on this page, so it has no `title` (check first: `{% if page.older %}{{ page.older.title }}{% endif %}`; met while making the page `/questions/a/`)"
        ],
    );
    shows(
        template("{% if page.tags %}{{ page.newer.path }}{% endif %}"),
        str![
            "templates/question.html:1:33: error: `page.newer` is null on this page, so it has no `path` (check first: `{% if page.newer %}{{ page.newer.path }}{% endif %}`; met while making the page `/questions/a/`)"
        ],
    );
}

#[test]
fn what_templates_of_other_tools_have() {
    shows(
        template("{{ page.title | upcase }}"),
        str!["templates/question.html:1:17: error: there is no filter `upcase` (write `upper`)"],
    );
    shows(
        template("{{ page.title | markdownify }}"),
        str![
            "templates/question.html:1:17: error: there is no filter `markdownify` (texts are HTML already: write `safe`)"
        ],
    );
    shows(
        template("{{ page.title | datum }}"),
        str![
            "templates/question.html:1:17: error: there is no filter `datum` (the filters are `date`, `filter`, `map`, `slice`, `slugify`, `striptags`, `truncate_words`, `urlencode`, and 40 more)"
        ],
    );
    shows(
        template("{{ url_for(x=1) }}"),
        str![
            "templates/question.html:1:4: error: there is no function `url_for` (the functions are `asset`, `t`, `range`, `throw`)"
        ],
    );
    shows(
        template("{% assign x = 1 %}"),
        str!["templates/question.html:1:4: error: there is no tag `assign` (write `{% set name = value %}`)"],
    );
    shows(
        template(r#"{% if page.title = "x" && page.date %}{% endif %}"#),
        str!["templates/question.html:1:18: error: templates have no `=` here (to compare, write `==`)"],
    );
    shows(
        template("{{ .Title }}"),
        str!["templates/question.html:1:4: error: templates have no `.` here (write `page` before it: `page.title`)"],
    );
}

#[test]
fn letters_end_in_md() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/questions/my-letter.md.txt", LETTER)
        .file("content/questions/second.txt", LETTER)
        .file("content/questions/third.docx", "PK");
    shows(
        column.build().short(),
        str![[r#"
content/questions/my-letter.md.txt: warning: the names of letters end in `.md`, so this file is not published (if it is a letter, give it the name `my-letter.md`; Windows hides the `.txt`: in File Explorer, choose View, Show, File name extensions)
content/questions/second.txt: warning: the names of letters end in `.md`, so this file is not published (if it is a letter, give it the name `second.md`; if it is a copy of one, remove it)
content/questions/third.docx: warning: the names of letters end in `.md`; this is a word-processor document, and no page links to it (if it is a letter, save its text as `third.md`; if it belongs to a letter, link to it there)
"#]],
    );
}

#[test]
fn files_in_folders_of_other_tools() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/_posts/2019-05-01-old.md", LETTER)
        .file("content/questons/new.md", LETTER)
        .file("content/x.md", LETTER);
    shows(
        column.build().short(),
        str![[r#"
content/_posts: error: no folder of `content/` is called `_posts`, so it is not read (move its file to `content/questions/`)
content/questons: error: no folder of `content/` is called `questons`, so it is not read (move its file to `content/questions/`)
content/x.md:1:1: error: this file is not in one of the folders that become pages (if it is a letter, move it to `content/questions/x.md`; the other folders are `content/programs/`, `content/people/`, and `content/pages/`)
"#]],
    );
}

#[test]
fn a_file_in_the_folder_of_another_kind_gets_one_error() {
    let profile = "---\ntitle: Archives Law\nprovider: State College\ncredential: professional certificate\n\
                   delivery: [online]\ntuition: { per_credit: \"USD 500\", credits: 12 }\n---\nText.\n";
    let letter =
        "---\ntitle: Moving\ndate: 2026-03-02\ntags: [manners]\nasker: { pen_name: Boxed In }\n---\nQ: W?\n\nSM: !\n";
    let page = "---\ntitle: About\n---\nTwo librarians answer letters. [Ask us](ask.md).\n";
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/questions/archives-law.md", profile)
        .file("content/questions/law/index.md", profile)
        .file("content/people/moving.md", letter)
        .file("content/programs/moving.md", letter)
        .file("content/pages/moving.md", letter)
        .file("content/pages/ada.md", "---\nname: Ada Quill\ninitials: AQ\n---\n")
        .file("content/questions/about.md", page)
        .file("content/questions/_index.md", "---\ntitle: Letters\n---\n");
    shows(
        column.build().short(),
        str![[r#"
content/pages/ada.md:2:1: error: this looks like a columnist: it has `name` and `initials` (move it to `content/people/ada.md`)
content/pages/moving.md:5:1: error: this looks like a letter: it has `asker` (move it to `content/questions/moving.md`)
content/people/moving.md:5:1: error: this looks like a letter: it has `asker` (move it to `content/questions/moving.md`)
content/programs/moving.md:5:1: error: this looks like a letter: it has `asker` (move it to `content/questions/moving.md`)
content/questions/_index.md:1:1: error: `_index.md` is a file for Hugo: callslip makes the list of a folder itself (remove this file)
content/questions/about.md:1:1: error: this looks like a page: it has no date and no question (if it is a page, move it to `content/pages/about.md`; if it is an article, add a line such as `date: 2026-03-02`)
content/questions/archives-law.md:3:1: error: this looks like a program profile: it has `provider`, `credential`, and `delivery` (move it to `content/programs/archives-law.md`)
content/questions/law/index.md:3:1: error: this looks like a program profile: it has `provider`, `credential`, and `delivery` (move it to `content/programs/law/index.md`)
"#]],
    );
}

#[test]
fn fields_of_another_kind_do_not_hide_what_a_file_is() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file(
            "content/questions/a.md",
            "---\ntitle: A\ndate: 2026-03-02\nprovider: X\ncourses: 5\n---\nQ: ?\n\nSM: !\n",
        )
        .file("content/questions/b.md", "---\ntitle: B\n---\nQ: ?\n\nSM: !\n")
        .file("content/questions/2026-03-02-c.md", "---\ntitle: C\n---\nAn article.\n")
        .file("content/people/d.md", "---\nname: D\ninitials: DD\nasker: { pen_name: X }\n---\n");
    shows(
        column.build().short(),
        str![[r#"
content/people/d.md:4:1: error: there is no field called `asker` (the fields of a columnist are `name`, `date`, `initials`, `description`, `draft`, `slug`, `aliases`, `extra`, and 5 more)
content/questions/a.md:4:1: error: there is no field called `provider` (the fields of a letter are `private`, `title`, `date`, `tags`, `asker`, `answered_by`, `description`, `draft`, and 12 more; if you mean none of these, remove this line, or keep it for your own theme: `extra: { provider: X }`)
content/questions/a.md:5:1: error: there is no field called `courses` (the fields of a letter are `title`, `date`, `tags`, `asker`, `answered_by`, `description`, `draft`, `slug`, and 12 more; if you mean none of these, remove this line, or keep it for your own theme: `extra: { courses: 5 }`)
content/questions/b.md:1:1: error: a letter needs the field `date` (add a line such as `date: 2026-03-02`)
"#]],
    );
}

#[test]
fn a_folder_with_a_wrong_name_gets_one_error() {
    let column = Column::new()
        .file("content/Questions/a.md", LETTER)
        .file("content/Questions/b.md", LETTER)
        .file("content/Questions/c/index.md", LETTER)
        .file("content/Questions/c/shelf.png", "")
        .file("content/posts/d.md", LETTER)
        .file("content/people.old/x.md", LETTER);
    shows(
        column.build().short(),
        str![[r#"
content/Questions: error: no folder of `content/` is called `Questions`, so it is not read (rename the folder to `questions`)
content/people.old/x.md:1:1: error: this file is not in one of the folders that become pages (if it is a letter, move it to `content/questions/x.md`; the other folders are `content/programs/`, `content/people/`, and `content/pages/`)
content/posts: error: no folder of `content/` is called `posts`, so it is not read (move its file to `content/questions/`)
"#]],
    );
}

#[test]
fn files_that_belong_elsewhere() {
    let column = Column::new()
        .letter("Q: ?\n\nSM: !\n")
        .file("content/static/humans.txt", "")
        .file("content/static/a/b.html", "")
        .file("content/questions/moving-on.html", "<p>A letter</p>")
        .file("static/robots.txt", "");
    shows(
        column.build().short(),
        str![[r#"
content/questions/moving-on.html: warning: letters end in `.md`; this is an HTML page, so it is not published (if it is a letter, copy its text into `moving-on.md`; to publish it as it is, move it to `static/`)
content/static/a/b.html: warning: this file is not published: `static/` belongs in the folder of `column.yaml` (move it to `static/a/b.html` there)
content/static/humans.txt: warning: this file is not published: `static/` belongs in the folder of `column.yaml` (move it to `static/humans.txt` there)
static/robots.txt: error: `/robots.txt` is an address that callslip itself uses (remove it: callslip writes this file itself, and lets search engines read every page)
"#]],
    );
}

#[test]
fn links_of_other_tools_are_shown_as_links() {
    let mut printed = String::new();
    for link in [
        "[[thank-a-librarian]]",
        "[[thank-a-librarian#Who|the other letter]]",
        "[[Thank a librarian]]",
        "[it]({% post_url 2019-01-01-thank-a-librarian %})",
        "[it]({{< ref \"questions/thank-a-librarian.md\" >}})",
        "{% link _posts/2019-01-01-thank-a-librarian.md %}",
        "{{ page.title }}",
    ] {
        printed += &Column::new().letter(&format!("Q: ?\n\nSM: See {link}.\n")).build().short();
    }
    shows(
        printed,
        str![[r#"
content/questions/loud-drums.md:7:9: warning: `[[thank-a-librarian]]` is left over from another program, and readers see it as it is (write `[thank-a-librarian](thank-a-librarian.md)`; to show it to readers, put it between backticks)
content/questions/loud-drums.md:7:9: warning: `[[thank-a-librarian#Who|the other letter]]` is left over from another program, and readers see it as it is (write `[the other letter](thank-a-librarian.md)`; to show it to readers, put it between backticks)
content/questions/loud-drums.md:7:9: warning: `[[Thank a librarian]]` is left over from another program, and readers see it as it is (write `[Thank a librarian](thank-a-librarian.md)`; to show it to readers, put it between backticks)
content/questions/loud-drums.md:7:14: warning: `{% post_url 2019-01-01-thank-a-librarian %}` is left over from another program, and readers see it as it is (write the name of the letter's file, such as `2019-01-01-thank-a-librarian.md` or `thank-a-librarian.md`; to show it to readers, put it between backticks)
content/questions/loud-drums.md:7:14: warning: `{{< ref "questions/thank-a-librarian.md" >}}` is left over from another program, and readers see it as it is (write the name of the letter's file, such as `thank-a-librarian.md`; to show it to readers, put it between backticks)
content/questions/loud-drums.md:7:9: warning: `{% link _posts/2019-01-01-thank-a-librarian.md %}` is left over from another program, and readers see it as it is (write the name of the letter's file, such as `2019-01-01-thank-a-librarian.md` or `thank-a-librarian.md`; to show it to readers, put it between backticks)
content/questions/loud-drums.md:7:9: warning: `{{ page.title }}` is left over from another program, and readers see it as it is (write it in Markdown, or remove it; to show it to readers, put it between backticks)
"#]],
    );
}

#[test]
fn what_is_beside_the_settings_is_not_read() {
    let letter = "---\ntitle: A\ndate: 2026-03-02\n---\nQ: Why?\n\nSM: So.\n";
    let column = Column::new()
        .file("content/questions/a.md", letter)
        .file("tags.yaml", "closed: yes\ntags:\n  noise:\n")
        .file("glossary.yml", "MLIS: Master of Library Science\n")
        .file("content/glossary.yaml", "RBS: Rare Book School\n")
        .file("people/ada-quill.md", "---\nname: Ada Quill\ninitials: AQ\n---\n")
        .file("programs/readme.txt", "Software.\n");
    assert_eq!(
        column.build().short(),
        "glossary.yml: warning: this file is not read: it belongs in `content/` (there is `content/glossary.yaml` already: \
         move what you need into it, and remove this one)\n\
         people: warning: this folder is not read: it belongs in `content/` (there is `content/people` already: move what \
         you need into it, and remove this one)\n\
         tags.yaml: warning: this file is not read: it belongs in `content/` (move it to `content/tags.yaml`)\n"
    );
}

#[test]
fn a_file_of_text_is_called_by_its_kind() {
    let person = "---\nname: Ada Quill\ninitials: AQ\n---\n";
    let column = Column::new().letter("Q: Why?\n\nSM: So.\n").file("content/people/ada.txt", person);
    assert_eq!(
        column.build().short(),
        "content/people/ada.txt: warning: the names of columnists' files end in `.md`, so this file is not published (if it is \
         a columnist's file, give it the name `ada.md`; if it is a copy of one, remove it)\n"
    );
}

#[test]
fn a_place_to_publish_to_without_its_kind() {
    let told = |target: &str| {
        let settings = format!("title: The Desk\npublish:\n  website: {target}\n");
        Column::new().letter("Q: Why?\n\nSM: So.\n").file("column.yaml", settings).build().short()
    };
    let all = "the kinds are `folder`, `git`, `command`, `sftp`, `webdav`, `s3`";
    for (target, help) in [
        (
            "{ ftp: example.org }",
            "write `website: { kind: sftp, server: example.org, path: public_html }`; callslip does not use FTP: most hosts \
             that have it offer SFTP, too",
        ),
        ("{ folder: /srv/desk }", "write `website: { kind: folder, path: /srv/desk }`"),
        ("{ path: /srv/desk }", "write `website: { kind: folder, path: /srv/desk }`"),
        ("{ server: me@a.example, path: www }", "write `website: { kind: sftp, server: me@a.example, path: www }`"),
        ("{ bucket: desk }", "write `website: { kind: s3, bucket: desk }`"),
        ("{ where: there }", "write `website: { kind: folder, path: /srv/www }`"),
    ] {
        let message = "column.yaml:3:12: error: a place to publish to needs the field `kind`";
        assert_eq!(told(target), format!("{message} ({help}; {all})\n"), "{target}");
    }
}
