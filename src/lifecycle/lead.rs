//! How far an opportunity has come by a day, and its standing then. The opportunity is the funnel's unit.

use super::clocks::{Clocks, DORMANT_AFTER_DAYS};
use crate::terms::{
    follow_up::Reach,
    stage::{Level, STEPS, Step},
};
use crate::{
    book::{Book, OpportunityId},
    model::{
        rows::{At, FollowUpRow, Kind, LeadRow},
        tables::Tables,
    },
    order::order,
    schema::import::Import,
    time::{Day, Moment},
};

/// One opportunity as of a day.
#[derive(Clone, PartialEq, Debug)]
pub struct LeadState {
    /// When each step was first recorded.
    pub recorded: [Option<Moment>; STEPS.len()],
    /// The farthest step recorded.
    pub reached: Step,
    /// `O` once ordered; B if no level is given.
    pub level: Level,
    /// Last contact or step of any kind.
    pub last_activity: Moment,
    /// The day agreed in the last follow-up, if nothing happened since; else last activity + the interval of the level.
    pub due: Moment,
    /// In day order. Only the last can be without a record after it.
    pub defeats: Vec<Defeat>,
    pub standing: LeadStanding,
}

/// A declared loss (战败).
#[derive(Clone, PartialEq, Debug)]
pub struct Defeat {
    pub at: Moment,
    /// Empty if none is given.
    pub reason: String,
    /// The farthest step reached by then: the one touchpoint it leaks.
    pub step: Step,
    /// The first record after it, if any (recovered).
    pub back: Option<Moment>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LeadStanding {
    /// Open, inside its clock.
    InTime,
    /// Open, this many days past due (滞留).
    Stagnant {
        late_days: i32,
    },
    /// Stagnant for more than 90 days (休眠).
    Dormant {
        late_days: i32,
    },
    /// No record follows the last defeat (战败).
    Defeated,
    Delivered,
}

impl LeadState {
    /// Reached: this step or a later one is recorded.
    pub fn has_reached(&self, step: Step) -> bool {
        step <= self.reached
    }

    /// 未经此步: a later step is recorded without this one.
    pub fn bypassed(&self, step: Step) -> bool {
        step < self.reached && self.recorded[step.index()].is_none()
    }

    /// The earliest moment at which a later step is recorded.
    pub fn moved_on(&self, step: Step) -> Option<Moment> {
        self.recorded[step.index() + 1..].iter().flatten().copied().min_by_key(|at| at.order_key())
    }

    pub fn is_open(&self) -> bool {
        !matches!(self.standing, LeadStanding::Defeated | LeadStanding::Delivered)
    }

    /// The reason of the standing defeat; empty if none is given.
    pub fn defeat_reason(&self) -> &str {
        self.defeats.last().map_or("", |defeat| &defeat.reason)
    }
}

/// What the rows of an opportunity say up to a day.
#[derive(Default)]
pub(super) struct Said {
    pub recorded: [Option<Moment>; STEPS.len()],
    /// Every creation, contact and step.
    pub activity: Vec<Moment>,
    pub defeats: Vec<(Moment, String)>,
    /// What was followed up here.
    pub followed: Vec<Followed>,
}

/// What a follow-up says of a lead's clock.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Followed {
    pub at: Moment,
    /// The customer was spoken to.
    is_contact: bool,
    pub level: Option<Level>,
    next: Option<Moment>,
}

/// Level and clock of a lead, as far as its rows and follow-ups up to a day say.
pub(super) struct Pace {
    /// Until it is ordered.
    pub level: Level,
    pub last: Moment,
    /// Agreed in the last follow-up, if nothing happened after it.
    pub agreed: Option<Moment>,
}

impl Pace {
    /// `level`: as the files have it. `last`: the last activity that the rows record. `followed`: in order.
    pub fn of(level: Option<Level>, last: Moment, followed: &[Followed]) -> Self {
        let set = followed.iter().rev().find_map(|one| one.level);
        let contact = followed.iter().rev().find(|one| one.is_contact).map(|one| one.at);
        let last = [Some(last), contact].into_iter().flatten().max_by_key(|at| at.order_key()).unwrap_or(last);
        let agreed = followed.last().filter(|one| one.at.order_key() >= last.order_key()).and_then(|one| one.next);
        Self { level: set.or(level).unwrap_or(Level::B), last, agreed }
    }

    pub fn due(&self, level: Level, clocks: &Clocks) -> Moment {
        self.agreed.unwrap_or_else(|| clocks.follow_up_due(self.last, level))
    }
}

/// `None` if the opportunity was created after `as_of`.
pub fn lead_state(book: &Book, tables: &Tables, id: OpportunityId, as_of: Day, clocks: &Clocks) -> Option<LeadState> {
    let opportunity = book.opportunity(id);
    if opportunity.created.day() > as_of {
        return None;
    }
    let said = listen(book, tables, id, as_of);
    let recorded = said.recorded;
    let reached = STEPS.into_iter().rev().find(|step| recorded[step.index()].is_some()).unwrap_or(Step::Lead);
    let last = said.activity.iter().copied().max_by_key(|at| at.order_key()).unwrap_or(opportunity.created);
    let pace = Pace::of(opportunity.level, last, &said.followed);
    let level = if recorded[Step::Order.index()].is_some() { Level::O } else { pace.level };
    let (last_activity, due) = (pace.last, pace.due(level, clocks));
    let defeats = defeats(&said);
    let standing = standing(&recorded, &defeats, due, as_of);
    Some(LeadState { recorded, reached, level, last_activity, due, defeats, standing })
}

