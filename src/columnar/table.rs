//! Many pages as one table: rows by their number, and all of them page by page.

use super::{Page, Row};
use std::rc::Rc;

#[derive(Clone, Debug, Default)]
pub struct Table {
    pages: Vec<Rc<Page>>,
    /// The number of each page's first row.
    starts: Vec<usize>,
    rows: usize,
}

impl Table {
    pub fn len(&self) -> usize {
        self.rows
    }

    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub fn pages(&self) -> &[Rc<Page>] {
        &self.pages
    }

    /// Found among the pages by halving.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let at = self.starts.partition_point(|start| *start <= index).checked_sub(1)?;
        self.pages.get(at)?.row((index - self.starts[at]).try_into().ok()?)
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.pages.iter().flat_map(|page| page.rows())
    }

    pub fn push(&mut self, page: Rc<Page>) {
        self.starts.push(self.rows);
        self.rows += page.len() as usize;
        self.pages.push(page);
    }

    /// Puts a page into another's place and gives that one; the numbers of the rows behind it move. `None`: there is no such place.
    pub fn replace(&mut self, at: usize, page: Rc<Page>) -> Option<Rc<Page>> {
        let former = std::mem::replace(self.pages.get_mut(at)?, page);
        self.rows = self.starts[at];
        for (start, page) in self.starts.iter_mut().zip(&self.pages).skip(at) {
            *start = self.rows;
            self.rows += page.len() as usize;
        }
        Some(former)
    }
}
