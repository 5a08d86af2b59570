//! What stands above a list, on paper too: how many, what that is, among whom, when, in which part of the store, in which order.

use super::{Subject, sort};
use crate::{
    pages::{
        At,
        blocks::{Markup, html},
    },
    protocol::{query::Selection, view::ListView},
    route::Route,
    text::{lists, numbers::count, selections},
};

pub fn head(at: At, selection: &Selection, view: &ListView) -> Markup {
    let lang = at.lang;
    let scope = at.route.looks_at().unwrap_or(at.scope);
    let order = match sort(at) {
        Some(sort) => lists::order(lang, Subject::of(selection, view.kind).head(lang, sort.column), sort.is_descending),
        None => lists::given_order(lang, selection).to_owned(),
    };
    html! {
        div.list-head__words {
            p.list-head__says {
                b.list-head__size { (selections::size(lang, view.total, view.customers)) } " " (lists::meaning(lang, selection))
            }
            p.list-head__facts {
                @if let Some((base, of)) = selection.base().zip(view.of) {
                    @let (before, after) = lists::among(lang, selection, view.total, of);
                    span { (before) a href=(Route::list_of(base, at.scope, scope.clone())) { (count(of)) } (after) }
                }
                @for fact in lists::facts(lang, selection, scope, view) { span { (fact) } }
                span { (lists::row(lang, selection)) }
                span { (order) }
            }
        }
    }
}
