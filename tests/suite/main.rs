//! The tests of whole columns that take a moment each.
//!
//! What kills a build or a publish, edits at random, makes thousands of files, or runs a server is in `tests/slow`.
//!
//! Begin with `tour`: one letter from its file to its page. Every other module is a topic, and every test a small
//! story: a few files, and what becomes of them. `support/column.rs` is the driver.
//!
//! - `cargo test --test suite letters` runs the tests of a topic.
//! - `SNAPSHOTS=overwrite cargo test --test suite` writes changed expectations into the tests: look at the difference.
//! - A new mistake gets a test in `mistakes`, with the whole message; a new command gets a transcript in `tests/cli/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets something unexpected has failed"
)]
#![allow(clippy::needless_raw_string_hashes, reason = "expected texts are written by snapbox")]
#![allow(clippy::too_many_lines, reason = "the whole expected text stands in the test")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "we look at names that we gave")]
#![allow(clippy::format_collect, reason = "a text made by the hundred lines is short to write so")]
#![allow(clippy::naive_bytecount, reason = "a list of heading levels is not large")]

mod accents;
mod accessibility;
mod accessible_texts;
mod addresses;
mod architecture;
mod asked_before;
mod broken_templates;
mod characters;
mod choices;
mod ci;
mod code_paths;
mod columnist_lines;
mod comments;
mod commonmark;
mod compare;
mod dates;
mod destinations;
mod directory;
mod directory_files;
mod documentation;
mod encodings;
// It needs symbolic links and on names that Windows refuses.
#[cfg(unix)]
mod every_mistake;
mod example;
mod feed_aliases;
mod feed_rules;
mod feeds;
mod field;
mod field_values;
#[cfg(target_os = "linux")]
mod first_column;
mod first_publish;
mod foreign_templates;
mod forms;
mod front_matter;
mod git;
mod glossary;
mod gone_pages;
mod guests;
mod habits;
mod heads;
mod home;
mod hostile_replies;
mod hostile_sftp;
mod hosts;
mod identity;
mod imports;
mod intake;
mod judged;
mod lan;
mod languages;
mod leak_search;
mod leaks;
mod letters;
mod limits;
mod links;
mod look;
mod lost_columnists;
mod mails;
mod manual;
mod marker_lines;
mod memory;
mod messages;
mod mistakes;
mod moving_in;
mod moving_in_again;
mod moving_in_feeds;
#[cfg(feature = "publish")]
mod moving_in_fetch;
mod moving_in_folder;
mod moving_in_losses;
mod moving_in_short_links;
mod moving_in_turns;
mod names;
mod new_files;
mod old_addresses;
mod opening;
mod outgoing;
mod output;
mod output_on_disk;
mod own_html;
mod pages;
mod people;
#[cfg(feature = "pictures")]
mod picture_kinds;
mod pictures;
mod profiles;
mod provenance;
mod publish;
mod query_addresses;
mod related;
#[cfg(feature = "pictures")]
mod remade;
// The scripts run where bash and the tools of GNU are.
#[cfg(target_os = "linux")]
mod release;
mod renames;
mod replies;
mod saved;
mod search;
mod secrets;
mod security;
mod site_lists;
mod social_image;
mod structured_data;
mod subscribe;
#[allow(dead_code, reason = "some of it is for tests/slow")]
mod support;
mod svg;
mod tags;
mod targets;
mod template_html;
mod theme_chain;
mod theme_contract;
mod theme_contrast;
mod theme_files;
mod theme_options;
mod themes;
mod tour;
mod trust;
mod tuition;
mod turns;
mod upcoming;
mod vanished;
mod version;
mod videos;
mod vocabulary;
// The workflows are for machines with bash.
#[cfg(target_os = "linux")]
mod workflow_runs;
mod zotero;
