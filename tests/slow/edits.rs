//! Columns that are edited at random: whatever is kept from one state to the next, the result is that of a start from
//! nothing.

use std::collections::HashMap;
use std::fs;
use std::sync::Arc;

use callslip::content::{self, Entry};
use callslip::site::{self, AssembleOptions, IdVec, Parsed, Site, SiteCache, ThemePages};
use callslip::{config, pipeline, source};

use crate::dice::Dice;
use crate::serving::{edit, put_back};
use crate::support::Column;
use crate::support::column::{CLOCK, pages, tree};

/// A page that was made of the same by the last build is not made again: a build over the last one is as if made from nothing.
#[test]
fn after_any_edits_a_build_over_the_last_one_is_as_if_made_from_nothing() {
    let mut compared = 0;
    for seed in 1..=8 {
        let mut dice = Dice(seed);
        let column = Column::empty()
            .file("column.yaml", "title: The Desk\n")
            .file("content/people/sol.md", "---\nname: Sol Marchetti\ninitials: SM\n---\n");
        let (public, aside) = (column.public(), column.root().join("aside"));
        for number in 0..60 {
            let before = tree(column.root());
            edit(column.root(), &mut dice);
            if column.build().written.is_none() {
                // An unsound column is fixed, so that others come after it.
                put_back(column.root(), &before);
                continue;
            }
            fs::rename(&public, &aside).unwrap();
            column.build();
            assert!(pages(&aside) == pages(&public), "seed {seed}, edit {number}");
            fs::remove_dir_all(&public).unwrap();
            fs::rename(&aside, &public).unwrap();
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared}");
}

/// The column assembled; files that did not change are the entries that they were.
fn assembled(column: &Column, known: &mut HashMap<(String, String), Entry>, cache: &mut SiteCache) -> Arc<Site> {
    let config = config::parse(&source::read_column_file(column.root()).unwrap().value).value;
    let sources = source::read_content(column.root()).unwrap().value;
    let options = pipeline::parse_options(&sources, &config);
    let entries = sources.texts.iter().filter_map(|file| {
        let key = (file.path.to_string(), file.text.to_string());
        if let Some(entry) = known.get(&key) {
            return Some(entry.clone());
        }
        let entry = content::parse(file, &options).value?;
        known.retain(|(path, _), _| *path != key.0);
        known.insert(key, entry.clone());
        Some(entry)
    });
    let parsed = Parsed {
        entries: entries.collect(),
        glossary: sources
            .glossary
            .iter()
            .flat_map(|file| content::parse_glossary(file, &config.typography).value)
            .collect(),
        ..Parsed::default()
    };
    let options = AssembleOptions {
        now: CLOCK.parse().unwrap(),
        asset_paths: IdVec::default(),
        theme_pages: ThemePages::default(),
        unpublished: false,
    };
    site::assemble(parsed, Arc::new(config), &options, cache).value
}

#[test]
fn after_any_edits_what_is_remembered_is_what_would_be_found_from_nothing() {
    const WORDS: [&str; 8] = ["AAA", "BBB", "CCC", "AAA BBB", "(AAA)", "DDD", "and", "Title at School"];
    let mut seed: usize = 0x5eed;
    let mut roll = |sides: usize| {
        seed = (seed * 1_103_515_245 + 12345) & 0x7fff_ffff;
        (seed >> 8) % sides
    };
    let (mut known, mut cache) = (HashMap::new(), SiteCache::default());
    let mut column = Column::new();
    let mut met = 0;
    for _ in 0..150 {
        let words = [WORDS[roll(8)], WORDS[roll(8)], WORDS[roll(8)]].join(" ");
        let (which, name) = (roll(4), WORDS[roll(6)]);
        let (path, text) = match roll(6) {
            0..3 => {
                let no_link = ["", "no_link: yes\n", "no_link: AAA\n", ""][roll(4)];
                let day = 1 + roll(9);
                let front = format!("title: L\ndate: 2026-03-0{day}\n{no_link}");
                (format!("questions/l{which}.md"), format!("---\n{front}---\nQ: {words}\n\nSM: {words}\n"))
            }
            3 => {
                let front = format!("title: Title\nprovider: School\nalso_known_as: [\"{name}\"]\n");
                (format!("programs/p{which}.md"), format!("---\n{front}---\n{words}\n"))
            }
            4 => ("glossary.yaml".to_owned(), format!("{name}: words\n")),
            _ => (format!("pages/g{which}.md"), format!("---\ntitle: G\n---\n{words}\n")),
        };
        let path = format!("content/{path}");
        column = if roll(4) == 0 && column.root().join(&path).exists() {
            column.without(&path)
        } else {
            column.file(&path, text)
        };
        let kept = assembled(&column, &mut known, &mut cache);
        let anew = assembled(&column, &mut HashMap::new(), &mut SiteCache::default());
        for entry in anew.entries.refs() {
            assert_eq!(kept.names.of(entry), anew.names.of(entry), "{}", anew.entries.common(entry).record.file);
            met += anew.names.of(entry).len();
        }
        for letter in anew.entries.letters.ids() {
            assert_eq!(kept.mentions.of_letter(letter), anew.mentions.of_letter(letter));
        }
    }
    assert!(met > 500, "only {met} names");
}
