//! Finds the letter that a reader's reply answers, by whatever name she or a form gives.

use super::console::CommandError;
use crate::content::{Common, comparable_tag, letter_name};
use crate::diagnostics::{closest, list_names};
use crate::site::Site;
use crate::site_path::nfc;

/// Returns the name that replies have for a letter. It is named by its file, with or without folders and `.md`, its title, or
/// its address.
pub(super) fn find<'s>(site: &'s Site, typed: &str) -> Result<&'s str, CommandError> {
    let typed = nfc(typed.trim());
    let letters: Vec<NamedLetter<'_>> = letters(site).collect();
    let tests: [fn(&NamedLetter<'_>, &str) -> bool; 4] = [
        |letter, typed| letter.is_file(typed),
        |letter, typed| letter.is_address(typed),
        |letter, typed| letter.is_name(typed),
        |letter, typed| letter.had_name(typed),
    ];
    for is_meant in tests {
        let mut meant: Vec<&str> =
            letters.iter().filter(|letter| is_meant(letter, &typed)).map(|letter| letter.name).collect();
        meant.dedup();
        match meant.as_slice() {
            [] => {}
            [one] => return Ok(one),
            several => {
                return Err(format!("`{typed}` may mean {}; write one of these instead", several.join(", or ")).into());
            }
        }
    }
    let names = || letters.iter().map(|letter| letter.name);
    let help = match closest(&typed, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if letters.is_empty() => "the column has none yet".to_owned(),
        None => format!("write the name of its file: {}", list_names(&typed, names())),
    };
    Err(format!("there is no letter called `{typed}`; {help}").into())
}

struct NamedLetter<'s> {
    /// The name that its replies have for it.
    name: &'s str,
    common: &'s Common,
    address: &'s str,
}

fn letters(site: &Site) -> impl Iterator<Item = NamedLetter<'_>> {
    let entries = &site.entries;
    let shown = entries.letters.iter().map(|(id, letter)| (&letter.common, entries.letters.path(id)));
    let withdrawn = entries.withdrawn.iter().map(|(id, letter)| (&letter.common, entries.withdrawn.path(id)));
    shown
        .chain(withdrawn)
        .filter_map(|(common, address)| Some(NamedLetter { name: letter_name(&common.record.file)?, common, address }))
}

impl NamedLetter<'_> {
    fn is_file(&self, typed: &str) -> bool {
        let file = &*self.common.record.file;
        let typed = typed.replace('\\', "/");
        let typed = typed.trim_start_matches("./").trim_end_matches('/');
        typed == self.name
            || typed == file
            || file.strip_suffix(".md") == Some(typed)
            || file.ends_with(&format!("/{typed}"))
            || typed.ends_with(&format!("/{file}"))
    }

    fn is_address(&self, typed: &str) -> bool {
        let path = typed.split_once("://").map_or(typed, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
        let path =
            path.split(['?', '#']).next().unwrap_or_default().trim_end_matches("index.html").trim_end_matches('/');
        // The column may be in a folder of its host.
        path.starts_with('/') && format!("{path}/").ends_with(self.address)
    }

    /// Returns true if it had this name, or an address that ends with it.
    fn had_name(&self, typed: &str) -> bool {
        let last = |path: &str| path.trim_end_matches('/').rsplit('/').next().map(comparable_tag).unwrap_or_default();
        let key = last(typed);
        self.common.record.aliases.iter().any(|alias| !key.is_empty() && last(&alias.text) == key)
    }

    fn is_name(&self, typed: &str) -> bool {
        let key = comparable_tag(typed);
        let is_same = |name: &str| !key.is_empty() && comparable_tag(name) == key;
        is_same(&self.common.record.slug) || is_same(&self.common.title.plain) || is_same(self.name)
    }
}
