//! The columnist's editor: addresses that open a file at a line.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::access::Visitor;
use super::request::OPEN;
use crate::diagnostics::FilePath;

/// How a file is opened.
#[derive(Debug, Clone)]
pub enum Editor {
    /// By the server, in the program that the system has for it.
    System,
    /// By the browser: an address that contains `{file}`, and maybe `{line}` and `{column}`.
    Address(String),
}

/// The column's folder, and the editor for its files.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder.
    pub root: PathBuf,
    /// The editor.
    pub editor: Editor,
    /// The secret that a link has in it which opens a file.
    pub secret: String,
}

/// All characters but those that appear in the path of an address as they are.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Editor {
    /// The names of editors, and the addresses that open them.
    const NAMES: [(&'static str, &'static str); 5] = [
        ("vscode", "vscode://file{file}:{line}:{column}"),
        ("vscodium", "vscodium://file{file}:{line}:{column}"),
        ("zed", "zed://file{file}:{line}:{column}"),
        ("idea", "idea://open?file={file}&line={line}&column={column}"),
        ("textmate", "txmt://open?url=file://{file}&line={line}&column={column}"),
    ];

    /// Parses the name of an editor, or the address of any other one.
    pub fn new(text: &str) -> Result<Self, String> {
        if text == "system" {
            return Ok(Self::System);
        }
        if let Some((_, address)) = Self::NAMES.iter().find(|(name, _)| *name == text) {
            return Ok(Self::Address((*address).to_owned()));
        }
        if text.contains("://") && text.contains("{file}") {
            return Ok(Self::Address(text.to_owned()));
        }
        let names = Self::NAMES.map(|(name, _)| name).join(", ");
        Err(format!("write system, {names}, or an address such as `editor://open?file={{file}}&line={{line}}`"))
    }

    fn fill(address: &str, path: &Path, line: usize, column: usize) -> String {
        let path = path.to_string_lossy().replace('\\', "/");
        let slash = if path.starts_with('/') { "" } else { "/" };
        let path = format!("{slash}{}", utf8_percent_encode(&path, PATH));
        let address = address.replace("{file}", &path).replace("{line}", &line.to_string());
        address.replace("{column}", &column.to_string())
    }
}

/// The links to files of the column that one visitor gets.
pub(super) struct FileLinks<'w> {
    workspace: &'w Workspace,
    visitor: Visitor,
}

impl Workspace {
    /// Returns the links for a visitor.
    pub(super) fn links(&self, visitor: Visitor) -> FileLinks<'_> {
        FileLinks { workspace: self, visitor }
    }
}

impl FileLinks<'_> {
    /// Returns the address that opens a file of the column; `None` for those who have not the files, or only the pages of
    /// another computer. Line and column count from 1.
    pub(super) fn address(&self, file: &str, line: usize, column: usize) -> Option<String> {
        let Workspace { root, editor, secret } = self.workspace;
        match (editor, self.visitor) {
            (Editor::System, Visitor::Local) => {
                let file = utf8_percent_encode(file, PATH);
                Some(format!("{OPEN}?file={file}&secret={secret}"))
            }
            (Editor::Address(address), Visitor::Local | Visitor::Network) => {
                Some(Editor::fill(address, &root.join(file), line, column))
            }
            (Editor::System, Visitor::Network | Visitor::KeyHolder) | (Editor::Address(_), Visitor::KeyHolder) => None,
        }
    }

    /// Returns true if this file of the column is on disk.
    pub(super) fn is_file(&self, file: &FilePath) -> bool {
        crate::source::is_file(&self.workspace.root, file)
    }
}
