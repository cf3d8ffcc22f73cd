//! The files of a column that belong to no single post: its settings, its subjects, its columnists, proposed programs.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use super::blog::{Blog, BlogSubject};
use super::columnists::ProposedColumnist;
use super::front_matter::FrontMatter;
use super::note_kinds::TWIN_SUBJECTS;
use super::plan::Plan;
use super::programs::ListedProgram;
use super::report::Note;
use super::survey::BlogSurvey;
use super::titles::plain;
use crate::content::{LONGEST_FILE_NAME, Transliteration, comparable_tag, short_slug, slugify};
use crate::source::{PROGRAMS, VOCABULARY_FILE};

/// Time zones, by the difference to UTC in winter and in summer, in minutes: the zone in which most people live.
const ZONES: [(i32, i32, &str); 22] = [
    (-600, -600, "Pacific/Honolulu"),
    (-540, -480, "America/Anchorage"),
    (-480, -420, "America/Los_Angeles"),
    (-420, -420, "America/Phoenix"),
    (-420, -360, "America/Denver"),
    (-360, -300, "America/Chicago"),
    (-360, -360, "America/Mexico_City"),
    (-300, -240, "America/New_York"),
    (-300, -300, "America/Bogota"),
    (-240, -180, "America/Halifax"),
    (-180, -180, "America/Sao_Paulo"),
    (0, 0, "UTC"),
    (0, 60, "Europe/London"),
    (60, 120, "Europe/Berlin"),
    (120, 180, "Europe/Helsinki"),
    (120, 120, "Africa/Johannesburg"),
    (180, 180, "Europe/Istanbul"),
    (330, 330, "Asia/Kolkata"),
    (480, 480, "Asia/Shanghai"),
    (540, 540, "Asia/Tokyo"),
    (660, 600, "Australia/Sydney"),
    (780, 720, "Pacific/Auckland"),
];

/// Returns `column.yaml` for a blog.
pub(super) fn column(blog: &Blog, survey: &BlogSurvey, id: &str) -> String {
    let mut fields = FrontMatter::default();
    let title = plain(&blog.title);
    fields.text("title", if title.is_empty() { "My Column" } else { &title });
    fields.text("tagline", &plain(&blog.tagline));
    let mut column = fields.into_lines();
    let is_own_domain = !blog.address.contains(".wordpress.com") && !blog.address.contains(".blogspot.");
    let address = if blog.address.contains("://") { blog.address.as_str() } else { "https://example.org" };
    column.push_str("\n# Where your column will be read: the feeds and the sitemap need it.\n");
    let comment = if is_own_domain && blog.address.contains("://") { "" } else { "# " };
    let _ = writeln!(column, "{comment}base_url: {address}");
    let _ = write!(
        column,
        "\n# What the ids of your feeds are made of. Never change it, even when the column moves:\n\
         # otherwise everything in your readers' feeds appears as new.\nid: {id}\n\n\
         # The language of your column.\nlanguage: {}\nslugs: language\n\n\
         # Your time zone. It was guessed from the times of your posts.\ntimezone: {}\n",
        language(&blog.language),
        time_zone(survey)
    );
    column.push_str(
        "\n# The main navigation. A path is an address of your own column.\nnav:\n  - { label: Letters, path: /questions/ }\n  \
         - { label: Subjects, path: /tags/ }\n  - { label: Columnists, path: /people/ }\n",
    );
    column
}

/// Returns a language as a column has it: `en`, `en-US`. WordPress also writes `en_US`, and `de_DE_formal`.
fn language(written: &str) -> String {
    let parts: Vec<&str> = written.split(['-', '_']).collect();
    let is_letters =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    match parts[..] {
        [language, country, ..] if is_letters(language, 2) && is_letters(country, 2) => {
            format!("{}-{}", language.to_lowercase(), country.to_uppercase())
        }
        [language, ..] if is_letters(language, 2) || is_letters(language, 3) => language.to_lowercase(),
        _ => "en".to_owned(),
    }
}

/// Returns the zone in which the posts were written, by how far they are from UTC in winter and in summer.
fn time_zone(survey: &BlogSurvey) -> String {
    let most = |offsets: &HashMap<i32, usize>| {
        offsets.iter().max_by_key(|(offset, posts)| (**posts, -**offset)).map(|(offset, _)| *offset)
    };
    let [winter, summer] = [most(&survey.offsets[0]), most(&survey.offsets[1])];
    let Some(winter) = winter.or(summer) else { return "UTC".to_owned() };
    let summer = summer.unwrap_or(winter);
    let zone = ZONES.iter().find(|(a, b, _)| (*a, *b) == (winter, summer));
    let hours = winter / 60;
    match zone {
        Some((_, _, name)) => (*name).to_owned(),
        // The signs of these zones are turned around, as POSIX has them.
        None if winter % 60 == 0 && hours != 0 => format!("Etc/GMT{:+}", -hours),
        None => "UTC".to_owned(),
    }
}

