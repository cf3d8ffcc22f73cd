//! The pictures of a column as they are published: without what cameras and programs write into them, and, in the programs of
//! a release, in sizes that readers do not wait for.
//!
//! *Input:* the bytes of a picture. *Output:* the bytes that are published in its place. *Invariant:* pure; nothing that is
//! not understood as a part of the picture is in what comes out. What pages say of a picture follows from its header.

mod exif;
mod job;
mod recipe;
#[cfg(feature = "pictures")]
mod remade;
mod sizes;
mod strip;

pub use job::PictureJob;
pub use recipe::{PictureProblem, PictureRecipe};
pub use sizes::{PictureSizes, published_size, webp_address};
pub use strip::without_metadata;
