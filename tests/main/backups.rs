//! Backups: made, read back, brought back; damaged in every way; opened by `age` itself.

use crate::{released, support::App};
use benyuan::{
    backup::{
        container::Parts,
        header::{FORMAT, Header},
        make::{self, Making},
        parts::Part,
        read::{Backup, Contents, Fault, Key},
        settings::{Keys, Settings},
    },
    engine::{
        aside::{Aside, Live, Source, State},
        memory::MemoryDisk,
        restore::restore,
        store::{Disk, Opening, Store},
    },
    lifecycle::catalogue,
    model::{ids::StoreId, rows::KINDS},
    protocol::{
        command::{Command, FollowUp, Mark, Outcome, Trouble},
        query::{Query, Scope, Selection},
        view::View,
    },
    terms::follow_up::{self, Way},
    time::Day,
};
use pollster::block_on;
use std::{fs, path::PathBuf, process};

const PASSPHRASE: &str = "城东店 2026 冬";
/// Of scrypt, quick: the product's own is tried once, by `age`.
const WORK: u8 = 2;

pub fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn header(is_encrypted: bool) -> Header {
    Header {
        format: FORMAT,
        store: "城东店".into(),
        made: "2026-11-22 10:00".into(),
        made_ms: 1_795_341_600_000,
        program: "0.1.0".into(),
        is_encrypted,
        is_partial: false,
    }
}

/// Leads and what was written about them: rows, entries that are in no page yet, drafts, an import that could be taken back.
pub fn store() -> App {
    let mut app = App::new();
    app.import(&[leads(0, 12)]);
    app.command(Command::RenameStore { name: "城东店".into() }).unwrap();
    let selection = Selection::Everybody;
    let list = Query::List { selection, scope: Scope::default(), sort: None, offset: 0, limit: 5 };
    let View::List(list) = app.query(list) else { panic!("no list") };
    let subjects: Vec<_> = list.rows.iter().map(|row| row.subject).collect();
    let (step, level, next, who) = (None, None, None, "陈立".to_owned());
    let follow_up = FollowUp {
        subjects: subjects.clone(),
        way: Way::Call,
        outcome: follow_up::Outcome::Talked,
        step,
        level,
        next,
        note: "周末来看车".into(),
        who: who.clone(),
    };
    app.command(Command::FollowUp(follow_up)).unwrap();
    app.command(Command::Note { subject: subjects[1], text: "太太做主".into(), who: who.clone() }).unwrap();
    app.command(Command::Undo(None)).unwrap();
    app.command(Command::KeepDrafts(vec![("note".into(), "打到一半的话".into())])).unwrap();
    app.import(&[leads(8, 20)]);
    let touchpoint = catalogue::ids().next().unwrap().get().key.to_owned();
    let mark = Mark { subject: subjects[0], touchpoint, is_done: true, on: None, note: String::new(), who };
    drop(app.command(Command::Mark(mark)));
    app
}

fn leads(from: usize, to: usize) -> (String, Vec<u8>) {
    let mut text =
        "线索ID,客户姓名,手机号,线索创建时间,首触时间,线索评级,一级渠道名称,销售顾问,微信昵称\r\n".to_owned();
    for row in from..to {
        text += &format!("XS{row:05},客户{row},139{row:08},2026/11/1 10:00,2026/11/1 10:20,B,车展,陈立,昵称{row}\r\n");
    }
    (format!("线索{from}.csv"), text.into_bytes())
}

pub fn id_of(app: &mut App) -> StoreId {
    released::status(app).id
}

/// The state of a store on disk.
pub fn state(disk: &MemoryDisk, id: &StoreId) -> State {
    block_on(async {
        let mut store = disk.copy().open(id, Opening::default()).await.unwrap();
        let mut aside = Aside::open(Live(&mut store), id).await.unwrap();
        let journal = aside.next_journal();
        aside.state(journal, today()).await.unwrap()
    })
}

pub fn backup(disk: &MemoryDisk, id: &StoreId, keys: Option<&Keys>) -> Vec<u8> {
    let settings = Settings { keys: keys.cloned(), ..Settings::default() };
    let making = Making { header: header(keys.is_some()), keys, settings: &settings };
    block_on(async {
        let mut store = disk.copy().open(id, Opening::default()).await.unwrap();
        let head = store.head().await.unwrap();
        make::whole(&mut Live(&mut store), &head, making, &mut |_, _| {}).await.unwrap()
    })
}

