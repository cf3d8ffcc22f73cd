//! The manual, `tests/cli/*.md`: every command in it is run, and prints what it says.

use crate::support::transcript::{names, run};

/// A test for each transcript, and one that none has been forgotten.
macro_rules! transcripts {
    ($($test:ident: $file:literal),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                run($file);
            }
        )*

        #[test]
        fn every_transcript_is_run() {
            assert_eq!(names(), [$($file),*]);
        }
    };
}

transcripts! {
    build_makes_the_site: "build.md",
    check_finds_mistakes: "check.md",
    codes_tell_scripts_how_it_went: "exit-codes.md",
    help_is_there_for_every_command: "help.md",
    init_starts_a_column: "init.md",
    inspect_shows_what_a_template_gets: "inspect.md",
    mistyped_commands_say_what_to_type: "mistyped.md",
    new_from_reads_a_mail: "new-from.md",
    new_starts_a_file: "new.md",
    publish_puts_it_online: "publish.md",
    rename_changes_a_name_everywhere: "rename.md",
    round_trip_of_a_letter: "round-trip.md",
    serve_says_what_it_cannot_begin_with: "serve.md",
    themes_are_listed_started_and_copied: "themes.md",
}
