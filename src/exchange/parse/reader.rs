//! One row's cells by field, collecting the notes. The columns are looked up once per sheet.

use super::{
    super::{
        cell::{Cell, FileForm, RawRow},
        plan::SheetPlan,
        values::{Read, date, decimal::DecimalSign, number, phone, text, vin, word},
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

static EMPTY: Cell = Cell::Empty;

/// Where each field's column is, and what the columns as a whole say of their cells.
pub struct Columns<'a> {
    plan: &'a SheetPlan,
    at: [Option<usize>; Field::COUNT],
    check_digits: bool,
    /// The fields whose decimals are marked by a comma.
    commas: Vec<Field>,
    /// How many cells the header has, where a row of more is a sign that a comma moved them.
    width: Option<usize>,
}

/// Fields of numbers that may have decimals.
const DECIMALS: [Field; 4] = [Field::Price, Field::Total, Field::Payable, Field::Mileage];

impl<'a> Columns<'a> {
    pub fn new(plan: &'a SheetPlan, check_digits: bool) -> Self {
        let mut at = [None; Field::COUNT];
        for (index, column) in plan.columns.iter().enumerate() {
            if let Some(field) = column.field {
                at[field as usize].get_or_insert(index);
            }
        }
        Self { plan, at, check_digits, commas: Vec::new(), width: None }
    }

    /// Learns from all rows what one row leaves open, and from the file's form what can go wrong in it.
    pub fn of_file(mut self, form: FileForm, rows: &[&RawRow]) -> Self {
        let sign = |at: usize| number::decimal_sign(rows.iter().filter_map(|row| row.cells.get(at)));
        let is_comma = |field: &Field| self.at[*field as usize].is_some_and(|at| sign(at) == DecimalSign::Comma);
        self.commas = DECIMALS.into_iter().filter(is_comma).collect();
        let separated = matches!(form, FileForm::Delimited(_)) && self.plan.header_row > 0;
        self.width = separated.then(|| self.header_width());
        self
    }

    /// Up to the last column that has a name, or a meaning that the user gave it.
    fn header_width(&self) -> usize {
        let columns = &self.plan.columns;
        columns.iter().rposition(|column| !column.header.is_empty() || column.field.is_some()).map_or(0, |at| at + 1)
    }

    fn sign(&self, field: Field) -> DecimalSign {
        if self.commas.contains(&field) { DecimalSign::Comma } else { DecimalSign::Point }
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
        reader.note_width();
        reader.note_broken();
        reader
    }

    /// The cells a row has beyond its header show that one of its values holds a separator, and that those after it have moved.
    fn note_width(&mut self) {
        let Some(beyond) = self.columns.width.and_then(|width| self.cells.get(width..)) else { return };
        if !beyond.is_empty() {
            let texts: Vec<_> = beyond.iter().map(text::text_of).collect();
            let value = texts.join(" ").trim().to_owned();
            self.notes.push(Note { field: None, column: String::new(), value, matter: Matter::CellsBeyondHeader });
        }
    }

    /// Marks that stand in place of half a character.
    fn note_broken(&mut self) {
        let is_broken = |cell: &Cell| matches!(cell, Cell::Text(text) if text.contains(char::REPLACEMENT_CHARACTER));
        for (at, cell) in self.cells.iter().enumerate().filter(|(_, cell)| is_broken(cell)) {
            let column = self.columns.plan.columns.get(at);
            self.notes.push(Note {
                field: column.and_then(|column| column.field),
                column: column.map(|column| column.header.clone()).unwrap_or_default(),
                value: text::text_of(cell).into_owned(),
                matter: Matter::CharacterBroken,
            });
        }
    }

    pub fn into_notes(self) -> Vec<Note> {
        self.notes
    }

    pub fn has(&self, field: Field) -> bool {
        self.columns.has(field)
    }

    /// Says something about a field, with its column and the value as read.
    pub fn note(&mut self, field: Option<Field>, matter: Matter) {
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
        self.take(field, date::moment)
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
        let sign = self.columns.sign(field);
        self.take(field, |cell| number::fen(cell, sign))
    }

    pub fn kilometres(&mut self) -> Option<u32> {
        let sign = self.columns.sign(Field::Mileage);
        self.take(Field::Mileage, |cell| number::kilometres(cell, sign))
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

    fn cell(&self, field: Field) -> &'a Cell {
        self.columns.at[field as usize].and_then(|at| self.cells.get(at)).unwrap_or(&EMPTY)
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
