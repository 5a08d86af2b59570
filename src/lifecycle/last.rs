//! The latest activity that the store knows of a customer: a dated contact, visit, order, delivery, policy or answer,
//! and which of these it was. It does not decide whether an owner is lost (service orders alone do: `owner`), nor move
//! a lead's clocks, which run from the lead's own contacts and steps (`lead`).

use crate::{
    book::{Book, CustomerId, RowRef},
    model::{
        rows::{At, Kind, LeadRow, MarkRow, PolicyRow},
        tables::Tables,
    },
    schema::import::Import,
    terms::{activity::Sign, stage::Step},
    time::{Day, Moment},
};

/// The latest up to a day; of two at the same moment, the sign that says more.
pub fn last(book: &Book, tables: &Tables, id: CustomerId, as_of: Day) -> Option<(Moment, Sign)> {
    let mut latest = Latest { as_of, found: None };
    each_row(book, id, &mut |row| latest.row(tables, row));
    latest.found
}

/// The expiry of the present policy, if a list says that it was renewed here but not when. Views show it beside the
/// dated activity.
pub fn renewed_undated(book: &Book, tables: &Tables, id: CustomerId, as_of: Day) -> Option<Day> {
    let mut latest: Option<(Day, bool)> = None;
    each_row(book, id, &mut |row| {
        let policy = (row.kind == Kind::Insurance).then(|| tables.policies().at(row.get()));
        let said = policy
            .and_then(|policy| Some((policy.expires()?, policy.here() == Some(true) && policy.signed().is_none())));
        latest = latest.max(said);
    });
    latest.filter(|(expires, is_undated)| *is_undated && expires.plus_months(12) > as_of).map(|(expires, _)| expires)
}

/// The customer's own rows, and the services and policies of their cars, whoever brought them.
fn each_row(book: &Book, id: CustomerId, take: &mut dyn FnMut(RowRef)) {
    let customer = book.customer(id);
    customer.rows.iter().for_each(|row| take(*row));
    for car in &customer.ownerships {
        let done = book.ownership(*car).rows.iter().filter(|row| matches!(row.kind, Kind::Services | Kind::Insurance));
        done.for_each(|row| take(*row));
    }
}

struct Latest {
    as_of: Day,
    found: Option<(Moment, Sign)>,
}

impl Latest {
    fn add(&mut self, at: Option<Moment>, sign: Sign) {
        let place = |(at, sign): (Moment, Sign)| (at.order_key(), sign);
        if let Some(at) = at.filter(|at| at.day() <= self.as_of)
            && self.found.is_none_or(|found| place(found) < place((at, sign)))
        {
            self.found = Some((at, sign));
        }
    }

    fn row(&mut self, tables: &Tables, row: RowRef) {
        let at = row.get();
        let day = |day: Option<Day>| day.map(Day::moment);
        match row.kind {
            Kind::Leads => self.lead(tables.leads().at(at)),
            Kind::Sales => self.add(day(tables.sales().at(at).start()), Sign::Delivery),
            Kind::Services => self.add(tables.services().at(at).at(), Sign::Workshop),
            Kind::Insurance => self.add(day(signed(tables.policies().at(at))), Sign::Policy),
            Kind::Answers => self.add(day(tables.answers().at(at).at()), Sign::Answer),
            Kind::Cards => {
                self.add(day(tables.cards().at(at).bought()), Sign::Delivery);
                self.add(day(tables.cards().at(at).last_service()), Sign::Workshop);
            }
            Kind::FollowUps => self.add(tables.follow_ups().at(at).contact(), Sign::Contact),
            Kind::Marks => self.mark(tables.marks().at(at)),
            Kind::Notes => {}
            kind => self.add(of_kind!(kind, Row => Row::at(tables.of::<Row>().at(at))), Sign::Showroom),
        }
    }

    /// A step that was made is the customer's doing; what else is recorded of a touchpoint is the store's.
    fn mark(&mut self, row: At<MarkRow>) {
        let sign = match row.step() {
            Some(Step::Lead) | None => return,
            Some(Step::FirstResponse | Step::Quote) => Sign::Contact,
            Some(Step::Visit | Step::TestDrive) => Sign::Showroom,
            Some(Step::Order) => Sign::Order,
            Some(Step::Delivery) => Sign::Delivery,
        };
        self.add(row.at(), sign);
    }

    /// A defeat is the store's word, not the customer's.
    fn lead(&mut self, row: At<LeadRow>) {
        self.add(row.start(), Sign::Lead);
        for at in [row.first_contact(), row.last_follow(), row.wechat_at(), row.quote()] {
            self.add(at, Sign::Contact);
        }
        self.add(row.first_visit(), Sign::Showroom);
        self.add(row.test_drive(), Sign::Showroom);
        self.add(row.order(), Sign::Order);
        self.add(row.delivered(), Sign::Delivery);
    }
}

/// Only by a day of its own, and not elsewhere: when a policy ends says nothing of when anybody was in touch.
fn signed(policy: At<PolicyRow>) -> Option<Day> {
    policy.signed().filter(|_| policy.here() != Some(false))
}
