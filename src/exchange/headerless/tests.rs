//! Small sheets without a header: what their values show, and what stays open.

use super::*;
use crate::exchange::cell::RawSheet;

fn check(sheet: &RawSheet, expected: Option<(Kind, &[Option<Field>])>) {
    let rows: Vec<RawRow> = sheet.rows().iter().collect();
    let found = recognise(&rows, rows[0].cells.len());
    assert_eq!(found, expected.map(|(kind, fields)| (kind, fields.to_vec())));
}

/// Rows made of a pattern: `{n}` counts, `{d}` is a day after 2024-01-01, `{v}` a VIN, `{p}` a phone, `{s}` a name.
fn made(count: i32, line: impl Fn(i32) -> String) -> RawSheet {
    let start: crate::time::Day = "2024-01-01".parse().unwrap();
    let fill = |n: i32| {
        let day = |shift: i32| start.plus_days(n + shift).to_string();
        let names = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"];
        let (first, second) = (names[n as usize % 12], char::from_u32(0x4e00 + n as u32).unwrap());
        let line = line(n).replace("{v}", &format!("LX97UL198NB{:06}", 583_215 + n * 7));
        let line =
            line.replace("{p}", &format!("138{:08}", 12_345_678 + n * 37)).replace("{s}", &format!("{first}{second}"));
        (0..=9)
            .fold(line, |line, weeks| line.replace(&format!("{{d{weeks}}}"), &day(weeks * 7)))
            .replace("{n}", &n.to_string())
    };
    RawSheet::drawn(&(0..count).map(fill).collect::<Vec<_>>().join("\n"))
}

use Field::*;

#[test]
fn a_policy_is_known_by_its_kind() {
    let rows = made(12, |n| {
        format!("{{d0}}|{}|{{v}}|{{s}}|{{p}}|{}", ["交强险", "商业险"][n as usize % 2], ["是", "否"][n as usize % 2])
    });
    let fields = [Some(ExpiresOn), Some(PolicyKind), Some(Vin), Some(Name), Some(Phone), None];
    check(&rows, Some((Kind::Insurance, &fields)));
}

#[test]
fn the_invoice_comes_before_the_delivery() {
    let rows = made(40, |n| {
        format!("{{v}}|{{d1}}|{{s}}|{{p}}|{}|{{d0}}|{}", 98_800 + n % 5 * 1_000, ["陈立", "许哲"][n as usize % 2])
    });
    let fields =
        [Some(Vin), Some(DeliveredOn), Some(Name), Some(Phone), Some(Price), Some(InvoicedOn), Some(Consultant)];
    check(&rows, Some((Kind::Sales, &fields)));
}

/// Two dates that each come before and after the other are neither invoice nor delivery; the kind needs one of them.
#[test]
fn dates_without_an_order_stay_open() {
    let rows = made(40, |n| format!("{{v}}|{{d{}}}|{{s}}|{{p}}|98800|{{d{}}}", n % 2, (n + 1) % 2));
    check(&rows, None);
}

#[test]
fn one_time_after_the_creation_could_be_either() {
    let line = |n: i32| {
        format!("XS{n:06}|{{s}}|{{p}}|{}|抖音|{{d0}} 09:00|{{d0}} 10:00|跟进中", ["H", "A", "B"][n as usize % 3])
    };
    let fields = [
        Some(LeadCode),
        Some(Name),
        Some(Phone),
        Some(Level),
        Some(Channel),
        Some(LeadCreated),
        None,
        Some(OrderStatus),
    ];
    check(&made(30, line), Some((Kind::Leads, &fields)));
}

/// A visitors' book with its own numbers and sources is not a list of leads.
#[test]
fn a_numbered_book_is_not_taken_for_leads() {
    let line =
        |n: i32| format!("LF{n:06}|{{s}}|{{p}}|{}|自然到店|{{d0}} 09:00|{{d0}} 10:00", ["H", "A", "B"][n as usize % 3]);
    check(&made(30, line), None);
}

#[test]
fn letters_without_an_h_grade_anything() {
    let line = |levels: [&'static str; 3]| {
        move |n: i32| format!("{{s}}|{{p}}|{{d0}} 10:30|{}|远岚 X7", levels[n as usize % 3])
    };
    let fields = [Some(Name), Some(Phone), Some(VisitAt), Some(Level), Some(Model)];
    check(&made(30, line(["H", "A", "B"])), Some((Kind::Visits, &fields)));
    check(&made(30, line(["A", "B", "C"])), None);
}

#[test]
fn two_alike_are_neither() {
    let line = |n: i32| {
        format!("RO{n:06}|{{d0}}|{{v}}|{}|{{p}}|139{:08}|{}", ["首保", "索赔"][n as usize % 2], n * 91, n * 997 + 1_234)
    };
    let fields = [Some(OrderNo), Some(ServiceAt), Some(Vin), Some(ServiceKind), None, None, Some(Mileage)];
    check(&made(40, line), Some((Kind::Services, &fields)));
}

#[test]
fn warranty_and_services_by_their_distance() {
    let line = |n: i32| {
        let years = ["2021", "2022", "2023"][n as usize % 3];
        let (month, km) = (n % 9 + 1, n * 997 + 1_234);
        format!(
            "{{v}}|{years}-0{month}-05|{}-0{month}-05|2023-09-1{}|{km}|2024-0{month}-15",
            years.parse::<i32>().unwrap() + 3,
            n % 9
        )
    };
    let fields =
        [Some(Vin), Some(BoughtOn), Some(WarrantyUntil), Some(LastServiceOn), Some(Mileage), Some(NextServiceOn)];
    check(&made(40, line), Some((Kind::Cards, &fields)));
}

#[test]
fn no_kind_of_ours() {
    check(&made(2, |_| "{v}|{d0}|{s}|{p}|交强险".into()), None);
    check(&made(30, |n| format!("{n}|螺丝{n}|{}|{{d0}}", n * 3)), None);
    check(&made(30, |_| "{s}|{p}|{d0}".into()), None);
}
