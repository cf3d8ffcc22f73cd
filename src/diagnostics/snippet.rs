//! Shows a diagnostic with the author's own line, and what is wrong in it underlined. The only user of `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, FilePath, RelatedSpan, Severity, SourceMap, Span};

/// The most bytes between two places of a line that are shown in one snippet.
const MOST_BETWEEN: usize = 100;

/// Returns a diagnostic with the lines that it is about, its help, and notes on the same mistake elsewhere.
pub(super) fn human(diagnostic: &Diagnostic, also: &[String], sources: &SourceMap, color: bool) -> String {
    let title = diagnostic.title();
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let mut group = Group::with_title(level.primary_title(&*title));
    if let Some(file) = &diagnostic.file {
        group = match (diagnostic.span, sources.get(file)) {
            (Some(span), Some(text)) => group.element(snippet(file, text, span, diagnostic)),
            _ => group.element(annotate_snippets::Origin::path(&**file)),
        };
    }
    for other in &diagnostic.related {
        if let Some(text) = sources.get(&other.file).filter(|text| !is_near(diagnostic, other, text)) {
            let mark = AnnotationKind::Context.span(clamp(other.span, text)).label(other.label.as_str());
            group = group.element(Snippet::source(&**text).path(&*other.file).annotation(mark));
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.lines().next().unwrap_or_default()));
    }
    for place in also {
        group = group.element(Level::NOTE.with_name("also").message(place.as_str()));
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut rendered = renderer.render(&[group]);
    // The renderer would join the lines to write.
    for line in diagnostic.help.iter().flat_map(|help| help.lines().skip(1)) {
        rendered.push_str("\n    ");
        rendered.push_str(line);
    }
    rendered
}

fn snippet<'a>(
    file: &'a FilePath,
    text: &'a str,
    span: Span,
    diagnostic: &'a Diagnostic,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut mark = AnnotationKind::Primary.span(clamp(span, text));
    if let Some(label) = &diagnostic.label {
        mark = mark.label(label.as_str());
    }
    let here = diagnostic.related.iter().filter(|other| is_near(diagnostic, other, text));
    let marks = here.map(|other| AnnotationKind::Context.span(clamp(other.span, text)).label(other.label.as_str()));
    Snippet::source(text).path(&**file).annotation(mark).annotations(marks)
}

/// Returns true if another place is shown in one snippet with that of the diagnostic: in the same file, but not at the other end
/// of a paragraph in one line, all of which would be printed.
fn is_near(diagnostic: &Diagnostic, other: &RelatedSpan, text: &str) -> bool {
    let Some(span) = diagnostic.span.filter(|_| diagnostic.file.as_ref() == Some(&other.file)) else { return false };
    let (here, there) = (clamp(span, text), clamp(other.span, text));
    let between = here.end.min(there.end)..here.start.max(there.start);
    text.get(between).is_none_or(|between| between.contains('\n') || between.len() <= MOST_BETWEEN)
}

/// Returns the span clamped to the text and to character boundaries: the text may have been replaced (not UTF-8, say).
pub(super) fn clamp(span: Span, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.range().start);
    start..text.ceil_char_boundary(span.range().end).max(start)
}
