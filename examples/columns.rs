//! Pages as columns beside pages of row structs in postcard, over the same service orders: bytes, time and memory. Run in release:
//! `cargo run --release --example columns`.
#![allow(clippy::print_stdout, clippy::unwrap_used)] // a command of its own, which ends where it fails

use benyuan::columnar::{Page, PageWriter, Row, Table, Tag};
use serde::{Deserialize, Serialize};
use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

const ORDERS: u64 = 60_000;
const ROWS_PER_PAGE: usize = 1024;
const ROUNDS: usize = 9;
/// Its bytes, texts, columns and places, and itself.
const PIECES_OF_A_PAGE: usize = 5;

/// A service order as it is stored today, in its physical types.
#[derive(Clone, Serialize, Deserialize)]
struct Order {
    order: Option<String>,
    at: Option<i64>,
    name: String,
    phone: Option<String>,
    plate: Option<String>,
    model: Option<String>,
    vin: Option<String>,
    kind: Option<u8>,
    mileage: Option<u32>,
    total: Option<i64>,
    payable: Option<i64>,
    adviser: Option<String>,
    brought_by: Option<String>,
    note: Option<String>,
}

impl Order {
    fn texts(&self) -> [Option<&str>; TEXTS.len()] {
        let named = Some(self.name.as_str());
        let (order, phone, plate) = (self.order.as_deref(), self.phone.as_deref(), self.plate.as_deref());
        let (model, vin, adviser) = (self.model.as_deref(), self.vin.as_deref(), self.adviser.as_deref());
        [order, named, phone, plate, model, vin, adviser, self.brought_by.as_deref(), self.note.as_deref()]
    }

    fn ints(&self) -> [Option<i64>; INTS.len()] {
        [self.at, self.kind.map(i64::from), self.mileage.map(i64::from), self.total, self.payable]
    }
}

const TEXTS: [Tag; 9] = [Tag(1), Tag(3), Tag(4), Tag(5), Tag(6), Tag(7), Tag(12), Tag(13), Tag(14)];
const INTS: [Tag; 5] = [Tag(2), Tag(8), Tag(9), Tag(10), Tag(11)];

/// Whole numbers from a seed, by a linear congruence (Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len() as u64) as usize]
    }
}

/// A customer's car comes some eight times; the orders stand by time.
fn orders() -> Vec<Order> {
    let mut numbers = Numbers(7);
    (0..ORDERS).map(|at| order(&mut numbers, at)).collect()
}

fn order(numbers: &mut Numbers, at: u64) -> Order {
    let owner = numbers.below(ORDERS / 8);
    let name = name(&mut Numbers(owner));
    let total = 30_000 + numbers.below(400) as i64 * 1250;
    let note = ["客户要求更换机油机滤", "右前门异响，检查后紧固", "首保，赠送玻璃水", "空调不制冷，客户等待"];
    Order {
        order: Some(format!("RO{:06}{:04}", 230_101 + at / 60, at % 60)),
        at: Some(27_900_000 + at as i64 * 20 + numbers.below(20) as i64),
        phone: Some(format!("138{:08}", owner * 7919 % 100_000_000)),
        plate: Some(format!("粤A{:05}", owner * 31 % 100_000)),
        model: Some(Numbers(owner + 1).of(&["星越L", "博越", "帝豪", "缤越", "领克03", "极氪001"]).to_owned()),
        vin: Some(format!("LB37722S{:09}", owner * 104_729 % 1_000_000_000)),
        kind: Some(numbers.below(6) as u8),
        mileage: (numbers.below(20) > 0).then(|| 3000 + numbers.below(120_000) as u32),
        total: Some(total),
        payable: Some(total - numbers.below(3) as i64 * 5000),
        adviser: Some(numbers.of(&["陈志强", "李晓明", "黄丽", "周涛", "吴敏", "郑凯"]).to_owned()),
        brought_by: (numbers.below(3) > 0).then(|| name.clone()),
        note: (numbers.below(4) == 0).then(|| format!("{}{}", numbers.of(&note), numbers.below(3000))),
        name,
    }
}

fn name(numbers: &mut Numbers) -> String {
    let family = ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周"];
    let given = ["伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "艳", "勇", "杰", "娟", "涛"];
    [numbers.of(&family), numbers.of(&given), numbers.of(&given)].concat()
}

fn as_rows(orders: &[Order]) -> Vec<Vec<u8>> {
    orders.chunks(ROWS_PER_PAGE).map(|rows| postcard::to_extend(rows, Vec::new()).unwrap()).collect()
}

fn as_columns(orders: &[Order]) -> Vec<Vec<u8>> {
    let mut writer = PageWriter::new();
    let write = |rows: &[Order]| {
        for row in rows {
            writer.begin_row();
            row.ints().into_iter().zip(INTS).for_each(|(value, tag)| _ = value.map(|value| writer.int(tag, value)));
            row.texts().into_iter().zip(TEXTS).for_each(|(text, tag)| _ = text.map(|text| writer.text(tag, text)));
        }
        writer.finish()
    };
    orders.chunks(ROWS_PER_PAGE).map(write).collect()
}

fn open_rows(pages: Vec<Vec<u8>>) -> Vec<Vec<Order>> {
    pages.iter().map(|bytes| postcard::from_bytes(bytes).unwrap()).collect()
}

fn open_columns(pages: Vec<Vec<u8>>) -> Table {
    let mut table = Table::default();
    pages.into_iter().for_each(|bytes| table.push(Arc::new(Page::open(bytes).unwrap())));
    table
}

/// A sum of all cells that hangs on no order of visiting: every byte of a text is looked at.
fn of_text(text: Option<&str>) -> u64 {
    text.map_or(1, |text| text.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)))
}

