//! What readers of the example column might type, and the letters that they should find. The queries were written before
//! there was any ranking.

use std::fs;
use std::path::Path;

use callslip::pipeline::{self, Options};
use callslip::render::search_index;

use crate::support::column::CLOCK;

#[test]
fn readers_find_the_right_letter() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let options = Options { clock: CLOCK.parse().unwrap(), as_of: None, base_url: None, unpublished: false };
    let column = pipeline::load(root, &options).unwrap();
    let site = &column.site;
    let index = search_index(site, &column.theme.strings, Vec::new());
    // In the index, the oldest letter is the first.
    let mut slugs: Vec<&str> = site.entries.letters.iter().map(|(_, letter)| &*letter.common.record.slug).collect();
    slugs.reverse();
    let queries = fs::read_to_string(root.join("benches/search/queries.tsv")).unwrap();
    let queries: Vec<&str> = queries.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(queries.len(), 30);
    let is_missed = |line: &&str| {
        let (query, right) = line.split_once('\t').unwrap();
        let hits = index.rank(query, 3);
        !hits.iter().filter_map(|hit| slugs.get(hit.page)).any(|slug| right.split(' ').any(|one| one == *slug))
    };
    let missed: Vec<&str> = queries.into_iter().filter(is_missed).collect();
    // Slips of the finger are for the reader's script to correct.
    assert!(missed.len() <= 6, "{missed:#?}");
}
