//! Insurance renewal (续保) and accidents: the six-step pipeline of a real system [P], and what follows a lost policy.
//! Policies recur every year; most of them fall in the warranty years, where the map shows them.

use super::build::owner;
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{AtRisk, Churned, Days, Months};
use crate::terms::touchpoint::{FactKind::*, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    owner("insurance.list_cleaned", "续保清洗邀约", "Renewal list cleaned, first call")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(After(CommercialPolicyDue, Months(-3)), &[Marked, CommercialRenewedHere]) // [P] 9 months after the start
        .within(Days(15))
        .leaks_on(&[CommercialRenewedElsewhere])
        .each_time(),
    owner("insurance.followed_up", "续保邀约跟进", "Renewal followed up")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(After(CommercialPolicyDue, Months(-2)), &[Marked, CommercialRenewedHere])
        .within(Days(15))
        .leaks_on(&[CommercialRenewedElsewhere])
        .each_time(),
    owner("insurance.quoted", "续保报价", "Renewal quoted")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(After(CommercialPolicyDue, Days(-45)), &[Marked, CommercialRenewedHere])
        .within(Days(15))
        .leaks_on(&[CommercialRenewedElsewhere])
        .each_time(),
    owner("insurance.talked", "续保到店洽谈", "Renewal talked over at the store")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(After(CommercialPolicyDue, Days(-30)), &[Marked, CommercialRenewedHere])
        .within(Days(15))
        .leaks_on(&[CommercialRenewedElsewhere])
        .each_time(),
    owner("insurance.commercial_renewed", "商业险续保", "Commercial policy renewed")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(After(CommercialPolicyDue, Months(-3)), &[CommercialRenewedHere]) // [P] 9 months after the start
        .within(Months(3))
        .leaks_on(&[CommercialRenewedElsewhere])
        .each_time(),
    owner("insurance.compulsory_renewed", "交强险续保", "Compulsory policy renewed")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(After(CompulsoryPolicyDue, Months(-3)), &[CompulsoryRenewedHere]) // [P] 9 months after the start
        .within(Months(3))
        .leaks_on(&[CompulsoryRenewedElsewhere])
        .each_time(),
    owner("insurance.loss_reason", "续保战败登记", "Reason of the lost renewal noted")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(On(CommercialRenewedElsewhere), &[Marked])
        .within(Days(7))
        .each_time(),
    owner("insurance.still_serviced", "外保客户回厂", "Serviced here, insured elsewhere")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceAdviser)
        .answer(On(CommercialRenewedElsewhere), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned)
        .each_time(),
    owner("insurance.won_back", "外保客户赢回", "Policy won back")
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(On(CommercialRenewedElsewhere), &[CommercialRenewedHere])
        .within(Months(12))
        .leaks_after(Months(13))
        .each_time(),
    owner("insurance.claim_help", "事故理赔协助", "Help with an accident claim") // [S2] done for the owner free of charge
        .at(Stage::Warranty, Node::Warranty, Role::InsuranceSpecialist)
        .answer(On(AccidentRepair), &[Marked])
        .within(Days(1))
        .each_time(),
    // From the day after: the repair's own order is a visit too.
    owner("insurance.accident_return", "事故后回厂", "Back after an accident repair")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceAdviser)
        .answer(After(AccidentRepair, Days(1)), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned)
        .each_time(),
];
