//! Whole histories by chance: what must hold in all of them.

use super::{
    world::{RECORDS, World, said},
    *,
};
use std::collections::BTreeSet;

const HISTORIES: u64 = 10_000;

fn histories(orderly: bool, mut check: impl FnMut(World)) {
    for seed in 0..HISTORIES {
        let mut world = World::new(seed, orderly);
        let steps = 4 + world.chance.below(16);
        (0..steps).for_each(|_| world.step());
        check(world);
    }
}

#[test]
fn the_same_entries_come_to_the_same_state() {
    let (mut twins, mut undone, mut undecided, mut erased) = (0, 0, 0, 0);
    histories(false, |mut world| {
        world.meet();
        let mut all = world.made.clone();
        world.chance.shuffle(&mut all);
        let whole = fold(&all);
        for device in &world.devices {
            assert_eq!(device.state, whole);
            assert_eq!(device.entries.len(), all.len());
        }
        let mut again = whole.clone();
        all.iter().for_each(|entry| again.apply(entry));
        assert_eq!(again, whole);
        nothing_is_lost(&all, &whole);
        erased_is_gone(&whole);
        twins += usize::from(all.iter().map(|entry| entry.stamp).collect::<BTreeSet<_>>().len() < all.len());
        undone += all.iter().filter(|entry| entry.undoes.is_some()).count();
        undecided += whole.undecided().count();
        erased += RECORDS.iter().filter(|record| whole.is_erased(**record)).count();
    });
    // The histories contain what they are to try.
    assert!(twins > 500 && undone > 10_000 && undecided > 500 && erased > 500, "{twins} {undone} {undecided} {erased}");
}

/// Every value that was put or set is in the history, and what stands there is the value.
fn nothing_is_lost(all: &[Entry], state: &State) {
    for entry in all {
        for (record, tag, value) in entry.ops.iter().flat_map(written) {
            let changes = history(state, record, tag);
            let is_it = |change: &Change| change.stamp == entry.stamp && change.after == value;
            assert!(state.is_erased(record) || changes.iter().any(is_it), "{entry:?}");
            assert!(changes.is_sorted_by_key(|change| change.stamp));
            let standing =
                changes.iter().find(|change| change.stands).map(|change| (change.after.as_ref(), change.stamp));
            let written = state.written(record, tag).map(|(stamp, _)| (state.value(record, tag), stamp));
            assert_eq!(standing, written);
        }
    }
}

fn written(op: &Op) -> Vec<(RowId, Tag, Option<Value>)> {
    match op {
        Op::Put { record, cells, .. } => {
            cells.iter().map(|(tag, value)| (*record, *tag, Some(value.clone()))).collect()
        }
        Op::Set { record, tag, after, .. } => vec![(*record, *tag, after.clone())],
        _ => Vec::new(),
    }
}

/// Texts name their record; the state shows all it has in its debug text.
fn erased_is_gone(state: &State) {
    for record in RECORDS.into_iter().filter(|record| state.is_erased(*record)) {
        assert!(!format!("{state:?}").contains(&format!("<{}>", record.0)));
        assert!(TAGS.iter().all(|tag| history(state, record, *tag).is_empty()));
    }
}

#[test]
fn undo_gives_back_what_was_and_redo_what_was_done() {
    let mut whole = 0;
    histories(false, |mut world| {
        // Beyond every stamp so far, so that no copy bears the new ones.
        world.devices[0].clock.tick(1_000_000);
        let before = said(&world.devices[0].state);
        let mut last = world.act(0);
        let after = said(&world.devices[0].state);
        for step in 0..5 {
            let Ok(undone) = world.undo(0, &last) else {
                assert_eq!(step, 0, "what was undone can be done again: {last:?}");
                return;
            };
            if !undone.left.is_empty() {
                assert_eq!(step, 0, "{undone:?}");
                assert!(undone.left.iter().all(|(_, refusal)| !is_since(refusal, last.stamp)), "{undone:?}");
                return;
            }
            let now = said(&world.devices[0].state);
            assert_eq!(&now, if step % 2 == 0 { &before } else { &after }, "{last:?}");
            last = undone.entry;
        }
        whole += 1;
    });
    assert!(whole > 5_000, "{whole}");
}

