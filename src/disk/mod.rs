//! The one door to a folder on disk that others may have filled: an output folder, or a folder to publish to.
//!
//! A [`Folder`] is an open handle. What is below it is reached folder by folder, from one handle to the next, and a link
//! is never followed, so nothing that lies in the folder can lead a read, a write or a removal to another place.

mod entry;
mod error;
mod folder;
mod metadata;
mod new_file;
mod place;
mod sync;
mod umask;

pub use entry::open_regular;
pub use error::DiskError;
pub use folder::Folder;
pub use metadata::{EntryType, Metadata};
pub use new_file::write_new;
pub use place::{lies_in, real_path};
