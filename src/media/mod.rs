//! The pictures of a column as they are published: without what cameras and programs write into them.
//!
//! *Input:* the bytes of a picture. *Output:* the bytes that are published in its place. *Invariant:* pure; nothing that is
//! not understood as a part of the picture is in what comes out.

mod exif;
mod job;
mod strip;

pub use job::{PictureJob, PictureProblem, PictureRecipe};
pub use strip::without_metadata;
