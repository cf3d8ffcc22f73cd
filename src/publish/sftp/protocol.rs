//! The SFTP protocol (version 3, draft-ietf-secsh-filexfer-02): requests to bytes, bytes to replies. Pure. It has only
//! the parts that publishing needs.

use std::io;

use crate::disk::EntryType;

/// The types of the first packet and of its reply.
const INIT: u8 = 1;
const VERSION: u8 = 2;

/// The protocol version. All servers support it.
const PROTOCOL_VERSION: u32 = 3;

/// An extension that replaces a file by renaming another, in one step.
const POSIX_RENAME: &str = "posix-rename@openssh.com";

/// The longest handle, in bytes (draft-ietf-secsh-filexfer-02, section 6.3).
const MAX_HANDLE: usize = 256;

/// The most bytes of a file that one request reads. All servers support it.
pub(super) const MAX_READ: u32 = 32 * 1024;

/// The longest message of a status that is kept, in bytes.
const MAX_MESSAGE: usize = 1024;

/// The handle of an open file or folder. Its bytes mean something only to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Handle(Vec<u8>);

/// A request to the server.
#[derive(Debug, Clone, Copy)]
pub(super) enum SftpRequest<'r> {
    /// Opens a file for reading.
    Open(&'r str),
    /// Creates a file for writing. If the path exists, as a link too, the server refuses.
    Create(&'r str),
    Close(&'r Handle),
    /// Reads from an offset, up to a number of bytes.
    Read(&'r Handle, u64, u32),
    Write(&'r Handle, u64, &'r [u8]),
    /// Asks for the attributes of a path, following a link.
    Stat(&'r str),
    /// Asks for the attributes of a path, without following a link.
    Lstat(&'r str),
    /// Asks for the attributes of an open file.
    HandleStat(&'r Handle),
    /// Sets the mode of a path.
    SetMode(&'r str, u32),
    /// Sets the mode of an open file.
    SetHandleMode(&'r Handle, u32),
    OpenFolder(&'r str),
    ReadFolder(&'r Handle),
    Remove(&'r str),
    MakeFolder(&'r str),
    /// Removes an empty folder.
    RemoveFolder(&'r str),
    /// Renames a file to a path that does not exist.
    Rename(&'r str, &'r str),
    /// Renames a file to a path that may exist.
    Replace(&'r str, &'r str),
}

/// A reply of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SftpReply {
    Status(StatusCode, String),
    Handle(Handle),
    Data(Vec<u8>),
    Names(Vec<(String, EntryType)>),
    Attributes(FileAttributes),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StatusCode {
    Ok,
    Eof,
    NoSuchFile,
    PermissionDenied,
    Other,
}

/// The attributes of a file or folder, as far as the server knows them and we need them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileAttributes {
    pub(super) kind: EntryType,
    /// The size in bytes.
    pub(super) size: Option<u64>,
    /// The type and the permissions, as Unix has them.
    pub(super) mode: Option<u32>,
    /// The time of the last change, in seconds since 1970.
    pub(super) modified: Option<u32>,
}

/// Returns the packet that begins a session.
pub(super) fn init_packet() -> Vec<u8> {
    packet(INIT, &PROTOCOL_VERSION.to_be_bytes())
}

/// Parses the reply to [`init_packet`]. Returns true if the server can replace a file in one step.
pub(super) fn parse_version(packet: &[u8]) -> io::Result<bool> {
    let mut reader = PacketReader(packet);
    if reader.byte()? != VERSION || reader.number()? < PROTOCOL_VERSION {
        return Err(unexpected_packet());
    }
    let mut replaces = false;
    while !reader.0.is_empty() {
        replaces |= reader.text()? == POSIX_RENAME;
        reader.text()?;
    }
    Ok(replaces)
}

impl SftpRequest<'_> {
    /// Returns the packet of this request.
    pub(super) fn packet(self, id: u32) -> Vec<u8> {
        const READ: u32 = 1;
        const WRITE_CREATE_EXCLUSIVE: u32 = 2 + 8 + 32;
        const NO_ATTRIBUTES: u32 = 0;
        const MODE: u32 = 4;
        let mut body = id.to_be_bytes().to_vec();
        let kind = match self {
            Self::Open(path) => body.string(path).number(READ).number(NO_ATTRIBUTES).kind(3),
            Self::Create(path) => body.string(path).number(WRITE_CREATE_EXCLUSIVE).number(NO_ATTRIBUTES).kind(3),
            Self::Close(handle) => body.string(&handle.0).kind(4),
            Self::Read(handle, from, bytes) => body.string(&handle.0).long(from).number(bytes).kind(5),
            Self::Write(handle, to, bytes) => body.string(&handle.0).long(to).string(bytes).kind(6),
            Self::Lstat(path) => body.string(path).kind(7),
            Self::HandleStat(handle) => body.string(&handle.0).kind(8),
            Self::SetMode(path, mode) => body.string(path).number(MODE).number(mode).kind(9),
            Self::SetHandleMode(handle, mode) => body.string(&handle.0).number(MODE).number(mode).kind(10),
            Self::OpenFolder(path) => body.string(path).kind(11),
            Self::ReadFolder(handle) => body.string(&handle.0).kind(12),
            Self::Remove(path) => body.string(path).kind(13),
            Self::MakeFolder(path) => body.string(path).number(NO_ATTRIBUTES).kind(14),
            Self::RemoveFolder(path) => body.string(path).kind(15),
            Self::Stat(path) => body.string(path).kind(17),
            Self::Rename(from, to) => body.string(from).string(to).kind(18),
            Self::Replace(from, to) => body.string(POSIX_RENAME).string(from).string(to).kind(200),
        };
        packet(kind, &body)
    }
}

impl SftpReply {
    /// Parses a packet without its length. Returns the id of the request that it answers, and the reply.
    pub(super) fn parse(packet: &[u8]) -> io::Result<(u32, Self)> {
        let mut reader = PacketReader(packet);
        let (kind, id) = (reader.byte()?, reader.number()?);
        let reply = match kind {
            101 => {
                let status = match reader.number()? {
                    0 => StatusCode::Ok,
                    1 => StatusCode::Eof,
                    2 => StatusCode::NoSuchFile,
                    3 => StatusCode::PermissionDenied,
                    _ => StatusCode::Other,
                };
                // Old servers send no message.
                let message = reader.string().unwrap_or_default();
                let message = &message[..message.len().min(MAX_MESSAGE)];
                Self::Status(status, String::from_utf8_lossy(message).into_owned())
            }
            102 => Self::Handle(Handle(reader.short_string(MAX_HANDLE)?.to_vec())),
            103 => Self::Data(reader.short_string(MAX_READ as usize)?.to_vec()),
            104 => {
                let count = reader.number()?;
                let names = (0..count).map(|_| {
                    let (name, _long) = (reader.text()?, reader.string()?);
                    Ok((name, reader.attributes()?.kind))
                });
                Self::Names(names.collect::<io::Result<_>>()?)
            }
            105 => Self::Attributes(reader.attributes()?),
            _ => return Err(unexpected_packet()),
        };
        Ok((id, reply))
    }
}

fn packet(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 1).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), &[kind][..], body].concat()
}

/// Returns the error for bytes that are not SFTP.
fn unexpected_packet() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the server answered with something other than SFTP")
}

/// Appends the fields of a packet.
trait PacketWriter {
    fn number(&mut self, number: u32) -> &mut Self;
    fn long(&mut self, number: u64) -> &mut Self;
    fn string(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self;
    /// Ends a chain of fields with the type of the packet.
    fn kind(&self, kind: u8) -> u8 {
        kind
    }
}

impl PacketWriter for Vec<u8> {
    fn number(&mut self, number: u32) -> &mut Self {
        self.extend(number.to_be_bytes());
        self
    }

    fn long(&mut self, number: u64) -> &mut Self {
        self.extend(number.to_be_bytes());
        self
    }

    fn string(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let bytes = bytes.as_ref();
        self.number(u32::try_from(bytes.len()).unwrap_or(u32::MAX)).extend(bytes);
        self
    }
}

/// Reads the fields of a packet. Reading beyond its end is an error.
struct PacketReader<'p>(&'p [u8]);

impl<'p> PacketReader<'p> {
    fn take(&mut self, count: usize) -> io::Result<&'p [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or_else(unexpected_packet)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn byte(&mut self) -> io::Result<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    fn number(&mut self) -> io::Result<u32> {
        self.take(4).map(|bytes| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
    }

    fn string(&mut self) -> io::Result<&'p [u8]> {
        let length = self.number()?;
        self.take(usize::try_from(length).map_err(|_| unexpected_packet())?)
    }

    /// Reads a string that has no reason to be longer.
    fn short_string(&mut self, most: usize) -> io::Result<&'p [u8]> {
        self.string().and_then(|bytes| if bytes.len() > most { Err(unexpected_packet()) } else { Ok(bytes) })
    }

    fn text(&mut self) -> io::Result<String> {
        self.string().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    fn long(&mut self) -> io::Result<u64> {
        self.take(8).map(|bytes| bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn attributes(&mut self) -> io::Result<FileAttributes> {
        let flags = self.number()?;
        let has = |bit: u32| flags & bit != 0;
        let size = if has(1) { Some(self.long()?) } else { None };
        self.take(if has(2) { 8 } else { 0 })?;
        let mode = if has(4) { Some(self.number()?) } else { None };
        self.take(if has(8) { 4 } else { 0 })?;
        let modified = if has(8) { Some(self.number()?) } else { None };
        if has(0x8000_0000) {
            for _ in 0..self.number()? {
                self.string()?;
                self.string()?;
            }
        }
        let kind = match mode.map(|mode| mode & 0o170_000) {
            Some(0o100_000) => EntryType::File,
            Some(0o040_000) => EntryType::Folder,
            Some(0o120_000) => EntryType::Link,
            _ => EntryType::Other,
        };
        Ok(FileAttributes { kind, size, mode, modified })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_its_length_its_kind_its_number_and_its_fields() {
        let handle = Handle(vec![7]);
        let packet = SftpRequest::Write(&handle, 258, b"ab").packet(5);
        let expected = [&[0, 0, 0, 24, 6][..], &[0, 0, 0, 5], &[0, 0, 0, 1, 7], &[0, 0, 0, 0, 0, 0, 1, 2]].concat();
        assert_eq!(packet, [&expected[..], &[0, 0, 0, 2], b"ab"].concat());
        assert_eq!(init_packet(), [0, 0, 0, 5, 1, 0, 0, 0, 3]);
    }

    #[test]
    fn a_server_says_what_it_can() {
        let mut reader = vec![VERSION, 0, 0, 0, 3];
        assert!(!parse_version(&reader).unwrap());
        reader.string(POSIX_RENAME).string("1");
        assert!(parse_version(&reader).unwrap());
        assert!(parse_version(b"Welcome to the library!").is_err());
    }

    #[test]
    fn attributes_are_read_as_far_as_they_are_there() {
        let mut packet = vec![105, 0, 0, 0, 1];
        packet.number(1 + 2 + 4 + 8).long(5 << 32).long(0).number(0o100_640).number(7).number(8);
        let attributes =
            FileAttributes { kind: EntryType::File, size: Some(5 << 32), mode: Some(0o100_640), modified: Some(8) };
        assert_eq!(SftpReply::parse(&packet).unwrap(), (1, SftpReply::Attributes(attributes)));
    }

    #[test]
    fn a_reply_that_is_too_long_is_none() {
        let mut packet = vec![102, 0, 0, 0, 1];
        assert!(SftpReply::parse(packet.clone().string(vec![0; 256])).is_ok());
        assert!(SftpReply::parse(packet.string(vec![0; 257])).is_err());
        let mut packet = vec![101, 0, 0, 0, 1, 0, 0, 0, 4];
        packet.string("no ".repeat(10_000));
        let (_, reply) = SftpReply::parse(&packet).unwrap();
        assert!(matches!(reply, SftpReply::Status(StatusCode::Other, message) if message.len() == MAX_MESSAGE));
    }

    #[test]
    fn names_come_with_what_they_are() {
        let mut reader = vec![104, 0, 0, 0, 9, 0, 0, 0, 2];
        reader.string("a").string("drwxr-xr-x a").number(4 + 8).number(0o040_755).long(0);
        reader.string("b").string("").number(1 + 4).long(3).number(0o100_644);
        let names = vec![("a".to_owned(), EntryType::Folder), ("b".to_owned(), EntryType::File)];
        assert_eq!(SftpReply::parse(&reader).unwrap(), (9, SftpReply::Names(names)));
        // Cut at any byte, it is an error and no panic.
        for end in 0..reader.len() {
            assert!(SftpReply::parse(&reader[..end]).is_err(), "{end}");
        }
    }
}
