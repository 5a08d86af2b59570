//! What a user sees of a store as a whole.

use super::tab::Tab;
use benyuan::{
    model::rows::{KINDS, Kind, NATIVE_KINDS},
    protocol::{
        query::Query,
        view::{ActionView, FileView, UndoView, View},
    },
    terms::level_clock::LevelPreset,
};
use std::collections::BTreeMap;

#[derive(Clone, PartialEq, Debug)]
pub struct Seen {
    pub name: String,
    pub levels: LevelPreset,
    pub files: Vec<FileView>,
    /// The lines of each kind's CSV, of kinds with rows.
    pub rows: BTreeMap<Kind, Vec<String>>,
    pub undo: Option<UndoView>,
    pub actions: Vec<ActionView>,
}

impl Seen {
    pub fn of(tab: &mut Tab) -> Self {
        let status = tab.status();
        let has_rows = |kind: &Kind| match NATIVE_KINDS.contains(kind) {
            true => status.written.contains(kind),
            false => status.rows.iter().any(|(of, rows)| of == kind && *rows > 0),
        };
        let kinds: Vec<Kind> = KINDS.into_iter().filter(has_rows).collect();
        let mut rows = BTreeMap::new();
        for kind in kinds {
            let View::Csv(csv) = tab.query(Query::RowsCsv(kind)) else { unreachable!() };
            // The head says nothing of the rows.
            let lines: Vec<String> = csv.lines().skip(1).map(str::to_owned).collect();
            if !lines.is_empty() {
                rows.insert(kind, lines);
            }
        }
        let View::Files(files) = tab.query(Query::Files) else { unreachable!() };
        let View::Actions(actions) = tab.query(Query::Actions) else { unreachable!() };
        let (levels, undo) = (status.level_preset, status.undo);
        Self { name: status.name, levels, files, rows, undo, actions: actions.rows }
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A store written anew has no way back.
    pub fn without_undo(&self) -> Self {
        Self { undo: None, actions: Vec::new(), ..self.clone() }
    }

    pub fn without_actions(&self) -> Self {
        Self { actions: Vec::new(), ..self.clone() }
    }

    pub fn of_kind(&self, kind: Kind) -> &[String] {
        self.rows.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// What people wrote.
    pub fn natives(&self) -> Vec<&[String]> {
        NATIVE_KINDS.iter().map(|kind| self.of_kind(*kind)).collect()
    }

    #[track_caller]
    pub fn must_be(&self, expected: &Self, what: &str) {
        assert!(self == expected, "{what}:\n{self:#?}\nis not\n{expected:#?}");
    }
}
