//! Names of the domain's own terms: nodes, steps, stages, levels, roles, kinds.

use super::{Text, text};
use crate::{
    model::{
        fields::ITEM_FIELDS,
        rows::{Kind, words_of},
        values::AnswerKind,
    },
    terms::{
        activity::Activity,
        level_clock::LevelPreset,
        stage::{Level, Node, Role, Stage, Step, SubjectKind},
        touchpoint::SurveyItem,
    },
};

pub const fn node(node: Node) -> Text {
    match node {
        Node::Lead => text("线索", "Lead"),
        Node::FirstResponse => text("首次响应", "First response"),
        Node::Visit => text("到店", "Visit"),
        Node::TestDrive => text("试驾", "Test drive"),
        Node::Quote => text("报价议价", "Quote"),
        Node::Order => text("成交", "Order"),
        Node::Delivery => text("交车", "Delivery"),
        Node::Honeymoon => text("蜜月期", "Honeymoon"),
        Node::FirstService => text("首保", "First service"),
        Node::EarlyUse => text("使用早期", "Early use"),
        Node::Warranty => text("保修中后期", "Warranty"),
        Node::OutOfWarranty => text("出保后", "Out of warranty"),
        Node::Repurchase => text("再购期", "Repurchase"),
    }
}

pub const fn step(step: Step) -> Text {
    node(step.node())
}

pub const fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Need => text("需求", "Need"),
        Stage::Information => text("信息收集", "Information"),
        Stage::Shortlist => text("初选", "Shortlist"),
        Stage::Visit => text("到店", "Visit"),
        Stage::Choice => text("选定", "Choice"),
        Stage::Negotiation => text("议价", "Negotiation"),
        Stage::Deal => text("成交", "Deal"),
        Stage::Delivery => text("交车", "Delivery"),
        Stage::Honeymoon => text("蜜月期", "Honeymoon"),
        Stage::EarlyUse => text("使用早期", "Early use"),
        Stage::Warranty => text("保修中后期", "Warranty"),
        Stage::OutOfWarranty => text("出保后", "Out of warranty"),
        Stage::Repurchase => text("再购期", "Repurchase"),
    }
}

pub const fn level(level: Level) -> &'static str {
    match level {
        Level::O => "O",
        Level::H => "H",
        Level::A => "A",
        Level::B => "B",
        Level::C => "C",
    }
}

pub const fn level_preset(preset: LevelPreset) -> Text {
    match preset {
        LevelPreset::BeijingHyundai => text("北京现代规则", "Beijing Hyundai rule"),
        LevelPreset::GacHonda => text("广汽本田规则", "GAC Honda rule"),
        LevelPreset::Third => text("两周规则（A 级 2 周、B 级 3 周）", "Two-week rule (A 2 weeks, B 3)"),
    }
}

pub const fn role(role: Role) -> Text {
    match role {
        Role::GeneralManager => text("总经理", "General manager"),
        Role::SalesManager => text("销售经理", "Sales manager"),
        Role::SalesConsultant => text("销售顾问", "Sales consultant"),
        Role::ServiceManager => text("服务经理", "Service manager"),
        Role::ServiceAdviser => text("服务顾问", "Service adviser"),
        Role::RelationsManager => text("客户关系经理", "Customer-relations manager"),
        Role::RelationsSpecialist => text("客户关系专员", "Customer-relations specialist"),
        Role::InsuranceSpecialist => text("续保专员", "Insurance specialist"),
    }
}

pub const fn subject(kind: SubjectKind) -> Text {
    match kind {
        SubjectKind::Lead => text("线索", "Lead"),
        SubjectKind::Ownership => text("车主", "Ownership"),
        SubjectKind::Customer => text("客户", "Customer"),
    }
}

pub const fn kind(kind: Kind) -> Text {
    let (zh, en) = words_of(kind).name;
    text(zh, en)
}

pub const fn activity(activity: Activity) -> Text {
    match activity {
        Activity::Active => text("活跃", "Active"),
        Activity::AtRisk => text("流失预警", "At risk"),
        Activity::Churned => text("流失", "Churned"),
        Activity::LongChurned => text("流失库", "Long churned"),
    }
}

pub const fn answer_kind(kind: AnswerKind) -> Text {
    match kind {
        AnswerKind::Buyer => text("购车", "Buyers"),
        AnswerKind::Defeated => text("战败", "Defeated"),
        AnswerKind::Service => text("售后", "After-sales"),
    }
}

/// As the questionnaire calls it; a field's name is longer if a file has other columns of that name.
pub const fn item(item: SurveyItem) -> Text {
    match item {
        SurveyItem::TestDrive => text("试乘试驾", "Test drive"),
        SurveyItem::ServiceAdviser => text("服务顾问", "Service adviser"),
        item => super::fields::field(ITEM_FIELDS[item as usize]),
    }
}
