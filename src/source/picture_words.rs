//! The words about pictures that browsers cannot show, or only slowly: the same wherever a picture is named.

use super::attachment::AttachmentIssue;
use super::picture::PictureFormat;
use super::svg_risk::{SvgRisk, SvgRiskKind};
use crate::diagnostics::Diagnostic;

/// The most bytes and the largest side of a picture that readers do not wait for.
const MOST_BYTES: u64 = 1_000_000;
const LARGEST_SIDE: usize = 2000;

/// The most pixels of a picture that is made anew, and those that take long.
const MOST_PIXELS: usize = 100_000_000;
const MANY_PIXELS: usize = 40_000_000;
const LONG_SIDE: usize = 12_000;

/// Returns what keeps browsers from showing the picture of this name. `None` for what keeps no picture from being shown.
pub fn picture_error(name: &str, issue: AttachmentIssue) -> Option<Diagnostic> {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    Some(match issue {
        AttachmentIssue::Empty => {
            Diagnostic::error("this picture is empty").help("copy or save it again: the file has nothing in it")
        }
        AttachmentIssue::Incomplete => Diagnostic::error("the end of this picture is missing")
            .help("copy or save it again: it was not saved to the end"),
        AttachmentIssue::OtherFormat(format) => {
            let name = format.name();
            let article = if name.starts_with(['A', 'S']) { "an" } else { "a" };
            let diagnostic =
                Diagnostic::error(format!("this is {article} {name} picture, although its name ends in `.{extension}`"));
            diagnostic.help(other_format(format))
        }
        AttachmentIssue::NoPicture => {
            let promised = PictureFormat::of_name(name).map_or("PNG", PictureFormat::name);
            let diagnostic = Diagnostic::error(format!("this is not a picture, although its name ends in `.{extension}`"));
            diagnostic.help(format!("open it: if you see a picture, save it as {promised}; otherwise, remove it"))
        }
        AttachmentIssue::NoNamespace => Diagnostic::error("browsers do not show this SVG: its namespace is missing or wrong")
            .help("write `<svg xmlns=\"http://www.w3.org/2000/svg\"` where it begins, or save it again with a drawing program"),
        AttachmentIssue::Malformed => Diagnostic::error("browsers do not show this SVG: there is a mistake in its XML")
            .help("save it again with a drawing program; if you write it yourself, open it in a browser, which says where"),
        // They are reported whether a page shows the file or not.
        AttachmentIssue::FrontMatter
        | AttachmentIssue::LfsPointer
        | AttachmentIssue::Place
        | AttachmentIssue::Export
        | AttachmentIssue::NoPdf(_) => return None,
    })
}

fn other_format(format: PictureFormat) -> String {
    if format.is_shown_by_browsers() {
        let extension = format.extensions().first().copied().unwrap_or_default();
        return format!("end its name in `.{extension}`, here and in the text");
    }
    "most browsers cannot show that: open it and save it as JPEG".to_owned()
}

/// Returns what is wrong with the bytes of a file, whether a page shows it or not. `None` if that depends on the page.
pub fn file_error(issue: AttachmentIssue) -> Option<Diagnostic> {
    match issue {
        AttachmentIssue::LfsPointer => {
            let diagnostic = Diagnostic::error("this is a placeholder from Git LFS, not the file itself");
            Some(diagnostic.help("run `git lfs pull` to get the file"))
        }
        AttachmentIssue::Place => {
            let diagnostic = Diagnostic::warning("this file says where it was taken, and readers can find out");
            Some(diagnostic.help("save it without its location: photo apps call this “Remove Location”"))
        }
        AttachmentIssue::FrontMatter
        | AttachmentIssue::NoPdf(_)
        | AttachmentIssue::Empty
        | AttachmentIssue::NoNamespace
        | AttachmentIssue::Malformed
        | AttachmentIssue::Incomplete
        | AttachmentIssue::OtherFormat(_)
        | AttachmentIssue::NoPicture
        | AttachmentIssue::Export => None,
    }
}

