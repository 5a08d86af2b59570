//! What is missing to know a measure: the files or columns it is read from.

use super::base::FIRST_SERVICE_DUE;
use crate::{
    analytics::told::Told,
    lifecycle::evidence::{self, Columns},
    model::{fields::Field, rows::Kind},
    protocol::{
        query::Measure,
        view::{Lack, Never},
    },
    terms::touchpoint::FactKind,
    time::Day,
};

/// Empty if the store's files can tell the measure.
pub fn lacks(measure: Measure, told: &Told, base: Day) -> Vec<Lack> {
    let columns = &told.columns;
    let mut all: Vec<Lack> = facts(measure).iter().flat_map(|fact| evidence::lacks(*fact, columns)).collect();
    all.extend(own_columns(measure).iter().filter_map(|(kind, field)| columns.lack(*kind, *field)));
    // The columns are there; the rows may still never say it.
    if all.is_empty() {
        all.extend(never(measure, columns).or_else(|| too_late(measure, told, base)));
    }
    all.sort();
    all.dedup();
    all
}

fn never(measure: Measure, columns: &Columns) -> Option<Lack> {
    columns.says(match measure {
        Measure::SecondVisit => Never::VisitTwice,
        Measure::Referral => Never::Referral,
        Measure::FirstService => Never::FirstService,
        Measure::SecondService => Never::Maintenance,
        Measure::Renewal => Never::NotRenewed,
        _ => return None,
    })
}

/// The lack, if the file that shows whether a unit hits begins too late: after the units of a base that starts on this
/// day had their time.
pub fn too_late(measure: Measure, told: &Told, base: Day) -> Option<Lack> {
    // No unit is older than the first sale on record.
    let sold_from = told.first_sale.map_or(base, |first| first.max(base));
    let (kind, first, needed_by) = match measure {
        Measure::Retention => (Kind::Services, told.first_order, base.month().last_day()),
        Measure::FirstService => {
            let due = sold_from.plus_months(FIRST_SERVICE_DUE.0).plus_days(FIRST_SERVICE_DUE.1);
            (Kind::Services, told.first_order, due)
        }
        Measure::Referral => (Kind::Leads, told.first_lead, sold_from),
        _ => return None,
    };
    first.filter(|first| *first > needed_by).map(|first| Lack::Since(kind, first))
}

const fn facts(measure: Measure) -> &'static [FactKind] {
    use FactKind::*;
    match measure {
        Measure::DefeatedByDay30 => &[LeadCreated, Defeat],
        // Without follow-ups, every lead would seem given up or standing still.
        Measure::AbandonedAtDay60 | Measure::SilentAfterDay30 | Measure::Stagnant => &[LeadCreated, FollowUp],
        Measure::FirstResponseWithin2h => &[FirstContact],
        Measure::Wechat => &[WechatAdded],
        Measure::TestDrive => &[Visit, TestDrive],
        Measure::Order => &[Visit, Order],
        Measure::OrderAfterTestDrive => &[TestDrive, Order],
        Measure::SecondVisit => &[LeadCreated, VisitAgain],
        Measure::Referral => &[NewCarStart],
        Measure::FirstService => &[NewCarStart, FirstService],
        Measure::SecondService => &[NewCarStart, FirstService, SecondService],
        Measure::Churn6 | Measure::Churn12 | Measure::Retention | Measure::WinBack => &[ServiceVisit],
        Measure::Renewal => &[CommercialPolicyDue, CommercialRenewedHere],
    }
}

/// Columns that belong to no single fact.
const fn own_columns(measure: Measure) -> &'static [(Kind, Field)] {
    match measure {
        Measure::FirstResponseWithin2h => &[(Kind::Leads, Field::LeadCreated)],
        Measure::Referral => &[(Kind::Leads, Field::Channel)],
        Measure::Renewal => &[(Kind::Insurance, Field::PolicyKind)],
        _ => &[],
    }
}
