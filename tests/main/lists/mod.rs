//! Lists: their description, their order by any column, their file, and the part of a link's scope that is only theirs.

mod past;

use crate::support::App;
use benyuan::{
    pages::list::columns::{self, Subject, Value},
    protocol::{
        column::{Column, Sort},
        command::Command,
        query::{MEASURES, Measure, MeasurePart, NodePart, Part, Query, Scope, Selection},
        view::{ListView, PersonRow, PersonState, View},
    },
    route::Route,
    terms::activity::Activity,
    text::{Lang, numbers::count},
    time::Day,
};
use std::collections::BTreeSet;

fn demo() -> App {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    app
}

fn list(app: &mut App, address: &str) -> ListView {
    let Route::List { selection, scope, own, sort } = Route::parse(address) else { panic!("{address} is no list") };
    let query = Query::List { selection, scope: own.unwrap_or(scope), sort, offset: 0, limit: u32::MAX };
    match app.query(query) {
        View::List(list) => list,
        other => panic!("{address}: {other:?}"),
    }
}

fn body(app: &mut App, address: &str, lang: Lang) -> String {
    match app.query(Query::Show { address: address.to_owned(), lang }) {
        View::Sheet(sheet) => sheet.body,
        other => panic!("{address}: {other:?}"),
    }
}

fn part(address: &str, lang: Lang, place: &str) -> Part {
    Part { address: address.to_owned(), lang, place: place.to_owned() }
}

fn csv(app: &mut App, address: &str, lang: Lang, place: &str) -> (String, Vec<Vec<String>>) {
    let View::Named(name, csv) = app.query(Query::SheetCsv(part(address, lang, place))) else { panic!("{address}") };
    let csv = csv.strip_prefix('\u{feff}').expect("the mark that Excel needs");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    // A line of another length is an error here.
    let cells = |record: csv::Result<csv::StringRecord>| record.unwrap().iter().map(str::to_owned).collect();
    (name, reader.records().map(cells).collect())
}

fn subject(address: &str, view: &ListView) -> Subject {
    let Route::List { selection, .. } = Route::parse(address) else { unreachable!() };
    Subject::of(&selection, view.kind)
}

/// One list of each subject.
const LISTS: [&str; 6] = [
    "#/list?of=node.quote.leaked",
    "#/list?of=owners&stage=warranty",
    "#/list?of=everybody&model=%E8%BF%9C%E5%B2%9A%20X5",
    "#/list?of=answers.service.low&item=service-adviser",
    "#/list?of=measure.first-service.rest",
    "#/list?of=touchpoint.due&key=warranty.stage",
];

#[test]
fn a_list_says_what_it_is() {
    let mut app = demo();
    for (address, said) in [
        (
            "#/list?of=node.quote.leaked",
            ["在这个环节战败或流失。", "人次的", "2026 年 5–10 月到期或结束", "全店", "截至 2026-10-31", "每行一次"],
        ),
        (
            "#/list?of=step.order.reached&channel=%E5%85%AC%E4%BC%97%E5%8F%B7",
            ["到达这一步", "条线索的", "2026 年 5–10 月新建", "渠道 公众号", "截至 2026-10-31", "每行一条线索"],
        ),
        (
            "#/list?of=owners&activity=churned",
            ["车还在名下的车主", "台车的", "不分时段", "全店", "截至 2026-10-31", "每行一台车"],
        ),
        // The months of its base, not those asked for.
        (
            "#/list?of=measure.first-service.rest",
            ["不属于“做过首保”的", "台车的", "2026 年 1–6 月交车", "全店", "截至 2026-10-31", "每行一台车"],
        ),
        (
            "#/list?of=answers.any.all&own=from%3D2026-07-01%26to%3D2026-07-31",
            ["答卷", "2026 年 7 月回访", "全店", "截至 2026-10-31", "每行一份答卷", "分数最低的在前"],
        ),
    ] {
        let body = body(&mut app, address, Lang::Zh);
        let (head, _) = body.split_once("list-head__tools").unwrap();
        for word in said {
            assert!(head.contains(word), "{address} does not say {word}: {head}");
        }
        assert!(!head.contains("screen-only"), "what a list is stands on paper too");
    }
}

