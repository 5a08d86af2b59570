//! Which rows of a sheet are not data: titles, headers (also repeated on every page), and the rows that `totals` finds.

use super::{
    cell::{Cell, RawRow, RawSheet, Rows},
    header::Header,
    plan::{SkipReason, Skipped},
    totals::{Sums, filled, is_total, names_somebody, plain_columns},
    values::text::seen,
};

/// The rows that are not data, and the number of rows that are.
pub fn sort_rows(sheet: &RawSheet, header: Option<&Header>) -> (Vec<Skipped>, u32) {
    let rows = sheet.rows();
    let first = header.map_or_else(|| titles(rows), |header| header.at + 1);
    let mut skipped = above(rows.first(first), header);
    let heads: Vec<RawRow> = rows.first(first).iter().filter(|row| !is_blank(*row)).collect();
    let plain = header.map_or(Vec::new(), |header| plain_columns(&header.names));
    let (mut data_rows, mut sums) = (0, Sums::new());
    for (place, row) in rows.from(first).iter().filter(|row| !is_blank(*row)).enumerate() {
        if header.is_some() && place < GUIDANCE_ROWS && is_guidance(row) {
            skipped.push(Skipped { row: row.number, why: SkipReason::Guidance });
            continue;
        }
        let without_word = || (header.is_some() && sums.fit(row)).then_some(SkipReason::Total);
        match reason(row, &heads, &plain).or_else(without_word) {
            Some(why) => {
                skipped.push(Skipped { row: row.number, why });
                sums.end_page();
            }
            None => {
                data_rows += 1;
                sums.add(row);
            }
        }
    }
    (skipped, data_rows)
}

/// For a sheet without a header: how many of its first rows hold a single text, above rows that hold more.
fn titles(rows: Rows) -> usize {
    let alone = |row: RawRow| filled(row).count() <= 1 && !filled(row).any(|cell| !matches!(cell, Cell::Text(_)));
    let titles = rows.iter().take_while(|row| alone(*row) && !filled(*row).any(names_somebody)).count();
    if rows.from(titles).iter().any(|row| filled(row).count() >= 3) { titles } else { 0 }
}

/// An empty row, or one with nothing but zeros, as formulas leave them below the data.
pub fn is_blank(row: RawRow) -> bool {
    row.cells.iter().all(|cell| cell.says_nothing() || is_zero(cell))
}

fn is_zero(cell: Cell) -> bool {
    match cell {
        Cell::Number(number) => number == 0.0,
        Cell::Text(text) => seen(text).parse().is_ok_and(|number: f64| number == 0.0),
        _ => false,
    }
}

/// Rows this close below the header may explain how to fill in the columns.
const GUIDANCE_ROWS: usize = 3;

/// 必填 · 选填 · 格式 yyyy/m/d explain how to fill in the list; 示例：张三 is an example.
fn is_guidance(row: RawRow) -> bool {
    const EXAMPLES: [&str; 8] = ["示例", "样例", "范例", "举例", "例：", "例如", "Example", "e.g."];
    const RULES: [&str; 7] = ["必填", "选填", "非必填", "下拉选", "格式", "不超过", "请填"];
    let texts = || filled(row).filter_map(|cell| if let Cell::Text(text) = cell { Some(seen(text)) } else { None });
    let is_example = texts().next().is_some_and(|first| EXAMPLES.iter().any(|word| first.starts_with(word)));
    is_example || texts().filter(|text| RULES.iter().any(|word| text.contains(word))).count() >= 2
}

/// Titles and the row of groups; the plan names the header itself.
fn above(rows: Rows, header: Option<&Header>) -> Vec<Skipped> {
    let is_header = |at| header.is_some_and(|header| header.at == at);
    let is_group = |at| header.is_some_and(|header| header.group_at == Some(at));
    let rows = rows.iter().enumerate().filter(|(at, row)| !is_header(*at) && !is_blank(*row));
    let why = |at| if is_group(at) { SkipReason::Header } else { SkipReason::Title };
    rows.map(|(at, row)| Skipped { row: row.number, why: why(at) }).collect()
}

fn reason(row: RawRow, heads: &[RawRow], plain: &[usize]) -> Option<SkipReason> {
    if is_total(row, plain) {
        return Some(SkipReason::Total);
    }
    let repeated = heads.iter().copied().find(|head| repeats(row, *head))?;
    let alone = filled(repeated).count() == 1;
    Some(if alone { SkipReason::Title } else { SkipReason::Header })
}

/// Whether the row repeats a row above the data: at least two thirds of it, and nothing else.
fn repeats(row: RawRow, head: RawRow) -> bool {
    let pairs =
        || row.cells.iter().zip(head.cells.iter()).filter(|(ours, theirs)| !ours.is_blank() || !theirs.is_blank());
    // Nearly every data row already differs in its first cell.
    if !pairs().next().is_some_and(same_text) {
        return false;
    }
    let (equal, heads) = (pairs().filter(|pair| same_text(*pair)).count(), filled(head).count());
    equal * 3 >= heads * 2 && filled(row).count() <= heads
}

fn same_text((ours, theirs): (Cell, Cell)) -> bool {
    matches!((ours, theirs), (Cell::Text(ours), Cell::Text(theirs)) if seen(ours) == seen(theirs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_headers_and_titles() {
        let above = RawSheet::drawn("台账||\n姓名|电话|车型");
        let heads: Vec<RawRow> = above.rows().iter().collect();
        let check = |line, expected| {
            let row = RawSheet::drawn(line);
            assert_eq!(reason(row.rows().get(0).unwrap(), &heads, &[]), expected, "{line}");
        };
        check("姓名|电话|车型", Some(SkipReason::Header));
        check(" 姓名 |电话|车型", Some(SkipReason::Header));
        check("台账||", Some(SkipReason::Title));
        check("姓名|13812345678|远岚", None);
        check("张三|电话|车型", None);
    }
}
