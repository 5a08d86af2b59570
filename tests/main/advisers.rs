//! The service adviser as a dimension. Worked by hand: which adviser a car, an answer and a return belong to. On the
//! demo: every count is its list. And a score that sinks with one adviser is found for that adviser, and for nobody if
//! it sinks with all.

use crate::{
    demo_rows::{without, world_of},
    support::{App, period},
};
use benyuan::{
    analytics::{
        advisers::advisers,
        viewpoint::Viewpoint,
        world::{Slice, Standings},
    },
    columnar::{Page, PageWriter, Table},
    demo,
    model::{
        fields::Field,
        rows::{AnswerRow, Kind},
        tables::Tables,
        values::AnswerKind,
    },
    protocol::{
        command::Command,
        query::{AnswerPart, MEASURES, Measure, MeasurePart, Query, Scope, Selection, Staff},
        view::*,
    },
    route::Route,
    schema::row::Columns,
    terms::touchpoint::SurveyItem,
    text::Lang,
    time::{Day, Period},
};
use std::{collections::BTreeMap, sync::Arc};

const SALES: &str = "客户姓名,客户电话,VIN,交车日期,销售顾问
甲,13900000001,LX9TW8ES3TB106461,2025-09-01,陈立
乙,13900000002,LX9TW8ES3TB106462,2025-09-01,陈立
丙,13900000003,LX9TW8ES3TB106463,2025-10-01,陈立
";
/// On 10 June there are two orders for one car; the later one names nobody.
const SERVICES: &str = "工单号,接待日期,客户名称,客户电话,车架号,业务类型,服务顾问
G1,2025-10-20 09:00,甲,13900000001,LX9TW8ES3TB106461,首保,马东
G2,2026-06-10 09:00,甲,13900000001,LX9TW8ES3TB106461,一般保养,刘芳
G3,2026-06-10 15:00,甲,13900000001,LX9TW8ES3TB106461,索赔,
G4,2025-10-25 09:00,乙,13900000002,LX9TW8ES3TB106462,首保,马东
";
/// 乙's third answer comes 77 days after the order.
const ANSWERS: &str = "回访日期,回访类型,客户姓名,手机号,车架号,交车过程,服务质量,服务顾问,推荐意愿（0-10）
2025-09-05,购车,甲,13900000001,LX9TW8ES3TB106461,9,,,9
2026-06-13,售后,甲,13900000001,LX9TW8ES3TB106461,,8,5,6
2025-10-28,售后,乙,13900000002,LX9TW8ES3TB106462,,9,9,9
2026-01-10,售后,乙,13900000002,LX9TW8ES3TB106462,,7,7,8
";
const POLICIES: &str = "车架号,客户姓名,客户电话,保险类型,保险到期时间,是否本店,续保专员
LX9TW8ES3TB106461,甲,13900000001,商业险,2026-06-01,是,叶萍
LX9TW8ES3TB106462,乙,13900000002,商业险,2026-06-01,否,叶萍
LX9TW8ES3TB106463,丙,13900000003,商业险,2026-06-01,是,邓凯
";

fn cards(of_last: &str) -> String {
    format!(
        "车架号,会员名称,客户手机号,购车时间,质保到期时间,保养顾问
LX9TW8ES3TB106461,甲,13900000001,2025-09-01,2028-09-01,曹敏
LX9TW8ES3TB106462,乙,13900000002,2025-09-01,2028-09-01,曹敏
LX9TW8ES3TB106463,丙,13900000003,2025-10-01,2028-10-01,{of_last}
"
    )
}

fn store(of_last: &str) -> App {
    let mut app = App::new();
    let cards = cards(of_last);
    let files = [
        ("销售.csv", SALES),
        ("工单.csv", SERVICES),
        ("满意度.csv", ANSWERS),
        ("保险.csv", POLICIES),
        ("保养档案.csv", &cards),
    ];
    let files: Vec<_> = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let (added, .., refused) = app.import(&files);
    assert_eq!((added, refused), (17, 0));
    app
}

fn of(name: &str, scope: &Scope) -> Scope {
    Scope { adviser: Some(name.into()), ..scope.clone() }
}

fn list(app: &mut App, selection: Selection, scope: &Scope) -> ListView {
    match app.query(Query::List { selection, scope: scope.clone(), sort: None, offset: 0, limit: u32::MAX }) {
        View::List(view) => view,
        other => panic!("{other:?}"),
    }
}

fn names(app: &mut App, selection: Selection, scope: &Scope) -> String {
    let mut names: Vec<String> = list(app, selection, scope).rows.into_iter().map(|row| row.name).collect();
    names.sort();
    names.concat()
}

fn owners() -> Selection {
    Selection::Owners { stage: None, activity: None }
}

