//! Reads an output without keeping all of it in memory.

use std::io::Read as _;

use super::picture_memory::PictureMemory;
use crate::disk::{DiskError, open_regular};
use crate::render::Content;

/// The bytes that are read at a time. Nearly every file is one piece.
const PIECE: usize = 32 << 20;

/// The bytes that a piece shares with the one before: what is across the border of two is whole in one of them.
const SHARED: usize = 64 << 10;

/// Passes the bytes of an output on, piece by piece.
pub fn each_piece(content: &Content, mut pass: impl FnMut(&[u8])) -> Result<(), DiskError> {
    let path = match content {
        Content::Generated(bytes) => {
            pass(bytes);
            return Ok(());
        }
        Content::Shared(bytes) => {
            pass(bytes);
            return Ok(());
        }
        Content::Picture(job) => {
            // A build says why one cannot be made. Pixels have no words.
            if !job.is_remade()
                && let Ok(bytes) = PictureMemory::default().bytes(job, &[])?
            {
                pass(&bytes);
            }
            return Ok(());
        }
        Content::File(path, _) => path,
    };
    let mut file = open_regular(path)?;
    let mut piece = Vec::new();
    loop {
        let shared = piece.len().min(SHARED);
        piece.drain(..piece.len() - shared);
        let most = (PIECE - shared) as u64;
        let read = (&mut file).take(most).read_to_end(&mut piece).map_err(DiskError::when("read", path))?;
        if read > 0 {
            pass(&piece);
        }
        if read < PIECE - shared {
            return Ok(());
        }
    }
}
