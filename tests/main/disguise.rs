//! A sample file in another form: columns in another order, under other headers, dates in another style, as text with
//! another separator in another encoding. Its rows say the same.

use benyuan::{
    exchange::{
        cell::{Cell, CellOf, RawFile, RawSheet, Separator},
        parse::parse,
        plan::FilePlan,
        read::{self, Limits},
        recognise::{recognise, spellings},
        values::{date::moment, text::text_of},
    },
    model::{fields::Field, rows::Kind, rows::Row},
    time::{Day, Moment, Precision},
};
use proptest::{prelude::*, sample::Index};

/// A file as one table: the meaning of its columns, and its data rows.
pub struct Plain {
    pub kind: Kind,
    pub headers: Vec<String>,
    pub fields: Vec<Option<Field>>,
    pub rows: Vec<Vec<CellOf<String>>>,
    /// The product's reading of the undisguised rows.
    pub parsed: Vec<Option<Row>>,
}

/// A way of writing dates.
#[derive(Clone, Copy, Debug)]
pub enum DateStyle {
    Slashes,
    Dashes,
    Chinese,
    Compact,
    Dots,
    Serial,
}

#[derive(Clone, Copy, Debug)]
pub enum Encoding {
    Utf8,
    Utf8Marked,
    Gb18030,
    Utf16Little,
    Utf16Big,
}

/// One disguise for a table with this many columns.
#[derive(Clone, Debug)]
pub struct Disguise {
    pub order: Vec<usize>,
    pub words: Vec<Index>,
    pub styles: Vec<DateStyle>,
    pub separator: Separator,
    pub encoding: Encoding,
}

pub fn disguises(width: usize) -> impl Strategy<Value = Disguise> {
    use DateStyle::*;
    use Encoding::*;
    let order = Just((0..width).collect::<Vec<_>>()).prop_shuffle();
    let words = prop::collection::vec(any::<Index>(), width);
    let styles = prop::sample::select(vec![Slashes, Dashes, Chinese, Compact, Dots, Serial]);
    let separator = prop::sample::select(vec![Separator::Comma, Separator::Semicolon, Separator::Tab]);
    let encoding = prop::sample::select(vec![Utf8, Utf8Marked, Gb18030, Utf16Little, Utf16Big]);
    (order, words, prop::collection::vec(styles, width), separator, encoding)
        .prop_map(|(order, words, styles, separator, encoding)| Disguise { order, words, styles, separator, encoding })
}

pub fn plan(name: &str, bytes: &[u8]) -> (RawFile, FilePlan) {
    let raw = read::read(name, bytes, &Limits::default(), &mut crate::support::Never).unwrap();
    let plan = recognise(&raw, &[]);
    (raw, plan)
}

impl Plain {
    /// The sheets of a file, which all have one shape, joined; of their rows every `every`-th.
    pub fn of(name: &str, bytes: &[u8], every: usize) -> Self {
        let (mut raw, plan) = plan(name, bytes);
        for (sheet, plan) in raw.sheets.iter_mut().zip(&plan.sheets) {
            let is_data = |number: u32| number > plan.header_row && plan.skipped.iter().all(|row| row.row != number);
            let mut data = 0;
            let kept = sheet.rows().iter().filter(|row| {
                data += usize::from(is_data(row.number));
                !is_data(row.number) || data % every == 0
            });
            let kept = RawSheet::of(kept.map(|row| (row.number, row.cells.iter().collect())));
            let (name, is_1904) = (std::mem::take(&mut sheet.name), sheet.is_1904);
            *sheet = kept;
            (sheet.name, sheet.is_1904) = (name, is_1904);
        }
        let parsed = parse(&raw, &plan).map(|row| row.row).collect();
        let data = raw.sheets.iter().zip(&plan.sheets).flat_map(|(sheet, plan)| {
            let is_data = |number: u32| number > plan.header_row && plan.skipped.iter().all(|row| row.row != number);
            sheet.rows().iter().filter(move |row| is_data(row.number))
        });
        let owned = |cell: Cell| match cell {
            Cell::Text(text) => CellOf::Text(text.to_owned()),
            Cell::Number(number) => CellOf::Number(number),
            Cell::DateSerial(serial) => CellOf::DateSerial(serial),
            Cell::Bool(value) => CellOf::Bool(value),
            Cell::Empty => CellOf::Empty,
            Cell::Uncalculated => CellOf::Uncalculated,
        };
        let rows = data.map(|row| row.cells.iter().map(owned).collect()).collect();
        let first = &plan.sheets[0];
        Self {
            kind: first.kind.unwrap(),
            headers: first.columns.iter().map(|column| column.header.clone()).collect(),
            fields: first.columns.iter().map(|column| column.field).collect(),
            rows,
            parsed,
        }
    }

