//! Columns of 500 posts that were written for Jekyll or Hugo: the report is short, and what it says to do leaves silence.

use std::fmt::Write as _;

use snapbox::data::Inline;
use snapbox::str;

use crate::support::column::tree;
use crate::support::{Column, shows};

const POSTS: usize = 500;

/// A generator of pseudorandom numbers (xorshift): the posts are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn is_one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

const SUBJECTS: [&str; 12] = [
    "noise",
    "neighbors",
    "cataloging",
    "salary",
    "letters",
    "weeding",
    "patrons",
    "budgets",
    "moving",
    "storytime",
    "archives",
    "interviews",
];
const SENTENCES: [&str; 6] = [
    "My neighbor plays the drums until two in the morning.",
    "The county pays less than the city, and the drive is longer.",
    "I have weeded the travel guides twice since March.",
    "Nobody told me about the second interview.",
    "She says that the desk is hers on Thursdays.",
    "The archive keeps its letters in the cellar.",
];

/// A post, before it takes the form of a tool.
struct Post {
    number: usize,
    date: String,
    title: String,
    slug: String,
    tags: Vec<&'static str>,
    /// The paragraphs of the question, and those of the answer.
    question: String,
    answer: String,
}

fn posts(seed: u64) -> (Vec<Post>, Random) {
    let mut random = Random(seed);
    let posts = (0..POSTS).map(|number| {
        let (subject, other) = (random.one(&SUBJECTS), random.one(&SUBJECTS));
        let (year, month, day) = (2012 + number / 40, 1 + random.below(12), 1 + random.below(28));
        let mut text = |count| (0..count).map(|_| random.one(&SENTENCES)).collect::<Vec<_>>().join(" ");
        let (question, answer) = (text(2), format!("{}\n\n{}", text(3), text(2)));
        let tags = if subject == other { vec![subject] } else { vec![subject, other] };
        Post {
            number,
            date: format!("{year}-{month:02}-{day:02}"),
            title: format!("Of {subject} and {other}, letter {number}"),
            slug: format!("{subject}-{other}-{number}"),
            tags,
            question,
            answer,
        }
    });
    let posts = posts.collect();
    (posts, random)
}

fn column() -> Column {
    Column::new().file("static/images/desk.png", crate::support::png("desk"))
}

/// Jekyll's own habits: `layout`, a time of day with an offset, categories in one line, Liquid in the text.
fn jekyll() -> Column {
    let (posts, mut random) = posts(1);
    let slugs: Vec<_> = posts.iter().map(|post| format!("{}-{}", post.date, post.slug)).collect();
    posts.iter().fold(column(), |column, post| {
        let Post { date, title, slug, tags, question, answer, .. } = post;
        let mut text = format!(
            "---\nlayout: post\ntitle: \"{title}\"\ndate: {date} {}:05:00 -0400\ncategories: {}\ncomments: true\n---\nQ: {question}\n\nSM: {answer}\n",
            8 + random.below(10), tags.join(" ")
        );
        if random.is_one_in(4) {
            let _ = write!(text, "\nSee [an older letter]({{% post_url {} %}}).\n", random.one(&slugs.iter().map(|s| &**s).collect::<Vec<_>>()));
        }
        if random.is_one_in(5) {
            text += "\n![The desk]({{ site.baseurl }}/images/desk.png)\n";
        }
        if random.is_one_in(10) {
            text += "\n{% include ask.html %}\n";
        }
        if random.is_one_in(6) {
            text += "\nA closing word.\n{: .note}\n";
        }
        column.file(&format!("content/questions/{date}-{slug}.markdown"), text)
    })
}

