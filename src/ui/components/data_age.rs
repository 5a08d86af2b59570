//! How old the data are, for the pages that are no sheets yet.

use super::trouble::Caution;
use crate::ui::state::*;
use benyuan::text::shell;
use leptos::prelude::*;

/// And a date that was left out: said only where it matters.
#[component]
pub fn DataAge() -> impl IntoView {
    const FRESH_DAYS: i32 = 7;
    let app = use_app();
    let lang = use_lang();
    let (reporting, outlier) = app.status.with_untracked(|status| {
        status.as_ref().map_or((None, None), |status| (status.reporting_date, status.ignored_outlier))
    });
    let age = reporting.zip(device::today()).map(|(reporting, today)| (reporting, today.days_since(reporting)));
    // The demo's date is fixed. What follows from a doubtful date is said above the page.
    let in_doubt = app.status.with_untracked(|status| status.as_ref().is_some_and(|status| status.clock.is_some()));
    let age = age.filter(|(_, days)| *days > FRESH_DAYS && !in_doubt && !untrack(|| app.is_demo()));
    view! {
        {age.map(|(reporting, days)| view! { <Caution words=shell::data_until(lang, reporting, days) /> })}
        {outlier.map(|day| view! { <Caution words=shell::outlier(lang, day) /> })}
    }
}
