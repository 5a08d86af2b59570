//! Stores written by released versions open with every row and figure.

use crate::support::{App, exports, samples};
use benyuan::{
    engine::memory::MemoryDisk,
    model::{
        fields::fields_of,
        ids::StoreId,
        rows::{KINDS, Kind},
    },
    protocol::{
        command::{Command, Outcome, Trouble},
        query::{Query, Scope, Selection},
        view::{StoreStatus, View},
    },
    terms::level_clock::LevelPreset,
};
use std::{io::Read, path::Path};

/// The first has pages of rows; the others have pages of columns, rows with ids, and extras.
pub const VERSIONS: [&str; 2] = ["9130f1a", "a19d198"];
/// The name of a store's database begins with this.
const STORE: &str = "benyuan.store.";

/// What a version left in a browser, on the day it was captured.
pub fn opened(version: &str) -> App {
    let disk = disk(version);
    App::on(disk)
}

/// The only code that loads captured bytes into the in-memory disk.
fn disk(version: &str) -> MemoryDisk {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/released/{version}/databases.zip"));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let disk = MemoryDisk::default();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        let [database, table, key] = name.splitn(3, '/').collect::<Vec<_>>().try_into().unwrap();
        match (database.strip_prefix(STORE), table, key) {
            (Some(id), table, key) => {
                let database = disk.database(&StoreId(id.to_owned()));
                let mut database = database.borrow_mut();
                match (table, key) {
                    ("pages", number) => drop(database.pages.insert(number.parse().unwrap(), bytes)),
                    ("journal", number) => drop(database.journal.insert(number.parse().unwrap(), bytes)),
                    ("meta", "manifest") => database.manifest = Some(bytes),
                    ("meta", "guard") => database.guard = Some(bytes),
                    ("meta", "previous") => database.previous = Some(bytes),
                    ("meta", "owner") => {}
                    other => panic!("{other:?}"),
                }
            }
            (None, "meta", "registry") => disk.change_notebook(|notebook| notebook.registry = Some(bytes)),
            (None, "meta", "registry-guard") => disk.change_notebook(|notebook| notebook.guard = Some(bytes)),
            (None, "meta", key) if key.starts_with("revision:") => {
                let id = StoreId(key.trim_start_matches("revision:").trim_start_matches(STORE).to_owned());
                let revision = String::from_utf8(bytes).unwrap().parse().unwrap();
                disk.change_notebook(|notebook| {
                    notebook.revisions.insert(id, revision);
                });
            }
            (None, "meta", key) if key.starts_with("database:") => {}
            other => panic!("{other:?}"),
        }
    }
    disk
}

pub fn status(app: &mut App) -> StoreStatus {
    match app.query(Query::Status) {
        View::Status(status) => status,
        other => panic!("{other:?}"),
    }
}

/// Every analysis and list, as a user meets them. Without what names rows: their ids begin with the device's number. Rows in the
/// product's own columns: the first released versions kept no others.
pub fn figures(app: &mut App) -> Vec<View> {
    let scope = Scope::default;
    let list = Query::ListCsv {
        selection: Selection::Everybody,
        scope: scope(),
        sort: None,
        phones: true,
        lang: benyuan::text::Lang::Zh,
    };
    let queries = vec![
        Query::Map(scope()),
        Query::Funnel(scope()),
        Query::Distribution { scope: scope(), since: None },
        Query::Satisfaction { scope: scope(), grain: None },
        Query::Measures(scope()),
        Query::Consultants(scope()),
        Query::Coverage,
        Query::Catalogue,
        list,
    ];
    let mut figures: Vec<View> = queries.into_iter().map(|query| app.query(query)).collect();
    figures.extend(KINDS.map(|kind| own_columns(kind, app.query(Query::RowsCsv(kind)))));
    figures
}