pub fn keys() -> (Keys, String) {
    Keys::draw(PASSPHRASE, WORK, 0).unwrap()
}

fn open(file: &[u8], key: Key<'_>) -> Result<Contents, Fault> {
    Backup::identify(file.to_vec())?.open(key)
}

/// What an opened backup comes to.
fn state_of(contents: &mut Contents) -> Result<State, Trouble> {
    let id = StoreId("aside".into());
    block_on(async {
        let mut aside = Aside::open(contents, &id).await?;
        let journal = aside.next_journal();
        aside.state(journal, today()).await
    })
}

/// Opens a backup as the product does: everything must be right.
fn opened(file: &[u8], key: Key<'_>) -> Result<State, Fault> {
    let mut contents = open(file, key)?;
    if !contents.is_whole() {
        return Err(Fault::Damaged(contents.damaged));
    }
    Ok(state_of(&mut contents).unwrap())
}

#[test]
fn a_backup_is_the_same_store_by_passphrase_and_by_recovery_key() {
    let mut app = store();
    let (id, (keys, recovery)) = (id_of(&mut app), keys());
    let (expected, file) = (state(&app.disk, &id), backup(&app.disk, &id, Some(&keys)));
    assert!(expected.journal > 5 && expected.is_whole());
    for key in [Key::Passphrase(PASSPHRASE), Key::Secret(&recovery), Key::Secret(&keys.identity)] {
        assert_eq!(opened(&file, key), Ok(expected.clone()));
    }
    assert_eq!(opened(&file, Key::Passphrase("城东店 2025 冬")), Err(Fault::WrongKey));
    assert_eq!(opened(&file, Key::Secret(&super::backups::keys().1)), Err(Fault::WrongKey));
    assert_eq!(opened(&file, Key::Secret("AGE-SECRET-KEY-1")), Err(Fault::WrongKey));
    assert_eq!(opened(&backup(&app.disk, &id, None), Key::None), Ok(expected));
    let settings = Settings { keys: Some(keys.clone()), ..Settings::default() };
    let plain = block_on(async {
        let mut store = app.disk.copy().open(&id, Opening::default()).await.unwrap();
        let head = store.head().await.unwrap();
        let making = Making { header: header(false), keys: None, settings: &settings };
        make::whole(&mut Live(&mut store), &head, making, &mut |_, _| {}).await.unwrap()
    });
    assert_eq!(open(&plain, Key::None).unwrap().settings.keys, None, "they would open every other backup");
    let contents = open(&file, Key::Secret(&recovery)).unwrap();
    assert_eq!(
        contents.settings.keys,
        Some(keys),
        "whoever restores with the recovery key goes on with the passphrase"
    );
}

/// Names in clear text would tell whose customers these are.
#[test]
fn nothing_of_a_customer_is_readable_in_an_encrypted_backup() {
    let mut app = store();
    let (id, (keys, _)) = (id_of(&mut app), keys());
    let holds = |file: &[u8], text: &str| file.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    let file = backup(&app.disk, &id, Some(&keys));
    for secret in ["客户3", "139000", "打到一半", &keys.identity, PASSPHRASE] {
        assert!(!holds(&file, secret), "{secret}");
    }
    assert!(holds(&file, "benyuan backup") && holds(&file, "age-encryption.org/v1"));
}

#[test]
fn a_restored_store_is_the_same_and_writes_under_a_number_of_its_own() {
    let mut app = store();
    let (id, (keys, _)) = (id_of(&mut app), keys());
    let (expected, file) = (state(&app.disk, &id), backup(&app.disk, &id, Some(&keys)));
    let device = |disk: &MemoryDisk, id: &StoreId| -> String {
        let store = disk.database(id);
        let manifest = store.borrow().manifest.clone().unwrap();
        format!("{manifest:?}")
    };
    for disk in [app.disk.copy(), MemoryDisk::default()] {
        let mut contents = open(&file, Key::Passphrase(PASSPHRASE)).unwrap();
        let restored = block_on(restore(&disk, &mut contents, None, &expected, today(), &mut |_, _| {})).unwrap();
        assert_eq!((restored.name.as_str(), &restored.state.hash), ("城东店", &expected.hash));
        assert_ne!(device(&disk, &restored.id), device(&app.disk, &id));
        let mut again = App::on(disk.clone());
        assert_eq!(id_of(&mut again), restored.id, "it is the store that opens");
        assert_eq!(csvs(&mut again), csvs(&mut app));
        let View::Drafts(drafts) = again.query(Query::Drafts) else { panic!("no drafts") };
        assert_eq!(drafts, ["note", "打到一半的话"]);
        // What was written can be taken back, and more can be written.
        assert!(matches!(again.command(Command::Undo(None)), Ok(Outcome::Written { .. })));
        assert_eq!(again.import(&[leads(20, 22)]).0, 2);
        let mut later = again.reload();
        assert_eq!(id_of(&mut later), restored.id);
        assert!(released::status(&mut later).damaged.is_empty());
    }
}

