//! What is measured, in the table's order, with its aim.

/// One line of the table.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Measure {
    Store,
    StoreRelaxed,
    StoreSqlite,
    ColdRead,
    ColdVisit,
    VisitSqlite,
    Csv,
    CsvLongest,
    CsvLong,
    EmptyMemory,
    CsvMemory,
    CsvPeak,
    Xlsx,
    XlsxLongest,
    XlsxLong,
    XlsxMemory,
    XlsxPeak,
    Large,
    LargeShown,
    LargePeak,
    LargeOpened,
    LargeMemory,
    /// An edit in the smaller store: saved, the record painted, then list, map and funnel of today.
    Edit(EditPart),
    /// The same in the larger store.
    LargeEdit(EditPart),
    Start,
    StartSlow,
    PageTurn,
    PageTurnLate,
    LanguageTurn,
    /// Of the smaller store that is written in.
    Backup(BackupPart),
    /// Of the larger one.
    LargeBackup(BackupPart),
}

/// A backup made and verified, opened, restored and verified; everything taken out in open form; and their memory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum BackupPart {
    Made,
    Size,
    MadePeak,
    Opened,
    Restored,
    RestoredPeak,
    Out,
}

/// What is measured of an edit. The slowest but one in twenty counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EditPart {
    Saved,
    Record,
    List,
    Map,
    Funnel,
}

