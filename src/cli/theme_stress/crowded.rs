//! Too much of everything: the longest and the shortest, all there is and nothing, forty and twelve.

use std::fmt::Write;

use super::{File, file};

const EVERYTHING: &str = include_str!("everything.md");
const PICTURE: &[u8] = include_bytes!("picture.png");

/// Long enough for three lines on the widest screen.
const LONG_TITLE: &str = "Is it reasonable, after eleven years of part-time cataloguing in a basement without windows, \
    two half-finished certificates, one move across an ocean and a supervisor who communicates by post-it note, to ask \
    whether the *Donaudampfschifffahrtsgesellschaftskapitänspatent* would not have been the better choice after all?";

const CREDENTIALS: [&str; 7] = [
    "professional certificate",
    "graduate certificate",
    "post-master's certificate",
    "certificate",
    "specialization",
    "degree",
    "course",
];

pub(super) fn files(theme: &str) -> Vec<File> {
    let mut files = vec![
        file("column.yaml", include_str!("crowded.yaml").replace("{theme}", theme)),
        file(
            "content/pages/everything/index.md",
            format!(
                "---\ntitle: Everything that Markdown knows\nupdated: 2024-05-01\ndescription: A page with one of each.\nextra: {{ mood: [calm, 1, true] }}\n---\n{EVERYTHING}"
            ),
        ),
        file("content/pages/everything/picture.png", PICTURE),
        file("content/tags.yaml", include_str!("tags.yaml")),
        file("content/glossary.yaml", include_str!("glossary.yaml")),
        file("content/pages/least.md", "---\ntitle: I\n---\n"),
        file("content/pages/ask.md", form_page("ask")),
        file("content/pages/contact.md", form_page("contact")),
        file("content/pages/by-email.md", form_page("newsletter")),
    ];
    files.extend(people());
    files.extend(letters());
    files.extend(programs());
    files
}

fn form_page(form: &str) -> String {
    format!("---\ntitle: {LONG_TITLE:?}\nform: {form}\n---\nBefore the form.\n\n> Read this first.\n")
}

/// More columnists than seals. Some have every field, some only a name.
fn people() -> Vec<File> {
    let person = |name: &str, initials: &str, more: &str| format!("---\nname: {name}\ninitials: {initials}\n{more}");
    vec![
        file(
            "content/people/all/index.md",
            person(
                "Maximiliane Charlotte Freifrau von und zu Hohenstein-Wittgenstein-Berleburg",
                "MW",
                "description: One line about a columnist that turns out to be three, because nobody counted.\nportrait: picture.png\nextra: { since: 2001 }\n---\n",
            ) + EVERYTHING,
        ),
        file("content/people/all/picture.png", PICTURE),
        file("content/people/bo.md", person("Bo", "BO", "---\n")),
        file("content/people/cy.md", person("Cyd Quill", "CQ", "---\nShort.\n")),
        file("content/people/di.md", person("Dido Ink", "DI", "---\n")),
        file("content/people/ed.md", person("Ed Vellum", "EV", "---\nNobody has asked Ed yet.\n")),
        file("content/people/fa.md", person("فاطمة الكاتبة", "FK", "---\nتكتب من اليمين.\n")),
    ]
}

