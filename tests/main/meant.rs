//! The meaning of columns: several columns for one field, groups of a two-row header, policies side by side, the
//! shortest lists.

use super::support::{self, read_file};
use benyuan::protocol::{
    query::{Measure, Query, Scope, Selection},
    view::View,
};
use benyuan::{
    exchange::{parse::ParsedRow, plan::FilePlan},
    model::{
        fields::Field,
        rows::{Kind, LeadRow, PolicyRow, Row},
        values::{Phone, PolicyKind},
        view::ValueView,
    },
};
use std::fs;

fn text(lines: &str) -> (FilePlan, Vec<ParsedRow>) {
    read_file("list.csv", lines.as_bytes())
}

/// The files of a case folder; none if the folder is not beside the project.
fn case(folder: &str) -> Vec<(String, FilePlan, Vec<ParsedRow>)> {
    let Some(exports) = support::exports() else { return Vec::new() };
    let folder = exports.join("../cases").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending != "md"));
    paths.sort();
    let open = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (plan, rows) = read_file(&name, &fs::read(path).unwrap());
        (name, plan, rows)
    };
    paths.iter().map(open).collect()
}

fn leads(rows: &[ParsedRow]) -> Vec<&LeadRow> {
    let lead = |row: &'_ ParsedRow| matches!(row.row, Some(Row::Lead(_)));
    let leads = rows.iter().filter(|row| lead(row));
    leads.map(|row| if let Some(Row::Lead(lead)) = &row.row { lead } else { unreachable!() }).collect()
}

fn person(row: &ParsedRow) -> (&str, &str) {
    match &row.row {
        Some(Row::Lead(lead)) => (&lead.name, digits(&lead.phone)),
        Some(Row::Sale(sale)) => (&sale.name, digits(&sale.phone)),
        other => panic!("{other:?} is neither a lead nor a sale"),
    }
}

fn policies(rows: &[ParsedRow]) -> Vec<&PolicyRow> {
    let policies = rows.iter().filter_map(|row| row.row.as_ref());
    policies.map(|row| if let Row::Policy(policy) = row { policy } else { panic!("{row:?} is no policy") }).collect()
}

fn digits(phone: &Phone) -> &str {
    phone.key().unwrap_or_default()
}

#[test]
fn mobile_before_landline_and_the_filled_before_the_empty() {
    let (_, rows) = text(
        "客户名称,联系人,联系电话,联系手机,客户来源,建档时间\n\
         甲一,,0551-62345678,13910000001,网络,2024-03-01\n\
         甲二,,0551-62345679,,网络,2024-03-02\n\
         ,乙三,13910000003,138****0000,网络,2024-03-03\n\
         甲四,乙四,13910000004,1.39E+10,网络,2024-03-04\n",
    );
    let read: Vec<_> = leads(&rows).into_iter().map(|lead| (lead.name.as_str(), digits(&lead.phone))).collect();
    assert_eq!(
        read,
        [("甲一", "13910000001"), ("甲二", "055162345679"), ("乙三", "13910000003"), ("甲四", "13910000004")]
    );
    assert!(rows.iter().all(|row| row.notes.is_empty()), "a better column makes a note needless: {rows:?}");
}

#[test]
fn a_header_that_comes_twice_fills_what_the_first_leaves_empty() {
    for (name, plan, rows) in case("19-duplicate-header") {
        assert_eq!(plan.sheets[0].kind, Some(Kind::Sales), "{name}");
        assert_eq!(rows.len(), 3, "{name}");
        for row in &rows {
            let Some(Row::Sale(sale)) = &row.row else { panic!("{name}: {row:?}") };
            assert!(!digits(&sale.phone).is_empty() && sale.delivered.is_some(), "{name}: {sale:?}");
        }
    }
}

#[test]
fn nobody_of_the_staff_becomes_a_customer() {
    for staff in ["负责人", "跟进人", "销售顾问信息", "归属人员"] {
        let (plan, rows) = text(&format!(
            "{staff},,客户,,线索信息,\n姓名,手机号,姓名,手机号,来源,创建时间\n\
             王顾问,13700000001,甲一,13910000001,网络,2024-03-01\n李顾问,13700000002,甲二,,网络,2024-03-02\n"
        ));
        assert_eq!(plan.sheets[0].kind, Some(Kind::Leads), "{staff}");
        assert_eq!(rows.iter().map(person).collect::<Vec<_>>(), [("甲一", "13910000001"), ("甲二", "")], "{staff}");
    }
    for (name, _, rows) in case("03-two-row-header-two-persons") {
        let people: Vec<_> = rows.iter().map(person).collect();
        assert_eq!(people.len(), 3, "{name}");
        assert!(people.iter().all(|(_, phone)| phone.starts_with("1391000000")), "{name}: {people:?}");
        assert!(people.iter().all(|(name, _)| name.starts_with(['甲', '乙', '丙'])), "{name}: {people:?}");
    }
}

