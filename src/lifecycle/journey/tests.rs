//! What records of a touchpoint decide, on stores of a few rows.

use super::*;
use crate::{
    analytics::{
        viewpoint::Viewpoint,
        world::{Slice, Standings, World},
    },
    columnar::PageWriter,
    lifecycle::evidence::Columns,
    model::{
        fields::fields_of,
        ids::{FileId, Origin, RowId, Serial},
        native::{ABOUT, ABOUT_KIND, DROPPED},
        rows::{FILE_KINDS, Kind, LeadRow, MarkRow, Row, SaleRow, put_serial},
        tables::{TablesWriter, finished},
        values::{Phone, Vin},
    },
    protocol::query::{NodePart, Selection},
    schema::row::Columns as _,
    time::Period,
};

/// A record about the row at a place among the store's.
#[derive(Clone, Copy)]
struct Marking {
    about: u32,
    key: &'static str,
    at: &'static str,
    done: bool,
    note: &'static str,
    dropped: bool,
}

fn mark(about: u32, key: &'static str, at: &'static str, done: bool) -> Marking {
    Marking { about, key, at, done, note: "", dropped: false }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn lead(name: &str, created: &str) -> LeadRow {
    LeadRow { name: name.into(), created: Some(day(created).moment()), ..LeadRow::default() }
}

/// A lead that took every step, so that no column of the file is empty.
fn whole_lead() -> Row {
    let at = Some(day("2025-06-01").moment());
    Row::Lead(LeadRow {
        phone: Phone::Full("13800005678".into()),
        assigned: at,
        first_contact: at,
        last_follow: at,
        first_visit: at,
        test_drive: at,
        quote: at,
        order: at,
        delivered: at,
        defeat: at,
        ..lead("全程", "2025-06-01")
    })
}

fn sale(car: u8, delivered: &str) -> Row {
    Row::Sale(SaleRow {
        name: format!("车主{car}"),
        phone: Phone::Full(format!("1390000000{car}")),
        vin: Some(Vin(format!("LX9TW8ES3TB10646{car}"))),
        delivered: Some(day(delivered)),
        ..SaleRow::default()
    })
}

fn world(rows: &[Row], marks: &[Marking]) -> World {
    let mut writer = TablesWriter::default();
    for (sequence, row) in (0..).zip(rows) {
        writer.push(Serial { device: 1, sequence }, Origin { file: FileId(0), sheet: 0, row: sequence }, row);
    }
    let mut tables = writer.finish();
    let mut page = PageWriter::new();
    for (sequence, mark) in (0..).zip(marks) {
        page.begin_row();
        put_serial(&mut page, Serial { device: 2, sequence });
        page.int(ABOUT, RowId::from(Serial { device: 1, sequence: mark.about }).0 as i64);
        page.int(ABOUT_KIND, catalogue::by_key(mark.key).unwrap().get().subject as i64);
        page.int(DROPPED, mark.dropped.into());
        row_of(mark).put(&mut page);
    }
    if let Some(page) = finished(&mut page) {
        tables.table_mut(Kind::Marks).push(page);
    }
    let mut columns = Columns::default();
    FILE_KINDS.iter().for_each(|kind| columns.add(*kind, fields_of(*kind).iter().copied()));
    World::new(tables, columns, Clocks::default())
}

fn row_of(mark: &Marking) -> MarkRow {
    MarkRow {
        at: Some(day(mark.at).moment()),
        touchpoint: Some(mark.key.into()),
        done: Some(mark.done),
        note: (!mark.note.is_empty()).then(|| mark.note.into()),
        ..MarkRow::default()
    }
}

/// Everybody's episodes at a touchpoint.
fn played(world: &World, id: TouchpointId, as_of: &str) -> Vec<Episode> {
    let (context, chosen) = (world.context(day(as_of)), Chosen::new(world.observed(), |one| one == id));
    subjects(world.book(), id.get().subject).flat_map(|one| episodes(&context, one, &chosen)).collect()
}

/// Day of entry and end, in a line each.
fn check(world: &World, key: &str, as_of: &str, expected: &[&str]) {
    let said: Vec<String> = played(world, catalogue::by_key(key).unwrap(), as_of).iter().map(line).collect();
    assert_eq!(said, expected, "{key}");
}

fn line(episode: &Episode) -> String {
    let end = match &episode.end {
        End::Open => "open".to_owned(),
        End::Passed(at) => format!("passed {at}"),
        End::Leaked(at, reason) => format!("leaked {at} {reason}").trim_end().to_owned(),
        End::Bypassed(at) => format!("bypassed {at}"),
        End::Moot(at) => format!("moot {at}"),
    };
    format!("{} {end}{}", episode.entered, if episode.recovered { ", back" } else { "" })
}

#[test]
fn a_record_passes_the_step_of_a_complaint_that_it_names() {
    let steps = ["complaint.routed", "complaint.first_answer", "complaint.cause_found", "complaint.solved"];
    let world = world(&[sale(0, "2025-01-01")], &[mark(0, "complaint.first_answer", "2026-03-01", true)]);
    for step in steps {
        let named = step == "complaint.first_answer";
        check(&world, step, "2026-04-01", if named { &["2026-03-01 passed 2026-03-01"] } else { &[] });
    }
}

#[test]
fn calls_opened_by_one_delivery_are_passed_one_by_one() {
    let rows = [sale(0, "2026-01-01"), sale(1, "2026-02-01")];
    let calls = [
        mark(0, "honeymoon.three_day_call", "2026-01-05", true),
        mark(1, "honeymoon.seven_day_call", "2026-02-09", true),
    ];
    let world = world(&rows, &calls);
    check(&world, "honeymoon.three_day_call", "2026-03-01", &["2026-01-04 passed 2026-01-05", "2026-02-04 open"]);
    check(&world, "honeymoon.seven_day_call", "2026-03-01", &["2026-02-08 passed 2026-02-09"]);
    check(&world, "honeymoon.one_month_call", "2026-03-01", &[]);
}

#[test]
fn what_was_not_done_leaks_with_its_note_and_may_be_done_later() {
    let missed = Marking { note: "无人接听", ..mark(0, "honeymoon.three_day_call", "2026-01-05", false) };
    let later = mark(0, "honeymoon.three_day_call", "2026-01-08", true);
    let rows = [sale(0, "2026-01-01")];
    let key = "honeymoon.three_day_call";
    check(&world(&rows, &[missed]), key, "2026-03-01", &["2026-01-04 leaked 2026-01-05 无人接听"]);
    let both = ["2026-01-04 leaked 2026-01-05 无人接听, back", "2026-01-08 passed 2026-01-08"];
    check(&world(&rows, &[missed, later]), key, "2026-03-01", &both);
    check(&world(&rows, &[missed, later]), key, "2026-01-06", &["2026-01-04 leaked 2026-01-05 无人接听"]);
    // Once it is done, it stays done.
    let undone = Marking { at: "2026-01-20", ..missed };
    check(&world(&rows, &[later, undone]), key, "2026-03-01", &["2026-01-04 passed 2026-01-08"]);
}

#[test]
fn a_sampled_touchpoint_has_an_episode_for_each_record() {
    let missed = Marking { note: "前台无人", ..mark(0, "visit.greeting", "2026-01-09", false) };
    let world = world(&[Row::Lead(lead("甲", "2026-01-01"))], &[mark(0, "visit.greeting", "2026-01-05", true), missed]);
    let expected = ["2026-01-05 passed 2026-01-05", "2026-01-09 leaked 2026-01-09 前台无人"];
    check(&world, "visit.greeting", "2026-02-01", &expected);
    check(&world, "visit.greeting", "2026-01-06", &expected[..1]);
    check(&world, "visit.farewell", "2026-02-01", &[]);
}

#[test]
fn a_record_in_no_occurrence_is_one_itself() {
    let world = world(&[Row::Lead(lead("甲", "2026-01-01"))], &[mark(0, "visit.thanks", "2026-01-05", true)]);
    check(&world, "visit.thanks", "2026-02-01", &["2026-01-05 passed 2026-01-05"]);
}

/// Day 2 instead of day 3: the call is not called for again.
#[test]
fn what_is_done_before_its_time_is_done() {
    let early = mark(0, "honeymoon.three_day_call", "2026-01-03", true);
    let world = world(&[sale(0, "2026-01-01")], &[early]);
    for as_of in ["2026-01-03", "2026-01-04", "2026-03-01"] {
        check(&world, "honeymoon.three_day_call", as_of, &["2026-01-03 passed 2026-01-03"]);
    }
}

#[test]
fn before_the_first_record_nobody_looked() {
    let rows = [sale(0, "2024-01-01"), sale(1, "2024-01-01"), sale(2, "2026-02-01")];
    let key = "delivery.three_in_one";
    check(&world(&rows, &[]), key, "2026-03-20", &[]);
    let world = world(&rows, &[mark(0, key, "2026-01-10", true), mark(1, key, "2026-01-12", false)]);
    assert_eq!(world.observed().since(catalogue::by_key(key).unwrap()), Some(Since::Mark(day("2026-01-10"))));
    // By the clock, the first two leaked before anybody looked; only the records speak of them.
    let expected = ["2026-01-10 passed 2026-01-10", "2026-01-12 leaked 2026-01-12", "2026-02-01 leaked 2026-03-03"];
    check(&world, key, "2026-03-20", &expected);
    check(&world, key, "2026-01-09", &[]);
}

#[test]
fn what_files_show_is_seen_as_far_back_as_before() {
    let visited =
        |name: &str, at: &str| Row::Lead(LeadRow { first_visit: Some(day(at).moment()), ..lead(name, "2026-01-01") });
    let rows = [whole_lead(), visited("甲", "2026-01-03"), visited("乙", "2026-01-05")];
    let key = "choice.same_day_drive";
    let before = played(&world(&rows, &[]), catalogue::by_key(key).unwrap(), "2026-03-01");
    let world = world(&rows, &[mark(2, key, "2026-02-01", true)]);
    assert_eq!(world.observed().since(catalogue::by_key(key).unwrap()), Some(Since::Files));
    let after = played(&world, catalogue::by_key(key).unwrap(), "2026-03-01");
    assert_eq!((before.len(), after.len()), (3, 3));
    assert_eq!(before[..2], after[..2]);
    assert_eq!((line(&before[2]), line(&after[2])), ("2026-01-05 open".into(), "2026-01-05 passed 2026-02-01".into()));
}

#[test]
fn a_step_that_a_record_names_counts_as_recorded() {
    let rows = [whole_lead(), Row::Lead(lead("甲", "2026-01-01"))];
    let came = world(&rows, &[mark(1, "visit.arrival", "2026-01-09", true)]);
    let missed = world(&rows, &[mark(1, "visit.arrival", "2026-01-09", false)]);
    let of = |world: &World| {
        let state =
            lead::lead_state(world.book(), &world.tables, OpportunityId::at(1), day("2026-02-01"), &world.clocks);
        state.map(|state| (state.reached, state.last_activity.day()))
    };
    assert_eq!(of(&came), Some((Step::Visit, day("2026-01-09"))));
    assert_eq!(of(&missed), Some((Step::Lead, day("2026-01-01"))));
}

#[test]
fn a_dropped_record_takes_no_part() {
    let rows = [sale(0, "2026-01-01")];
    let dropped = Marking { dropped: true, ..mark(0, "honeymoon.three_day_call", "2026-01-05", true) };
    let (with, without) = (world(&rows, &[dropped]), world(&rows, &[]));
    assert_eq!(with.observed(), without.observed());
    check(&with, "honeymoon.three_day_call", "2026-03-01", &[]);
    // Of two, the other still counts, and from its own day.
    let kept = mark(0, "honeymoon.three_day_call", "2026-01-09", true);
    check(&world(&rows, &[dropped, kept]), "honeymoon.three_day_call", "2026-03-01", &["2026-01-04 passed 2026-01-09"]);
}

#[test]
fn lists_hold_what_records_decide() {
    let rows = [sale(0, "2026-01-01"), sale(1, "2026-01-02")];
    let key = "delivery.car_explained";
    let world = world(&rows, &[mark(0, key, "2026-01-05", true), mark(1, key, "2026-01-06", false)]);
    let standings = Standings::new(&world, day("2026-03-01"));
    let period = Period { first: day("2026-01-01"), last: day("2026-01-31") };
    let viewpoint = Viewpoint { world: &world, standings: &standings, period, slice: Slice::default() };
    let size = |part| viewpoint.members(&Selection::Touchpoint(key.into(), part)).len();
    assert_eq!((size(NodePart::Passed), size(NodePart::Leaked), size(NodePart::Stagnant)), (1, 1, 0));
}

/// Records that are no mark decide these: time, mileage and service orders.
const BY_SERVICE_ORDERS: [&str; 5] =
    ["honeymoon.stage", "early_use.stage", "warranty.stage", "out_of_warranty.stage", "repurchase.stage"];

/// A record decides every touchpoint but the passages through stages, and leaves all others as they are.
#[test]
fn a_record_decides_the_touchpoint_it_names_and_no_other() {
    let rows = [whole_lead(), Row::Lead(lead("甲", "2026-01-28")), sale(1, "2026-01-28")];
    let plain = all_lines(&world(&rows, &[]));
    let mut exceptions = Vec::new();
    let mut wrong = Vec::new();
    for id in catalogue::ids() {
        let is_decided = match id.get().rule {
            Rule::Funnel(step) => is_step_decided(&rows, step),
            _ => {
                let [done, missed] = [true, false].map(|done| all_lines(&marked(&rows, id, done)));
                let leaves_others = (0..plain.len()).all(|at| at == id.index() || plain[at] == done[at]);
                wrong.extend((!leaves_others).then(|| format!("{} changes others", id.get().key)));
                has_end(&done[id.index()], " passed 2026-02-01") && has_end(&missed[id.index()], " leaked 2026-02-01")
            }
        };
        exceptions.extend((!is_decided).then_some(id.get().key));
    }
    assert_eq!((exceptions, wrong), (BY_SERVICE_ORDERS.to_vec(), Vec::new()));
}

/// The store with a record of a touchpoint of the lead or of the owner in it.
fn marked(rows: &[Row], id: TouchpointId, done: bool) -> World {
    let about = if id.get().subject == SubjectKind::Lead { 1 } else { 2 };
    world(rows, &[mark(about, id.get().key, "2026-02-01", done)])
}

/// Every touchpoint's episodes, in the order of the catalogue.
fn all_lines(world: &World) -> Vec<Vec<String>> {
    catalogue::ids().map(|id| played(world, id, "2026-03-01").iter().map(line).collect()).collect()
}

fn has_end(lines: &[String], end: &str) -> bool {
    lines.iter().any(|line| line.ends_with(end))
}

/// The record of the next step passes a step; the delivery is passed by its own.
fn is_step_decided(rows: &[Row], step: Step) -> bool {
    let own = mark(1, step.touchpoint(), "2026-01-29", true);
    let next = step.next().map(|next| mark(1, next.touchpoint(), "2026-02-01", true));
    let marks: Vec<Marking> = std::iter::once(own).chain(next).collect();
    let passed = if next.is_some() { " passed 2026-02-01" } else { " passed 2026-01-29" };
    has_end(&all_lines(&world(rows, &marks))[catalogue::funnel(step).index()], passed)
}
