//! Lists of owners without a header: sales, service orders, policies, survey answers, cards.

use super::{Found, Table, look::Look};
use crate::exchange::{cell::Cell, values::word};
use crate::model::{fields::Field, values::AnswerKind};

const SHARED: [(Look, Field); 5] = [
    (Look::Name, Field::Name),
    (Look::Phone, Field::Phone),
    (Look::Vin, Field::Vin),
    (Look::Plate, Field::Plate),
    (Look::Model, Field::Model),
];

/// A car is delivered at most this long after its invoice; a later date is a plan.
const LONGEST_HANDOVER_DAYS: i32 = 60;
/// A file that is kept up to date ends within this many days of its last sale.
const FILE_END_DAYS: i32 = 31;
/// This many cars with several rows can tell an owner from whoever brought the car.
const FEWEST_CARS: usize = 10;

/// A single date is the day the car was bought, whatever the system calls it; of two dates, the invoice comes before
/// the delivery.
pub fn sale(table: &Table) -> Found {
    let own = [(Look::Price, Field::Price), (Look::Staff, Field::Consultant)];
    let mut found = Found::default().look(table, &SHARED).look(table, &own);
    let dates: Vec<usize> = table.all(Look::Date).into_iter().filter(|at| table.columns[*at].is_dense()).collect();
    match table.chain(&dates).as_deref() {
        Some([only]) => found.put(Some(*only), Field::BoughtOn),
        Some([invoiced, delivered]) if near(table, *invoiced, *delivered) => {
            found.put(Some(*invoiced), Field::InvoicedOn);
            found.put(Some(*delivered), Field::DeliveredOn);
        }
        Some([invoiced, delivered, planned]) if near(table, *invoiced, *delivered) => {
            found.put(Some(*invoiced), Field::InvoicedOn);
            found.put(Some(*delivered), Field::DeliveredOn);
            let is_planned = !near(table, *delivered, *planned) && table.latest(*planned) > table.latest(*delivered);
            found.put(is_planned.then_some(*planned), Field::FirstServiceOn);
        }
        _ => (),
    }
    found
}

/// The car's arrival comes before everything else on the order.
pub fn service(table: &Table) -> Found {
    let own = [
        (Look::Code, Field::OrderNo),
        (Look::ServiceKind, Field::ServiceKind),
        (Look::Distance, Field::Mileage),
        (Look::Staff, Field::Adviser),
        (Look::TimeOfDay, Field::ServiceTime),
    ];
    let mut found = Found::default().look(table, &SHARED).look(table, &own);
    let dates = table.chain(&table.all(Look::Date));
    found.put(dates.and_then(|chain| chain.first().copied()), Field::ServiceAt);
    let money = table.all(Look::Money);
    if let Some((total, payable)) = pair(&money, |larger, smaller| table.covers(larger, smaller)) {
        found.put(Some(total), Field::Total);
        found.put(Some(payable), Field::Payable);
    }
    if let Some((owner, other)) = pair(&table.all(Look::Name), |owner, other| is_steadier(table, owner, other)) {
        found.put(Some(owner), Field::Name);
        found.put(Some(other), Field::BroughtBy);
    }
    found
}

pub fn policy(table: &Table) -> Found {
    let own = [
        (Look::PolicyKind, Field::PolicyKind),
        (Look::Staff, Field::Specialist),
        (Look::Here, Field::RenewedHere),
        (Look::Date, Field::ExpiresOn),
    ];
    let mut found = Found::default().look(table, &SHARED).look(table, &own);
    if let Some((last, now)) = pair(&table.all(Look::Insurer), |last, now| is_carried_over(table, last, now)) {
        found.put(Some(last), Field::LastInsurer);
        found.put(Some(now), Field::Insurer);
    }
    found
}