/// Jekyll with plugins: addresses, old addresses, authors, pictures in front matter, posts that are not published.
fn jekyll_plugins() -> Column {
    let (posts, mut random) = posts(2);
    posts.iter().fold(column(), |column, post| {
        let Post { number, date, title, slug, tags, question, answer } = post;
        let mut text = format!("---\nlayout: single\ntitle: '{title}'\ndate: {date}\nauthor: Sol Marchetti\n");
        let _ = write!(text, "permalink: /advice/{slug}/\nredirect_from:\n  - /node/{number}\n  - /?p={number}\n");
        let _ = write!(text, "tags:\n{}", tags.iter().map(|tag| format!("  - {tag}\n")).collect::<String>());
        if random.is_one_in(3) {
            text += "image: /images/desk.png\n";
        }
        if random.is_one_in(8) {
            text += "excerpt: A letter about the desk\n";
        }
        if random.is_one_in(40) {
            text += "published: false\n";
        }
        let _ = write!(text, "---\n**Q:** {question}\n\n**SM:** {answer}\n");
        if random.is_one_in(5) {
            text += "\n<img src=\"/images/desk.png\" alt=\"The desk\" align=\"left\">\n";
        }
        column.file(&format!("content/questions/{date}-{slug}.md"), text)
    })
}

/// Hugo with YAML: an offset in the date, `draft`, `lastmod`, shortcodes, `relref`.
fn hugo() -> Column {
    let (posts, mut random) = posts(3);
    let slugs: Vec<_> = posts.iter().map(|post| &*post.slug).collect();
    posts.iter().fold(column(), |column, post| {
        let Post { number, date, title, slug, tags, question, answer } = post;
        let mut text = format!(
            "---\ntitle: \"{title}\"\ndate: {date}T10:00:00+01:00\nlastmod: {date}\ndraft: false\ntype: post\nweight: {number}\ncategories: [\"{}\"]\n",
            tags.join("\", \"")
        );
        if random.is_one_in(6) {
            let _ = write!(text, "aliases:\n  - /old/{number}/\n");
        }
        let _ = write!(text, "---\n\nQ: {question}\n\n<!--more-->\n\nSM: {answer}\n");
        if random.is_one_in(4) {
            let _ = write!(text, "\nSee [an older letter]({{{{< relref \"{}.md\" >}}}}).\n", random.one(&slugs));
        }
        if random.is_one_in(5) {
            text += "\n{{< figure src=\"/images/desk.png\" title=\"The desk\" >}}\n";
        }
        if random.is_one_in(12) {
            text += "\n{{% notice %}}\nBring your card.\n{{% /notice %}}\n";
        }
        column.file(&format!("content/questions/{slug}.md"), text)
    })
}

/// Hugo with TOML.
fn hugo_toml() -> Column {
    let (posts, mut random) = posts(4);
    posts.iter().fold(column(), |column, post| {
        let Post { date, title, slug, tags, question, answer, .. } = post;
        let mut text = format!(
            "+++\ntitle = \"{title}\"\ndate = {date}T10:00:00Z\ndraft = false\ntags = [\"{}\"]\n",
            tags.join("\", \"")
        );
        if random.is_one_in(5) {
            text += "[params]\n  toc = true\n";
        }
        let _ = write!(text, "+++\n\nQ: {question}\n\nSM: {answer}\n");
        column.file(&format!("content/questions/{slug}.md"), text)
    })
}

/// Hugo's folders with pictures, one columnist without a file, and letters that link to each other by address.
fn hugo_bundles() -> Column {
    let (posts, mut random) = posts(5);
    let slugs: Vec<_> = posts.iter().map(|post| &*post.slug).collect();
    posts.iter().fold(column(), |column, post| {
        let Post { date, title, slug, tags, question, answer, .. } = post;
        let mut text = format!(
            "---\ntitle: {title}\ndate: {date} 10:00\ntags: [{}]\nauthors: [peg]\ntoc: false\nmenu: main\n---\nQ: {question}\n\nPEG: {answer}\n",
            tags.join(", ")
        );
        if random.is_one_in(4) {
            let _ = write!(text, "\nSee [an older letter](/posts/{}/).\n", random.one(&slugs));
        }
        let folder = format!("content/questions/{slug}");
        let column = if random.is_one_in(5) {
            text += "\n![The desk](images/desk.png)\n";
            column.file(&format!("{folder}/images/desk.png"), crate::support::png("desk"))
        } else {
            column
        };
        column.file(&format!("{folder}/index.md"), text)
    })
}

