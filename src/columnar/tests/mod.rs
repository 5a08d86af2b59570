//! Rows into pages and back: as they were, whatever else the bytes are, and the same for ever.

mod format;
mod hostile;
mod round;
mod tables;

use super::*;
use proptest::prelude::*;

#[derive(Clone, PartialEq, Debug)]
enum Cell {
    Int(i64),
    Text(String),
}

type Cells = Vec<(Tag, Cell)>;

fn int(tag: u16, value: i64) -> (Tag, Cell) {
    (Tag(tag), Cell::Int(value))
}

fn text(tag: u16, text: &str) -> (Tag, Cell) {
    (Tag(tag), Cell::Text(text.into()))
}

fn write(writer: &mut PageWriter, cells: &[(Tag, Cell)]) {
    assert!(writer.begin_row());
    for (tag, cell) in cells {
        match cell {
            Cell::Int(value) => writer.int(*tag, *value),
            Cell::Text(text) => writer.text(*tag, text),
        }
    }
}

fn bytes(rows: &[Cells]) -> Vec<u8> {
    let mut writer = PageWriter::new();
    rows.iter().for_each(|cells| write(&mut writer, cells));
    writer.finish()
}

fn page(rows: &[Cells]) -> Page {
    Page::open(bytes(rows)).unwrap()
}

/// What a row says, by tag, asked for in both ways.
fn cells(row: Row) -> Cells {
    let page = row.page();
    let mut cells = Cells::new();
    for (tag, kind, column) in page.columns() {
        let (int, text) = (page.int(column, row.place()), page.text(column, row.place()));
        assert_eq!((row.int(tag), row.text(tag), page.column(tag)), (int, text, Some(column)));
        match kind {
            Kind::Int => assert_eq!(text, None),
            Kind::Text => assert_eq!(int, None),
        }
        cells.extend(int.map(|value| (tag, Cell::Int(value))).or(text.map(|text| (tag, Cell::Text(text.into())))));
    }
    cells
}

fn all(page: &Page) -> Vec<Cells> {
    page.rows().map(cells).collect()
}

/// Even tags are integers, odd ones texts; each value may be absent. Tags lie apart and beside each other.
fn rows(most: usize) -> impl Strategy<Value = Vec<Cells>> {
    let near = 1_700_000_000_i64..1_700_000_300;
    let number = prop_oneof![Just(0), Just(i64::MIN), Just(i64::MAX), -3_i64..3, near, any::<i64>()];
    let word = prop_oneof![
        Just(String::new()),
        "[ab]{1,2}",
        "(张伟|王芳|首保|事故维修|🚗)".prop_map(String::from),
        "[\\PC]{0,12}"
    ];
    let numbers =
        [0_u16, 2, 4, 258, 65_534].map(|tag| proptest::option::of(number.clone().prop_map(move |n| int(tag, n))));
    let words =
        [1_u16, 3, 5, 1027, 65_533].map(|tag| proptest::option::of(word.clone().prop_map(move |w| text(tag, &w))));
    let row = (numbers, words).prop_map(|(numbers, words)| {
        let mut row: Cells = numbers.into_iter().chain(words).flatten().collect();
        row.sort_by_key(|(tag, _)| *tag);
        row
    });
    proptest::collection::vec(row, 0..most)
}
