//! The first format of pages: rows one after another, in postcard. Frozen: such pages are read and put into columns, never written.
//! A version of it had so many values a row ([`Import::ROW_FORMATS`]); what a version had not is absent.

use crate::{
    columnar::{Page, PageWriter},
    model::{
        ids::{Origin, RowId},
        rows::{Kind, Listed, put_id, put_origin},
        visible::visible,
    },
    schema::{import::Import, row::Stored},
};
use serde::{Deserialize, de::DeserializeSeed};
use std::borrow::Cow;

/// How many values a row has in each version.
pub fn formats(kind: Kind) -> &'static [usize] {
    of_kind!(kind, Row => Row::ROW_FORMATS)
}

/// `None`: no such rows were ever written.
pub fn read(kind: Kind, format: u8, bytes: &[u8]) -> Option<Page> {
    let values = *formats(kind).get(usize::from(format).checked_sub(1)?)?;
    of_kind!(kind, Row => rows::<Row>(bytes, values))
}

fn rows<T: Listed>(bytes: &[u8], values: usize) -> Option<Page> {
    let mut reader = postcard::Deserializer::from_bytes(bytes);
    let mut page = PageWriter::new();
    let count = usize::deserialize(&mut reader).ok()?;
    for _ in 0..count {
        let (id, origin) = <(RowId, Origin)>::deserialize(&mut reader).ok()?;
        let mut row: T = Stored::of(values).deserialize(&mut reader).ok()?;
        clean(row.name_mut());
        if !page.begin_row() {
            return None;
        }
        put_id(&mut page, id);
        put_origin(&mut page, origin);
        row.put(&mut page);
    }
    Page::open(page.finish()).ok()
}

/// Names of earlier versions may hold marks that nobody sees; two spellings of one name would be two people.
fn clean(name: &mut String) {
    if let Cow::Owned(seen) = visible(name) {
        *name = seen;
    }
}
