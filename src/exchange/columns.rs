//! Header texts → fields of a kind. Exact beats synonym, synonym beats stripped, stripped beats reduced. A field has
//! one column, and a second only if that can fill what the first leaves empty. Which kind a sheet is: `kinds`.

use super::{
    groups,
    plan::Column,
    questions::question,
    reduce::{self, without_brackets, without_numbering},
    synonyms::synonyms,
    values::{
        date::is_time_of_day,
        text::{fold, trim},
    },
};
use crate::model::fields::Field;
use crate::model::{
    rows::{FILE_KINDS, Kind},
    values::PolicyKind,
};
use crate::order::order;
use std::{cmp::Reverse, collections::BTreeMap, sync::OnceLock};

/// Between the group's name and the column's own, if a sheet has two header rows.
pub const GROUP_MARK: &str = " · ";

/// How well a header names a field; higher is better.
pub type Rank = u32;

/// Normalised spelling → what it means, by kind.
type Index = BTreeMap<String, Vec<(Kind, Field, Rank)>>;

const EXACT: Rank = 8000;
/// 交强险止期 and 商业险止期 are more specific than 保险到期时间 beside them.
const OF_ONE_POLICY: Rank = 9000;
/// The rank of the second spelling in the table. Each later spelling has two less; 交车时间 has one less than the table's
/// 交车日期.
const SYNONYM: Rank = 6000;
/// A header that matches only in part ranks as a synonym at most, and loses as many places as synonyms would: ten
/// without brackets or numbering, twelve for one side of 所在城市/市名称, twenty without the words around the meaning (主要联系电话,
/// 进厂里程数).
const STRIPPED_LOSS: Rank = 20;
const PART_LOSS: Rank = 24;
const REDUCED_LOSS: Rank = 40;
/// A whole question of a form, matched by its words.
const QUESTION: Rank = 1;

/// The field of each column, in files of that kind; one entry per column.
pub fn match_columns(kind: Kind, columns: &[Column]) -> Vec<Option<Field>> {
    let mut found: Vec<(Rank, usize, Field)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let time_only = holds_times(column);
        let candidates = candidates(kind, &column.header).into_iter();
        let kept = candidates.filter_map(|(field, rank)| {
            let of_one_policy = is_of_a_policy(field) && policy_kind(&column.header).is_some();
            Some((if of_one_policy { OF_ONE_POLICY } else { rank }, at, as_time(field, time_only)?))
        });
        found.extend(kept);
    }
    order(&mut found, |&(rank, at, _)| at as i64 - (i64::from(rank) << 32));
    assign(columns, &found)
}

/// The order in which a field's columns are asked for a value: the best name first. For a telephone number, 手机 comes
/// before 电话.
pub fn trust(kind: Kind, field: Field, header: &str) -> impl Ord + use<> {
    let known = candidates(kind, header).into_iter().find(|(known, _)| *known == field);
    let is_mobile = field == Field::Phone
        && ["手机", "移动", "mobile", "cell"].iter().any(|word| header.to_lowercase().contains(word));
    Reverse((is_mobile, known.map_or(0, |(_, rank)| rank)))
}

