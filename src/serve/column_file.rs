//! Files of the column for a browser. A picture is made when it is asked for.

use std::path::Path;

use super::answer::{Answer, AnswerBody, refusal};
use super::policy::Policy;
use super::request::Refusal;
use crate::media::PictureJob;
use crate::output::PictureMemory;
use crate::render::media_type_of_route;
use crate::site::{FileTarget, Route, Target};
use crate::source::{self, Fingerprint};

impl Answer {
    /// Returns the answer with a file of the column, or with what is made from it.
    pub(super) fn of_file(route: &Route, fingerprint: Fingerprint, body: AnswerBody) -> Self {
        let media_type = media_type_of_route(route);
        let policy = match route.target {
            Target::File(FileTarget::Attachment { .. }) => Policy::of_attachment(media_type),
            Target::Page(_) | Target::File(_) => Policy::Theme,
        };
        Self { etag: Some(fingerprint.to_string()), policy, body, ..Self::bytes(media_type, Vec::new()) }
    }

    /// Returns the same answer with the bytes of its picture, or one that says that there are none.
    pub(super) fn with_picture(self, bytes: Option<Vec<u8>>) -> Self {
        match bytes {
            Some(bytes) => Self { body: AnswerBody::Bytes(bytes), ..self },
            None => refusal(&Refusal { status: 404, reason: "there is no such picture".into() }),
        }
    }
}

/// Returns the bytes of a picture of the column in a folder. `None` if it cannot be made, or if its file is no longer there.
pub(super) fn made_picture(root: &Path, job: &PictureJob) -> Option<Vec<u8>> {
    // A link may lead out of the column by now.
    source::open(root, &job.disk).ok()?;
    PictureMemory::read_only(root).bytes(job, &[]).ok()?.ok()
}
