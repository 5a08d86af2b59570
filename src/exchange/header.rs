//! Finds a sheet's header, of one row or of two (groups above names). Titles above it are not part of the header.

use super::{
    cell::{Cell, RawRow, RawSheet, Rows},
    columns::{GROUP_MARK, match_columns},
    plan::Column,
    values::{
        date, phone,
        text::{fold, text_of},
        vin, word,
    },
};
use crate::model::rows::FILE_KINDS;
use std::collections::BTreeSet;

/// The header is looked for among this many rows.
const SEARCHED_ROWS: usize = 12;

/// This many rows below an unknown header must look different from it.
const COMPARED_ROWS: usize = 50;

/// A sheet's header.
pub struct Header {
    /// Index of the last header row among the sheet's rows; the row above it may hold groups.
    pub at: usize,
    pub group_at: Option<usize>,
    /// One per column up to the last named one; a group's name stands before the column's own.
    pub names: Vec<String>,
}

/// The row, or the pair of rows, with the most columns known to any one kind. If there is none, a row that looks like a
/// header.
pub fn find(sheet: &RawSheet) -> Option<Header> {
    let rows = sheet.rows().first(SEARCHED_ROWS);
    let mut best: Option<(usize, Header)> = None;
    for at in 0..rows.len() {
        for header in [single(rows, at), pair(rows, at)].into_iter().flatten() {
            let score = known_columns(&header.names);
            let named = header.names.iter().filter(|name| !name.is_empty()).count();
            let enough = score >= 3 || (score == 2 && named <= 4);
            if enough && best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, header));
            }
        }
    }
    best.map(|(_, header)| header).or_else(|| by_looks(sheet.rows()))
}

/// The largest number of fields that any kind finds.
fn known_columns(names: &[String]) -> usize {
    let columns: Vec<Column> = names.iter().map(|name| Column { header: name.clone(), ..Column::default() }).collect();
    let known =
        FILE_KINDS.map(|kind| match_columns(kind, &columns).into_iter().flatten().collect::<BTreeSet<_>>().len());
    known.into_iter().max().unwrap_or_default()
}

fn single(rows: Rows, at: usize) -> Option<Header> {
    let row = rows.get(at).filter(|row| is_text(*row))?;
    Some(Header { at, group_at: None, names: trimmed(row.cells.iter().map(header_text).collect()) })
}

fn pair(rows: Rows, at: usize) -> Option<Header> {
    let (groups, names) = (rows.get(at)?, rows.get(at + 1)?);
    if !is_text(groups) || !is_text(names) || !could_be_groups(groups) {
        return None;
    }
    let width = groups.cells.len().max(names.cells.len());
    let mut group = String::new();
    let joined = (0..width).map(|column| {
        let above = groups.cells.get(column).map(header_text).unwrap_or_default();
        let own = names.cells.get(column).map(header_text).unwrap_or_default();
        if !above.is_empty() {
            group.clone_from(&above);
        }
        let joined = join(&group, &above, &own);
        // A name merged over both rows ends the group before it and starts no group.
        if own.is_empty() || own == above {
            group.clear();
        }
        joined
    });
    Some(Header { at: at + 1, group_at: Some(at), names: trimmed(joined.collect()) })
}

fn join(group: &str, above: &str, own: &str) -> String {
    if own.is_empty() {
        above.to_owned()
    } else if group.is_empty() || group == own {
        own.to_owned()
    } else {
        format!("{group}{GROUP_MARK}{own}")
    }
}

/// A row of at least three different words, above rows in which some column holds something other than words. A row of
/// data is never taken for a header: not one whose words recur below it, and not a sheet's only row.
fn by_looks(rows: Rows) -> Option<Header> {
    let mut searched = rows.first(SEARCHED_ROWS).iter();
    let at = searched.position(|row| row.cells.iter().filter(|cell| !cell.is_blank()).count() >= 2)?;
    let header = single(rows, at)?;
    let named: Vec<&String> = header.names.iter().filter(|name| !name.is_empty()).collect();
    let wordy =
        named.iter().all(|name| name.chars().count() <= 24 && !name.contains(|letter: char| letter.is_ascii_digit()));
    let distinct = named.iter().enumerate().all(|(index, name)| !named[..index].contains(name));
    let below = rows.from(at + 1).first(COMPARED_ROWS);
    (wordy && distinct && named.len() >= 3 && stands_out(&header.names, below)).then_some(header)
}

