//! Stores of the first page format become stores of columns with an import, whatever happens on the way: killed at any write, without
//! room for both, taken back. What a newer program wrote into columns of its own outlives a change by this one.

use crate::{
    backups::state,
    released::{VERSIONS, figures, more, opened, status},
    support::App,
};
use benyuan::{
    columnar::{Page, PageWriter, Tag},
    engine::Engine,
    model::ids::StoreId,
    protocol::{
        command::{Command, Recovery, Trouble},
        query::Query,
        view::View,
    },
};
use xxhash_rust::xxh3::xxh3_64;

/// Of the pages that there are, how many stand in columns, and how many in rows. Notes are neither.
fn formats(app: &mut App) -> (usize, usize) {
    let id = status(app).id;
    let database = app.disk.database(&id);
    let database = database.borrow();
    let rows: Vec<u8> = database.pages.values().filter(|page| page[3] != 7).map(|page| page[2]).collect();
    let in_columns = rows.iter().filter(|format| **format == 64).count();
    (in_columns, rows.len() - in_columns)
}

fn manifest(app: &mut App) -> u8 {
    let id = status(app).id;
    app.disk.database(&id).borrow().manifest.as_ref().unwrap()[0]
}

/// One lead more than the captured store has.
fn another() -> (String, Vec<u8>) {
    let text = "线索ID,客户姓名,手机号,线索创建时间,线索评级\nZZ9,补录丙,13900990009,2026-10-22 10:00,B\n";
    ("又一条.csv".to_owned(), text.as_bytes().to_vec())
}

#[test]
fn an_import_writes_every_page_anew_and_its_undo_goes_back() {
    for version in &VERSIONS[..1] {
        let mut app = opened(version);
        let before = figures(&mut app);
        let (_, early) = formats(&mut app);
        assert!(early > 40 && manifest(&mut app) == 1);
        app.command(Command::RenameStore { name: "城西店".into() }).unwrap();
        assert_eq!(manifest(&mut app), 1, "a name is no reason to shut older versions out");
        assert_eq!(app.import(&[another()]).0, 1);
        assert_eq!(manifest(&mut app), 3);
        let (columns, _) = formats(&mut app);
        // The page that an undo would go back to is not needed any more.
        assert_eq!(columns, early - 1, "a page takes as many rows as before");
        let mut app = app.reload();
        app.command(Command::UndoImport).unwrap();
        assert!(figures(&mut app) == before && figures(&mut app.reload()) == before);
    }
}

#[test]
fn killed_at_any_write_the_store_opens_as_it_was() {
    let version = VERSIONS[0];
    let mut as_it_was = opened(version);
    let id = status(&mut as_it_was).id;
    let (before, held) = (figures(&mut as_it_was), state(&as_it_was.disk, &id));
    for writes in 0.. {
        let mut app = opened(version);
        let (name, bytes) = another();
        app.stage(0, &name, &bytes, Vec::new());
        app.disk.fail_after(Some(writes));
        let outcome = app.command(Command::Import);
        app.disk.fail_after(None);
        if outcome.is_ok() {
            assert!(writes > 3, "{writes}");
            return;
        }
        let mut app = app.reload();
        assert!(status(&mut app).damaged.is_empty(), "killed after {writes} writes");
        assert_eq!(state(&app.disk, &id), held, "killed after {writes} writes");
        assert!(figures(&mut app) == before, "killed after {writes} writes");
    }
}

/// Room for what is new, and not for everything once more.
#[test]
fn without_room_for_both_an_import_writes_only_what_is_new() {
    let mut app = opened(VERSIONS[0]);
    let id = status(&mut app).id;
    let held: usize = app.disk.database(&id).borrow().pages.values().map(Vec::len).sum();
    let (_, early) = formats(&mut app);
    app.disk.has_room_for(Some(held + 300_000));
    assert_eq!(app.import(&[another()]).0, 1);
    let mut app = app.reload();
    assert!(status(&mut app).damaged.is_empty());
    let (columns, rows) = formats(&mut app);
    assert!((1..=2).contains(&columns) && rows == early, "{columns} in columns, {rows} of {early} in rows");
    app.disk.has_room_for(None);
    let wanted = figures(&mut app);
    assert_eq!(
        app.import(&[(
            "再一条.csv".to_owned(),
            String::from_utf8(another().1).unwrap().replace("ZZ9", "ZZ8").into_bytes()
        )])
        .0,
        1
    );
    let (columns, _) = formats(&mut app);
    assert!(columns >= early);
    app.command(Command::UndoImport).unwrap();
    assert!(figures(&mut app) == wanted);
}

