//! Reads `theme.yaml`, which describes a theme.

use semver::{Version, VersionReq};

use super::contrast::{self, ContrastPair};
use super::options::{self, OptionDeclaration};
use crate::config::theme_name;
use crate::diagnostics::{Checked, Diagnostic, Findings, Span};
use crate::source::SourceFile;
use crate::yaml::values::{SpannedText, string, text};
use crate::yaml::{self, Fields, Node};

/// The fields of a `theme.yaml`.
#[derive(Debug, Clone)]
pub struct ThemeManifest {
    /// The theme's name, which is that of its folder.
    pub name: String,
    /// The theme's version.
    pub version: String,
    /// One line about the theme.
    pub description: Option<String>,
    /// The people who made it.
    pub author: Option<String>,
    /// The license, as an SPDX expression or in words.
    pub license: Option<String>,
    /// The theme that it extends.
    pub extends: Option<SpannedText>,
    /// How wide a picture of a text is shown, as the attribute `sizes` has it.
    pub(super) picture_sizes: Option<String>,
    /// The options that are declared here. A theme that this one extends may declare more.
    pub(super) options: Vec<OptionDeclaration>,
    /// The colors that are seen on others.
    pub(super) contrast: Vec<ContrastPair>,
    /// The file itself.
    pub(super) file: SourceFile,
}

/// Reads the `theme.yaml` of the theme in the folder of that name.
pub(super) fn parse(file: SourceFile, folder: &str) -> Checked<ThemeManifest> {
    let mut findings = Findings::new(&file.path);
    let node = yaml::parse(&file.text, 0, &mut findings);
    let first_line = Span::new(0..file.text.lines().next().map_or(0, str::len));
    let mut fields = Fields::new(&node, first_line, "`theme.yaml`", &mut findings);
    let name = fields.required("name", folder, text);
    let version = fields.required("version", "0.1.0", version);
    // Checked here, and not needed afterwards.
    fields.optional("callslip", range);
    let manifest = ThemeManifest {
        version: version.unwrap_or_default(),
        description: fields.optional("description", string),
        author: fields.optional("author", string),
        license: fields.optional("license", string),
        extends: fields.optional("extends", theme_name),
        picture_sizes: fields.optional("picture_sizes", string),
        options: fields.optional("options", options::declared).unwrap_or_default(),
        contrast: fields.optional("contrast", contrast::declared).unwrap_or_default(),
        name: folder.to_owned(),
        file,
    };
    fields.finish();
    if let Some(name) = name.filter(|name| name.text != folder) {
        let message = format!("this theme is called `{}` here, but its folder is `{folder}`", name.text);
        findings
            .add(name.span, Diagnostic::warning(message).help(format!("write `name: {folder}`, or rename the folder")));
    }
    findings.with(manifest)
}

fn version(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    if Version::parse(&text).is_err() {
        let diagnostic = Diagnostic::error(format!("`{text}` is not a version"));
        findings.add(span, diagnostic.help("write three numbers, such as `0.1.0`"));
        return None;
    }
    Some(text)
}

/// Checks that the theme is made for this version of callslip.
fn range(node: &Node, findings: &mut Findings) -> Option<()> {
    let SpannedText { text, span } = text(node, findings)?;
    let running = env!("CARGO_PKG_VERSION");
    match (VersionReq::parse(&text), Version::parse(running)) {
        (Ok(range), Ok(version)) if range.matches(&version) => {}
        (Ok(_), _) => {
            let diagnostic =
                Diagnostic::error(format!("this theme is for callslip `{text}`, but this is callslip {running}"));
            let diagnostic = diagnostic.help(format!(
                "use a version of the theme that is made for callslip {running}, or another version of callslip"
            ));
            findings.add(span, diagnostic.help("if it works anyway, write a wider range"));
        }
        (Err(_), _) => {
            let diagnostic = Diagnostic::error(format!("`{text}` is not a range of versions"));
            findings.add(span, diagnostic.help("write it like this: `\">=0.1, <1\"`"));
        }
    }
    Some(())
}
