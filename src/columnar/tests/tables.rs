//! Many pages as one table.

use super::*;
use std::sync::Arc;

fn numbered(rows: std::ops::Range<i64>) -> Arc<Page> {
    Arc::new(page(&rows.map(|row| vec![int(1, row)]).collect::<Vec<_>>()))
}

#[track_caller]
fn check(table: &Table, expected: &[i64]) {
    let by_page: Vec<i64> = table.rows().filter_map(|row| row.int(Tag(1))).collect();
    let by_number: Vec<i64> = (0..table.len()).filter_map(|index| table.row(index)?.int(Tag(1))).collect();
    assert_eq!((&by_page[..], &by_number[..]), (expected, expected));
    assert!(table.row(expected.len()).is_none());
    assert_eq!(table.is_empty(), expected.is_empty());
}

#[test]
fn rows_are_found_by_number_and_page_by_page() {
    let mut table = Table::default();
    check(&table, &[]);
    for rows in [0..0, 0..3, 3..3, 3..4, 4..6] {
        table.push(numbered(rows));
    }
    check(&table, &[0, 1, 2, 3, 4, 5]);
    assert_eq!(table.replace(1, numbered(7..9)).map(|page| page.len()), Some(3));
    check(&table, &[7, 8, 3, 4, 5]);
    table.replace(4, numbered(0..0));
    check(&table, &[7, 8, 3]);
    assert!(table.replace(5, numbered(0..1)).is_none());
    check(&table, &[7, 8, 3]);
}
