//! Complaints (投诉): mostly a chain of late answers [S2], so every link has a clock.
//! Complaints come at any stage. They are listed under the honeymoon, where [S2] sees the chain begin, and under no
//! circle of the map.

use super::build::customer;
use crate::terms::stage::{Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{AtRisk, Churned, Days, Minutes};
use crate::terms::touchpoint::{FactKind::*, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    customer("complaint.routed", "投诉分级派单", "Complaint graded and routed")
        .off_map(Stage::Honeymoon, Role::RelationsSpecialist)
        .answer(On(Complaint), &[Marked])
        .within(Minutes(60))
        .each_time(),
    customer("complaint.first_answer", "投诉首次答复", "First answer to the complaint")
        .off_map(Stage::Honeymoon, Role::RelationsSpecialist)
        .answer(On(Complaint), &[Marked])
        .within(Minutes(120))
        .each_time(),
    customer("complaint.said_once", "无需重复陈述", "Told only once") // [S2] told again and again, anger grows
        .off_map(Stage::Honeymoon, Role::RelationsManager)
        .sampled(Complaint),
    customer("complaint.maker_hotline", "厂家热线转单", "Complaint through the maker's hotline") // [S3] 400 and 800 numbers
        .off_map(Stage::Honeymoon, Role::RelationsManager)
        .sampled(Complaint)
        .within(Days(1)),
    customer("complaint.escalated", "投诉升级处理", "Taken up by the general manager")
        .off_map(Stage::Honeymoon, Role::GeneralManager)
        .sampled(Complaint)
        .within(Days(1)),
    customer("complaint.cause_found", "投诉原因查明", "Cause found")
        .off_map(Stage::Honeymoon, Role::RelationsManager)
        .answer(On(Complaint), &[Marked])
        .within(Days(3))
        .each_time(),
    customer("complaint.solved", "投诉解决", "Complaint solved")
        .off_map(Stage::Honeymoon, Role::RelationsManager)
        .answer(On(Complaint), &[Marked])
        .within(Days(7))
        .each_time(),
    customer("complaint.handling_call", "投诉处理回访", "Call on how it was handled")
        .off_map(Stage::Honeymoon, Role::RelationsSpecialist)
        .answer(After(Complaint, Days(7)), &[Marked])
        .within(Days(3))
        .each_time(),
    customer("complaint.rechecked", "投诉整改复查", "Remedy re-checked")
        .off_map(Stage::Honeymoon, Role::GeneralManager)
        .answer(After(Complaint, Days(15)), &[Marked]) // [2] re-check after 15 days
        .within(Days(7))
        .each_time(),
    customer("complaint.low_score_call", "低分客户回访", "Call after a low score") // [S3]
        .off_map(Stage::Honeymoon, Role::RelationsSpecialist)
        .sampled(ServiceAnswer)
        .within(Days(1)),
    customer("complaint.return", "投诉后回厂", "Back in service after a complaint")
        .off_map(Stage::Honeymoon, Role::ServiceManager)
        .answer(After(Complaint, Days(1)), &[ServiceVisit])
        .within(AtRisk)
        .leaks_after(Churned)
        .each_time(),
];
