//! How fast big files come in: `cargo test --release speed -- --ignored --nocapture`.

use std::fmt::Write;
use std::time::Instant;

use encoding_rs::GB18030;

use super::fixtures::*;
use super::*;
use crate::exchange::read::{limits::Watched, package::Package};

const ROWS: usize = 100_000;

fn measure(what: &str, bytes: &[u8], cells: usize) {
    let started = Instant::now();
    let file = file(bytes);
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(file.sheets[0].rows().len(), ROWS);
    eprintln!("{what}: {} KB, {seconds:.2} s, {:.1} M cells/s", bytes.len() >> 10, cells as f64 / seconds / 1e6);
}

fn text(row: usize, column: usize) -> String {
    match column % 5 {
        0 => format!("客户{}", row * 31 % 9_973),
        1 => format!("1{:010}", row * 7_919 + column),
        2 => format!("2024/{}/{} 1{}:0{}", row % 12 + 1, row % 28 + 1, row % 10, column % 10),
        3 => "\"跟进,下周\"".to_owned(),
        _ => String::new(),
    }
}

#[test]
#[ignore = "a measurement"]
fn speed_of_text() {
    let mut csv = String::new();
    for row in 0..ROWS {
        let cells: Vec<String> = (0..30).map(|column| text(row, column)).collect();
        csv.push_str(&cells.join(","));
        csv.push_str("\r\n");
    }
    measure("GB18030 CSV 100 000 × 30", &GB18030.encode(&csv).0, ROWS * 30);
}

#[test]
#[ignore = "a measurement"]
fn speed_of_workbooks() {
    let mut rows = String::new();
    for row in 0..ROWS {
        write!(rows, "<row r=\"{}\">", row + 1).unwrap();
        for column in 0..20_u8 {
            let place = format!("{}{}", char::from(b'A' + column), row + 1);
            let number = row * 37 + usize::from(column);
            match column % 4 {
                0 => write!(rows, "<c r=\"{place}\"><v>{number}</v></c>"),
                1 => write!(rows, "<c r=\"{place}\" s=\"1\"><v>{}.5</v></c>", 40_000 + number % 6_000),
                _ => write!(rows, "<c r=\"{place}\" t=\"s\"><v>{}</v></c>", number % 5_000),
            }
            .unwrap();
        }
        rows.push_str("</row>");
    }
    let merges = "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>";
    let mut book = Book::of_sheet(&format!("<sheetData>{rows}</sheetData>{merges}"));
    book.strings = (0..5_000).map(|at| format!("<si><t>文本 {at}</t></si>")).collect();
    book.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>".to_owned();
    let bytes = book.bytes();
    let started = Instant::now();
    let (limits, mut watch) = (Limits::default(), Unwatched);
    Package::inspect(&bytes, &limits, &Watched::new(&mut watch, 0)).unwrap();
    eprintln!("inspection alone: {:.2} s", started.elapsed().as_secs_f64());
    measure("xlsx 100 000 × 20", &bytes, ROWS * 20);
}

#[test]
#[ignore = "a measurement"]
fn speed_of_pages() {
    let mut page = String::from("<table>");
    for row in 0..ROWS {
        page.push_str("<tr>");
        (0..20).for_each(|column| write!(page, "<td>{}</td>", text(row, column)).unwrap());
        page.push_str("</tr>\n");
    }
    measure("HTML 100 000 × 20", page.as_bytes(), ROWS * 20);
}