#[test]
fn headers_with_blanks_marks_and_explanations() {
    for (name, plan, _) in case("05-header-spaces") {
        let sheet = &plan.sheets[0];
        assert_eq!(sheet.kind, Some(Kind::Visits), "{name}");
        assert!(sheet.columns.iter().all(|column| column.field.is_some()), "{name}: {:?}", sheet.columns);
        assert_eq!(sheet.columns.len(), 7, "{name}");
    }
}

#[test]
fn the_shortest_lists_are_leads() {
    let wanted = case("44-shortest-lead-lists");
    for (name, plan, rows) in &wanted {
        assert_eq!(plan.sheets[0].kind, Some(Kind::Leads), "{name}");
        assert!(!rows.is_empty() && rows.iter().all(|row| row.row.is_some()), "{name}: {rows:?}");
    }
}

#[test]
fn two_expiries_in_a_row_are_two_policies() {
    let (plan, rows) = text(
        "车牌号码,保险公司,交强险结束日期,商业险结束日期,开票日期\n\
         苏A10001,人保,2024-03-01,2024-03-02,2020-03-01\n\
         苏A10002,平安,2024-04-01,,2020-03-01\n",
    );
    assert_eq!(plan.sheets[0].kind, Some(Kind::Insurance), "policy details are no sales, whatever day of invoice");
    let read: Vec<_> = policies(&rows).into_iter().map(|policy| (policy.kind, policy.expires)).collect();
    let day = |text: &str| Some(text.parse().unwrap());
    assert_eq!(
        read,
        [
            (Some(PolicyKind::Compulsory), day("2024-03-01")),
            (Some(PolicyKind::Commercial), day("2024-03-02")),
            (Some(PolicyKind::Compulsory), day("2024-04-01")),
        ]
    );
    for (name, plan, rows) in case("30-two-expiries-in-a-row") {
        assert_eq!(plan.sheets[0].kind, Some(Kind::Insurance), "{name}");
        let kinds: std::collections::BTreeSet<_> = policies(&rows).into_iter().map(|policy| policy.kind).collect();
        assert_eq!(kinds.len(), 2, "{name}: {rows:?}");
    }
}

#[test]
fn a_policy_without_a_kind_is_unknown_until_a_later_file_says_it() {
    let mut app = support::App::new();
    let open = "姓名,手机号,车牌,车架号,保险到期日\n甲一,13910000001,苏A10001,LSVAA4187E2000001,2024-03-01\n";
    let added = app.import(&[("名单.csv".to_owned(), open.into())]);
    assert_eq!(added, (1, 0, 0, 0));
    let everybody =
        Query::List { selection: Selection::Everybody, scope: Scope::default(), sort: None, offset: 0, limit: 5 };
    let View::List(list) = app.query(everybody) else { unreachable!() };
    let record = Query::Record { subject: list.rows[0].subject, scope: Scope::default() };
    let View::Record(Some(record)) = app.query(record) else { unreachable!() };
    let policy = record.facts.iter().find(|fact| fact.kind == Kind::Insurance).unwrap();
    assert_eq!(policy.values[0], (Field::PolicyKind, ValueView::Unknown), "{policy:?}");
    let known = "姓名,手机号,车架号,保险类型,保险到期日\n甲一,13910000001,LSVAA4187E2000001,商业险,2024-03-01\n\
                 甲一,13910000001,LSVAA4187E2000001,交强险,2024-03-01\n";
    assert_eq!(app.import(&[("明细.csv".to_owned(), known.into())]), (1, 1, 0, 0), "one is filled in, one is new");
    assert_eq!(app.import(&[("名单.csv".to_owned(), open.into())]), (0, 0, 1, 0), "and the first list changes nothing");
}

/// The day of signing comes before the first day of the policy; two policies in a row have their own days.
#[test]
fn the_day_of_signing_is_the_day_of_the_renewal() {
    let signed = |lines: &str| {
        let (_, rows) = text(lines);
        let days = policies(&rows).into_iter().map(|policy| policy.signed.map(|day| day.to_string()));
        days.map(Option::unwrap_or_default).collect::<Vec<_>>()
    };
    assert_eq!(signed("车牌,保险公司,起保日期,保险到期日\n苏A10001,人保,2025-03-02,2026-03-01\n"), ["2025-03-02"]);
    let both = "车牌,起保日期,签单日期,保险到期日\n苏A10001,2025-03-02,2025-02-20,2026-03-01\n";
    assert_eq!(signed(both), ["2025-02-20"], "the event itself before the day it takes effect");
    let two =
        "车牌,交强险起期,交强险止期,商业险起保日期,商业险止期\n苏A10001,2025-03-02,2026-03-01,2025-03-05,2026-03-04\n";
    assert_eq!(signed(two), ["2025-03-02", "2025-03-05"]);
}

