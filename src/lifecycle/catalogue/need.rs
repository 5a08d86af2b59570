//! Need, information, shortlist (需求 · 信息收集 · 初选): from the first trace of a customer to the first store visit.
//! Undated columns (level, model, budget, WeChat) count as of their row's day, so their clocks run in days, not
//! minutes.

use super::build::lead;
use crate::terms::stage::{Node, Role, Stage, Step};
use crate::terms::touchpoint::Opens::{After, On};
use crate::terms::touchpoint::Span::{Days, Minutes};
use crate::terms::touchpoint::{FactKind::*, SurveyItem, Touchpoint};

pub(super) const TOUCHPOINTS: &[Touchpoint] = &[
    lead("lead.created", "线索创建", "Lead created")
        .at(Stage::Need, Node::Lead, Role::SalesManager)
        .funnel(Step::Lead)
        .by_level()
        .measured(&[SurveyItem::Online]),
    lead("lead.assigned", "线索分配", "Lead assigned")
        .at(Stage::Need, Node::Lead, Role::SalesManager)
        .answer(On(LeadCreated), &[LeadAssigned])
        .within(Minutes(30)),
    lead("lead.screened", "线索清洗", "Lead screened")
        .at(Stage::Need, Node::Lead, Role::RelationsSpecialist)
        .answer(On(LeadCreated), &[Marked])
        .within(Days(1)),
    lead("lead.phone_kept", "线索留电", "Phone number left")
        .at(Stage::Need, Node::Lead, Role::SalesConsultant)
        .answer(On(LeadCreated), &[PhoneKept])
        .within(Days(1)),
    lead("lead.consent", "联系授权", "Consent to contact")
        .at(Stage::Need, Node::Lead, Role::SalesConsultant)
        .answer(On(LeadCreated), &[Marked])
        .within(Days(1)),
    lead("information.phone_answered", "来电三声接听", "Phone answered in three rings") // [2] 3 rings
        .at(Stage::Information, Node::FirstResponse, Role::SalesConsultant)
        .sampled(LeadCreated)
        .measured(&[SurveyItem::BeforeVisit]),
    lead("information.online_reply", "在线咨询答复", "Online question answered")
        .at(Stage::Information, Node::FirstResponse, Role::RelationsSpecialist)
        .sampled(LeadCreated)
        .within(Minutes(24 * 60)) // [2] 24 h for online enquiries
        .measured(&[SurveyItem::Online]),
    lead("information.store_details", "指导价与店址发送", "List price and address sent") // [S2] sent at once
        .at(Stage::Information, Node::FirstResponse, Role::RelationsSpecialist)
        .answer(On(LeadCreated), &[Marked])
        .within(Minutes(30)),
    lead("lead.two_hour_call", "两小时内首次响应", "First response within two hours")
        .at(Stage::Information, Node::FirstResponse, Role::SalesConsultant)
        .answer(On(LeadCreated), &[FirstContact])
        .within(Minutes(120)) // [S2] 2 h
        .measured(&[SurveyItem::BeforeVisit]),
    lead("lead.first_response", "首次响应", "First response")
        .at(Stage::Information, Node::FirstResponse, Role::SalesConsultant)
        .funnel(Step::FirstResponse)
        .by_level()
        .measured(&[SurveyItem::BeforeVisit]),
    // A lead export holds only the latest follow-up, so a second call is known only if it is logged.
    lead("lead.second_call", "48小时二次跟进", "Second call within 48 hours")
        .at(Stage::Information, Node::FirstResponse, Role::SalesConsultant)
        .answer(On(FirstContact), &[Marked])
        .within(Minutes(48 * 60)) // [S2] 48 h
        .measured(&[SurveyItem::BeforeVisit]),
    lead("lead.wechat_added", "添加微信", "Added on WeChat")
        .at(Stage::Information, Node::FirstResponse, Role::SalesConsultant)
        .answer(On(LeadCreated), &[WechatAdded])
        .within(Days(7)),
    lead("lead.level_rated", "意向定级", "Intent level rated")
        .at(Stage::Information, Node::FirstResponse, Role::SalesConsultant)
        .answer(On(LeadCreated), &[LevelRated])
        .within(Days(3)),
    // Over 70 % of leads are given up after day 30, while days 30 to 90 still convert [S2]. The clock goes by level and
    // runs from the last contact, because only the latest follow-up is known; it never judges the earlier ones.
    lead("lead.thirty_day_guard", "30–90天重点跟进", "Kept in touch past day 30")
        .at(Stage::Information, Node::FirstResponse, Role::SalesConsultant)
        .answer(After(LeadCreated, Days(30)), &[FollowUp, Visit, VisitAgain, TestDrive, Quote, Order])
        .by_level(),
    lead("lead.ninety_day_review", "90天未决复核", "Review of leads open at day 90")
        .at(Stage::Information, Node::FirstResponse, Role::SalesManager)
        .answer(After(LeadCreated, Days(90)), &[Marked]) // [S2] a buying cycle of about 90 days
        .within(Days(7)),
    lead("shortlist.model_noted", "意向车型登记", "Wanted model noted") // [S1] part of the portrait
        .at(Stage::Shortlist, Node::FirstResponse, Role::SalesConsultant)
        .answer(On(LeadCreated), &[ModelNoted])
        .within(Days(3)),
    lead("shortlist.budget_noted", "购车预算登记", "Budget noted") // [S1] part of the portrait
        .at(Stage::Shortlist, Node::FirstResponse, Role::SalesConsultant)
        .answer(On(LeadCreated), &[BudgetNoted])
        .within(Days(3)),
    lead("shortlist.invited", "邀约到店", "Invitation to the store")
        .at(Stage::Shortlist, Node::FirstResponse, Role::SalesConsultant)
        .answer(On(FirstContact), &[Visit])
        .within(Days(14))
        .measured(&[SurveyItem::BeforeVisit]),
];