fn csvs(app: &mut App) -> Vec<View> {
    KINDS.map(|kind| app.query(Query::RowsCsv(kind))).to_vec()
}

/// On any write: afterwards the store from before is as it was, and nothing half restored counts as a store.
#[test]
fn a_restore_that_fails_leaves_everything_as_it_was() {
    let mut app = store();
    let (id, (keys, _)) = (id_of(&mut app), keys());
    let (expected, file) = (state(&app.disk, &id), backup(&app.disk, &id, Some(&keys)));
    for writes in 0.. {
        let disk = app.disk.copy();
        disk.fail_after(Some(writes));
        let mut contents = open(&file, Key::Secret(&keys.identity)).unwrap();
        let restored = block_on(restore(&disk, &mut contents, None, &expected, today(), &mut |_, _| {}));
        disk.fail_after(None);
        let mut again = App::on(disk.clone());
        assert_eq!(state(&disk, &id), expected, "after {writes} writes");
        let View::Stores(stores) = again.query(Query::Stores) else { panic!("no list") };
        assert_eq!(stores.len(), if restored.is_ok() { 2 } else { 1 }, "after {writes} writes");
        if restored.is_ok() {
            assert!(writes > 4);
            break;
        }
    }
}

/// Whatever single bit is other than it was: the backup opens as the same store, or it is called damaged. It is never called a
/// stranger's, newer, or of another passphrase. Some bits of each byte around the data, some of the bytes of those.
fn flips(keys: Option<&Keys>, key: Key<'_>) {
    let mut app = store();
    let id = id_of(&mut app);
    let (expected, file) = (state(&app.disk, &id), backup(&app.disk, &id, keys));
    let (mut flips, mut noticed) = (0, 0);
    for at in 0..file.len() {
        let is_around = at < 2_200 || at + 900 > file.len();
        let bits = if is_around { vec![at % 8, (at + 3) % 8] } else { vec![at % 8] };
        for bit in bits.into_iter().filter(|_| is_around || at % 5 == 0) {
            let mut flipped = file.clone();
            flipped[at] ^= 1 << bit;
            flips += 1;
            match opened(&flipped, key) {
                Ok(state) => assert_eq!(state, expected, "byte {at}, bit {bit}"),
                Err(Fault::Damaged(parts)) => {
                    assert!(!parts.is_empty());
                    noticed += 1;
                }
                Err(other) => panic!("byte {at}, bit {bit} of {}: {other:?}", file.len()),
            }
        }
    }
    assert!(flips >= 3_500, "{flips}");
    assert!(noticed * 10 > flips * 8, "{noticed} of {flips}");
}

#[test]
fn no_flipped_bit_is_named_wrongly_by_the_passphrase() {
    flips(Some(&keys().0), Key::Passphrase(PASSPHRASE));
}

#[test]
fn no_flipped_bit_is_named_wrongly_by_the_recovery_key() {
    let (keys, recovery) = keys();
    flips(Some(&keys), Key::Secret(&recovery));
}

#[test]
fn no_flipped_bit_is_named_wrongly_without_encryption() {
    flips(None, Key::None);
}

