//! The import desk as text: empty; with files being read, read, or unreadable; and what importing them will do.

use super::{LANGS, Program, assert_says, data::LEADS};
use crate::ui::{
    live::ArcLive,
    pages::import::ImportPage,
    reading::ReadFailure,
    shell::Shell,
    state::{
        desk::{DeskFile, Reading},
        staging,
    },
};
use benyuan::{
    exchange::{
        batch::Batches,
        parse::parse,
        plan::FilePlan,
        read::{self, Limits, ReadError, Watch},
        recognise,
    },
    protocol::{command::Command, query::Query, view::View},
    route::Route,
    text::{Lang, demo, import, names},
};
use leptos::{prelude::*, task::spawn_local};

struct Never;

impl Watch for Never {
    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// Reads a file and passes it to the engine, like the reader and the desk; returns its plan.
pub fn staged(program: &Program, name: &str, text: &str) -> FilePlan {
    let raw = read::read(name, text.as_bytes(), &Limits::default(), &mut Never).expect("the sample can be read");
    let plan = recognise::recognise(&raw, &[]);
    let mut batches = Batches::of(&plan);
    parse(&raw, &plan).for_each(|row| batches.push(row));
    program.command(Command::StageFile { file: 0, name: name.to_owned() });
    program.command(Command::StageRows { file: 0, rows: batches.finish() });
    program.command(Command::StageDone { file: 0, plan: plan.clone(), chosen: Vec::new() });
    plan
}

/// A file on the desk in some state.
fn lay(program: &Program, number: u32, name: &str, reading: Reading) {
    let file = DeskFile {
        number,
        name: name.to_owned(),
        state: ArcLive::new(Reading::Waiting),
        preview: ArcLive::new(None),
        open: ArcLive::new(false),
    };
    program.app.desk.files.update(|files| files.push(file));
    program.app.desk.note(number, reading);
}

/// Brings the engine's comparison to the desk.
fn compare(program: &Program) {
    let app = program.app;
    spawn_local(async move {
        if let Ok(View::Preview(preview)) = app.client().query(Query::Preview).await {
            app.desk.compared(preview);
        }
    });
    program.settle();
}

fn page(program: &Program, lang: Lang) -> String {
    program.words(lang, || view! { <ImportPage /> })
}

#[test]
fn an_empty_desk_says_what_it_takes_and_that_it_stays_here() {
    let program = Program::at("#/import");
    for lang in LANGS {
        let words = page(&program, lang);
        assert_says(&words, &[import::CHOOSE.get(lang), import::STAYS_HERE.get(lang)]);
        for kind in benyuan::model::rows::FILE_KINDS {
            assert_says(&words, &[names::kind(kind).get(lang)]);
        }
    }
}

#[test]
fn a_file_goes_from_waiting_to_what_it_brings() {
    let program = Program::at("#/import");
    lay(&program, 0, "线索.csv", Reading::Waiting);
    assert_says(&page(&program, Lang::Zh), &["线索.csv", import::WAITING.get(Lang::Zh)]);
    program.app.desk.note(0, Reading::Under(400));
    assert!(program.markup(Lang::Zh, || view! { <ImportPage /> }).contains("value=\"400\""));
    let plan = staged(&program, "线索.csv", LEADS);
    program.app.desk.note(0, Reading::Read(plan));
    compare(&program);
    for lang in LANGS {
        let words = page(&program, lang);
        assert_says(&words, &["线索.csv", names::kind(benyuan::model::rows::Kind::Leads).get(lang)]);
        assert_says(&words, &[import::SHOW_MAPPING.get(lang)]);
    }
    assert_eq!(program.app.desk.sums.with_untracked(|sums| (sums.accepted, sums.new)), (2, 2));
}

/// Of a file that is not imported, no column is kept.
#[test]
fn columns_are_called_kept_only_where_they_are() {
    let program = Program::at("#/import");
    let unknown = staged(&program, "物料.csv", "物料,数量,单价\n机油,3,200\n滤芯,1,80\n");
    lay(&program, 0, "物料.csv", Reading::Read(unknown));
    for lang in LANGS {
        assert_says(&page(&program, lang), &[&import::columns(lang, 0, 0, 3)]);
    }
    let leads = staged(
        &program,
        "线索.csv",
        "线索ID,客户姓名,手机号,线索创建时间,经销店代码\n1,甲,13910000001,2026-10-02,NJ0087\n",
    );
    lay(&program, 1, "线索.csv", Reading::Read(leads));
    for lang in LANGS {
        assert_says(&page(&program, lang), &[&import::columns(lang, 4, 1, 5)]);
    }
}

#[test]
fn the_columns_of_a_file_can_be_seen_and_are_named_in_both_languages() {
    let program = Program::at("#/import");
    let plan = staged(&program, "线索.csv", LEADS);
    lay(&program, 0, "线索.csv", Reading::Read(plan));
    program.app.desk.files.with_untracked(|files| files[0].open.set(true));
    for (lang, field) in [(Lang::Zh, "意向级别"), (Lang::En, "Intent level")] {
        let words = page(&program, lang);
        assert_says(&words, &["线索创建时间", field, import::HIDE_MAPPING.get(lang)]);
    }
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_stands_apart() {
    let program = Program::at("#/import");
    lay(&program, 0, "坏.xlsx", Reading::Failed(ReadFailure::Read(ReadError::Empty)));
    lay(&program, 1, "慢.xlsx", Reading::Failed(ReadFailure::TimedOut));
    lay(&program, 2, "无权.xlsx", Reading::Failed(ReadFailure::Unreadable));
    lay(&program, 3, "崩.xlsx", Reading::Failed(ReadFailure::Crashed));
    for lang in LANGS {
        let words = page(&program, lang);
        assert_says(&words, &["坏.xlsx", "慢.xlsx", "无权.xlsx", "崩.xlsx"]);
    }
    assert_eq!(program.app.desk.tally.get_untracked().failed, 4);
}

#[test]
fn the_demo_takes_no_file_and_says_where_to_go() {
    let program = Program::at("#/import");
    program.command(Command::OpenDemo);
    for lang in LANGS {
        assert_says(&page(&program, lang), &[demo::NO_IMPORT.get(lang), demo::OWN.get(lang)]);
    }
}

#[test]
fn files_that_wait_are_said_on_other_pages() {
    let program = Program::at("#/map");
    let plan = staged(&program, "线索.csv", LEADS);
    lay(&program, 0, "线索.csv", Reading::Read(plan));
    program.go(Route::Map(Default::default()));
    for lang in LANGS {
        let words = program.words(lang, || view! { <Shell>{|| ()}</Shell> });
        assert_says(&words, &[&import::waiting(lang, 1), import::GO_ON.get(lang)]);
    }
}

#[test]
fn an_import_empties_the_desk_and_offers_to_take_it_back() {
    let program = Program::at("#/import");
    let plan = staged(&program, "线索.csv", LEADS);
    lay(&program, 0, "线索.csv", Reading::Read(plan));
    staging::import(program.app);
    program.settle();
    assert!(program.app.desk.files.with_untracked(Vec::is_empty));
    let said = program.app.toasts.shown();
    assert!(said.iter().any(|toast| toast.action.is_some() && toast.words.contains('2')));
    staging::undo(program.app);
    program.settle();
    let said = program.app.toasts.shown();
    assert!(said.iter().any(|toast| toast.words == import::UNDONE.get(Lang::Zh)));
}

#[test]
fn a_file_taken_from_the_desk_is_not_imported() {
    let program = Program::at("#/import");
    let plan = staged(&program, "线索.csv", LEADS);
    lay(&program, 0, "线索.csv", Reading::Read(plan));
    staging::remove(program.app, 0);
    program.settle();
    assert!(program.app.desk.files.with_untracked(Vec::is_empty));
    compare(&program);
    assert_eq!(program.app.desk.sums.with_untracked(|sums| sums.accepted), 0);
}