/// A part is never larger than its base, and both open.
#[test]
fn a_base_opens_to_as_many() {
    let mut app = demo();
    let measures = MEASURES.map(|measure| Selection::Measure { measure, part: MeasurePart::Numerator, group: None });
    let nodes = [NodePart::Leaked, NodePart::Passed, NodePart::Stagnant, NodePart::InTime];
    let nodes = nodes.map(|part| Selection::Node(benyuan::terms::stage::Node::TestDrive, part));
    let mut bases = 0;
    for selection in measures.into_iter().chain(nodes).chain([Selection::Guard]) {
        let address = Route::list(selection.clone(), &Scope::default()).href();
        let query =
            Query::List { selection: selection.clone(), scope: Scope::default(), sort: None, offset: 0, limit: 0 };
        let View::List(head) = app.query(query) else { unreachable!() };
        let (base, of) = selection.base().zip(head.of).expect(&address);
        let base = Route::list(base, &Scope::default()).href();
        assert_eq!(list(&mut app, &base).total, of, "{address}");
        assert!(head.total <= of, "{address}: {} of {of}", head.total);
        let link = format!("<a href=\"{}\">{}</a>", base.replace('&', "&amp;"), count(of));
        assert!(body(&mut app, &address, Lang::En).contains(&link), "{address} does not open {link}");
        bases += 1;
    }
    assert_eq!(bases, MEASURES.len() + 5);
}

fn values(view: &ListView, column: Column) -> Vec<Value> {
    view.rows.iter().map(|row| columns::value(Lang::Zh, column, row)).collect()
}

fn subjects(view: &ListView) -> Vec<String> {
    let mut subjects: Vec<String> = view.rows.iter().map(|row: &PersonRow| row.subject.to_string()).collect();
    subjects.sort();
    subjects
}

#[test]
fn a_list_sorts_by_any_column() {
    let mut app = demo();
    for address in LISTS {
        let given = list(&mut app, address);
        assert!(given.total > 20, "{address} has {} rows", given.total);
        for (column, _) in subject(address, &given).shown() {
            for is_descending in [false, true] {
                let Route::List { selection, scope, own, .. } = Route::parse(address) else { unreachable!() };
                let sort = Some(Sort { column, is_descending });
                let sorted = list(&mut app, &Route::List { selection, scope, own, sort }.href());
                assert_eq!(subjects(&sorted), subjects(&given), "{address} {column:?}: others stand there");
                let values = values(&sorted, column);
                let said: Vec<i64> = values.iter().map_while(|value| key(value, &values)).collect();
                let none = values.iter().filter(|value| **value == Value::None).count();
                assert_eq!(said.len() + none, values.len(), "{address} {column:?}: rows without a value stand last");
                let in_order =
                    said.windows(2).all(|two| if is_descending { two[0] >= two[1] } else { two[0] <= two[1] });
                assert!(in_order, "{address} {column:?} {is_descending}: {values:?}");
            }
        }
    }
}

/// Words by their position among all words of the list.
fn key(value: &Value, all: &[Value]) -> Option<i64> {
    let words: BTreeSet<&str> = all.iter().filter_map(Value::words).collect();
    value.order(&|one| words.iter().position(|word| *word == one).unwrap() as i64)
}

