//! Stage 4: renders one route to its bytes. Pure: `build` asks for every route, `serve` for the one that a browser wants.
//!
//! A page goes through a template, with a [view](views) as its data. Feeds, sitemaps and the like are small modules that do
//! not know of one another.

mod body_html;
mod column_pictures;
mod context;
mod dead_links;
mod directory;
mod feed;
mod file_kind;
mod host;
mod plain_text;
mod program;
mod program_list;
mod quotations;
mod quoted_line;
mod redirect;
mod rendered;
mod renderer;
mod robots;
mod sample_pages;
mod search;
mod sitemap;
mod slots;
mod structured_data;
mod template_check;
mod theme_words;
mod unshown_forms;
mod view_builders;
mod view_cache;
pub mod views;

pub use dead_links::dead_links;
pub use feed::letter_id as letter_feed_id;
pub use file_kind::{FileKind, cache_control, media_type_of_path, media_type_of_route};
pub use host::{HostNote, notes as host_notes};
pub use host::{POLICY, form_action};
pub use rendered::{Content, Rendered};
pub use renderer::{Inspected, Renderer};
pub use sample_pages::{SamplePage, sample_pages};
pub use search::{is_search_file, search_files, search_index, search_index_and_words, search_path};
pub use template_check::template_errors;
pub use unshown_forms::unshown_forms;
