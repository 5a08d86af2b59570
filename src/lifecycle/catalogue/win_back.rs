//! Winning back (挽回): the defeated and the dormant before purchase, the at-risk and the churned after it.
//! Defeat is the other exit of the deal, at whatever step it came; so it is listed there, and under no circle of the
//! map.

use super::build::{lead, owner};
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{AtRisk, Churned, Days, Months};
use crate::terms::touchpoint::{FactKind::*, Span, Touchpoint};

/// Dormant: silent for more than 90 days past its clock; here the two weeks of level B [2]. Counted from the latest
/// follow-up, because a lead export holds no earlier one.
const DORMANT: Span = Days(14 + 90);

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    lead("win_back.dormant_reported", "休眠报备", "Dormant lead reported") // [S0]
        .off_map(Stage::Shortlist, Role::SalesConsultant)
        .answer(After(FollowUp, DORMANT), &[Marked])
        .within(Days(7))
        .each_time(),
    lead("win_back.dormant_woken", "休眠线索唤醒", "Dormant lead woken")
        .off_map(Stage::Shortlist, Role::SalesConsultant)
        .answer(After(FollowUp, DORMANT), &[Visit, VisitAgain, TestDrive, Quote, Order])
        .within(Days(90))
        .each_time(),
    lead("win_back.defeat_reason", "战败原因登记", "Reason of the defeat noted")
        .off_map(Stage::Deal, Role::SalesConsultant)
        .answer(On(Defeat), &[DefeatReasonNoted])
        .within(Days(1))
        .each_time(),
    lead("win_back.rival_noted", "战败去向登记", "Rival bought instead noted") // [S1] what they bought
        .off_map(Stage::Deal, Role::SalesConsultant)
        .answer(On(Defeat), &[CompetitorNoted])
        .within(Days(1))
        .each_time(),
    lead("win_back.defeat_reviewed", "战败审核", "Defeat reviewed")
        .off_map(Stage::Deal, Role::SalesManager)
        .answer(On(Defeat), &[Marked])
        .within(Days(3))
        .each_time(),
    lead("win_back.defeat_call", "战败回访", "Defeat call-back") // [S1] one standard questionnaire
        .off_map(Stage::Deal, Role::RelationsSpecialist)
        .answer(On(Defeat), &[DefeatAnswer])
        .within(Days(7))
        .each_time(),
    lead("win_back.false_defeat", "假战败稽核", "Audit for false defeats") // [2] lost by our own fault
        .off_map(Stage::Deal, Role::RelationsManager)
        .sampled(Defeat),
    lead("win_back.depth_interview", "战败深访", "Interview in depth") // [S1]
        .off_map(Stage::Deal, Role::RelationsManager)
        .sampled(Defeat),
    lead("win_back.sorted_follow_up", "战败分类跟进", "Follow-up by class of defeat") // [S1]
        .off_map(Stage::Deal, Role::SalesConsultant)
        .answer(After(Defeat, Days(30)), &[Marked, BackAfterDefeat])
        .within(Days(7))
        .each_time(),
    lead("win_back.recovered", "战败挽回", "Defeated lead recovered")
        .off_map(Stage::Deal, Role::SalesManager)
        .answer(On(Defeat), &[BackAfterDefeat])
        .within(Days(90))
        .leaks_after(Months(12))
        .each_time(),
    lead("win_back.recovered_visit", "挽回后到店", "Recovered lead visits")
        .off_map(Stage::Deal, Role::SalesConsultant)
        .answer(On(BackAfterDefeat), &[Visit, VisitAgain])
        .by_level()
        .each_time(),
    lead("win_back.recovered_order", "挽回后成交", "Recovered lead orders")
        .off_map(Stage::Deal, Role::SalesConsultant)
        .answer(On(BackAfterDefeat), &[Order, Delivered])
        .by_level()
        .each_time(),
    owner("win_back.at_risk_call", "流失预警关怀", "Care call on an owner at risk") // [S3]
        .at(Stage::Warranty, Node::Warranty, Role::RelationsSpecialist)
        .answer(On(TurnedAtRisk), &[Marked, ServiceVisit])
        .within(Days(7))
        .leaks_on(&[TurnedChurned])
        .each_time(),
    owner("win_back.at_risk_return", "流失预警回厂", "Owner at risk comes back")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceAdviser)
        .answer(On(TurnedAtRisk), &[ServiceVisit])
        .within(Days(30))
        .leaks_on(&[TurnedChurned])
        .each_time(),
    owner("win_back.churn_reason", "流失原因调查", "Why the owner left") // [S3]
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::RelationsSpecialist)
        .answer(On(TurnedChurned), &[Marked])
        .within(Days(30))
        .each_time(),
    owner("win_back.churned_return", "流失客户回厂", "Churned owner comes back")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceManager)
        .answer(On(TurnedChurned), &[BackAfterChurn])
        .within(Months(3))
        .leaks_on(&[TurnedLongChurned])
        .each_time(),
    owner("win_back.long_churned_return", "流失库客户回厂", "Long-churned owner comes back")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceManager)
        .answer(On(TurnedLongChurned), &[BackAfterChurn])
        .within(Months(12))
        .each_time(),
    // From the day after: the order that brought them back is a visit too.
    owner("win_back.kept_after_return", "回流客户留存", "Returned owner comes again")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceAdviser)
        .answer(After(BackAfterChurn, Days(1)), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned)
        .each_time(),
];
