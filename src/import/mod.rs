//! Moving in: an export of another tool becomes the files of a column, and a report names what could not come as it was.
//!
//! An export is read twice, post by post, so that one of any size needs little memory: `survey` learns the names of all
//! posts, so that `plan` can name their files; then `post_file` converts each, and `written_files` writes it. What is
//! written belongs to the columnist from then on: a later import keeps what was edited or removed.

mod addresses;
mod base_address;
mod blog;
mod body_links;
mod columnists;
mod converted;
mod earlier;
mod error;
mod export;
mod feed;
mod fetch;
mod file_names;
mod folder;
mod front_matter;
mod general_notes;
pub(crate) mod html;
mod known_columnists;
mod leading;
mod letter_habits;
mod letters;
mod note_kinds;
mod old_paths;
mod openings;
mod outcome;
mod packages;
mod page_lines;
mod plan;
mod post_addresses;
mod post_file;
mod post_pictures;
mod programs;
mod proposed_columnist;
mod replies;
mod report;
mod settings;
mod short_links;
mod shown_files;
mod subject_names;
mod survey;
mod tally;
mod titles;
mod uploads;
mod vocabulary_file;
#[cfg(feature = "publish")]
mod wanted;
mod web_files;
mod wordpress;
mod written_files;
mod xml;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use self::blog::{Author, Blog, ExportItem, Post, author_origin};
use self::converted::Converted;
use self::earlier::EarlierColumn;
#[cfg(feature = "publish")]
use self::earlier::upload_origin;
use self::export::Export;
#[cfg(feature = "publish")]
use self::fetch::BlogHosts;
use self::fetch::{FETCHED, Fetched};
use self::folder::MarkdownFolder;
use self::known_columnists::KnownColumnists;
use self::outcome::Writer;
use self::plan::Plan;
use self::post_file::convert;
use self::survey::{BlogSurvey, Head, Newest};
use self::titles::plain;
use self::uploads::Uploads;
use self::written_files::WrittenFiles;
use crate::config::MarkerWords;
use crate::content::Columnist;
use crate::disk::Folder;

pub use error::ImportError;
pub use fetch::FetchRules;
pub use note_kinds::{NoteKind, Weight};
pub use outcome::Outcome;
pub use report::{CountRow, Counts, Note};
pub use written_files::IMPORT_LIST;

/// How many posts are converted at once.
const BATCH: usize = 256;

/// The options of an import.
pub struct ImportOptions {
    /// The authority of the column's feed ids, should it have no settings yet.
    pub id: String,
    /// The moment of the import.
    pub now: jiff::Timestamp,
    /// The columnists that the column has.
    pub columnists: Vec<Columnist>,
    /// True if the column may come from another blog, too.
    pub may_mix_blogs: bool,
}

/// An export that has been read.
pub struct ReadExport {
    sources: Vec<PathBuf>,
    export: Export,
    survey: BlogSurvey,
    cut_off: Vec<String>,
    fetched: Fetched,
}

/// Reads an export. It never reaches for the network: only [`ReadExport::fetch`] does.
///
/// # Errors
///
/// If a source cannot be read or is no export.
pub fn read(sources: &[PathBuf]) -> Result<ReadExport, ImportError> {
    let mut files = Vec::new();
    for source in sources {
        files.extend(packages::list(source)?);
    }
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let Some(export) = Export::of(files)? else {
        return Err(ImportError::NoExport { sources: joined(sources), advice: error::advice(&names) });
    };
    let mut survey = BlogSurvey::default();
    let mut blog = Blog::default();
    let cut_off = export.read(&mut blog, &mut |item| {
        survey.add(item);
        Ok(())
    })?;
    if survey.heads.is_empty() && export.is_feed() {
        return Err(ImportError::EmptyFeed(joined(sources)));
    }
    blog.lost_comments = export.lost_comments(&survey.heads.iter().map(|head| head.id).collect());
    survey.finish(blog);
    Ok(ReadExport { sources: sources.to_vec(), export, survey, cut_off, fetched: Fetched::default() })
}

impl ReadExport {
    /// Returns the title of the blog; empty if it has none.
    pub fn title(&self) -> String {
        plain(&self.survey.blog.title)
    }

    /// Returns the host of the blog's address; empty if the export does not say it.
    pub fn host(&self) -> &str {
        let address = self.survey.blog.address.split_once("://").map_or("", |(_, rest)| rest);
        address.split(['/', ':', '?', '#']).next().unwrap_or_default()
    }

