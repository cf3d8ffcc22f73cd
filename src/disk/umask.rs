//! Modes of new files and folders: a web server can read them, whatever `umask` says.

use std::fs::File;
use std::io;
use std::path::Path;

/// The permissions that everybody needs for entering a folder and reading its names.
pub(super) const FOLDER: u32 = 0o555;

/// Lets everybody read a file or folder that was just created, if the `umask` of this process took that away.
#[cfg(unix)]
pub(super) fn let_all_read(created: &File, is_folder: bool) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let needed = if is_folder { FOLDER } else { 0o444 };
    if !takes_away_from(needed) {
        return Ok(());
    }
    let mut permissions = created.metadata()?.permissions();
    permissions.set_mode(permissions.mode() | needed);
    created.set_permissions(permissions)
}

/// Returns true if the `umask` of this process takes one of these permissions away.
#[cfg(unix)]
pub(super) fn takes_away_from(mode: u32) -> bool {
    use rustix::fs::Mode;
    use rustix::process::umask;
    use std::sync::OnceLock;

    static UMASK: OnceLock<u32> = OnceLock::new();
    // It can be read only by setting it.
    let current = UMASK.get_or_init(|| {
        let before = umask(Mode::from_bits_truncate(0o022));
        umask(before);
        #[allow(clippy::useless_conversion, reason = "a mode has 16 bits on macOS, and 32 on Linux")]
        u32::from(before.bits())
    });
    current & mode != 0
}

#[cfg(not(unix))]
pub(super) fn let_all_read(_: &File, _: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn takes_away_from(_: u32) -> bool {
    false
}

/// Lets everybody enter a folder that was just created, if the `umask` of this process took that away.
pub(super) fn let_all_read_folder(created: &Path) -> io::Result<()> {
    if takes_away_from(FOLDER) { let_all_read(&File::open(created)?, true) } else { Ok(()) }
}
