//! Stages of the cycle (阶段), nodes of the map (节点), intent levels (意向级别) and the roles that own touchpoints.

use crate::numbered::numbered;
use serde::{Deserialize, Serialize};

/// Where a subject is in the cycle. A subject stands at exactly one stage at a time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Stage {
    /// 需求
    Need,
    /// 信息收集
    Information,
    /// 初选
    Shortlist,
    /// 到店
    Visit,
    /// 选定
    Choice,
    /// 议价
    Negotiation,
    /// 成交
    Deal,
    /// 交车
    Delivery,
    /// 蜜月期, [0, 3) months from delivery
    Honeymoon,
    /// 使用早期, [3, 12)
    EarlyUse,
    /// 保修中后期, [12, 36)
    Warranty,
    /// 出保后, [36, 60)
    OutOfWarranty,
    /// 再购期, 60 and more, or above 100 000 km
    Repurchase,
}

/// The five ownership stages, in order.
pub const OWNER_STAGES: [Stage; 5] =
    [Stage::Honeymoon, Stage::EarlyUse, Stage::Warranty, Stage::OutOfWarranty, Stage::Repurchase];

/// The circles of the lifecycle map, in the order of the cycle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Node {
    /// 线索
    Lead,
    /// 首次响应
    FirstResponse,
    /// 到店
    Visit,
    /// 试驾
    TestDrive,
    /// 报价议价
    Quote,
    /// 成交
    Order,
    /// 交车
    Delivery,
    /// 蜜月期
    Honeymoon,
    /// 首保
    FirstService,
    /// 使用早期
    EarlyUse,
    /// 保修中后期
    Warranty,
    /// 出保后
    OutOfWarranty,
    /// 再购期
    Repurchase,
}

pub const NODES: [Node; 13] = [
    Node::Lead,
    Node::FirstResponse,
    Node::Visit,
    Node::TestDrive,
    Node::Quote,
    Node::Order,
    Node::Delivery,
    Node::Honeymoon,
    Node::FirstService,
    Node::EarlyUse,
    Node::Warranty,
    Node::OutOfWarranty,
    Node::Repurchase,
];

impl Node {
    /// The stage of ownership that has this node's name.
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::Honeymoon => Some(Stage::Honeymoon),
            Self::EarlyUse => Some(Stage::EarlyUse),
            Self::Warranty => Some(Stage::Warranty),
            Self::OutOfWarranty => Some(Stage::OutOfWarranty),
            Self::Repurchase => Some(Stage::Repurchase),
            _ => None,
        }
    }
}

numbered! {
    /// The steps of the lead funnel (漏斗), in order. A step is reached when it or a later one is recorded.
    pub enum Step {
        Lead = 0,
        FirstResponse = 1,
        Visit = 2,
        TestDrive = 3,
        Quote = 4,
        Order = 5,
        Delivery = 6,
    }
}

pub const STEPS: [Step; Step::ALL.len()] = Step::ALL;

impl Step {
    pub const fn index(self) -> usize {
        self as usize
    }

    pub fn next(self) -> Option<Self> {
        STEPS.get(self.index() + 1).copied()
    }

    pub const fn node(self) -> Node {
        NODES[self as usize]
    }

    /// The key of the step's touchpoint in the catalogue.
    pub const fn touchpoint(self) -> &'static str {
        match self {
            Self::Lead => "lead.created",
            Self::FirstResponse => "lead.first_response",
            Self::Visit => "visit.arrival",
            Self::TestDrive => "choice.test_drive",
            Self::Quote => "negotiation.quote",
            Self::Order => "deal.order",
            Self::Delivery => "delivery.handover",
        }
    }

    pub fn of_touchpoint(key: &str) -> Option<Self> {
        STEPS.into_iter().find(|step| step.touchpoint() == key)
    }
}

numbered! {
    /// Intent level of a lead (意向级别). `O` has paid a deposit.
    pub enum Level {
        O = 0,
        H = 1,
        A = 2,
        B = 3,
        C = 4,
    }
}

pub const LEVELS: [Level; Level::ALL.len()] = Level::ALL;

/// Who in the store answers for a touchpoint (责任岗位).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    GeneralManager,
    SalesManager,
    SalesConsultant,
    ServiceManager,
    ServiceAdviser,
    RelationsManager,
    RelationsSpecialist,
    InsuranceSpecialist,
}

numbered! {
    /// What an episode is about: a lead (opportunity), an ownership (customer × vehicle), or a customer.
    pub enum SubjectKind {
        Lead = 0,
        Ownership = 1,
        Customer = 2,
    }
}

pub const SUBJECT_KINDS: [SubjectKind; SubjectKind::ALL.len()] = SubjectKind::ALL;
