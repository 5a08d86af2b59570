//! Bytes → [`RawFile`]: sniffing, encodings, text and workbooks, with the limits that keep a hostile file harmless.
//! What the cells mean is in `recognise` and `parse`.

mod biff;
mod delimited;
pub mod error;
mod html;
mod intake;
pub mod limits;
mod number_format;
mod ole;
mod package;
mod records;
mod sniff;
mod spreadsheet_xml;
#[cfg(test)]
mod tests;
mod text;
mod workbook;
mod worksheet;
mod xls;
mod xlsx;
mod xml;

pub use error::ReadError;
pub use limits::{Limits, Unwatched, Watch};

use super::cell::{FileForm, RawFile, TextEncoding};
use error::Measure;
use intake::{Intake, Taken};
use limits::{Poll, Progress, Watched};
use sniff::{Family, TextForm};

/// Reads a whole file. The bytes decide its form; the name is used only in the wording of a refusal.
///
/// Sheets without a filled cell and blank rows are left out; the remaining rows keep their numbers.
pub fn read(name: &str, bytes: &[u8], limits: &Limits, watch: &mut dyn Watch) -> Result<RawFile, ReadError> {
    Limits::hold(Measure::FileBytes, bytes.len() as u64, limits.file_bytes)?;
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    let progress = Watched::new(watch, bytes.len() as u64);
    progress.reach(0)?;
    let mut intake = Intake::new(limits, &progress);
    let (form, encoding) = match sniff::family(bytes)? {
        Family::Text => read_text(bytes, limits, &progress, &mut intake)?,
        Family::Zip => {
            xlsx::read(bytes, limits, &progress, &mut intake)?;
            (FileForm::Xlsx, None)
        }
        Family::Ole => {
            xls::read(name, bytes, limits, &progress, &mut intake)?;
            (FileForm::Xls, None)
        }
        Family::BareBiff => {
            xls::read_stream(bytes, limits, &progress, &mut intake)?;
            (FileForm::Xls, None)
        }
    };
    progress.reach(u64::MAX)?;
    let Taken { sheets, hidden: hidden_sheets, unread: unread_sheets } = intake.into_sheets()?;
    Ok(RawFile { form, encoding, sheets, hidden_sheets, unread_sheets })
}

fn read_text(
    bytes: &[u8],
    limits: &Limits,
    progress: &Progress,
    intake: &mut Intake,
) -> Result<(FileForm, Option<TextEncoding>), ReadError> {
    let (text, encoding) = text::decode(bytes, progress)?;
    progress.add_total((text.len() as u64).saturating_sub(bytes.len() as u64));
    let form = match sniff::text_form(&text)? {
        TextForm::Html => {
            html::read(&text, limits, progress, intake)?;
            FileForm::Html
        }
        TextForm::SpreadsheetXml => {
            spreadsheet_xml::read(&text, progress, intake)?;
            FileForm::SpreadsheetXml
        }
        TextForm::Delimited => FileForm::Delimited(delimited::read(&text, limits, progress, intake)?),
    };
    Ok((form, Some(encoding)))
}
