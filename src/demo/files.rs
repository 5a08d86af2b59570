//! The demo's rows as its seven files hold them: in day order, numbered, with their place.

use crate::{
    model::{
        ids::{FileId, Origin, Serial},
        rows::*,
        tables::{Tables, TablesWriter},
    },
    order::order,
    time::Day,
};
use std::fmt::Write;

/// A file of the demo, with every column of its kind.
pub struct DemoFile {
    pub name: &'static str,
    pub kind: Kind,
}

/// In the order of their file numbers.
pub const FILES: [DemoFile; 7] = [
    DemoFile { name: "演示数据 · 线索", kind: Kind::Leads },
    DemoFile { name: "演示数据 · 来店登记", kind: Kind::Visits },
    DemoFile { name: "演示数据 · 销售", kind: Kind::Sales },
    DemoFile { name: "演示数据 · 维修工单", kind: Kind::Services },
    DemoFile { name: "演示数据 · 保险", kind: Kind::Insurance },
    DemoFile { name: "演示数据 · 满意度回访", kind: Kind::Answers },
    DemoFile { name: "演示数据 · 保养档案", kind: Kind::Cards },
];

#[derive(Default)]
pub struct Rows {
    pub leads: Vec<LeadRow>,
    pub visits: Vec<VisitRow>,
    pub sales: Vec<SaleRow>,
    pub services: Vec<ServiceRow>,
    pub policies: Vec<PolicyRow>,
    pub answers: Vec<AnswerRow>,
    pub cards: Vec<CardRow>,
}

impl Rows {
    /// Each kind in day order; rows of one day keep the order in which they were made.
    pub fn filed(mut self) -> Tables {
        let at = |at: Option<crate::time::Moment>| at.map_or(i64::MIN, |at| i64::from(at.order_key()));
        let on = |day: Option<crate::time::Day>| day.map_or(i64::from(i32::MIN), |day| i64::from(day.epoch_days()));
        order(&mut self.leads, |row| at(row.created));
        order(&mut self.visits, |row| at(row.at));
        order(&mut self.services, |row| at(row.at));
        order(&mut self.policies, |row| on(row.expires));
        order(&mut self.answers, |row| (on(row.at) << 8) + row.kind.map_or(0, |kind| kind as i64 + 1));
        number(&mut self.leads, "XS", |row| (row.created.map(|at| at.day()), &mut row.code));
        number(&mut self.services, "GD", |row| (row.at.map(|at| at.day()), &mut row.order));
        let mut filing = Filing::default();
        filing.file(self.leads);
        filing.file(self.visits);
        filing.file(self.sales);
        filing.file(self.services);
        filing.file(self.policies);
        filing.file(self.answers);
        filing.file(self.cards);
        filing.tables.finish()
    }
}

/// A running number within each day: XS20261031004.
fn number<T>(rows: &mut [T], prefix: &str, place: impl Fn(&mut T) -> (Option<Day>, &mut Option<String>)) {
    let (mut today, mut count) = (None, 0);
    for row in rows {
        let (day, code) = place(row);
        count = if day == today { count + 1 } else { 1 };
        today = day;
        let (year, month, date) = day.map_or((0, 0, 0), Day::ymd);
        let mut text = String::with_capacity(16);
        let _ = write!(text, "{prefix}{year:04}{month:02}{date:02}{count:03}");
        *code = Some(text);
    }
}

#[derive(Default)]
struct Filing {
    sequence: u32,
    tables: TablesWriter,
}

impl Filing {
    fn file<T: Listed>(&mut self, rows: Vec<T>) {
        let file = FILES.iter().position(|file| file.kind == T::KIND).map_or(FileId(0), |at| FileId(at as u32));
        // The first line of a file has its headers.
        for (row, data) in (2..).zip(rows) {
            let serial = Serial { device: super::VERSION, sequence: self.sequence };
            self.sequence += 1;
            self.tables.push(serial, Origin { file, sheet: 0, row }, &data.into_row());
        }
    }
}
