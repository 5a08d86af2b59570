//! Files that are read but not yet imported, in memory only.

use crate::{
    exchange::{
        parse::ParsedRow,
        plan::{FilePlan, Mapping},
    },
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
    pub rows: Vec<ParsedRow>,
    /// Present once the file is wholly read.
    pub plan: Option<FilePlan>,
    pub chosen: Vec<Mapping>,
}

impl Staging {
    /// A file begins; read again, it begins anew in its old place.
    pub fn begin(&mut self, number: u32, name: String) {
        let fresh = StagedFile { number, name, rows: Vec::new(), plan: None, chosen: Vec::new() };
        self.files.insert(number, fresh);
    }

    pub fn rows(&mut self, number: u32, bytes: &[u8]) -> Result<(), Trouble> {
        let rows: Vec<ParsedRow> = crate::protocol::decode(bytes).ok_or(Trouble::NotUnderstood)?;
        self.file(number)?.rows.extend(rows);
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