fn said(item: Option<SurveyItem>) -> Selection {
    Selection::Answers { kind: Some(AnswerKind::Service), item, part: AnswerPart::All }
}

fn groups(app: &mut App, measure: Measure, scope: &Scope) -> BTreeMap<String, (u32, u32)> {
    let View::Measures(view) = app.query(Query::Measures(scope.clone())) else { unreachable!() };
    let one = view.measures.into_iter().find(|one| one.measure == measure).unwrap();
    one.groups.into_iter().map(|(name, share)| (name, (share.k, share.n))).collect()
}

fn told(groups: &[(&str, (u32, u32))]) -> BTreeMap<String, (u32, u32)> {
    groups.iter().map(|(name, share)| ((*name).to_owned(), *share)).collect()
}

#[test]
fn a_car_is_with_who_received_it_last() {
    let app = &mut store("曹敏");
    let year = period("2025-09-01", "2026-10-31");
    let whose = |app: &mut App, name: &str, scope: &Scope| names(app, owners(), &of(name, scope));
    assert_eq!(["刘芳", "马东", "曹敏"].map(|name| whose(app, name, &year)), ["甲", "乙", "丙"]);
    // In January the second visit had not happened yet.
    let january = Scope { as_of: Some("2026-01-31".parse::<Day>().unwrap()), ..year.clone() };
    assert_eq!(["刘芳", "马东", "曹敏"].map(|name| whose(app, name, &january)), ["", "乙甲", "丙"]);
    assert_eq!(names(app, Selection::Serviced, &of("马东", &year)), "乙甲");
    assert_eq!(names(app, Selection::Serviced, &year), "乙甲甲甲");
}

#[test]
fn an_answer_is_about_the_order_before_it() {
    let app = &mut store("曹敏");
    let year = period("2025-09-01", "2026-10-31");
    assert_eq!(["刘芳", "马东", "曹敏"].map(|name| names(app, said(None), &of(name, &year))), ["甲", "乙", ""]);
    assert_eq!(list(app, said(None), &year).total, 3);
    let View::Satisfaction(view) = app.query(Query::Satisfaction { scope: year.clone(), grain: None }) else {
        unreachable!()
    };
    let score = |name: &str| {
        let one = view.advisers.advisers.iter().find(|one| one.name == name)?;
        Some((one.orders, one.owners, one.factor?.mean, one.factor?.n))
    };
    assert_eq!([score("刘芳"), score("马东")], [Some((1, 1, 500.0, 1)), Some((2, 1, 900.0, 1))]);
    assert_eq!(score("曹敏"), None, "nobody without an order in the period");
    assert_eq!(view.advisers.team.factor.map(|factor| (factor.mean, factor.n)), Some((700.0, 3)));
    // No adviser served buyers.
    let View::Satisfaction(view) = app.query(Query::Satisfaction { scope: of("刘芳", &year), grain: None }) else {
        unreachable!()
    };
    assert_eq!(view.questionnaires.iter().map(|one| one.kind).collect::<Vec<_>>(), [AnswerKind::Service]);
    assert_eq!(view.choices.advisers, [("刘芳".to_owned(), 1)], "of the days from the first answer on");
    assert_eq!(view.advisers.advisers.len(), 2, "all of them stand side by side, whoever is chosen");
}

/// 马东 received 甲 and 乙 in October 2025; only 甲 returned, to another adviser.
#[test]
fn a_return_belongs_to_the_visit_before_it() {
    let app = &mut store("曹敏");
    let year = period("2025-09-01", "2026-10-31");
    assert_eq!(groups(app, Measure::SecondService, &year), told(&[("马东", (1, 2))]));
    assert_eq!(groups(app, Measure::Churn12, &year), told(&[("马东", (1, 2))]));
    assert_eq!(groups(app, Measure::Renewal, &year), told(&[("叶萍", (1, 2)), ("邓凯", (1, 1))]));
    let churned = Selection::Measure { measure: Measure::Churn12, part: MeasurePart::Numerator, group: None };
    assert_eq!(names(app, churned.clone(), &of("马东", &year)), "乙");
    assert_eq!(names(app, churned, &of("刘芳", &year)), "");
}

/// By the car's card, and only if cars that never came are assigned too.
#[test]
fn the_first_service_is_told_where_cars_are_assigned() {
    let year = period("2025-09-01", "2026-10-31");
    assert_eq!(groups(&mut store("曹敏"), Measure::FirstService, &year), told(&[("曹敏", (2, 3))]));
    let unassigned = &mut store("");
    assert_eq!(groups(unassigned, Measure::FirstService, &year), told(&[]));
    assert_eq!(names(unassigned, owners(), &of("曹敏", &year)), "");
    let View::Sheet(sheet) =
        unassigned.query(Query::Show { address: Route::Scorecard(of("马东", &year)).href(), lang: Lang::Zh })
    else {
        unreachable!()
    };
    assert!(sheet.body.contains("没来过的车在工单里没有服务顾问"), "{}", sheet.body);
}

