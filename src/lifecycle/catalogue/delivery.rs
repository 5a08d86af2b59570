//! Delivery (交车): getting it ready, the handover itself, the file and the survey after it.

use super::build::{lead, owner};
use crate::terms::stage::{Node, Role, Stage, Step};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::Days;
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    lead("delivery.appointment", "交车时间预约", "Delivery appointment")
        .at(Stage::Delivery, Node::Delivery, Role::SalesConsultant)
        .answer(On(Order), &[Marked])
        .leaks_on(&[Delivered]),
    lead("delivery.prepared", "交车准备", "Car, place and papers prepared")
        .at(Stage::Delivery, Node::Delivery, Role::SalesConsultant)
        .sampled(Delivered)
        .measured(&[SurveyItem::Delivery]),
    lead("delivery.handover", "新车交付", "Handover of the new car")
        .at(Stage::Delivery, Node::Delivery, Role::SalesConsultant)
        .funnel(Step::Delivery)
        .measured(&[SurveyItem::Delivery]),
    // Sales hands over to service on the spot [S3].
    owner("delivery.three_in_one", "三位一体交车", "Three-in-one delivery")
        .at(Stage::Delivery, Node::Delivery, Role::ServiceManager)
        .answer(On(OwnershipStart), &[Marked])
        .within(Days(1))
        .leaks_after(Days(30))
        .measured(&[SurveyItem::Delivery]),
    owner("delivery.car_explained", "车辆功能讲解", "Functions of the car explained")
        .at(Stage::Delivery, Node::Delivery, Role::SalesConsultant)
        .sampled(OwnershipStart)
        .measured(&[SurveyItem::Delivery]),
    owner("delivery.warranty_explained", "保修与首保说明", "Warranty and first service explained") // [S3]
        .at(Stage::Delivery, Node::Delivery, Role::ServiceManager)
        .sampled(OwnershipStart)
        .measured(&[SurveyItem::Delivery]),
    owner("delivery.rescue_explained", "救援与紧急联系", "Rescue and emergency number given") // [S3]
        .at(Stage::Delivery, Node::Delivery, Role::ServiceAdviser)
        .sampled(OwnershipStart)
        .measured(&[SurveyItem::Delivery]),
    owner("delivery.papers", "随车资料清点", "Papers and keys counted out")
        .at(Stage::Delivery, Node::Delivery, Role::SalesConsultant)
        .sampled(OwnershipStart)
        .measured(&[SurveyItem::Delivery]),
    owner("delivery.ceremony", "交车仪式与合影", "Ceremony and photograph") // [S3]
        .at(Stage::Delivery, Node::Delivery, Role::SalesManager)
        .sampled(OwnershipStart)
        .measured(&[SurveyItem::Delivery]),
    // The owner's file card is filled in at the handover [S2]; many stores already open it at the order.
    owner("delivery.card_opened", "车主建档", "Owner's file opened")
        .at(Stage::Delivery, Node::Delivery, Role::RelationsSpecialist)
        .answer(After(OwnershipStart, Days(-90)), &[CardOpened])
        .within(Days(97)),
    // Thanks, warranty in brief, hotline, how to get plates [S3].
    owner("delivery.welcome_message", "新车主感谢信息", "Message of thanks to the new owner")
        .at(Stage::Delivery, Node::Delivery, Role::RelationsSpecialist)
        .answer(On(OwnershipStart), &[Marked])
        .within(Days(1)),
    lead("delivery.buyer_survey", "购车满意度回访", "Buyer's satisfaction call")
        .at(Stage::Delivery, Node::Delivery, Role::RelationsSpecialist)
        .answer(On(Delivered), &[BuyerAnswer])
        .within(Days(30)),
];
