//! Lists whose states are of an earlier day than the rest of them, and lists whose titles could be taken for another's.

use super::{body, csv, demo, list};
use crate::support::App;
use benyuan::{
    pages::list::columns,
    protocol::{
        column::Column,
        query::{NodePart, Query, Scope, Selection},
        view::{ListView, MapFinding, PersonState, View},
    },
    route::Route,
    terms::stage::{NODES, STEPS},
    text::Lang,
};
use std::collections::{BTreeMap, BTreeSet};

/// Ends three months before the demo's as-of date.
const PAST: &str = "from=2026-05-01&to=2026-07-31";

fn addresses(list: &ListView) -> BTreeSet<String> {
    let address = |subject| Route::Person { subject, scope: Scope::default() }.href();
    list.rows.iter().map(|row| address(row.subject)).collect()
}

fn is_over(state: &PersonState) -> bool {
    matches!(state, PersonState::Defeated(..) | PersonState::Delivered(_))
}

/// The list says which day its states are of, on the page and in the file, and how things stand now beside them.
#[test]
fn a_past_list_says_how_it_stood_and_how_it_stands() {
    let mut app = demo();
    let address = format!("#/list?of=node.first-response.stagnant&{PAST}");
    let view = list(&mut app, &address);
    assert_eq!((view.read_to.to_string().as_str(), view.is_past()), ("2026-07-31", true));
    assert!(view.rows.iter().all(|row| row.now.is_some()), "every row says how it stands now");
    let over = view.rows.iter().filter(|row| row.now.as_ref().is_some_and(is_over)).count();
    assert!(over > 0, "the demo has leads that ended since");
    for (lang, then, now, says) in [
        (Lang::Zh, "期末状态", "目前状态", "期末状态看到 2026-07-31，目前状态看到 2026-10-31"),
        (Lang::En, "State then", "State now", "states then: 2026-07-31; now: 2026-10-31"),
    ] {
        let shown = body(&mut app, &address, lang);
        assert!([then, now, says].into_iter().all(|words| shown.contains(words)), "{shown}");
        let (_, lines) = csv(&mut app, &address, lang, "list");
        let place = |head: &str| lines[0].iter().position(|one| one == head).unwrap();
        let (then, now) = (place(then), place(now));
        for (line, row) in lines[1..].iter().zip(&view.rows) {
            assert_eq!(line[then], columns::value(lang, Column::State, row).cell());
            assert_eq!(line[now], columns::value(lang, Column::Now, row).cell());
        }
    }
    // Who is over is not called before who is not.
    let first_over = view.rows.iter().position(|row| row.now.as_ref().is_some_and(is_over)).unwrap();
    let late = |row: &benyuan::protocol::view::PersonRow| matches!(row.now, Some(PersonState::Late(_)));
    assert!(view.rows[first_over..].iter().all(|row| !late(row)), "who can still be won comes first");
}

#[test]
fn a_list_of_the_day_itself_has_one_state() {
    let mut app = demo();
    for address in ["#/list?of=node.first-response.stagnant", "#/list?of=step.visit.leaked", "#/list?of=guard"] {
        let view = list(&mut app, address);
        assert!(!view.is_past() && view.rows.iter().all(|row| row.now.is_none()), "{address}");
        let (_, lines) = csv(&mut app, address, Lang::Zh, "list");
        assert!(lines[0].iter().all(|head| head != "目前状态" && head != "期末状态"), "{address}");
    }
}

/// Those whom the map names to be called have no outcome to this day, whatever the period.
#[test]
fn whom_to_call_is_of_today() {
    let mut app = demo();
    for period in [PAST, "from=2026-05-01&to=2026-10-31", "from=2025-01-01&to=2025-06-30"] {
        let Route::Map(scope) = Route::parse(&format!("#/map?{period}")) else { unreachable!() };
        let View::Map(map) = app.query(Query::Map(scope)) else { panic!("no map") };
        let MapFinding::MostLost { still: Some((node, people)), .. } = map.finding else { panic!("{:?}", map.finding) };
        let of = |app: &mut App, part| {
            let route = Route::list(Selection::Node(node, part), &Scope::default());
            list(app, &format!("{}&{period}", route.href()))
        };
        let (then, now) = (of(&mut app, NodePart::Stagnant), of(&mut app, NodePart::Unresolved));
        assert_eq!(now.total, people, "{period}");
        assert_eq!(now.read_to, now.as_of, "{period}");
        assert!(addresses(&now).is_subset(&addresses(&then)), "{period}");
        assert!(now.rows.iter().all(|row| matches!(row.state, PersonState::Late(_)) && row.now.is_none()), "{period}");
        let selection = Selection::Node(node, NodePart::Unresolved);
        assert_eq!(selection.base(), Some(Selection::Node(node, NodePart::Stagnant)));
        // And nobody is left out who is still waiting there.
        let gone = then.rows.iter().filter(|row| row.now.as_ref().is_some_and(is_over)).count();
        assert!(then.total as usize - gone >= now.rows.len() && !now.rows.is_empty(), "{period}");
    }
}

/// Lists of other people never share a title, nor the name of a file.
#[test]
fn a_title_is_of_one_list() {
    let mut app = demo();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let words = |node: benyuan::terms::stage::Node| {
        let route = Route::Figures { node, scope: Scope::default() }.href();
        route.trim_start_matches("#/figures/").to_owned()
    };
    let parts = ["standing", "off", "due", "passed", "leaked", "stagnant", "in-time", "bypassed", "open", "unresolved"];
    let of_nodes = NODES.into_iter().flat_map(|node| parts.map(|part| format!("node.{}.{part}", words(node))));
    let parts = ["reached", "next", "leaked", "stagnant", "dormant", "in-time", "bypassed", "recorded", "timed"];
    let of_steps = STEPS.into_iter().flat_map(|step| parts.map(|part| format!("step.{}.{part}", words(step.node()))));
    for of in of_nodes.chain(of_steps).chain(["lost.before".into(), "lost.after".into()]) {
        let address = format!("#/list?of={of}");
        let view = list(&mut app, &address);
        for title in &view.title {
            if let Some(other) = seen.insert(title.clone(), address.clone()) {
                panic!("{title} is the title of {other} and of {address}");
            }
        }
        if of.ends_with("leaked") {
            let (name, _) = csv(&mut app, &address, Lang::Zh, "list");
            assert!(name.contains(&view.title[0]), "{name}");
        }
    }
}

/// A count by name says of how many: the parts are of the base's own lists.
#[test]
fn whose_are_told_with_their_base() {
    let mut app = demo();
    for address in ["#/list?of=node.first-response.leaked", "#/list?of=step.visit.stagnant", "#/list?of=guard"] {
        let Route::List { selection, scope, own, sort } = Route::parse(address) else { unreachable!() };
        let head = Query::List { selection: selection.clone(), scope: scope.clone(), sort, offset: 0, limit: 0 };
        let View::List(head) = app.query(head) else { panic!("{address}") };
        let whose = head.whose.expect("the demo's leads have consultants");
        assert!(whose.people.iter().any(|one| one.of.is_some()), "{address}");
        assert!(own.is_none());
        for one in whose.people {
            let theirs = Scope { consultant: Some(one.name.clone()), ..scope.clone() };
            let base =
                Query::List { selection: selection.base().unwrap(), scope: theirs, sort: None, offset: 0, limit: 0 };
            let View::List(base) = app.query(base) else { panic!("{address}") };
            assert_eq!(one.of, Some(base.total), "{address} {}", one.name);
        }
    }
}
