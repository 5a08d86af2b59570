//! Rows as earlier formats of their pages keep them, and what they are now. They are frozen: stores hold them.

use crate::{
    model::{
        rows::{PolicyRow, Record},
        values::{Phone, PolicyKind, Vin},
    },
    time::Day,
};
use serde::{Deserialize, Serialize};

/// Policies of format 1 know no day of the renewal.
#[derive(Serialize, Deserialize)]
pub struct PolicyRow1 {
    vin: Option<Vin>,
    name: String,
    phone: Phone,
    plate: Option<String>,
    kind: Option<PolicyKind>,
    last_insurer: Option<String>,
    insurer: Option<String>,
    here: Option<bool>,
    specialist: Option<String>,
    expires: Option<Day>,
}

pub fn policy(record: Record<PolicyRow1>) -> Record<PolicyRow> {
    let Record { id, origin, data } = record;
    let PolicyRow1 { vin, name, phone, plate, kind, last_insurer, insurer, here, specialist, expires } = data;
    let data =
        PolicyRow { vin, name, phone, plate, kind, last_insurer, insurer, here, specialist, expires, signed: None };
    Record { id, origin, data }
}
