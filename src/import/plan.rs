//! The names of the files that an export becomes, and what its old addresses lead to: one file because each of them depends
//! on all others.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::addresses::{NewPlace, OldAddresses, OldLists, upload_key};
use super::blog::{PostKind, PostState, UploadedFile};
use super::columnists::spoken_names;
use super::earlier::{EarlierColumn, text_name};
use super::file_names::{first_free, wanted_name};
use super::leading::{can_lead, own_addresses};
use super::letter_habits::LetterHabits;
use super::proposed_columnist::ProposedColumnist;
use super::short_links::short_links;
use super::subject_names::one_name_each;
use super::survey::{BlogSurvey, Head, main_author};
use super::titles::plain;
use super::uploads::Uploads;
use crate::content::{Transliteration, slugify};
use crate::source::{PAGES, PEOPLE, QUESTIONS};

/// The places of everything in the column.
pub(super) struct Plan {
    /// The file of each post, by its origin.
    pub(super) files: BTreeMap<String, PlannedFile>,
    pub(super) addresses: OldAddresses,
    pub(super) columnists: Vec<ProposedColumnist>,
    /// The login of the columnist with the most posts; empty if there is none.
    pub(super) main_author: String,
    /// The initials of each, and the names by which their answers may begin.
    pub(super) spoken_names: Vec<(String, Vec<String>)>,
    /// The uploaded files that came along.
    pub(super) uploads: Uploads,
    /// The export's facts about uploaded files, by their number.
    pub(super) attachments: HashMap<u64, UploadedFile>,
    /// The numbers of uploaded files, by the key of their address.
    pub(super) attachment_ids: HashMap<String, u64>,
    /// The galleries of posts that show whatever was uploaded to them.
    pub(super) uploaded_to: HashMap<u64, Vec<u64>>,
    /// The name that a category or tag has in the column, by its name in the blog, where that differs.
    pub(super) subjects: BTreeMap<String, String>,
    /// The places within texts to which other texts link: the path under `content/`, and the id.
    pub(super) linked_places: HashSet<(String, String)>,
    pub(super) habits: LetterHabits,
    /// The path under `content/` of each text that has a file of its own in the export, by the path of that.
    pub(super) texts: HashMap<String, String>,
    /// The names of the headings of texts, by the path under `content/`.
    pub(super) headings: HashMap<String, Vec<String>>,
    /// The texts that several posts share, by their numbers.
    pub(super) shared_blocks: HashMap<u64, String>,
    /// The words that open a question and an answer.
    pub(super) question: Vec<String>,
    pub(super) answer: Vec<String>,
    /// The column before the import.
    pub(super) earlier: EarlierColumn,
}

/// The file that a post becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlannedFile {
    /// The path under `content/`.
    pub(super) path: String,
    /// The old addresses, from the root of the column on, without those that are the new one or from which nothing can
    /// lead on.
    pub(super) aliases: Vec<String>,
    /// The path of the file that an earlier import has written for it, if it is another one.
    pub(super) replaces: Option<String>,
}

impl PlannedFile {
    /// Returns the name by which the replies to it are stored.
    pub(super) fn name(&self) -> &str {
        text_name(&self.path).rsplit('/').next().unwrap_or_default()
    }
}

/// Plans the files of an export.
pub(super) fn plan(
    survey: &BlogSurvey,
    columnists: Vec<ProposedColumnist>,
    uploads: Uploads,
    words: [Vec<String>; 2],
    earlier: EarlierColumn,
) -> Plan {
    let [question, answer] = words;
    let blog = &survey.blog;
    let mut plan = Plan {
        files: BTreeMap::new(),
        addresses: OldAddresses::new(&blog.address),
        main_author: main_author(survey).to_owned(),
        spoken_names: columnists.iter().map(|columnist| spoken_names(columnist, &columnists)).collect(),
        columnists,
        attachments: blog.attachments.iter().map(|one| (one.id, one.clone())).collect(),
        attachment_ids: HashMap::new(),
        uploaded_to: HashMap::new(),
        uploads,
        subjects: one_name_each(survey),
        linked_places: HashSet::new(),
        habits: survey.habits.habits(&plain(&blog.title)),
        texts: HashMap::new(),
        headings: HashMap::new(),
        shared_blocks: survey.shared_blocks.clone(),
        question,
        answer,
        earlier,
    };
    for attachment in &blog.attachments {
        if let Some(key) = upload_key(&attachment.address) {
            plan.addresses.add(&attachment.page, NewPlace::Upload(key.clone()));
            plan.addresses.add_path(&format!("?{}", attachment.id), NewPlace::Upload(key.clone()));
            plan.attachment_ids.entry(key).or_insert(attachment.id);
        }
        plan.uploaded_to.entry(attachment.parent).or_default().push(attachment.id);
    }
    plan.add_former_homes(survey);
    plan.name_files(survey);
    plan.add_lists(survey);
    plan.find_linked_places(survey);
    plan
}

