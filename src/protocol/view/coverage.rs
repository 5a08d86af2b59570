//! What the files make possible, and the catalogue with its evidence.

use super::map::Exits;
use super::map::{Lack, Never};
use crate::{
    model::{fields::Field, rows::Kind},
    protocol::lang::Lang,
    terms::{
        stage::{Node, Role, Stage, Step, SubjectKind},
        touchpoint::Clock,
    },
    time::Day,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CoverageView {
    pub kinds: Vec<KindCoverage>,
    pub steps: Vec<(Step, Vec<Lack>)>,
    pub nodes: Vec<(Node, Vec<Lack>)>,
    pub observed: u32,
    pub touchpoints: u32,
    /// Derived from the rows.
    pub customers: u32,
    pub vehicles: u32,
    pub ownerships: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct KindCoverage {
    pub kind: Kind,
    pub rows: u32,
    pub files: u32,
    /// First and last event day.
    pub span: Option<(Day, Day)>,
    /// Fields that a step or touchpoint needs and no file of this kind has.
    pub missing: Vec<Field>,
    /// What its rows could record, and never do.
    pub unseen: Vec<Never>,
}

/// A touchpoint's names, so that the page need not contain the catalogue.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TouchpointName {
    /// The catalogue's key; addresses use it.
    pub key: String,
    pub zh: String,
    pub en: String,
    pub stage: Stage,
}

impl TouchpointName {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CatalogueView {
    pub touchpoints: Vec<TouchpointView>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TouchpointView {
    pub name: TouchpointName,
    pub owner: Role,
    pub clock: Clock,
    pub subject: SubjectKind,
    pub lacks: Vec<Lack>,
    pub exits: Exits,
}