/// The items of a questionnaire look alike. Only two can be told: the item that everybody is asked, and the item that
/// only the defeated are asked.
pub fn answer(table: &Table) -> Found {
    let own = [(Look::Date, Field::AnsweredOn), (Look::AnswerKind, Field::AnswerKind)];
    let mut found = Found::default().look(table, &SHARED).look(table, &own);
    let scores = table.all(Look::Score);
    let dense: Vec<usize> = scores.iter().copied().filter(|at| table.columns[*at].is_dense()).collect();
    let asked_of_all = |at: usize| scores.len() > 1 || table.columns[at].numbers.contains(&Some(0.0));
    if let [only] = dense[..]
        && asked_of_all(only)
    {
        found.put(Some(only), Field::Recommend);
    }
    let defeated: Vec<usize> = scores.into_iter().filter(|at| asked_of_the_defeated(table, *at)).collect();
    if let [only] = defeated[..] {
        found.put(Some(only), Field::ItemBargaining);
    }
    found
}

/// The warranty ends whole years after the purchase; the last service is before the file's end, and the next one after
/// it.
pub fn card(table: &Table) -> Found {
    let own = [(Look::Distance, Field::Mileage), (Look::Staff, Field::Adviser)];
    let mut found = Found::default().look(table, &SHARED).look(table, &own);
    let dates = table.all(Look::Date);
    let pairs = || dates.iter().flat_map(|from| dates.iter().map(move |to| (*from, *to)));
    let terms: Vec<(usize, usize)> = pairs().filter(|(from, to)| table.is_term_of(*from, *to)).collect();
    let [(bought, until)] = terms[..] else { return found };
    found.put(Some(bought), Field::BoughtOn);
    found.put(Some(until), Field::WarrantyUntil);
    let others: Vec<usize> = dates.into_iter().filter(|at| ![bought, until].contains(at)).collect();
    let (ahead, behind): (Vec<usize>, Vec<usize>) = others
        .into_iter()
        .filter(|at| table.precedes(bought, *at))
        .partition(|at| table.latest(*at) > table.latest(bought).map(|day| day.plus_days(FILE_END_DAYS)));
    if let [next] = ahead[..] {
        found.put(Some(next), Field::NextServiceOn);
    }
    if let [last] = behind[..]
        && !near(table, bought, last)
    {
        found.put(Some(last), Field::LastServiceOn);
    }
    found
}

/// In nine rows of ten the dates are as close as papers and a handover take.
fn near(table: &Table, earlier: usize, later: usize) -> bool {
    let gaps = table.gaps(earlier, later);
    gaps.get(gaps.len() * 9 / 10).is_some_and(|gap| *gap <= LONGEST_HANDOVER_DAYS)
}

/// Two columns in the order in which the test holds, if it holds in only one order.
fn pair(columns: &[usize], test: impl Fn(usize, usize) -> bool) -> Option<(usize, usize)> {
    let &[a, b] = columns else { return None };
    match (test(a, b), test(b, a)) {
        (true, false) => Some((a, b)),
        (false, true) => Some((b, a)),
        _ => None,
    }
}

/// A car's owner stays the same from order to order; whoever brings it changes.
fn is_steadier(table: &Table, owner: usize, other: usize) -> bool {
    let Some(car) = table.one(Look::Plate).or(table.one(Look::Vin)) else { return false };
    let ((changes, cars), (others, _)) = (table.unsteady(car, owner), table.unsteady(car, other));
    cars >= FEWEST_CARS && changes * 2 < others
}

/// Last year's insurer equals this year's insurer in the row of the year before.
fn is_carried_over(table: &Table, last: usize, now: usize) -> bool {
    let car = table.one(Look::Vin).or(table.one(Look::Plate));
    let columns = car.zip(table.one(Look::PolicyKind)).zip(table.one(Look::Date));
    let Some(((car, kind), date)) = columns else { return false };
    let (carried, pairs) = table.carried_over(&[car, kind], date, last, now);
    pairs >= FEWEST_CARS && carried * 10 >= pairs * 9
}

fn asked_of_the_defeated(table: &Table, item: usize) -> bool {
    let Some(kinds) = table.one(Look::AnswerKind) else { return false };
    let kind = |row: usize| word::answer_kind(&Cell::Text(&table.columns[kinds].texts[row])).0;
    table.filled_only_where(item, |row| kind(row) == Some(AnswerKind::Defeated))
}
