//! The head of a list, also on paper: how many, what they are, part of how many, when, in which slice, in which order.

use super::{Subject, in_order, sort};
use crate::{
    pages::{
        At,
        blocks::{Markup, chip, chips, html},
    },
    protocol::{
        query::{Scope, Selection, Staff},
        view::{ListView, WhoseView},
    },
    route::Route,
    text::{lists, measures, numbers::count, slices},
};

pub fn head(at: At, selection: &Selection, view: &ListView) -> Markup {
    let lang = at.lang;
    let scope = at.route.looks_at().unwrap_or(at.scope);
    let order = match sort(at) {
        Some(sort) => lists::order(
            lang,
            Subject::of(selection, view.kind).head(lang, sort.column, view.is_past()),
            sort.is_descending,
        ),
        None => lists::given_order(lang, selection).to_owned(),
    };
    html! {
        div.list-head__words {
            p.list-head__says {
                b.list-head__size { (lists::size(lang, selection, view.total, view.customers)) } " " (lists::meaning(lang, selection))
            }
            p.list-head__facts {
                @if let Some((base, of)) = selection.base().zip(view.of) {
                    @let (before, after) = lists::among(lang, selection, view.total, of);
                    span { (before) a href=(Route::list_of(base, at.scope, scope.clone())) { (count(of)) } (after) }
                }
                @for fact in lists::facts(lang, selection, scope, view) { span { (fact) } }
                span { (lists::row(lang, selection)) }
                span { (order) }
                (narrowed(at, selection, scope))
            }
        }
    }
}

/// What the list is narrowed to; each can be removed.
fn narrowed(at: At, selection: &Selection, scope: &Scope) -> Markup {
    let list = |selection: Selection, own: Scope| in_order(&Route::list_of(selection, at.scope, own), sort(at));
    html! {
        (chips(at, scope, &|own| list(selection.clone(), own)))
        @if let Selection::Measure { measure, part, group: Some(name) } = selection {
            @let whole = Selection::Measure { measure: *measure, part: *part, group: None };
            (chip(at, measures::staff(*measure), name, &list(whole, scope.clone())))
        }
    }
}

/// How many rows belong to each member of staff; each number opens those rows.
pub fn whose(at: At, selection: &Selection, view: &ListView) -> Markup {
    let Some(WhoseView { staff, people }) = &view.whose else { return Markup::default() };
    let scope = at.route.looks_at().unwrap_or(at.scope);
    let of = |name: &str| {
        let (mut selection, mut own) = (selection.clone(), scope.clone());
        match (staff, &mut selection) {
            (Staff::Consultant, _) => own.consultant = Some(name.to_owned()),
            (Staff::Specialist, Selection::Measure { group, .. }) => *group = Some(name.to_owned()),
            (Staff::Adviser | Staff::Specialist, _) => own.adviser = Some(name.to_owned()),
        }
        in_order(&Route::list_of(selection, at.scope, own), sort(at))
    };
    let role = measures::role(*staff).get(at.lang);
    html! {
        nav.list-head__whose aria-label=(role) {
            span { (role) }
            @for one in people {
                a href=(of(&one.name)) {
                    (slices::word(at.lang, &one.name)) " " b { (count(one.rows)) }
                    @if let Some(of) = one.of { small { (lists::share(one.rows, of)) } }
                }
            }
        }
    }
}
