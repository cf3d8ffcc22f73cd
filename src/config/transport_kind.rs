//! The kinds of targets of `callslip publish`, and a target without its kind.

use crate::diagnostics::{Diagnostic, list_names};
use crate::yaml::values::Keyword;
use crate::yaml::{Pair, double_quoted};

/// The transports, by the word of `kind:`.
#[derive(Clone, Copy)]
pub(super) enum TransportKind {
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

impl TransportKind {
    /// Returns the fields that a target of this kind needs, the most important one first, each with an example.
    fn required(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Folder => &[("path", "/srv/www")],
            Self::Git => &[("remote", "origin"), ("branch", "gh-pages")],
            Self::Command => &[("run", "rsync -a public/ web.example.edu:www/")],
            Self::Sftp => &[("server", "me@web.example.edu"), ("path", "public_html")],
            Self::Webdav => &[("url", "https://dav.example.edu/www/")],
            Self::S3 => &[("bucket", "my-column")],
        }
    }
}

/// Returns the diagnostic for a target without its kind, with a target of the kind that its fields are of.
pub(super) fn kind_missing(Pair { key, node, .. }: &Pair) -> Diagnostic {
    let diagnostic = Diagnostic::error("a place to publish to needs the field `kind`");
    let kinds = TransportKind::ALL.iter().map(|kind| kind.word());
    let all = format!("the kinds are {}", list_names("", kinds));
    let Some(kind) = node.pairs().iter().find_map(|pair| kind_of(&pair.key)) else {
        return diagnostic.help(format!("write `{key}: {{ kind: folder, path: /srv/www }}`")).help(all);
    };
    let text = |name: &str| node.pairs().iter().find(|pair| pair.key == name).and_then(|pair| pair.node.as_text());
    let required = kind.required();
    let is_required = |pair: &&Pair| required.iter().any(|(name, _)| *name == pair.key);
    // In `{ sftp: example.org }` the kind itself has the value of its first field.
    let other = node.pairs().iter().find(|pair| !is_required(pair) && kind_of(&pair.key).is_some());
    let mut other = other.and_then(|pair| pair.node.as_text());
    let field = |(name, example): &(&str, &str)| {
        let value = text(name).or_else(|| other.take()).unwrap_or(example);
        let is_plain = value.starts_with(|c: char| c.is_alphanumeric() || c == '/') && !value.contains([' ', ',', '#']);
        if is_plain { format!("{name}: {value}") } else { format!("{name}: {}", double_quoted(value)) }
    };
    let fields: Vec<String> = required.iter().map(field).collect();
    let word = kind.word();
    let diagnostic = diagnostic.help(format!("write `{key}: {{ kind: {word}, {} }}`", fields.join(", ")));
    let is_ftp = node.pairs().iter().any(|pair| pair.key.eq_ignore_ascii_case("ftp"));
    let for_ftp = is_ftp.then(|| "callslip does not use FTP: most hosts that have it offer SFTP, too".to_owned());
    diagnostic.help_if(for_ftp).help(all)
}

/// Returns the kind of target that a field is of, or that it names.
fn kind_of(field: &str) -> Option<TransportKind> {
    match field.to_lowercase().as_str() {
        "sftp" | "ftp" | "ftps" | "ssh" | "server" | "host" => Some(TransportKind::Sftp),
        "git" | "github" | "remote" | "branch" => Some(TransportKind::Git),
        "command" | "run" => Some(TransportKind::Command),
        "webdav" | "url" => Some(TransportKind::Webdav),
        "s3" | "bucket" | "region" | "endpoint" => Some(TransportKind::S3),
        "folder" | "path" => Some(TransportKind::Folder),
        _ => None,
    }
}
