//! Opportunities (商机): a customer's lead rows and showroom visits, grouped by the rule of DOMAIN §10, and the
//! deliveries that result from them.

use super::{Attached, Book, CustomerId, Opportunity, OpportunityId, OwnershipId, RowRef, WALK_IN};
use crate::{
    model::{native::about_of, rows::Kind, tables::Tables},
    schema::import::{Import, Prospect},
    terms::stage::SubjectKind,
    time::{Day, Moment},
};

/// Silence after which the next row opens a new opportunity.
const SAME_FOR_DAYS: i32 = 90;
/// How far back a delivery looks for its opportunity.
const DELIVERY_LOOKS_BACK_DAYS: i32 = 366;

/// One of a customer's rows or deliveries; the grouping takes them in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    day: Day,
    /// Lead rows before visits, visits before deliveries.
    rank: u8,
    row: RowRef,
    ownership: Option<OwnershipId>,
}

/// An opportunity while it is being built.
struct Draft {
    opportunity: Opportunity,
    created: Day,
    /// The earliest delivery that its own lead rows name.
    delivered: Option<Day>,
}

/// Buffers for building one customer's opportunities, reused for every customer.
#[derive(Default)]
struct Bench {
    steps: Vec<Step>,
    drafts: Vec<Draft>,
    /// The day of every creation, contact and step of the last draft so far.
    activity: Vec<Day>,
}

/// `attached`: what people wrote of the rows. A contact that they had keeps an opportunity alive as one in a file does.
pub(super) fn derive(book: &mut Book, tables: &Tables, attached: &Attached) {
    let mut bench = Bench::default();
    (0..book.customers.len()).for_each(|index| one(book, tables, attached, CustomerId::at(index), &mut bench));
    share_answers(book, tables);
}

#[inline(never)] // As in `directory`.
fn one(book: &mut Book, tables: &Tables, attached: &Attached, customer: CustomerId, bench: &mut Bench) {
    let Bench { steps, drafts, activity } = bench;
    gather(book, tables, customer, steps);
    for step in steps.drain(..) {
        match step.ownership {
            Some(ownership) => deliver(drafts, activity, step.day, ownership),
            None => {
                place(drafts, activity, tables, customer, step);
                activity.extend(attached.about(step.row).iter().filter_map(|record| contact(tables, *record)));
            }
        }
    }
    keep(book, drafts.drain(..));
}

/// Everything of a customer's, in order.
fn gather(book: &Book, tables: &Tables, customer: CustomerId, steps: &mut Vec<Step>) {
    let customer = book.customer(customer);
    steps.extend(customer.rows.iter().filter_map(|&row| {
        let rank = u8::from(row.kind != Kind::Leads);
        Some(Step { day: day_of(tables, row)?, rank, row, ownership: None })
    }));
    for &id in &customer.ownerships {
        if let Some(row) = book.ownership(id).sale
            && let Some(day) = tables.sales().at(row.get()).start()
        {
            steps.push(Step { day, rank: 2, row, ownership: Some(id) });
        }
    }
    steps.sort();
}

/// Adds a row to the last draft, or opens a new one after a delivery or 90 days of silence. The activity counts only up
/// to the row's day: a lead row also records later steps, which must not bridge a silence.
fn place(drafts: &mut Vec<Draft>, activity: &mut Vec<Day>, tables: &Tables, customer: CustomerId, step: Step) {
    let fits = drafts.last().is_some_and(|draft| {
        let delivered = draft.delivered.is_some_and(|day| day < step.day);
        let last = activity.iter().copied().filter(|day| *day <= step.day).max();
        !delivered && last.is_some_and(|last| step.day.days_since(last) <= SAME_FOR_DAYS)
    });
    if !fits {
        activity.clear();
        drafts.push(open(tables, customer, step));
    }
    let Some(draft) = drafts.last_mut() else { return };
    draft.opportunity.rows.push(step.row);
    match step.row.kind {
        Kind::Leads => {
            let row = tables.leads().at(step.row.get());
            activity.extend(row.activity().map(Moment::day));
            draft.delivered = [draft.delivered, row.delivered().map(Moment::day)].into_iter().flatten().min();
            draft.opportunity.level = row.level().or(draft.opportunity.level);
            draft.opportunity.model = draft.opportunity.model.take().or_else(|| row.model().map(str::to_owned));
        }
        _ => {
            activity.push(step.day);
            let Some((_, said)) = showroom(tables, step.row) else { return };
            draft.opportunity.level = said.level.or(draft.opportunity.level);
            draft.opportunity.model = draft.opportunity.model.take().or_else(|| said.model.map(str::to_owned));
        }
    }
}

