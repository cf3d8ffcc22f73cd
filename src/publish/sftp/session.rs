//! A conversation with an SFTP server over the `ssh` program: its settings, keys, known servers and questions are the
//! user's own, and when we end, it ends.

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use super::protocol::{Reply, Request, hello, welcome};

/// So many requests are under way before their replies are read. More would fill the pipes of both sides.
const AHEAD: usize = 64;

/// No packet is longer; what is, is no packet.
const LONGEST: u32 = 1 << 20;

/// How long we listen to what `ssh` has to say at its end.
const LAST_WORDS: Duration = Duration::from_millis(500);

#[derive(Debug)]
pub(super) struct Session {
    ssh: Child,
    to: BufWriter<ChildStdin>,
    from: BufReader<ChildStdout>,
    said: Receiver<String>,
    /// Whether the server can replace a file in one step.
    pub(super) replaces: bool,
}

/// A session that did not begin, or has broken off.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) error: io::Error,
    /// What `ssh` said about it.
    pub(super) said: String,
}

impl Session {
    pub(super) fn open(server: &str, port: Option<u32>) -> Result<Self, Broken> {
        let mut command = Command::new("ssh");
        // A line that is dead is noticed within a minute.
        command.args(["-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3"]);
        // Another session of the user's may be joined; but none may hang on ours, which we end.
        command.args(["-o", "ControlMaster=no"]);
        command.args(["-o", "ForwardAgent=no", "-o", "ForwardX11=no", "-o", "ClearAllForwardings=yes"]);
        command.args(port.iter().flat_map(|port| ["-p".to_owned(), port.to_string()]));
        command.args(["-s", "--", server, "sftp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let silent = |error| Broken { error, said: String::new() };
        let mut ssh = command.spawn().map_err(silent)?;
        let (Some(to), Some(from), Some(errors)) = (ssh.stdin.take(), ssh.stdout.take(), ssh.stderr.take()) else {
            return Err(silent(io::ErrorKind::BrokenPipe.into()));
        };
        // On a thread of its own: what `ssh` says must not fill the pipe.
        let (teller, said) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(errors).lines().map_while(Result::ok);
            lines.map_while(|line| teller.send(line).ok()).for_each(drop);
        });
        let mut session = Self { ssh, to: BufWriter::new(to), from: BufReader::new(from), said, replaces: false };
        match session.greet() {
            Ok(()) => Ok(session),
            Err(error) => Err(session.broken(error)),
        }
    }

    fn greet(&mut self) -> io::Result<()> {
        self.to.write_all(&hello())?;
        self.to.flush()?;
        self.replaces = welcome(&self.packet()?)?;
        Ok(())
    }

    /// One question.
    pub(super) fn ask(&mut self, request: Request<'_>) -> io::Result<Reply> {
        let mut replies = self.ask_all([request])?;
        replies.pop().ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// Many questions, without waiting for each reply. The replies are in the order of the questions.
    pub(super) fn ask_all<'r>(&mut self, requests: impl IntoIterator<Item = Request<'r>>) -> io::Result<Vec<Reply>> {
        let mut replies: Vec<Option<Reply>> = Vec::new();
        let mut open = 0;
        for request in requests {
            let id = u32::try_from(replies.len()).map_err(io::Error::other)?;
            self.to.write_all(&request.packet(id))?;
            replies.push(None);
            open += 1;
            if open == AHEAD {
                self.to.flush()?;
                self.hear(&mut replies)?;
                open -= 1;
            }
        }
        self.to.flush()?;
        for _ in 0..open {
            self.hear(&mut replies)?;
        }
        Ok(replies.into_iter().flatten().collect())
    }

    fn hear(&mut self, replies: &mut [Option<Reply>]) -> io::Result<()> {
        let (id, reply) = Reply::parse(&self.packet()?)?;
        let place = usize::try_from(id).ok().and_then(|id| replies.get_mut(id)).filter(|place| place.is_none());
        *place.ok_or(io::ErrorKind::InvalidData)? = Some(reply);
        Ok(())
    }

    /// The next packet, without its length.
    fn packet(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 4];
        self.from.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length > LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut packet = Vec::new();
        let came = self.from.by_ref().take(length.into()).read_to_end(&mut packet)?;
        if came == length as usize { Ok(packet) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Ends it. What `ssh` said is listened to for a moment only: another `ssh` of the user's may hold the line open.
    pub(super) fn broken(&mut self, error: io::Error) -> Broken {
        let mut said = String::new();
        while let Ok(line) = self.said.recv_timeout(LAST_WORDS) {
            said.push_str(line.trim_end());
            said.push('\n');
        }
        Broken { error, said }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.ssh.kill();
        let _ = self.ssh.wait();
    }
}
