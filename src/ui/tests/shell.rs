//! The frame as text: the rail, the top bar, the warnings above a page, the tour.

use super::{LANGS, Program, assert_says, words};
use crate::ui::{
    browser,
    shell::{Shell, named, tour},
    state::Session,
};
use benyuan::{
    model::ids::StoreId,
    protocol::command::{Command, SavedState, Trouble},
    route::Route,
    text::{Lang, demo, shell, trouble},
};
use leptos::prelude::*;

fn frame(program: &Program, lang: Lang) -> String {
    program.markup(lang, || view! { <Shell>{|| "THE PAGE"}</Shell> })
}

#[test]
fn the_rail_names_every_page_and_marks_the_present_one() {
    let program = Program::at("#/funnel");
    let pages = [
        shell::MAP,
        shell::FUNNEL,
        shell::DISTRIBUTION,
        shell::SATISFACTION,
        shell::SCORECARD,
        shell::DATA,
        shell::SETTINGS,
    ];
    for lang in LANGS {
        let markup = frame(&program, lang);
        assert_says(&words(&markup), &pages.map(|page| page.get(lang)));
        assert_says(&words(&markup), &["THE PAGE", shell::SAVED.get(lang)]);
        assert_eq!(markup.matches("aria-current=\"page\"").count(), 1);
        let (_, current) = markup.split_once("aria-current=\"page\"").unwrap();
        assert!(words(current).contains(shell::FUNNEL.get(lang)));
        assert!(markup.contains("data-page=\"funnel\""));
    }
}

#[test]
fn a_change_under_way_is_not_called_saved() {
    let program = Program::at("#/map");
    program.app.busy.set(true);
    for lang in LANGS {
        let words = words(&frame(&program, lang));
        assert_says(&words, &[shell::SAVING.get(lang)]);
        assert!(!words.contains(shell::SAVED.get(lang)), "{words}");
    }
}

#[test]
fn nothing_of_a_page_stands_before_the_store_is_open() {
    let program = Program::at("#/map");
    program.app.session.set(Session::Opening);
    assert!(!frame(&program, Lang::Zh).contains("THE PAGE"));
}

#[test]
fn every_loss_of_the_store_says_what_happened_and_what_to_do() {
    let program = Program::at("#/map");
    let losses = [
        Trouble::OpenElsewhere,
        Trouble::TakenOver,
        Trouble::Vanished,
        Trouble::EngineStopped,
        Trouble::NotUnderstood,
        Trouble::QuotaExceeded,
        Trouble::DiskRefused,
        Trouble::StoreOlder(SavedState { store: StoreId("s1".to_owned()), rows: 3, imported: None }),
    ];
    for loss in losses {
        program.app.session.set(Session::Lost(loss.clone()));
        for lang in LANGS {
            let words = words(&frame(&program, lang));
            assert_says(&words, &[trouble::title(&loss).get(lang), trouble::advice(lang, &loss).trim()]);
        }
    }
}

#[test]
fn the_top_bar_says_what_the_page_is_called_and_the_tab_too() {
    let program = Program::at("#/import");
    named(shell::DATA, || "3 件".to_owned(), true);
    program.settle();
    let markup = frame(&program, Lang::Zh);
    program.settle();
    assert_says(&words(&markup), &[shell::DATA.get(Lang::Zh), shell::BACK.get(Lang::Zh)][..1]);
    assert!(markup.contains(shell::BACK.get(Lang::Zh)));
    assert_eq!(browser::title(), format!("{} · {}", shell::DATA.get(Lang::Zh), shell::PRODUCT.get(Lang::Zh)));
}

#[test]
fn the_demo_says_that_it_is_one_and_shows_its_tour() {
    let program = Program::at("#/map");
    program.command(Command::OpenDemo);
    for lang in LANGS {
        assert_says(&words(&frame(&program, lang)), &[demo::TAG.get(lang)]);
    }
    tour::start(program.app);
    program.settle();
    for (stop, said) in demo::STOPS.iter().enumerate() {
        program.app.tour.set(Some(stop));
        for lang in LANGS {
            let words = words(&frame(&program, lang));
            assert_says(&words, &[said.title.get(lang), said.words.get(lang), &format!("{} / ", stop + 1)]);
        }
    }
    tour::stop(program.app);
    assert!(!words(&frame(&program, Lang::Zh)).contains(demo::STOPS[0].title.get(Lang::Zh)));
}

#[test]
fn the_latest_message_stands_with_what_it_offers() {
    let program = Program::at("#/map");
    program.app.toasts.with_action("已导入".to_owned(), shell::UNDO, Callback::new(|()| ()));
    assert_says(&words(&frame(&program, Lang::Zh)), &["已导入", shell::UNDO.get(Lang::Zh)]);
    program.app.toasts.close_offers();
    assert!(!words(&frame(&program, Lang::Zh)).contains("已导入"));
}

#[test]
fn pages_that_are_no_sheets_are_marked_as_such() {
    let program = Program::at("#/data");
    program.go(Route::Data);
    assert!(frame(&program, Lang::Zh).contains("data-page=\"data\""));
}
