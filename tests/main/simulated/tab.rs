//! A page with its engine, which can end at any moment. Its clock goes on with each request.

use super::acts;
use crate::support::read_file;
use benyuan::{
    engine::{Engine, memory::MemoryDisk},
    exchange::batch::Batches,
    model::ids::{StoreId, SubjectRef},
    protocol::{
        Answer, Ask, Now, Request,
        command::{Command, Outcome, Trouble},
        lang::Lang,
        query::{Query, Scope, Selection},
        view::{StoreStatus, View},
    },
    time::Day,
};

pub struct Tab {
    engine: Engine<MemoryDisk>,
    pub disk: MemoryDisk,
    pub ms: u64,
}

/// 2026-11-22.
pub const TODAY: i32 = 20_779;

impl Tab {
    pub fn new(disk: MemoryDisk) -> Self {
        Self { engine: Engine::new(disk.clone()), disk, ms: TODAY as u64 * 86_400_000 }
    }

    /// The engine is gone, with everything in memory.
    pub fn end(&mut self) {
        self.engine = Engine::new(self.disk.clone());
    }

    /// As after a reload: the store that was open last.
    pub fn begin(&mut self, remembered: &StoreId) -> Result<StoreStatus, Trouble> {
        self.end();
        self.entered(Command::Begin { remembered: Some(remembered.clone()) })
    }

    /// A command that opens a store.
    pub fn entered(&mut self, command: Command) -> Result<StoreStatus, Trouble> {
        match self.command(command)? {
            Outcome::Store(status) => Ok(status),
            other => panic!("{other:?}"),
        }
    }

    /// After a reload, in this store whichever was open last.
    pub fn open(&mut self, id: &StoreId) -> Result<StoreStatus, Trouble> {
        match self.begin(id)? {
            status if status.id == *id => Ok(status),
            _ => self.entered(Command::OpenStore(Some(id.clone()))),
        }
    }

    pub fn command(&mut self, command: Command) -> Result<Outcome, Trouble> {
        self.ms += 1_000;
        match self.ask(Ask::Command(command))? {
            Answer::Done(outcome) => Ok(outcome),
            Answer::View(view) => panic!("{view:?}"),
        }
    }

    pub fn query(&mut self, query: Query) -> View {
        match self.ask(Ask::Query(query)) {
            Ok(Answer::View(view)) => view,
            other => panic!("{other:?}"),
        }
    }

    fn ask(&mut self, ask: Ask) -> Result<Answer, Trouble> {
        let now = Now { minute: 600, ms: self.ms, who: String::new(), lang: Lang::Zh };
        let request = Request { number: 1, today: TODAY, now, ask };
        pollster::block_on(self.engine.handle(request, &mut |_, _| {}))
    }

    pub fn status(&mut self) -> StoreStatus {
        match self.query(Query::Status) {
            View::Status(status) => status,
            other => panic!("{other:?}"),
        }
    }

    /// The number that was typed last.
    pub fn draft(&mut self) -> Option<u64> {
        let View::Drafts(drafts) = self.query(Query::Drafts) else { unreachable!() };
        drafts.get(1).map(|text| text.trim_start_matches("草稿").parse().unwrap())
    }

    /// The first people of the store.
    pub fn subjects(&mut self) -> Vec<SubjectRef> {
        let (selection, scope, sort) = (Selection::Everybody, Scope::default(), None);
        match self.query(Query::List { selection, scope, sort, offset: 0, limit: 6 }) {
            View::List(list) => list.rows.into_iter().map(|row| row.subject).collect(),
            other => panic!("{other:?}"),
        }
    }

    pub fn note(&mut self, subject: SubjectRef) -> Result<(), Trouble> {
        self.command(Command::Note { subject, text: format!("备注{}", self.ms), who: "陈立".into() }).map(drop)
    }

    pub fn import(&mut self, file: usize) -> Result<(), Trouble> {
        for command in acts::staged(file) {
            self.command(command)?;
        }
        self.command(Command::Import).map(drop)
    }
}

/// What stages a file, as the reader worker sends it.
pub fn staging(name: &str, text: &str) -> Vec<Command> {
    let (plan, rows) = read_file(name, text.as_bytes());
    let mut batches = Batches::of(&plan);
    rows.into_iter().for_each(|row| batches.push(row));
    vec![
        Command::StageFile { file: 0, name: name.to_owned() },
        Command::StageRows { file: 0, rows: batches.finish() },
        Command::StageDone { file: 0, plan, chosen: Vec::new() },
    ]
}

/// The day of the tab's requests.
pub fn today() -> Day {
    Day::from_epoch_days(TODAY)
}
