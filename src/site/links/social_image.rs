//! The picture beside a link to the column on other sites.

use super::column_files::ColumnFile;
use super::resolver::{BrokenLink, Resolver};
use crate::config::SocialImage;
use crate::diagnostics::{Diagnostic, FilePath, closest, list_names};
use crate::site::ids::AttachmentId;
use crate::source::{COLUMN_FILE, has_extension, is_picture, picture_too_small};

/// The formats that other sites show.
const FORMATS: [&str; 5] = ["png", "jpg", "jpeg", "webp", "gif"];

/// How many pixels such a picture needs on its shorter side; below that, social networks leave it out.
const SMALLEST: usize = 200;

impl Resolver<'_> {
    /// Returns the picture that `column.yaml` names. `None` if there is none, or no such file; that is added to `broken`.
    pub(super) fn social_image(&self, broken: &mut Vec<BrokenLink>) -> Option<AttachmentId> {
        let wanted = self.parts.config.social_image.as_ref()?;
        let (file, span) = (FilePath::from(COLUMN_FILE), wanted.written.span);
        let found = wanted.paths.iter().find_map(|path| match self.files.get(path) {
            Some(ColumnFile::Attachment(id)) => Some(*id),
            _ => None,
        });
        let Some(id) = found else {
            broken.push(self.missing(wanted).at(&file, span).into());
            return None;
        };
        let attachment = &self.parts.attachments[id].1;
        if !has_extension(&attachment.path, &FORMATS) {
            broken.push(other_format(&attachment.path).at(&file, span).into());
            return None;
        }
        broken.extend(picture_too_small(attachment.size, SMALLEST).map(|small| small.at(&file, span).into()));
        Some(id)
    }

    fn missing(&self, wanted: &SocialImage) -> Diagnostic {
        let text = &wanted.written.text;
        let name = text.rsplit(['/', '\\']).next().unwrap_or(text);
        let help = format!("put `{name}` into the folder `static/`, and write `social_image: {name}`");
        if text.contains("://") || text.starts_with("//") {
            let message = format!("`{text}` is an address, and this must be one of the column's own files");
            return Diagnostic::error(message).help(help);
        }
        if !has_extension(name, &FORMATS) && !is_picture(name) && name.contains('.') {
            return no_picture(text);
        }
        let is_meant = |file: &str| wanted.paths.iter().any(|path| path == file);
        if let Some(held_back) = self.held_back.iter().find(|held_back| is_meant(&held_back.file)) {
            return Diagnostic::error(format!("`{}` is not published", held_back.file)).help(help);
        }
        let pictures = self.parts.attachments.iter().map(|(_, (_, attachment))| &*attachment.path);
        let pictures: Vec<&str> = pictures.filter(|path| has_extension(path, &FORMATS)).collect();
        let same_name = pictures.iter().copied().find(|path| path.rsplit('/').next() == Some(name));
        let near = same_name.or_else(|| written_nearly(text, &pictures));
        Diagnostic::error(format!("there is no file `{text}` in `static/` or `content/`")).help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => help,
        })
    }
}

/// Returns the picture whose path is nearly what was written, from whichever folder.
fn written_nearly<'p>(text: &str, pictures: &[&'p str]) -> Option<&'p str> {
    let within = |path: &'p str| path.split_once('/').map_or(path, |(_, within)| within);
    let near = closest(text, pictures.iter().flat_map(|path| [*path, within(path)]))?;
    pictures.iter().copied().find(|path| *path == near || within(path) == near)
}

fn other_format(path: &str) -> Diagnostic {
    if !is_picture(path) {
        return no_picture(path);
    }
    let formats = list_names("", FORMATS);
    let message = format!("`{path}` cannot be the `social_image`: its name may end in {formats}");
    Diagnostic::error(message).help("open it, and save or export it as PNG or JPEG")
}

fn no_picture(path: &str) -> Diagnostic {
    Diagnostic::error(format!("`{path}` is not a picture, and `social_image` needs one"))
        .help("put a picture into the folder `static/`, and write its name here, with `.png` or `.jpg` at its end")
}