fn of_int(value: Option<i64>) -> u64 {
    value.map_or(3, |value| (value as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

fn sum(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::wrapping_add)
}

fn visit_rows(pages: &[Vec<Order>]) -> u64 {
    let of = |order: &Order| {
        sum(order.ints().into_iter().map(of_int)).wrapping_add(sum(order.texts().into_iter().map(of_text)))
    };
    sum(pages.iter().flatten().map(of))
}

/// By cursor: each cell is asked for by its tag.
fn visit_cursors(table: &Table) -> u64 {
    let of = |row: Row| {
        let ints = sum(INTS.into_iter().map(|tag| of_int(row.int(tag))));
        ints.wrapping_add(sum(TEXTS.into_iter().map(|tag| of_text(row.text(tag)))))
    };
    sum(table.rows().map(of))
}

/// By column: a tag is looked up once a page.
fn visit_columns(table: &Table) -> u64 {
    let ints = |page: &Page, tag| {
        let column = page.column(tag);
        sum((0..page.len()).map(|row| of_int(column.and_then(|column| page.int(column, row)))))
    };
    let texts = |page: &Page, tag| {
        let column = page.column(tag);
        sum((0..page.len()).map(|row| of_text(column.and_then(|column| page.text(column, row)))))
    };
    let of = |page: &Arc<Page>| {
        sum(INTS.iter().map(|tag| ints(page, *tag))).wrapping_add(sum(TEXTS.iter().map(|tag| texts(page, *tag))))
    };
    sum(table.pages().iter().map(of))
}

/// Bytes that the rows ask of the allocator, and how many pieces.
fn held_by_rows(pages: &[Vec<Order>]) -> (usize, usize) {
    let texts = |order: &Order| order.texts().into_iter().flatten().map(str::len).collect::<Vec<_>>();
    let texts: Vec<usize> = pages.iter().flatten().flat_map(texts).collect();
    let structs: usize = pages.iter().map(|page| page.capacity() * size_of::<Order>()).sum();
    (structs + texts.iter().sum::<usize>(), pages.len() + texts.len())
}

/// The quickest of several rounds, and what came of the last.
fn best<A, T>(given: impl Fn() -> A, what: impl Fn(A) -> T) -> (Duration, T) {
    let round = || {
        let given = given();
        let start = Instant::now();
        let result = black_box(what(black_box(given)));
        (start.elapsed(), result)
    };
    let mut best = round();
    for _ in 1..ROUNDS {
        let next = round();
        best = (best.0.min(next.0), next.1);
    }
    best
}

fn line(what: &str, rows: Duration, columns: Duration) {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{what:<24}{:>12.2} ms{:>12.2} ms", ms(rows), ms(columns));
}

fn main() {
    let orders = orders();
    let (write_rows, rows) = best(|| (), |()| as_rows(&orders));
    let (write_columns, columns) = best(|| (), |()| as_columns(&orders));
    let (read_rows, opened_rows) = best(|| rows.clone(), open_rows);
    let (read_columns, table) = best(|| columns.clone(), open_columns);
    let (seen_rows, expected) = best(|| &opened_rows, |pages| visit_rows(pages));
    let (seen_cursors, by_cursor) = best(|| &table, visit_cursors);
    let (seen_columns, by_column) = best(|| &table, visit_columns);
    assert_eq!((by_cursor, by_column), (expected, expected));
    let size = |pages: &[Vec<u8>]| pages.iter().map(Vec::len).sum::<usize>();
    let (held, pieces) = held_by_rows(&opened_rows);
    let held_by_columns: usize = table.pages().iter().map(|page| size_of::<Page>() + page.size()).sum();

    println!("{ORDERS} service orders{:>20}{:>15}", "postcard", "columns");
    println!("{:<24}{:>12} B {:>13} B", "bytes", size(&rows), size(&columns));
    line("write", write_rows, write_columns);
    line("open", read_rows, read_columns);
    line("visit by row", seen_rows, seen_cursors);
    line("visit by column", seen_rows, seen_columns);
    println!("{:<24}{held:>12} B {held_by_columns:>13} B", "held once read");
    println!("{:<24}{pieces:>12}   {:>13}", "in pieces", table.pages().len() * PIECES_OF_A_PAGE);
}
