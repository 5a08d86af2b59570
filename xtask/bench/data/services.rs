//! Service orders: 20 000 cars that return again and again over eight years.

use serde_json::{Value, json};

use super::{MANY_SERVICES, MODELS, SERVICES, STAFF, When, name, phone, pick};

const CARS: usize = 20_000;
const DAYS: usize = 2_640;
const KINDS: [&str; 5] = ["首保", "一般保养", "一般维修", "事故维修", "保修"];
const HEADER: &str =
    "工单号,接待日期,客户名称,客户电话,车牌号,车型,车架号,业务类型,进厂里程,合计金额,应结金额,接待顾问,送修人,备注";

/// Columns that no field needs, to make twenty.
const MORE: &str = "工位,技师,结算方式,发票抬头,预约方式,备件金额";

/// A file of many rows and twenty columns.
pub fn many_csv() -> Vec<u8> {
    let mut text = format!("{HEADER},{MORE}\n").into_bytes();
    for row in 0..MANY_SERVICES {
        let more = ["1 号", pick(&STAFF, row / 3), "现金", "", "电话"].map(Value::from);
        let cells = values(row, MANY_SERVICES).into_iter().chain(more).chain([json!(row % 900)]);
        text.extend(cells.map(|value| cell(&value)).collect::<Vec<_>>().join(",").into_bytes());
        text.push(b'\n');
    }
    text
}

/// As the reader takes it.
pub fn csv() -> String {
    let keys = HEADER.split(',').count();
    let mut text = HEADER.to_owned() + "\n";
    for row in 0..SERVICES {
        let values = values(row, SERVICES);
        debug_assert_eq!(values.len(), keys);
        let cells: Vec<String> = values.iter().map(cell).collect();
        text += &(cells.join(",") + "\n");
    }
    text
}

/// As an application would pass it to its database: one object per row, numbers as numbers.
pub fn json() -> String {
    let keys = [
        "order", "at", "name", "phone", "plate", "model", "vin", "kind", "km", "total", "payable", "adviser", "by",
        "note",
    ];
    let object =
        |row| keys.iter().map(|key| (*key).to_owned()).zip(values(row, SERVICES)).collect::<serde_json::Map<_, _>>();
    Value::from((0..SERVICES).map(|row| Value::Object(object(row))).collect::<Vec<_>>()).to_string()
}

/// `of`: how many rows the eight years have.
fn values(row: usize, of: usize) -> Vec<Value> {
    let (car, visit) = (row % CARS, row / CARS);
    let total = 300 + row * 37 % 2_900;
    vec![
        json!(format!("RO{row:07}")),
        json!(When::new(row * DAYS / of, row).text()),
        json!(name(car)),
        json!(phone(car)),
        json!(format!("苏A{car:05}")),
        json!(pick(&MODELS, car)),
        json!(format!("LX9TW8ES3TB{car:06}")),
        json!(KINDS[visit.min(1) + car % 4 * visit.min(1)]),
        json!(2_000 + visit * 9_000 + car % 3_000),
        json!(total),
        json!(total - total / 10),
        json!(pick(&STAFF, row)),
        json!(if row.is_multiple_of(9) { name(row) } else { String::new() }),
        json!(if row.is_multiple_of(4) { "客户要求清洗空调" } else { "" }),
    ]
}

fn cell(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
