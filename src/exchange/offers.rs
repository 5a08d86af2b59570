//! What a sheet's unused columns could mean, by a part of their names or by their values. Only offered, never assigned.

use super::{
    cell::Cell,
    columns::normal,
    headerless::look,
    plan::{Column, SheetPlan},
    synonyms::synonyms,
    values::{date::moment, phone, vin},
};
use crate::{
    diag::Matter,
    model::{
        fields::{Field, fields_of},
        rows::Kind,
        values::Phone,
    },
};

/// The shortest part of a name that means something.
const SHORTEST: usize = 2;
/// Parts that mean nothing by themselves: 离店时间 is not the time of an arrival, 经销商名称 is not a customer.
const GENERAL: [&str; 12] =
    ["时间", "日期", "名称", "状态", "意向", "金额", "客户", "类型", "费用", "编号", "姓名", "地址"];
/// A name with one of these words is about something else: 预交车时间, 赠送金额, 分派状态, 推荐人手机.
const ELSE: [&str; 22] = [
    "经销商",
    "门店",
    "公司",
    "分派",
    "赠送",
    "外出",
    "活动",
    "优惠",
    "出厂",
    "生产",
    "上报",
    "初登",
    "离店",
    "离开",
    "预",
    "提交",
    "推荐",
    "前",
    "原",
    "老",
    "旧",
    "牌照金",
];

/// For every unused column of a recognised sheet: the field it could be, if that field has no column yet.
pub fn offer(sheet: &mut SheetPlan) {
    let Some(kind) = sheet.kind else { return };
    let mut open: Vec<Field> = fields_of(kind).to_vec();
    open.retain(|field| sheet.columns.iter().all(|column| column.field != Some(*field)));
    for column in sheet.columns.iter_mut().filter(|column| column.field.is_none() && !column.samples.is_empty()) {
        column.offer = by_name(kind, column, &open).or_else(|| by_values(column, &open));
        open.retain(|field| column.offer != Some(*field));
    }
}

/// The field with the longest spelling that the header contains and the values allow.
fn by_name(kind: Kind, column: &Column, open: &[Field]) -> Option<Field> {
    let header = normal(&column.header);
    if ELSE.iter().any(|word| header.contains(word)) {
        return None;
    }
    let spelled = synonyms(kind).filter(|(field, _)| open.contains(field) && could_hold(*field, column));
    let found = spelled.flat_map(|(field, spellings)| {
        let says = |part: &String| part.chars().count() >= SHORTEST && !GENERAL.contains(&part.as_str());
        let parts = spellings.map(normal).filter(|part| says(part) && header.contains(part.as_str()));
        parts.map(move |part| (part.len(), field)).collect::<Vec<_>>()
    });
    found.max_by_key(|(length, _)| *length).map(|(_, field)| field)
}

/// Telephone numbers and VINs are known by their values: every value must be one, not merely look like one.
fn by_values(column: &Column, open: &[Field]) -> Option<Field> {
    let all = |looks: fn(&Cell) -> bool| column.samples.iter().all(|sample| looks(&Cell::Text(sample)));
    match column.samples.len() > 1 {
        true if open.contains(&Field::Phone) && all(look::is_phone) => Some(Field::Phone),
        true if open.contains(&Field::Vin) && all(look::is_vin) => Some(Field::Vin),
        _ => None,
    }
}

/// Whether most of a column's values can be read as the field's.
pub fn could_hold(field: Field, column: &Column) -> bool {
    let read = column.samples.iter().filter(|sample| could_be(field, sample)).count();
    read * 2 >= column.samples.len()
}

fn could_be(field: Field, sample: &str) -> bool {
    let cell = Cell::Text(sample);
    match field {
        Field::Phone => !matches!(phone::phone(&cell).0, Phone::Unusable(_) | Phone::Absent) && !is_day(&cell),
        Field::Vin => {
            look::is_vin_or_tail(&cell) && !vin::vin(&cell).1.contains(&Matter::VinUnusable) && !is_day(&cell)
        }
        Field::Plate => look::is_plate(&cell),
        Field::Level => look::is_level(&cell),
        // If there is a date, its time of day is in a column with nothing else.
        field if field.is_time() => false,
        field if field.is_date() => is_day(&cell),
        _ => true,
    }
}

