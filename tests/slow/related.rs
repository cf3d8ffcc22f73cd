//! The search for what is near, against a look at all pairs, in columns that are made at random.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use callslip::site::{EntryRef, Id, LetterId, ProgramId, Site};

use crate::dice::Dice;
use crate::support::Column;

/// A letter of these tags, answered so.
fn letter(title: &str, day: u8, tags: &str, answer: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-{day:02}\ntags: [{tags}]\n---\nQ: ?\n\nSM: {answer}\n")
}

fn program(title: &str, tags: &str) -> String {
    format!("---\ntitle: {title}\nprovider: P\ntags: [{tags}]\n---\n")
}

fn place(site: &Site, slug: &str) -> usize {
    site.entries.letters.entries().position(|letter| letter.common.record.slug == slug).expect("a letter")
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
            let text = self::letter("T", u8::try_from(letter.day).unwrap(), &list(&letter.tags), &(answer + "!"));
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

fn indexes<I: Id>(ids: &[I]) -> Vec<usize> {
    ids.iter().map(|id| id.index()).collect()
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
        let letter = |at| EntryRef::from(LetterId::new(at));
        let program = |at| EntryRef::from(ProgramId::new(at));
        let letters_of = by_place().map(|(at, bears)| (letter(at), bears));
        let programs_of = programs.iter().enumerate().map(|(at, bears)| (program(at), bears));
        for (of, bears) in letters_of.chain(programs_of) {
            let near = ranked(bears, &mut by_place().filter(|(at, _)| letter(*at) != of));
            let fitting = ranked(bears, &mut programs.iter().enumerate().filter(|(at, _)| program(*at) != of));
            met += near.len() + fitting.len();
            for most in [0, 1, 2, 4, 100] {
                let found = site.related.letters(of, |id| EntryRef::from(id) == of, most);
                assert_eq!(indexes(&found), near[..most.min(near.len())], "column {number}, {of:?}, {most}");
                let found = site.related.programs(of, |id| EntryRef::from(id) == of, most);
                assert_eq!(indexes(&found), fitting[..most.min(fitting.len())], "column {number}, {of:?}, {most}");
            }
            for other in &near {
                let other = letter(*other);
                assert_eq!(site.related.shared(of, other), site.related.shared(other, of));
                if let EntryRef::Letter(letter) = of {
                    assert!(site.related.letters(other, |_| false, 100).contains(&letter));
                }
            }
        }
    }
    assert!(met > 2_000, "only {met} pairs");
}
