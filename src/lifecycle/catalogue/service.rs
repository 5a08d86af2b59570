//! The service visit (服务流程), step by step, and the return to the next one.
//! It recurs through all of ownership. It is listed under early use, where it makes or breaks the habit [S3].

use super::build::owner;
use crate::terms::stage::{Node, Role, Stage};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{ByPowertrain, Churned, Days, Months};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    owner("service.invited", "保养主动招揽", "Invited to maintenance")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::RelationsSpecialist)
        .answer(After(Maintenance, Months(5)), &[Marked, ServiceVisit]) // [P] last + 5 months
        .within(Days(30)) // [P] again every 30 days
        .leaks_after(Months(7)) // [P] stop at 12 months
        .each_time(),
    owner("service.booked", "服务预约", "Service booked")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceStart]),
    owner("service.booking_prepared", "预约准备", "Bay and parts prepared")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceStart]),
    owner("service.walk_round", "接待与环车检查", "Reception and walk-round check")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceStart, SurveyItem::ServiceAdviser]),
    owner("service.estimate", "问诊估价估时", "Diagnosis, price and time estimated")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceAdviser]),
    owner("service.progress", "派工与进度通报", "Work assigned and progress told")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceManager)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceAdviser]),
    owner("service.extra_work", "增项确认", "Extra work agreed")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceAdviser]),
    owner("service.waiting_area", "休息区接待", "Looked after while waiting") // [S3] in the care of customer relations
        .at(Stage::EarlyUse, Node::EarlyUse, Role::RelationsSpecialist)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::Facility]),
    owner("service.quality_check", "质检洗车", "Quality check and wash")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceManager)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceQuality]),
    owner("service.fixed_first_time", "一次修复", "Fixed the first time")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceManager)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceQuality]),
    owner("service.on_time", "按时完工", "Ready when promised")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceHandover]),
    owner("service.handover", "交车解释结账", "Work and bill explained")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .measured(&[SurveyItem::ServiceHandover]),
    owner("service.parts_arrived", "缺件到货通知", "Told that ordered parts are in")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .sampled(ServiceVisit)
        .within(Days(1)),
    owner("service.three_day_call", "修后3DC回访", "Three-day call after service")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::RelationsSpecialist)
        .answer(On(ServiceVisit), &[ServiceAnswer])
        .within(Days(4)) // [S3] day 3, and a day's grace as for the new owner's
        .each_time(),
    owner("service.next_maintenance", "定期保养回厂", "Back for the next maintenance")
        .at(Stage::EarlyUse, Node::EarlyUse, Role::ServiceAdviser)
        .answer(On(Maintenance), &[Maintenance])
        .within(ByPowertrain(6, 12))
        .leaks_after(Churned)
        .each_time(),
];