    /// Fetches the pictures and files of the blog's own hosts that the texts name, and that neither an archive nor the
    /// column has. They lie in the column's folder until they are beside their texts. `progress` gets how many are done,
    /// and of how many.
    ///
    /// # Errors
    ///
    /// If the column cannot be written. What does not come is in the report.
    #[cfg(feature = "publish")]
    pub fn fetch(
        &mut self,
        root: &Path,
        rules: &FetchRules,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(), ImportError> {
        let earlier = WrittenFiles::open(root)?.earlier()?;
        let hosts = BlogHosts::new(&self.survey.blog.address, self.export.is_blogger());
        if hosts.is_unknown() {
            return Err(ImportError::UnknownHost);
        }
        let uploads = Uploads::read(self.export.uploads.clone())?;
        let is_there = |key: &str| uploads.find(key).is_some() || earlier.path_of(&upload_origin(key)).is_some();
        let wanted = wanted::wanted(&self.survey, &hosts, &is_there);
        self.fetched = fetch::fetch(&wanted, &Folder::open(root)?, &hosts, rules, progress)?;
        Ok(())
    }

    /// Writes what is new in the export into a column, which may not exist yet.
    ///
    /// # Errors
    ///
    /// If the column cannot be written, or came from another blog.
    pub fn write(mut self, root: &Path, options: &ImportOptions) -> Result<Outcome, ImportError> {
        let mut files = WrittenFiles::open(root)?;
        let blog = &self.survey.blog;
        let name = if blog.address.is_empty() { &blog.title } else { &blog.address };
        if let Some(other) = files.add_blog(name).filter(|_| !options.may_mix_blogs) {
            return Err(ImportError::OtherBlog { folder: root.to_owned(), known: other, new: name.clone() });
        }
        let mut uploads = Uploads::read(std::mem::take(&mut self.export.uploads))?;
        for (key, file) in std::mem::take(&mut self.fetched.files) {
            uploads.add(key, file);
        }
        self.survey.unfetched = std::mem::take(&mut self.fetched.failures);
        let plan = planned(&self.survey, uploads, files.earlier()?, &options.columnists);
        let mut writer = Writer::open(files, &self.survey, &plan, options)?;
        writer.cut_off(&self.cut_off);
        write_posts(&self.export, &self.survey, &plan, &mut writer)?;
        for source in self.sources.iter().filter(|source| !self.export.has_document_of(source)) {
            writer.unused_unless_shown(source);
        }
        let outcome = writer.finish()?;
        let column = Folder::open(root)?;
        if column.metadata(FETCHED)?.is_some() {
            column.remove_all(FETCHED)?;
        }
        Ok(outcome)
    }
}

fn joined(sources: &[PathBuf]) -> String {
    let names: Vec<String> = sources.iter().map(|source| source.display().to_string()).collect();
    names.join(", ")
}

fn planned(survey: &BlogSurvey, uploads: Uploads, earlier: EarlierColumn, known: &[Columnist]) -> Plan {
    let words = MarkerWords::of_language(&survey.blog.language.replace('_', "-"));
    let taken: Vec<String> = words.all().map(str::to_owned).collect();
    let written: HashSet<&str> = survey.heads.iter().flat_map(Head::authors).collect();
    let mut authors = survey.blog.authors.clone();
    for login in survey.heads.iter().flat_map(Head::authors) {
        if !login.is_empty() && !authors.iter().any(|author| author.login == login) {
            authors.push(Author { id: 0, login: login.to_owned(), name: login.to_owned() });
        }
    }
    let file_of = |login: &str| earlier.path_of(&author_origin(&survey.blog, login)).map(str::to_owned);
    let known = KnownColumnists { columnists: known, file_of: &file_of };
    let columnists = columnists::propose(&authors, &written, &survey.openings, &taken, &known);
    plan::plan(survey, columnists, uploads, [words.question, words.answer], earlier)
}

/// Converts and writes the posts, some at a time.
fn write_posts(export: &Export, survey: &BlogSurvey, plan: &Plan, writer: &mut Writer<'_>) -> Result<(), ImportError> {
    let mut newest = Newest::of(survey);
    let mut batch: Vec<Post> = Vec::new();
    let folder = export.folder.as_ref();
    export.read(&mut Blog::default(), &mut |item| {
        if let ExportItem::Post(post) = item
            && newest.is(&post)
        {
            batch.push(*post);
        }
        if batch.len() == BATCH {
            write_batch(std::mem::take(&mut batch), (&survey.blog, plan, folder), writer)
        } else {
            Ok(())
        }
    })?;
    write_batch(batch, (&survey.blog, plan, folder), writer)
}

fn write_batch(
    posts: Vec<Post>,
    (blog, plan, folder): (&Blog, &Plan, Option<&MarkdownFolder>),
    writer: &mut Writer<'_>,
) -> Result<(), ImportError> {
    let convert = |post: Post| {
        let converted = convert(&post, blog, plan, folder);
        (post, converted)
    };
    let converted: Vec<(Post, Converted)> = posts.into_par_iter().map(convert).collect();
    for (post, converted) in converted {
        writer.add(&post, converted)?;
    }
    Ok(())
}
