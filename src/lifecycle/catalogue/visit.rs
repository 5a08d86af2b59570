//! The store visit (到店): from preparing for it to the thanks after it.
//! Sampled touchpoints are seen by an auditor or a mystery shopper; no export records them.

use super::build::lead;
use crate::terms::stage::{Node, Role, Stage, Step};
use crate::terms::touchpoint::Opens::On;
use crate::terms::touchpoint::Span::{Days, Minutes};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    lead("visit.prepared", "到店准备", "Visit confirmed and prepared")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .sampled(Visit),
    lead("visit.arrival", "客户到店", "Arrival at the store")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .funnel(Step::Visit)
        .by_level()
        .measured(&[SurveyItem::Reception]),
    lead("visit.greeting", "一分钟内迎宾", "Greeted within a minute")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .sampled(Visit)
        .within(Minutes(1)) // [2] 1 min, with welcome, name and a question
        .measured(&[SurveyItem::Reception]),
    lead("visit.seated", "入座与饮品招待", "Seat and drink offered")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .sampled(Visit)
        .measured(&[SurveyItem::Reception]),
    lead("visit.file_opened", "来店留档", "File opened for a walk-in")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .answer(On(WalkIn), &[PhoneKept])
        .within(Days(1)),
    lead("visit.focus_noted", "关注重点登记", "Buying focus noted")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .answer(On(Visit), &[FocusNoted])
        .within(Days(1)),
    lead("visit.farewell", "送客离店", "Seen off")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .sampled(Visit)
        .measured(&[SurveyItem::Reception]),
    lead("visit.thanks", "离店后致谢", "Thanks after the visit")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .answer(On(Visit), &[Marked])
        .within(Days(1)),
    lead("visit.second_visit", "二次到店", "Second visit")
        .at(Stage::Visit, Node::Visit, Role::SalesConsultant)
        .answer(On(Visit), &[VisitAgain])
        .by_level(),
];
