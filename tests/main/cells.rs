//! Cells as exports really write them: invisible marks, padding, half characters, time zones, commas and quotes. Each
//! is read as the user sees it, or gets a note on its row.

use crate::support::{App, Never, case};
use benyuan::{
    diag::Matter,
    exchange::{
        parse::{ParsedRow, parse},
        read::{Limits, read},
        recognise::recognise,
    },
    model::{rows::Row, values::Phone},
};

/// The rows of a file as the reader returns them.
fn rows_of(bytes: &[u8]) -> Vec<ParsedRow> {
    let raw = read("表.csv", bytes, &Limits::default(), &mut Never).unwrap();
    let plan = recognise(&raw, &[]);
    parse(&raw, &plan).collect()
}

fn rows_in(path: &str) -> Option<Vec<ParsedRow>> {
    Some(rows_of(&case(path)?))
}

fn name(row: &ParsedRow) -> &str {
    match &row.row {
        Some(Row::Lead(lead)) => &lead.name,
        Some(Row::Visit(visit)) => &visit.name,
        Some(Row::Sale(sale)) => &sale.name,
        Some(Row::Service(service)) => &service.name,
        _ => "",
    }
}

fn phone(row: &ParsedRow) -> &str {
    let phone = match &row.row {
        Some(Row::Lead(lead)) => &lead.phone,
        Some(Row::Visit(visit)) => &visit.phone,
        Some(Row::Sale(sale)) => &sale.phone,
        Some(Row::Service(service)) => &service.phone,
        _ => &Phone::Absent,
    };
    if let Phone::Full(digits) = phone { digits } else { "" }
}

/// The date as text; empty if the row is refused.
fn date(row: &ParsedRow) -> String {
    match &row.row {
        Some(Row::Lead(lead)) => lead.created.map(|at| at.to_string()),
        Some(Row::Visit(visit)) => visit.at.map(|at| at.to_string()),
        Some(Row::Sale(sale)) => sale.delivered.map(|day| day.to_string()),
        Some(Row::Service(service)) => service.at.map(|at| at.to_string()),
        _ => None,
    }
    .unwrap_or_default()
}

fn matters(row: &ParsedRow) -> Vec<Matter> {
    row.notes.iter().map(|note| note.matter).collect()
}

/// The lines with notes, and the notes.
fn said(rows: &[ParsedRow]) -> Vec<(u32, Vec<Matter>)> {
    rows.iter().filter(|row| !row.notes.is_empty()).map(|row| (row.number, matters(row))).collect()
}

/// Customers 甲0, 甲1 …, each with the number of that ending, without notes.
#[track_caller]
fn check_people(rows: &[ParsedRow], people: usize) {
    assert_eq!(rows.len(), people);
    for (at, row) in rows.iter().enumerate() {
        assert_eq!((name(row), phone(row)), (format!("甲{at}").as_str(), format!("139100000{at:02}").as_str()));
        assert_eq!(row.notes, [], "line {}", row.number);
    }
}

#[test]
fn marks_that_nobody_sees_never_count() {
    let (Some(visits), Some(sales)) =
        (rows_in("14-invisible-marks/visits.csv"), rows_in("14-invisible-marks/sales.csv"))
    else {
        return;
    };
    check_people(&visits, 6);
    check_people(&sales, 6);
    for (at, (visit, sale)) in visits.iter().zip(&sales).enumerate() {
        assert_eq!(date(visit), format!("2024-03-0{} 10:30", at + 1));
        let Some(Row::Sale(row)) = &sale.row else { panic!("{sale:?}") };
        let vin = row.vin.as_ref().map(|vin| vin.0.as_str()).unwrap_or_default();
        assert!(vin.len() == 17 && vin.starts_with("LZTBB12C") && vin.ends_with(&format!("RA00000{at}")), "{vin}");
        assert_eq!(row.plate, Some(format!("苏A000{at}B")));
        assert_eq!((date(sale), row.price.map(|fen| fen.0)), (format!("2024-03-0{}", at + 1), Some(15_880_000)));
    }
}

