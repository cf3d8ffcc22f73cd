//! The words by which a letter or an answer begins: `Dear Sol,`.

/// Words before the name in a salutation.
const SALUTATIONS: [&str; 17] = [
    "Dear", "Dearest", "Hi", "Hello", "Hey", "Liebe", "Lieber", "Hallo", "Cher", "Chère", "Querida", "Querido", "Hola",
    "Estimada", "Estimado", "Cara", "Caro",
];

/// The characters with which they begin.
const FIRST: [char; 6] = ['C', 'D', 'E', 'H', 'L', 'Q'];

/// Returns the salutation's first word and the text behind the space that follows it.
pub fn salutation_word(text: &str) -> Option<(&'static str, &str)> {
    // This is the case of most paragraphs.
    if !text.starts_with(FIRST) {
        return None;
    }
    let (word, rest) = text.split_once(' ')?;
    Some((SALUTATIONS.into_iter().find(|known| *known == word)?, rest))
}