fn own_columns(kind: Kind, csv: View) -> View {
    let View::Csv(text) = csv else { panic!("{csv:?}") };
    let own = fields_of(kind).iter().filter(|field| !field.is_time()).count();
    let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let lines = lines.records().map(|line| line.unwrap().iter().take(own).collect::<Vec<_>>().join("\u{1f}"));
    View::Csv(lines.collect::<Vec<_>>().join("\n"))
}

/// The file of two more leads.
pub fn more() -> (String, Vec<u8>) {
    let text = "线索ID,客户姓名,手机号,线索创建时间,线索评级,一级渠道名称,销售顾问,自家备注栏\n\
        ZZ1,补录甲,13900990001,2026-10-20 10:00,H,车展,陈立,x\n\
        ZZ2,补录乙,13900990002,2026-10-21 10:00,A,车展,陈立,y\n";
    ("补录.csv".to_owned(), text.as_bytes().to_vec())
}

#[test]
fn every_row_and_figure_is_there() {
    if exports().is_none() {
        return;
    }
    for version in VERSIONS {
        let mut app = opened(version);
        let found = status(&mut app);
        assert_eq!((found.name.as_str(), found.level_preset), ("城东店", LevelPreset::GacHonda));
        assert!(found.damaged.is_empty() && !found.list_rebuilt);
        let undo = found.undo.clone().unwrap();
        assert_eq!((undo.files.as_slice(), undo.added, undo.updated), (["补录.csv".to_owned()].as_slice(), 2, 0));
        let rows: Vec<(Kind, u32)> = found.rows.clone();
        let mut fresh = App::new();
        fresh.import(&samples().unwrap());
        fresh.import(&[more()]);
        fresh.command(Command::SetLevelPreset(LevelPreset::GacHonda)).unwrap();
        assert_eq!(status(&mut fresh).rows, rows);
        for (released, fresh) in figures(&mut app).into_iter().zip(figures(&mut fresh)) {
            assert!(released == fresh, "{version}: a view differs: {:.2000}", format!("{released:?}"));
        }
    }
}

#[test]
fn it_goes_on_where_it_stopped() {
    if exports().is_none() {
        return;
    }
    for version in VERSIONS {
        let mut app = opened(version);
        let before = figures(&mut app);
        app.command(Command::UndoImport).unwrap();
        let without: u32 = status(&mut app).rows.iter().map(|(_, rows)| rows).sum();
        assert_eq!(without, 49_604);
        app.import(&[more()]);
        app.command(Command::RenameStore { name: "城西店".into() }).unwrap();
        let mut app = app.reload();
        assert_eq!(status(&mut app).name, "城西店");
        assert!(figures(&mut app) == before);
        let (added, updated, ..) = app.import(&samples().unwrap());
        assert_eq!(added, 0, "no row of the samples is new");
        if version != VERSIONS[0] {
            assert_eq!(updated, 0, "nor any column");
            continue;
        }
        // They bring the columns that no field needs; there are more files then, and else nothing is new.
        let is_figure = |view: &&View| !matches!(view, View::Coverage(_));
        assert!(figures(&mut app).iter().filter(is_figure).eq(before.iter().filter(is_figure)));
        assert_eq!(app.command(Command::UndoImport).map(|_| ()), Ok(()));
        assert!(figures(&mut app) == before);
        assert_eq!(app.command(Command::UndoImport), Err(Trouble::NothingToUndo));
    }
}

#[test]
fn its_demo_is_the_demo_and_is_not_written_again() {
    for version in VERSIONS {
        let mut app = opened(version);
        let id = StoreId("demo".to_owned());
        let before = app.disk.database(&id).borrow().pages.clone();
        assert!(matches!(app.command(Command::OpenDemo), Ok(Outcome::Store(_))));
        assert!(app.disk.database(&id).borrow().pages == before, "its pages were written again");
        let mut fresh = App::new();
        fresh.command(Command::OpenDemo).unwrap();
        assert!(figures(&mut app) == figures(&mut fresh));
    }
}
