//! Which rows of a sheet are not data: titles, headers (repeated on every page), totals and signatures.

use super::{
    cell::{Cell, RawRow, RawSheet},
    header::Header,
    plan::{SkipReason, Skipped},
    values::{
        phone::is_mobile,
        text::{legible, seen, text_of},
        vin,
    },
};

/// The rows that are not data, and how many are.
pub fn sort_rows(sheet: &RawSheet, header: Option<&Header>) -> (Vec<Skipped>, u32) {
    let first = header.map_or_else(|| titles(&sheet.rows), |header| header.at + 1);
    let mut skipped = above(&sheet.rows[..first.min(sheet.rows.len())], header);
    let heads: Vec<&RawRow> = sheet.rows[..first].iter().filter(|row| !is_blank(row)).collect();
    let mut data_rows = 0;
    for row in sheet.rows[first..].iter().filter(|row| !is_blank(row)) {
        match reason(row, &heads) {
            Some(why) => skipped.push(Skipped { row: row.number, why }),
            None => data_rows += 1,
        }
    }
    (skipped, data_rows)
}

/// How many rows a sheet without a header opens with that hold one text alone, above rows that hold more.
fn titles(rows: &[RawRow]) -> usize {
    let alone = |row: &RawRow| filled(row).count() <= 1 && !filled(row).any(|cell| !matches!(cell, Cell::Text(_)));
    let titles = rows.iter().take_while(|row| alone(row) && !filled(row).any(names_somebody)).count();
    if rows[titles..].iter().any(|row| filled(row).count() >= 3) { titles } else { 0 }
}

pub fn is_blank(row: &RawRow) -> bool {
    row.cells.iter().all(Cell::is_blank)
}

/// Titles and the row of groups; the header itself is named by the plan.
fn above(rows: &[RawRow], header: Option<&Header>) -> Vec<Skipped> {
    let is_header = |at| header.is_some_and(|header| header.at == at);
    let is_group = |at| header.is_some_and(|header| header.group_at == Some(at));
    let rows = rows.iter().enumerate().filter(|(at, row)| !is_header(*at) && !is_blank(row));
    let why = |at| if is_group(at) { SkipReason::Header } else { SkipReason::Title };
    rows.map(|(at, row)| Skipped { row: row.number, why: why(at) }).collect()
}

fn reason(row: &RawRow, heads: &[&RawRow]) -> Option<SkipReason> {
    if is_total(row) {
        return Some(SkipReason::Total);
    }
    let repeated = heads.iter().find(|head| repeats(row, head))?;
    let alone = filled(repeated).count() == 1;
    Some(if alone { SkipReason::Title } else { SkipReason::Header })
}

/// Whether the row says again what a row above the data said, two thirds of it and nothing more.
fn repeats(row: &RawRow, head: &RawRow) -> bool {
    let pairs = || row.cells.iter().zip(&head.cells).filter(|(ours, theirs)| !ours.is_blank() || !theirs.is_blank());
    // Nearly every row of data differs in its first cell already.
    if !pairs().next().is_some_and(same_text) {
        return false;
    }
    let (equal, heads) = (pairs().filter(|pair| same_text(*pair)).count(), filled(head).count());
    equal * 3 >= heads * 2 && filled(row).count() <= heads
}

fn same_text((ours, theirs): (&Cell, &Cell)) -> bool {
    matches!((ours, theirs), (Cell::Text(ours), Cell::Text(theirs)) if seen(ours) == seen(theirs))
}

/// 合计, 共12条, 制表人：… in the first filled cells, and nobody named.
fn is_total(row: &RawRow) -> bool {
    let mut cells = filled(row);
    let Some(first) = cells.next() else { return false };
    let count = || filled(row).count();
    let hit = says_total(first)
        || (opens_remark(first) && count() <= 4)
        || (is_serial_number(first) && cells.next().is_some_and(says_total) && count() <= 6);
    hit && !filled(row).any(names_somebody)
}

fn filled(row: &RawRow) -> impl Iterator<Item = &Cell> {
    row.cells.iter().filter(|cell| !cell.is_blank())
}

