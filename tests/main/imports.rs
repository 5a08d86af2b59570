//! Imports as users meet them: single files, changed mappings, refused rows, repeated rows, overlapping exports.

use crate::support::{App, period, samples};
use benyuan::model::fields::Field;
use benyuan::{
    diag::Matter,
    exchange::plan::Mapping,
    model::rows::Kind,
    protocol::{
        command::{Command, Outcome},
        query::{NotesOf, Query, Scope, Selection},
        view::*,
    },
    terms::stage::{Node, Step},
};

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn rows(app: &mut App, kind: Kind) -> u32 {
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    status.rows.iter().find(|(of, _)| *of == kind).map_or(0, |(_, rows)| *rows)
}

fn map(app: &mut App) -> MapView {
    match app.query(Query::Map(Scope::default())) {
        View::Map(view) => view,
        other => panic!("{other:?}"),
    }
}

fn funnel(app: &mut App) -> FunnelView {
    match app.query(Query::Funnel(Scope::default())) {
        View::Funnel(view) => view,
        other => panic!("{other:?}"),
    }
}

fn notes(app: &mut App) -> Vec<NoteRow> {
    let query = Query::Notes { of: NotesOf::Store(None), refused_only: false, offset: 0, limit: u32::MAX };
    match app.query(query) {
        View::Notes(view) => view.rows,
        other => panic!("{other:?}"),
    }
}

/// With any single sample file the picture is right, though partial: what the file cannot show is named, not guessed.
#[test]
fn each_sample_alone() {
    let Some(files) = samples() else { return };
    let kinds = [Kind::Leads, Kind::Visits, Kind::Sales, Kind::Services, Kind::Insurance, Kind::Answers, Kind::Cards];
    for (file, kind) in files.into_iter().zip(kinds) {
        let mut app = App::new();
        let (added, ..) = app.import(&[file]);
        assert_eq!(rows(&mut app, kind), added);
        let map = map(&mut app);
        for node in &map.nodes {
            let observed = match kind {
                Kind::Leads => node.node <= Node::Delivery,
                Kind::Visits => matches!(node.node, Node::Lead | Node::Visit),
                _ => false,
            };
            assert_eq!(node.lacks.is_empty(), observed, "{kind:?} {:?} {:?}", node.node, node.lacks);
            assert!(observed || node.exits == Exits::default(), "{kind:?}: {:?} is guessed", node.node);
        }
        let funnel = funnel(&mut app);
        let open = |step: &StepView| step.next + step.leaked + step.stagnant + step.in_time;
        assert!(
            funnel.steps[..6].iter().all(|step| step.reached == open(step) || step.reached == funnel.steps[6].reached)
        );
        let everybody =
            Query::List { selection: Selection::Everybody, scope: Scope::default(), sort: None, offset: 0, limit: 5 };
        let View::List(list) = app.query(everybody) else { unreachable!() };
        for row in list.rows {
            let query = Query::Record { subject: row.subject, scope: Scope::default() };
            assert!(matches!(app.query(query), View::Record(Some(record)) if !record.facts.is_empty()));
        }
    }
}

/// Sales alone show the stages; without service orders nobody can be called churned.
#[test]
fn sales_alone_tell_the_stages() {
    let mut app = App::new();
    app.import(&[file(
        "销售.csv",
        "客户姓名,客户电话,VIN,交车日期,销售价格\n王一,13900000001,LX9TW8ES3TB106465,2020-01-05,100000\n\
         李二,13900000002,LX9C79CG6NB661432,2026-09-30,120000\n\
         赵三,13900000003,LX9Z11N95PB432187,2026-09-30,120000\n",
    )]);
    assert_eq!(rows(&mut app, Kind::Sales), 3);
    let map = map(&mut app);
    let standing = |node: Node| map.nodes.iter().find(|view| view.node == node).map(|view| (view.standing, view.off));
    assert_eq!(standing(Node::Repurchase), Some((1, 0)));
    assert_eq!(standing(Node::Honeymoon), Some((2, 0)));
}

#[test]
fn a_step_without_its_column_is_not_observed() {
    let mut app = App::new();
    app.import(&[file(
        "线索.csv",
        "线索ID,客户姓名,手机号,线索创建时间,首次到店时间,下订时间\n\
         1,王一,13900000001,2026/10/1 9:00,2026/10/3,2026/10/9\n2,李二,13900000002,2026/10/2 9:00,,\n",
    )]);
    let View::Funnel(funnel) = app.query(Query::Funnel(period("2026-10-01", "2026-10-31"))) else { unreachable!() };
    let drive = &funnel.steps[Step::TestDrive.index()];
    assert_eq!(drive.lacks, [Lack::Column(Kind::Leads, Field::TestDriveAt)]);
    let visit = &funnel.steps[Step::Visit.index()];
    assert_eq!((visit.reached, visit.next), (1, 1), "from the visit straight to the next step that is observed");
}

