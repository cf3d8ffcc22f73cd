//! Options that are files of `assets/`: a logo, an icon. A picture is looked at before it is shown.

use serde_json::{Value as Json, json};

use super::place::ValuePlace;
use crate::diagnostics::{Diagnostic, Findings, Span, closest, list_names};
use crate::site_path::nfc;
use crate::source::{
    AttachmentIssue, FileFacts, PictureFormat, file_error, has_extension, is_picture, picture_error, picture_too_large,
    picture_too_small, svg_risk_words, svg_size,
};
use crate::theme::assets::{Asset, Assets};
use crate::yaml::{Fields, Node, Value};

/// The rules for a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileRules {
    /// The endings of its name that are taken, in lower case; empty for any.
    pub formats: Vec<String>,
    /// The pixels that a picture needs on its shorter side.
    pub smallest: Option<u32>,
    /// True if there may be two: one for light and one for dark pages.
    pub light_and_dark: bool,
}

/// An example of a file, as YAML.
pub(super) const EXAMPLE: &str = "logo.svg";

/// Reads the name of a file, or two as `{ light: …, dark: … }`.
pub(super) fn read(
    rules: &FileRules,
    place: &ValuePlace<'_>,
    assets: &Assets,
    node: &Node,
    findings: &mut Findings,
) -> Option<Json> {
    let finder = FileFinder { rules, assets, name: place.name };
    if let Value::Map(_) = &node.value
        && rules.light_and_dark
    {
        let mut fields = Fields::new(node, node.span, "two files", findings);
        let mut file =
            |field: &'static str| fields.optional(field, |node, findings| finder.file(field, node, findings));
        let (light, dark) = (file("light"), file("dark"));
        fields.finish();
        let light = light.or_else(|| dark.clone())?;
        return Some(with_dark(light, dark));
    }
    Some(with_dark(finder.file(place.field, node, findings)?, None))
}

/// Returns a file with the one that takes its place on dark pages.
fn with_dark(mut file: Json, dark: Option<Json>) -> Json {
    file["dark"] = dark.unwrap_or_default();
    file
}

/// Finds the files of one option.
struct FileFinder<'a> {
    rules: &'a FileRules,
    assets: &'a Assets,
    /// The name of the option.
    name: &'a str,
}

impl FileFinder<'_> {
    /// Returns the file that a node names. `None` if there is none, which is reported.
    fn file(&self, field: &str, node: &Node, findings: &mut Findings) -> Option<Json> {
        let Value::Scalar { text, .. } = &node.value else {
            let diagnostic = Diagnostic::error(format!("`{}` must be the name of a file", self.name));
            findings.add(node.span, diagnostic.help(format!("write it like this: `{field}: {EXAMPLE}`")));
            return None;
        };
        let written = text.trim();
        let Some(asset) = self.asset(written) else {
            findings.add(node.span, self.missing(field, written));
            return None;
        };
        if !self.is_taken(&asset.name) {
            findings.add(node.span, self.other_format(&asset.name));
            return None;
        }
        let facts = FileFacts::of_bytes(&asset.name, &asset.bytes);
        let is_svg = has_extension(&asset.name, &["svg"]);
        let size = if is_svg { svg_size(&asset.bytes) } else { facts.size };
        if is_picture(&asset.name) {
            self.check_picture(asset, &facts, node.span, findings);
        }
        let format = asset.name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
        let (width, height) = size.unzip();
        Some(json!({ "path": asset.path, "format": format, "width": width, "height": height }))
    }

    /// Returns the asset that a path means: one from `column.yaml`, or from within `assets/`.
    fn asset(&self, written: &str) -> Option<&Asset> {
        let path = nfc(written).replace('\\', "/");
        let path = path.trim_start_matches("./").trim_start_matches('/');
        let within = path.strip_prefix("assets/").unwrap_or(path);
        self.assets.list().iter().find(|asset| nfc(&asset.name) == within)
    }

    fn is_taken(&self, name: &str) -> bool {
        self.rules.formats.is_empty() || self.rules.formats.iter().any(|format| has_extension(name, &[format]))
    }

    fn missing(&self, field: &str, written: &str) -> Diagnostic {
        let path = written.replace('\\', "/");
        let file = path.rsplit('/').next().unwrap_or(&path);
        if path.contains("://") || path.starts_with("//") {
            let diagnostic =
                Diagnostic::error(format!("`{written}` is an address, and pages show only the column's own files"));
            return diagnostic.help(format!("save it in the folder `assets/`, and write `{field}: {file}`"));
        }
        let names = || self.assets.list().iter().map(|asset| asset.name.as_str()).filter(|name| self.is_taken(name));
        let same_file = names().find(|name| name.rsplit('/').next() == Some(file));
        let near = same_file.or_else(|| closest(path.trim_start_matches("assets/"), names()));
        let is_drive = path.as_bytes().get(1) == Some(&b':');
        let is_elsewhere =
            path.starts_with(['/', '~']) || ["static/", "content/"].iter().any(|folder| path.starts_with(folder));
        let message = if is_elsewhere || is_drive || path.split('/').any(|name| name == "..") {
            format!("`{written}` is not in the folder `assets/` of the column")
        } else {
            format!(
                "there is no file `{}`",
                if path.starts_with("assets/") { path.clone() } else { format!("assets/{path}") }
            )
        };
        let diagnostic = Diagnostic::error(message).help_if(near.map(|near| format!("did you mean `{near}`?")));
        if near.is_some() {
            return diagnostic;
        }
        let own = if file == path.trim_start_matches("assets/") {
            String::new()
        } else {
            format!(", and write `{field}: {file}`")
        };
        diagnostic.help(format!("put `{file}` into the folder `assets/` beside `column.yaml`{own}"))
    }

    fn other_format(&self, name: &str) -> Diagnostic {
        let formats = list_names("", self.rules.formats.iter().map(String::as_str));
        let diagnostic =
            Diagnostic::error(format!("`{name}` cannot be the `{}`: its name may end in {formats}", self.name));
        let picture = PictureFormat::of_name(name).is_some() || has_extension(name, &["pdf", "ai", "eps"]);
        let best = self.rules.formats.iter().find(|format| matches!(format.as_str(), "png" | "jpg"));
        diagnostic.help_if(best.filter(|_| picture).map(|format| {
            format!("open it, and save or export it as {}", format.to_uppercase().replace("JPG", "JPEG"))
        }))
    }

    fn check_picture(&self, asset: &Asset, facts: &FileFacts, span: Span, findings: &mut Findings) {
        let words = |issue: &AttachmentIssue| picture_error(&asset.name, *issue).or_else(|| file_error(*issue));
        let issues = facts.issues.iter().filter_map(words);
        let risks = asset.svg_risks.iter().filter(|_| facts.issues.is_empty()).map(svg_risk_words);
        for diagnostic in
            issues.chain(risks).chain(picture_too_large(facts.length, facts.size)).chain(self.too_small(facts))
        {
            findings.add(span, diagnostic);
        }
    }

    fn too_small(&self, facts: &FileFacts) -> Option<Diagnostic> {
        picture_too_small(facts.size, usize::try_from(self.rules.smallest?).unwrap_or(usize::MAX))
    }
}
