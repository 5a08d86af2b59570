//! The facts of one subject in time order: what its rows record, and what follows from that alone.

use super::{
    catalogue::{self, TouchpointId},
    clocks::Clocks,
    lead::LeadState,
    owner::{self, REPURCHASE_KM},
};
use crate::terms::{
    stage::{Step, SubjectKind},
    touchpoint::FactKind,
};
use crate::{
    book::{Book, CustomerId, OpportunityId, OwnershipId, RowRef},
    model::{
        native::about_of,
        rows::{At, DriveRow, FollowUpRow, Kind, LeadRow, MarkRow, PolicyRow, VisitRow},
        tables::Tables,
        values::{AnswerKind, Phone, PolicyKind, ServiceKind},
    },
    order::order,
    time::{Day, Moment},
};

/// Something that happened to a subject.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fact {
    pub at: Moment,
    pub kind: FactKind,
    /// Which touchpoint a mark is for; only marks have it.
    pub mark: Option<Mark>,
}

/// What a record of a touchpoint says (环节记录).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    pub touchpoint: TouchpointId,
    pub is_done: bool,
    /// Position of the record in its table, where its note is.
    pub record: u32,
}

impl Mark {
    /// `None` of a record that leaves open whether it was done, or that names a touchpoint which is not in the catalogue.
    pub fn of(row: At<MarkRow>, record: usize) -> Option<Self> {
        let touchpoint = catalogue::by_key(row.touchpoint()?)?;
        Some(Self { touchpoint, is_done: row.done()?, record: record as u32 })
    }
}

/// Facts of an opportunity up to `as_of`, in time order.
pub fn lead_facts(book: &Book, tables: &Tables, id: OpportunityId, state: &LeadState, as_of: Day) -> Vec<Fact> {
    let opportunity = book.opportunity(id);
    let mut facts = Facts { as_of, list: Vec::new() };
    for row in &opportunity.rows {
        match row.kind {
            Kind::Leads => facts.lead(tables.leads().at(row.get())),
            Kind::Drives => facts.drive(tables.drives().at(row.get())),
            Kind::Visits => facts.visit(tables.visits().at(row.get())),
            Kind::FollowUps => facts.follow_up(tables.follow_ups().at(row.get())),
            Kind::Marks => {
                let mark = tables.marks().at(row.get());
                facts.mark(tables, *row);
                facts.step(mark.step(), mark.at());
            }
            Kind::Answers => facts.answer(tables.answers().at(row.get()).kind(), tables.answers().at(row.get()).at()),
            _ => {}
        }
    }
    if !opportunity.rows.iter().any(|row| row.kind == Kind::Leads) {
        facts.add(FactKind::LeadCreated, Some(opportunity.created));
        facts.add(FactKind::WalkIn, Some(opportunity.created));
    }
    if let Some(ownership) = opportunity.ownership {
        facts.add(FactKind::Delivered, book.ownership(ownership).since.map(Day::moment));
    }
    facts.first_contact(opportunity.rows.iter().filter_map(|row| contact(tables, *row)));
    for defeat in &state.defeats {
        facts.add(FactKind::BackAfterDefeat, defeat.back);
    }
    facts.visits_again();
    facts.in_order()
}

