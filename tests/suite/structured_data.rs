//! What pages say to search engines: JSON-LD in the vocabulary of schema.org.

use html5gum::{Token, Tokenizer};
use serde_json::Value;
use snapbox::str;

use crate::example;
use crate::support::{Built, Column, shows};

/// The types that pages use, each with those of its properties that they use. All are in schema.org's `data/schema.ttl`:
/// a property is one of the type or of a type above it (`Thing`, `CreativeWork`, `WebPage`, `PriceSpecification`).
const VOCABULARY: [(&str, &[&str]); 14] = [
    ("Answer", &["author", "text"]),
    ("Blog", &["description", "inLanguage", "name", "url"]),
    (
        "BlogPosting",
        &[
            "author",
            "comment",
            "commentCount",
            "dateModified",
            "datePublished",
            "description",
            "hasPart",
            "headline",
            "image",
            "inLanguage",
            "isPartOf",
            "mainEntity",
            "mainEntityOfPage",
        ],
    ),
    ("BreadcrumbList", &["itemListElement"]),
    ("Comment", &["author", "comment", "datePublished", "text"]),
    (
        "EducationalOccupationalProgram",
        &[
            "alternateName",
            "educationalCredentialAwarded",
            "educationalProgramMode",
            "name",
            "offers",
            "programPrerequisites",
            "provider",
            "url",
        ],
    ),
    ("ListItem", &["item", "name", "position"]),
    ("Offer", &["name", "priceSpecification"]),
    ("Organization", &["name", "parentOrganization"]),
    ("Person", &["image", "name", "url"]),
    ("ProfilePage", &["inLanguage", "isPartOf", "mainEntity", "url"]),
    ("Question", &["acceptedAnswer", "answerCount", "author", "name", "suggestedAnswer", "text"]),
    ("UnitPriceSpecification", &["description", "maxPrice", "minPrice", "price", "priceCurrency", "unitText"]),
    ("WebPage", &["inLanguage", "isPartOf", "lastReviewed", "mainEntity", "name", "url"]),
];

/// Properties whose values are addresses.
const ADDRESSES: [&str; 4] = ["image", "item", "mainEntityOfPage", "url"];

/// Properties whose values are numbers or codes, which a page shows in another form.
const CODES: [&str; 4] = ["inLanguage", "priceCurrency", "unitText", "lastReviewed"];

/// The JSON-LD of a page. `None` if it has none.
fn data(html: &str) -> Option<Value> {
    let mut parts = html.split("<script type=\"application/ld+json\">").skip(1);
    let json = parts.next()?.split("</script>").next()?;
    assert!(parts.next().is_none(), "one script holds all of it");
    assert!(!json.contains('<'));
    let json: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(json["@context"], "https://schema.org");
    Some(json)
}

/// What a page says of itself, without the way to it.
fn node(built: &Built, path: &str) -> Value {
    data(&built.page(path)).unwrap_or_else(|| panic!("no data on {path}"))["@graph"][0].clone()
}

/// What a reader sees of a page, without spaces and without what the program adds to the author's words: the number of a
/// footnote, and the meaning of an acronym.
fn visible(html: &str) -> String {
    let body = html.split_once("<body>").expect("a body").1;
    let (mut text, mut left_out) = (String::new(), 0_usize);
    for token in Tokenizer::new(body).flatten() {
        match token {
            Token::StartTag(tag) => {
                let class = tag.attributes.get(b"class".as_slice()).map(|class| class.value.to_vec());
                let is_added = matches!(class.as_deref(), Some(b"expansion" | b"footnote-ref"));
                let is_void = matches!(&**tag.name, b"br" | b"img" | b"hr" | b"input" | b"wbr" | b"source");
                if (left_out > 0 && !is_void) || is_added || *tag.name == b"script" {
                    left_out += 1;
                }
            }
            Token::EndTag(_) if left_out > 0 => left_out -= 1,
            Token::String(string) if left_out == 0 => text.push_str(&String::from_utf8_lossy(&string.value)),
            _ => {}
        }
    }
    close(&text)
}