/// A row of policy details begins a policy: its signing renews the policy of the year before, and its own expiry is
/// still to be renewed. A row of a renewal list without a signing day is itself renewed.
#[test]
fn a_signed_policy_renews_the_one_before() {
    let mut app = support::App::new();
    let file = "车架号,客户姓名,手机号,保险类型,是否本店,签单日期,保险到期时间\n\
        LSVAA4187E2000001,甲一,13910000001,商业险,是,2025-03-05,2026-03-10\n\
        LSVAA4187E2000001,甲一,13910000001,商业险,是,2026-03-01,2027-03-10\n\
        LSVAA4187E2000002,甲二,13910000002,商业险,是,2025-04-01,2026-04-10\n\
        LSVAA4187E2000003,甲三,13910000003,商业险,是,,2026-05-10\n\
        LSVAA4187E2000004,甲四,13910000004,商业险,是,2026-06-20,2026-06-10\n\
        LSVAA4187E2000005,甲五,13910000005,,是,2026-06-01,2026-06-10\n";
    assert_eq!(app.import(&[("保单.csv".to_owned(), file.into())]), (6, 0, 0, 0));
    let View::Measures(view) = app.query(Query::Measures(support::period("2026-01-01", "2026-10-31"))) else {
        unreachable!()
    };
    let renewal = view.measures.iter().find(|one| one.measure == Measure::Renewal).unwrap().value.unwrap();
    assert_eq!((renewal.k, renewal.n), (3, 4), "signed in time, never, without a day, late; of unknown kind: nowhere");
}

#[test]
fn a_lead_with_a_line_for_each_follow_up_counts_once() {
    let mut app = support::App::new();
    let file = "线索编号,客户姓名,手机号,线索来源,线索创建时间,首次跟进时间,跟进时间,跟进内容\n\
        L1,甲一,13910000001,网络,2026-10-02 09:00,2026-10-02 10:00,2026-10-02 10:00,约看车\n\
        L1,甲一,13910000001,网络,2026-10-02 09:00,,2026-10-05 15:00,已报价\n\
        L1,甲一,13910000001,网络,2026-10-02 09:00,2026-10-09 15:00,2026-10-09 15:00,再约\n\
        L2,甲二,13910000002,网络,2026-10-03 09:00,2026-10-03 14:00,2026-10-03 14:00,未接\n\
        L2,甲二,13910000002,网络,2026-10-03 09:00,2026-10-03 14:00,2026-10-04 09:00,接通\n";
    assert_eq!(app.import(&[("跟进.csv".to_owned(), file.into())]), (5, 0, 0, 0));
    let scope = support::period("2026-10-01", "2026-10-31");
    let View::Measures(view) = app.query(Query::Measures(scope)) else { unreachable!() };
    let within = view.measures.iter().find(|one| one.measure == Measure::FirstResponseWithin2h).unwrap();
    let within = within.value.unwrap_or_else(|| panic!("{within:?}"));
    assert_eq!((within.k, within.n), (1, 2), "two leads, one of them answered after an hour");
}

/// S08 of the header lists has no person, C06 no VIN: what each is read as.
#[test]
fn a_sale_without_a_person_and_a_card_without_a_vin_are_kept() {
    let (plan, rows) = text("地盘号,车型,开票日期\nLSVAA4187E2000001,型A,2024-03-01\n");
    assert_eq!(plan.sheets[0].kind, Some(Kind::Sales));
    let Some(Row::Sale(sale)) = &rows[0].row else { panic!("{rows:?}") };
    assert!(sale.name.is_empty() && sale.vin.is_some() && sale.invoiced.is_some());
    let (plan, rows) =
        text("客户名称,联系电话,车牌号,进厂里程,下次保养日期\n甲一,13910000001,苏A10001,9000,2024-03-01\n");
    assert_eq!(plan.sheets[0].kind, Some(Kind::Cards));
    let Some(Row::Card(card)) = &rows[0].row else { panic!("{rows:?}") };
    assert!(card.vin.is_none() && card.plate.as_deref() == Some("苏A10001") && card.next_service.is_some());
}
