//! A wrong device date is reported at once, hides nothing, and neither removes the undo nor keeps it for ever.

use crate::support::{App, samples};
use benyuan::{
    protocol::{
        command::{Command, Trouble},
        query::{Query, Scope},
        view::{ClockDoubt, ClockFault, StoreStatus, View},
    },
    text::{Lang, shell},
    time::Day,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Leads, one per day from 2026-10-01, then leads on the given days.
fn leads(rows: i32, more: &[&str]) -> (String, Vec<u8>) {
    let mut text = "线索ID,客户姓名,手机号,线索创建时间,线索评级,一级渠道名称,销售顾问\n".to_owned();
    let days = (0..rows).map(|row| day("2026-10-01").plus_days(row)).chain(more.iter().map(|text| day(text)));
    for (row, at) in days.enumerate() {
        text += &format!("XS{row},客户{row},139{row:08},{at} 10:00,B,车展,陈立\n");
    }
    ("线索.csv".to_owned(), text.into_bytes())
}

fn status(app: &mut App) -> StoreStatus {
    match app.query(Query::Status) {
        View::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

/// Thirty leads up to 2026-10-30, and `more`, imported on a day.
fn imported(on: &str, more: &[&str]) -> App {
    let mut app = App::new();
    app.today = day(on);
    app.import(&[leads(30, more)]);
    app
}

/// What is reported and offered on a day: the fault with the number of later records, the reporting date, the undo.
#[track_caller]
fn check(app: &mut App, today: &str, fault: Option<(ClockFault, u32)>, reporting: &str, has_undo: bool) {
    app.today = day(today);
    let status = status(app);
    assert_eq!(status.clock.map(|doubt| (doubt.fault, doubt.later)), fault, "{today}");
    assert_eq!(status.reporting_date, Some(day(reporting)), "{today}");
    assert_eq!(status.undo.is_some(), has_undo, "{today}");
}

#[test]
fn a_date_that_fits_is_not_spoken_of() {
    let mut app = imported("2026-11-22", &[]);
    check(&mut app, "2026-11-22", None, "2026-10-30", true);
    check(&mut app, "2026-12-22", None, "2026-10-30", true);
    check(&mut app, "2026-12-23", None, "2026-10-30", false);
    assert_eq!(app.command(Command::UndoImport), Err(Trouble::NothingToUndo));
}

#[test]
fn a_date_before_the_records_hides_none_of_them() {
    let mut app = imported("2026-11-22", &[]);
    let figures = |app: &mut App| [Query::Map(Scope::default()), Query::Funnel(Scope::default())].map(|q| app.query(q));
    let right = figures(&mut app);
    for (today, later) in [("2026-10-10", 20), ("2026-09-01", 30), ("1970-01-01", 30)] {
        check(&mut app, today, Some((ClockFault::Behind, later)), "2026-10-30", true);
        assert!(figures(&mut app) == right, "{today}");
    }
    assert!(app.command(Command::UndoImport).is_ok());
}

/// Among few records each one counts: a slip is one in a hundred, or a single one.
#[test]
fn a_single_row_is_not_hidden_either() {
    let mut app = App::new();
    app.import(&[leads(1, &[])]);
    check(&mut app, "1970-01-01", Some((ClockFault::Behind, 1)), "2026-10-01", true);
}

#[test]
fn a_date_before_the_import_is_said_and_keeps_the_undo() {
    let mut app = imported("2026-11-22", &[]);
    check(&mut app, "2026-11-21", Some((ClockFault::BeforeImport, 0)), "2026-10-30", true);
    check(&mut app, "2026-10-30", Some((ClockFault::BeforeImport, 0)), "2026-10-30", true);
}

#[test]
fn a_date_far_ahead_is_said_and_keeps_the_undo() {
    let mut app = imported("2026-11-22", &[]);
    check(&mut app, "2027-10-31", None, "2026-10-30", false);
    check(&mut app, "2027-11-23", Some((ClockFault::FarAhead, 0)), "2026-10-30", false);
    check(&mut app, "2027-11-24", Some((ClockFault::FarAhead, 0)), "2026-10-30", true);
    check(&mut app, "2099-01-01", Some((ClockFault::FarAhead, 0)), "2026-10-30", true);
}

/// Reported while it lasts. Once the date is right, the wrong day of import neither makes it doubtful nor keeps the
/// undo until 2099.
#[test]
fn an_import_under_a_date_far_ahead_counts_as_of_its_records() {
    let mut app = imported("2099-01-01", &[]);
    check(&mut app, "2099-01-01", Some((ClockFault::FarAhead, 0)), "2026-10-30", true);
    check(&mut app, "2026-11-22", None, "2026-10-30", true);
    check(&mut app, "2026-11-29", None, "2026-10-30", true);
    check(&mut app, "2026-11-30", None, "2026-10-30", false);
}

#[test]
fn an_import_under_a_date_behind_can_be_taken_back_when_it_is_right() {
    let mut app = imported("1970-01-05", &[]);
    check(&mut app, "1970-01-05", Some((ClockFault::Behind, 30)), "2026-10-30", true);
    check(&mut app, "2026-11-22", None, "2026-10-30", true);
    check(&mut app, "2026-11-30", None, "2026-10-30", false);
}

/// A store of old records is mentioned, and its undo ends like any other.
#[test]
fn old_records_do_not_keep_the_undo() {
    let mut app = imported("2028-05-01", &[]);
    check(&mut app, "2028-05-01", Some((ClockFault::FarAhead, 0)), "2026-10-30", true);
    check(&mut app, "2028-06-01", Some((ClockFault::FarAhead, 0)), "2026-10-30", false);
}

/// Three hundred leads of one day, and `more`.
fn many(more: &[&str]) -> App {
    let days: Vec<&str> = std::iter::repeat_n("2026-11-20", 300).chain(more.iter().copied()).collect();
    let mut app = App::new();
    app.import(&[leads(0, &days)]);
    app
}

#[test]
fn few_later_records_are_counted_and_set_no_date() {
    use ClockFault::SomeLater;
    check(&mut many(&["2026-11-23"]), "2026-11-22", Some((SomeLater, 1)), "2026-11-20", true);
    check(&mut many(&["2026-11-23"; 3]), "2026-11-22", Some((SomeLater, 3)), "2026-11-20", true);
    check(&mut many(&["2026-11-23"; 4]), "2026-11-22", Some((ClockFault::Behind, 4)), "2026-11-23", true);
    check(&mut many(&["2032-11-23"; 2]), "2026-11-22", Some((SomeLater, 2)), "2026-11-20", true);
}

/// One date far after all others is a slip, before or after the device's date.
#[test]
fn a_lone_slip_is_said_as_one() {
    for today in ["2026-11-22", "2033-01-01"] {
        let mut app = many(&["2032-11-23"]);
        app.today = day(today);
        let status = status(&mut app);
        assert_eq!((status.reporting_date, status.ignored_outlier), (Some(day("2026-11-20")), Some(day("2032-11-23"))));
        assert_eq!(status.clock.is_some(), today == "2033-01-01");
    }
}

/// A device date that is behind is no reason to believe the slips.
#[test]
fn slips_set_no_date_where_the_device_is_behind() {
    let mut app = many(&["2032-11-23"; 2]);
    check(&mut app, "2026-01-01", Some((ClockFault::Behind, 302)), "2026-11-20", true);
    let doubt = status(&mut app).clock.unwrap();
    assert_eq!((doubt.newest, doubt.slips), (day("2026-11-20"), 2));
}

#[test]
fn the_words_name_both_dates() {
    let newest = day("2026-10-30");
    for fault in [ClockFault::Behind, ClockFault::BeforeImport, ClockFault::SomeLater, ClockFault::FarAhead] {
        let doubt = ClockDoubt { fault, device: day("2026-10-10"), newest, later: 20, slips: 0, imported: None };
        for lang in [Lang::Zh, Lang::En] {
            let words = shell::clock(lang, &doubt);
            assert!(words.contains("2026-10-10") && words.contains("2026-10-30"), "{words}");
        }
    }
}

#[test]
fn the_sample_files_are_not_doubted() {
    let Some(samples) = samples() else { return };
    let mut app = App::new();
    app.import(&samples);
    check(&mut app, "2026-11-22", None, "2026-11-01", true);
}

#[test]
fn the_demo_has_its_own_date() {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    app.today = day("1970-01-01");
    let status = status(&mut app);
    assert_eq!((status.clock, status.reporting_date), (None, Some(benyuan::demo::date())));
}
