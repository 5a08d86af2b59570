//! Pages: the engine's answers in words. One file per page, each a pure function from a view to a sheet, so that tests
//! read pages as text in both languages. Pages calculate nothing; the look of a block is in `blocks` and the styles.

pub mod actions;
pub(crate) mod blocks;
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
pub use record::CHANGES as RECORD_CHANGES;

/// A page, and the data that can be handed over from it.
pub struct Page {
    pub sheet: Sheet,
    pub data: Vec<Data>,
}

impl From<Sheet> for Page {
    fn from(sheet: Sheet) -> Self {
        Self { sheet, data: Vec::new() }
    }
}

/// Where a page is seen from.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub lang: Lang,
    pub route: &'a Route,
    /// The route's scope, without defaults.
    pub scope: &'a Scope,
    pub status: &'a StoreStatus,
    /// The device's day.
    pub today: Day,
    /// The person at this device; empty if not known.
    pub who: &'a str,
    /// Which files are imported, for the summary on the map.
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

/// How old the data are, and any ignored date; shown only if it matters.
fn data_age(at: At) -> Markup {
    const FRESH_DAYS: i32 = 7;
    let StoreStatus { reporting_date, ignored_outlier, .. } = at.status;
    let age = reporting_date.map(|reporting| (reporting, at.today.days_since(reporting)));
    // The demo's date is fixed. The consequences of a doubtful date are shown above the page.
    let is_asked = at.status.clock.is_none() && !at.status.demo;
    html! {
        @if let Some((reporting, days)) = age.filter(|(_, days)| is_asked && *days > FRESH_DAYS) {
            (caution(&shell::data_until(at.lang, reporting, days)))
        }
        @if let Some(day) = ignored_outlier { (caution(&shell::outlier(at.lang, *day))) }
    }
}
