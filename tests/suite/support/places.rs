//! Real servers on loopback to publish to: OpenSSH's, rclone's `WebDAV`, moto's S3. Each in a folder that goes away, at
//! a port of its own, ended when it is dropped.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use tempfile::TempDir;

use super::publishing::Files;
use super::{Column, left_out};

/// What a server is given to come up, and a publish to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// The secrets of these servers; nowhere may they be printed.
pub(crate) const PASSWORD: &str = "open-sesame-1847";
const SECRET_KEY: &str = "wJalrXUtnFEMI-K7MDENG-bPxRfiCY";

/// A server, and what somebody must know to publish there.
pub(crate) struct Place {
    /// Its line in `column.yaml`.
    pub(crate) yaml: String,
    /// What the environment says.
    pub(crate) environment: Vec<(&'static str, OsString)>,
    kept: Kept,
    address: SocketAddr,
    /// `None` for a folder of this computer.
    server: Option<Child>,
    folder: TempDir,
}

/// Where its files are.
enum Kept {
    Folder(PathBuf),
    /// What we have seen of it, by name and version.
    Bucket(RefCell<BTreeMap<(String, String), Vec<u8>>>),
}

impl Place {
    /// A folder of this computer.
    pub(crate) fn local_folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let www = folder.path().join("www");
        fs::create_dir(&www).unwrap();
        let yaml = format!("{{ kind: folder, path: '{}' }}", www.display());
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        Self { yaml, environment: Vec::new(), kept: Kept::Folder(www), address, server: None, folder }
    }

    /// OpenSSH, which knows one key.
    pub(crate) fn sftp() -> Option<Self> {
        Self::openssh("internal-sftp")
    }

    /// The same, where new files are nobody else's.
    pub(crate) fn private_sftp() -> Option<Self> {
        Self::openssh("internal-sftp -u 077")
    }

    /// The same, as an older server: no file may take the place of another.
    pub(crate) fn older_sftp() -> Option<Self> {
        Self::openssh("internal-sftp -P posix-rename")
    }

