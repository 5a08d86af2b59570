//! Which column means what: shown for every sheet, changed by the user, applied by reading the file again.

use crate::ui::{
    components::choice::{Choice, dropdown},
    state::{staging, *},
};
use benyuan::model::fields::{Field, fields_of};
use benyuan::{
    exchange::plan::{Column, FilePlan, Mapping, SheetPlan},
    model::{
        rows::{KINDS, Kind},
        values::Phone,
    },
    text::{Lang, fields, import, mask::masked, names, shell},
};
use leptos::prelude::*;

#[component]
pub fn MappingEditor(number: u32, plan: FilePlan) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let before: Vec<Mapping> = plan.sheets.iter().map(mapping_of).collect();
    let draft = RwSignal::new(before.clone());
    let changed = {
        let before = before.clone();
        Memo::new(move |_| draft.with(|draft| *draft != before))
    };
    let apply = move |_| {
        let settled = draft.with_untracked(|draft| {
            let pairs = draft.iter().zip(&before);
            pairs.filter(|(new, old)| new != old).map(|(new, _)| new.clone()).collect::<Vec<_>>()
        });
        let mut chosen = app.desk.hand(number).map(|hand| hand.chosen).unwrap_or_default();
        chosen.retain(|old| settled.iter().all(|new| new.shape != old.shape));
        chosen.extend(settled);
        staging::remap(app, number, chosen);
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

#[component]
fn Sheet(index: usize, sheet: SheetPlan, draft: RwSignal<Vec<Mapping>>) -> impl IntoView {
    let lang = use_lang();
    let kind = Memo::new(move |_| draft.with(|draft| draft.get(index).and_then(|mapping| mapping.kind)));
    let headers: Vec<String> = sheet.columns.iter().map(|column| column.header.clone()).collect();
    let choose_kind = move |kind: Option<Kind>| {
        draft.update(|draft| {
            if let Some(mapping) = draft.get_mut(index) {
                let fields = carried(&headers, &mapping.fields, kind);
                *mapping = Mapping { shape: mapping.shape, kind, fields };
            }
        });
    };
    let title = if sheet.name.is_empty() { import::SHEET_KIND.get(lang).to_owned() } else { sheet.name.clone() };
    let columns = StoredValue::new(sheet.columns);
    view! {
        <section class="mapping">
            <header class="mapping__head">
                <h3>{title}</h3>
                {dropdown(import::SHEET_KIND.get(lang), kind_choices(lang), move || Some(kind.get()), choose_kind)}
            </header>
            {move || kind.get().map(|kind| {
                let rows = columns.get_value().into_iter().enumerate();
                let rows = rows.map(|(place, column)| view! { <ColumnRow index place column kind draft /> });
                view! { <ul class="mapping__columns">{rows.collect_view()}</ul> }
            })}
        </section>
    }
}

#[component]
fn ColumnRow(index: usize, place: usize, column: Column, kind: Kind, draft: RwSignal<Vec<Mapping>>) -> impl IntoView {
    let lang = use_lang();
    let chosen = Signal::derive(move || {
        draft.with(|draft| draft.get(index).map(|mapping| mapping.fields.get(place).copied().flatten()))
    });
    let choose = move |field: Option<Field>| {
        draft.update(|draft| {
            if let Some(slot) = draft.get_mut(index).and_then(|mapping| mapping.fields.get_mut(place)) {
                *slot = field;
            }
        });
    };
    let samples = samples(&column);
    let header = if column.header.is_empty() { import::nth_column(lang, place + 1) } else { column.header };
    view! {
        <li class="mapping__column" class:mapping__column--unused=move || chosen.get().flatten().is_none()>
            <span class="mapping__names">
                <b>{header}</b>
                <span class="mapping__samples">{samples}</span>
            </span>
            {dropdown(import::MEANS.get(lang), field_choices(lang, kind), move || chosen.get(), choose)}
        </li>
    }
}

fn mapping_of(sheet: &SheetPlan) -> Mapping {
    let fields = sheet.columns.iter().map(|column| column.field).collect();
    Mapping { shape: sheet.shape, kind: sheet.kind, fields }
}

/// A few values, so that the user sees what the column holds. Telephone numbers are masked here too.
fn samples(column: &Column) -> String {
    let is_number = column.field.is_some_and(Field::is_document_number);
    let shown = column.samples.iter().map(|sample| match column.field {
        Some(Field::Phone) => Phone::Full(sample.clone()).masked(),
        _ if is_number => sample.clone(),
        _ => masked(sample).into_owned(),
    });
    shown.collect::<Vec<_>>().join(" · ")
}

/// What another kind makes of the columns: meanings it has too stay; a column named like a field means it.
fn carried(headers: &[String], fields: &[Option<Field>], kind: Option<Kind>) -> Vec<Option<Field>> {
    let known = kind.map_or(&[][..], fields_of);
    let named = |header: &String| known.iter().copied().find(|field| fields::field(*field).zh == header.trim());
    let kept = |field: &Option<Field>| field.filter(|field| known.contains(field));
    headers.iter().zip(fields).map(|(header, field)| kept(field).or_else(|| named(header))).collect()
}

fn kind_choices(lang: Lang) -> Vec<Choice<Option<Kind>>> {
    let none = Choice { value: None, label: import::KIND_NONE.get(lang).to_owned() };
    let kinds = KINDS.map(|kind| Choice { value: Some(kind), label: names::kind(kind).get(lang).to_owned() });
    [none].into_iter().chain(kinds).collect()
}

fn field_choices(lang: Lang, kind: Kind) -> Vec<Choice<Option<Field>>> {
    let none = Choice { value: None, label: import::FIELD_NONE.get(lang).to_owned() };
    let fields = fields_of(kind).iter();
    let fields = fields.map(|field| Choice { value: Some(*field), label: fields::field(*field).get(lang).to_owned() });
    [none].into_iter().chain(fields).collect()
}
