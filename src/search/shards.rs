//! Cuts the records into shards, a file each. A query loads the shards of its words only. The hash of a key says whether a
//! shard may begin with it, so that a new letter changes the shards of its words, and moves no cut elsewhere.

use std::ops::Range;

use rayon::prelude::*;

use super::dictionary::{Dictionary, SeenForm, StemRecord, utf16_order};
use super::file::FileText;
use super::numbers::push_postings;
use super::postings::Postings;

/// The size of a shard that is aimed at, in bytes.
const USUAL_SIZE: usize = 6144;

/// A longer record is a shard of its own.
const LONGEST_SHARED: usize = 4096;

/// Returns the texts of the shards of all records, by key; and for each what a form is compared with to find its shard: as
/// much of the first key as tells it from the key before.
pub(super) fn shards(dictionary: &Dictionary, postings: &Postings) -> (Vec<String>, Vec<FileText>) {
    let all = u32::try_from(dictionary.records.len()).unwrap_or(u32::MAX);
    let sizes: Vec<usize> = (0..all)
        .into_par_iter()
        .map(|record| {
            let at = &dictionary.records[record as usize];
            let forms: usize = dictionary.forms_of(at).iter().map(|form| form.text.len() + 2).sum();
            at.key.len() + forms + postings.length_of(record) + 3
        })
        .collect();
    let starts = cuts(dictionary, &sizes);
    let firsts: Vec<String> = starts.iter().map(|start| first(dictionary, *start)).collect();
    let links = links(dictionary, &starts, &firsts);
    let ends = starts.iter().skip(1).copied().chain([dictionary.records.len()]);
    let ranges: Vec<Range<usize>> = starts.iter().zip(ends).map(|(start, end)| *start..end).collect();
    let text = |(range, links): (Range<usize>, Vec<&SeenForm>)| {
        let size: usize = sizes[range.clone()].iter().sum();
        file_text(dictionary, postings, range, &links, size)
    };
    (firsts, ranges.into_par_iter().zip(links).map(text).collect())
}

/// Returns the positions of the first records of all shards. A hash decides, as in `FastCDC`: few cut a small shard, many a
/// large one, and so nearly all shards are of a size.
fn cuts(dictionary: &Dictionary, sizes: &[usize]) -> Vec<usize> {
    let is_short = |size: &&usize| **size <= LONGEST_SHARED;
    let (count, sum) = sizes.iter().filter(is_short).fold((0, 0), |(count, sum), size| (count + 1, sum + size));
    // As many records as make up the usual size, as a power of two, so that a column that grows has the same for long.
    let usual =
        u32::try_from(count * USUAL_SIZE / sum.max(1)).unwrap_or(u32::MAX).clamp(1, 1 << 24).next_power_of_two();
    let (rarely, often) = (usual * 4, (usual / 4).max(1));
    // Also without any record there is one shard: the first line of the list of shards is always there.
    let (mut starts, mut size) = (vec![0], 0);
    for at in 1..sizes.len() {
        size += sizes[at - 1];
        let is_long = sizes[at] > LONGEST_SHARED || sizes[at - 1] > LONGEST_SHARED;
        let divisor = if size < USUAL_SIZE { rarely } else { often };
        if is_long || fnv_1a(&dictionary.records[at].key).is_multiple_of(divisor) {
            starts.push(at);
            size = 0;
        }
    }
    starts
}

/// The hash FNV-1a, in 32 bits.
pub(super) fn fnv_1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Returns as much of a key as is greater than the key before it. Nothing for the first key.
fn first(dictionary: &Dictionary, at: usize) -> String {
    let before = at.checked_sub(1).map(|before| &dictionary.records[before].key);
    before.map_or_else(String::new, |before| start_after(before, &dictionary.records[at].key))
}

/// Returns as much of a word as is greater than a word before it.
pub(super) fn start_after(before: &str, word: &str) -> String {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let shortest = ends.map(|end| &word[..end]).find(|start| utf16_order(start, before).is_gt());
    shortest.unwrap_or(word).to_owned()
}

/// Returns for each shard the forms that are looked up there, and whose records are in another shard.
fn links<'d>(dictionary: &'d Dictionary, starts: &[usize], firsts: &[String]) -> Vec<Vec<&'d SeenForm>> {
    let begins_after =
        |shard: usize, form: &str| firsts.get(shard).is_none_or(|first| utf16_order(first, form).is_gt());
    let is_misplaced = |form: &&SeenForm| {
        let own = starts.partition_point(|start| *start <= form.record as usize) - 1;
        begins_after(own, &form.text) || !begins_after(own + 1, &form.text)
    };
    let shard_of = |form: &str| firsts.partition_point(|first| utf16_order(first, form).is_le()) - 1;
    let misplaced: Vec<(usize, &SeenForm)> =
        dictionary.forms.par_iter().filter(is_misplaced).map(|form| (shard_of(&form.text), form)).collect();
    let mut links = vec![Vec::new(); starts.len()];
    for (shard, form) in misplaced {
        links[shard].push(form);
    }
    for forms in &mut links {
        forms.sort_unstable_by(|a, b| utf16_order(&a.text, &b.text));
    }
    links
}

/// Returns the lines of records, and of links among them, by key and form.
fn file_text(
    dictionary: &Dictionary,
    postings: &Postings,
    records: Range<usize>,
    links: &[&SeenForm],
    size: usize,
) -> FileText {
    let mut lines =
        ShardLines { text: FileText::new("words", size + links.len() * 24), dictionary, postings, lines: 0 };
    let mut links = links.iter().peekable();
    for at in records {
        let record = &dictionary.records[at];
        while let Some(form) = links.next_if(|form| utf16_order(&form.text, &record.key).is_lt()) {
            lines.push_link(form);
        }
        lines.push_record(at, record);
    }
    for form in links {
        lines.push_link(form);
    }
    lines.text
}

struct ShardLines<'d> {
    text: FileText,
    dictionary: &'d Dictionary,
    postings: &'d Postings,
    lines: usize,
}

impl ShardLines<'_> {
    fn begin_line(&mut self, key: &str) {
        if self.lines > 0 {
            self.text.push("\n");
        }
        self.lines += 1;
        self.text.push(key);
    }

    /// Appends where the record of a form is that is looked up here.
    fn push_link(&mut self, form: &SeenForm) {
        self.begin_line(&form.text);
        self.text.push("\t>");
        self.text.push(&self.dictionary.records[form.record as usize].key);
    }

    fn push_record(&mut self, at: usize, record: &StemRecord) {
        self.begin_line(&record.key);
        for (place, form) in self.dictionary.forms_of(record).iter().enumerate() {
            self.text.push(if place == 0 { "\t" } else { " " });
            self.push_form(&record.key, &form.text);
        }
        self.text.push("\t");
        let postings = self.postings.of(u32::try_from(at).unwrap_or(u32::MAX));
        push_postings(postings, &mut self.text);
    }

    /// Appends how a form follows from its key: the number of units to drop, and what to append.
    fn push_form(&mut self, key: &str, form: &str) {
        let same: usize = key.chars().zip(form.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
        let dropped = key[same..].encode_utf16().count();
        if dropped <= 9 {
            self.text.push(&dropped.to_string());
            self.text.push(&form[same..]);
        } else {
            self.text.push("=");
            self.text.push(form);
        }
    }
}
