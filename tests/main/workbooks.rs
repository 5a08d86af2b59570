//! Workbooks and tables that went wrong for somebody: what is read from each, and its notes.

use crate::support::{App, read_case};
use benyuan::{
    diag::{Matter, Note},
    exchange::{
        cell::{Cell, FileForm, RawFile, RawSheet},
        parse::{ParsedRow, parse},
        plan::SkipReason,
        recognise::recognise,
    },
    model::{fields::Field, rows::Row, values::Fen},
};

/// Name, delivery and price of each sale; refused rows are left out.
fn sales(rows: &[ParsedRow]) -> Vec<(String, String, Option<Fen>)> {
    let sale = |row: &ParsedRow| match &row.row {
        Some(Row::Sale(sale)) => Some((sale.name.clone(), sale.delivered?.to_string(), sale.price)),
        _ => None,
    };
    rows.iter().filter_map(sale).collect()
}

fn notes(row: &ParsedRow) -> Vec<(Option<Field>, Matter)> {
    row.notes.iter().map(|Note { field, matter, .. }| (*field, *matter)).collect()
}

const PRICE: Option<Fen> = Some(Fen(15_880_000));

#[test]
fn oddities_beside_a_sound_sheet_cost_nothing() {
    for name in [
        "broken-thumbnail.xlsx",
        "dimension-empty.xlsx",
        "dimension-rows-only.xlsx",
        "hidden-sheet-without-relation.xlsx",
        "macro-sheet.xlsm",
        "stray-far-blank.xlsx",
        "stray-far-cell-on-other-sheet.xlsx",
    ] {
        let Some((plan, rows)) = read_case(&format!("39-workbook-oddities/{name}")) else { return };
        let two = [("甲一", "2024-03-01"), ("甲二", "2024-03-02")].map(|(name, day)| (name.into(), day.into(), PRICE));
        assert_eq!(sales(&rows), two, "{name}");
        assert_eq!(
            plan.unread_sheets.len(),
            usize::from(name.contains("far-cell")),
            "{name}: {:?}",
            plan.unread_sheets
        );
        let hidden: &[&str] = if name.starts_with("hidden") { &["旧宏"] } else { &[] };
        assert_eq!(plan.hidden_sheets, hidden, "{name}");
    }
}

#[test]
fn cells_without_references_are_read() {
    for name in ["inline-strings-no-r.xlsx", "no-r-attributes.xlsx", "wrong-dimension.xlsx"] {
        let Some((_, rows)) = read_case(&format!("35-xlsx-without-references/{name}")) else { return };
        let lead = |row: &ParsedRow| match &row.row {
            Some(Row::Lead(lead)) => (lead.name.clone(), lead.created.map(|at| at.to_string()).unwrap_or_default()),
            other => panic!("{name}: {other:?}"),
        };
        let expected = [("甲0", "1"), ("甲1", "2"), ("甲2", "3")];
        let expected = expected.map(|(name, day)| (name.to_owned(), format!("2024-03-0{day} 09:05")));
        assert_eq!(rows.iter().map(lead).collect::<Vec<_>>(), expected, "{name}");
    }
}

#[test]
fn dates_of_the_1904_system_are_of_the_right_year() {
    for name in ["sales1904.xlsx", "sales1904.xls"] {
        let Some((_, rows)) = read_case(&format!("20-1904/{name}")) else { return };
        let days: Vec<_> = sales(&rows).into_iter().map(|(_, day, _)| day).collect();
        assert_eq!(days, ["2024-03-01", "2024-03-02", "2024-03-03"], "{name}");
    }
}