fn is_serial_number(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) => true,
        Cell::Text(text) => seen(text).bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn says_total(cell: &Cell) -> bool {
    const WORDS: [&str; 13] = [
        "合计",
        "总计",
        "小计",
        "汇总",
        "累计",
        "总数",
        "合计数",
        "本页合计",
        "本页小计",
        "平均",
        "平均值",
        "total",
        "sum",
    ];
    let Cell::Text(text) = cell else { return false };
    // Names and codes, the first cells of data, have none of these letters as a rule.
    if text.len() > 60 || !text.contains(['计', '汇', '总', '均', '共', 't', 'T', 's', 'S']) {
        return false;
    }
    let folded = legible(text);
    let letters: String = folded.chars().filter(|letter| letter.is_alphabetic()).collect();
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(&letters)) || is_count(&folded)
}

/// 共12条, 共 12 条记录.
fn is_count(text: &str) -> bool {
    let rest = text.trim().strip_prefix('共').map(|rest| rest.trim_start_matches(['计', ':', ' ']));
    rest.is_some_and(|rest| {
        let unit = rest.trim_start_matches(|letter: char| letter.is_ascii_digit() || ", ".contains(letter));
        unit.len() < rest.len() && unit.starts_with(['条', '行', '人', '台', '笔', '单', '项', '辆', '个'])
    })
}

/// What stands under a table: 制表人：李 · 打印时间：2024-01-05 · 备注：….
fn opens_remark(cell: &Cell) -> bool {
    const WORDS: [&str; 22] = [
        "合计",
        "总计",
        "小计",
        "汇总",
        "制表",
        "审核",
        "复核",
        "打印",
        "导出",
        "统计",
        "填表",
        "签字",
        "签名",
        "日期",
        "备注",
        "说明",
        "注",
        "数据来源",
        "负责人",
        "制单",
        "店总",
        "经理",
    ];
    let Cell::Text(text) = cell else { return false };
    let text = seen(text);
    WORDS.iter().any(|word| text.strip_prefix(word).is_some_and(opens_value))
}

/// 人：…, 时间: …, （…
fn opens_value(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|letter: char| "人时间日期员章单位 ".contains(letter));
    rest.starts_with([':', '：', '(', '（'])
}

/// A mobile number or a VIN: no total has one.
fn names_somebody(cell: &Cell) -> bool {
    let text = text_of(cell);
    is_mobile(&text) || vin::is_full(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, line: &str) -> RawRow {
        let cell = |text: &str| match text.trim().strip_prefix('#') {
            Some(number) => Cell::Number(number.parse().unwrap()),
            None => Cell::Text(text.trim().into()),
        };
        RawRow { number, cells: line.split('|').map(cell).collect() }
    }

    #[test]
    fn totals() {
        let check = |line, expected| assert_eq!(is_total(&row(1, line)), expected, "{line}");
        check("合计|||#1837", true);
        check("合 计：||#3|#4|#5|#6|#7|#8", true);
        check("|总计|#3", true);
        check("#13|合计||#5", true);
        check("共 123 条|", true);
        check("共12条记录", true);
        check("合计：12台|", true);
        check("制表人：李明||审核：王", true);
        check("打印时间：2024-01-05", true);
        check("备注：以上为本月数据", true);
        check("Total|#5", true);
        check("合计|13812345678|2024-01-05", false);
        check("张三|合计|#5", false);
        check("共和国|13812345678", false);
        check("注册用户|#5", false);
        check("日期|#5", false);
    }

    #[test]
    fn repeated_headers_and_titles() {
        let (title, header) = (row(1, "台账||"), row(2, "姓名|电话|车型"));
        let heads = [&title, &header];
        let check = |line, expected| assert_eq!(reason(&row(9, line), &heads), expected, "{line}");
        check("姓名|电话|车型", Some(SkipReason::Header));
        check(" 姓名 |电话|车型", Some(SkipReason::Header));
        check("台账||", Some(SkipReason::Title));
        check("姓名|13812345678|远岚", None);
        check("张三|电话|车型", None);
    }
}
