//! Every message, in both languages side by side; a missing language does not compile.
//! Plain words are [`Text`] constants; sentences with figures are functions of the language.

pub mod actions;
pub mod advisers;
pub mod backup;
pub mod clocks;
pub mod columns;
pub mod consultants;
pub mod data;
pub mod demo;
pub mod distribution;
pub mod events;
pub mod fields;
pub mod follow_ups;
pub mod forms;
pub mod figures;
pub mod findings;
pub mod funnel;
pub mod headline;
pub mod import;
pub mod lacks;
pub mod lists;
pub mod map;
pub mod mask;
pub mod measures;
pub mod names;
pub mod notes;
pub mod numbers;
pub mod people;
pub mod reading;
pub mod reasons;
pub mod satisfaction;
pub mod selections;
pub mod settings;
pub mod shell;
pub mod slices;
pub mod states;
pub mod templates;
pub mod trouble;
pub mod version;

pub use crate::protocol::lang::Lang;

/// A message in both languages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    pub zh: &'static str,
    pub en: &'static str,
}

impl Text {
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// A message: Chinese, then English.
pub const fn text(zh: &'static str, en: &'static str) -> Text {
    Text { zh, en }
}
