//! What rows are called: by an id that the row's content gives, and in addresses by a name that only the store can read.

use crate::{
    released,
    support::{App, exports, samples},
};
use benyuan::{
    columnar::{Page, Tag},
    engine::{Engine, memory::MemoryDisk, store::Disk},
    model::ids::{RowName, StoreId, SubjectRef},
    protocol::{
        command::{Command, Recovery},
        query::{ProspectPart, Query, Scope, Selection},
        view::View,
    },
};
use std::collections::{BTreeMap, BTreeSet};

const ID: Tag = Tag(5);
const HEAD: &str = "线索ID,客户姓名,手机号,线索创建时间\n";

fn leads(rows: &[(&str, &str, &str, &str)]) -> (String, Vec<u8>) {
    let line = |(number, name, phone, day): &(&str, &str, &str, &str)| format!("{number},{name},{phone},{day} 9:00\n");
    ("线索.csv".to_owned(), (HEAD.to_owned() + &rows.iter().map(line).collect::<String>()).into_bytes())
}

/// A device whose random numbers are others.
fn another_device() -> App {
    let disk = MemoryDisk::default();
    (0..5).for_each(|_| {
        disk.random();
    });
    App::on(disk)
}

fn store(app: &mut App) -> StoreId {
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    status.id
}

/// The ids of the rows on disk in pages that were not replaced, by table, with the line of each in its file.
fn ids(app: &mut App) -> BTreeMap<u8, Vec<i64>> {
    let id = store(app);
    let database = app.disk.database(&id);
    let mut ids: BTreeMap<u8, Vec<i64>> = BTreeMap::new();
    for page in database.borrow().pages.values().filter(|page| page[2] == 64) {
        let Ok(rows) = Page::open(page[16..].to_vec()) else { continue };
        ids.entry(page[3]).or_default().extend(rows.rows().filter_map(|row| row.int(ID)));
    }
    ids.values_mut().for_each(|ids| ids.sort_unstable());
    ids
}

/// Everybody whom lists name, with their addresses.
fn subjects(app: &mut App) -> Vec<(String, SubjectRef)> {
    let prospects = Selection::Prospects { level: None, part: ProspectPart::All };
    let owners = Selection::Owners { stage: None, activity: None };
    let mut found = Vec::new();
    for selection in [Selection::Everybody, prospects, owners, Selection::StageUnknown(None)] {
        let list = Query::List { selection, scope: Scope::default(), sort: None, offset: 0, limit: 40 };
        let View::List(list) = app.query(list) else { unreachable!() };
        found.extend(list.rows.into_iter().map(|row| (row.name, row.subject)));
    }
    found
}

fn name(app: &mut App, subject: SubjectRef) -> Option<String> {
    let View::Record(record) = app.query(Query::Record { subject, scope: Scope::default() }) else { unreachable!() };
    record.map(|record| record.name.clone())
}

fn is_sealed((_, subject): &(String, SubjectRef)) -> bool {
    matches!(subject.row, RowName::Sealed(_))
}

#[test]
fn the_same_files_give_the_same_ids_on_every_device() {
    let Some(samples) = samples() else { return };
    let (mut one, mut other) = (App::new(), another_device());
    one.import(&samples);
    // One by one, from the last to the first.
    for file in samples.iter().rev() {
        other.import(std::slice::from_ref(file));
    }
    let distinct = |ids: Vec<i64>| ids.into_iter().collect::<BTreeSet<_>>();
    let (ours, theirs) = (ids(&mut one), ids(&mut other));
    for ((table, ours), theirs) in ours.into_iter().zip(theirs.into_values()) {
        let rows = ours.len();
        let ours = distinct(ours);
        assert_eq!(ours.len(), rows, "table {table}: two rows have one id");
        assert!(ours == distinct(theirs), "table {table}");
    }
    let names: Vec<(String, SubjectRef)> = subjects(&mut one);
    assert!(names.iter().all(is_sealed));
    for (_, subject) in names.into_iter().take(20) {
        assert_eq!(name(&mut other, subject), None, "an address of another store");
    }
}

