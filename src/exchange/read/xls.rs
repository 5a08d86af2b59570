//! BIFF 5 and 8 workbooks (.xls) → sheets, record by record. Calamine is not used: it allocates the whole rectangle
//! while opening and panics on damaged records. Here memory follows the cells that exist.

use std::{borrow::Cow, collections::BTreeMap};

use super::biff::{Record, Records};
use super::error::{Measure, OtherForm, ReadError, Seems};
use super::intake::{Intake, Merge};
use super::limits::{Limits, Progress};
use super::number_format;
use super::ole::{Damage, Ole};
use crate::exchange::cell::{CellOf, serial_1900};

/// Reads an OLE container. If it holds no workbook, the name tells which program's form to mention.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: &Progress,
    intake: &mut Intake,
) -> Result<(), ReadError> {
    Limits::hold(Measure::XlsBytes, bytes.len() as u64, limits.xls_bytes)?;
    let ole = Ole::open(bytes).map_err(|damage| damaged(None, damage))?;
    let workbook = ["Workbook", "Book"].into_iter().find(|stream| ole.has_own(stream));
    let Some(workbook) = workbook else { return Err(foreign(name, &ole)) };
    let stream = ole.stream(workbook).map_err(|damage| damaged(None, damage))?;
    read_stream(&stream, limits, progress, intake)
}

/// Reads a workbook stream; old writers also save it without a container.
pub(super) fn read_stream(
    stream: &[u8],
    limits: &Limits,
    progress: &Progress,
    intake: &mut Intake,
) -> Result<(), ReadError> {
    let globals = Globals::read(stream, limits, progress)?;
    intake.use_1904(globals.is_1904);
    let mut walked = 0;
    for sheet in globals.sheets.iter().filter(|sheet| sheet.is_table) {
        if sheet.is_hidden {
            intake.pass_over(&sheet.name);
            continue;
        }
        intake.begin(&sheet.name);
        let merges = SheetReader { globals: &globals, sheet, stream, progress, formula: (0, 0), merges: Vec::new() }
            .read(intake, &mut walked)?;
        intake.finish(&merges)?;
    }
    Ok(())
}

/// What an OLE file without a workbook stream is.
fn foreign(name: &str, ole: &Ole) -> ReadError {
    let known = [("WordDocument", Seems::Word), ("PowerPoint Document", Seems::PowerPoint)];
    let seems = known.into_iter().find(|(stream, _)| ole.has(stream)).map(|(_, seems)| seems);
    let name = name.to_lowercase();
    if ole.has("EncryptedPackage") {
        ReadError::PasswordProtected
    } else if name.ends_with(".et") || ole.has("ET Workbook") {
        ReadError::SaveAsXlsx { form: OtherForm::Et }
    } else if name.ends_with(".wps") {
        ReadError::SaveAsXlsx { form: OtherForm::Wps }
    } else if ole.has("__properties_version1.0") {
        ReadError::NotASpreadsheet { seems: Seems::Outlook }
    } else {
        ReadError::NotASpreadsheet { seems: seems.unwrap_or(Seems::Binary) }
    }
}

mod kind {
    pub const FORMULA: [u16; 3] = [0x0006, 0x0206, 0x0406];
    pub const EOF: u16 = 0x000A;
    pub const DATE_MODE: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002F;
    pub const CODE_PAGE: u16 = 0x0042;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00BD;
    pub const R_STRING: u16 = 0x00D6;
    pub const XF: u16 = 0x00E0;
    pub const MERGE_CELLS: u16 = 0x00E5;
    pub const SST: u16 = 0x00FC;
    pub const LABEL_SST: u16 = 0x00FD;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027E;
    pub const FORMAT: [u16; 2] = [0x041E, 0x001E];
    pub const BOF: u16 = 0x0809;
}

/// What the workbook says about all its sheets.
struct Globals<'a> {
    progress: &'a Progress<'a>,
    is_biff8: bool,
    codepage: u16,
    is_1904: bool,
    /// Custom formats by number: whether they show dates.
    formats: BTreeMap<u16, bool>,
    /// The format number of each cell style.
    styles: Vec<u16>,
    strings: Vec<String>,
    sheets: Vec<SheetEntry>,
}

struct SheetEntry {
    at: usize,
    name: String,
    is_hidden: bool,
    is_table: bool,
}

impl<'a> Globals<'a> {
    fn new(progress: &'a Progress<'a>) -> Self {
        let (is_biff8, codepage, is_1904) = (false, 0, false);
        let (formats, styles, strings, sheets) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
        Self { progress, is_biff8, codepage, is_1904, formats, styles, strings, sheets }
    }

