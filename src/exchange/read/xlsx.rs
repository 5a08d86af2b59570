//! .xlsx → sheets. First the archive is inspected, then the workbook is read, then its sheets one by one.

use super::error::ReadError;
use super::intake::Intake;
use super::limits::{Limits, Progress};
use super::package::Package;
use super::workbook::{SheetEntry, Workbook};
use super::worksheet::SheetReader;
use super::xml;

/// Inspects the archive, then reads the visible sheets.
pub(super) fn read(bytes: &[u8], limits: &Limits, progress: &Progress, intake: &mut Intake) -> Result<(), ReadError> {
    progress.add_total(bytes.len() as u64);
    let mut package = Package::inspect(bytes, limits, progress)?;
    let book = Workbook::read(&mut package)?;
    intake.use_1904(book.is_1904);
    for sheet in &book.sheets {
        if sheet.is_hidden {
            intake.pass_over(&sheet.name);
        } else {
            read_sheet(&mut package, &book, sheet, intake)?;
        }
    }
    Ok(())
}

fn read_sheet(
    package: &mut Package,
    book: &Workbook,
    sheet: &SheetEntry,
    intake: &mut Intake,
) -> Result<(), ReadError> {
    let (limits, progress) = (package.limits, package.progress);
    let Some(source) = package.entry(&sheet.part)? else {
        let detail = format!("{} is not there", sheet.part);
        return Err(ReadError::DamagedWorkbook { sheet: Some(sheet.name.clone()), detail });
    };
    intake.begin(&sheet.name);
    let merges = SheetReader::new(&sheet.name, book, limits, progress).read(&mut xml::open(source), intake)?;
    intake.finish(&merges)
}
