//! Which column means what: shown for every sheet, changed by the user, applied by reading the file again.

use crate::ui::live::{Derived, Live};
use crate::ui::{
    components::choice::{Choice, dropdown},
    state::{staging, *},
};
use benyuan::model::fields::{Field, fields_of};
use benyuan::{
    exchange::plan::{Column, FilePlan, Mapping, Meaning, SheetPlan},
    model::{
        rows::{FILE_KINDS, Kind},
        values::Phone,
    },
    text::{Lang, fields, import, mask::masked, names, shell},
};
use leptos::prelude::*;

/// How many values show what a column holds.
const SAMPLES: usize = 3;

#[component]
pub fn MappingEditor(plan: FilePlan) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let before: Vec<Mapping> = plan.sheets.iter().map(mapping_of).collect();
    let draft = Live::new(before.clone());
    let changed = {
        let before = before.clone();
        Derived::new(move || draft.with(|draft| *draft != before))
    };
    let apply = move |_| {
        let settled = draft.with_untracked(|draft| {
            let pairs = draft.iter().zip(&before);
            pairs.filter(|(new, old)| new != old).map(|(new, _)| new.clone()).collect::<Vec<_>>()
        });
        staging::settle(app, &settled);
    };
    let sheets = plan.sheets.into_iter().enumerate().filter(|(_, sheet)| !sheet.is_explanation());
    let sheets = sheets.map(|(index, sheet)| view! { <Sheet index sheet draft /> });
    view! {
        {sheets.collect_view()}
        <div class="actions">
            <button class="button button--primary" disabled=move || !changed.get() on:click=apply>
                {shell::APPLY.get(lang)}
            </button>
        </div>
    }
}

/// A chosen kind counts at once: the headers then show what the columns mean in that kind.
#[component]
fn Sheet(index: usize, sheet: SheetPlan, draft: Live<Vec<Mapping>>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let SheetPlan { name, kind, columns, shape, .. } = sheet;
    let choose_kind =
        move |kind| staging::settle(app, &[Mapping { shape, kind, fields: Vec::new(), left_out: Vec::new() }]);
    let title = if name.is_empty() { import::SHEET_KIND.get(lang).to_owned() } else { name };
    let rows = kind.map(|kind| {
        let rows = in_order(columns).into_iter();
        let rows = rows.map(|(place, column)| view! { <ColumnRow index place column kind draft /> });
        view! { <ul class="mapping__columns">{rows.collect_view()}</ul> }
    });
    view! {
        <section class="mapping">
            <header class="mapping__head">
                <h3>{title}</h3>
                {dropdown(import::SHEET_KIND.get(lang), kind_choices(lang), move || Some(kind), choose_kind)}
            </header>
            {rows}
        </section>
    }
}

/// Unused columns with values come first, columns without values last.
fn in_order(columns: Vec<Column>) -> Vec<(usize, Column)> {
    // Several passes instead of a sort, whose code would be larger than this page's.
    let orders = [(false, false), (false, true), (true, false), (true, true)];
    let of = |order| {
        let columns = columns.iter().enumerate();
        columns.filter(move |(_, column)| (column.samples.is_empty(), column.field.is_some()) == order)
    };
    orders.into_iter().flat_map(of).map(|(place, column)| (place, column.clone())).collect()
}

#[component]
fn ColumnRow(index: usize, place: usize, column: Column, kind: Kind, draft: Live<Vec<Mapping>>) -> impl IntoView {
    let lang = use_lang();
    let is_named = !column.header.trim().is_empty();
    let chosen = Derived::new(move || {
        let meaning = draft.with(|draft| draft.get(index).map(|mapping| mapping.meaning(place)));
        meaning.map(|meaning| if meaning == Meaning::Kept && !is_named { Meaning::LeftOut } else { meaning })
    });
    let choose = move |meaning: Meaning| {
        draft.update(|draft| {
            if let Some(mapping) = draft.get_mut(index) {
                mapping.set(place, meaning);
            }
        });
    };
    let samples = samples(&column);
    let header = if column.header.is_empty() { import::nth_column(lang, place + 1) } else { column.header };
    view! {
        <li class="mapping__column" class:mapping__column--unused=move || !matches!(chosen.get(), Some(Meaning::Field(_)))>
            <span class="mapping__names">
                <b>{header}</b>
                <span class="mapping__samples">{samples}</span>
            </span>
            {dropdown(import::MEANS.get(lang), field_choices(lang, kind, is_named), move || chosen.get(), choose)}
        </li>
    }
}

pub fn mapping_of(sheet: &SheetPlan) -> Mapping {
    let fields = sheet.columns.iter().map(|column| column.field).collect();
    let left_out = (0..).zip(&sheet.columns).filter(|(_, column)| column.is_left_out).map(|(at, _)| at).collect();
    Mapping { shape: sheet.shape, kind: sheet.kind, fields, left_out }
}

/// A few values that show what the column holds. Telephone numbers are masked here too.
fn samples(column: &Column) -> String {
    let is_number = column.field.is_some_and(Field::is_document_number);
    let shown = column.samples.iter().take(SAMPLES).map(|sample| match column.field {
        Some(Field::Phone) => Phone::Full(sample.clone()).masked(),
        _ if is_number => sample.clone(),
        _ => masked(sample).into_owned(),
    });
    shown.collect::<Vec<_>>().join(" · ")
}

fn kind_choices(lang: Lang) -> Vec<Choice<Option<Kind>>> {
    let none = Choice { value: None, label: import::KIND_NONE.get(lang).to_owned() };
    let kinds = FILE_KINDS.map(|kind| Choice { value: Some(kind), label: names::kind(kind).get(lang).to_owned() });
    [none].into_iter().chain(kinds).collect()
}

/// A column without a name cannot be kept under it.
fn field_choices(lang: Lang, kind: Kind, is_named: bool) -> Vec<Choice<Meaning>> {
    let kept = Choice { value: Meaning::Kept, label: import::FIELD_KEPT.get(lang).to_owned() };
    let out = Choice { value: Meaning::LeftOut, label: import::FIELD_NONE.get(lang).to_owned() };
    let label = |field: Field| fields::field(field).get(lang).to_owned();
    let fields = fields_of(kind).iter().map(|field| Choice { value: Meaning::Field(*field), label: label(*field) });
    is_named.then_some(kept).into_iter().chain([out]).chain(fields).collect()
}
