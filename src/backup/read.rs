//! Reading a backup: is it one, whose, is it whole, and what is in it. Every reading checks everything: what is not as it
//! was written is named, and what is left can still be taken out.

use super::{
    container::sha256,
    header::{FORMAT, Header, MAGIC},
    parts::{HASHES, HEADER, KEY, LIST, PLAIN_DATA, Part, SEALED_DATA},
    seal::{self, Identity, Locked},
    settings::Settings,
};
use crate::{
    engine::{
        aside::Source,
        store::{Head, PageNumber},
    },
    protocol::command::Trouble,
};
use memchr::memmem;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// Why a file is not opened as a backup: four causes, each with a sentence of its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The passphrase, or the recovery key, is another one.
    WrongKey,
    /// These parts are not as they were written.
    Damaged(Vec<Part>),
    /// Written by a newer version of the program.
    Newer,
    /// Not a backup.
    NotOurs,
}

/// With what a backup is opened.
#[derive(Clone, Copy, Debug)]
pub enum Key<'a> {
    Passphrase(&'a str),
    /// The printed recovery key, or the store's own identity, as text.
    Secret(&'a str),
    /// For a backup that is not encrypted.
    None,
}

/// A file that is a backup.
pub struct Backup {
    /// What it says of itself; empty if that is damaged.
    pub header: Header,
    file: Vec<u8>,
    entries: Vec<Entry>,
    damaged: Vec<Part>,
}

/// An entry of a zip file, by where its own head stands.
struct Entry {
    name: String,
    start: usize,
    is_whole: bool,
}

/// What is in a backup, in memory.
pub struct Contents {
    data: Vec<u8>,
    /// Parts that are whole, by where they stand.
    places: BTreeMap<Part, usize>,
    /// What is damaged, or missing in the list; everything else can be taken out.
    pub damaged: Vec<Part>,
    pub settings: Settings,
    drafts: Vec<(String, String)>,
    journal: BTreeMap<u32, Vec<u8>>,
}

const SIGNATURE: &[u8] = b"PK\x03\x04";
const END: &[u8] = b"PK\x05\x06";
/// Where the first entry's name and text stand.
const NAME_AT: usize = 30;

impl Backup {
    pub fn identify(file: Vec<u8>) -> Result<Self, Fault> {
        if !is_ours(&file) {
            return Err(Fault::NotOurs);
        }
        let entries = entries(&file, |name| [HEADER, KEY, SEALED_DATA, PLAIN_DATA, HASHES].contains(&name));
        let mut backup = Self { header: Header::default(), file, entries, damaged: Vec::new() };
        let header = backup.entry(HEADER).and_then(|bytes| Header::read(std::str::from_utf8(&bytes).ok()?));
        match header {
            Some(header) if header.format > FORMAT => return Err(Fault::Newer),
            Some(header) => backup.header = header,
            None => backup.damaged.push(Part::Header),
        }
        backup.check();
        Ok(backup)
    }

    /// Parts of the file that are damaged; those of the data are known when it is opened.
    pub fn damaged(&self) -> &[Part] {
        &self.damaged
    }

    pub fn is_encrypted(&self) -> bool {
        self.entries.iter().any(|entry| entry.name == SEALED_DATA)
            || !self.entries.iter().any(|entry| entry.name == PLAIN_DATA)
    }

    fn check(&mut self) {
        let is_encrypted = self.is_encrypted();
        let wanted = match is_encrypted {
            true => vec![(KEY, Part::Key), (SEALED_DATA, Part::Data)],
            false => vec![(PLAIN_DATA, Part::Data)],
        };
        let hashes = self.entry(HASHES).and_then(|bytes| String::from_utf8(bytes).ok());
        for (name, part) in wanted {
            let bytes = self.entry(name);
            let is_listed = |bytes: &Vec<u8>| hashes.as_ref().is_none_or(|hashes| lists(hashes, name, bytes));
            if !bytes.as_ref().is_some_and(is_listed) {
                self.damaged.push(part);
            }
        }
        if hashes.is_none() {
            self.damaged.push(Part::Hashes);
        }
        if !self.is_ended() {
            self.damaged.push(Part::End);
        }
    }

    /// Whether the list at the end names every entry that is there: else the file was cut short or the list is damaged.
    fn is_ended(&self) -> bool {
        let Ok(archive) = zip::ZipArchive::new(Cursor::new(&self.file)) else { return false };
        let named = |entry: &Entry| archive.index_for_name(&entry.name).is_some();
        // Nothing behind the end.
        let end = self.file.len().checked_sub(22).and_then(|at| self.file.get(at..at + END.len()));
        archive.len() == self.entries.len() && self.entries.iter().all(named) && end == Some(END)
    }

    /// An entry that is whole.
    fn entry(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name && entry.is_whole)?;
        read_entry(&self.file, entry.start).map(|(_, bytes, _)| bytes)
    }

    /// An entry, whole or not.
    fn rest(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name == name)?;
        read_entry(&self.file, entry.start).map(|(_, bytes, _)| bytes)
    }

    /// What is in it. A damaged backup opens too, if anything of its data is left; `Contents::damaged` says what is not.
    pub fn open(mut self, key: Key<'_>) -> Result<Contents, Fault> {
        let (data, is_whole) = if self.is_encrypted() {
            let sealed = self.rest(SEALED_DATA).ok_or_else(|| Fault::Damaged(self.damaged.clone()))?;
            let identity = self.identity(key).map_err(|fault| self.unless_damaged(fault))?;
            self.file = Vec::new();
            seal::decrypt(Cursor::new(sealed), &identity).map_err(|why| match why {
                Locked::WrongKey => self.unless_damaged(Fault::WrongKey),
                Locked::Damaged => Fault::Damaged(with(&self.damaged, Part::Data)),
            })?
        } else {
            let data = self.rest(PLAIN_DATA).ok_or_else(|| Fault::Damaged(self.damaged.clone()))?;
            (data, true)
        };
        self.file = Vec::new();
        let mut damaged = self.damaged;
        if !is_whole && !damaged.contains(&Part::Data) {
            damaged.push(Part::Data);
        }
        Contents::read(data, damaged)
    }

    /// Whether a key is the right one cannot be told where the data are damaged.
    fn unless_damaged(&self, fault: Fault) -> Fault {
        if self.damaged.contains(&Part::Data) { Fault::Damaged(self.damaged.clone()) } else { fault }
    }

    /// A damaged key part and a wrong passphrase look the same to `age`; the hash tells them apart.
    fn identity(&self, key: Key<'_>) -> Result<Identity, Fault> {
        match key {
            Key::Passphrase(passphrase) => {
                if self.damaged.contains(&Part::Key) {
                    return Err(Fault::Damaged(self.damaged.clone()));
                }
                let locked = self.entry(KEY).ok_or_else(|| Fault::Damaged(with(&self.damaged, Part::Key)))?;
                Identity::unlock(&locked, passphrase).map_err(|why| match why {
                    Locked::WrongKey => Fault::WrongKey,
                    Locked::Damaged => Fault::Damaged(with(&self.damaged, Part::Key)),
                })
            }
            Key::Secret(secret) => Identity::read(secret).ok_or(Fault::WrongKey),
            Key::None => Err(Fault::WrongKey),
        }
    }
}