pub const EDIT_PARTS: [EditPart; 5] =
    [EditPart::Saved, EditPart::Record, EditPart::List, EditPart::Map, EditPart::Funnel];

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unit {
    Milliseconds,
    Megabytes,
    Tasks,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Aim {
    /// At least this many times as fast as the opponent.
    Times(f64),
    /// At most this, in the measure's unit.
    AtMost(f64),
    /// At most so many megabytes more than the page needs with an empty store.
    OverEmpty(f64),
    /// For information, without an aim.
    Known,
}

pub const MEASURES: [Measure; 51] = [
    Measure::Store,
    Measure::StoreRelaxed,
    Measure::StoreSqlite,
    Measure::ColdRead,
    Measure::ColdVisit,
    Measure::VisitSqlite,
    Measure::Csv,
    Measure::CsvLongest,
    Measure::CsvLong,
    Measure::EmptyMemory,
    Measure::CsvMemory,
    Measure::CsvPeak,
    Measure::Xlsx,
    Measure::XlsxLongest,
    Measure::XlsxLong,
    Measure::XlsxMemory,
    Measure::XlsxPeak,
    Measure::Large,
    Measure::LargeShown,
    Measure::LargePeak,
    Measure::LargeOpened,
    Measure::LargeMemory,
    Measure::Edit(EditPart::Saved),
    Measure::Edit(EditPart::Record),
    Measure::Edit(EditPart::List),
    Measure::Edit(EditPart::Map),
    Measure::Edit(EditPart::Funnel),
    Measure::LargeEdit(EditPart::Saved),
    Measure::LargeEdit(EditPart::Record),
    Measure::LargeEdit(EditPart::List),
    Measure::LargeEdit(EditPart::Map),
    Measure::LargeEdit(EditPart::Funnel),
    Measure::Start,
    Measure::StartSlow,
    Measure::PageTurn,
    Measure::PageTurnLate,
    Measure::LanguageTurn,
    Measure::Backup(BackupPart::Made),
    Measure::Backup(BackupPart::Size),
    Measure::Backup(BackupPart::MadePeak),
    Measure::Backup(BackupPart::Opened),
    Measure::Backup(BackupPart::Restored),
    Measure::Backup(BackupPart::RestoredPeak),
    Measure::Backup(BackupPart::Out),
    Measure::LargeBackup(BackupPart::Made),
    Measure::LargeBackup(BackupPart::Size),
    Measure::LargeBackup(BackupPart::MadePeak),
    Measure::LargeBackup(BackupPart::Opened),
    Measure::LargeBackup(BackupPart::Restored),
    Measure::LargeBackup(BackupPart::RestoredPeak),
    Measure::LargeBackup(BackupPart::Out),
];

/// The longest task that a browser does not yet call long.
const LONG_MS: f64 = 50.0;

impl Measure {
    pub fn unit(self) -> Unit {
        match self {
            Self::EmptyMemory
            | Self::CsvMemory
            | Self::CsvPeak
            | Self::XlsxMemory
            | Self::XlsxPeak
            | Self::LargePeak
            | Self::LargeMemory
            | Self::Backup(BackupPart::Size | BackupPart::MadePeak | BackupPart::RestoredPeak)
            | Self::LargeBackup(BackupPart::Size | BackupPart::MadePeak | BackupPart::RestoredPeak) => Unit::Megabytes,
            Self::CsvLong | Self::XlsxLong => Unit::Tasks,
            _ => Unit::Milliseconds,
        }
    }

    pub fn aim(self) -> Aim {
        match self {
            Self::Store => Aim::Times(20.0),
            Self::StoreSqlite | Self::VisitSqlite => Aim::Times(1.0),
            Self::Backup(BackupPart::Made | BackupPart::Restored) => Aim::Times(1.0),
            Self::ColdVisit => Aim::Times(10.0),
            Self::Csv | Self::Xlsx => Aim::Times(5.0),
            Self::CsvMemory => Aim::OverEmpty(50.0),
            Self::CsvPeak => Aim::OverEmpty(200.0),
            Self::LargePeak => Aim::OverEmpty(300.0),
            Self::LargeOpened => Aim::AtMost(1000.0),
            Self::LargeMemory => Aim::OverEmpty(120.0),
            Self::CsvLongest | Self::XlsxLongest => Aim::AtMost(LONG_MS),
            Self::CsvLong | Self::XlsxLong => Aim::AtMost(0.0),
            Self::Edit(EditPart::Saved) | Self::LargeEdit(EditPart::Saved) => Aim::AtMost(10.0),
            Self::Edit(_) | Self::LargeEdit(_) => Aim::AtMost(50.0),
            Self::Start => Aim::AtMost(380.0),
            Self::StartSlow => Aim::AtMost(700.0),
            Self::PageTurn | Self::LanguageTurn => Aim::AtMost(100.0),
            _ => Aim::Known,
        }
    }

    /// In English and in Chinese, as the two READMEs have it.
    pub fn names(self) -> [&'static str; 2] {
        match self {
            Self::Store => ["60 000 service rows stored, durably", "写入 6 万行维修工单（落盘）"],
            Self::StoreRelaxed => ["  the opponent without waiting for the disk", "  对手不等落盘"],
            Self::StoreSqlite => ["  SQLite in one transaction", "  SQLite，一个事务"],
            Self::ColdRead => ["60 000 service rows read, cold", "冷读 6 万行维修工单"],
            Self::ColdVisit => [
                "  and every cell visited: ours is written as CSV, the opponent's summed up",
                "  并逐格取值：本源写成 CSV，对手求和",
            ],
            Self::VisitSqlite => ["  SQLite, every cell summed up", "  SQLite，逐格求和"],
            Self::Large => ["500 000 service rows × 20, file to saved", "50 万行维修工单 × 20 列，选文件到已保存"],
            Self::LargeShown => ["  to the map", "  到看见地图"],
            Self::LargePeak => ["  memory at its peak", "  内存峰值"],
            Self::LargeOpened => ["the same opened again, to the map", "再次打开到看见地图"],
            Self::LargeMemory => ["  memory", "  内存"],
            Self::Csv => ["CSV, GBK, 100 000 × 30, file to saved", "CSV（GBK，10 万行 × 30 列），选文件到已保存"],
            Self::Xlsx => [".xlsx, 100 000 × 20, file to saved", ".xlsx（10 万行 × 20 列），选文件到已保存"],
            Self::CsvLongest | Self::XlsxLongest => ["  longest task of the page's thread", "  页面线程最长的任务"],
            Self::CsvLong | Self::XlsxLong => ["  its tasks of more than 50 ms", "  超过 50 ms 的任务数"],
            Self::EmptyMemory => ["  memory before, with an empty store", "  导入前的内存（空门店）"],
            Self::CsvMemory | Self::XlsxMemory => ["  memory afterwards", "  完成后的内存"],
            Self::CsvPeak | Self::XlsxPeak => ["  memory at its peak", "  内存峰值"],
            Self::Edit(EditPart::Saved) => [
                "a follow-up among 30 000 customers and 300 000 orders, tap to saved",
                "3 万客户、30 万工单里记一次跟进，从点下到已保存",
            ],
            Self::LargeEdit(EditPart::Saved) => {
                ["a follow-up among 100 000 customers and a million orders, tap to saved", "10 万客户、100 万工单里"]
            }
            Self::Edit(part) | Self::LargeEdit(part) => part.names(),
            Self::Start => ["start to the map", "打开到看见地图"],
            Self::PageTurn => ["from page to page, tap to painted", "换页，从点下到画出"],
            Self::PageTurnLate => ["  19 of 20 within", "  20 次里 19 次不超过"],
            Self::LanguageTurn => ["from language to language", "换语言"],
            Self::Backup(BackupPart::Made) => [
                "a backup of 30 000 customers and 300 000 orders, encrypted and verified",
                "备份 3 万客户、30 万工单，加密并验证",
            ],
            Self::LargeBackup(BackupPart::Made) => {
                ["a backup of 100 000 customers and a million orders", "备份 10 万客户、100 万工单"]
            }
            Self::Backup(part) | Self::LargeBackup(part) => part.names(),
            Self::StartSlow => ["  with the page's thread slowed 4×", "  页面线程放慢 4 倍"],
        }
    }

    pub fn opponent(self) -> &'static str {
        match self {
            Self::Store => "Dexie bulkAdd, strict",
            Self::StoreRelaxed => "Dexie bulkAdd, relaxed",
            Self::StoreSqlite => "SQLite, opfs-sahpool",
            Self::ColdRead | Self::ColdVisit => "Dexie toArray",
            Self::VisitSqlite => "SQLite, opfs-sahpool",
            Self::Edit(EditPart::List | EditPart::Map | EditPart::Funnel)
            | Self::LargeEdit(EditPart::List | EditPart::Map | EditPart::Funnel) => "the same, computed anew",
            Self::Csv => "PapaParse + Dexie",
            Self::Xlsx => "SheetJS + Dexie",
            Self::Backup(BackupPart::Out | BackupPart::Opened) => "",
            Self::Backup(_) => "Dexie export and import, plain",
            _ => "",
        }
    }

    /// Our line that a line of the opponent alone is compared with.
    pub fn ours(self) -> Option<Self> {
        match self {
            Self::StoreRelaxed | Self::StoreSqlite => Some(Self::Store),
            Self::VisitSqlite => Some(Self::ColdVisit),
            _ => None,
        }
    }
}

impl BackupPart {
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Made => ["", ""],
            Self::Size => ["  size of the file", "  文件大小"],
            Self::MadePeak => ["  memory at its peak", "  内存峰值"],
            Self::Opened => ["  opened by its passphrase", "  用密码打开"],
            Self::Restored => ["  restored and verified", "  恢复并验证"],
            Self::RestoredPeak => ["  memory at its peak", "  内存峰值"],
            Self::Out => ["  everything as CSV and .xlsx", "  全部导出为 CSV 与 .xlsx"],
        }
    }
}

impl EditPart {
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Saved => ["", ""],
            Self::Record => ["  to the record painted", "  到档案画出"],
            Self::List => ["  then the list of open leads", "  再打开线索名单"],
            Self::Map => ["  then the map", "  再打开地图"],
            Self::Funnel => ["  then the funnel", "  再打开漏斗"],
        }
    }
}