#[test]
fn without_any_room_an_import_fails_and_nothing_changes() {
    let mut app = opened(VERSIONS[0]);
    let before = figures(&mut app);
    app.disk.has_room_for(Some(0));
    let (name, bytes) = more();
    app.stage(0, &name, &bytes, Vec::new());
    let (name, bytes) = another();
    app.stage(1, &name, &bytes, Vec::new());
    assert_eq!(app.command(Command::Import).map(|_| ()), Err(Trouble::QuotaExceeded));
    app.disk.has_room_for(None);
    assert!(figures(&mut app) == before && figures(&mut app.reload()) == before);
}

/// A newer program's column, in every page of leads.
#[test]
fn columns_of_a_newer_program_outlive_a_change() {
    const NEWER: Tag = Tag(900);
    let mut app = App::new();
    let lead =
        |number: u32, level: &str| format!("XS{number:05},客户{number},139{number:08},2026-09-01 10:00,{level}\n");
    let file = |level: &str, rows: u32| {
        let header = "线索ID,客户姓名,手机号,线索创建时间,线索评级\n".to_owned();
        let text = (0..rows).fold(header, |text, row| text + &lead(row, if row == 5 { level } else { "B" }));
        ("线索.csv".to_owned(), text.into_bytes())
    };
    app.import(&[file("B", 1500)]);
    let id = status(&mut app).id;
    let database = app.disk.database(&id);
    for page in database.borrow_mut().pages.values_mut().filter(|page| page[3] == 0) {
        let rows = Page::open(page[16..].to_vec()).unwrap();
        let mut writer = PageWriter::new();
        for row in rows.rows() {
            writer.begin_row();
            writer.copy_row(row, |_| true);
            writer.text(NEWER, &format!("n{}", row.text(Tag(16)).unwrap()));
        }
        page.truncate(16);
        page.extend(writer.finish());
        let hash = xxh3_64(&page[16..]).to_le_bytes();
        page[8..16].copy_from_slice(&hash);
    }
    // The manifest names the pages by their hashes: it is put together anew from the pages.
    database.borrow_mut().manifest = None;
    drop(database);
    let mut app = salvaged(app, &id);
    assert_eq!(app.import(&[file("H", 1501)]), (1, 1, 1499, 0));
    let database = app.disk.database(&id);
    let found: Vec<(String, Option<String>)> = latest(&database.borrow().pages);
    assert_eq!(found.len(), 1501);
    for (code, newer) in &found {
        let expected = (code != "XS01500").then(|| format!("n{code}"));
        assert_eq!(newer, &expected, "{code}");
    }

    fn latest(pages: &std::collections::BTreeMap<u32, Vec<u8>>) -> Vec<(String, Option<String>)> {
        let mut found = std::collections::BTreeMap::new();
        for page in pages.values().filter(|page| page[3] == 0) {
            for row in Page::open(page[16..].to_vec()).unwrap().rows() {
                found.insert(row.text(Tag(16)).unwrap().to_owned(), row.text(NEWER).map(str::to_owned));
            }
        }
        found.into_iter().collect()
    }
}

/// The store put together from its pages.
fn salvaged(app: App, id: &StoreId) -> App {
    let App { engine, disk, today } = app;
    drop(engine);
    let mut app = App { engine: Engine::new(disk.clone()), disk, today };
    app.command(Command::Recover { store: id.clone(), way: Recovery::Readable }).unwrap();
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    assert_eq!(status.rows.iter().map(|(_, rows)| rows).sum::<u32>(), 1500);
    app
}
