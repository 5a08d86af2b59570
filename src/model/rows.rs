//! The rows of the seven import kinds. Every field is what the file says, normalised; absent stays absent.

use super::{
    ids::{Origin, RowId},
    values::*,
};
use crate::numbered::numbered;
use crate::{
    lifecycle::stage::Level,
    time::{Day, Moment},
};
use serde::{Deserialize, Serialize};

numbered! {
    /// The seven kinds of export (导入类型).
    pub enum Kind {
        /// 线索
        Leads = 0,
        /// 来店登记
        Visits = 1,
        /// 销售
        Sales = 2,
        /// 维修工单
        Services = 3,
        /// 保险
        Insurance = 4,
        /// 满意度
        Answers = 5,
        /// 保养档案
        Cards = 6,
    }
}

pub const KINDS: [Kind; Kind::ALL.len()] = Kind::ALL;

/// A stored row: its name, its place in a file, what it says.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Record<T> {
    pub id: RowId,
    pub origin: Origin,
    pub data: T,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct LeadRow {
    /// 线索ID
    pub code: Option<String>,
    /// 客户ID of the dealer system.
    pub customer_code: Option<String>,
    pub name: String,
    pub phone: Phone,
    pub channel: Option<String>,
    pub sub_channel: Option<String>,
    /// 线索类型
    pub lead_type: Option<String>,
    pub gender: Option<Gender>,
    pub city: Option<String>,
    pub model: Option<String>,
    pub budget: Option<String>,
    pub dealer: Option<String>,
    pub created: Option<Moment>,
    pub assigned: Option<Moment>,
    pub first_contact: Option<Moment>,
    pub level: Option<Level>,
    /// 首触跟进记录 or 跟进记录
    pub follow_note: Option<String>,
    pub last_follow: Option<Moment>,
    pub next_follow: Option<Moment>,
    pub follow_count: Option<u32>,
    pub wechat: Option<bool>,
    pub wechat_at: Option<Moment>,
    pub first_visit: Option<Moment>,
    pub test_drive: Option<Moment>,
    pub quote: Option<Moment>,
    pub order: Option<Moment>,
    /// 订单状态
    pub order_status: Option<String>,
    /// 成交日期: the car was handed over.
    pub delivered: Option<Moment>,
    pub defeat: Option<Moment>,
    pub defeat_reason: Option<String>,
    pub competitor: Option<String>,
    pub focus: Option<String>,
    pub memo: Option<String>,
    pub consultant: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct VisitRow {
    pub name: String,
    pub gender: Option<Gender>,
    pub at: Option<Moment>,
    pub phone: Phone,
    pub focus: Option<String>,
    pub level: Option<Level>,
    pub model: Option<String>,
    pub colour: Option<String>,
    pub budget: Option<String>,
    pub consultant: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SaleRow {
    pub name: String,
    pub phone: Phone,
    pub address: Option<String>,
    pub vin: Option<Vin>,
    pub engine: Option<String>,
    pub model: Option<String>,
    pub plate: Option<String>,
    /// 交车日期
    pub delivered: Option<Day>,
    /// 购车日期
    pub bought: Option<Day>,
    /// 开票日期
    pub invoiced: Option<Day>,
    /// 建档日期
    pub filed: Option<Day>,
    pub price: Option<Fen>,
    /// 首保日期 as planned.
    pub first_service: Option<Day>,
    pub consultant: Option<String>,
}

impl SaleRow {
    /// The day the owner's time starts: 交车日期, else 购车日期, else 开票日期.
    pub fn start(&self) -> Option<Day> {
        self.delivered.or(self.bought).or(self.invoiced)
    }
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct ServiceRow {
    /// 工单号
    pub order: Option<String>,
    pub at: Option<Moment>,
    pub name: String,
    pub phone: Phone,
    pub plate: Option<String>,
    pub model: Option<String>,
    pub vin: Option<Vin>,
    pub kind: Option<ServiceKind>,
    pub mileage_km: Option<u32>,
    /// 合计金额
    pub total: Option<Fen>,
    /// 应结金额
    pub payable: Option<Fen>,
    pub adviser: Option<String>,
    /// 送修人, a contact and not the owner.
    pub brought_by: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct PolicyRow {
    pub vin: Option<Vin>,
    pub name: String,
    pub phone: Phone,
    pub plate: Option<String>,
    pub kind: Option<PolicyKind>,
    pub last_insurer: Option<String>,
    pub insurer: Option<String>,
    /// 是否本店
    pub here: Option<bool>,
    pub specialist: Option<String>,
    /// 保险到期时间
    pub expires: Option<Day>,
    /// 签单日期, else 起保日期: the day of the renewal.
    pub signed: Option<Day>,
}

impl PolicyRow {
    /// When the policy was renewed, if it was, here or elsewhere. A list without a day of its own says no more than when it was due.
    pub fn renewed_on(&self) -> Option<Day> {
        self.signed.or(self.expires)
    }
}

/// Number of survey items, in the order of [`SurveyItem`](crate::lifecycle::touchpoint::SurveyItem).
pub const ITEMS: usize = 13;

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct AnswerRow {
    pub at: Option<Day>,
    pub kind: Option<AnswerKind>,
    pub name: String,
    pub phone: Phone,
    pub vin: Option<Vin>,
    /// Scores 1–10 by item.
    pub items: [Option<u8>; ITEMS],
    /// 推荐意愿 0–10
    pub recommend: Option<u8>,
    /// 客户原话
    pub verbatim: Option<String>,
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct CardRow {
    pub vin: Option<Vin>,
    pub phone: Phone,
    /// 会员名称
    pub name: String,
    pub plate: Option<String>,
    pub model: Option<String>,
    /// 建档时间
    pub filed: Option<Day>,
    /// 进店时间 or 上次保养时间
    pub last_service: Option<Day>,
    pub adviser: Option<String>,
    /// 下次保养时间
    pub next_service: Option<Day>,
    /// 购车时间
    pub bought: Option<Day>,
    /// 客户标签
    pub tag: Option<String>,
    pub mileage_km: Option<u32>,
    /// 质保到期时间
    pub warranty_until: Option<Day>,
}

/// A row of any kind, as the reader hands it to the engine.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[allow(
    clippy::large_enum_variant,
    reason = "rows pass through in chunks; a box for each would cost more than the space"
)]
pub enum Row {
    Lead(LeadRow),
    Visit(VisitRow),
    Sale(SaleRow),
    Service(ServiceRow),
    Policy(PolicyRow),
    Answer(AnswerRow),
    Card(CardRow),
}

impl Row {
    pub fn kind(&self) -> Kind {
        match self {
            Self::Lead(_) => Kind::Leads,
            Self::Visit(_) => Kind::Visits,
            Self::Sale(_) => Kind::Sales,
            Self::Service(_) => Kind::Services,
            Self::Policy(_) => Kind::Insurance,
            Self::Answer(_) => Kind::Answers,
            Self::Card(_) => Kind::Cards,
        }
    }
}
