//! The text of one template, with the layer that it comes from.

use crate::source::SourceFile;

/// A template as it was read.
#[derive(Debug, Clone)]
pub(super) struct TemplateSource {
    /// Its name within `templates/`: `home.html`.
    pub(super) name: String,
    /// The number of its layer: 0 is the strongest.
    pub(super) depth: usize,
    pub(super) file: SourceFile,
}

impl TemplateSource {
    /// The name under which tera knows it.
    pub(super) fn tera_name(&self) -> String {
        format!("{}{}", layer_prefix(self.depth), self.name)
    }
}

/// Precedes the name of each template of a layer. As long as [`PARENT`](super::references::PARENT), so one can replace
/// the other without moving what follows.
pub(super) fn layer_prefix(depth: usize) -> String {
    format!("{depth:06}:")
}
