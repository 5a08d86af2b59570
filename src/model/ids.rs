//! Names of things that last: rows, files, stores, and the subjects of journeys.

use crate::terms::stage::SubjectKind;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A row of a store. Never reused, and distinct across devices: the device's own number, then a counter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct RowId {
    pub device: u32,
    pub sequence: u32,
}

/// An imported file, numbered from 0 within its store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A store (一家店), which is one database.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct StoreId(pub String);

/// Where a row came from: the file, the sheet's position among those read, and the row or line number as the file counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Origin {
    pub file: FileId,
    pub sheet: u16,
    pub row: u32,
}

/// The subject of a journey, by the row that first mentions it, so that links outlive a re-derivation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct SubjectRef {
    pub kind: SubjectKind,
    pub row: RowId,
}

impl fmt::Display for SubjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            SubjectKind::Lead => 'l',
            SubjectKind::Ownership => 'o',
            SubjectKind::Customer => 'c',
        };
        write!(f, "{kind}{:x}-{}", self.row.device, self.row.sequence)
    }
}

impl FromStr for SubjectRef {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let kind = match text.chars().next() {
            Some('l') => SubjectKind::Lead,
            Some('o') => SubjectKind::Ownership,
            Some('c') => SubjectKind::Customer,
            _ => return Err(()),
        };
        let (device, sequence) = text[1..].split_once('-').ok_or(())?;
        let device = u32::from_str_radix(device, 16).map_err(|_| ())?;
        Ok(Self { kind, row: RowId { device, sequence: sequence.parse().map_err(|_| ())? } })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_survives_its_address() {
        let subject = SubjectRef { kind: SubjectKind::Lead, row: RowId { device: 0xbeef, sequence: 42 } };
        assert_eq!(subject.to_string().parse(), Ok(subject));
        assert!("x1-2".parse::<SubjectRef>().is_err());
    }
}
