//! Rows of a file as the reader hands them on: pages of columns, and what was said of rows. Texts are put into a page once and are
//! never taken out of it again.

use super::{parse::ParsedRow, plan::FilePlan};
use crate::{
    columnar::{Page, PageWriter},
    diag::Note,
    model::{
        extras,
        rows::{Kind, put_place},
    },
    schema::row::Columns as _,
};
use serde::{Deserialize, Serialize};

/// Some of a file's rows, in its order.
#[derive(Default)]
pub struct Batch {
    /// Rows of one kind that follow each other.
    pub pages: Vec<(Kind, Page)>,
    pub noted: Vec<NotedRow>,
}

/// A row that something is said of; one that is refused is in no page.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NotedRow {
    /// Index of the sheet in the file.
    pub sheet: u16,
    /// Row or line number as the file counts.
    pub number: u32,
    pub is_refused: bool,
    pub notes: Vec<Note>,
}

/// What stands before the bytes of the pages: kind and length of each, and the noted rows.
type Head = (Vec<(Kind, u32)>, Vec<NotedRow>);

/// Puts rows into batches. Its room is kept from one to the next.
#[derive(Default)]
pub struct Batches {
    /// By sheet, the headers of the columns that no field needs.
    extras: Vec<String>,
    page: PageWriter,
    kind: Option<Kind>,
    pages: Vec<(Kind, u32)>,
    bytes: Vec<u8>,
    noted: Vec<NotedRow>,
}

impl Batches {
    /// For the rows of a file with this plan.
    pub fn of(plan: &FilePlan) -> Self {
        let extras = plan.sheets.iter().map(|sheet| extras::list(&sheet.extra_headers())).collect();
        Self { extras, ..Self::default() }
    }

    pub fn push(&mut self, parsed: ParsedRow) {
        let ParsedRow { sheet, number, row, notes, extras: said } = parsed;
        if row.is_none() || !notes.is_empty() {
            self.noted.push(NotedRow { sheet, number, is_refused: row.is_none(), notes });
        }
        let Some(row) = row else { return };
        if self.kind != Some(row.kind()) || !self.page.begin_row() {
            self.finish_page();
            self.kind = Some(row.kind());
            self.page.begin_row();
        }
        put_place(&mut self.page, sheet, number);
        of_row!(row, data => data.put(&mut self.page));
        let headers = self.extras.get(usize::from(sheet)).map(String::as_str).unwrap_or_default();
        extras::put(&mut self.page, headers, said.iter());
    }

    /// The batch of the rows so far, encoded.
    pub fn finish(&mut self) -> Vec<u8> {
        self.finish_page();
        let head: Head = (std::mem::take(&mut self.pages), std::mem::take(&mut self.noted));
        let mut encoded = postcard::to_stdvec(&head).unwrap_or_default();
        encoded.append(&mut self.bytes);
        encoded
    }

    fn finish_page(&mut self) {
        if let Some(kind) = self.kind.take().filter(|_| !self.page.is_empty()) {
            let mut page = self.page.finish();
            self.pages.push((kind, page.len() as u32));
            self.bytes.append(&mut page);
        }
    }
}

impl Batch {
    /// `None`: these bytes are no batch.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let ((lengths, noted), mut rest): (Head, _) = postcard::take_from_bytes(bytes).ok()?;
        let mut pages = Vec::with_capacity(lengths.len());
        for (kind, length) in lengths {
            let (page, behind) = rest.split_at_checked(length as usize)?;
            pages.push((kind, Page::open(page.to_vec()).ok()?));
            rest = behind;
        }
        rest.is_empty().then_some(Self { pages, noted })
    }
}
