//! Opens files as the desktop of this computer does.

use std::io;
use std::path::Path;

/// Opens a text in the program that the system has for it.
pub(super) fn open_file(path: &Path) -> io::Result<()> {
    if cfg!(target_os = "linux") && !has_screen() {
        return Err(io::Error::from(io::ErrorKind::NotFound));
    }
    open::that_detached(path).or_else(|error| if cfg!(target_os = "macos") { open_as_text(path) } else { Err(error) })
}

/// Returns true if a program can show a window. Without one, the programs of the desktop begin others that need a terminal.
fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].iter().any(|name| std::env::var_os(name).is_some())
}

/// Opens a file in the text editor of macOS, which has no program of its own for Markdown.
fn open_as_text(path: &Path) -> io::Result<()> {
    let status = std::process::Command::new("open").arg("-t").arg(path).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::from(io::ErrorKind::NotFound)) }
}

/// Returns true if Visual Studio Code is here: its own terminal says so, or its command is found.
pub(super) fn has_vscode() -> bool {
    let names: &[&str] = if cfg!(windows) { &["code.cmd", "code.exe"] } else { &["code"] };
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::var("TERM_PROGRAM").is_ok_and(|program| program == "vscode")
        || Path::new("/Applications/Visual Studio Code.app").exists()
        || std::env::split_paths(&folders).any(|folder| names.iter().any(|name| folder.join(name).is_file()))
}
