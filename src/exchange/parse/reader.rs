//! One row's cells by field, with their notes. The columns are looked up once per sheet.

use super::super::{
    cell::{Cell, Cells, FileForm, RawRow, serial_1900},
    columns::trust,
    plan::{Column, SheetPlan},
    values::{Read, date, decimal::DecimalSign, number, phone, text, vin, word},
};
use crate::model::fields::Field;
use crate::{
    diag::{Matter, Note},
    model::{
        rows::Kind,
        values::{AnswerKind, Fen, Gender, Phone, PolicyKind, ServiceKind, Vin},
    },
    schema::{cell::Source, fields::Shape},
    terms::stage::Level,
    time::{Day, Moment},
};
use std::ops::Range;

/// The columns of each field, and what a column as a whole shows of its cells. Most fields have one column; a second
/// fills what the first leaves empty.
pub struct Columns<'a> {
    plan: &'a SheetPlan,
    first: [Option<usize>; Field::COUNT],
    /// Further columns by field, the most trusted first.
    more: Vec<(Field, usize)>,
    check_digits: bool,
    is_1904: bool,
    /// The fields whose decimal sign is a comma.
    commas: Vec<Field>,
    /// The number of cells in the header, for forms in which a longer row is a sign that a comma moved its cells.
    width: Option<usize>,
    /// The policy these columns belong to, if a row has two.
    policy: Option<PolicyKind>,
}

impl<'a> Columns<'a> {
    /// `kind`: the kind of the sheet. `is_read`: whether a column belongs to this reading of a row.
    pub fn new(plan: &'a SheetPlan, kind: Kind, is_read: impl Fn(&Column) -> bool) -> Self {
        let columns = plan.columns.iter().enumerate().filter(|(_, column)| is_read(column));
        let mut fed: Vec<(Field, usize)> = columns.filter_map(|(at, column)| Some((column.field?, at))).collect();
        fed.sort_by_cached_key(|&(field, at)| (field, trust(kind, field, &plan.columns[at].header), at));
        let mut first = [None; Field::COUNT];
        fed.retain(|&(field, at)| *first[field as usize].get_or_insert(at) != at);
        Self {
            plan,
            first,
            more: fed,
            check_digits: true,
            is_1904: false,
            commas: Vec::new(),
            width: None,
            policy: None,
        }
    }

    pub fn of_policy(self, policy: PolicyKind) -> Self {
        Self { policy: Some(policy), ..self }
    }

    /// Whether the check digits of the file's VINs mean something.
    pub fn with_check_digits(self, check_digits: bool) -> Self {
        Self { check_digits, ..self }
    }

    /// Whether bare numbers, if they are dates, count from 1904.
    pub fn of_1904(self, is_1904: bool) -> Self {
        Self { is_1904, ..self }
    }

    /// Learns from all rows what one row leaves open, and from the file's form what can go wrong in it.
    pub fn of_file(mut self, form: FileForm, rows: &[RawRow]) -> Self {
        let sign = |at: usize| number::decimal_sign(rows.iter().filter_map(|row| row.cells.get(at)));
        let is_comma = |field: &Field| self.of(*field).any(|at| sign(at) == DecimalSign::Comma);
        self.commas = Field::ALL.into_iter().filter(|field| field.is_decimal()).filter(is_comma).collect();
        let separated = matches!(form, FileForm::Delimited(_)) && self.plan.header_row > 0;
        self.width = separated.then(|| self.header_width());
        self
    }

    /// Up to the last column that has a name, or a meaning given by the user.
    fn header_width(&self) -> usize {
        let columns = &self.plan.columns;
        columns.iter().rposition(|column| !column.header.is_empty() || column.field.is_some()).map_or(0, |at| at + 1)
    }

    fn sign(&self, field: Field) -> DecimalSign {
        if self.commas.contains(&field) { DecimalSign::Comma } else { DecimalSign::Point }
    }

    pub fn has(&self, field: Field) -> bool {
        self.first[field as usize].is_some()
    }

    /// The field's columns, the most trusted first.
    fn of(&self, field: Field) -> impl Iterator<Item = usize> + '_ {
        let more = self.more.iter().filter(move |(of, _)| *of == field).map(|&(_, at)| at);
        self.first[field as usize].into_iter().chain(more)
    }
}

/// One row, read field by field.
pub struct RowReader<'a> {
    columns: &'a Columns<'a>,
    cells: Cells<'a>,
    notes: Vec<Note>,
}

impl<'a> RowReader<'a> {
    pub fn new(columns: &'a Columns<'a>, cells: Cells<'a>) -> Self {
        let mut reader = Self { columns, cells, notes: Vec::new() };
        reader.note_formulas();
        reader.note_width();
        reader.note_broken();
        reader
    }

