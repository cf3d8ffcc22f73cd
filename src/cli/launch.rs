//! How the program was started: by its name in a shell, or by a double-click. Only the surroundings of the process can
//! tell.

use std::path::{Path, PathBuf};

/// Variables that shells and terminals of Windows set, and the desktop does not.
const OF_SHELLS: [&str; 5] = ["PROMPT", "TERM", "TERM_PROGRAM", "MSYSTEM", "SHELL"];

/// The variable in which PowerShell names the user's own folder of modules; the system names only its own.
const MODULES: &str = "PSModulePath";

/// The surroundings in which the program was started.
#[derive(Debug)]
pub(super) struct Launch {
    /// The current folder.
    pub(super) here: PathBuf,
    /// The folder of the program.
    program: Option<PathBuf>,
    home: Option<PathBuf>,
    /// The folder in which Windows keeps documents online.
    one_drive: Option<PathBuf>,
    /// The folder of Windows itself.
    system: Option<PathBuf>,
    /// True if the window belongs to the program, and closes with it.
    pub(super) owns_window: bool,
}

impl Launch {
    /// Reads the surroundings of this process.
    pub(super) fn of_process() -> std::io::Result<Self> {
        let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        let home = std::env::home_dir();
        Ok(Self {
            here: std::env::current_dir()?,
            program: std::env::current_exe().ok().and_then(|program| program.parent().map(Path::to_owned)),
            one_drive: std::env::var_os("OneDrive").map(PathBuf::from),
            system: std::env::var_os("SystemRoot").map(PathBuf::from),
            owns_window: cfg!(windows) && !is_in_shell(home.as_deref(), variable),
            home,
        })
    }

    /// Returns true if a folder is the user's home.
    pub(super) fn is_home(&self, folder: &Path) -> bool {
        let real = |folder: &Path| folder.canonicalize().ok();
        self.home
            .as_deref()
            .is_some_and(|home| home == folder || real(home).is_some_and(|home| Some(home) == real(folder)))
    }

    /// Returns the folder in which a column is started or looked for: the current one. A double-click on Windows makes the
    /// program's own folder the current one, which the next version replaces; as an administrator, it is that of Windows
    /// itself. Then the column belongs into the folder of documents.
    pub(super) fn place(&self) -> PathBuf {
        let is_of_program = self.program.as_deref() == Some(&*self.here);
        let is_of_system = self.system.as_ref().is_some_and(|system| self.here.starts_with(system));
        if !self.owns_window || !is_of_program && !is_of_system {
            return self.here.clone();
        }
        let documents = [&self.one_drive, &self.home].into_iter().flatten().map(|folder| folder.join("Documents"));
        let documents = documents.into_iter().find(|folder| folder.is_dir());
        documents.or_else(|| self.home.clone()).unwrap_or_else(|| self.here.clone())
    }
}

/// Returns true if the variables of a process on Windows are those of a shell.
fn is_in_shell(home: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> bool {
    let has_own_modules = || {
        let modules = variable(MODULES).unwrap_or_default().to_lowercase();
        home.is_some_and(|home| modules.contains(&home.to_string_lossy().to_lowercase()))
    };
    OF_SHELLS.iter().any(|name| variable(name).is_some()) || has_own_modules()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shell_of_windows_is_known_by_its_variables() {
        let system = r"C:\Program Files\WindowsPowerShell\Modules;C:\WINDOWS\system32\WindowsPowerShell\v1.0\Modules";
        let own = format!(r"C:\Users\jane\Documents\PowerShell\Modules;{system}");
        let is_shell = |known: &[(&str, &str)]| {
            let find = |name: &str| known.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned());
            is_in_shell(Some(Path::new(r"C:\Users\Jane")), find)
        };
        assert!(!is_shell(&[("Path", r"C:\Windows"), (MODULES, system)]));
        assert!(is_shell(&[("PROMPT", "$P$G"), (MODULES, system)]));
        assert!(is_shell(&[(MODULES, &own)]));
        assert!(is_shell(&[("MSYSTEM", "MINGW64")]));
    }

    #[test]
    fn a_double_click_starts_a_column_where_no_update_replaces_it() {
        let home = tempfile::tempdir().unwrap();
        let launch = |here: &str, owns_window| Launch {
            here: home.path().join(here),
            program: Some(home.path().join("Downloads/callslip")),
            home: Some(home.path().to_owned()),
            one_drive: Some(home.path().join("OneDrive")),
            system: Some(home.path().join("Windows")),
            owns_window,
        };
        assert_eq!(launch("Downloads/callslip", true).place(), home.path());
        std::fs::create_dir_all(home.path().join("Documents")).unwrap();
        assert_eq!(launch("Downloads/callslip", true).place(), home.path().join("Documents"));
        std::fs::create_dir_all(home.path().join("OneDrive/Documents")).unwrap();
        assert_eq!(launch("Downloads/callslip", true).place(), home.path().join("OneDrive/Documents"));
        assert_eq!(launch("Windows/System32", true).place(), home.path().join("OneDrive/Documents"));
        // By its name in a shell, and with another folder to start in.
        assert_eq!(launch("Downloads/callslip", false).place(), home.path().join("Downloads/callslip"));
        assert_eq!(launch("writing", true).place(), home.path().join("writing"));
    }
}
