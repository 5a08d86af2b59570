//! The open store: the effects of commands and troubles on the page.

use super::{LANGS, Program, assert_says};
use crate::ui::{
    pages::data::DataPage,
    shell::Shell,
    state::{Session, session},
};
use benyuan::{
    protocol::command::{Command, Trouble},
    route::Route,
    text::{Lang, trouble},
};
use leptos::prelude::*;

fn open_name(program: &Program) -> String {
    program.app.status.with_untracked(|status| status.as_ref().map(|status| status.name.clone()).unwrap_or_default())
}

#[test]
fn a_store_is_open_once_the_engine_has_answered() {
    let program = Program::at("#/map");
    assert_eq!(program.app.session.get_untracked(), Session::Open);
    assert!(program.app.status.with_untracked(Option::is_some));
    assert!(!program.app.busy.get_untracked());
}

#[test]
fn a_command_changes_the_store_that_is_shown() {
    let program = Program::at("#/data");
    program.command(Command::RenameStore { name: "城东店".to_owned() });
    assert_eq!(open_name(&program), "城东店");
    program.command(Command::CreateStore { name: "城西店".to_owned() });
    assert_eq!(open_name(&program), "城西店");
    let words = program.words(Lang::Zh, || view! { <DataPage /> });
    assert_says(&words, &["城东店", "城西店"]);
}

#[test]
fn the_store_that_was_open_last_is_opened_again() {
    let first = Program::at("#/data");
    first.command(Command::RenameStore { name: "城东店".to_owned() });
    first.command(Command::CreateStore { name: "城西店".to_owned() });
    let disk = first.disk.clone();
    first.app.client().stop();
    first.settle();
    drop(first);
    let again = Program::on(disk, "#/map");
    assert_eq!(open_name(&again), "城西店");
}

#[test]
fn a_change_that_fails_is_said_and_changes_nothing() {
    for lang in LANGS {
        let program = Program::at("#/data");
        program.app.lang.set(lang);
        program.command(Command::RenameStore { name: "城东店".to_owned() });
        program.disk.fail_after(Some(0));
        program.command(Command::RenameStore { name: "城西店".to_owned() });
        assert_eq!(open_name(&program), "城东店");
        assert!(!program.app.busy.get_untracked());
        let said = program.app.toasts.shown();
        let title = trouble::title(&Trouble::QuotaExceeded).get(lang);
        assert!(said.iter().any(|toast| toast.words.starts_with(title)), "{title} is not said");
        let words = program.words(lang, || view! { <Shell>{|| ()}</Shell> });
        assert_says(&words, &[title]);
    }
}

#[test]
fn a_store_that_is_gone_takes_the_place_of_every_page_and_offers_the_others() {
    let program = Program::at("#/map");
    program.command(Command::RenameStore { name: "城东店".to_owned() });
    let id = program.app.status.with_untracked(|status| status.as_ref().map(|status| status.id.clone())).unwrap();
    program.disk.evict(&id);
    program.command(Command::RenameStore { name: "城西店".to_owned() });
    assert_eq!(program.app.session.get_untracked(), Session::Lost(Trouble::Vanished));
    for lang in LANGS {
        let words = program.words(lang, || view! { <Shell>{|| "THE PAGE"}</Shell> });
        assert_says(&words, &[trouble::title(&Trouble::Vanished).get(lang)]);
        assert!(!words.contains("THE PAGE"), "{words}");
    }
}

#[test]
fn the_demo_is_entered_and_left_for_a_store_of_ones_own() {
    let program = Program::at("#/demo");
    program.command(Command::OpenDemo);
    assert!(program.app.is_demo());
    crate::ui::shell::demo::leave(program.app);
    program.settle();
    assert!(!program.app.is_demo());
    assert_eq!(crate::ui::browser::address(), Route::Import.href());
}

#[test]
fn everything_deleted_leaves_an_empty_store_and_no_trace() {
    let program = Program::at("#/data");
    program.command(Command::RenameStore { name: "城东店".to_owned() });
    program.command(Command::DeleteEverything);
    assert_eq!(program.app.session.get_untracked(), Session::Open);
    assert_eq!(open_name(&program), "");
}

#[test]
fn opening_again_keeps_the_store() {
    let program = Program::at("#/map");
    program.command(Command::RenameStore { name: "城东店".to_owned() });
    session::begin(program.app);
    program.settle();
    assert_eq!(open_name(&program), "城东店");
}
