//! What can be said about data: notes on rows, refusals, and a store's troubles. Wording is in `text`.

use crate::numbered::numbered;
use crate::schema::fields::Field;
use serde::{Deserialize, Serialize};

/// Something said about one row of a file: the column, the value as read, and what was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Note {
    pub field: Option<Field>,
    /// The header as the file spells it; empty if the note is about the whole row.
    pub column: String,
    pub value: String,
    pub matter: Matter,
}

impl Note {
    /// Whether this note means that the row was refused.
    pub fn refuses(&self) -> bool {
        self.matter.refuses()
    }
}

numbered! {
    /// What a note says.
    pub enum Matter {
        // Accepted with a note.
        /// 138****5678: never a key.
        PhoneMasked = 0,
        /// Masked, and exactly one customer has these digits and this name: linked, and marked as inferred.
        PhoneMaskedLinked = 1,
        /// 1.38E+10: digits lost by a spreadsheet; not guessed.
        PhoneDamaged = 2,
        /// Not a telephone number.
        PhoneUnusable = 3,
        PhoneMissing = 4,
        /// One number under five or more names: a house or staff number.
        PhoneShared = 5,
        /// Fewer than 17 characters: linked by its tail.
        VinShort = 6,
        /// The tail fits no vehicle, or more than one.
        VinUnlinked = 7,
        /// The check digit (9th character) is wrong; kept as read.
        VinCheckDigit = 8,
        /// O read as 0, I as 1.
        VinLetters = 9,
        /// Digits lost by a spreadsheet (1.2E+16).
        VinDamaged = 10,
        /// Fewer than 6 or more than 17 characters, or characters other than letters and digits: left empty.
        VinUnusable = 11,
        DateUnreadable = 12,
        /// Read as a date although the cell is a bare number.
        DateFromSerial = 13,
        /// 0000-00-00 and the like: taken as empty.
        DateZero = 14,
        /// Before 1990 or after 2050: taken as empty.
        DateImplausible = 15,
        NumberUnreadable = 16,
        ScoreOutOfRange = 17,
        /// A word the dictionary does not know; kept as text or left empty.
        UnknownWord = 18,
        NameMissing = 19,
        /// The creation of a lead is missing; its assignment or first contact stands in for it.
        CreationInferred = 20,
        /// A step is dated before the lead was created; kept as read.
        StepBeforeCreation = 21,
        // Refused.
        /// Neither name, telephone nor VIN: the row cannot belong to anybody.
        NobodyNamed = 22,
        /// The date that places the row in time is missing or unreadable.
        KeyDateMissing = 23,
        /// The kind of survey or policy is missing or unknown.
        KeyKindMissing = 24,
        /// The row repeats an earlier row of the same files word for word.
        Repeated = 25,
        /// An order's or a lead's number that lost digits (1.20E+11): kept as read, never a key.
        CodeDamaged = 26,
        /// The cell holds a formula, and the file does not hold its result: taken as empty.
        FormulaWithoutResult = 27,
        /// Refused: the missing result is of a cell the row requires.
        KeyWithoutResult = 28,
        /// A time in "CST", which means China's time in China and another one in America: read as China's.
        DateZoneAssumed = 29,
        /// A comma that does not separate thousands, in a column that does not show what its commas mean: taken as
        /// empty.
        CommaUnclear = 30,
        /// More cells than the header has names: a comma within a value may have shifted the cells after it.
        CellsBeyondHeader = 31,
        /// Half a character, cut off by the system that wrote the file: replaced by a mark.
        CharacterBroken = 32,
        /// The number also names another order or another person's lead: kept as a row of its own.
        NumberReused = 33,
    }
}

/// What a note asks of the reader; the most pressing first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// The row was not taken (不收).
    Refused,
    /// Some of the row is lost or doubtful (需核对).
    Check,
    /// The row is fine; this tells how it was read (仅提示).
    Hint,
}

impl Matter {
    pub fn weight(self) -> Weight {
        match self {
            matter if matter.refuses() => Weight::Refused,
            Self::PhoneMasked
            | Self::PhoneMaskedLinked
            | Self::PhoneMissing
            | Self::VinShort
            | Self::VinLetters
            | Self::DateFromSerial
            | Self::DateZero
            | Self::CreationInferred
            | Self::Repeated => Weight::Hint,
            _ => Weight::Check,
        }
    }

    pub fn refuses(self) -> bool {
        matches!(self, Self::NobodyNamed | Self::KeyDateMissing | Self::KeyKindMissing | Self::KeyWithoutResult)
    }
}
