//! What `callslip links` found out: the one thing of it that a build reads.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::link_memory::{self, LinkMemory};
use crate::source::{self, SourceError, SourceFile};

/// `links.yaml`, read and understood.
#[derive(Debug, Clone, Default)]
pub(super) struct RememberedLinks {
    /// The file; `None` if there is none.
    pub(super) file: Option<SourceFile>,
    pub(super) memory: Arc<LinkMemory>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl RememberedLinks {
    /// Reads the file. What is known is taken if the file is the same: it may have a paragraph for each of ten thousand links.
    pub(super) fn read(root: &Path, known: &Self) -> Result<Self, SourceError> {
        let Some(checked) = source::read_links_file(root)? else { return Ok(Self::default()) };
        let mut diagnostics = Vec::new();
        let file = checked.into_value(&mut diagnostics);
        if known.file.as_ref().is_some_and(|known| known.fingerprint == file.fingerprint) {
            return Ok(known.clone());
        }
        let memory = link_memory::read(&file).into_value(&mut diagnostics);
        Ok(Self { file: Some(file), memory: Arc::new(memory), diagnostics })
    }

    /// Returns true if both are the same text, or none.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let fingerprint = |one: &Self| one.file.as_ref().map(|file| file.fingerprint);
        fingerprint(self) == fingerprint(other)
    }
}
