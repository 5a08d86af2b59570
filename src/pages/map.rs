//! 地图, the home page: the lifecycle map, where people leave, where they stand still, and which files it is based on.

use super::{
    At, Page,
    blocks::{
        Cell, Data, Markup, Panel, Table, Told, card, caution, file_name, filter, foot, html, hundred, of_range,
        on_paper, panels,
    },
    data_age,
};
use crate::{
    protocol::{
        query::{AnswerPart, Half, NodePart, Picture, ProspectPart, Scope, Selection},
        sheet::Sheet,
        view::*,
    },
    route::Route,
    terms::stage::Node,
    text::{
        Lang, Text, columns, data, figures, headline, lacks, map, names,
        numbers::{count, decimal, interval, percent},
        reasons, satisfaction, slices,
    },
    time::Period,
};

/// Rows of the reservoir.
const SHOWN: usize = 6;

pub fn page(at: At, view: &MapView) -> Page {
    let lang = at.lang;
    let data = Data {
        place: "map",
        // The picture itself states its finding.
        title: map::TITLE.get(lang).to_owned(),
        caption: slices::named(lang, map::caption(lang, view.period), at.scope),
        picture: Some(Picture::Map(at.scope.clone())),
        table: table(at, view),
        file_name: file_name(at, map::TITLE.get(lang), Some(view.period), view.as_of),
    };
    let everybody = Route::list(Selection::Everybody, at.scope);
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
        @if at.scope.adviser.is_some() { (caution(slices::OF_ADVISER.get(at.lang))) }
        @if !view.has_follow_ups { (caution(map::NO_FOLLOW_UPS.get(at.lang))) }
        @if !view.has_defeats { (caution(map::NO_DEFEATS.get(at.lang))) }
        section.card.card--map {
            h2.hidden-text { (headline::title(at.lang, view)) }
            div.figure data-figure=(data.place) data-live {}
            @if let Some(node) = view.finding.node() {
                p.foot { a.foot__link href=(Route::Figures { node, scope: at.scope.clone() }) { (figures::others(at.lang, node)) } }
            }
            (foot(at.lang, data, map::METHOD))
        }
        div.grid.grid--ranks { @for lost in &view.lost { (half(at, view, lost)) } }
        (reservoir(at, view))
        @if let Some(view) = at.coverage { (coverage(at.lang, view)) }
        (on_paper(at))
    }
}

/// One half's nodes, by people or by share.
fn half(at: At, view: &MapView, lost: &Lost) -> Markup {
    let lang = at.lang;
    let word = match lost.half {
        Half::Before => "before",
        Half::After => "after",
    };
    let panel = |order: &str, label: Text, is_chosen, bars| Panel {
        id: format!("lost.{word}.{order}"),
        label: label.get(lang).to_owned(),
        is_chosen,
        content: ranking(at, bars, Some(view.year_before)),
    };
    let by_people = rows(view, &lost.by_people, |node| f64::from(node.exits.leaked));
    let by_share = rows(view, &lost.by_share, |node| share(node, node.exits.leaked));
    let (choice, lists) = panels(
        map::ORDER.get(lang),
        &[panel("people", map::BY_PEOPLE, true, &by_people), panel("share", map::BY_SHARE, false, &by_share)],
    );
    let everybody = Route::list(Selection::Lost(lost.half), at.scope);
    let (before, people) = map::lost(lang, lost.half, lost.people);
    html! {
        section.card {
            header.card__head {
                div.card__words {
                    h2.card__title { (map::half(lost.half).get(lang)) }
                    @if lost.people > 0 {
                        p.card__caption {
                            (before) a.rank__all href=(everybody) { (people) } " · " (map::LOST_CAPTION.get(lang))
                        }
                    }
                }
                @if lost.people > 0 { (choice) }
            }
            @if lost.people > 0 { (lists) }
            @else if at.scope.adviser.is_some() && lost.half == Half::Before { p.hint { (slices::LEADS_HAVE_NONE.get(lang)) } }
            @else if view.has_defeats || lost.half == Half::After { p.hint { (map::NO_LEAKS.get(lang)) } }
            @else { p.hint { (map::NO_DEFEATS.get(lang)) } }
        }
    }
}

