//! A generated column of any size, for the benches. The same size gives the same column.
//!
//! It is shaped like a real one. A few subjects have most of the letters and many have a few (Zipf); a letter has some
//! 600 words, now and then several questions, lists, tables, footnotes, and links to other letters and to programs;
//! there is a profile for every twenty letters, and forty of them have names that become links, half of them acronyms,
//! half made of words that letters are full of. One letter in forty shows a picture. The subjects are a vocabulary, each
//! under a broader one. All of it is sound: no stage may find anything to say about it.

mod prose;
mod random;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use callslip::source::{Attachment, COLUMN_FILE, Fingerprint, SourceFile, Sources};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use prose::Prose;
use random::Random;

/// A column in memory.
pub(crate) struct Corpus {
    /// `column.yaml`
    pub(crate) column_file: SourceFile,
    /// `content/`, in path order.
    pub(crate) sources: Sources,
}

/// The numbers of letters and of everything else.
#[derive(Clone, Copy)]
struct Size {
    letters: usize,
    programs: usize,
    people: usize,
}

const COLUMN: &str = "\
title: A Column of Some Size
tagline: Nobody wrote it, so nobody need answer it
base_url: https://some-size.example
id: some-size.example,2026
timezone: America/New_York
currency: USD
";

/// Initials and names.
const PEOPLE: [(&str, &str); 5] =
    [("MO", "Mina Osei"), ("PL", "Per Lindholm"), ("IK", "Iris Kovac"), ("JV", "Jo Vance"), ("LB", "Lena Brandt")];

const TAG_KINDS: [&str; 10] =
    ["public", "school", "academic", "law", "medical", "rural", "digital", "map", "music", "special"];
const TAG_THINGS: [&str; 6] = ["libraries", "archives", "catalogs", "collections", "careers", "certificates"];
const TAGS: usize = TAG_KINDS.len() * TAG_THINGS.len();

/// The number of programs that have another name.
const NAMED: usize = 40;

const GLOSSARY: &str = "\
SL00: School of Letters, the first of all
SL02: School of Letters, the second
OPAC: online public access catalog
ILS: { expansion: integrated library system, note: Catalog and circulation in one. }
";

/// One letter in this many shows a picture.
const PICTURED: usize = 40;