fn letters() -> Vec<File> {
    let letter = |name: &str, text: String| file(&format!("content/questions/{name}.md"), text);
    let mut files = vec![
        letter("longest", format!("---\ntitle: \"{LONG_TITLE}\"\ndate: 2024-06-01T10:30\nupdated: 2024-07-01\ntags: [{}]\nasker: {{ pen_name: Overqualified-and-Underground in a Basement That Has No Number }}\nanswered_by: MW\ndescription: A description that is as long as descriptions are allowed to be, and then a little longer than search engines care to show.\nupdate_to: everything/index.md\nextra: {{ mood: tired }}\n---\nAn introduction stands before the first question.\n\n{}", forty_tags(), twelve_answers())),
        letter("shortest", "---\ntitle: \"?\"\ndate: 2024-05-31\n---\nQ: ?\n\nBO: !\n".to_owned()),
        letter("everything/index", format!("---\ntitle: Everything in one letter\ndate: 2024-05-01\ntags: [rare books, women's studies]\n---\nQ: Everything?\n\n{EVERYTHING}\n\nMW: Everything.\n\nSee [the program with everything](../../programs/all.md), [the one with nothing](../../programs/nothing.md) and [the longest letter](../longest.md).\n\nEditor's note: A note with <mark>marked words and [a link](../longest.md)</mark>.[^marked]\n\n[^marked]: A footnote with <mark>marked words and [a link](../longest.md)</mark>.\n\n- with a list\n\nUpdate (2024-05-02): An update.\n\n> with a quotation\n")),
        file("content/questions/everything/picture.png", PICTURE),
        letter("article", format!("---\ntitle: An article without a Donaudampfschifffahrtsgesellschaftskapitänsfrage\ndate: 2024-04-01\nstandfirst: A standfirst of two sentences. This is the second one, and it is rather longer than the first, as second sentences tend to be.\nanswered_by: [MW, BO, CQ, DI, FK]\ntags: [funding]\n---\n{}", "A paragraph of an article. ".repeat(40))),
        letter("right-to-left", "---\ntitle: \"سؤال باللغة العربية: هل أكتب *MARC 21*؟\"\ndate: 2024-03-15\ntags: [العربية]\nasker: { pen_name: قارئة }\n---\nQ: <span dir=\"rtl\" lang=\"ar\">هل يظهر هذا النص، ومعه كلمة catalogue وعدد 123، من اليمين إلى اليسار؟</span>\n\nFK: <span dir=\"rtl\" lang=\"ar\">نعم.</span>\n\nAnd on in English.\n".to_owned()),
        letter("follow-up", "---\ntitle: What came of everything\ndate: 2024-05-20\nupdate_to: everything/index.md\nguest: { initials: GG, name: A Guest Without a Page }\n---\nQ: And then?\n\nCQ: And then.\n\nGG: And so on.\n\nUpdate: Of no day.\n\nQ: The last word.\n".to_owned()),
        letter("withdrawn", "---\ntitle: A letter that is gone\ndate: 2024-03-01\nwithdrawn: { date: 2024-03-05, reason: \"At the wish of the asker, who has since found a better word for it\" }\n---\nQ: ?\n\nBO: !\n".to_owned()),
        letter("withdrawn-silently", "---\ntitle: Another\ndate: 2024-03-01\nwithdrawn: { date: 2024-03-05 }\n---\nQ: ?\n\nBO: !\n".to_owned()),
    ];
    // Five years and several pages. Every other letter has one of two subjects.
    for n in 1..=30 {
        let (year, month) = (2019 + n % 5, n % 12 + 1);
        let tag = ["rare books", "funding", ""][n % 3];
        let who = ["MW", "BO", "CQ", "DI"][n % 4];
        let words = "words and more words, ".repeat(n * 2);
        let text = format!(
            "---\ntitle: Letter number {n}\ndate: {year}-{month:02}-{n:02}\ntags: [{tag}]\n---\nQ: Some {words}are enough?\n\n{who}: Yes: {words}\n"
        );
        files.push(letter(&format!("n{n:02}"), text.replace("-02-30", "-02-28")));
    }
    files
}

fn forty_tags() -> String {
    let mut tags = "rare books, funding, C, C++, Übergangslösungen, Rindfleischetikettierungsüberwachung".to_owned();
    for n in 7..=40 {
        // Writing into a String cannot fail.
        let _ = write!(tags, ", subject number {n}");
    }
    tags
}

/// Three questions and twelve answers by four columnists, of one word and of many.
fn twelve_answers() -> String {
    let mut text = String::new();
    for n in 0..12 {
        if n % 4 == 0 {
            let _ = write!(
                text,
                "Q: Question {}? {}\n\n",
                n / 4 + 1,
                "And there is more to say about it. ".repeat(n * 3 + 1)
            );
        }
        let who = ["MW", "BO", "CQ", "FK"][n % 4];
        let _ = write!(text, "{who}: {}\n\n", "A sentence of an answer. ".repeat(1 + (n % 3) * 12));
    }
    text
}

