//! The pictures that are made from those of the column.

use std::io::Read as _;

use crate::disk::{DiskError, open_regular};
use crate::media::{PictureJob, PictureProblem};

/// Where made pictures are remembered.
#[derive(Debug, Default)]
pub struct PictureMemory;

impl PictureMemory {
    /// Returns the bytes of a picture, or the reason why it cannot be made.
    pub fn bytes(&self, job: &PictureJob) -> Result<Result<Vec<u8>, PictureProblem>, DiskError> {
        let mut bytes = Vec::new();
        open_regular(&job.disk)?.read_to_end(&mut bytes).map_err(DiskError::when("read", &job.disk))?;
        Ok(job.make(&bytes))
    }
}