fn reservoir(at: At, view: &MapView) -> Markup {
    let rows = Rows {
        part: NodePart::Stagnant,
        ..rows(view, view.still.get(..SHOWN).unwrap_or(&view.still), |node| f64::from(node.exits.stagnant))
    };
    let content = html! {
        @if view.still.is_empty() { p.hint { (map::NO_RESERVOIR.get(at.lang)) } }
        @else { div.rank-pair { (ranking(at, &rows, None)) } }
        @if view.dormant > 0 {
            @let to = Selection::Prospects { level: None, part: ProspectPart::Dormant };
            p.foot { a.foot__link href=(Route::list(to, at.scope)) { (map::dormant(at.lang, view.dormant)) } }
        }
    };
    card(map::RESERVOIR.get(at.lang), map::RESERVOIR_CAPTION.get(at.lang), &content)
}

/// Places in an order, each with the length of its bar.
struct Rows<'a> {
    part: NodePart,
    nodes: Vec<(&'a NodeView, f64)>,
    /// The longest bar.
    most: f64,
}

/// The bars of both halves share one scale.
fn rows<'a>(view: &'a MapView, order: &[Node], size: fn(&NodeView) -> f64) -> Rows<'a> {
    let most = view.nodes.iter().map(size).fold(f64::MIN_POSITIVE, f64::max);
    let nodes = order.iter().filter_map(|name| view.nodes.iter().find(|node| node.node == *name));
    Rows { part: NodePart::Leaked, nodes: nodes.map(|node| (node, size(node))).collect(), most }
}

/// `year_before`: the earlier period that each place is compared with, if known.
fn ranking(at: At, rows: &Rows, year_before: Option<Period>) -> Markup {
    html! {
        ol.rank {
            @for (node, size) in &rows.nodes {
                li {
                    (ranked(at, rows, node, size / rows.most))
                    @if let Some((period, before)) = year_before.zip(node.year_before) { (year(at, node, period, before)) }
                }
            }
        }
    }
}

/// The same place one year earlier; it opens the people of that time. It is called a change only if it is one beyond
/// chance.
fn year(at: At, node: &NodeView, period: Period, before: YearBefore) -> Markup {
    let lang = at.lang;
    let then = Scope { period: Some(period), ..at.scope.clone() };
    let to = Route::list_of(Selection::Node(node.node, NodePart::Leaked), at.scope, then);
    let tone = match before.beyond {
        Some(true) if node.leak.is_some_and(|now| now.share() > before.lost.share()) => "rank__year rank__year--leak",
        Some(true) => "rank__year rank__year--pass",
        _ => "rank__year",
    };
    html! {
        a class=(tone) href=(to) {
            span { (map::year_before(lang, node.node, before.lost)) }
            small { (map::against_year(lang, node.node, node.leak, before)) }
        }
    }
}

/// One place; it opens its people.
fn ranked(at: At, rows: &Rows, node: &NodeView, length: f64) -> Markup {
    let lang = at.lang;
    let is_lost = rows.part == NodePart::Leaked;
    let people = if is_lost { node.exits.leaked } else { node.exits.stagnant };
    let interval = node.leak.filter(|_| is_lost).map(interval).unwrap_or_default();
    let interval = if node.is_small() { map::SMALL.get(lang).to_owned() } else { interval };
    let to = Route::list(Selection::Node(node.node, rows.part), at.scope);
    let fill = if is_lost { "fill-leak" } else { "fill-still" };
    html! {
        a.rank__row.rank__row--still[!is_lost].rank__row--small[node.is_small()] href=(to) {
            span.rank__name { (names::node(node.node).get(lang)) }
            svg.rank__bar viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" {
                rect class=(fill) width=((length * 1000.0).round().max(4.0)) height="10" {}
            }
            b.rank__people { (count(people)) }
            span.rank__share { (percent(share(node, people))) }
            @if is_lost { span.rank__interval { (interval) } }
        }
    }
}

