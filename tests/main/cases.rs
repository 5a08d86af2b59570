//! Small files that went wrong for somebody, each with the result of a sensible reading. Marks, quotes and workbooks
//! have their own files, `cells` and `workbooks`; columns are in `meant`.

use crate::support::{App, case, period, read_case};
use benyuan::{
    diag::Matter,
    exchange::parse::ParsedRow,
    model::{
        rows::{AnswerRow, Kind, Row, ServiceRow},
        values::Phone,
    },
    protocol::{query::Query, view::View},
};

fn imported(paths: &[&str]) -> Option<App> {
    let mut app = App::new();
    for path in paths {
        app.import(&[((*path).to_owned(), case(path)?)]);
    }
    Some(app)
}

fn phone(row: &ParsedRow) -> &Phone {
    match row.row.as_ref().unwrap_or_else(|| panic!("{row:?} is refused")) {
        Row::Lead(row) => &row.phone,
        Row::Visit(row) => &row.phone,
        Row::Sale(row) => &row.phone,
        Row::Service(row) => &row.phone,
        row => panic!("{row:?}"),
    }
}

fn name(row: &ParsedRow) -> &str {
    match &row.row {
        Some(Row::Lead(row)) => &row.name,
        Some(Row::Visit(row)) => &row.name,
        Some(Row::Sale(row)) => &row.name,
        Some(Row::Service(row)) => &row.name,
        _ => "",
    }
}

fn answers(rows: &[ParsedRow]) -> Vec<&AnswerRow> {
    rows.iter().filter_map(|row| if let Some(Row::Answer(answer)) = &row.row { Some(answer) } else { None }).collect()
}

fn services(rows: &[ParsedRow]) -> Vec<&ServiceRow> {
    rows.iter().filter_map(|row| if let Some(Row::Service(order)) = &row.row { Some(order) } else { None }).collect()
}

fn customers(app: &mut App) -> u32 {
    let View::Coverage(view) = app.query(Query::Coverage) else { unreachable!() };
    view.customers
}

#[test]
fn a_number_that_became_a_number_keeps_its_digits() {
    for file in ["java-double.csv", "phones-as-numbers.xls", "phones-as-numbers.xlsx"] {
        let Some((_, rows)) = read_case(&format!("01-phone-number-cell/{file}")) else { return };
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(*phone(row), Phone::Full(format!("1391000000{at}")), "{file}");
            assert!(row.notes.iter().all(|note| note.matter != Matter::PhoneDamaged), "{file}: {:?}", row.notes);
        }
        assert!(rows.len() >= 2, "{file}");
    }
    let Some((_, rows)) = read_case("24-float-and-prefixed-phones/visits.csv") else { return };
    let digits: Vec<_> = rows.iter().map(|row| phone(row).key().unwrap_or_default().to_owned()).collect();
    let wanted: Vec<_> = (1..=rows.len()).map(|n| format!("139100000{n:02}")).collect();
    assert_eq!(digits, wanted);
}

#[test]
fn what_tells_how_to_fill_a_list_in_is_no_customer() {
    for file in ["leads.csv", "leads-example-row.csv"] {
        let Some((plan, rows)) = read_case(&format!("04-guidance-row-under-header/{file}")) else { return };
        assert_eq!(plan.sheets[0].kind, Some(Kind::Leads), "{file}");
        let names: Vec<_> = rows.iter().filter(|row| row.row.is_some()).map(name).collect();
        assert_eq!(names, ["甲一", "乙二", "丙三"], "{file}");
    }
}

#[test]
fn a_customer_merged_over_his_orders_has_them_all() {
    let Some((_, rows)) = read_case("06-merged-down/orders.xlsx") else { return };
    assert_eq!(rows.iter().map(name).collect::<Vec<_>>()[..3], ["甲一"; 3]);
    assert_eq!(services(&rows).len(), 4);
}

#[test]
fn a_web_page_called_xls() {
    for file in ["report.xls", "report-gb2312.xls"] {
        let Some((plan, rows)) = read_case(&format!("07-html-xls/{file}")) else { return };
        assert_eq!((plan.sheets[0].kind, services(&rows).len()), (Some(Kind::Services), 2), "{file}");
    }
}

#[test]
fn a_month_begins_and_ends_at_midnight() {
    let Some(mut app) = imported(&["09-month-boundary/leads.csv"]) else { return };
    let mut scope = period("2024-10-01", "2024-10-31");
    scope.as_of = Some("2024-11-30".parse().unwrap());
    let View::Funnel(funnel) = app.query(Query::Funnel(scope)) else { unreachable!() };
    assert_eq!(funnel.steps[0].reached, 5, "L01 to L05");
}

#[test]
fn no_step_of_a_funnel_has_more_than_the_one_before() {
    let Some(mut app) = imported(&["10-funnel-consistency/leads.csv"]) else { return };
    let mut scope = period("2024-05-01", "2024-05-31");
    scope.as_of = Some("2024-08-31".parse().unwrap());
    let View::Funnel(funnel) = app.query(Query::Funnel(scope)) else { unreachable!() };
    let reached: Vec<u32> = funnel.steps.iter().map(|step| step.reached).collect();
    assert_eq!((reached[0], reached.last().copied()), (5, Some(2)));
    assert!(reached.windows(2).all(|pair| pair[1] <= pair[0]), "{reached:?}");
}