    fn read(stream: &[u8], limits: &Limits, progress: &'a Progress<'a>) -> Result<Self, ReadError> {
        let mut globals = Self::new(progress);
        let mut records = Records::new(stream, 0);
        loop {
            let record = records.next().map_err(|damage| damaged(None, damage))?;
            match record.kind {
                kind::EOF => return Ok(globals),
                kind::FILE_PASS => return Err(ReadError::PasswordProtected),
                kind::SST => globals.read_strings(&record, limits)?,
                _ => globals.take(&record).map_err(|damage| damaged(None, damage))?,
            }
        }
    }

    fn take(&mut self, record: &Record) -> Result<(), Damage> {
        match record.kind {
            kind::BOF => self.is_biff8 = record.u16(0)? >= 0x0600,
            kind::CODE_PAGE => self.codepage = record.u16(0)?,
            kind::DATE_MODE => self.is_1904 = record.u16(0)? == 1,
            kind::XF => self.styles.push(record.u16(2)?),
            kind::BOUND_SHEET => self.sheets.push(self.sheet_entry(record)?),
            known if kind::FORMAT.contains(&known) => {
                let code = if self.is_biff8 { self.text(record, 2)? } else { self.short_text(record, 2)? };
                self.formats.insert(record.u16(0)?, number_format::is_date(&code));
            }
            _ => (),
        }
        Ok(())
    }

    fn sheet_entry(&self, record: &Record) -> Result<SheetEntry, Damage> {
        let name = self.short_text(record, 6)?.replace('\0', "");
        let (is_hidden, is_table) = (record.u8(4)? & 0x03 != 0, record.u8(5)? == 0);
        Ok(SheetEntry { at: record.u32(0)? as usize, name, is_hidden, is_table })
    }

    fn read_strings(&mut self, record: &Record, limits: &Limits) -> Result<(), ReadError> {
        let count = record.u32(4).map_err(|damage| damaged(None, damage))?;
        Limits::hold(Measure::SharedStrings, u64::from(count), limits.shared_strings)?;
        let mut reader = record.text(8);
        for _ in 0..count {
            // Some writers count more strings than they write.
            if reader.is_at_end() {
                break;
            }
            let string = reader.u16().and_then(|length| reader.unicode(usize::from(length)));
            self.strings.push(string.map_err(|damage| damaged(None, damage))?);
        }
        Ok(())
    }

    /// A string with a 16-bit length.
    fn text(&self, record: &Record, at: usize) -> Result<String, Damage> {
        let mut reader = record.text(at);
        let length = usize::from(reader.u16()?);
        if self.is_biff8 { reader.unicode(length) } else { reader.bytes(length, self.codepage, self.progress) }
    }

    /// A string with an 8-bit length.
    fn short_text(&self, record: &Record, at: usize) -> Result<String, Damage> {
        let mut reader = record.text(at);
        let length = usize::from(reader.u8()?);
        if self.is_biff8 { reader.unicode(length) } else { reader.bytes(length, self.codepage, self.progress) }
    }

    fn number<T>(&self, value: f64, style: u16) -> CellOf<T> {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        let is_date = || self.formats.get(&format).copied().unwrap_or_else(|| number_format::is_builtin_date(format));
        if !value.is_finite() {
            CellOf::Empty
        } else if is_date() {
            CellOf::DateSerial(serial_1900(value, self.is_1904))
        } else {
            CellOf::Number(value)
        }
    }
}

struct SheetReader<'a> {
    globals: &'a Globals<'a>,
    sheet: &'a SheetEntry,
    stream: &'a [u8],
    progress: &'a Progress<'a>,
    /// The last formula cell: its text follows in a record of its own.
    formula: (u16, u16),
    merges: Vec<Merge>,
}

/// A cell with its 0-based row and column.
type Placed<'a> = ((u16, u16), CellOf<Cow<'a, str>>);

const RECORDS_BETWEEN_POLLS: u64 = 8_192;