/// Its windows, its file and its head follow the order in the address.
#[test]
fn an_order_is_kept_for_paper_and_file() {
    let mut app = demo();
    let address = "#/list?of=owners&sort=mileage.down";
    let sorted = list(&mut app, address);
    assert_eq!(sorted.rows[0].car.as_ref().and_then(|car| car.mileage_km), Some(294_683));
    let View::Rows(all) =
        app.query(Query::SheetRows { part: part(address, Lang::Zh, "people"), offset: 0, limit: sorted.total })
    else {
        unreachable!()
    };
    let (_, csv) = csv(&mut app, address, Lang::Zh, "list");
    assert_eq!((all.len(), csv.len()), (sorted.rows.len(), sorted.rows.len() + 1));
    for ((markup, line), row) in all.iter().zip(&csv[1..]).zip(&sorted.rows) {
        assert!(markup.contains(&format!("#/person/{}", row.subject)) && line[0] == row.name);
    }
    let body = body(&mut app, address, Lang::Zh);
    assert!(body.contains(
        "aria-sort=\"descending\"><a class=\"people__sort\" href=\"#/list?of=owners&amp;sort=mileage.up\">里程"
    ));
    assert_eq!(body.matches("aria-sort=\"descending\"").count(), 1);
    assert!(body.contains("按里程降序"), "{body}");
}

/// For the whole store, the customer last heard of comes first; every other list keeps its order.
#[test]
fn everybody_begins_with_whom_was_heard_of_last() {
    let mut app = demo();
    let last = values(&list(&mut app, "#/list?of=everybody"), Column::LastActivity);
    let days: Vec<i64> = last.iter().map_while(|value| value.order(&|_| 0)).collect();
    assert!(days.len() > 10_000 && days.is_sorted_by(|one, next| one >= next));
}

/// The order is the same from window to window, and changes with the question and the rows.
#[test]
fn windows_are_of_one_list_until_it_changes() {
    let head = "线索创建时间,客户姓名,手机号,意向级别,销售顾问\n";
    let row = |at: u32| format!("2026-11-{:02} 09:12,客户{at},138000000{at:02},A,顾问{}\n", 1 + at % 20, at % 2);
    let file = |rows: std::ops::Range<u32>| format!("{head}{}", rows.map(row).collect::<String>()).into_bytes();
    let mut app = App::new();
    app.import(&[("线索.csv".to_owned(), file(0..12))]);
    let window = |app: &mut App, offset, limit, own: Scope| {
        let query = Query::List { selection: Selection::Everybody, scope: own, sort: None, offset, limit };
        let View::List(view) = app.query(query) else { unreachable!() };
        view
    };
    let in_order = |view: ListView| view.rows.iter().map(|row| row.subject.to_string()).collect::<Vec<_>>();
    let whole = in_order(window(&mut app, 0, u32::MAX, Scope::default()));
    let pieces = [0, 5, 10].map(|offset| in_order(window(&mut app, offset, 5, Scope::default())));
    assert_eq!(pieces.concat(), whole);
    let own = Scope { consultant: Some("顾问1".to_owned()), ..Scope::default() };
    assert_eq!(window(&mut app, 0, 5, own).total, 6);
    assert_eq!(window(&mut app, 0, 5, Scope::default()).total, 12);
    app.import(&[("线索2.csv".to_owned(), file(12..20))]);
    assert_eq!(window(&mut app, 0, 5, Scope::default()).total, 20);
    app.command(Command::UndoImport).unwrap();
    assert_eq!(window(&mut app, 0, 5, Scope::default()).total, 12);
}

