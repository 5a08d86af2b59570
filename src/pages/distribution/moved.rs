//! What moved between two dates: the moves that have a name, and every way from place to place.

use super::tables;
use crate::{
    pages::{
        At,
        blocks::{Markup, html, with_tools},
    },
    protocol::{
        query::Selection,
        view::{MoveView, MovementView},
    },
    route::Route,
    text::{distribution, numbers::count, shell},
    time::Day,
};

pub fn moved(at: At, movement: &MovementView, as_of: Day) -> Markup {
    let (lang, since) = (at.lang, movement.since);
    let content = html! {
        ul.figures.figures--many {
            @for one in &movement.moves { (self::one(at, one, since)) }
        }
        details.more #moved-tables {
            summary.more__head { (distribution::MOVE_TABLES.get(lang)) }
            @for (place, table) in movement.tables.iter().enumerate() { (tables::moves(at, table, since).markup(&format!("moves-{place}"))) }
        }
    };
    let caption = distribution::MOVED_CAPTION.get(lang);
    with_tools(distribution::MOVED.get(lang), caption, &self::since(at, since, as_of), &content)
}

fn one(at: At, view: &MoveView, since: Day) -> Markup {
    let MoveView { from, to, people } = *view;
    let list = Route::List { selection: Selection::Moved { from, to, since }, scope: at.scope.clone() };
    html! {
        li {
            a.figures__one href=(list) title=(shell::OPENS_LIST.get(at.lang)) {
                b { (count(people)) }
                span { (distribution::way(at.lang, from, to)) }
            }
        }
    }
}

/// The earlier of the two dates; the later one is the page's.
fn since(at: At, since: Day, as_of: Day) -> Markup {
    let is_chosen = matches!(at.route, Route::Distribution { since: Some(_), .. });
    let year_before = Route::Distribution { scope: at.scope.clone(), since: None };
    html! {
        div.since {
            label.since__day {
                span { (distribution::SINCE.get(at.lang)) }
                input.input type="date" max=(as_of) value=(since) data-since;
            }
            span.since__end { "– " (as_of) }
            @if is_chosen {
                button.link data-go=(year_before) { (distribution::YEAR_BEFORE.get(at.lang)) }
            }
        }
    }
}
