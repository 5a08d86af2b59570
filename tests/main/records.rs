//! Records: who they are and where on the way, each row told as an event, and no row lost.

use crate::support::App;
use benyuan::{
    model::{fields::Field, rows::Kind},
    protocol::{
        command::Command,
        query::{ProspectPart, Query, Scope, Selection},
        view::{Pace, PersonRow, RecordView, View},
    },
    terms::{
        activity::{Activity, Sign},
        stage::Node,
    },
    text::{Lang, people},
    time::Day,
};

/// The record of the n-th of everybody, and its page.
fn record(app: &mut App, place: u32, lang: Lang) -> (RecordView, String) {
    let everybody =
        Query::List { selection: Selection::Everybody, scope: Scope::default(), sort: None, offset: place, limit: 1 };
    let View::List(list) = app.query(everybody) else { unreachable!() };
    let subject = list.rows[0].subject;
    let View::Record(Some(record)) = app.query(Query::Record { subject, scope: Scope::default() }) else {
        panic!("no record of {subject}")
    };
    let View::Sheet(sheet) = app.query(Query::Show { address: format!("#/person/{subject}"), lang }) else {
        unreachable!()
    };
    (*record, sheet.body)
}

fn store(files: &[(&str, String)]) -> App {
    let mut app = App::new();
    let files: Vec<_> = files.iter().map(|(name, text)| (format!("{name}.csv"), text.clone().into_bytes())).collect();
    app.import(&files);
    app
}

#[test]
fn every_row_is_told_and_can_be_unfolded() {
    let mut app = App::new();
    app.command(Command::OpenDemo).unwrap();
    for place in [0, 5, 200, 2000, 5000, 9000] {
        for lang in [Lang::Zh, Lang::En] {
            let (record, body) = record(&mut app, place, lang);
            for fact in &record.facts {
                let origin = people::origin(lang, &fact.file, fact.sheet, fact.row);
                assert!(body.contains(&origin), "{place}: nothing leads to {origin}");
            }
            let lines = body.matches("<summary><time").count();
            assert_eq!(lines, record.events.len(), "{place}: a line for each event");
            assert!(body.contains(&people::events_size(lang, lines)), "{place} does not say {lines}");
            assert!(body.matches("aria-current=\"step\"").count() <= 1, "{place} stands at more than one node");
        }
    }
}

const LEADS: &str = "线索ID,客户姓名,手机号,线索创建时间,首触时间,加微时间,首次到店时间,下次跟进时间,战败时间,战败原因,线索评级,销售顾问\n";

#[test]
fn what_happened_is_one_line_each() {
    let lead = format!(
        "{LEADS}XS1,王一,13900001111,2026-10-01 17:41,2026-10-01 18:03,2026-10-01 18:25,2026-10-02 10:00,2026-12-01 09:00,,,H,陈立\n"
    );
    let visits =
        "客户姓名,手机号,来访时间,意向车型,销售顾问\n王一,13900001111,2026-10-02 10:00,远岚 X5,陈立\n".to_owned();
    let (record, body) = record(&mut store(&[("线索", lead), ("来店", visits)]), 0, Lang::Zh);
    let told: Vec<_> = record.events.iter().map(|event| (event.kind, event.dates.as_slice(), event.is_ahead)).collect();
    let expected: [(Kind, &[Field], bool); 5] = [
        (Kind::Leads, &[Field::NextFollow], true),
        (Kind::Visits, &[Field::VisitAt], false),
        (Kind::Leads, &[Field::WechatAt], false),
        (Kind::Leads, &[Field::FirstContact], false),
        (Kind::Leads, &[Field::LeadCreated], false),
    ];
    assert_eq!(told, expected);
    assert_eq!(record.events[1].facts.len(), 2, "the lead says the visit too");
    for word in ["17:41", "留下线索", "18:03", "首次响应", "18:25", "加微", "将来", "约好跟进"] {
        assert!(body.contains(word), "no {word}");
    }
}

#[test]
fn the_way_says_where_somebody_stands() {
    let lead = |dates: &str| format!("{LEADS}XS1,王一,13900001111,2026-09-01 10:00,2026-09-01 11:00,{dates}\n");
    let others: String =
        (1..=5).map(|n| format!("XS2{n},李{n},1390000222{n},2026-09-2{n} 10:00,,,,,,,C,陈立\n")).collect();
    for (dates, node, pace) in [
        (",,,2026-09-10 10:00,价格偏高,A,陈立", Node::FirstResponse, Pace::Leaked),
        // Every two days at this level; the latest record is from the 25th.
        (",2026-09-02 10:00,,,,H,陈立", Node::Visit, Pace::Late(21)),
        (",2026-09-02 10:00,,,,C,陈立", Node::Visit, Pace::InTime),
    ] {
        let mut app = store(&[("线索", lead(dates) + &others)]);
        let place = (0..6).find(|place| record(&mut app, *place, Lang::Zh).0.name == "王一").unwrap();
        let (record, body) = record(&mut app, place, Lang::Zh);
        let here: Vec<_> = record.way.iter().filter(|one| one.is_here).map(|one| (one.node, one.pace)).collect();
        assert_eq!(here, [(node, pace)]);
        assert_eq!(record.way.len(), 13);
        assert!(body.contains("aria-current=\"step\""));
    }
}

