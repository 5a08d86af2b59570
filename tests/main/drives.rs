//! Test drives as a kind of their own: from headers to records, and stored so that earlier versions refuse instead of
//! misreading.

use crate::support::{App, read_file};
use benyuan::{
    engine::Engine,
    model::{
        fields::{Field, template_of},
        rows::{FILE_KINDS, KINDS, Kind},
    },
    protocol::{
        Ask, Now, Request,
        command::{Command, Trouble},
        query::{Query, Scope, Selection},
        view::{EndView, RecordView, View},
    },
    terms::stage::Step,
    text::{Lang, fields},
};

const LEADS: &str = "线索ID,客户姓名,手机号,线索创建时间,首触时间,意向车型,首次到店时间,试驾时间,销售顾问\n\
    A1,甲一,13910000001,2026-10-01 10:00,2026-10-01 10:20,远岚 X7,2026-10-02,2026-10-03,陈立\n\
    A2,乙二,13910000002,2026-10-01 10:00,2026-10-01 10:20,远岚 X5,2026-10-03,,陈立\n";

const DRIVES: &str = "客户姓名,手机号,试驾车型,试乘试驾时间,陪驾顾问,试驾反馈,满意度\n\
    甲一,13910000001,远岚 X7,2026-10-03 15:00,陈立,底盘扎实,9\n\
    乙二,13910000002,远岚 X5,2026-10-04 11:00,周晓雯,,\n\
    丙三,13910000003,远岚 X5,2026-10-05,周晓雯,后排略窄,11\n";

fn csv(name: &str, text: &str) -> (String, Vec<u8>) {
    (format!("{name}.csv"), text.as_bytes().to_vec())
}

fn store() -> App {
    let mut app = App::new();
    app.import(&[csv("线索", LEADS), csv("试驾", DRIVES)]);
    app
}

fn rows(app: &mut App) -> u32 {
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    status.rows.iter().find(|(kind, _)| *kind == Kind::Drives).unwrap().1
}

fn record(app: &mut App, name: &str) -> RecordView {
    let everybody =
        Query::List { selection: Selection::Everybody, scope: Scope::default(), sort: None, offset: 0, limit: 9 };
    let View::List(list) = app.query(everybody) else { unreachable!() };
    let subject = list.rows.iter().find(|row| row.name == name).unwrap().subject;
    let View::Record(Some(record)) = app.query(Query::Record { subject, scope: Scope::default() }) else {
        panic!("no record of {name}")
    };
    *record
}

/// The manifest of the database, which holds a single store.
fn manifest(app: &mut App) -> Vec<u8> {
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    app.disk.database(&status.id).borrow().manifest.clone().unwrap()
}

#[test]
fn a_list_of_test_drives_is_known_by_its_headers() {
    let check = |headers: &str, kind: Option<Kind>| {
        let text = format!("{headers}\n甲一,13910000001,远岚 X7,2026-10-03,陈立,很好,9\n");
        assert_eq!(read_file("a.csv", text.as_bytes()).0.sheets[0].kind, kind, "{headers}");
    };
    check("客户姓名,手机号,车型,试驾时间,顾问,反馈,评分", Some(Kind::Drives));
    check("姓名,联系电话,试驾车型,试驾日期,试驾顾问,试驾评价,试驾评分", Some(Kind::Drives));
    check("客户名称,电话,意向车型,试乘试驾时间,陪驾顾问,试驾感受,满意度", Some(Kind::Drives));
    // Lists of visits and leads also have a test-drive day.
    check("客户姓名,手机号,车型,来访时间,顾问,关注重点,试驾时间", Some(Kind::Visits));
    check("客户姓名,手机号,车型,线索创建时间,顾问,线索来源,试驾时间", Some(Kind::Leads));
}

#[test]
fn a_blank_file_is_of_its_kind_with_all_its_columns() {
    for kind in FILE_KINDS {
        let heads: Vec<&str> = template_of(kind).iter().map(|field| fields::field(*field).zh).collect();
        let text = format!("{}\n{}\n", heads.join(","), vec!["1"; heads.len()].join(","));
        let sheet = read_file("a.csv", text.as_bytes()).0.sheets.remove(0);
        let columns: Vec<Field> = sheet.columns.iter().filter_map(|column| column.field).collect();
        assert_eq!((sheet.kind, columns.as_slice()), (Some(kind), template_of(kind)));
    }
}