/// The column after a change to each of its texts.
fn rewritten(column: Column, rewrite: impl Fn(&str) -> String) -> Column {
    let texts = tree(&column.root().join("content/questions"));
    texts.into_iter().filter(|(path, _)| !path.ends_with(".png")).fold(column, |column, (path, bytes)| {
        column.file(&format!("content/questions/{path}"), rewrite(&String::from_utf8(bytes).unwrap()))
    })
}

/// The text without these fields; what is indented below one goes with it.
fn without(text: &str, fields: &[&str]) -> String {
    let mut is_left_out = false;
    let mut kept = String::new();
    for line in text.lines() {
        is_left_out =
            fields.iter().any(|field| line.starts_with(&format!("{field}:"))) || is_left_out && line.starts_with(' ');
        if !is_left_out {
            kept += line;
            kept.push('\n');
        }
    }
    kept
}

/// The text with whatever is between two marks replaced, each time.
fn replaced(text: &str, start: &str, end: &str, with: impl Fn(&str) -> String) -> String {
    let mut parts = text.split(start);
    let mut whole = parts.next().unwrap().to_owned();
    for part in parts {
        let (within, rest) = part.split_once(end).unwrap();
        whole += &with(within);
        whole += rest;
    }
    whole
}

/// The report of a column, if it is short; and then the column with what the report says done, which must be sound.
#[track_caller]
fn becomes_sound(column: Column, expected: Inline, rewrite: impl Fn(&str) -> String) {
    let built = column.build();
    let report = built.grouped();
    shows(&report, expected);
    assert!(report.lines().count() < 60, "{} lines", report.lines().count());
    rewritten(column, rewrite).build().sound();
}