fn close(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Returns each mistake in a value and the values within it.
fn mistakes(value: &Value, property: &str, visible: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| mistakes(value, property, visible, found)),
        Value::Object(fields) => {
            let kind = fields.get("@type").and_then(Value::as_str).unwrap_or_default();
            let Some((_, known)) = VOCABULARY.iter().find(|(name, _)| *name == kind) else {
                return found.push(format!("no type {kind}"));
            };
            for (name, value) in fields.iter().filter(|(name, _)| *name != "@type") {
                if !known.contains(&name.as_str()) {
                    found.push(format!("{kind} has no {name}"));
                }
                mistakes(value, name, visible, found);
            }
        }
        Value::String(text) if ADDRESSES.contains(&property) => {
            if !text.starts_with("https://") {
                found.push(format!("{property} is no full address: {text}"));
            }
        }
        Value::String(text) if property.starts_with("date") => {
            let is_moment =
                text.len() == 25 && text.as_bytes()[10] == b'T' && matches!(text.as_bytes()[19], b'+' | b'-');
            if !is_moment {
                found.push(format!("{property} has no time with an offset: {text}"));
            }
        }
        Value::String(text) if property.to_lowercase().ends_with("price") => {
            if !visible.replace(',', "").contains(text.as_str()) {
                found.push(format!("{property} is not on the page: {text}"));
            }
        }
        Value::String(text) if !CODES.contains(&property) => {
            if !visible.contains(&close(text)) {
                found.push(format!("{property} is not on the page: {text}"));
            }
        }
        Value::String(_) | Value::Number(_) => {}
        Value::Null | Value::Bool(_) => found.push(format!("{property} is {value}")),
    }
}

