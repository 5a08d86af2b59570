//! A card with a picture: its finding as the title, the picture, and below it the method, the data and their files.

use super::{Data, card, foot};
use crate::{
    pages::At,
    protocol::{query::Scope, view::*},
    route::Route,
    text::{Lang, Text, shell},
};
use maud::{Markup, PreEscaped, html};

/// `hint`, after the caption: what touching the picture does.
pub fn chart(at: At, data: &Data, method: &[Text], hint: Option<Text>, tools: &Markup) -> Markup {
    let hint = hint.map(|hint| [shell::SEMICOLON.get(at.lang), hint.get(at.lang)].concat());
    let caption = format!("{}{}", data.caption, hint.unwrap_or_default());
    let content = html! {
        div.figure data-figure=(data.place) data-live {}
        (foot(at.lang, data, method))
    };
    card::with_tools(&data.title, &caption, tools, &content)
}

/// A drawing with links where it can be touched. Later links lie above earlier ones; those of `exact` are only for the
/// pointer, since a screen reader has already read them. The keyboard reaches the first link, and the others by the
/// arrow keys. The page shows a mark's label in the bubble.
pub fn figure(lang: Lang, drawing: &DrawingView, scope: &Scope) -> Markup {
    html! {
        svg.figure__svg viewBox={ "0 0 " (drawing.width) " " (drawing.height) } width=(drawing.width) height=(drawing.height)
            role="group" aria-label=(drawing.label)
        {
            // The only markup not made here is the engine's own drawing, which escapes its texts itself.
            g aria-hidden="true" { (PreEscaped(&drawing.marks)) }
            @for (at, hit) in drawing.hits.iter().enumerate() { (mark(hit, scope, at == 0, false)) }
            @for hit in &drawing.exact { (mark(hit, scope, false, true)) }
        }
        div.figure__said aria-hidden="true" data-again=(shell::TAP_AGAIN.get(lang)) hidden {}
    }
}

fn mark(hit: &HitView, scope: &Scope, is_stop: bool, repeats: bool) -> Markup {
    let own = Scope { as_of: hit.at.as_of.or(scope.as_of), period: hit.at.period.or(scope.period), ..scope.clone() };
    let to = Route::list_of(hit.target.clone(), scope, own);
    html! {
        g aria-hidden=[repeats.then_some("true")] {
            a.figure__hit href=(to) aria-label=(hit.label) tabindex=[(!is_stop).then_some("-1")] {
                @match hit.region {
                    RegionView::Rect { x, y, width, height } => rect x=(x) y=(y) width=(width) height=(height) rx="8" {},
                    RegionView::Circle { x, y, radius } => circle cx=(x) cy=(y) r=(radius) {},
                }
            }
        }
    }
}
