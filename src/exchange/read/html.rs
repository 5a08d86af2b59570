//! HTML tables → sheets, laid out as a browser would. Everything outside cells is ignored.

use crate::order::order;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::error::ReadError;
use super::intake::{Intake, Merge};
use super::limits::{Limits, Progress};
use crate::exchange::cell::Cell;

/// Every table with more than one row is a sheet; if there is none, the first table with a row.
pub(super) fn read(text: &str, limits: &Limits, progress: &Progress, intake: &mut Intake) -> Result<(), ReadError> {
    let mut page = Page::new(limits, progress);
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| page.see(event).err());
    emitter.naively_switch_states(true);
    if let Some(Ok(failure)) = Tokenizer::new_with_emitter(text, emitter).next() {
        return Err(failure);
    }
    hand_on(page.into_tables(), intake)
}

/// The page so far: finished tables, and the open ones from the outermost in.
struct Page<'a> {
    limits: &'a Limits,
    progress: &'a Progress<'a>,
    finished: Vec<Table>,
    open: Vec<Table>,
    begun: usize,
    tag: Tag,
    /// Inside an element whose text is not shown.
    unseen: bool,
    cells: u64,
    /// Roughly how many bytes of the page, and how many events, have been read.
    passed: u64,
    events: u64,
}

/// A start tag while its attributes are being read.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attribute: Vec<u8>,
    rows: Option<u32>,
    columns: Option<u32>,
}

impl<'a> Page<'a> {
    fn new(limits: &'a Limits, progress: &'a Progress<'a>) -> Self {
        let (finished, open, tag) = (Vec::new(), Vec::new(), Tag::default());
        Self { limits, progress, finished, open, begun: 0, tag, unseen: false, cells: 0, passed: 0, events: 0 }
    }

    fn see(&mut self, event: CallbackEvent<'_>) -> Result<(), ReadError> {
        self.passed += extent(&event);
        self.events += 1;
        if self.events.is_multiple_of(EVENTS_BETWEEN_POLLS) {
            self.progress.reach(self.passed)?;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag.begin(name),
            CallbackEvent::AttributeName { name } => replace(&mut self.tag.attribute, name),
            CallbackEvent::AttributeValue { value } => self.tag.attribute_value(value),
            CallbackEvent::CloseStartTag { .. } => return self.start(),
            CallbackEvent::EndTag { name } => return self.end(name),
            CallbackEvent::String { value } if !self.unseen => self.text(value),
            _ => (),
        }
        Ok(())
    }

    fn start(&mut self) -> Result<(), ReadError> {
        let tag = std::mem::take(&mut self.tag);
        self.unseen = matches!(tag.name.as_slice(), b"script" | b"style" | b"title");
        match tag.name.as_slice() {
            b"table" => self.open_table(),
            b"tr" => self.with_table(Table::open_row)?,
            b"td" | b"th" => self.with_table(|table| table.open_cell(&tag))?,
            b"br" | b"p" | b"div" | b"li" => self.with_cell(OpenCell::break_line),
            _ => (),
        }
        self.tag = tag;
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        match name {
            b"script" | b"style" | b"title" => self.unseen = false,
            b"td" | b"th" => self.with_table(Table::close_cell)?,
            b"tr" | b"thead" | b"tbody" | b"tfoot" => self.with_table(Table::close_row)?,
            b"table" => self.close_table()?,
            _ => (),
        }
        Ok(())
    }

    fn text(&mut self, value: &[u8]) {
        self.with_cell(|cell| cell.push(&String::from_utf8_lossy(value)));
    }

    /// A table in a cell is a table of its own; a table directly inside a table ends the outer one, as in a browser.
    fn open_table(&mut self) {
        if self.open.last().is_some_and(|table| table.cell.is_none())
            && let Some(table) = self.open.pop()
        {
            self.finished.push(table);
        }
        self.open.push(Table { order: self.begun, ..Table::default() });
        self.begun += 1;
    }

    fn close_table(&mut self) -> Result<(), ReadError> {
        self.with_table(Table::close_row)?;
        self.finished.extend(self.open.pop());
        Ok(())
    }

    fn with_table(&mut self, act: impl FnOnce(&mut Table) -> u64) -> Result<(), ReadError> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        self.cells += act(table);
        if self.cells > self.limits.cells {
            let (sheet, row) = (String::new(), u64::from(table.row));
            return Err(ReadError::TooManyCells { sheet, row, limit: self.limits.cells });
        }
        Ok(())
    }

    fn with_cell(&mut self, act: impl FnOnce(&mut OpenCell)) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            act(cell);
        }
    }

    /// All tables in the order they begin, including unclosed ones.
    fn into_tables(mut self) -> Vec<Table> {
        while let Some(mut table) = self.open.pop() {
            table.close_row();
            self.finished.push(table);
        }
        order(&mut self.finished, |table| table.order as i64);
        self.finished
    }
}

impl Tag {
    fn begin(&mut self, name: &[u8]) {
        replace(&mut self.name, name);
        self.attribute.clear();
        (self.rows, self.columns) = (None, None);
    }

