//! What a measure is not known for want of: the file or column it is read from.

use crate::{
    lifecycle::{
        evidence::{self, Columns},
        touchpoint::FactKind,
    },
    model::{fields::Field, rows::Kind},
    protocol::{query::Measure, view::Lack},
};

/// Empty where the store's files can tell the measure.
pub fn lacks(measure: Measure, columns: &Columns) -> Vec<Lack> {
    let mut all: Vec<Lack> = facts(measure).iter().flat_map(|fact| evidence::lacks(*fact, columns)).collect();
    all.extend(own_columns(measure).iter().filter_map(|(kind, field)| columns.lack(*kind, *field)));
    all.sort();
    all.dedup();
    all
}

const fn facts(measure: Measure) -> &'static [FactKind] {
    use FactKind::*;
    match measure {
        Measure::DefeatedByDay30 => &[LeadCreated, Defeat],
        Measure::AbandonedAtDay60 | Measure::SilentAfterDay30 => &[LeadCreated, FollowUp],
        Measure::Stagnant => &[LeadCreated],
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

/// Columns that no single fact stands for.
const fn own_columns(measure: Measure) -> &'static [(Kind, Field)] {
    match measure {
        Measure::FirstResponseWithin2h => &[(Kind::Leads, Field::LeadCreated)],
        Measure::Referral => &[(Kind::Leads, Field::Channel)],
        Measure::Renewal => &[(Kind::Insurance, Field::PolicyKind)],
        _ => &[],
    }
}
