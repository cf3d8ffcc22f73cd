//! The targets of `callslip publish`, under `publish:`. Never a password: other people read this file too.

use super::secrets::{is_secret, secret};
use super::transport_kind::{TransportKind, kind_missing};
use crate::diagnostics::{Diagnostic, Findings};
use crate::yaml::values::{Keyword, SpannedText, count, keyword, string, text, wrong_kind};
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

/// Reads `publish: { website: { kind: folder, path: /srv/www } }`.
pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Vec<PublishTarget>> {
    if !matches!(node.value, Value::Map(_)) {
        return wrong_kind(node, "places with names, such as `website: { kind: folder, path: /srv/www }`", findings);
    }
    Some(node.pairs().iter().filter_map(|pair| target(pair, findings)).collect())
}

fn target(pair: &Pair, findings: &mut Findings) -> Option<PublishTarget> {
    let Pair { key, key_span, node } = pair;
    if !matches!(node.value, Value::Map(_)) {
        // The password may be in any text.
        if matches!(node.value, Value::Scalar { .. }) && is_secret(pair) {
            findings.add(*key_span, secret_error(key, None));
            return None;
        }
        return wrong_kind(node, "fields such as `{ kind: folder, path: /srv/www }`", findings);
    }
    let kind_word = node.pairs().iter().find(|pair| pair.key == "kind").and_then(|pair| match &pair.node.value {
        Value::Scalar { text, .. } => TransportKind::ALL.iter().copied().find(|kind| kind.word() == text),
        _ => None,
    });
    let secrets = node.pairs().iter().filter(|pair| is_secret(pair));
    let found: Vec<_> = secrets.map(|pair| findings.add(pair.key_span, secret_error(&pair.key, kind_word))).collect();
    if !found.is_empty() {
        return None;
    }
    if kind_word.is_none() && !node.pairs().iter().any(|pair| pair.key == "kind" && pair.node.value != Value::Null) {
        findings.add(node.span, kind_missing(pair));
        return None;
    }
    let named = check_name(key).map_err(|diagnostic| findings.add(*key_span, diagnostic));
    let mut fields = Fields::new(node, node.span, "a place to publish to", findings);
    let kind = fields.required("kind", "folder", keyword("kind of place"));
    let transport = kind.and_then(|kind| transport(kind, &mut fields));
    if kind.is_some() {
        fields.finish();
    }
    named.ok()?;
    Some(PublishTarget { name: key.clone(), transport: transport? })
}

/// Checks the name of a target: it is typed on a command line, and written into workflows.
fn check_name(name: &str) -> Result<(), Diagnostic> {
    let well_formed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    if name.starts_with(['-', '.', ' ']) || !name.chars().all(well_formed) || name.is_empty() {
        return Err(Diagnostic::error("this cannot be the name of a place to publish to")
            .help("write letters and digits, and `-`, `_`, `.`, or a space between them"));
    }
    Ok(())
}

fn transport(kind: TransportKind, fields: &mut Fields<'_, '_>) -> Option<Transport> {
    match kind {
        TransportKind::Folder => Some(Transport::Folder { path: fields.required("path", "/srv/www", string)? }),
        TransportKind::Git => {
            let remote = fields.optional("remote", remote);
            let branch = fields.optional("branch", branch);
            if fields.has_value("remote") && remote.is_none() || fields.has_value("branch") && branch.is_none() {
                return None;
            }
            Some(Transport::Git {
                remote: remote.unwrap_or_else(|| "origin".to_owned()),
                branch: branch.unwrap_or_else(|| "gh-pages".to_owned()),
            })
        }
        TransportKind::Command => Some(Transport::Command {
            run: fields.required("run", "\"rsync -a public/ web.example.edu:www/\"", string)?,
        }),
        TransportKind::Sftp => {
            let server = fields.required("server", "me@web.example.edu", server);
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

/// Reads the name or the URL of a git remote.
fn remote(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    let diagnostic = if text.starts_with('-') || text.chars().any(char::is_control) {
        Diagnostic::error("this is not the name or the address of a git remote")
            .help("write the name of a remote, as `git remote` lists it, or the URL of a repository")
    } else if text.contains("::") {
        Diagnostic::error("a git remote like this one runs a program on your computer")
            .help("give it a name with `git remote add`, and write that name")
    } else {
        return Some(text);
    };
    findings.add(span, diagnostic);
    None
}

/// Reads the name of a branch, by the rules of `git check-ref-format`.
fn branch(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    let part_ok = |part: &str| !part.is_empty() && !part.starts_with('.') && part.strip_suffix(".lock").is_none();
    let odd = |c: char| c.is_control() || c.is_whitespace() || "~^:?*[\\".contains(c);
    let well_formed = text.split('/').all(part_ok)
        && !text.starts_with('-')
        && !text.ends_with('.')
        && !text.contains("..")
        && !text.contains("@{")
        && !text.contains(odd)
        && !matches!(text.as_str(), "@" | "HEAD");
    let diagnostic = match text.strip_prefix("refs/heads/") {
        Some(name) if well_formed => {
            Diagnostic::error("write the branch without `refs/heads/`").help(format!("write `branch: {name}`"))
        }
        _ if well_formed => return Some(text),
        _ => Diagnostic::error("git does not allow a branch with this name").help("write a name such as `gh-pages`"),
    };
    findings.add(span, diagnostic);
    None
}

/// Reads a server, as `ssh` takes it.
fn server(node: &Node, findings: &mut Findings) -> Option<String> {
    let SpannedText { text, span } = text(node, findings)?;
    if text.starts_with('-') || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        findings.add(
            span,
            Diagnostic::error("this is not the address of a server")
                .help("write your user name, an `@`, and the name of the server: `me@web.example.edu`"),
        );
        return None;
    }
    Some(text)
}

fn secret_error(key: &str, kind: Option<TransportKind>) -> Diagnostic {
    let helps: &[&str] = match kind {
        Some(TransportKind::Sftp) => &[HELP_FOR_SSH],
        Some(TransportKind::Git) => &[HELP_FOR_GIT],
        Some(TransportKind::Webdav) => &[HELP_FOR_WEBDAV],
        Some(TransportKind::S3) => &[HELP_FOR_S3],
        Some(TransportKind::Command) => &[HELP_FOR_COMMAND],
        Some(TransportKind::Folder) => &["a folder needs none"],
        None => &[HELP_FOR_SSH, HELP_FOR_GIT, HELP_FOR_WEBDAV, HELP_FOR_S3, HELP_FOR_COMMAND],
    };
    let diagnostic = secret(Some(key));
    helps.iter().fold(diagnostic, |diagnostic, help| diagnostic.help(*help))
}

const HELP_FOR_SSH: &str = "for sftp, leave it out: `ssh` asks for the password, or uses your key";
const HELP_FOR_GIT: &str =
    "for git, leave it out: git asks for it and can keep it (`git config credential.helper`), or uses your ssh key";
const HELP_FOR_WEBDAV: &str = "for webdav, set the environment variable CALLSLIP_PASSWORD";
const HELP_FOR_S3: &str = "for s3, set the environment variables AWS_ACCESS_KEY_ID and \
    AWS_SECRET_ACCESS_KEY, or save them with `aws configure`";
const HELP_FOR_COMMAND: &str = "for a command, set an environment variable and write its name with a `$` before it; \
    or leave it to the program: `curl --netrc` and `lftp` read ~/.netrc";
