//! A store to be written in: a lead and a car of every customer, and ten service orders of every car.

use super::{MODELS, STAFF, When, name, phone, pick};

const DAYS: usize = 2_640;
/// Leads are of the last seven hundred days.
const LEADS_FROM: usize = DAYS - 700;
const ORDERS: usize = 10;
const LEADS: &str =
    "线索ID,客户姓名,手机号,线索创建时间,首触时间,首次到店时间,最近跟进时间,线索评级,一级渠道名称,意向车型,销售顾问\n";
const SALES: &str = "客户姓名,客户电话,VIN,车型,交车日期,销售价格,销售顾问\n";
const SERVICES: &str = "工单号,接待日期,客户名称,客户电话,车架号,业务类型,进厂里程,合计金额,接待顾问\n";

/// The files of so many customers: leads, sales, service orders.
pub fn csv(customers: usize) -> [String; 3] {
    let (mut leads, mut sales, mut services) = (LEADS.to_owned(), SALES.to_owned(), SERVICES.to_owned());
    for one in 0..customers {
        let (name, phone, model, seller) = (name(one), phone(one), pick(&MODELS, one), pick(&STAFF, one));
        let day = |more: usize| When::new((LEADS_FROM + one * 7 % 700 + more).min(DAYS - 1), one).text();
        let came = if one.is_multiple_of(3) { day(2) } else { String::new() };
        let level = ["H", "A", "B", "C"][one % 4];
        let (created, last) = (day(0), day(5));
        leads +=
            &format!("XS{one:06},{name},{phone},{created},{created},{came},{last},{level},车展,{model},{seller}\n");
        let delivered = When::new(one * 11 % LEADS_FROM, one).text();
        let vin = vin(one);
        sales += &format!("{name},{phone},{vin},{model},{delivered},120000,{seller}\n");
    }
    for order in 0..customers * ORDERS {
        let (car, visit) = (order % customers, order / customers);
        let at = When::new(order * DAYS / (customers * ORDERS), order).text();
        let (km, kind) = (5_000 * (visit + 1), if visit == 0 { "首保" } else { "一般保养" });
        let (name, phone, vin, adviser) = (name(car), phone(car), vin(car), pick(&STAFF, car));
        services += &format!("RO{order:07},{at},{name},{phone},{vin},{kind},{km},500,{adviser}\n");
    }
    [leads, sales, services]
}

fn vin(car: usize) -> String {
    format!("LX9TW8ES3TB{car:06}")
}