#[test]
fn a_long_history_begins_with_its_latest() {
    let mut services = "工单号,客户姓名,手机号,车架号,接待日期,业务类型,应结金额,服务顾问\n".to_owned();
    for order in 0..120 {
        let (month, day) = (1 + order / 28, 1 + order % 28);
        services +=
            &format!("G{order},王一,13900001111,LVTESTVIN12345678,2026-{month:02}-{day:02},一般保养,500,马东\n");
    }
    let (record, body) = record(&mut store(&[("工单", services)]), 0, Lang::Zh);
    assert_eq!(record.events.len(), 120);
    assert_eq!(body.matches("hidden data-folded").count(), 90);
    assert!(body.contains("更早 90 条"), "{body}");
}

#[test]
fn almost_nothing_is_said_as_such() {
    let policy = "客户姓名,手机号,车架号,保险类型,保险到期时间\n王一,13900001111,LVTESTVIN12345678,商业险,2027-05-16\n";
    let (record, body) = record(&mut store(&[("保险", policy.to_owned())]), 0, Lang::Zh);
    assert!(record.way.is_empty() && body.contains(people::WAY_UNKNOWN.zh), "{:?}", record.way);
    assert!(body.contains("商业险到期") && record.events.len() == 1);
}

/// A person's row in the list of everybody as of a day, by name.
fn row(app: &mut App, name: &str, as_of: &str) -> PersonRow {
    let scope = Scope { as_of: as_of.parse().ok(), ..Scope::default() };
    let View::List(list) =
        app.query(Query::List { selection: Selection::Everybody, scope, sort: None, offset: 0, limit: 99 })
    else {
        unreachable!()
    };
    list.rows.into_iter().find(|row| row.name == name).unwrap()
}

fn last(row: &PersonRow) -> (String, Sign, i32) {
    (row.last_activity.unwrap().day().to_string(), row.last_sign.unwrap(), row.silent_days.unwrap())
}

/// By hand, as of 2026-10-31: the latest activity that each store's files show for 王一.
#[test]
fn the_last_activity_is_whatever_is_known_last() {
    let lead = format!("{LEADS}XS1,王一,13900001111,2026-06-01 10:00,2026-06-01 11:00,2026-06-02 10:00,,,,,A,陈立\n");
    let sale = "客户姓名,客户电话,VIN,交车日期\n王一,13900001111,LVTESTVIN12345678,2024-05-10\n".to_owned();
    let order = |day: &str| {
        format!(
            "工单号,客户姓名,手机号,车架号,接待日期,业务类型\nG1,王一,13900001111,LVTESTVIN12345678,{day},一般保养\n"
        )
    };
    let visit = "客户姓名,手机号,来访时间,意向车型\n王一,13900001111,2026-06-20 10:00,远岚 X5\n".to_owned();
    let answer =
        "回访日期,回访类型,客户姓名,手机号,服务质量,推荐意愿\n2026-07-01,售后,王一,13900001111,9,9\n".to_owned();
    let policy = |here: &str, signed: &str, due: &str| {
        format!(
            "客户姓名,手机号,车架号,保险类型,是否本店,签单日期,保险到期时间\n王一,13900001111,LVTESTVIN12345678,商业险,{here},{signed},{due}\n"
        )
    };
    let told = |files: &[(&str, String)], as_of: &str| last(&row(&mut store(files), "王一", as_of));
    let is = |day: &str, sign, days| (day.to_owned(), sign, days);
    let now = "2026-10-31";
    // A lead: added on WeChat after the first contact; then a visit; then a questionnaire.
    assert_eq!(told(&[("线索", lead.clone())], now), is("2026-06-02", Sign::Contact, 151));
    let both = [("线索", lead.clone()), ("来店", visit.clone())];
    assert_eq!(told(&both, now), is("2026-06-20", Sign::Showroom, 133));
    let three = [("线索", lead.clone()), ("来店", visit), ("回访", answer)];
    assert_eq!(told(&three, now), is("2026-07-01", Sign::Answer, 122));
    // Events after the as-of day are not known on it.
    assert_eq!(told(&three, "2026-06-10"), is("2026-06-02", Sign::Contact, 8));
    // An owner: the delivery, a service order, a policy signed here; a policy signed elsewhere is not a contact.
    assert_eq!(told(&[("销售", sale.clone())], now), is("2024-05-10", Sign::Delivery, 904));
    let served = [("销售", sale.clone()), ("工单", order("2026-05-03"))];
    assert_eq!(told(&served, now), is("2026-05-03", Sign::Workshop, 181));
    let insured = |here: &str| [served.to_vec(), vec![("保险", policy(here, "2026-08-01", "2027-08-10"))]].concat();
    assert_eq!(told(&insured("是"), now), is("2026-08-01", Sign::Policy, 91));
    assert_eq!(told(&insured("否"), now), is("2026-05-03", Sign::Workshop, 181));
    // Both: the owner's new lead is later, or earlier, than the last service order.
    let (earlier, later) = (order("2026-05-03"), order("2026-09-09"));
    let of_both = |order: String| [("线索", lead.clone()), ("销售", sale.clone()), ("工单", order)];
    assert_eq!(told(&of_both(earlier), now), is("2026-06-02", Sign::Contact, 151));
    assert_eq!(told(&of_both(later), now), is("2026-09-09", Sign::Workshop, 52));
}

