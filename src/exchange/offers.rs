//! What the unused columns of a sheet could mean: parts of their names, or what they hold. Never taken, only offered.

use super::{
    cell::Cell,
    columns::normal,
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

/// A part of a name says something from so many letters on.
const SHORTEST: usize = 2;

/// Says of every unused column of a recognised sheet which field it could be, where that field has no column yet.
pub fn offer(sheet: &mut SheetPlan) {
    let Some(kind) = sheet.kind else { return };
    let mut open: Vec<Field> = fields_of(kind).to_vec();
    open.retain(|field| sheet.columns.iter().all(|column| column.field != Some(*field)));
    for column in sheet.columns.iter_mut().filter(|column| column.field.is_none() && !column.samples.is_empty()) {
        column.offer = by_name(kind, column, &open).or_else(|| by_values(column, &open));
        open.retain(|field| column.offer != Some(*field));
    }
}

/// The field of the longest spelling that the header contains and the values allow.
fn by_name(kind: Kind, column: &Column, open: &[Field]) -> Option<Field> {
    let header = normal(&column.header);
    let spelled = synonyms(kind).filter(|(field, _)| open.contains(field) && could_hold(*field, column));
    let found = spelled.flat_map(|(field, spellings)| {
        let parts =
            spellings.map(normal).filter(|part| part.chars().count() >= SHORTEST && header.contains(part.as_str()));
        parts.map(move |part| (part.len(), field)).collect::<Vec<_>>()
    });
    found.max_by_key(|(length, _)| *length).map(|(_, field)| field)
}

/// Numbers of telephones and of cars are known by what they are.
fn by_values(column: &Column, open: &[Field]) -> Option<Field> {
    let known = [Field::Phone, Field::Vin].into_iter().find(|field| open.contains(field) && could_hold(*field, column));
    known.filter(|_| column.samples.len() > 1)
}

/// Whether most of a column's values can be read as the field's.
pub fn could_hold(field: Field, column: &Column) -> bool {
    let read = column.samples.iter().filter(|sample| could_be(field, sample)).count();
    read * 2 >= column.samples.len()
}

fn could_be(field: Field, sample: &str) -> bool {
    let cell = Cell::Text(sample.into());
    match field {
        Field::Phone => !matches!(phone::phone(&cell).0, Phone::Unusable(_) | Phone::Absent),
        Field::Vin => vin::vin(&cell).0.is_some() && !vin::vin(&cell).1.contains(&Matter::VinUnusable),
        field if field.is_date() => {
            let (moment, matters) = moment(&cell);
            moment.is_some() || matters.contains(&Matter::DateZero)
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(kind: Kind, columns: &[(&str, Option<Field>, &[&str])]) -> Vec<Option<Field>> {
        let column = |(header, field, samples): &(&str, Option<Field>, &[&str])| Column {
            header: (*header).to_owned(),
            field: *field,
            samples: samples.iter().map(|sample| (*sample).to_owned()).collect(),
            offer: None,
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
            ("老车牌号", None, &["苏A10001"]),
            ("新车牌号码", None, &["苏A10002"]),
            ("空的车架号", None, &[]),
        ];
        assert_eq!(offered(Kind::Sales, columns), [None, Some(Field::Plate), None, None]);
    }
}
