//! How well pages fit a query: the same in an index in memory, in the files of one, and in the reader's script.

/// A word of the query in a unit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) unit: u32,
    /// The position of the word in the query.
    pub(super) word: usize,
    pub(super) weight: u8,
}

/// The unit of a page that fits best. It speaks for the page.
pub(super) struct BestUnit {
    pub(super) score: f64,
    pub(super) unit: u32,
    /// The first unit of the page, which has the title.
    pub(super) head: u32,
    /// The words that the unit or the head has, in the order of the query.
    pub(super) words: Vec<usize>,
}

/// Returns the number of different values among sorted ones.
pub(super) fn count_distinct(values: impl Iterator<Item = u32>) -> u32 {
    let (mut count, mut last) = (0, None);
    for value in values {
        count += u32::from(last != Some(value));
        last = Some(value);
    }
    count
}

/// Returns how rare a word is that so many pages of all have: ln(1 + (all − pages + ½) / (pages + ½)), as in BM25.
pub(super) fn idf(all: u32, pages: u32) -> f64 {
    let (all, pages) = (f64::from(all), f64::from(pages));
    (1.0 + (all - pages + 0.5) / (pages + 0.5)).ln()
}

/// The value of a weight.
pub(super) fn value(weight: u8) -> f64 {
    f64::from(weight + 1) / 4.0
}

/// Returns the score of a unit that has some words of a query, whose words are so rare. One that lacks words has less for
/// those that it has.
pub(super) fn query_score(rarity: &[f64]) -> impl Fn(&[usize], &[f64]) -> f64 + '_ {
    let all: f64 = rarity.iter().sum();
    move |known, values| {
        let share: f64 = known.iter().map(|word| rarity[*word]).sum::<f64>() / all;
        known.iter().map(|word| rarity[*word] * values[*word]).sum::<f64>() * share.powi(2)
    }
}

/// Returns the best unit of each page that has one of so many words, the best first; of equals, the newest. `score` gets
/// the words that a unit has, and for each word its value there.
pub(super) fn best_units(
    mut matches: Vec<Match>,
    words: usize,
    head_of: impl Fn(u32) -> u32,
    score: impl Fn(&[usize], &[f64]) -> f64,
) -> Vec<BestUnit> {
    matches.sort_unstable();
    let pages = matches.chunk_by(|a, b| head_of(a.unit) == head_of(b.unit));
    let mut found: Vec<BestUnit> = pages.map(|page| best_unit(head_of(page[0].unit), page, words, &score)).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| b.head.cmp(&a.head)));
    found
}

/// Scores each unit of a page together with the head, and the head alone.
fn best_unit(head: u32, page: &[Match], words: usize, score: impl Fn(&[usize], &[f64]) -> f64) -> BestUnit {
    let mut head_values = vec![0.0; words];
    let (in_head, in_sections) = page.split_at(page.partition_point(|found| found.unit == head));
    for found in in_head {
        head_values[found.word] = 2.0 * value(found.weight);
    }
    let head_words: Vec<usize> = in_head.iter().map(|found| found.word).collect();
    let mut best = BestUnit { score: score(&head_words, &head_values), unit: head, head, words: head_words.clone() };
    for unit in in_sections.chunk_by(|a, b| a.unit == b.unit) {
        let (mut known, mut values) = (head_words.clone(), head_values.clone());
        for found in unit {
            if values[found.word] == 0.0 {
                known.push(found.word);
            }
            values[found.word] = value(found.weight).max(values[found.word]);
        }
        let score = score(&known, &values);
        if score > best.score {
            known.sort_unstable();
            best = BestUnit { score, unit: unit[0].unit, head, words: known };
        }
    }
    best
}
