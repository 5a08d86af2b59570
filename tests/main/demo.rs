//! The demo as a store: made once, kept apart from real records, with a fixed date. Its rows are tested in `demo_rows`.

use crate::support::App;
use benyuan::{
    demo,
    engine::memory::MemoryDisk,
    model::{ids::StoreId, rows::Kind},
    protocol::{
        command::{Command, Outcome, Trouble},
        query::{Query, Scope, Selection},
        view::{FunnelFinding, StoreEntry, StoreStatus, View},
    },
};

type Stored = (Vec<(u32, Vec<u8>)>, Option<Vec<u8>>, Vec<(u32, Vec<u8>)>);

/// Everything a database holds.
fn stored(disk: &MemoryDisk, id: &StoreId) -> Stored {
    let database = disk.database(id);
    let database = database.borrow();
    (
        database.pages.clone().into_iter().collect(),
        database.manifest.clone(),
        database.journal.clone().into_iter().collect(),
    )
}

fn done(outcome: Result<Outcome, Trouble>) -> StoreStatus {
    match outcome.unwrap() {
        Outcome::Store(status) | Outcome::Deleted { left: false, status: Some(status) } => status,
        other => panic!("{other:?}"),
    }
}

fn open_demo(app: &mut App) -> StoreStatus {
    done(app.command(Command::OpenDemo))
}

