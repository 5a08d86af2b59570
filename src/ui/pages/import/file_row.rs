//! One file of the preview: being read, with its progress, or read, with what it adds.

use super::{mapping::MappingEditor, offers::offers, preview::number as figure};
use crate::ui::components::show::show;
use crate::ui::live::Live;
use crate::ui::{
    components::{
        icon::{Glyph, Icon},
        tag::Tag,
    },
    state::{
        desk::{DeskFile, Reading},
        staging, *,
    },
};
use benyuan::{
    exchange::{
        columns::policy_kind,
        plan::{FilePlan, SheetPlan, SkipReason},
    },
    model::fields::{Field, fields_of},
    protocol::{query::NotesOf, view::PreviewFile},
    route::Route,
    text::{fields, import, names, notes, shell, states::Tone},
};
use leptos::prelude::*;

#[component]
pub fn FileRow(file: DeskFile) -> impl IntoView {
    let DeskFile { number, name, state, preview, open } = file;
    let name = StoredValue::new(name);
    let (state, preview, open) = (state.live(), preview.live(), open.live());
    view! {
        <tbody class="file">
            {move || match state.get() {
                Reading::Read(plan) => {
                    view! { <ReadRow number name=name.get_value() plan preview open /> }.into_any()
                }
                Reading::Under(share) => {
                    view! { <ProgressRow number name=name.get_value() share=Some(share) /> }.into_any()
                }
                Reading::Waiting => view! { <ProgressRow number name=name.get_value() share=None /> }.into_any(),
                Reading::Failed(_) => ().into_any(),
            }}
        </tbody>
    }
}

#[component]
fn ProgressRow(number: u32, name: String, share: Option<u16>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let label = import::reading(lang, &name);
    let progress = match share {
        Some(share) => {
            view! { <progress class="progress" max="1000" value=share aria-label=label></progress> }.into_any()
        }
        None => view! { <span class="hint">{import::WAITING.get(lang)}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="file__name">{name}</th>
            <td colspan="7">{progress}</td>
            <td>
                <button class="button button--small" on:click=move |_| staging::remove(app, number)>
                    {shell::CANCEL.get(lang)}
                </button>
            </td>
        </tr>
    }
}

#[component]
fn ReadRow(
    number: u32,
    name: String,
    plan: FilePlan,
    preview: Live<Option<PreviewFile>>,
    open: Live<bool>,
) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let counts = move || {
        let of = |file: &PreviewFile| [file.added, file.updated, file.unchanged, file.noted, file.refused];
        preview.with(|preview| preview.as_ref().map(of))
    };
    let columns = plan.sheets.iter().flat_map(|sheet| &sheet.columns);
    let used = columns.clone().filter(|column| column.field.is_some()).count();
    let remarks = remarks(lang, &plan);
    let offers = offers(app, lang, &plan).map(|offers| {
        view! { <tr class="file__offers"><td colspan="9">{offers}</td></tr> }
    });
    let (kinds, form) = (kinds(lang, &plan), form(lang, &plan));
    let imported = plan.sheets.iter().filter(|sheet| sheet.kind.is_some()).flat_map(|sheet| &sheet.columns);
    let kept = imported.filter(|column| column.is_extra() && !column.samples.is_empty()).count();
    let columns = import::columns(lang, used, kept, columns.count());
    let plan = StoredValue::new(plan);
    let toggle = move || if open.get() { import::HIDE_MAPPING } else { import::SHOW_MAPPING }.get(lang);
    view! {
        <tr>
            <th scope="row" class="file__name">{name}</th>
            <td>{kinds}</td>
            <td class="file__form">{form}</td>
            {move || view! { <Counts number counts=counts() /> }}
            <td class="file__columns">
                <span class="file__line">
                    <span>{columns}</span>
                    <button class="link" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                        {toggle}
                    </button>
                    <button class="link" aria-label=import::REMOVE.get(lang) title=import::REMOVE.get(lang) on:click=move |_| staging::remove(app, number)>
                        <Icon glyph=Glyph::Close />
                    </button>
                </span>
                {(!remarks.is_empty()).then(|| view! { <span class="hint">{remarks}</span> })}
            </td>
        </tr>
        {offers}
        {show(move || open.get(), move || view! {
            <tr><td colspan="9" class="file__mapping"><MappingEditor plan=plan.get_value() /></td></tr>
        }.into_any())}
    }
}