/// Two orders of one customer, car and day, and nothing to tell them apart.
#[test]
fn rows_that_say_the_same_have_ids_of_their_own() {
    let orders = "接待日期,客户名称,客户电话,车架号,业务类型\n".to_owned()
        + &"2026-05-04,王一,13900000001,LX9TW8ES3TB106465,保养\n".repeat(3);
    let mut app = App::new();
    assert_eq!(app.import(&[("工单.csv".to_owned(), orders.clone().into_bytes())]).0, 3);
    let before = ids(&mut app);
    let distinct: BTreeSet<i64> = before.values().flatten().copied().collect();
    assert_eq!(distinct.len(), 3);
    let mut other = another_device();
    other.import(&[("别名.csv".to_owned(), orders.into_bytes())]);
    assert_eq!(ids(&mut other), before);
}

/// As first seen: what a later file adds changes no id and no address.
#[test]
fn an_address_outlives_what_is_learnt_later_and_an_undo() {
    let mut app = App::new();
    let first = leads(&[("L1", "王一", "13900000001", "2026-06-01"), ("L2", "李二", "", "2026-06-02")]);
    app.import(std::slice::from_ref(&first));
    let (before, named) = (ids(&mut app), subjects(&mut app));
    assert!(named.len() >= 2 && named.iter().all(is_sealed));
    app.import(&[leads(&[("L2", "李二", "13900000002", "2026-06-02")])]);
    app.command(Command::UndoImport).unwrap();
    app.import(&[leads(&[("L3", "赵三", "13900000003", "2026-06-03"), ("L2", "李二", "13900000002", "2026-06-02")])]);
    let mut app = app.reload();
    for (whose, subject) in &named {
        assert_eq!(name(&mut app, *subject).as_ref(), Some(whose));
    }
    // Without the first import, and with it again.
    let mut app = App::new();
    app.import(&[leads(&[("L9", "钱九", "13900000009", "2026-06-09")])]);
    app.import(std::slice::from_ref(&first));
    let named = subjects(&mut app);
    app.command(Command::UndoImport).unwrap();
    let gone = named.iter().filter(|(_, subject)| name(&mut app, *subject).is_none()).count();
    assert!(gone >= 2, "{gone}");
    app.import(&[first]);
    for (whose, subject) in &named {
        assert_eq!(name(&mut app, *subject).as_ref(), Some(whose), "{subject}");
    }
    assert!(before.values().flatten().all(|id| ids(&mut app).values().flatten().any(|other| other == id)));
}

/// A store from before row ids names rows by their serial numbers until an import gives it a secret.
#[test]
fn addresses_of_released_versions_find_their_customers() {
    if exports().is_none() {
        return;
    }
    for version in released::VERSIONS {
        let mut app = released::opened(version);
        let named = subjects(&mut app);
        assert!(named.iter().all(|name| is_sealed(name) == (version != released::VERSIONS[0])));
        app.import(&[leads(&[("N1", "新来甲", "13900880001", "2025-01-01")])]);
        let sealed = subjects(&mut app);
        assert!(sealed.iter().all(is_sealed));
        let mut app = app.reload();
        for (whose, subject) in named.iter().chain(&sealed) {
            assert_eq!(name(&mut app, *subject).as_ref(), Some(whose), "{version} {subject}");
        }
        app.command(Command::UndoImport).unwrap();
        for (whose, subject) in named.iter().chain(&sealed).filter(|(whose, _)| whose != "新来甲") {
            assert_eq!(name(&mut app, *subject).as_ref(), Some(whose), "{version} {subject}");
        }
    }
}

/// The secret goes with the list of pages. Another is drawn, and kept from the first change on.
#[test]
fn a_store_put_together_from_its_pages_draws_another_secret() {
    let mut app = App::new();
    app.import(&[leads(&[("L1", "王一", "13900000001", "2026-06-01")])]);
    let (id, named) = (store(&mut app), subjects(&mut app));
    app.disk.database(&id).borrow_mut().manifest = None;
    let App { engine, disk, today } = app;
    drop(engine);
    let mut app = App { engine: Engine::new(disk.clone()), disk, today };
    app.command(Command::Recover { store: id, way: Recovery::Readable }).unwrap();
    let again = subjects(&mut app);
    assert!(again.iter().all(is_sealed) && again != named);
    let mut app = app.reload();
    assert_eq!(subjects(&mut app), again);
    assert_eq!(name(&mut app, named[0].1), None);
    assert_eq!(name(&mut app, again[0].1), Some("王一".to_owned()));
}
