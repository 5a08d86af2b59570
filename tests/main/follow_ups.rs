//! Follow-ups: written down, seen everywhere at once, taken back, done again; kept over reloads, imports and their undo.

use crate::support::App;
use benyuan::{
    lifecycle::catalogue,
    model::{ids::SubjectRef, rows::Kind},
    protocol::{
        command::{Command, FollowUp, Mark, Outcome, Trouble},
        form::Submission,
        query::{ProspectPart, Query, Scope, Selection},
        view::{ListView, PersonState, RecordView, StoreStatus, View},
    },
    terms::{
        follow_up::{self, Way},
        stage::{Level, Step, SubjectKind},
    },
    text::{Lang, names},
    time::Day,
};

/// Thirty leads of the first of November, level B, of which nobody was in touch since.
fn leads(from: usize, to: usize) -> (String, Vec<u8>) {
    let mut text = "线索ID,客户姓名,手机号,线索创建时间,首触时间,首次到店时间,首次试驾完成时间,最近跟进时间,线索评级,一级渠道名称,销售顾问\r\n".to_owned();
    for row in from..to {
        let last = if row == 0 { "2026/11/2 9:00" } else { "" };
        text += &format!("XS{row:05},客户{row},139{row:08},2026/11/1 10:00,2026/11/1 10:20,,,{last},B,车展,陈立\r\n");
    }
    (format!("线索{from}.csv"), text.into_bytes())
}

fn app() -> App {
    let mut app = App::new();
    app.import(&[leads(0, 30)]);
    app
}

fn list(app: &mut App) -> ListView {
    listed(app, Selection::Prospects { level: None, part: ProspectPart::All })
}

fn listed(app: &mut App, selection: Selection) -> ListView {
    let query = Query::List { selection, scope: Scope::default(), sort: None, offset: 0, limit: 100 };
    match app.query(query) {
        View::List(list) => list,
        other => panic!("{other:?}"),
    }
}

fn person(app: &mut App, name: &str) -> SubjectRef {
    listed(app, Selection::Everybody)
        .rows
        .into_iter()
        .find(|row| row.name == name)
        .unwrap_or_else(|| panic!("{name}"))
        .subject
}

fn record(app: &mut App, subject: SubjectRef) -> RecordView {
    match app.query(Query::Record { subject, scope: Scope::default() }) {
        View::Record(Some(record)) => *record,
        other => panic!("{other:?}"),
    }
}

fn said(subjects: Vec<SubjectRef>, outcome: follow_up::Outcome) -> FollowUp {
    let (step, level, next) = (None, None, None);
    FollowUp { subjects, way: Way::Call, outcome, step, level, next, note: String::new(), who: "陈立".into() }
}

/// What became of an action: what is said of it, and of how many people.
struct Written {
    said: String,
    people: u32,
}

fn written(outcome: Result<Outcome, Trouble>) -> Written {
    match outcome {
        Ok(Outcome::Written { said, people, left: 0, .. }) => Written { said, people },
        other => panic!("{other:?}"),
    }
}

