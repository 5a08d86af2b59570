//! Automatic backups into a folder that the user chose: what is written, what is kept, and why it failed. The folder itself
//! is the browser's (`bin/keeper`), or a double in tests.

use super::{
    header::Header,
    make::{self, Making},
    read::{Backup, Key},
    settings::{Good, Place, Problem, Settings},
};
use crate::{
    engine::{
        aside::{Aside, Source, State},
        store::Disk,
    },
    model::ids::StoreId,
    protocol::{Now, command::Trouble},
    text::{Lang, backup},
    time::Day,
};

/// A folder of files.
#[allow(async_fn_in_trait)]
pub trait Folder {
    fn name(&self) -> String;
    async fn names(&mut self) -> Result<Vec<String>, Problem>;
    async fn read(&mut self, name: &str) -> Result<Vec<u8>, Problem>;
    /// The whole file, or nothing of it.
    async fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Problem>;
    async fn remove(&mut self, name: &str) -> Result<(), Problem>;
}

/// Backups of today that are kept, and of all days.
const TODAY: usize = 3;
const MOST: usize = 10;
/// How often a store that changes meanwhile is read again.
const ATTEMPTS: u32 = 3;

pub const ENDING: &str = ".benyuan";

/// The moment of a backup.
#[derive(Clone, Debug)]
pub struct At {
    pub today: Day,
    pub now: Now,
}

impl At {
    /// `20261128-194005`: so that names stand in the order of time.
    pub fn stamp(&self) -> String {
        let Now { minute, ms, .. } = &self.now;
        let day: String = self.today.to_string().chars().filter(char::is_ascii_digit).collect();
        format!("{day}-{:02}{:02}{:02}", minute / 60, minute % 60, ms / 1000 % 60)
    }

    /// `2026-11-28 19:40`
    pub fn words(&self) -> String {
        format!("{} {:02}:{:02}", self.today, self.now.minute / 60, self.now.minute % 60)
    }
}

/// A backup that was made, read back, opened and found the same.
pub struct Proved {
    pub file: Vec<u8>,
    pub name: String,
    pub state: State,
}

/// Makes a backup and proves it: read back from its bytes, it comes to the same state as the store.
pub async fn proved<D: Disk>(
    disk: &D,
    id: &StoreId,
    settings: &Settings,
    is_encrypted: bool,
    at: &At,
    progress: crate::engine::Progress<'_>,
) -> Result<Proved, Problem> {
    for _ in 0..ATTEMPTS {
        let mut store = disk.look(id).await.map_err(problem_of)?;
        let head = store.head().await.map_err(problem_of)?;
        let mut aside = Aside::open(&mut store, id).await.map_err(problem_of)?;
        let state = aside.state(head.last_journal.map_or(0, |last| last + 1), at.today).await.map_err(problem_of)?;
        let name = aside.name().to_owned();
        drop(aside);
        if !state.is_whole() {
            return Err(Problem::StoreUnreadable);
        }
        let keys = settings.keys.as_ref().filter(|_| is_encrypted);
        if is_encrypted && keys.is_none() {
            return Err(Problem::Other("no passphrase".into()));
        }
        let making = Making { header: header(&name, is_encrypted, false, at), keys, settings };
        let file = match make::whole(&mut store, &head, making, progress).await {
            // The rows were changed meanwhile, and the old pages swept away.
            Err(Trouble::Vanished) => continue,
            file => file.map_err(problem_of)?,
        };
        let opened = opened(&file, settings, head.last_journal, at.today).await;
        if opened.is_none_or(|opened| opened.hash != state.hash) {
            return Err(Problem::NotTheSame);
        }
        return Ok(Proved { file, name, state });
    }
    Err(Problem::StoreUnreadable)
}

pub fn header(store: &str, is_encrypted: bool, is_partial: bool, at: &At) -> Header {
    Header {
        format: super::header::FORMAT,
        store: store.to_owned(),
        made: at.words(),
        made_ms: at.now.ms,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        is_encrypted,
        is_partial,
    }
}

/// What a backup of this store comes to, if it is whole.
async fn opened(file: &[u8], settings: &Settings, last_journal: Option<u32>, today: Day) -> Option<State> {
    let backup = Backup::identify(file.to_vec()).ok()?;
    let key = match (backup.is_encrypted(), &settings.keys) {
        (true, Some(keys)) => Key::Secret(&keys.identity),
        (true, None) => return None,
        (false, _) => Key::None,
    };
    let mut contents = backup.open(key).ok().filter(|contents| contents.is_whole())?;
    let mut aside = Aside::open(&mut contents, &StoreId("backup".into())).await.ok()?;
    aside.state(last_journal.map_or(0, |last| last + 1), today).await.ok()
}

/// One automatic backup. Whatever happens is noted in the store's settings, so nothing stops silently.
pub async fn keep_up<D: Disk, F: Folder>(disk: &D, id: &StoreId, folder: &mut F, at: &At) -> Result<Settings, Trouble> {
    let mut settings = settings_of(disk, id).await?;
    match written(disk, id, &settings, folder, at).await {
        Ok(Some(good)) => {
            settings.keep(good);
            settings.problem = None;
        }
        Ok(None) => settings.problem = None,
        Err(problem) => settings.problem = Some((at.now.ms, problem)),
    }
    disk.keep_backups(id, settings.encode()).await?;
    Ok(settings)
}

