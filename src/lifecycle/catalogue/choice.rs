//! Choosing the car (选定): needs analysis, product, test drive.

use super::build::lead;
use crate::terms::stage::{Node, Role, Stage, Step};
use crate::terms::touchpoint::Opens::On;
use crate::terms::touchpoint::Span::{Days, Minutes};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    lead("choice.needs_analysis", "需求分析", "Needs analysis")
        .at(Stage::Choice, Node::Visit, Role::SalesConsultant)
        .sampled(Visit),
    // Age, occupation, current car, intent and budget [S1]; family, income, character [S4].
    lead("choice.portrait", "客户画像完善", "Customer portrait completed")
        .at(Stage::Choice, Node::Visit, Role::SalesConsultant)
        .answer(On(Visit), &[Marked])
        .within(Days(1)),
    lead("choice.product_presented", "商品说明", "Product presented")
        .at(Stage::Choice, Node::Visit, Role::SalesConsultant)
        .sampled(Visit)
        .measured(&[SurveyItem::Showroom]),
    lead("choice.rivals_compared", "竞品对比讲解", "Compared with rival models")
        .at(Stage::Choice, Node::Visit, Role::SalesConsultant)
        .sampled(Visit)
        .measured(&[SurveyItem::Showroom]),
    lead("choice.stock_told", "现车与交期说明", "Stock and delivery time told")
        .at(Stage::Choice, Node::Visit, Role::SalesConsultant)
        .sampled(Visit),
    lead("choice.same_day_drive", "到店当日试驾", "Test drive on the day of the visit")
        .at(Stage::Choice, Node::TestDrive, Role::SalesConsultant)
        .answer(On(Visit), &[TestDrive])
        .within(Days(1)),
    lead("choice.drive_agreement", "试驾协议签署", "Test-drive agreement signed")
        .at(Stage::Choice, Node::TestDrive, Role::SalesConsultant)
        .sampled(TestDrive),
    lead("choice.safety_brief", "试驾安全讲解", "Safety brief, seat and mirrors") // [2]
        .at(Stage::Choice, Node::TestDrive, Role::SalesConsultant)
        .sampled(TestDrive)
        .measured(&[SurveyItem::TestDrive]),
    lead("choice.test_drive", "试乘试驾", "Test drive")
        .at(Stage::Choice, Node::TestDrive, Role::SalesConsultant)
        .funnel(Step::TestDrive)
        .by_level()
        .measured(&[SurveyItem::TestDrive]),
    lead("choice.drive_feedback", "试驾感受询问", "Feedback asked after the drive") // [2]
        .at(Stage::Choice, Node::TestDrive, Role::SalesConsultant)
        .answer(On(TestDrive), &[TestDriveFeedback])
        .within(Days(1))
        .measured(&[SurveyItem::TestDrive]),
    lead("choice.drive_call", "试驾后72小时回访", "Call within 72 hours of the drive")
        .at(Stage::Choice, Node::TestDrive, Role::SalesConsultant)
        .answer(On(TestDrive), &[Marked])
        .within(Minutes(72 * 60)), // [2] 72 h
    lead("choice.model_settled", "车型配置选定", "Model and trim settled")
        .at(Stage::Choice, Node::TestDrive, Role::SalesConsultant)
        .answer(On(Visit), &[Marked])
        .by_level(),
];
