//! BIFF records and their strings (MS-XLS 2.1.4, 2.5.293). What a record means is in `xls`.

use super::limits::Progress;
use super::ole::Damage;

/// A record with the records that continue it.
pub(super) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
    pub more: Vec<&'a [u8]>,
}

/// Walks the records of a stream from a position on.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    pub at: usize,
}

const CONTINUE: u16 = 0x003C;

impl<'a> Records<'a> {
    pub fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; an end of the stream without an end record is damage.
    pub fn next(&mut self) -> Result<Record<'a>, Damage> {
        let (kind, data) = self.take().ok_or("records are cut off")?;
        let mut more = Vec::new();
        while self.kind() == Some(CONTINUE) {
            more.push(self.take().ok_or("records are cut off")?.1);
        }
        Ok(Record { kind, data, more })
    }

    fn kind(&self) -> Option<u16> {
        u16_at(self.stream, self.at)
    }

    fn take(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = self.kind()?;
        let start = self.at + 4;
        let end = start + usize::from(u16_at(self.stream, self.at + 2)?);
        let data = self.stream.get(start..end)?;
        self.at = end;
        Some((kind, data))
    }
}

impl<'a> Record<'a> {
    pub fn u8(&self, at: usize) -> Result<u8, Damage> {
        self.data.get(at).copied().ok_or("record is too short")
    }

    pub fn u16(&self, at: usize) -> Result<u16, Damage> {
        u16_at(self.data, at).ok_or("record is too short")
    }

    pub fn u32(&self, at: usize) -> Result<u32, Damage> {
        Ok(u32::from(self.u16(at)?) | u32::from(self.u16(at + 2)?) << 16)
    }

    pub fn f64(&self, at: usize) -> Result<f64, Damage> {
        Ok(f64::from_bits(u64::from(self.u32(at)?) | u64::from(self.u32(at + 4)?) << 32))
    }

    /// The text from `at` on, across the records that continue this one.
    pub fn text(&self, at: usize) -> TextReader<'a, '_> {
        TextReader { first: self.data, more: &self.more, piece: 0, at, units: Vec::new() }
    }
}

/// Reads strings that may run from one record into the next.
pub(super) struct TextReader<'a, 'r> {
    first: &'a [u8],
    more: &'r [&'a [u8]],
    piece: usize,
    at: usize,
    units: Vec<u16>,
}

const WIDE: u8 = 0x01;
const EXTENDED: u8 = 0x04;
const RICH: u8 = 0x08;
const CUT_OFF: Damage = "string is cut off";

impl<'a> TextReader<'a, '_> {
    pub fn is_at_end(&mut self) -> bool {
        self.settle();
        self.rest().is_empty()
    }

    pub fn u8(&mut self) -> Result<u8, Damage> {
        self.settle();
        let byte = self.rest().first().copied().ok_or(CUT_OFF)?;
        self.at += 1;
        Ok(byte)
    }

    pub fn u16(&mut self) -> Result<u16, Damage> {
        Ok(u16::from(self.u8()?) | u16::from(self.u8()?) << 8)
    }

    pub fn u32(&mut self) -> Result<u32, Damage> {
        Ok(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    /// A BIFF8 string of `length` units: flags, units, and the formats behind them, which are skipped.
    pub fn unicode(&mut self, length: usize) -> Result<String, Damage> {
        let flags = self.u8()?;
        let runs = if flags & RICH != 0 { usize::from(self.u16()?) * 4 } else { 0 };
        let extension = if flags & EXTENDED != 0 { self.u32()? as usize } else { 0 };
        let text = self.units(length, flags)?;
        self.skip(runs.saturating_add(extension))?;
        Ok(text)
    }

    /// A BIFF5 string of `length` bytes.
    pub fn bytes(&mut self, length: usize, codepage: u16, progress: &Progress) -> Result<String, Damage> {
        let bytes: Result<Vec<u8>, Damage> = (0..length).map(|_| self.u8()).collect();
        Ok(decode(&bytes?, codepage, progress))
    }

    /// Each continuing record states again whether its units are wide.
    fn units(&mut self, length: usize, mut flags: u8) -> Result<String, Damage> {
        self.units.clear();
        while self.units.len() < length {
            if self.rest().is_empty() {
                self.settle();
                flags = self.u8()?;
            }
            let left = length - self.units.len();
            let rest = self.rest();
            let before = self.units.len();
            if flags & WIDE == 0 {
                self.units.extend(rest.iter().take(left).map(|byte| u16::from(*byte)));
                self.at += self.units.len() - before;
            } else {
                self.units.extend(rest.chunks_exact(2).take(left).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
                self.at += 2 * (self.units.len() - before);
            }
            if self.units.len() == before {
                return Err(CUT_OFF);
            }
        }
        Ok(String::from_utf16_lossy(&self.units))
    }

    fn skip(&mut self, mut bytes: usize) -> Result<(), Damage> {
        while bytes > 0 {
            self.settle();
            let step = self.rest().len().min(bytes);
            if step == 0 {
                return Err(CUT_OFF);
            }
            self.at += step;
            bytes -= step;
        }
        Ok(())
    }

    /// Moves to the next record if this one is used up.
    fn settle(&mut self) {
        while self.rest().is_empty() && self.piece < self.more.len() {
            self.piece += 1;
            self.at = 0;
        }
    }

    fn rest(&self) -> &'a [u8] {
        let piece = match self.piece.checked_sub(1) {
            None => Some(self.first),
            Some(index) => self.more.get(index).copied(),
        };
        piece.and_then(|piece| piece.get(self.at..)).unwrap_or_default()
    }
}

/// Text of Excel 5–95. The code page often says "western" although the bytes are Chinese, so GB18030 is tried first for
/// those.
fn decode(bytes: &[u8], codepage: u16, progress: &Progress) -> String {
    let label = match codepage {
        874 => "windows-874",
        932 => "shift_jis",
        949 => "euc-kr",
        950 => "big5",
        1250 | 1251 | 1253..=1258 => &format!("windows-{codepage}"),
        65_001 => "utf-8",
        _ => {
            let text = progress.decode("gb18030", bytes);
            let is_chinese = !text.contains(char::REPLACEMENT_CHARACTER);
            return if is_chinese { text } else { progress.decode("windows-1252", bytes) };
        }
    };
    progress.decode(label, bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at.checked_add(2)?)?.try_into().ok().map(u16::from_le_bytes)
}