#[test]
fn every_prefix_is_damaged_and_what_is_no_backup_is_not_ours() {
    let mut app = store();
    let (id, (keys, _)) = (id_of(&mut app), keys());
    for (file, key) in
        [(backup(&app.disk, &id, Some(&keys)), Key::Secret(&keys.identity)), (backup(&app.disk, &id, None), Key::None)]
    {
        for length in 0..file.len() {
            let found = opened(&file[..length], key);
            assert!(matches!(&found, Err(Fault::Damaged(parts)) if parts.contains(&Part::End)), "{length}: {found:?}");
        }
        let longer = [&file[..], b"."].concat();
        assert!(matches!(opened(&longer, key), Err(Fault::Damaged(_))));
    }
    let mut archive = Vec::new();
    let mut zip = Parts::stored(&mut archive);
    zip.put("线索.csv", b"1,2,3").unwrap();
    zip.finish().unwrap();
    for stranger in &[archive, b"%PDF-1.7".to_vec(), leads(0, 3).1, vec![0; 4096]] {
        assert_eq!(opened(stranger, Key::None).err(), Some(Fault::NotOurs));
    }
}

#[test]
fn a_newer_backup_is_called_newer() {
    let mut app = store();
    let id = id_of(&mut app);
    let settings = Settings::default();
    let newer = Header { format: FORMAT + 1, ..header(false) };
    let making = Making { header: newer, keys: None, settings: &settings };
    let file = block_on(async {
        let mut store = app.disk.copy().open(&id, Opening::default()).await.unwrap();
        let head = store.head().await.unwrap();
        make::whole(&mut Live(&mut store), &head, making, &mut |_, _| {}).await.unwrap()
    });
    assert_eq!(opened(&file, Key::None), Err(Fault::Newer));
}

/// What is damaged is named, and the rest is a store of which it is known what is missing.
#[test]
fn the_rest_of_a_damaged_backup_can_be_brought_back() {
    let mut app = store();
    let id = id_of(&mut app);
    let file = backup(&app.disk, &id, None);
    let mut found = 0;
    for at in (400..file.len() - 900).step_by(7) {
        let mut damaged = file.clone();
        damaged[at] ^= 16;
        let Ok(mut contents) = open(&damaged, Key::None) else { continue };
        let pages = contents.damaged.iter().filter(|part| matches!(part, Part::Page(_))).count();
        if pages == 0 || !contents.has_manifest() {
            continue;
        }
        let state = state_of(&mut contents).unwrap();
        assert_eq!(state.missing.len(), pages, "{:?}", contents.damaged);
        let disk = MemoryDisk::default();
        let restored = block_on(restore(&disk, &mut contents, None, &state, today(), &mut |_, _| {})).unwrap();
        let mut again = App::on(disk);
        assert_eq!(id_of(&mut again), restored.id);
        assert_eq!(released::status(&mut again).damaged, state.missing);
        found += 1;
    }
    assert!(found > 20, "{found}");
}

/// A store whose manifest is gone is taken out as it is; the backup says that it is partial, and has every page.
#[test]
fn what_is_left_of_a_damaged_store_becomes_a_partial_backup() {
    let mut app = store();
    let id = id_of(&mut app);
    let disk = app.disk.copy();
    disk.database(&id).borrow_mut().manifest.as_mut().unwrap()[9] ^= 1;
    let last = *disk.database(&id).borrow().pages.keys().next().unwrap();
    disk.database(&id).borrow_mut().pages.get_mut(&last).unwrap()[40] ^= 1;
    let settings = Settings::default();
    let making = Making { header: Header { is_partial: true, ..header(false) }, keys: None, settings: &settings };
    let (file, pages) = block_on(async {
        let mut store = disk.open(&id, Opening::default()).await.unwrap();
        let head = store.head().await.unwrap();
        let pages = store.page_numbers().await.unwrap();
        let file = make::partial(&mut Live(&mut store), &head, making, &mut |_, _| {}).await.unwrap();
        (file, pages)
    });
    let read = Backup::identify(file.clone()).unwrap();
    assert!(read.header.is_partial);
    let mut contents = read.open(Key::None).unwrap();
    assert_eq!(block_on(contents.page_numbers()).unwrap().len(), pages.len() - 1, "without the damaged one");
    assert!(
        matches!(state_of(&mut contents), Err(Trouble::StoreDamaged { .. })),
        "it is never taken for a whole store"
    );
}