/// The same in headers, in filler words, in amounts, and alone in a cell.
#[test]
fn marks_within_headers_and_between_rows() {
    let text = "\u{200b}客户\u{ad}姓名\u{fe0e},手\u{2060}机号,VIN,交车\u{202c}日期,销售价格\n\
        甲0\u{200f},139\u{feff}10000000,\u{2066}LX97UL198NB583215,2024\u{202d}-03-01,15\u{200d}8,800\n\
        \u{200b},\u{2066}\u{2069},,\u{fe0d},\u{ad}\n\
        甲1,13910000001,LX97UL198NB583215,2024-03-02,\u{200b}NULL\n"
        .replace("15\u{200d}8,800", "\"15\u{200d}8,800\"");
    let rows = rows_of(text.as_bytes());
    check_people(&rows, 2);
    let prices: Vec<Option<i64>> = rows
        .iter()
        .map(|row| match &row.row {
            Some(Row::Sale(sale)) => sale.price.map(|fen| fen.0),
            _ => None,
        })
        .collect();
    assert_eq!(prices, [Some(15_880_000), None]);
}

#[test]
fn padding_is_dropped() {
    for file in ["gbk-ctrl-z", "gbk-few-nul", "gbk-trailing-nul", "utf8-bom-few-nul", "utf8-few-nul", "utf8-padded"] {
        let Some(rows) = rows_in(&format!("46-nul-bytes/{file}.csv")) else { return };
        check_people(&rows, 6);
    }
}

#[test]
fn words_for_nothing_are_nothing() {
    let files = ["leads.csv", "leads-2.csv", "orders.csv"].map(|file| case(&format!("47-null-words/{file}")));
    let [Some(first), Some(second), Some(orders)] = files else { return };
    let names: Vec<String> = [&first, &orders]
        .iter()
        .flat_map(|bytes| rows_of(bytes).iter().map(|row| name(row).to_owned()).collect::<Vec<_>>())
        .collect();
    assert_eq!(names, ["甲一", "甲二", "", "甲一", "", "", "甲四", "", "甲六", "甲七"]);
    let mut app = App::new();
    assert_eq!(app.import(&[("一.csv".into(), first), ("二.csv".into(), second)]), (4, 0, 0, 0));
    assert_eq!(app.import(&[("工单.csv".into(), orders)]), (5, 0, 0, 2));
}

/// Half a character spoils only itself, and the note names its own line.
#[test]
fn one_broken_character_is_said_on_its_line() {
    for (file, lines) in [("gbk-cut-before-comma.csv", &[2, 22][..]), ("gbk-cut.csv", &[22][..])] {
        let Some(gbk) = case(&format!("32-one-broken-character/{file}")) else { return };
        let text = encoding_rs::GB18030.decode(&gbk).0.into_owned();
        // The same file in UTF-8, with two bytes of three instead of the half.
        let utf8: Vec<u8> = text.split('\u{fffd}').map(str::as_bytes).collect::<Vec<_>>().join(&b"\xE9\x9F"[..]);
        for bytes in [gbk, utf8.clone(), [b"\xEF\xBB\xBF", utf8.as_slice()].concat()] {
            let rows = rows_of(&bytes);
            assert_eq!(rows.iter().filter(|row| row.row.is_some()).count(), 40);
            let broken: Vec<u32> = rows
                .iter()
                .filter(|row| matters(row).contains(&Matter::CharacterBroken))
                .map(|row| row.number)
                .collect();
            assert_eq!(broken, lines, "{file}");
            assert_eq!((name(&rows[39]), date(&rows[0])), ("甲39", "2024-03-01 09:05".into()));
        }
    }
}

#[test]
fn times_keep_their_day_and_utc_is_moved() {
    let Some(rows) = rows_in("08-timezone/leads.csv") else { return };
    let dates: Vec<String> = rows.iter().map(date).collect();
    assert_eq!(
        dates,
        [
            "2022-03-25",
            "2022-03-25 08:00",
            "2022-03-25 09:00",
            "2022-03-25 23:30",
            "2022-03-26 00:30",
            "2022-03-25 23:59",
            "",
            "2022-03-25 18:00",
            "2022-03-25 10:00",
            "2022-03-25 18:00",
        ]
    );
    assert_eq!(said(&rows), [(8, vec![Matter::DateUnreadable, Matter::KeyDateMissing])]);
}

#[test]
fn dates_as_programs_write_them() {
    let Some(rows) = rows_in("33-java-date-text/leads.csv") else { return };
    let dates: Vec<String> = rows.iter().map(date).collect();
    let ninth = |day: u32| format!("2024-03-{day:02} 09:05");
    assert_eq!(dates, [ninth(4), "2024-03-05".into(), ninth(6), ninth(7), ninth(8), ninth(9), ninth(10)]);
    assert_eq!(said(&rows), [(2, vec![Matter::DateZoneAssumed]), (3, vec![Matter::DateZoneAssumed])]);
}

