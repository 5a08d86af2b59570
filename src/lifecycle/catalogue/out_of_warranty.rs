//! Out of warranty (出保后, months 36–60): price decides, and more than 40 % leave [S3].

use super::build::owner;
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{AtRisk, Churned, Months, WarrantyTerm};
use crate::terms::touchpoint::{FactKind::*, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    owner("out_of_warranty.stage", "出保后", "Out of warranty")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceManager)
        .passage(),
    owner("out_of_warranty.extended_warranty", "延保推荐", "Extended warranty offered") // [S3]
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceAdviser)
        .answer(After(OwnershipStart, WarrantyTerm(-3)), &[Marked])
        .within(Months(3)),
    owner("out_of_warranty.first_visit", "出保后首次回厂", "First visit out of warranty")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceAdviser)
        .answer(After(OwnershipStart, WarrantyTerm(0)), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned),
    owner("out_of_warranty.points_redeemed", "积分兑换", "Points redeemed") // [S3] redeemed after warranty
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::RelationsSpecialist)
        .answer(After(OwnershipStart, WarrantyTerm(0)), &[Marked])
        .within(Months(6)),
    owner("out_of_warranty.care_package", "保养套餐推荐", "Maintenance package offered") // [S3]
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceAdviser)
        .answer(After(OwnershipStart, WarrantyTerm(1)), &[Marked])
        .within(Months(3)),
    owner("out_of_warranty.wear_parts", "轮胎电瓶更换提醒", "Tyres and battery due")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceAdviser)
        .answer(After(OwnershipStart, Months(42)), &[Marked])
        .within(Months(3)),
    owner("out_of_warranty.second_year_visit", "出保第二年回厂", "Visit in the second year out")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceAdviser)
        .answer(After(OwnershipStart, WarrantyTerm(12)), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned),
    owner("out_of_warranty.new_keeper_visit", "过户车主首次回厂", "Second-hand owner's first visit")
        .at(Stage::OutOfWarranty, Node::OutOfWarranty, Role::ServiceAdviser)
        .answer(On(SecondHandStart), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned),
];
