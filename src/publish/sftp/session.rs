//! A session with an SFTP server through the `ssh` program. Its settings, keys, known hosts and prompts are the user's
//! own. It ends when the session is dropped.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::Duration;

use super::protocol::{SftpReply, SftpRequest, init_packet, parse_version};

/// The most requests that are sent before their replies are read. More would fill the pipes of both sides.
const MAX_IN_FLIGHT: usize = 64;

/// The longest packet, in bytes. A longer one is not SFTP.
const MAX_PACKET: u32 = 1 << 20;

/// The most lines of the error messages of `ssh` that are kept, and the most bytes of one.
const MAX_STDERR: (usize, u64) = (100, 1000);

/// The time to wait for each line of the error messages of `ssh` when a session ends.
const STDERR_TIMEOUT: Duration = Duration::from_secs(2);

pub(super) struct SftpSession {
    /// The program that holds the connection; `None` for a server that is no other program.
    ssh: Option<Child>,
    to: BufWriter<Box<dyn Write + Send>>,
    from: BufReader<Box<dyn Read + Send>>,
    stderr: Receiver<String>,
    /// True if the server can replace a file in one step.
    pub(super) has_posix_rename: bool,
}

/// A session could not be opened, or has broken.
#[derive(Debug)]
pub(super) struct SessionError {
    pub(super) source: io::Error,
    /// The error messages of `ssh`.
    pub(super) stderr: String,
}

impl SftpSession {
    pub(super) fn open(server: &str, port: Option<u32>) -> Result<Self, SessionError> {
        let mut command = Command::new("ssh");
        // A dead connection is noticed within a minute.
        command.args(["-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3"]);
        // We may join another session of the user, but none may depend on ours, since we end it.
        command.args(["-o", "ControlMaster=no"]);
        command.args(["-o", "ForwardAgent=no", "-o", "ForwardX11=no", "-o", "ClearAllForwardings=yes"]);
        command.args(port.iter().flat_map(|port| ["-p".to_owned(), port.to_string()]));
        command.args(["-s", "--", server, "sftp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let without_stderr = |error| SessionError { source: error, stderr: String::new() };
        let mut ssh = command.spawn().map_err(without_stderr)?;
        let (Some(to), Some(from), Some(errors)) = (ssh.stdin.take(), ssh.stdout.take(), ssh.stderr.take()) else {
            return Err(without_stderr(io::ErrorKind::BrokenPipe.into()));
        };
        // A separate thread reads the error messages, so that they cannot fill the pipe. What the server sends may be
        // among them.
        let (sender, stderr) = sync_channel(MAX_STDERR.0);
        thread::spawn(move || {
            let mut errors = BufReader::new(errors);
            let mut line = Vec::new();
            while errors.by_ref().take(MAX_STDERR.1).read_until(b'\n', &mut line).is_ok_and(|count| count > 0) {
                // If nobody has asked for so many lines, the others are dropped.
                let _ = sender.try_send(String::from_utf8_lossy(&line).into_owned());
                line.clear();
            }
        });
        Self::handshaken(Some(ssh), Box::new(from), Box::new(to), stderr)
    }

    /// Opens a session with a server that these two lead to.
    pub(super) fn over(from: Box<dyn Read + Send>, to: Box<dyn Write + Send>) -> Result<Self, SessionError> {
        Self::handshaken(None, from, to, sync_channel(0).1)
    }

    fn handshaken(
        ssh: Option<Child>,
        from: Box<dyn Read + Send>,
        to: Box<dyn Write + Send>,
        stderr: Receiver<String>,
    ) -> Result<Self, SessionError> {
        let (to, from) = (BufWriter::new(to), BufReader::new(from));
        let mut session = Self { ssh, to, from, stderr, has_posix_rename: false };
        match session.handshake() {
            Ok(()) => Ok(session),
            Err(error) => Err(session.disconnect(error)),
        }
    }

    fn handshake(&mut self) -> io::Result<()> {
        self.to.write_all(&init_packet())?;
        self.to.flush()?;
        self.has_posix_rename = parse_version(&self.packet()?)?;
        Ok(())
    }

    /// Sends one request and returns its reply.
    pub(super) fn send(&mut self, request: SftpRequest<'_>) -> io::Result<SftpReply> {
        let mut replies = self.send_all([request])?;
        replies.pop().ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// Sends many requests without waiting for each reply. The replies are in the order of the requests.
    pub(super) fn send_all<'r>(
        &mut self,
        requests: impl IntoIterator<Item = SftpRequest<'r>>,
    ) -> io::Result<Vec<SftpReply>> {
        let mut replies: Vec<Option<SftpReply>> = Vec::new();
        let mut open = 0;
        for request in requests {
            let id = u32::try_from(replies.len()).map_err(io::Error::other)?;
            self.to.write_all(&request.packet(id))?;
            replies.push(None);
            open += 1;
            if open == MAX_IN_FLIGHT {
                self.to.flush()?;
                self.receive(&mut replies)?;
                open -= 1;
            }
        }
        self.to.flush()?;
        for _ in 0..open {
            self.receive(&mut replies)?;
        }
        Ok(replies.into_iter().flatten().collect())
    }

    fn receive(&mut self, replies: &mut [Option<SftpReply>]) -> io::Result<()> {
        let (id, reply) = SftpReply::parse(&self.packet()?)?;
        let slot = usize::try_from(id).ok().and_then(|id| replies.get_mut(id)).filter(|slot| slot.is_none());
        *slot.ok_or(io::ErrorKind::InvalidData)? = Some(reply);
        Ok(())
    }

    /// Reads the next packet, without its length.
    fn packet(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 4];
        self.from.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length > MAX_PACKET {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut packet = Vec::new();
        let came = self.from.by_ref().take(length.into()).read_to_end(&mut packet)?;
        if came == length as usize { Ok(packet) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Collects the error messages of a broken session. The wait is long enough for a busy computer, and it ends:
    /// another `ssh` of the user may keep the pipe open.
    pub(super) fn disconnect(&mut self, error: io::Error) -> SessionError {
        let mut stderr = String::new();
        while let Ok(line) = self.stderr.recv_timeout(STDERR_TIMEOUT) {
            stderr.push_str(line.trim_end());
            stderr.push('\n');
        }
        SessionError { source: error, stderr }
    }
}

impl Drop for SftpSession {
    fn drop(&mut self) {
        if let Some(ssh) = &mut self.ssh {
            let _ = ssh.kill();
            let _ = ssh.wait();
        }
    }
}
