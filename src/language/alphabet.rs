//! The order of letters in an index, by language.
//!
//! An accent does not change a letter's place, unless the language has it as a letter of its own: `Äpfel` is at A in
//! German, and `äpple` after Z in Swedish.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Languages whose Latin letters are not A to Z alone, each with all its letters in order.
#[rustfmt::skip]
const LATIN: &[(&[&str], &str)] = &[
    (&["sv", "fi"], "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"),
    (&["da", "nb", "nn", "no", "fo"], "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"),
    (&["is"], "AÁBCDÐEÉFGHIÍJKLMNOÓPQRSTUÚVWXYÝZÞÆÖ"),
    (&["es", "gl", "eu", "fil"], "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"),
    (&["pl"], "AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ"),
    (&["cs"], "ABCČDEFGHIJKLMNOPQRŘSŠTUVWXYZŽ"),
    (&["sk"], "AÄBCČDEFGHIJKLMNOÔPQRSŠTUVWXYZŽ"),
    (&["sl", "hr", "bs", "sr"], "ABCČĆDĐEFGHIJKLMNOPQRSŠTUVWXYZŽ"),
    (&["lt"], "ABCČDEFGHIJKLMNOPQRSŠTUVWXYZŽ"),
    (&["lv"], "ABCČDEFGĢHIJKĶLĻMNŅOPQRSŠTUVWXYZŽ"),
    (&["et"], "ABCDEFGHIJKLMNOPQRSŠZŽTUVWÕÄÖÜXY"),
    (&["hu"], "ABCDEFGHIJKLMNOÖPQRSTUÜVWXYZ"),
    (&["ro"], "AĂÂBCDEFGHIÎJKLMNOPQRSȘTȚUVWXYZ"),
    (&["sq"], "ABCÇDEËFGHIJKLMNOPQRSTUVWXYZ"),
    (&["tr"], "ABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZ"),
    (&["az"], "ABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVWYZ"),
    (&["vi"], "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"),
];

const A_TO_Z: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Of all Cyrillic alphabets; `Ё` is at `Е`, as in Russian.
const CYRILLIC: &str = "АБВГҐДЂЃЕЄЖЗЅИІЇЙЈКЛЉМНЊОПРСТЋЌУЎФХЦЧЏШЩЪЫЬЭЮЯ";

/// Letters that are no base letter with a mark, and where they belong if the language has no place of its own for them.
const LIKE: [(char, char); 9] =
    [('Æ', 'A'), ('Đ', 'D'), ('Ð', 'D'), ('Ł', 'L'), ('Ø', 'O'), ('Œ', 'O'), ('ẞ', 'S'), ('Þ', 'T'), ('Ə', 'E')];

/// The first letters of the rows in which Japanese sorts its syllables.
const KANA_ROWS: [char; 10] = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'];

