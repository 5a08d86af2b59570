//! The rules of the measures: what each is read from, which days its base covers, and how its units are counted. What a
//! measure is about stands with its name (`protocol::measure`), its words in `text::measures`.

use super::{leads::*, owners::*};
use crate::{
    analytics::{told::Told, viewpoint::Viewpoint},
    book::{LeadLines, OpportunityId, Ownership},
    lifecycle::lead::LeadState,
    model::{fields::Field, rows::Kind},
    protocol::{query::Measure, view::Never},
    terms::{stage::Step, touchpoint::FactKind},
    time::{Day, Moment},
};

/// Within two hours (2 小时首响) [S2].
const RESPONSE_MINUTES: i32 = 120;
/// When the first service is due after a delivery: 3 months, plus 30 days to come in.
pub const FIRST_SERVICE_DUE: (i32, i32) = (3, 30);

pub struct Rule {
    /// The facts it is read from.
    pub facts: &'static [FactKind],
    /// Columns that belong to no single fact.
    pub columns: &'static [(Kind, Field)],
    /// What the rows may never say although the columns are there.
    pub never: Option<Never>,
    /// The kind of file that shows whether a unit hits, its first day, and the day by which it must have begun for a
    /// base that starts on the given day.
    pub begins: Option<Begins>,
    /// Months and days until a unit of the base can be judged.
    pub comes_of_age: (i32, i32),
    /// Days until most of a unit's outcome shows. A younger month is drawn hollow; the period still includes it.
    pub ripens_after: i32,
    pub counted: Counted,
}

type Begins = fn(&Told, Day) -> (Kind, Option<Day>, Day);

/// How the units are counted. A hit of `None` leaves the unit out of the base.
pub enum Counted {
    /// Opportunities created in the base, as they stand at the as-of date.
    Leads(fn(&Viewpoint, OpportunityId, &LeadState) -> Option<bool>),
    /// Leads created in the base, each row by itself.
    LeadRows(fn(&Viewpoint, Moment, &LeadLines) -> Option<bool>),
    /// Cars delivered in the base.
    Deliveries(OfDeliveries),
    /// Policies due in the base.
    Policies,
    /// Cars with a service order in one span of months, and perhaps again in another.
    Monthly(Monthly),
}

pub struct OfDeliveries {
    pub hit: fn(&Viewpoint, &Ownership, Day) -> Option<bool>,
    pub staff: for<'a> fn(&Viewpoint<'a>, &'a Ownership) -> Option<&'a str>,
    /// Whether it has staff only if cars that stayed away name somebody too.
    pub must_be_assigned: bool,
}

/// Spans of months before month N, first and last.
pub struct Monthly {
    /// The base: came in these months,
    pub came: (i32, i32),
    /// and not in these.
    pub stayed_away: Option<(i32, i32)>,
    /// The months that decide.
    pub again: (i32, i32),
    /// Whether coming again is a hit, or staying away.
    pub hits_if_back: bool,
    /// The unit belongs to the adviser who last received the car in these months,
    pub received: (i32, i32),
    /// or else, where a car that is new since then counts, to its first one.
    pub counts_new: bool,
}

impl Rule {
    const fn new(facts: &'static [FactKind], counted: Counted) -> Self {
        Self { facts, columns: &[], never: None, begins: None, comes_of_age: (0, 0), ripens_after: 0, counted }
    }