/// Facts of an ownership up to `as_of`, in time order. Policy expiries are known in advance and may lie after `as_of`.
pub fn ownership_facts(book: &Book, tables: &Tables, id: OwnershipId, as_of: Day, clocks: &Clocks) -> Vec<Fact> {
    let ownership = book.ownership(id);
    let mut facts = Facts { as_of, list: Vec::new() };
    let since = ownership.since.map(Day::moment);
    facts.add(FactKind::OwnershipStart, since);
    if ownership.second_hand {
        facts.add(FactKind::SecondHandStart, since);
    } else if ownership.sale.is_some() {
        facts.add(FactKind::NewCarStart, since);
    }
    if let Some(row) = ownership.sale {
        facts.add(FactKind::Invoice, tables.sales().at(row.get()).invoiced().map(Day::moment));
    }
    if let Some(row) = ownership.card {
        let card = tables.cards().at(row.get());
        facts.add(FactKind::CardOpened, card.filed().or(card.bought()).or(ownership.since).map(Day::moment));
    }
    for row in &ownership.rows {
        match row.kind {
            Kind::Services => {
                let order = tables.services().at(row.get());
                facts.service(order.at(), order.kind());
            }
            Kind::Insurance => facts.policy(tables.policies().at(row.get())),
            Kind::Marks => facts.mark(tables, *row),
            Kind::Answers if tables.answers().at(row.get()).kind() == Some(AnswerKind::Service) => {
                facts.add(FactKind::ServiceAnswer, tables.answers().at(row.get()).at().map(Day::moment));
            }
            _ => {}
        }
    }
    let seen = owner::seen(ownership, tables, as_of);
    let first_above = |km: u32| seen.iter().find(|s| s.mileage_km.is_some_and(|at| at > km)).map(|s| s.day.moment());
    facts.add(FactKind::MileageOver60k, first_above(60_000));
    facts.add(FactKind::MileageOver100k, first_above(REPURCHASE_KM));
    facts.maintenance_count();
    facts.silences(clocks, ownership.electric);
    later_of_customer(book, ownership.customer, ownership.since, &mut facts);
    facts.in_order()
}

/// Facts of a customer as a whole: every start of a lead and of an ownership, and what was recorded of the customer.
pub fn customer_facts(book: &Book, tables: &Tables, id: CustomerId, as_of: Day) -> Vec<Fact> {
    let customer = book.customer(id);
    let mut facts = Facts { as_of, list: Vec::new() };
    for &id in &customer.opportunities {
        facts.add(FactKind::LeadCreated, Some(book.opportunity(id).created));
    }
    for &id in &customer.ownerships {
        facts.add(FactKind::OwnershipStart, book.ownership(id).since.map(Day::moment));
    }
    let is_of_customer = |row: &RowRef| {
        let about = about_of(tables.row(row.kind, row.get()));
        about.is_some_and(|about| about.kind == SubjectKind::Customer)
    };
    let marks = customer.rows.iter().filter(|row| row.kind == Kind::Marks);
    marks.filter(|row| is_of_customer(row)).for_each(|row| facts.mark(tables, *row));
    facts.in_order()
}

/// When a record written here says that the customer was spoken to.
fn contact(tables: &Tables, row: RowRef) -> Option<Moment> {
    match row.kind {
        Kind::FollowUps => tables.follow_ups().at(row.get()).contact(),
        Kind::Marks => {
            let mark = tables.marks().at(row.get());
            mark.at().filter(|_| mark.step() == Some(Step::FirstResponse))
        }
        _ => None,
    }
}

/// What the same customer did after taking this car: a new lead, another car.
fn later_of_customer(book: &Book, customer: CustomerId, since: Option<Day>, facts: &mut Facts) {
    let Some(since) = since else { return };
    let customer = book.customer(customer);
    for &id in &customer.opportunities {
        let created = book.opportunity(id).created;
        if created.day() > since {
            facts.add(FactKind::NewLeadOfOwner, Some(created));
        }
    }
    for &id in &customer.ownerships {
        if let Some(day) = book.ownership(id).since.filter(|day| *day > since) {
            facts.add(FactKind::NextCar, Some(day.moment()));
        }
    }
}

/// A number was taken down, if only shown masked.
fn is_number(phone: Phone<&str>) -> bool {
    matches!(phone, Phone::Full(_) | Phone::Masked(_))
}

/// Facts while they are collected; facts after `as_of` are dropped.
struct Facts {
    as_of: Day,
    list: Vec<Fact>,
}

impl Facts {
    fn add(&mut self, kind: FactKind, at: Option<Moment>) {
        if let Some(at) = at.filter(|at| at.day() <= self.as_of) {
            self.list.push(Fact { at, kind, mark: None });
        }
    }

