//! Unused columns and what they could mean, one tap each.

use super::mapping::mapping_of;
use crate::ui::state::{staging, *};
use benyuan::{
    exchange::plan::{Column, FilePlan, Mapping, Meaning, SheetPlan},
    text::{Lang, fields, import},
};
use leptos::prelude::*;

/// The offers for a file, if there are any.
pub fn offers(app: App, lang: Lang, plan: &FilePlan) -> Option<AnyView> {
    let unused = |column: &&Column| column.field.is_none() && !column.samples.is_empty();
    let columns = || plan.sheets.iter().filter(|sheet| sheet.kind.is_some()).flat_map(|sheet| &sheet.columns);
    let offered: Vec<_> = plan.sheets.iter().flat_map(|sheet| offered(lang, sheet)).collect();
    let words = import::unused(lang, columns().filter(unused).count(), offered.len());
    let button = move |(label, mapping): (String, Mapping)| {
        view! {
            <button class="button button--small" on:click=move |_| staging::settle(app, std::slice::from_ref(&mapping))>
                {label}
            </button>
        }
    };
    (!offered.is_empty()).then(|| {
        view! {
            <div class="offers">
                <span>{words}</span>
                {offered.into_iter().map(button).collect_view()}
            </div>
        }
        .into_any()
    })
}

/// Each offer of a sheet in words, with the mapping that accepts it.
fn offered(lang: Lang, sheet: &SheetPlan) -> Vec<(String, Mapping)> {
    let offer = |(at, column): (usize, &Column)| {
        let field = column.offer?;
        let mut mapping = mapping_of(sheet);
        mapping.set(at, Meaning::Field(field));
        Some((import::offer(lang, &column.header, fields::field(field).get(lang)), mapping))
    };
    sheet.columns.iter().enumerate().filter_map(offer).collect()
}
