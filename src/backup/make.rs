//! Making a backup: a store's parts, encrypted, into one file. It is a backup only once `read` has opened it again and
//! found the same state.

use super::{
    container::Parts,
    header::Header,
    parts::{ENTRIES, HASHES, HEADER, KEY, LIST, PLAIN_DATA, Part, SEALED_DATA},
    seal,
    settings::{Keys, Settings},
};
use crate::{
    engine::{
        Progress,
        aside::{self, carried, kind_of},
        store::Head,
    },
    protocol::command::Trouble,
};
use std::io::{self, Write};

/// Pages that are in memory at once.
const PAGES: usize = 64;

/// What a backup is made of besides the store.
pub struct Making<'a> {
    pub header: Header,
    /// `None`: not encrypted.
    pub keys: Option<&'a Keys>,
    pub settings: &'a Settings,
}

/// The store's parts in one moment. Pages and entries are written once and never changed, so what the head names stays
/// as it is while they are read; only a change of the rows may sweep old pages away, and then a page is missing.
pub async fn whole<S: aside::Source>(
    store: &mut S,
    head: &Head,
    making: Making<'_>,
    progress: Progress<'_>,
) -> Result<Vec<u8>, Trouble> {
    let (manifest, pages) = carried(head)?;
    let heads = vec![(Part::Manifest, manifest)];
    write(store, Wanted { heads, pages, journal: journal_of(head), skips: false }, making, progress).await
}

/// What can still be read of a store, as it stands: its manifest or what is left of it, and every page that is whole by its
/// own hash.
pub async fn partial<S: aside::Source>(
    store: &mut S,
    head: &Head,
    making: Making<'_>,
    progress: Progress<'_>,
) -> Result<Vec<u8>, Trouble> {
    let parts = [(Part::Manifest, &head.manifest), (Part::Guard, &head.guard), (Part::Previous, &head.previous)];
    let heads = parts.into_iter().filter_map(|(part, bytes)| Some((part, bytes.clone()?))).collect();
    let pages = store.page_numbers().await?;
    write(store, Wanted { heads, pages, journal: journal_of(head), skips: true }, making, progress).await
}

fn journal_of(head: &Head) -> u32 {
    head.last_journal.map_or(0, |last| last + 1)
}

struct Wanted {
    heads: Vec<(Part, Vec<u8>)>,
    pages: Vec<u32>,
    journal: u32,
    /// Whether a page that is missing or damaged is left out; else the backup fails.
    skips: bool,
}

async fn write<S: aside::Source>(
    store: &mut S,
    source: Wanted,
    making: Making<'_>,
    progress: Progress<'_>,
) -> Result<Vec<u8>, Trouble> {
    // The data are gathered first: they come from the database bit by bit, and the file around them wants their length.
    let mut gathered = Gathered::new(making.keys).map_err(failed)?;
    let mut data = Parts::compressed(&mut gathered);
    // Without encryption the keys stay at home: they would open every other backup.
    let settings = Settings { keys: making.keys.cloned(), ..making.settings.clone() };
    parts(store, source, &settings, &mut data, progress).await?;
    data.finish().map_err(failed)?;
    let data = gathered.finish().map_err(failed)?;
    container(&making, &data).map_err(failed)
}

fn container(making: &Making<'_>, data: &[u8]) -> io::Result<Vec<u8>> {
    let mut output = Vec::with_capacity(data.len() + (4 << 10));
    let mut file = Parts::stored(&mut output);
    file.put(HEADER, making.header.text().as_bytes())?;
    match making.keys {
        Some(keys) => {
            file.put(KEY, &keys.locked)?;
            file.put(SEALED_DATA, data)?;
        }
        None => file.put(PLAIN_DATA, data)?,
    }
    file.put_hashes(HASHES)?;
    file.finish()?;
    Ok(output)
}

async fn parts<S: aside::Source>(
    store: &mut S,
    source: Wanted,
    settings: &Settings,
    data: &mut Parts<'_>,
    progress: Progress<'_>,
) -> Result<(), Trouble> {
    let put = |data: &mut Parts<'_>, part: &Part, bytes: &[u8]| data.put(&part.to_string(), bytes).map_err(failed);
    for (part, bytes) in &source.heads {
        put(data, part, bytes)?;
    }
    let total = source.pages.len() as u32;
    for (chunk, numbers) in (0u32..).zip(source.pages.chunks(PAGES)) {
        progress(chunk * PAGES as u32, total);
        for (number, bytes) in numbers.iter().zip(store.pages(numbers).await?) {
            let bytes = bytes.filter(|bytes| !source.skips || kind_of(*number, bytes).is_some());
            match bytes {
                Some(bytes) => put(data, &Part::Page(*number), &bytes)?,
                None if source.skips => {}
                // Swept away by a change made meanwhile, or lost.
                None => return Err(Trouble::Vanished),
            }
        }
    }
    for first in (0..source.journal).step_by(ENTRIES as usize) {
        let numbers: Vec<u32> = (first..source.journal.min(first + ENTRIES)).collect();
        let found = numbers.iter().copied().zip(store.journal(&numbers).await?);
        let found: Vec<(u32, Vec<u8>)> = found.filter_map(|(number, bytes)| Some((number, bytes?))).collect();
        if !found.is_empty() {
            put(data, &Part::Journal(first), &encoded(&found)?)?;
        }
    }
    put(data, &Part::Drafts, &encoded(&store.drafts().await?)?)?;
    put(data, &Part::Settings, &settings.encode())?;
    data.put_hashes(LIST).map_err(failed)?;
    progress(total, total);
    Ok(())
}

fn encoded<T: serde::Serialize>(value: &T) -> Result<Vec<u8>, Trouble> {
    postcard::to_stdvec(value).map_err(|_| Trouble::Storage { name: "EncodeError".into(), detail: "backup".into() })
}

pub(super) fn failed(why: io::Error) -> Trouble {
    Trouble::Storage { name: "backup".into(), detail: why.to_string() }
}

/// The data in memory, encrypted or not.
enum Gathered {
    Sealed(Box<age::stream::StreamWriter<Vec<u8>>>),
    Plain(Vec<u8>),
}

impl Gathered {
    fn new(keys: Option<&Keys>) -> io::Result<Self> {
        Ok(match keys {
            Some(keys) => {
                let recipients = keys.recipients().ok_or_else(|| io::Error::other("the keys are damaged"))?;
                Self::Sealed(Box::new(seal::encrypt(&recipients, Vec::new())?))
            }
            None => Self::Plain(Vec::new()),
        })
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Self::Sealed(writer) => writer.finish(),
            Self::Plain(bytes) => Ok(bytes),
        }
    }
}

impl Write for Gathered {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Sealed(writer) => writer.write(bytes),
            Self::Plain(gathered) => gathered.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
