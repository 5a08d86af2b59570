//! What several persons wrote comes to one value by the rule of the field, and a record to one fate.

use super::*;

/// The value is the same in every order of arrival.
#[track_caller]
fn check(entries: &[Entry], tag: Tag, expected: Option<Value>) {
    let whole = fold(entries);
    assert_eq!(whole.value(ROW, tag), expected.as_ref());
    for first in 0..entries.len() {
        let mut state = State::new(&rule);
        let (before, after) = entries.split_at(first);
        after.iter().chain(before).rev().for_each(|entry| state.apply(entry));
        assert_eq!(state, whole);
    }
}

fn removes(seen: Seen) -> Op {
    Op::Set { record: ROW, tag: FLAG, before: int(1), after: int(0), seen }
}

#[test]
fn the_last_writer_wins() {
    let one = entry(at(1, 1), vec![set(REGISTER, None, text("a"))]);
    let two = entry(at(2, 2), vec![set(REGISTER, None, text("b"))]);
    check(&[two.clone(), one.clone()], REGISTER, text("b"));
    let changes = history(&fold([&one, &two]), ROW, REGISTER);
    assert_eq!(changes.iter().map(|change| change.stands).collect::<Vec<_>>(), [false, true]);
    assert_eq!(changes[0].after, text("a"));
}

#[test]
fn an_addition_wins_unless_it_was_seen() {
    let one = entry(at(5, 1), vec![set(FLAG, None, int(1))]);
    let two = entry(at(1, 2), vec![set(FLAG, None, int(1))]);
    let removal = |stamp, seen: &[Stamp]| entry(stamp, vec![removes(Seen::of(seen.iter().copied()))]);
    check(&[one.clone(), removal(at(9, 1), &[at(5, 1)])], FLAG, int(0));
    check(&[one.clone(), two.clone(), removal(at(9, 1), &[at(5, 1)])], FLAG, int(1));
    check(&[one.clone(), two.clone(), removal(at(9, 1), &[at(5, 1), at(1, 2)])], FLAG, int(0));
    let later = entry(at(10, 1), vec![set(FLAG, int(0), int(1))]);
    check(&[one, two, removal(at(9, 1), &[at(5, 1), at(1, 2)]), later], FLAG, int(1));
}

#[test]
fn a_removal_made_here_names_what_it_takes_away() {
    let one = entry(at(5, 1), vec![set(FLAG, None, int(1))]);
    let op = fold([&one]).set(ROW, FLAG, int(1), int(0));
    assert_eq!(op, removes(Seen::of([at(5, 1)])));
    assert_eq!(fold([&one]).set(ROW, REGISTER, None, None), set(REGISTER, None, None));
}

#[test]
fn decided_beats_asked() {
    let decided = entry(at(1, 1), vec![set(REVIEW, int(0), int(2))]);
    let asked = entry(at(2, 2), vec![set(REVIEW, int(0), int(1))]);
    check(&[decided, asked], REVIEW, int(2));
}

#[test]
fn withdrawn_consent_stays() {
    let withdrawn = entry(at(1, 1), vec![put(Vec::new()), set(CONSENT, None, int(1))]);
    let given = entry(at(2, 2), vec![set(CONSENT, int(1), int(0))]);
    check(&[withdrawn.clone(), given.clone()], CONSENT, int(1));
    let drop = entry(at(3, 2), vec![fold([&withdrawn, &given]).drop(ROW)]);
    check(&[withdrawn.clone(), given, drop], CONSENT, int(1));
    assert_eq!(
        undo(&fold([&withdrawn]), &entry(at(1, 1), withdrawn.ops[1..].to_vec()), at(3, 1), "x"),
        Err(Refusal::NotHere)
    );
    let undone = undo(&fold([&withdrawn]), &withdrawn, at(3, 1), "x").unwrap();
    assert_eq!(undone.left, [(Some(ROW), Refusal::Final)]);
}

#[test]
fn the_first_of_two_puts_counts() {
    let one = entry(at(1, 1), vec![put(vec![(REGISTER, Value::Int(1))])]);
    let two = entry(at(2, 2), vec![put(vec![(REGISTER, Value::Int(2)), (Tag(5), Value::Int(9))])]);
    check(&[two.clone(), one.clone()], REGISTER, int(1));
    check(&[two.clone(), one.clone()], Tag(5), None);
    let changes = history(&fold([&one, &two]), ROW, Tag(5));
    assert_eq!(changes.iter().map(|change| (&change.after, change.stands)).collect::<Vec<_>>(), [(&int(9), false)]);
}

