//! What files cannot show is not observed, rather than 0 % or 100 %: stores without each kind of file and each optional
//! column, and files that could say a thing but never do.

use crate::{
    demo_rows::world,
    support::{App, period},
};
use benyuan::{
    analytics::{
        consultants::consultants,
        map::map,
        measures::{day_before, measures},
        viewpoint::Viewpoint,
        world::{Slice, Standings, World},
    },
    columnar::{Page, PageWriter, Table, Tag},
    demo,
    lifecycle::{clocks::Clocks, evidence::Columns},
    model::{
        fields::{
            Field::{self, *},
            fields_of,
        },
        rows::{KINDS, Kind, columns_of},
        tables::Tables,
    },
    protocol::{
        lang::Lang,
        query::{Measure, MeasurePart, Query, Scope, Selection},
        view::{CoverageView, ENOUGH, Lack, MapFinding, MapView, MeasureView, Never, Proportion, View},
    },
    time::Period,
};
use std::sync::Arc;

/// The shares of a store by name, and whether each is an extreme: nobody or everybody.
fn extremes(world: &World) -> Vec<String> {
    let standings = Standings::new(world, demo::date());
    let period = Period::last_full_months(demo::date(), 6);
    let viewpoint = Viewpoint { world, standings: &standings, period, slice: Slice::default() };
    let earlier = Standings::new(world, day_before(period, demo::date()));
    let before = Viewpoint { world, standings: &earlier, period: period.before(), slice: Slice::default() };
    let mut shares: Vec<(String, Option<Proportion>)> = Vec::new();
    for one in measures(&viewpoint, &before).measures {
        assert!(one.lacks.is_empty() || one.value.is_none());
        shares.push((format!("{:?}", one.measure), one.value));
        shares.push((format!("{:?} before", one.measure), one.before.map(|before| before.value)));
        shares.extend(one.trend.iter().map(|(month, value)| (format!("{:?} {month}", one.measure), Some(*value))));
    }
    for node in map(&viewpoint).nodes.iter().filter(|node| node.lacks.is_empty()) {
        shares.push((format!("{:?} left", node.node), node.leak));
    }
    let team = consultants(&viewpoint).team;
    let of_team = [team.ordered, team.stagnant, team.defeated_by_day_30, team.silent_after_day_30];
    shares.extend(of_team.into_iter().map(|share| ("team".to_owned(), share)));
    let is_extreme = |share: Proportion| share.n >= ENOUGH && (share.k == 0 || share.k == share.n);
    shares.into_iter().filter(|(_, share)| share.is_some_and(is_extreme)).map(|(name, _)| name).collect()
}

fn store(tables: Tables, keep: impl Fn(Kind, Field) -> bool) -> World {
    let mut columns = Columns::default();
    for kind in KINDS.into_iter().filter(|kind| tables.count(*kind) > 0) {
        columns.add(kind, fields_of(kind).iter().copied().filter(|field| keep(kind, *field)));
    }
    World::new(tables, columns, Clocks::default())
}

fn without_kind(kind: Kind) -> World {
    let mut tables = world().tables.clone();
    *tables.table_mut(kind) = Table::default();
    store(tables, |_, _| true)
}

/// Empties the column in every row.
fn without_values(kind: Kind, field: Field) -> Tables {
    let mut tables = world().tables.clone();
    let left_out: Vec<Tag> =
        columns_of(kind).iter().filter(|(of, _)| *of == field).map(|(_, column)| *column).collect();
    assert!(!left_out.is_empty(), "{field:?}");
    let mut changed = Table::default();
    for page in tables.table(kind).pages() {
        let mut writer = PageWriter::new();
        for row in page.rows() {
            writer.begin_row();
            writer.copy_row(row, |column| !left_out.contains(&column));
        }
        changed.push(Arc::new(Page::open(writer.finish()).unwrap()));
    }
    *tables.table_mut(kind) = changed;
    tables
}

#[test]
fn a_missing_file_makes_no_false_share() {
    let whole = extremes(world());
    for kind in KINDS {
        let found: Vec<String> = extremes(&without_kind(kind)).into_iter().filter(|one| !whole.contains(one)).collect();
        assert!(found.is_empty(), "without {kind:?}: {found:?}");
    }
}

