//! Real header lists of dealer systems: the kind of each, and the meaning of its columns.

use super::support::{self, Never, read_file};
use benyuan::{
    exchange::{
        plan::SheetPlan,
        read::{self, Limits},
        recognise::recognise,
    },
    model::{fields::Field, rows::Row},
};
use serde_json::Value;
use std::{fs, path::PathBuf};

/// How many lists are recognised as their kind, and how many of their required columns as their field. Before headers
/// were read by their words, it was 21 of 31 lists and 153 of 235 columns.
#[derive(Default, Debug)]
struct Tally {
    lists: usize,
    kinds: usize,
    needed: usize,
    reached: usize,
    wrong: Vec<String>,
}

fn folder() -> Option<PathBuf> {
    Some(support::exports()?.parent()?.join("headers"))
}

fn plan(folder: &std::path::Path, id: &str) -> SheetPlan {
    let name = format!("{id}.csv");
    let bytes = fs::read(folder.join(&name)).unwrap();
    let raw = read::read(&name, &bytes, &Limits::default(), &mut Never).unwrap();
    recognise(&raw, &[]).sheets.remove(0)
}

fn judge(list: &Value, plan: &SheetPlan, tally: &mut Tally) {
    let id = list["id"].as_str().unwrap();
    let wanted: Vec<&str> = list["kind"].as_str().unwrap_or("None").split('/').collect();
    let kind = plan.kind.map_or("None".to_owned(), |kind| format!("{kind:?}"));
    if !wanted.contains(&kind.as_str()) {
        tally.wrong.push(format!("{id} is {kind}, not {wanted:?}"));
    }
    if wanted.contains(&"None") {
        return;
    }
    tally.lists += 1;
    tally.kinds += usize::from(wanted.contains(&kind.as_str()));
    for (header, field) in list["needed"].as_object().into_iter().flatten() {
        let field = field.as_str().unwrap();
        let own: Vec<_> = plan.columns.iter().filter(|column| column.header.trim() == header.trim()).collect();
        let has = own.iter().any(|column| column.field.is_some_and(|known| format!("{known:?}") == field));
        tally.needed += 1;
        tally.reached += usize::from(has);
        if !has {
            let known: Vec<_> = own.iter().map(|column| column.field).collect();
            tally.wrong.push(format!("{id}: {header} is {known:?}, not {field}"));
        }
    }
}

#[test]
fn real_header_lists_reach_their_kind_and_columns() {
    let Some(folder) = folder() else { return };
    let lists: Value = serde_json::from_slice(&fs::read(folder.join("real_headers.json")).unwrap()).unwrap();
    let mut tally = Tally::default();
    for list in lists.as_array().unwrap() {
        judge(list, &plan(&folder, list["id"].as_str().unwrap()), &mut tally);
    }
    assert_eq!((tally.lists, tally.kinds), (31, 31), "{tally:#?}");
    // C08 is read as a car sale, which has no mileage.
    assert_eq!(tally.wrong, ["C08: 行驶里程数 is [None], not Mileage"]);
    assert_eq!((tally.reached, tally.needed), (234, 235));
}

/// The workshop's own answer for the next service by mileage; three of the lists have it.
#[test]
fn the_next_service_has_a_mileage() {
    let Some(folder) = folder() else { return };
    for id in ["C01", "C03", "C06"] {
        let plan = plan(&folder, id);
        let column = plan.columns.iter().find(|column| column.header.trim() == "下次保养里程");
        assert_eq!(column.and_then(|column| column.field), Some(Field::NextServiceMileage), "{id}");
    }
    let cards =
        "VIN,客户姓名,车牌号,下次保养时间,下次保养里程\nLX97UL198NB583215,甲一,苏A10001,2026-12-01,\"33,000\"\n";
    let row = read_file("a.csv", cards.as_bytes()).1.remove(0).row.unwrap();
    let Row::Card(card) = row else { panic!("{row:?}") };
    assert_eq!(card.next_service_km, Some(33_000));
}
