//! A figure as SVG: sharp, with real text; what can be touched is a link. The engine draws it, for the width there is.

use crate::ui::state::*;
use benyuan::{
    protocol::{
        query::{self, Picture, Query, Scope},
        view::{DrawingView, HitView, RegionView, View},
    },
    route::Route,
};
use leptos::{html::Div, prelude::*};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::ResizeObserver;

/// Drawn at the width there is, again when it changes. Until the new drawing comes, the last one of its place stands.
#[component]
pub fn FigureView(picture: Picture) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let (id, scope) = (picture.name(), picture.scope().clone());
    let place = NodeRef::<Div>::new();
    let width = width_of(place);
    let question = move || {
        let width = width.get().filter(|width| *width > 0)?;
        Some(Query::Draw(query::Drawing { picture: picture.clone(), lang, width }))
    };
    let answer = ask(question, open);
    let svg = move || {
        let drawing = match answer.value() {
            Some(drawing) => {
                app.drawings.update_value(|drawn| drop(drawn.insert(id, (lang, drawing.clone()))));
                drawing
            }
            None => app.drawings.with_value(|drawn| drawn.get(id).filter(|(of, _)| *of == lang).cloned())?.1,
        };
        Some(view! { <Drawing drawing scope=scope.clone() /> })
    };
    view! { <div class="figure" data-figure=id node_ref=place>{svg}</div> }
}

fn open(view: View) -> Option<DrawingView> {
    match view {
        View::Drawing(drawing) => Some(drawing),
        _ => None,
    }
}

#[component]
fn Drawing(drawing: DrawingView, scope: Scope) -> impl IntoView {
    let view_box = format!("0 0 {} {}", drawing.width, drawing.height);
    let exact_scope = scope.clone();
    let hits = drawing.hits.into_iter().map(move |hit| view! { <HitMark hit scope=scope.clone() /> });
    let exact =
        drawing.exact.into_iter().map(move |hit| view! { <HitMark hit scope=exact_scope.clone() repeats=true /> });
    view! {
        <svg
            class="figure__svg"
            viewBox=view_box
            width=drawing.width
            height=drawing.height
            role="group"
            aria-label=drawing.label
        >
            <g aria-hidden="true" inner_html=drawing.marks></g>
            {hits.collect_view()}
            {exact.collect_view()}
        </svg>
    }
}

#[component]
fn HitMark(
    hit: HitView,
    scope: Scope,
    /// For the pointer only: the keyboard and the screen reader have met this hit already.
    #[prop(optional)]
    repeats: bool,
) -> impl IntoView {
    let scope = Scope { as_of: hit.at.as_of.or(scope.as_of), period: hit.at.period.or(scope.period), ..scope };
    let href = Route::List { selection: hit.target, scope }.href();
    let spoken = hit.label.clone();
    let region = match hit.region {
        RegionView::Rect { x, y, width, height } => view! {
            <rect x=x y=y width=width height=height rx="8" />
        }
        .into_any(),
        RegionView::Circle { x, y, radius } => view! { <circle cx=x cy=y r=radius /> }.into_any(),
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
fn width_of(place: NodeRef<Div>) -> Signal<Option<u32>> {
    let width = RwSignal::new(None);
    let observer: Rc<Cell<Option<ResizeObserver>>> = Rc::default();
    let held = StoredValue::new_local(observer.clone());
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let measured = element.clone();
        let measure = move || {
            // The figure may be gone by the time the browser tells, and it tells a first time without a change.
            let now = u32::try_from(measured.client_width()).ok();
            if width.try_get_untracked().is_some_and(|known| known != now) {
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
