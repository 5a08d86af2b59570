//! Many pages as one table: rows by their number, and all of them page by page.

use super::{Page, Row};
use std::sync::Arc;

#[derive(Clone, Debug, Default)]
pub struct Table {
    pages: Vec<Arc<Page>>,
    /// The number of each page's first row.
    starts: Vec<usize>,
    rows: usize,
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.rows().eq(other.rows())
    }
}

impl Table {
    pub fn len(&self) -> usize {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub fn pages(&self) -> &[Arc<Page>] {
        &self.pages
    }

    /// Looked for first where it is if all pages are as long as the first, else found by halving.
    #[inline]
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let length = self.pages.first()?.len().max(1) as usize;
        let guess = index / length;
        let at =
            if self.starts.get(guess) == Some(&(guess * length)) && self.pages[guess].len() as usize > index % length {
                guess
            } else {
                self.starts.partition_point(|start| *start <= index).checked_sub(1)?
            };
        self.pages.get(at)?.row((index - self.starts[at]).try_into().ok()?)
    }

    /// The page that holds a row, and the number of that page's first row.
    pub fn page_of(&self, index: usize) -> Option<(usize, usize)> {
        let at = self.starts.partition_point(|start| *start <= index).checked_sub(1)?;
        (index < self.rows).then(|| (at, self.starts[at]))
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.pages.iter().flat_map(|page| page.rows())
    }

    pub fn pop(&mut self) -> Option<Arc<Page>> {
        let page = self.pages.pop()?;
        self.rows = self.starts.pop()?;
        Some(page)
    }

    pub fn push(&mut self, page: Arc<Page>) {
        self.starts.push(self.rows);
        self.rows += page.len() as usize;
        self.pages.push(page);
    }

    /// Puts a page into another's place and gives that one; the numbers of the rows behind it move. `None`: there is no such place.
    pub fn replace(&mut self, at: usize, page: Arc<Page>) -> Option<Arc<Page>> {
        let former = std::mem::replace(self.pages.get_mut(at)?, page);
        self.rows = self.starts[at];
        for (start, page) in self.starts.iter_mut().zip(&self.pages).skip(at) {
            *start = self.rows;
            self.rows += page.len() as usize;
        }
        Some(former)
    }
}
