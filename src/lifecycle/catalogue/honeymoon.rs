//! The honeymoon (蜜月期, months 0–3): the owner knows little and is proud. Calls, owner class and first service.

use super::build::owner;
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{Churned, Days, Minutes, Months, MonthsDays};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    owner("honeymoon.stage", "蜜月期", "Honeymoon").at(Stage::Honeymoon, Node::Honeymoon, Role::SalesManager).passage(),
    owner("honeymoon.three_day_call", "3DC回访", "Three-day call")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesConsultant)
        .answer(After(OwnershipStart, Days(3)), &[Marked]) // [S3] day 3, [2] by the consultant
        .within(Days(1)),
    owner("honeymoon.seven_day_call", "7DC回访", "Seven-day call")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesManager)
        .answer(After(OwnershipStart, Days(7)), &[Marked]) // [S3] day 7, [2] by the sales manager
        .within(Days(1)),
    owner("honeymoon.one_month_call", "满月回访", "One-month call")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::RelationsSpecialist)
        .answer(After(OwnershipStart, Months(1)), &[Marked]) // [S3] 1 month
        .within(Days(7)),
    // [S2]'s chain of complaints begins with a question about the navigation that nobody answers in time.
    owner("honeymoon.usage_question", "用车疑问解答", "Question on use answered")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesConsultant)
        .sampled(OwnershipStart)
        .within(Minutes(120)),
    owner("honeymoon.owner_class", "爱车讲堂", "Owner class")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::RelationsSpecialist)
        .answer(On(OwnershipStart), &[Marked])
        .within(Months(3)), // [S3] within the honeymoon
    owner("honeymoon.one_to_one_visit", "新车一对一拜访", "One-to-one visit")
        .at(Stage::Honeymoon, Node::Honeymoon, Role::SalesConsultant)
        .answer(On(OwnershipStart), &[Marked])
        .within(Months(3)), // [S3] within the honeymoon
    owner("honeymoon.first_service_call", "首保前回访", "Call before the first service")
        .at(Stage::Honeymoon, Node::FirstService, Role::RelationsSpecialist)
        .answer(After(NewCarStart, Months(2)), &[Marked, FirstService])
        .within(Months(1)), // [P] first reminder at 3 months
    owner("honeymoon.first_service", "首保", "First service")
        .at(Stage::Honeymoon, Node::FirstService, Role::ServiceAdviser)
        .answer(On(NewCarStart), &[FirstService])
        .within(MonthsDays(3, 30))
        .leaks_after(Churned)
        .measured(&[
            SurveyItem::ServiceStart,
            SurveyItem::ServiceAdviser,
            SurveyItem::Facility,
            SurveyItem::ServiceQuality,
            SurveyItem::ServiceHandover,
        ]),
];
