//! Undo and redo in single cases: what comes back, what is refused, and what is left of an action.

use super::*;

/// Entries as one device has them, with its next stamp.
struct Desk(Vec<Entry>);

impl Desk {
    fn state(&self) -> State<'static> {
        fold(&self.0)
    }

    fn next(&self) -> Stamp {
        at(100 + self.0.len() as u64, 1)
    }

    fn act(&mut self, ops: Vec<Op>) -> Entry {
        self.0.push(entry(self.next(), ops));
        self.0[self.0.len() - 1].clone()
    }

    #[track_caller]
    fn undo(&mut self, entry: &Entry) -> Entry {
        let undone = undo(&self.state(), entry, self.next(), "undoer").unwrap();
        assert_eq!(undone.left, []);
        self.0.push(undone.entry.clone());
        undone.entry
    }

    fn refusal(&self, entry: &Entry) -> Refusal {
        undo(&self.state(), entry, self.next(), "undoer").unwrap_err()
    }

    fn value(&self, tag: Tag) -> Option<Value> {
        self.state().value(ROW, tag).cloned()
    }
}

fn superseded(entry: &Entry) -> Refusal {
    Refusal::Superseded { who: entry.who.clone(), at: entry.stamp }
}

fn already_undone(entry: &Entry) -> Refusal {
    Refusal::AlreadyUndone { who: entry.who.clone(), at: entry.stamp }
}

#[test]
fn steps_are_undone_one_after_another_and_done_again() {
    let mut desk = Desk(Vec::new());
    let one = desk.act(vec![set(REGISTER, None, int(1))]);
    let two = desk.act(vec![set(REGISTER, int(1), int(2))]);
    assert_eq!(desk.refusal(&one), superseded(&two));
    let undo_two = desk.undo(&two);
    assert_eq!((desk.value(REGISTER), undo_two.act), (int(1), Act::Undo));
    assert_eq!(undo_two.ops, [set(REGISTER, int(2), int(1))]);
    let undo_one = desk.undo(&one);
    assert_eq!((desk.value(REGISTER), desk.refusal(&two)), (None, already_undone(&undo_two)));
    let redo_one = desk.undo(&undo_one);
    assert_eq!((desk.value(REGISTER), redo_one.act), (int(1), Act::Redo));
    desk.undo(&undo_two);
    assert_eq!(desk.value(REGISTER), int(2));
    assert_eq!(desk.state().written(ROW, REGISTER), Some((two.stamp, two.who.as_str())));
}

#[test]
fn an_undo_of_an_undo_goes_to_any_depth() {
    let mut desk = Desk(Vec::new());
    let ops = vec![put(vec![(REGISTER, Value::Int(1))]), set(REGISTER, int(1), int(2)), set(REGISTER, int(2), int(1))];
    let mut last = desk.act(ops);
    let done = desk.state();
    for step in 0..60 {
        last = desk.undo(&last);
        let state = desk.state();
        let there = step % 2 == 1;
        assert_eq!((state.is_there(ROW), state.value(ROW, REGISTER).cloned()), (there, int(1).filter(|_| there)));
        assert_eq!(last.act, if there { Act::Redo } else { Act::Undo });
    }
    assert_eq!(desk.state().value(ROW, REGISTER), done.value(ROW, REGISTER));
}

/// The first entry may be named again after a redo, as if the two between had never been.
#[test]
fn what_was_done_again_can_be_undone_by_its_own_name() {
    let mut desk = Desk(Vec::new());
    let one = desk.act(vec![put(Vec::new()), set(REGISTER, None, int(1))]);
    let undone = desk.undo(&one);
    let redone = desk.undo(&undone);
    assert_eq!(desk.refusal(&undone), already_undone(&redone));
    desk.undo(&one);
    assert!(!desk.state().is_there(ROW));
}

/// The edit is earlier than the undo and arrives after it: an undo that wrote the former value would cover it.
#[test]
fn an_undo_leaves_what_it_did_not_know() {
    let mut desk = Desk(Vec::new());
    let one = desk.act(vec![set(REGISTER, None, int(1))]);
    let undone = desk.undo(&one);
    let edit = entry(at(100, 2), vec![set(REGISTER, None, int(7))]);
    desk.0.push(edit.clone());
    assert_eq!(desk.value(REGISTER), int(7));
    assert_eq!(desk.refusal(&undone), superseded(&edit));
}

#[test]
fn an_action_partly_overruled_is_undone_for_the_rest() {
    let mut desk = Desk(Vec::new());
    let one = desk.act(vec![set(REGISTER, None, int(1)), set(Tag(5), None, int(5))]);
    let two = desk.act(vec![set(REGISTER, int(1), int(2))]);
    let undone = undo(&desk.state(), &one, desk.next(), "x").unwrap();
    assert_eq!(undone.entry.ops, [set(Tag(5), int(5), None)]);
    assert_eq!(undone.left, [(Some(ROW), superseded(&two))]);
    assert_eq!(effect(&desk.state(), &one), Effect::Partly);
    desk.0.push(undone.entry.clone());
    assert_eq!(effect(&desk.state(), &one), Effect::Undone);
    assert_eq!(effect(&desk.state(), &undone.entry), Effect::InForce);
    desk.undo(&undone.entry);
    assert_eq!((desk.value(REGISTER), desk.value(Tag(5))), (int(2), int(5)));
    assert_eq!(effect(&desk.state(), &undone.entry), Effect::Undone);
}

#[test]
fn a_decision_is_undone_though_a_higher_number_wins() {
    let mut desk = Desk(Vec::new());
    desk.act(vec![set(REVIEW, None, int(1))]);
    let decided = desk.act(vec![set(REVIEW, int(1), int(2))]);
    desk.undo(&decided);
    assert_eq!(desk.value(REVIEW), int(1));
}