fn is_day(cell: &Cell) -> bool {
    let (moment, matters) = moment(cell);
    moment.is_some() || matters.contains(&Matter::DateZero)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(kind: Kind, columns: &[(&str, Option<Field>, &[&str])]) -> Vec<Option<Field>> {
        let column = |(header, field, samples): &(&str, Option<Field>, &[&str])| Column {
            header: (*header).to_owned(),
            field: *field,
            samples: samples.iter().map(|sample| (*sample).to_owned()).collect(),
            ..Column::default()
        };
        let mut sheet =
            SheetPlan { kind: Some(kind), columns: columns.iter().map(column).collect(), ..SheetPlan::default() };
        offer(&mut sheet);
        sheet.columns.into_iter().map(|column| column.offer).collect()
    }

    #[test]
    fn parts_of_a_name_and_what_a_column_holds() {
        let columns: &[(&str, Option<Field>, &[&str])] = &[
            ("姓名", Some(Field::Name), &["甲"]),
            ("客户是否已经添加企微状态", None, &["是", "否"]),
            ("第一次跟进时间是", None, &["2024-03-01"]),
            ("主要竞品一", None, &["型B"]),
            ("到店意向颜色", None, &["白"]),
            ("联络", None, &["13910000001", "13910000002"]),
        ];
        let wanted =
            [None, Some(Field::Wechat), Some(Field::LastFollow), Some(Field::Competitor), None, Some(Field::Phone)];
        assert_eq!(offered(Kind::Leads, columns), wanted);
    }

    #[test]
    fn a_date_is_not_offered_for_words_and_no_field_twice() {
        let columns: &[(&str, Option<Field>, &[&str])] = &[
            ("预计交车日期", None, &["待定", "下周"]),
            ("车牌号一", None, &["苏A10001"]),
            ("车牌号码二", None, &["苏A10002"]),
            ("空的车架号", None, &[]),
        ];
        assert_eq!(offered(Kind::Sales, columns), [None, Some(Field::Plate), None, None]);
    }

    /// Real lists contain these columns besides the required ones, with values as the systems write them.
    #[test]
    fn what_is_about_something_else_is_not_offered() {
        let none = |kind, header: &str, samples: &[&str]| {
            assert_eq!(offered(kind, &[(header, None, samples)]), [None], "{header} {samples:?}");
        };
        none(Kind::Sales, "经销商名称", &["城东店", "城西店"]);
        none(Kind::Sales, "零售上报日期", &["20260302", "20260405"]);
        none(Kind::Sales, "牌照金额", &["0", "0"]);
        none(Kind::Services, "交车日期", &["2026-03-02", "2026-04-05"]);
        none(Kind::Services, "活动/外出总费用", &["0", "0"]);
        none(Kind::Services, "赠送金额", &["0", "50"]);
        none(Kind::Services, "预交车时间", &["2026-03-02 16:10", "2026-03-02 17:00"]);
        none(Kind::Services, "提交结算时间", &["2026-03-02 16:10", "2026-03-02 17:00"]);
        none(Kind::Visits, "离店时间", &["11:30", "12:10"]);
        none(Kind::Visits, "离店(电)时间", &["11:30", "12:10"]);
        let models: &[(&str, Option<Field>, &[&str])] =
            &[("意向车型", Some(Field::Model), &["型A"]), ("意向车系", None, &["型A", "型B"])];
        assert_eq!(offered(Kind::Visits, models), [None, None], "the model is no level");
        none(Kind::Leads, "分派状态", &["已分派", "未分派"]);
        none(Kind::Insurance, "初登日期", &["20240611", "20230301"]);
        none(Kind::Cards, "生产日期", &["2026/1/5", "2026/2/5"]);
        none(Kind::Cards, "出厂日期", &["2026/10/5", "2026/10/6"]);
        none(Kind::Cards, "工单号", &["RO202603010001", "RO202603010002"]);
    }
}
