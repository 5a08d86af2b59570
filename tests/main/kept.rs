//! The store keeps its promises: two writers, damage, full disks, deletion, eviction. Each test is an attack that once
//! lost, hid or misreported something.

use crate::support::App;
use benyuan::{
    engine::{Engine, memory::MemoryDisk},
    model::{
        ids::{StoreId, SubjectRef},
        rows::Kind,
    },
    protocol::{
        command::{Command, Outcome, Recovery, Trouble},
        query::{Query, Scope, Selection},
        view::{StoreStatus, View},
    },
    terms::level_clock::LevelPreset,
};

/// Leads `from..to`, in UTF-8.
fn leads(name: &str, from: usize, to: usize) -> (String, Vec<u8>) {
    let mut text = "线索ID,客户姓名,手机号,线索创建时间,线索评级,一级渠道名称,销售顾问\r\n".to_owned();
    for row in from..to {
        text += &format!("XS{row:05},客户{row},139{row:08},2026/9/1 10:00,B,车展,陈立\r\n");
    }
    (name.to_owned(), text.into_bytes())
}

fn services(name: &str, rows: usize) -> (String, Vec<u8>) {
    let mut text = "工单号,进厂时间,客户姓名,手机号,车架号,业务类型,里程,实收金额\r\n".to_owned();
    for row in 0..rows {
        text += &format!("W{row:05},2026/9/2 9:00,客户{row},139{row:08},LSVAA49J132{row:06},保养,{row},500\r\n");
    }
    (name.to_owned(), text.into_bytes())
}

