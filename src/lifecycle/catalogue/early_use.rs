//! Early use (使用早期, months 3–12): the owner weighs paid service against its price, and joins clubs.

use super::build::owner;
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{ByPowertrain, Churned, Days, Months};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    owner("early_use.stage", "使用早期", "Early use")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceManager)
        .passage(),
    // 20–30 % leave right after the free first service [S3].
    owner("early_use.second_service", "二保", "Second service")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .answer(On(FirstService), &[SecondService])
        .within(ByPowertrain(6, 12))
        .leaks_after(Churned)
        .measured(&[
            SurveyItem::ServiceStart,
            SurveyItem::ServiceAdviser,
            SurveyItem::Facility,
            SurveyItem::ServiceQuality,
            SurveyItem::ServiceHandover,
        ]),
    owner("early_use.first_bill", "首次付费说明", "First paid bill explained") // [S3] every item agreed beforehand
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(SecondService)
        .measured(&[SurveyItem::ServiceHandover]),
    owner("early_use.half_year_care", "半年用车关怀", "Half-year care call")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .answer(After(OwnershipStart, Months(6)), &[Marked])
        .within(Days(30)),
    owner("early_use.club_joined", "车友会入会", "Owner club joined")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::RelationsSpecialist)
        .answer(After(OwnershipStart, Months(3)), &[Marked])
        .within(Months(9)), // [S3] within early use
    owner("early_use.club_trip", "车友活动支持", "Club trip supported") // [S3] check before, technician along
        .at(Stage::EarlyUse, Node::EarlyUse, Role::RelationsSpecialist)
        .sampled(OwnershipStart),
];
