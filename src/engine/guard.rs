//! The seals of manifest and registry. They show whether the bytes on disk are damaged, or older than the last save.
//! Seals are stored beside their records, not inside, so that released versions can still read the formats.

use super::{
    manifest::Manifest,
    store::{Commit, Head},
};
use crate::protocol::command::Trouble;
use xxhash_rust::xxh3::xxh3_64;

/// Revision, next journal number and hash of a manifest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Seal {
    revision: u32,
    next_journal: u32,
    hash: u64,
}

const BYTES: usize = 16;

impl Seal {
    fn of(manifest: &Manifest, bytes: &[u8]) -> Self {
        Self { revision: manifest.revision, next_journal: manifest.next_journal, hash: xxh3_64(bytes) }
    }

    fn encode(self) -> Vec<u8> {
        [&self.revision.to_le_bytes()[..], &self.next_journal.to_le_bytes(), &self.hash.to_le_bytes()].concat()
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; BYTES] = bytes.try_into().ok()?;
        let number = |at: usize| bytes[at..at + 4].try_into().map(u32::from_le_bytes).ok();
        let hash = bytes[8..].try_into().map(u64::from_le_bytes).ok()?;
        Some(Self { revision: number(0)?, next_journal: number(4)?, hash })
    }
}

/// What became of a manifest on disk.
#[derive(Debug)]
pub enum Checked {
    /// Nothing was ever committed.
    Nothing,
    Sound(Box<Manifest>),
    /// Not what was saved; with the previous manifest, if that is whole.
    Damaged(Option<Box<Manifest>>),
    /// Whole, but not the last one saved: its revision is lower than the one noted.
    Older(Box<Manifest>),
}

/// Judges the manifest on disk. `noted`: the highest revision known to be committed.
///
/// A program that knows no seals leaves the old seal beside its new manifest. Such a manifest is accepted if its
/// revision, its next journal number and the journal itself all went on: damage cannot do that in all three places at
/// once.
pub fn check(head: &Head, noted: Option<u32>) -> Result<Checked, Trouble> {
    let Some(bytes) = &head.manifest else {
        return Ok(match &head.previous {
            None if head.guard.is_none() => Checked::Nothing,
            _ => Checked::Damaged(previous(head)),
        });
    };
    let manifest = match Manifest::decode(bytes) {
        Err(Trouble::TooNew) if is_sealed_newer(head, bytes) => return Err(Trouble::TooNew),
        Ok(manifest) => manifest,
        Err(_) => return Ok(Checked::Damaged(previous(head))),
    };
    let seal = head.guard.as_deref().map(Seal::decode);
    let sound = match seal {
        None => true,
        Some(None) => false,
        Some(Some(seal)) => seal == Seal::of(&manifest, bytes) || went_on_unsealed(&manifest, seal, head.last_journal),
    };
    Ok(match sound {
        false => Checked::Damaged(previous(head)),
        true if noted.is_some_and(|noted| manifest.revision < noted) => Checked::Older(Box::new(manifest)),
        true => Checked::Sound(Box::new(manifest)),
    })
}

/// Whether a newer format is genuine: it cannot be read here, but its hash can be checked. Otherwise one altered byte
/// would be reported as "newer version".
fn is_sealed_newer(head: &Head, bytes: &[u8]) -> bool {
    let seal = head.guard.as_deref().map(Seal::decode);
    seal.is_none_or(|seal| seal.is_some_and(|seal| seal.hash == xxh3_64(bytes)))
}

fn went_on_unsealed(manifest: &Manifest, seal: Seal, last_journal: Option<u32>) -> bool {
    let last = manifest.next_journal.checked_sub(1);
    manifest.revision > seal.revision && manifest.next_journal > seal.next_journal && last == last_journal
}

/// The manifest before the one in force, if it is whole.
pub fn previous(head: &Head) -> Option<Box<Manifest>> {
    let (seal, bytes) = head.previous.as_deref()?.split_at_checked(BYTES)?;
    let manifest = Manifest::decode(bytes).ok()?;
    (Seal::decode(seal)? == Seal::of(&manifest, bytes)).then(|| Box::new(manifest))
}

/// The commit for a manifest. `before`: the manifest it replaces, kept so that there is one to go back to.
pub fn sealed(
    manifest: &Manifest,
    before: Option<&Manifest>,
    journal: (u32, Vec<u8>),
    pages: Vec<u32>,
) -> Result<Commit, Trouble> {
    let bytes = manifest.encode()?;
    let previous = before.map(|before| {
        let bytes = before.encode()?;
        Ok([Seal::of(before, &bytes).encode(), bytes].concat())
    });
    let guard = Seal::of(manifest, &bytes).encode();
    Ok(Commit { guard, manifest: bytes, previous: previous.transpose()?, journal, pages })
}

/// The seal of the registry.
pub fn hash(bytes: &[u8]) -> Vec<u8> {
    xxh3_64(bytes).to_le_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::StoreId;

    fn manifest(revision: u32) -> Manifest {
        let fresh = Manifest::new(StoreId("one".into()), "城东店".into(), 5);
        Manifest { revision, next_journal: revision, ..fresh }
    }

    fn head(revision: u32) -> Head {
        let commit = sealed(&manifest(revision), Some(&manifest(revision - 1)), (0, vec![]), vec![]).unwrap();
        Head {
            manifest: Some(commit.manifest),
            guard: Some(commit.guard),
            previous: commit.previous,
            last_journal: Some(revision - 1),
        }
    }

    fn word(head: &Head, noted: Option<u32>) -> &'static str {
        match check(head, noted) {
            Ok(Checked::Nothing) => "nothing",
            Ok(Checked::Sound(_)) => "sound",
            Ok(Checked::Damaged(Some(_))) => "damaged, one before",
            Ok(Checked::Damaged(None)) => "damaged",
            Ok(Checked::Older(_)) => "older",
            Err(_) => "newer",
        }
    }

    #[test]
    fn any_changed_byte_of_a_manifest_is_noticed() {
        let whole = head(4);
        assert_eq!(word(&whole, Some(4)), "sound");
        for at in 0..whole.manifest.as_ref().map_or(0, Vec::len) {
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed.manifest.as_mut().unwrap()[at] ^= 1 << bit;
                assert_eq!(word(&changed, Some(4)), "damaged, one before", "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn a_changed_seal_or_one_before_is_noticed_too() {
        for at in 0..BYTES {
            let mut changed = head(4);
            changed.guard.as_mut().unwrap()[at] ^= 1;
            // None of them passes as an older program's write: the journal number does not fit.
            changed.last_journal = Some(9);
            assert_eq!(word(&changed, None), "damaged, one before", "byte {at}");
        }
        let mut changed = head(4);
        changed.manifest = None;
        *changed.previous.as_mut().unwrap().last_mut().unwrap() ^= 1;
        assert_eq!(word(&changed, None), "damaged");
    }

    #[test]
    fn what_was_put_back_is_older_and_what_an_older_program_wrote_is_sound() {
        assert_eq!(word(&head(4), Some(5)), "older");
        let written = Head { manifest: head(7).manifest, last_journal: Some(6), ..head(4) };
        assert_eq!(word(&written, Some(4)), "sound");
        let put_back = Head { manifest: head(2).manifest, ..head(4) };
        assert_eq!(word(&put_back, Some(4)), "damaged, one before");
        assert_eq!(word(&Head { guard: None, previous: None, ..head(4) }, None), "sound");
        assert_eq!(word(&Head::default(), None), "nothing");
    }
}