/// Those who can still be won come first: within the first month past their time by level, then the most recently due;
/// the dormant and the churned come last.
#[test]
fn who_can_still_be_won_comes_first() {
    const DORMANT_DAYS: i32 = 90;
    let mut app = demo();
    for (address, order) in [
        ("#/list?of=node.quote.stagnant", ["还来得及的在前，其中级别高的最先", "the higher levels before others"]),
        ("#/list?of=node.first-service.stagnant", ["还来得及的在前，休眠、流失的在后", "who can still be won first"]),
        ("#/list?of=step.quote.stagnant", ["还来得及的在前，其中级别高的最先", "the higher levels before others"]),
    ] {
        let view = list(&mut app, address);
        let late: Vec<i32> = view.rows.iter().filter_map(|row| days_late(&row.state)).collect();
        let hopeful = late.iter().take_while(|days| **days <= DORMANT_DAYS).count();
        assert_eq!(late.len(), view.rows.len(), "{address}");
        assert!(hopeful > 0 && hopeful < late.len(), "{address} has both");
        if address.contains("first-service") {
            // Churned owners come last, however late they are.
            assert!(late[..hopeful].is_sorted(), "{address}: {late:?}");
        } else {
            let place = |row: &PersonRow| {
                let late = days_late(&row.state).unwrap();
                (late > DORMANT_DAYS, late > 30, row.level.filter(|_| late <= 30), late)
            };
            assert!(view.rows.is_sorted_by_key(place), "{address}: {late:?}");
            let warm: BTreeSet<_> = view.rows.iter().filter_map(|row| place(row).2).collect();
            assert!(warm.len() > 1, "{address} has several levels");
        }
        for (lang, words) in [Lang::Zh, Lang::En].into_iter().zip(order) {
            assert!(body(&mut app, address, lang).contains(words), "{address}");
        }
    }
    // Those who came back by themselves come after those who did not.
    let lost = list(&mut app, "#/list?of=node.quote.leaked");
    let days: Vec<Day> = lost.rows.iter().filter_map(|row| left_on(&row.state)).collect();
    assert!(days.len() > 100 && days.is_sorted_by(|one, next| one >= next));
    assert!(lost.rows[..days.len()].iter().all(|row| left_on(&row.state).is_some()));
    let owners = list(&mut app, "#/list?of=owners");
    let has_churned = |row: &PersonRow| {
        let PersonState::Owner { activity, .. } = row.state else { return true };
        activity >= Activity::Churned
    };
    let activities: Vec<bool> = owners.rows.iter().map(has_churned).collect();
    assert!(activities.is_sorted() && activities.contains(&true) && !activities[0]);
}

fn left_on(state: &PersonState) -> Option<Day> {
    match state {
        PersonState::Leaked(at, _) | PersonState::Defeated(at, _) => Some(at.day()),
        _ => None,
    }
}

fn days_late(state: &PersonState) -> Option<i32> {
    match state {
        PersonState::Late(days) | PersonState::Dormant(days) => Some(*days),
        _ => None,
    }
}

/// Above every list is a count per member of staff: the counts add up to the list, and each opens that many rows.
#[test]
fn whose_the_rows_are_adds_up_and_opens() {
    let mut app = demo();
    let (mut lists, mut people, mut of_nobody) = (BTreeSet::new(), 0, 0);
    for page in ["#/map", "#/funnel", "#/distribution", "#/satisfaction", "#/scorecard"] {
        lists.extend(addresses(&whole(&mut app, page)).filter(|address| address.starts_with("#/list?of=")));
    }
    // Rows of a month, of a day or of one person open with a scope of their own.
    lists.retain(|address| !address.contains("own="));
    for address in &lists {
        let shown = body(&mut app, address, Lang::Zh);
        let Some((_, nav)) = shown.split_once("<nav class=\"list-head__whose\"") else { continue };
        let nav = nav.split("</nav>").next().unwrap();
        let mut sum = 0;
        for piece in nav.split("<a ").skip(1) {
            let link = addresses(piece).next().unwrap();
            let said = piece.split("<b>").nth(1).and_then(|rest| rest.split("</b>").next()).unwrap();
            let narrowed = list(&mut app, &link);
            assert_eq!(said, count(narrowed.total), "{address} → {link}");
            sum += narrowed.total;
            people += 1;
            of_nobody += usize::from(piece.contains("未填"));
            let head = body(&mut app, &link, Lang::Zh);
            assert!(!head.contains("list-head__whose") && head.contains("data-go=\"#/list?of="), "{link}");
        }
        assert_eq!(sum, list(&mut app, address).total, "{address}");
    }
    assert!(lists.len() > 100 && people > 500 && of_nobody > 10, "{} {people} {of_nobody}", lists.len());
    assert!(
        body(&mut app, "#/list?of=measure.renewal.rest", Lang::Zh)
            .contains("<nav class=\"list-head__whose\" aria-label=\"续保专员\">")
    );
    assert!(body(&mut app, "#/list?of=owners", Lang::En).contains("aria-label=\"Service adviser\""));
    assert!(body(&mut app, "#/list?of=guard", Lang::En).contains("aria-label=\"Sales consultant\""));
}