    fn openssh(subsystem: &str) -> Option<Self> {
        let sshd = installed("sshd", "openssh-server")?;
        let ssh = installed("ssh", "openssh-client")?;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        for key in ["host", "me"] {
            let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]).status();
            assert!(made.unwrap().success());
        }
        fs::create_dir(at("www")).unwrap();
        if !Path::new("/run/sshd").is_dir() {
            left_out("sshd wants the folder /run/sshd");
            return None;
        }
        let (server, address) = start(&folder, |address| {
            let settings = format!(
                "ListenAddress {address}\nHostKey {}\nAuthorizedKeysFile {}\nPasswordAuthentication no\n\
                 KbdInteractiveAuthentication no\nStrictModes no\nPidFile none\nMaxStartups 100\n\
                 Subsystem sftp {subsystem}\n",
                at("host"),
                at("me.pub"),
            );
            fs::write(at("sshd.conf"), settings).unwrap();
            let mut command = Command::new(&sshd);
            command.args(["-D", "-e", "-f", &at("sshd.conf")]);
            command
        });
        // The user's own settings, as far as `ssh` is concerned.
        let known = format!("[127.0.0.1]:{} {}", address.port(), fs::read_to_string(at("host.pub")).unwrap());
        fs::write(at("known"), known).unwrap();
        let settings = format!("IdentityFile {}\nUserKnownHostsFile {}\nBatchMode yes\n", at("me"), at("known"));
        fs::write(at("config"), settings).unwrap();
        fs::create_dir(at("bin")).unwrap();
        fs::write(at("bin/ssh"), format!("#!/bin/sh\nexec '{}' -F '{}' \"$@\"\n", ssh.display(), at("config")))
            .unwrap();
        fs::set_permissions(at("bin/ssh"), fs::Permissions::from_mode(0o755)).unwrap();
        let user = Command::new("id").arg("-un").output().unwrap().stdout;
        let user = String::from_utf8(user).unwrap();
        let (server_name, port) = (format!("{}@127.0.0.1", user.trim()), address.port());
        let yaml = format!("{{ kind: sftp, server: {server_name}, port: {port}, path: {} }}", at("www"));
        let path = format!("{}:{}", at("bin"), env::var("PATH").unwrap());
        let kept = Kept::Folder(folder.path().join("www"));
        Some(Self { yaml, environment: vec![("PATH", path.into())], kept, address, server: Some(server), folder })
    }

    /// rclone's `WebDAV`, which wants a password.
    pub(crate) fn webdav() -> Option<Self> {
        with_feature()?;
        let rclone = installed("rclone", "rclone")?;
        let folder = tempfile::tempdir().unwrap();
        let www = folder.path().join("www");
        fs::create_dir(&www).unwrap();
        let (server, address) = start(&folder, |address| {
            let mut command = Command::new(&rclone);
            command.args(["serve", "webdav", "--dir-cache-time", "0s", "--user", "sol", "--pass", PASSWORD, "--addr"]);
            command.arg(address.to_string()).arg(&www).env("RCLONE_CONFIG", folder.path().join("config"));
            command
        });
        let yaml = format!("{{ kind: webdav, url: 'http://{address}/', user: sol }}");
        let environment = vec![("CALLSLIP_PASSWORD", PASSWORD.into())];
        Some(Self { yaml, environment, kept: Kept::Folder(www), address, server: Some(server), folder })
    }

    /// moto's S3, with a bucket `letters`.
    pub(crate) fn s3() -> Option<Self> {
        with_feature()?;
        let moto = installed("moto_server", "moto[server] of PyPI")?;
        let folder = tempfile::tempdir().unwrap();
        let (server, address) = start(&folder, |address| {
            let mut command = Command::new(&moto);
            command.args(["-H", "127.0.0.1", "-p", &address.port().to_string()]);
            command
        });
        let yaml = format!("{{ kind: s3, bucket: letters, endpoint: 'http://{address}' }}");
        let environment = vec![("AWS_ACCESS_KEY_ID", "sol".into()), ("AWS_SECRET_ACCESS_KEY", SECRET_KEY.into())];
        let kept = Kept::Bucket(RefCell::default());
        let place = Self { yaml, environment, kept, address, server: Some(server), folder };
        assert_eq!(place.request("PUT", "", b"").0, 200, "{}", place.log());
        Some(place)
    }

    /// `callslip publish` of this column to this place, and more arguments.
    pub(crate) fn publish(&self, column: &Column, more: &[&str]) -> Running {
        self.publish_under(&[], column, more)
    }

    /// The same under another program.
    pub(crate) fn publish_under(&self, program: &[&str], column: &Column, more: &[&str]) -> Running {
        let all = [program, &[env!("CARGO_BIN_EXE_callslip")]].concat();
        let mut command = Command::new(all[0]);
        command.args(&all[1..]).args(["publish", "--yes", "--trust", "--root"]).arg(column.root()).args(more);
        for secret in ["CALLSLIP_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"] {
            command.env_remove(secret);
        }
        command.envs(self.environment.clone()).env("AWS_CONFIG_FILE", "/dev/null");
        command.env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null").env("XDG_STATE_HOME", self.folder.path().join("state"));
        // What it says goes to a file: a pipe would have to be read meanwhile.
        let said = self.folder.path().join("said");
        let file = File::create(&said).unwrap();
        command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
        Running { child: command.spawn().unwrap(), said, begun: Instant::now() }
    }

    /// The same place at the end of a line that breaks in the middle, the first time or the first three times.
    pub(crate) fn with_a_bad_line(mut self) -> Self {
        let ssh = self.folder.path().join("bin/ssh");
        if ssh.is_file() {
            let good = self.folder.path().join("bin/good-ssh");
            fs::rename(&ssh, &good).unwrap();
            let (good, mark) = (good.display(), self.folder.path().join("broken"));
            let script = format!(
                "#!/bin/sh\nif mkdir '{}' 2>/dev/null; then '{good}' \"$@\" | (dd bs=1 count=900 2>/dev/null; kill $$); else exec '{good}' \"$@\"; fi\n",
                mark.display()
            );
            fs::write(&ssh, script).unwrap();
            fs::set_permissions(&ssh, fs::Permissions::from_mode(0o755)).unwrap();
        } else {
            let port = bad_line_to(self.address).port().to_string();
            self.yaml = self.yaml.replace(&self.address.port().to_string(), &port);
        }
        self
    }

    /// All that is there but callslip's own notes, when the server has ended what it was at.
    pub(crate) fn files(&self) -> Files {
        let begun = Instant::now();
        let mut before = None;
        loop {
            match (self.look(), before) {
                (Some(mut now), Some(before)) if now == before => {
                    now.retain(|path, _| !path.starts_with(".callslip"));
                    return now;
                }
                (now, _) => before = now,
            }
            assert!(begun.elapsed() < PATIENCE, "the files of the server keep changing:\n{}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// The folder of its files on this computer.
    pub(crate) fn folder(&self) -> &Path {
        match &self.kept {
            Kept::Folder(folder) => folder,
            Kept::Bucket(_) => panic!("a bucket is no folder"),
        }
    }

    /// The names of temporary files that are left there.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        let names = match &self.kept {
            Kept::Folder(folder) => {
                let entries = fs::read_dir(folder).unwrap();
                entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
            }
            Kept::Bucket(_) => Vec::new(),
        };
        names.into_iter().filter(|name: &String| name.starts_with(".callslip-upload")).collect()
    }

    /// Somebody else puts a file there.
    pub(crate) fn put(&self, path: &str, content: &str) {
        match &self.kept {
            Kept::Folder(folder) => {
                fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
                fs::write(folder.join(path), content).unwrap();
            }
            Kept::Bucket(_) => assert_eq!(self.request("PUT", &format!("/{path}"), content.as_bytes()).0, 200),
        }
    }

    /// Which headers a file of the bucket comes with.
    pub(crate) fn head(&self, path: &str) -> String {
        self.request("HEAD", &format!("/{path}"), b"").1
    }

    fn look(&self) -> Option<Files> {
        let folder = match &self.kept {
            Kept::Folder(folder) => folder,
            Kept::Bucket(seen) => return self.bucket(&mut seen.borrow_mut()),
        };
        let mut files = Files::new();
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.ok()?;
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(path, fs::read(entry.path()).ok()?);
            }
        }
        Some(files)
    }

    /// Each version of an object is fetched once; none, when the bucket has changed meanwhile.
    fn bucket(&self, seen: &mut BTreeMap<(String, String), Vec<u8>>) -> Option<Files> {
        let objects = self.objects();
        let fetch = |(path, _): &(String, String)| self.request("GET", &format!("/{path}"), b"").2;
        let new: Vec<_> = objects.iter().filter(|object| !seen.contains_key(*object)).collect();
        let new: Vec<_> = new.into_iter().map(|object| (object.clone(), fetch(object))).collect();
        if self.objects() != objects {
            return None;
        }
        seen.extend(new);
        Some(objects.iter().map(|object| (object.0.clone(), seen[object].clone())).collect())
    }

    /// The paths and versions of all objects.
    fn objects(&self) -> Vec<(String, String)> {
        let list = String::from_utf8(self.request("GET", "?list-type=2", b"").2).unwrap();
        assert!(list.contains("<IsTruncated>false"), "{list}");
        let between = |text: &str, tag: &str| {
            let inner = text.split_once(&format!("<{tag}>")).unwrap().1;
            inner.split('<').next().unwrap().to_owned()
        };
        list.split("<Contents>").skip(1).map(|object| (between(object, "Key"), between(object, "ETag"))).collect()
    }

    /// A request to the bucket: status, head, content. moto wants a signature, and does not look whether it is right.
    fn request(&self, method: &str, path: &str, body: &[u8]) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let key = "Credential=sol/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=none";
        let head = format!(
            "{method} /letters{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\
             Authorization: AWS4-HMAC-SHA256 {key}\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let reply = super::server::reply(&answer);
        (reply.status, reply.head, reply.body)
    }

    /// What the server has to say.
    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// A publish under way.
