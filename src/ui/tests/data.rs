//! The data page as text: files, stores, everything on this device.

use super::{LANGS, Program, assert_says, import::staged};
use crate::ui::{pages::data::DataPage, state::staging};
use benyuan::{
    protocol::command::Command,
    text::{Lang, data, settings},
};
use leptos::prelude::*;

fn page(program: &Program, lang: Lang) -> String {
    program.words(lang, || view! { <DataPage /> })
}

#[test]
fn an_empty_store_says_so_and_where_records_will_lie() {
    let program = Program::at("#/data");
    for lang in LANGS {
        let words = page(&program, lang);
        assert_says(&words, &[data::NO_FILES.get(lang), data::STORES.get(lang), settings::WHERE_TITLE.get(lang)]);
        assert_says(&words, &[data::DELETE_ALL.get(lang), data::SEE_COVERAGE.get(lang)]);
        assert!(!words.contains(data::TAKE_OUT.get(lang)), "{words}");
    }
}

#[test]
fn an_imported_file_stands_with_its_rows_and_can_be_taken_back() {
    let program = Program::at("#/data");
    staged(&program, "线索.csv", LEADS);
    program.command(Command::Import);
    for lang in LANGS {
        let words = page(&program, lang);
        assert_says(&words, &["线索.csv", "2026-11-22", data::UNDO_LAST.get(lang), data::TAKE_OUT.get(lang)]);
    }
    assert_says(&page(&program, Lang::Zh), &["线索 2 行"]);
    staging::undo(program.app);
    program.settle();
    let words = page(&program, Lang::Zh);
    assert_says(&words, &[data::NO_FILES.get(Lang::Zh)]);
    assert!(!words.contains("线索.csv"), "{words}");
}

/// A telephone number in a file's name is masked like any other.
#[test]
fn a_number_in_a_name_is_masked() {
    let program = Program::at("#/data");
    staged(&program, "王13812345678.csv", LEADS);
    program.command(Command::Import);
    let words = page(&program, Lang::Zh);
    assert!(!words.contains("13812345678"), "{words}");
    assert_says(&words, &["王138****5678.csv"]);
}

pub const LEADS: &str = "\
线索创建时间,客户姓名,手机号,线索来源,意向级别,意向车型,销售顾问
2026-11-02 09:12,张三,13800000001,官网,A,轩逸,李四
2026-11-03 10:40,王五,13800000002,抖音,B,逍客,李四
";