/// A page with its pictures and folded parts.
fn whole(app: &mut App, address: &str) -> String {
    let mut shown = body(app, address, Lang::Zh);
    let places = shown.split("data-figure=\"").skip(1).filter_map(|rest| rest.split('"').next());
    for place in places.map(str::to_owned).collect::<Vec<_>>() {
        let query = Query::SheetFigure { part: part(address, Lang::Zh, &place), width: 700 };
        let View::Markup(figure) = app.query(query) else { unreachable!() };
        shown.push_str(&figure);
    }
    shown
}

/// What a list is narrowed to can be removed, and is in its file's name.
#[test]
fn what_a_list_is_narrowed_to_is_said_and_taken_off() {
    let mut app = demo();
    let channel = "channel=%E5%85%AC%E4%BC%97%E5%8F%B7";
    let address = format!("#/list?of=guard&{channel}");
    let whole = "#/list?of=guard&amp;own=";
    for (lang, word, without) in
        [(Lang::Zh, "公众号", "去掉渠道：公众号"), (Lang::En, "WeChat account", "Remove channel: WeChat account")]
    {
        let shown = body(&mut app, &address, lang);
        assert!(shown.contains(without) && shown.contains(whole), "{shown}");
        let (name, _) = csv(&mut app, &address, lang, "list");
        assert!(name.contains(word), "{name}");
    }
    let wide = list(&mut app, &format!("#/list?of=guard&own=&{channel}")).total;
    assert_eq!(wide, list(&mut app, "#/list?of=guard").total);
    let (name, _) = csv(&mut app, "#/list?of=guard&consultant=", Lang::Zh, "list");
    assert!(name.contains("销售顾问 未填"), "{name}");
}

/// A column that no row fills is left out on the page and stays in the file; a column that any row fills is there,
/// however far down that row is.
#[test]
fn a_blank_column_is_left_out() {
    let mut app = demo();
    let mut blank = BTreeSet::new();
    for address in LISTS.into_iter().chain(["#/list?of=node.first-service.in-time", "#/list?of=node.first-service.due"])
    {
        let view = list(&mut app, address);
        for lang in [Lang::Zh, Lang::En] {
            let shown = body(&mut app, address, lang);
            let (_, lines) = csv(&mut app, address, lang, "list");
            for (column, _) in subject(address, &view).shown() {
                let is_filled = view.rows.iter().any(|row| columns::fills(column, row));
                let head = subject(address, &view).head(lang, column, view.is_past());
                assert_eq!(shown.contains(&format!(">{head}</a>")), is_filled, "{address} {head}");
                let is_in_file = column != Column::Now || view.is_past();
                assert_eq!(lines[0].iter().any(|one| one == head), is_in_file, "{address} {head}");
                if !is_filled {
                    blank.insert((address, head));
                }
            }
        }
    }
    assert!(blank.contains(&(LISTS[0], "到期")) && blank.contains(&(LISTS[0], "Due")), "{blank:?}");
}

