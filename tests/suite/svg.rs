//! SVG: one that does more than show a picture is an error, and what drawing programs note in one is not published.

use std::fs;

use snapbox::str;

use crate::support::pictures::{exif, jpeg_segment};
use crate::support::{Column, jpeg, shows};

/// The start of an SVG with the namespaces that drawing programs declare.
const START: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
                     xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\">\n";

fn column() -> Column {
    Column::new().letter("Q: ?\n\nSM: !\n")
}

fn drawing(inner: &str) -> String {
    format!("{START}{inner}</svg>\n")
}

/// What is said about a file of `static/`.
fn says(bytes: impl AsRef<[u8]>) -> String {
    column().file("static/a.svg", bytes).build().short().replace("static/a.svg: error: ", "")
}

#[test]
fn one_that_does_more_than_show_a_picture_is_an_error_wherever_it_is() {
    let svg = drawing("<rect onclick=\"x()\"/><image xlink:href=\"https://x.example/a.png\"/>");
    let letter = "---\ntitle: Drums\ndate: 2026-03-02\n---\nQ: ?\n\nSM: ![It](a.svg)\n";
    let person = "---\nname: Sol Marchetti\ninitials: SM\nportrait: sol.svg\n---\n";
    let column = Column::new()
        .file("content/questions/drums/index.md", letter)
        .file("content/questions/drums/a.svg", &svg)
        .file("content/people/sol-marchetti.md", person)
        .file("content/people/sol.svg", &svg)
        .file("static/b.SVG", &svg)
        .file("assets/logo.svg", &svg)
        .file("column.yaml", "title: The Desk\ntheme_options:\n  logo: logo.svg\n");
    let built = column.build();
    shows(
        built.report(),
        str![[r#"
error: this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 2, column 29
 --> column.yaml:3:9
  |
3 |   logo: logo.svg
  |         ^^^^^^^^
  |
  = help: in the drawing program, embed its pictures, and turn its text into paths
  = help: export it as PNG, and use that

error: this SVG does more than show a picture, for anybody who opens it by itself: `onclick="x()"` in line 2, column 7
 --> column.yaml:3:9
  |
3 |   logo: logo.svg
  |         ^^^^^^^^
  |
  = help: export the drawing as PNG, and use that
  = help: open it in a text editor, and remove what does more

error: this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 2, column 29
--> content/people/sol.svg
 = help: in the drawing program, embed its pictures, and turn its text into paths
 = help: export it as PNG, and use that

error: this SVG does more than show a picture, for anybody who opens it by itself: `onclick="x()"` in line 2, column 7
--> content/people/sol.svg
 = help: export the drawing as PNG, and use that
 = help: open it in a text editor, and remove what does more

error: this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 2, column 29
--> content/questions/drums/a.svg
 = help: in the drawing program, embed its pictures, and turn its text into paths
 = help: export it as PNG, and use that

error: this SVG does more than show a picture, for anybody who opens it by itself: `onclick="x()"` in line 2, column 7
--> content/questions/drums/a.svg
 = help: export the drawing as PNG, and use that
 = help: open it in a text editor, and remove what does more

error: this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 2, column 29
--> static/b.SVG
 = help: in the drawing program, embed its pictures, and turn its text into paths
 = help: export it as PNG, and use that

error: this SVG does more than show a picture, for anybody who opens it by itself: `onclick="x()"` in line 2, column 7
--> static/b.SVG
 = help: export the drawing as PNG, and use that
 = help: open it in a text editor, and remove what does more
"#]],
    );
    assert!(!column.public().join("questions").exists());
}

#[test]
fn programs_pages_and_requests_are_found() {
    let table = [
        "<g>\n <SCRIPT href=\"x.js\"/></g>",
        "<g\n  fill='url(#a)'\n  onload = 'x()'/>",
        "<a xlink:href=\" java&#10;script:x()\"><text>a</text></a>",
        "<a href=\"data:text/html,a\"><text>a</text></a>",
        "<use href=\"data:image/svg+xml,a#b\"/>",
        "<animate attributeName=\"href\" values=\"#a;javascript:x()\"/>",
        "<foreignObject><iframe xmlns=\"http://www.w3.org/1999/xhtml\" srcdoc=\"a\"/></foreignObject>",
        "<foreignObject><div xmlns=\"http://www.w3.org/1999/xhtml\"><form action=\"/a\"/></div></foreignObject>",
        "<h:script xmlns:h=\"http://www.w3.org/1999/xht&#109;l\">x()</h:script>",
        "<image href=\"//x.example/a.png\"/>",
        "<image href=\"\\\\x.example/a.png\"/>",
        "<use href=\"HTTP://x.example/a.svg#a\"/>",
        "<feImage xlink:href=\"https://x.example/a.png\"/>",
        "<a href=\"#a\" ping=\"https://x.example/\"><text>a</text></a>",
        "<img xmlns=\"http://www.w3.org/1999/xhtml\" src=\"https://x.example/a.png\"/>",
        "<rect fill=\"url('https://x.example/a.svg#a')\"/>",
        "<rect style=\"fill:u\\72l(https://x.example/a.svg#a)\"/>",
        "<rect style=\"cursor:image-set('a.png' 1x, 'https://x.example/a.png' 2x)\"/>",
        "<style>@import \"https://x.example/a.css\";</style>",
        "<style>\n@import/* a */url(https://x.exa&#109;ple/a.css);</style>",
        "<style><![CDATA[@font-face{src:url(\"https://x.example/a.woff\")}]]></style>",
        "<image xlink:href=\"file:///home/eva/a.png\"/>",
        "<image xlink:href=\"/home/eva/a.png\"/>",
        "<image xlink:href=\"C:\\Users\\eva\\a.png\"/>",
    ];
    let all: Vec<String> = table.iter().map(|inner| says(drawing(inner))).collect();
    shows(
        all.concat(),
        str![[r#"
this SVG does more than show a picture, for anybody who opens it by itself: `<SCRIPT>` in line 3, column 2 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `onload="x()"` in line 4, column 3 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `java script:x()` in line 2, column 4 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `data:text/html,a` in line 2, column 4 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `data:image/svg+xml,a#b` in line 2, column 6 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `javascript:x()` in line 2, column 31 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `<iframe>` in line 2, column 16 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `<form>` in line 2, column 58 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `<h:script>` in line 2, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG asks another site for a part of it, and that site would learn of each reader: `//x.example/a.png` in line 2, column 8 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `\\x.example/a.png` in line 2, column 8 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `HTTP://x.example/a.svg#a` in line 2, column 6 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 2, column 10 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/` in line 2, column 14 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 2, column 43 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.svg#a` in line 2, column 7 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.svg#a` in line 2, column 7 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.png` in line 2, column 7 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.css` in line 2, column 17 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.css` in line 2, column 1 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG asks another site for a part of it, and that site would learn of each reader: `https://x.example/a.woff` in line 2, column 37 (in the drawing program, embed its pictures, and turn its text into paths; export it as PNG, and use that)
this SVG shows a file of your computer, which readers do not have: `file:///home/eva/a.png` in line 2, column 8 (in the drawing program, embed its pictures; export it as PNG, and use that)
this SVG shows a file of your computer, which readers do not have: `/home/eva/a.png` in line 2, column 8 (in the drawing program, embed its pictures; export it as PNG, and use that)
this SVG shows a file of your computer, which readers do not have: `C:\Users\eva\a.png` in line 2, column 8 (in the drawing program, embed its pictures; export it as PNG, and use that)
"#]],
    );
}

#[test]
fn what_may_hide_a_program_is_found() {
    let svg = drawing("<a xlink:href=\"&x;\"><text>&x;</text></a>");
    let declared = |declaration: &str| format!("<!DOCTYPE svg [\n{declaration}\n]>\n{svg}");
    let utf16: Vec<u8> = svg.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let table = [
        declared("<!ENTITY x \"javascript:x()\">"),
        declared("<!ENTITY x \"<script>y()</script>\">"),
        declared("<!ENTITY x \"&#60;script>\">"),
        declared("<!ENTITY x SYSTEM \"https://x.example/a\">"),
        declared("<!ENTITY % x \"a\"> %x;"),
        declared("<!ENTITY x \"a\"><!ATTLIST svg onload CDATA \"x()\">"),
        declared("<!ENTITY x \"]><svg>\">"),
        format!("<?xml-stylesheet type=\"text/xsl\" href=\"#a\"?>\n{}", drawing("")),
        format!("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>\n{}", drawing("")),
        drawing("<rect a=b onclick=\"x()\"/>"),
        svg,
    ];
    let all: Vec<String> = table.iter().map(says).chain([says(utf16), says(b"\x1f\x8b\x08\0")]).collect();
    shows(
        all.concat(),
        str![[r#"
this SVG does more than show a picture, for anybody who opens it by itself: `javascript:x()` in line 5, column 4 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
callslip cannot read all of this SVG, so it may hold a program: line 5, column 1 (save it again with a drawing program, as “Plain SVG”)
this SVG does more than show a picture, for anybody who opens it by itself: `<!DOCTYPE` in line 1, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
callslip cannot read all of this SVG, so it may hold a program: line 5, column 1 (save it again with a drawing program, as “Plain SVG”)
this SVG does more than show a picture, for anybody who opens it by itself: `<!DOCTYPE` in line 1, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
callslip cannot read all of this SVG, so it may hold a program: line 5, column 1 (save it again with a drawing program, as “Plain SVG”)
this SVG does more than show a picture, for anybody who opens it by itself: `<!DOCTYPE` in line 1, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
callslip cannot read all of this SVG, so it may hold a program: line 5, column 1 (save it again with a drawing program, as “Plain SVG”)
this SVG does more than show a picture, for anybody who opens it by itself: `<!DOCTYPE` in line 1, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
callslip cannot read all of this SVG, so it may hold a program: line 5, column 1 (save it again with a drawing program, as “Plain SVG”)
this SVG does more than show a picture, for anybody who opens it by itself: `<!DOCTYPE` in line 1, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
callslip cannot read all of this SVG, so it may hold a program: line 5, column 1 (save it again with a drawing program, as “Plain SVG”)
this SVG does more than show a picture, for anybody who opens it by itself: `<!DOCTYPE` in line 1, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG does more than show a picture, for anybody who opens it by itself: `<?xml-stylesheet` in line 1, column 1 (export the drawing as PNG, and use that; open it in a text editor, and remove what does more)
this SVG is not in UTF-8, so callslip cannot see what it does (save it again as “Plain SVG”, or save it in UTF-8 with a text editor)
callslip cannot read all of this SVG, so it may hold a program: line 2, column 1 (save it again with a drawing program, as “Plain SVG”)
callslip cannot read all of this SVG, so it may hold a program: line 2, column 1 (save it again with a drawing program, as “Plain SVG”)
callslip cannot read all of this SVG, so it may hold a program: line 1, column 1 (save it again with a drawing program, as “Plain SVG”)
this SVG is compressed, so nobody knows what it does (save it as “Plain SVG”, with a name that ends in `.svg`)
"#]],
    );
    let packed = column().file("static/a.svgz", b"\x1f\x8b\x08\0").build();
    shows(
        packed.short(),
        str![
            "static/a.svgz: error: this SVG is compressed, so nobody knows what it does (save it as “Plain SVG”, with a name that ends in `.svg`)"
        ],
    );
}

#[test]
fn what_drawing_programs_write_is_no_mistake() {
    for fine in [
        // Links, words, and names.
        "<a xlink:href=\"https://desk.example/\" target=\"_blank\"><text>https://desk.example</text></a>",
        "<g aria-label=\"JavaScript: url(https://x.example)\" inkscape:onclick=\"x()\" href=\"#a\"/>",
        "<style>@namespace svg url(http://www.w3.org/2000/svg); a { fill: url(#a); } /* url(https://x.example) */</style>",
        "<style>@media (prefers-color-scheme: dark) { a { background: url(\"data:image/svg+xml,<svg xmlns='http://a'/>\") } }</style>",
        "<color-profile xlink:href=\"file:///usr/share/color/icc/a.icc\"/>",
        "<image href=\"data:image/png;base64,AAAA\"/><image href=\"data:image/svg+xml,a\"/><image href=\"a.png\"/>",
        "<metadata><script xmlns=\"http://x.example/\" onload=\"x()\" href=\"https://x.example/\"/></metadata>",
        // draw.io and Mermaid.
        "<switch><foreignObject pointer-events=\"none\" requiredFeatures=\"http://www.w3.org/TR/SVG11/feature#Extensibility\">\
         <div xmlns=\"http://www.w3.org/1999/xhtml\" style=\"color: light-dark(#000, #fff);\"><b>One</b><br/></div></foreignObject>\
         <text>One</text></switch>",
    ] {
        assert_eq!(says(drawing(fine)), "", "{fine}");
    }
    // Matplotlib and Illustrator.
    let doctype =
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"";
    let entities = "<!ENTITY ns_ai \"http://ns.adobe.com/AdobeIllustrator/10.0/\"><!ENTITY st0 \"fill:none;\">";
    let list = "<!ATTLIST svg xmlns:i CDATA #FIXED \"&ns;\" xml:space (default|preserve) #IMPLIED>";
    let list = list.replace("&ns;", "http://ns.adobe.com/AdobeIllustrator/10.0/");
    let inner = "<switch><foreignObject requiredExtensions=\"&ns_ai;\"><i:pgfRef xmlns:i=\"&ns_ai;\" \
                 xlink:href=\"#a\"/></foreignObject><g style=\"&st0;\"/></switch>";
    for fine in [
        format!("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n{doctype}>\n{}", drawing("")),
        format!(
            "<?xml version='1.0' encoding='us-ascii'?>{doctype} [\n<!-- It's -->{entities}\n{list}\n]>\n{}",
            drawing(inner)
        ),
        format!("\u{feff}{}", drawing("")),
    ] {
        assert_eq!(says(&fine), "", "{fine}");
    }
    let latin =
        [b"<?xml version='1.0' encoding='ISO-8859-1'?>", drawing("<title>Fl\x01te</title>").as_bytes()].concat();
    let latin: Vec<u8> = latin.into_iter().map(|byte| if byte == 1 { 0xf6 } else { byte }).collect();
    assert_eq!(says(&latin), "");
}

#[test]
fn a_drawing_says_nothing_of_who_drew_it() {
    let mut photograph = jpeg("a")[..2].to_vec();
    jpeg_segment(&mut photograph, 0xe1, &[b"Exif\0\0", &exif(true, 1, true)[..], b"7 Elm Street"].concat());
    photograph.extend(&jpeg("a")[2..]);
    let embedded = |bytes: &[u8]| format!("<image xlink:href=\"data:image/jpeg;base64,{}\"/>", base64(bytes));
    let inner = "<!-- 7 Elm Street -->\n<metadata><a>7 Elm Street</a></metadata>\n\
                 <inkscape:perspective id=\"7 Elm Street\"><b/></inkscape:perspective>\n\
                 <g id=\"a\" inkscape:label=\"7 Elm Street\" xml:space=\"preserve\"\n  inkscape:path='/home/eva' fill=\"url(#a)\"/>\n\
                 <text>A &amp; B</text><style>a { fill: red }</style>\n";
    let svg = format!("{}{}", drawing(inner).replace("</svg>\n", ""), embedded(&photograph));
    let svg = svg.replacen("<svg ", "<svg content=\"&lt;mxfile host=&quot;7 Elm Street&quot;/&gt;\" ", 1) + "</svg>\n";
    let column = column().file("static/a.svg", &svg).file("assets/b.svg", &svg);
    let built = column.file("assets/own.css", "a { background: url(b.svg) }").build().sound();
    let published = fs::read_to_string(built.column.public().join("a.svg")).unwrap();
    assert_eq!(published, published.replace(&embedded(&photograph), ""));
    shows(
        published.replace(&embedded(&jpeg("a")), "<!-- the picture -->"),
        str![[r#"
<svg  xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">



<g id="a"  xml:space="preserve"
   fill="url(#a)"/>
<text>A &amp; B</text><style>a { fill: red }</style>
<!-- the picture --></svg>
"#]],
    );
    let name = built.files().into_iter().find(|name| name.starts_with("assets/b.")).unwrap();
    assert_eq!(fs::read_to_string(built.column.public().join(name)).unwrap(), published);
    // What is left has nothing to take out.
    let column = built.column.file("static/c.svg", &published).build().sound().column;
    assert_eq!(fs::read_to_string(column.public().join("c.svg")).unwrap(), published);
}

fn base64(bytes: &[u8]) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let padded = |six: &str| usize::from_str_radix(&format!("{six:0<6}"), 2).unwrap();
    let text = bits.as_bytes().chunks(6).map(|six| char::from(digits[padded(std::str::from_utf8(six).unwrap())]));
    let text: String = text.collect();
    let padding = "=".repeat((4 - text.len() % 4) % 4);
    text + &padding
}

#[test]
fn the_name_says_what_it_is() {
    let letter = "---\ntitle: Drums\ndate: 2026-03-02\n---\nQ: ?\n\nSM: ![It](a.png) ![It](b.svg)\n";
    let column = Column::new()
        .file("content/questions/drums/index.md", letter)
        .file("content/questions/drums/a.png", drawing(""))
        .file("content/questions/drums/b.svg", jpeg("a"));
    shows(
        column.build().report(),
        str![[r#"
error: this is an SVG picture, although its name ends in `.png`
--> content/questions/drums/a.png
 = help: end its name in `.svg`, here and in the text

error: this is a JPEG picture, although its name ends in `.svg`
--> content/questions/drums/b.svg
 = help: end its name in `.jpg`, here and in the text
"#]],
    );
}
