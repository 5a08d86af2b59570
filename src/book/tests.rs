//! The identity rules of DOMAIN §10, a case each.

use super::*;
use crate::{
    model::{ids::*, rows::*, tables::TablesWriter, values::*},
    time::Day,
};

fn phone(text: &str) -> Phone {
    if text.contains('*') { Phone::Masked(text.into()) } else { Phone::Full(text.into()) }
}

fn lead(name: &str, number: &str, created: &str) -> Row {
    let created = created.parse::<Day>().unwrap().moment();
    Row::Lead(LeadRow { name: name.into(), phone: phone(number), created: Some(created), ..LeadRow::default() })
}

fn visit(name: &str, number: &str, at: &str) -> Row {
    let at = at.parse::<Day>().unwrap().moment();
    Row::Visit(VisitRow { name: name.into(), phone: phone(number), at: Some(at), ..VisitRow::default() })
}

fn sale(name: &str, number: &str, vin: &str, delivered: &str) -> Row {
    Row::Sale(SaleRow {
        name: name.into(),
        phone: phone(number),
        vin: Some(Vin(vin.into())),
        delivered: Some(delivered.parse().unwrap()),
        ..SaleRow::default()
    })
}

fn service(name: &str, number: Phone, vin: &str, plate: &str, at: &str) -> Row {
    Row::Service(ServiceRow {
        name: name.into(),
        phone: number,
        vin: Some(Vin(vin.into())),
        plate: Some(plate.into()),
        at: Some(at.parse::<Day>().unwrap().moment()),
        ..ServiceRow::default()
    })
}

fn book(rows: Vec<Row>) -> Book {
    let mut tables = TablesWriter::default();
    for (sequence, row) in (0..).zip(&rows) {
        tables.push(Serial { device: 1, sequence }, Origin { file: FileId(0), sheet: 0, row: sequence }, row);
    }
    Book::derive(&tables.finish())
}

const PHONE: &str = "13800005678";
const OTHER: &str = "13900001234";
const CAR: &str = "LX9TW8ES3TB106465";

#[test]
fn one_number_is_one_customer_and_another_name_an_alias() {
    let book = book(vec![lead("王一", PHONE, "2026-01-01"), visit("王先生", PHONE, "2026-01-02")]);
    assert_eq!(book.customers.len(), 1);
    assert_eq!(book.customers[0].aliases, ["王先生"]);
}

#[test]
fn a_number_under_five_names_is_a_key_only_with_the_name() {
    let rows = ["甲", "乙", "丙", "丁", "戊", "甲"].map(|name| lead(name, PHONE, "2026-01-01")).to_vec();
    let shared = book(rows.clone());
    assert_eq!((shared.customers.len(), shared.shared_phone_rows.len()), (5, 6));
    assert_eq!(book(rows[1..4].to_vec()).customers.len(), 1);
}

#[test]
fn a_firm_is_a_customer_of_its_own_with_whoever_is_addressed_there() {
    let firm = || sale("南京远明商贸有限公司", PHONE, CAR, "2026-01-01");
    assert_eq!(book(vec![firm(), lead("南先生", PHONE, "2026-01-02")]).customers.len(), 1);
    assert_eq!(book(vec![firm(), lead("王一", PHONE, "2026-01-02")]).customers.len(), 2, "a name of one's own");
    let elsewhere = sale("南京远明商贸有限公司", OTHER, "LX9C79CG6NB661432", "2026-02-01");
    assert_eq!(book(vec![firm(), elsewhere]).customers.len(), 1, "known by its name");
}

#[test]
fn a_masked_number_links_only_one_customer_of_the_same_name() {
    let masked = || lead("王一", "138****5678", "2026-01-05");
    let check = |others: Vec<Row>, customers: usize, linked: usize| {
        let book = book([others, vec![masked()]].concat());
        assert_eq!((book.customers.len(), book.masked_linked.len()), (customers, linked));
    };
    check(vec![lead("王一", PHONE, "2026-01-01")], 1, 1);
    check(vec![lead("李二", PHONE, "2026-01-01")], 2, 0);
    check(vec![lead("王一", PHONE, "2026-01-01"), lead("王一", "13811115678", "2026-01-01")], 3, 0);
    check(vec![masked()], 2, 0);
}

