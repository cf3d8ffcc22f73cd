//! Shortcodes: `[caption]`, `[gallery]`, and what plugins add to them.

mod index;
mod known;
mod media;
mod reader;
mod tag;

pub(super) use reader::rendered;