/// The last workshop visit is 2025-03-01: churned, whatever calls and renewals there were since.
#[test]
fn a_renewal_without_a_day_moves_nothing_and_churn_goes_by_the_workshop() {
    let sale = "客户姓名,客户电话,VIN,交车日期\n王一,13900001111,LVTESTVIN12345678,2022-05-10\n".to_owned();
    let orders =
        "工单号,客户姓名,手机号,车架号,接待日期,业务类型\nG1,王一,13900001111,LVTESTVIN12345678,2025-03-01,一般保养\n\
        G2,李二,13900002222,LVTESTVIN87654321,2026-10-31,一般保养\n"
            .to_owned();
    let policies = "客户姓名,手机号,车架号,保险类型,是否本店,保险到期时间\n王一,13900001111,LVTESTVIN12345678,商业险,是,2026-09-15\n".to_owned();
    let mut app = store(&[("销售", sale), ("工单", orders), ("保险", policies)]);
    let found = row(&mut app, "王一", "2026-10-31");
    assert_eq!(last(&found), ("2025-03-01".to_owned(), Sign::Workshop, 609));
    assert!(matches!(found.state, benyuan::protocol::view::PersonState::Owner { activity: Activity::Churned, .. }));
    let place = (0..2).find(|place| record(&mut app, *place, Lang::Zh).0.name == "王一").unwrap();
    let (record, body) = record(&mut app, place, Lang::Zh);
    assert_eq!(record.last, Some(("2025-03-01".parse::<Day>().unwrap(), Sign::Workshop)));
    assert!(body.contains("最近到厂 2025-03-01") && body.contains("本期已在本店续保（到期 2026-09-15）"), "{body}");
}

/// Addresses name a row. A later import may bring rows before it, or join two customers: the row still finds its own.
#[test]
fn an_address_finds_its_customer_whatever_is_imported_later() {
    let lead = |number: &str, name: &str, phone: &str, day: &str| format!("{number},{name},{phone},{day} 9:00\n");
    let head = "线索ID,客户姓名,手机号,线索创建时间\n";
    let services = "工单号,接待日期,客户名称,客户电话,车架号,业务类型\n\
        GD1,2026-05-04,王一,13900000001,LX9TW8ES3TB106465,保养\n";
    let mut app = store(&[
        ("工单", services.to_owned()),
        ("线索", format!("{head}{}", lead("L2", "李二", "13900000002", "2026-06-02"))),
    ]);
    let subjects = |app: &mut App| -> Vec<(String, benyuan::model::ids::SubjectRef)> {
        let prospects = Selection::Prospects { level: None, part: ProspectPart::All };
        let owners = Selection::Owners { stage: None, activity: None };
        let selections = [Selection::Everybody, prospects, owners, Selection::StageUnknown(None)];
        let rows = selections.into_iter().flat_map(|selection| {
            let list = Query::List { selection, scope: Scope::default(), sort: None, offset: 0, limit: 9 };
            let View::List(list) = app.query(list) else { unreachable!() };
            list.rows.into_iter().map(|row| (row.name, row.subject)).collect::<Vec<_>>()
        });
        rows.collect()
    };
    let before = subjects(&mut app);
    assert!(before.len() >= 3);
    let earlier =
        [lead("L0", "王一", "13900000001", "2026-01-02"), lead("L1", "李二", "13900000002", "2026-06-01")].concat();
    app.import(&[("更早.csv".to_owned(), format!("{head}{earlier}").into_bytes())]);
    let after = subjects(&mut app);
    assert!(before.iter().any(|one| !after.contains(one)), "other rows come first now");
    for (name, subject) in before {
        let View::Record(Some(record)) = app.query(Query::Record { subject, scope: Scope::default() }) else {
            panic!("no record of {name} by {subject}")
        };
        assert_eq!(record.name, name);
        let View::FullPhone(phone) = app.query(Query::FullPhone(subject)) else { unreachable!() };
        assert!(phone.is_some());
    }
}
