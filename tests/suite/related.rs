//! What is near to what: letters beside letters, programs beside letters, and what links where.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use callslip::content::EntryKind;
use callslip::site::{EntryRef, Site};
use snapbox::str;

use crate::support::view::{get, line, list, names};
use crate::support::{Built, Column, shows};

/// A letter of these tags, answered so.
fn letter(title: &str, day: u8, tags: &str, answer: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\ntags: [{tags}]\n---\nQ: ?\n\nSM: {answer}\n")
}

fn program(title: &str, tags: &str) -> String {
    format!("---\ntitle: {title}\nprovider: P\ntags: [{tags}]\n---\n")
}

/// Letters `a`, `b` … of these tags, the first the oldest.
fn column(tags: &[&str]) -> Column {
    let mut column = Column::new();
    for (at, tags) in (1..).zip(tags) {
        let name = char::from(b'`' + at);
        column = column.file(&format!("content/questions/{name}.md"), letter(&name.to_string(), at, tags, "!"));
    }
    column
}

fn place(site: &Site, slug: &str) -> usize {
    site.entries.letters.entries().position(|letter| letter.common.record.slug == slug).expect("a letter")
}

/// The letters below a letter, the nearest first.
#[track_caller]
fn near(built: &Built, slug: &str) -> String {
    let page = built.view(&format!("/questions/{slug}/"));
    list(get(&page, "letters_related")).iter().map(|one| names(get(one, "letter"))).collect::<Vec<_>>().join(" ")
}

/// What a page shows as related, one a line, and why: programs, then letters.
#[track_caller]
fn reasons(built: &Built, path: &str) -> String {
    let page = built.view(path);
    let lists = ["programs_mentioned", "programs_related", "letters_mentioning", "letters_related"];
    let related = lists.iter().filter_map(|name| page.get_from_path(name)).flat_map(list);
    related.map(|one| line(one) + "\n").collect::<String>().replace("letter: ", "").replace("program: ", "")
}

#[test]
fn the_letter_with_the_rarer_subject_stands_first() {
    // Three more letters are on `common`; none but `b` on `rare`, though `b` is the oldest of them.
    let built = column(&["x", "rare", "common", "common", "common", "rare, common"]).build().sound();
    assert_eq!(near(&built, "f"), "b e d c");
    // Two subjects say more than one of them.
    let built = column(&["one, two", "one", "two", "one", "two", "one, two"]).build().sound();
    assert_eq!(near(&built, "f").split(' ').next(), Some("a"));
}

#[test]
fn among_equals_the_newer_letter_stands_first_then_the_address() {
    let one = |day| letter("T", day, "one", "!");
    let built = Column::new()
        .file("content/questions/z.md", letter("z", 4, "one", "!"))
        .file("content/questions/a.md", letter("a", 2, "one", "!"))
        .file("content/questions/c.md", letter("c", 3, "one", "!"))
        .file("content/questions/b.md", letter("b", 3, "one", "!"))
        .file("content/questions/new.md", one(9))
        .build()
        .sound();
    assert_eq!(near(&built, "new"), "z b c a");
}

#[test]
fn a_letter_without_a_subject_has_none_beside_it_and_stands_beside_none() {
    let built = column(&["one", "", "two", "one"]).build().sound();
    assert_eq!(near(&built, "b"), "");
    assert_eq!(near(&built, "c"), "");
    assert_eq!(near(&built, "a"), "d");
}

const VOCABULARY: &str = "tags:
  books: {}
  fiction: { broader: books }
  novels: { broader: fiction }
  poetry: { broader: books }
  paper: {}
  ink: { related: paper }
";

