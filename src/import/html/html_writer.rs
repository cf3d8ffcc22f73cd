//! Writes blocks as HTML, for what Markdown has no signs for. Nothing that it writes has an empty line in it, since that
//! would end the HTML.

use super::address::encoded;
use super::attributes::value;
use super::block::{Block, Section, Table, TableRow};
use super::piece::{TextPiece, Wrap};

/// Returns a block as HTML.
pub(super) fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(pieces) => format!("<p>{}</p>", inline(pieces)),
        Block::Heading { level, words, .. } => format!("<h{level}>{}</h{level}>", inline(words)),
        Block::List(list) => {
            let (name, start) = match list.start {
                None => ("ul", String::new()),
                Some(1) => ("ol", String::new()),
                Some(start) => ("ol", format!(" start=\"{start}\"")),
            };
            let items = list.items.iter().map(|item| format!("<li>{}</li>\n", content(item, list.is_loose)));
            format!("<{name}{start}>\n{}</{name}>", items.collect::<String>())
        }
        Block::Quote(inner) => format!("<blockquote>\n{}\n</blockquote>", content(inner, true)),
        Block::Code { text, .. } => format!("<pre><code>{}</code></pre>", lines(&escaped(text))),
        Block::Preformatted(pieces) => format!("<pre>{}</pre>", lines(&inline(pieces))),
        Block::Rule => "<hr>".to_owned(),
        Block::Table(inner) => table(inner),
        Block::Definitions(parts) => {
            let parts = parts.iter().map(|(is_term, inner)| {
                let name = if *is_term { "dt" } else { "dd" };
                format!("<{name}>{}</{name}>\n", content(inner, false))
            });
            format!("<dl>\n{}</dl>", parts.collect::<String>())
        }
        Block::Figure { content: inner, caption } => {
            let is_paragraph = |block: &Block| matches!(block, Block::Paragraph(_));
            let inner = content(inner, !inner.iter().all(is_paragraph));
            format!("<figure>\n{inner}\n<figcaption>{}</figcaption>\n</figure>", inline(caption))
        }
        Block::Details { is_open, summary, content: inner } => {
            let open = if *is_open { " open" } else { "" };
            let summary = inline(summary);
            format!("<details{open}>\n<summary>{summary}</summary>\n{}\n</details>", content(inner, true))
        }
        Block::Note { content: inner, .. } => content(inner, true),
    }
}

/// Returns the content of an element. A single paragraph needs no tags.
fn content(blocks: &[Block], has_paragraphs: bool) -> String {
    if let [Block::Paragraph(pieces), rest @ ..] = blocks
        && (!has_paragraphs || rest.is_empty())
    {
        let rest = rest.iter().map(|inner| format!("\n{}", block(inner)));
        return inline(pieces) + &rest.collect::<String>();
    }
    blocks.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn table(table: &Table) -> String {
    let caption = if table.caption.is_empty() {
        String::new()
    } else {
        format!("<caption>{}</caption>\n", inline(&table.caption))
    };
    let mut html = String::from("<table>\n") + &caption;
    let mut rest = table.rows.as_slice();
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|row| row.section == first.section).count();
        let name = match first.section {
            Section::Head => "thead",
            Section::Body => "tbody",
            Section::Foot => "tfoot",
        };
        let rows: String = rest[..length].iter().map(row).collect();
        html.extend(["<", name, ">\n", &rows, "</", name, ">\n"]);
        rest = &rest[length..];
    }
    html + "</table>"
}

fn row(row: &TableRow) -> String {
    let cells = row.cells.iter().map(|cell| {
        let name = if cell.is_header { "th" } else { "td" };
        format!("<{name}{}>{}</{name}>", cell.attributes, content(&cell.content, false))
    });
    format!("<tr>{}</tr>\n", cells.collect::<String>())
}

/// Returns pieces as HTML.
pub(super) fn inline(pieces: &[TextPiece]) -> String {
    pieces.iter().map(piece).collect()
}

fn piece(piece: &TextPiece) -> String {
    match piece {
        TextPiece::Text(text) => escaped(text),
        TextPiece::Open(Wrap::Link(address)) => format!("<a href=\"{}\">", value(&encoded(address))),
        TextPiece::Open(Wrap::Tag { start, .. }) => start.clone(),
        TextPiece::Open(wrap) => format!("<{}>", wrap.name()),
        TextPiece::Close(wrap) => format!("</{}>", wrap.name()),
        TextPiece::Code(text) => format!("<code>{}</code>", lines(&escaped(text))),
        TextPiece::Image { alt, file } => format!("<img src=\"{}\" alt=\"{}\">", value(&encoded(file)), value(alt)),
        TextPiece::Note(number) => format!("<sup>{number}</sup>"),
        TextPiece::Break => "<br>".to_owned(),
        TextPiece::Marker(word) => escaped(&format!("{word}: ")),
        TextPiece::Html(html) => html.clone(),
    }
}

fn escaped(text: &str) -> String {
    super::escape::with_entities_escaped(text, "&amp;").replace('<', "&lt;")
}

/// Returns lines without empty ones between them.
fn lines(html: &str) -> String {
    let mut lines = String::with_capacity(html.len());
    for (at, line) in html.split('\n').enumerate() {
        let is_blank = line.trim().is_empty();
        if at > 0 {
            lines.push_str(if is_blank { "&#10;" } else { "\n" });
        }
        lines.push_str(line);
    }
    lines
}
