//! A store driven from outside: the engine over the in-memory disk, and files read as by the reader worker.

use benyuan::{
    engine::{Engine, memory::MemoryDisk},
    exchange::{
        batch::Batches,
        parse::{ParsedRow, parse},
        plan::{FilePlan, Mapping},
        read::{self, Limits, Watch},
        recognise,
    },
    protocol::{
        Answer, Ask, Now, Request,
        command::{Command, Outcome, Trouble},
        lang::Lang,
        query::{Query, Scope},
        view::View,
    },
    time::Day,
};
use std::path::PathBuf;

pub struct Never;

impl Watch for Never {
    fn progress(&mut self, _done: u64, _total: u64) -> bool {
        true
    }
}

/// An engine with its disk, on a fixed day.
pub struct App {
    pub engine: Engine<MemoryDisk>,
    pub disk: MemoryDisk,
    pub today: Day,
}

impl App {
    /// A new store on 2026-11-22.
    pub fn new() -> Self {
        Self::on(MemoryDisk::default())
    }

    /// Opens the disk's store, as after a reload.
    pub fn on(disk: MemoryDisk) -> Self {
        let today = "2026-11-22".parse().unwrap();
        let mut app = Self { engine: Engine::new(disk.clone()), disk, today };
        app.command(Command::OpenStore(None)).unwrap();
        app
    }

    /// Ten in the morning, and nobody in particular.
    pub fn now(&self) -> Now {
        let ms = (i64::from(self.today.epoch_days()) * 86_400_000 + 36_000_000) as u64;
        Now { minute: 600, ms, who: String::new(), lang: Lang::Zh }
    }

    /// Closes the page and opens it again.
    pub fn reload(self) -> Self {
        let Self { engine, disk, .. } = self;
        drop(engine);
        Self::on(disk)
    }

    pub fn command(&mut self, command: Command) -> Result<Outcome, Trouble> {
        match self.ask(Ask::Command(command))? {
            Answer::Done(outcome) => Ok(outcome),
            Answer::View(view) => panic!("a command answered {view:?}"),
        }
    }

    pub fn query(&mut self, query: Query) -> View {
        match self.ask(Ask::Query(query)).unwrap() {
            Answer::View(view) => view,
            Answer::Done(outcome) => panic!("a query answered {outcome:?}"),
        }
    }

    pub fn ask(&mut self, ask: Ask) -> Result<Answer, Trouble> {
        let travels = match &ask {
            Ask::Query(query) => query.travels(),
            Ask::Command(command) => !matches!(command, Command::FollowUp(_) | Command::Note { .. } | Command::Mark(_)),
        };
        let mut request = Request { number: 1, today: self.today.epoch_days(), now: self.now(), ask };
        if travels {
            // Through the wire format and back, as between page and worker.
            request =
                benyuan::protocol::decode(&benyuan::protocol::encode(&request)).expect("a request survives the wire");
        }
        let answer = pollster::block_on(self.engine.handle(request, &mut |_, _| {}))?;
        if !travels {
            return Ok(answer);
        }
        Ok(benyuan::protocol::decode(&benyuan::protocol::encode(&answer)).expect("an answer survives the wire"))
    }

    /// Reads and stages a file as by the reader worker.
    pub fn stage(&mut self, number: u32, name: &str, bytes: &[u8], chosen: Vec<Mapping>) {
        let raw =
            read::read(name, bytes, &Limits::default(), &mut Never).unwrap_or_else(|why| panic!("{name}: {why:?}"));
        let View::Mappings(remembered) = self.query(Query::Mappings) else { unreachable!() };
        let mut plan = recognise::recognise(&raw, &remembered);
        chosen.iter().for_each(|mapping| recognise::remap(&mut plan, mapping));
        self.command(Command::StageFile { file: number, name: name.to_owned() }).unwrap();
        let mut batches = Batches::of(&plan);
        let rows: Vec<_> = parse(&raw, &plan).collect();
        for some in rows.chunks(2000) {
            some.iter().for_each(|row| batches.push(row.clone()));
            self.command(Command::StageRows { file: number, rows: batches.finish() }).unwrap();
        }
        self.command(Command::StageDone { file: number, plan, chosen }).unwrap();
    }

    /// Reads, stages and imports files together: (added, updated, unchanged, refused).
    pub fn import(&mut self, files: &[(String, Vec<u8>)]) -> (u32, u32, u32, u32) {
        for (number, (name, bytes)) in files.iter().enumerate() {
            self.stage(number as u32, name, bytes, Vec::new());
        }
        match self.command(Command::Import).unwrap() {
            Outcome::Imported { added, updated, unchanged, refused, .. } => (added, updated, unchanged, refused),
            other => panic!("an import answered {other:?}"),
        }
    }
}

pub const SAMPLES: [&str; 7] =
    ["线索导出.csv", "来店登记.xlsx", "销售台账.xls", "维修工单.xlsx", "保险.csv", "满意度回访.txt", "保养档案.xls"];

/// The folder of the fictional dealership's exports; `None`, with one message, if it is not beside the project.
pub fn exports() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/exports");
    let folder = std::env::var_os("BENYUAN_EXPORTS").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the sample exports are not beside the project; set BENYUAN_EXPORTS to their folder");
    None
}

/// A file that went wrong for somebody, by folder and name; `None`, with one message, if the cases are not beside the
/// project.
pub fn case(path: &str) -> Option<Vec<u8>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/cases");
    if !beside.is_dir() {
        eprintln!("skipped: the cases are not beside the project");
        return None;
    }
    Some(std::fs::read(beside.join(path)).unwrap_or_else(|why| panic!("{path}: {why}")))
}

/// A file, recognised and parsed.
pub fn read_file(name: &str, bytes: &[u8]) -> (FilePlan, Vec<ParsedRow>) {
    let raw = read::read(name, bytes, &Limits::default(), &mut Never).unwrap_or_else(|why| panic!("{name}: {why:?}"));
    let plan = recognise::recognise(&raw, &[]);
    let rows = parse(&raw, &plan).collect();
    (plan, rows)
}

/// A case, recognised and parsed; `None` if the cases are not beside the project.
pub fn read_case(path: &str) -> Option<(FilePlan, Vec<ParsedRow>)> {
    Some(read_file(path, &case(path)?))
}

/// The seven sample files.
pub fn samples() -> Option<Vec<(String, Vec<u8>)>> {
    let folder = exports()?;
    let read = |name: &&str| ((*name).to_owned(), std::fs::read(folder.join(name)).unwrap());
    Some(SAMPLES.iter().map(read).collect())
}

/// A scope with this period, as of the day of the sample figures.
pub fn period(first: &str, last: &str) -> Scope {
    let day = |text: &str| text.parse::<Day>().unwrap();
    Scope {
        as_of: Some(day("2026-10-31")),
        period: Some(benyuan::time::Period { first: day(first), last: day(last) }),
        ..Scope::default()
    }
}

/// Numbers without a pattern, from a seed (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides
    }

    pub fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(3) == 0).then(|| value(self))
    }
}
