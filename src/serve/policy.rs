//! The headers that bound what a document can do in the browser, by who wrote it.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::render::POLICY;

/// Who wrote what is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// The columnist or her theme: pages, feeds, assets, and what they show. The policy is that of the hosts.
    Theme,
    /// The server itself: the desk, reports, its script and its data.
    Server,
    /// Anybody: an attachment that a browser opens as a document of its own, with scripts.
    Attachment,
}

/// The hosts' policy, but for frames: many editors show a preview in one.
static THEME: LazyLock<String> = LazyLock::new(|| {
    let rules = POLICY.split("; ").filter(|rule| !rule.starts_with("frame-ancestors"));
    rules.collect::<Vec<_>>().join("; ")
});

/// The directive of a column that does not say where its forms go.
const ANY_FORM_ACTION: &str = "form-action 'self' https: mailto:";

/// Pages with the columnist's drafts and the places of her files: no other site may draw its own controls over them.
const SERVER: &str = "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; script-src 'self'; style-src 'self'";

/// No script, no form, no other file, and none of this origin's rights. A document that carries its style, fonts and
/// pictures in itself looks as it should.
const ATTACHMENT: &str = "default-src 'none'; base-uri 'none'; font-src data:; form-action 'none'; img-src data:; style-src 'unsafe-inline'; \
     sandbox";

impl Policy {
    /// Returns the policy for an attachment of this media type.
    pub(super) fn of_attachment(media_type: &str) -> Self {
        let bare = media_type.split(';').next().unwrap_or(media_type);
        let is_document = bare == "text/html" || bare.ends_with("xml");
        if is_document { Self::Attachment } else { Self::Theme }
    }

    /// Returns the value of `Content-Security-Policy`. `form_action` is the directive of a column that says where its forms
    /// go. Nothing comes from other sites, whatever the column allows: her own visits would be counted.
    pub(super) fn content_security_policy(self, form_action: Option<&str>) -> Cow<'static, str> {
        match (self, form_action) {
            (Self::Theme, None) => Cow::Borrowed(THEME.as_str()),
            (Self::Theme, Some(directive)) => Cow::Owned(THEME.replace(ANY_FORM_ACTION, directive)),
            (Self::Server, _) => Cow::Borrowed(SERVER),
            (Self::Attachment, _) => Cow::Borrowed(ATTACHMENT),
        }
    }

    /// Returns the value of `X-Frame-Options`, for browsers that do not know `frame-ancestors`; `None` if frames are
    /// allowed.
    pub(super) fn frame_options(self) -> Option<&'static str> {
        match self {
            Self::Server => Some("DENY"),
            Self::Theme | Self::Attachment => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attachments_that_can_hold_a_script_are_confined() {
        for (media_type, expected) in [
            ("text/html; charset=utf-8", Policy::Attachment),
            ("application/xhtml+xml", Policy::Attachment),
            ("image/svg+xml", Policy::Attachment),
            ("application/xml", Policy::Attachment),
            ("application/xslt+xml", Policy::Attachment),
            ("image/png", Policy::Theme),
            ("video/mp4", Policy::Theme),
            ("application/pdf", Policy::Theme),
            ("text/plain; charset=utf-8", Policy::Theme),
        ] {
            assert_eq!(Policy::of_attachment(media_type), expected, "{media_type}");
        }
    }

    #[test]
    fn a_page_has_the_policy_of_the_hosts_and_may_be_framed_by_an_editor() {
        let policy = Policy::Theme.content_security_policy(None);
        assert_eq!(format!("{policy}; frame-ancestors 'self'").len(), POLICY.len());
        assert!(policy.starts_with("default-src 'none'; base-uri 'none'; ") && !policy.contains("frame-ancestors"));
        let directive = "form-action 'self' https://forms.example";
        let stricter = Policy::Theme.content_security_policy(Some(directive));
        assert_eq!(stricter.replace(directive, ANY_FORM_ACTION), policy);
    }
}
