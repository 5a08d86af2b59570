//! What a user does in the simulated store.

use super::{
    seen::Seen,
    tab::{Tab, staging, today},
};
use crate::support::Dice;
use benyuan::{
    model::ids::{StoreId, SubjectRef},
    protocol::{
        command::{Command, FollowUp, Mark, Trouble},
        query::Query,
        view::View,
    },
    terms::{
        follow_up::{self, Way},
        level_clock::LevelPreset,
        stage::Level,
    },
};

#[derive(Clone, Debug)]
pub enum Act {
    Import(usize),
    UndoImport,
    FollowUp {
        subjects: Vec<SubjectRef>,
        level: Option<Level>,
    },
    Note(SubjectRef),
    Mark(SubjectRef),
    Undo,
    Redo,
    Rename(u64),
    Levels(LevelPreset),
    Drafts(u64),
    /// To another store, and back.
    Switch,
    Reopen,
}

pub fn choose(dice: &mut Dice, tab: &mut Tab, seen: &Seen) -> Act {
    let people = if seen.is_empty() { Vec::new() } else { tab.subjects() };
    let somebody = |dice: &mut Dice| people[dice.roll(people.len() as u64) as usize];
    match dice.roll(if people.is_empty() { 10 } else { 30 }) {
        0..3 => Act::Import(dice.roll(FILES) as usize),
        3 | 4 => Act::UndoImport,
        5 => Act::Rename(dice.roll(3)),
        6 => Act::Levels(LevelPreset::ALL[dice.roll(3) as usize]),
        7 => Act::Drafts(dice.roll(3)),
        8 => Act::Switch,
        9 => Act::Reopen,
        10..16 => {
            let level = dice.maybe(|dice| Level::ALL[dice.roll(Level::ALL.len() as u64) as usize]);
            let subjects = (0..1 + dice.roll(3)).map(|_| somebody(dice)).collect();
            Act::FollowUp { subjects, level }
        }
        16..18 => Act::Note(somebody(dice)),
        18..20 => Act::Mark(somebody(dice)),
        20..24 => Act::Undo,
        24..26 => Act::Redo,
        _ => Act::Import(dice.roll(FILES) as usize),
    }
}

/// Carries it out; the store of this number is open afterwards.
pub fn perform(tab: &mut Tab, act: &Act, id: &StoreId) -> Result<(), Trouble> {
    let who = "陈立".to_owned();
    let command = match act {
        Act::Import(file) => return tab.import(*file),
        Act::Note(subject) => return tab.note(*subject),
        Act::Switch => return switch(tab, id),
        Act::Reopen => return tab.open(id).map(drop),
        Act::UndoImport => Command::UndoImport,
        Act::FollowUp { subjects, level } => Command::FollowUp(FollowUp {
            subjects: subjects.clone(),
            way: Way::Call,
            outcome: follow_up::Outcome::Talked,
            step: None,
            level: *level,
            next: None,
            note: format!("通话{}", tab.ms),
            who,
        }),
        Act::Mark(subject) => {
            let touchpoint = "choice.needs_analysis".to_owned();
            let (is_done, note) = (tab.ms.is_multiple_of(2_000), String::new());
            Command::Mark(Mark { subject: *subject, touchpoint, is_done, on: Some(today()), note, who })
        }
        Act::Undo => Command::Undo(None),
        Act::Redo => Command::Redo,
        Act::Rename(number) => Command::RenameStore { name: format!("城{number}店") },
        Act::Levels(levels) => Command::SetLevelPreset(*levels),
        Act::Drafts(number) => Command::KeepDrafts(vec![("note".into(), format!("草稿{number}"))]),
    };
    tab.command(command).map(drop)
}

fn switch(tab: &mut Tab, id: &StoreId) -> Result<(), Trouble> {
    let View::Stores(stores) = tab.query(Query::Stores) else { unreachable!() };
    let other = stores.into_iter().map(|store| store.id).find(|other| other != id);
    let there = match other {
        Some(_) => Command::OpenStore(other),
        None => Command::CreateStore { name: "分店".into() },
    };
    tab.command(there)?;
    let status = tab.entered(Command::OpenStore(Some(id.clone())))?;
    assert_eq!(status.id, *id);
    Ok(())
}

pub const LEADS: usize = 0;
/// More rows than a page takes.
pub const LONG: usize = FILES as usize;
/// A file that no act imports.
pub const FRESH: usize = LONG + 1;
const FILES: u64 = 7;

thread_local! {
    static STAGED: Vec<Vec<Command>> = {
        let leads = |from: usize, to: usize, level: &str| {
            let row = |row| format!("XS{row:05},客户{row},139{row:08},2026/9/1 10:00,{level},车展,陈立\r\n");
            let head = "线索ID,客户姓名,手机号,线索创建时间,线索评级,一级渠道名称,销售顾问\r\n";
            head.to_owned() + &(from..to).map(row).collect::<String>()
        };
        let visits = "来店日期,客户姓名,手机号,意向车型,接待顾问\r\n2026/9/3,客户1,13900000001,甲,陈立\r\n2026/9/4,客户9,1390000000,乙,陈立\r\n";
        let sales = "车架号,客户姓名,手机号,交车日期,车型,销售顾问\r\nLSVAA49J132000001,客户1,13900000001,2026/9/9,甲,陈立\r\n";
        let services = |paid: u32| format!("工单号,进厂时间,客户姓名,手机号,车架号,业务类型,里程,实收金额\r\n\
            W1,2026/10/2 9:00,客户1,13900000001,LSVAA49J132000001,保养,1000,{paid}\r\n\
            W2,昨天,客户2,13900000002,LSVAA49J132000002,保养,1000,500\r\n");
        let files = [
            ("线索.csv", leads(0, 4, "B")),
            // The same people, and another level.
            ("线索.csv", leads(0, 4, "A")),
            ("线索(1).csv", leads(2, 6, "B")),
            ("来店.csv", visits.to_owned()),
            ("销售.csv", sales.to_owned()),
            ("工单.csv", services(500)),
            ("工单.csv", services(600)),
            ("全部线索.csv", leads(0, 1_030, "C")),
            ("补录.csv", leads(5_000, 5_002, "C")),
        ];
        files.iter().map(|(name, text)| staging(name, text)).collect()
    };
}

/// What stages the file of this number.
pub fn staged(file: usize) -> Vec<Command> {
    STAGED.with(|staged| staged[file].clone())
}
