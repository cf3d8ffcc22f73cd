//! A terminal without a person at it: everything is typed before the program starts.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// A program at a terminal, ended when this is dropped.
pub(crate) struct Terminal {
    child: Child,
    printed: Arc<Mutex<Vec<u8>>>,
    /// The length of what the terminal itself shows first: the typed text.
    echo: usize,
    /// Reads what is printed.
    reader: Option<JoinHandle<()>>,
}

impl Terminal {
    /// Starts callslip in a folder, which is the home of its user, at a terminal. The browser of this computer is the program
    /// of this name in `browsers`.
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
            .env("HOME", folder)
            .env("TZ", "UTC");
        command.stdin(user.try_clone().unwrap()).stdout(user.try_clone().unwrap()).stderr(user);
        let child = command.spawn().unwrap();
        drop(command);
        let printed = Arc::new(Mutex::new(Vec::new()));
        let all = printed.clone();
        let reader = std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // At the end of the program, Linux reports an error.
            while let Ok(length) = controller.read(&mut buffer) {
                all.lock().unwrap().extend_from_slice(&buffer[..length]);
            }
        });
        let echo = typed.replace('\u{4}', "").replace('\n', "\r\n").len();
        Self { child, printed, echo, reader: Some(reader) }
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
        // It ends with the last words.
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        (self.printed(), code)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
