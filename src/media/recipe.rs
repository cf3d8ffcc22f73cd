//! The ways in which a picture is made, and why it may not be.

/// How a picture is made from the bytes of another. Width and height are those that it has then, after it is turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureRecipe {
    /// The same picture without its metadata.
    Stripped,
    /// A picture of the same format.
    Own {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// A WebP.
    WebP {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
}

/// The reason why a picture cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureProblem {
    /// Nobody knows what is in it.
    Unknown,
    /// Its end is missing.
    Incomplete,
    /// It has more pixels than are read.
    TooLarge,
    /// It cannot be read.
    Damaged,
}