/// The consonants under which Korean sorts its syllables, in the order of their code points: doubled ones are at the simple
/// ones.
const HANGUL: [char; 19] =
    ['ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];

/// The letters of a language, in order.
#[derive(Debug, Clone, Copy)]
pub struct Alphabet {
    latin: &'static str,
    has_dotted_i: bool,
}

impl Alphabet {
    /// Returns the alphabet of the language with this BCP 47 tag: A to Z where none is known.
    pub fn of_language(tag: &str) -> Self {
        let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let own = LATIN.iter().find(|(tags, _)| tags.contains(&primary.as_str()));
        let latin = own.map_or(A_TO_Z, |(_, letters)| letters);
        Self { latin, has_dotted_i: latin.contains('İ') }
    }

    /// Returns the letter of an index under which a name is found. `None` for one without letters before its first digit, or
    /// without any.
    pub fn initial(self, name: &str) -> Option<char> {
        let first = name.nfc().find(|c| c.is_alphanumeric())?;
        let letter = self.upper(first).next().filter(|c| !c.is_numeric())?;
        Some(self.folded(letter))
    }

    /// Returns a key that sorts names as an index does: signs and digits first, then letters, accents last.
    pub fn key(self, name: &str) -> (Vec<u32>, String) {
        let letters = name.nfc().flat_map(|c| self.upper(c)).filter(|c| !is_combining_mark(*c));
        (letters.map(|c| self.rank(c)).collect(), name.to_lowercase())
    }

    fn rank(self, letter: char) -> u32 {
        const LATIN_AT: u32 = 0x20_0000;
        const CYRILLIC_AT: u32 = 0x20_0400;
        const OTHERS_AT: u32 = 0x40_0000;
        let at =
            |letters: &str, letter| letters.chars().position(|c| c == letter).and_then(|at| u32::try_from(at).ok());
        let folded = self.base(letter);
        match (at(self.latin, folded), at(CYRILLIC, folded)) {
            (Some(at), _) => LATIN_AT + at,
            (None, Some(at)) => CYRILLIC_AT + at,
            (None, None) if folded.is_alphabetic() => OTHERS_AT + u32::from(folded),
            (None, None) => u32::from(folded),
        }
    }

    /// The letter of an index: that of a row or of a consonant, where syllables are written.
    fn folded(self, letter: char) -> char {
        match self.base(letter) {
            c @ 'ァ'..='ヺ' => kana_row(char::from_u32(u32::from(c) - 0x60).unwrap_or(c)),
            c @ 'ぁ'..='ゔ' => kana_row(c),
            c @ '가'..='힣' => HANGUL[(u32::from(c) - u32::from('가')) as usize / 588],
            c => c,
        }
    }

    /// A letter of the alphabet as it is, and any other without its marks.
    fn base(self, letter: char) -> char {
        let is_own = |c: char| self.latin.contains(c) || CYRILLIC.contains(c);
        // Hangul is not taken apart: its syllables are letters of their own.
        if is_own(letter) || ('가'..='힣').contains(&letter) {
            return letter;
        }
        let bare = std::iter::once(letter).nfd().next().unwrap_or(letter);
        LIKE.iter().find(|(one, _)| *one == bare).map_or(bare, |(_, like)| *like)
    }

    fn upper(self, c: char) -> impl Iterator<Item = char> {
        let dotted = (c == 'i' && self.has_dotted_i).then_some('İ');
        let plain = if c == 'ß' { 'ẞ' } else { c };
        let plain = dotted.is_none().then_some(plain);
        dotted.into_iter().chain(plain.into_iter().flat_map(char::to_uppercase))
    }
}

fn kana_row(kana: char) -> char {
    KANA_ROWS.into_iter().rev().find(|row| *row <= kana).unwrap_or('あ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, names: &str) -> String {
        let alphabet = Alphabet::of_language(language);
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_cached_key(|name| alphabet.key(name));
        names.join(" ")
    }

    fn initials(language: &str, names: &str) -> String {
        let alphabet = Alphabet::of_language(language);
        names.split(' ').map(|name| alphabet.initial(name).unwrap_or('0')).collect()
    }

    #[test]
    fn accents_are_letters_where_the_language_says_so() {
        assert_eq!(sorted("de", "Zeit Äpfel Apfel Öl Oper über ßa Sb"), "Apfel Äpfel Öl Oper ßa Sb über Zeit");
        assert_eq!(sorted("sv", "öl zebra ånga äpple apa"), "apa zebra ånga äpple öl");
        assert_eq!(sorted("da-DK", "Ål Øl Æble Zoo"), "Zoo Æble Øl Ål");
        assert_eq!(sorted("es", "nube ñandú oso ábaco"), "ábaco nube ñandú oso");
        assert_eq!(sorted("en", "éclair Eclair eclair"), "Eclair eclair éclair");
        assert_eq!(initials("en", "éclair Øystein æon łódź ß \"quoted\" 3D C++ ?"), "EOALSQ0C0");
        assert_eq!(initials("sv", "éclair å Ä ö A\u{30a}"), "EÅÄÖÅ");
        assert_eq!(initials("tr", "ışık istanbul"), "Iİ");
    }

    #[test]
    fn other_scripts_have_their_own_letters() {
        assert_eq!(initials("ru", "ёлка йод Ирина"), "ЕЙИ");
        assert_eq!(sorted("uk", "яблуко ґанок гора їжак іній"), "гора ґанок іній їжак яблуко");
        assert_eq!(initials("el", "άλφα Βήτα"), "ΑΒ");
        assert_eq!(initials("ar", "أرشيف إدارة بحث"), "ااب");
        assert_eq!(initials("he", "ארכיון"), "א");
        assert_eq!(initials("ja", "がくせい パン ヴァ ん 図書館"), "かはあわ図");
        assert_eq!(initials("ko", "까치 가방 한국"), "ㄱㄱㅎ");
        assert_eq!(initials("hi", "क़लम"), "क");
        assert_eq!(sorted("en", "zebra книга 1984 apple"), "1984 apple zebra книга");
    }
}
