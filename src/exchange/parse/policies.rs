//! Policies. A row may hold the two policies of a car, each with an expiry of its own (交强险止期, 商业险到期日): they are two rows.

use super::{
    super::{
        columns::policy_kind,
        plan::{Column, SheetPlan},
        values::word,
    },
    ParsedRow, Refusal,
    reader::{RowReader, dated, somebody},
};
use crate::model::fields::Field;
use crate::{
    diag::Matter,
    model::{rows::PolicyRow, values::PolicyKind},
};

/// The policies that have an expiry column of their own.
pub fn of(plan: &SheetPlan) -> Vec<PolicyKind> {
    let expiry = |column: &&Column| column.field == Some(Field::ExpiresOn);
    let mut kinds: Vec<_> =
        plan.columns.iter().filter(expiry).filter_map(|column| policy_kind(&column.header)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Whether a column says something of this policy: not where its header names the other one.
pub fn belongs(column: &Column, policy: PolicyKind) -> bool {
    policy_kind(&column.header).is_none_or(|kind| kind == policy)
}

/// `kind`: what the header of the expiry says. Where nothing says it, the kind is unknown until a later file does.
pub fn policy(r: &mut RowReader, kind: Option<PolicyKind>) -> Result<PolicyRow, Refusal> {
    let policy = PolicyRow {
        vin: r.vin(),
        name: r.name(),
        phone: r.phone(),
        plate: r.plate(),
        kind: kind.or_else(|| r.take(Field::PolicyKind, word::policy_kind)),
        last_insurer: r.words(Field::LastInsurer),
        insurer: r.words(Field::Insurer),
        here: r.take(Field::RenewedHere, word::yes_or_no),
        specialist: r.words(Field::Specialist),
        expires: r.day(Field::ExpiresOn),
        signed: r.day(Field::SignedOn),
    };
    somebody(&policy.name, &policy.phone, policy.vin.is_some() || policy.plate.is_some())?;
    dated(policy.expires.is_some(), Field::ExpiresOn)?;
    // A word that names something else than the two (驾意险) makes it another policy; no word leaves it open.
    let is_other = policy.kind.is_none() && r.words(Field::PolicyKind).is_some();
    if is_other { Err((Some(Field::PolicyKind), Matter::KeyKindMissing)) } else { Ok(policy) }
}

/// Of the readings of one row those that are something: a policy without an expiry was never taken out, unless none was.
pub fn kept(first: Option<ParsedRow>, second: Option<ParsedRow>) -> [Option<ParsedRow>; 2] {
    match (first, second) {
        (Some(first), Some(second)) if is_without_expiry(&second) => [Some(first), None],
        (Some(first), Some(second)) if is_without_expiry(&first) => [Some(second), None],
        both => both.into(),
    }
}

fn is_without_expiry(row: &ParsedRow) -> bool {
    row.notes.iter().any(|note| note.matter == Matter::KeyDateMissing && note.value.is_empty())
}
