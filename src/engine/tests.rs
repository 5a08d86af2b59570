//! Packing rows into pages: what a change rewrites and what it leaves alone. Also a demo from an older generator.

use super::{
    demo, guard,
    manifest::Manifest,
    memory::MemoryDisk,
    open_store::Drawn,
    shelf::{Rewrite, Rows, rewrite},
    store::{Disk, Opening, Store},
};
use crate::model::{
    ids::*,
    rows::{CardRow, Kind, Row},
    secret::Secret,
    tables::{ROWS_PER_PAGE, Tables, TablesWriter},
};
use std::collections::BTreeSet;

fn cards(rows: u32) -> Tables {
    let mut tables = TablesWriter::default();
    for sequence in 0..rows {
        let origin = Origin { file: FileId(0), sheet: 0, row: sequence };
        tables.push(Serial { device: 1, sequence }, origin, &Row::Card(CardRow::default()));
    }
    tables.finish()
}

/// Pages written, then rows per page in force, after some pages of so many rows became others and some were added.
fn check(rows: u32, changed: &[usize], renewed: &[u32], added: u32, written: usize, in_force: &[u32]) {
    let mut manifest = Manifest::new(StoreId("one".into()), String::new(), 1);
    let mut rewrite = |tables: &Tables, before: &Tables, renewed: &BTreeSet<u32>| -> Rewrite {
        let rows = Rows { tables, before, notes: &[], lost: &BTreeSet::new(), renewed };
        let rewritten = rewrite(&mut manifest, rows).unwrap();
        manifest.contents = rewritten.contents.clone();
        rewritten
    };
    let before = cards(rows);
    rewrite(&before, &Tables::default(), &BTreeSet::new());
    let (mut after, again) = (before.clone(), cards(rows));
    let pages = |tables: &Tables| tables.table(Kind::Cards).pages().to_vec();
    for at in changed {
        after.table_mut(Kind::Cards).replace(*at, pages(&again)[*at].clone());
    }
    pages(&cards(added)).into_iter().for_each(|page| after.table_mut(Kind::Cards).push(page));
    let second = rewrite(&after, &before, &renewed.iter().copied().collect());
    assert_eq!(second.pages.len(), written);
    let rows: Vec<u32> = second.contents.tables[6].iter().map(|entry| entry.rows).collect();
    assert_eq!(rows, in_force);
}

#[test]
fn only_touched_pages_are_written_again() {
    let full = ROWS_PER_PAGE;
    check(0, &[], &[], 3, 1, &[3]);
    check(full * 2, &[1], &[], 0, 1, &[full, full]);
    check(full, &[], &[], 1, 1, &[full, 1]);
    check(full * 2 + 1, &[0, 2], &[], full, 3, &[full, full, 1, full]);
    check(full + 5, &[], &[], 0, 0, &[full, 5]);
    check(full + 5, &[], &[1], 0, 1, &[full, 5]);
}

#[test]
fn the_demo_of_an_older_generator_is_made_anew() {
    let disk = MemoryDisk::default();
    let opening = Opening { create: true, ..Opening::default() };
    let drawn = Drawn { seed: 3, secret: Secret::draw(|| 3) };
    let open = || {
        let store = pollster::block_on(disk.open(&demo::id(), opening))?;
        pollster::block_on(demo::open(store, today(), drawn, &mut |_, _| {}))
    };
    let today_made = open().map(|open| open.manifest.clone()).unwrap();
    let older = Manifest { device: today_made.device - 1, ..today_made.clone() };
    pollster::block_on(async {
        let mut store = disk.open(&demo::id(), opening).await.unwrap();
        store.head().await.unwrap();
        store.commit(guard::sealed(&older, None, (99, Vec::new()), Vec::new()).unwrap()).await.unwrap();
    });
    let again = open().map(|open| open.manifest.clone()).unwrap();
    assert_eq!((again.device, again.revision), (today_made.device, older.revision + 1));
    let of_older: BTreeSet<u32> = today_made.pages().into_iter().collect();
    assert!(again.pages().iter().all(|page| !of_older.contains(page)), "into pages of its own");
    let there: Vec<u32> = disk.database(&demo::id()).borrow().pages.keys().copied().collect();
    assert_eq!(there, again.pages(), "the old ones are swept");
}

fn today() -> crate::time::Day {
    crate::time::Day::from_epoch_days(20_000)
}