#[test]
fn columns_fit_the_subject() {
    let mut app = demo();
    for (address, heads) in [
        (
            LISTS[0],
            [
                "客户",
                "状态",
                "状态日期",
                "级别",
                "已到环节",
                "最近活动",
                "距最近活动（天）",
                "渠道",
                "车型",
                "销售顾问",
                "创建",
            ]
            .as_slice(),
        ),
        (
            LISTS[1],
            &["客户", "状态", "车牌", "车型", "里程", "上次保养", "下次保养", "质保到期", "保险到期", "服务顾问"],
        ),
        (LISTS[3], &["客户", "指数", "服务顾问", "推荐", "回访", "问卷", "客户原话"]),
    ] {
        let body = body(&mut app, address, Lang::Zh);
        let shown: Vec<&str> = body
            .split("class=\"people__sort\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('>')?.1.split('<').next())
            .collect();
        assert_eq!(shown, heads, "{address}");
    }
}

/// One value per cell: no units, no marks between digits, days as days.
#[test]
fn a_file_can_be_reckoned_with() {
    let mut app = demo();
    for address in LISTS {
        let view = list(&mut app, address);
        let subject = subject(address, &view);
        let Route::List { selection, .. } = Route::parse(address) else { unreachable!() };
        for (lang, period) in [(Lang::Zh, " 2026 年"), (Lang::En, " 2026 ")] {
            let (name, lines) = csv(&mut app, address, lang, "list");
            let is_of_period = benyuan::text::lists::is_of_period(&selection);
            assert_eq!(name.contains(period), is_of_period, "{name}");
            let store = if lang == Lang::Zh { "演示店 " } else { "Demo store " };
            assert!(name.starts_with(store) && name.ends_with("2026-10-31"), "{name}");
            let columns: Vec<Column> = subject.columns(view.is_past()).map(|(column, _)| column).collect();
            let heads: Vec<&str> = columns.iter().map(|column| subject.head(lang, *column, view.is_past())).collect();
            assert_eq!(lines[0], heads);
            assert_eq!(lines.len(), view.rows.len() + 1);
            for (line, row) in lines[1..].iter().zip(&view.rows) {
                for (cell, column) in line.iter().zip(&columns) {
                    assert_eq!(*cell, columns::value(lang, *column, row).cell(), "{address} {column:?}");
                    let fits = cell.is_empty()
                        || if columns::is_day(*column) {
                            cell.parse::<benyuan::time::Day>().is_ok()
                        } else if columns::is_number(*column) {
                            cell.parse::<f64>().is_ok()
                        } else {
                            true
                        };
                    assert!(fits, "{address} {column:?}: {cell}");
                }
            }
        }
    }
    let (_, lines) = csv(&mut app, "#/scorecard", Lang::Zh, "measures");
    assert_eq!(
        lines[0],
        [
            "指标",
            "统计范围",
            "值（%）",
            "95% 区间下限（%）",
            "95% 区间上限（%）",
            "达到数",
            "范围数",
            "上期（%）",
            "较上期（百分点）"
        ]
    );
    for line in &lines[1..] {
        assert!(line[2..].iter().all(|cell| cell.is_empty() || cell.parse::<f64>().is_ok()), "{line:?}");
    }
}

/// The notes of imported files too: in the page's language, under the store's name.
#[test]
fn notes_are_handed_over_in_the_language_of_the_page() {
    let mut app = App::new();
    let file = "线索ID,手机号,线索创建时间\nXS1,139****1111,2026-09-01 10:00\n";
    app.import(&[("线索.csv".to_owned(), file.as_bytes().to_vec())]);
    for (lang, heads) in [(Lang::Zh, ["文件", "表", "行"]), (Lang::En, ["File", "Sheet", "Row"])] {
        let (name, lines) = csv(&mut app, "#/data/notes", lang, "notes");
        assert_eq!((&lines[0][..3], lines.len()), (heads.map(str::to_owned).as_slice(), 2));
        let title = if lang == Lang::Zh { "提示" } else { "Notes" };
        assert!(name.contains(title) && name.contains(' '), "{name}");
    }
}

/// The links of a body or a drawing.
fn addresses(markup: &str) -> impl Iterator<Item = String> {
    let links = markup.split("href=\"#/").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(|rest| format!("#/{}", rest.replace("&amp;", "&")))
}

/// A link to a list carries its page's scope, whatever the list's own scope is: the rail leads back to the page as it
/// was.
#[test]
fn what_a_list_looks_at_ends_with_it() {
    let mut app = demo();
    let scopes = ["", "&channel=%E5%85%AC%E4%BC%97%E5%8F%B7", "&as-of=2026-09-30&from=2026-03-01&to=2026-08-31"];
    let (mut links, mut of_their_own) = (0, 0);
    for page in ["map", "funnel", "distribution", "satisfaction", "scorecard"] {
        for scope in scopes {
            let address = format!("#/{page}?{}", scope.trim_start_matches('&'));
            let looked_at = Route::parse(&address).scope().cloned().unwrap();
            let mut shown = body(&mut app, &address, Lang::En);
            let figures: Vec<String> = shown
                .split("data-figure=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next().map(str::to_owned))
                .collect();
            for place in figures {
                let View::Markup(figure) =
                    app.query(Query::SheetFigure { part: part(&address, Lang::En, &place), width: 700 })
                else {
                    unreachable!()
                };
                shown.push_str(&figure);
            }
            for link in addresses(&shown) {
                let route = Route::parse(&link);
                assert!(route.scope().is_none_or(|scope| *scope == looked_at), "{address} leads to {link}");
                links += 1;
                of_their_own += usize::from(route.looks_at() != route.scope());
            }
        }
    }
    assert!(links > 3000 && of_their_own > 500, "{links} links, {of_their_own} to lists of their own");
}

/// The month of a point: its list is of that month, and says so.
#[test]
fn a_list_of_its_own_month_is_of_that_month() {
    let mut app = demo();
    let alone = list(&mut app, "#/list?of=answers.service.all&own=from%3D2026-07-01%26to%3D2026-07-31");
    let before = list(&mut app, "#/list?of=answers.service.all&from=2026-07-01&to=2026-07-31");
    assert_eq!((alone.total, alone.period), (before.total, before.period));
    assert!(alone.total > 0 && alone.rows.iter().all(|row| alone.period.contains(row.answer.as_ref().unwrap().at)));
    let rows = Query::SheetRows {
        part: part("#/list?of=answers.service.all&own=from%3D2026-07-01%26to%3D2026-07-31", Lang::Zh, "people"),
        offset: 0,
        limit: 1,
    };
    let View::Rows(rows) = app.query(rows) else { unreachable!() };
    assert!(!rows[0].contains("from="), "the record of somebody is looked at as the pages are: {}", rows[0]);
}

/// The number beside the page's name is the length of its list.
#[test]
fn what_a_page_counts_opens() {
    let mut app = demo();
    for (address, words) in [
        ("#/map", "累计"),
        ("#/map?channel=%E5%85%AC%E4%BC%97%E5%8F%B7", "累计"),
        ("#/funnel", "条线索"),
        ("#/satisfaction", "份答卷"),
        ("#/satisfaction?from=2026-05-01&to=2026-07-31", "份答卷"),
    ] {
        let query = Query::Show { address: address.to_owned(), lang: Lang::Zh };
        let View::Sheet(sheet) = app.query(query) else { unreachable!() };
        let total = list(&mut app, &sheet.people.unwrap()).total;
        assert!(sheet.subtitle.contains(words) && sheet.subtitle.contains(&count(total)), "{} {total}", sheet.subtitle);
    }
}

#[test]
fn a_measure_of_owners_lists_owners() {
    let of = |measure| Subject::of(&Selection::Measure { measure, part: MeasurePart::Rest, group: None }, None);
    assert_eq!((of(Measure::Renewal), of(Measure::Order)), (Subject::Owners, Subject::Leads));
}
