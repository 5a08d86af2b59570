//! After edits every page and every list says what it says when the store is opened anew: what followed the edits is what
//! deriving everything from nothing gives.

use crate::{
    invented,
    support::{App, Dice},
};
use benyuan::{
    lifecycle::catalogue,
    model::ids::SubjectRef,
    protocol::{
        command::{Command, FollowUp, Mark},
        query::{NodePart, ProspectPart, Query, Scope, Selection},
        view::View,
    },
    terms::{
        follow_up::{Outcome, Way},
        stage::{LEVELS, NODES, STEPS},
    },
};

const STORES: u64 = 12;
/// So many times each store is written in.
const EDITS: u64 = 24;

/// Every analysis and lists of every kind, of the period that is shown first and of one up to today.
fn questions() -> Vec<Query> {
    let to_today = benyuan::time::Period { first: "2026-01-01".parse().unwrap(), last: "2026-11-22".parse().unwrap() };
    let scopes = [Scope::default(), Scope { period: Some(to_today), ..Scope::default() }];
    let mut questions = Vec::new();
    for scope in scopes {
        questions.extend([
            Query::Map(scope.clone()),
            Query::Funnel(scope.clone()),
            Query::Consultants(scope.clone()),
            Query::Measures(scope.clone()),
            Query::Distribution { scope: scope.clone(), since: None },
        ]);
        let list = |selection| Query::List { selection, scope: scope.clone(), sort: None, offset: 0, limit: 1_000 };
        questions.extend(lists().into_iter().map(list));
    }
    questions
}

fn lists() -> Vec<Selection> {
    let parts = [ProspectPart::All, ProspectPart::InTime, ProspectPart::Stagnant, ProspectPart::Dormant];
    let mut lists = vec![Selection::Everybody, Selection::Guard, Selection::Unattended];
    lists.extend(parts.map(|part| Selection::Prospects { level: None, part }));
    for node in NODES {
        let parts = [NodePart::Standing, NodePart::Off, NodePart::Due, NodePart::Open, NodePart::Leaked];
        lists.extend(parts.map(|part| Selection::Node(node, part)));
        let key = catalogue::principal(node).get().key.to_owned();
        lists.push(Selection::Touchpoint(key, NodePart::Passed));
    }
    lists
}

#[test]
fn every_page_after_edits_is_as_in_a_store_opened_anew() {
    let questions = questions();
    let (mut edits, mut moved) = (0, 0);
    for seed in 0..STORES {
        let dice = &mut Dice(seed);
        let mut app = App::new();
        app.import(&invented::store(seed));
        let everybody = people(&mut app, Selection::Everybody);
        let mut before: Vec<View> = questions.iter().map(|query| app.query(query.clone())).collect();
        for round in 0..EDITS {
            // A list and a map stand open while people write: they follow, others are made anew.
            let open = dice.roll(questions.len() as u64) as usize;
            app.query(questions[open].clone());
            app.query(questions[0].clone());
            for _ in 0..1 + dice.roll(3) {
                edit(&mut app, dice, &everybody);
                edits += 1;
            }
            let followed = [0, open].map(|at| app.query(questions[at].clone()));
            let mut anew = App::on(app.disk.copy());
            let expected = [0, open].map(|at| anew.query(questions[at].clone()));
            for ((followed, expected), at) in followed.iter().zip(&expected).zip([0, open]) {
                same(followed, expected, &format!("store {seed}, round {round}: {:?}", questions[at]));
            }
            moved += usize::from(before[open] != followed[1]);
            before[open] = followed[1].clone();
        }
        let mut anew = App::on(app.disk.copy());
        for query in &questions {
            same(&app.query(query.clone()), &anew.query(query.clone()), &format!("store {seed}: {query:?}"));
        }
    }
    assert!(edits > 400 && moved > 60, "{edits} edits, {moved} lists moved");
}

/// Of lists only the rows that differ are shown.
fn same(followed: &View, expected: &View, at: &str) {
    if let (View::List(followed), View::List(expected)) = (followed, expected) {
        let pairs = followed.rows.iter().zip(&expected.rows);
        let first = pairs.enumerate().find(|(_, (followed, expected))| followed != expected);
        assert!(first.is_none(), "{at}\n{first:#?}");
        assert_eq!(followed.filled, expected.filled, "{at}");
        assert_eq!(followed.total, expected.total, "{at}");
    }
    assert!(followed == expected, "{at}\n{followed:?}\n{expected:?}");
}

fn people(app: &mut App, selection: Selection) -> Vec<SubjectRef> {
    let query = Query::List { selection, scope: Scope::default(), sort: None, offset: 0, limit: 500 };
    match app.query(query) {
        View::List(list) => list.rows.into_iter().map(|row| row.subject).collect(),
        other => panic!("{other:?}"),
    }
}

/// A follow-up of one or several, a touchpoint, or the last action taken back or done again.
fn edit(app: &mut App, dice: &mut Dice, everybody: &[SubjectRef]) {
    match dice.roll(6) {
        // There may be nothing to take back.
        0 => drop(app.command(Command::Undo(None))),
        1 => drop(app.command(Command::Redo)),
        2 => {
            let touchpoint = catalogue::ids().nth(dice.roll(catalogue::all().len() as u64) as usize).unwrap();
            let mark = Mark {
                subject: everybody[dice.roll(everybody.len() as u64) as usize],
                touchpoint: touchpoint.get().key.to_owned(),
                is_done: dice.roll(3) > 0,
                on: dice.maybe(|dice| app.today.plus_days(-(dice.roll(60) as i32))),
                note: String::new(),
                who: "陈立".into(),
            };
            // The customer may have nothing that the touchpoint is of.
            drop(app.command(Command::Mark(mark)));
        }
        _ => {
            let some = 1 + dice.roll(2) * dice.roll(9);
            let subjects = (0..some).map(|_| everybody[dice.roll(everybody.len() as u64) as usize]).collect();
            let follow_up = FollowUp {
                subjects,
                way: Way::Call,
                outcome: Outcome::ALL[dice.roll(Outcome::ALL.len() as u64) as usize],
                step: dice.maybe(|dice| STEPS[2 + dice.roll(4) as usize]),
                level: dice.maybe(|dice| LEVELS[dice.roll(4) as usize]),
                next: dice.maybe(|dice| app.today.plus_days(dice.roll(20) as i32)),
                note: String::new(),
                who: ["陈立", "周岚", "新来的"][dice.roll(3) as usize].to_owned(),
            };
            app.command(Command::FollowUp(follow_up)).unwrap();
        }
    }
}
