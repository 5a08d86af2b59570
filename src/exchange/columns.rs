//! Header texts → fields of a kind. Exact beats synonym beats stripped, and a field goes to one column at most.
//! Not which kind a sheet is: that is `kinds`.

use super::{
    plan::Column,
    synonyms::synonyms,
    values::{
        date::is_time_of_day,
        text::{fold, trim},
    },
};
use crate::model::fields::{Field, fields_of};
use crate::model::rows::{KINDS, Kind};
use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

/// Between the group's name and the column's own where there are two header rows.
pub const GROUP_MARK: &str = " · ";

/// How well a header names a field; higher is better.
type Rank = u32;

/// Normalised spelling → what it means, by kind.
type Index = BTreeMap<String, Vec<(Kind, Field, Rank)>>;

const EXACT: Rank = 4000;
/// Of the second spelling in the table; each later one has one less.
const SYNONYM: Rank = 3000;
/// Of 交车时间 where the table has 交车日期.
const OTHER_ENDING: Rank = 2500;
/// A header without its brackets, numbering or group loses this much.
const STRIPPED_LOSS: Rank = 2100;
/// One side of a header such as 所在城市/市名称 loses this much.
const PART_LOSS: Rank = 2200;

/// The fields these columns have in files of that kind, one entry per column.
pub fn match_columns(kind: Kind, columns: &[Column]) -> Vec<Option<Field>> {
    let mut found: Vec<(Rank, usize, Field)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let time_only = holds_times(column);
        let candidates = candidates(kind, &column.header).into_iter();
        let kept = candidates.filter_map(|(field, rank)| Some((rank, at, as_time(field, time_only)?)));
        found.extend(kept);
    }
    found.sort_by_key(|&(rank, at, _)| (std::cmp::Reverse(rank), at));
    assign(columns.len(), &found)
}

/// A header in the form in which two spellings are compared: letters and digits only, half-width, lower case.
pub fn normal(header: &str) -> String {
    fold(trim(header)).chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn assign(width: usize, found: &[(Rank, usize, Field)]) -> Vec<Option<Field>> {
    let mut fields = vec![None; width];
    for &(_, at, field) in found {
        if fields[at].is_none() && !fields.contains(&Some(field)) {
            fields[at] = Some(field);
        }
    }
    fields
}

/// Every field the header could mean, with its rank.
fn candidates(kind: Kind, header: &str) -> Vec<(Field, Rank)> {
    let (group, own) = header.split_once(GROUP_MARK).unwrap_or(("", header));
    if !group.is_empty() {
        let joined = looked_up(kind, &normal(header), 0);
        if !joined.is_empty() || is_someone_else(group) {
            return joined;
        }
    }
    let whole = looked_up(kind, &normal(own), 0);
    if !whole.is_empty() {
        return whole;
    }
    let bare = without_brackets(own);
    let stripped = looked_up(kind, &normal(without_numbering(&bare)), STRIPPED_LOSS);
    if !stripped.is_empty() {
        return stripped;
    }
    let parts = bare.split(['/', '、', '／', '|', '\n', '或']).filter(|part| part.len() < bare.len());
    parts.flat_map(|part| looked_up(kind, &normal(part), PART_LOSS)).collect()
}

fn looked_up(kind: Kind, normal: &str, loss: Rank) -> Vec<(Field, Rank)> {
    let lines = index().get(normal).into_iter().flatten();
    lines.filter(|line| line.0 == kind).map(|&(_, field, rank)| (field, rank.saturating_sub(loss))).collect()
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::new();
        for kind in KINDS {
            for (field, spellings) in synonyms(kind).filter(|(field, _)| fields_of(kind).contains(field)) {
                for (place, spelling) in spellings.enumerate() {
                    let rank = if place == 0 { EXACT } else { SYNONYM - place as Rank };
                    enter(&mut index, spelling, (kind, field, rank));
                    for ending in other_endings(spelling) {
                        enter(&mut index, &ending, (kind, field, OTHER_ENDING - place as Rank));
                    }
                }
            }
        }
        index
    })
}

fn enter(index: &mut Index, spelling: &str, line: (Kind, Field, Rank)) {
    let lines = index.entry(normal(spelling)).or_default();
    match lines.iter_mut().find(|known| (known.0, known.1) == (line.0, line.1)) {
        Some(known) => known.2 = known.2.max(line.2),
        None => lines.push(line),
    }
}

/// 交车日期 is also written 交车时间 and 交车日; 日期 alone is not 时间.
fn other_endings(spelling: &str) -> Vec<String> {
    let stem = spelling.strip_suffix("日期").or_else(|| spelling.strip_suffix("时间")).unwrap_or_default();
    if stem.is_empty() {
        Vec::new()
    } else {
        ["日期", "时间", "日"].map(|ending| format!("{stem}{ending}")).into()
    }
}

/// A column named like a date that holds only times of day is the time beside the date, or nothing.
fn as_time(field: Field, time_only: bool) -> Option<Field> {
    match field {
        Field::VisitAt if time_only => Some(Field::VisitTime),
        Field::ServiceAt if time_only => Some(Field::ServiceTime),
        _ => (!time_only || !field.is_date()).then_some(field),
    }
}