fn status(app: &mut App) -> StoreStatus {
    match app.query(Query::Status) {
        View::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

fn rows(app: &mut App) -> u32 {
    status(app).rows.iter().map(|(_, rows)| rows).sum()
}

fn csv(app: &mut App, kind: Kind) -> String {
    match app.query(Query::RowsCsv(kind)) {
        View::Csv(csv) => csv,
        other => panic!("{other:?}"),
    }
}

fn names(app: &mut App) -> Vec<String> {
    let View::Stores(stores) = app.query(Query::Stores) else { unreachable!() };
    stores.into_iter().map(|store| store.name).collect()
}

/// A tab on a disk that has not opened anything yet.
fn tab(disk: &MemoryDisk) -> App {
    App { engine: Engine::new(disk.clone()), disk: disk.clone(), today: "2026-11-22".parse().unwrap() }
}

/// Closes the page.
fn close(app: App) -> MemoryDisk {
    let App { engine, disk, .. } = app;
    drop(engine);
    disk
}

fn try_open(disk: &MemoryDisk) -> Result<Outcome, Trouble> {
    tab(disk).command(Command::OpenStore(None))
}

/// A store with 2 500 leads from two files and 30 services, named 城东店.
fn filled() -> (App, StoreId) {
    let mut app = App::new();
    app.command(Command::RenameStore { name: "城东店".into() }).unwrap();
    app.import(&[leads("一月.csv", 0, 2000), services("工单.csv", 30)]);
    app.import(&[leads("二月.csv", 2000, 2500)]);
    let id = status(&mut app).id;
    (app, id)
}

/// Flips a bit in the middle of the n-th page.
fn damage_page(disk: &MemoryDisk, id: &StoreId, n: usize) {
    let database = disk.database(id);
    let mut database = database.borrow_mut();
    let page = database.pages.values_mut().nth(n).unwrap();
    let middle = page.len() / 2;
    page[middle] ^= 1;
}

fn first(app: &mut App) -> SubjectRef {
    let (selection, scope, sort) = (Selection::Everybody, Scope::default(), None);
    match app.query(Query::List { selection, scope, sort, offset: 0, limit: 1 }) {
        View::List(list) => list.rows[0].subject,
        other => panic!("{other:?}"),
    }
}

fn note(app: &mut App, text: &str) {
    let subject = first(app);
    app.command(Command::Note { subject, text: text.into(), who: "陈立".into() }).unwrap();
}

fn flip_entry(disk: &MemoryDisk, id: &StoreId, number: u32) {
    disk.database(id).borrow_mut().journal.get_mut(&number).unwrap()[5] ^= 1;
}

/// How many entries are said to be unreadable.
fn lost_entries(app: &mut App) -> u32 {
    status(app).damaged.iter().map(|page| page.rows).sum()
}

// Two tabs.

#[test]
fn of_two_tabs_without_locks_none_loses_what_it_was_told_is_saved() {
    let disk = MemoryDisk::default();
    disk.do_without_locks();
    let mut first = App::on(disk.clone());
    let mut second = App::on(disk.clone());
    let (name, bytes) = leads("甲.csv", 0, 1500);
    first.stage(0, &name, &bytes, Vec::new());
    let (name, bytes) = leads("乙.csv", 5000, 6500);
    second.stage(0, &name, &bytes, Vec::new());
    // The second tab opened last and owns the store; pages the first wrote for its refused import change nothing.
    assert_eq!(first.command(Command::Import), Err(Trouble::TakenOver));
    assert!(second.command(Command::Import).is_ok());
    assert_eq!(first.command(Command::RenameStore { name: "甲".into() }), Err(Trouble::TakenOver));
    drop(close(first));
    let mut again = App::on(close(second));
    assert_eq!(rows(&mut again), 1500);
    assert!(csv(&mut again, Kind::Leads).contains("XS05000"));
    assert!(status(&mut again).damaged.is_empty());
}

#[test]
fn a_sweep_between_writing_and_committing_costs_the_import_and_nothing_else() {
    let disk = MemoryDisk::default();
    disk.do_without_locks();
    let mut first = App::on(disk.clone());
    first.import(&[leads("甲.csv", 0, 1500)]);
    let mut second = App::on(disk.clone());
    second.import(&[leads("乙.csv", 5000, 6500)]);
    let (name, bytes) = leads("丙.csv", 7000, 7100);
    first.stage(0, &name, &bytes, Vec::new());
    assert_eq!(first.command(Command::Import), Err(Trouble::TakenOver));
    // It can take the store over again, and then continues from the other's commits.
    first.command(Command::TakeOver(None)).unwrap();
    assert_eq!(rows(&mut first), 3000);
    assert_eq!(second.command(Command::UndoImport), Err(Trouble::TakenOver));
    first.import(&[leads("丙.csv", 7000, 7100)]);
    drop(close(second));
    assert_eq!(rows(&mut first.reload()), 3100);
}

// Damage.

#[test]
fn a_damaged_page_is_told_with_its_rows_and_files_and_the_rest_works() {
    let (app, id) = filled();
    damage_page(&app.disk, &id, 0);
    let mut app = app.reload();
    let damaged = status(&mut app).damaged;
    assert_eq!(damaged.len(), 1);
    assert_eq!((damaged[0].kind, damaged[0].rows, damaged[0].newer), (Some(Kind::Leads), 1024, false));
    assert_eq!(damaged[0].files, ["一月.csv"]);
    assert_eq!(csv(&mut app, Kind::Leads).lines().count(), 1 + 2500 - 1024, "what is readable can be taken out");
    assert_eq!(csv(&mut app, Kind::Services).lines().count(), 31);
    // Another file, a new name, an undo: all of them work, and the missing rows stay missing.
    app.import(&[leads("三月.csv", 3000, 3010)]);
    app.command(Command::RenameStore { name: "城西店".into() }).unwrap();
    assert_eq!(status(&mut app).damaged.len(), 1);
    let mut app = app.reload();
    assert_eq!(status(&mut app).damaged.len(), 1);
    assert_eq!(rows(&mut app), 2500 - 1024 + 30 + 10);
    app.command(Command::UndoImport).unwrap();
    assert_eq!(rows(&mut app), 2500 - 1024 + 30);
}

#[test]
fn the_file_imported_again_repairs_and_another_does_not() {
    let (app, id) = filled();
    let mut before: Vec<String> = csv(&mut app.reload(), Kind::Leads).lines().map(str::to_owned).collect();
    let (app, id_again) = filled();
    assert_eq!(id.0.len(), id_again.0.len());
    damage_page(&app.disk, &id_again, 0);
    let mut app = app.reload();
    app.import(&[leads("二月.csv", 2000, 2500)]);
    assert_eq!(status(&mut app).damaged.len(), 1, "not the file it came from");
    app.import(&[leads("一月.csv", 0, 900)]);
    assert_eq!(status(&mut app).damaged.len(), 1, "not all of that file");
    assert_eq!(app.import(&[leads("一月(1).csv", 0, 2000)]).0, 1024 - 900, "known by its rows, not by its name");
    assert!(status(&mut app).damaged.is_empty());
    let mut app = app.reload();
    assert!(status(&mut app).damaged.is_empty());
    let mut after: Vec<String> = csv(&mut app, Kind::Leads).lines().map(str::to_owned).collect();
    before.sort();
    after.sort();
    assert_eq!(after, before);
}

#[test]
fn a_file_that_is_wholly_lost_is_known_by_name_and_size() {
    let mut app = App::new();
    app.import(&[leads("一月.csv", 0, 40)]);
    let id = status(&mut app).id;
    app.disk.database(&id).borrow_mut().pages.clear();
    let mut app = app.reload();
    assert_eq!(status(&mut app).damaged[0].files, ["一月.csv"]);
    app.import(&[leads("一月.csv", 0, 30)]);
    assert_eq!(status(&mut app).damaged.len(), 1);
    app.import(&[leads("一月.csv", 0, 40)]);
    assert!(status(&mut app).damaged.is_empty());
    assert_eq!(rows(&mut app.reload()), 40);
}

#[test]
fn one_page_of_a_newer_format_does_not_lock_the_others_away() {
    let (app, id) = filled();
    let database = app.disk.database(&id);
    database.borrow_mut().pages.values_mut().next().unwrap()[2] += 1;
    let mut app = app.reload();
    assert!(status(&mut app).damaged[0].newer);
    assert_eq!(rows(&mut app), 2530 - 1024);
    app.import(&[leads("一月.csv", 0, 2000)]);
    assert!(status(&mut app).damaged[0].newer, "it is kept for the version that can read it");
    let bytes = database.borrow().pages.values().next().unwrap()[2];
    assert_eq!(bytes, 65);
}

#[test]
fn entries_that_cannot_be_read_stay_told_after_an_import() {
    let mut app = App::new();
    app.import(&[leads("一月.csv", 0, 3)]);
    note(&mut app, "一");
    let id = status(&mut app).id;
    let last = *app.disk.database(&id).borrow().journal.keys().last().unwrap();
    note(&mut app, "二");
    flip_entry(&app.disk, &id, last);
    let mut app = app.reload();
    assert_eq!(lost_entries(&mut app), 1);
    app.import(&[leads("二月.csv", 3, 5)]);
    let mut app = app.reload();
    assert_eq!(lost_entries(&mut app), 1);
    assert_eq!(csv(&mut app, Kind::Notes).lines().count(), 2, "the other one is there");
}

#[test]
fn an_undo_of_which_the_entry_is_damaged_is_told() {
    let mut app = App::new();
    app.import(&[leads("一月.csv", 0, 3)]);
    note(&mut app, "一");
    let id = status(&mut app).id;
    let last = *app.disk.database(&id).borrow().journal.keys().last().unwrap();
    // The note goes into a page, and is taken back afterwards.
    app.import(&[leads("二月.csv", 3, 5)]);
    app.command(Command::Undo(None)).unwrap();
    flip_entry(&app.disk, &id, last);
    let mut app = app.reload();
    assert_eq!(lost_entries(&mut app), 1);
    app.import(&[leads("三月.csv", 5, 7)]);
    assert_eq!(lost_entries(&mut app.reload()), 1);
}

#[test]
fn taking_an_import_back_leaves_the_damage_to_what_people_wrote() {
    let mut app = App::new();
    app.import(&[leads("一月.csv", 0, 3)]);
    note(&mut app, "一");
    app.import(&[leads("二月.csv", 3, 5)]);
    let id = status(&mut app).id;
    // A page says its table: the tenth is of notes.
    app.disk.database(&id).borrow_mut().pages.retain(|_, page| page[3] != 10);
    let mut app = app.reload();
    let told = status(&mut app).damaged;
    assert_eq!((told.len(), told[0].kind, told[0].rows), (1, Some(Kind::Notes), 1));
    app.command(Command::UndoImport).unwrap();
    assert_eq!(status(&mut app).damaged, told);
    note(&mut app, "二");
    app.import(&[leads("三月.csv", 5, 7)]);
    let mut app = app.reload();
    assert_eq!(status(&mut app).damaged, told);
    assert_eq!(csv(&mut app, Kind::Notes).lines().count(), 2);
}

// The list of stores.

#[test]
fn a_damaged_list_of_stores_is_made_again() {
    let (mut app, _) = filled();
    app.command(Command::CreateStore { name: "分店".into() }).unwrap();
    let disk = close(app);
    let whole = {
        let mut bytes = Vec::new();
        disk.change_notebook(|notebook| bytes = notebook.registry.clone().unwrap());
        bytes
    };
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 0x40;
        disk.change_notebook(|notebook| notebook.registry = Some(changed));
        let mut app = App::on(disk.clone());
        let mut found = names(&mut app);
        found.sort();
        assert_eq!(found, ["分店", "城东店"], "byte {at}");
        disk.change_notebook(|notebook| notebook.registry = Some(whole.clone()));
        drop(close(app));
    }
}

#[test]
fn a_damaged_format_of_the_list_is_no_newer_one() {
    let (mut app, _) = filled();
    app.command(Command::CreateStore { name: "分店".into() }).unwrap();
    let disk = close(app);
    disk.change_notebook(|notebook| notebook.registry.as_mut().unwrap()[0] = 9);
    let outcome = tab(&disk).command(Command::Begin { remembered: None }).unwrap();
    assert!(matches!(outcome, Outcome::Store(status) if status.list_rebuilt));
    let outcome = tab(&disk).command(Command::Begin { remembered: None }).unwrap();
    assert!(matches!(outcome, Outcome::Store(status) if !status.list_rebuilt), "it is written again");
}

#[test]
fn a_list_that_is_gone_is_no_first_visit() {
    let (app, id) = filled();
    let disk = close(app);
    disk.change_notebook(|notebook| *notebook = Default::default());
    let mut app = tab(&disk);
    let outcome = app.command(Command::Begin { remembered: Some(id.clone()) }).unwrap();
    let Outcome::Store(status) = outcome else { panic!("{outcome:?}") };
    assert!(status.list_rebuilt);
    assert_eq!((status.id, status.name.as_str()), (id, "城东店"));
    assert_eq!(rows(&mut app), 2530);
    app.import(&[leads("三月.csv", 3000, 3010)]);
    let mut again = app.reload();
    assert!(!self::status(&mut again).list_rebuilt, "said once");
    assert_eq!(names(&mut again), ["城东店"]);
}

#[test]
fn nothing_that_is_damaged_keeps_everything_from_being_deleted() {
    let (app, id) = filled();
    let disk = close(app);
    disk.change_notebook(|notebook| notebook.registry = Some(b"x".to_vec()));
    disk.database(&id).borrow_mut().manifest = Some(b"y".to_vec());
    let mut app = tab(&disk);
    assert!(matches!(app.command(Command::OpenStore(None)), Err(Trouble::StoreDamaged { .. })));
    assert_eq!(app.command(Command::DeleteEverything), Ok(Outcome::Erased { left: vec![] }));
    assert!(!disk.has(&id));
}

// The manifest.

#[test]
fn a_damaged_manifest_offers_the_one_before() {
    let (app, id) = filled();
    let disk = close(app);
    let last = disk.database(&id).borrow_mut().manifest.as_mut().map(|bytes| *bytes.last_mut().unwrap() ^= 1);
    assert!(last.is_some());
    let Err(Trouble::StoreDamaged { store, previous: Some(previous) }) = try_open(&disk) else { panic!() };
    assert_eq!((&store, previous.rows), (&id, 2030));
    let mut app = tab(&disk);
    app.command(Command::Recover { store, way: Recovery::Previous }).unwrap();
    assert_eq!(rows(&mut app), 2030);
    app.import(&[leads("二月.csv", 2000, 2500)]);
    let mut app = app.reload();
    assert_eq!((rows(&mut app), status(&mut app).name.as_str()), (2530, "城东店"));
}

#[test]
fn the_one_before_has_what_people_wrote_since() {
    let mut app = App::new();
    app.import(&[leads("一月.csv", 0, 3)]);
    // The first entry is the one that a new manifest is written for.
    note(&mut app, "一");
    note(&mut app, "二");
    let written = csv(&mut app, Kind::Notes);
    let id = status(&mut app).id;
    let disk = close(app);
    disk.database(&id).borrow_mut().manifest = Some(vec![1, 2, 3]);
    let mut app = tab(&disk);
    app.command(Command::Recover { store: id, way: Recovery::Previous }).unwrap();
    assert_eq!(csv(&mut app, Kind::Notes), written);
    assert_eq!(csv(&mut app.reload(), Kind::Notes), written);
}

#[test]
fn without_one_before_the_store_is_rebuilt_from_its_pages() {
    let (mut app, id) = filled();
    let mut before = csv(&mut app, Kind::Leads).lines().map(str::to_owned).collect::<Vec<_>>();
    let View::Coverage(coverage) = app.query(Query::Coverage) else { unreachable!() };
    let disk = close(app);
    {
        let database = disk.database(&id);
        let mut database = database.borrow_mut();
        (database.manifest, database.previous) = (Some(vec![1, 2, 3]), None);
    }
    assert_eq!(try_open(&disk), Err(Trouble::StoreDamaged { store: id.clone(), previous: None }));
    let mut app = tab(&disk);
    app.command(Command::Recover { store: id.clone(), way: Recovery::Readable }).unwrap();
    let mut app = app.reload();
    let mut after = csv(&mut app, Kind::Leads).lines().map(str::to_owned).collect::<Vec<_>>();
    before.sort();
    after.sort();
    assert_eq!(after, before);
    assert_eq!(status(&mut app).name, "城东店", "as the list of stores has it");
    let View::Coverage(again) = app.query(Query::Coverage) else { unreachable!() };
    assert_eq!(again.customers, coverage.customers);
    assert_eq!(app.import(&[leads("一月.csv", 0, 2000)]), (0, 0, 2000, 0));
}

#[test]
fn an_older_state_put_back_is_said() {
    let (mut app, id) = filled();
    let put_aside = app.disk.database(&id).borrow().clone();
    app.import(&[leads("三月.csv", 3000, 3010)]);
    let disk = close(app);
    *disk.database(&id).borrow_mut() = put_aside;
    let Err(Trouble::StoreOlder(state)) = try_open(&disk) else { panic!() };
    assert_eq!(state.rows, 2530);
    let mut app = tab(&disk);
    app.command(Command::Recover { store: id, way: Recovery::AsItIs }).unwrap();
    assert_eq!(rows(&mut app.reload()), 2530);
}

// Full disks.

#[test]
fn a_full_disk_does_not_keep_anybody_from_reading() {
    let (app, _) = filled();
    let disk = close(app);
    disk.fail_after(Some(0));
    let mut app = App::on(disk.clone());
    assert_eq!(rows(&mut app), 2530);
    assert_eq!(app.command(Command::RenameStore { name: "甲".into() }), Err(Trouble::QuotaExceeded));
    assert_eq!(status(&mut app).name, "城东店");
    disk.fail_after(None);
    app.command(Command::RenameStore { name: "甲".into() }).unwrap();
    assert_eq!(status(&mut app.reload()).name, "甲");
}

#[test]
fn stores_that_cannot_be_listed_are_neither_missing_nor_a_first_visit() {
    let (mut app, id) = filled();
    app.disk.hide_notebook(true);
    // The open store keeps working, and nothing is reported as deleted that nobody could list.
    app.command(Command::RenameStore { name: "甲".into() }).unwrap();
    assert_eq!(rows(&mut app), 2530);
    assert_eq!(app.command(Command::DeleteEverything), Err(Trouble::DiskRefused));
    assert!(app.disk.has(&id));
    let disk = close(app);
    for remembered in [None, Some(id.clone())] {
        assert_eq!(tab(&disk).command(Command::Begin { remembered }).unwrap_err(), Trouble::DiskRefused);
    }
    disk.hide_notebook(false);
    let mut app = App::on(disk);
    assert_eq!((names(&mut app), rows(&mut app)), (vec!["甲".to_owned()], 2530));
}

#[test]
fn a_store_is_deleted_to_make_room_where_there_is_none() {
    let (mut app, id) = filled();
    app.command(Command::CreateStore { name: "分店".into() }).unwrap();
    app.disk.fail_after(Some(0));
    let outcome = app.command(Command::DeleteStore(id.clone()));
    assert!(matches!(outcome, Ok(Outcome::Deleted { left: false, .. })), "{outcome:?}");
    assert!(!app.disk.has(&id));
    app.disk.fail_after(None);
    assert_eq!(names(&mut app.reload()), ["分店"]);
}

/// Lets each step of deleting a store fail in turn: the store is there or gone, and the answer says which.
#[test]
fn a_deletion_says_what_is_so() {
    for writes in 0..6 {
        let (mut app, id) = filled();
        app.command(Command::CreateStore { name: "分店".into() }).unwrap();
        app.disk.fail_after(Some(writes));
        let outcome = app.command(Command::DeleteStore(id.clone()));
        let is_there = app.disk.has(&id);
        app.disk.fail_after(None);
        assert_eq!(outcome.is_err(), is_there, "{writes} writes: {outcome:?}");
        let mut again = app.reload();
        assert_eq!(names(&mut again).contains(&"城东店".to_owned()), is_there, "{writes} writes");
    }
}

#[test]
fn a_deletion_that_another_tab_blocks_is_finished_later() {
    let (mut app, id) = filled();
    app.command(Command::CreateStore { name: "分店".into() }).unwrap();
    app.disk.block_deletions(true);
    assert!(matches!(app.command(Command::DeleteStore(id.clone())), Ok(Outcome::Deleted { left: true, .. })));
    assert_eq!(names(&mut app), ["分店"]);
    let mut app = tab(&close(app));
    app.command(Command::Begin { remembered: None }).unwrap();
    assert_eq!(names(&mut app), ["分店"], "it does not come back");
    app.disk.block_deletions(false);
    let mut app = tab(&close(app));
    app.command(Command::Begin { remembered: None }).unwrap();
    assert!(!app.disk.has(&id));
    assert_eq!(names(&mut app), ["分店"]);
}

#[test]
fn deleting_everything_says_what_remains_and_asks_other_tabs_first() {
    let (mut app, id) = filled();
    app.command(Command::CreateStore { name: "分店".into() }).unwrap();
    let mut other = tab(&app.disk);
    other.command(Command::OpenStore(Some(id.clone()))).unwrap();
    assert_eq!(app.command(Command::DeleteEverything), Err(Trouble::OpenElsewhere));
    assert!(app.disk.has(&id));
    drop(close(other));
    app.disk.block_deletions(true);
    let Ok(Outcome::Erased { mut left }) = app.command(Command::DeleteEverything) else { panic!() };
    left.sort();
    assert_eq!(left, ["分店", "城东店"]);
    app.disk.block_deletions(false);
    let mut app = tab(&close(app));
    app.command(Command::Begin { remembered: None }).unwrap();
    assert!(!app.disk.has(&id));
    assert_eq!(names(&mut app), [""]);
}

// Eviction.

#[test]
fn everything_removed_by_the_browser_is_no_first_visit() {
    let (app, id) = filled();
    let disk = close(app);
    disk.evict(&id);
    disk.change_notebook(|notebook| *notebook = Default::default());
    assert_eq!(tab(&disk).command(Command::Begin { remembered: Some(id) }), Err(Trouble::Vanished));
    assert!(matches!(tab(&disk).command(Command::Begin { remembered: None }), Ok(Outcome::Store(_))));
    let demo = Some(StoreId("demo".into()));
    assert!(matches!(tab(&disk).command(Command::Begin { remembered: demo }), Ok(Outcome::Store(_))));
}

#[test]
fn what_is_still_in_memory_is_written_anew() {
    let (mut app, id) = filled();
    let before = csv(&mut app, Kind::Leads);
    app.disk.evict(&id);
    assert_eq!(app.command(Command::RenameStore { name: "甲".into() }), Err(Trouble::Vanished));
    assert_eq!(csv(&mut app, Kind::Leads), before, "it can be taken out");
    app.disk.fail_after(Some(2));
    assert_eq!(app.command(Command::WriteAnew), Err(Trouble::QuotaExceeded));
    app.disk.fail_after(None);
    app.command(Command::WriteAnew).unwrap();
    let mut app = app.reload();
    assert_eq!((csv(&mut app, Kind::Leads), status(&mut app).name.as_str()), (before, "城东店"));
}

#[test]
fn what_went_with_the_database_cannot_be_taken_back() {
    let mut app = App::new();
    app.import(&[leads("一月.csv", 0, 3)]);
    note(&mut app, "一");
    let written = csv(&mut app, Kind::Notes);
    let id = status(&mut app).id;
    app.disk.evict(&id);
    app.command(Command::WriteAnew).unwrap();
    assert_eq!(app.command(Command::Undo(None)), Err(Trouble::NothingToUndo));
    let mut app = app.reload();
    assert_eq!(csv(&mut app, Kind::Notes), written);
    assert_eq!(app.command(Command::Undo(None)), Err(Trouble::NothingToUndo));
}

#[test]
fn a_store_half_written_anew_takes_no_changes() {
    let (mut app, id) = filled();
    let before = csv(&mut app, Kind::Leads);
    app.disk.evict(&id);
    app.disk.fail_after(Some(1));
    assert_eq!(app.command(Command::WriteAnew), Err(Trouble::QuotaExceeded));
    app.disk.fail_after(None);
    assert_eq!(app.command(Command::RenameStore { name: "甲".into() }), Err(Trouble::Vanished));
    let subject = first(&mut app);
    let note = Command::Note { subject, text: "一".into(), who: "陈立".into() };
    assert_eq!(app.command(note), Err(Trouble::Vanished));
    assert_eq!(csv(&mut app, Kind::Leads), before);
    let disk = close(app);
    assert_eq!(try_open(&disk), Err(Trouble::Vanished));
}

#[test]
fn an_emptied_store_without_rows_is_not_taken_for_a_new_one() {
    let mut app = App::new();
    app.command(Command::SetLevelPreset(LevelPreset::Third)).unwrap();
    let id = status(&mut app).id;
    let disk = close(app);
    *disk.database(&id).borrow_mut() = Default::default();
    assert_eq!(try_open(&disk), Err(Trouble::Vanished));
}

// A kill in the middle.

#[test]
fn a_store_created_before_a_kill_is_the_one_that_opens() {
    let (mut app, id) = filled();
    app.command(Command::CreateStore { name: "分店".into() }).unwrap();
    let mut app = tab(&close(app));
    // The page's own memory may be older than the disk.
    app.command(Command::Begin { remembered: Some(id) }).unwrap();
    assert_eq!(status(&mut app).name, "分店");
}

#[test]
fn a_store_that_could_not_be_created_leaves_nothing() {
    for writes in 0..4 {
        let (mut app, _) = filled();
        app.disk.fail_after(Some(writes));
        let created = app.command(Command::CreateStore { name: "分店".into() });
        app.disk.fail_after(None);
        assert_eq!(rows(&mut app) == 2530, created.is_err(), "{writes} writes");
        let mut again = app.reload();
        assert_eq!(names(&mut again).contains(&"分店".to_owned()), created.is_ok(), "{writes} writes");
    }
}

#[test]
fn what_is_taken_out_can_be_imported_again() {
    let (mut app, _) = filled();
    let taken: Vec<_> =
        [Kind::Leads, Kind::Services].map(|kind| (format!("{kind:?}.csv"), csv(&mut app, kind).into_bytes())).to_vec();
    assert_eq!(app.import(&taken), (0, 0, 2530, 0));
    let mut other = App::new();
    assert_eq!(other.import(&taken), (2530, 0, 0, 0));
    assert_eq!(csv(&mut other, Kind::Leads), csv(&mut app, Kind::Leads));
}