/// A header as it is compared with another: letters and digits only, half-width, lower case.
pub fn normal(header: &str) -> String {
    fold(trim(header)).chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Assigns the best matches first, so that a vague header never takes a field from a clear one. A field that has a
/// column takes another only if that may share it ([`may_share`]).
fn assign(columns: &[Column], found: &[(Rank, usize, Field)]) -> Vec<Option<Field>> {
    let mut fields: Vec<Option<Field>> = vec![None; columns.len()];
    let mut first: BTreeMap<Field, usize> = BTreeMap::new();
    for &(_, at, field) in found {
        let goes = first.get(&field).is_none_or(|&before| may_share(field, &columns[before], &columns[at]));
        if fields[at].is_none() && goes {
            fields[at] = Some(field);
            first.entry(field).or_insert(at);
        }
    }
    fields
}

/// Whether a second column may fill what the first leaves empty. It may for names and telephone numbers, since people
/// have several; for any other field only if both columns have the same name. The columns of a car's two policies share
/// a field too, each with its own days.
fn may_share(field: Field, first: &Column, second: &Column) -> bool {
    match field {
        Field::Name | Field::Phone => true,
        Field::ExpiresOn | Field::SignedOn | Field::Insurer
            if policy_kind(&first.header) != policy_kind(&second.header) =>
        {
            policy_kind(&first.header).is_some() && policy_kind(&second.header).is_some()
        }
        _ => normal(&first.header) == normal(&second.header),
    }
}

/// Whether this field has a day for each of a car's two policies.
fn is_of_a_policy(field: Field) -> bool {
    matches!(field, Field::ExpiresOn | Field::SignedOn)
}

/// Which of a car's two policies a header names.
pub fn policy_kind(header: &str) -> Option<PolicyKind> {
    let words = [("交强", PolicyKind::Compulsory), ("商业", PolicyKind::Commercial)];
    words.into_iter().find(|(word, _)| header.contains(word)).map(|(_, kind)| kind)
}

/// Every field the header could mean, with its rank.
fn candidates(kind: Kind, header: &str) -> Vec<(Field, Rank)> {
    match header.split_once(GROUP_MARK) {
        Some((group, own)) => under_group(kind, group, own),
        None => alone(kind, header),
    }
}

/// A group belongs to the column's name: first both are read as one name. If that is unknown, the name is read alone,
/// unless the group says that it is about somebody else.
fn under_group(kind: Kind, group: &str, own: &str) -> Vec<(Field, Rank)> {
    let joined = alone(kind, &format!("{}{own}", groups::bare(group)));
    if !joined.is_empty() {
        return joined;
    }
    let whose = groups::whose(group);
    let own = alone(kind, own).into_iter();
    own.filter(|(field, _)| whose == groups::Whose::Customers || !groups::is_personal(*field)).collect()
}

/// Tries the header as it stands, then less and less of it, and stops at the first form that is known: the less is
/// taken away, the surer the meaning.
fn alone(kind: Kind, header: &str) -> Vec<(Field, Rank)> {
    let whole = looked_up(kind, &normal(header), 0);
    if !whole.is_empty() {
        return whole;
    }
    let bare = without_brackets(header);
    let bare = without_numbering(&bare);
    let stripped = looked_up(kind, &normal(bare), STRIPPED_LOSS);
    if !stripped.is_empty() {
        return stripped;
    }
    let parts = bare.split(['/', '、', '／', '|', '\n', '或']).filter(|part| part.len() < bare.len());
    let parts: Vec<_> = parts.flat_map(|part| looked_up(kind, &normal(part), PART_LOSS)).collect();
    if !parts.is_empty() {
        return parts;
    }
    let reduced = reduce::forms(kind, &normal(bare)).find_map(|form| {
        let found = looked_up(kind, &form, REDUCED_LOSS);
        (!found.is_empty()).then_some(found)
    });
    reduced.or_else(|| Some(vec![(question(kind, header)?, QUESTION)])).unwrap_or_default()
}

fn looked_up(kind: Kind, normal: &str, loss: Rank) -> Vec<(Field, Rank)> {
    let most = if loss == 0 { EXACT } else { SYNONYM };
    let lines = index().get(normal).into_iter().flatten().filter(|line| line.0 == kind);
    lines.map(|&(_, field, rank)| (field, rank.min(most) - loss)).collect()
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index::new();
        for kind in FILE_KINDS {
            for (field, spellings) in synonyms(kind) {
                for (place, spelling) in spellings.enumerate() {
                    let synonym = SYNONYM - 2 * place as Rank;
                    enter(&mut index, spelling, (kind, field, if place == 0 { EXACT } else { synonym }));
                    for ending in other_endings(spelling) {
                        enter(&mut index, &ending, (kind, field, synonym - 1));
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

/// A column named like a date that holds only times of day is the time beside that date, or nothing.
fn as_time(field: Field, time_only: bool) -> Option<Field> {
    if time_only && field.is_date() { field.time_beside() } else { Some(field) }
}

fn holds_times(column: &Column) -> bool {
    !column.samples.is_empty() && column.samples.iter().all(|sample| is_time_of_day(sample))
}

/// The fields that these columns state; an expiry whose header names the policy states the policy's kind too.
pub fn spoken(columns: &[Column]) -> impl Iterator<Item = Field> + '_ {
    let named = |column: &Column| column.field == Some(Field::ExpiresOn) && policy_kind(&column.header).is_some();
    let kind = columns.iter().any(named).then_some(Field::PolicyKind);
    columns.iter().filter_map(|column| column.field).chain(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headers: &[&str]) -> Vec<Column> {
        let column = |header: &&str| Column { header: (*header).into(), ..Column::default() };
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
        check(Kind::Services, &["竣工日期", "工单开单日期"], &[None, Some(ServiceAt)]);
        check(Kind::Visits, &["登记时间", "到店日期"], &[None, Some(VisitAt)]);
        check(Kind::Leads, &["三级渠道名称", "二级渠道名称"], &[None, Some(SubChannel)]);
    }

    #[test]
    fn several_columns_feed_one_field_where_they_say_the_same() {
        use Field::*;
        check(Kind::Leads, &["联系电话", "联系手机", "固定电话"], &[Some(Phone), Some(Phone), Some(Phone)]);
        check(Kind::Sales, &["交车日期", "销售价格", "交车日期"], &[Some(DeliveredOn), Some(Price), Some(DeliveredOn)]);
        check(Kind::Services, &["车主", "送修人", "送修人手机"], &[Some(Name), Some(BroughtBy), None]);
        check(Kind::Insurance, &["交强险止期", "商业险到期日", "保险止期"], &[Some(ExpiresOn), Some(ExpiresOn), None]);
        assert!(trust(Kind::Leads, Phone, "联系手机") < trust(Kind::Leads, Phone, "联系电话"));
        assert!(trust(Kind::Leads, Phone, "客户电话") < trust(Kind::Leads, Phone, "固定电话"));
    }

    #[test]
    fn words_around_the_meaning() {
        let check = |kind, header: &str, field| check(kind, &[header], &[field]);
        check(Kind::Services, "进厂里程数", Some(Field::Mileage));
        check(Kind::Services, "出厂行驶里程", None);
        check(Kind::Services, "预交车时间", None);
        check(Kind::Leads, "线索评级结果", Some(Field::Level));
        check(Kind::Leads, "前销售顾问", None);
        check(Kind::Sales, "主要联系电话", Some(Field::Phone));
        check(Kind::Sales, "老客户车架号", None);
        check(Kind::Sales, "二手车VIN", None);
        check(Kind::Cards, "VIN号码", Some(Field::Vin));
        check(Kind::Leads, "分派状态", None);
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
        let staff = ["负责人 · 姓名", "负责人 · 手机号", "联系人 · 姓名", "联系人 · 手机号"];
        check(Kind::Leads, &staff, &[Some(Consultant), None, Some(Name), Some(Phone)]);
        let staff = ["跟进人信息 · 姓名", "跟进人信息 · 电话", "客户信息 · 姓名", "客户信息 · 电话"];
        check(Kind::Leads, &staff, &[Some(Consultant), None, Some(Name), Some(Phone)]);
        check(Kind::Leads, &["推荐人 · 姓名", "推荐人 · 手机号"], &[None, None]);
    }

    #[test]
    fn a_column_of_times_belongs_to_the_date_beside_it() {
        let mut columns = columns(&["来访日期", "来访时间"]);
        columns[0].samples = vec!["2024-01-05".into()];
        columns[1].samples = vec!["10:30".into(), "9:05".into()];
        assert_eq!(match_columns(Kind::Visits, &columns), [Some(Field::VisitAt), Some(Field::VisitTime)]);
        assert_eq!(match_columns(Kind::Leads, &columns), [None, None]);
    }

    /// Every header that DOMAIN §10 lists, with only one column for each field.
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
