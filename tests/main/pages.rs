//! Pages as text: words in both languages, numbers that open as many people, and no record that becomes markup.

use crate::support::App;
use benyuan::{
    protocol::{
        Ask,
        command::Command,
        query::{MEASURES, Measure, Part, Query, Scope, Selection},
        sheet::Sheet,
        view::View,
    },
    route::Route,
    terms::stage::{Node, STEPS},
    text::{
        Lang,
        numbers::{count, percent},
    },
};

fn demo() -> App {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    app
}

/// A page with everything unfolded.
fn sheet(app: &mut App, address: &str, lang: Lang) -> Sheet {
    let sheet = bare(app, address, lang);
    let mut pieces = sheet.body.split(FOLDED);
    let mut body = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (place, rest) = piece.split_once('"').unwrap();
        let part = part(address, lang, place);
        let View::Markup(markup) = app.query(Query::SheetFigure { part, width: 0 }) else { unreachable!() };
        assert!(rest.starts_with(EMPTY), "{address} {place}: {rest}");
        body.extend([FOLDED, place, "\"", EMPTY.strip_suffix("</div>").unwrap(), &markup]);
        body.push_str(rest.strip_prefix(EMPTY.strip_suffix("</div>").unwrap()).unwrap());
    }
    Sheet { body, ..sheet }
}

/// As delivered: long folded parts arrive later.
fn bare(app: &mut App, address: &str, lang: Lang) -> Sheet {
    match app.query(Query::Show { address: address.to_owned(), lang }) {
        View::Sheet(sheet) => sheet,
        other => panic!("{address}: {other:?}"),
    }
}

const FOLDED: &str = "<div data-figure=\"";
const EMPTY: &str = " data-live></div>";

fn somebody(app: &mut App) -> String {
    let everybody =
        Query::List { selection: Selection::Everybody, scope: Scope::default(), sort: None, offset: 0, limit: 1 };
    let View::List(list) = app.query(everybody) else { unreachable!() };
    format!("#/person/{}", list.rows[0].subject)
}