pub(crate) struct Running {
    pub(crate) child: Child,
    pub(crate) begun: Instant,
    said: PathBuf,
}

impl Running {
    /// Whether it ended well, and what it said. It must end.
    #[track_caller]
    pub(crate) fn end(mut self) -> (bool, String) {
        loop {
            let said = || fs::read_to_string(&self.said).unwrap();
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.success(), said());
            }
            if self.begun.elapsed() > PATIENCE {
                let _ = self.child.kill();
                panic!("a publish does not end:\n{}", said());
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Passes everything on, but breaks the first three connections in the middle of what is sent.
fn bad_line_to(address: SocketAddr) -> SocketAddr {
    let line = TcpListener::bind("127.0.0.1:0").unwrap();
    let here = line.local_addr().unwrap();
    thread::spawn(move || {
        for (number, near) in line.incoming().map_while(Result::ok).enumerate() {
            let Ok(far) = TcpStream::connect(address) else { break };
            let passed = if number < 3 { 2000 } else { u64::MAX };
            let (mut near_again, mut far_again) = (near.try_clone().unwrap(), far.try_clone().unwrap());
            thread::spawn(move || io::copy(&mut far_again, &mut near_again));
            thread::spawn(move || {
                let _ = io::copy(&mut (&near).take(passed), &mut &far);
                let _ = (near.shutdown(Shutdown::Both), far.shutdown(Shutdown::Both));
            });
        }
    });
    here
}

/// Whether callslip was built with `WebDAV` and S3; none, and a word about it, where it was not.
fn with_feature() -> Option<()> {
    if !cfg!(feature = "publish") {
        left_out("WebDAV and S3 want `--features full`");
        return None;
    }
    Some(())
}

/// Where a program is; none, and a word about it, where it is not.
fn installed(program: &str, package: &str) -> Option<PathBuf> {
    let folders = env::split_paths(&env::var_os("PATH")?)
        .chain(["/usr/sbin".into(), "/usr/local/sbin".into()])
        .collect::<Vec<_>>();
    let found = folders.iter().map(|folder| folder.join(program)).find(|path| path.is_file());
    if found.is_none() {
        left_out(&format!("there is no {program} here ({package})"));
    }
    found
}

/// Starts a server at a free port, and waits until it listens there. Between our finding the port and its taking it
/// somebody else may take it: then it is another port.
fn start(folder: &TempDir, command: impl Fn(SocketAddr) -> Command) -> (Child, SocketAddr) {
    let begun = Instant::now();
    let log = folder.path().join("log");
    loop {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let file = File::create(&log).unwrap();
        let mut command = command(address);
        command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
        let mut child = command.spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            if TcpStream::connect(address).is_ok() {
                return (child, address);
            }
            if begun.elapsed() > PATIENCE {
                let _ = child.kill();
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let said = fs::read_to_string(&log).unwrap();
        assert!(begun.elapsed() < PATIENCE, "the server does not start: {command:?}\n{said}");
        thread::sleep(Duration::from_millis(100));
    }
}
