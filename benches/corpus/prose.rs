//! Random Markdown from the words of a library, as letters are written.

use std::fmt::Write;

use super::random::Random;

const NAMES: [&str; 40] = [
    "archive",
    "shelf",
    "catalog",
    "desk",
    "budget",
    "branch",
    "loan",
    "record",
    "map",
    "ledger",
    "reader",
    "donor",
    "student",
    "manager",
    "scanner",
    "server",
    "index",
    "subject",
    "heading",
    "box",
    "folder",
    "index card",
    "journal",
    "atlas",
    "binding",
    "postcard",
    "newspaper",
    "interview",
    "résumé",
    "semester",
    "class",
    "exam",
    "salary",
    "union",
    "committee",
    "storm drain",
    "printer",
    "stamp",
    "trolley",
    "reading room",
];
const QUALITIES: [&str; 16] = [
    "quiet",
    "rare",
    "damp",
    "digital",
    "second",
    "unpaid",
    "municipal",
    "patient",
    "dusty",
    "borrowed",
    "careful",
    "overdue",
    "local",
    "late",
    "small",
    "missing",
];
const DEEDS: [&str; 24] = [
    "sorts",
    "lends",
    "keeps",
    "repairs",
    "counts",
    "describes",
    "moves",
    "scans",
    "answers",
    "studies",
    "finds",
    "labels",
    "orders",
    "teaches",
    "saves",
    "weighs",
    "reads",
    "opens",
    "measures",
    "forgets",
    "explains",
    "copies",
    "renews",
    "returns",
];
const JOINTS: [&str; 10] =
    ["and", "but", "because", "while", "before", "after", "so that", "unless", "although", "wherever"];

/// This many words, each with a capital, for titles and names.
pub(super) fn title(random: &mut Random, words: usize) -> String {
    let mut title = String::new();
    for at in 0..words {
        let from: &[&str] = if at + 1 == words { &NAMES[..20] } else { &QUALITIES };
        let word = random.pick(from);
        title.push_str(if at == 0 { "" } else { " " });
        title.push_str(&word[..1].to_uppercase());
        title.push_str(&word[1..]);
    }
    title
}

/// A plain sentence, without any syntax of YAML or Markdown.
pub(super) fn sentence(random: &mut Random) -> String {
    let mut sentence = format!("The {} {}", random.pick(&QUALITIES), random.pick(&NAMES));
    clause(random, &mut sentence);
    sentence.push('.');
    sentence
}

/// One of many ways in which a sentence begins.
pub(super) fn opening(at: usize) -> String {
    format!("The {} {}", QUALITIES[at % QUALITIES.len()], NAMES[at % NAMES.len()])
}

/// ` lends the quiet atlas`
fn clause(random: &mut Random, out: &mut String) {
    let _ = write!(out, " {} the {} {}", random.pick(&DEEDS), random.pick(&QUALITIES), random.pick(&NAMES));
}

/// Writes a letter's text, block by block.
pub(super) struct Prose<'r, 't> {
    random: &'r mut Random,
    text: &'t mut String,
    footnotes: usize,
}

impl<'r, 't> Prose<'r, 't> {
    pub(super) fn new(random: &'r mut Random, text: &'t mut String) -> Self {
        Self { random, text, footnotes: 0 }
    }

    pub(super) fn random(&mut self) -> &mut Random {
        self.random
    }

    /// A question of about this many words.
    pub(super) fn question(&mut self, words: usize) {
        self.text.push_str("Q: ");
        for _ in 0..words.div_ceil(70) {
            self.paragraph(words.min(70), None);
        }
        if self.random.one_in(3) {
            self.text.push_str("What would *you* do -- stay, or \"see the world\"?\n\n");
        }
    }

    /// An answer of about this many words, with links in its first paragraphs.
    pub(super) fn answer(&mut self, initials: &str, words: usize, links: &[String]) {
        let _ = write!(self.text, "{initials}: ");
        let mut links = links.iter();
        self.paragraph(60, links.next().map(String::as_str));
        for _ in 1..(words / 60).max(2) {
            match links.next() {
                Some(link) => self.paragraph(60, Some(link)),
                None => self.block(60),
            }
        }
    }

    /// Mostly a paragraph; sometimes a list, a table, a quotation, or a heading with a paragraph.
    pub(super) fn block(&mut self, words: usize) {
        match self.random.below(20) {
            0 | 1 => self.list(words),
            2 => self.table(),
            3 => {
                self.text.push_str("> ");
                self.paragraph(words / 2, None);
            }
            4 | 5 => {
                let heading = title(self.random, 4);
                let _ = write!(self.text, "### {heading}\n\n");
                self.paragraph(words, None);
            }
            _ => self.paragraph(words, None),
        }
    }

    /// Sentences of about this many words, with an empty line after them.
    pub(super) fn paragraph(&mut self, words: usize, link: Option<&str>) {
        let mut written = 0;
        while written < words {
            written += self.long_sentence();
        }
        if let Some(link) = link {
            let _ = write!(self.text, "There is more of this in {link}, and it isn't over. ");
        }
        if self.random.one_in(12) {
            self.footnotes += 1;
            let _ = write!(self.text, "Someone counted.[^{}] ", self.footnotes);
        }
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str("\n\n");
    }

    /// One or two clauses, sometimes with an emphasized word. Returns the number of words.
    fn long_sentence(&mut self) -> usize {
        let _ = write!(self.text, "The {} {}", self.random.pick(&QUALITIES), self.random.pick(&NAMES));
        clause(self.random, self.text);
        let mut words = 7;
        if self.random.one_in(2) {
            let _ = write!(self.text, ", {} the {}", self.random.pick(&JOINTS), self.random.pick(&NAMES));
            clause(self.random, self.text);
            words += 7;
        }
        match self.random.below(16) {
            0 => self.text.push_str(", *of all things*"),
            1 => self.text.push_str(", and that **twice** a year"),
            2 => self.text.push_str(" at `shelf/14`"),
            3 => self.text.push_str(" & says \"not now\""),
            _ => {}
        }
        self.text.push_str(". ");
        words
    }

    fn list(&mut self, words: usize) {
        let numbered = self.random.one_in(3);
        for at in 1..=(words / 12).max(2) {
            let _ = if numbered { write!(self.text, "{at}. ") } else { write!(self.text, "- ") };
            self.long_sentence();
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
        self.text.push('\n');
    }

    fn table(&mut self) {
        self.text.push_str("| What | Whose | How many |\n|:-----|:-----:|---------:|\n");
        for _ in 0..4 {
            let (what, whose) = (self.random.pick(&NAMES), self.random.pick(&QUALITIES));
            let _ = writeln!(self.text, "| {what} | {whose} | {} |", self.random.below(900));
        }
        self.text.push('\n');
    }

    /// The footnotes that were cited, at the end.
    pub(super) fn footnotes(&mut self) {
        for number in 1..=self.footnotes {
            let _ = writeln!(self.text, "[^{number}]: {}\n", sentence(self.random));
        }
    }
}