#[test]
fn only_scores_that_were_given_count() {
    let Some((_, rows)) = read_case("11-nps-non-integer/answers.csv") else { return };
    let given: Vec<_> = answers(&rows).into_iter().map(|answer| answer.recommend).collect();
    assert_eq!(given, [None, None, Some(9), Some(3)]);
    let noted = rows.iter().filter(|row| row.notes.iter().any(|note| note.value.contains(".5"))).count();
    assert_eq!(noted, 2, "what is not counted is said");

    let Some((_, rows)) = read_case("12-unanswered-not-in-denominator/answers.csv") else { return };
    let answers_ = answers(&rows);
    assert_eq!(answers_.iter().filter(|answer| answer.recommend.is_some()).count(), 2);
    assert_eq!(answers_.iter().flat_map(|answer| answer.items).flatten().count(), 2);

    let Some((_, rows)) = read_case("13-zero-is-a-score/answers.csv") else { return };
    let given: Vec<_> = answers(&rows).into_iter().map(|answer| answer.recommend).collect();
    assert_eq!(given, (0..=10).map(Some).collect::<Vec<_>>());
}

#[test]
fn cars_without_a_check_digit_are_cars() {
    let Some((_, rows)) = read_case("15-vin-without-us-check-digit/sales.csv") else { return };
    let vins = rows.iter().filter_map(|row| if let Some(Row::Sale(sale)) = &row.row { sale.vin.clone() } else { None });
    let vins: Vec<_> = vins.map(|vin| vin.0).collect();
    assert_eq!(vins.len(), 6);
    assert_eq!((vins[0].as_str(), vins[5].as_str()), ("WVGZZZ5NZEW069297", "LSVAA2180E2000011"));
}

#[test]
fn two_cars_of_one_owner_without_a_vin_stay_two() {
    let Some(mut app) = imported(&["16-no-vin-two-plates/orders.csv"]) else { return };
    assert_eq!(customers(&mut app), 1);
    let View::Csv(csv) = app.query(Query::RowsCsv(Kind::Services)) else { unreachable!() };
    assert_eq!((csv.matches("苏A00001").count(), csv.matches("苏A00002").count()), (2, 1));
}

#[test]
fn rows_are_named_as_the_file_counts() {
    let Some((plan, rows)) = read_case("23-blank-rows-above/offset.xlsx") else { return };
    assert_eq!(plan.sheets[0].header_row, 8);
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [9, 11, 13, 15]);
    let noted: Vec<_> = rows.iter().filter(|row| !row.notes.is_empty()).map(|row| row.number).collect();
    assert_eq!(noted, [13, 15]);
}

#[test]
fn who_was_lost_and_came_back_is_counted_once() {
    let Some(mut app) = imported(&["25-lost-then-back/leads.csv"]) else { return };
    let mut scope = period("2024-05-01", "2024-05-31");
    scope.as_of = Some("2024-08-31".parse().unwrap());
    let View::Funnel(funnel) = app.query(Query::Funnel(scope)) else { unreachable!() };
    assert_eq!(funnel.steps[0].reached, 3, "three opportunities");
    assert_eq!(funnel.steps.last().map(|step| step.reached), Some(1), "one of them delivered");
}

#[test]
fn codes_that_look_like_numbers_stay_letter_for_letter() {
    let Some((_, rows)) = read_case("26-codes-like-exponents/orders.csv") else { return };
    let codes: Vec<_> = services(&rows).into_iter().map(|order| order.order.as_deref().unwrap_or_default()).collect();
    let wanted = ["219E01", "2E10", "0012", "1.20E+11", "000000123", "G-01/24", "12345678901234567890", "3001"];
    assert_eq!(codes, wanted);
    assert!(rows[3].notes.iter().any(|note| note.matter == Matter::CodeDamaged));
}

#[test]
fn one_name_is_not_one_person() {
    let Some(mut app) = imported(&["27-same-name-same-phone/visits.csv"]) else { return };
    assert_eq!(customers(&mut app), 3, "two numbers, and one without; 李娜 shares the first");
}

#[test]
fn semicolons_between_and_commas_within() {
    let Some((_, rows)) = read_case("29-semicolons/orders.csv") else { return };
    let orders = services(&rows);
    let read: Vec<_> = orders.iter().map(|order| (order.payable.map(|fen| fen.0), order.note.as_deref())).collect();
    let note = Some("机油,滤芯,刹车");
    assert_eq!(read, [100_050, 110_050, 120_050, 130_050].map(|fen| (Some(fen), note)));
}

#[test]
fn blank_rows_below_are_nothing() {
    for file in ["commas-only.csv", "formatted-blank.xlsx"] {
        let Some((_, rows)) = read_case(&format!("31-trailing-blank-rows/{file}")) else { return };
        assert_eq!((rows.len(), rows.iter().filter(|row| row.row.is_some()).count()), (3, 3), "{file}: {rows:?}");
    }
}

#[test]
fn line_ends_of_a_reporting_tool() {
    let Some((plan, rows)) = read_case("36-x000D/leads.xlsx") else { return };
    assert_eq!(plan.sheets[0].kind, Some(Kind::Leads));
    assert!(rows.iter().all(|row| phone(row).key().is_some()), "{rows:?}");
    let escaped = rows.iter().any(|row| format!("{:?}", row.row).contains("_x000D_"));
    assert!(escaped, "an escaped escape is a text: {rows:?}");
}
