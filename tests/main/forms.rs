//! Forms, filled in as by the page: wrong values change nothing and come back by field; right ones are saved.

use crate::support::App;
use benyuan::{
    protocol::{
        command::{Command, Outcome, Trouble},
        form::Submission,
        query::Query,
        view::View,
    },
    terms::level_clock::LevelPreset,
    text::Lang,
};

fn submit(app: &mut App, form: &str, field: &str, value: &str) -> Result<Outcome, Trouble> {
    let values = vec![(field.to_owned(), value.to_owned())];
    app.command(Command::Submit(Submission { form: form.to_owned(), values, lang: Lang::Zh }))
}

fn body(app: &mut App) -> String {
    match app.query(Query::Show { address: "#/settings".to_owned(), lang: Lang::Zh }) {
        View::Sheet(sheet) => sheet.body,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_store_is_named_by_its_form() {
    let mut app = App::new();
    let before = body(&mut app);
    let Ok(Outcome::Wrong(wrongs)) = submit(&mut app, "store-name", "name", "\u{200b} ") else { unreachable!() };
    assert_eq!(wrongs.len(), 1);
    assert_eq!(wrongs[0].field, "name");
    assert_eq!(body(&mut app), before, "what was refused changed something");

    let Ok(Outcome::Store(status)) = submit(&mut app, "store-name", "name", " 城东店 ") else { unreachable!() };
    assert_eq!(status.name, "城东店");
    assert!(body(&mut app).contains("value=\"城东店\""));
    app.command(Command::CreateStore { name: "城西店".into() }).unwrap();
    let Ok(Outcome::Wrong(wrongs)) = submit(&mut app, "store-name", "name", "城东店") else { unreachable!() };
    assert!(wrongs[0].words.contains("已有一家"), "{wrongs:?}");
}

#[test]
fn a_clock_is_chosen_by_its_form_and_kept() {
    let mut app = App::new();
    let Ok(Outcome::Store(status)) = submit(&mut app, "store-levels", "preset", "gac-honda") else { unreachable!() };
    assert_eq!(status.level_preset, LevelPreset::GacHonda);
    let body = body(&mut app.reload());
    let chosen = body.split("<input type=\"radio\"").find(|one| one.contains(" checked")).unwrap();
    assert!(chosen.contains("gac-honda"), "{chosen}");
}

#[test]
fn the_demo_keeps_its_name_and_nothing_else_is_a_form() {
    let mut app = App::new();
    assert_eq!(submit(&mut app, "no-form", "name", "x"), Err(Trouble::NotUnderstood));
    app.command(Command::OpenDemo).unwrap();
    assert_eq!(submit(&mut app, "store-name", "name", "城南店"), Err(Trouble::DemoStore));
    let body = body(&mut app);
    assert!(body.contains("readonly") && !body.contains("保存名称"), "{body}");
}
