//! How the letters of a language are written in ASCII, for addresses.
//!
//! `deunicode` knows one reading for each character, whatever the language. The tables here hold what a language writes
//! otherwise, each after the rules that its state or its standards body has published. (In Rust, the transforms of CLDR
//! are part of ICU4X's experimental crate alone.)

use std::borrow::Cow;

use deunicode::{deunicode, deunicode_char};
use unicode_normalization::char::is_combining_mark;

/// The rules by which a text becomes ASCII.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Transliteration {
    /// One reading for each character, in the form in which the text is stored. Addresses of columns without
    /// `slugs: language` depend on it, so it never changes.
    #[default]
    AnyLanguage,
    /// A language whose letters have no other reading than in any language.
    Common,
    /// `ä` is `ae` (CLDR `de-ASCII`).
    German,
    /// `å` is `aa`, `ø` and `æ` are `oe` and `ae`, as in Danish and Norwegian domain names and passports (ICAO 9303).
    Danish,
    /// `đ` is `dj`: Croatian, Bosnian, Montenegrin.
    Croatian,
    /// `ə` is `e`.
    Azerbaijani,
    /// ELOT 743 (ISO 843, type 2).
    Greek,
    /// BGN/PCGN 1947, without its signs for ъ and ь, and with one reading for е.
    Russian,
    /// As Russian, with `h` for г.
    Belarusian,
    /// Resolution 55 of the Cabinet of Ministers (2010).
    Ukrainian,
    /// The Transliteration Act (2009).
    Bulgarian,
    /// The Latin alphabet of Serbian, without its accents; `ђ` is `dj`.
    Serbian,
    /// The Latin alphabet of Macedonian passports.
    Macedonian,
    /// Japanese stays as it is written: the readings of kanji depend on the word, and those of Chinese are wrong.
    Japanese,
    /// Han characters stay as they are written, because their Mandarin readings are wrong: Korean, Cantonese.
    KeepsHan,
}

impl Transliteration {
    /// Returns the rules of a language, by its BCP 47 tag.
    pub fn of_language(tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or(tag).to_ascii_lowercase();
        match primary.as_str() {
            "de" | "gsw" => Self::German,
            "da" | "nb" | "nn" | "no" => Self::Danish,
            "hr" | "bs" | "cnr" | "sh" => Self::Croatian,
            "az" => Self::Azerbaijani,
            "el" => Self::Greek,
            "ru" => Self::Russian,
            "be" => Self::Belarusian,
            "uk" => Self::Ukrainian,
            "bg" => Self::Bulgarian,
            "sr" => Self::Serbian,
            "mk" => Self::Macedonian,
            "ja" => Self::Japanese,
            "ko" | "yue" | "nan" | "hak" | "wuu" => Self::KeepsHan,
            _ => Self::Common,
        }
    }

    /// Returns the text in ASCII, apart from characters that the language keeps. Letters that it reads in its own way
    /// are lowercase then. The text is in NFC.
    pub fn apply(self, text: &str) -> Cow<'_, str> {
        if text.is_ascii() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(match self {
            Self::AnyLanguage | Self::Common => deunicode(text),
            Self::Japanese | Self::KeepsHan => self.keep(text),
            _ => self.read(&text.to_lowercase()),
        })
    }

    /// Replaces the letters that the language reads in its own way, and then the others.
    fn read(self, text: &str) -> String {
        let mut read = String::with_capacity(text.len() + text.len() / 4);
        for (at, letter) in text.char_indices() {
            let (before, after) = (&text[..at], &text[at + letter.len_utf8()..]);
            match self.letter(before, letter, after) {
                Some(latin) => read.push_str(latin),
                None => read.push(letter),
            }
        }
        deunicode(&read)
    }

    /// Replaces all but the characters that the language keeps.
    fn keep(self, text: &str) -> String {
        let is_kept = |c: char| is_han(c) || (self == Self::Japanese && is_kana(c));
        let mut kept = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(is_kept) {
            let end = rest[start..].find(|c| !is_kept(c)).map_or(rest.len(), |length| start + length);
            kept.push_str(&deunicode(&rest[..start]));
            kept.push_str(&rest[start..end]);
            rest = &rest[end..];
        }
        kept.push_str(&deunicode(rest));
        kept
    }

    /// Returns the reading of a lowercase letter between two others. `None` if it is that of any language.
    fn letter(self, before: &str, letter: char, after: &str) -> Option<&'static str> {
        match self {
            Self::German => german(letter),
            Self::Danish => danish(letter),
            Self::Croatian => (letter == 'đ').then_some("dj"),
            Self::Azerbaijani => (letter == 'ə').then_some("e"),
            Self::Greek => greek(before, letter, after),
            Self::Russian => cyrillic(letter),
            Self::Belarusian => belarusian(letter),
            Self::Ukrainian => ukrainian(before, letter),
            Self::Bulgarian => bulgarian(before, letter, after),
            Self::Serbian => serbian(letter),
            Self::Macedonian => macedonian(letter),
            Self::AnyLanguage | Self::Common | Self::Japanese | Self::KeepsHan => None,
        }
    }
}

/// Returns true for what separates words outside ASCII: spaces and marks. Letters and digits are no punctuation, nor are
/// symbols that have a name, such as `€`.
pub fn is_punctuation(c: char) -> bool {
    let is_named = |c| deunicode_char(c).is_none_or(|name| name.bytes().any(|byte| byte.is_ascii_alphanumeric()));
    !c.is_ascii() && !c.is_alphanumeric() && !is_combining_mark(c) && (c.is_whitespace() || !is_named(c))
}

