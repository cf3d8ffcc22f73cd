//! What writing a page depends on in the scripts of East and Southeast Asia: characters that are words without spaces,
//! and those that are as wide as they are high.

/// Returns true if a text may have a character of a script without spaces, of Hangul, or an emoji. Those are the
/// characters of three bytes and more, less those of U+2000 to U+2FFF: typographic marks.
pub(super) fn may_have_other_scripts(text: &str) -> bool {
    text.bytes().fold(0, |has, byte| has | (u8::from(byte >= 0xe0) & u8::from(byte != 0xe2))) != 0
}

/// Returns true for a letter of a script that is written without spaces between words: Han, kana, Bopomofo, Yi; Thai,
/// Lao, Tibetan, Myanmar and Khmer.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ece}' | '\u{edc}'..='\u{edf}'
        | '\u{f40}'..='\u{fbc}' | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{109f}' | '\u{1780}'..='\u{17d3}'
        | '々'..='〇' | '〡'..='〩' | '〱'..='〵' | '〸'..='〼' | '\u{3041}'..='\u{3096}' | 'ゝ'..='ゟ' | 'ァ'..='ヺ'
        | 'ー'..='ヿ' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | 'ㇰ'..='ㇿ' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | 'ｦ'..='ﾝ' | '\u{1b000}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3fffd}')
}

/// Returns true for a character that no line and no excerpt begins with or is cut before: small kana and marks of
/// repetition (JLREQ), vowels that follow their consonant in Thai and Lao.
pub(super) fn continues(c: char) -> bool {
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー々ヽヾゝゞะาๅຳะາฯๆ".contains(c)
}

/// Returns true for a vowel of Thai or Lao that is written before its consonant.
pub(super) fn is_before_its_consonant(c: char) -> bool {
    matches!(c, 'เ'..='ไ' | 'ເ'..='ໄ')
}

/// Returns true for a letter that is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam, and others.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Returns true for an opening bracket or quotation mark of Chinese and Japanese.
pub(super) fn is_opening(c: char) -> bool {
    "「『（《〈【〔〖〘〚〝［｛｟｢“‘".contains(c)
}

/// Returns true if a character is wide, fullwidth or halfwidth (UAX #11, East Asian Width) and no emoji. Hangul is
/// another matter: Korean has spaces.
pub(super) fn is_wide(c: char) -> bool {
    is_cjk_mark(c)
        || matches!(c,
            '\u{2e80}'..='\u{2fdf}' | '\u{3004}'..='\u{312f}' | '\u{3190}'..='\u{4dbf}' | '\u{4e00}'..='\u{a4cf}'
            | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1b000}'..='\u{1b2ff}'
            | '\u{20000}'..='\u{3fffd}')
}

/// Returns true for Hangul.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3131}'..='\u{318e}' | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7fb}'
        | '\u{ffa0}'..='\u{ffdc}')
}

/// Returns true for a mark of Chinese and Japanese, as wide as their characters: `。`, `「`, `！`.
pub(super) fn is_cjk_mark(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '〰' | '〽' | '゠' | '・'
        | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6b}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// Returns true for a mark that Chinese and Japanese share with other scripts: quotation marks, dashes, ellipses.
pub(super) fn is_shared_mark(c: char) -> bool {
    matches!(c, '·' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203e}')
}
