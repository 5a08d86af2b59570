//! Who can open a backup, by `age`: the store's identity, which travels under the passphrase, and the recovery key, which
//! is printed. A passphrase must be the only recipient of an age file, so the data are never under it directly.

use age::{
    Decryptor, Encryptor,
    secrecy::{ExposeSecret, SecretString},
    x25519,
};
use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    str::FromStr,
};

/// Of scrypt: 2^16 rounds, 64 MB, about a second on a tablet.
pub const WORK_FACTOR: u8 = 16;
/// A file that asks for more is refused: it would stop a tablet for minutes.
const MOST_WORK: u8 = 18;
/// Bytes of data in a chunk of an age file (the format's own number).
const CHUNK: u64 = 64 << 10;

/// The identity of a store's backups: a secret.
#[derive(Clone)]
pub struct Identity(x25519::Identity);

/// Whom data are encrypted to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipient(String);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Locked {
    /// The passphrase, or the key, is another one.
    WrongKey,
    /// Not as it was written.
    Damaged,
}

impl Identity {
    pub fn draw() -> Self {
        Self(x25519::Identity::generate())
    }

    /// As `age` reads it from a file, and as it is printed. Spaces and small letters are forgiven: it is typed from paper.
    pub fn read(text: &str) -> Option<Self> {
        let written = |line: &&str| !line.trim_start().starts_with('#');
        let key: String =
            text.lines().filter(written).flat_map(str::chars).filter(|one| !one.is_whitespace()).collect();
        x25519::Identity::from_str(&key.to_ascii_uppercase()).ok().map(Self)
    }

    /// `AGE-SECRET-KEY-1…`
    pub fn text(&self) -> String {
        self.0.to_string().expose_secret().to_owned()
    }

    pub fn recipient(&self) -> Recipient {
        Recipient(self.0.to_public().to_string())
    }

    /// The identity as an age file under a passphrase.
    pub fn lock(&self, passphrase: &str, work_factor: u8) -> io::Result<Vec<u8>> {
        let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
        recipient.set_work_factor(work_factor);
        let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient));
        let mut file = Vec::new();
        let mut writer = encryptor.map_err(io::Error::other)?.wrap_output(&mut file)?;
        writer.write_all(format!("{}\n", self.text()).as_bytes())?;
        writer.finish()?;
        Ok(file)
    }

    pub fn unlock(file: &[u8], passphrase: &str) -> Result<Self, Locked> {
        let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
        identity.set_max_work_factor(MOST_WORK);
        let mut text = String::new();
        let reader = opened(file, &identity)?;
        // The key is some eighty bytes; a longer text is none.
        reader.take(1 << 10).read_to_string(&mut text).map_err(|_| Locked::Damaged)?;
        Self::read(&text).ok_or(Locked::Damaged)
    }
}

