//! Writing zip files into what cannot be rewound: a folder's file, a stream under encryption.

use sha2::{Digest, Sha256};
use std::io::{self, Read, Seek, SeekFrom, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// How hard the data are compressed. Most of the time goes into it, and higher levels gain little on columns.
const LEVEL: i64 = 3;

/// Lets a zip writer go back to the head of the entry that it has just written, and no further: what stands before is
/// written for good.
pub struct Rewindable<W> {
    inner: W,
    /// Bytes that are written for good.
    gone: u64,
    held: Vec<u8>,
    /// Where the next byte goes, among those held.
    at: usize,
}

impl<W: Write> Rewindable<W> {
    pub fn new(inner: W) -> Self {
        Self { inner, gone: 0, held: Vec::new(), at: 0 }
    }
}

impl<W: Write> Write for Rewindable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let over = bytes.len().min(self.held.len() - self.at);
        self.held[self.at..self.at + over].copy_from_slice(&bytes[..over]);
        self.held.extend_from_slice(&bytes[over..]);
        self.at += bytes.len();
        Ok(bytes.len())
    }

    /// Writes for good whatever is held: the zip writer says so behind each entry.
    fn flush(&mut self) -> io::Result<()> {
        self.inner.write_all(&self.held)?;
        self.gone += self.held.len() as u64;
        self.held.clear();
        self.at = 0;
        Ok(())
    }
}

/// The zip writer's switch that makes it flush behind each entry asks for a reader as well. Nothing is ever read.
impl<W> Read for Rewindable<W> {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl<W: Write> Seek for Rewindable<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let from = |base: u64, by: i64| base.checked_add_signed(by);
        let wanted = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => from(self.gone + self.at as u64, by),
            SeekFrom::End(by) => from(self.gone + self.held.len() as u64, by),
        };
        let at = wanted.and_then(|at| at.checked_sub(self.gone)).filter(|at| *at <= self.held.len() as u64);
        self.at = at.ok_or_else(|| io::Error::other("written for good"))? as usize;
        Ok(self.gone + self.at as u64)
    }
}

/// A zip file of parts, of each of which the SHA-256 is noted. It writes to one type only: the zip writer is large, and
/// compiled anew for each.
pub struct Parts<'a> {
    zip: ZipWriter<Rewindable<&'a mut dyn Write>>,
    options: SimpleFileOptions,
    hashes: String,
}

impl<'a> Parts<'a> {
    /// Parts as they are, for a reader that cannot inflate or what cannot be compressed.
    pub fn stored(inner: &'a mut dyn Write) -> Self {
        Self::with(inner, SimpleFileOptions::default().compression_method(CompressionMethod::Stored))
    }

    pub fn compressed(inner: &'a mut dyn Write) -> Self {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        Self::with(inner, options.compression_level(Some(LEVEL)))
    }

    /// Entries have no moment of their own: `backup.txt` has that of the whole.
    fn with(inner: &'a mut dyn Write, options: SimpleFileOptions) -> Self {
        let options = options.last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Rewindable::new(inner));
        zip.set_flush_on_finish_file(true);
        Self { zip, options, hashes: String::new() }
    }

    pub fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.stream(name, |part| part.write_all(bytes))
    }

    /// A part that is a compressed file itself.
    pub fn put_packed(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let options = self.options;
        self.options = options.compression_method(CompressionMethod::Stored).compression_level(None);
        let put = self.put(name, bytes);
        self.options = options;
        put
    }

    /// A part that is written bit by bit.
    pub fn stream(&mut self, name: &str, write: impl FnOnce(&mut Hashed<'_, 'a>) -> io::Result<()>) -> io::Result<()> {
        self.zip.start_file(name, self.options)?;
        let mut part = Hashed { zip: &mut self.zip, hash: Sha256::new() };
        write(&mut part)?;
        let hash = hex(&part.hash.finalize());
        self.hashes.push_str(&format!("{hash}  {name}\n"));
        Ok(())
    }

    /// The list of hashes so far, as a part of its own.
    pub fn put_hashes(&mut self, name: &str) -> io::Result<()> {
        let hashes = std::mem::take(&mut self.hashes);
        self.zip.start_file(name, self.options)?;
        self.zip.write_all(hashes.as_bytes())
    }

    pub fn finish(self) -> io::Result<()> {
        self.zip.finish()?.flush()
    }
}

/// A part that is being written.
pub struct Hashed<'p, 'a> {
    zip: &'p mut ZipWriter<Rewindable<&'a mut dyn Write>>,
    hash: Sha256,
}

impl Write for Hashed<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.zip.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
