//! Columns that no field needs: kept under their own headers, shown with the row, exported, and told apart from columns that the user
//! leaves out.

use crate::support::{App, read_file};
use benyuan::{
    exchange::plan::{Mapping, Meaning},
    model::rows::Kind,
    protocol::{
        command::Command,
        query::{Query, Scope, Selection},
        view::*,
    },
};

const FIRST: &str = "序号,工单号,接待日期,客户名称,客户电话,车架号,业务类型,证件号,备用 电话,备用 电话,车漆\n\
     1,GD1,2026-05-04,王一,13900000001,LX9TW8ES3TB106465,保养,110101199003074514,13812345678,无,珍珠白\n\
     2,GD2,2026-05-05,李二,13900000002,LX9C79CG6NB661432,保养,,,,\n";

fn import(app: &mut App, name: &str, text: &str) -> (u32, u32, u32, u32) {
    app.import(&[(name.to_owned(), text.as_bytes().to_vec())])
}

/// What the rows of a person say in such columns.
fn extras(app: &mut App, name: &str) -> Vec<(String, String)> {
    let everybody =
        Query::List { selection: Selection::Everybody, scope: Scope::default(), sort: None, offset: 0, limit: 9 };
    let View::List(list) = app.query(everybody) else { unreachable!() };
    let person = list.rows.into_iter().find(|row| row.name == name).expect("the person is listed");
    match app.query(Query::Record { subject: person.subject, scope: Scope::default() }) {
        View::Record(Some(record)) => record.facts.into_iter().flat_map(|fact| fact.extras).collect(),
        other => panic!("{other:?}"),
    }
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(header, value)| ((*header).to_owned(), (*value).to_owned())).collect()
}

fn csv(app: &mut App) -> String {
    match app.query(Query::RowsCsv(Kind::Services)) {
        View::Csv(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn columns_without_a_field_are_kept() {
    let mut app = App::new();
    assert_eq!(import(&mut app, "工单.csv", FIRST), (2, 0, 0, 0));
    let said = owned(&[("证件号", "110101********4514"), ("备用 电话", "138****5678"), ("车漆", "珍珠白")]);
    assert_eq!(extras(&mut app, "王一"), said, "without what only numbers the rows; numbers are masked");
    assert_eq!(extras(&mut app, "李二"), []);
    let text = csv(&mut app);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with(",证件号,备用 电话,备用 电话 (2),车漆"), "{}", lines[0]);
    assert!(lines[1].ends_with(",110101199003074514,13812345678,,珍珠白"), "{}", lines[1]);
    assert!(lines[2].ends_with(",,,,"), "{}", lines[2]);
}

#[test]
fn a_file_twice_changes_nothing_and_an_export_is_the_same_rows() {
    let mut app = App::new();
    import(&mut app, "工单.csv", FIRST);
    assert_eq!(import(&mut app, "工单.csv", FIRST), (0, 0, 2, 0));
    let text = csv(&mut app);
    assert_eq!(import(&mut app, "导出.csv", &text), (0, 0, 2, 0));
    let mut other = App::new();
    assert_eq!(import(&mut other, "导出.csv", &text), (2, 0, 0, 0));
    assert_eq!(csv(&mut other), text);
}

/// A file speaks of its own columns alone: what it has and leaves blank is blank, what it lacks stays.
#[test]
fn a_newer_file_changes_the_columns_that_it_has() {
    let mut app = App::new();
    import(&mut app, "工单.csv", FIRST);
    let newer = "工单号,接待日期,客户名称,客户电话,车架号,业务类型,车漆,备用 电话,举升机位\n\
        GD1,2026-05-04,王一,13900000001,LX9TW8ES3TB106465,保养,曜石黑,,3 号\n";
    assert_eq!(import(&mut app, "新.csv", newer), (0, 1, 0, 0));
    let said = owned(&[("证件号", "110101********4514"), ("车漆", "曜石黑"), ("举升机位", "3 号")]);
    assert_eq!(extras(&mut app, "王一"), said);
    assert_eq!(import(&mut app, "新.csv", newer), (0, 0, 1, 0));
    assert!(
        csv(&mut app)
            .lines()
            .next()
            .is_some_and(|head| head.ends_with(",证件号,备用 电话,备用 电话 (2),车漆,举升机位"))
    );
    app.command(Command::UndoImport).unwrap();
    assert_eq!(extras(&mut app, "王一").last(), Some(&("车漆".to_owned(), "珍珠白".to_owned())));
}

#[test]
fn a_column_that_is_left_out_stays_out() {
    let mut app = App::new();
    let chosen = {
        let (plan, _) = read_file("工单.csv", FIRST.as_bytes());
        let sheet = &plan.sheets[0];
        let fields = sheet.columns.iter().map(|column| column.field).collect();
        let mut mapping = Mapping { shape: sheet.shape, kind: sheet.kind, fields, left_out: vec![0] };
        mapping.set(7, Meaning::LeftOut);
        assert_eq!([0, 7, 10].map(|at| mapping.meaning(at)), [Meaning::LeftOut, Meaning::LeftOut, Meaning::Kept]);
        mapping
    };
    app.stage(0, "工单.csv", FIRST.as_bytes(), vec![chosen]);
    app.command(Command::Import).unwrap();
    let said = owned(&[("备用 电话", "138****5678"), ("车漆", "珍珠白")]);
    assert_eq!(extras(&mut app, "王一"), said);
    // The store remembers it, also when it was opened again.
    let mut app = app.reload();
    assert_eq!(import(&mut app, "工单.csv", FIRST), (0, 0, 2, 0));
    assert_eq!(extras(&mut app, "王一"), said);
}
