//! What moved between two dates: the named moves, and all moves from place to place.

use super::tables;
use crate::{
    pages::{
        At,
        blocks::{Markup, html, with_tools},
    },
    protocol::{
        query::{Place, Selection},
        view::{MoveView, MovementView},
    },
    route::Route,
    text::{Text, distribution, numbers::count, shell},
    time::Day,
};

pub fn moved(at: At, movement: &MovementView, as_of: Day) -> Markup {
    let (lang, since) = (at.lang, movement.since);
    let content = html! {
        div.moves {
            (group(at, movement, distribution::OWNERS, is_of_owners))
            (group(at, movement, distribution::PROSPECTS, |one| !is_of_owners(one)))
        }
        details.more #moved-tables {
            summary.more__head { (distribution::MOVE_TABLES.get(lang)) }
            @for (place, table) in movement.tables.iter().enumerate().filter(|(_, table)| table.people.iter().flatten().any(|n| *n > 0)) {
                (tables::moves(at, table, since).markup(&format!("moves-{place}")))
            }
        }
    };
    let caption = distribution::MOVED_CAPTION.get(lang);
    with_tools(distribution::MOVED.get(lang), caption, &self::since(at, since, as_of), &content)
}

/// The moves of owners or of prospects, if the files show any.
fn group(at: At, movement: &MovementView, name: Text, is_of_it: fn(&MoveView) -> bool) -> Markup {
    let moves: Vec<_> = movement.moves.iter().filter(|one| is_of_it(one)).collect();
    html! {
        @if !moves.is_empty() {
            div.moves__group {
                h3.moves__head { (name.get(at.lang)) }
                ul.figures.figures--many { @for one in moves { (self::one(at, one, movement.since)) } }
            }
        }
    }
}

fn is_of_owners(one: &MoveView) -> bool {
    let is_owner =
        |place| matches!(place, Place::Owner | Place::Kept | Place::Lost | Place::Activity(_) | Place::Stage(_));
    is_owner(one.from) || is_owner(one.to)
}

/// "Nobody" is shown quietly and opens nothing.
fn one(at: At, view: &MoveView, since: Day) -> Markup {
    let MoveView { from, to, people } = *view;
    let list = Route::list(Selection::Moved { from, to, since }, at.scope);
    let way = distribution::way(at.lang, from, to);
    html! {
        li {
            @if people == 0 {
                div.figures__one.figures__one--none { b { "0" } span { (way) } }
            } @else {
                a.figures__one href=(list) title=(shell::OPENS_LIST.get(at.lang)) { b { (count(people)) } span { (way) } }
            }
        }
    }
}

/// A choice of the earlier date; the later one is the page's.
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