#[test]
fn what_could_be_a_day_or_a_month_is_not_guessed() {
    let Some(rows) = rows_in("28-month-first-dates/sales.csv") else { return };
    for row in &rows {
        let at = row.number - 2;
        let told = [3, 5, 6, 7, 9, 10, 11, 12].contains(&at);
        assert_eq!(date(row), if told { "2024-01-02" } else { "" }, "甲{at}");
        assert_eq!(matters(row).contains(&Matter::DateUnreadable), !told, "甲{at}");
    }
}

fn prices(rows: &[ParsedRow]) -> Vec<Option<i64>> {
    let price = |row: &ParsedRow| match &row.row {
        Some(Row::Sale(sale)) => sale.price.map(|fen| fen.0 / 100),
        _ => None,
    };
    rows.iter().map(price).collect()
}

#[test]
fn a_comma_is_never_dropped_from_decimals() {
    let Some(rows) = rows_in("17-decimal-comma/sales.csv") else { return };
    let (price, discounted) = (Some(158_800), Some(129_800));
    assert_eq!(prices(&rows), [None, None, price, None, None, None, discounted, price]);
    let unclear = |line| (line, vec![Matter::CommaUnclear]);
    assert_eq!(said(&rows), [2, 3, 5, 6, 7].map(unclear));
}

#[test]
fn a_decimal_comma_is_understood_from_its_column() {
    let sheet = |prices: &[&str]| {
        let row = |(at, price): (usize, &&str)| format!("甲{at};1391000000{at};LX97UL198NB583215;2024-03-01;{price}\n");
        format!("客户姓名;手机号;VIN;交车日期;销售价格\n{}", prices.iter().enumerate().map(row).collect::<String>())
    };
    let check = |column: &[&str], expected: &[Option<i64>]| {
        assert_eq!(prices(&rows_of(sheet(column).as_bytes())), expected, "{column:?}");
    };
    check(&["12,98万", "158800", "9,5万"], &[Some(129_800), Some(158_800), Some(95_000)]);
    check(&["158.800,00", "￥9.990,50", "1.158.800"], &[Some(158_800), Some(9_990), Some(1_158_800)]);
    check(&["12,98万", "158,800"], &[None, Some(158_800)]);
    check(&["158,800", "￥158,800.00"], &[Some(158_800), Some(158_800)]);
}

/// Eight orders in each file: no quote pulls rows into its cell.
#[test]
fn a_stray_quote_takes_no_rows() {
    for file in ["inch-mark.csv", "quote-never-closes.csv"] {
        let Some(bytes) = case(&format!("18-stray-quote/{file}")) else { return };
        check_people(&rows_of(&bytes), 8);
        // A second quote, some lines below, would close the first.
        let text = String::from_utf8(bytes).unwrap();
        let twice = text.replace("苏A00006,常规保养,无", "苏A00006,常规保养,加急\"");
        assert_ne!(text, twice);
        check_people(&rows_of(twice.as_bytes()), 8);
        let opened = text.replace("苏A00005,常规保养,无", "苏A00005,常规保养,\"加急");
        check_people(&rows_of(opened.as_bytes()), 8);
    }
}

#[test]
fn a_comma_that_moves_cells_is_said() {
    let (Some(middle), Some(short)) =
        (case("41-unquoted-comma/remark-in-the-middle.csv"), rows_in("41-unquoted-comma/short-row.csv"))
    else {
        return;
    };
    let beyond = [(3, vec![Matter::CellsBeyondHeader])];
    assert_eq!(said(&rows_of(&middle)), beyond);
    assert_eq!((short.len(), said(&short)), (3, vec![]));
    // The same with an empty last column: the moved value hides the shift, but the row is one cell too long.
    let hidden = String::from_utf8(middle).unwrap().replace("带家人,型A,抖音", "带家人,型A,");
    assert_eq!(said(&rows_of(hidden.as_bytes())), beyond);
}

#[test]
fn a_blank_before_a_quote_is_no_cell() {
    let text = "线索编号, 创建时间, 客户姓名, 手机号, 备注\n\
        L1, 2024-03-04 09:05, 甲0, 13910000000, \"周末到店,带家人\"\n\
        L2, 2024-03-05 09:05, \"甲1\", \"13910000001\" , 无\n";
    check_people(&rows_of(text.as_bytes()), 2);
}

#[test]
fn a_page_in_a_remark_makes_no_page() {
    for file in ["leads-paragraph-in-remark.csv", "leads-table-in-remark.csv"] {
        let Some(rows) = rows_in(&format!("40-html-in-a-remark/{file}")) else { return };
        check_people(&rows, 6);
    }
}