#[test]
fn a_broader_subject_relates_less_than_a_shared_one() {
    let built =
        column(&["poetry", "books", "fiction", "fiction"]).file("content/tags.yaml", VOCABULARY).build().sound();
    // A shared one, the broader one, another one under the same.
    assert_eq!(near(&built, "d"), "c b a");
    shows(
        reasons(&built, "/questions/d/"),
        str![[r#"
c; shared: fiction
b; shared: books
a; shared: books
"#]],
    );
    // From above it is the same.
    assert_eq!(near(&built, "b").split(' ').next_back(), Some("a"));
}

#[test]
fn a_subject_two_steps_up_relates_and_a_neighbour_too() {
    let built = column(&["novels", "books", "ink", "paper", "cookery"]).file("content/tags.yaml", VOCABULARY);
    let built = built.build().sound();
    assert_eq!(near(&built, "a"), "b");
    assert_eq!(near(&built, "b"), "a");
    assert_eq!(near(&built, "c"), "d");
    assert_eq!(near(&built, "d"), "c");
    assert_eq!(near(&built, "e"), "");
}

#[test]
fn what_follows_a_letter_up_does_not_stand_beside_it_again() {
    let follow_up = letter("c", 3, "one", "!").replace("tags:", "update_to: a.md\ntags:");
    let built = column(&["one", "one"]).file("content/questions/c.md", follow_up).build().sound();
    assert_eq!(near(&built, "a"), "b");
    assert_eq!(near(&built, "c"), "b");
    assert_eq!(near(&built, "b"), "c a");
}

#[test]
fn a_letter_is_never_beside_itself() {
    let built = column(&["one, two", "one"]).build().sound();
    assert_eq!(near(&built, "a"), "b");
    assert_eq!(near(&built, "b"), "a");
}

#[test]
fn letters_that_speak_of_one_program_are_near() {
    let built = Column::new()
        .file("content/programs/p.md", program("P", ""))
        .file("content/questions/a.md", letter("a", 1, "", "[Here](../programs/p.md)."))
        .file("content/questions/b.md", letter("b", 2, "", "[There](../programs/p.md)."))
        .file("content/questions/c.md", letter("c", 3, "", "See [that](a.md)."))
        .build()
        .sound();
    assert_eq!(near(&built, "b"), "a");
    shows(
        reasons(&built, "/questions/a/"),
        str![[r#"
P; mentioned_by: Sol Marchetti
c; linked
b; both_mention: P
"#]],
    );
}

#[test]
fn the_reason_names_the_subjects_that_both_share() {
    let built = column(&["one, two, three", "three", "three", "four", "three, two, one"])
        .file("content/programs/p.md", program("P", "two, four"))
        .file("content/programs/q.md", program("Q", "four"))
        .build()
        .sound();
    // The rarer first.
    shows(
        reasons(&built, "/questions/a/"),
        str![[r#"
P; shared: two
e; shared: one, two, three
c; shared: three
b; shared: three
"#]],
    );
    shows(reasons(&built, "/programs/q/"), str!["d; shared: four"]);
}

#[test]
fn programs_of_which_a_letter_speaks_stand_first_and_only_once() {
    let mut column = Column::new().file(
        "content/questions/a.md",
        letter(
            "A",
            1,
            "one, two",
            "[This](../programs/p4.md), or [that](../programs/p1.md), or [this](../programs/p4.md).",
        ),
    );
    for at in 0..7 {
        let tags = if at < 6 { "one, two" } else { "three" };
        column = column.file(&format!("content/programs/p{at}.md"), program(&format!("P{at}"), tags));
    }
    let built = column.build().sound();
    shows(
        reasons(&built, "/questions/a/"),
        str![[r#"
P4; shared: one, two; mentioned_by: Sol Marchetti
P1; shared: one, two; mentioned_by: Sol Marchetti
P0; shared: one, two
"#]],
    );
}

#[test]
fn a_programs_page_has_the_letters_that_mention_it_first_and_only_once() {
    let built = column(&["one", "one", "two", "one"])
        .file("content/programs/p.md", program("P", "one"))
        .file("content/questions/a.md", letter("a", 1, "one", "[This](../programs/p.md)."))
        .file("content/questions/c.md", letter("c", 3, "two", "[This](../programs/p.md)."))
        .build()
        .sound();
    shows(
        reasons(&built, "/programs/p/"),
        str![[r#"
c; mentioned_by: Sol Marchetti
a; shared: one; mentioned_by: Sol Marchetti
d; shared: one
b; shared: one
"#]],
    );
}

#[test]
fn drafts_and_letters_to_come_are_beside_nothing() {
    let draft = letter("c", 3, "one", "!").replace("tags:", "draft: yes\ntags:");
    let later = letter("d", 4, "one", "!").replace("2026-03", "2027-03");
    let built = column(&["one", "one"])
        .file("content/questions/c.md", draft)
        .file("content/questions/d.md", later)
        .file("content/programs/p.md", program("P", "one").replace("title", "draft: yes\ntitle"))
        .build()
        .sound();
    assert_eq!(reasons(&built, "/questions/a/"), "b; shared: one\n");
}

#[test]
fn at_most_four_letters_stand_below_a_letter() {
    let built = column(&["one"; 9]).build().sound();
    assert_eq!(near(&built, "a"), "i h g f");
    assert_eq!(near(&built, "i"), "h g f e");
}

// What links here

/// What a page shows as linking to it.
#[track_caller]
fn linked_from(built: &Built, path: &str) -> String {
    built.field(path, "linked_from")
}

#[test]
fn each_page_shows_what_links_to_it() {
    let all = "[a](../questions/a.md#q1), [a](../questions/a.md), [p](../programs/p.md), \
               [sol](../people/sol-marchetti.md), [about](../pages/about.md)";
    let built = Column::new()
        .file("content/questions/a.md", letter("A *b*", 1, "", &format!("Self: [a](a.md), {all}")))
        .file("content/questions/b.md", letter("B", 2, "", all))
        .file("content/questions/c.md", letter("C", 3, "", &format!("!\n\nEditor's note: {all}")))
        .file("content/programs/p.md", program("P", "") + all + "\n")
        .file("content/people/sol-marchetti.md", format!("---\nname: Sol Marchetti\ninitials: SM\n---\n{all}\n"))
        .file("content/pages/about.md", format!("---\ntitle: About & us\n---\n{all}\n"))
        .build()
        .sound();
    shows(
        linked_from(&built, "/questions/a/"),
        str![[r#"
- C </questions/c/>
- B </questions/b/>
- P </programs/p/>
- Sol Marchetti </people/sol-marchetti/>
- About &amp; us </about/>
"#]],
    );
    // Its letters stand above.
    shows(
        linked_from(&built, "/programs/p/"),
        str![[r#"
- Sol Marchetti </people/sol-marchetti/>
- About &amp; us </about/>
"#]],
    );
    shows(
        linked_from(&built, "/people/sol-marchetti/"),
        str![[r#"
- C </questions/c/>
- B </questions/b/>
- A <em>b</em> </questions/a/>
- P </programs/p/>
- About &amp; us </about/>
"#]],
    );
    shows(
        linked_from(&built, "/about/"),
        str![[r#"
- C </questions/c/>
- B </questions/b/>
- A <em>b</em> </questions/a/>
- P </programs/p/>
- Sol Marchetti </people/sol-marchetti/>
"#]],
    );
    assert_eq!(linked_from(&built, "/questions/b/"), "");
}

#[test]
fn a_link_by_name_or_from_a_draft_is_no_backlink() {
    let built = Column::new()
        .file("content/programs/p.md", "---\ntitle: P\nprovider: Q\nalso_known_as: [PPP]\n---\n")
        .file("content/questions/a.md", letter("A", 1, "", "PPP."))
        .file("content/pages/b.md", "---\ntitle: B\ndraft: yes\n---\n[p](../programs/p.md)\n")
        .file("content/pages/c.md", "---\ntitle: C\n---\nPPP.\n")
        .build()
        .sound();
    assert_eq!(linked_from(&built, "/programs/p/"), "");
}

// By chance

/// Chance, the same on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % sides
    }

    /// Up to `most` different numbers below `sides`.
    fn some(&mut self, most: usize, sides: usize) -> BTreeSet<usize> {
        if sides == 0 {
            return BTreeSet::new();
        }
        (0..self.roll(most + 1)).map(|_| self.roll(sides)).collect()
    }
}

/// A small column, as we know it before it is read.
struct Model {
    broader: Vec<BTreeSet<usize>>,
    related: Vec<BTreeSet<usize>>,
    letters: Vec<Letter>,
    programs: Vec<BTreeSet<usize>>,
}

struct Letter {
    day: usize,
    tags: BTreeSet<usize>,
    quotes: BTreeSet<usize>,
    programs: BTreeSet<usize>,
}

/// What an entry bears.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Term(usize),
    Letter(usize),
    Program(usize),
}

type Bearings = BTreeMap<Subject, u32>;

impl Model {
    fn new(dice: &mut Dice) -> Self {
        let terms = 1 + dice.roll(9);
        // Only later terms are broader: there is no circle.
        let broader = (0..terms)
            .map(|at| dice.some(2, terms - at - 1).into_iter().map(|other| at + 1 + other).collect())
            .collect();
        let mut related = vec![BTreeSet::new(); terms];
        for _ in 0..dice.roll(4) {
            let (a, b) = (dice.roll(terms), dice.roll(terms));
            if a != b {
                related[a].insert(b);
                related[b].insert(a);
            }
        }
        let (letters, programs) = (2 + dice.roll(16), dice.roll(5));
        let mut letter = |at| Letter {
            day: 1 + dice.roll(9),
            tags: dice.some(3, terms),
            quotes: if dice.roll(4) == 0 { dice.some(2, letters) } else { BTreeSet::new() }
                .into_iter()
                .filter(|other| *other != at)
                .collect(),
            programs: if dice.roll(3) == 0 { dice.some(2, programs) } else { BTreeSet::new() },
        };
        let letters = (0..letters).map(&mut letter).collect();
        let programs = (0..programs).map(|_| dice.some(3, terms)).collect();
        Self { broader, related, letters, programs }
    }

    /// Its files.
    fn column(&self) -> Column {
        let list = |tags: &BTreeSet<usize>| tags.iter().map(|tag| format!("t{tag}")).collect::<Vec<_>>().join(", ");
        let relations = self.broader.iter().zip(&self.related).enumerate();
        let terms: String = relations
            .map(|(at, (broader, related))| {
                format!("  t{at}: {{ broader: [{}], related: [{}] }}\n", list(broader), list(related))
            })
            .collect();
        let vocabulary = format!("tags:\n{terms}");
        let mut column = Column::new().file("content/tags.yaml", vocabulary);
        for (at, letter) in self.letters.iter().enumerate() {
            let mut answer: String = letter.quotes.iter().map(|other| format!("[x](l{other:02}.md) ")).collect();
            // By name or by link: both are spoken of.
            answer.extend(letter.programs.iter().map(|program| match at % 2 {
                0 => format!("PP{program} "),
                _ => format!("[x](../programs/p{program}.md) "),
            }));
            let text =
                super::related::letter("T", u8::try_from(letter.day).unwrap(), &list(&letter.tags), &(answer + "!"));
            column = column.file(&format!("content/questions/l{at:02}.md"), text);
        }
        for (at, tags) in self.programs.iter().enumerate() {
            let text = program(&format!("T{at}"), &list(tags))
                .replace("provider", &format!("also_known_as: PP{at}\nprovider"));
            column = column.file(&format!("content/programs/p{at}.md"), text);
        }
        column
    }

    /// Terms with a page: those in use, and all above them.
    fn in_use(&self) -> BTreeSet<usize> {
        let tags = self.letters.iter().map(|letter| &letter.tags).chain(&self.programs);
        let mut used: BTreeSet<usize> = tags.flatten().copied().collect();
        for at in 0..self.broader.len() {
            if used.contains(&at) {
                used.extend(&self.broader[at]);
            }
        }
        used
    }

    fn bear(&self, tags: &BTreeSet<usize>) -> Bearings {
        let mut all = Bearings::new();
        let mut add = |term: usize, strength: u32| {
            let known = all.entry(Subject::Term(term)).or_insert(0);
            *known = strength.max(*known);
        };
        let in_use = self.in_use();
        for tag in tags {
            add(*tag, 4);
            self.related[*tag].iter().filter(|other| in_use.contains(other)).for_each(|other| add(*other, 1));
            for above in &self.broader[*tag] {
                add(*above, 2);
                self.broader[*above].iter().for_each(|top| add(*top, 1));
            }
        }
        all
    }

    fn bearings(&self) -> (Vec<Bearings>, Vec<Bearings>) {
        let letters = self.letters.iter().enumerate().map(|(at, letter)| {
            let mut all = self.bear(&letter.tags);
            all.extend(letter.quotes.iter().map(|other| (Subject::Letter(*other), 4)));
            all.extend(letter.programs.iter().map(|program| (Subject::Program(*program), 4)));
            if self.letters.iter().any(|other| other.quotes.contains(&at)) {
                all.insert(Subject::Letter(at), 4);
            }
            all
        });
        let programs = self.programs.iter().enumerate().map(|(at, tags)| {
            let mut all = self.bear(tags);
            if self.letters.iter().any(|letter| letter.programs.contains(&at)) {
                all.insert(Subject::Program(at), 4);
            }
            all
        });
        (letters.collect(), programs.collect())
    }
}

/// What a subject says that so many of all entries bear: the logarithm of its rarity, by straight lines.
fn weight(all: usize, bearers: usize) -> u32 {
    let rarity = all * 256 / bearers;
    let halvings = rarity.ilog2();
    let fraction = ((rarity * 64) >> halvings) - 64;
    (halvings - 8) * 64 + u32::try_from(fraction).unwrap() + 1
}

#[test]
fn the_search_with_its_early_stop_finds_what_a_look_at_all_pairs_finds() {
    let mut dice = Dice(0x5eed);
    let mut met = 0;
    for number in 0..50 {
        let model = Model::new(&mut dice);
        let built = model.column().build();
        let site = &built.site;
        let (letters, programs) = model.bearings();
        let all = letters.len() + programs.len();
        let mut bearers: BTreeMap<Subject, usize> = BTreeMap::new();
        letters.iter().chain(&programs).flat_map(BTreeMap::keys).for_each(|one| *bearers.entry(*one).or_insert(0) += 1);
        let score = |a: &Bearings, b: &Bearings| -> u32 {
            a.iter().filter_map(|(one, by)| Some(weight(all, bearers[one]) * by * b.get(one)?)).sum()
        };
        let mut order: Vec<usize> = (0..letters.len()).collect();
        order.sort_by_key(|at| (Reverse(model.letters[*at].day), *at));
        for (place_of, at) in order.iter().enumerate() {
            assert_eq!(place(site, &format!("l{at:02}")), place_of);
        }
        let ranked = |of: &Bearings, among: &mut dyn Iterator<Item = (usize, &Bearings)>| -> Vec<usize> {
            let scored = among.map(|(place, other)| (Reverse(score(of, other)), place));
            let mut scored: Vec<_> = scored.filter(|(score, _)| score.0 > 0).collect();
            scored.sort_unstable();
            scored.into_iter().map(|(_, place)| place).collect()
        };
        let by_place = || order.iter().map(|at| &letters[*at]).enumerate();
        let letters_of = by_place().map(|(at, bears)| (EntryRef::letter(at), bears));
        let programs_of = programs.iter().enumerate().map(|(at, bears)| (EntryRef::program(at), bears));
        for (of, bears) in letters_of.chain(programs_of) {
            let near = ranked(bears, &mut by_place().filter(|(at, _)| EntryRef::letter(*at) != of));
            let fitting =
                ranked(bears, &mut programs.iter().enumerate().filter(|(at, _)| EntryRef::program(*at) != of));
            met += near.len() + fitting.len();
            for most in [0, 1, 2, 4, 100] {
                let found = site.related.letters(of, |at| EntryRef::letter(at) == of, most);
                assert_eq!(found, near[..most.min(near.len())], "column {number}, {of:?}, {most}");
                let found = site.related.programs(of, |at| EntryRef::program(at) == of, most);
                assert_eq!(found, fitting[..most.min(fitting.len())], "column {number}, {of:?}, {most}");
            }
            for other in &near {
                let other = EntryRef::letter(*other);
                assert_eq!(site.related.shared(of, other), site.related.shared(other, of));
                if let EntryRef { kind: EntryKind::Letter, at } = of {
                    assert!(site.related.letters(other, |_| false, 100).contains(&at));
                }
            }
        }
    }
    assert!(met > 2_000, "only {met} pairs");
}
