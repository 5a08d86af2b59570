//! Whether the columns under a group of a two-row header are the customer's or somebody else's.

use crate::model::fields::Field;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose {
    Customers,
    /// The staff's, a recommending friend's, or those of whoever brought the car.
    SomebodyElse,
}

/// Words of a group about somebody other than the customer.
const SOMEBODY_ELSE: [&str; 27] = [
    "顾问",
    "销售员",
    "销售人员",
    "业务员",
    "专员",
    "送修",
    "送车",
    "介绍",
    "推荐",
    "经销",
    "门店",
    "公司",
    "紧急",
    "负责",
    "跟进",
    "归属",
    "经理",
    "主管",
    "员工",
    "人员",
    "技师",
    "操作",
    "录入",
    "创建人",
    "处理人",
    "分派",
    "接待",
];

/// Endings of a group's name that say nothing about its subject.
const ENDINGS: [&str; 6] = ["基本信息", "信息", "资料", "情况", "信息栏", "栏"];

pub fn whose(group: &str) -> Whose {
    if SOMEBODY_ELSE.iter().any(|word| group.contains(word)) { Whose::SomebodyElse } else { Whose::Customers }
}

/// Whether the field identifies a person; any other field under somebody's group (a day, an amount) still belongs to
/// the row.
pub fn is_personal(field: Field) -> bool {
    matches!(field, Field::Name | Field::Phone | Field::Gender | Field::Address | Field::City | Field::CustomerCode)
}

/// 负责人信息 → 负责人
pub fn bare(group: &str) -> &str {
    ENDINGS.iter().find_map(|ending| group.strip_suffix(ending)).filter(|rest| !rest.is_empty()).unwrap_or(group)
}