/// `None`: the last backup holds the same state and is still there.
async fn written<D: Disk, F: Folder>(
    disk: &D,
    id: &StoreId,
    settings: &Settings,
    folder: &mut F,
    at: &At,
) -> Result<Option<Good>, Problem> {
    let names = folder.names().await?;
    let proved = proved(disk, id, settings, true, at, &mut |_, _| {}).await?;
    let last = settings.good.iter().rev().find(|good| good.to == Place::Folder);
    if last.is_some_and(|last| last.hash == proved.state.hash && names.contains(&last.file)) {
        return Ok(None);
    }
    let name = format!("{}{}{ENDING}", prefix(id, &proved.name), at.stamp());
    folder.write(&name, &proved.file).await?;
    if folder.read(&name).await? != proved.file {
        // It must not lie among the backups.
        drop(folder.remove(&name).await);
        return Err(Problem::NotTheSame);
    }
    // Earlier ones go only now that there is a good one.
    let mut all = names;
    all.push(name.clone());
    for old in superfluous(&all, &prefix(id, &proved.name), &at.stamp()) {
        // One that cannot be deleted takes room and does no harm.
        drop(folder.remove(&old).await);
    }
    Ok(Some(good(&proved, name, Place::Folder, at)))
}

pub fn good(proved: &Proved, file: String, to: Place, at: &At) -> Good {
    let rows = proved.state.rows.iter().map(|(_, rows)| rows).sum();
    Good { made_ms: at.now.ms, file, bytes: proved.file.len() as u64, hash: proved.state.hash.clone(), to, rows }
}

/// How the names of a store's backups begin: with a part of its number, since two stores may have one name.
fn prefix(id: &StoreId, name: &str) -> String {
    let safe = backup::safe(Lang::Zh, name);
    let number: String = id.0.chars().take(6).collect();
    format!("benyuan-{safe}-{number}-")
}

/// The backups of a store that are not needed any more: three of today stay, the last of each day before, ten in all.
fn superfluous<'a>(names: &'a [String], prefix: &str, now: &str) -> Vec<String> {
    let stamped = |name: &'a String| {
        let stamp = name.strip_prefix(prefix)?.strip_suffix(ENDING)?;
        (stamp.len() == now.len()).then_some((stamp, name))
    };
    let mut ours: Vec<(&str, &String)> = names.iter().filter_map(stamped).collect();
    ours.sort_unstable();
    let today = now.split('-').next().unwrap_or_default();
    let (mut kept, mut of_today, mut last_day) = (0, 0, "");
    let mut superfluous = Vec::new();
    for (stamp, name) in ours.into_iter().rev() {
        let day = stamp.split('-').next().unwrap_or_default();
        let stays = match day == today {
            true => of_today < TODAY,
            false => day != last_day,
        };
        if stays && kept < MOST {
            kept += 1;
            of_today += usize::from(day == today);
            last_day = day;
        } else {
            superfluous.push(name.clone());
        }
    }
    superfluous
}

/// Those of a store that has none yet are empty. Settings that cannot be read are no reason to lose the store's records, but
/// they are not written over either.
pub async fn settings_of<D: Disk>(disk: &D, id: &StoreId) -> Result<Settings, Trouble> {
    match disk.backups(id).await? {
        Some(bytes) => Settings::decode(&bytes).ok_or(Trouble::TooNew),
        None => Ok(Settings::default()),
    }
}

/// Why a store could not be backed up.
pub fn problem_of(trouble: Trouble) -> Problem {
    match trouble {
        Trouble::QuotaExceeded => Problem::Quota,
        Trouble::StoreDamaged { .. } | Trouble::StoreOlder(_) | Trouble::Vanished | Trouble::TooNew => {
            Problem::StoreUnreadable
        }
        Trouble::Storage { name, detail } => Problem::Other(format!("{name} {detail}")),
        other => Problem::Other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(stamps: &[&str], now: &str) -> Vec<String> {
        let name = |stamp: &&str| format!("benyuan-店-3f2a91-{stamp}{ENDING}");
        let mut names: Vec<String> = stamps.iter().map(name).collect();
        names.push("年终总结.docx".into());
        names.push(format!("benyuan-店-000000-20261101-080000{ENDING}"));
        let removed = superfluous(&names, "benyuan-店-3f2a91-", now);
        removed.iter().map(|name| name["benyuan-店-3f2a91-".len()..name.len() - ENDING.len()].to_owned()).collect()
    }

    #[test]
    fn three_of_today_stay_and_one_of_each_day() {
        let of_today = ["20261128-080000", "20261128-090000", "20261128-100000", "20261128-110000"];
        assert_eq!(removed(&of_today, "20261128-110000"), ["20261128-080000"]);
        assert_eq!(removed(&of_today, "20261129-080000"), ["20261128-100000", "20261128-090000", "20261128-080000"]);
        assert!(removed(&of_today[..3], "20261128-100000").is_empty());
    }

    #[test]
    fn there_are_ten_at_most_and_the_latest_stay() {
        let days: Vec<String> = (1..=28).map(|day| format!("202611{day:02}-180000")).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        let gone = removed(&days, "20261128-180000");
        assert_eq!((gone.len(), gone[0].as_str()), (18, "20261118-180000"));
    }
}
