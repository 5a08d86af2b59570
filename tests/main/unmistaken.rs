//! Figures describe themselves, so that none is mistaken for another: one word for one thing, the base beside it, the
//! running month apart.

use crate::support::App;
use benyuan::{
    model::rows::Kind,
    protocol::{
        command::Command,
        query::{NodePart, Part, Query, Scope, Selection},
        sheet::Sheet,
        view::View,
    },
    text::{Lang, selections, shell},
    time::{Day, Period},
};

fn demo() -> App {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    app
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn sheet(app: &mut App, address: &str, lang: Lang) -> Sheet {
    match app.query(Query::Show { address: address.to_owned(), lang }) {
        View::Sheet(sheet) => sheet,
        other => panic!("{address}: {other:?}"),
    }
}

/// A page with its later parts: pictures and folded contents.
fn whole(app: &mut App, address: &str, lang: Lang) -> String {
    let sheet = sheet(app, address, lang);
    let mut shown = sheet.bar + &sheet.body;
    let places = shown.split("data-figure=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for place in places.map(str::to_owned).collect::<Vec<_>>() {
        let part = Part { address: address.to_owned(), lang, place };
        let View::Markup(later) = app.query(Query::SheetFigure { part, width: 700 }) else { unreachable!() };
        shown.push_str(&later);
    }
    shown
}

/// 滞留 includes the dormant everywhere; the stages show "up to 90 days late" and the dormant apart, each by its own
/// name.
#[test]
fn standing_still_is_one_figure() {
    let mut app = demo();
    let ever = Period { first: day("2000-01-01"), last: day("2026-10-31") };
    let View::Funnel(funnel) = app.query(Query::Funnel(Scope { period: Some(ever), ..Scope::default() })) else {
        unreachable!()
    };
    let View::Distribution(stages) = app.query(Query::Distribution { scope: Scope::default(), since: None }) else {
        unreachable!()
    };
    let [_, late, dormant] = stages.now.parts();
    let stagnant: u32 = funnel.steps.iter().map(|step| step.stagnant).sum();
    let asleep: u32 = funnel.steps.iter().map(|step| step.dormant).sum();
    assert_eq!((stagnant, asleep), (late + dormant, dormant));
    assert!(late > 0 && dormant > 0);
    for (lang, part, never) in
        [(Lang::Zh, "超时 90 天内", ">滞留"), (Lang::En, "Up to 90 days late", ">Standing still")]
    {
        let shown = whole(&mut app, "#/distribution", lang);
        assert!(shown.contains(part) && !shown.contains(never), "{lang:?}");
    }
    let still = Selection::Node(benyuan::terms::stage::Node::Quote, NodePart::Stagnant);
    assert!(selections::selection(Lang::Zh, &still, None).contains("含休眠"));
    assert!(selections::selection(Lang::En, &still, None).contains("the dormant included"));
}

/// The running month follows the full months under a name of its own, if there is one.
#[test]
fn a_running_month_is_named_apart() {
    let mut app = demo();
    for (lang, of_two_years, of_trend) in [
        (Lang::Zh, "近 24 个整月，另加本月", "另加本月至今"),
        (Lang::En, "24 full months and this one", "then this one so far"),
    ] {
        for (as_of, runs) in [("2026-10-15", true), ("2026-09-30", false)] {
            let shown = sheet(&mut app, &format!("#/satisfaction?as-of={as_of}"), lang).bar;
            assert_eq!(shown.contains(of_two_years), runs, "{as_of}");
            let shown = sheet(&mut app, &format!("#/scorecard?as-of={as_of}"), lang).body;
            assert_eq!(shown.contains(of_trend), runs, "{as_of}");
        }
    }
}

/// Every share names its base.
#[test]
fn abandonment_names_its_base() {
    let mut app = demo();
    for (lang, at_measure, at_head) in [
        (Lang::Zh, "满 60 天、至今未结束", "60 天放弃（占未结束）"),
        (Lang::En, "60 days old, still open", "Abandoned at day 60 (of open)"),
    ] {
        assert!(sheet(&mut app, "#/scorecard", lang).body.contains(at_measure));
        assert!(sheet(&mut app, "#/funnel", lang).body.contains(at_head));
    }
}

/// A funnel narrowed to one service adviser is empty: a button leads to the whole store's, keeping all other choices.
#[test]
fn the_funnel_of_an_adviser_has_a_way_on() {
    let mut app = demo();
    let address = "#/funnel?channel=%E5%85%AC%E4%BC%97%E5%8F%B7&adviser=%E5%88%98%E8%8A%B3";
    for (lang, words) in [(Lang::Zh, "看全店漏斗"), (Lang::En, "Show the funnel of the whole store")] {
        let shown = sheet(&mut app, address, lang).body;
        let button = shown.split("<button").nth(1).unwrap().split("</button>").next().unwrap();
        assert!(button.contains(words) && button.contains("data-go=\"#/funnel?channel=%E5%85%AC%E4%BC%97%E5%8F%B7\""));
    }
}

/// The map's finding links to the other figures of its place.
#[test]
fn the_finding_leads_to_the_figures_beside_it() {
    let mut app = demo();
    let View::Map(map) = app.query(Query::Map(Scope::default())) else { unreachable!() };
    assert!(map.finding.node().is_some());
    for (lang, words) in
        [(Lang::Zh, "在地图、漏斗和指标里的数字"), (Lang::En, "on the map, the funnel and the scorecard")]
    {
        let shown = sheet(&mut app, "#/map", lang).body;
        let link = shown.split("<a ").find(|link| link.contains(words)).unwrap();
        assert!(link.contains("href=\"#/figures/"), "{link}");
    }
}

/// If one kind of file alone reaches the date, the date's explanation says how far each kind reaches; if two do,
/// nothing is said.
#[test]
fn a_date_that_hangs_on_one_file_is_said() {
    let leads = |last: &str| {
        let head = "线索ID,客户姓名,手机号,线索创建时间,线索评级,一级渠道名称,销售顾问\n";
        let row = |(at, day): (usize, &str)| format!("XS{at},客户{at},139{at:08},{day} 10:00,B,车展,陈立\n");
        let rows: String = ["2026-10-20", "2026-10-30", last].into_iter().enumerate().map(row).collect();
        ("线索.csv".to_owned(), (head.to_owned() + &rows).into_bytes())
    };
    let orders = "工单号,客户姓名,手机号,车架号,接待日期,业务类型,服务顾问\nGD1,王一,13910000001,LSVAA4187E2000001,2026-11-20,一般保养,刘芳\n";
    let orders = ("工单.csv".to_owned(), orders.as_bytes().to_vec());
    for (last, said) in [("2026-11-05", true), ("2026-11-06", false)] {
        let mut app = App::new();
        app.today = day("2026-11-22");
        app.import(&[leads(last), orders.clone()]);
        let View::Status(status) = app.query(Query::Status) else { unreachable!() };
        assert_eq!(status.reporting_date, Some(day("2026-11-20")));
        let ends = [(Kind::Services, day("2026-11-20")), (Kind::Leads, day(last))];
        assert_eq!(status.lone, if said { ends.to_vec() } else { Vec::new() });
        let zh = shell::as_of_hint(Lang::Zh, Some(&status));
        let en = shell::as_of_hint(Lang::En, Some(&status));
        assert_eq!(zh.contains("到 2026-11-20；线索到 2026-11-05。"), said, "{zh}");
        assert_eq!(en.contains("up to 2026-11-20; "), said, "{en}");
    }
}

/// One word for one thing, on every page.
#[test]
fn one_thing_has_one_word() {
    const FORMER: [&str; 8] = ["商机", "首触", "首响", "最后出现", "已离开", "，n = ", "附 Wilson", ">达到的"];
    const FORMER_EN: [&str; 4] = ["pportunit", "(n = ", "its Wilson", ">Reached it "];
    let mut app = demo();
    for page in [
        "map",
        "funnel",
        "distribution",
        "satisfaction",
        "scorecard",
        "figures/test-drive",
        "catalogue",
        "list?of=guard",
    ] {
        for lang in [Lang::Zh, Lang::En] {
            let shown = whole(&mut app, &format!("#/{page}"), lang);
            let former = if lang == Lang::Zh { &FORMER[..] } else { &FORMER_EN[..] };
            for word in former {
                let place = shown.find(word);
                assert_eq!(place.map(|at| shown[at..].chars().take(30).collect::<String>()), None, "{page}: {word}");
            }
        }
    }
}