fn with(damaged: &[Part], part: Part) -> Vec<Part> {
    let mut damaged = damaged.to_vec();
    if !damaged.contains(&part) {
        damaged.push(part);
    }
    damaged
}

/// Whether a list of hashes has this one.
fn lists(hashes: &str, name: &str, bytes: &[u8]) -> bool {
    let line = format!("{}  {name}", sha256(bytes));
    hashes.lines().any(|listed| listed == line)
}

/// By how the file begins, where a damaged byte or a cut must not make it a stranger; or by the names at its end.
fn is_ours(file: &[u8]) -> bool {
    let fixed = [(0, SIGNATURE), (NAME_AT, HEADER.as_bytes()), (NAME_AT + HEADER.len(), MAGIC.as_bytes())];
    let (mut same, mut compared) = (0, 0);
    for (at, expected) in fixed {
        for (found, expected) in file.get(at..).unwrap_or_default().iter().zip(expected) {
            compared += 1;
            same += usize::from(found == expected);
        }
    }
    let begins = same * 10 >= compared * 9;
    let end = &file[file.len().saturating_sub(1 << 10)..];
    begins || [HEADER, HASHES].iter().all(|name| memmem::find(end, name.as_bytes()).is_some())
}

/// The entries of a zip file in the order in which they stand, by their own heads: the list at the end may be cut off. Where
/// an entry is damaged, the next head is looked for.
fn entries(file: &[u8], is_known: impl Fn(&str) -> bool) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    while let Some(start) = memmem::find(file.get(at..).unwrap_or_default(), SIGNATURE).map(|found| at + found) {
        at = start + SIGNATURE.len();
        let Some((name, _, end)) = read_entry(file, start).filter(|(name, ..)| is_known(name)) else { continue };
        if let Some(end) = end {
            at = end;
        }
        if !entries.iter().any(|entry| entry.name == name && entry.is_whole) {
            entries.retain(|entry| entry.name != name);
            entries.push(Entry { name, start, is_whole: end.is_some() });
        }
    }
    entries
}

