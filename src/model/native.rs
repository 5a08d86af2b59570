//! Rows that people write here (native): what they are about, whether they are dropped, and which entries of the journal
//! wrote them. These stand in columns beside the row's names (`rows`).

use super::ids::RowId;
use crate::{
    columnar::{Row as Cursor, Tag},
    terms::stage::SubjectKind,
};

/// The row that the record is about: any row of its subject.
pub const ABOUT: Tag = Tag(6);
pub const ABOUT_KIND: Tag = Tag(7);
/// 1 while the record is dropped: it stays in its place and takes part in nothing.
pub const DROPPED: Tag = Tag(8);
/// The numbers of the journal's entries that wrote the row, with a space between: its history.
pub const WRITTEN: Tag = Tag(9);

/// What a native record is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct About {
    pub kind: SubjectKind,
    pub row: RowId,
}

/// `None`: the record names nobody, or a kind of subject that a newer program knows.
pub fn about_of(row: Cursor) -> Option<About> {
    Some(About { kind: SubjectKind::of_number(row.int(ABOUT_KIND)?)?, row: RowId(row.int(ABOUT)? as u64) })
}

pub fn is_dropped(row: Cursor) -> bool {
    row.int(DROPPED).is_some_and(|dropped| dropped != 0)
}

/// The journal's numbers, in the order in which the entries came.
pub fn written_by(row: Cursor) -> impl Iterator<Item = u32> {
    row.text(WRITTEN).unwrap_or_default().split(' ').filter_map(|number| number.parse().ok())
}
