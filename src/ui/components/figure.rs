//! A figure's display list as SVG nodes: sharp, with real text; what can be touched is a link.

use benyuan::{
    figure::{
        Figure, Hit, Region,
        svg::{Skin, marks},
    },
    protocol::query::Scope,
    route::Route,
};
use leptos::{html::Div, prelude::*};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::ResizeObserver;

/// Draws at the width there is, again when it changes.
#[component]
pub fn FigureView(
    draw: impl Fn(f64) -> Figure + Send + Sync + 'static,
    scope: Scope,
    /// Keeps the gradients of several figures apart.
    id: &'static str,
) -> impl IntoView {
    let place = NodeRef::<Div>::new();
    let width = width_of(place);
    let svg = move || {
        let width = width.get().filter(|width| *width > 0.0)?;
        let figure = draw(width);
        Some(view! { <Drawing figure scope=scope.clone() id /> })
    };
    view! { <div class="figure" node_ref=place>{svg}</div> }
}

#[component]
fn Drawing(figure: Figure, scope: Scope, id: &'static str) -> impl IntoView {
    let view_box = format!("0 0 {} {}", figure.width, figure.height);
    let marks = marks(&figure, Skin::Classes, id);
    let exact_scope = scope.clone();
    let hits = figure.hits.into_iter().map(move |hit| view! { <HitView hit scope=scope.clone() /> });
    let exact =
        figure.exact.into_iter().map(move |hit| view! { <HitView hit scope=exact_scope.clone() repeats=true /> });
    view! {
        <svg class="figure__svg" viewBox=view_box width=figure.width height=figure.height role="group" aria-label=figure.label>
            <g aria-hidden="true" inner_html=marks></g>
            {hits.collect_view()}
            {exact.collect_view()}
        </svg>
    }
}

#[component]
fn HitView(
    hit: Hit,
    scope: Scope,
    /// For the pointer only: the keyboard and the screen reader have met this hit already.
    #[prop(optional)]
    repeats: bool,
) -> impl IntoView {
    let href = Route::List { selection: hit.target, scope }.href();
    let spoken = hit.label.clone();
    let region = match hit.region {
        Region::Rect(frame) => view! {
            <rect x=frame.x y=frame.y width=frame.width height=frame.height rx="8" />
        }
        .into_any(),
        Region::Circle { center, radius } => view! { <circle cx=center.x cy=center.y r=radius /> }.into_any(),
    };
    // Inside `g`, `a` and `title` are made as elements of SVG; HTML ones of these names are not drawn and cannot be touched.
    view! {
        <g aria-hidden=repeats.then_some("true")>
            <a class="figure__hit" href=href aria-label=spoken tabindex=repeats.then_some("-1")>
                {region}
                <title>{hit.label}</title>
            </a>
        </g>
    }
}

/// The width of an element in whole pixels, followed while it is on the page.
fn width_of(place: NodeRef<Div>) -> Signal<Option<f64>> {
    let width = RwSignal::new(None);
    let observer: Rc<Cell<Option<ResizeObserver>>> = Rc::default();
    let held = StoredValue::new_local(observer.clone());
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let measured = element.clone();
        let measure = move || {
            let now = Some(f64::from(measured.client_width()));
            // The figure may be gone by the time the browser tells, and it tells a first time without a change.
            if width.try_get_untracked().is_some_and(|before| before != now) {
                width.set(now);
            }
        };
        measure();
        // In the next frame: a figure drawn anew while sizes are being told changes them, which browsers report as an error.
        let follow = Closure::<dyn Fn()>::new(move || request_animation_frame(measure.clone()));
        if let Ok(observer) = ResizeObserver::new(follow.as_ref().unchecked_ref()) {
            observer.observe(&element);
            held.with_value(|held| held.set(Some(observer)));
        }
        // Freed with the page's memory: a few bytes for each figure shown.
        follow.forget();
    });
    on_cleanup(move || {
        held.try_with_value(|held| held.take().inspect(ResizeObserver::disconnect));
    });
    width.into()
}