#[test]
fn a_shortened_vin_links_by_a_unique_tail_or_by_plate_and_number() {
    let owner = || sale("王一", PHONE, CAR, "2026-01-01");
    let check = |vin: &str, number: Phone, others: Vec<Row>, linked: bool| {
        let book = book([vec![owner()], others, vec![service("王一", number, vin, "苏A12345", "2026-05-01")]].concat());
        assert_eq!(book.vin_unlinked.is_empty(), linked, "{vin}");
    };
    let same_tail = || sale("李二", OTHER, "LX9TW8ES3TC106465", "2026-01-01");
    check("TB106465", Phone::Absent, vec![], true);
    check("106465", Phone::Absent, vec![same_tail()], false);
    check("06465", Phone::Absent, vec![], false);
    let seen = service("王一", phone(PHONE), CAR, "苏A12345", "2026-04-01");
    check("106465", phone(PHONE), vec![same_tail(), seen], true);
}

#[test]
fn a_row_without_a_number_belongs_to_the_cars_customer_of_that_name() {
    let damaged = || Phone::Damaged("1.38E+10".into());
    let rows = |name: &str| {
        vec![sale("王一", PHONE, CAR, "2026-01-01"), service(name, damaged(), CAR, "苏A12345", "2026-05-01")]
    };
    assert_eq!(book(rows("王一")).customers.len(), 1);
    assert_eq!(book(rows("赵四")).customers.len(), 2);
}

#[test]
fn the_next_delivery_ends_an_ownership() {
    let book = book(vec![sale("李二", OTHER, CAR, "2026-03-01"), sale("王一", PHONE, CAR, "2024-01-01")]);
    let owned: Vec<_> = book.ownerships.iter().map(|o| (o.since, o.until, o.second_hand)).collect();
    let day = |text: &str| text.parse::<Day>().ok();
    assert_eq!(owned, [(day("2024-01-01"), day("2026-03-01"), false), (day("2026-03-01"), None, true)]);
}

#[test]
fn ninety_days_of_silence_open_a_new_opportunity() {
    let check = |second: &str, opportunities: usize| {
        let rows = vec![lead("王一", PHONE, "2026-01-01"), visit("王一", PHONE, second)];
        assert_eq!(book(rows).opportunities.len(), opportunities, "{second}");
    };
    check("2026-04-01", 1);
    check("2026-04-02", 2);
}

#[test]
fn a_delivery_belongs_to_the_latest_undelivered_opportunity_of_366_days() {
    let check = |delivered: &str, without: usize| {
        let book = book(vec![lead("王一", PHONE, "2025-01-01"), sale("王一", PHONE, CAR, delivered)]);
        assert_eq!(book.deliveries_without_lead(Day::from_epoch_days(0)).count(), without, "{delivered}");
    };
    check("2025-01-01", 0);
    check("2026-01-02", 0);
    check("2026-01-03", 1);
    let second = sale("王一", PHONE, "LX9C79CG6NB661432", "2025-06-01");
    let twice = book(vec![lead("王一", PHONE, "2025-01-01"), sale("王一", PHONE, CAR, "2025-03-01"), second]);
    assert_eq!(twice.deliveries_without_lead(Day::from_epoch_days(0)).count(), 1, "delivered once already");
}

#[test]
fn a_visit_without_a_lead_walks_in() {
    let book = book(vec![visit("王一", PHONE, "2026-01-01")]);
    assert_eq!(book.opportunities[0].channel.as_deref(), Some(WALK_IN));
}

#[test]
fn electric_models_say_so() {
    use super::ownerships::is_electric;
    assert!(is_electric("远岚 EV6 纯电") && is_electric("Model EV") && is_electric("ev-3"));
    assert!(!is_electric("远岚 L5") && !is_electric("Everest"));
}