#[test]
fn leads_have_no_adviser_and_the_pages_say_so() {
    let app = &mut store("曹敏");
    let his = of("马东", &Scope::default());
    for (route, words) in [
        (Route::Funnel(his.clone()), "线索没有服务顾问"),
        (Route::Map(his.clone()), "线索没有服务顾问"),
        (Route::Distribution { scope: his.clone(), since: None }, "线索没有服务顾问"),
        (Route::Scorecard(his.clone()), "按服务顾问不适用"),
    ] {
        let View::Sheet(sheet) = app.query(Query::Show { address: route.href(), lang: Lang::Zh }) else {
            unreachable!()
        };
        assert!(sheet.body.contains(words), "{route}: {}", sheet.body);
        assert!(!sheet.body.contains("缺“服务顾问”列"), "{route} blames the files: {}", sheet.body);
        assert!(sheet.bar.contains("去掉服务顾问：马东"), "{route}: {}", sheet.bar);
    }
}

/// Every figure of the demo by adviser and by renewal specialist has the length of its list.
#[test]
fn each_count_of_the_demo_is_its_list() {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    let app = &mut app;
    let View::Satisfaction(view) = app.query(Query::Satisfaction { scope: Scope::default(), grain: None }) else {
        unreachable!()
    };
    let table = view.advisers;
    let scope = Scope { period: Some(table.period), ..Scope::default() };
    assert_eq!(table.advisers.len(), 6);
    let everybody = std::iter::once((&table.team, scope.clone()));
    let each = table.advisers.iter().map(|one| (one, of(&one.name, &scope)));
    for (one, scope) in everybody.chain(each) {
        let mut size = |selection| list(app, selection, &scope).total;
        assert_eq!(size(owners()), one.owners, "{}", one.name);
        assert_eq!(size(Selection::Serviced), one.orders, "{}", one.name);
        assert_eq!(size(said(None)), one.index.unwrap().n, "{}", one.name);
        assert_eq!(size(said(Some(SurveyItem::ServiceAdviser))), one.factor.unwrap().n, "{}", one.name);
        for (measure, share) in [Measure::SecondService, Measure::Churn12].into_iter().zip(&one.returns[1..]) {
            let share = share.unwrap();
            let mut part = |part| size(Selection::Measure { measure, part, group: None });
            assert_eq!((part(MeasurePart::Numerator), part(MeasurePart::Denominator)), (share.k, share.n));
        }
    }
    let View::Measures(view) = app.query(Query::Measures(Scope::default())) else { unreachable!() };
    assert_eq!(view.choices.advisers.len(), 6);
    for measure in MEASURES {
        let one = view.measures.iter().find(|one| one.measure == measure).unwrap();
        let staff = one.groups.len();
        match measure.staff() {
            // The demo's cards name the adviser who last saw the car.
            Staff::Adviser if measure == Measure::FirstService => assert_eq!(staff, 0),
            Staff::Adviser => assert_eq!(staff, 6, "{measure:?}"),
            Staff::Specialist => assert_eq!(staff, 2),
            Staff::Consultant => assert!(staff > 6, "{measure:?}"),
        }
        for (name, share) in &one.groups {
            let mut part = |part, group: Option<String>, scope: &Scope| {
                list(app, Selection::Measure { measure, part, group }, scope).total
            };
            let whole = Scope::default();
            assert_eq!(part(MeasurePart::Numerator, Some(name.clone()), &whole), share.k, "{measure:?} {name}");
            assert_eq!(part(MeasurePart::Denominator, Some(name.clone()), &whole), share.n, "{measure:?} {name}");
            if measure.staff() == Staff::Adviser {
                assert_eq!(part(MeasurePart::Denominator, None, &of(name, &whole)), share.n, "{measure:?} {name}");
            }
        }
    }
}

/// The adviser of a sinking score is named beside it; in the demo there is none.
#[test]
fn the_finding_says_whose_it_is() {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    for (lang, words, title) in [
        (Lang::Zh, "“服务顾问”的下降看不出在某一位", "6 位服务顾问差别不大"),
        (Lang::En, "no single adviser standing out", "No difference beyond chance among 6 advisers"),
    ] {
        let View::Sheet(sheet) = app.query(Query::Show { address: "#/satisfaction?factors=service".into(), lang })
        else {
            unreachable!()
        };
        assert!(sheet.body.contains(words) && sheet.body.contains(title), "{}", sheet.body);
    }
    // Cars that came cannot show how many come for the first time.
    let View::Map(map) = app.query(Query::Map(of("马东", &Scope::default()))) else { unreachable!() };
    let dark = map.nodes.iter().filter(|node| !node.lacks.is_empty()).count();
    assert_eq!(dark, 8, "seven before the purchase, and the first service");
    let View::Measures(view) = app.query(Query::Measures(Scope::default())) else { unreachable!() };
    let churn = view.measures.iter().find(|one| one.measure == Measure::Churn12).unwrap();
    assert!(churn.groups.iter().all(|(_, share)| share.n >= 30) && churn.compared == 0);
    assert_eq!(benyuan::text::measures::compared(Lang::Zh, churn), "样本太少，暂不比较");
}

