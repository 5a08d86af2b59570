//! The headers that real dealer systems write, per kind and field: those a field has in any kind, and those it has in
//! this one. They are compared in `columns`.

use crate::model::{
    fields::{Field, fields_of},
    rows::{Kind, headers_of},
};
use std::str::Split;

/// The fields of a kind with their headers, the most trusted first.
pub fn synonyms(kind: Kind) -> impl Iterator<Item = (Field, Split<'static, char>)> {
    let shared =
        fields_of(kind).iter().map(|field| (*field, field.headers())).filter(|(_, headers)| !headers.is_empty());
    shared.chain(headers_of(kind).iter().copied()).map(|(field, headers)| (field, headers.split('|')))
}