fn share(node: &NodeView, part: u32) -> f64 {
    f64::from(part) / f64::from(node.exits.due().max(1))
}

/// Which files are in and which are missing, in one line; the coverage page has the details.
fn coverage(lang: Lang, view: &CoverageView) -> Markup {
    html! {
        section.files-in {
            h2.files-in__title { (map::COVERAGE.get(lang)) }
            @for kind in &view.kinds {
                span.files-in__one.files-in__one--missing[kind.rows == 0] {
                    (names::kind(kind.kind).get(lang)) " "
                    @if kind.rows > 0 { (map::rows(lang, kind.rows)) } @else { (data::NOT_IMPORTED.get(lang)) }
                }
            }
            a.foot__link href=(Route::Coverage) { (map::COVERAGE_ALL.get(lang)) }
        }
    }
}

fn table(at: At, view: &MapView) -> Table {
    let numbers = [
        map::HEAD_OPEN,
        map::HEAD_STANDING,
        map::HEAD_OFF,
        map::HEAD_DUE,
        map::HEAD_PASSED,
        map::HEAD_PASS_RATE,
        map::HEAD_LEAKED,
        map::HEAD_INTERVAL,
        map::HEAD_REASON,
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
    let is_unseen = node.leak.is_none() && exits.due() > 0;
    let shared = |n: u32, share: Option<f64>, part| {
        let words = share.map_or(count(n), |share| format!("{} ({})", count(n), percent(share)));
        let share = share.map_or(String::new(), hundred);
        Cell::list(words, Selection::Node(node.node, part), at.scope)
            .filed(vec![(columns::WHOLE, n.to_string()), (columns::SHARE, share)])
    };
    vec![
        name,
        part(exits.open(), NodePart::Open),
        part(node.standing, NodePart::Standing),
        part(node.off, NodePart::Off),
        part(exits.due(), NodePart::Due),
        part(exits.passed, NodePart::Passed),
        node.pass.map_or_else(|| Cell::plain("–"), |pass| compared(at, node.node, percent(pass.share()))),
        if is_unseen {
            Cell::plain("–")
        } else {
            shared(exits.leaked, shares.map(|shares| shares.1), NodePart::Leaked)
        },
        node.leak.map_or_else(|| Cell::plain("–"), Cell::interval),
        reason(at, node),
        shared(exits.stagnant, shares.map(|shares| shares.2), NodePart::Stagnant),
        part(exits.in_time, NodePart::InTime),
        part(exits.bypassed, NodePart::Bypassed),
        said(at, node),
    ]
}

/// A rate opens the other figures of its place.
fn compared(at: At, node: Node, words: String) -> Cell {
    Cell::leading(words, Route::Figures { node, scope: at.scope.clone() })
}

fn reason(at: At, node: &NodeView) -> Cell {
    let Some((reason, n)) = &node.reason else { return Cell::plain("–") };
    let words = format!("{} {}", reasons::reason(at.lang, reason), count(*n));
    let filed = vec![(columns::WHOLE, reasons::reason(at.lang, reason).to_owned()), (columns::PEOPLE, n.to_string())];
    Cell::list(words, Selection::LostFor(node.node, reason.clone()), at.scope).filed(filed)
}

fn said(at: At, node: &NodeView) -> Cell {
    let Some((item, estimate)) = node.satisfaction else { return Cell::plain("–") };
    let selection = Selection::Answers { kind: None, item: Some(item), part: AnswerPart::All };
    let mut filed = vec![(columns::WHOLE, decimal(estimate.mean))];
    filed.extend(of_range(estimate.interval));
    filed.push((columns::ANSWERS, estimate.n.to_string()));
    Cell::list(satisfaction::valued(at.lang, estimate), selection, at.scope).filed(filed)
}