fn german(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        _ => return None,
    })
}

fn danish(letter: char) -> Option<&'static str> {
    Some(match letter {
        'å' => "aa",
        'ø' | 'ö' => "oe",
        'æ' | 'ä' => "ae",
        _ => return None,
    })
}

fn greek(before: &str, letter: char, after: &str) -> Option<&'static str> {
    let next = after.chars().next().unwrap_or_default();
    let begins_word = |before: &str| !before.ends_with(char::is_alphabetic);
    let is_voiced = "αάεέηήιίοόυύωώβγδζλμνρ".contains(next);
    Some(match letter {
        'υ' | 'ύ' if before.ends_with('ο') => "u",
        'υ' | 'ύ' if before.ends_with(['α', 'ε', 'η']) => {
            if is_voiced {
                "v"
            } else {
                "f"
            }
        }
        'υ' | 'ύ' | 'ϋ' | 'ΰ' => "y",
        'γ' if matches!(next, 'γ' | 'ξ' | 'χ') => "n",
        'μ' if next == 'π' && begins_word(before) => "b",
        'π' if before.strip_suffix('μ').is_some_and(begins_word) => "",
        'β' => "v",
        'η' | 'ή' => "i",
        'θ' => "th",
        'ξ' => "x",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}

/// Returns the letters that Slavic languages with Cyrillic have in common.
fn cyrillic(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'ё' => "yo",
        _ => return None,
    })
}

fn belarusian(letter: char) -> Option<&'static str> {
    if letter == 'г' { Some("h") } else { cyrillic(letter) }
}

fn ukrainian(before: &str, letter: char) -> Option<&'static str> {
    // An apostrophe is inside a word.
    let begins_word = !before.ends_with(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | 'ʼ'));
    Some(match (letter, begins_word) {
        ('г', _) if before.ends_with('з') => "gh",
        ('г', _) => "h",
        ('ґ', _) => "g",
        ('и', _) => "y",
        ('є', true) => "ye",
        ('є', false) => "ie",
        ('ї', true) => "yi",
        ('ї' | 'й', false) => "i",
        ('ю', false) => "iu",
        ('я', false) => "ia",
        ('ʼ', _) => "",
        _ => return cyrillic(letter),
    })
}

fn bulgarian(before: &str, letter: char, after: &str) -> Option<&'static str> {
    let ends_word = !after.starts_with(char::is_alphabetic);
    Some(match letter {
        'х' => "h",
        'щ' => "sht",
        'ъ' => "a",
        'ь' => "y",
        'я' if ends_word && before.ends_with('и') => "a",
        _ => return cyrillic(letter),
    })
}

fn serbian(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ђ' | 'đ' => "dj",
        'ж' => "z",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' | 'ч' | 'ц' => "c",
        'х' => "h",
        'џ' => "dz",
        'ш' => "s",
        _ => return cyrillic(letter),
    })
}

fn macedonian(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ѓ' => "gj",
        'ж' => "zh",
        'ѕ' => "dz",
        'ј' => "j",
        'ќ' => "kj",
        'љ' => "lj",
        'њ' => "nj",
        'х' => "h",
        'ц' => "c",
        'џ' => "dj",
        _ => return cyrillic(letter),
    })
}

/// Returns true for Han characters and the sign that repeats one.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3005..=0x3007 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_3fff)
}

/// Returns true for letters of hiragana and katakana, and the sign that makes them long.
fn is_kana(c: char) -> bool {
    matches!(u32::from(c), 0x3041..=0x3096 | 0x309d..=0x309f | 0x30a1..=0x30fa | 0x30fc..=0x30ff | 0xff66..=0xff9d)
}

#[cfg(test)]
mod tests {
    use super::Transliteration;

    #[test]
    fn each_language_reads_its_letters_in_its_own_way() {
        let cases = [
            ("de-AT", "Größe fördern, Übermaß, ẞ", "groesse foerdern, uebermass, ss"),
            ("sv", "Åäö", "Aao"),
            ("nb", "Blåbær på øya", "blaabaer paa oeya"),
            ("da", "Æblegrød", "aeblegroed"),
            ("hr", "Đurđevac, žena", "djurdjevac, zena"),
            ("tr", "Işık, İstanbul, ağaç", "Isik, Istanbul, agac"),
            ("az", "Məktub", "mektub"),
            ("el", "Αυγό, αυτό, ουρανός, άγγελος, μπαμπάς", "avgo, afto, ouranos, angelos, bampas"),
            ("el", "Ευχή, ψυχή, θάλασσα, ξένος", "efchi, psychi, thalassa, xenos"),
            ("ru", "Объект, ёж, щука, Юрий", "obekt, yozh, shchuka, yuriy"),
            ("be", "Горад, ўсё", "horad, usyo"),
            ("uk", "Згурський, Єнакієве, Їжакевич, знам’янка", "zghurskyi, yenakiieve, yizhakevych, znam'ianka"),
            ("bg", "България е София, къща", "balgaria e sofia, kashta"),
            ("sr", "Ђорђе, љубав, џеп", "djordje, ljubav, dzep"),
            ("mk", "Ќерка, ѓон", "kjerka, gjon"),
            ("ja", "東京のコーヒー, é", "東京のコーヒー, e"),
            ("ko", "한국 歷史", "hangug 歷史"),
            ("zh", "历史", "Li Shi"),
            ("en", "Café", "Cafe"),
        ];
        for (language, text, latin) in cases {
            assert_eq!(Transliteration::of_language(language).apply(text), latin, "{language}");
        }
    }
}