fn programs() -> Vec<File> {
    let mut files = vec![
        file(
            "content/programs/all.md",
            format!("---\n{}---\nA text below the facts.\n\n## With a heading\n\nAnd more.\n", everything_stated()),
        ),
        program("nothing", "title: Z\nprovider: P\n"),
        program(
            "paused",
            "title: A paused program\nprovider: A School\nstatus: paused\ndelivery: online\ntuition: { total: \"USD 6,000\" }\ntags: [rare books]\n",
        ),
        program(
            "closed",
            "title: A closed program\nprovider: A School\nstatus: closed\ntuition: { per_credit: \"USD 500\", credits: 12 }\nverified: 2024-01-01\n",
        ),
        program(
            "renamed",
            "title: A program with an old name\nprovider: A School\nstatus: renamed\nreplaced_by: all.md\ntuition: { per_course: \"EUR 90.50\" }\n",
        ),
        program("renamed-only", "title: A program with an older name\nprovider: A School\nstatus: renamed\n"),
        program(
            "no",
            "title: A program that says no\nprovider: A School\nfinancial_aid: { scholarships: no, federal: no }\nverified: 2020-01-01\nreview_every: 6 months\ntags: [funding]\n",
        ),
    ];
    files.extend(prices());
    for n in 1..=24 {
        let fields = format!(
            "title: Program number {n}\nprovider: School number {}\ncredential: {}\ntags: [rare books]\n",
            n % 5,
            CREDENTIALS[n % CREDENTIALS.len()]
        );
        files.push(program(&format!("n{n:02}"), &fields));
    }
    files
}

fn program(name: &str, fields: &str) -> File {
    file(&format!("content/programs/{name}.md"), format!("---\n{fields}---\n"))
}

/// Programs whose prices are stated in all ways.
fn prices() -> impl Iterator<Item = File> {
    let prices = [
        ("free", "{ total: free, note: \"the certificate costs USD 49\" }"),
        ("asked", "{ per_year: on request }"),
        ("varying", "{ total: varies, note: by semester }"),
        ("yearly", "{ per_year: \"USD 12,000\", total: \"USD 24,000\" }"),
        (
            "by state",
            "{ per_credit: { in_state: \"USD 450–600\", out_of_state: \"USD 1,250–1,300\" }, credits: 36, \
             applies_to: most, note: plus fees }",
        ),
    ];
    let fields = |name, price| format!("title: A price {name}\nprovider: A School\ntuition: {price}\n");
    prices.into_iter().map(move |(name, price)| program(&name.replace(' ', "-"), &fields(name, price)))
}

/// Every field of a profile.
fn everything_stated() -> String {
    let title = "Post-Graduate Certificate of Advanced Study in the Curation, Conservation and Interpretation of Rare \
        Books, Manuscripts and Donaudampfschifffahrtsgesellschaftskapitänspatente";
    format!(
        "title: {title}
provider: The Institute for the Study of Everything That Was Ever Bound, Sewn or Stapled
parent: {{ value: University of the Northern and Eastern Provinces at Lower Bindington-on-the-Water, source: https://elsewhere.example/about }}
also_known_as: [ISEBSS, The Bindery, \"that place by the water\"]
url: https://elsewhere.example/a/very/long/path/that/has/no/place/to/break/anywhere/at/all/index.html
credential: post-master's certificate
delivery: [in person, online, hybrid]
courses: 12
course_length: five days, or five weeks of evenings, or one very long weekend
tuition: {{ per_course: \"USD 1,395\", applies_to: most in-person courses that are not held on the water, verified: 2020-01-01,
  source: https://elsewhere.example/a/very/long/path/that/has/no/place/to/break/anywhere/at/all/tuition.html }}
financial_aid: {{ scholarships: yes, federal: yes, note: \"tuition only; not travel, not food, and not the fine\" }}
open_to: librarians, archivists, collectors, booksellers, and anyone who can show a card
prerequisites: a first degree, or ten years of practice, or a letter from somebody who has both
pathways: [archives, law, the history of the book as an object of use, conservation]
started: {{ value: \"1983, and again in 1997\", verified: 2023-05-01 }}
source: 'Dixon, \"After the MLIS: A Survey of Certificates, Specialisations and Other Papers\", Library Journal'
verified: 2024-02-01
review_every: 100 years
tags: [rare books, funding, C, Übergangslösungen]
description: A profile in which every field is set.
"
    )
}
