//! The rail: on the left, or at the bottom of a narrow screen. It shows only pages that exist.

use crate::ui::{
    components::icon::{Glyph, Icon},
    state::*,
};
use benyuan::{
    route::Route,
    text::{Text, shell},
};
use leptos::prelude::*;

#[component]
pub fn Rail() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    view! {
        <nav class="rail" aria-label=shell::PAGES.get(lang)>
            <a class="rail__mark" href=move || Route::Map(app.scope.get()).href() aria-hidden="true" tabindex="-1">
                "本源"
            </a>
            <Item glyph=Glyph::Map label=shell::MAP to=move || Route::Map(app.scope.get()) within=is_map />
            <Item glyph=Glyph::Funnel label=shell::FUNNEL to=move || Route::Funnel(app.scope.get()) within=is_funnel />
            <Item glyph=Glyph::Layers label=shell::DISTRIBUTION to=move || distribution(app) within=is_distribution />
            <Item
                glyph=Glyph::Line
                label=shell::SATISFACTION
                to=move || Route::Satisfaction { scope: app.scope.get(), grain: None, factors: None }
                within=is_satisfaction
            />
            <Item
                glyph=Glyph::Score
                label=shell::SCORECARD
                to=move || Route::Scorecard(app.scope.get())
                within=is_scorecard
            />
            <span class="rail__space"></span>
            <Item glyph=Glyph::Data label=shell::DATA to=|| Route::Data within=is_data />
            <Item glyph=Glyph::Settings label=shell::SETTINGS to=|| Route::Settings within=is_settings />
        </nav>
    }
}

#[component]
fn Item(
    glyph: Glyph,
    label: Text,
    to: impl Fn() -> Route + Send + Sync + 'static,
    within: fn(&Route) -> bool,
) -> impl IntoView {
    let app = use_app();
    let current = move || app.route.with(within).then_some("page");
    view! {
        <a class="rail__item" href=move || to().href() aria-current=current>
            <Icon glyph />
            {label.get(use_lang())}
        </a>
    }
}

fn is_map(route: &Route) -> bool {
    matches!(route, Route::Map(_))
}

fn is_funnel(route: &Route) -> bool {
    matches!(route, Route::Funnel(_))
}

fn distribution(app: App) -> Route {
    Route::Distribution { scope: app.scope.get(), since: None }
}

fn is_distribution(route: &Route) -> bool {
    matches!(route, Route::Distribution { .. })
}

fn is_satisfaction(route: &Route) -> bool {
    matches!(route, Route::Satisfaction { .. })
}

fn is_scorecard(route: &Route) -> bool {
    matches!(route, Route::Scorecard(_))
}

fn is_data(route: &Route) -> bool {
    matches!(route, Route::Import | Route::Data | Route::Notes { .. } | Route::Coverage | Route::Catalogue)
}

fn is_settings(route: &Route) -> bool {
    matches!(route, Route::Settings)
}