    /// The meaning of each column in the disguise's order.
    pub fn reordered(&self, order: &[usize]) -> Vec<Option<Field>> {
        order.iter().map(|at| self.fields[*at]).collect()
    }

    /// The bytes of the disguised file, with its header or without.
    pub fn dressed(&self, disguise: &Disguise, with_header: bool) -> Vec<u8> {
        let delimiter = match disguise.separator {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        if with_header {
            writer.write_record(disguise.order.iter().map(|at| self.header(*at, disguise))).unwrap();
        }
        for row in &self.rows {
            let cell = |at: &usize| self.text(*at, &row.get(*at).map_or(Cell::Empty, CellOf::as_ref), disguise);
            writer.write_record(disguise.order.iter().map(cell)).unwrap();
        }
        encoded(&String::from_utf8(writer.into_inner().unwrap()).unwrap(), disguise.encoding)
    }

    /// A spelling that means only this field in this kind.
    fn header(&self, at: usize, disguise: &Disguise) -> String {
        let Some(field) = self.fields[at] else { return self.headers[at].clone() };
        let others: Vec<&str> = benyuan::model::fields::fields_of(self.kind)
            .iter()
            .filter(|other| **other != field)
            .flat_map(|other| spellings(self.kind, *other))
            .collect();
        let own: Vec<&str> = spellings(self.kind, field).filter(|word| !others.contains(word)).collect();
        disguise.words[at].get(&own).to_string()
    }

    fn text(&self, at: usize, cell: &Cell, disguise: &Disguise) -> String {
        let date = self.fields[at].filter(|field| field.is_date()).and_then(|_| moment(cell).0);
        date.map_or_else(|| text_of(cell).into_owned(), |moment| spelled(moment, disguise.styles[at]))
    }
}

fn spelled(moment: Moment, style: DateStyle) -> String {
    let (year, month, day) = moment.day().ymd();
    let minute = (moment.precision() == Precision::Minute).then(|| moment.minute_of_day());
    let date = match style {
        DateStyle::Slashes => format!("{year}/{month}/{day}"),
        DateStyle::Dashes => format!("{year}-{month:02}-{day:02}"),
        DateStyle::Chinese => format!("{year}年{month}月{day}日"),
        DateStyle::Compact => format!("{year}{month:02}{day:02}"),
        DateStyle::Dots => format!("{year}.{month}.{day}"),
        DateStyle::Serial => {
            let days = moment.day().days_since("1899-12-30".parse::<Day>().unwrap());
            return minute
                .map_or(days.to_string(), |minute| (f64::from(days) + f64::from(minute) / 1440.0).to_string());
        }
    };
    minute.map_or(date.clone(), |minute| format!("{date} {:02}:{:02}", minute / 60, minute % 60))
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let wide =
        |mark: u16, bytes: fn(u16) -> [u8; 2]| [mark].into_iter().chain(text.encode_utf16()).flat_map(bytes).collect();
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Little => wide(0xFEFF, u16::to_le_bytes),
        Encoding::Utf16Big => wide(0xFEFF, u16::to_be_bytes),
    }
}
