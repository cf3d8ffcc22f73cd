//! The targets of `callslip publish`, under `publish:`. Never a password: other people read this file too.

use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::values::{Keyword, count, keyword, string, wrong_kind};
use crate::yaml::{Fields, Node, Pair, Value};

/// A target to publish to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishTarget {
    /// The name that the columnist gives it.
    pub name: String,
    /// The transport, with the target's address.
    pub transport: Transport,
}

/// The way to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transport {
    /// A folder on this machine, or on a drive.
    Folder {
        /// Its path, relative to the column's folder.
        path: String,
    },
    /// A branch of a git repository.
    Git {
        /// The name of a remote of the column's repository, or a URL.
        remote: String,
        /// The branch.
        branch: String,
    },
    /// A command that publishes.
    Command {
        /// The command, for the shell.
        run: String,
    },
    /// A folder on a server, over SSH.
    Sftp {
        /// The server, as `ssh` takes it: `me@web.example.edu`.
        server: String,
        /// The port; `None` for 22.
        port: Option<u32>,
        /// The folder on the server.
        path: String,
    },
    /// A folder on a `WebDAV` server.
    Webdav {
        /// Its URL.
        url: String,
        /// The user name.
        user: Option<String>,
    },
    /// A bucket of S3, or of a service with the same API.
    S3 {
        /// The bucket.
        bucket: String,
        /// The region of the bucket.
        region: Option<String>,
        /// The URL of a provider other than Amazon.
        endpoint: Option<String>,
        /// A folder in the bucket.
        path: Option<String>,
    },
}

/// The transports, by the word of `kind:`.
#[derive(Clone, Copy)]
enum TransportKind {
    Folder,
    Git,
    Command,
    Sftp,
    Webdav,
    S3,
}

impl Keyword for TransportKind {
    const ALL: &'static [Self] = &[Self::Folder, Self::Git, Self::Command, Self::Sftp, Self::Webdav, Self::S3];

    fn word(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Git => "git",
            Self::Command => "command",
            Self::Sftp => "sftp",
            Self::Webdav => "webdav",
            Self::S3 => "s3",
        }
    }
}

/// Reads `publish: { website: { kind: folder, path: /srv/www } }`.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Vec<PublishTarget>> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "places with names, such as `website: { kind: folder, path: /srv/www }`", findings);
    }
    Some(node.pairs().iter().filter_map(|pair| target(pair, findings)).collect())
}

fn target(pair: &Pair, findings: &mut Findings) -> Option<PublishTarget> {
    let Pair { key, node, .. } = pair;
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "fields such as `{ kind: folder, path: /srv/www }`", findings);
    }
    let secrets = node.pairs().iter().filter(|pair| is_secret(pair));
    let found: Vec<_> = secrets.map(|pair| findings.add(pair.key_span, secret(&pair.key))).collect();
    if !found.is_empty() {
        return None;
    }
    let mut fields = Fields::new(node, node.span, "a place to publish to", findings);
    let kind = fields.required("kind", "folder", keyword("kind of place"));
    let transport = kind.and_then(|kind| transport(kind, &mut fields));
    if kind.is_some() {
        fields.finish();
    }
    Some(PublishTarget { name: key.clone(), transport: transport? })
}

fn transport(kind: TransportKind, fields: &mut Fields<'_, '_>) -> Option<Transport> {
    match kind {
        TransportKind::Folder => Some(Transport::Folder { path: fields.required("path", "/srv/www", string)? }),
        TransportKind::Git => {
            let remote = fields.optional("remote", string).unwrap_or_else(|| "origin".to_owned());
            let branch = fields.optional("branch", string).unwrap_or_else(|| "gh-pages".to_owned());
            Some(Transport::Git { remote, branch })
        }
        TransportKind::Command => Some(Transport::Command {
            run: fields.required("run", "\"rsync -a public/ web.example.edu:www/\"", string)?,
        }),
        TransportKind::Sftp => {
            let server = fields.required("server", "me@web.example.edu", string);
            let port = fields.optional("port", count(65_535));
            let path = fields.required("path", "public_html", string);
            Some(Transport::Sftp { server: server?, port, path: path? })
        }
        TransportKind::Webdav => {
            let url = fields.required("url", "https://dav.example.edu/www/", string);
            Some(Transport::Webdav { user: fields.optional("user", string), url: url? })
        }
        TransportKind::S3 => {
            let bucket = fields.required("bucket", "my-column", string);
            let (region, endpoint) = (fields.optional("region", string), fields.optional("endpoint", string));
            Some(Transport::S3 { region, endpoint, path: fields.optional("path", string), bucket: bucket? })
        }
    }
}

/// Returns true for a field that is named like a secret, or a URL with a password in it.
fn is_secret(pair: &Pair) -> bool {
    let key = pair.key.to_lowercase().replace(['-', '_'], "");
    let named =
        ["password", "passwort", "passwd", "passphrase", "secret", "token", "apikey", "accesskey", "privatekey"];
    let within = match &pair.node.value {
        Value::Scalar { text, .. } => text.split_once("://").is_some_and(|(_, rest)| {
            let authority = rest.split('/').next().unwrap_or_default();
            authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'))
        }),
        _ => false,
    };
    within || key == "key" || key == "pass" || named.iter().any(|name| key.contains(name))
}

fn secret(key: &str) -> Diagnostic {
    Diagnostic::error(format!("`{key}` holds a secret, and column.yaml is read by everyone who gets the column"))
        .label("take it out, and change that password if others have seen this file")
        .help("for sftp and git, your own ssh and git settings know it already")
        .help(
            "for webdav, set CALLSLIP_PASSWORD in the environment; for s3, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        )
}
