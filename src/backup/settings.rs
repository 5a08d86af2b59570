//! What a store keeps of its own backups: under whom they are encrypted, where they go by themselves, and how the last
//! ones went. A record in the store's database, and a part of each backup.

use super::seal::{Identity, Recipient};
use serde::{Deserialize, Serialize};

/// A higher one is of a newer program, which added to the end.
const FORMAT: u8 = 1;
/// Backups that are remembered.
const REMEMBERED: usize = 20;

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Settings {
    /// `None`: no passphrase was set yet.
    pub keys: Option<Keys>,
    /// Backups go to the chosen folder by themselves; the folder is the browser's.
    pub folder: Option<String>,
    /// Good backups, the latest last.
    pub good: Vec<Good>,
    /// Why the last automatic backup was none.
    pub problem: Option<(u64, Problem)>,
    /// Rehearsals of bringing a backup back, the latest last.
    pub rehearsals: Vec<(u64, Rehearsed)>,
    /// The store that this one was restored from or over, until somebody confirms that it is not needed any more.
    pub replaces: Option<String>,
    /// When the first backup was made; rehearsals count from here.
    pub since_ms: u64,
}

/// Under whom backups are encrypted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Keys {
    /// The identity of the store's backups: a secret, kept beside the records that it protects.
    pub identity: String,
    /// The identity under the passphrase, as it goes into each backup.
    pub locked: Vec<u8>,
    /// Whom the printed recovery key belongs to.
    pub recovery: String,
    pub made_ms: u64,
}

/// A backup that was read back, opened and found the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Good {
    pub made_ms: u64,
    pub file: String,
    pub bytes: u64,
    /// The hash of the state it holds.
    pub hash: String,
    pub to: Place,
    pub rows: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Place {
    /// Handed to the user: saved or shared.
    Handed,
    /// Written into the chosen folder.
    Folder,
}

/// Why an automatic backup was none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Problem {
    /// The browser does not let the program into the folder any more, or not before it is asked.
    Revoked,
    /// The folder is not there.
    FolderGone,
    DiskFull,
    /// The browser's share is used up.
    Quota,
    /// What was written is not what was read back.
    NotTheSame,
    /// The store itself is damaged or could not be read.
    StoreUnreadable,
    Other(String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Rehearsed {
    Done,
    Skipped,
}

impl Settings {
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_extend(self, vec![FORMAT]).unwrap_or_default()
    }

    /// `None`: damaged, or of a newer program.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (format, body) = bytes.split_first()?;
        if *format < FORMAT {
            return None;
        }
        postcard::take_from_bytes(body).ok().map(|(settings, _)| settings)
    }

    pub fn keep(&mut self, good: Good) {
        if self.since_ms == 0 {
            self.since_ms = good.made_ms;
        }
        self.good.push(good);
        let over = self.good.len().saturating_sub(REMEMBERED);
        self.good.drain(..over);
    }

    pub fn last(&self) -> Option<&Good> {
        self.good.last()
    }
}

impl Keys {
    /// New ones, and the recovery key that is to be printed.
    pub fn draw(passphrase: &str, work_factor: u8, now_ms: u64) -> std::io::Result<(Self, String)> {
        let (identity, recovery) = (Identity::draw(), Identity::draw());
        let locked = identity.lock(passphrase, work_factor)?;
        let keys = Self {
            identity: identity.text(),
            locked,
            recovery: recovery.recipient().text().to_owned(),
            made_ms: now_ms,
        };
        Ok((keys, recovery.text()))
    }

    pub fn identity(&self) -> Option<Identity> {
        Identity::read(&self.identity)
    }

    /// Both, or none: a backup under one of them alone would be a trap.
    pub fn recipients(&self) -> Option<[Recipient; 2]> {
        Some([self.identity()?.recipient(), Recipient::read(&self.recovery)?])
    }

    /// The same identity under another passphrase: earlier backups stay under the earlier one.
    pub fn relock(&mut self, passphrase: &str, work_factor: u8) -> std::io::Result<()> {
        let identity = self.identity().ok_or_else(|| std::io::Error::other("no identity"))?;
        self.locked = identity.lock(passphrase, work_factor)?;
        Ok(())
    }
}
