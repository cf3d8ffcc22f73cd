//! What a theme may count on: the fields that themes of other tools need.

use std::fmt::Write;
use std::path::Path;

use snapbox::str;

use crate::support::column::tree;
use crate::support::pictures::png_of;
use crate::support::{Column, shows};
use crate::themes::column as everything;

/// A column whose home page is this template and nothing else.
fn home(template: &str) -> Column {
    Column::new().file("templates/home.html", template)
}

#[test]
fn a_card_has_what_a_magazine_shows() {
    let card = "{% for card in page.letters %}\
        <li>{{ card.title }}: {{ card.pen_name }}, {{ card.minutes }} min, \
        {{ card.standfirst }}, {{ card.extra.mood if card.extra else \"no mood\" }}, \
        {{ card.picture.path ~ \" \" ~ card.picture.alt ~ \" \" ~ card.picture.width if card.picture else \"no picture\" }}\n\
        {%- endfor %}\n<li>{{ page.lead.title }}: {{ page.lead.pen_name }}, {{ page.lead.minutes }}\n";
    let column = home(card)
        .file("content/questions/shelf.png", png_of(3, 2))
        .file(
            "content/questions/drums.md",
            "---\ntitle: Drums\ndate: 2026-03-03\nextra: { mood: calm }\nasker: { pen_name: Nora }\n---\n\
             Q: Why?\n\nSM: ![A shelf](shelf.png)\n",
        )
        .file(
            "content/questions/essay.md",
            "---\ntitle: Essay\ndate: 2026-03-02\nstandfirst: On <noise>.\n---\nText.\n",
        )
        .file(
            "content/questions/lead.md",
            "---\ntitle: Lead\ndate: 2026-03-05\nasker: { pen_name: Ida }\n---\nQ: ?\n\nSM: !\n",
        );
    shows(
        column.build().text("index.html"),
        str![[r#"
<li>Drums: Nora, 1 min, , calm, /questions/shelf.png A shelf 3<li>Essay: , 1 min, On &lt;noise&gt;., no mood, no picture
<li>Lead: Ida, 1
"#]],
    );
}

#[test]
fn a_person_has_a_bio() {
    let template = "{% for one in site.people %}<p>{{ one.name }}: {{ one.bio if one.bio else \"-\" }}\n{% endfor %}\
        {% for one in page.lead.answered_by %}<i>{{ one.name }}: {{ one.bio if one.bio else \"-\" }}\n{% endfor %}";
    let column = home(template)
        .file("content/people/b.md", "---\nname: Bo\ninitials: BO\n---\nBo *hums* a lot.\n")
        .file("content/people/c.md", "---\nname: Cy\ninitials: CY\ndescription: Cy & co.\n---\nText.\n")
        .file("content/people/d.md", "---\nname: Di\ninitials: DI\n---\n")
        .file(
            "content/questions/a.md",
            "---\ntitle: A\ndate: 2026-03-05\nguest: { name: Gus, initials: GU }\n---\nQ: ?\n\nGU: !\n\nCY: ?\n",
        );
    shows(
        column.build().text("index.html"),
        str![[r#"
<p>Bo: Bo hums a lot.
<p>Cy: Cy &amp; co.
<p>Di: -
<p>Sol Marchetti: -
<i>Gus: -
<i>Cy: Cy &amp; co.
"#]],
    );
}

#[test]
fn a_pager_has_the_numbers_of_near_pages() {
    let template = "{% for one in page.pager.numbers %}{% if one.gap %} …{% endif %} \
        {{ \"[\" ~ one.number ~ \"]\" if one.here else one.number }}={{ one.path }}{% endfor %}\n";
    let mut column = home(template).file("column.yaml", "title: T\nletters_per_page: 1\n");
    for day in 1..=10 {
        let text = format!("---\ntitle: L{day}\ndate: 2026-03-{day:02}\n---\nQ: ?\n\nSM: !\n");
        column = column.file(&format!("content/questions/l{day}.md"), text);
    }
    let built = column.build();
    let mut all = String::new();
    for page in 1..=10 {
        let file = if page == 1 { "index.html".to_owned() } else { format!("page/{page}/index.html") };
        let _ = write!(all, "{}", built.text(&file));
    }
    shows(
        all,
        str![[r#"
 [1]=/ 2=/page/2/ 3=/page/3/ … 10=/page/10/
 1=/ [2]=/page/2/ 3=/page/3/ 4=/page/4/ … 10=/page/10/
 1=/ 2=/page/2/ [3]=/page/3/ 4=/page/4/ 5=/page/5/ … 10=/page/10/
 1=/ 2=/page/2/ 3=/page/3/ [4]=/page/4/ 5=/page/5/ 6=/page/6/ … 10=/page/10/
 1=/ 2=/page/2/ 3=/page/3/ 4=/page/4/ [5]=/page/5/ 6=/page/6/ 7=/page/7/ … 10=/page/10/
 1=/ … 4=/page/4/ 5=/page/5/ [6]=/page/6/ 7=/page/7/ 8=/page/8/ 9=/page/9/ 10=/page/10/
 1=/ … 5=/page/5/ 6=/page/6/ [7]=/page/7/ 8=/page/8/ 9=/page/9/ 10=/page/10/
 1=/ … 6=/page/6/ 7=/page/7/ [8]=/page/8/ 9=/page/9/ 10=/page/10/
 1=/ … 7=/page/7/ 8=/page/8/ [9]=/page/9/ 10=/page/10/
 1=/ … 8=/page/8/ 9=/page/9/ [10]=/page/10/
"#]],
    );
    let one = home("{{ page.pager.numbers | length }}").letter("Q: ?\n\nSM: !\n").build();
    assert_eq!(one.text("index.html"), "0");
}

/// What a template of one expression writes.
#[track_caller]
fn written(expression: &str) -> String {
    let column = home(&format!("{{{{ {expression} }}}}")).file("column.yaml", "title: T\nlanguage: de\n").file(
        "content/questions/a.md",
        "---\ntitle: A\ndate: 2026-03-02\ntags: [b, c, d]\n---\nQ: Eins & <zwei>, drei?\n\nSM: !\n",
    );
    column.build().text("index.html")
}

#[test]
fn lists_have_the_filters_that_other_tools_have() {
    for (expression, expected) in [
        ("page.lead.tags | map(attribute=\"label\") | join(sep=\",\")", "b,c,d"),
        (
            "page.lead.tags | filter(attribute=\"label\", value=\"c\") | map(attribute=\"path\") | join(sep=\",\")",
            "/tags/c/",
        ),
        ("page.lead.tags | filter(attribute=\"programs\") | length", "0"),
        ("page.lead.tags | filter(attribute=\"letters\") | length", "3"),
        ("page.lead.tags | filter(attribute=\"programs\", value=\"0\") | length", "3"),
        ("page.lead.tags | filter(attribute=\"programs\", value=\"00\") | length", "0"),
        ("page.lead.tags | filter(attribute=\"label\", value=0) | length", "0"),
        ("page.lead.tags | slice(end=2) | map(attribute=\"label\") | join", "bc"),
        ("page.lead.tags | slice(start=-2) | map(attribute=\"label\") | join", "cd"),
        ("page.lead.tags | slice(start=2, end=1) | length", "0"),
        ("page.lead.tags | slice(start=-9, end=9) | length", "3"),
        ("\"käse\" | slice(start=1, end=-1)", "äs"),
        ("\"🇩🇪🇫🇷\" | slice(start=-1)", "🇫🇷"),
        ("\"käse\" | slice(start=-9, end=9)", "käse"),
        ("\"käse\" | slice(start=3, end=-3)", ""),
        ("page.lead.tags | map(attribute=\"label\") | to_sentence", "b, c und d"),
        ("page.lead.tags | map(attribute=\"label\") | to_sentence(length=2)", "b und c"),
        ("page.lead.tags | map(attribute=\"label\") | to_sentence(length=1)", "b"),
        ("page.lead.tags | map(attribute=\"label\") | to_sentence(length=0)", ""),
        ("[1, 2] | to_sentence", "1 und 2"),
        ("[] | to_sentence", ""),
    ] {
        assert_eq!(written(expression), expected, "{expression}");
    }
}

#[test]
fn texts_have_the_filters_that_other_tools_have() {
    for (expression, expected) in [
        ("page.lead.question.html | striptags", "Eins &amp; &lt;zwei&gt;, drei?"),
        ("\"Größe & Maß!\" | slugify", "grosse-mass"),
        ("\"Don't  stop\" | slugify", "dont-stop"),
        ("\"one two, three\" | truncate_words(length=2)", "one two…"),
        ("\"one two\" | truncate_words(length=2)", "one two"),
        ("\"one two\" | truncate_words(length=0, end=\"\")", ""),
        ("page.lead.date | date(format=\"%d.%m.%Y\")", "02.03.2026"),
        ("page.lead.date | date(format=\"%-d. %B %Y, 100%%\")", "2. März 2026, 100%"),
        ("page.lead.date | date(format=\"%e/%-m\")", "2/3"),
    ] {
        assert_eq!(written(expression), expected, "{expression}");
    }
}

#[test]
fn what_only_some_authors_wrote_is_null_for_the_others() {
    let template = "{{ site.recent | filter(attribute=\"extra.mood\") | map(attribute=\"title\") | join(sep=\",\") }} \
        {{ site.recent | filter(attribute=\"extra.mood\", value=\"sour\") | length }}\n";
    let letter =
        |title: &str, extra: &str| format!("---\ntitle: {title}\ndate: 2026-03-02\n{extra}---\nQ: ?\n\nSM: !\n");
    let column = home(template)
        .file("content/questions/a.md", letter("A", "extra: { mood: calm }\n"))
        .file("content/questions/b.md", letter("B", ""))
        .file("content/questions/c.md", letter("C", "extra: { other: 1 }\n"));
    assert_eq!(column.build().text("index.html"), "A 0\n");
}

#[test]
fn a_filter_says_what_it_needs() {
    for (expression, expected) in [
        (
            "page.lead.answered_by | map(attribute=\"nmae\") | join",
            "an entry of this list has no field `nmae`; did you mean `name`?",
        ),
        ("page.lead | slice(end=1)", "`slice` needs a list or a text, and this is a value with fields"),
        ("page.lead | first", "this is a value with fields, where a list is expected"),
        ("page.lead.title | slice(start=1.5)", "this is a number with a fraction, where a whole number is expected"),
        (
            "page.lead.title | slice(start=\"1\")",
            "this is text, where a number is expected: numbers have no quotation marks",
        ),
        ("page.lead.title | truncate_words(length=-1)", "`-1` cannot be used here: it must be 0 or more"),
        ("page.lead.minutes | date", "this is a number, not a date such as `2026-03-02`"),
        (
            "page.lead.date | date(format=\"%A, %d %B %y\")",
            "a date has no `%A` and no `%y` here: leave out the day of the week, and for the year, write `%Y`; there are `%Y` (2026), ",
        ),
        ("page.lead.date | date(format=\"%-H\")", "a date has no `%-H` here: leave out the time of day; there are "),
        ("page.lead.date | date(format=\"%Q\")", "a date has no `%Q` here: there are `%Y` (2026), "),
        ("page.lead.date | date(format=\"%Y%\")", "write `%%` for a percent sign in a date"),
    ] {
        let column = home(&format!("{{{{ {expression} }}}}")).letter("Q: ?\n\nSM: !\n");
        let report = column.build().report();
        assert!(report.contains(expected), "{expression}: {report}");
    }
}

/// The column of `themes` with a theme of `tests/themes/`, which nobody changes: it is as a columnist made it once.
fn with_frozen_theme(name: &str) -> Column {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes").join(name);
    let settings = format!("title: The Desk\nbase_url: https://desk.example\ntheme: {name}\n");
    let files = tree(&folder).into_iter().map(|(path, bytes)| (format!("themes/{name}/{path}"), bytes));
    files.fold(everything().file("column.yaml", settings), |column, (path, bytes)| column.file(&path, bytes))
}

#[test]
fn themes_of_an_earlier_day_still_work() {
    for name in ["broadsheet-2026-11", "pamphlet"] {
        let built = with_frozen_theme(name).build();
        assert_eq!(built.report(), everything().build().report(), "{name}");
        // Only what extends reading-room has its template of the page on feeds.
        assert_eq!(built.files().iter().any(|file| file == "subscribe/index.html"), name != "pamphlet");
        let (page, stylesheet) = (built.page("/questions/drums/"), name.split('-').next().unwrap_or(name));
        assert!(page.contains("May I complain?") && page.contains(&format!("assets/{stylesheet}.")), "{page}");
    }
}

/// A template that lists the headings of a text, and says which of their ids the HTML lacks.
const CONTENTS: &str = "{% for heading in HEADINGS %}\
    {{ heading.level }} #{{ heading.id }} {{ heading.title | safe }} / {{ heading.plain }}\
    {% set tag = '<h' ~ heading.level ~ ' id=\"' ~ heading.id ~ '\"' %}{% if not tag in HTML %} LOST{% endif %}\n\
    {% endfor %}";

fn contents(headings: &str, html: &str) -> String {
    CONTENTS.replace("HEADINGS", headings).replace("HTML", html)
}

#[test]
fn a_text_has_its_headings() {
    let text = "# One & *only*\n\nA\n==\n\n### Deep `<b>`\n\n## A\n\n## [A link](/), [another](https://a.example)[^1]\n\n\
        ## {#mine}\n\n## Named {#mine-2 .big}\n\n## ![A *picture* & so](a.png)\n\n## ![](a.png) \"Quoted\"\n\n\
        - # In a list\n\n> # In a quotation\n\nTwo\\\nlines\n---\n\n[^1]: # In a note\n\n    Text\n";
    let column = Column::new()
        .file("content/pages/a.png", png_of(1, 1))
        .file("content/pages/all.md", format!("---\ntitle: All\n---\n{text}"))
        .file("templates/page.html", contents("page.headings", "page.html"));
    shows(
        column.build().text("all/index.html"),
        str![[r#"
2 #one-only One &amp; <em>only</em> / One &amp; only
2 #a A / A
4 #deep-b Deep <code>&lt;b&gt;</code> / Deep &lt;b&gt;
3 #a-2 A / A
3 #a-link-another A link, another / A link, another
3 #mine-2 Named / Named
3 #a-picture-so A picture &amp; so / A picture &amp; so
3 #quoted “Quoted” / “Quoted”
2 #in-a-list In a list / In a list
2 #in-a-quotation In a quotation / In a quotation
3 #two-lines Two 
lines / Two lines
"#]],
    );
}

#[test]
fn headings_of_html_are_listed_as_they_are() {
    let text = "<h2>None</h2>\n\n<h2 id=\"a\">A<br>B &amp; <b id=\"b\">C</b> <span lang=\"fr\">D</span></h2>\n\n\
        <h4 id=c><a href=\"/\">E</a><svg viewBox=\"0 0 1 1\"><title>No</title></svg></h4>\n\n\
        <h3 id=\"d\">\n\n*Mark*down\n\n</h3>\n\n## F <sup>2</sup> <sub id=\"e\">3</sub> <img src=\"a.png\" alt=\"x > y\">\n\n\
        <h2 id=\"f\"><div>G</div><div>H</div></h2>\n\n<h2 id=\"empty\"></h2>\n\n## A\n\n<a name=\"g\"></a>\n\n## G\n";
    let column = Column::new()
        .file("content/pages/a.png", png_of(1, 1))
        .file("content/pages/all.md", format!("---\ntitle: All\n---\n{text}"))
        .file("templates/page.html", contents("page.headings", "page.html"));
    shows(
        column.build().text("all/index.html"),
        str![[r#"
2 #a A B &amp; <b>C</b> <span lang="fr">D</span> / A B &amp; C D
4 #c E / E
3 #d <em>Mark</em>down / Markdown
2 #f-2-3 F <sup>2</sup> <sub>3</sub> / F 2 3
2 #f G  H / G H
2 #a-2 A / A
2 #g-2 G / G
"#]],
    );
}

#[test]
fn every_text_of_a_page_has_its_headings() {
    let letter = format!(
        "{}{{% for turn in page.turns %}}{{{{ turn.anchor }}}}: {{{{ turn.headings | length }}}}\n{}{{% endfor %}}",
        contents("page.headings", "page.introduction"),
        contents("turn.headings", "turn.html"),
    );
    let other = contents("page.headings", "page.html");
    let built = Column::new()
        .file("templates/question.html", letter)
        .file("templates/program.html", &other)
        .file("templates/person.html", &other)
        .file(
            "content/questions/a.md",
            "---\ntitle: A\ndate: 2026-03-02\n---\n# Intro\n\nText.\n\nQ: ?\n\n# Q1\n\nSM: !\n\n# Tips\n\n## More\n\nQ: ?\n\nSM: # Tips\n\n!\n",
        )
        .file("content/questions/essay.md", "---\ntitle: Essay\ndate: 2026-03-01\n---\n# One\n\nText.\n")
        .file("content/people/b.md", "---\nname: Bo\ninitials: BO\n---\n# Life\n\nText.\n")
        .file("content/people/c.md", "---\nname: Cy\ninitials: CY\n---\n")
        .file("content/programs/d.md", "---\ntitle: D\nprovider: E\n---\n# Costs\n\nText.\n")
        .build();
    shows(
        built.text("questions/a/index.html"),
        str![[r#"
2 #intro Intro / Intro
q1: 1
3 #q1-2 Q1 / Q1
q1-sm: 2
3 #tips Tips / Tips
4 #more More / More
q2: 0
q2-sm: 1
3 #tips-2 Tips / Tips
"#]],
    );
    shows(built.text("questions/essay/index.html"), str!["2 #one One / One"]);
    shows(built.text("people/b/index.html"), str!["2 #life Life / Life"]);
    shows(built.text("people/c/index.html"), str![[r#""#]]);
    shows(built.text("programs/d/index.html"), str!["2 #costs Costs / Costs"]);
}

#[test]
fn a_copy_that_the_theme_has_since_changed() {
    let theme = "name: t\nversion: 1.0.0\nextends: reading-room\n";
    let column = |first: &str, now: &str| {
        let column = Column::new().letter("Q: ?\n\nSM: !\n").file("column.yaml", "title: T\ntheme: t\n");
        let column = column.file("themes/t/theme.yaml", theme).file("themes/t/templates/question.html", now);
        column.file("templates/question.html", format!("{first}\n<p>a</p>\n<p>mine</p>\n")).build().report()
    };
    let old = "{#- Copied from t: 0123456789 -#}";
    let report = column(old, "<p>a</p>\n<p>theirs</p>\n");
    shows(
        report.as_str(),
        str![[r#"
warning: t has another `question.html` now than when this copy was made
 --> templates/question.html:1:20
  |
1 | {#- Copied from t: 0123456789 -#}
  |                    ^^^^^^^^^^
  |
  = help: take over what you want, then write `b5db64c524` here
  = help: from your copy (-) to the theme's (+):
    - <p>mine</p>
    + <p>theirs</p>
"#]],
    );
    // What the message says to write ends it, and a copy that equals the theme's needs none.
    let new = report.split("then write `").nth(1).and_then(|rest| rest.split('`').next()).unwrap();
    shows(column(&old.replace("0123456789", new), "<p>a</p>\n<p>theirs</p>\n"), str![[r#""#]]);
    shows(column(old, "<p>a</p>\n<p>mine</p>\n"), str![[r#""#]]);
    shows(column("{# Copied from t #}", "<p>a</p>\n"), str![[r#""#]]);
}