fn is_since(refusal: &Refusal, stamp: Stamp) -> bool {
    match refusal {
        Refusal::Superseded { at, .. } | Refusal::AlreadyUndone { at, .. } => *at > stamp,
        _ => false,
    }
}

/// An undo changes a field only where the undone entry wrote what stood, be it what the undoing device knew or what
/// others wrote meanwhile.
#[test]
fn undo_never_changes_what_somebody_wrote_since() {
    let mut changed = 0;
    histories(true, |mut world| {
        let Some(Undone { entry: undone, .. }) = world.undo_any(0) else { return };
        world.meet();
        let without = fold(world.made.iter().filter(|entry| **entry != undone));
        changed += changes_own_only(&world, &undone, &without, &fold(&world.made));
    });
    assert!(changed > 3_000, "{changed}");
}

fn changes_own_only(world: &World, undone: &Entry, without: &State, all: &State) -> usize {
    let root = root_of(world, undone);
    let changes = RECORDS.into_iter().flat_map(|record| TAGS.map(|tag| (record, tag)));
    let changes = changes.filter(|(record, tag)| without.written(*record, *tag) != all.written(*record, *tag));
    changes
        .inspect(|(record, tag)| {
            let of_root = |state: &State| state.written(*record, *tag).is_some_and(|(stamp, _)| stamp == root.stamp);
            let turns_record = undone.ops.iter().any(|op| match op {
                Op::Keep { .. } | Op::Drop { .. } => op.record() == Some(*record),
                _ => false,
            });
            let unwritten = |state: &State| state.written(*record, *tag).is_none();
            // Another put counts, or a former life of the record.
            let life = |state: &State| {
                let record = &state.records[record];
                (record.life.anew, record.life.put.map(|put| record.presence.marks[put].clone()))
            };
            let turned = turns_record && (unwritten(without) || unwritten(all) || life(without) != life(all));
            // What alone kept the record against a drop went, or came back.
            let by_root = |stamp| root_of(world, world.made.iter().find(|entry| entry.stamp == stamp).unwrap()) == root;
            let kept = |state: &State| state.undecided().any(|it| it.record == *record && by_root(it.written.0));
            let decided = kept(without) || kept(all);
            // Without a removal that knew it, an addition beats those that did not.
            let is_flag = |op: &Op| matches!(op, Op::Set { record: of, tag: FLAG, .. } if of == record);
            let flag = *tag == FLAG && undone.ops.iter().any(is_flag);
            let own = flag || of_root(without) || of_root(all) || turned || decided;
            assert!(own, "{undone:?} {record:?} {tag:?}");
        })
        .count()
}

fn root_of<'a>(world: &'a World, entry: &'a Entry) -> &'a Entry {
    match entry.undoes {
        None => entry,
        Some(stamp) => root_of(world, world.made.iter().find(|entry| entry.stamp == stamp).unwrap()),
    }
}

/// Who writes a record that somebody drops without knowing of it does not lose it.
#[test]
fn an_edit_that_a_drop_did_not_know_keeps_the_record() {
    let mut kept = 0;
    histories(true, |mut world| {
        if world.devices.len() < 2 {
            return;
        }
        let record = world.chance.pick(&RECORDS);
        let tag = TAGS[4];
        let before = world.devices[1].state.is_dropped(record);
        if before || world.devices[0].state.is_dropped(record) {
            return;
        }
        let drop = world.devices[0].state.drop(record);
        let edit = world.devices[1].state.set(record, tag, None, text("edited"));
        let next = |device: &mut world::Device| device.clock.tick(0);
        let drop = entry(next(&mut world.devices[0]), vec![drop]);
        let edit = entry(next(&mut world.devices[1]), vec![edit]);
        let mut all: Vec<Entry> = world.devices[0].entries.iter().chain(&world.devices[1].entries).cloned().collect();
        all.extend([edit, drop]);
        let state = fold(&all);
        assert!(!state.is_dropped(record));
        kept += usize::from(state.undecided().any(|waiting| waiting.record == record));
    });
    assert!(kept > 2_000, "{kept}");
}

#[test]
fn entries_by_chance_come_back_from_their_bytes() {
    histories(false, |world| {
        for entry in &world.made {
            assert_eq!(Entry::decode(&entry.encode().unwrap()).as_ref(), Ok(entry));
        }
    });
}
