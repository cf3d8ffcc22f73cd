//! `callslip theme list`

use std::path::Path;
use std::process::ExitCode;

use super::console::{CommandError, Console};
use super::locate_column::{self, NO_COLUMN};
use crate::diagnostics::{SourceMap, Span, has_errors, in_order};
use crate::source;
use crate::theme::Chain;

pub(super) fn run(root: Option<&Path>, console: &Console) -> Result<ExitCode, CommandError> {
    let in_use = root.map(locate_column::read_config).transpose()?.map(|config| config.theme);
    let root = root.unwrap_or(Path::new(NO_COLUMN));
    let mut found = Vec::new();
    let mut sources = SourceMap::new();
    for theme in source::theme_names(root) {
        let chain = Chain::read(root, &theme.name, Span::default())?.into_value(&mut found);
        sources.extend(chain.texts().map(|text| (text.path.clone(), text.text.clone())));
        let Some(manifest) = chain.manifests.first() else { continue };
        let place = if theme.built_in { "built in".to_owned() } else { format!("in themes/{}", theme.name) };
        let parent = manifest.extends.as_ref().map(|parent| format!(", extends {}", parent.text)).unwrap_or_default();
        let used = if in_use.as_ref() == Some(&theme.name) { ", in use" } else { "" };
        console.status(format!("{} {}", theme.name, manifest.version).trim_end());
        console.status(&format!("  {place}{parent}{used}"));
        if let Some(line) = &manifest.description {
            console.status(&format!("  {line}"));
        }
    }
    let found = in_order(found);
    console.diagnostics(&found, &sources);
    Ok(ExitCode::from(u8::from(has_errors(&found))))
}