impl Recipient {
    /// `age1…`
    pub fn read(text: &str) -> Option<Self> {
        x25519::Recipient::from_str(text.trim()).ok().map(|recipient| Self(recipient.to_string()))
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Encrypts to these; finish it, or the file is cut short.
pub fn encrypt<W: Write>(recipients: &[Recipient], output: W) -> io::Result<age::stream::StreamWriter<W>> {
    let keys = recipients.iter().map(|recipient| x25519::Recipient::from_str(&recipient.0));
    let keys = keys.collect::<Result<Vec<_>, _>>().map_err(io::Error::other)?;
    let keys = keys.iter().map(|key| key as &dyn age::Recipient);
    Encryptor::with_recipients(keys).map_err(io::Error::other)?.wrap_output(output)
}

/// The data of an age file, and whether some are missing. A chunk that is damaged is left out as zeros, so that what stands
/// behind it keeps its place.
pub fn decrypt<R: Read + Seek>(mut file: R, identity: &Identity) -> Result<(Vec<u8>, bool), Locked> {
    let (mut data, mut is_whole) = (Vec::new(), true);
    loop {
        file.seek(SeekFrom::Start(0)).map_err(|_| Locked::Damaged)?;
        let mut reader = opened(&mut file, &identity.0)?;
        if skip_to(&mut reader, data.len() as u64).is_none() {
            return Ok((data, false));
        }
        if reader.read_to_end(&mut data).is_ok() {
            return Ok((data, is_whole));
        }
        is_whole = false;
        let next = (data.len() as u64 / CHUNK + 1) * CHUNK;
        data.resize(next as usize, 0);
    }
}

/// `None`: there is nothing.
fn skip_to<R: Read + Seek>(reader: &mut age::stream::StreamReader<R>, to: u64) -> Option<()> {
    if to == 0 {
        return Some(());
    }
    let end = reader.seek(SeekFrom::End(0)).ok()?;
    (to < end).then_some(())?;
    reader.seek(SeekFrom::Start(to)).ok().map(drop)
}

fn opened<R: Read>(file: R, identity: &dyn age::Identity) -> Result<age::stream::StreamReader<R>, Locked> {
    let decryptor = Decryptor::new(file).map_err(|_| Locked::Damaged)?;
    decryptor.decrypt(std::iter::once(identity)).map_err(|why| match why {
        age::DecryptError::NoMatchingKeys
        | age::DecryptError::DecryptionFailed
        | age::DecryptError::KeyDecryptionFailed => Locked::WrongKey,
        _ => Locked::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    /// Quick, for tests only.
    const WORK: u8 = 2;

    fn sealed(data: &[u8], identity: &Identity) -> Vec<u8> {
        let mut file = Vec::new();
        let mut writer = encrypt(&[identity.recipient(), Identity::draw().recipient()], &mut file).unwrap();
        writer.write_all(data).unwrap();
        writer.finish().unwrap();
        file
    }

    #[test]
    fn a_key_typed_from_paper_is_read() {
        let identity = Identity::draw();
        let text = identity.text();
        let typed = format!("# 恢复密钥\n {} {} \n", &text[..30].to_lowercase(), &text[30..]);
        assert_eq!(Identity::read(&typed).unwrap().text(), text);
        assert!(Identity::read(&text.replace('Q', "P").replace('Z', "Q")).is_none_or(|other| other.text() == text));
        assert!(Identity::read("AGE-SECRET-KEY-1").is_none() && Identity::read("").is_none());
    }

    #[test]
    fn the_passphrase_opens_the_identity_and_no_other_does() {
        let identity = Identity::draw();
        let file = identity.lock("马到成功 2026", WORK).unwrap();
        assert_eq!(Identity::unlock(&file, "马到成功 2026").unwrap().text(), identity.text());
        assert_eq!(Identity::unlock(&file, "马到成功 2025").err(), Some(Locked::WrongKey));
        assert_eq!(Identity::unlock(&file[..file.len() - 1], "马到成功 2026").err(), Some(Locked::Damaged));
    }

    #[test]
    fn a_file_that_asks_for_too_much_work_is_refused() {
        let identity = Identity::draw();
        let file = String::from_utf8_lossy(&identity.lock("x", WORK).unwrap()).into_owned();
        let at = file.find("-> scrypt").unwrap();
        let line = file[at..].lines().next().unwrap();
        let asking = format!("{}24", line.strip_suffix('2').unwrap());
        let file = [&file.as_bytes()[..at], asking.as_bytes(), b"\n"].concat();
        assert_eq!(Identity::unlock(&file, "x").err(), Some(Locked::Damaged));
    }

    #[test]
    fn what_is_damaged_takes_its_chunk_along_and_no_more() {
        let identity = Identity::draw();
        let data: Vec<u8> = (0..5 * CHUNK as u32 + 1_000).map(|at| (at % 251) as u8).collect();
        let whole = sealed(&data, &identity);
        assert_eq!(decrypt(Cursor::new(&whole), &identity), Ok((data.clone(), true)));
        assert_eq!(decrypt(Cursor::new(&whole), &Identity::draw()), Err(Locked::WrongKey));
        let head = whole.len() - data.len() - 6 * 16;
        for damaged in 0..5usize {
            let mut file = whole.clone();
            file[head + damaged * (CHUNK as usize + 16) + 77] ^= 4;
            let (found, is_whole) = decrypt(Cursor::new(&file), &identity).unwrap();
            let range = damaged * CHUNK as usize..(damaged + 1) * CHUNK as usize;
            assert!(!is_whole && found[range.clone()].iter().all(|byte| *byte == 0), "{damaged}");
            assert_eq!((&found[..range.start], &found[range.end..]), (&data[..range.start], &data[range.end..]));
        }
        // Cut short, or with its last chunk damaged: everything before.
        for file in [&whole[..whole.len() - 1], &whole[..head + 3 * (CHUNK as usize + 16) + 5]] {
            let (found, is_whole) = decrypt(Cursor::new(file), &identity).unwrap();
            assert!(!is_whole && found.len() >= 3 * CHUNK as usize);
            assert_eq!(found[..3 * CHUNK as usize], data[..3 * CHUNK as usize]);
        }
    }
}