/// A date column that lost its format, as numbers and as text; dates that need no date system stay as they are.
#[test]
fn bare_numbers_follow_the_date_system_of_their_book() {
    let cells = [Cell::Number(43_890.0), Cell::Text("43890"), Cell::DateSerial(45_352.0), Cell::Number(20_240_301.0)];
    let row = |day| vec![Cell::Text("甲"), Cell::Text("13910000001"), day, Cell::Number(1.0)];
    for (is_1904, days) in
        [(true, ["2024-03-01"; 4]), (false, ["2020-02-29", "2020-02-29", "2024-03-01", "2024-03-01"])]
    {
        let header = ["客户姓名", "客户电话", "交车日期", "销售价格"].map(Cell::Text).to_vec();
        let mut sheet = RawSheet::of((1..).zip(std::iter::once(header).chain(cells.map(row))));
        sheet.is_1904 = is_1904;
        let (hidden_sheets, unread_sheets) = (Vec::new(), Vec::new());
        let raw = RawFile { form: FileForm::Xlsx, encoding: None, sheets: vec![sheet], hidden_sheets, unread_sheets };
        let plan = recognise(&raw, &[]);
        let found: Vec<_> = sales(&parse(&raw, &plan).collect::<Vec<_>>()).into_iter().map(|(_, day, _)| day).collect();
        assert_eq!(found, days, "{is_1904}");
    }
}

#[test]
fn rows_that_were_filtered_out_are_read_and_counted() {
    let Some((plan, rows)) = read_case("21-hidden-rows/filtered.xlsx") else { return };
    assert_eq!((sales(&rows).len(), plan.sheets[0].data_rows, plan.sheets[0].hidden_rows), (6, 6, 3));
}

#[test]
fn formulas_without_a_result_are_said_to_be_such() {
    let Some((plan, rows)) = read_case("43-formula-without-value/formulas-no-cache.xlsx") else { return };
    let formula = |field| (Some(field), Matter::FormulaWithoutResult);
    assert_eq!(plan.sheets[0].data_rows, 3);
    let day = |text: &str| text.to_owned();
    assert_eq!(sales(&rows), [("甲二".into(), day("2024-03-02"), None), (String::new(), day("2024-03-03"), PRICE)]);
    let refused = [formula(Field::Price), (Some(Field::DeliveredOn), Matter::KeyWithoutResult)];
    assert_eq!((rows[0].row.is_none(), notes(&rows[0])), (true, refused.to_vec()));
    assert_eq!(notes(&rows[1]), [formula(Field::Price)]);
    assert_eq!(notes(&rows[2]), [formula(Field::Name)]);
}

/// Three orders in every file; everything else in it is skipped by name.
#[test]
fn totals_are_never_orders() {
    let expected: [(&str, &[u32]); 7] = [
        ("label-first.csv", &[5]),
        ("label-in-name.csv", &[5]),
        ("label-before-sum.csv", &[5]),
        ("no-label.csv", &[5]),
        ("dated-total.csv", &[5]),
        ("count-row.csv", &[5]),
        ("page-subtotals.csv", &[4, 5, 7, 8, 9]),
    ];
    for (name, skipped) in expected {
        let Some((plan, rows)) = read_case(&format!("22-total-rows/{name}")) else { return };
        let orders: Vec<_> = rows.iter().map(|row| matches!(&row.row, Some(Row::Service(_)))).collect();
        assert_eq!(orders, [true; 3], "{name}");
        let sheet = &plan.sheets[0];
        assert_eq!(sheet.skipped.iter().map(|row| row.row).collect::<Vec<_>>(), skipped, "{name}");
        assert!(
            sheet
                .skipped
                .iter()
                .all(|row| (row.why == SkipReason::Header) == (name.starts_with("page") && row.row == 5))
        );
    }
}

#[test]
fn words_for_totals_in_real_rows_cost_no_row() {
    let text = "工单号,进厂日期,客户姓名,联系电话,车牌号,维修类型,结算金额,备注\n\
        G0,2024-03-01,总计华,,苏A00000,常规保养,500,\nG1,2024-03-02,甲一,,苏A00001,常规保养,500,合计优惠50\n\
        G2,2024-03-03,甲二,,苏A00002,常规保养,1000,小计\n,2024-03-31,甲二 小计,,,,1000,\n,2024-03-31,,,,,2000,\n";
    let mut app = App::new();
    assert_eq!(app.import(&[("工单.csv".to_owned(), text.as_bytes().to_vec())]), (3, 0, 0, 0));
}
