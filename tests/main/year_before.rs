//! The map's losses beside the same days one year earlier: the numbers are lists, and a change is only called one
//! beyond chance.

use crate::{
    demo_rows::{without, world, world_of},
    support::{App, period},
};
use benyuan::{
    analytics::{
        map::map,
        stats::{above, holm},
        viewpoint::Viewpoint,
        world::{Slice, Standings, World},
    },
    demo,
    protocol::{
        lang::Lang,
        query::{NodePart, Query, Scope, Selection},
        view::{ENOUGH, MapView, View, YearBefore},
    },
    terms::stage::Node,
    time::{Day, Period},
};

fn on(world: &World, period: Period) -> MapView {
    let standings = Standings::new(world, demo::date());
    map(&Viewpoint { world, standings: &standings, period, slice: Slice::default() })
}

/// With the demo's failings and without: beside every place is the figure of the map one year earlier, and it is called
/// changed exactly if the test says so, with all places under one correction.
#[test]
fn a_year_earlier_is_what_its_own_map_says() {
    let plain = world_of(without(|plants| {
        plants.quotes_missing = false;
        plants.gives_up_after_day_30 = false;
        plants.see_saw = false;
        plants.consultant_left = false;
    }));
    for world in [world(), &plain] {
        let now = on(world, Period::last_full_months(demo::date(), 6));
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(now.year_before, Period { first: day("2025-05-01"), last: day("2025-10-31") });
        let then = on(world, now.year_before);
        let mut asked = Vec::new();
        for (node, earlier) in now.nodes.iter().zip(&then.nodes) {
            assert_eq!(node.year_before.map(|before| before.lost), earlier.leak, "{:?}", node.node);
            let pair = node.leak.zip(earlier.leak).filter(|(a, b)| a.n >= ENOUGH && b.n >= ENOUGH);
            let p = pair.and_then(|(a, b)| above((a.k, a.n), (b.k, b.n))).map(|p| (2.0 * p.min(1.0 - p)).min(1.0));
            asked.push((node.year_before.and_then(|before| before.beyond), p));
        }
        let beyond = holm(&asked.iter().filter_map(|(_, p)| *p).collect::<Vec<_>>(), 0.05);
        let said: Vec<bool> = asked.iter().filter(|(_, p)| p.is_some()).map(|(said, _)| said.unwrap()).collect();
        assert_eq!(said, beyond);
        assert!(asked.iter().all(|(said, p)| said.is_some() == p.is_some()));
        assert!(!said.is_empty());
    }
}

/// Of 100 visits in summer 2025 twenty were defeated; of 100 in summer 2026 `lost`.
fn store(lost: u32) -> App {
    let line = |year: u32, n: u32, lost: u32| {
        let (month, day) = (5 + n % 6, 1 + n % 20);
        let defeat = if n < lost { format!("{year}-{month:02}-{:02} 18:00", day + 3) } else { String::new() };
        let drive = if n < lost { String::new() } else { format!("{year}-{month:02}-{:02} 10:00", day + 1) };
        let at = format!("{year}-{month:02}-{day:02} 10:00");
        format!("XS{year}{n},客{year}{n},139{year}0{n:03},{at},{at},{at},{drive},{defeat}\n")
    };
    let mut file = "线索ID,客户姓名,手机号,线索创建时间,首触时间,首次到店时间,首次试驾完成时间,战败时间\n".to_owned();
    file += "XS0,早,13900000000,2024-12-01 10:00,2024-12-01 10:00,,,2024-12-03 10:00\n";
    file.extend((0..100).map(|n| line(2025, n, 20)));
    file.extend((0..100).map(|n| line(2026, n, lost)));
    let mut app = App::new();
    app.import(&[("线索.csv".to_owned(), file.into_bytes())]);
    app
}

fn visit(app: &mut App) -> (MapView, YearBefore) {
    let View::Map(view) = app.query(Query::Map(period("2026-05-01", "2026-10-31"))) else { unreachable!() };
    let node = view.nodes.iter().find(|node| node.node == Node::Visit).unwrap();
    let before = node.year_before.unwrap();
    (view, before)
}

/// By hand: 40 of 100 and 20 of 100, pooled 0.3, error 0.0648, z = 3.09, p = 0.002: beyond chance among the few places
/// with enough episodes. 24 of 100: z = 0.68, p = 0.49.
#[test]
fn more_are_lost_than_a_year_ago_only_beyond_chance() {
    for (lost, beyond, words) in [(40, Some(true), "+20 人，+20 点"), (24, Some(false), "正常波动")] {
        let mut app = store(lost);
        let (view, before) = visit(&mut app);
        assert_eq!((before.lost.k, before.lost.n, before.beyond), (20, 100, beyond));
        let scope = Scope { period: Some(view.year_before), ..period("2026-05-01", "2026-10-31") };
        let selection = Selection::Node(Node::Visit, NodePart::Leaked);
        let View::List(list) = app.query(Query::List { selection, scope, sort: None, offset: 0, limit: 0 }) else {
            unreachable!()
        };
        assert_eq!(list.total, 20);
        let address = "#/map?as-of=2026-10-31&from=2026-05-01&to=2026-10-31".to_owned();
        let View::Sheet(sheet) = app.query(Query::Show { address, lang: Lang::Zh }) else { unreachable!() };
        assert!(sheet.body.contains("去年同期 20 人 20%") && sheet.body.contains(words), "{}", sheet.body);
    }
}

/// The files begin within the year before: of its first weeks they hold only a part.
#[test]
fn without_a_year_before_nothing_is_compared() {
    let mut app = store(40);
    let View::Map(view) = app.query(Query::Map(period("2025-05-01", "2025-10-31"))) else { unreachable!() };
    assert!(view.nodes.iter().all(|node| node.year_before.is_none()));
}