/// An import made while a backup is being made may sweep a page away; the backup fails instead of having a hole.
#[test]
fn a_page_that_is_swept_meanwhile_fails_the_backup() {
    let mut app = store();
    let id = id_of(&mut app);
    let settings = Settings::default();
    let result = block_on(async {
        let disk = app.disk.copy();
        let mut store = disk.open(&id, Opening::default()).await.unwrap();
        let head = store.head().await.unwrap();
        disk.database(&id).borrow_mut().pages.clear();
        let making = Making { header: header(false), keys: None, settings: &settings };
        make::whole(&mut Live(&mut store), &head, making, &mut |_, _| {}).await
    });
    assert_eq!(result, Err(Trouble::Vanished));
}

#[test]
fn backups_of_released_versions_open() {
    for version in released::VERSIONS {
        let mut app = released::opened(version);
        let id = id_of(&mut app);
        let (keys, _) = keys();
        let (expected, file) = (state(&app.disk, &id), backup(&app.disk, &id, Some(&keys)));
        assert!(expected.rows.len() > 3, "{version}");
        let mut contents = open(&file, Key::Passphrase(PASSPHRASE)).unwrap();
        assert_eq!(state_of(&mut contents), Ok(expected.clone()), "{version}");
        let disk = MemoryDisk::default();
        block_on(restore(&disk, &mut contents, None, &expected, today(), &mut |_, _| {})).unwrap();
        let mut again = App::on(disk);
        assert_eq!(csvs(&mut again), csvs(&mut app), "{version}");
    }
}

/// Backups that versions of the program have left: they open for ever.
#[test]
fn backups_made_by_released_versions_open() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/released/backups");
    let mut files = 0;
    for file in fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "benyuan"))
    {
        let state = opened(&fs::read(&file).unwrap(), Key::Passphrase(PASSPHRASE)).unwrap();
        let noted = fs::read_to_string(file.with_extension("txt")).unwrap();
        assert_eq!(state.hash, noted.trim(), "{}", file.display());
        files += 1;
    }
    assert!(files > 0);
}

/// Writes the backup that the test above reads, once for each format: `BENYUAN_BACKUP=1 cargo test leaves_a_backup`.
#[test]
fn this_version_leaves_a_backup() {
    let mut app = store();
    let (id, (keys, recovery)) = (id_of(&mut app), keys());
    let file = backup(&app.disk, &id, Some(&keys));
    let state = opened(&file, Key::Secret(&recovery)).unwrap();
    if std::env::var_os("BENYUAN_BACKUP").is_some() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/released/backups");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(format!("format-{FORMAT}.benyuan")), &file).unwrap();
        fs::write(folder.join(format!("format-{FORMAT}.txt")), format!("{}\n", state.hash)).unwrap();
    }
}

/// By the tool itself: the two ways that `backup.txt` describes. `unzip` and `age` are Debian's.
#[test]
fn age_itself_opens_a_backup_in_both_ways() {
    if which("age").is_none() || which("script").is_none() || which("unzip").is_none() {
        assert!(std::env::var_os("BENYUAN_AGE").is_none(), "age, script and unzip are needed");
        eprintln!("passed over: there is no `age`, `unzip` or `script` here");
        return;
    }
    let mut app = store();
    let id = id_of(&mut app);
    // As the product makes it, with the work that it asks of a passphrase.
    let (keys, recovery) = Keys::draw(PASSPHRASE, benyuan::backup::seal::WORK_FACTOR, 0).unwrap();
    let folder = std::env::temp_dir().join(format!("benyuan-age-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("backup.zip"), backup(&app.disk, &id, Some(&keys))).unwrap();
    fs::write(folder.join("recovery.txt"), format!("# 恢复密钥\n{recovery}\n")).unwrap();
    let shell = |line: &str| {
        let output = process::Command::new("sh").args(["-c", line]).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    };
    shell("unzip -q backup.zip && sha256sum -c hashes.txt");
    shell("age -d -i recovery.txt data.age > by-recovery.zip");
    // The tool asks a terminal for the passphrase.
    shell(&format!("printf '%s\\n' '{PASSPHRASE}' | script -qec 'age -d -o key.txt key.age' /dev/null"));
    shell("age -d -i key.txt data.age > by-passphrase.zip");
    shell(
        "cmp by-recovery.zip by-passphrase.zip && mkdir data && cd data && unzip -q ../by-recovery.zip && sha256sum -c parts.txt",
    );
    assert!(folder.join("data/manifest").exists());
    fs::remove_dir_all(&folder).unwrap();
}

fn which(tool: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?).map(|folder| folder.join(tool)).find(|file| file.exists())
}