#[test]
fn a_put_that_somebody_wrote_on_is_not_undone() {
    let mut desk = Desk(Vec::new());
    let one = desk.act(vec![put(vec![(REGISTER, Value::Int(1))])]);
    let edit = desk.act(vec![set(Tag(5), None, int(5))]);
    assert_eq!(desk.refusal(&one), superseded(&edit));
    let undo_edit = desk.undo(&edit);
    let undo_put = desk.undo(&one);
    assert_eq!(desk.value(REGISTER), None);
    assert_eq!(desk.refusal(&undo_edit), superseded(&undo_put));
    desk.undo(&undo_put);
    desk.undo(&undo_edit);
    assert_eq!((desk.value(REGISTER), desk.value(Tag(5))), (int(1), int(5)));
}

#[test]
fn an_undone_put_yields_to_what_was_written_meanwhile() {
    let mut desk = Desk(Vec::new());
    let one = desk.act(vec![put(vec![(REGISTER, Value::Int(1))])]);
    let undone = desk.undo(&one);
    desk.0.push(entry(at(101, 2), vec![set(Tag(5), None, int(5))]));
    let state = desk.state();
    assert!(state.is_there(ROW) && state.undecided().count() == 1);
    assert_eq!((effect(&state, &one), effect(&state, &undone)), (Effect::InForce, Effect::Overruled));
    desk.undo(&undone);
    assert_eq!(desk.state().undecided().count(), 0);
}

#[test]
fn a_record_comes_back_by_the_undo_of_its_drop() {
    let mut desk = Desk(Vec::new());
    desk.act(vec![put(vec![(REGISTER, Value::Int(1))])]);
    let drop = desk.act(vec![set(Tag(5), None, text("twice")), desk.state().drop(ROW)]);
    let undone = desk.undo(&drop);
    assert_eq!((desk.value(REGISTER), desk.value(Tag(5))), (int(1), None));
    desk.undo(&undone);
    assert!(desk.state().is_dropped(ROW));
    let again = desk.undo(&drop);
    let edit = desk.act(vec![set(REGISTER, int(1), int(2))]);
    let redo = undo(&desk.state(), &again, desk.next(), "x").unwrap();
    assert_eq!(redo.left, [(Some(ROW), superseded(&edit))]);
}

#[test]
fn persons_and_imports_go_back_and_forth() {
    let mut desk = Desk(Vec::new());
    let (one, other) = (RowId(9), RowId(3));
    let join = desk.act(vec![Op::Join { one, other }]);
    let import = desk.act(vec![Op::Batch { batch: 4 }]);
    let undo_join = desk.undo(&join);
    assert_eq!(undo_join.ops, [Op::Part { one, other }]);
    assert_eq!((desk.state().joins().count(), desk.state().parts().count()), (0, 0));
    let retraction = desk.undo(&import);
    assert_eq!((retraction.ops.as_slice(), desk.state().batches().count()), (&[Op::Retract { batch: 4 }][..], 0));
    desk.undo(&undo_join);
    desk.undo(&retraction);
    assert_eq!(desk.state().joins().collect::<Vec<_>>(), [(other, one)]);
    assert_eq!(desk.state().batches().collect::<Vec<_>>(), [4]);
    let part = desk.act(vec![Op::Part { one: other, other: one }]);
    assert_eq!(desk.refusal(&join), superseded(&part));
    assert_eq!(effect(&desk.state(), &join), Effect::Overruled);
    let retract = desk.act(vec![Op::Retract { batch: 4 }]);
    assert_eq!(desk.refusal(&import), superseded(&retract));
    assert_eq!(desk.undo(&retract).ops, [Op::Restore { batch: 4 }]);
    assert_eq!(desk.state().batches().collect::<Vec<_>>(), [4]);
}

#[test]
fn two_undos_meet_and_the_last_can_be_done_again() {
    let mut desk = Desk(Vec::new());
    let one = desk.act(vec![set(REGISTER, None, int(1))]);
    let here = undo(&desk.state(), &one, at(200, 1), "here").unwrap().entry;
    let there = undo(&desk.state(), &one, at(201, 2), "there").unwrap().entry;
    desk.0.extend([here.clone(), there.clone()]);
    assert_eq!(desk.value(REGISTER), None);
    assert_eq!(desk.refusal(&here), superseded(&there));
    let redo = undo(&desk.state(), &there, at(202, 1), "here").unwrap().entry;
    desk.0.push(redo);
    assert_eq!(desk.value(REGISTER), int(1));
}

#[test]
fn what_cannot_be_undone_is_refused_by_name() {
    let mut desk = Desk(Vec::new());
    let unknown = entry(at(1, 3), vec![set(REGISTER, None, int(1))]);
    assert_eq!(desk.refusal(&unknown), Refusal::NotHere);
    let nothing = desk.act(Vec::new());
    assert_eq!(desk.refusal(&nothing), Refusal::NoValueBefore);
    let newer = desk.act(vec![Op::Unknown { number: 99, bytes: Vec::new() }]);
    assert_eq!(desk.refusal(&newer), Refusal::NotHere);
    let piece = Entry { act: Act::Import, ..desk.act(vec![put(Vec::new())]) };
    assert_eq!(desk.refusal(&piece), Refusal::PartOfLarger);
    let orphan = Entry { act: Act::Undo, undoes: Some(at(1, 9)), ..desk.act(vec![set(REGISTER, int(1), None)]) };
    desk.0.push(orphan.clone());
    assert_eq!(desk.refusal(&orphan), Refusal::NotHere);
}
