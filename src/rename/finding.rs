//! Finds what is to be renamed, by its path, its file's name, its address, its title, or the word of a subject.

use crate::content::{Common, EntryKind, Vocabulary, comparable_tag, slug_of_file};
use crate::diagnostics::{FilePath, closest};
use crate::site::{FileTarget, PageTarget, Site, Target};
use crate::site_path::nfc;
use crate::source::{CONTENT, folder_of_index, join};

use super::error::RenameError;

/// The thing to rename.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// A letter, a program profile, a columnist, or a page.
    Entry {
        /// Its file.
        file: FilePath,
        /// True if it was named by its file, and not by its title.
        by_file: bool,
    },
    /// A subject, by the name that its tags share.
    Subject(String),
}

/// All that has a name.
pub(super) struct Names<'s> {
    pub(super) site: &'s Site,
    pub(super) vocabulary: &'s Vocabulary,
}

/// Something that may be meant, and the words with which nothing else is.
struct Meant {
    named: Named,
    what: String,
}

impl Names<'_> {
    /// Returns what was named from the folder `here` of the column. The error says what may have been meant.
    pub(super) fn find(&self, typed: &str, here: &str) -> Result<Named, RenameError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return RenameError::refused("the first name says what to rename, and it is empty");
        }
        let path = typed.replace('\\', "/");
        if let Some(named) = self.by_path(&path, here) {
            return Ok(named);
        }
        if let Some(address) = self.own_address(typed) {
            return self.by_address(&address);
        }
        let mut meant = self.by_name(typed);
        if meant.is_empty() {
            meant = self.by_old_name(&path);
        }
        match meant.as_slice() {
            [one] => Ok(one.named.clone()),
            [] => RenameError::refused(self.not_found(typed)),
            several => {
                let lines: Vec<String> = several.iter().map(|one| format!("  {}", one.what)).collect();
                RenameError::refused(format!(
                    "`{typed}` may mean more than one thing; write one of these instead:\n{}",
                    lines.join("\n")
                ))
            }
        }
    }

    /// Returns every entry with its address.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&Common, &str)> {
        let entries = &self.site.entries;
        let withdrawn = entries.withdrawn.iter().map(|(id, letter)| (&letter.common, entries.withdrawn.path(id)));
        entries.refs().map(|entry| (entries.common(entry), entries.path(entry))).chain(withdrawn)
    }

    fn by_path(&self, path: &str, here: &str) -> Option<Named> {
        let bases = if path.contains('/') { vec![here, "", CONTENT] } else { vec![here] };
        let is_at = |file: &str, wanted: &str| {
            let (file, wanted) = (nfc(file), nfc(wanted));
            file == wanted || folder_of_index(&file) == Some(&*wanted) || file.strip_suffix(".md") == Some(&*wanted)
        };
        let wanted: Vec<String> = bases.iter().filter_map(|base| join(base, path)).collect();
        let file = wanted.iter().find_map(|wanted| {
            let mut entries = self.entries().map(|(common, _)| &common.record.file);
            entries.find(|file| is_at(file, wanted))
        });
        file.filter(|_| !path.starts_with('/')).map(|file| Named::Entry { file: file.clone(), by_file: true })
    }

    /// Returns the path of an address of the column, or of its preview; `None` for other words.
    fn own_address(&self, typed: &str) -> Option<String> {
        if typed.starts_with('/') {
            return Some(typed.to_owned());
        }
        let (scheme, rest) = typed.split_once("://")?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let base = self.site.config.base_url.as_deref();
        let below = base.and_then(|base| typed.strip_prefix(base));
        let below = below.filter(|below| below.is_empty() || below.starts_with(['/', '?', '#']));
        let is_preview = scheme == "http" && (host.starts_with("localhost") || host.starts_with("127.0.0.1"));
        below.map(str::to_owned).or_else(|| is_preview.then(|| path.to_owned()))
    }

    fn by_address(&self, address: &str) -> Result<Named, RenameError> {
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let routes = &self.site.routes;
        let Some(route) = routes.find(path).or_else(|| routes.find(&format!("{path}/"))) else {
            return RenameError::refused(format!("there is no page at `{address}`"));
        };
        self.at(route.target).ok_or_else(|| {
            let message = format!(
                "`{}` cannot be renamed: only letters, profiles, columnists, pages, and subjects can",
                &*route.path
            );
            RenameError::Refused(message)
        })
    }

    fn at(&self, target: Target) -> Option<Named> {
        let entry = |common: &Common| {
            let by_file = slug_of_file(&common.record.file, self.site.config.slugs) == common.record.slug;
            Some(Named::Entry { file: common.record.file.clone(), by_file })
        };
        match target {
            Target::Page(PageTarget::Entry(found)) => entry(self.site.entries.common(found)),
            Target::Page(PageTarget::Withdrawn { letter }) => {
                let mut withdrawn = self.site.entries.withdrawn.iter();
                withdrawn.find(|(id, _)| *id == letter).and_then(|(_, letter)| entry(&letter.common))
            }
            Target::Page(PageTarget::Tag { term, .. }) => {
                Some(Named::Subject(self.site.taxonomy.terms[term].key.clone()))
            }
            Target::File(FileTarget::Redirect { redirect }) => {
                self.at(self.site.routes.get(&self.site.redirects[redirect].to)?.target)
            }
            Target::Page(
                PageTarget::Home { .. }
                | PageTarget::Letters
                | PageTarget::LettersOfYear { .. }
                | PageTarget::AnswersOfYear { .. }
                | PageTarget::Programs { .. }
                | PageTarget::ProgramsOf { .. }
                | PageTarget::Compare { .. }
                | PageTarget::People
                | PageTarget::Tags
                | PageTarget::Glossary
                | PageTarget::Search
                | PageTarget::Subscribe
                | PageTarget::Saved
                | PageTarget::NotFound,
            )
            | Target::File(
                FileTarget::Feed { .. }
                | FileTarget::Sitemap { .. }
                | FileTarget::Robots
                | FileTarget::Attachment { .. }
                | FileTarget::PictureSize { .. }
                | FileTarget::StaticFile { .. }
                | FileTarget::Asset { .. }
                | FileTarget::SearchIndex
                | FileTarget::Directory(_)
                | FileTarget::Host(_),
            ) => None,
        }
    }

    fn by_name(&self, typed: &str) -> Vec<Meant> {
        let key = comparable_tag(typed);
        let is_same = |name: &str| name == typed || (!key.is_empty() && comparable_tag(name) == key);
        let entries = self.entries().filter_map(|(common, _)| {
            let file = &common.record.file;
            let by_file = is_same(file_stem(file)) || file.rsplit('/').next() == Some(typed);
            let is_meant = by_file || is_same(&common.record.slug) || is_same(&common.title.plain);
            is_meant.then(|| meant_entry(file, by_file))
        });
        let mut meant: Vec<Meant> = entries.collect();
        let is_subject = self.site.taxonomy.by_key(&key).is_some()
            || self.vocabulary.get(&key).is_some_and(|at| self.vocabulary.terms[at].label.key == key);
        if is_subject && !key.is_empty() {
            meant.push(self.meant_subject(&key));
        }
        meant
    }

    /// Returns what has had this name until it was renamed, as its old addresses and synonyms say: a rename that was cut
    /// off can be finished with the same command.
    fn by_old_name(&self, path: &str) -> Vec<Meant> {
        let stem = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
        let stem = stem.strip_suffix(".md").unwrap_or(stem);
        let key = comparable_tag(stem);
        if key.is_empty() {
            return Vec::new();
        }
        let had_name = |common: &Common| {
            let names = common.record.aliases.iter().map(|alias| alias.text.trim_end_matches('/'));
            names.filter_map(|alias| alias.rsplit('/').next()).any(|name| comparable_tag(name) == key)
        };
        let entries = self.entries().filter(|(common, _)| had_name(common));
        let mut meant: Vec<Meant> = entries.map(|(common, _)| meant_entry(&common.record.file, true)).collect();
        if self.vocabulary.get(&key).is_some() {
            meant.push(self.meant_subject(&key));
        }
        meant
    }

    fn meant_subject(&self, key: &str) -> Meant {
        let term = self.site.taxonomy.by_key(key);
        let address = term.map_or_else(|| format!("/tags/{key}/"), |term| term.path.clone());
        Meant { named: Named::Subject(key.to_owned()), what: format!("{address} (a subject)") }
    }

    fn not_found(&self, typed: &str) -> String {
        let stem = typed.rsplit(['/', '\\']).next().unwrap_or(typed);
        let stem = stem.strip_suffix(".md").unwrap_or(stem);
        let mut names: Vec<&str> = self.site.taxonomy.terms.values().map(|term| term.label.as_str()).collect();
        names.extend(self.vocabulary.names());
        for (common, _) in self.entries() {
            names.extend([common.title.plain.as_str(), file_stem(&common.record.file)]);
        }
        let near = closest(stem, names);
        let help = near.map_or_else(
            || "use its file name, address, or title, or the subject's name".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        format!("nothing in this column is called `{typed}`; {help}")
    }
}

fn meant_entry(file: &FilePath, by_file: bool) -> Meant {
    let kind = EntryKind::of(file).map_or("a file", EntryKind::name);
    Meant { named: Named::Entry { file: file.clone(), by_file }, what: format!("{file} ({kind})") }
}

/// Returns the name of a file without its extension, or that of its folder if it is `index.md`.
pub(super) fn file_stem(file: &str) -> &str {
    let path = folder_of_index(file).unwrap_or_else(|| file.rsplit_once('.').map_or(file, |(path, _)| path));
    path.rsplit('/').next().unwrap_or(path)
}