/// Returns the file of a columnist.
pub(super) fn person(columnist: &ProposedColumnist) -> String {
    let mut fields = FrontMatter::default();
    fields.text("name", &columnist.name);
    fields.text("initials", &columnist.initials);
    fields.with_text("")
}

/// Returns `tags.yaml` with the subjects that letters have; empty if there are none.
pub(super) fn subjects(survey: &BlogSurvey, plan: &Plan, notes: &mut Vec<Note>) -> String {
    let used: HashSet<&str> = survey.heads.iter().flat_map(|head| plan.subjects_of(&head.subjects)).collect();
    let mut known: BTreeMap<String, BlogSubject> = BTreeMap::new();
    let of_used = used.iter().map(|name| {
        let own = survey.blog.subjects.iter().find(|subject| subject.name == **name);
        own.cloned().unwrap_or_else(|| BlogSubject { name: (*name).to_owned(), ..BlogSubject::default() })
    });
    let parents = |subject: &BlogSubject| {
        let parent = survey.blog.subjects.iter().find(|one| one.name == subject.parent || one.slug == subject.parent);
        parent.filter(|_| !subject.parent.is_empty()).cloned()
    };
    let mut rest: Vec<BlogSubject> = of_used.collect();
    while let Some(subject) = rest.pop() {
        if let std::collections::btree_map::Entry::Vacant(entry) = known.entry(comparable_tag(&subject.name)) {
            rest.extend(parents(&subject));
            entry.insert(subject);
        }
    }
    if known.is_empty() {
        return String::new();
    }
    let mut slugs: HashMap<String, String> = HashMap::new();
    let mut file =
        "# The subjects of your letters. Add `closed: yes` when the list is as you want it.\ntags:\n".to_owned();
    for subject in known.values() {
        let mut fields = Vec::new();
        let slug = slugify(&subject.name, Transliteration::default());
        let twin = slugs.insert(slug.clone(), subject.name.clone());
        if slug.is_empty() || twin.is_some() {
            let own = slugify(&subject.slug, Transliteration::default());
            let own = if own.is_empty() || slugs.contains_key(&own) { format!("{slug}-{}", slugs.len()) } else { own };
            fields.push(format!("slug: {}", own.trim_matches('-')));
            slugs.insert(own, subject.name.clone());
        }
        if let Some(parent) = parents(subject).filter(|parent| parent.name != subject.name) {
            fields.push(format!("broader: {}", super::front_matter::in_map(&parent.name)));
        }
        let note = plain(&subject.description);
        if !note.is_empty() {
            fields.push(format!("scope_note: {}", super::front_matter::in_map(&note)));
        }
        let _ = writeln!(file, "  {}: {{ {} }}", super::front_matter::key(&subject.name), fields.join(", "));
    }
    twins(known.values().map(|subject| subject.name.as_str()), notes);
    file.replace("{  }", "{}")
}

/// Names subjects that may be one: `archive` and `archives`.
fn twins<'n>(names: impl Iterator<Item = &'n str>, notes: &mut Vec<Note>) {
    let mut stems: HashMap<String, &str> = HashMap::new();
    for name in names {
        let stem = slugify(name, Transliteration::default()).replace('-', "");
        let stem = stem.strip_suffix('s').unwrap_or(&stem).to_owned();
        if let Some(other) = stems.insert(stem, name) {
            notes.push(Note::new(TWIN_SUBJECTS, VOCABULARY_FILE, format!("{other}, {name}")));
        }
    }
}

/// Returns the proposed profile of a program: its path under `content/`, and the file. Nothing is invented.
pub(super) fn program(program: &ListedProgram, source: &str) -> Option<(String, String)> {
    let slug = short_slug(&program.name, Transliteration::default(), LONGEST_FILE_NAME);
    let mut fields = FrontMatter::default();
    fields.text("title", &program.name);
    fields.text("url", &program.address);
    fields.text("source", source);
    fields.word("draft", "yes");
    (!slug.is_empty()).then(|| (format!("{PROGRAMS}/{slug}.md"), fields.with_text("")))
}