/// Returns a hint if readers have to wait for a picture of so many bytes, with this width and height.
pub fn picture_too_large(length: u64, size: Option<(usize, usize)>) -> Option<Diagnostic> {
    let too_wide = size.filter(|(width, height)| *width.max(height) > LARGEST_SIDE);
    if too_wide.is_none() && length <= MOST_BYTES {
        return None;
    }
    let megabytes = length.div_ceil(100_000);
    let megabytes = format!("{}.{} MB", megabytes / 10, megabytes % 10);
    let message = match size {
        Some((width, height)) => format!("this picture is large: {width} × {height} pixels, {megabytes}"),
        None => format!("this picture is large: {megabytes}"),
    };
    let help = "readers have to wait for it: 2,000 pixels on the longer side and 1 MB are enough for any screen";
    Some(Diagnostic::hint(message).help(help))
}

/// Returns an error if a picture has more pixels than are read, and a hint if it takes long to read them.
pub fn picture_huge((width, height): (usize, usize)) -> Option<Diagnostic> {
    let pixels = width.saturating_mul(height);
    if pixels > MOST_PIXELS {
        let message = format!("this picture is too large: {width} × {height} pixels, and callslip reads 100 million");
        return Some(Diagnostic::error(message).help("save it with at most 2,000 pixels on its longer side"));
    }
    if pixels <= MANY_PIXELS && width.max(height) <= LONG_SIDE {
        return None;
    }
    let message = format!("this picture is very large: {width} × {height} pixels");
    let help = "readers get a small one, but making that takes long: 2,000 pixels on the longer side are enough";
    Some(Diagnostic::hint(message).help(help))
}

/// Returns a warning if a picture has fewer pixels on its shorter side than it needs.
pub fn picture_too_small(size: Option<(usize, usize)>, smallest: usize) -> Option<Diagnostic> {
    let (width, height) = size.filter(|(width, height)| *width.min(height) < smallest)?;
    let message = format!("this picture is small: {width} × {height} pixels, and {smallest} × {smallest} are needed");
    Some(Diagnostic::warning(message).help(format!("save it with at least {smallest} pixels on its shorter side")))
}

/// Returns what is wrong with an SVG that does more than show a picture.
pub fn svg_risk_words(risk: &SvgRisk) -> Diagnostic {
    let SvgRisk { kind, text, line, column } = risk;
    let (message, helps) = match kind {
        SvgRiskKind::Active => (
            "this SVG does more than show a picture, for anybody who opens it by itself",
            ["export the drawing as PNG, and use that", "open it in a text editor, and remove what does more"],
        ),
        SvgRiskKind::Compressed => (
            "this SVG is compressed, so nobody knows what it does",
            ["save it as “Plain SVG”, with a name that ends in `.svg`", ""],
        ),
        SvgRiskKind::Encoding => (
            "this SVG is not in UTF-8, so callslip cannot see what it does",
            ["save it again as “Plain SVG”, or save it in UTF-8 with a text editor", ""],
        ),
        SvgRiskKind::Malformed => (
            "callslip cannot read all of this SVG, so it may hold a program",
            ["save it again with a drawing program, as “Plain SVG”", ""],
        ),
        SvgRiskKind::OtherSite => (
            "this SVG asks another site for a part of it, and that site would learn of each reader",
            [
                "in the drawing program, embed its pictures, and turn its text into paths",
                "export it as PNG, and use that",
            ],
        ),
        SvgRiskKind::OnDisk => (
            "this SVG shows a file of your computer, which readers do not have",
            ["in the drawing program, embed its pictures", "export it as PNG, and use that"],
        ),
    };
    let what = if text.is_empty() { String::new() } else { format!("`{text}` in ") };
    let place = match kind {
        SvgRiskKind::Compressed | SvgRiskKind::Encoding => String::new(),
        _ => format!(": {what}line {line}, column {column}"),
    };
    let diagnostic = Diagnostic::error(format!("{message}{place}"));
    helps.into_iter().filter(|help| !help.is_empty()).fold(diagnostic, Diagnostic::help)
}