impl Plan {
    /// Returns true for the address of a file that was uploaded to this blog, and to no other.
    pub(super) fn is_own_upload(&self, address: &str) -> bool {
        upload_key(address)
            .is_some_and(|key| self.attachment_ids.contains_key(&key) || self.uploads.find(&key).is_some())
            || self.addresses.is_own(address)
            || address.contains(".files.wordpress.com/") && self.addresses.is_files_host(address)
    }

    /// Returns the names that categories and tags have in the column, each once.
    pub(super) fn subjects_of<'s>(&'s self, names: &'s [String]) -> Vec<&'s str> {
        let mut subjects: Vec<&str> = Vec::new();
        for name in names {
            let name = self.subjects.get(name).unwrap_or(name);
            if !subjects.contains(&name.as_str()) {
                subjects.push(name);
            }
        }
        subjects
    }

    /// Returns the keys of the uploaded files that the export names or has along.
    pub(super) fn upload_keys(&self) -> impl Iterator<Item = &String> {
        let others = self.uploads.keys().filter(|key| !self.attachment_ids.contains_key(*key));
        self.attachment_ids.keys().chain(others)
    }

    /// Returns the columnist of a login.
    pub(super) fn columnist(&self, login: &str) -> Option<&ProposedColumnist> {
        self.columnists.iter().find(|columnist| columnist.login == login && !login.is_empty())
    }

    /// Returns the path of a columnist's file under `content/`.
    pub(super) fn person_path(columnist: &ProposedColumnist) -> String {
        if let Some(file) = &columnist.file {
            return file.clone();
        }
        let slug = slugify(&columnist.name, Transliteration::default());
        let name = if slug.is_empty() { columnist.initials.to_lowercase() } else { slug };
        format!("{PEOPLE}/{name}.md")
    }

    /// Names the files. A post that an earlier import has written keeps its name; of two new ones with one name the older gets
    /// it.
    fn name_files(&mut self, survey: &BlogSurvey) {
        let mut heads: Vec<&Head> = survey.heads.iter().collect();
        heads.sort_by_key(|head| head.id);
        let mut taken: HashSet<String> = HashSet::new();
        let mut aliases: HashSet<String> = HashSet::new();
        for head in &heads {
            let (path, replaces) = self.path_of(head, &mut taken);
            let address = new_address(&path);
            let old = || std::iter::once(&head.address).chain(&head.older_addresses);
            let leads_on = |alias: &String| {
                alias.trim_end_matches('/') != address
                    && head.state != PostState::Draft
                    && (head.state == PostState::Published || !alias.contains('?'))
                    && aliases.insert(alias.trim_end_matches('/').to_lowercase())
            };
            let leading = old().filter_map(|address| self.addresses.alias(address)).filter(leads_on).collect();
            for address in old() {
                self.addresses.add(address, NewPlace::File(path.clone()));
            }
            if head.path.is_empty() {
                self.addresses.add_path(&format!("?{}", head.id), NewPlace::File(path.clone()));
            } else {
                self.texts.insert(head.path.clone(), path.clone());
                self.headings.insert(path.clone(), head.headings.clone());
            }
            self.files.insert(head.origin.clone(), PlannedFile { aliases: leading, path, replaces });
        }
        self.add_earlier_aliases(&mut aliases);
        for head in heads.iter().filter(|head| head.state == PostState::Published) {
            let Some(file) = self.files.get_mut(&head.origin) else { continue };
            let links = short_links(head, &self.addresses, survey.blog.has_short_links).into_iter();
            file.aliases.extend(links.filter(|link| aliases.insert(link.clone())));
        }
        // An old address that is the new one of something else leads there.
        let subjects = heads.iter().flat_map(|head| self.subjects_of(&head.subjects));
        let people = self.columnists.iter().map(|one| new_address(&Self::person_path(one)));
        let mut own = own_addresses(subjects, people);
        own.extend(self.files.values().map(|file| new_address(&file.path)));
        own.extend(survey.blog.feed_addresses.iter().map(|address| address.trim_end_matches('/').to_owned()));
        for file in self.files.values_mut() {
            file.aliases.retain(|alias| can_lead(alias, &own));
        }
    }