fn holds_times(column: &Column) -> bool {
    !column.samples.is_empty() && column.samples.iter().all(|sample| is_time_of_day(sample))
}

/// Groups whose 姓名 and 电话 are not the customer's.
fn is_someone_else(group: &str) -> bool {
    ["顾问", "销售员", "业务员", "专员", "送修", "介绍", "推荐人", "经销", "门店", "公司", "紧急"]
        .iter()
        .any(|word| group.contains(word))
}

fn without_brackets(header: &str) -> Cow<'_, str> {
    let opens = |letter: char| "(（[【".contains(letter);
    if !header.contains(opens) {
        return Cow::Borrowed(header);
    }
    let mut depth = 0_usize;
    let outside = header.chars().filter(|&letter| {
        depth += usize::from(opens(letter));
        let kept = depth == 0;
        depth = depth.saturating_sub(usize::from(")）]】".contains(letter)));
        kept
    });
    Cow::Owned(outside.collect())
}

/// Without the number of a question: Q1. 1、 (numbers with nothing after them stay).
fn without_numbering(header: &str) -> &str {
    let rest =
        trim(header).trim_start_matches(['Q', 'q', '*']).trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.strip_prefix(['.', '、', '．', ':', '：', '_', '-', ' ']).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headers: &[&str]) -> Vec<Column> {
        let column = |header: &&str| Column { header: (*header).into(), field: None, samples: Vec::new() };
        headers.iter().map(column).collect()
    }

    fn check(kind: Kind, headers: &[&str], expected: &[Option<Field>]) {
        assert_eq!(match_columns(kind, &columns(headers)), expected, "{headers:?}");
    }

    #[test]
    fn headers_are_compared_without_marks() {
        let check = |header: &str, expected| assert_eq!(normal(header), expected);
        check("\u{feff}* 客户ＩＤ（店端）\r\n", "客户id店端");
        check(" Lead  ID ", "leadid");
    }

    #[test]
    fn brackets_numbers_and_sides() {
        let check = |header, field| check(Kind::Answers, &[header], &[Some(field)]);
        check("推荐意愿（0-10）", Field::Recommend);
        check("推荐意愿 [0~10]", Field::Recommend);
        check("Q3.在线体验", Field::ItemOnline);
        check("3、交易过程（分）", Field::ItemDeal);
        check("车架号(VIN)", Field::Vin);
        check("VIN/车架号", Field::Vin);
        check("＊手机号＊", Field::Phone);
        check("手机\n号", Field::Phone);
    }

    #[test]
    fn the_better_header_takes_the_field() {
        use Field::*;
        check(Kind::Leads, &["电话", "手机号"], &[None, Some(Phone)]);
        check(Kind::Leads, &["手机号（备用）", "电话"], &[None, Some(Phone)]);
        check(Kind::Leads, &["手机号", "手机号"], &[Some(Phone), None]);
        check(Kind::Leads, &["三级渠道名称", "二级渠道名称"], &[None, Some(SubChannel)]);
    }

    #[test]
    fn delivery_purchase_and_invoice_stay_apart() {
        use Field::*;
        check(
            Kind::Sales,
            &["购车日期", "交车日期", "开票日期"],
            &[Some(BoughtOn), Some(DeliveredOn), Some(InvoicedOn)],
        );
        check(Kind::Sales, &["销售日期"], &[Some(BoughtOn)]);
        check(Kind::Sales, &["交车时间", "开票日"], &[Some(DeliveredOn), Some(InvoicedOn)]);
    }

    #[test]
    fn groups_tell_whose_name_it_is() {
        use Field::*;
        check(Kind::Services, &["客户信息 · 姓名", "送修人 · 姓名"], &[Some(Name), Some(BroughtBy)]);
        check(Kind::Sales, &["销售顾问 · 电话", "客户 · 电话"], &[None, Some(Phone)]);
        check(Kind::Sales, &["交车 · 日期"], &[Some(DeliveredOn)]);
    }

    #[test]
    fn a_column_of_times_belongs_to_the_date_beside_it() {
        let mut columns = columns(&["来访日期", "来访时间"]);
        columns[0].samples = vec!["2024-01-05".into()];
        columns[1].samples = vec!["10:30".into(), "9:05".into()];
        assert_eq!(match_columns(Kind::Visits, &columns), [Some(Field::VisitAt), Some(Field::VisitTime)]);
        assert_eq!(match_columns(Kind::Leads, &columns), [None, None]);
    }

    /// Every header DOMAIN §10 lists, where each has its field to itself.
    #[test]
    fn the_headers_of_the_domain() {
        let check = |kind, line: &str| {
            let pairs: Vec<(&str, &str)> = line.split_whitespace().map(|pair| pair.split_once('=').unwrap()).collect();
            let headers: Vec<&str> = pairs.iter().map(|pair| pair.0).collect();
            let fields = match_columns(kind, &columns(&headers));
            let named = fields.iter().map(|field| field.map_or_else(|| "none".into(), |field| format!("{field:?}")));
            assert_eq!(named.collect::<Vec<_>>(), pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
        };
        check(
            Kind::Leads,
            "线索唯一ID=LeadCode 客户ID（店端）=CustomerCode 客户姓名=Name 手机号=Phone 一级渠道名称=Channel \
            二级渠道名称=SubChannel 线索类型=LeadType 客户性别=Gender 所在城市/市名称=City 意向车型=Model \
            预算区间（购车预算）=Budget 经销店名称=Dealer 线索创建时间=LeadCreated 分配时间=LeadAssigned \
            首触时间=FirstContact 线索评级=Level 首触跟进记录=FollowNote 首次报价时间=QuoteAt \
            最近跟进时间=LastFollow 下次跟进时间=NextFollow 跟进次数=FollowCount 是否加微=Wechat \
            首次到店时间=FirstVisit 首次试驾完成时间=TestDriveAt 下订时间=OrderAt 订单状态=OrderStatus \
            成交日期=DealAt 战败时间=DefeatAt 战败原因=DefeatReason 竞品车型=Competitor 关注点=Focus 备注=Memo \
            销售顾问=Consultant",
        );
        check(Kind::Leads, "线索ID=LeadCode 客户ID=CustomerCode 所在城市=City 预算区间=Budget 跟进记录=FollowNote");
        check(
            Kind::Visits,
            "客户名称=Name 性别=Gender 来访时间=VisitAt 手机号=Phone 关注重点=Focus 意向级别=Level \
            意向车型=Model 车身颜色=Colour 预算金额=Budget 接待顾问=Consultant",
        );
        check(
            Kind::Sales,
            "客户姓名=Name 客户电话=Phone 客户地址=Address VIN=Vin 发动机号=Engine 车型代码=Model 车牌号=Plate \
            交车日期=DeliveredOn 开票日期=InvoicedOn 建档日期=FiledOn 业务员=Consultant 销售价格=Price \
            首保日期=FirstServiceOn",
        );
        check(
            Kind::Services,
            "工单号=OrderNo 接待日期=ServiceAt 客户名称=Name 客户电话=Phone 车牌号=Plate 车型=Model 车架号=Vin \
            业务类型=ServiceKind 进厂里程=Mileage 合计金额=Total 应结金额=Payable 接待顾问=Adviser \
            送修人=BroughtBy 备注=Memo",
        );
        check(
            Kind::Cards,
            "车架VIN码=Vin 客户手机号=Phone 会员名称=Name 建档时间=FiledOn 进店时间=LastServiceOn \
            保养顾问=Adviser 下次保养时间=NextServiceOn 购车时间=BoughtOn 客户标签=Tag 公里数=Mileage \
            质保到期时间=WarrantyUntil",
        );
        check(
            Kind::Insurance,
            "车架号=Vin 客户姓名=Name 联系电话=Phone 车牌=Plate 保险类型=PolicyKind 上一年承保公司=LastInsurer \
            本年承保公司=Insurer 是否本店=RenewedHere 续保专员=Specialist 保险到期时间=ExpiresOn",
        );
        check(
            Kind::Answers,
            "回访日期=AnsweredOn 回访类型=AnswerKind 客户姓名=Name 手机号=Phone 车架号=Vin 在线体验=ItemOnline \
            入店前沟通=ItemBeforeVisit 到店接待=ItemReception 店内看车=ItemShowroom 试乘试驾=ItemTestDrive \
            交易过程=ItemDeal 交车过程=ItemDelivery 议价经历=ItemBargaining 服务质量=ItemServiceQuality \
            设施=ItemFacility 服务后交车=ItemServiceHandover 服务顾问=ItemServiceAdviser \
            服务启动=ItemServiceStart 推荐意愿（0-10）=Recommend 客户原话=Verbatim",
        );
    }

    #[test]
    fn other_spellings() {
        let check =
            |kind, field, headers: &[&str]| headers.iter().for_each(|header| check(kind, &[*header], &[Some(field)]));
        check(
            Kind::Sales,
            Field::Vin,
            &["车架号", "VIN码", "底盘号", "车辆识别码", "vin", "Ｖｉｎ码", "VIN（车架号）"],
        );
        check(
            Kind::Visits,
            Field::Phone,
            &["客户电话", "客户手机", "联系电话", "移动电话", "联系方式", "Phone", "手机号码（必填）"],
        );
        check(Kind::Insurance, Field::Plate, &["车牌", "牌照", "车牌号码"]);
        check(Kind::Cards, Field::Adviser, &["服务顾问", "接待顾问", "SA"]);
        check(Kind::Services, Field::Mileage, &["里程", "公里数", "行驶里程", "里程（KM）"]);
        check(Kind::Services, Field::OrderNo, &["委托书号", "RO号", "维修工单号"]);
        check(Kind::Leads, Field::LeadCreated, &["创建时间", "建卡时间", "留资时间", "创建日期"]);
        check(Kind::Services, Field::Payable, &["结算金额", "结算金额(元)"]);
    }
}
