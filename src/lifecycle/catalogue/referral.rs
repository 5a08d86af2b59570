//! Referral (转介绍): a proud new owner recommends [S3]; the recommendation has to be asked for, served and thanked.

use super::build::customer;
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::On;
use crate::terms::touchpoint::Span::{Days, Minutes, Months};
use crate::terms::touchpoint::{FactKind::*, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    customer("referral.card_given", "推荐卡发放", "Referral card given") // [S3] in the one-to-one visit
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesConsultant)
        .answer(On(OwnershipStart), &[Marked])
        .within(Months(3)),
    customer("referral.first", "首次转介绍", "First recommendation")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesConsultant)
        .answer(On(OwnershipStart), &[Referral])
        .within(Months(3)), // [S3] the honeymoon is when owners recommend
    customer("referral.promoter_asked", "满意客户请荐", "Content buyer asked to recommend")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::RelationsSpecialist)
        .sampled(BuyerAnswer)
        .within(Days(7)),
    customer("referral.contacted", "被荐客户联系", "Recommended person contacted")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesConsultant)
        .answer(On(Referral), &[Marked])
        .within(Minutes(120)) // [S2] 2 h, as for any enquiry
        .each_time(),
    customer("referral.bought", "转介绍成交", "Recommended person bought")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesConsultant)
        .answer(On(Referral), &[Marked])
        .within(Days(90)) // [S2] a buying cycle of about 90 days
        .leaks_after(Months(12))
        .each_time(),
    customer("referral.thanked", "转介绍答谢积分", "Thanks and points for it") // [S3] points for a referral
        .at(Stage::Honeymoon, Node::Honeymoon, Role::RelationsSpecialist)
        .answer(On(Referral), &[Marked])
        .within(Days(7))
        .each_time(),
    customer("referral.again", "再次转介绍", "Recommends again")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::RelationsSpecialist)
        .answer(On(Referral), &[Referral])
        .within(Months(12))
        .each_time(),
];
