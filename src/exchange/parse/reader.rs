//! One row's cells by field, collecting the notes. The columns are looked up once per sheet.

use super::{
    super::{
        cell::{Cell, serial_1900},
        plan::SheetPlan,
        values::{Read, date, number, phone, text, vin, word},
    },
    Refusal,
};
use crate::model::fields::Field;
use crate::{
    diag::{Matter, Note},
    lifecycle::stage::Level,
    model::values::{Fen, Gender, Phone, Vin},
    time::{Day, Moment},
};
use std::{borrow::Cow, ops::Range};

static EMPTY: Cell = Cell::Empty;

/// Where each field's column is.
pub struct Columns<'a> {
    plan: &'a SheetPlan,
    at: [Option<usize>; Field::COUNT],
    check_digits: bool,
    is_1904: bool,
}

impl<'a> Columns<'a> {
    pub fn new(plan: &'a SheetPlan, check_digits: bool) -> Self {
        let mut at = [None; Field::COUNT];
        for (index, column) in plan.columns.iter().enumerate() {
            if let Some(field) = column.field {
                at[field as usize].get_or_insert(index);
            }
        }
        Self { plan, at, check_digits, is_1904: false }
    }

    /// Whether bare numbers, where they are dates, count from 1904.
    pub fn of_1904(self, is_1904: bool) -> Self {
        Self { is_1904, ..self }
    }

    pub fn has(&self, field: Field) -> bool {
        self.at[field as usize].is_some()
    }
}

/// One row, read field by field.
pub struct RowReader<'a> {
    columns: &'a Columns<'a>,
    cells: &'a [Cell],
    notes: Vec<Note>,
}

impl<'a> RowReader<'a> {
    pub fn new(columns: &'a Columns<'a>, cells: &'a [Cell]) -> Self {
        let mut reader = Self { columns, cells, notes: Vec::new() };
        reader.note_formulas();
        reader
    }

    pub fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    pub fn has(&self, field: Field) -> bool {
        self.columns.has(field)
    }

    /// Says something about a field, with its column and the value as read.
    pub fn note(&mut self, field: Option<Field>, matter: Matter) {
        match (self.formula_behind(field, matter), matter) {
            (None, _) => self.push(field, matter),
            (Some(formula), matter) if matter.refuses() => {
                self.notes.retain(|note| note.field != Some(formula));
                self.push(Some(formula), Matter::KeyWithoutResult);
            }
            // That it has no result was said.
            (Some(_), _) => (),
        }
    }

    fn push(&mut self, field: Option<Field>, matter: Matter) {
        let at = field.and_then(|field| self.columns.at[field as usize]);
        let column = at.and_then(|at| self.columns.plan.columns.get(at)).map(|column| column.header.clone());
        let value = at.and_then(|at| self.cells.get(at)).map(|cell| text::text_of(cell).into_owned());
        self.notes.push(Note { field, column: column.unwrap_or_default(), value: value.unwrap_or_default(), matter });
    }

    pub fn words(&self, field: Field) -> Option<String> {
        text::words(self.cell(field))
    }

    pub fn code(&mut self, field: Field) -> Option<String> {
        self.take(field, text::code)
    }

    pub fn plate(&self) -> Option<String> {
        text::plate(self.cell(Field::Plate))
    }

    pub fn name(&self) -> String {
        text::name(self.cell(Field::Name))
    }

    pub fn phone(&mut self) -> Phone {
        self.take(Field::Phone, phone::phone)
    }

    pub fn vin(&mut self) -> Option<Vin> {
        let vin = self.take(Field::Vin, vin::vin);
        let full = vin.as_ref().filter(|vin| self.columns.check_digits && vin.is_full());
        if full.is_some_and(|vin| !vin::fits_check_digit(vin)) {
            self.note(Some(Field::Vin), Matter::VinCheckDigit);
        }
        vin
    }

    pub fn moment(&mut self, field: Field) -> Option<Moment> {
        let is_1904 = self.columns.is_1904;
        self.take(field, |cell| date::moment(&in_1900(cell, is_1904)))
    }

