//! .xlsx → sheets, cell by cell through calamine's stream. Never its ranges: those allocate the whole rectangle.

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::error::ReadError;
use super::intake::Intake;
use super::limits::{Limits, Progress};
use super::number_format::serial_1900;
use super::package::{Package, Tracked};
use super::spreadsheet_xml::serial;
use crate::exchange::cell::Cell;

/// Inspects the archive, then reads the visible sheets.
pub(super) fn read(bytes: &[u8], limits: &Limits, progress: &Progress, intake: &mut Intake) -> Result<(), ReadError> {
    progress.add_total(bytes.len() as u64);
    let package = Package::inspect(bytes, limits, progress)?;
    let mut book = Xlsx::new(Tracked::new(bytes, progress)).map_err(|error| damaged(progress, None, error))?;
    let is_1904 = book.has_1904_epoch();
    let sheets = book.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if sheet.visible != SheetVisible::Visible {
            intake.pass_over(&sheet.name);
            continue;
        }
        intake.begin(&sheet.name);
        read_sheet(&mut book, &sheet.name, is_1904, progress, intake)?;
        intake.finish(package.merges.get(&sheet.name).map_or(&[], Vec::as_slice))?;
    }
    Ok(())
}

fn read_sheet(
    book: &mut Xlsx<Tracked>,
    name: &str,
    is_1904: bool,
    progress: &Progress,
    intake: &mut Intake,
) -> Result<(), ReadError> {
    let damaged = |error| damaged(progress, Some(name), error);
    let mut cells = match book.worksheet_cells_reader(name) {
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        cells => cells.map_err(damaged)?,
    };
    loop {
        match cells.next_cell() {
            Ok(Some(found)) => {
                let (row, column) = found.get_position();
                intake.put(u64::from(row) + 1, u64::from(column), cell(found.get_value(), is_1904))?;
            }
            Ok(None) => return Ok(()),
            // Errors newer than calamine knows (#SPILL!, #CALC! …) are errors all the same: an empty cell.
            Err(XlsxError::CellError(_)) => (),
            Err(error) => return Err(damaged(error)),
        }
    }
}

fn cell(value: &DataRef, is_1904: bool) -> Cell {
    match value {
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::Float(number) if number.is_finite() => Cell::Number(*number),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(date) if date.as_f64().is_finite() => Cell::DateSerial(serial_1900(date.as_f64(), is_1904)),
        DataRef::DateTimeIso(text) => serial(text).map_or_else(|| Cell::Text(text.clone()), Cell::DateSerial),
        DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Float(_) | DataRef::DateTime(_) | DataRef::Error(_) | DataRef::Empty => Cell::Empty,
    }
}

fn damaged(progress: &Progress, sheet: Option<&str>, error: XlsxError) -> ReadError {
    match error {
        _ if progress.is_cancelled() => ReadError::Cancelled,
        XlsxError::Password => ReadError::PasswordProtected,
        error => ReadError::DamagedWorkbook { sheet: sheet.map(str::to_owned), detail: error.to_string() },
    }
}
