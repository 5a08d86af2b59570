//! The served folder: dist/ with the bench's pages, the opponents' libraries and the data added.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use anyhow::{Context, Result};

use crate::args::Group;
use crate::data;
use crate::harness::dist;
use crate::requests;

pub const ENGINE: &str = "bench-engine.html";
pub const OPPONENT: &str = "bench-opponent.html";
pub const SQLITE: &str = "bench-sqlite.html";
/// Requests for the engine.
pub const OPENING: &str = "opening.bin";
pub const IMPORTING: &str = "importing.bin";
pub const VISITING: &str = "visiting.bin";
/// The same rows for the opponent.
const ROWS: &str = "services.json";

pub struct Site {
    folder: PathBuf,
    /// Names and versions.
    pub opponents: Vec<(String, String)>,
}

impl Site {
    pub fn make() -> Result<Self> {
        let mut site = Self { folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench"), opponents: Vec::new() };
        fs::remove_dir_all(&site.folder).ok();
        copy(&dist(), &site.folder).context("there is no dist/ yet: run `cargo xtask dist` first")?;
        site.copy_opponents()?;
        site.write(ENGINE, include_str!("pages/bench-engine.html"))?;
        site.write(OPPONENT, include_str!("pages/bench-opponent.html"))?;
        site.write(SQLITE, include_str!("pages/bench-sqlite.html"))?;
        site.write("bench-sqlite.mjs", include_str!("pages/bench-sqlite.mjs"))?;
        site.write_data()?;
        Ok(site)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file that a group imports.
    pub fn file(&self, group: Group) -> PathBuf {
        self.folder.join(match group {
            Group::Xlsx => "leads.xlsx",
            Group::Large => "services.csv",
            _ => "leads.csv",
        })
    }

    /// The files of a store to be written in.
    pub fn files_to_write_in(&self, customers: usize) -> [PathBuf; 3] {
        ["leads", "sales", "services"].map(|name| self.folder.join(format!("edits-{customers}-{name}.csv")))
    }

    fn copy_opponents(&mut self) -> Result<()> {
        let lines = env::var("BENYUAN_OPPONENTS").context("call it by `cargo xtask bench`")?;
        for line in lines.lines() {
            let [name, version, file] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
            let file = Path::new(file);
            fs::copy(file, self.folder.join(file.file_name().context("a library without a name")?))?;
            // One library may have several files.
            let opponent = (name.to_owned(), version.to_owned());
            if !self.opponents.contains(&opponent) {
                self.opponents.push(opponent);
            }
        }
        Ok(())
    }

    fn write_data(&self) -> Result<()> {
        self.write(OPENING, requests::opening())?;
        self.write(IMPORTING, requests::importing("维修工单.csv", data::services_csv().as_bytes())?)?;
        self.write(VISITING, requests::visiting())?;
        self.write(ROWS, data::services_json())?;
        fs::write(self.file(Group::Csv), data::leads_csv())?;
        fs::write(self.file(Group::Xlsx), data::leads_xlsx()?)?;
        fs::write(self.file(Group::Large), data::many_services_csv())?;
        for customers in data::WRITTEN {
            for (file, text) in self.files_to_write_in(customers).iter().zip(data::edits_csv(customers)) {
                fs::write(file, text)?;
            }
        }
        Ok(())
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result<()> {
        fs::write(self.folder.join(name), content).with_context(|| format!("cannot write {name}"))
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy(&from, &to)? } else { fs::copy(&from, &to).map(drop)? }
    }
    Ok(())
}
