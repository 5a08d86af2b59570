//! Files being imported and files already imported, with the notes on their rows.

use crate::{
    diag::{Matter, Note},
    exchange::plan::FilePlan,
    model::ids::FileId,
    model::rows::Kind,
    time::Day,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PreviewView {
    pub files: Vec<PreviewFile>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PreviewFile {
    pub file: u32,
    pub name: String,
    pub plan: FilePlan,
    /// Rows that will be added, will change a stored row, are stored already, are refused.
    pub added: u32,
    pub updated: u32,
    pub unchanged: u32,
    pub refused: u32,
    /// Accepted rows with at least one note.
    pub noted: u32,
}

impl PreviewFile {
    pub fn accepted(&self) -> u32 {
        self.added + self.updated + self.unchanged
    }
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct FileView {
    pub id: FileId,
    pub name: String,
    pub imported: Day,
    pub kinds: Vec<(Kind, u32)>,
    pub noted: u32,
    pub refused: u32,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NotesView {
    pub total: u32,
    /// How many notes there are of each matter; the rows come in this order.
    pub groups: Vec<(Matter, u32)>,
    pub offset: u32,
    pub rows: Vec<NoteRow>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct NoteRow {
    pub file: String,
    pub sheet: String,
    pub row: u32,
    pub note: Note,
}