/// Name and bytes of an entry, and where it ends; without an end it is damaged, and the bytes are what could be read.
fn read_entry(file: &[u8], start: usize) -> Option<(String, Vec<u8>, Option<usize>)> {
    let mut rest = Cursor::new(file.get(start..)?);
    let mut bytes = Vec::new();
    let (name, is_whole) = {
        let mut entry = zip::read::read_zipfile_from_stream(&mut rest).ok()??;
        let name = entry.name().ok()?.into_owned();
        let is_whole = entry.read_to_end(&mut bytes).is_ok();
        (name, is_whole)
    };
    let end = start + rest.position() as usize;
    Some((name, bytes, is_whole.then_some(end)))
}

impl Contents {
    fn read(data: Vec<u8>, mut damaged: Vec<Part>) -> Result<Self, Fault> {
        let found = entries(&data, |name| name.is_ascii());
        let whole = found.iter().filter(|entry| entry.is_whole);
        let names: BTreeMap<&str, usize> = whole.map(|entry| (entry.name.as_str(), entry.start)).collect();
        let bytes = |name: &str| names.get(name).and_then(|start| read_entry(&data, *start)).map(|(_, bytes, _)| bytes);
        let list = bytes(LIST).and_then(|bytes| String::from_utf8(bytes).ok());
        let mut places: BTreeMap<Part, usize> =
            names.iter().filter_map(|(name, start)| Some((Part::of_data(name)?, *start))).collect();
        match &list {
            Some(list) => {
                for (name, part) in listed(list) {
                    if !bytes(name).is_some_and(|bytes| lists(list, name, &bytes)) {
                        places.remove(&part);
                        damaged.push(part);
                    }
                }
            }
            None => damaged.push(Part::List),
        }
        let mut contents =
            Self { data, places, damaged, settings: Settings::default(), drafts: Vec::new(), journal: BTreeMap::new() };
        contents.unpack();
        if contents.places.keys().all(|part| matches!(part, Part::List | Part::Settings | Part::Drafts)) {
            // Nothing of the store is left.
            return Err(Fault::Damaged(contents.damaged));
        }
        Ok(contents)
    }

    /// The small parts. One that cannot be understood is damaged: its hash would have told otherwise.
    fn unpack(&mut self) {
        let journals: Vec<Part> = self.places.keys().filter(|part| matches!(part, Part::Journal(_))).cloned().collect();
        for part in journals {
            match self.bytes(&part).and_then(|bytes| postcard::from_bytes::<Vec<(u32, Vec<u8>)>>(&bytes).ok()) {
                Some(entries) => self.journal.extend(entries),
                None => self.is_damaged(part),
            }
        }
        if self.places.contains_key(&Part::Drafts) {
            match self.bytes(&Part::Drafts).and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
                Some(drafts) => self.drafts = drafts,
                None => self.is_damaged(Part::Drafts),
            }
        }
        if let Some(settings) = self.bytes(&Part::Settings).and_then(|bytes| Settings::decode(&bytes)) {
            self.settings = settings;
        }
    }

    fn is_damaged(&mut self, part: Part) {
        self.places.remove(&part);
        self.damaged.push(part);
    }

    pub fn is_whole(&self) -> bool {
        self.damaged.is_empty()
    }

    /// Whether it holds a store, and not only pages of one.
    pub fn has_manifest(&self) -> bool {
        self.places.contains_key(&Part::Manifest)
    }

    fn bytes(&self, part: &Part) -> Option<Vec<u8>> {
        let (_, bytes, _) = read_entry(&self.data, *self.places.get(part)?)?;
        Some(bytes)
    }
}

/// The names in a list of hashes that stand for parts this program knows.
fn listed(list: &str) -> impl Iterator<Item = (&str, Part)> {
    list.lines().filter_map(|line| line.split_once("  ")).filter_map(|(_, name)| Some((name, Part::of_data(name)?)))
}

impl Source for Contents {
    async fn head(&mut self) -> Result<Head, Trouble> {
        Ok(Head {
            manifest: self.bytes(&Part::Manifest),
            guard: self.bytes(&Part::Guard),
            previous: self.bytes(&Part::Previous),
            last_journal: self.journal.keys().next_back().copied(),
        })
    }

    async fn pages(&mut self, numbers: &[PageNumber]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        Ok(numbers.iter().map(|number| self.bytes(&Part::Page(*number))).collect())
    }

    async fn page_numbers(&mut self) -> Result<Vec<PageNumber>, Trouble> {
        let number = |part: &Part| match part {
            Part::Page(number) => Some(*number),
            _ => None,
        };
        Ok(self.places.keys().filter_map(number).collect())
    }

    async fn journal(&mut self, numbers: &[u32]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        Ok(numbers.iter().map(|number| self.journal.get(number).cloned()).collect())
    }

    async fn drafts(&mut self) -> Result<Vec<(String, String)>, Trouble> {
        Ok(self.drafts.clone())
    }
}
