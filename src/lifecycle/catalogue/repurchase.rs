//! Repurchase (再购期, 5–7 years or above 100 000 km): noticing the wish for a new car, and the trade-in.

use super::build::owner;
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{AtRisk, Churned, Days, Months};
use crate::terms::touchpoint::{FactKind::*, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    owner("repurchase.stage", "再购期", "Repurchase")
        .at(Stage::Repurchase, Node::Repurchase, Role::SalesManager)
        .passage(),
    owner("repurchase.still_serviced", "再购期回厂", "Still serviced here after five years")
        .at(Stage::Repurchase, Node::Repurchase, Role::ServiceAdviser)
        .answer(After(OwnershipStart, Months(60)), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned),
    owner("repurchase.intent_noticed", "保养中识别换车", "Wish for a new car noticed in service") // [S3]
        .at(Stage::Repurchase, Node::Repurchase, Role::ServiceAdviser)
        .sampled(ServiceVisit),
    owner("repurchase.lead", "满五年再购线索", "New lead after five years")
        .at(Stage::Repurchase, Node::Repurchase, Role::SalesManager)
        .answer(After(OwnershipStart, Months(60)), &[NewLeadOfOwner, NextCar])
        .within(Months(24)), // [S3] 5–7 years
    owner("repurchase.mileage_100k", "10万公里再购线索", "New lead after 100 000 km") // [S3] 100 000 km
        .at(Stage::Repurchase, Node::Repurchase, Role::SalesManager)
        .answer(On(MileageOver100k), &[NewLeadOfOwner, NextCar])
        .within(Months(12)),
    owner("repurchase.inspection_told", "上线年检提醒", "Reminder of the annual inspection")
        .at(Stage::Repurchase, Node::Repurchase, Role::ServiceAdviser)
        .answer(After(OwnershipStart, Months(70)), &[Marked])
        .within(Months(2)),
    owner("repurchase.new_model_shown", "新车型上市邀请", "Invited to a new model") // [S3]
        .at(Stage::Repurchase, Node::Repurchase, Role::SalesConsultant)
        .answer(After(OwnershipStart, Months(60)), &[Marked])
        .within(Months(6)),
    owner("repurchase.car_valued", "老车主旧车评估", "Owner's present car valued") // [S3]
        .at(Stage::Repurchase, Node::Repurchase, Role::SalesConsultant)
        .answer(On(NewLeadOfOwner), &[Marked])
        .within(Days(7))
        .each_time(),
    owner("repurchase.next_car", "再购成交", "Next car bought here")
        .at(Stage::Repurchase, Node::Repurchase, Role::SalesConsultant)
        .answer(On(NewLeadOfOwner), &[NextCar])
        .within(Days(90)) // [S2] a buying cycle of about 90 days
        .leaks_after(Months(12))
        .each_time(),
    owner("repurchase.old_car_taken", "旧车收购认证", "Old car taken in and certified") // [S3]
        .at(Stage::Repurchase, Node::Repurchase, Role::SalesManager)
        .sampled(NextCar),
];