fn status(app: &mut App) -> StoreStatus {
    match app.query(Query::Status) {
        View::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

fn stores(app: &mut App) -> Vec<StoreEntry> {
    match app.query(Query::Stores) {
        View::Stores(stores) => stores,
        other => panic!("{other:?}"),
    }
}

fn file() -> (String, Vec<u8>) {
    let text = "线索ID,客户姓名,手机号,线索创建时间\r\nXS1,王一,13900000001,2026/9/1 10:00\r\n";
    ("线索.csv".to_owned(), text.as_bytes().to_vec())
}

#[test]
fn one_press_opens_it_and_every_file_tells_all_it_can() {
    let mut app = App::new();
    let status = open_demo(&mut app);
    assert!(status.demo && status.damaged.is_empty() && status.undo.is_none());
    assert_eq!((status.name.as_str(), status.reporting_date), (demo::NAME, Some(demo::date())));
    let View::Coverage(coverage) = app.query(Query::Coverage) else { unreachable!() };
    // The demo's consultants record a test drive on its lead.
    let (without, given): (Vec<_>, Vec<_>) = coverage.kinds.iter().partition(|kind| kind.kind == Kind::Drives);
    assert!(given.iter().all(|kind| kind.rows > 0 && kind.files == 1 && kind.missing.is_empty()));
    assert!(without.iter().all(|kind| kind.rows == 0 && kind.files == 0));
    assert!(coverage.steps.iter().all(|(_, lacks)| lacks.is_empty()));
    assert!(coverage.nodes.iter().all(|(_, lacks)| lacks.is_empty()));
}

#[test]
fn the_funnel_finds_the_quotes_that_were_never_given() {
    use benyuan::terms::stage::Step;
    let mut app = App::new();
    open_demo(&mut app);
    let View::Funnel(funnel) = app.query(Query::Funnel(Scope::default())) else { unreachable!() };
    let FunnelFinding::WorstStep { from, to, .. } = funnel.finding else { panic!("{:?}", funnel.finding) };
    assert_eq!((from, to), (Step::TestDrive, Step::Quote));
}

#[test]
fn its_date_does_not_follow_the_device() {
    let mut app = App::new();
    open_demo(&mut app);
    let mut seen = Vec::new();
    for day in ["2020-01-01", "2026-10-31", "2031-06-15"] {
        app.today = day.parse().unwrap();
        seen.push((status(&mut app), app.query(Query::Funnel(Scope::default())), app.query(Query::Coverage)));
    }
    assert!(seen.iter().all(|view| *view == seen[0]));
}

#[test]
fn nothing_real_goes_into_it() {
    let mut app = App::new();
    open_demo(&mut app);
    let before = status(&mut app);
    let refused = [
        Command::StageFile { file: 0, name: "线索.csv".into() },
        Command::Import,
        Command::UndoImport,
        Command::RenameStore { name: "城东店".into() },
    ];
    for command in refused {
        assert_eq!(app.command(command.clone()), Err(Trouble::DemoStore), "{command:?}");
    }
    assert_eq!(status(&mut app), before);
}

#[test]
fn what_was_staged_for_a_real_store_does_not_follow_into_it() {
    let mut app = App::new();
    let (name, bytes) = file();
    app.stage(0, &name, &bytes, Vec::new());
    open_demo(&mut app);
    assert_eq!(app.command(Command::Import), Err(Trouble::DemoStore));
    let View::Preview(preview) = app.query(Query::Preview) else { unreachable!() };
    assert!(preview.files.is_empty());
}

#[test]
fn opening_and_deleting_it_leaves_the_real_store_alone() {
    let mut app = App::new();
    app.import(&[file()]);
    let real = status(&mut app);
    let before = stored(&app.disk, &real.id);
    let demo = open_demo(&mut app).id;
    assert_eq!(stores(&mut app).iter().map(|entry| entry.demo).collect::<Vec<_>>(), [false, true]);
    let back = done(app.command(Command::DeleteStore(demo.clone())));
    assert_eq!(back, real, "the real store is open again");
    assert_eq!(stored(&app.disk, &real.id), before);
    assert!(stored(&app.disk, &demo).0.is_empty());
    assert_eq!(stores(&mut app).len(), 1);
}

#[test]
fn a_second_opening_writes_nothing() {
    let mut app = App::new();
    let real = status(&mut app).id;
    let first = open_demo(&mut app);
    let before = stored(&app.disk, &first.id);
    app.command(Command::OpenStore(Some(real))).unwrap();
    assert_eq!(open_demo(&mut app), first);
    assert_eq!(open_demo(&mut app), first, "also where it is open already");
    assert_eq!(stored(&app.disk, &first.id), before);
}

#[test]
fn a_reload_opens_it_again_with_the_same_rows() {
    let mut app = App::new();
    let first = open_demo(&mut app);
    let everybody =
        || Query::List { selection: Selection::Everybody, scope: Scope::default(), sort: None, offset: 50, limit: 20 };
    let seen = app.query(everybody());
    let mut app = app.reload();
    assert_eq!(status(&mut app), first);
    assert_eq!(app.query(everybody()), seen);
}

#[test]
fn nobody_lands_in_it_who_did_not_ask_for_it() {
    let mut app = App::new();
    let real = status(&mut app).id;
    open_demo(&mut app);
    done(app.command(Command::OpenStore(Some(real.clone()))));
    let fresh = done(app.command(Command::DeleteStore(real.clone())));
    assert!(!fresh.demo && fresh.id != real, "the last real store gone, an empty one takes its place");
}

#[test]
fn damage_is_mended_by_making_it_anew() {
    let mut app = App::new();
    let first = open_demo(&mut app);
    if let Some(page) = app.disk.database(&first.id).borrow_mut().pages.values_mut().next() {
        page.truncate(40);
    }
    let again = status(&mut app.reload());
    assert_eq!(again, StoreStatus { revision: first.revision + 1, ..first });
}

/// The disk is full at the first page, at a later page, at the commit: the real store stays open.
#[test]
fn a_full_disk_leaves_no_half_of_it() {
    let mut app = App::new();
    let demo = open_demo(&mut app);
    let pages = stored(&app.disk, &demo.id).0.len() as u32;
    let real = done(app.command(Command::DeleteStore(demo.id.clone())));
    for writes in [0, pages / 2, pages] {
        app.disk.fail_after(Some(writes));
        assert_eq!(app.command(Command::OpenDemo), Err(Trouble::QuotaExceeded));
        app.disk.fail_after(None);
        assert_eq!(status(&mut app), real);
        assert_eq!(stored(&app.disk, &demo.id).1, None, "nothing is in force");
    }
    assert_eq!(open_demo(&mut app), demo);
}