/// Without tags, with entities resolved.
fn words(markup: &str) -> String {
    let mut words = String::new();
    for piece in markup.split('<') {
        words.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        words.push(' ');
    }
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The links of a body, with their words.
fn links(body: &str) -> Vec<(String, String)> {
    let link = |piece: &str| {
        let (tag, rest) = piece.split_once('>')?;
        let (_, href) = tag.split_once("href=\"")?;
        let href = href.split('"').next()?.replace("&amp;", "&");
        Some((href, words(rest.split("</a>").next()?)))
    };
    body.split("<a ").skip(1).filter_map(link).collect()
}

#[test]
fn every_page_speaks_both_languages() {
    let mut app = demo();
    let person = somebody(&mut app);
    for (address, zh, en) in [
        (
            "#/map",
            ["试驾后、报价议价前走了", "购买前", "95% 区间"],
            ["left after the test drive", "Lost before the purchase", "By share"],
        ),
        ("#/funnel", ["漏斗漏点", "流失原因", "全店"], ["Funnel leaks", "Reasons they left", "Everybody"]),
        ("#/scorecard", ["指标", "首保", "口径"], ["Scores", "First service", "Method"]),
        ("#/coverage", ["数据完整度", "列齐全", "可以显示"], ["Coverage", "All columns there", "Can be shown"]),
        ("#/catalogue", ["触点目录", "责任岗位", "可见"], ["Catalogue of touchpoints", "Owner", "Observed"]),
        ("#/distribution", ["台车", "客户流向", "流转明细（行：期初，列：期末）"], ["cars", "Who moved", "Since"]),
        ("#/satisfaction", ["份答卷", "净推荐值", "名下车主"], ["answers", "Net promoter score", "Service index"]),
        (
            "#/figures/first-service",
            ["首保：几个数字为什么不同", "地图 · 通过率", "首保回厂率"],
            ["First service: why its figures differ", "Map: passed", "First service done"],
        ),
        ("#/settings", ["跟进时限", "演示店的名字不能改", "外观"], ["Follow-up clock", "keeps its name", "Appearance"]),
        (
            "#/data/notes",
            ["提示与未导入的行", "只看未导入的", "仅提示"],
            ["Notes and refusals", "Refused only", "Column"],
        ),
        (
            "#/list?of=everybody",
            ["全部客户", "含完整号码", "截至"],
            ["All customers", "With full phone numbers", "as of"],
        ),
        ("#/nowhere", ["没有这个页面", "去地图", "去数据"], ["There is no such page", "To the map", "To the data"]),
        (&person, ["往来记录", "环节", "线索"], ["History", "Touchpoints", "Lead"]),
    ] {
        for (lang, expected) in [(Lang::Zh, zh), (Lang::En, en)] {
            let sheet = sheet(&mut app, address, lang);
            let shown = format!("{} {} {}", sheet.title, sheet.subtitle, words(&sheet.body));
            for word in expected {
                assert!(shown.contains(word), "{address} {lang:?} does not say {word}: {shown}");
            }
        }
    }
}

/// The same word with different bases: one page shows the figures of the map, the funnel and the scorecard side by
/// side, and all three link to it.
#[test]
fn one_word_has_its_figures_side_by_side() {
    let mut app = demo();
    let View::Map(map) = app.query(Query::Map(Scope::default())) else { unreachable!() };
    let View::Funnel(funnel) = app.query(Query::Funnel(Scope::default())) else { unreachable!() };
    let View::Measures(scorecard) = app.query(Query::Measures(Scope::default())) else { unreachable!() };
    let (on_map, on_funnel) = (sheet(&mut app, "#/map", Lang::Zh).body, sheet(&mut app, "#/funnel", Lang::Zh).body);
    let measured = |measure| scorecard.measures.iter().find(|one| one.measure == measure).and_then(|one| one.value);
    for (node, word, measure) in [
        (Node::TestDrive, "test-drive", Measure::OrderAfterTestDrive),
        (Node::FirstService, "first-service", Measure::FirstService),
        (Node::Visit, "visit", Measure::TestDrive),
    ] {
        let address = format!("#/figures/{word}");
        let shown = words(&sheet(&mut app, &address, Lang::Zh).body);
        let passed = map.nodes.iter().find(|one| one.node == node).and_then(|one| one.pass);
        let step = funnel.steps.iter().find(|one| one.step.node() == node);
        let figures = [passed, step.and_then(|one| one.conversion), measured(measure)];
        for value in figures.into_iter().flatten() {
            assert!(shown.contains(&percent(value.share())), "{address} has no {}: {shown}", percent(value.share()));
        }
        assert!(figures.iter().flatten().count() > 1 && on_map.contains(&address), "{address}");
        assert_eq!(on_funnel.contains(&address), step.is_some(), "{address}");
    }
}

/// A share with its interval does not state a number of people directly.
fn is_share(words: &str) -> bool {
    words.trim().split_once('%').is_some_and(|(share, _)| share.parse::<f64>().is_ok())
}

#[test]
fn every_number_that_is_a_link_opens_to_as_many_people() {
    let mut app = demo();
    let mut opened = 0;
    for address in [
        "#/map",
        "#/funnel",
        "#/scorecard",
        "#/scorecard?from=2025-11-01&to=2026-10-31",
        "#/distribution",
        "#/distribution?since=2026-06-30&as-of=2026-09-30",
        "#/satisfaction",
        "#/satisfaction?adviser=%E9%A9%AC%E4%B8%9C&from=2025-11-01&to=2026-10-31",
        "#/scorecard?adviser=%E9%A9%AC%E4%B8%9C",
        "#/map?adviser=%E9%A9%AC%E4%B8%9C",
        "#/distribution?adviser=%E9%A9%AC%E4%B8%9C",
        "#/funnel?adviser=%E9%A9%AC%E4%B8%9C",
        "#/satisfaction?step=month&factors=defeated&from=2026-05-01&to=2026-10-31",
        "#/coverage",
        "#/catalogue",
        "#/figures/test-drive",
        "#/figures/first-service?as-of=2026-09-30",
    ] {
        let body = sheet(&mut app, address, Lang::Zh).body;
        for (href, words) in links(&body) {
            let Route::List { selection, scope, own, sort } = Route::parse(&href) else {
                let known = ["#/coverage", "#/import", "#/catalogue", "#/map", "#/funnel", "#/scorecard", "#/figures"];
                let page = href.split(['?', '/']).take(2).collect::<Vec<_>>().join("/");
                assert!(known.contains(&page.as_str()), "{href}: {words}");
                continue;
            };
            if selection == Selection::Responded || is_share(&words) {
                continue;
            }
            let numbers: Vec<&str> = words
                .split(|letter: char| !letter.is_ascii_digit() && letter != ',')
                .map(|word| word.trim_matches(','))
                .collect();
            let query = Query::List { selection, scope: own.unwrap_or(scope), sort, offset: 0, limit: 1 };
            let View::List(list) = app.query(query) else { unreachable!() };
            assert!(numbers.contains(&count(list.total).as_str()), "{href} has {} people: {words}", list.total);
            opened += 1;
        }
    }
    assert!(opened > 100, "only {opened} links");
}

#[test]
fn what_is_long_and_folded_up_comes_when_it_is_unfolded() {
    let mut app = demo();
    for (address, folded) in [
        ("#/scorecard", MEASURES.map(|measure| format!("measure{measure:?}")).to_vec()),
        ("#/satisfaction?step=month", ["indices", "nps", "factors"].map(|place| format!("{place}-table")).to_vec()),
        ("#/map", vec![]),
    ] {
        let bare = bare(&mut app, address, Lang::Zh).body;
        let names: Vec<&str> = bare.split(FOLDED).skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(names, folded, "{address}");
        let whole = sheet(&mut app, address, Lang::Zh).body;
        for name in names {
            assert!(bare.contains(&format!("aria-controls=\"{name}\"")), "no button unfolds {name}");
            let (_, panel) = bare.split_once(&format!("id=\"{name}\"")).unwrap();
            let tag = panel.split('>').next().unwrap();
            assert!(tag.contains("data-panel") && tag.contains("hidden"), "{name} is no panel: {tag}");
            assert!(!bare.contains(&format!("{name}dots")), "{name} is there before it is unfolded");
        }
        assert!(folded.is_empty() || whole.len() > 3 * bare.len(), "{address}: {} of {}", bare.len(), whole.len());
    }
    for (address, place) in [("#/scorecard", "measureNone"), ("#/scorecard", "none-table"), ("#/map", "measureWechat")]
    {
        let asked = app.ask(Ask::Query(Query::SheetFigure { part: part(address, Lang::Zh, place), width: 500 }));
        assert!(asked.is_err(), "{address} has no {place}");
    }
}

#[test]
fn what_was_worked_out_goes_with_its_rows_and_its_day() {
    const PAGES: [&str; 4] = ["#/map", "#/coverage", "#/catalogue", "#/settings"];
    let leads = |rows: &str| format!("线索ID,手机号,线索创建时间,一级渠道名称,线索状态\n{rows}").into_bytes();
    let shown = |app: &mut App| (PAGES.map(|address| sheet(app, address, Lang::Zh).body), app.query(Query::Status));
    let mut app = App::new();
    app.import(&[("一.csv".to_owned(), leads("XS1,13900001111,2026-09-01 10:00,抖音,跟进中\n"))]);
    let before = shown(&mut app);
    assert_eq!(before, shown(&mut app), "asked again");
    app.import(&[("二.csv".to_owned(), leads("XS2,13900002222,2026-10-09 10:00,抖音,战败\n"))]);
    let after = shown(&mut app);
    assert!(PAGES[..3].iter().enumerate().all(|(at, _)| before.0[at] != after.0[at]), "as before the import");
    let status = |view: View| if let View::Status(status) = view { status } else { unreachable!() };
    let reported = status(after.1.clone());
    assert_eq!(reported.reporting_date.map(|day| day.to_string()).as_deref(), Some("2026-10-09"));
    // A device date behind the records is reported, and no longer once it is right.
    let today = std::mem::replace(&mut app.today, "2026-09-20".parse().unwrap());
    assert!(reported.clock.is_none() && status(app.query(Query::Status)).clock.is_some());
    app.today = today;
    assert_eq!(after, shown(&mut app));
    assert_eq!(after, shown(&mut app.reload()), "as read from the disk");
}

#[test]
fn nothing_of_a_record_becomes_markup() {
    let mut app = App::new();
    let evil = "<img src=x onerror=alert(1)>";
    let file = format!(
        "线索ID,客户姓名,手机号,线索创建时间,一级渠道名称,意向车型,销售顾问,备注\n\
         XS1,{evil},13900001111,2026-09-01 10:00,\"{evil}\",{evil},\"\"\" onmouseover=x\",</li><script>x</script>\n"
    );
    app.import(&[("线索.csv".to_owned(), file.into_bytes())]);
    let person = somebody(&mut app);
    let slices = "channel=%3Cimg%20src=x%3E&consultant=%22%3E%3Cb%3E";
    let sliced = [format!("#/funnel?{slices}"), format!("#/scorecard?{slices}")];
    for address in [&person, "#/funnel", "#/scorecard", "#/coverage", "#/catalogue", &sliced[0], &sliced[1]] {
        for lang in [Lang::Zh, Lang::En] {
            let body = sheet(&mut app, address, lang).body;
            assert!(
                !body.contains("<img") && !body.contains("<script") && !body.contains("<b>\""),
                "{address}: {body}"
            );
            assert!(!body.contains("\" onmouseover"), "{address}: {body}");
        }
    }
    let shown = words(&sheet(&mut app, &person, Lang::Zh).body);
    assert!(shown.contains(evil) && shown.contains("<script>"), "what was written is shown as written: {shown}");
}

/// The values of an attribute, in order.
fn values<'a>(body: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!("{attribute}=\"");
    body.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// Every sheet page with data.
const WITH_DATA: [&str; 8] = [
    "#/map",
    "#/scorecard",
    "#/distribution",
    "#/distribution?since=2026-06-30&model=%E8%BF%9C%E5%B2%9A%20X5",
    "#/satisfaction",
    "#/satisfaction?factors=buyers",
    "#/satisfaction?factors=defeated&step=quarter",
    "#/satisfaction?factors=service&from=2026-05-01&to=2026-10-31",
];

#[test]
fn the_data_of_a_page_are_its_tables() {
    let mut app = demo();
    for address in WITH_DATA {
        let body = sheet(&mut app, address, Lang::Zh).body;
        let places = values(&body, "data-foot");
        assert!(!places.is_empty(), "{address} has no data");
        for place in places {
            let (name, csv) = named(&mut app, Query::SheetCsv(part(address, Lang::Zh, place)));
            assert!(name.ends_with(" 2026-10-31"), "{address} {place}: {name}");
            // In the foot, or in the page itself.
            let of = |what: &str| body.split_once(&format!("id=\"{place}-{what}\""));
            let (_, table) = of("table").or_else(|| of("rows")).unwrap();
            let rows = table.split("</table>").next().unwrap().matches("<tr>").count();
            assert!(rows > 1, "{address} {place} is an empty table");
            assert_eq!(csv.lines().count(), rows, "{address} {place}: {csv}");
        }
    }
}

#[test]
fn every_picture_of_a_page_is_drawn_and_handed_over() {
    let mut app = demo();
    let mut drawn = 0;
    for (address, lang) in WITH_DATA.into_iter().flat_map(|address| [(address, Lang::Zh), (address, Lang::En)]) {
        let body = sheet(&mut app, address, lang).body;
        let (pictures, data) = (values(&body, "class=\"figure\" data-figure"), values(&body, "data-foot"));
        for (at, place) in pictures.iter().enumerate() {
            assert!(!pictures[..at].contains(place), "{address} has {place} twice");
            assert!(data.contains(place), "{address} has no data of {place}");
            let part = part(address, lang, place);
            let View::Markup(figure) = app.query(Query::SheetFigure { part: part.clone(), width: 680 }) else {
                unreachable!()
            };
            assert!(figure.starts_with("<svg") && figure.contains("href=\"#/list"), "{address} {place}: {figure}");
            // A single tab stop; the arrow keys go on from there.
            assert_eq!(
                figure.matches("<a ").count(),
                1 + figure.matches("tabindex=\"-1\"").count(),
                "{address} {place}"
            );
            assert!(figure.contains("figure__said"), "{address} {place} has no bubble");
            let (name, document) = named(&mut app, Query::SheetDocument { part, width: 960 });
            assert!(name.ends_with(" 2026-10-31"), "{address} {place}: {name}");
            assert!(document.starts_with("<svg") && document.contains("2026-10-31"), "{address} {place}: {document}");
            drawn += 1;
        }
    }
    assert_eq!(drawn, 2 * (1 + 2 * 2 + 4 * 3));
}

#[test]
fn the_questionnaire_of_the_factors_is_chosen_by_the_address() {
    let mut app = demo();
    // The largest change is service's, until another is chosen; a choice survives changes of the step.
    for (address, chosen, kept) in [
        ("#/satisfaction", "售后", "#/satisfaction?step=month"),
        ("#/satisfaction?factors=buyers", "购车", "#/satisfaction?step=month&amp;factors=buyers"),
    ] {
        let Sheet { bar, body, .. } = sheet(&mut app, address, Lang::Zh);
        assert!(bar.contains(&format!("data-go=\"{kept}\"")), "{address}: {:?}", values(&bar, "data-go"));
        let (_, factors) = body.split_once("aria-label=\"问卷\"").unwrap();
        let (_, pressed) = factors.split_once("aria-pressed=\"true\"").unwrap();
        let pressed = words(pressed.split("</button>").next().unwrap());
        assert!(pressed.contains(chosen), "{address}: {pressed}");
    }
}

#[test]
fn the_movement_is_told_since_a_day_of_the_address() {
    let mut app = demo();
    let body = sheet(&mut app, "#/distribution", Lang::Zh).body;
    assert!(body.contains("max=\"2026-10-31\" value=\"2025-10-31\" data-since"), "{body}");
    assert!(!body.contains("一年前</button>"), "there is nothing to go back from: {body}");
    let body = sheet(&mut app, "#/distribution?since=2026-06-30&as-of=2026-09-30", Lang::Zh).body;
    assert!(body.contains("max=\"2026-09-30\" value=\"2026-06-30\" data-since"), "{body}");
    assert!(body.contains("data-go=\"#/distribution?as-of=2026-09-30\">一年前</button>"), "{body}");
}

fn part(address: &str, lang: Lang, place: &str) -> Part {
    Part { address: address.to_owned(), lang, place: place.to_owned() }
}

fn named(app: &mut App, query: Query) -> (String, String) {
    match app.query(query) {
        View::Named(name, content) => (name, content),
        other => panic!("{other:?}"),
    }
}

#[test]
fn data_have_a_row_for_each_of_what_they_count() {
    let mut app = demo();
    let View::Consultants(by_consultant) = app.query(Query::Consultants(Scope::default())) else { unreachable!() };
    for (address, place, title, rows) in [
        ("#/funnel", "funnel", "演示店 漏斗漏点 2026 年 5–10 月 2026-10-31", STEPS.len()),
        ("#/funnel", "consultants", "演示店 按顾问 2026 年 5–10 月 2026-10-31", by_consultant.consultants.len() + 1),
        ("#/scorecard", "measures", "演示店 指标 2026 年 5–10 月 2026-10-31", MEASURES.len()),
    ] {
        let part = Part { address: address.to_owned(), lang: Lang::Zh, place: place.to_owned() };
        let View::Named(name, csv) = app.query(Query::SheetCsv(part)) else { unreachable!() };
        assert_eq!(name, title);
        assert_eq!(csv.lines().count(), 1 + rows, "{csv}");
    }
}

#[test]
fn reasons_are_told_of_one_step_at_a_time() {
    let body = sheet(&mut demo(), "#/funnel", Lang::En).body;
    let panels: Vec<&str> =
        body.split("<div id=\"reasons.").skip(1).filter_map(|rest| rest.split('>').next()).collect();
    assert!(panels.len() > 1, "{panels:?}");
    assert_eq!(panels.iter().filter(|panel| !panel.contains("hidden")).count(), 1, "{panels:?}");
    for panel in panels {
        let id = panel.split('"').next().unwrap_or_default();
        assert!(body.contains(&format!("<option value=\"reasons.{id}\"")), "no choice leads to {id}");
    }
}

#[test]
fn what_is_dark_is_marked_to_be_hidden() {
    let mut app = App::new();
    let file = "线索ID,手机号,线索创建时间\nXS1,13900001111,2026-09-01 10:00\n";
    app.import(&[("线索.csv".to_owned(), file.as_bytes().to_vec())]);
    let View::Catalogue(catalogue) = app.query(Query::Catalogue) else { unreachable!() };
    let dark = catalogue.touchpoints.iter().filter(|one| !one.lacks.is_empty()).count();
    let body = sheet(&mut app, "#/catalogue", Lang::Zh).body;
    assert!(dark > 0 && body.contains("data-hides=\"dark\""));
    // Touchpoints that only a form or an audit would show are in one line of their stage, with their number.
    let apart = |piece: &str| piece.split_once(" 项）").and_then(|(n, _)| n.parse::<usize>().ok());
    let apart: Vec<usize> = body.split("需另行采集（").filter_map(apart).collect();
    let lines = body.matches("<tr class=\"table__row--dark\" data-mark=\"dark\">").count();
    assert_eq!(lines - apart.len() + apart.iter().sum::<usize>(), dark);
    assert_eq!(body.matches("<li>").count(), apart.iter().sum::<usize>());
    let groups = body.split("<section class=\"card\">").skip(1).collect::<Vec<_>>();
    let all_dark = groups.iter().filter(|group| !group.contains("tag--pass")).count();
    assert_eq!(body.matches("<div data-mark=\"dark\">").count(), all_dark);
}

/// A list from the second window on: each row appears once, in list order, and leads to its person.
#[test]
fn rows_come_by_windows() {
    let mut app = demo();
    let address = "#/list?of=everybody";
    let shown = sheet(&mut app, address, Lang::En);
    let View::List(list) = app.query(Query::List {
        selection: Selection::Everybody,
        scope: Scope::default(),
        sort: None,
        offset: 100,
        limit: 100,
    }) else {
        unreachable!()
    };
    assert!(shown.body.contains(&format!("data-rows=\"{}\"", list.total)), "{}", shown.body);
    let part = Part { address: address.to_owned(), lang: Lang::En, place: "people".to_owned() };
    let View::Rows(rows) = app.query(Query::SheetRows { part, offset: 100, limit: 100 }) else { unreachable!() };
    assert_eq!(rows.len(), list.rows.len());
    for (markup, row) in rows.iter().zip(&list.rows) {
        assert_eq!(links(markup)[0].0, format!("#/person/{}", row.subject));
        assert!(words(markup).contains(&row.name) && words(markup).contains(&row.phone_masked), "{markup}");
    }
}

/// Telephone numbers are exported in full only if the box is ticked.
#[test]
fn a_list_is_handed_over_with_its_title() {
    let mut app = demo();
    let mut csv = |place: &str| {
        let part = Part { address: "#/list?of=everybody".to_owned(), lang: Lang::Zh, place: place.to_owned() };
        match app.query(Query::SheetCsv(part)) {
            View::Named(name, csv) => (name, csv),
            other => panic!("{other:?}"),
        }
    };
    let (masked, full) = (csv("list"), csv("list.full"));
    assert!(masked.1.contains("****") && !full.1.lines().nth(1).unwrap().contains("****"));
    assert_eq!((masked.0.as_str(), masked.1.lines().count()), (full.0.as_str(), full.1.lines().count()));
}
