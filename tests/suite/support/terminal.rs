//! A terminal without a person at it: everything is typed before the program starts.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// A program at a terminal, ended when this is dropped.
pub(crate) struct Terminal {
    child: Child,
    printed: Arc<Mutex<Vec<u8>>>,
    /// What the terminal itself shows first: what was typed.
    echo: usize,
}

impl Terminal {
    /// Starts callslip in a folder, at a terminal. The browser of this computer is the program of this name in `browsers`.
    pub(crate) fn start(folder: &Path, browsers: &Path, arguments: &[&str], typed: &str) -> Self {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&controller).unwrap();
        unlockpt(&controller).unwrap();
        let name = ptsname(&controller, Vec::new()).unwrap().into_string().unwrap();
        let user = OpenOptions::new().read(true).write(true).open(name).unwrap();
        let mut controller = File::from(controller);
        controller.write_all(typed.as_bytes()).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_callslip"));
        command
            .args(arguments)
            .current_dir(folder)
            .env("PATH", browsers)
            .env("TERM", "dumb")
            .env("NO_COLOR", "1")
            .env("TZ", "UTC");
        command.stdin(user.try_clone().unwrap()).stdout(user.try_clone().unwrap()).stderr(user);
        let child = command.spawn().unwrap();
        drop(command);
        let printed = Arc::new(Mutex::new(Vec::new()));
        let all = printed.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // At the end of the program, Linux reports an error.
            while let Ok(length) = controller.read(&mut buffer) {
                all.lock().unwrap().extend_from_slice(&buffer[..length]);
            }
        });
        let echo = typed.replace('\u{4}', "").replace('\n', "\r\n").len();
        Self { child, printed, echo }
    }

    /// Returns what has been printed so far.
    pub(crate) fn printed(&self) -> String {
        let printed = self.printed.lock().unwrap();
        let own = printed.get(self.echo..).unwrap_or_default();
        String::from_utf8_lossy(own).replace("\r\n", "\n")
    }

    /// Waits for the end of the program. Returns what it printed, and its exit code.
    pub(crate) fn finish(mut self) -> (String, Option<i32>) {
        let code = self.child.wait().unwrap().code();
        // The thread may still read the last words.
        let mut before = String::new();
        super::server::until(|| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            let now = self.printed();
            let is_same = now == before;
            before = now;
            is_same
        });
        (before, code)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
