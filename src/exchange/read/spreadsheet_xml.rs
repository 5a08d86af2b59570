//! SpreadsheetML 2003 (`<Workbook>` of Office XP) → sheets. The XML inside .xlsx is in `xlsx`.

use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::error::ReadError;
use super::intake::{Intake, Merge};
use super::limits::Progress;
use crate::exchange::cell::Cell;
use crate::time::Day;

pub(super) fn read(text: &str, progress: &Progress, intake: &mut Intake) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut workbook = Workbook::default();
    let mut events: u32 = 0;
    loop {
        match reader.read_event().map_err(|error| workbook.damaged(error.to_string()))? {
            Event::Start(element) => workbook.start(&element, intake)?,
            Event::End(element) => workbook.end(element.local_name().as_ref(), intake)?,
            Event::Text(text) => workbook.text(&text.xml10_content()),
            Event::CData(text) => workbook.text(&text.xml10_content()),
            Event::GeneralRef(reference) => workbook.reference(&reference),
            Event::Eof => return workbook.close(),
            _ => (),
        }
        events = events.wrapping_add(1);
        if events.is_multiple_of(16_384) {
            progress.reach(reader.buffer_position())?;
        }
    }
}

/// The type a `Data` element declares.
#[derive(Clone, Copy, Default)]
enum DataType {
    #[default]
    Text,
    Number,
    DateTime,
    Bool,
    Error,
}

/// The position of the reading: row and column of the next cell, 1-based and 0-based.
#[derive(Default)]
struct Workbook {
    sheet: Option<String>,
    hidden: bool,
    row: u64,
    column: u64,
    /// How many empty rows with the same look follow this one.
    span: u64,
    /// How far the current cell reaches to the right.
    across: u64,
    /// Whether the current cell has a formula and no result so far.
    lacks_result: bool,
    data_type: DataType,
    data: Option<String>,
    visible: Option<String>,
    in_comment: bool,
    merges: Vec<Merge>,
}

impl Workbook {
    fn start(&mut self, element: &BytesStart, intake: &mut Intake) -> Result<(), ReadError> {
        match element.local_name().as_ref() {
            "Date1904" => intake.use_1904(true),
            "Worksheet" => self.start_sheet(element, intake)?,
            "Row" => {
                self.row = number(element, "Index")?.unwrap_or(self.row.saturating_add(1));
                if number(element, "Hidden")? == Some(1) {
                    intake.hide(self.row);
                }
                self.column = 0;
                self.span = number(element, "Span")?.unwrap_or(0);
            }
            "Cell" => self.start_cell(element)?,
            "Comment" => self.in_comment = true,
            "Data" if !self.in_comment => self.start_data(element)?,
            "Visible" => self.visible = Some(String::new()),
            _ => (),
        }
        Ok(())
    }

    fn end(&mut self, name: &str, intake: &mut Intake) -> Result<(), ReadError> {
        match name {
            "Worksheet" => self.end_sheet(intake)?,
            "Cell" => {
                if std::mem::take(&mut self.lacks_result) {
                    intake.put(self.row, self.column, Cell::Uncalculated)?;
                }
                self.column = self.column.saturating_add(self.across).saturating_add(1);
                self.across = 0;
            }
            "Row" => self.row = self.row.saturating_add(std::mem::take(&mut self.span)),
            "Comment" => self.in_comment = false,
            "Data" if !self.in_comment => self.end_data(intake)?,
            "Visible" => {
                let visible = self.visible.take().unwrap_or_default();
                self.hidden = matches!(visible.trim(), "SheetHidden" | "SheetVeryHidden");
            }
            _ => (),
        }
        Ok(())
    }

    fn start_sheet(&mut self, element: &BytesStart, intake: &mut Intake) -> Result<(), ReadError> {
        let name = attribute(element, "Name")?.unwrap_or_default();
        intake.begin(&name);
        *self = Self { sheet: Some(name), ..Self::default() };
        Ok(())
    }

    fn end_sheet(&mut self, intake: &mut Intake) -> Result<(), ReadError> {
        let Some(name) = self.sheet.take() else { return Ok(()) };
        if self.hidden {
            intake.discard();
            intake.pass_over(&name);
            return Ok(());
        }
        intake.finish(&std::mem::take(&mut self.merges))
    }

