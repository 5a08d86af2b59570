//! The deal (成交): order, contract, money, insurance, plates, PDI, and the wait for the car.

use super::build::{lead, owner};
use crate::terms::stage::{Node, Role, Stage, Step};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::Days;
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    lead("deal.order_after_drive", "试驾签单", "Order after the test drive")
        .at(Stage::Deal, Node::Order, Role::SalesConsultant)
        .answer(On(TestDrive), &[Order, Delivered])
        .within(Days(30)),
    lead("deal.order", "下订成交", "Order")
        .at(Stage::Deal, Node::Order, Role::SalesConsultant)
        .funnel(Step::Order)
        .by_level()
        .measured(&[SurveyItem::Deal]),
    lead("deal.contract", "合同讲解与签订", "Contract explained and signed")
        .at(Stage::Deal, Node::Order, Role::SalesConsultant)
        .answer(On(Order), &[Marked])
        .within(Days(1))
        .measured(&[SurveyItem::Deal]),
    lead("deal.loan_approved", "贷款审批", "Loan approved")
        .at(Stage::Deal, Node::Order, Role::SalesConsultant)
        .sampled(Order)
        .measured(&[SurveyItem::Deal]),
    lead("deal.policy_issued", "新车投保出单", "New-car policy issued") // [S2] in-sale duty
        .at(Stage::Deal, Node::Order, Role::InsuranceSpecialist)
        .answer(On(Order), &[Marked])
        .leaks_on(&[Delivered])
        .measured(&[SurveyItem::Deal]),
    lead("deal.wait", "订车等待交付", "Wait from order to delivery")
        .at(Stage::Deal, Node::Order, Role::SalesManager)
        .answer(On(Order), &[Delivered])
        .within(Days(30)),
    lead("deal.wait_update", "等车进度通报", "Progress told during the wait")
        .at(Stage::Deal, Node::Order, Role::SalesConsultant)
        .answer(On(Order), &[Marked])
        .within(Days(7)) // [2] level O: weekly
        .leaks_on(&[Delivered]),
    lead("deal.pdi", "PDI交车前检查", "Pre-delivery inspection") // [S2] before delivery
        .at(Stage::Deal, Node::Order, Role::ServiceManager)
        .answer(On(Order), &[Marked])
        .leaks_on(&[Delivered]),
    lead("deal.temporary_plate", "临时牌照办理", "Temporary plate obtained") // [S2] in-sale duty
        .at(Stage::Deal, Node::Order, Role::SalesConsultant)
        .answer(On(Order), &[Marked])
        .leaks_on(&[Delivered]),
    // Most invoices are written before the delivery that starts the ownership, so the window opens before the delivery
    // too.
    owner("deal.invoice", "开具发票", "Invoice issued")
        .at(Stage::Deal, Node::Order, Role::SalesManager)
        .answer(After(OwnershipStart, Days(-90)), &[Invoice])
        .within(Days(90)),
    owner("deal.plates", "购置税与上牌代办", "Tax paid and plates obtained") // [S2] in-sale duty
        .at(Stage::Deal, Node::Order, Role::SalesConsultant)
        .answer(On(OwnershipStart), &[Marked])
        .within(Days(30)),
];
