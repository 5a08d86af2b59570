//! 地图, the home page: the lifecycle map, where people leave, where they stand still, and what the picture rests on.

use super::{
    At, Page,
    blocks::{Cell, Data, Glyph, Markup, Table, Told, card, caution, chart, filter, html, icon},
    data_age,
};
use crate::{
    order::ordered,
    protocol::{
        query::{AnswerPart, NodePart, Picture, Selection},
        sheet::Sheet,
        view::*,
    },
    route::Route,
    text::{
        Lang, data, findings, lacks, map, names,
        numbers::{count, interval, percent},
        satisfaction, slices,
    },
};

/// Rows of a ranking.
const SHOWN: usize = 5;
/// Below this, a share is only an indication.
const ENOUGH: u32 = 30;

pub fn page(at: At, view: &MapView) -> Page {
    let lang = at.lang;
    let data = Data {
        place: "map",
        title: findings::map(lang, &view.finding),
        caption: slices::named(lang, map::caption(lang, view.period), at.scope),
        picture: Some(Picture::Map(at.scope.clone())),
        table: table(at, view),
        file_name: format!("{} {}", map::TITLE.get(lang), view.as_of),
    };
    let everybody = Route::List { selection: Selection::Everybody, scope: at.scope.clone() };
    let sheet = Sheet {
        title: map::TITLE.get(lang).to_owned(),
        subtitle: map::subtitle(lang, view.customers, view.period),
        people: Some(everybody.href()),
        is_dated: true,
        is_replayed: true,
        bar: filter(at, &view.choices, Some(&Told::by_months(view.period, view.as_of)), &Markup::default())
            .into_string(),
        body: body(at, view, &data).into_string(),
        ..Sheet::default()
    };
    Page { sheet, data: vec![data] }
}

fn body(at: At, view: &MapView, data: &Data) -> Markup {
    html! {
        (data_age(at))
        @if !view.has_follow_ups { (caution(map::NO_FOLLOW_UPS.get(at.lang))) }
        (chart(at, data, map::METHOD, None, &Markup::default()))
        div.grid.grid--3 {
            (leaks(at, &view.nodes))
            (reservoir(at, &view.nodes))
            @if let Some(view) = at.coverage { (coverage(at.lang, view)) }
        }
    }
}

/// One row of a ranking, which opens its people.
struct Ranked<'a> {
    node: &'a NodeView,
    part: NodePart,
    detail: String,
    value: String,
    under: String,
}

fn leaks<'a>(at: At, nodes: &'a [NodeView]) -> Markup {
    let lang = at.lang;
    let losing: Vec<&NodeView> = nodes.iter().filter(|node| node.exits.leaked > 0).collect();
    // Small samples never lead the ranking.
    let share_and_sample = |node: &&NodeView| {
        let share = (share(node, node.exits.leaked) * 1e9) as i64;
        if node.exits.due() < ENOUGH { i64::MAX - share } else { -share }
    };
    let row = |node: &'a NodeView| {
        let NodeView { exits, leak, .. } = node;
        let small = if exits.due() < ENOUGH { format!(" · {}", map::SMALL.get(lang)) } else { String::new() };
        let detail = map::of(lang, exits.leaked, exits.due()) + &small;
        let (value, under) = (percent(share(node, exits.leaked)), leak.map(interval).unwrap_or_default());
        Ranked { node, part: NodePart::Leaked, detail, value, under }
    };
    let rows: Vec<_> = ordered(losing, share_and_sample).into_iter().take(SHOWN).map(row).collect();
    let none = map::NO_LEAKS.get(lang);
    card(map::LEAKS.get(lang), map::LEAKS_CAPTION.get(lang), &ranking(at, &rows, "ranking__value--leak", none))
}

fn reservoir<'a>(at: At, nodes: &'a [NodeView]) -> Markup {
    let lang = at.lang;
    let still: Vec<&NodeView> = nodes.iter().filter(|node| node.exits.stagnant > 0).collect();
    let row = |node: &'a NodeView| {
        let NodeView { exits, .. } = node;
        let detail = map::of(lang, exits.stagnant, exits.due());
        let (value, under) = (count(exits.stagnant), percent(share(node, exits.stagnant)));
        Ranked { node, part: NodePart::Stagnant, detail, value, under }
    };
    let most = |node: &&NodeView| -i64::from(node.exits.stagnant);
    let rows: Vec<_> = ordered(still, most).into_iter().take(SHOWN).map(row).collect();
    let none = map::NO_RESERVOIR.get(lang);
    card(map::RESERVOIR.get(lang), map::RESERVOIR_CAPTION.get(lang), &ranking(at, &rows, "ranking__value--still", none))
}