fn standing(recorded: &[Option<Moment>; STEPS.len()], defeats: &[Defeat], due: Moment, as_of: Day) -> LeadStanding {
    if recorded[Step::Delivery.index()].is_some() {
        return LeadStanding::Delivered;
    }
    if defeats.last().is_some_and(|defeat| defeat.back.is_none()) {
        return LeadStanding::Defeated;
    }
    open_standing(due, as_of)
}

pub(super) fn open_standing(due: Moment, as_of: Day) -> LeadStanding {
    match as_of.days_since(due.day()) {
        ..=0 => LeadStanding::InTime,
        late_days if late_days > DORMANT_AFTER_DAYS => LeadStanding::Dormant { late_days },
        late_days => LeadStanding::Stagnant { late_days },
    }
}

/// Defeats with what followed them. A loss that is declared again with no record in between stays one loss.
fn defeats(said: &Said) -> Vec<Defeat> {
    let mut declared = said.defeats.clone();
    order(&mut declared, |(at, _)| i64::from(at.order_key()));
    let mut defeats: Vec<Defeat> = Vec::new();
    for (at, reason) in declared {
        if let Some(before) = defeats.last_mut().filter(|before| before.back.is_none_or(|back| back.day() > at.day())) {
            if before.reason.is_empty() {
                before.reason = reason;
            }
            continue;
        }
        let back = said
            .activity
            .iter()
            .copied()
            .filter(|record| record.day() > at.day())
            .min_by_key(|record| record.order_key());
        let step = STEPS
            .into_iter()
            .rev()
            .find(|step| said.recorded[step.index()].is_some_and(|recorded| recorded.day() <= at.day()))
            .unwrap_or(Step::Lead);
        defeats.push(Defeat { at, reason, step, back });
    }
    defeats
}

pub(super) fn listen(book: &Book, tables: &Tables, id: OpportunityId, as_of: Day) -> Said {
    let opportunity = book.opportunity(id);
    let mut said = Said::default();
    said.step(Step::Lead, Some(opportunity.created), as_of);
    for row in &opportunity.rows {
        match row.kind {
            Kind::Leads => said.lead(tables.leads().at(row.get()), as_of),
            Kind::FollowUps => said.follow_up(tables.follow_ups().at(row.get()), opportunity.level, as_of),
            Kind::Marks => {
                let mark = tables.marks().at(row.get());
                said.step(mark.step().unwrap_or(Step::Lead), mark.step().and(mark.at()), as_of);
            }
            kind => of_kind!(kind, Row => {
                let row = tables.of::<Row>().at(row.get());
                if let Some(showroom) = Row::prospect(row) {
                    said.step(showroom.step, Row::at(row), as_of);
                }
            }),
        }
    }
    if let Some(ownership) = opportunity.ownership {
        said.step(Step::Delivery, book.ownership(ownership).since.map(Day::moment), as_of);
    }
    order(&mut said.followed, |one| i64::from(one.at.order_key()));
    said
}

impl Said {
    fn lead(&mut self, row: At<LeadRow>, as_of: Day) {
        self.step(Step::Lead, row.start(), as_of);
        self.step(Step::FirstResponse, row.first_contact(), as_of);
        self.activity.extend(row.last_follow().filter(|at| at.day() <= as_of));
        self.step(Step::Visit, row.first_visit(), as_of);
        self.step(Step::TestDrive, row.test_drive(), as_of);
        self.step(Step::Quote, row.quote(), as_of);
        self.step(Step::Order, row.order(), as_of);
        self.step(Step::Delivery, row.delivered(), as_of);
        if let Some(at) = row.defeat().filter(|at| at.day() <= as_of) {
            self.defeats.push((at, row.defeat_reason().unwrap_or_default().to_owned()));
        }
    }

    /// Who refused was spoken to, but did not come back. A level stands as long as the files say what they said when it
    /// was set.
    fn follow_up(&mut self, row: At<FollowUpRow>, in_files: Option<Level>, as_of: Day) {
        let Some(at) = row.at().filter(|at| at.day() <= as_of) else { return };
        let is_contact = row.contact().is_some();
        if is_contact {
            self.record(Step::FirstResponse, at);
        }
        if row.outcome().is_none_or(|outcome| outcome.reach() == Reach::Reached) {
            self.activity.push(at);
        }
        self.step(row.step().unwrap_or(Step::Lead), row.step().and(Some(at)), as_of);
        let level = row.level().filter(|_| row.level_before() == in_files);
        self.followed.push(Followed { at, is_contact, level, next: row.next() });
    }

    fn step(&mut self, step: Step, at: Option<Moment>, as_of: Day) {
        let Some(at) = at.filter(|at| at.day() <= as_of) else { return };
        self.activity.push(at);
        self.record(step, at);
    }

    fn record(&mut self, step: Step, at: Moment) {
        let first = &mut self.recorded[step.index()];
        if first.is_none_or(|first| at.order_key() < first.order_key()) {
            *first = Some(at);
        }
    }
}