    /// Cells beyond the header show that a value contains a separator, and that the cells after it have moved.
    fn note_width(&mut self) {
        let Some(beyond) = self.columns.width.map(|width| self.cells.from(width)) else { return };
        if !beyond.is_empty() {
            let texts: Vec<_> = beyond.iter().map(|cell| text::text_of(&cell)).collect();
            let value = texts.join(" ").trim().to_owned();
            self.notes.push(Note { field: None, column: String::new(), value, matter: Matter::CellsBeyondHeader });
        }
    }

    /// Notes the marks that replace half a character.
    fn note_broken(&mut self) {
        // Every cell is checked, so the search is for the mark's first byte, which few letters share.
        let holds =
            |text: &str| memchr::memchr(0xef, text.as_bytes()).is_some() && text.contains(char::REPLACEMENT_CHARACTER);
        let is_broken = |cell: &Cell| matches!(cell, Cell::Text(text) if holds(text));
        for (at, cell) in self.cells.iter().enumerate().filter(|(_, cell)| is_broken(cell)) {
            let column = self.columns.plan.columns.get(at);
            self.notes.push(Note {
                field: column.and_then(|column| column.field),
                column: column.map(|column| column.header.clone()).unwrap_or_default(),
                value: text::text_of(&cell).into_owned(),
                matter: Matter::CharacterBroken,
            });
        }
    }

    pub fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    /// Adds a note on a field, with its column and the value as read. A formula without a result is not also reported
    /// as missing.
    fn say(&mut self, field: Option<Field>, matter: Matter) {
        match (self.formula_behind(field, matter), matter) {
            (None, _) => self.push(field, matter),
            (Some(formula), matter) if matter.refuses() => {
                self.notes.retain(|note| note.field != Some(formula));
                self.push(Some(formula), Matter::KeyWithoutResult);
            }
            // The missing result was already noted.
            (Some(_), _) => (),
        }
    }

    fn push(&mut self, field: Option<Field>, matter: Matter) {
        self.note_at(field, field.and_then(|field| self.filled(field)), matter);
    }

    fn note_at(&mut self, field: Option<Field>, at: Option<usize>, matter: Matter) {
        let column = at.and_then(|at| self.columns.plan.columns.get(at)).map(|column| column.header.clone());
        let value = at.and_then(|at| self.cells.get(at)).map(|cell| text::text_of(&cell).into_owned());
        self.notes.push(Note { field, column: column.unwrap_or_default(), value: value.unwrap_or_default(), matter });
    }

    /// Reads a field by its rule and keeps the notes: of several columns, the first that needs no note.
    fn take<T>(&mut self, field: Field, read: impl Fn(&Cell) -> Read<T>) -> T {
        let Some(at) = self.filled(field).filter(|_| !self.columns.more.is_empty()) else {
            let (value, matters) = read(&self.cell(field));
            matters.into_iter().for_each(|matter| self.say(Some(field), matter));
            return value;
        };
        let reads = |at: &usize| read(&self.at(*at)).1.is_empty() && !self.at(*at).is_blank();
        let at = self.columns.of(field).find(reads).unwrap_or(at);
        self.read_at(field, at, &read)
    }

    /// Reads a field from the column whose value is worth most; the first of them if several are worth the same.
    fn best<T>(&mut self, field: Field, read: impl Fn(&Cell) -> Read<T>, worth: impl Fn(&T) -> u8) -> T {
        let columns = self.columns.of(field);
        let best =
            columns.map(|at| (std::cmp::Reverse(worth(&read(&self.at(at)).0)), at)).min_by_key(|(worth, _)| *worth);
        match best {
            Some((_, at)) => self.read_at(field, at, &read),
            None => read(&Cell::Empty).0,
        }
    }

    fn read_at<T>(&mut self, field: Field, at: usize, read: &impl Fn(&Cell) -> Read<T>) -> T {
        let (value, matters) = read(&self.at(at));
        matters.into_iter().for_each(|matter| self.note_at(Some(field), Some(at), matter));
        value
    }

    /// Adds a note for each formula without a result.
    fn note_formulas(&mut self) {
        let columns = self.columns.plan.columns.iter().zip(self.cells.iter());
        let formulas = columns.filter(|(_, cell)| *cell == Cell::Uncalculated);
        let fields: Vec<Field> = formulas.filter_map(|(column, _)| column.field).collect();
        fields.into_iter().for_each(|field| self.push(Some(field), Matter::FormulaWithoutResult));
    }

    /// The formula whose missing result makes this value missing.
    fn formula_behind(&self, field: Option<Field>, matter: Matter) -> Option<Field> {
        let lacks = |field: &Field| self.cell(*field) == Cell::Uncalculated;
        let dates =
            || self.columns.plan.columns.iter().filter_map(|column| column.field).filter(|field| field.is_date());
        match matter {
            Matter::NobodyNamed => [Field::Name, Field::Phone, Field::Vin, Field::Plate].into_iter().find(lacks),
            Matter::KeyDateMissing => field.filter(lacks).or_else(|| dates().find(lacks)),
            _ => field.filter(lacks),
        }
    }

