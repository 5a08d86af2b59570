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
    text::{Text, shell, slices},
};
use leptos::prelude::*;

/// A longer table is for the file, not for a page that somebody is to read.
const PRINTED: usize = 30;

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
    /// What touching the picture does: behind the caption, where it can be touched.
    #[prop(optional)]
    hint: Option<Text>,
) -> impl IntoView {
    let lang = use_lang();
    let caption = slices::named(lang, caption, picture.scope());
    let sheet = Sheet { picture: picture.clone(), title: title.clone(), caption: caption.clone() };
    let caption = hint.map_or(caption.clone(), |hint| [&caption, shell::SEMICOLON.get(lang), hint.get(lang)].concat());
    let place = picture.name();
    view! {
        <Card title caption tools=tools.unwrap_or_else(|| ().into_any())>
            <FigureView picture />
            <Below place method table file_name sheet />
        </Card>
    }
}

/// The method, the data and their files, below what they explain; on paper all of it.
#[component]
pub fn Below(
    /// What is unfolded is remembered by this name.
    place: &'static str,
    method: &'static [Text],
    table: Table,
    /// Of the files, without the ending.
    file_name: String,
    /// The picture, where there is one.
    #[prop(optional)]
    sheet: Option<Sheet>,
    /// The data are on the page already.
    #[prop(optional)]
    shown: bool,
) -> impl IntoView {
    let app = use_app();
    let open = RwSignal::new(app.panel(place));
    let toggle = Callback::new(move |panel| {
        open.update(|open| *open = (*open != Some(panel)).then_some(panel));
        app.unfold(place, open.get_untracked());
    });
    let unfold = [(Panel::Method, Glyph::Info, shell::FORMULA), (Panel::Table, Glyph::Table, shell::TABLE)];
    let unfold = unfold.into_iter().filter(|(panel, ..)| !(shown && *panel == Panel::Table));
    let unfold = unfold.map(|(panel, glyph, label)| view! { <Unfold open panel glyph label toggle /> });
    let csv = table.to_csv();
    let printed = (!shown && table.rows.len() <= PRINTED).then(|| view! { <DataTable table=table.clone() /> });
    view! {
        <footer class="foot">
            {unfold.collect_view()}
            <HandOver csv file_name sheet />
        </footer>
        {move || match open.get() {
            Some(Panel::Method) => view! { <Method method /> }.into_any(),
            Some(Panel::Table) => view! { <DataTable table=table.clone() /> }.into_any(),
            None => ().into_any(),
        }}
        <div class="print-only">
            <Method method />
            {printed}
        </div>
    }
}

#[component]
fn Unfold(
    open: RwSignal<Option<Panel>>,
    panel: Panel,
    glyph: Glyph,
    label: Text,
    toggle: Callback<Panel>,
) -> impl IntoView {
    let expanded = move || (open.get() == Some(panel)).to_string();
    view! {
        <button class="foot__link" aria-expanded=expanded on:click=move |_| toggle.run(panel)>
            <Icon glyph />
            {label.get(use_lang())}
        </button>
    }
}

#[component]
pub fn Method(method: &'static [Text]) -> impl IntoView {
    let lang = use_lang();
    let lines = method.iter().map(|line| view! { <li>{line.get(lang)}</li> });
    view! { <ul class="method">{lines.collect_view()}</ul> }
}
