//! Policies. A row may hold both policies of a car, each with its own expiry (交强险止期, 商业险到期日); it becomes two rows.

use super::{
    super::{
        columns::policy_kind,
        plan::{Column, SheetPlan},
    },
    ParsedRow,
};
use crate::{
    diag::Matter,
    model::{fields::Field, values::PolicyKind},
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

/// Whether a column belongs to this policy: not if its header names the other one.
pub fn belongs(column: &Column, policy: PolicyKind) -> bool {
    policy_kind(&column.header).is_none_or(|kind| kind == policy)
}

/// Of one row's two readings, those that are real: a policy without an expiry was never taken out. If neither has one,
/// the first stays.
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