    /// Returns the path of a post's file under `content/`, and that of the file in whose place it comes.
    fn path_of(&self, head: &Head, taken: &mut HashSet<String>) -> (String, Option<String>) {
        let folder = match head.kind {
            PostKind::Letter => QUESTIONS,
            PostKind::Page => PAGES,
        };
        let wanted = wanted_name(head);
        let known =
            self.earlier.path_of(&head.origin).or_else(|| self.earlier.unlisted(&format!("{folder}/{wanted}"), head));
        let Some(known) = known else {
            let is_free = |name: &str| {
                !self.earlier.is_taken(&format!("{folder}/{name}")) && taken.insert(format!("{folder}/{name}"))
            };
            let name = first_free(&wanted, is_free);
            let file = if self.shows_files(head) { "/index.md" } else { ".md" };
            return (format!("{folder}/{name}{file}"), None);
        };
        taken.insert(text_name(known).to_owned());
        // Its pictures have come since: it moves into a folder of its own.
        if !known.ends_with("/index.md") && self.earlier.is_untouched(known) && self.shows_files(head) {
            return (format!("{}/index.md", text_name(known)), Some(known.to_owned()));
        }
        (known.to_owned(), None)
    }

    /// Adds the old addresses that earlier imports have found, where the blog had others then.
    fn add_earlier_aliases(&mut self, aliases: &mut HashSet<String>) {
        for file in self.files.values_mut() {
            let known = self.earlier.origin_of(file.replaces.as_ref().unwrap_or(&file.path));
            for alias in known.map_or(&[][..], |known| &known.aliases) {
                if aliases.insert(alias.trim_end_matches('/').to_lowercase()) {
                    file.aliases.push(alias.clone());
                }
            }
        }
    }

    /// Returns true if a file came along, or an earlier import has put it beside a text.
    pub(super) fn has_file(&self, path: &str, key: &str) -> bool {
        let folder = path.strip_suffix("/index.md");
        self.uploads.find(key).is_some() || folder.is_some_and(|folder| self.earlier.file_beside(folder, key).is_some())
    }

    /// Returns true if a post shows or offers a file that came along: then it gets a folder of its own.
    fn shows_files(&self, head: &Head) -> bool {
        let of_id = |id: &u64| {
            self.attachments
                .get(id)
                .and_then(|one| upload_key(&one.address))
                .is_some_and(|key| self.uploads.find(&key).is_some())
        };
        let gallery = self.uploaded_to.get(&head.id).filter(|_| head.has_gallery);
        !head.files.is_empty()
            || head.uploads.iter().any(|key| self.uploads.find(key).is_some())
            || head.attachments.iter().any(of_id)
            || gallery.is_some_and(|ids| ids.iter().any(of_id))
    }

    /// Learns where the blog was before.
    fn add_former_homes(&mut self, survey: &BlogSurvey) {
        survey.heads.iter().for_each(|head| self.addresses.add_former_home(&head.feed_id));
        survey.blog.attachments.iter().for_each(|attachment| self.addresses.add_former_home(&attachment.address));
    }

    /// Finds the places within texts to which other texts link.
    fn find_linked_places(&mut self, survey: &BlogSurvey) {
        let places: HashMap<&str, &Head> =
            survey.heads.iter().filter_map(|head| Some((self.files.get(&head.origin)?.path.as_str(), head))).collect();
        let mut linked = HashSet::new();
        for link in survey.heads.iter().flat_map(|head| &head.links_to_places) {
            if let (Some(NewPlace::File(path)), Some((_, id))) = (self.addresses.find(link), link.split_once('#'))
                && places.get(path.as_str()).is_some_and(|head| head.places.iter().any(|place| place == id))
            {
                linked.insert((path.clone(), id.to_owned()));
            }
        }
        self.linked_places = linked;
    }

    /// Adds the addresses of lists: of categories, tags and authors.
    fn add_lists(&mut self, survey: &BlogSurvey) {
        let used: HashSet<&str> = survey
            .heads
            .iter()
            .filter(|head| head.state == PostState::Published && head.kind == PostKind::Letter)
            .flat_map(|head| head.subjects.iter().map(String::as_str))
            .collect();
        let mut lists = OldLists::default();
        let name_of = |slug: &str| percent_encoding::percent_decode_str(slug).decode_utf8_lossy().to_lowercase();
        for subject in &survey.blog.subjects {
            let slug = name_of(&subject.slug);
            if used.contains(subject.name.as_str()) {
                let page = NewPlace::Page(format!("/tags/{}/", slugify(&subject.name, Transliteration::default())));
                lists.pages.entry(slug.clone()).or_insert(page);
            }
            lists.names.insert(slug);
        }
        lists
            .names
            .extend(survey.heads.iter().filter(|head| head.kind == PostKind::Page).map(|head| name_of(&head.slug)));
        self.addresses.set_lists(lists);
        for columnist in &self.columnists {
            if !columnist.login.is_empty() {
                let path = Self::person_path(columnist);
                self.addresses.add_path(&format!("/author/{}/", columnist.login), NewPlace::File(path));
            }
        }
    }
}

/// Returns the address of the page that a file makes, without a slash at the end.
pub(super) fn new_address(path: &str) -> String {
    let name = text_name(path);
    format!("/{}", name.strip_prefix("pages/").unwrap_or(name))
}
