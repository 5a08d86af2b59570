//! 最近的操作: what was written last, by whom, what of it is in force, and who writes at this device.

use super::{
    At, Page,
    blocks::{Markup, card, form, html, tag},
};
use crate::{
    forms::me,
    protocol::{
        query::{Scope, Selection},
        sheet::Sheet,
        view::{ActView, ActionView, ActionsView, EffectView},
    },
    route::Route,
    text::{Lang, actions as words, people},
};

pub fn page(at: At, view: &ActionsView) -> Page {
    let lang = at.lang;
    let me = form(lang, &me::form(&view.staff, at.who), "");
    let gone = Route::list(Selection::Loose, at.scope);
    let list = html! {
        @if view.loose > 0 { p.notice { a href=(gone.href()) { (words::loose(lang, view.loose)) } } }
        @if view.rows.is_empty() { p.hint { (words::NONE.get(lang)) } }
        ol.acts { @for action in &view.rows { (one(lang, action)) } }
    };
    let body = html! {
        div.grid.grid--wide {
            (card(words::TITLE.get(lang), words::CAPTION.get(lang), &list))
            (card(words::ME.get(lang), words::ME_CAPTION.get(lang), &me))
        }
    };
    let sheet = Sheet {
        title: words::TITLE.get(lang).to_owned(),
        is_inner: true,
        body: body.into_string(),
        ..Sheet::default()
    };
    sheet.into()
}

fn one(lang: Lang, action: &ActionView) -> Markup {
    let can_undo = matches!(action.act, ActView::FollowUp | ActView::Note | ActView::Mark)
        && matches!(action.effect, EffectView::InForce | EffectView::Partly);
    let class = if action.effect == EffectView::Undone { "acts__one acts__one--undone" } else { "acts__one" };
    html! {
        li class=(class) {
            time datetime=(action.at) { (people::short_day(action.at.day())) " " (words::time(action.at)) }
            span.acts__words {
                b { (words::what(lang, action)) }
                span.acts__people {
                    @for (subject, name) in &action.people {
                        @let route = Route::Person { subject: *subject, scope: Scope::default() };
                        a href=(route.href()) { @if name.is_empty() { (people::UNNAMED.get(lang)) } @else { (name) } }
                    }
                    @if let Some(more) = words::more(lang, action) { span { (more) } }
                }
                @if let Some((tone, effect)) = words::effect(action.effect) { (tag(tone, effect.get(lang))) }
            }
            span.acts__who { (action.who) }
            @if can_undo { button.button.button--small data-undo=(action.name) { (words::UNDO.get(lang)) } }
        }
    }
}