#[test]
fn refused_rows_say_why_and_the_others_are_imported() {
    let mut app = App::new();
    let (added, _, _, refused) = app.import(&[file(
        "线索.csv",
        "线索ID,客户姓名,手机号,线索创建时间\n1,王一,13900000001,2026/10/1\n2,李二,13900000002,昨天\n,,,2026/10/1\n",
    )]);
    assert_eq!((added, refused), (1, 2));
    let why: Vec<_> = notes(&mut app)
        .into_iter()
        .filter(|row| row.note.refuses())
        .map(|row| (row.file, row.row, row.note.matter, row.note.column, row.note.value))
        .collect();
    assert_eq!(why.len(), 2);
    assert!(
        why.contains(&("线索.csv".into(), 3, Matter::KeyDateMissing, "线索创建时间".into(), "昨天".into())),
        "{why:?}"
    );
    assert!(why.iter().any(|(_, row, matter, ..)| (*row, *matter) == (4, Matter::NobodyNamed)), "{why:?}");
}

#[test]
fn rows_of_one_key_in_one_file_are_told_apart_and_found_again() {
    let twice = || {
        file(
            "来店.csv",
            "客户名称,来访时间,手机号,意向级别\n王一,2026/10/1 10:00,13900000001,A\n李二,2026/10/1 10:00,13900000001,B\n",
        )
    };
    let mut app = App::new();
    assert_eq!(app.import(&[twice()]), (2, 0, 0, 0));
    assert_eq!(app.import(&[twice()]), (0, 0, 2, 0));
}

#[test]
fn numbers_that_a_spreadsheet_damaged_name_no_row() {
    let orders = "工单号,进厂日期,客户姓名,联系电话,车牌号,维修类型,结算金额\n\
        1.20E+11,2024-03-04,甲三,13910000003,苏A00003,常规保养,500\n\
        1.20E+11,2024-03-09,甲四,13910000004,苏A00004,常规保养,600\n\
        2E10,2024-03-02,甲一,13910000001,苏A00001,常规保养,500\n";
    let leads = "线索ID,客户姓名,手机号,一级渠道名称,线索创建时间\n\
        1.78E+18,张三,13800000001,官网,2024-03-01\n1.78E+18,李四,13800000002,官网,2024-03-02\n";
    let mut app = App::new();
    let first = [file("工单.csv", orders), file("线索.csv", leads)];
    assert_eq!(app.import(&first), (5, 0, 0, 0));
    // One more row, before the others: no row is taken for another person's.
    let later = leads.replace("1.78E+18,张三", "1.78E+18,王五,13800000003,官网,2024-03-03\n1.78E+18,张三");
    assert_eq!(app.import(&[file("工单 2.csv", orders), file("线索 2.csv", &later)]), (1, 0, 5, 0));
    let notes = notes(&mut app);
    let damaged = notes.iter().filter(|row| row.note.matter == Matter::CodeDamaged).count();
    assert_eq!(damaged, 4 + 5, "each file keeps its own");
}

/// The numbers reported as naming two rows.
fn reused(app: &mut App) -> Vec<String> {
    let said = notes(app).into_iter().filter(|row| row.note.matter == Matter::NumberReused);
    said.map(|row| row.note.value).collect()
}

