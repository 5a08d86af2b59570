//! Lists of prospects without a header: leads by the order of their dates, visits by their only date.

use super::{Found, Table, look::Look, words};
use crate::model::fields::Field;

const SHARED: [(Look, Field); 7] = [
    (Look::Name, Field::Name),
    (Look::Phone, Field::Phone),
    (Look::Gender, Field::Gender),
    (Look::Level, Field::Level),
    (Look::Model, Field::Model),
    (Look::Staff, Field::Consultant),
    (Look::PriceRange, Field::Budget),
];

pub fn lead(table: &Table) -> Found {
    let mut found = Found::default().look(table, &SHARED).look(
        table,
        &[
            (Look::Code, Field::LeadCode),
            (Look::Channel, Field::Channel),
            (Look::City, Field::City),
            (Look::State, Field::OrderStatus),
            (Look::Reason, Field::DefeatReason),
        ],
    );
    let (dense, sparse): (Vec<usize>, Vec<usize>) =
        table.all(Look::Date).into_iter().partition(|at| table.columns[*at].is_dense());
    // No date of a lead is earlier than the lead itself.
    let all = || dense.iter().chain(&sparse);
    let created = dense.iter().copied().find(|first| all().all(|at| at == first || table.precedes(*first, *at)));
    found.put(created, Field::LeadCreated);
    if let Some(created) = created {
        follow(table, &mut found, created, &dense);
        steps(table, &mut found, sparse);
    }
    found
}

pub fn visit(table: &Table) -> Found {
    let at = [(Look::Date, Field::VisitAt), (Look::TimeOfDay, Field::VisitTime), (Look::Colour, Field::Colour)];
    Found::default().look(table, &SHARED).look(table, &at).look(table, &[(Look::Price, Field::Budget)])
}

/// Assignment, then first contact, then the last follow-up. Two times of day after the creation are the first two of
/// these; a single one could be either.
fn follow(table: &Table, found: &mut Found, created: usize, dense: &[usize]) {
    let later = || dense.iter().copied().filter(|at| *at != created);
    let timed: Vec<usize> = later().filter(|at| table.columns[*at].is_timed()).collect();
    let Some(chain) = table.chain(&timed).filter(|chain| chain.len() == 2) else { return };
    found.put(Some(chain[0]), Field::LeadAssigned);
    found.put(Some(chain[1]), Field::FirstContact);
    let days: Vec<usize> = later().filter(|at| !timed.contains(at)).collect();
    // The next follow-up is after the last day of the file; the last one is not.
    let last_day = timed.iter().filter_map(|at| table.latest(*at)).max();
    let past = |at: &usize| table.latest(*at).zip(last_day).is_some_and(|(at, last)| at.days_since(last) <= 1);
    if let [last] = days[..]
        && past(&last)
        && table.precedes(chain[1], last)
    {
        found.put(Some(last), Field::LastFollow);
    }
}

/// A state or reason beside them shows the dates of defeat and delivery; the other dates are told by their order, if
/// none is missing.
fn steps(table: &Table, found: &mut Found, mut sparse: Vec<usize>) {
    let state = table.one(Look::State);
    let says = |row: usize, parts: &[&str]| {
        state.is_some_and(|state| parts.iter().any(|part| table.columns[state].texts[row].contains(part)))
    };
    let reason = table.one(Look::Reason);
    let has_reason = |row: usize| reason.is_some_and(|reason| !table.columns[reason].texts[row].is_empty());
    let mut take = |test: &dyn Fn(usize) -> bool, field| {
        let fitting: Vec<usize> = sparse.iter().copied().filter(|at| table.filled_where(*at, test)).collect();
        if let [only] = fitting[..] {
            found.put(Some(only), field);
            sparse.retain(|at| *at != only);
            return true;
        }
        false
    };
    take(&|row| says(row, &[words::DEFEATED]) || has_reason(row), Field::DefeatAt);
    let mut fields = vec![Field::FirstVisit, Field::TestDriveAt, Field::QuoteAt, Field::OrderAt, Field::DealAt];
    // If every order was delivered, the two columns are filled alike; then their order decides, as for the others.
    if take(&|row| says(row, words::DELIVERED), Field::DealAt) {
        fields.pop();
        if take(&|row| says(row, words::DELIVERED) || says(row, words::ORDERED), Field::OrderAt) {
            fields.pop();
        }
    }
    if sparse.len() == fields.len()
        && let Some(chain) = table.chain(&sparse)
    {
        chain.into_iter().zip(fields).for_each(|(at, field)| found.put(Some(at), field));
    }
}
