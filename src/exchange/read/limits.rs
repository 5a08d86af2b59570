//! How much of a file is too much, and what a reading asks of its host: to be told of the progress, and the encodings that
//! only hosts know. The host measures the time.

use std::cell::{Cell as Slot, RefCell};

use encoding_rs::Encoding;

use super::error::{Measure, ReadError};

/// The bounds that keep a hostile file harmless. `Default` is what the product uses; tests use small ones.
#[derive(Clone, PartialEq, Debug)]
pub struct Limits {
    pub file_bytes: u64,
    pub xls_bytes: u64,
    pub zip_entries: u64,
    /// Unpacked bytes of one zip entry; and of one entry that is held in memory as a whole (styles, workbook,
    /// relations).
    pub entry_bytes: u64,
    pub part_bytes: u64,
    /// Unpacked bytes of all zip entries together.
    pub inflated_bytes: u64,
    /// Unpacked to packed bytes; checked only beyond `ratio_from_bytes` unpacked.
    pub inflation_ratio: u64,
    pub ratio_from_bytes: u64,
    pub shared_strings: u64,
    /// Cells of all sheets together, gaps included.
    pub cells: u64,
    pub columns: u64,
    pub rows: u64,
    /// Characters of one cell, and bytes of the text of all cells.
    pub cell_chars: u64,
    pub text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 200 << 20,
            xls_bytes: 60 << 20,
            zip_entries: 5_000,
            entry_bytes: 512 << 20,
            part_bytes: 16 << 20,
            inflated_bytes: 1 << 30,
            inflation_ratio: 200,
            ratio_from_bytes: 10 << 20,
            shared_strings: 5_000_000,
            cells: 20_000_000,
            columns: 512,
            rows: 1_048_576,
            cell_chars: 32_767,
            text_bytes: 1 << 30,
        }
    }
}

impl Limits {
    /// Refuses `found` if it is over `limit`.
    pub(super) fn hold(what: Measure, found: u64, limit: u64) -> Result<(), ReadError> {
        if found > limit { Err(ReadError::TooLarge { what, found, limit }) } else { Ok(()) }
    }
}

/// The host of a reading.
pub trait Watch {
    /// Told of the progress, in arbitrary units; `false` stops the reading.
    fn progress(&mut self, done: u64, total: u64) -> bool;

    /// Text in an encoding by its label of the Encoding Standard; malformed bytes become replacement marks. Every
    /// browser has these encodings, so a host in a browser answers with its own and the library's tables, an eighth of
    /// the engine, are not part of the program.
    fn decode(&mut self, label: &str, bytes: &[u8]) -> String {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::WINDOWS_1252);
        encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// A watcher that never stops the reading.
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// The host, as the layers of one reading share it: a zip reader must be able to stop inside a library.
pub(super) type Progress<'a> = dyn Poll + 'a;

pub(super) trait Poll {
    /// Moves on to `done`, never back and never past the total; fails once the watcher has said stop.
    fn reach(&self, done: u64) -> Result<(), ReadError>;
    /// Moves on by `amount`.
    fn advance(&self, amount: u64) -> Result<(), ReadError>;
    fn add_total(&self, amount: u64);
    fn decode(&self, label: &str, bytes: &[u8]) -> String;
    fn is_cancelled(&self) -> bool;
    /// "Cancelled" if the reading was stopped, else the error: the library's error after a stop is not damage.
    fn cancelled_or(&self, error: ReadError) -> ReadError {
        if self.is_cancelled() { ReadError::Cancelled } else { error }
    }
}

/// Asks a watcher.
pub(super) struct Watched<'a> {
    watch: RefCell<&'a mut dyn Watch>,
    done: Slot<u64>,
    total: Slot<u64>,
    cancelled: Slot<bool>,
}

impl<'a> Watched<'a> {
    pub fn new(watch: &'a mut dyn Watch, total: u64) -> Self {
        Self { watch: RefCell::new(watch), done: Slot::new(0), total: Slot::new(total), cancelled: Slot::new(false) }
    }
}

impl Poll for Watched<'_> {
    fn reach(&self, done: u64) -> Result<(), ReadError> {
        let total = self.total.get();
        let done = done.min(total).max(self.done.get());
        self.done.set(done);
        if self.cancelled.get() || !self.watch.borrow_mut().progress(done, total) {
            self.cancelled.set(true);
            return Err(ReadError::Cancelled);
        }
        Ok(())
    }

    fn advance(&self, amount: u64) -> Result<(), ReadError> {
        self.reach(self.done.get().saturating_add(amount))
    }

    fn add_total(&self, amount: u64) {
        self.total.set(self.total.get().saturating_add(amount));
    }

    fn decode(&self, label: &str, bytes: &[u8]) -> String {
        self.watch.borrow_mut().decode(label, bytes)
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }
}
