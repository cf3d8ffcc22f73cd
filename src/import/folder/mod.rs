//! Folders of Markdown: those of Jekyll, Hexo, Hugo, Zola, Eleventy, Pelican and Obsidian, and of whatever else writes
//! Markdown with fields above it.

mod addresses;
mod attributes;
mod conversion;
mod cover;
mod dates;
mod edits;
mod fields;
mod file_index;
mod file_text;
mod link_syntax;
mod markdown;
mod markdown_blocks;
mod note_kinds;
mod notes;
mod own_html;
mod permalinks;
mod place;
mod post;
mod site;
mod template_pictures;
mod template_tags;
mod templates;
mod tool;

use std::collections::BTreeMap;
use std::io::Read;

use super::ImportError;
use super::blog::{Author, Blog, ExportItem, Post, PostKind};
use super::packages::{self, Packed};
use super::report::Note;
use crate::source::has_extension;
use cover::{COVERS, DESCRIPTIONS};
use fields::divide;
use file_index::FileIndex;
use file_text::text_of;
use note_kinds::{NO_PAGES, OTHER_MARKUP, UNUSED_FIELDS};
use place::FilePlace;
use post::{PostSource, post_of};
use site::WebsiteSettings;
use tool::Tool;

pub(super) use markdown_blocks::MarkdownBlocks;

/// The longest text, in bytes. What is behind it in a file is left out.
const LONGEST_TEXT: u64 = 16 << 20;

/// Extensions of texts in other markup.
const OTHER_MARKUPS: [&str; 8] = ["rst", "org", "adoc", "asciidoc", "textile", "ipynb", "docx", "mediawiki"];

/// Fields that mean something here, or that say how a page of the other tool looks, without those of the picture above the
/// text.
const KNOWN_FIELDS: [&str; 42] = [
    "title",
    "date",
    "publishdate",
    "pubdate",
    "published_at",
    "created",
    "date created",
    "creation_date",
    "published",
    "lastmod",
    "updated",
    "last_modified_at",
    "modified",
    "last_updated",
    "updateddate",
    "date updated",
    "draft",
    "publish",
    "hidden",
    "status",
    "permalink",
    "url",
    "slug",
    "path",
    "redirect_from",
    "aliases",
    "alias",
    "categories",
    "category",
    "tags",
    "tag",
    "taxonomies",
    "author",
    "authors",
    "description",
    "excerpt",
    "summary",
    "abstract",
    "layout",
    "type",
    "weight",
    "template",
];

/// A folder of Markdown.
#[derive(Debug)]
pub(super) struct MarkdownFolder {
    tool: Tool,
    site: WebsiteSettings,
    /// The path of the folder with the settings, with a slash at the end.
    base: String,
    pub(super) texts: Vec<Packed>,
    /// The paths of texts in other markup.
    other_markup: Vec<String>,
    /// True if some texts say that they are to be published.
    marks_public: bool,
    index: FileIndex,
}

impl MarkdownFolder {
    /// Finds the texts among the files of an export. `None` if nothing says that it is a blog: neither the settings of a known
    /// tool, nor fields above a text.
    pub(super) fn of(files: &[Packed]) -> Result<Option<Self>, ImportError> {
        let names = files.iter().map(|file| file.name.as_str());
        let configs = read_texts(files.iter().filter(|file| file.name.ends_with("config.toml")))?;
        let has_zola_settings = |name: &str| {
            configs.get(name).is_some_and(|text| text.lines().any(|line| line.trim_start().starts_with("base_url")))
        };
        let found = Tool::of(&names, has_zola_settings);
        let is_known = found.is_some();
        let (tool, base) = found.unwrap_or((Tool::Other, String::new()));
        let below = |file: &Packed| file.name.strip_prefix(&base).map(str::to_owned);
        let settings =
            read_texts(files.iter().filter(|file| below(file).is_some_and(|path| site::is_settings(&path))))?;
        let settings = settings.into_iter().map(|(path, text)| (path[base.len()..].to_owned(), text)).collect();
        let site = WebsiteSettings::read(tool, &settings);
        let is_text = |file: &&Packed| {
            below(file).is_some_and(|path| is_text(tool, &path) && !tool.leaves_out(&path, &site.collections))
        };
        let is_other = |file: &&Packed| {
            below(file)
                .is_some_and(|path| has_extension(&path, &OTHER_MARKUPS) && !tool.leaves_out(&path, &site.collections))
        };
        let texts: Vec<Packed> = files.iter().filter(is_text).cloned().collect();
        let other_markup = files.iter().filter(is_other).map(|file| file.name.clone()).collect();
        let paths = texts.iter().map(|file| file.name.as_str());
        let index = FileIndex::new(tool, &site, &base, files.iter().map(|file| file.name.as_str()), paths);
        let mut folder = Self { tool, site, base, texts, other_markup, marks_public: false, index };
        let has_fields = folder.look_at_fields()?;
        Ok((!folder.texts.is_empty() && (is_known || has_fields)).then_some(folder))
    }

    /// Returns true if the folder has the settings of a known tool.
    pub(super) fn is_of_known_tool(&self) -> bool {
        self.tool != Tool::Other
    }