fn share(node: &NodeView, part: u32) -> f64 {
    f64::from(part) / f64::from(node.exits.due().max(1))
}

fn ranking(at: At, rows: &[Ranked], tone: &str, none: &str) -> Markup {
    let to =
        |row: &Ranked| Route::List { selection: Selection::Node(row.node.node, row.part), scope: at.scope.clone() };
    html! {
        ol.ranking {
            @for (place, row) in rows.iter().enumerate() {
                li {
                    a.ranking__row href=(to(row)) {
                        span.ranking__place { (place + 1) }
                        span.ranking__name { b { (names::node(row.node.node).get(at.lang)) } small { (row.detail) } }
                        span class={ "ranking__value " (tone) } { b { (row.value) } small { (row.under) } }
                    }
                }
            }
        }
        @if rows.is_empty() { p.hint { (none) } }
    }
}

/// Which files are in and which are missing, in brief; the coverage page says more.
fn coverage(lang: Lang, view: &CoverageView) -> Markup {
    let content = html! {
        p.card__caption.card__caption--low { (data::observed(lang, view.observed, view.touchpoints)) }
        ul.files-in {
            @for kind in &view.kinds {
                @let is_here = kind.rows > 0;
                li.files-in__one.files-in__one--missing[!is_here] {
                    (icon(if is_here { Glyph::Check } else { Glyph::File }))
                    span { (names::kind(kind.kind).get(lang)) }
                    span.files-in__rows {
                        @if is_here { (map::rows(lang, kind.rows)) } @else { (data::NOT_IMPORTED.get(lang)) }
                    }
                }
            }
        }
        footer.foot { a.foot__link href=(Route::Coverage) { (map::COVERAGE_ALL.get(lang)) } }
    };
    card(map::COVERAGE.get(lang), "", &content)
}

fn table(at: At, view: &MapView) -> Table {
    let numbers = [
        map::HEAD_STANDING,
        map::HEAD_OFF,
        map::HEAD_DUE,
        map::HEAD_PASSED,
        map::HEAD_LEAKED,
        map::HEAD_INTERVAL,
        map::HEAD_STAGNANT,
        map::HEAD_IN_TIME,
        map::HEAD_BYPASSED,
        map::HEAD_SATISFACTION,
    ];
    let mut table = Table::new(at.lang, &[map::HEAD_NODE], &numbers);
    table.rows = view.nodes.iter().map(|node| row(at, node)).collect();
    table
}

fn row(at: At, node: &NodeView) -> Vec<Cell> {
    let name = Cell::plain(names::node(node.node).get(at.lang));
    if !node.lacks.is_empty() {
        return vec![name, Cell::plain(lacks::lacks(at.lang, &node.lacks))];
    }
    let (exits, shares) = (node.exits, node.exits.shares());
    let part = |n: u32, part| Cell::list(count(n), Selection::Node(node.node, part), at.scope);
    let shared = |n: u32, share: Option<f64>, part| {
        let words = share.map_or(count(n), |share| format!("{} ({})", count(n), percent(share)));
        Cell::list(words, Selection::Node(node.node, part), at.scope)
    };
    vec![
        name,
        part(node.standing, NodePart::Standing),
        part(node.off, NodePart::Off),
        part(exits.due(), NodePart::Due),
        shared(exits.passed, shares.map(|shares| shares.0), NodePart::Passed),
        shared(exits.leaked, shares.map(|shares| shares.1), NodePart::Leaked),
        Cell::plain(node.leak.map_or("–".to_owned(), interval)),
        shared(exits.stagnant, shares.map(|shares| shares.2), NodePart::Stagnant),
        part(exits.in_time, NodePart::InTime),
        part(exits.bypassed, NodePart::Bypassed),
        said(at, node),
    ]
}

fn said(at: At, node: &NodeView) -> Cell {
    let Some((item, estimate)) = node.satisfaction else { return Cell::plain("–") };
    let selection = Selection::Answers { kind: None, item: Some(item), part: AnswerPart::All };
    Cell::list(satisfaction::valued(at.lang, estimate), selection, at.scope)
}
