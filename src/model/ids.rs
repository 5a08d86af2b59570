//! Names of things that last: rows, files, stores, and the subjects of journeys.

use crate::terms::stage::SubjectKind;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A row by what it said when it was first seen ([`keys::row_id`](super::keys::row_id)): the same file gives the same ids
/// on every device and in every import. Of a row that an earlier version imported, its serial number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowId(pub u64);

/// The number under which a row came into its store: the device's own number, then a counter. Never reused. It tells the
/// order of arrival, and it is what addresses of earlier versions have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Serial {
    pub device: u32,
    pub sequence: u32,
}

impl From<Serial> for RowId {
    fn from(serial: Serial) -> Self {
        Self((u64::from(serial.device) << 32) | u64::from(serial.sequence))
    }
}

impl RowId {
    /// Of a row that has no other id.
    pub fn serial(self) -> Serial {
        Serial { device: (self.0 >> 32) as u32, sequence: self.0 as u32 }
    }
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
    pub row: RowName,
}

/// A row in an address.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum RowName {
    /// As addresses of earlier versions have it, and those of a store that holds no other rows.
    Serial(Serial),
    /// The row's id under the store's [`Secret`](super::secret::Secret).
    Sealed(u64),
}

impl fmt::Display for SubjectRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            SubjectKind::Lead => 'l',
            SubjectKind::Ownership => 'o',
            SubjectKind::Customer => 'c',
        };
        match self.row {
            RowName::Serial(Serial { device, sequence }) => write!(f, "{kind}{device:x}-{sequence}"),
            RowName::Sealed(name) => write!(f, "{kind}{name:016x}"),
        }
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
        Ok(Self { kind, row: text[1..].parse()? })
    }
}

impl FromStr for RowName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('-') {
            Some((device, sequence)) => {
                let device = u32::from_str_radix(device, 16).map_err(|_| ())?;
                Ok(Self::Serial(Serial { device, sequence: sequence.parse().map_err(|_| ())? }))
            }
            None if text.len() == 16 && text.bytes().all(|digit| digit.is_ascii_hexdigit()) => {
                u64::from_str_radix(text, 16).map(Self::Sealed).map_err(|_| ())
            }
            None => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_survives_its_address() {
        let serial = RowName::Serial(Serial { device: 0xbeef, sequence: 42 });
        for (row, address) in [(serial, "lbeef-42"), (RowName::Sealed(0xbeef), "l000000000000beef")] {
            let subject = SubjectRef { kind: SubjectKind::Lead, row };
            assert_eq!((subject.to_string().as_str(), address.parse()), (address, Ok(subject)));
        }
        for none in ["", "l", "x1-2", "l1", "l+00000000000beef", "l-", "l1-", "l0000000000000beef", "线1-2"] {
            assert!(none.parse::<SubjectRef>().is_err(), "{none}");
        }
    }
}
