//! Stems: the one key of `librarian`, `librarians`, and `librarian's`, by the rules of Snowball for a language. Only the
//! build stems. What readers load has all forms that were seen.

use frostem::{Algorithm, Stemmer};

use super::fold::{fold, plain, without_possessive};

/// What searching does differently from language to language.
#[derive(Clone, Copy)]
pub(super) struct LanguageRules {
    stemmer: Option<Stemmer>,
    /// True if an apostrophe separates words: `l'eau`.
    pub(super) elision: bool,
    /// True if long words are made of others: `Netzgerät`.
    pub(super) compounds: bool,
    /// True if the small letter of I is ı.
    pub(super) dotless: bool,
}

impl LanguageRules {
    /// Returns the rules of a BCP 47 language tag.
    pub(super) fn of(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        let is_one_of = |languages: &str| languages.split(' ').any(|one| one == language);
        Self {
            stemmer: algorithm(&language).map(Stemmer::new),
            elision: is_one_of("fr it ca oc"),
            compounds: is_one_of("de nl sv da nb nn no fi is"),
            dotless: is_one_of("tr az"),
        }
    }

    /// Returns how a stemmer reads a word as it is written.
    pub(super) fn plain(&self, written: &str) -> String {
        plain(self.without_ending(written), self.dotless)
    }

    /// Returns a word without what an apostrophe adds to its end. Where an apostrophe separates words, nothing does.
    pub(super) fn without_ending<'w>(&self, written: &'w str) -> &'w str {
        if self.elision { written } else { without_possessive(written) }
    }

    /// Returns the key of a word, from how a stemmer reads it: its folded stem.
    pub(super) fn key(&self, plain: &str) -> Option<String> {
        let stem = self.stemmer.map(|stemmer| stemmer.stem(plain));
        stem.and_then(|stem| fold(&stem)).or_else(|| fold(plain))
    }
}

/// The stemmer of a language.
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fa" => Algorithm::Persian,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hi" => Algorithm::Hindi,
        "hu" => Algorithm::Hungarian,
        "hy" => Algorithm::Armenian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "ne" => Algorithm::Nepali,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sr" => Algorithm::Serbian,
        "st" => Algorithm::Sesotho,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        "uk" => Algorithm::Ukrainian,
        "yi" => Algorithm::Yiddish,
        _ => return None,
    })
}