    /// A date whose time of day may stand in a column of its own.
    pub fn moment_with(&mut self, field: Field, time: Field) -> Option<Moment> {
        let moment = self.moment(field)?;
        if moment != moment.day().moment() {
            return Some(moment);
        }
        match self.take(time, date::time_of_day) {
            Some(minute) if minute > 0 => Moment::at(moment.day(), minute / 60, minute % 60).or(Some(moment)),
            _ => Some(moment),
        }
    }

    pub fn day(&mut self, field: Field) -> Option<Day> {
        self.moment(field).map(Moment::day)
    }

    pub fn money(&mut self, field: Field) -> Option<Fen> {
        self.take(field, number::fen)
    }

    pub fn kilometres(&mut self) -> Option<u32> {
        self.take(Field::Mileage, number::kilometres)
    }

    pub fn gender(&mut self) -> Option<Gender> {
        self.take(Field::Gender, word::gender)
    }

    pub fn level(&mut self) -> Option<Level> {
        self.take(Field::Level, word::level)
    }

    /// Reads a field by that rule and keeps what it has to say.
    pub fn take<T>(&mut self, field: Field, read: impl Fn(&Cell) -> Read<T>) -> T {
        let (value, matters) = read(self.cell(field));
        matters.into_iter().for_each(|matter| self.note(Some(field), matter));
        value
    }

    /// Notes that the row does not say whom it is about, where the file has the columns that could.
    pub fn note_missing(&mut self, name: &str, phone: &Phone) {
        if name.is_empty() && self.has(Field::Name) {
            self.note(Some(Field::Name), Matter::NameMissing);
        }
        if *phone == Phone::Absent && self.has(Field::Phone) {
            self.note(Some(Field::Phone), Matter::PhoneMissing);
        }
    }

    /// Says of each formula without a result that it is one.
    fn note_formulas(&mut self) {
        let columns = self.columns.plan.columns.iter().zip(self.cells);
        let formulas = columns.filter(|(_, cell)| **cell == Cell::Uncalculated);
        let fields: Vec<Field> = formulas.filter_map(|(column, _)| column.field).collect();
        fields.into_iter().for_each(|field| self.push(Some(field), Matter::FormulaWithoutResult));
    }

    /// The formula without a result for want of which something is about to be called missing.
    fn formula_behind(&self, field: Option<Field>, matter: Matter) -> Option<Field> {
        let lacks = |field: &Field| *self.cell(*field) == Cell::Uncalculated;
        let dates =
            || self.columns.plan.columns.iter().filter_map(|column| column.field).filter(|field| field.is_date());
        match matter {
            Matter::NobodyNamed => [Field::Name, Field::Phone, Field::Vin, Field::Plate].into_iter().find(lacks),
            Matter::KeyDateMissing => field.filter(lacks).or_else(|| dates().find(lacks)),
            _ => field.filter(lacks),
        }
    }

    fn cell(&self, field: Field) -> &'a Cell {
        self.columns.at[field as usize].and_then(|at| self.cells.get(at)).unwrap_or(&EMPTY)
    }
}

/// A bare number or its text of the 1904 system as one of the 1900 system; dates and compact dates (20240105) as they are.
fn in_1900(cell: &Cell, is_1904: bool) -> Cow<'_, Cell> {
    const SERIALS: Range<f64> = 1.0..1e5;
    let number = match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => text::trim(text).parse().ok(),
        _ => None,
    };
    match number.filter(|number| is_1904 && SERIALS.contains(number)) {
        Some(number) => Cow::Owned(Cell::Number(serial_1900(number, is_1904))),
        None => Cow::Borrowed(cell),
    }
}

/// A row needs somebody: a name, a number that is at least partly known, or something else that identifies.
pub fn somebody(name: &str, phone: &Phone, other: bool) -> Result<(), Refusal> {
    let reachable = matches!(phone, Phone::Full(_) | Phone::Masked(_));
    if reachable || other || !name.is_empty() { Ok(()) } else { Err((None, Matter::NobodyNamed)) }
}

/// A row needs the date that places it in time.
pub fn dated(known: bool, field: Field) -> Result<(), Refusal> {
    if known { Ok(()) } else { Err((Some(field), Matter::KeyDateMissing)) }
}
