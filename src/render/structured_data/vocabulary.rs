//! The types and properties of schema.org that our pages use. Each struct is one type, each field one of its properties,
//! as `data/schema.ttl` of schema.org has them. Addresses are full ones, texts are plain and can be read on the page, and
//! moments have their offset (ISO 8601).
//!
//! A letter is a `BlogPosting`, and never a `QAPage`: search engines want that for pages on which anybody can add an
//! answer.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::render::plain_text::plain_text;

/// All that a page says.
#[derive(Hash, Serialize)]
pub(super) struct GraphNode<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    #[serde(rename = "@graph")]
    pub(super) graph: Vec<PageNode<'a>>,
}

/// What a page is, or how one gets there.
#[derive(Hash, Serialize)]
#[serde(untagged)]
pub(super) enum PageNode<'a> {
    Letter(LetterNode<'a>),
    Profile(ProfileNode<'a>),
    Columnist(ColumnistNode<'a>),
    Column(ColumnNode<'a>),
    Trail(TrailNode<'a>),
}

/// A letter or an article.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "BlogPosting", rename_all = "camelCase")]
pub(super) struct LetterNode<'a> {
    pub(super) headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    pub(super) main_entity_of_page: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<PersonNode<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<&'a str>,
    pub(super) in_language: &'a str,
    pub(super) is_part_of: ColumnNode<'a>,
    /// The question, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) main_entity: Option<QuestionNode<'a>>,
    /// The questions, if there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) has_part: Vec<QuestionNode<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comment_count: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) comment: Vec<CommentNode<'a>>,
}

/// A question, with its answers.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "Question", rename_all = "camelCase")]
pub(super) struct QuestionNode<'a> {
    pub(super) name: String,
    pub(super) text: NodeText<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<PersonNode<'a>>,
    pub(super) answer_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accepted_answer: Option<AnswerNode<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) suggested_answer: Vec<AnswerNode<'a>>,
}

/// An answer.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "Answer", rename_all = "camelCase")]
pub(super) struct AnswerNode<'a> {
    pub(super) text: NodeText<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<PersonNode<'a>>,
}

/// A reply of a reader, with the answers to it.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "Comment", rename_all = "camelCase")]
pub(super) struct CommentNode<'a> {
    pub(super) text: NodeText<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<PersonNode<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) comment: Vec<Self>,
}

/// A person: of a columnist the page, of others the name alone.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "Person", rename_all = "camelCase")]
pub(super) struct PersonNode<'a> {
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<String>,
}

/// The column.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "Blog", rename_all = "camelCase")]
pub(super) struct ColumnNode<'a> {
    pub(super) name: &'a str,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) in_language: Option<&'a str>,
}

/// The page of a columnist.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "ProfilePage", rename_all = "camelCase")]
pub(super) struct ColumnistNode<'a> {
    pub(super) url: String,
    pub(super) in_language: &'a str,
    pub(super) is_part_of: ColumnNode<'a>,
    pub(super) main_entity: PersonNode<'a>,
}

/// The page of a program, with the day on which somebody checked its facts.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "WebPage", rename_all = "camelCase")]
pub(super) struct ProfileNode<'a> {
    pub(super) name: &'a str,
    pub(super) url: String,
    pub(super) in_language: &'a str,
    pub(super) is_part_of: ColumnNode<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) last_reviewed: Option<String>,
    pub(super) main_entity: ProgramNode<'a>,
}

/// A program. Its `url` is its own page, not ours.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "EducationalOccupationalProgram", rename_all = "camelCase")]
pub(super) struct ProgramNode<'a> {
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) alternate_name: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    pub(super) provider: OrganizationNode<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) educational_credential_awarded: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) educational_program_mode: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) program_prerequisites: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) offers: Vec<OfferNode<'a>>,
}

/// Who offers a program.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "Organization", rename_all = "camelCase")]
pub(super) struct OrganizationNode<'a> {
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent_organization: Option<Box<Self>>,
}

/// A price for all students, or by its name for some.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "Offer", rename_all = "camelCase")]
pub(super) struct OfferNode<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    pub(super) price_specification: PriceNode<'a>,
}

/// A price: an amount or a range, for one unit or in all.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "UnitPriceSpecification", rename_all = "camelCase")]
pub(super) struct PriceNode<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) price: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min_price: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_price: Option<String>,
    pub(super) price_currency: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit_text: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
}

/// The pages above a page, and itself.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "BreadcrumbList", rename_all = "camelCase")]
pub(super) struct TrailNode<'a> {
    pub(super) item_list_element: Vec<StepNode<'a>>,
}

/// One page of a trail. The last is the page itself, which needs no address.
#[derive(Hash, Serialize)]
#[serde(tag = "@type", rename = "ListItem", rename_all = "camelCase")]
pub(super) struct StepNode<'a> {
    pub(super) position: usize,
    pub(super) name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<String>,
}

/// What somebody wrote.
#[derive(Hash)]
pub(super) enum NodeText<'a> {
    /// All of it, as HTML that our own writer made.
    Html(&'a str),
    /// Its beginning, plain.
    Excerpt(&'a str),
}

impl Serialize for NodeText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Html(html) => serializer.serialize_str(&plain_text(html)),
            Self::Excerpt(excerpt) => serializer.serialize_str(excerpt),
        }
    }
}