    fn start_cell(&mut self, element: &BytesStart) -> Result<(), ReadError> {
        if let Some(index) = number(element, "Index")? {
            self.column = index.saturating_sub(1);
        }
        self.lacks_result = attribute(element, "Formula")?.is_some();
        self.across = number(element, "MergeAcross")?.unwrap_or(0);
        if let Some(down) = number(element, "MergeDown")? {
            let last_row = u32::try_from(self.row.saturating_add(down)).unwrap_or(u32::MAX);
            let (row, column) = (u32::try_from(self.row), u32::try_from(self.column));
            let merge = row.ok().zip(column.ok()).map(|(first_row, column)| Merge { first_row, last_row, column });
            self.merges.extend(merge);
        }
        Ok(())
    }

    fn start_data(&mut self, element: &BytesStart) -> Result<(), ReadError> {
        self.data = Some(String::new());
        self.data_type = match attribute(element, "Type")?.as_deref() {
            Some("Number") => DataType::Number,
            Some("DateTime") => DataType::DateTime,
            Some("Boolean") => DataType::Bool,
            Some("Error") => DataType::Error,
            _ => DataType::Text,
        };
        Ok(())
    }

    fn end_data(&mut self, intake: &mut Intake) -> Result<(), ReadError> {
        let Some(text) = self.data.take() else { return Ok(()) };
        self.lacks_result &= text.trim().is_empty() && !matches!(self.data_type, DataType::Text);
        intake.put(self.row, self.column, cell(self.data_type, &text))
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.visible.as_mut().or(self.data.as_mut()) {
            open.push_str(text);
        }
    }

    /// An unknown entity stays as written.
    fn reference(&mut self, reference: &BytesRef) {
        match reference.resolve_char_ref() {
            Ok(Some(c)) => self.text(c.encode_utf8(&mut [0; 4])),
            _ => match resolve_xml_entity(reference) {
                Some(text) => self.text(text),
                None => self.text(&format!("&{};", &**reference)),
            },
        }
    }

    /// A sheet without an end was cut off, and the missing part must be reported.
    fn close(&self) -> Result<(), ReadError> {
        if self.sheet.is_some() { Err(self.damaged("Worksheet is not ended".to_owned())) } else { Ok(()) }
    }

    fn damaged(&self, detail: String) -> ReadError {
        ReadError::DamagedWorkbook { sheet: self.sheet.clone(), detail }
    }
}

/// A value that does not fit its declared type stays text, so that it can be seen and judged later.
fn cell(data_type: DataType, text: &str) -> Cell<'_> {
    let typed = match data_type {
        DataType::Text => None,
        DataType::Number => text.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Cell::Number),
        DataType::DateTime => serial(text.trim()).map(Cell::DateSerial),
        DataType::Bool => match text.trim() {
            "1" => Some(Cell::Bool(true)),
            "0" => Some(Cell::Bool(false)),
            _ => None,
        },
        DataType::Error => Some(Cell::Empty),
    };
    typed.unwrap_or(Cell::Text(text))
}

/// `2024-01-05T13:20:00.000` as an Excel serial of the 1900 system; its 31 December 1899 is a time without a date.
pub(super) fn serial(text: &str) -> Option<f64> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.splitn(3, '-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let days = Day::from_ymd(i32::try_from(year).ok()?, month, day)?.epoch_days();
    let epoch = Day::from_ymd(1899, 12, 30)?.epoch_days();
    // Before March 1900 Excel counts a day that did not exist.
    let serial = if days - epoch > 60 { days - epoch } else { days - epoch - 1 };
    Some(f64::from(serial) + share_of_day(time)?)
}

fn share_of_day(time: &str) -> Option<f64> {
    let mut seconds = 0.0;
    for (part, unit) in time.trim_end_matches('Z').split(':').zip([3_600.0, 60.0, 1.0]) {
        seconds += if part.is_empty() { 0.0 } else { part.parse::<f64>().ok()? * unit };
    }
    (0.0..=86_400.0).contains(&seconds).then_some(seconds / 86_400.0)
}

fn number(element: &BytesStart, name: &str) -> Result<Option<u64>, ReadError> {
    Ok(attribute(element, name)?.and_then(|text| text.trim().parse().ok()))
}

/// An attribute by its local name: writers use different prefixes.
fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, ReadError> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name);
    Ok(found.map(|found| unescape(&found.value).unwrap_or(found.value.clone()).into_owned()))
}
