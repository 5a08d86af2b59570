//! What to measure, how often, and where to write the table.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::flags::Flags;

const RUNS: usize = 5;

pub struct Args {
    pub runs: usize,
    pub groups: Vec<Group>,
    /// Files for the table: a README holds it between two marks; any other file is only the table.
    pub markdown: Vec<PathBuf>,
}

/// Measures that come from the same runs.
#[derive(Clone, Copy, PartialEq)]
pub enum Group {
    Store,
    Csv,
    Xlsx,
    /// Half a million rows, in the first round only.
    Large,
    Start,
    /// Follow-ups in stores of 30 000 and 100 000 customers, in the first round only.
    Edits,
    /// Page to page, and language to language.
    Turns,
    /// Backup, restore and export of the same two stores, in the first round only.
    Backups,
}

const GROUPS: [Group; 8] =
    [Group::Store, Group::Csv, Group::Xlsx, Group::Large, Group::Edits, Group::Start, Group::Turns, Group::Backups];

impl Group {
    pub fn name(self) -> &'static str {
        match self {
            Self::Store => "store",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Large => "large",
            Self::Edits => "edits",
            Self::Start => "start",
            Self::Turns => "turns",
            Self::Backups => "backups",
        }
    }

    fn named(name: &str) -> Result<Self> {
        match GROUPS.into_iter().find(|group| group.name() == name) {
            Some(group) => Ok(group),
            None => bail!("there is no group `{name}`; the groups are {}", GROUPS.map(Self::name).join(", ")),
        }
    }
}

impl Args {
    pub fn read() -> Result<Self> {
        let mut flags = Flags::from_env();
        // Added by cargo.
        flags.switch("--bench");
        let runs = flags.value("--runs")?.map(|runs| runs.parse().context("`--runs` takes a number")).transpose()?;
        // Cargo starts a bench in its package's folder.
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let only = flags.values("--only")?;
        let groups = only.iter().map(|name| Group::named(name)).collect::<Result<Vec<_>>>()?;
        let markdown = flags.values("--markdown")?.iter().map(|file| root.join(file)).collect();
        flags.finish()?;
        let groups = if groups.is_empty() { GROUPS.to_vec() } else { groups };
        Ok(Self { runs: runs.unwrap_or(RUNS).max(1), groups, markdown })
    }
}