#[test]
fn all_that_the_example_says_is_in_the_vocabulary_and_on_the_page() {
    let (mut found, mut kinds) = (Vec::new(), Vec::new());
    for (path, html) in example::pages() {
        let Some(data) = data(html) else { continue };
        let visible = visible(html);
        for node in data["@graph"].as_array().unwrap() {
            kinds.push(node["@type"].as_str().unwrap().to_owned());
            let mut of_page = Vec::new();
            mistakes(node, "", &visible, &mut of_page);
            found.extend(of_page.into_iter().map(|mistake| format!("{path}: {mistake}")));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    let count = |kind: &str| kinds.iter().filter(|known| *known == kind).count();
    assert!(count("BlogPosting") > 20 && count("WebPage") > 10 && count("ProfilePage") == 2 && count("Blog") == 1);
    assert!(!kinds.iter().any(|kind| kind == "QAPage" || kind == "FAQPage"));
}

/// A letter with this front matter and text, and the replies to it.
fn letter(head: &str, text: &str, replies: &[&str]) -> Built {
    let mut column = Column::new()
        .file("content/people/thea-aldous.md", "---\nname: Thea Aldous\ninitials: TA\n---\n")
        .file("content/questions/a.md", format!("---\ntitle: The *drums*\ndate: 2026-03-02\n{head}---\n{text}\n"));
    for (at, reply) in replies.iter().enumerate() {
        column = column.file(&format!("content/replies/a/r{at}.md"), reply);
    }
    column.build()
}

#[test]
fn a_letter_is_a_blog_posting_with_its_question_and_its_answers() {
    let built = letter(
        "asker: { pen_name: Sleepless }\nupdated: 2026-04-01\n",
        "Q: May *I* complain <b>loudly</b> & often?[^1]\n\nAt night?\n\n[^1]: A note.\n\nSM: You may.\n\nTA: Or move.\n\nEditor's note: No.",
        &[],
    );
    let node = node(&built.sound(), "/questions/a/");
    shows(
        serde_json::to_string_pretty(&node).unwrap(),
        str![[r#"
{
  "@type": "BlogPosting",
  "author": [
    {
      "@type": "Person",
      "name": "Sol Marchetti",
      "url": "https://desk.example/people/sol-marchetti/"
    },
    {
      "@type": "Person",
      "name": "Thea Aldous",
      "url": "https://desk.example/people/thea-aldous/"
    }
  ],
  "dateModified": "2026-04-01T00:00:00+00:00",
  "datePublished": "2026-03-02T00:00:00+00:00",
  "headline": "The drums",
  "inLanguage": "en",
  "isPartOf": {
    "@type": "Blog",
    "name": "The Desk",
    "url": "https://desk.example/"
  },
  "mainEntity": {
    "@type": "Question",
    "acceptedAnswer": {
      "@type": "Answer",
      "author": {
        "@type": "Person",
        "name": "Sol Marchetti",
        "url": "https://desk.example/people/sol-marchetti/"
      },
      "text": "You may."
    },
    "answerCount": 2,
    "author": {
      "@type": "Person",
      "name": "Sleepless"
    },
    "name": "The drums",
    "suggestedAnswer": [
      {
        "@type": "Answer",
        "author": {
          "@type": "Person",
          "name": "Thea Aldous",
          "url": "https://desk.example/people/thea-aldous/"
        },
        "text": "Or move."
      }
    ],
    "text": "May I complain loudly & often?\nAt night?"
  },
  "mainEntityOfPage": "https://desk.example/questions/a/"
}
"#]],
    );
}

#[test]
fn several_questions_are_parts_of_the_letter() {
    let built =
        letter("asker: { pen_name: Sleepless }\n", "Q: Why?\n\nSM: So.\n\nQ: Where?\n\nSM: There.", &[]).sound();
    let node = node(&built, "/questions/a/");
    let told = |at: usize| {
        let question = &node["hasPart"][at];
        format!(
            "{} {} {} {}",
            question["name"], question["text"], question["author"]["name"], question["acceptedAnswer"]["text"]
        )
    };
    assert_eq!(node.get("mainEntity"), None);
    assert_eq!(told(0), r#""Question 1" "Why?" "Sleepless" "So.""#);
    assert_eq!(told(1), r#""Question 2" "Where?" null "There.""#);
}

#[test]
fn an_article_has_no_question() {
    let node = node(&letter("answered_by: SM\nstandfirst: In short.\n", "It is loud.", &[]).sound(), "/questions/a/");
    assert_eq!((node.get("mainEntity"), node.get("hasPart")), (None, None));
    assert_eq!(
        (node["description"].as_str(), node["author"][0]["name"].as_str()),
        (Some("In short."), Some("Sol Marchetti"))
    );
}

#[test]
fn of_a_letter_too_long_to_be_said_twice_only_the_first_words_are_data() {
    let text = |words: usize| format!("Q: Why?\n\nSM: {}\n", "word ".repeat(words));
    let answer = |words: usize| {
        let node = node(&letter("", &text(words), &[]).sound(), "/questions/a/");
        node["mainEntity"]["acceptedAnswer"]["text"].as_str().unwrap().split(' ').count()
    };
    assert_eq!((answer(4_000), answer(6_000)), (4_000, 40));
}

#[test]
fn an_asker_is_known_by_the_pen_name_alone() {
    let page = |head: &str| letter(head, "Q: Why?\n\nSM: So.", &[]).page("/questions/a/");
    assert!(!page("private: { name: Jane Doe }\n").contains("Jane"));
    let question = &data(&page("private: { name: Jane Doe }\n")).unwrap()["@graph"][0]["mainEntity"];
    assert_eq!(question.get("author"), None);
}

#[test]
fn replies_are_comments_as_far_as_they_can_be_read() {
    let reply = |head: &str, text: &str| format!("---\ndate: 2026-03-05\n{head}---\n{text}\n");
    let replies = [
        reply("name: Ann\n", "First."),
        reply("name: Bob\nto: r0\n", "Second."),
        reply("name: Gone\nwithdrawn: { date: 2026-03-06 }\n", "Hidden."),
        reply("by: SM\nto: r2\n", "Third."),
        reply("name: Held\ndraft: yes\n", "Held."),
    ];
    let replies: Vec<&str> = replies.iter().map(String::as_str).collect();
    let built = letter("", "Q: Why?\n\nSM: So.", &replies);
    let node = node(&built, "/questions/a/");
    assert_eq!(node["commentCount"], 3);
    shows(
        serde_json::to_string_pretty(&node["comment"]).unwrap(),
        str![[r#"
[
  {
    "@type": "Comment",
    "author": {
      "@type": "Person",
      "name": "Ann"
    },
    "comment": [
      {
        "@type": "Comment",
        "author": {
          "@type": "Person",
          "name": "Bob"
        },
        "datePublished": "2026-03-05T00:00:00+00:00",
        "text": "Second."
      }
    ],
    "datePublished": "2026-03-05T00:00:00+00:00",
    "text": "First."
  },
  {
    "@type": "Comment",
    "author": {
      "@type": "Person",
      "name": "Sol Marchetti",
      "url": "https://desk.example/people/sol-marchetti/"
    },
    "datePublished": "2026-03-05T00:00:00+00:00",
    "text": "Third."
  }
]
"#]],
    );
}

#[test]
fn nothing_that_an_author_writes_ends_the_script() {
    let text = "Q: `</script><script>alert(1)</script>` <!-- -->\n\nSM: &lt;/script> \"quoted\" \\ back";
    let built = letter("asker: { pen_name: \"</script><b>\" }\n", text, &[]);
    let node = node(&built, "/questions/a/");
    assert_eq!(node["mainEntity"]["text"], "</script><script>alert(1)</script>");
    assert_eq!(node["mainEntity"]["author"]["name"], "</script><b>");
    assert_eq!(node["mainEntity"]["acceptedAnswer"]["text"], "</script> “quoted” \\ back");
}

#[test]
fn a_program_is_a_page_with_the_day_of_its_last_check() {
    let program = "---\ntitle: Certificate\nprovider: The School\nparent: The University\nalso_known_as: [TS]\n\
                   url: https://school.example/\ncredential: post-master's certificate\ndelivery: [in person, online]\n\
                   tuition: { per_course: { in_state: \"USD 1,395\", out_of_state: \"USD 2,000–2,400.50\" }, note: More. }\n\
                   verified: 2026-11-01\nprerequisites: none\n---\nText.\n";
    let built = Column::new()
        .file("content/programs/p.md", program)
        .file(
            "content/programs/closed.md",
            program
                .replace("provider:", "status: closed\nprovider:")
                .replace("Certificate\n", "Old\n")
                .replace("[TS]", "[TO]"),
        )
        .letter("Q: ?\n\nSM: !\n")
        .build();
    shows(
        serde_json::to_string_pretty(&node(&built, "/programs/p/")).unwrap(),
        str![[r#"
{
  "@type": "WebPage",
  "inLanguage": "en",
  "isPartOf": {
    "@type": "Blog",
    "name": "The Desk",
    "url": "https://desk.example/"
  },
  "lastReviewed": "2026-11-01",
  "mainEntity": {
    "@type": "EducationalOccupationalProgram",
    "alternateName": [
      "TS"
    ],
    "educationalCredentialAwarded": "post-master’s certificate",
    "educationalProgramMode": [
      "in person",
      "online"
    ],
    "name": "Certificate",
    "offers": [
      {
        "@type": "Offer",
        "name": "in state",
        "priceSpecification": {
          "@type": "UnitPriceSpecification",
          "price": "1395",
          "priceCurrency": "USD",
          "unitText": "course"
        }
      },
      {
        "@type": "Offer",
        "name": "out of state",
        "priceSpecification": {
          "@type": "UnitPriceSpecification",
          "maxPrice": "2400.50",
          "minPrice": "2000",
          "priceCurrency": "USD",
          "unitText": "course"
        }
      }
    ],
    "programPrerequisites": "none",
    "provider": {
      "@type": "Organization",
      "name": "The School",
      "parentOrganization": {
        "@type": "Organization",
        "name": "The University"
      }
    },
    "url": "https://school.example/"
  },
  "name": "Certificate",
  "url": "https://desk.example/programs/p/"
}
"#]],
    );
    let closed = node(&built, "/programs/closed/");
    assert_eq!(closed["mainEntity"].get("offers"), None);
    for path in ["/programs/p/", "/programs/closed/"] {
        let (page, mut found) = (built.page(path), Vec::new());
        mistakes(&node(&built, path), "", &visible(&page), &mut found);
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn the_way_to_a_page_goes_through_the_lists_that_a_navigation_names() {
    let way = |settings: &str| {
        let column =
            Column::new().file("column.yaml", format!("title: The Desk\nbase_url: https://desk.example\n{settings}"));
        let data = data(&column.letter("Q: ?\n\nSM: !\n").build().page("/questions/loud-drums/")).unwrap();
        let steps = data["@graph"][1]["itemListElement"].as_array().unwrap().clone();
        let step = |step: &Value| format!("{} {} {}", step["position"], step["name"], step["item"]);
        steps.iter().map(step).collect::<Vec<_>>().join("\n")
    };
    shows(
        way("nav: [{ label: Mail, path: /questions/ }]\n"),
        str![[r#"
1 "The Desk" "https://desk.example/"
2 "Mail" "https://desk.example/questions/"
3 "The drums upstairs" null
"#]],
    );
    shows(
        way("nav: [{ label: About, path: /feed.xml }]\n"),
        str![[r#"
1 "The Desk" "https://desk.example/"
2 "The drums upstairs" null
"#]],
    );
}

#[test]
fn without_an_address_there_is_no_data() {
    let built = Column::new().file("column.yaml", "title: The Desk\n").letter("Q: ?\n\nSM: !\n").build();
    assert_eq!(data(&built.page("/questions/loud-drums/")), None);
}

#[test]
fn pages_that_nobody_should_list_have_none() {
    let built = Column::new().letter("Q: ?\n\nSM: !\n").build();
    for path in ["/404.html", "/search/"] {
        assert_eq!(data(&built.page(path)), None, "{path}");
    }
}