#[test]
fn a_drop_yields_to_what_it_did_not_know() {
    let one = entry(at(1, 1), vec![put(vec![(REGISTER, Value::Int(1))])]);
    let drop = entry(at(9, 1), vec![fold([&one]).drop(ROW)]);
    let gone = fold([&one, &drop]);
    assert!(!gone.is_there(ROW) && gone.is_dropped(ROW));
    assert_eq!(gone.value(ROW, REGISTER), None);

    let edit = entry(at(5, 2), vec![set(REGISTER, int(1), int(2))]);
    check(&[one.clone(), drop.clone(), edit.clone()], REGISTER, int(2));
    let kept = fold([&one, &drop, &edit]);
    assert!(kept.is_there(ROW));
    let told = |stamp: Stamp| (stamp, format!("person {}", stamp.device));
    let listed = Undecided { record: ROW, dropped: told(at(9, 1)), written: told(at(5, 2)) };
    assert_eq!(kept.undecided().collect::<Vec<_>>(), [listed]);

    let keep = entry(at(10, 2), vec![Op::Keep { record: ROW }]);
    let decided = fold([&one, &drop, &edit, &keep]);
    assert!(decided.is_there(ROW) && decided.undecided().next().is_none());
    let again = entry(at(11, 2), vec![kept.drop(ROW)]);
    check(&[one, drop, edit, again], REGISTER, None);
}

#[test]
fn a_record_put_anew_leaves_its_former_life() {
    let one = entry(at(1, 1), vec![put(vec![(REGISTER, Value::Int(1))]), set(Tag(5), None, int(5))]);
    let drop = entry(at(2, 1), vec![fold([&one]).drop(ROW)]);
    let anew = entry(at(3, 1), vec![put(vec![(REGISTER, Value::Int(3))])]);
    check(&[one.clone(), drop.clone(), anew.clone()], REGISTER, int(3));
    check(&[one, drop, anew], Tag(5), None);
}

#[test]
fn an_imported_row_can_be_corrected_and_dropped() {
    let edit = entry(at(1, 1), vec![set(REGISTER, text("from the file"), text("right"))]);
    let drop = entry(at(2, 1), vec![fold([&edit]).drop(ROW)]);
    let state = fold([&edit, &drop]);
    assert!(state.is_dropped(ROW) && !state.is_there(ROW));
    assert_eq!(fold([&edit]).value(ROW, REGISTER), text("right").as_ref());
}

#[test]
fn an_erasure_beats_what_arrives_later() {
    let other = RowId(5);
    let one = entry(at(1, 1), vec![put(vec![(REGISTER, Value::Int(1))]), Op::Join { one: ROW, other }]);
    let erasure = entry(at(2, 1), vec![Op::Erase { record: ROW }]);
    let late = entry(at(3, 2), vec![set(REGISTER, None, text("late")), put(Vec::new())]);
    check(&[one.clone(), erasure.clone(), late.clone()], REGISTER, None);
    let state = fold([&one, &erasure, &late]);
    assert!(state.is_erased(ROW) && state.known().next().is_none() && state.joins().next().is_none());
    assert_eq!(history(&state, ROW, REGISTER), []);
    let refusal = |entry| undo(&state, entry, at(9, 1), "x").unwrap_err();
    assert_eq!((refusal(&late), refusal(&erasure)), (Refusal::BehindErasure, Refusal::Final));
}

/// A store that took the values out of its entries and one that did not have the same state.
#[test]
fn an_erased_entry_says_nothing_of_the_record() {
    let other = Op::Set { record: RowId(5), tag: REGISTER, before: None, after: int(5), seen: Seen::default() };
    let whole = entry(at(1, 1), vec![set(REGISTER, None, text("secret")), other]);
    let erasure = entry(at(2, 1), vec![Op::Erase { record: ROW }]);
    let mut erased = whole.clone();
    erased.erase(ROW);
    assert!(!erased.encode().unwrap().windows(6).any(|bytes| bytes == b"secret"));
    assert_eq!(fold([&erased]), fold([&whole, &erasure]));
    assert_eq!(fold([&erased, &whole]), fold([&erased]));
}

#[test]
fn twins_are_one_where_they_are_the_same_and_two_otherwise() {
    let one = entry(at(1, 1), vec![set(REGISTER, None, int(1))]);
    let two = entry(at(1, 1), vec![set(REGISTER, None, int(2))]);
    check(&[one.clone(), two.clone(), one.clone()], REGISTER, int(2));
    let state = fold([&one, &two, &one]);
    assert_eq!(history(&state, ROW, REGISTER).len(), 2);
    // The undo of the one reaches the one only.
    let undone = undo(&state, &two, at(2, 1), "x").unwrap();
    assert_eq!(fold([&one, &two, &undone.entry]).value(ROW, REGISTER), int(1).as_ref());
}
