//! Reads the files of an index back, for tests: as the format is described, and with nothing of what wrote it.

use std::collections::BTreeMap;

use super::{SearchFile, SearchIndex};

/// The files of an index, read.
pub(super) struct TestReader {
    /// What each shard begins with, and its lines.
    pub(super) shards: Vec<(Vec<u16>, Shard)>,
    pub(super) index: String,
    /// The lines of pages, by slot.
    pub(super) pages: BTreeMap<u32, String>,
    /// Their descriptions, by slot.
    pub(super) descriptions: BTreeMap<u32, String>,
}

/// The forms of a record, and the units that it is in, each with its weight.
pub(super) type FoundRecord = (Vec<String>, Vec<(u32, u32)>);

/// The lines of a shard. A link may be of a form that is the key of a record of other words: stemming a stem may give
/// another stem.
#[derive(Default)]
pub(super) struct Shard {
    /// By key.
    pub(super) records: BTreeMap<String, FoundRecord>,
    /// The key of the record in another shard, by form.
    pub(super) links: BTreeMap<String, String>,
}

impl Shard {
    fn read(text: &str) -> Self {
        let mut shard = Self::default();
        for line in text.lines() {
            let mut fields = line.splitn(3, '\t');
            let (key, second) = (fields.next().unwrap().to_owned(), fields.next().unwrap());
            let is_new = match second.strip_prefix('>') {
                Some(target) => shard.links.insert(key, target.to_owned()).is_none(),
                None => {
                    let record = (forms(&key, second), postings(fields.next().unwrap()));
                    shard.records.insert(key, record).is_none()
                }
            };
            assert!(is_new, "two of one key: {line}\n{text}");
        }
        shard
    }

    fn record_of(&self, form: &str) -> Option<&FoundRecord> {
        self.records.values().find(|(forms, _)| forms.iter().any(|other| other == form))
    }
}

impl TestReader {
    pub(super) fn of(index: &SearchIndex) -> Self {
        Self::new(&index.files())
    }

    pub(super) fn new(files: &[SearchFile]) -> Self {
        let by_name: BTreeMap<&str, &str> =
            files.iter().map(|file| (file.name.as_str(), std::str::from_utf8(&file.bytes).unwrap())).collect();
        assert_eq!(by_name.len(), files.len(), "two files of one name");
        let index = by_name["index.js"].to_owned();
        let text = |kind: &str, name: &str| {
            let file = by_name[format!("{}-{name}.js", &kind[..1]).as_str()];
            unescaped(file.strip_prefix("callslip.receive(`").unwrap().strip_suffix("`)\n").unwrap())
        };
        let hashes = |name: &str| -> Vec<String> {
            field(&index, name).as_bytes().chunks(4).map(|hash| String::from_utf8(hash.to_vec()).unwrap()).collect()
        };
        let words = field(&index, "words");
        let shards = words.split(' ').zip(hashes("wordHashes")).map(|(start, hash)| {
            let units = start.encode_utf16().map(|unit| match char::from_u32(u32::from(unit)) {
                Some(c @ ('a'..='z' | '0'..='9')) => c.to_string(),
                _ => format!("_{unit:x}_"),
            });
            let text = text("words", &format!("{}-{hash}", units.collect::<String>()));
            (start.encode_utf16().collect(), Shard::read(&text))
        });
        let (mut pages, mut descriptions) = (BTreeMap::new(), BTreeMap::new());
        for (list, first) in [("letterHashes", 0), ("otherHashes", field(&index, "others").parse::<u32>().unwrap())] {
            for (hash, number) in hashes(list).into_iter().zip(first / 32..) {
                let text = text("pages", &format!("{number}-{hash}"));
                pages.extend((number * 32..).zip(text.split('\n').map(ToOwned::to_owned)));
            }
            for number in (first / 256..).take_while(|number| by_name.contains_key(format!("d-{number}.js").as_str())) {
                let text = text("descriptions", &number.to_string());
                descriptions.extend((number * 256..).zip(text.split('\n').map(ToOwned::to_owned)));
            }
        }
        Self { shards: shards.collect(), pages, descriptions, index }
    }

    /// Returns the value of a field of the first file.
    pub(super) fn field(&self, name: &str) -> String {
        field(&self.index, name)
    }

    /// Returns the forms and the postings of the record that a form leads to.
    pub(super) fn find(&self, form: &str) -> Option<FoundRecord> {
        let shard = self.shard(form);
        let linked = || shard.links.get(form).map(|key| &self.shard(key).records[key]);
        shard.record_of(form).or_else(linked).cloned()
    }

    /// Returns the units that a form is in, without their weights.
    pub(super) fn units(&self, form: &str) -> Vec<u32> {
        self.find(form).map(|(_, postings)| postings.into_iter().map(|(unit, _)| unit).collect()).unwrap_or_default()
    }

    fn shard(&self, form: &str) -> &Shard {
        let form: Vec<u16> = form.encode_utf16().collect();
        &self.shards.iter().rev().find(|(first, _)| *first <= form).unwrap().1
    }
}

fn field(index: &str, name: &str) -> String {
    let (_, rest) = index.split_once(&format!("\"{name}\":")).unwrap();
    match rest.chars().next().unwrap() {
        '"' => rest[1..].split('"').next().unwrap().to_owned(),
        '[' => rest[1..].split(']').next().unwrap().to_owned(),
        _ => rest.split([',', '}']).next().unwrap().to_owned(),
    }
}

fn unescaped(text: &str) -> String {
    let (mut plain, mut escaped) = (String::new(), false);
    for c in text.chars() {
        assert!(escaped || !matches!(c, '`' | '$'), "not escaped: {text}");
        escaped = c == '\\' && !escaped;
        if !escaped {
            plain.push(c);
        }
    }
    plain
}

fn forms(key: &str, written: &str) -> Vec<String> {
    let units: Vec<u16> = key.encode_utf16().collect();
    let form = |form: &str| match form.strip_prefix('=') {
        Some(form) => form.to_owned(),
        None => {
            let dropped = form[..1].parse::<usize>().unwrap();
            String::from_utf16(&units[..units.len() - dropped]).unwrap() + &form[1..]
        }
    };
    written.split(' ').map(form).collect()
}

fn postings(text: &str) -> Vec<(u32, u32)> {
    let digits: Vec<u8> = (b' '..=b'~').filter(|byte| !matches!(byte, b'`' | b'\\' | b'$')).collect();
    let (mut number, mut unit, mut postings) = (0, -1_i64, Vec::new());
    for byte in text.bytes() {
        let digit = digits.iter().position(|digit| *digit == byte).unwrap();
        number = number * 46 + i64::try_from(digit % 46).unwrap();
        if digit < 46 {
            unit += number / 4 + 1;
            postings.push((u32::try_from(unit).unwrap(), u32::try_from(number % 4).unwrap()));
            number = 0;
        }
    }
    postings
}
