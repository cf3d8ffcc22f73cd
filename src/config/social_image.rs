//! The picture beside a link to the column on other sites: `social_image`.

use crate::diagnostics::Findings;
use crate::source::{CONTENT, STATIC};
use crate::yaml::Node;
use crate::yaml::values::{SpannedText, text};

/// The name of a picture, and the files that it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SocialImage {
    /// The name as it is written, with its span in `column.yaml`.
    pub written: SpannedText,
    /// The paths in the column that it may mean, the likeliest first.
    pub paths: Vec<String>,
}

/// Reads the path of a picture: from the root of the column, or from within `static/` or `content/`.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<SocialImage> {
    let written = text(node, findings)?;
    let path = written.text.replace('\\', "/");
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let is_whole = [STATIC, CONTENT].iter().any(|folder| path.split('/').next() == Some(folder));
    let paths =
        if is_whole { vec![path.to_owned()] } else { vec![format!("{STATIC}/{path}"), format!("{CONTENT}/{path}")] };
    Some(SocialImage { written, paths })
}