    fn attribute_value(&mut self, value: &[u8]) {
        let number = || std::str::from_utf8(value).ok()?.trim().parse::<u32>().ok();
        match self.attribute.as_slice() {
            b"rowspan" => self.rows = number(),
            b"colspan" => self.columns = number(),
            _ => (),
        }
    }
}

const EVENTS_BETWEEN_POLLS: u64 = 16_384;
/// The limits that browsers put on spans.
const MOST_ROWS_SPANNED: u32 = 65_534;
const MOST_COLUMNS_SPANNED: u32 = 1_000;

/// A table being laid out: its filled cells by place, and how many rows a span still takes in each column.
#[derive(Default)]
struct Table {
    order: usize,
    row: u32,
    column: usize,
    in_row: bool,
    cell: Option<OpenCell>,
    filled: Vec<(u32, usize, String)>,
    merges: Vec<Merge>,
    taken_to: Vec<u32>,
}

impl Table {
    fn open_row(&mut self) -> u64 {
        let closed = self.close_row();
        self.row = self.row.saturating_add(1);
        self.column = 0;
        self.in_row = true;
        closed
    }

    fn close_row(&mut self) -> u64 {
        let closed = self.close_cell();
        self.in_row = false;
        closed
    }

    /// Begins a cell at the next free column; returns how many cells were closed.
    fn open_cell(&mut self, tag: &Tag) -> u64 {
        let closed = if self.in_row { self.close_cell() } else { self.open_row() };
        while self.taken_to.get(self.column).is_some_and(|last| *last >= self.row) {
            self.column += 1;
        }
        let rows = tag.rows.map_or(1, |rows| if rows == 0 { MOST_ROWS_SPANNED } else { rows.min(MOST_ROWS_SPANNED) });
        let columns = tag.columns.unwrap_or(1).clamp(1, MOST_COLUMNS_SPANNED) as usize;
        self.span(rows, columns);
        self.cell = Some(OpenCell { column: self.column, text: String::new(), space: false });
        self.column += columns;
        closed
    }

    /// Marks the columns of a tall cell as taken in the rows below.
    fn span(&mut self, rows: u32, columns: usize) {
        if rows < 2 {
            return;
        }
        let last_row = self.row.saturating_add(rows - 1);
        let end = self.column + columns;
        if self.taken_to.len() < end {
            self.taken_to.resize(end, 0);
        }
        self.taken_to.iter_mut().take(end).skip(self.column).for_each(|last| *last = last_row);
        self.merges.push(Merge { first_row: self.row, last_row, column: self.column as u32 });
    }

    fn close_cell(&mut self) -> u64 {
        let Some(cell) = self.cell.take() else { return 0 };
        let OpenCell { column, mut text, .. } = cell;
        text.truncate(text.trim_end_matches('\n').len());
        // Pages write "nothing" as a single no-break space.
        if text.chars().all(|c| c == '\u{a0}') {
            return 0;
        }
        self.filled.push((self.row, column, text));
        1
    }

    fn rows_filled(&self) -> usize {
        self.filled.chunk_by(|a, b| a.0 == b.0).count()
    }
}

/// The cell being read. White space is one space, as shown on a page.
struct OpenCell {
    column: usize,
    text: String,
    space: bool,
}

impl OpenCell {
    fn push(&mut self, text: &str) {
        for piece in text.split_inclusive(is_space) {
            let word = piece.trim_end_matches(is_space);
            if !word.is_empty() {
                self.push_word(word);
            }
            self.space |= word.len() < piece.len();
        }
    }

    fn push_word(&mut self, word: &str) {
        if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.space = false;
        self.text.push_str(word);
    }

    fn break_line(&mut self) {
        self.space = false;
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }
}

/// How many bytes of the page an event stands for.
fn extent(event: &CallbackEvent<'_>) -> u64 {
    let (text, signs) = match event {
        CallbackEvent::OpenStartTag { name } => (*name, 2),
        CallbackEvent::AttributeName { name } => (*name, 1),
        CallbackEvent::AttributeValue { value } => (*value, 3),
        CallbackEvent::EndTag { name } => (*name, 3),
        CallbackEvent::String { value } => (*value, 0),
        CallbackEvent::Comment { value } => (*value, 7),
        _ => (&[][..], 0),
    };
    text.len() as u64 + signs
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | '\u{c}')
}

fn replace(place: &mut Vec<u8>, value: &[u8]) {
    place.clear();
    place.extend_from_slice(value);
}

fn hand_on(tables: Vec<Table>, intake: &mut Intake) -> Result<(), ReadError> {
    let most = tables.iter().map(Table::rows_filled).max().unwrap_or(0);
    let mut sheets: Vec<Table> = tables.into_iter().filter(|table| table.rows_filled() >= most.min(2)).collect();
    if most == 0 {
        return Err(ReadError::NoTable);
    }
    if most == 1 {
        sheets.truncate(1);
    }
    let named = sheets.len() > 1;
    for (index, table) in sheets.into_iter().enumerate() {
        intake.begin(&if named { (index + 1).to_string() } else { String::new() });
        for (row, column, text) in table.filled {
            intake.put(u64::from(row), column as u64, Cell::Text(&text))?;
        }
        intake.finish(&table.merges)?;
    }
    Ok(())
}
