//! Who may write to a store. A record in its database names the writer, and every commit is checked against what is on
//! disk at that moment. Web Locks only give faster notice; plain http has none.

use super::store::Commit;

/// The record: the writer, its tab, and its last beat.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Owner {
    /// Drawn at random at every opening.
    pub writer: u64,
    /// The tab's number; it survives reloads.
    pub tab: u64,
    /// By the device's clock, in milliseconds.
    pub beat_ms: f64,
}

/// How often an owner renews its beat.
pub const BEAT_MS: u32 = 4_000;
/// After this long without a beat, an owner is frozen or gone.
pub const STALE_MS: f64 = 15_000.0;

const BYTES: usize = 24;

impl Owner {
    pub fn encode(&self) -> Vec<u8> {
        let parts = [self.writer.to_le_bytes(), self.tab.to_le_bytes(), self.beat_ms.to_le_bytes()];
        parts.concat()
    }

    /// `None` if the bytes are no such record: then nobody owns the store.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; BYTES] = bytes.try_into().ok()?;
        let part = |at: usize| <[u8; 8]>::try_from(&bytes[at..at + 8]).ok();
        Some(Self {
            writer: u64::from_le_bytes(part(0)?),
            tab: u64::from_le_bytes(part(8)?),
            beat_ms: f64::from_le_bytes(part(16)?),
        })
    }

    /// The distance counts in both directions: if the clock was set back, a beat far in the future must not keep an
    /// owner alive for ever.
    pub fn is_stale(&self, now_ms: f64) -> bool {
        (now_ms - self.beat_ms).abs() > STALE_MS
    }
}

/// What a commit finds on disk, read in its own transaction.
pub struct Found<'a> {
    pub owner: Option<Owner>,
    pub manifest: Option<&'a [u8]>,
    pub pages_missing: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Write,
    /// This very commit is on disk already: it is repeated because its answer was lost.
    Written,
    Refused,
}

/// Decides over a commit from the disk alone, so that it holds without locks too: the writer must own the store, the
/// manifest must be the one it knows, and its pages must be there. `known`: the manifest this writer last read or
/// committed. `seen`: the owner it found at opening, if a full disk kept it from writing its own record.
pub fn judge(writer: u64, seen: Option<u64>, known: Option<&[u8]>, commit: &Commit, found: &Found) -> Verdict {
    if found.manifest == Some(&commit.manifest) {
        return Verdict::Written;
    }
    let owned = found.owner.is_none_or(|owner| owner.writer == writer || seen == Some(owner.writer));
    match owned && found.manifest == known && !found.pages_missing {
        true => Verdict::Write,
        false => Verdict::Refused,
    }
}

/// Decides over an entry that is appended to the journal. `seal` and `known`: the manifest's seal on disk, and the one
/// this writer knows. `taken`: what the journal has under the number.
pub fn judge_entry(
    (writer, seen): (u64, Option<u64>),
    (owner, seal, known): (Option<Owner>, Option<&[u8]>, Option<&[u8]>),
    entry: &[u8],
    taken: Option<&[u8]>,
) -> Verdict {
    let owned = owner.is_none_or(|owner| owner.writer == writer || seen == Some(owner.writer));
    match taken {
        Some(taken) if taken == entry => Verdict::Written,
        None if owned && seal == known => Verdict::Write,
        _ => Verdict::Refused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: u64 = 7;

    fn owner(writer: u64) -> Option<Owner> {
        Some(Owner { writer, tab: 1, beat_ms: 0.0 })
    }

    #[track_caller]
    fn check(owner: Option<Owner>, manifest: Option<&[u8]>, pages_missing: bool, expected: Verdict) {
        let commit = Commit { manifest: b"new".to_vec(), ..Commit::default() };
        let found = Found { owner, manifest, pages_missing };
        assert_eq!(judge(ME, Some(9), Some(b"old"), &commit, &found), expected);
    }

    #[test]
    fn a_commit_follows_what_its_writer_knows() {
        check(owner(ME), Some(b"old"), false, Verdict::Write);
        check(None, Some(b"old"), false, Verdict::Write);
        check(owner(9), Some(b"old"), false, Verdict::Write);
        check(owner(8), Some(b"old"), false, Verdict::Refused);
        check(owner(ME), Some(b"other"), false, Verdict::Refused);
        check(owner(ME), None, false, Verdict::Refused);
        check(owner(ME), Some(b"old"), true, Verdict::Refused);
        check(owner(8), Some(b"new"), true, Verdict::Written);
    }

    #[test]
    fn an_entry_never_takes_another_ones_number() {
        let check = |owner, seal: &[u8], taken: Option<&[u8]>| {
            judge_entry((ME, None), (owner, Some(seal), Some(b"seal")), b"entry", taken)
        };
        assert_eq!(check(owner(ME), b"seal", None), Verdict::Write);
        assert_eq!(check(None, b"seal", None), Verdict::Write);
        assert_eq!(check(owner(8), b"seal", None), Verdict::Refused);
        assert_eq!(check(owner(ME), b"other", None), Verdict::Refused);
        assert_eq!(check(owner(ME), b"seal", Some(b"another")), Verdict::Refused);
        assert_eq!(check(owner(8), b"other", Some(b"entry")), Verdict::Written);
    }

    #[test]
    fn a_record_comes_back_and_grows_old() {
        let one = Owner { writer: u64::MAX - 3, tab: 12, beat_ms: 1_000_000.5 };
        assert_eq!(Owner::decode(&one.encode()), Some(one));
        assert_eq!(Owner::decode(b"short"), None);
        assert!(!one.is_stale(1_010_000.0));
        assert!(one.is_stale(1_016_000.0) && one.is_stale(980_000.0));
    }
}