    fn lead(&mut self, row: At<LeadRow>) {
        let start = row.start();
        let noted = |said: bool| start.filter(|_| said);
        self.add(FactKind::LeadCreated, start);
        self.add(FactKind::LeadAssigned, row.assigned());
        self.add(FactKind::FirstContact, row.first_contact());
        self.add(FactKind::FollowUp, row.last_follow());
        self.add(FactKind::WechatAdded, row.wechat_at().or(noted(row.wechat() == Some(true))));
        self.add(FactKind::PhoneKept, noted(is_number(row.phone())));
        self.add(FactKind::LevelRated, noted(row.level().is_some()));
        self.add(FactKind::ModelNoted, noted(row.model().is_some()));
        self.add(FactKind::BudgetNoted, noted(row.budget().is_some()));
        self.add(FactKind::FocusNoted, noted(row.focus().is_some()));
        self.add(FactKind::Visit, row.first_visit());
        self.add(FactKind::TestDrive, row.test_drive());
        self.add(FactKind::Quote, row.quote());
        self.add(FactKind::Order, row.order());
        self.add(FactKind::Delivered, row.delivered());
        self.add(FactKind::Defeat, row.defeat());
        self.add(FactKind::DefeatReasonNoted, row.defeat().filter(|_| row.defeat_reason().is_some()));
        self.add(FactKind::CompetitorNoted, row.defeat().filter(|_| row.competitor().is_some()));
    }

    fn visit(&mut self, row: At<VisitRow>) {
        let noted = |said: bool| row.at().filter(|_| said);
        self.add(FactKind::Visit, row.at());
        self.add(FactKind::PhoneKept, noted(is_number(row.phone())));
        self.add(FactKind::LevelRated, noted(row.level().is_some()));
        self.add(FactKind::ModelNoted, noted(row.model().is_some()));
        self.add(FactKind::BudgetNoted, noted(row.budget().is_some()));
        self.add(FactKind::FocusNoted, noted(row.focus().is_some()));
    }

    fn drive(&mut self, row: At<DriveRow>) {
        self.add(FactKind::TestDrive, row.at());
        self.add(FactKind::TestDriveFeedback, row.asked());
        self.add(FactKind::PhoneKept, row.at().filter(|_| is_number(row.phone())));
        self.add(FactKind::ModelNoted, row.at().filter(|_| row.model().is_some()));
    }

    fn follow_up(&mut self, row: At<FollowUpRow>) {
        self.add(FactKind::FollowUp, row.contact());
        self.add(FactKind::LevelRated, row.at().filter(|_| row.level().is_some()));
        self.step(row.step(), row.at());
    }

    /// A step that was recorded here.
    fn step(&mut self, step: Option<Step>, at: Option<Moment>) {
        let kind = match step {
            Some(Step::Visit) => FactKind::Visit,
            Some(Step::TestDrive) => FactKind::TestDrive,
            Some(Step::Quote) => FactKind::Quote,
            Some(Step::Order) => FactKind::Order,
            Some(Step::Delivery) => FactKind::Delivered,
            Some(Step::Lead | Step::FirstResponse) | None => return,
        };
        self.add(kind, at);
    }

    fn mark(&mut self, tables: &Tables, row: RowRef) {
        let record = tables.marks().at(row.get());
        let at = record.at().filter(|at| at.day() <= self.as_of);
        if let (Some(at), Some(mark)) = (at, Mark::of(record, row.get())) {
            self.list.push(Fact { at, kind: FactKind::Marked, mark: Some(mark) });
        }
    }

    /// The first contact that was written down here, where no earlier contact is on record.
    fn first_contact(&mut self, followed: impl Iterator<Item = Moment>) {
        let earliest = |at: &Moment| at.order_key();
        let Some(followed) = followed.min_by_key(earliest) else { return };
        let recorded = self.of(FactKind::FirstContact).min_by_key(earliest);
        if recorded.is_none_or(|recorded| earliest(&followed) < earliest(&recorded)) {
            self.add(FactKind::FirstContact, Some(followed));
        }
    }

    fn answer(&mut self, kind: Option<AnswerKind>, at: Option<Day>) {
        let kind = match kind {
            Some(AnswerKind::Buyer) => FactKind::BuyerAnswer,
            Some(AnswerKind::Defeated) => FactKind::DefeatAnswer,
            _ => return,
        };
        self.add(kind, at.map(Day::moment));
    }

