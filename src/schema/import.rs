//! What is about a kind of import as a whole: what it is called, what its files must have, what stands for what is missing.

use super::{
    cell::Source,
    fields::Field,
    row::{At, Columns},
    values::{Gender, Phone, Vin},
};
use crate::{
    diag::Matter,
    terms::stage::{Level, Step},
    time::{Day, Moment},
};
use std::fmt::{Display, Write};

/// A kind for the reader of a page, each in Chinese and English. Of a native kind only the name.
#[derive(Clone, Copy)]
pub struct Words {
    pub name: (&'static str, &'static str),
    /// What of the product it lights up.
    pub brings: (&'static str, &'static str),
    /// Where dealer systems keep the report.
    pub source: (&'static str, &'static str),
    /// The file of its blank template, in the folder `templates` beside the page.
    pub template: &'static str,
}

/// A row of a kind: of files that are imported, or of what people write here.
pub trait Import: Columns {
    const WORDS: Words;
    /// Whether it is written here (native) and no file brings it.
    const IS_NATIVE: bool = false;
    /// The columns of the blank template: what the product works with, what a row cannot do without first.
    const TEMPLATE: &'static [Field] = &[];
    /// How many of the template's first columns a row cannot do without; of name, phone, VIN and plate one is enough.
    const REQUIRED: usize = 0;
    /// How many values a row had in the versions of the first page format, where it was a row of values. None is added any more: a page
    /// of columns says itself what it holds.
    const ROW_FORMATS: &'static [usize] = &[];
    /// Columns that (nearly) only this kind has.
    const OWN: &'static [Field] = &[];
    /// Words before a header that leave its meaning as it is, as this kind's files write them.
    const BEFORE: &'static [&'static str] = &[];
    const PART: Part;
    /// Who of the store it was with.
    const STAFF: Option<Field>;

    /// The columns without which rows of the kind could not be placed or would be mistaken for another kind's: a list is what it is
    /// by what it holds, not by one obligatory header.
    fn is_told_by(_: &Given) -> bool {
        false
    }

    /// What stands in for what the file leaves out, and whether the row can do without the rest.
    fn settle(&mut self, _: &mut dyn Source) -> Result<(), Refusal> {
        Ok(())
    }

    /// Whether its day is announced and may lie ahead, as that of an expiry: it is no event then.
    const IS_ANNOUNCED: bool = false;

    /// When it was, as a record shows it.
    fn at(row: At<'_, Self>) -> Option<Moment>;

    /// The days on which it says that something happened; of what is announced, for when.
    fn days(row: At<'_, Self>) -> impl Iterator<Item = Day> {
        Self::at(row).map(Moment::day).into_iter()
    }

    /// Who it is about.
    fn person(row: At<'_, Self>) -> Person<'_>;

    /// What it says of somebody who may buy, where it is about one.
    fn prospect(_: At<'_, Self>) -> Option<Prospect<'_>> {
        None
    }

    /// The number that names a row by itself.
    fn number(_: At<'_, Self>) -> Option<&str> {
        None
    }

    /// What makes a row of a later file the same row, where no number does: added to an empty key.
    fn key(_: At<'_, Self>, key: Key) -> Key {
        key
    }

    /// Whether two rows of one number or key are one.
    fn is_one(_: At<'_, Self>, _: At<'_, Self>) -> bool {
        true
    }
}

/// What a row says of a person.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    /// Of what the row records; an expiry is none.
    pub day: Option<Day>,
    pub gender: Option<Gender>,
    pub city: Option<&'a str>,
}

impl Person<'_> {
    pub fn seen(day: Option<Day>) -> Self {
        Self { day, gender: None, city: None }
    }
}

/// What a contact in the showroom says of somebody who may buy.
#[derive(Clone, Copy)]
pub struct Prospect<'a> {
    /// The step of the funnel it is.
    pub step: Step,
    pub level: Option<Level>,
    pub model: Option<&'a str>,
    pub consultant: Option<&'a str>,
}

/// The part of a customer's story a row belongs to; records are narrowed to one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    BeforeBuying,
    Purchase,
    Service,
    Insurance,
    Voice,
}

/// The fields that the columns of a sheet have.
pub struct Given<'a>(pub &'a [Option<Field>]);

impl Given<'_> {
    pub fn count(&self, wanted: &[Field]) -> usize {
        self.0.iter().flatten().filter(|field| wanted.contains(field)).count()
    }

    pub fn any(&self, wanted: &[Field]) -> bool {
        self.count(wanted) > 0
    }

    pub fn car_or_person(&self) -> bool {
        self.any(&[Field::Vin, Field::Plate, Field::Phone, Field::Name])
    }
}

/// Why a row is refused, and the field it is about.
pub type Refusal = (Option<Field>, Matter);

/// A row needs somebody: a name, a number that is at least partly known, or something else that identifies.
pub fn somebody(name: &str, phone: &Phone, other: bool) -> Result<(), Refusal> {
    let reachable = matches!(phone, Phone::Full(_) | Phone::Masked(_));
    if reachable || other || !name.is_empty() { Ok(()) } else { Err((None, Matter::NobodyNamed)) }
}

/// A row needs the date that places it in time.
pub fn dated(known: bool, field: Field) -> Result<(), Refusal> {
    if known { Ok(()) } else { Err((Some(field), Matter::KeyDateMissing)) }
}

/// Notes that the row does not say whom it is about, where the file has the columns that could.
pub fn note_missing(source: &mut dyn Source, name: &str, phone: &Phone) {
    if name.is_empty() && source.has(Field::Name) {
        source.note(Some(Field::Name), Matter::NameMissing);
    }
    if *phone == Phone::Absent && source.has(Field::Phone) {
        source.note(Some(Field::Phone), Matter::PhoneMissing);
    }
}

/// The text by which a row is found again, part by part. One takes the room of another: keys are made by the hundred thousand.
#[derive(Default)]
pub struct Key(String);

impl Key {
    /// An empty one in the same room.
    pub fn anew(mut self) -> Self {
        self.0.clear();
        self
    }

    /// A full number alone; otherwise what there is of a number, with the name.
    pub fn person(self, phone: Phone<&str>, name: &str) -> Self {
        match phone {
            Phone::Full(digits) => self.text(digits),
            Phone::Masked(text) | Phone::Damaged(text) | Phone::Unusable(text) => self.text(text).text("/").text(name),
            Phone::Absent => self.text("/").text(name),
        }
    }

    pub fn vehicle_or_person(self, vin: Option<Vin<&str>>, phone: Phone<&str>, name: &str) -> Self {
        self.car_or_person(vin.map(|vin| vin.0), phone, name)
    }

    pub fn car_or_person(self, car: Option<&str>, phone: Phone<&str>, name: &str) -> Self {
        match car {
            Some(car) => self.text(car),
            None => self.person(phone, name),
        }
    }

    pub fn and(self, part: Option<impl Display>) -> Self {
        let mut key = self.text("|");
        if let Some(part) = part {
            let _ = write!(key.0, "{part}");
        }
        key
    }

    pub fn text(mut self, text: &str) -> Self {
        self.0.push_str(text);
        self
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
