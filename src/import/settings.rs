//! The files of a column that belong to no single post: its settings, its columnists, proposed programs.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::blog::Blog;
use super::front_matter::FrontMatter;
use super::programs::ListedProgram;
use super::proposed_columnist::ProposedColumnist;
use super::survey::BlogSurvey;
use super::titles::plain;
use crate::content::{LONGEST_FILE_NAME, Transliteration, short_slug};
use crate::source::PROGRAMS;

/// Time zones, by the difference to UTC in winter and in summer, in minutes: the zone in which most people live.
const ZONES: [(i32, i32, &str); 33] = [
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
    (-240, -240, "America/Puerto_Rico"),
    (-120, -120, "America/Noronha"),
    (60, 60, "Africa/Lagos"),
    (210, 210, "Asia/Tehran"),
    (240, 240, "Asia/Dubai"),
    (300, 300, "Asia/Karachi"),
    (345, 345, "Asia/Kathmandu"),
    (360, 360, "Asia/Dhaka"),
    (420, 420, "Asia/Bangkok"),
    (570, 570, "Australia/Darwin"),
    (600, 600, "Australia/Brisbane"),
];

/// The settings of a column that does not name them.
const DEFAULTS: [&str; 2] = ["language: en", "timezone: UTC"];

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
    let mut feeds = FrontMatter::default();
    feeds.list("feed_aliases", &blog.feed_addresses);
    let mut feeds = feeds.into_lines();
    if !feeds.is_empty() {
        feeds.insert_str(0, "\n# The old addresses of your feed, so that its readers go on getting your letters.\n");
    }
    let _ = write!(
        column,
        "\n# What the ids of your feeds are made of. Never change it, even when the column moves:\n\
         # otherwise everything in your readers' feeds appears as new.\nid: {id}\n{feeds}\n\
         # The language of your column.\nlanguage: {}\nslugs: language\n\n\
         # Your time zone.{}\ntimezone: {}\n",
        language(&blog.language),
        if blog.time_zone.is_empty() { " It was guessed from the times of your posts." } else { "" },
        if blog.time_zone.is_empty() { time_zone(survey) } else { blog.time_zone.clone() }
    );
    column.push_str(
        "\n# The main navigation. A path is an address of your own column.\nnav:\n  - { label: Letters, path: /questions/ }\n  \
         - { label: Subjects, path: /tags/ }\n  - { label: Columnists, path: /people/ }\n",
    );
    column
}

/// Returns the lines by which a column would have the settings of a blog that its `column.yaml` does not have.
pub(super) fn missing_lines(blog: &Blog, survey: &BlogSurvey, column: &str) -> Vec<String> {
    let mut fields = FrontMatter::default();
    fields.text("title", &plain(&blog.title));
    if !blog.language.is_empty() {
        fields.word("language", &language(&blog.language));
    }
    if !blog.time_zone.is_empty() {
        fields.word("timezone", &blog.time_zone);
    } else if survey.offsets.iter().any(|offsets| !offsets.is_empty()) {
        fields.word("timezone", &time_zone(survey));
    }
    let feeds: Vec<&String> = blog.feed_addresses.iter().filter(|feed| !column.contains(feed.as_str())).collect();
    fields.list("feed_aliases", &feeds);
    let lines = fields.into_lines();
    lines.lines().filter(|line| !has_setting(column, line)).map(str::to_owned).collect()
}

/// Returns true if a column has a setting, whatever its quotes are; also if it is the one that a column has without a line.
fn has_setting(column: &str, line: &str) -> bool {
    let value = |line: &str, name: &str| {
        let value = line.strip_prefix(name)?.strip_prefix(':')?.split(" #").next()?;
        Some(value.trim().trim_matches(['"', '\'']).to_owned())
    };
    let name = line.split(':').next().unwrap_or_default();
    let wanted = value(line, name);
    let found = column.lines().find_map(|line| value(line, name));
    found == wanted || found.is_none() && DEFAULTS.contains(&line)
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