    fn service(&mut self, at: Option<Moment>, kind: Option<ServiceKind<&str>>) {
        self.add(FactKind::ServiceVisit, at);
        match kind {
            Some(ServiceKind::First) => self.add(FactKind::FirstService, at),
            Some(ServiceKind::Maintenance) => self.add(FactKind::Maintenance, at),
            Some(ServiceKind::Warranty) => self.add(FactKind::WarrantyClaim, at),
            Some(ServiceKind::Accident) => self.add(FactKind::AccidentRepair, at),
            Some(ServiceKind::Other(_)) | None => {}
        }
    }

    fn policy(&mut self, row: At<PolicyRow>) {
        let (Some(expires), Some(kind)) = (row.expires(), row.kind()) else { return };
        let (due, here, elsewhere) = match kind {
            PolicyKind::Commercial => {
                (FactKind::CommercialPolicyDue, FactKind::CommercialRenewedHere, FactKind::CommercialRenewedElsewhere)
            }
            PolicyKind::Compulsory => {
                (FactKind::CompulsoryPolicyDue, FactKind::CompulsoryRenewedHere, FactKind::CompulsoryRenewedElsewhere)
            }
        };
        self.list.push(Fact { at: expires.moment(), kind: due, mark: None });
        match row.here() {
            Some(true) => self.add(here, row.renewed_on().map(Day::moment)),
            Some(false) => self.add(elsewhere, row.renewed_on().map(Day::moment)),
            None => {}
        }
    }

    /// The first visit on a later day than the first one.
    fn visits_again(&mut self) {
        let mut visits: Vec<Moment> = self.of(FactKind::Visit).collect();
        order(&mut visits, |at| i64::from(at.order_key()));
        let Some(first) = visits.first().map(|at| at.day()) else { return };
        let again = visits.into_iter().find(|at| at.day() > first);
        self.add(FactKind::VisitAgain, again);
    }

    /// 二保: the second maintenance day, first service included.
    fn maintenance_count(&mut self) {
        let mut days: Vec<Moment> = self.of(FactKind::FirstService).chain(self.of(FactKind::Maintenance)).collect();
        order(&mut days, |at| i64::from(at.order_key()));
        days.dedup_by_key(|at| at.day());
        self.add(FactKind::SecondService, days.get(1).copied());
    }

    /// When the owner turned at risk, churned and long churned, and came back after churning. Every silence between two
    /// service orders counts, so that an owner who churned and returned has both facts.
    fn silences(&mut self, clocks: &Clocks, electric: bool) {
        let silence = clocks.silence(electric);
        let mut seen: Vec<Day> =
            self.of(FactKind::OwnershipStart).chain(self.of(FactKind::ServiceVisit)).map(Moment::day).collect();
        order(&mut seen, |day| i64::from(day.epoch_days()));
        seen.dedup();
        for (index, day) in seen.iter().enumerate() {
            let back = seen.get(index + 1).copied();
            let turns = [
                (silence.at_risk, FactKind::TurnedAtRisk),
                (silence.churned, FactKind::TurnedChurned),
                (silence.long_churned, FactKind::TurnedLongChurned),
            ];
            for (months, kind) in turns {
                let turned = day.plus_months(months);
                if back.is_none_or(|back| turned <= back) {
                    self.add(kind, Some(turned.moment()));
                }
            }
            if let Some(back) = back.filter(|back| day.plus_months(silence.churned) <= *back) {
                self.add(FactKind::BackAfterChurn, Some(back.moment()));
            }
        }
    }

    fn of(&self, kind: FactKind) -> impl Iterator<Item = Moment> {
        self.list.iter().filter(move |fact| fact.kind == kind).map(|fact| fact.at)
    }

    fn in_order(mut self) -> Vec<Fact> {
        order(&mut self.list, |fact| (i64::from(fact.at.order_key()) << 8) + fact.kind as i64);
        self.list
    }
}