fn looked_at(tables: Tables) -> AdviserFinding {
    let world = world_of(tables);
    let standings = Standings::new(&world, demo::date());
    let two_years = Period { first: demo::date().plus_months(-24), last: demo::date() };
    let viewpoint = Viewpoint { world: &world, standings: &standings, period: two_years, slice: Slice::default() };
    advisers(&viewpoint, two_years).finding
}

/// Within a year the item's score falls by four points for cars that 马东 last received before the call.
fn sinking(mut tables: Tables) -> Tables {
    let last = |vin, at: Day| {
        let orders = tables.services().iter().filter(|order| order.vin() == Some(vin));
        let before = orders.filter(|order| order.at().is_some_and(|on| on.day() <= at));
        before.max_by_key(|order| order.at().map(|at| at.order_key())).and_then(|order| order.adviser())
    };
    let is_score = |field: &Field| *field == Field::ItemServiceAdviser;
    let (_, score) = *AnswerRow::COLUMNS.iter().find(|(field, _)| is_score(field)).unwrap();
    let year = demo::date().plus_months(-12);
    let mut answers = PageWriter::new();
    for answer in tables.answers().iter() {
        answers.begin_row();
        answers.copy_row(answer.row(), |_| true);
        let (Some(vin), Some(at)) = (answer.vin(), answer.at()) else { continue };
        if answer.kind() == Some(AnswerKind::Service) && at > year && last(vin, at) == Some("马东") {
            let fallen = i64::from(4 * at.days_since(year) / 365);
            let given = answer.row().int(score);
            given.into_iter().for_each(|given| answers.int(score, (given - fallen).max(1)));
        }
    }
    let mut changed = Table::default();
    changed.push(Arc::new(Page::open(answers.finish()).unwrap()));
    *tables.table_mut(Kind::Answers) = changed;
    tables
}

#[test]
fn a_score_that_sinks_with_one_adviser_is_said_to() {
    let calm = || without(|plants| plants.see_saw = false);
    assert!(matches!(looked_at(calm()), AdviserFinding::NoDifference { compared: 6 }), "{:?}", looked_at(calm()));
    let found = looked_at(sinking(calm()));
    let AdviserFinding::Sinks { name, change, colleagues, n } = &found else { panic!("{found:?}") };
    assert_eq!(name, "马东");
    assert!(*change < -150.0 && colleagues.abs() < 60.0 && *n > 60, "{found:?}");
}

/// In the demo the score sinks with all of them, so it is nobody's in particular.
#[test]
fn what_sinks_with_everybody_is_nobodys() {
    let all = looked_at(without(|_| {}));
    assert!(matches!(all, AdviserFinding::NoDifference { compared: 6 }), "{all:?}");
}

/// A car that first came within the last twelve months counts as kept, under its first adviser: the advisers' cars
/// together are the store's.
#[test]
fn kept_cars_are_somebodys_each() {
    let old = "G0,2022-10-05 09:00,丙,13900000003,LX9TW8ES3TB106463,一般保养,唐宁\n";
    let mut app = App::new();
    let services = SERVICES.to_owned() + old;
    app.import(&[("销售.csv".to_owned(), SALES.as_bytes().to_vec()), ("工单.csv".to_owned(), services.into_bytes())]);
    // By hand, as of December 2025: 甲 and 乙 came for the first time in October 2025, both to 马东; 丙's visit of October
    // 2022 is outside the 36 months.
    let late = period("2025-07-01", "2025-12-31");
    assert_eq!(groups(&mut app, Measure::Retention, &late), told(&[("马东", (2, 2))]));
    let View::Measures(all) = app.query(Query::Measures(late.clone())) else { unreachable!() };
    let whole = all.measures.iter().find(|one| one.measure == Measure::Retention).unwrap();
    assert_eq!(whole.value.map(|value| (value.k, value.n)), Some((2, 2)));
    // A slice has its own trend: no car was with 刘芳 then.
    let View::Measures(of_one) = app.query(Query::Measures(of("刘芳", &late))) else { unreachable!() };
    for one in &of_one.measures {
        let last = one.trend.last().map(|(_, share)| share.n);
        assert!(one.measure.staff() != Staff::Adviser || last.is_none() || one.value.is_some(), "{:?}", one.measure);
    }
}
