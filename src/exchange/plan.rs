//! What was made of a file: per sheet its kind, its header, which column means what, what was passed over.
//! Made by `recognise`, shown in the preview, changed by the user, followed by `parse`.

use super::cell::{FileForm, TextEncoding};
use super::columns::{policy_kind, trust};
use super::read::ReadError;
use crate::model::rows::Kind;
use crate::model::{extras, fields::Field};
use serde::{Deserialize, Serialize};

/// A file, recognised.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FilePlan {
    pub form: FileForm,
    pub encoding: Option<TextEncoding>,
    pub sheets: Vec<SheetPlan>,
    pub hidden_sheets: Vec<String>,
    /// Why sheets could not be read, while these could.
    pub unread_sheets: Vec<ReadError>,
}

impl FilePlan {
    /// Whether something of the file can be imported.
    pub fn is_recognised(&self) -> bool {
        self.sheets.iter().any(|sheet| sheet.kind.is_some())
    }

    pub fn has_shape(&self, shape: u64) -> bool {
        self.sheets.iter().any(|sheet| sheet.shape == shape)
    }

    /// Whether a sheet with rows is none of the kinds, and nobody said so yet.
    pub fn asks_for_a_kind(&self) -> bool {
        let asks = |sheet: &SheetPlan| sheet.kind.is_none() && !sheet.remembered && sheet.data_rows > 0;
        self.sheets.iter().any(|sheet| asks(sheet) && !sheet.is_explanation())
    }
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SheetPlan {
    pub name: String,
    /// `None` where no kind fits well enough: the user chooses, or the sheet is left out.
    pub kind: Option<Kind>,
    pub columns: Vec<Column>,
    /// Of the normalised headers: files of one shape share a remembered mapping.
    pub shape: u64,
    /// Whether the mapping was remembered from an earlier import or set by the user.
    pub remembered: bool,
    /// Row number of the (last) header row as the file counts; 0 where there is none.
    pub header_row: u32,
    /// Rows below the header that are data.
    pub data_rows: u32,
    /// By row. Blank rows are passed over without an entry.
    pub skipped: Vec<Skipped>,
    /// Of the rows that are data, those that the file does not show: hidden by hand or by a filter.
    pub hidden_rows: u32,
}

impl SheetPlan {
    /// Whether the columns have no names, so that only their values could tell what they mean.
    pub fn is_headerless(&self) -> bool {
        self.header_row == 0 && self.data_rows > 0
    }

    /// The columns that are kept under their headers, with their places in the sheet: those that no field needs, and those
    /// that only fill what another column of their field leaves empty, since else a second telephone number is lost.
    pub fn extras(&self) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.columns.iter().enumerate();
        let kept = columns.filter(|(at, column)| column.is_extra() || self.is_second(*at, column));
        kept.map(|(at, column)| (at, column.header.as_str())).take(extras::MOST)
    }

    /// Whether another column of the column's field comes first. Each policy of a row has columns of its own.
    fn is_second(&self, at: usize, column: &Column) -> bool {
        let (Some(kind), Some(field)) = (self.kind, column.field) else { return false };
        let rank = |(at, column): (usize, &Column)| (trust(kind, field, &column.header), at);
        let others = self.columns.iter().enumerate().filter(|(_, other)| other.field == Some(field));
        !column.header.trim().is_empty()
            && policy_kind(&column.header).is_none()
            && others.map(rank).min().is_some_and(|first| first.1 != at)
    }

    /// The headers of those columns.
    pub fn extra_headers(&self) -> Vec<String> {
        extras::headers(self.extras().map(|(_, header)| header))
    }

    /// A sheet that explains the others, as that of a blank template: nothing is asked about it.
    pub fn is_explanation(&self) -> bool {
        self.kind.is_none() && ["说明", "填写说明", "填表说明", "Notes"].contains(&self.name.trim())
    }
}

#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Column {
    /// As the file spells it; the group's name and " · " before it where there are two header rows.
    pub header: String,
    pub field: Option<Field>,
    /// A column without a field is kept under its header, unless it is left out.
    pub is_left_out: bool,
    /// The first few distinct non-blank values, as text.
    pub samples: Vec<String>,
    /// What the column could mean where it is not used; offered, not taken.
    pub offer: Option<Field>,
}

/// What becomes of a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    Field(Field),
    /// Kept under its own header.
    Kept,
    LeftOut,
}

impl Mapping {
    /// What becomes of the column at a place of the sheet.
    pub fn meaning(&self, place: usize) -> Meaning {
        match self.fields.get(place) {
            Some(Some(field)) => Meaning::Field(*field),
            _ if self.left_out.iter().any(|one| usize::from(*one) == place) => Meaning::LeftOut,
            _ => Meaning::Kept,
        }
    }

    pub fn set(&mut self, place: usize, meaning: Meaning) {
        let Some(field) = self.fields.get_mut(place) else { return };
        *field = if let Meaning::Field(field) = meaning { Some(field) } else { None };
        self.left_out.retain(|one| usize::from(*one) != place);
        if meaning == Meaning::LeftOut
            && let Ok(place) = u16::try_from(place)
        {
            let at = self.left_out.partition_point(|one| *one < place);
            self.left_out.insert(at, place);
        }
    }
}

impl Column {
    /// Whether it is kept under its own header.
    pub fn is_extra(&self) -> bool {
        self.field.is_none() && !self.is_left_out && !self.header.trim().is_empty()
    }
}

/// A row that is not data.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Skipped {
    pub row: u32,
    pub why: SkipReason,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SkipReason {
    Title,
    Header,
    Total,
    /// How the columns are to be filled in, and an example of it.
    Guidance,
}

/// A mapping the user settled on, for the next file of that shape.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mapping {
    pub shape: u64,
    pub kind: Option<Kind>,
    /// One entry per column; none at all where the user chose the kind alone, and the headers say the rest.
    pub fields: Vec<Option<Field>>,
    /// The places of columns that are not imported at all, in order.
    pub left_out: Vec<u16>,
}