/// The day on which a follow-up of a lead reached the customer, or a record says that a step was made.
pub(super) fn contact(tables: &Tables, record: RowRef) -> Option<Day> {
    let at = match record.kind {
        Kind::FollowUps => tables.follow_ups().at(record.get()).contact(),
        Kind::Marks => {
            let mark = tables.marks().at(record.get());
            mark.step().and(mark.at())
        }
        _ => None,
    };
    let about = about_of(tables.row(record.kind, record.get()));
    at.filter(|_| about.is_some_and(|about| about.kind == SubjectKind::Lead)).map(Moment::day)
}

/// The day by which a row takes its place among its customer's, if it is one of a lead.
pub(super) fn day_of(tables: &Tables, row: RowRef) -> Option<Day> {
    match row.kind {
        Kind::Leads => Some(tables.leads().at(row.get()).start()?.day()),
        _ => Some(showroom(tables, row)?.0.day()),
    }
}

/// A contact in the showroom: when it was and what it says.
fn showroom(tables: &Tables, row: RowRef) -> Option<(Moment, Prospect<'_>)> {
    of_kind!(row.kind, Row => {
        let row = tables.of::<Row>().at(row.get());
        Some((Row::at(row)?, Row::prospect(row)?))
    })
}

fn open(tables: &Tables, customer: CustomerId, step: Step) -> Draft {
    let (created, channel, consultant) = match step.row.kind {
        Kind::Leads => {
            let row = tables.leads().at(step.row.get());
            (row.start(), row.channel().map(str::to_owned), row.consultant().map(str::to_owned))
        }
        _ => {
            let (at, consultant) = showroom(tables, step.row).map(|(at, said)| (at, said.consultant)).unzip();
            (at, Some(WALK_IN.to_owned()), consultant.flatten().map(str::to_owned))
        }
    };
    let created = created.unwrap_or_else(|| step.day.moment());
    let opportunity = Opportunity {
        customer,
        created,
        channel,
        consultant,
        model: None,
        level: None,
        first: tables.id(step.row.kind, step.row.get()),
        rows: Vec::new(),
        ownership: None,
    };
    Draft { opportunity, created: step.day, delivered: None }
}

/// A delivery belongs to the latest undelivered opportunity created in the 366 days before it, defeated or not.
fn deliver(drafts: &mut [Draft], activity: &mut Vec<Day>, day: Day, ownership: OwnershipId) {
    let found = drafts.iter_mut().rev().enumerate().find(|(_, draft)| {
        let undelivered =
            draft.opportunity.ownership.is_none() && draft.delivered.is_none_or(|delivered| delivered >= day);
        undelivered && day.days_since(draft.created) <= DELIVERY_LOOKS_BACK_DAYS
    });
    if let Some((from_last, draft)) = found {
        draft.opportunity.ownership = Some(ownership);
        draft.delivered = Some(day);
        if from_last == 0 {
            activity.push(day);
        }
    }
}

fn keep(book: &mut Book, drafts: impl Iterator<Item = Draft>) {
    for draft in drafts {
        let id = OpportunityId::at(book.opportunities.len());
        if let Some(ownership) = draft.opportunity.ownership {
            book.ownerships[ownership.get()].opportunity = Some(id);
        }
        book.customers[draft.opportunity.customer.get()].opportunities.push(id);
        book.opportunities.push(draft.opportunity);
    }
}

/// A buyers' or defeat answer falls to the customer's latest opportunity created on or before its day.
fn share_answers(book: &mut Book, tables: &Tables) {
    use crate::model::values::AnswerKind;
    for (index, answer) in tables.answers().iter().enumerate() {
        let row = RowRef::new(Kind::Answers, index);
        let (Some(day), Some(AnswerKind::Buyer | AnswerKind::Defeated)) = (answer.at(), answer.kind()) else {
            continue;
        };
        let Some(customer) = book.customer_of(row) else { continue };
        let latest = book
            .customer(customer)
            .opportunities
            .iter()
            .copied()
            .rev()
            .find(|id| book.opportunity(*id).created.day() <= day);
        if let Some(id) = latest {
            book.opportunities[id.get()].rows.push(row);
        }
    }
}
