//! Replies of readers: whether more are taken, and the page with the rules for them.

use super::forms;
use crate::diagnostics::Findings;
use crate::yaml::values::{Keyword, SpannedText, keyword, text, wrong_kind, yes_no};
use crate::yaml::{Fields, Node, Value};

/// The settings of replies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReplySettings {
    /// The status of a letter that does not say its own.
    pub status: ReplyStatus,
    /// The name of the file of the page with the rules for replies.
    pub policy: Option<SpannedText>,
    /// The mailbox for reports of replies that break the rules; `None` for that of `replies_to` or `letters_to`.
    pub report_to: Option<String>,
}

/// The status of the replies to a letter: whether more are taken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReplyStatus {
    /// More are taken.
    #[default]
    Open,
    /// No more are taken.
    Closed,
}

impl ReplyStatus {
    /// Reads `open` or `closed`.
    pub fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        keyword("status of replies")(node, findings)
    }
}

impl Keyword for ReplyStatus {
    const ALL: &'static [Self] = &[Self::Open, Self::Closed];

    fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

/// Reads `replies: closed`, or `replies: { policy: reply-policy, closed: yes }`.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<ReplySettings> {
    match &node.value {
        Value::Scalar { .. } => {
            let status = ReplyStatus::read(node, findings)?;
            Some(ReplySettings { status, ..ReplySettings::default() })
        }
        Value::Map(_) => {
            let mut fields = Fields::new(node, node.span, "`replies`", findings);
            let is_closed = fields.optional("closed", yes_no).unwrap_or(false);
            let policy = fields.optional("policy", text);
            let report_to = fields.optional("report_to", forms::mailbox);
            fields.finish();
            let status = if is_closed { ReplyStatus::Closed } else { ReplyStatus::Open };
            Some(ReplySettings { status, policy, report_to })
        }
        _ => wrong_kind(node, "`closed`, or fields such as `{ policy: reply-policy }`", findings),
    }
}