/// Whether the column is missing, or there but empty.
#[test]
fn a_missing_column_makes_no_false_share() {
    let whole = extremes(world());
    let of_leads = [
        LeadAssigned,
        FirstContact,
        LastFollow,
        Wechat,
        WechatAt,
        FirstVisit,
        TestDriveAt,
        QuoteAt,
        OrderAt,
        DealAt,
        DefeatAt,
        DefeatReason,
        Channel,
    ];
    let columns = of_leads.map(|field| (Kind::Leads, field)).into_iter();
    for (kind, field) in columns.chain([(Kind::Services, ServiceKind), (Kind::Insurance, RenewedHere)]) {
        let tables = without_values(kind, field);
        for is_there in [true, false] {
            let one = store(tables.clone(), |of, name| is_there || (of, name) != (kind, field));
            let found: Vec<String> = extremes(&one).into_iter().filter(|one| !whole.contains(one)).collect();
            assert!(found.is_empty(), "without {kind:?} {field:?}, there: {is_there}: {found:?}");
        }
    }
}

fn ask(app: &mut App, files: &[(&str, &str)]) {
    app.import(&files.iter().map(|(name, text)| (format!("{name}.csv"), text.as_bytes().to_vec())).collect::<Vec<_>>());
}

fn measure(app: &mut App, of: Measure, scope: &Scope) -> MeasureView {
    let View::Measures(view) = app.query(Query::Measures(scope.clone())) else { unreachable!() };
    view.measures.into_iter().find(|one| one.measure == of).unwrap()
}

fn shown(app: &mut App, address: &str) -> String {
    let View::Sheet(sheet) = app.query(Query::Show { address: address.to_owned(), lang: Lang::Zh }) else {
        unreachable!()
    };
    sheet.bar + &sheet.body
}

/// Forty leads who came once each, as in a list that keeps each number once; then one of them comes again.
#[test]
fn second_visits_that_no_file_keeps_are_not_observed() {
    let lead = |n: u32| format!("XS{n},客{n},139000010{n:02},2026-08-{:02} 10:00,2026-08-20 10:00\n", 1 + n % 19);
    let leads =
        "线索ID,客户姓名,手机号,线索创建时间,首次到店时间\n".to_owned() + &(0..40).map(lead).collect::<String>();
    let visits = |more: &str| {
        let one = |n: u32| format!("客{n},139000010{n:02},2026-08-20 10:00,远岚 X5\n");
        "客户姓名,手机号,来访时间,意向车型\n".to_owned() + &(0..40).map(one).collect::<String>() + more
    };
    let scope = period("2026-08-01", "2026-08-31");
    let mut app = App::new();
    ask(&mut app, &[("线索", &leads), ("来店", &visits(""))]);
    let once = measure(&mut app, Measure::SecondVisit, &scope);
    assert_eq!((once.value, once.lacks), (None, vec![Lack::Never(Never::VisitTwice)]));
    for part in [MeasurePart::Numerator, MeasurePart::Denominator, MeasurePart::Rest] {
        let selection = Selection::Measure { measure: Measure::SecondVisit, part, group: None };
        let list = Query::List { selection, scope: scope.clone(), sort: None, offset: 0, limit: 9 };
        assert!(matches!(app.query(list), View::List(list) if list.total == 0));
    }
    for address in ["#/scorecard", "#/coverage"] {
        assert!(shown(&mut app, address).contains("没有一位客户有两天到店"), "{address}");
    }
    let View::Catalogue(catalogue) = app.query(Query::Catalogue) else { unreachable!() };
    let again = catalogue.touchpoints.iter().filter(|one| one.lacks == [Lack::Never(Never::VisitTwice)]);
    assert!(again.count() >= 1);

    ask(&mut app, &[("来店", &visits("客7,13900001007,2026-08-25 10:00,远岚 X5\n"))]);
    let twice = measure(&mut app, Measure::SecondVisit, &scope);
    assert_eq!(twice.value.map(|value| (value.k, value.n)), Some((1, 40)));
    assert!(!shown(&mut app, "#/coverage").contains("没有一位客户有两天到店"));
}

