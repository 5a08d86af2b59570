//! Which kind a set of columns is, by weighted evidence, or none. A kind is never chosen without its minimum.

use super::{columns::match_columns, plan::Column};
use crate::model::{
    fields::Field::{self, *},
    rows::{FILE_KINDS, Kind},
};
use crate::order::order;
use crate::schema::import::{Given, Import};

/// Weight of a column that (nearly) only this kind has.
const DISTINGUISHING: u32 = 6;
const OWN: u32 = 2;
/// Weight of a column that many kinds have: name, telephone, VIN …
const SHARED: u32 = 1;

/// The kind with the most evidence, and its fields; `None` if no kind has its minimum or two have equal evidence.
pub fn kind_of(columns: &[Column]) -> Option<(Kind, Vec<Option<Field>>)> {
    let mut found: Vec<(u32, Kind, Vec<Option<Field>>)> = FILE_KINDS
        .into_iter()
        .map(|kind| (kind, match_columns(kind, columns)))
        .filter(|(kind, fields)| has_minimum(*kind, fields))
        .filter(|(kind, fields)| *kind != Kind::Insurance || is_about_insurance(columns, fields))
        .map(|(kind, fields)| (evidence(kind, &fields), kind, fields))
        .collect();
    order(&mut found, |(evidence, ..)| -i64::from(*evidence));
    if found.len() > 1 && found[0].0 == found[1].0 {
        return None;
    }
    found.into_iter().next().map(|(_, kind, fields)| (kind, fields))
}

/// Whether these are columns of a kind: see [`Import::is_told_by`].
pub fn has_minimum(kind: Kind, fields: &[Option<Field>]) -> bool {
    of_kind!(kind, Row => Row::is_told_by(&Given(fields)))
}

/// Whether some column is about insurance: 结束日期 beside a plate may be the end of anything.
fn is_about_insurance(columns: &[Column], fields: &[Option<Field>]) -> bool {
    let own = [PolicyKind, Insurer, LastInsurer, RenewedHere, Specialist];
    let says = |(column, field): (&Column, &Option<Field>)| {
        field.is_some_and(|field| own.contains(&field))
            || *field == Some(ExpiresOn) && column.header.contains(['保', '险'])
            || *field == Some(ExpiresOn) && column.header.to_lowercase().contains("policy")
    };
    columns.iter().zip(fields).any(says)
}

fn evidence(kind: Kind, fields: &[Option<Field>]) -> u32 {
    fields.iter().flatten().map(|&field| weight(kind, field)).sum()
}

fn weight(kind: Kind, field: Field) -> u32 {
    let own = of_kind!(kind, Row => Row::OWN);
    if field == SignedOn {
        // 开始日期 and 生效日期 may be of anything; only the expiry shows that it is a policy.
        0
    } else if own.contains(&field) {
        DISTINGUISHING
    } else if matches!(
        field,
        Name | Phone | Gender | City | Address | Vin | Plate | Model | Consultant | Adviser | Memo
    ) {
        SHARED
    } else {
        OWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &str, expected: Option<Kind>) {
        let column = |header: &str| Column { header: header.into(), ..Column::default() };
        let columns: Vec<Column> = headers.split_whitespace().map(column).collect();
        assert_eq!(kind_of(&columns).map(|(kind, _)| kind), expected, "{headers}");
    }

    #[test]
    fn the_headers_of_the_domain() {
        check(
            "线索ID 客户ID 手机号 一级渠道名称 线索类型 意向车型 线索创建时间 分配时间 首触时间 线索评级",
            Some(Kind::Leads),
        );
        check("客户名称 性别 来访时间 手机号 关注重点 意向级别 意向车型 车身颜色 预算金额", Some(Kind::Visits));
        check(
            "客户姓名 客户电话 客户地址 VIN 发动机号 车型代码 车牌号 交车日期 开票日期 建档日期 销售顾问 销售价格 首保日期",
            Some(Kind::Sales),
        );
        check(
            "工单号 接待日期 客户名称 客户电话 车牌号 车型 车架号 业务类型 进厂里程 合计金额 应结金额",
            Some(Kind::Services),
        );
        check(
            "车架VIN码 客户手机号 会员名称 建档时间 进店时间 保养顾问 下次保养时间 购车时间 客户标签 公里数 质保到期时间",
            Some(Kind::Cards),
        );
        check("车架号 保险类型 上一年承保公司 本年承保公司 是否本店 续保专员 保险到期时间", Some(Kind::Insurance));
        check("回访日期 回访类型 客户姓名 手机号 在线体验 交易过程 推荐意愿（0-10） 客户原话", Some(Kind::Answers));
    }

    #[test]
    fn shorter_and_foreign_lists() {
        check("车架VIN码 客户手机号 会员名称 购车时间 车牌号 车型 公里数 上次保养时间 质保到期时间", Some(Kind::Cards));
        check("姓名 电话 车型 销售日期 成交价 顾问", Some(Kind::Sales));
        check("姓名 电话 来源 意向车型 创建时间 跟进记录", Some(Kind::Leads));
        check("RO号 进厂日期 VIN 结算金额", Some(Kind::Services));
        check("Name Phone VIN Price Delivered", Some(Kind::Sales));
        check("回访日期 姓名 服务质量 设施", Some(Kind::Answers));
        check("姓名 手机号 来源 车型 收集时间", Some(Kind::Leads));
        check("修理日期 车牌照 进站里程数", Some(Kind::Services));
        check("车牌号 保险公司 交强险止期 商业险止期", Some(Kind::Insurance));
        check("客户姓名 保险到期时间 车牌号", Some(Kind::Insurance));
        check("车架号 车主 开票日期 险种 保险公司 保险止期", Some(Kind::Insurance));
        check("客户名称 车牌号 下次保养日期", Some(Kind::Cards));
        check("提交答卷时间 姓名 您对服务顾问的态度满意吗？ 您对维修质量满意吗？", Some(Kind::Answers));
    }

    #[test]
    fn never_a_guess() {
        check("", None);
        check("姓名 电话", None);
        check("姓名 电话 日期", None);
        check("姓名 电话 VIN 车型 购车日期", None);
        check("车牌号 活动名称 开始日期 结束日期", None);
        // Complaints also have a car, a person and a day of purchase.
        check("客户姓名 联系电话 抱怨内容 抱怨时间 VIN号 购车时间 行驶里程 处理人 回访日期", None);
        check("序号 物料 数量 单价", None);
    }
}
