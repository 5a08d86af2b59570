//! Mid and late warranty (保修中后期, months 12–36): correct service at a fair price, care, and the check before it ends.

use super::build::{customer, owner};
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{AtRisk, Churned, Days, Months, WarrantyTerm};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    owner("warranty.stage", "保修中后期", "Mid and late warranty")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceManager)
        .passage(),
    owner("warranty.claim_explained", "索赔结果说明", "Outcome of the claim explained")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceAdviser)
        .sampled(WarrantyClaim)
        .measured(&[SurveyItem::ServiceAdviser]),
    // From the day after: the claim's own order is a visit too.
    owner("warranty.claim_return", "索赔后回厂", "Back after a warranty claim")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceAdviser)
        .answer(After(WarrantyClaim, Days(1)), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned)
        .each_time(),
    owner("warranty.recall_told", "召回通知", "Told of a recall")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceManager)
        .sampled(OwnershipStart),
    owner("warranty.seasonal_check", "季节免费检测", "Seasonal check") // [S3] winter, spring, before long holidays
        .at(Stage::Warranty, Node::Warranty, Role::RelationsSpecialist)
        .sampled(ServiceVisit),
    owner("warranty.anniversary", "购车周年问候", "Greeting on the car's first year")
        .at(Stage::Warranty, Node::Warranty, Role::RelationsSpecialist)
        .answer(After(OwnershipStart, Months(12)), &[Marked])
        .within(Days(7)),
    customer("warranty.birthday", "生日祝福", "Birthday greeting") // [S3]
        .at(Stage::Warranty, Node::Warranty, Role::RelationsSpecialist)
        .sampled(OwnershipStart),
    customer("warranty.key_customer_visit", "大客户上门拜访", "Visit to a key customer") // [S3][S4] listen, find, solve
        .at(Stage::Warranty, Node::Warranty, Role::RelationsManager)
        .sampled(ServiceVisit),
    owner("warranty.mileage_60k", "6万公里保养", "Maintenance at 60 000 km")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceAdviser)
        .answer(On(MileageOver60k), &[Maintenance])
        .within(AtRisk)
        .leaks_after(Churned),
    owner("warranty.end_check", "出保前检测", "Check before the warranty ends")
        .at(Stage::Warranty, Node::Warranty, Role::ServiceAdviser)
        .answer(After(OwnershipStart, WarrantyTerm(-3)), &[ServiceVisit])
        .within(Months(2))
        .leaks_after(Months(3)),
];
