//! Pages: what the engine answered, in words. One file per page, a function from a view to a sheet; pure, so that a page is tested as
//! text in both languages. It calculates nothing, and how a block looks is said in `blocks` and the styles.

mod blocks;
pub mod catalogue;
pub mod coverage;
pub mod distribution;
pub mod figures;
pub mod funnel;
pub mod list;
pub mod map;
pub mod notes;
pub mod record;
pub mod satisfaction;
pub mod scorecard;
pub mod settings;
pub mod unknown;

use crate::{
    protocol::{
        query::Scope,
        sheet::Sheet,
        view::{CoverageView, StoreStatus},
    },
    route::Route,
    text::{Lang, shell},
    time::Day,
};
pub use blocks::{Data, TABLE, figure};
use blocks::{Markup, caution, html};

/// A page with the data that can be handed over from it.
pub struct Page {
    pub sheet: Sheet,
    pub data: Vec<Data>,
}

impl From<Sheet> for Page {
    fn from(sheet: Sheet) -> Self {
        Self { sheet, data: Vec::new() }
    }
}

/// From where a page is looked at.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub lang: Lang,
    pub route: &'a Route,
    /// The route's, with its absent parts absent.
    pub scope: &'a Scope,
    pub status: &'a StoreStatus,
    /// The device's day.
    pub today: Day,
    /// Which files are in, for the map that says it in brief.
    pub coverage: Option<&'a CoverageView>,
}

impl At<'_> {
    /// The same page with another scope.
    pub fn to(&self, change: impl FnOnce(&mut Scope)) -> Route {
        let mut scope = self.scope.clone();
        change(&mut scope);
        self.route.clone().with_scope(scope)
    }
}

/// How old the data are, and a date that was left out: said only where it matters.
fn data_age(at: At) -> Markup {
    const FRESH_DAYS: i32 = 7;
    let StoreStatus { reporting_date, ignored_outlier, .. } = at.status;
    let age = reporting_date.map(|reporting| (reporting, at.today.days_since(reporting)));
    // The demo's date is fixed. What follows from a doubtful date is said above the page.
    let is_asked = at.status.clock.is_none() && !at.status.demo;
    html! {
        @if let Some((reporting, days)) = age.filter(|(_, days)| is_asked && *days > FRESH_DAYS) {
            (caution(&shell::data_until(at.lang, reporting, days)))
        }
        @if let Some(day) = ignored_outlier { (caution(&shell::outlier(at.lang, *day))) }
    }
}