    /// Returns true if one of the texts has fields, or a day in its name.
    fn look_at_fields(&mut self) -> Result<bool, ImportError> {
        let mut has_fields = false;
        let mut marks_public = false;
        for_each_text(&self.texts, |path, text| {
            let divided = divide(&text, self.tool == Tool::Pelican);
            let place = FilePlace::of(self.tool, &self.site, &self.base, path);
            has_fields |= divided.has_fields || place.day.is_some();
            marks_public |= self.tool == Tool::Obsidian && divided.fields.flag("publish") == Some(true);
            Ok(())
        })?;
        self.marks_public = marks_public;
        Ok(has_fields)
    }

    /// Reads the texts: the blog's facts into `blog`, and the posts one by one.
    pub(super) fn read(
        &self,
        blog: &mut Blog,
        add: &mut dyn FnMut(ExportItem) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        self.site.title.clone_into(&mut blog.title);
        self.site.tagline.clone_into(&mut blog.tagline);
        self.site.address.clone_into(&mut blog.address);
        self.site.language.clone_into(&mut blog.language);
        self.site.time_zone.clone_into(&mut blog.time_zone);
        blog.authors.extend(self.site.authors.iter().cloned());
        let source = PostSource { tool: self.tool, site: &self.site, marks_public: self.marks_public };
        let mut unused: BTreeMap<String, usize> = BTreeMap::new();
        for_each_text(&self.texts, |path, text| {
            let divided = divide(&text, self.tool == Tool::Pelican);
            let place = FilePlace::of(self.tool, &self.site, &self.base, path);
            let is_unused =
                |name: &&str| ![&KNOWN_FIELDS[..], &COVERS, &DESCRIPTIONS].iter().any(|known| known.contains(name));
            for name in divided.fields.names().filter(is_unused) {
                *unused.entry(name.to_owned()).or_default() += 1;
            }
            let mut fields = divided.fields;
            let kind = if place.is_below("_posts") { "posts" } else { "pages" };
            fields.add_missing(&self.site.defaults_of(place.below, kind));
            let post = post_of(&source, &place, &fields, divided.body, divided.is_broken);
            if place.is_list(self.tool) || is_made_of_others(&post) {
                blog.notes.push(Note::new(NO_PAGES, "", path));
                return Ok(());
            }
            let post = self.with_contents(post);
            Self::name_authors(&post, blog);
            add(ExportItem::Post(Box::new(post)))
        })?;
        blog.notes.extend(self.other_markup.iter().map(|path| Note::new(OTHER_MARKUP, "", path)));
        blog.notes.extend(unused.into_iter().map(|(name, files)| {
            let files = if files == 1 { "1 file".to_owned() } else { format!("{files} files") };
            Note::new(UNUSED_FIELDS, "", format!("{name}: in {files}"))
        }));
        Ok(())
    }

    /// Adds the authors of a post whom the settings do not name.
    fn name_authors(post: &Post, blog: &mut Blog) {
        for login in std::iter::once(&post.author).chain(&post.co_authors).filter(|login| !login.is_empty()) {
            if !blog.authors.iter().any(|author| author.login == *login) {
                blog.authors.push(Author { id: 0, login: login.clone(), name: login.clone() });
            }
        }
    }
}

/// Returns true for a text that the tool may make a page of.
fn is_text(tool: Tool, path: &str) -> bool {
    has_extension(path, &["md", "markdown", "mdown", "mkd", "mdx"])
        || matches!(tool, Tool::Jekyll | Tool::Hexo)
            && has_extension(path, &["html"])
            && path.split('/').any(|folder| matches!(folder, "_posts" | "_drafts"))
}

/// Returns true for a page without words of its own: a list of posts, or nothing at all.
fn is_made_of_others(post: &Post) -> bool {
    const LISTS: [&str; 6] =
        ["site.posts", "site.tags", "site.categories", "paginator.", "collections.", ".Site.Pages"];
    let is_list = LISTS.iter().any(|list| post.body.contains(list));
    post.kind == PostKind::Page && (is_list || post.body.trim().is_empty())
}

/// Reads these files whole, by their paths.
fn read_texts<'f>(files: impl Iterator<Item = &'f Packed>) -> Result<BTreeMap<String, String>, ImportError> {
    let files: Vec<&Packed> = files.collect();
    let mut texts = BTreeMap::new();
    packages::read_each(&files, |at, reader| {
        texts.insert(files[at].name.clone(), read_text(reader));
        Ok(())
    })?;
    Ok(texts)
}

/// Calls a function with the path and the text of each of these files.
fn for_each_text(
    files: &[Packed],
    mut each: impl FnMut(&str, String) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    packages::read_each(&files.iter().collect::<Vec<_>>(), |at, reader| each(&files[at].name, read_text(reader)))
}

/// Returns the text of a file. What cannot be read is empty.
fn read_text(reader: &mut dyn Read) -> String {
    let mut bytes = Vec::new();
    let _ = reader.take(LONGEST_TEXT).read_to_end(&mut bytes);
    text_of(&bytes)
}
