//! Files that are read but not yet imported, in memory only.

use crate::{
    columnar::{Page, Row},
    exchange::{
        batch::{Batch, NotedRow},
        plan::{FilePlan, Mapping},
    },
    model::rows::Kind,
    protocol::command::Trouble,
};
use std::collections::BTreeMap;

/// By the page's numbers, which follow the order in which it was given the files.
#[derive(Default)]
pub struct Staging {
    files: BTreeMap<u32, StagedFile>,
}

pub struct StagedFile {
    /// The page's number for it within this import.
    pub number: u32,
    pub name: String,
    pages: Vec<(Kind, Page)>,
    pub noted: Vec<NotedRow>,
    /// Present once the file is wholly read.
    pub plan: Option<FilePlan>,
    pub chosen: Vec<Mapping>,
}

impl StagedFile {
    /// The rows that are not refused, in the order of the file.
    pub fn rows(&self) -> impl Iterator<Item = (Kind, Row<'_>)> {
        self.pages.iter().flat_map(|(kind, page)| page.rows().map(|row| (*kind, row)))
    }

    /// How many rows of each kind it holds.
    pub fn counts(&self) -> BTreeMap<Kind, u32> {
        let mut counts = BTreeMap::new();
        for (kind, page) in &self.pages {
            *counts.entry(*kind).or_default() += page.len();
        }
        counts
    }
}

impl Staging {
    /// A file begins; read again, it begins anew in its old place.
    pub fn begin(&mut self, number: u32, name: String) {
        let (pages, noted) = (Vec::new(), Vec::new());
        self.files.insert(number, StagedFile { number, name, pages, noted, plan: None, chosen: Vec::new() });
    }

    pub fn rows(&mut self, number: u32, batch: &[u8]) -> Result<(), Trouble> {
        let mut batch = Batch::decode(batch).ok_or(Trouble::NotUnderstood)?;
        let file = self.file(number)?;
        file.pages.append(&mut batch.pages);
        file.noted.append(&mut batch.noted);
        Ok(())
    }

    pub fn done(&mut self, number: u32, plan: FilePlan, chosen: Vec<Mapping>) -> Result<(), Trouble> {
        let file = self.file(number)?;
        file.plan = Some(plan);
        file.chosen = chosen;
        Ok(())
    }

    pub fn drop_file(&mut self, number: u32) {
        self.files.remove(&number);
    }

    /// Files that are wholly read.
    pub fn ready(&self) -> impl Iterator<Item = &StagedFile> {
        self.files.values().filter(|file| file.plan.is_some())
    }

    fn file(&mut self, number: u32) -> Result<&mut StagedFile, Trouble> {
        self.files.get_mut(&number).ok_or(Trouble::NothingStaged)
    }
}
