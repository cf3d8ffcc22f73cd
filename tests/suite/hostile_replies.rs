//! Replies that try to bring a script onto the page, as a browser reads the page.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::support::Column;

/// The kinds of the OWASP cheat sheet, and those that Markdown adds.
pub(crate) const VECTORS: [&str; 84] = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.example/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<<script>alert(1);//<</script>",
    "<script src=//evil.example/x.js",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>\n\nalert(1)\n\n</script>",
    "</script><script>alert(1)</script>",
    "</div></article></section><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<IMG SRC=\"javascript:alert(1);\">",
    "<img src=x:alert(alt) onerror=eval(src) alt=0>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=`javascript:alert(1)`>",
    "<img src=\"jav&#x09;ascript:alert(1);\">",
    "<img/src=x/onerror=alert(1)>",
    "<img src='x' onerror='alert(1)'",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text x=20 y=20>x</text></a></svg>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math href=\"javascript:alert(1)\">x</math>",
    "<body onload=alert(1)>",
    "<iframe src=\"javascript:alert(1)\"></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=\"javascript:alert(1)\"></object>",
    "<embed src=\"data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">",
    "<link rel=stylesheet href=\"javascript:alert(1)\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<base href=\"javascript:alert(1)//\">",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<p style=\"width:expression(alert(1))\">x</p>",
    "<form action=\"javascript:alert(1)\"><button>x</button></form>",
    "<button formaction=\"javascript:alert(1)\">x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a onmouseover=\"alert(1)\">x</a>",
    "<a href=\"&#106;avascript:alert(1)\">x</a>",
    "<a href=\"java\tscript:alert(1)\">x</a>",
    "<table background=\"javascript:alert(1)\"><tr><td>x</td></tr></table>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea></textarea><img src=x onerror=alert(1)>",
    "<title></title><script>alert(1)</script>",
    "<plaintext>",
    "<xmp><script>alert(1)</script></xmp>",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version=\"1.0\"?><script>alert(1)</script>",
    "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](java&#x0A;script:alert(1))",
    "[x](&#x01;javascript:alert(1))",
    "[x](<javascript:alert('a b')>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example/x.js)",
    "[x](\\\\\\\\evil.example/x.js)",
    "[x](https://ok.example/\"onmouseover=\"alert(1))",
    "[x](https://ok.example '\"><script>alert(1)</script>')",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](https://ok.example/a.png)",
    "![<script>alert(1)</script>](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<javascript:alert(1)>",
    "`<script>alert(1)</script>`",
    "```\" onclick=\"alert(1)\n<script>alert(1)</script>\n```",
    "# <img src=x onerror=alert(1)> {onclick=alert(1) .x\" #\" style=a}",
];

/// The elements that a reply may have on a page; and those of the theme around it.
const ALLOWED: [&str; 27] = [
    "a",
    "article",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "header",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "time",
    "ul",
];

/// Whatever is wrong in an element of the section of replies and those in it.
pub(crate) fn check(node: &Handle, in_replies: bool, replies: &mut usize, wrong: &mut Vec<String>) {
    let mut inside = in_replies;
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let name = &*name.local;
        let attributes: Vec<(String, String)> =
            attrs.borrow().iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
        let has = |wanted: &str, value: &str| {
            attributes.iter().any(|(name, own)| name == wanted && own.split(' ').any(|word| word == value))
        };
        inside |= has("class", "replies");
        *replies += usize::from(has("class", "reply"));
        if inside && !ALLOWED.contains(&name) {
            wrong.push(format!("<{name}>"));
        }
        // To browsers, this is data.
        let is_data = name == "script" && has("type", "application/ld+json") && attributes.len() == 1;
        if !is_data && ["script", "iframe", "object", "embed", "base", "svg", "math", "form", "style"].contains(&name) {
            wrong.push(format!("<{name}> on the page"));
        }
        for (attribute, value) in &attributes {
            let known = [
                "id",
                "class",
                "href",
                "rel",
                "title",
                "datetime",
                "role",
                "tabindex",
                "aria-labelledby",
                "aria-hidden",
                "scope",
            ];
            if attribute.starts_with("on") || attribute == "style" || (inside && !known.contains(&attribute.as_str())) {
                wrong.push(format!("<{name} {attribute}={value:?}>"));
            }
            if ["href", "src", "action", "formaction"].contains(&attribute.as_str()) && !is_harmless(value) {
                wrong.push(format!("<{name} {attribute}={value:?}>"));
            }
        }
    }
    for child in node.children.borrow().iter() {
        check(child, inside, replies, wrong);
    }
}

/// Returns true for a web page, a mail address, or a path, as a browser reads addresses: without control characters.
fn is_harmless(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !c.is_control() && *c != ' ').collect();
    let address = address.to_lowercase().replace('\\', "/");
    match address.split_once(':') {
        Some((scheme, _)) if scheme.chars().all(|c| c.is_alphanumeric() || "+-.".contains(c)) => {
            ["http", "https", "mailto"].contains(&scheme)
        }
        _ => !address.starts_with("//"),
    }
}

#[test]
fn no_reply_brings_a_script_a_handler_or_another_scheme_onto_a_page() {
    // Without the field of the search, no form belongs on the page.
    let settings = "title: The Desk\nbase_url: https://desk.example\nid: desk.example,2026\nsearch: no\n";
    let mut column = Column::new().file("column.yaml", settings).letter("Q: Why?\n\nSM: So.\n");
    for (number, vector) in VECTORS.iter().enumerate() {
        // A note in a field is an error.
        let name = callslip::content::double_quoted(&vector.replace(['\n', '\t'], " ").replace("<!--", "<!"));
        column = column.file(
            &format!("content/replies/loud-drums/r{number}.md"),
            format!("---\nname: {name}\ndate: 2026-03-12\n---\n{vector}\n"),
        );
    }
    let built = column.build();
    let page = built.page("/questions/loud-drums/");
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page.as_str());
    let (mut replies, mut wrong) = (0, Vec::new());
    check(&dom.document, false, &mut replies, &mut wrong);
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(replies, VECTORS.len());
    assert!(page.ends_with("</html>\n"));
    let feeds = ["feed.xml", "feed.json", "index.html", "sitemap.xml"].map(|file| built.text(file)).concat();
    assert!(!feeds.contains("alert(1)"));
}

#[test]
fn the_check_of_hostile_replies_finds_what_it_looks_for() {
    for (html, wrong) in [
        ("<script>1</script>", 1),
        ("<p onclick=a>", 1),
        ("<a href=' java\tscript:1'>", 1),
        ("<a href='//a'>", 1),
        ("<div class=replies><img src=a>", 2),
        ("<div class=replies><a href='https://a' class=b rel=c>", 0),
    ] {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        let mut found = Vec::new();
        check(&dom.document, false, &mut 0, &mut found);
        assert_eq!(found.len(), wrong, "{html}: {found:?}");
    }
}