    fn cell(&self, field: Field) -> Cell<'a> {
        self.filled(field).map_or(Cell::Empty, |at| self.at(at))
    }

    fn at(&self, at: usize) -> Cell<'a> {
        self.cells.get(at).unwrap_or(Cell::Empty)
    }

    /// The field's first column that holds something in this row; otherwise its first column.
    fn filled(&self, field: Field) -> Option<usize> {
        let first = self.columns.first[field as usize]?;
        if self.columns.more.is_empty() || !self.at(first).is_blank() {
            return Some(first);
        }
        self.columns.of(field).find(|at| !self.at(*at).is_blank()).or(Some(first))
    }
}

impl Source for RowReader<'_> {
    fn has(&self, field: Field) -> bool {
        self.columns.has(field)
    }

    fn note(&mut self, field: Option<Field>, matter: Matter) {
        self.say(field, matter);
    }

    fn name(&mut self) -> String {
        text::name(&self.cell(Field::Name))
    }

    /// A mobile number before any other number, and a whole one before a masked one.
    fn phone(&mut self) -> Phone {
        self.best(Field::Phone, phone::phone, |phone| match phone {
            Phone::Full(digits) if phone::is_mobile(digits) => 4,
            Phone::Full(_) => 3,
            Phone::Masked(_) => 2,
            Phone::Damaged(_) | Phone::Unusable(_) => 1,
            Phone::Absent => 0,
        })
    }

    fn vin(&mut self, field: Field) -> Option<Vin> {
        let vin = self.take(field, vin::vin);
        let full = vin.as_ref().filter(|vin| self.columns.check_digits && vin.is_full());
        if full.is_some_and(|vin| !vin::fits_check_digit(vin)) {
            self.say(Some(field), Matter::VinCheckDigit);
        }
        vin
    }

    fn text(&mut self, field: Field) -> Option<String> {
        match field.shape() {
            Shape::Code => self.take(field, text::code),
            Shape::Plate => text::plate(&self.cell(field)),
            _ => text::words(&self.cell(field)),
        }
    }

    /// The time of day may stand in a column of its own.
    fn moment(&mut self, field: Field) -> Option<Moment> {
        let is_1904 = self.columns.is_1904;
        let moment = self.take(field, |cell| date::moment(&in_1900(cell, is_1904)))?;
        let time = field.time_beside().filter(|_| moment == moment.day().moment());
        match time.and_then(|time| self.take(time, date::time_of_day)) {
            Some(minute) if minute > 0 => Moment::at(moment.day(), minute / 60, minute % 60).or(Some(moment)),
            _ => Some(moment),
        }
    }

    fn day(&mut self, field: Field) -> Option<Day> {
        self.moment(field).map(Moment::day)
    }

    fn money(&mut self, field: Field) -> Option<Fen> {
        let sign = self.columns.sign(field);
        self.take(field, |cell| number::fen(cell, sign))
    }

    fn count(&mut self, field: Field) -> Option<u32> {
        let sign = self.columns.sign(field);
        match field.shape() {
            Shape::Distance => self.take(field, |cell| number::kilometres(cell, sign)),
            _ => self.take(field, number::count),
        }
    }

    fn score(&mut self, field: Field) -> Option<u8> {
        let lowest = u8::from(field.shape() == Shape::Score);
        self.take(field, |cell| number::score(cell, lowest))
    }

    fn yes_or_no(&mut self, field: Field) -> Option<bool> {
        self.take(field, word::yes_or_no)
    }

    fn gender(&mut self, field: Field) -> Option<Gender> {
        self.take(field, word::gender)
    }

    fn level(&mut self, field: Field) -> Option<Level> {
        self.take(field, word::level)
    }

    fn service_kind(&mut self, field: Field) -> Option<ServiceKind> {
        self.take(field, word::service_kind)
    }

    /// The kind that the expiry's header states, if it names one of a car's two policies.
    fn policy_kind(&mut self, field: Field) -> Option<PolicyKind> {
        self.columns.policy.or_else(|| self.take(field, word::policy_kind))
    }

    fn answer_kind(&mut self, field: Field) -> Option<AnswerKind> {
        self.take(field, word::answer_kind)
    }
}

/// A bare number of the 1904 system, or its text, in the 1900 system; dates and compact dates (20240105) as they are.
fn in_1900<'a>(cell: &Cell<'a>, is_1904: bool) -> Cell<'a> {
    const SERIALS: Range<f64> = 1.0..1e5;
    if !is_1904 {
        return *cell;
    }
    let number = match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => text::trim(text).parse().ok(),
        _ => None,
    };
    match number.filter(|number| SERIALS.contains(number)) {
        Some(number) => Cell::Number(serial_1900(number, is_1904)),
        None => *cell,
    }
}
