//! The promises of storage: all or nothing, undo, re-import, damage reported and never shown, one opener.

use crate::support::App;
use benyuan::{
    engine::{Engine, memory::MemoryDisk},
    model::ids::StoreId,
    protocol::{
        Ask, Now, Request,
        command::{Command, Outcome, Trouble},
        query::{Query, Scope, Selection},
        view::{StoreStatus, View},
    },
};

/// A lead export with this many rows, in UTF-8; `contacted`: the day of the latest follow-up.
fn leads(rows: usize, contacted: &str) -> (String, Vec<u8>) {
    let mut text =
        "线索ID,客户姓名,手机号,线索创建时间,首触时间,最近跟进时间,线索评级,一级渠道名称,销售顾问\r\n".to_owned();
    for row in 0..rows {
        text += &format!("XS{row:05},客户{row},139{row:08},2026/9/1 10:00,2026/9/1 11:00,{contacted},B,车展,陈立\r\n");
    }
    ("线索.csv".to_owned(), text.into_bytes())
}

fn status(app: &mut App) -> StoreStatus {
    match app.query(Query::Status) {
        View::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

fn rows(status: &StoreStatus) -> u32 {
    status.rows.iter().map(|(_, rows)| rows).sum()
}

/// Everything visible that depends on the rows.
fn picture(app: &mut App) -> Vec<View> {
    let everybody = Query::List {
        selection: Selection::Everybody,
        scope: Scope::default(),
        sort: None,
        offset: 0,
        limit: u32::MAX,
    };
    [Query::Map(Scope::default()), Query::Funnel(Scope::default()), Query::Coverage, Query::Files, everybody]
        .map(|query| app.query(query))
        .to_vec()
}

fn try_open(disk: &MemoryDisk) -> Result<(), Trouble> {
    let mut engine = Engine::new(disk.clone());
    let ask = Ask::Command(Command::OpenStore(None));
    let request = Request { number: 0, today: 20_779, now: Now::default(), ask };
    pollster::block_on(engine.handle(request, &mut |_, _| {})).map(|_| ())
}

#[test]
fn a_reload_shows_the_same() {
    let mut app = App::new();
    assert_eq!(app.import(&[leads(3000, "2026/10/1")]), (3000, 0, 0, 0));
    let before = picture(&mut app);
    assert_eq!(picture(&mut app.reload()), before);
}

#[test]
fn the_same_file_again_adds_nothing_and_keeps_the_undo() {
    let mut app = App::new();
    app.import(&[leads(50, "2026/10/1")]);
    let before = status(&mut app);
    assert_eq!(app.import(&[leads(50, "2026/10/1")]), (0, 0, 50, 0));
    assert_eq!(status(&mut app), before);
}

#[test]
fn a_newer_file_updates_and_an_undo_takes_that_back() {
    let mut app = App::new();
    app.import(&[leads(1500, "2026/10/1")]);
    let before = picture(&mut app);
    assert_eq!(app.import(&[leads(1600, "2026/10/20")]), (100, 1500, 0, 0));
    assert_ne!(picture(&mut app), before);
    app.command(Command::UndoImport).unwrap();
    assert_eq!(picture(&mut app), before);
    assert_eq!(app.command(Command::UndoImport), Err(Trouble::NothingToUndo));
    assert_eq!(picture(&mut app.reload()), before);
}

#[test]
fn an_undo_after_a_reload_empties_the_store() {
    let mut app = App::new();
    let empty = picture(&mut app);
    app.import(&[leads(10, "2026/10/1")]);
    let mut app = app.reload();
    app.command(Command::UndoImport).unwrap();
    assert_eq!(picture(&mut app), empty);
    let id = status(&mut app).id;
    assert!(
        !app.disk.database(&id).borrow().pages.is_empty(),
        "the state before the last change is kept with its pages"
    );
    app.command(Command::RenameStore { name: "城东店".into() }).unwrap();
    app = app.reload();
    assert!(app.disk.database(&id).borrow().pages.is_empty(), "pages nobody needs are swept");
}

#[test]
fn an_undo_is_offered_for_thirty_days() {
    let mut app = App::new();
    app.import(&[leads(1, "2026/10/1")]);
    app.today = app.today.plus_days(30);
    assert!(status(&mut app).undo.is_some());
    app.today = app.today.plus_days(1);
    assert!(status(&mut app).undo.is_none());
}

/// Lets each write of an import fail in turn: the store is always as it was before, also after a reload.
#[test]
fn a_failed_import_leaves_everything_as_it_was() {
    let mut app = App::new();
    app.import(&[leads(1500, "2026/10/1")]);
    let before = picture(&mut app);
    for writes in 0.. {
        let (name, bytes) = leads(3500, "2026/10/20");
        app.stage(0, &name, &bytes, Vec::new());
        app.disk.fail_after(Some(writes));
        let outcome = app.command(Command::Import);
        app.disk.fail_after(None);
        if outcome.is_ok() {
            assert!(writes > 3, "pages, then the manifest: {writes}");
            break;
        }
        assert_eq!(picture(&mut app), before, "in memory, failing after {writes} writes");
        app = app.reload();
        assert_eq!(picture(&mut app), before, "on disk, failing after {writes} writes");
    }
}

#[test]
fn a_damaged_page_is_reported_and_never_shown() {
    let mut app = App::new();
    app.import(&[leads(2500, "2026/10/1")]);
    let id = status(&mut app).id;
    let pages: Vec<u32> = app.disk.database(&id).borrow().pages.keys().copied().collect();
    if let Some(page) = app.disk.database(&id).borrow_mut().pages.get_mut(&pages[1]) {
        let middle = page.len() / 2;
        page[middle] ^= 0xff;
    }
    let mut app = app.reload();
    let status = status(&mut app);
    assert_eq!(status.damaged.len(), 1);
    assert_eq!(status.damaged[0].rows, 1024);
    assert_eq!(status.rows[0].1, 2500 - 1024);
}

#[test]
fn a_missing_page_is_damage_too() {
    let mut app = App::new();
    app.import(&[leads(5, "2026/10/1")]);
    let id = status(&mut app).id;
    app.disk.database(&id).borrow_mut().pages.clear();
    assert_eq!(status(&mut app.reload()).damaged.len(), 1);
}

#[test]
fn a_newer_manifest_is_refused() {
    let mut app = App::new();
    let id = status(&mut app).id;
    if let Some(manifest) = app.disk.database(&id).borrow_mut().manifest.as_mut() {
        manifest[0] = u8::MAX;
    }
    let App { engine, disk, .. } = app;
    drop(engine);
    let damaged = Trouble::StoreDamaged { store: id.clone(), previous: None };
    assert_eq!(try_open(&disk), Err(damaged), "an altered byte is no newer version");
    disk.database(&id).borrow_mut().guard = None;
    assert_eq!(try_open(&disk), Err(Trouble::TooNew), "one that seals otherwise is");
}

#[test]
fn records_the_browser_removed_are_not_taken_for_an_empty_store() {
    let mut app = App::new();
    app.import(&[leads(5, "2026/10/1")]);
    let id = status(&mut app).id;
    *app.disk.database(&id).borrow_mut() = Default::default();
    let App { engine, disk, .. } = app;
    drop(engine);
    assert_eq!(try_open(&disk), Err(Trouble::Vanished));
    disk.evict(&id);
    assert_eq!(try_open(&disk), Err(Trouble::Vanished), "nor where the whole database is gone");
    assert!(!disk.has(&id), "looking for it does not make it");
}

#[test]
fn a_second_opener_is_refused() {
    let app = App::new();
    assert_eq!(try_open(&app.disk), Err(Trouble::OpenElsewhere));
}

#[test]
fn stores_are_created_renamed_switched_and_deleted() {
    let mut app = App::new();
    let first = status(&mut app).id;
    app.import(&[leads(7, "2026/10/1")]);
    let created = app.command(Command::CreateStore { name: "分店".into() }).unwrap();
    let Outcome::Store(second) = created else { panic!("{created:?}") };
    assert_eq!((second.name.as_str(), rows(&second)), ("分店", 0));
    app.command(Command::RenameStore { name: "城东店".into() }).unwrap();
    app.command(Command::OpenStore(Some(first.clone()))).unwrap();
    assert_eq!(rows(&status(&mut app)), 7);
    let View::Stores(stores) = app.query(Query::Stores) else { unreachable!() };
    let names: Vec<_> = stores.iter().map(|store| (store.name.as_str(), store.rows, store.open)).collect();
    assert_eq!(names, [("", 7, true), ("城东店", 0, false)]);
    app.command(Command::DeleteStore(first)).unwrap();
    assert_eq!(status(&mut app).name, "城东店");
    assert_eq!(app.command(Command::DeleteEverything), Ok(Outcome::Erased { left: vec![] }));
    assert_eq!(rows(&status(&mut app.reload())), 0);
}

#[test]
fn a_store_that_does_not_open_leaves_the_present_one_open() {
    let mut app = App::new();
    app.import(&[leads(2, "2026/10/1")]);
    app.command(Command::OpenStore(Some(StoreId("nowhere".into())))).unwrap();
    assert_eq!(rows(&status(&mut app)), 2, "an unknown store falls back to the last one");
}
