//! `column.yaml`, with the options of a theme.

use callslip::{config, theme};

/// Parses it twice, and compiles the theme that it asks for.
pub fn check(data: &[u8]) {
    let file = crate::decoded("column.yaml", data).value;
    let (first, second) = (config::parse(&file), config::parse(&file));
    crate::check_report(&first.diagnostics, [&file]);
    assert_eq!(first.diagnostics, second.diagnostics);
    assert_eq!(format!("{:?}", first.value), format!("{:?}", second.value));
    let config = first.value;
    // To compile a theme takes a hundred times as long; only what is set here makes a difference.
    if config.theme_options.is_some() || config.language != "en" {
        let theme = theme::compile(&crate::chain(&config, []), &config);
        crate::check_report(&theme.diagnostics, theme.value.texts.iter().chain([&file]));
    }
}
