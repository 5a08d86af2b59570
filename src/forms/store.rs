//! The settings of a store: its name, and the follow-up clock of the intent levels.

use super::{Choice, Field, Form, Input, check, wrong};
use crate::{
    protocol::{
        command::Command,
        form::{Submission, Wrong},
        view::StoreEntry,
    },
    terms::level_clock::{LEVEL_PRESETS, LevelPreset},
    text::{Lang, clocks, data, demo, forms as words, names, settings, shell},
};

pub(super) const NAME: &str = "store-name";
pub(super) const LEVELS: &str = "store-levels";

/// Makes the demo anew.
pub(super) const DEMO: &str = "demo-reset";

/// The most characters in a store's name.
const LONGEST: usize = 60;

pub fn name_form(lang: Lang, name: &str, is_demo: bool) -> Form {
    let field = Field {
        name: "name",
        label: data::STORE_NAME,
        hint: is_demo.then(|| demo::NAME_STAYS.get(lang).to_owned()),
        input: Input::Line(LONGEST),
        is_required: true,
        is_fixed: is_demo,
        value: shell::store_name(lang, name),
    };
    Form { name: NAME, fields: vec![field], submit: data::SAVE_NAME, saved: settings::NAME_SAVED }
}

/// A button alone: the demo as it is delivered, without what was written in it.
pub fn demo_form() -> Form {
    let field = Field {
        name: "reset",
        label: words::NOTHING,
        hint: None,
        input: Input::Hidden(1),
        is_required: false,
        is_fixed: false,
        value: String::new(),
    };
    Form { name: DEMO, fields: vec![field], submit: settings::RESET_DEMO, saved: settings::DEMO_RESET }
}

pub fn levels_form(lang: Lang, preset: LevelPreset) -> Form {
    let choice = |preset: LevelPreset| Choice {
        value: tag(preset).to_owned(),
        label: names::level_preset(preset).get(lang).to_owned(),
        detail: clocks::preset(lang, preset),
    };
    let field = Field {
        name: "preset",
        label: settings::CLOCK,
        hint: None,
        input: Input::One(LEVEL_PRESETS.map(choice).into()),
        is_required: true,
        is_fixed: false,
        value: tag(preset).to_owned(),
    };
    Form { name: LEVELS, fields: vec![field], submit: settings::SAVE_CLOCK, saved: settings::CLOCK_SAVED }
}

const fn tag(preset: LevelPreset) -> &'static str {
    match preset {
        LevelPreset::BeijingHyundai => "beijing-hyundai",
        LevelPreset::GacHonda => "gac-honda",
        LevelPreset::Third => "third",
    }
}

/// Refuses a name that another store has: the two could not be told apart.
pub(super) fn rename(submission: &Submission, stores: &[StoreEntry]) -> Result<Command, Vec<Wrong>> {
    let form = name_form(submission.lang, "", false);
    let mut values = check::values(&form, submission)?;
    let name = values.remove("name").unwrap_or_default();
    match stores.iter().any(|store| !store.open && store.name == name) {
        true => Err(vec![wrong("name", submission.lang, words::NAME_TAKEN)]),
        false => Ok(Command::RenameStore { name }),
    }
}

pub(super) fn levels(submission: &Submission) -> Result<Command, Vec<Wrong>> {
    let form = levels_form(submission.lang, LEVEL_PRESETS[0]);
    let values = check::values(&form, submission)?;
    let chosen =
        LEVEL_PRESETS.into_iter().find(|preset| values.get("preset").is_some_and(|value| value == tag(*preset)));
    let missing = || vec![wrong("preset", submission.lang, words::CHOOSE)];
    chosen.map(Command::SetLevelPreset).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::{Given, command},
        model::ids::StoreId,
    };

    fn submit(form: &str, field: &str, value: &str) -> Result<Command, Vec<Wrong>> {
        let values = vec![(field.to_owned(), value.to_owned())];
        let submission = Submission { form: form.to_owned(), values, lang: Lang::Zh };
        let store =
            |name: &str, open| StoreEntry { id: StoreId(name.into()), name: name.into(), rows: 0, open, demo: false };
        let stores = [store("城东店", true), store("城西店", false)];
        let today = "2026-11-28".parse().unwrap();
        command(&submission, &Given { stores: &stores, touchpoints: &[], today }).unwrap()
    }

    #[test]
    fn a_name_is_there_and_nobody_elses() {
        assert_eq!(submit(NAME, "name", " 城南店"), Ok(Command::RenameStore { name: "城南店".into() }));
        // Keeping its own name is no change and no error.
        assert!(submit(NAME, "name", "城东店").is_ok());
        for taken in ["城西店", "  ", &"长".repeat(61)] {
            let wrongs = submit(NAME, "name", taken).unwrap_err();
            assert_eq!(wrongs[0].field, "name", "{taken}");
        }
    }

    #[test]
    fn every_rule_can_be_chosen() {
        for preset in LEVEL_PRESETS {
            assert_eq!(submit(LEVELS, "preset", tag(preset)), Ok(Command::SetLevelPreset(preset)));
        }
        assert_eq!(submit(LEVELS, "preset", "fourth").unwrap_err()[0].field, "preset");
    }
}