/// Whether some column below holds mostly values, although no name is a value or recurs as one.
fn stands_out(names: &[String], below: Rows) -> bool {
    let cells =
        |column: usize| below.iter().filter_map(move |row| row.cells.get(column)).filter(|cell| !cell.is_blank());
    let again =
        |(column, name): (usize, &String)| !name.is_empty() && cells(column).any(|cell| header_text(cell) == *name);
    let values = |column: usize| {
        let all = cells(column).count();
        all > 0 && cells(column).filter(|cell| is_value(*cell)).count() * 2 > all
    };
    let is_word = |name: &String| word::gender(&Cell::Text(name)).0.is_some() || is_answer(name);
    !names.iter().enumerate().any(again) && !names.iter().any(is_word) && (0..names.len()).any(values)
}

fn is_answer(name: &str) -> bool {
    matches!(name, "是" | "否" | "有" | "无" | "男" | "女")
}

/// A value that no header is: a number, a date, a telephone number, a VIN.
fn is_value(cell: Cell) -> bool {
    let Cell::Text(_) = cell else { return !cell.is_blank() };
    let text = text_of(&cell);
    let folded = fold(&text);
    phone::is_mobile(&folded)
        || vin::is_full(&folded)
        || date::moment(&cell).0.is_some()
        || folded.parse::<f64>().is_ok_and(f64::is_finite)
}

/// A header has no numbers or dates, or hardly any.
fn is_text(row: RawRow) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let texts = row.cells.iter().filter(|cell| matches!(cell, Cell::Text(_)) && !cell.is_blank()).count();
    let known = row.cells.iter().filter(|cell| is_value(*cell)).count();
    filled > 0 && texts * 5 >= filled * 4 && known * 5 <= filled
}

/// Two groups or more, and none of them is a remark such as 统计日期：2024-01-05.
fn could_be_groups(row: RawRow) -> bool {
    let mut names: Vec<String> = row.cells.iter().map(header_text).filter(|name| !name.is_empty()).collect();
    names.dedup();
    names.len() >= 2 && !names.iter().any(|name| name.contains([':', '：']))
}

/// A header cell on one line.
fn header_text(cell: Cell) -> String {
    text_of(&cell).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn trimmed(mut names: Vec<String>) -> Vec<String> {
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(usize, &str)>) {
        let header = find(&RawSheet::drawn(text));
        let read = header.map(|header| (header.at, header.names.join("|")));
        assert_eq!(read, expected.map(|(at, names)| (at, names.to_owned())), "{text}");
    }

    #[test]
    fn one_row() {
        check("VIN|车型|交车日期\n1|2|3", Some((0, "VIN|车型|交车日期")));
        check(
            "示例店 销售台账||\n打印时间：2024-01-05|制表：李|\n\nVIN|车型|交车日期||",
            Some((3, "VIN|车型|交车日期")),
        );
    }

    #[test]
    fn groups_above_names() {
        check(
            "台账|||\n客户信息||车辆信息|\n姓名|电话|VIN|车型\n张三|#1|#2|#3",
            Some((2, "客户信息 · 姓名|客户信息 · 电话|车辆信息 · VIN|车辆信息 · 车型")),
        );
        check("工单号|客户||车架号\n|姓名|电话|\nRO1|张三|1|2", Some((1, "工单号|客户 · 姓名|客户 · 电话|车架号")));
        check("工单号|客户|客户|车架号\n工单号|姓名|电话|车架号", Some((1, "工单号|客户 · 姓名|客户 · 电话|车架号")));
    }

    #[test]
    fn none() {
        check("", None);
        check("XS1|张三|13812345678|2024-01-05\nXS2|李四|13812345679|2024-01-06", None);
        check("张三|价格|设施\n", None);
        check("张三|价格|设施\n李四|价格|服务\n王五|油耗|设施", None);
        check("王一||男|示例|\n李二|13812345678|女|抖音|2024-01-05\n赵三|13812345679|女|抖音|2024-01-06", None);
        check("王一|示例|抖音\n李二|2024-01-05|抖音\n赵三|2024-01-06|车展", None);
        check("乙项|丙项|丁项\n李二|2024-01-05|抖音\n赵三|2024-01-06|车展", Some((0, "乙项|丙项|丁项")));
        check("甲项|乙项|丙项\n#1|#2|#3", Some((0, "甲项|乙项|丙项")));
    }
}