/// Notes and refusals, readable before anything is imported.
#[component]
fn Counts(number: u32, counts: Option<[u32; 5]>) -> impl IntoView {
    let lang = use_lang();
    let Some([added, updated, unchanged, noted, refused]) = counts else {
        return view! { <td colspan="5" class="hint">{import::COMPARING.get(lang)}</td> }.into_any();
    };
    let plain = [added, updated, unchanged].map(|n| view! { <td class="table__number">{figure(n)}</td> });
    let opening = [(noted, false, Tone::Still), (refused, true, Tone::Leak)].map(|(n, refused_only, tone)| {
        let href = Route::Notes { of: NotesOf::Staged(Some(number)), refused_only, rows: None }.href();
        let face = if n == 0 {
            view! { "0" }.into_any()
        } else {
            view! { <a href=href aria-label=import::read_notes(lang, n)><Tag tone words=figure(n) /></a> }.into_any()
        };
        view! { <td class="table__number">{face}</td> }
    });
    view! { {plain.collect_view()} {opening.collect_view()} }.into_any()
}

fn kinds(lang: benyuan::text::Lang, plan: &FilePlan) -> impl IntoView + use<> {
    let mut kinds: Vec<_> =
        plan.sheets.iter().filter(|sheet| !sheet.is_explanation()).map(|sheet| sheet.kind).collect();
    kinds.dedup();
    let tags = kinds.into_iter().map(move |kind| match kind {
        Some(kind) => view! { <Tag tone=Tone::Pass words=names::kind(kind).get(lang) /> },
        None => view! { <Tag tone=Tone::Leak words=import::KIND_UNKNOWN.get(lang) /> },
    });
    tags.collect_view()
}

fn form(lang: benyuan::text::Lang, plan: &FilePlan) -> String {
    let form = fields::form(plan.form).get(lang);
    plan.encoding.map_or(form.to_owned(), |encoding| format!("{form} · {}", fields::encoding(encoding)))
}

/// Skipped rows, hidden rows and sheets, unreadable sheets, a remembered mapping, a missing header.
fn remarks(lang: benyuan::text::Lang, plan: &FilePlan) -> String {
    let skipped: Vec<_> = plan.sheets.iter().flat_map(|sheet| &sheet.skipped).collect();
    let reasons = [SkipReason::Title, SkipReason::Header, SkipReason::Guidance, SkipReason::Total].into_iter();
    let reasons: Vec<_> = reasons
        .filter(|reason| skipped.iter().any(|skipped| skipped.why == *reason))
        .map(|reason| notes::skipped(reason).get(lang))
        .collect();
    let mut remarks = Vec::new();
    if !skipped.is_empty() {
        remarks.push(import::skipped(lang, &reasons, skipped.len()));
    }
    let hidden_rows: u32 = plan.sheets.iter().map(|sheet| sheet.hidden_rows).sum();
    if hidden_rows > 0 {
        remarks.push(import::hidden_rows(lang, hidden_rows));
    }
    remarks.extend(plan.unread_sheets.iter().map(|error| import::unread(lang, error)));
    if !plan.hidden_sheets.is_empty() {
        remarks.push(import::hidden(lang, &plan.hidden_sheets));
    }
    remarks.extend(plan.sheets.iter().flat_map(|sheet| shared(lang, sheet)));
    if plan.sheets.iter().any(|sheet| sheet.remembered) {
        remarks.push(import::REMEMBERED.get(lang).to_owned());
    }
    if let Some(sheet) = plan.sheets.iter().find(|sheet| sheet.is_headerless() && !sheet.remembered) {
        let told = if sheet.kind.is_some() { import::HEADERLESS } else { import::HEADERLESS_UNKNOWN };
        remarks.push(told.get(lang).to_owned());
    }
    remarks.join(" · ")
}

/// Fields fed by several columns, with these columns.
fn shared(lang: benyuan::text::Lang, sheet: &SheetPlan) -> Vec<String> {
    let told = |field: &Field| {
        let fed = sheet.columns.iter().filter(|column| column.field == Some(*field));
        let headers: Vec<&str> = fed.map(|column| column.header.as_str()).collect();
        // Each policy of a row has columns of its own.
        if headers.iter().any(|header| policy_kind(header).is_some()) {
            return (*field == Field::ExpiresOn && headers.len() > 1)
                .then(|| import::TWO_POLICIES.get(lang).to_owned());
        }
        (headers.len() > 1).then(|| import::shared(lang, fields::field(*field).get(lang), &headers))
    };
    sheet.kind.map_or(&[][..], fields_of).iter().filter_map(told).collect()
}