/// The content of every picture: one gray pixel, as PNG.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
      \0\0\0\nIDATx\xdach\0\0\0\x82\0\x81\xdaE\x08;\
      \0\0\0\0IEND\xaeB`\x82";

const FIRST_DAY: Date = date(2012, 1, 2);
const DAYS: usize = 5_000;

impl Corpus {
    /// Generates a column of this many letters.
    pub(crate) fn new(letters: usize) -> Self {
        let size = Size { letters, programs: (letters / 20).max(1), people: (letters / 2_000).clamp(2, PEOPLE.len()) };
        let mut texts = Vec::with_capacity(letters + size.programs + 10);
        let mut add = |path: String, text: &str| texts.push(SourceFile::new(&Arc::from(path), text));
        for at in 0..letters {
            add(format!("content/questions/{}", letter_file(at)), &letter(at, size));
        }
        for at in 0..size.programs {
            add(format!("content/programs/{}", program_file(at)), &program(at, size));
        }
        for (initials, name) in &PEOPLE[..size.people] {
            add(format!("content/people/{}.md", initials.to_lowercase()), &person(initials, name));
        }
        for name in ["about", "ask", "reply-policy"] {
            add(format!("content/pages/{name}.md"), &page(name));
        }
        texts.sort_by(|a, b| a.path.cmp(&b.path));
        let column_file = SourceFile::new(&Arc::from(COLUMN_FILE), COLUMN);
        let list = |path: &str, text: &str| Some(SourceFile::new(&Arc::from(path), text));
        let vocabulary = list("content/tags.yaml", &vocabulary());
        let glossary = list("content/glossary.yaml", GLOSSARY);
        let attachments = (0..letters).step_by(PICTURED).map(picture).collect();
        Self { column_file, sources: Sources { texts, vocabulary, glossary, attachments, unreadable: Vec::new() } }
    }

    /// Writes the column to disk, as its columnists would have it.
    pub(crate) fn write_to(&self, root: &Path) -> std::io::Result<()> {
        for folder in ["questions/pictures", "programs", "people", "pages"] {
            std::fs::create_dir_all(root.join("content").join(folder))?;
        }
        let Sources { texts, vocabulary, glossary, attachments, unreadable: _ } = &self.sources;
        for picture in attachments {
            std::fs::write(root.join(&*picture.path), PICTURE)?;
        }
        let files = std::iter::once(&self.column_file).chain(texts).chain(vocabulary).chain(glossary);
        files.into_iter().try_for_each(|file| std::fs::write(root.join(&*file.path), &*file.text))
    }
}

fn letter(at: usize, size: Size) -> String {
    let mut random = Random::new(1 + at as u64);
    let mut text = String::with_capacity(6_000);
    let _ = writeln!(text, "---\ntitle: \"{}\"\ndate: {}", letter_title(at), letter_date(at, size));
    let _ = writeln!(text, "tags: [{}]", tags(&mut random).join(", "));
    if random.one_in(2) {
        let _ = writeln!(text, "description: {}", prose::sentence(&mut random));
    }
    if random.one_in(3) {
        let _ = writeln!(text, "asker: {{ pen_name: {} }}", prose::title(&mut random, 2));
    }
    text.push_str("---\n");
    let questions = match random.below(20) {
        0 => 3,
        1..=4 => 2,
        _ => 1,
    };
    let words = 430 + random.below(160);
    let mut prose = Prose::new(&mut random, &mut text);
    for _ in 0..questions {
        prose.question(words / questions / 4);
        let voices = 1 + usize::from(prose.random().one_in(3));
        for _ in 0..voices {
            let (initials, _) = PEOPLE[prose.random().below(size.people)];
            let links = link(at, size, prose.random());
            prose.answer(initials, words / questions * 3 / 4 / voices, &links);
        }
    }
    prose.footnotes();
    if at.is_multiple_of(PICTURED) {
        let _ = writeln!(text, "![The desk of that day](pictures/{})", picture_file(at));
    }
    text
}

/// Nothing opens it: a stage only copies what it knows of a picture.
fn picture(at: usize) -> Attachment {
    let path = Arc::from(format!("content/questions/pictures/{}", picture_file(at)));
    let (disk, fingerprint) = (PathBuf::new(), Fingerprint::of(PICTURE));
    Attachment {
        path,
        links_to: None,
        disk,
        fingerprint,
        length: 1,
        size: Some((1, 1)),
        picture: None,
        issues: Vec::new(),
        svg_risks: Vec::new(),
    }
}

fn picture_file(at: usize) -> String {
    format!("desk-{at:06}.png")
}

/// Two links to other files of the column, as Markdown.
fn link(at: usize, size: Size, random: &mut Random) -> [String; 2] {
    let other = random.below(size.letters);
    let place = if random.one_in(4) { "#q1" } else { "" };
    let letter = format!("[{}]({}{place})", prose::title(random, 3), letter_file(other));
    let program = match at % 10 {
        0 => "[every subject](/tags/)".to_owned(),
        1..=4 => other_name(2 * random.below(size.programs.min(NAMED).div_ceil(2))),
        _ => format!("[this program](../programs/{})", program_file(random.below(size.programs))),
    };
    [letter, program]
}

fn letter_title(at: usize) -> String {
    let mut random = Random::new(0x7117 + at as u64);
    let words = 4 + random.below(6);
    format!("{}?", prose::title(&mut random, words))
}

fn letter_file(at: usize) -> String {
    let mut random = Random::new(0xf11e + at as u64);
    format!("{}-{at:06}.md", prose::title(&mut random, 5).to_lowercase().replace(' ', "-"))
}

/// A date within fourteen years, sometimes with an hour.
fn letter_date(at: usize, size: Size) -> String {
    let days = i64::try_from(at * DAYS / size.letters).unwrap_or(0);
    let day = FIRST_DAY.saturating_add(days.days());
    if at.is_multiple_of(5) { format!("{day} {:02}:30", 8 + at % 12) } else { day.to_string() }
}

/// Two or three different tags, the first of the list most often.
fn tags(random: &mut Random) -> Vec<String> {
    let mut places = Vec::new();
    let wanted = 2 + random.below(2);
    while places.len() < wanted {
        let place = random.zipf(TAGS);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let name = |place: usize| format!("{} {}", TAG_KINDS[place % 10], TAG_THINGS[place / 10]);
    places.into_iter().map(name).collect()
}

/// Another name of a program: an acronym, or words with which sentences begin.
fn other_name(at: usize) -> String {
    if at.is_multiple_of(2) { format!("SL{at:02}") } else { prose::opening(at / 2) }
}

/// `public libraries` under `libraries`.
fn vocabulary() -> String {
    let mut text = "tags:\n".to_owned();
    for thing in TAG_THINGS {
        let _ = writeln!(text, "  {thing}: {{ scope_note: All about {thing}. }}");
        for kind in TAG_KINDS {
            let _ = writeln!(text, "  {kind} {thing}: {{ broader: {thing} }}");
        }
    }
    text
}

fn program_file(at: usize) -> String {
    format!("program-{at:05}.md")
}

fn program(at: usize, size: Size) -> String {
    let mut random = Random::new(0xc0de + at as u64);
    let mut text = format!("---\ntitle: {} {at}\n", prose::title(&mut random, 3));
    let _ = writeln!(text, "provider: {} School", prose::title(&mut random, 2));
    if at < NAMED {
        let _ = writeln!(text, "also_known_as: [{}]", other_name(at));
    }
    let credential = ["certificate", "graduate certificate", "degree", "course"][random.below(4)];
    let _ = writeln!(text, "credential: {credential}\ndelivery: [{}]", ["in person", "online", "hybrid"][at % 3]);
    let price = format!("\"USD {},{}00\"", 1 + random.below(9), 1 + random.below(9));
    let _ = match at % 4 {
        0 => writeln!(text, "courses: {}\ntuition: {{ per_course: {price} }}", 3 + random.below(9)),
        1 => writeln!(text, "tuition: {{ per_credit: {price}, credits: {} }}", 9 + random.below(30)),
        2 => writeln!(text, "tuition: {{ total: {price}, applies_to: most students }}"),
        _ => writeln!(text, "financial_aid: {{ scholarships: yes, federal: no }}"),
    };
    let _ = writeln!(text, "tags: [{}]", tags(&mut random).join(", "));
    if random.one_in(3) {
        text.push_str("verified: 2026-01-15\nreview_every: 1 year\n");
    }
    text.push_str("---\n");
    let to = format!("[{}](../questions/{})", "one letter", letter_file(random.below(size.letters)));
    let mut prose = Prose::new(&mut random, &mut text);
    prose.paragraph(60, Some(&to));
    prose.paragraph(70, None);
    prose.footnotes();
    text
}

fn person(initials: &str, name: &str) -> String {
    let mut text = format!("---\nname: {name}\ninitials: {initials}\n---\n");
    let mut random = Random::new(name.len() as u64);
    let mut prose = Prose::new(&mut random, &mut text);
    prose.paragraph(80, None);
    prose.footnotes();
    text
}

fn page(name: &str) -> String {
    let mut text = format!("---\ntitle: The page {name}\n---\n");
    let mut random = Random::new(name.len() as u64);
    let mut prose = Prose::new(&mut random, &mut text);
    for _ in 0..6 {
        prose.block(60);
    }
    prose.footnotes();
    text
}