/// Service orders that begin after the first services of the period were due cannot show them, nor three years of
/// returns.
#[test]
fn files_that_begin_too_late_show_nothing_of_before() {
    let sales = (0..40).map(|n| format!("客{n},139000010{n:02},LVTESTVIN123456{n:02},2026-01-{:02}\n", 1 + n % 28));
    let sales = "客户姓名,客户电话,VIN,交车日期\n".to_owned() + &sales.collect::<String>();
    let orders = |day: &str, kind: &str| {
        let one = |n: u32| format!("G{n},客{n},139000010{n:02},LVTESTVIN123456{n:02},{day},{kind}\n");
        "工单号,客户姓名,手机号,车架号,接待日期,业务类型\n".to_owned() + &(0..40).map(one).collect::<String>()
    };
    let scope = period("2026-01-01", "2026-01-31");
    let told = |orders: String, of| {
        let mut app = App::new();
        ask(&mut app, &[("销售", &sales), ("工单", &orders)]);
        measure(&mut app, of, &scope)
    };
    let day = |text: &str| text.parse().unwrap();
    let late = orders("2026-09-01", "首保");
    let since = vec![Lack::Since(Kind::Services, day("2026-09-01"))];
    assert_eq!(told(late.clone(), Measure::FirstService).lacks, since);
    assert_eq!(told(late, Measure::Retention).lacks, since);
    let unnamed = told(orders("2026-03-01", "常规"), Measure::FirstService);
    assert_eq!((unnamed.value, unnamed.lacks), (None, vec![Lack::Never(Never::FirstService)]));
    let named = told(orders("2026-03-01", "首保"), Measure::FirstService).value.unwrap();
    assert_eq!((named.k, named.n), (40, 40), "all came, and it can be seen");
}

/// If no defeat is ever recorded, the map does not say that nobody was lost.
#[test]
fn without_defeats_nobody_is_said_to_stay() {
    let lead = |n: u32| format!("XS{n},客{n},139000010{n:02},2026-08-01 10:00,2026-08-01 11:00,2026-08-02 10:00\n");
    let leads = "线索ID,客户姓名,手机号,线索创建时间,首触时间,最近跟进时间\n".to_owned()
        + &(0..40).map(lead).collect::<String>();
    let mut app = App::new();
    ask(&mut app, &[("线索", &leads)]);
    let View::Map(view) = app.query(Query::Map(period("2026-08-01", "2026-10-31"))) else { unreachable!() };
    let MapView { finding, has_defeats, nodes, .. } = view;
    assert_eq!((finding, has_defeats), (MapFinding::StandingOnly, false));
    assert!(nodes.iter().all(|node| node.leak.is_none()));
    for address in ["#/map", "#/funnel"] {
        assert!(shown(&mut app, address).contains("没有战败记录"), "{address}");
    }
    let View::Coverage(CoverageView { kinds, .. }) = app.query(Query::Coverage) else { unreachable!() };
    assert!(kinds[Kind::Leads as usize].missing.contains(&DefeatAt));
}

/// As of a day within a month: six full months, the running one apart and hollow, and a choice of its own.
#[test]
fn the_running_month_is_apart() {
    let mut app = App::new();
    app.command(benyuan::protocol::command::Command::OpenDemo).unwrap();
    let day = |text: &str| text.parse::<benyuan::time::Day>().unwrap();
    let scope = Scope { as_of: Some(day("2026-10-20")), ..Scope::default() };
    let View::Measures(view) = app.query(Query::Measures(scope.clone())) else { unreachable!() };
    assert_eq!((view.period.first, view.period.last), (day("2026-04-01"), day("2026-09-30")));
    for one in
        view.measures.iter().filter(|one| [Measure::Order, Measure::Referral, Measure::Wechat].contains(&one.measure))
    {
        assert_eq!((one.trend.len(), one.trend.last().unwrap().0), (13, day("2026-10-01")), "{:?}", one.measure);
        assert!(one.unripe_from.unwrap() <= day("2026-10-01"), "{:?}", one.measure);
    }
    // A measure that waits until units can be judged has no such month.
    let defeated = view.measures.iter().find(|one| one.measure == Measure::DefeatedByDay30).unwrap();
    assert_eq!((defeated.trend.last().unwrap().0, defeated.unripe_from), (day("2026-08-01"), None));
    let renewal = view.measures.iter().find(|one| one.measure == Measure::Renewal).unwrap();
    assert_eq!(renewal.unripe_from, Some(day("2026-07-01")), "July's can be renewed until the end of October");
    let page = shown(&mut app, "#/scorecard?as-of=2026-10-20");
    assert!(page.contains("近 6 个整月") && page.contains("本月至今") && !page.contains("近 6 个月"), "{page}");
    // If it is asked for alone, all of it is too young.
    let running = Scope { period: Some(Period::month_to_date(day("2026-10-20"))), ..scope };
    let order = measure(&mut app, Measure::Order, &running);
    assert_eq!((order.base.last, order.unripe_from <= Some(day("2026-10-01"))), (day("2026-10-20"), true));
    let View::Satisfaction(view) = app.query(Query::Satisfaction {
        scope: Scope { period: None, ..running },
        grain: Some(benyuan::protocol::query::Grain::Month),
    }) else {
        unreachable!()
    };
    assert!(view.is_cut() && view.periods.len() == 25);
}