impl SheetReader<'_> {
    /// `walked` counts the bytes of all sheets, because overlapping sheets could be walked for ever.
    fn read(mut self, intake: &mut Intake, walked: &mut usize) -> Result<Vec<Merge>, ReadError> {
        let mut records = Records::new(self.stream, self.sheet.at);
        let (mut depth, mut count) = (0_u64, 0_u64);
        loop {
            let before = records.at;
            let record = records.next().map_err(|damage| self.damaged(damage))?;
            *walked += records.at - before;
            if *walked > 2 * self.stream.len() {
                return Err(self.damaged("sheets overlap"));
            }
            count += 1;
            if count == 1 && record.kind != kind::BOF {
                return Err(self.damaged("sheet does not begin where the workbook says"));
            }
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF => depth -= 1,
                // Charts inside a sheet have their own cells.
                _ if depth == 1 => self.take(&record, intake)?,
                _ => (),
            }
            if depth == 0 {
                return Ok(self.merges);
            }
            if count.is_multiple_of(RECORDS_BETWEEN_POLLS) {
                self.progress.reach(records.at as u64)?;
            }
        }
    }

    fn take(&mut self, record: &Record, intake: &mut Intake) -> Result<(), ReadError> {
        match record.kind {
            kind::MUL_RK => return self.take_mul_rk(record, intake),
            kind::ROW => return self.take_row(record, intake).map_err(|damage| self.damaged(damage)),
            kind::MERGE_CELLS => return self.take_merges(record).map_err(|damage| self.damaged(damage)),
            known if kind::FORMULA.contains(&known) => {
                let place = record.u16(0).and_then(|row| Ok((row, record.u16(2)?)));
                self.formula = place.map_err(|damage| self.damaged(damage))?;
            }
            _ => (),
        }
        match self.cell(record).map_err(|damage| self.damaged(damage))? {
            Some(((row, column), cell)) => intake.put(u64::from(row) + 1, u64::from(column), cell.as_ref()),
            None => Ok(()),
        }
    }

    fn cell(&self, record: &Record) -> Result<Option<Placed<'_>>, Damage> {
        let cell = match record.kind {
            kind::NUMBER => self.globals.number(record.f64(6)?, record.u16(4)?),
            kind::RK => self.globals.number(rk(record.u32(6)?), record.u16(4)?),
            kind::LABEL | kind::R_STRING => CellOf::Text(self.globals.text(record, 6)?.into()),
            kind::LABEL_SST => {
                let string = self.globals.strings.get(record.u32(6)? as usize).ok_or("string is not in the table")?;
                CellOf::Text(string.into())
            }
            kind::BOOL_ERR => bool_or_error(record.u8(6)?, record.u8(7)?),
            kind::STRING => return Ok(Some((self.formula, CellOf::Text(self.globals.text(record, 0)?.into())))),
            known if kind::FORMULA.contains(&known) => self.formula_value(record)?,
            _ => return Ok(None),
        };
        Ok(Some(((record.u16(0)?, record.u16(2)?), cell)))
    }

    /// The value a formula had when the file was saved.
    fn formula_value<T>(&self, record: &Record) -> Result<CellOf<T>, Damage> {
        if record.u16(12)? != 0xFFFF {
            return Ok(self.globals.number(record.f64(6)?, record.u16(4)?));
        }
        Ok(if record.u8(6)? == 1 { CellOf::Bool(record.u8(8)? != 0) } else { CellOf::Empty })
    }

    fn take_mul_rk(&self, record: &Record, intake: &mut Intake) -> Result<(), ReadError> {
        let place = record.u16(0).and_then(|row| Ok((row, record.u16(2)?)));
        let (row, first) = place.map_err(|damage| self.damaged(damage))?;
        let values = record.data.get(4..record.data.len().saturating_sub(2)).unwrap_or_default();
        for (index, value) in values.chunks_exact(6).enumerate() {
            let style = u16::from_le_bytes([value[0], value[1]]);
            let number = rk(u32::from_le_bytes([value[2], value[3], value[4], value[5]]));
            intake.put(u64::from(row) + 1, u64::from(first) + index as u64, self.globals.number(number, style))?;
        }
        Ok(())
    }

    /// Rows that were hidden by hand or by a filter have no height.
    fn take_row(&self, record: &Record, intake: &mut Intake) -> Result<(), Damage> {
        const HAS_NO_HEIGHT: u16 = 0x20;
        if record.u16(12).unwrap_or_default() & HAS_NO_HEIGHT != 0 {
            intake.hide(u64::from(record.u16(0)?) + 1);
        }
        Ok(())
    }

    fn take_merges(&mut self, record: &Record) -> Result<(), Damage> {
        for index in 0..usize::from(record.u16(0)?) {
            let at = 2 + 8 * index;
            let (first_row, last_row) = (u32::from(record.u16(at)?) + 1, u32::from(record.u16(at + 2)?) + 1);
            self.merges.push(Merge { first_row, last_row, column: u32::from(record.u16(at + 4)?) });
        }
        Ok(())
    }

    fn damaged(&self, damage: Damage) -> ReadError {
        damaged(Some(&self.sheet.name), damage)
    }
}

/// The short form of a number: 30 bits of an integer or the upper bits of a float, perhaps in hundredths.
fn rk(value: u32) -> f64 {
    let number =
        if value & 2 != 0 { f64::from(value as i32 >> 2) } else { f64::from_bits(u64::from(value & !3) << 32) };
    if value & 1 != 0 { number / 100.0 } else { number }
}

fn bool_or_error<T>(value: u8, is_error: u8) -> CellOf<T> {
    if is_error != 0 { CellOf::Empty } else { CellOf::Bool(value != 0) }
}

fn damaged(sheet: Option<&str>, detail: Damage) -> ReadError {
    ReadError::DamagedWorkbook { sheet: sheet.map(str::to_owned), detail: detail.to_owned() }
}