fn follow(app: &mut App, follow_up: FollowUp) -> Written {
    written(app.command(Command::FollowUp(follow_up)))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn follow_ups(record: &RecordView) -> usize {
    record.facts.iter().filter(|fact| fact.kind == Kind::FollowUps).count()
}

#[test]
fn a_follow_up_moves_level_clock_and_step_at_once() {
    let mut app = app();
    let subject = person(&mut app, "客户3");
    let before = record(&mut app, subject);
    assert!(matches!(before.state, PersonState::InTime | PersonState::Late(_)), "{:?}", before.state);
    assert_eq!(before.follow.level, Some(Level::B));
    let step = Some(Step::TestDrive);
    let up = FollowUp { level: Some(Level::H), step, ..said(vec![subject], follow_up::Outcome::Talked) };
    assert_eq!(follow(&mut app, up).people, 1);
    let after = record(&mut app, subject);
    assert_eq!((after.level, after.as_of), (Some(Level::H), day("2026-11-22")));
    assert_eq!(after.state, PersonState::InTime);
    assert_eq!(after.leads[0].reached, Step::TestDrive);
    assert_eq!(follow_ups(&after), 1);
    // H is called every two days.
    let due = list(&mut app).rows.into_iter().find(|row| row.name == "客户3").unwrap().due.unwrap();
    assert_eq!(due.day(), day("2026-11-24"));
    let again = record(&mut app.reload(), subject);
    assert_eq!(again, after);
}

#[test]
fn who_was_not_reached_is_tried_again_tomorrow() {
    let mut app = app();
    let subject = person(&mut app, "客户4");
    let due = |app: &mut App| list(app).rows.into_iter().find(|row| row.name == "客户4").unwrap();
    let before = due(&mut app);
    follow(&mut app, said(vec![subject], follow_up::Outcome::NoAnswer));
    let after = due(&mut app);
    assert_eq!(after.due.unwrap().day(), day("2026-11-23"));
    assert_eq!(after.last_activity, before.last_activity, "nobody was spoken to");
    // An agreed day counts before any rule.
    let next = Some(day("2026-12-20"));
    follow(&mut app, FollowUp { next, ..said(vec![subject], follow_up::Outcome::OtherTime) });
    assert_eq!(due(&mut app).due.unwrap().day(), day("2026-12-20"));
}

#[test]
fn undo_and_redo_survive_a_reload() {
    let mut app = app();
    let subject = person(&mut app, "客户5");
    let before = record(&mut app, subject);
    follow(&mut app, FollowUp { level: Some(Level::A), ..said(vec![subject], follow_up::Outcome::Talked) });
    let with = record(&mut app, subject);
    let mut app = app.reload();
    assert_eq!(written(app.command(Command::Undo(None))).people, 1);
    let scope = |mut view: RecordView| {
        view.as_of = day("2026-11-22");
        view
    };
    assert_eq!(follow_ups(&record(&mut app, subject)), 0);
    assert_eq!(scope(record(&mut app, subject)).leads, scope(before).leads);
    assert!(matches!(app.command(Command::Undo(None)), Err(Trouble::NothingToUndo)));
    let mut app = app.reload();
    written(app.command(Command::Redo));
    assert_eq!(record(&mut app, subject), with);
    written(app.command(Command::Undo(None)));
    assert_eq!(follow_ups(&record(&mut app.reload(), subject)), 0);
}

#[test]
fn thirty_at_once_are_one_action() {
    let mut app = app();
    let everybody: Vec<SubjectRef> = list(&mut app).rows.into_iter().map(|row| row.subject).collect();
    assert_eq!(follow(&mut app, said(everybody.clone(), follow_up::Outcome::Talked)).people, 30);
    let counted = |app: &mut App| everybody.iter().map(|one| follow_ups(&record(app, *one))).sum::<usize>();
    assert_eq!(counted(&mut app), 30);
    assert_eq!(written(app.command(Command::Undo(None))).people, 30);
    assert_eq!(counted(&mut app), 0);
}

#[test]
fn imports_and_their_undo_leave_what_people_wrote() {
    let mut app = app();
    let subject = person(&mut app, "客户6");
    follow(&mut app, FollowUp { level: Some(Level::H), ..said(vec![subject], follow_up::Outcome::Talked) });
    // A later file brings others; taking it back takes nothing else.
    app.import(&[leads(30, 40)]);
    follow(&mut app, said(vec![subject], follow_up::Outcome::NoAnswer));
    let other = person(&mut app, "客户35");
    follow(&mut app, said(vec![other], follow_up::Outcome::Talked));
    let outcome = app.command(Command::UndoImport);
    assert!(matches!(outcome, Ok(Outcome::Store(_))), "{outcome:?}");
    let mut app = app.reload();
    let kept = record(&mut app, subject);
    assert_eq!((follow_ups(&kept), kept.level), (2, Some(Level::H)));
    // Whose row is gone is still there by name and number.
    let found = person(&mut app, "客户35");
    assert_eq!(follow_ups(&record(&mut app, found)), 1);
    // The same file again: the record is about its row again.
    app.import(&[leads(30, 40)]);
    let back = person(&mut app, "客户35");
    let back = record(&mut app, back);
    assert_eq!((follow_ups(&back), back.leads.len()), (1, 1));
    assert_eq!(back.state, PersonState::InTime);
    // The first file says what it said before: the level set by hand stands.
    app.import(&[leads(0, 30)]);
    assert_eq!(record(&mut app, subject).level, Some(Level::H));
    // It says something else now: the file counts, and the record shows both.
    let (name, text) = leads(0, 30);
    let text = String::from_utf8(text).unwrap().replace(
        "客户6,13900000006,2026/11/1 10:00,2026/11/1 10:20,,,,B",
        "客户6,13900000006,2026/11/1 10:00,2026/11/1 10:20,,,,C",
    );
    app.import(&[(name, text.into_bytes())]);
    assert_eq!(record(&mut app, subject).level, Some(Level::C));
}

#[test]
fn entries_are_folded_into_pages_and_nothing_changes() {
    let mut app = app();
    let subject = person(&mut app, "客户7");
    for _ in 0..300 {
        follow(&mut app, said(vec![subject], follow_up::Outcome::NoAnswer));
    }
    let before = record(&mut app, subject);
    assert_eq!(follow_ups(&before), 300);
    let status = |app: &mut App| -> StoreStatus {
        match app.query(Query::Status) {
            View::Status(status) => status,
            other => panic!("{other:?}"),
        }
    };
    assert!(status(&mut app).damaged.is_empty());
    let mut app = app.reload();
    assert_eq!(record(&mut app, subject), before);
    written(app.command(Command::Undo(None)));
    assert_eq!(follow_ups(&record(&mut app.reload(), subject)), 299);
}

#[test]
fn a_failed_write_changes_nothing() {
    let mut app = app();
    let subject = person(&mut app, "客户8");
    let before = record(&mut app, subject);
    for writes in 0..2 {
        app.disk.fail_after(Some(writes));
        let outcome = app.command(Command::FollowUp(said(vec![subject], follow_up::Outcome::Talked)));
        app.disk.fail_after(None);
        assert_eq!(outcome, Err(Trouble::QuotaExceeded), "{writes} writes");
        assert_eq!(record(&mut app, subject), before, "{writes} writes");
        app = app.reload();
        assert_eq!(record(&mut app, subject), before, "{writes} writes");
    }
    follow(&mut app, said(vec![subject], follow_up::Outcome::Talked));
    assert_eq!(follow_ups(&record(&mut app, subject)), 1);
}

#[test]
fn the_demo_is_written_in_and_reset() {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    let subject = list(&mut app).rows.into_iter().find(|row| row.level.is_some()).unwrap().subject;
    follow(&mut app, said(vec![subject], follow_up::Outcome::Talked));
    assert_eq!(follow_ups(&record(&mut app, subject)), 1);
    assert_eq!(app.command(Command::RenameStore { name: "甲".into() }), Err(Trouble::DemoStore));
    app.command(Command::ResetDemo).unwrap();
    assert_eq!(follow_ups(&record(&mut app, subject)), 0);
}

/// All that a user can see of what is written.
fn seen(app: &mut App) -> String {
    let rows = listed(app, Selection::Everybody).rows;
    let records: Vec<RecordView> = rows.iter().take(8).map(|row| record(app, row.subject)).collect();
    let csv = |app: &mut App, kind| match app.query(Query::RowsCsv(kind)) {
        View::Csv(csv) => csv,
        other => panic!("{other:?}"),
    };
    let files = [csv(app, Kind::FollowUps), csv(app, Kind::Leads)];
    format!("{rows:#?}{records:#?}{files:#?}{:#?}", list(app).rows)
}

type Change = fn(&mut App) -> Result<Outcome, Trouble>;

/// A store with entries in the journal, in numbers just below those that are folded.
fn written_in() -> App {
    let mut app = app();
    app.import(&[leads(30, 34)]);
    let subjects: Vec<SubjectRef> = (0..8).map(|number| person(&mut app, &format!("客户{number}"))).collect();
    for number in 0..254 {
        follow(&mut app, said(vec![subjects[number % 8]], follow_up::Outcome::NoAnswer));
    }
    app
}

#[test]
fn a_failure_at_any_write_leaves_memory_as_the_disk_says() {
    let edit: Change = |app| {
        let subject = person(app, "客户3");
        app.command(Command::FollowUp(said(vec![subject], follow_up::Outcome::Talked)))
    };
    let folding: Change = |app| {
        let subject = person(app, "客户3");
        (0..3).map(|_| app.command(Command::FollowUp(said(vec![subject], follow_up::Outcome::Talked)))).last().unwrap()
    };
    let importing: Change = |app| {
        let (name, bytes) = leads(34, 50);
        app.stage(0, &name, &bytes, Vec::new());
        app.command(Command::Import)
    };
    let changes: [(&str, Change); 5] = [
        ("an edit", edit),
        ("an undo", |app| app.command(Command::Undo(None))),
        ("a fold", folding),
        ("an import", importing),
        ("an import taken back", |app| app.command(Command::UndoImport)),
    ];
    let disk = written_in().disk;
    for (what, change) in changes {
        let mut done = false;
        for writes in 0..14 {
            // Each time from the same disk.
            let mut app = App::on(disk.copy());
            app.disk.fail_after(Some(writes));
            let outcome = change(&mut app);
            app.disk.fail_after(None);
            let memory = seen(&mut app);
            let mut app = app.reload();
            let on_disk = seen(&mut app);
            let differs = memory.lines().zip(on_disk.lines()).find(|(one, other)| one != other);
            assert!(on_disk == memory, "{what} with {writes} writes: {differs:?}");
            done |= outcome.is_ok();
        }
        assert!(done, "{what} was never done");
    }
}

#[test]
fn a_form_writes_and_says_what_is_wrong() {
    use benyuan::{protocol::form::Submission, text::Lang};
    let mut app = app();
    let subject = person(&mut app, "客户9").to_string();
    let submit = |app: &mut App, values: &[(&str, &str)]| {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        app.command(Command::Submit(Submission { form: "follow-up".into(), values, lang: Lang::Zh }))
    };
    let Ok(Outcome::Wrong(wrongs)) = submit(&mut app, &[("subjects", &subject), ("way", "0"), ("who", "陈立")])
    else {
        panic!()
    };
    assert_eq!(wrongs[0].field, "outcome");
    let given =
        [("subjects", subject.as_str()), ("way", "1"), ("outcome", "26"), ("who", "陈立"), ("note", "<b>周末</b>")];
    assert_eq!(written(submit(&mut app, &given)).said, "跟进已记下。");
    let body = match app.query(Query::Show { address: format!("#/person/{subject}"), lang: Lang::Zh }) {
        View::Sheet(sheet) => sheet.body,
        other => panic!("{other:?}"),
    };
    assert!(body.contains("微信跟进 · 已发未回") && body.contains("&lt;b&gt;周末"), "{body}");
    let gone = [("subjects", "l0000000000000001"), ("way", "0"), ("outcome", "0"), ("who", "陈立")];
    assert_eq!(submit(&mut app, &gone), Err(Trouble::NobodyThere));
}

#[test]
fn every_change_of_a_record_is_in_its_history() {
    use benyuan::{protocol::query::Part, text::Lang};
    let mut app = app();
    let subject = person(&mut app, "客户10");
    follow(&mut app, FollowUp { level: Some(Level::A), ..said(vec![subject], follow_up::Outcome::Talked) });
    written(app.command(Command::Undo(None)));
    let part = Part { address: format!("#/person/{subject}"), lang: Lang::Zh, place: "changes.table".into() };
    let shown = app.query(Query::SheetFigure { part: Part { place: "changes".into(), ..part }, width: 600 });
    let View::Markup(markup) = shown else { panic!("{shown:?}") };
    assert!(markup.contains("意向级别") && markup.contains("已沟通") && markup.contains("撤销"), "{markup}");
    assert!(markup.contains("陈立"));
}

#[test]
fn a_number_in_a_note_is_masked_wherever_it_is_shown() {
    use benyuan::{protocol::query::Part, text::Lang};
    let mut app = app();
    let subject = person(&mut app, "客户11");
    let note = "打他爱人 13912345678".to_owned();
    follow(&mut app, FollowUp { note, ..said(vec![subject], follow_up::Outcome::Talked) });
    let text = "也可打 13887654321".to_owned();
    written(app.command(Command::Note { subject, text, who: "陈立 13700001111".into() }));
    let (address, lang) = (format!("#/person/{subject}"), Lang::Zh);
    let part = Part { address: address.clone(), lang, place: "changes".into() };
    for query in [
        Query::Show { address, lang },
        Query::SheetFigure { part, width: 600 },
        Query::Show { address: "#/actions".into(), lang },
        Query::Show { address: "#/list?of=prospects.all".into(), lang },
    ] {
        let shown = format!("{:?}", app.query(query));
        for number in ["13912345678", "13887654321", "13700001111"] {
            assert!(!shown.contains(number), "{number} in {shown}");
        }
    }
}

#[test]
fn an_entry_that_cannot_be_read_is_said_and_hinders_no_other() {
    let mut app = app();
    let subjects = [1, 2, 3].map(|number| person(&mut app, &format!("客户{number}")));
    for subject in subjects {
        follow(&mut app, said(vec![subject], follow_up::Outcome::Talked));
    }
    let View::Status(status) = app.query(Query::Status) else { unreachable!() };
    assert!(status.damaged.is_empty());
    let last = |app: &App| app.disk.database(&status.id).borrow().journal.keys().next_back().copied().unwrap();
    let numbers = [last(&app), last(&app) - 1];
    let damage: [fn(&mut App, u32, &StoreStatus); 2] = [
        |app, number, status| {
            let database = app.disk.database(&status.id);
            *database.borrow_mut().journal.get_mut(&number).unwrap().last_mut().unwrap() ^= 1;
        },
        |app, number, status| drop(app.disk.database(&status.id).borrow_mut().journal.remove(&number)),
    ];
    for ((damage, number), lost) in damage.into_iter().zip(numbers).zip(1..) {
        damage(&mut app, number, &status);
        app = app.reload();
        let View::Status(status) = app.query(Query::Status) else { unreachable!() };
        assert_eq!(status.damaged.iter().map(|part| part.rows).collect::<Vec<_>>(), [lost]);
        let written = subjects.map(|subject| follow_ups(&record(&mut app, subject))).iter().sum::<usize>();
        assert_eq!(written, 3 - lost as usize);
    }
}

#[test]
fn a_touchpoint_is_recorded_of_what_it_is_of() {
    let mut app = app();
    let subject = person(&mut app, "客户9");
    let marks = |app: &mut App| {
        let facts = record(app, subject).facts;
        facts.iter().filter(|fact| fact.kind == Kind::Marks).count()
    };
    let offered = record(&mut app, subject).follow.touchpoints;
    let has = |key: &str| offered.iter().any(|one| one.key == key);
    // A lead without a car: what is of cars is not asked.
    assert!(has("visit.arrival") && !has("honeymoon.three_day_call"), "{offered:?}");
    let name = offered.iter().find(|one| one.key == "visit.arrival").unwrap();
    let called = format!("{} · {}", names::stage(name.stage).get(Lang::Zh), name.zh);
    let submit = |app: &mut App, touchpoint: &str, on: &str| {
        let given = [
            ("subject", &*subject.to_string()),
            ("touchpoint", touchpoint),
            ("done", "1"),
            ("on", on),
            ("who", "陈立"),
        ];
        let values = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        app.command(Command::Submit(Submission { form: "mark".into(), values, lang: Lang::Zh }))
    };
    assert!(matches!(submit(&mut app, &called, "2026-11-23"), Ok(Outcome::Wrong(_))), "tomorrow");
    assert_eq!(marks(&mut app), 0);
    written(submit(&mut app, &called, "2026-11-20"));
    assert_eq!(marks(&mut app), 1);
    // The step was made: the lead has come this far.
    assert_eq!(record(&mut app, subject).leads[0].reached, Step::Visit);
    let after = record(&mut app, subject);
    assert_eq!(record(&mut app.reload(), subject), after);
    let mut app = self::app();
    // Of a car, where there is none.
    let car = Mark {
        subject,
        touchpoint: catalogue_key_of_a_car(),
        is_done: true,
        on: None,
        note: String::new(),
        who: "陈立".into(),
    };
    assert!(matches!(app.command(Command::Mark(car)), Err(Trouble::NobodyThere)));
}

fn catalogue_key_of_a_car() -> String {
    let mut ids = catalogue::ids();
    ids.find(|id| id.get().subject == SubjectKind::Ownership).unwrap().get().key.to_owned()
}

#[test]
fn the_reporting_date_goes_back_with_the_only_follow_up_of_the_day() {
    let mut app = app();
    let date = |app: &mut App| match app.query(Query::Status) {
        View::Status(status) => (status.reporting_date, status.lone),
        other => panic!("{other:?}"),
    };
    let before = date(&mut app);
    let subject = person(&mut app, "客户3");
    follow(&mut app, said(vec![subject], follow_up::Outcome::Talked));
    let with = date(&mut app);
    assert_eq!(with.0, Some(day("2026-11-22")));
    assert_eq!(date(&mut App::on(app.disk.copy())), with);
    written(app.command(Command::Undo(None)));
    assert_eq!(date(&mut app), before);
    written(app.command(Command::Redo));
    assert_eq!(date(&mut app), with);
    // A note reaches the day too, so that follow-ups alone no longer do.
    written(app.command(Command::Note { subject, text: "周末再来".into(), who: "陈立".into() }));
    assert_eq!(date(&mut app), date(&mut App::on(app.disk.copy())));
}

#[test]
fn what_people_wrote_is_taken_out_like_the_rows_of_files() {
    let mut app = app();
    let written_kinds = |app: &mut App| match app.query(Query::Status) {
        View::Status(status) => status.written,
        other => panic!("{other:?}"),
    };
    assert!(written_kinds(&mut app).is_empty());
    let subject = person(&mut app, "客户3");
    follow(&mut app, FollowUp { note: "周末再来".into(), ..said(vec![subject], follow_up::Outcome::Talked) });
    follow(&mut app, said(vec![subject], follow_up::Outcome::NoAnswer));
    written(app.command(Command::Undo(None)));
    assert_eq!(written_kinds(&mut app), [Kind::FollowUps]);
    let View::Csv(csv) = app.query(Query::RowsCsv(Kind::FollowUps)) else { panic!("no CSV") };
    // Its head and the one that stands.
    assert_eq!(csv.trim_end().lines().count(), 2, "{csv}");
    assert!(csv.contains("客户3") && csv.contains("周末再来") && csv.contains("13900000003"), "{csv}");
}

#[test]
fn in_the_demo_a_touchpoint_is_not_recorded_after_the_demos_day() {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    let subject = list(&mut app).rows[0].subject;
    let offered = record(&mut app, subject).follow.touchpoints;
    let name = offered.iter().find(|one| one.key == "visit.arrival").unwrap();
    let called = format!("{} · {}", names::stage(name.stage).get(Lang::Zh), name.zh);
    let submit = |app: &mut App, on: &str| {
        let subject = subject.to_string();
        let given = [("subject", &*subject), ("touchpoint", &*called), ("done", "1"), ("on", on), ("who", "陈立")];
        let values = given.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        app.command(Command::Submit(Submission { form: "mark".into(), values, lang: Lang::Zh }))
    };
    // The device's day is later than the demo's: what is dated between would show nowhere.
    assert!(app.today > benyuan::demo::date());
    assert!(matches!(submit(&mut app, "2026-11-22"), Ok(Outcome::Wrong(_))));
    written(submit(&mut app, &benyuan::demo::date().to_string()));
}