    pub fn of(measure: Measure) -> Self {
        use Counted::*;
        use FactKind::*;
        match measure {
            Measure::DefeatedByDay30 => Self {
                comes_of_age: (0, 30),
                ..Self::new(
                    &[LeadCreated, Defeat],
                    Leads(|all, id, state| Some(defeated_on(state).is_some_and(|day| age(all, id, day) <= 30))),
                )
            },
            // Open, and no contact since that day: DOMAIN keeps it apart from defeats and from dormancy. Without
            // follow-ups, every lead would seem given up or standing still.
            Measure::AbandonedAtDay60 => Self {
                comes_of_age: (0, 60),
                ..Self::new(
                    &[LeadCreated, FollowUp],
                    Leads(|all, id, state| state.is_open().then(|| age(all, id, state.last_activity.day()) < 60)),
                )
            },
            Measure::SilentAfterDay30 => {
                Self { comes_of_age: (0, 60), ..Self::new(&[LeadCreated, FollowUp], Leads(silent_after_day_30)) }
            }
            Measure::Stagnant => Self {
                ripens_after: 30,
                ..Self::new(&[LeadCreated, FollowUp], Leads(|_, _, state| Some(is_late(state))))
            },
            Measure::FirstResponseWithin2h => Self {
                columns: &[(Kind::Leads, Field::LeadCreated)],
                ..Self::new(
                    &[FirstContact],
                    LeadRows(|all, created, lead| {
                        let took = response(all, created, lead)?;
                        Some(took.is_some_and(|minutes| minutes <= RESPONSE_MINUTES))
                    }),
                )
            },
            Measure::Wechat => Self::new(
                &[WechatAdded],
                LeadRows(|all, _, lead| Some(lead.has_wechat(|at| at.day() <= all.standings.as_of))),
            ),
            Measure::TestDrive => Self {
                ripens_after: 30,
                ..Self::new(
                    &[Visit, TestDrive],
                    Leads(|_, _, state| recorded(state, Step::Visit).then(|| recorded(state, Step::TestDrive))),
                )
            },
            Measure::Order => Self {
                ripens_after: 30,
                ..Self::new(
                    &[Visit, Order],
                    Leads(|_, _, state| recorded(state, Step::Visit).then(|| state.has_reached(Step::Order))),
                )
            },
            Measure::OrderAfterTestDrive => Self {
                ripens_after: 30,
                ..Self::new(
                    &[TestDrive, Order],
                    Leads(|_, _, state| recorded(state, Step::TestDrive).then(|| state.has_reached(Step::Order))),
                )
            },
            Measure::SecondVisit => Self {
                never: Some(Never::VisitTwice),
                ripens_after: 30,
                ..Self::new(&[LeadCreated, VisitAgain], Leads(|all, id, _| Some(visit_days(all, id) > 1)))
            },
            Measure::Referral => Self {
                columns: &[(Kind::Leads, Field::Channel)],
                never: Some(Never::Referral),
                begins: Some(|told, base| (Kind::Leads, told.first_lead, told.sold_from(base))),
                ..Self::new(
                    &[NewCarStart],
                    Deliveries(OfDeliveries {
                        hit: |all, car, _| Some(is_by_referral(all, car)),
                        staff: |_, car| car.consultant.as_deref(),
                        must_be_assigned: false,
                    }),
                )
            },
            Measure::FirstService => Self {
                never: Some(Never::FirstService),
                begins: Some(|told, base| (Kind::Services, told.first_order, first_service_due(told.sold_from(base)))),
                comes_of_age: FIRST_SERVICE_DUE,
                ..Self::new(
                    &[NewCarStart, FirstService],
                    Deliveries(OfDeliveries { hit: first_service, staff: named_on_card, must_be_assigned: true }),
                )
            },
            // The first service in its time, and six months to the second. Cars that came later are left out one by
            // one.
            Measure::SecondService => Self {
                never: Some(Never::Maintenance),
                comes_of_age: (FIRST_SERVICE_DUE.0 + 6, FIRST_SERVICE_DUE.1),
                ..Self::new(
                    &[NewCarStart, FirstService, SecondService],
                    Deliveries(OfDeliveries { hit: second_service, staff: received_first, must_be_assigned: false }),
                )
            },
            // Came in month N−6 (or N−12), and not since.
            Measure::Churn6 => Self::new(&[ServiceVisit], Monthly(self::Monthly::churn(6))),
            Measure::Churn12 => Self::new(&[ServiceVisit], Monthly(self::Monthly::churn(12))),
            Measure::Retention => Self {
                begins: Some(|told, base| (Kind::Services, told.first_order, base.month().last_day())),
                ..Self::new(
                    &[ServiceVisit],
                    Monthly(self::Monthly {
                        came: (35, 0),
                        stayed_away: None,
                        again: (11, 0),
                        hits_if_back: true,
                        received: (35, 12),
                        // Left out, every adviser would keep fewer than the store does.
                        counts_new: true,
                    }),
                )
            },
            // Before month N, last seen 13 to 24 months ago; returned in N.
            Measure::WinBack => Self::new(
                &[ServiceVisit],
                Monthly(self::Monthly {
                    came: (24, 13),
                    stayed_away: Some((12, 1)),
                    again: (0, 0),
                    hits_if_back: true,
                    received: (24, 13),
                    counts_new: false,
                }),
            ),
            // A policy can be renewed for three months after it was due.
            Measure::Renewal => Self {
                columns: &[(Kind::Insurance, Field::PolicyKind)],
                never: Some(Never::NotRenewed),
                ripens_after: 92,
                ..Self::new(&[CommercialPolicyDue, CommercialRenewedHere], Policies)
            },
        }
    }

    pub fn monthly(&self) -> Option<&Monthly> {
        match &self.counted {
            Counted::Monthly(monthly) => Some(monthly),
            _ => None,
        }
    }
}

impl Monthly {
    const fn churn(months: i32) -> Self {
        let came = (months, months);
        Self { came, stayed_away: None, again: (months - 1, 0), hits_if_back: false, received: came, counts_new: false }
    }
}