#[test]
fn a_column_from_jekyll() {
    becomes_sound(
        jekyll(),
        str![[r#"
error: callslip does not use `layout`
 --> content/questions/2012-01-02-patrons-budgets-32.markdown:2:1
  |
2 | layout: post
  | ^^^^^^ a letter has no such field
  |
  = help: remove this line, or keep it for yourself: `private: { layout: post }`
  = also: content/questions/2012-01-06-interviews-patrons-27.markdown:2:1, content/questions/2012-01-16-patrons-budgets-28.markdown:2:1 and 497 more
  = also: content/questions/2012-01-02-patrons-budgets-32.markdown:6:1: callslip does not use `comments`, 500 times (remove this line, or keep it for yourself: `private: { comments: true }`)

error: there is no field called `categories`
 --> content/questions/2012-01-02-patrons-budgets-32.markdown:5:1
  |
5 | categories: patrons budgets
  | ^^^^^^^^^^ a letter has no such field
  |
  = help: write `tags: [patrons budgets]`
  = also: content/questions/2012-01-06-interviews-patrons-27.markdown:5:1, content/questions/2012-01-16-patrons-budgets-28.markdown:5:1 and 497 more

warning: `{: .note}` is left over from another program, and readers see it as it is
  --> content/questions/2012-01-02-patrons-budgets-32.markdown:15:1
   |
15 | {: .note}
   | ^^^^^^^^^
   |
   = help: write it in Markdown, or remove it; to show it to readers, put it between backticks
   = also: content/questions/2012-02-18-cataloging-cataloging-36.markdown:15:1, content/questions/2012-04-22-weeding-interviews-8.markdown:15:1 and 45 more
   = also: content/questions/2012-02-20-weeding-noise-16.markdown:14:1: `{% include ask.html %}` is left over from another program, and readers see it as it is, 33 times

warning: `{% post_url 2018-12-10-neighbors-letters-254 %}` is left over from another program, and readers see it as it is
  --> content/questions/2013-08-02-budgets-weeding-77.markdown:14:23
   |
14 | See [an older letter]({% post_url 2018-12-10-neighbors-letters-254 %}).
   |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write the name of the letter's file, such as `2018-12-10-neighbors-letters-254.md` or `neighbors-letters-254.md`; to show it to readers, put it between backticks
   = also: content/questions/2018-02-16-neighbors-weeding-264.markdown:14:23, content/questions/2022-12-27-noise-neighbors-409.markdown:14:23
   = also: 120 more of this kind

warning: `{{ site.baseurl }}` is left over from another program, and readers see it as it is
  --> content/questions/2012-03-27-cataloging-weeding-38.markdown:14:13
   |
14 | ![The desk]({{ site.baseurl }}/images/desk.png)
   |             ^^^^^^^^^^^^^^^^^^
   |
   = help: remove it, so that the address is `/images/desk.png`; to show it to readers, put it between backticks
   = also: content/questions/2012-08-22-letters-interviews-30.markdown:14:13, content/questions/2012-11-23-moving-interviews-10.markdown:14:13 and 60 more

To see every mistake in full, add --all: `callslip check --all`
"#]],
        |text| {
            let text = without(text, &["layout", "comments"]);
            let text = replaced(&text, "categories: ", "\n", |tags| format!("tags: [{}]\n", tags.replace(' ', ", ")));
            let text = replaced(&text, "{% post_url ", " %}", |name| format!("{name}.markdown"));
            text.replace("{{ site.baseurl }}", "").replace("{% include ask.html %}\n", "").replace("{: .note}\n", "")
        },
    );
}

#[test]
fn a_column_from_jekyll_with_plugins() {
    becomes_sound(
        jekyll_plugins(),
        str![[r#"
error: callslip does not use `layout`
 --> content/questions/2012-01-02-salary-moving-25.md:2:1
  |
2 | layout: single
  | ^^^^^^ a letter has no such field
  |
  = help: remove this line, or keep it for yourself: `private: { layout: single }`
  = also: content/questions/2012-01-04-moving-patrons-29.md:2:1, content/questions/2012-01-13-letters-storytime-15.md:2:1 and 497 more

error: there is no field called `author`
 --> content/questions/2012-01-02-salary-moving-25.md:5:1
  |
5 | author: Sol Marchetti
  | ^^^^^^ a letter has no such field
  |
  = help: write `answered_by: SM`
  = also: content/questions/2012-01-04-moving-patrons-29.md:5:1, content/questions/2012-01-13-letters-storytime-15.md:5:1 and 497 more
  = also: content/questions/2012-01-02-salary-moving-25.md:7:1: there is no field called `redirect_from`, 500 times (write `aliases: [/node/25, "/?p=25"]`)
  = also: content/questions/2012-04-06-weeding-weeding-38.md:12:1: there is no field called `excerpt`, 60 times (write `description: A letter about the desk`)
  = also: content/questions/2012-04-25-archives-moving-10.md:13:1: there is no field called `published`, 14 times (write `draft: yes`)

error: there is no field called `permalink`
 --> content/questions/2012-01-02-salary-moving-25.md:6:1
  |
6 | permalink: /advice/salary-moving-25/
  | ^^^^^^^^^ a letter has no such field
  |
  = help: so that this old address leads here, write `aliases: [/advice/salary-moving-25/]`
  = help: to choose the end of the new address, write `slug: salary-moving-25`
  = also: content/questions/2012-01-04-moving-patrons-29.md:6:1, content/questions/2012-01-13-letters-storytime-15.md:6:1 and 497 more

error: there is no field called `image`
  --> content/questions/2012-01-02-salary-moving-25.md:13:1
   |
13 | image: /images/desk.png
   | ^^^^^ a letter has no such field
   |
   = help: put it into the text, where readers are to see it: `![What it shows](a-picture.jpg)`
   = also: content/questions/2012-01-04-moving-patrons-29.md:13:1, content/questions/2012-01-13-letters-storytime-15.md:13:1 and 177 more

warning: `align=` is left out
  --> content/questions/2012-01-18-storytime-moving-14.md:20:1
   |
20 | <img src="/images/desk.png" alt="The desk" align="left">
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: remove it: a theme decides how things look and behave
   = also: content/questions/2012-03-04-moving-salary-33.md:20:1, content/questions/2012-04-02-interviews-cataloging-20.md:21:1 and 108 more

To see every mistake in full, add --all: `callslip check --all`
"#]],
        |text| {
            let text = without(text, &["layout", "image"]);
            let text = replaced(&text, "permalink: /advice/", "/\n", |slug| format!("slug: {slug}\n"));
            let text = replaced(&text, "  - /?p=", "\n", |_| String::new());
            let text = text.replace("author: Sol Marchetti", "answered_by: SM").replace("redirect_from:", "aliases:");
            let text = text.replace("published: false", "draft: yes").replace(" align=\"left\"", "");
            text.replace("excerpt:", "description:")
        },
    );
}

#[test]
fn a_column_from_hugo() {
    becomes_sound(
        hugo(),
        str![[r#"
error: there is no field called `lastmod`
 --> content/questions/archives-archives-137.md:4:1
  |
4 | lastmod: 2015-10-18
  | ^^^^^^^ a letter has no such field
  |
  = help: write `updated: 2015-10-18`
  = also: content/questions/archives-archives-451.md:4:1, content/questions/archives-budgets-216.md:4:1 and 497 more
  = also: content/questions/archives-archives-137.md:8:1: there is no field called `categories`, 500 times (write `tags: [archives]`)

error: callslip does not use `type`
 --> content/questions/archives-archives-137.md:6:1
  |
6 | type: post
  | ^^^^ a letter has no such field
  |
  = help: remove this line, or keep it for yourself: `private: { type: post }`
  = also: content/questions/archives-archives-451.md:6:1, content/questions/archives-budgets-216.md:6:1 and 497 more
  = also: content/questions/archives-archives-137.md:7:1: callslip does not use `weight`, 500 times (remove this line, or keep it for yourself: `private: { weight: 137 }`)

warning: `{{< figure src="/images/desk.png" title="The desk" >}}` is left over from another program, and readers see it as it is
  --> content/questions/archives-cataloging-74.md:19:1
   |
19 | {{< figure src="/images/desk.png" title="The desk" >}}
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write it in Markdown, or remove it; to show it to readers, put it between backticks
   = also: content/questions/archives-letters-110.md:19:1, content/questions/archives-patrons-30.md:19:1 and 78 more
   = also: content/questions/archives-archives-451.md:19:1: `{{% notice %}}` is left over from another program, and readers see it as it is, 28 times

warning: `{{< relref "interviews-budgets-404.md" >}}` is left over from another program, and readers see it as it is
  --> content/questions/budgets-budgets-305.md:19:23
   |
19 | See [an older letter]({{< relref "interviews-budgets-404.md" >}}).
   |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write the name of the letter's file, such as `interviews-budgets-404.md`; to show it to readers, put it between backticks
   = also: content/questions/patrons-budgets-10.md:19:23, content/questions/patrons-storytime-447.md:19:23
   = also: 117 more of this kind

To see every mistake in full, add --all: `callslip check --all`
"#]],
        |text| {
            let text =
                without(text, &["type", "weight"]).replace("lastmod:", "updated:").replace("categories:", "tags:");
            let text = replaced(&text, "{{< relref \"", "\" >}}", ToOwned::to_owned);
            let picture = "{{< figure src=\"/images/desk.png\" title=\"The desk\" >}}";
            let text = text.replace(picture, "![The desk](/images/desk.png)");
            text.replace("{{% notice %}}\n", "").replace("{{% /notice %}}\n", "")
        },
    );
}

#[test]
fn a_column_from_hugo_in_toml() {
    becomes_sound(
        hugo_toml(),
        str![[r#"
error: the fields at the top of this file are written in TOML, which callslip does not read
 --> content/questions/archives-archives-135.md:1:1
  |
1 | +++
  | ^^^
  |
  = help: write them like this:
  = also: content/questions/archives-budgets-173.md:1:1, content/questions/archives-budgets-354.md:1:1 and 497 more
    ---
    title: "Of archives and archives, letter 135"
    date: 2015-01-26T10:00:00Z
    draft: false
    tags: [archives]
    ---

To see every mistake in full, add --all: `callslip check --all`
"#]],
        |text| {
            let text = text.replace("+++", "---").replace("[params]\n  toc = true\n", "");
            let (fields, letter) = text.split_once("\n---\n").unwrap();
            format!("{}\n---\n{letter}", fields.replace(" = ", ": "))
        },
    );
}

#[test]
fn a_column_from_hugo_with_folders() {
    becomes_sound(
        hugo_bundles(),
        str![[r#"
error: there is no field called `authors`
 --> content/questions/archives-archives-234/index.md:5:1
  |
5 | authors: [peg]
  | ^^^^^^^ a letter has no such field
  |
  = help: the only columnist is Sol Marchetti: write `answered_by: SM`
  = help: if somebody else answers, make a file for that columnist: `callslip new person "peg"`
  = also: content/questions/archives-archives-377/index.md:5:1, content/questions/archives-archives-434/index.md:5:1 and 497 more

error: callslip does not use `toc`
 --> content/questions/archives-archives-234/index.md:6:1
  |
6 | toc: false
  | ^^^ a letter has no such field
  |
  = help: remove this line, or keep it for yourself: `private: { toc: false }`
  = also: content/questions/archives-archives-377/index.md:6:1, content/questions/archives-archives-434/index.md:6:1 and 497 more

error: there is no field called `menu`
 --> content/questions/archives-archives-234/index.md:7:1
  |
7 | menu: main
  | ^^^^ a letter has no such field
  |
  = help: the fields of a letter are `title`, `date`, `tags`, `asker`, `answered_by`, `description`, `draft`, `slug`, and 12 more
  = help: if you mean none of these, remove this line, or keep it for your own theme: `extra: { menu: main }`
  = also: content/questions/archives-archives-377/index.md:7:1, content/questions/archives-archives-434/index.md:7:1 and 497 more

error: this question has no answer
  --> content/questions/archives-archives-234/index.md:11:1
   |
 9 | Q: My neighbor plays the drums until two in the morning. I have weeded the travel guides twice since March.
   | -- the question
10 |
11 | PEG: The county pays less than the city, and the drive is longer. My neighbor plays the drums until two in the morning. Nobody told ...
   | ^^^^ no file in `content/people/` has the initials `PEG`
   |
   = help: begin the answer with `SM:`
   = help: or, if the columnist's file is gone, bring it back; if it has other initials, correct them
   = also: content/questions/archives-archives-377/index.md:11:1, content/questions/archives-archives-434/index.md:11:1 and 497 more

error: there is no page at `/posts/cataloging-salary-230/`
  --> content/questions/budgets-letters-409/index.md:15:23
   |
15 | See [an older letter](/posts/cataloging-salary-230/).
   |                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: link to the file that the page is made from, such as `../questions/loud-drums.md`
   = also: content/questions/salary-interviews-150/index.md:15:23
   = also: content/questions/budgets-patrons-10/index.md:15:23: there is no page at `/posts/cataloging-noise-329/`, 2 times
   = also: 108 more of this kind

To see every mistake in full, add --all: `callslip check --all`
"#]],
        |text| {
            let text =
                without(text, &["toc", "menu"]).replace("authors: [peg]", "answered_by: SM").replace("PEG:", "SM:");
            replaced(&text, "](/posts/", "/)", |slug| format!("](../{slug}/index.md)"))
        },
    );
}
