//! A card with a picture: its finding as the title, the picture, and under it the method, the data and their file.

use super::{
    card::Card,
    figure::FigureView,
    icon::{Glyph, Icon},
    table::{DataTable, Table},
};
use crate::ui::state::{device, use_lang};
use benyuan::{
    protocol::query::Picture,
    text::{Text, shell, slices},
};
use leptos::prelude::*;

/// The caption names the slice, where the picture has one.
#[component]
pub fn ChartCard(
    title: String,
    caption: String,
    method: &'static [Text],
    table: Table,
    /// Of the CSV, without the ending.
    file_name: String,
    picture: Picture,
    #[prop(optional, into)] tools: Option<AnyView>,
) -> impl IntoView {
    let caption = slices::named(use_lang(), caption, picture.scope());
    view! {
        <Card title caption tools=tools.unwrap_or_else(|| ().into_any())>
            <FigureView picture />
            <Below method table file_name />
        </Card>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Panel {
    Method,
    Table,
}

/// The method, the data and their file, below what they explain.
#[component]
pub fn Below(
    method: &'static [Text],
    table: Table,
    /// Of the CSV, without the ending.
    file_name: String,
    /// The data are on the page already.
    #[prop(optional)]
    shown: bool,
) -> impl IntoView {
    let lang = use_lang();
    let open = RwSignal::new(None);
    let csv = table.to_csv();
    let save = move |_| device::save_csv(&format!("{file_name}.csv"), &csv);
    let toggle = move |panel| move |_| open.update(|open| *open = (*open != Some(panel)).then_some(panel));
    let expanded = move |panel| move || (open.get() == Some(panel)).to_string();
    let of_table = (!shown).then(|| {
        view! {
            <button class="foot__link" aria-expanded=expanded(Panel::Table) on:click=toggle(Panel::Table)>
                <Icon glyph=Glyph::Table />
                {shell::TABLE.get(lang)}
            </button>
        }
    });
    view! {
        <footer class="foot">
            <button class="foot__link" aria-expanded=expanded(Panel::Method) on:click=toggle(Panel::Method)>
                <Icon glyph=Glyph::Info />
                {shell::FORMULA.get(lang)}
            </button>
            {of_table}
            <button class="foot__link" on:click=save>
                <Icon glyph=Glyph::Download />
                {shell::CSV.get(lang)}
            </button>
        </footer>
        {move || match open.get() {
            Some(Panel::Method) => view! { <Method method /> }.into_any(),
            Some(Panel::Table) => view! { <DataTable table=table.clone() /> }.into_any(),
            None => ().into_any(),
        }}
    }
}

#[component]
pub fn Method(method: &'static [Text]) -> impl IntoView {
    let lang = use_lang();
    let lines = method.iter().map(|line| view! { <li>{line.get(lang)}</li> });
    view! { <ul class="method">{lines.collect_view()}</ul> }
}