#[test]
fn its_columns_and_values() {
    let (plan, parsed) = read_file("试驾.csv", DRIVES.as_bytes());
    use Field::*;
    let fields: Vec<Field> = plan.sheets[0].columns.iter().filter_map(|column| column.field).collect();
    assert_eq!(fields, [Name, Phone, Model, TestDriveAt, Consultant, DriveFeedback, DriveScore]);
    assert_eq!(parsed.iter().filter(|row| row.row.is_some()).count(), 3);
    assert_eq!(parsed[2].notes.len(), 1, "eleven is no score");
    assert!(fields.iter().all(|field| template_of(Kind::Drives).contains(field)));
}

#[test]
fn a_drive_is_the_step_and_its_feedback_the_touchpoint() {
    let mut app = store();
    assert_eq!(rows(&mut app), 3);
    let View::Funnel(funnel) = app.query(Query::Funnel(Scope::default())) else { unreachable!() };
    let step = funnel.steps.iter().find(|step| step.step == Step::TestDrive).unwrap();
    assert!(step.lacks.is_empty());
    let asked = |record: &RecordView| {
        let found = record.episodes.iter().find(|one| one.touchpoint.key == "choice.drive_feedback").unwrap();
        matches!(found.end, EndView::Passed { .. })
    };
    assert!(asked(&record(&mut app, "甲一")) && asked(&record(&mut app, "丙三")));
    assert!(!asked(&record(&mut app, "乙二")));
}

#[test]
fn a_record_tells_a_drive_once_with_both_its_rows() {
    let record = record(&mut store(), "甲一");
    let drives: Vec<_> = record.events.iter().filter(|event| event.dates.contains(&Field::TestDriveAt)).collect();
    assert_eq!(drives.len(), 1);
    assert_eq!((drives[0].kind, drives[0].facts.len()), (Kind::Drives, 2));
    assert_eq!(record.leads.len(), 1, "the drive belongs to the opportunity of the lead");
}

#[test]
fn what_is_taken_out_comes_in_again_and_changes_nothing() {
    let mut app = store();
    let View::Csv(csv) = app.query(Query::RowsCsv(Kind::Drives)) else { unreachable!() };
    assert!(csv.contains(fields::field(Field::DriveFeedback).get(Lang::Zh)) && csv.contains("底盘扎实"));
    assert_eq!(app.import(&[("再次.csv".to_owned(), csv.into_bytes())]), (0, 0, 3, 0));
    let mut app = app.reload();
    assert_eq!(rows(&mut app), 3);
}

/// Pages of columns and kinds that came later are refused by versions that know of none, by the number of the manifest's format. Until
/// something is imported a store is written as ever.
#[test]
fn earlier_versions_refuse_what_they_cannot_read() {
    let mut app = App::new();
    assert_eq!(manifest(&mut app)[0], 1);
    app.import(&[csv("试驾", DRIVES)]);
    assert_eq!(manifest(&mut app)[0], 3);
    let mut app = app.reload();
    assert_eq!(rows(&mut app), 3);
    app.command(Command::UndoImport).unwrap();
    let mut app = app.reload();
    assert_eq!((rows(&mut app), manifest(&mut app)[0]), (0, 3));
}

/// A later version's store may need more kinds than this version knows.
#[test]
fn a_store_that_needs_a_kind_of_a_later_version_is_refused() {
    let mut app = store();
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    {
        let database = app.disk.database(&status.id);
        let mut database = database.borrow_mut();
        let bytes = database.manifest.as_mut().unwrap();
        assert_eq!(usize::from(bytes[1]), Kind::Drives as usize + 1);
        bytes[1] = KINDS.len() as u8 + 1;
        database.guard = None;
        database.previous = None;
    }
    let App { engine, disk, today } = app;
    drop(engine);
    let mut engine = Engine::new(disk);
    let ask = Ask::Command(Command::OpenStore(Some(status.id)));
    let request = Request { number: 1, today: today.epoch_days(), now: Now::default(), ask };
    let opened = pollster::block_on(engine.handle(request, &mut |_, _| {}));
    assert_eq!(opened.map(|_| ()), Err(Trouble::TooNew));
}
