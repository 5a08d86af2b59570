//! The data: the same in every run, made row by row from the row's number. Both sides read the files; service rows are
//! passed to them already read.

mod edits;
mod leads;
mod services;
mod workbook;

pub use edits::csv as edits_csv;
pub use leads::{csv as leads_csv, xlsx as leads_xlsx};
pub use services::{csv as services_csv, json as services_json, many_csv as many_services_csv};

pub const SERVICES: usize = 60_000;
pub const MANY_SERVICES: usize = 500_000;
pub const LEADS: usize = 100_000;
/// Customers of the stores that are written in, each with ten service orders.
pub const WRITTEN: [usize; 2] = [30_000, 100_000];

const SURNAMES: [&str; 16] =
    ["黄", "林", "陈", "夏", "许", "何", "唐", "范", "南", "蒋", "沈", "韩", "杨", "朱", "秦", "尤"];
const GIVEN: [&str; 24] = [
    "建怡", "文浩", "浩", "英", "立", "哲", "俊", "薇", "玉", "思远", "雅婷", "志强", "丽", "明轩", "子涵", "国栋",
    "晓燕", "伟", "佳宁", "海燕", "一诺", "春生", "静", "博文",
];
const MODELS: [&str; 5] = ["远岚 L3", "远岚 L5", "远岚 X5", "远岚 X7", "远岚 X9"];
const STAFF: [&str; 6] = ["陈立", "许哲", "何俊", "唐薇", "沈静", "朱明轩"];

fn name(person: usize) -> String {
    format!("{}{}", SURNAMES[person % SURNAMES.len()], GIVEN[person / SURNAMES.len() % GIVEN.len()])
}

/// A different mobile number for each of the first hundred million people.
fn phone(person: usize) -> String {
    format!("139{:08}", person * 7_919_003 % 100_000_000)
}

fn pick<'a>(from: &[&'a str], row: usize) -> &'a str {
    from[row % from.len()]
}

/// A moment in the opening hours, with days counted from 2018-11-01 in months of twenty-eight days.
#[derive(Clone, Copy)]
struct When {
    year: usize,
    month: usize,
    day: usize,
    minute: usize,
}

impl When {
    fn new(day: usize, row: usize) -> Self {
        let months = 10 + day / 28;
        Self { year: 2018 + months / 12, month: months % 12 + 1, day: day % 28 + 1, minute: 540 + row * 7 % 540 }
    }

    /// As dealer systems write it: 2023/11/1 10:01.
    fn text(self) -> String {
        format!("{}/{}/{} {:02}:{:02}", self.year, self.month, self.day, self.minute / 60, self.minute % 60)
    }

    /// Days since 1899-12-30, as a workbook counts them.
    fn serial(self) -> f64 {
        let iso = format!("{}-{:02}-{:02}", self.year, self.month, self.day);
        let day = iso.parse::<benyuan::time::Day>().expect("a day of the calendar").epoch_days();
        f64::from(day + 25_569) + self.minute as f64 / 1440.0
    }
}
