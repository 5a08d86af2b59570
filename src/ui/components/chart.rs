//! A card with a picture: its finding as the title, the picture, and under it the method, the data and their file.

use super::{
    card::Card,
    figure::FigureView,
    hand_over::{HandOver, Sheet},
    icon::{Glyph, Icon},
    table::{DataTable, Table},
};
use crate::ui::state::{Panel, use_app, use_lang};
use benyuan::{
    protocol::query::Picture,
    text::{Text, shell},
};
use leptos::prelude::*;

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
    let (app, name) = (use_app(), picture.name());
    let open = RwSignal::new(app.panel(name));
    let toggle = Callback::new(move |panel| {
        open.update(|open| *open = (*open != Some(panel)).then_some(panel));
        app.unfold(name, open.get_untracked());
    });
    let printed = table.clone();
    let sheet = Sheet { picture: picture.clone(), title: title.clone(), caption: caption.clone(), file_name };
    let csv = table.to_csv();
    view! {
        <Card title caption tools=tools.unwrap_or_else(|| ().into_any())>
            <FigureView picture />
            <Foot open=open.into() toggle csv sheet />
            {move || match open.get() {
                Some(Panel::Method) => view! { <Method method /> }.into_any(),
                Some(Panel::Table) => view! { <DataTable table=table.clone() /> }.into_any(),
                None => ().into_any(),
            }}
            <div class="print-only">
                <Method method />
                <DataTable table=printed />
            </div>
        </Card>
    }
}

#[component]
fn Foot(open: Signal<Option<Panel>>, toggle: Callback<Panel>, csv: String, sheet: Sheet) -> impl IntoView {
    let lang = use_lang();
    let toggle = move |panel| move |_| toggle.run(panel);
    let expanded = move |panel| move || (open.get() == Some(panel)).to_string();
    view! {
        <footer class="foot">
            <button class="foot__link" aria-expanded=expanded(Panel::Method) on:click=toggle(Panel::Method)>
                <Icon glyph=Glyph::Info />
                {shell::FORMULA.get(lang)}
            </button>
            <button class="foot__link" aria-expanded=expanded(Panel::Table) on:click=toggle(Panel::Table)>
                <Icon glyph=Glyph::Table />
                {shell::TABLE.get(lang)}
            </button>
            <HandOver csv sheet />
        </footer>
    }
}

#[component]
pub fn Method(method: &'static [Text]) -> impl IntoView {
    let lang = use_lang();
    let lines = method.iter().map(|line| view! { <li>{line.get(lang)}</li> });
    view! { <ul class="method">{lines.collect_view()}</ul> }
}
