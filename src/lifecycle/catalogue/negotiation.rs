//! Price talk (议价): the quote, what is explained with it, and the way back to the table.

use super::build::lead;
use crate::terms::stage::{Node, Role, Stage, Step};
use crate::terms::touchpoint::Opens::On;
use crate::terms::touchpoint::Span::{Days, Minutes};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    lead("negotiation.quote_after_drive", "试驾后报价", "Quote after the test drive")
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .answer(On(TestDrive), &[Quote])
        .within(Days(2)),
    lead("negotiation.quote", "报价议价", "Quote and price talk")
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .funnel(Step::Quote)
        .by_level()
        .measured(&[SurveyItem::Bargaining]),
    lead("negotiation.written_quote", "书面分项报价", "Itemised written quote") // [2]
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .sampled(Quote)
        .measured(&[SurveyItem::Bargaining, SurveyItem::Deal]),
    lead("negotiation.finance_plan", "金融方案说明", "Finance plan explained")
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .sampled(Quote)
        .measured(&[SurveyItem::Deal]),
    lead("negotiation.trade_in_quote", "旧车置换报价", "Trade-in price offered")
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .sampled(Quote)
        .measured(&[SurveyItem::Bargaining]),
    lead("negotiation.objection", "价格异议处理", "Price objection handled")
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .sampled(Quote)
        .measured(&[SurveyItem::Bargaining]),
    lead("negotiation.manager_joined", "经理出面洽谈", "Manager joins the talk")
        .at(Stage::Negotiation, Node::Quote, Role::SalesManager)
        .sampled(Quote)
        .measured(&[SurveyItem::Bargaining]),
    lead("negotiation.quote_call", "报价后跟进", "Follow-up on the quote")
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .answer(On(Quote), &[Marked])
        .within(Minutes(48 * 60)),
    lead("negotiation.back_after_quote", "报价后再到店", "Back at the store after the quote")
        .at(Stage::Negotiation, Node::Quote, Role::SalesConsultant)
        .answer(On(Quote), &[VisitAgain, Order])
        .within(Days(7)),
];