/// Small workshops restart their order numbers every month.
#[test]
fn an_order_of_the_same_number_on_another_day_is_another_order() {
    let head = "工单号,进厂日期,客户姓名,联系电话,车牌号,VIN,维修类型,进厂里程,结算金额\n";
    let january = format!(
        "{head}0001,2024-01-04,甲一,13910000001,苏A00001,LZTBB12C2RA000003,常规保养,5000,500\n\
         0002,2024-01-05,甲二,13910000002,苏A00002,LZTBB12C4RA000004,常规保养,5000,500\n"
    );
    let february = format!(
        "{head}0001,2024-02-04,乙一,13910000011,苏A10001,LZTBB12C8RA000006,常规保养,6000,700\n\
         0002,2024-02-05,甲二,13910000002,苏A00002,LZTBB12C4RA000004,一般维修,5600,300\n"
    );
    let mut app = App::new();
    assert_eq!(app.import(&[file("一月.csv", &january)]), (2, 0, 0, 0));
    assert_eq!(app.import(&[file("二月.csv", &february)]), (2, 0, 0, 0));
    assert_eq!(reused(&mut app), ["0001", "0002"]);
    // Each row is found again, in either order, and with both in one file.
    assert_eq!(app.import(&[file("二月 2.csv", &february)]), (0, 0, 2, 0));
    let both = format!("{february}{}", january.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>());
    assert_eq!(app.import(&[file("全部.csv", &both)]), (0, 0, 4, 0));
    // The same order, settled three days later at another price, is an update.
    let settled = january.replace("2024-01-04", "2024-01-07").replace("5000,500", "5000,560");
    assert_eq!(app.import(&[file("结算.csv", &settled)]), (0, 2, 0, 0));
}

#[test]
fn a_lead_number_given_to_another_person_replaces_nobody() {
    let leads = |rows: &str| format!("线索ID,客户姓名,手机号,一级渠道名称,线索创建时间\n{rows}");
    let mut app = App::new();
    assert_eq!(app.import(&[file("一.csv", &leads("7,张三,13800000001,官网,2024-03-01\n"))]), (1, 0, 0, 0));
    assert_eq!(app.import(&[file("二.csv", &leads("7,李四,13800000002,官网,2024-06-01\n"))]), (1, 0, 0, 0));
    assert_eq!(reused(&mut app), ["7"]);
    // A new telephone number of the same person is an update.
    assert_eq!(app.import(&[file("三.csv", &leads("7,张三,13800000009,官网,2024-03-01\n"))]), (0, 1, 0, 0));
}

#[test]
fn exports_that_overlap_count_once() {
    let month = |name: &str, ids: std::ops::Range<u32>| {
        let mut text = "线索ID,客户姓名,手机号,线索创建时间\n".to_owned();
        ids.for_each(|id| text += &format!("{id},客户{id},1390000{id:04},2026/9/{}\n", id % 28 + 1));
        file(name, &text)
    };
    let mut app = App::new();
    assert_eq!(app.import(&[month("九月.csv", 0..100), month("十月.csv", 80..150)]), (150, 0, 20, 0));
}

/// An unknown header that was mapped by hand once is recognised the next time.
#[test]
fn a_mapping_is_remembered_for_the_next_file_of_its_shape() {
    let text = "编号甲,名甲,号甲,日甲\n1,王一,13900000001,2026/10/1\n";
    let fields = vec![Some(Field::LeadCode), Some(Field::Name), Some(Field::Phone), Some(Field::LeadCreated)];
    let mut app = App::new();
    app.stage(0, "甲.csv", text.as_bytes(), Vec::new());
    let View::Preview(preview) = app.query(Query::Preview) else { unreachable!() };
    let sheet = &preview.files[0].plan.sheets[0];
    assert_eq!((sheet.kind, preview.files[0].accepted()), (None, 0));
    let chosen = Mapping { shape: sheet.shape, kind: Some(Kind::Leads), fields, left_out: Vec::new() };
    app.stage(0, "甲.csv", text.as_bytes(), vec![chosen]);
    assert!(matches!(app.command(Command::Import), Ok(Outcome::Imported { added: 1, .. })));
    let mut app = app.reload();
    app.stage(0, "乙.csv", "编号甲,名甲,号甲,日甲\n2,李二,13900000002,2026/10/2\n".as_bytes(), Vec::new());
    let View::Preview(preview) = app.query(Query::Preview) else { unreachable!() };
    assert!(preview.files[0].plan.sheets[0].remembered);
    assert_eq!(preview.files[0].added, 1);
}

#[test]
fn a_file_without_a_kind_brings_nothing() {
    let mut app = App::new();
    app.stage(0, "别的.csv", "苹果,梨\n1,2\n".as_bytes(), Vec::new());
    assert!(matches!(app.command(Command::Import), Ok(Outcome::Imported { added: 0, updated: 0, .. })));
}

#[test]
fn the_undo_of_an_import_by_one_press() {
    let Some(files) = samples() else { return };
    let mut app = App::new();
    let empty = map(&mut app);
    app.import(&files);
    assert_ne!(map(&mut app), empty);
    let mut app = app.reload();
    assert_eq!(app.import(&files).0, 0, "the same files again add nothing");
    app.command(Command::UndoImport).unwrap();
    assert_eq!(map(&mut app), empty);
}
