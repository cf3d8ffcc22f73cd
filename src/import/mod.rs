//! Moving in: an export of another tool becomes the files of a column, and a report names what could not come as it was.
//!
//! An export is read twice, post by post, so that one of any size needs little memory: `survey` learns the names of all
//! posts, so that `plan` can name their files; then `post_file` converts each, and `written_files` writes it. What is
//! written belongs to the columnist from then on: a later import keeps what was edited or removed.

mod addresses;
mod blog;
mod columnists;
mod converted;
mod error;
mod file_names;
mod front_matter;
mod general_notes;
mod html;
mod letters;
mod outcome;
mod packages;
mod plan;
mod post_addresses;
mod post_file;
mod post_pictures;
mod programs;
mod replies;
mod report;
mod settings;
mod survey;
mod titles;
mod uploads;
mod wordpress;
mod written_files;
mod xml;

use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use self::blog::{Author, Blog, Post};
use self::converted::Converted;
use self::outcome::Writer;
use self::packages::Packed;
use self::plan::Plan;
use self::post_file::convert;
use self::survey::BlogSurvey;
use self::uploads::Uploads;
use self::wordpress::{Item, read_channel, read_item};
use self::xml::Elements;
use crate::config::MarkerWords;
use crate::source::{has_extension, is_attachment_kind};

pub use error::ImportError;
pub use outcome::Outcome;
pub use report::{Counts, Note};

/// How many posts are converted at once.
const BATCH: usize = 256;

/// The options of an import.
pub struct ImportOptions {
    /// The authority of the column's feed ids, should it have no settings yet.
    pub id: String,
    /// The initials of columnists that the column has.
    pub initials: Vec<String>,
}

/// Reads an export, and writes what is new in it into a column, which may not exist yet. It never reaches for the network.
///
/// # Errors
///
/// If a source cannot be read or is no export, or the column cannot be written.
pub fn import(sources: &[PathBuf], root: &Path, options: &ImportOptions) -> Result<Outcome, ImportError> {
    let mut files = Vec::new();
    for source in sources {
        files.extend(packages::list(source)?);
    }
    let (documents, others) = sort(files)?;
    if documents.is_empty() {
        let names: Vec<String> = sources.iter().map(|source| source.display().to_string()).collect();
        return Err(ImportError::NoExport(names.join(", ")));
    }
    let mut survey = BlogSurvey::default();
    let mut cut_off = Vec::new();
    let documents: Vec<&Packed> = documents.iter().collect();
    packages::read_each(&documents, |at, reader| {
        let mut elements = Elements::new(reader);
        while let Some(element) = elements.next() {
            match element.name.as_str() {
                "item" => survey.add(read_item(&element)),
                _ => read_channel(&element, &mut survey.blog),
            }
        }
        if elements.is_cut_off() {
            cut_off.push(documents[at].name.clone());
        }
        Ok(())
    })?;
    let plan = planned(&survey, Uploads::new(others));
    let mut writer = Writer::open(root, &survey, &plan, options)?;
    writer.cut_off(&cut_off);
    write_posts(&documents, &survey.blog, &plan, &mut writer)?;
    writer.finish()
}

/// Tells the documents of an export from the files that came along.
fn sort(files: Vec<Packed>) -> Result<(Vec<Packed>, Vec<Packed>), ImportError> {
    let (candidates, others): (Vec<Packed>, Vec<Packed>) =
        files.into_iter().partition(|file| has_extension(&file.name, &["xml"]) || !is_attachment_kind(&file.name));
    let mut is_document = vec![false; candidates.len()];
    packages::read_each(&candidates.iter().collect::<Vec<_>>(), |at, reader| {
        let mut start = Vec::new();
        // What cannot be read is no document.
        let _ = reader.take(1 << 14).read_to_end(&mut start);
        let start = String::from_utf8_lossy(&start);
        is_document[at] = start.contains("<rss") && start.contains("wordpress.org/export/");
        Ok(())
    })?;
    let mut is_document = is_document.into_iter();
    let documents = candidates.into_iter().filter(|_| is_document.next().unwrap_or(false)).collect();
    Ok((documents, others))
}

fn planned(survey: &BlogSurvey, uploads: Uploads) -> Plan {
    let words = MarkerWords::of_language(&survey.blog.language.replace('_', "-"));
    let taken: Vec<String> = words.all().map(str::to_owned).collect();
    let written: HashSet<&str> = survey.heads.iter().map(|head| head.author.as_str()).collect();
    let mut authors = survey.blog.authors.clone();
    for login in survey.heads.iter().map(|head| &head.author) {
        if !login.is_empty() && !authors.iter().any(|author| author.login == *login) {
            authors.push(Author { id: 0, login: login.clone(), name: login.clone() });
        }
    }
    let columnists = columnists::propose(&authors, &written, &survey.openings, &taken);
    plan::plan(survey, columnists, uploads, [words.question, words.answer])
}

/// Converts and writes the posts, some at a time.
fn write_posts(documents: &[&Packed], blog: &Blog, plan: &Plan, writer: &mut Writer<'_>) -> Result<(), ImportError> {
    let mut seen = HashSet::new();
    packages::read_each(documents, |_, reader| {
        let mut elements = Elements::new(reader);
        let mut batch: Vec<Post> = Vec::new();
        loop {
            let element = elements.next();
            let is_last = element.is_none();
            let item = element.filter(|element| element.name == "item").map(|element| read_item(&element));
            if let Some(Item::Post(post)) = item
                && seen.insert(post.id)
            {
                batch.push(*post);
            }
            if batch.len() == BATCH || is_last {
                let posts = std::mem::take(&mut batch);
                let converted: Vec<(Post, Converted)> = posts
                    .into_par_iter()
                    .map(|post| {
                        let converted = convert(&post, blog, plan);
                        (post, converted)
                    })
                    .collect();
                for (post, converted) in converted {
                    writer.add(&post, converted)?;
                }
            }
            if is_last {
                return Ok(());
            }
        }
    })
}
