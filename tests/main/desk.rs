//! The desk of backup, restore and rescue, as a user goes through it; and automatic backups with everything that stops them.

use crate::{
    backups::{id_of, state, store, today},
    released,
    support::App,
};
use benyuan::{
    backup::{
        desk::{Act, Desk, Effect, Offers, Page},
        folder::{At, Folder, keep_up, settings_of},
        read::{Backup, Fault, Key},
        settings::{Keys, Place, Problem},
    },
    engine::{memory::MemoryDisk, store::Disk},
    model::{ids::StoreId, rows::KINDS},
    protocol::{Now, command::Command, query::Query, view::View},
    text::Lang,
    time::Day,
};
use pollster::block_on;
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    io::{Cursor, Read},
    rc::Rc,
};

const PASSPHRASE: &str = "城东店 2026 冬";

/// A folder that can fail.
#[derive(Clone, Default)]
struct Drawer {
    files: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    fails: Rc<RefCell<Option<Problem>>>,
    /// What is written arrives with a bit flipped.
    spoils: Rc<Cell<bool>>,
}

impl Drawer {
    fn check(&self) -> Result<(), Problem> {
        self.fails.borrow().clone().map_or(Ok(()), Err)
    }
}

impl Folder for Drawer {
    fn name(&self) -> String {
        "备份盘".into()
    }

    async fn names(&mut self) -> Result<Vec<String>, Problem> {
        self.check()?;
        Ok(self.files.borrow().keys().cloned().collect())
    }

    async fn read(&mut self, name: &str) -> Result<Vec<u8>, Problem> {
        self.check()?;
        self.files.borrow().get(name).cloned().ok_or(Problem::FolderGone)
    }

    async fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Problem> {
        self.check()?;
        let mut bytes = bytes.to_vec();
        if self.spoils.get() {
            bytes[999] ^= 1;
        }
        self.files.borrow_mut().insert(name.to_owned(), bytes);
        Ok(())
    }

    async fn remove(&mut self, name: &str) -> Result<(), Problem> {
        self.check()?;
        self.files.borrow_mut().remove(name);
        Ok(())
    }
}

fn at(day: Day, minute: u16) -> At {
    let ms = (i64::from(day.epoch_days()) * 86_400_000) as u64 + u64::from(minute) * 60_000;
    At { today: day, now: Now { minute, ms, ..Now::default() } }
}

struct User {
    desk: Desk<MemoryDisk>,
    drawer: Option<Drawer>,
    at: At,
}

impl User {
    fn new(disk: &MemoryDisk, lang: Lang) -> Self {
        let at = at(today(), 600);
        Self { desk: Desk::new(disk.clone(), lang, at.clone()), drawer: None, at }
    }

    fn act(&mut self, act: Act) -> Page {
        let offers = Offers { folders: true, share: true, is_secure: true };
        block_on(self.desk.act(act, self.at.clone(), offers, self.drawer.as_mut(), &mut |_, _| {}))
    }

    fn press(&mut self, act: &str) -> Page {
        self.act(Act { act: act.into(), ..Act::default() })
    }

    fn press_of(&mut self, act: &str, of: &StoreId) -> Page {
        self.act(Act { act: act.into(), of: of.0.clone(), ..Act::default() })
    }

    fn fill(&mut self, act: &str, values: &[(&str, &str)]) -> Page {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.act(Act { act: act.into(), values, ..Act::default() })
    }

    fn choose(&mut self, act: &str, bytes: &[u8]) -> Page {
        self.act(Act { act: act.into(), file: Some(("备份.benyuan".into(), bytes.to_vec())), ..Act::default() })
    }

    fn set_up(&mut self) -> String {
        let page = self.fill("set-up", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]);
        let key = page.body.split("data-role=\"recovery\"").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
        text(&format!("<p{key}")).replace(char::is_whitespace, "")
    }
}

/// The words of a page, without its markup.
fn text(body: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for one in body.chars() {
        match one {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                words.push(' ');
            }
            one if !is_tag => words.push(one),
            _ => {}
        }
    }
    words
}

fn saved(page: &Page) -> Vec<u8> {
    let saved = page.effects.iter().find_map(|effect| match effect {
        Effect::Save { bytes, .. } => Some(bytes.clone()),
        _ => None,
    });
    saved.unwrap_or_else(|| panic!("nothing to save: {}", text(&page.body)))
}

#[test]
fn one_sets_a_passphrase_backs_up_loses_everything_and_restores() {
    let mut app = store();
    let id = id_of(&mut app);
    let expected = state(&app.disk, &id);
    let mut user = User::new(&app.disk, Lang::Zh);
    assert!(text(&user.press("home").body).contains("还没有备份"));
    let refused = user.fill("set-up", &[("passphrase", "短"), ("again", "短")]);
    assert!(text(&refused.body).contains("至少 8 位"));
    let refused = user.fill("set-up", &[("passphrase", PASSPHRASE), ("again", "另一句密码啊啊")]);
    assert!(text(&refused.body).contains("不一样"));
    let recovery = user.set_up();
    let page = user.press("back-up");
    let file = saved(&page);
    assert!(text(&page.body).contains("刚刚") && text(&page.body).contains("已验证"));

    // Another browser, in which there is nothing.
    for (field, key) in [("passphrase", PASSPHRASE.to_owned()), ("recovery", recovery)] {
        let empty = App::new();
        let mut user = User::new(&empty.disk, Lang::Zh);
        let page = user.choose("choose", &file);
        assert!(text(&page.body).contains("城东店"));
        let page = user.fill("unlock", &[(field, "不对的密码")]);
        let wrong = if field == "passphrase" { "密码不对" } else { "恢复密钥不是这份备份的" };
        assert!(text(&page.body).contains(wrong), "{}", text(&page.body));
        let page = user.fill("unlock", &[(field, &key)]);
        assert!(text(&page.body).contains("20 行"), "{}", text(&page.body));
        let page = user.press("restore-new");
        assert!(text(&page.body).contains("已恢复"), "{}", text(&page.body));
        let mut again = App::on(empty.disk.copy());
        let restored = id_of(&mut again);
        assert_eq!(csvs(&mut again), csvs(&mut app));
        assert_ne!(restored, id);
        // It goes on with the same passphrase.
        let file = saved(&user.press("back-up"));
        let contents = Backup::identify(file).unwrap().open(Key::Passphrase(PASSPHRASE)).unwrap();
        assert!(contents.is_whole());
    }
    assert_eq!(state(&app.disk, &id), expected, "nothing of the first store was touched");
}

fn csvs(app: &mut App) -> Vec<View> {
    KINDS.map(|kind| app.query(Query::RowsCsv(kind))).to_vec()
}

#[test]
fn a_store_restored_over_another_keeps_that_until_somebody_confirms() {
    let mut app = store();
    let id = id_of(&mut app);
    let mut user = User::new(&app.disk, Lang::Zh);
    user.set_up();
    let file = saved(&user.press("back-up"));
    drop(app.command(Command::Undo(None)));
    let disk = app.disk.clone();
    drop(app);
    user.choose("choose", &file);
    let page = user.fill("unlock", &[("passphrase", PASSPHRASE)]);
    assert!(text(&page.body).contains("代替现在的“城东店”"), "{}", text(&page.body));
    let page = user.press_of("restore-over", &id);
    assert!(text(&page.body).contains("恢复前的数据还保留着"), "{}", text(&page.body));
    assert!(disk.has(&id));
    let page = user.press("delete-old");
    assert!(text(&page.body).contains("已删除") && !disk.has(&id));
    let mut again = App::on(disk);
    assert!(released::status(&mut again).name.starts_with("城东店"));
    assert!(!text(&user.press("home").body).contains("恢复前的数据"));
}

#[test]
fn a_rehearsal_opens_the_last_backup_aside_and_a_skipped_one_is_shown() {
    let mut app = store();
    let id = id_of(&mut app);
    let mut user = User::new(&app.disk, Lang::Zh);
    user.set_up();
    user.press("back-up");
    assert!(!text(&user.press("home").body).contains("该演练了"));
    user.at = at(today().plus_days(8), 600);
    assert!(text(&user.press("home").body).contains("该演练了"));
    assert!(text(&user.press("skip").body).contains("上次跳过了演练"));
    // With a folder it takes the last backup from there.
    user.drawer = Some(Drawer::default());
    user.press("folder");
    let before = state(&app.disk, &id);
    let page = user.fill("rehearse", &[("passphrase", "另一句密码")]);
    assert!(text(&page.body).contains("密码不对"));
    let page = user.fill("rehearse", &[("passphrase", PASSPHRASE)]);
    let words = text(&page.body);
    assert!(words.contains("演练成功") && words.contains("客户19") && words.contains("客户17"), "{words}");
    assert_eq!(state(&app.disk, &id), before);
    assert!(!text(&user.press("home").body).contains("上次跳过了演练"));
}

fn automatic(app: &App) -> (StoreId, Drawer) {
    let mut user = User::new(&app.disk, Lang::Zh);
    let drawer = Drawer::default();
    user.set_up();
    user.drawer = Some(drawer.clone());
    let page = user.press("folder");
    assert!(text(&page.body).contains("备份盘"), "{}", text(&page.body));
    let View::Status(status) = App::on(app.disk.copy()).query(Query::Status) else { panic!("no status") };
    (status.id, drawer)
}

#[test]
fn an_automatic_backup_follows_each_change_and_keeps_few() {
    let mut app = store();
    let (id, drawer) = automatic(&app);
    assert_eq!(drawer.files.borrow().len(), 1);
    let run = |minute: u16| block_on(keep_up(&app.disk, &id, &mut drawer.clone(), &at(today(), minute))).unwrap();
    assert_eq!(run(601).good.len(), 1, "nothing has changed");
    let disk = app.disk.clone();
    for minute in 602..608 {
        app.command(Command::RenameStore { name: "城东店".into() }).unwrap();
        app.command(Command::KeepDrafts(vec![("note".into(), format!("草稿{minute}"))])).unwrap();
        let settings = block_on(keep_up(&disk, &id, &mut drawer.clone(), &at(today(), minute))).unwrap();
        assert_eq!(settings.last().map(|good| good.to), Some(Place::Folder));
    }
    assert_eq!(drawer.files.borrow().len(), 3, "three of today");
    // One that somebody deleted is made again, although nothing has changed.
    drawer.files.borrow_mut().clear();
    block_on(keep_up(&disk, &id, &mut drawer.clone(), &at(today(), 620))).unwrap();
    assert_eq!(drawer.files.borrow().len(), 1);
    let (_, file) = drawer.files.borrow().first_key_value().map(|(name, file)| (name.clone(), file.clone())).unwrap();
    let settings = block_on(settings_of(&disk, &id)).unwrap();
    let keys: Keys = settings.keys.unwrap();
    assert!(Backup::identify(file).unwrap().open(Key::Secret(&keys.identity)).unwrap().is_whole());
}

/// Whatever stops it is red at once, with the last good one and the reason, and the last good one stays.
#[test]
fn whatever_stops_an_automatic_backup_is_said_at_once() {
    for (problem, words) in [
        (Problem::Revoked, "不再允许写入这个文件夹"),
        (Problem::FolderGone, "文件夹找不到了"),
        (Problem::DiskFull, "磁盘满了"),
        (Problem::Quota, "浏览器的空间用完了"),
    ] {
        let mut app = store();
        let (id, drawer) = automatic(&app);
        app.command(Command::KeepDrafts(vec![("note".into(), "新的草稿".into())])).unwrap();
        *drawer.fails.borrow_mut() = Some(problem.clone());
        let later = at(today().plus_days(3), 480);
        let settings = block_on(keep_up(&app.disk, &id, &mut drawer.clone(), &later)).unwrap();
        assert_eq!(settings.problem.as_ref().map(|(_, why)| why), Some(&problem));
        assert_eq!(drawer.files.borrow().len(), 1);
        let mut user = User::new(&app.disk, Lang::Zh);
        user.at = later;
        let page = text(&user.press("home").body);
        assert!(page.contains(words) && page.contains("2 天前"), "{page}");
        // Allowed again, it goes on.
        *drawer.fails.borrow_mut() = None;
        user.drawer = Some(drawer.clone());
        assert!(!text(&user.press("folder").body).contains(words));
        assert_eq!(drawer.files.borrow().len(), 2);
    }
}

#[test]
fn what_is_not_read_back_the_same_is_no_backup() {
    let mut app = store();
    let (id, drawer) = automatic(&app);
    app.command(Command::KeepDrafts(vec![("note".into(), "新的草稿".into())])).unwrap();
    drawer.spoils.set(true);
    let settings = block_on(keep_up(&app.disk, &id, &mut drawer.clone(), &at(today(), 700))).unwrap();
    assert_eq!(settings.problem.map(|(_, why)| why), Some(Problem::NotTheSame));
    assert_eq!(settings.good.len(), 1);
    assert_eq!(drawer.files.borrow().len(), 1, "what is no backup does not lie among them");
}

#[test]
fn a_damaged_store_is_no_backup_and_rescue_takes_out_what_is_left() {
    let app = store();
    let (id, drawer) = automatic(&app);
    let disk = app.disk.clone();
    drop(app);
    let pages = disk.database(&id).borrow().pages.len();
    // The page of leads, which has most of them.
    let largest =
        disk.database(&id).borrow().pages.iter().max_by_key(|(_, page)| page.len()).map(|(number, _)| *number);
    disk.database(&id).borrow_mut().pages.get_mut(&largest.unwrap()).unwrap()[60] ^= 1;
    let settings = block_on(keep_up(&disk, &id, &mut drawer.clone(), &at(today(), 700))).unwrap();
    assert_eq!(settings.problem.map(|(_, why)| why), Some(Problem::StoreUnreadable));
    for lang in [Lang::Zh, Lang::En] {
        let mut user = User::new(&disk, lang);
        let words = text(&user.press("rescue").body);
        let expected = if lang == Lang::Zh { ["有损坏", "读不出来"] } else { ["Damaged", "cannot be read"] };
        assert!(expected.iter().all(|word| words.contains(word)), "{words}");
        let file = saved(&user.press_of("partial", &id));
        let backup = Backup::identify(file).unwrap();
        assert!(backup.header.is_partial);
        let contents = backup.open(Key::Passphrase(PASSPHRASE)).unwrap();
        assert!(contents.has_manifest() && contents.is_whole());
        let taken = saved(&user.press_of("take-out", &id));
        let names: Vec<String> = zip::ZipArchive::new(Cursor::new(taken))
            .unwrap()
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect();
        assert!(names.iter().all(|name| name.ends_with(".csv")) && !names.is_empty());
    }
    assert!(pages > 1);
}

/// The list of pages is gone too: every page is read by itself, and a partial backup of them opens as no whole store.
#[test]
fn a_store_without_its_manifest_is_taken_out_page_by_page() {
    let mut app = store();
    let id = id_of(&mut app);
    let disk = app.disk.clone();
    let rows = app.query(Query::RowsCsv(KINDS[0]));
    drop(app);
    disk.database(&id).borrow_mut().manifest.as_mut().unwrap()[3] ^= 1;
    disk.database(&id).borrow_mut().previous = None;
    let mut user = User::new(&disk, Lang::Zh);
    assert!(text(&user.press("rescue").body).contains("有损坏"));
    let mut zip = zip::ZipArchive::new(Cursor::new(saved(&user.press_of("take-out", &id)))).unwrap();
    let mut csv = String::new();
    zip.by_name("线索.csv").unwrap().read_to_string(&mut csv).unwrap();
    let View::Csv(rows) = rows else { panic!("no rows") };
    assert_eq!(csv.lines().count(), rows.lines().count());
    let file = saved(&user.press_of("partial", &id));
    user.choose("choose", &file);
    let page = text(&user.press("unlock").body);
    assert!(page.contains("已损坏"), "{page}");
    let page = user.act(Act {
        act: "delete".into(),
        of: id.0.clone(),
        values: vec![("name".into(), "别的店".into())],
        file: None,
    });
    assert!(text(&page.body).contains("没有删除") && disk.has(&id));
    let page = user.act(Act {
        act: "delete".into(),
        of: id.0.clone(),
        values: vec![("name".into(), "城东店".into())],
        file: None,
    });
    assert!(text(&page.body).contains("已删除") && !disk.has(&id));
}

/// Four causes, four sentences, in both languages.
#[test]
fn each_cause_has_a_sentence_of_its_own() {
    let mut app = store();
    let id = id_of(&mut app);
    let mut user = User::new(&app.disk, Lang::Zh);
    user.set_up();
    let file = saved(&user.press("back-up"));
    let mut newer = file.clone();
    let place = newer.windows(9).position(|bytes| bytes == b"format: 1").unwrap();
    newer[place + 8] = b'2';
    assert_eq!(Backup::identify(newer.clone()).err(), None, "a changed digit alone is damage, not a newer version");
    for (lang, words) in [
        (Lang::Zh, ["这不是本源的备份文件", "有损坏", "密码不对"]),
        (Lang::En, ["not a backup of Benyuan", "is damaged", "passphrase is wrong"]),
    ] {
        let mut user = User::new(&app.disk, lang);
        let stranger = text(&user.choose("choose", b"%PDF-1.7 something else").body);
        assert!(stranger.contains(words[0]), "{stranger}");
        let cut = text(&user.choose("choose", &file[..file.len() / 2]).body);
        assert!(cut.contains(words[1]), "{cut}");
        user.choose("choose", &file);
        let wrong = text(&user.fill("unlock", &[("passphrase", "不对的密码啊")]).body);
        assert!(wrong.contains(words[2]), "{wrong}");
    }
    assert!(disk_is_untouched(&app.disk, &id));
    let _ = Fault::Newer;
}

fn disk_is_untouched(disk: &MemoryDisk, id: &StoreId) -> bool {
    block_on(disk.peek(id)).is_ok()
}

#[test]
fn everything_comes_out_in_open_form() {
    let mut app = store();
    let mut user = User::new(&app.disk, Lang::Zh);
    let mut zip = zip::ZipArchive::new(Cursor::new(saved(&user.press("export")))).unwrap();
    let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    for name in ["csv/线索.csv", "excel/线索.xlsx", "csv/跟进.csv", "excel/跟进.xlsx"] {
        assert!(names.iter().any(|one| one == name), "{name}: {names:?}");
    }
    let View::Csv(expected) = app.query(Query::RowsCsv(KINDS[0])) else { panic!("no rows") };
    let mut csv = String::new();
    zip.by_name("csv/线索.csv").unwrap().read_to_string(&mut csv).unwrap();
    assert_eq!(csv, expected);
    let mut bytes = Vec::new();
    zip.by_name("excel/线索.xlsx").unwrap().read_to_end(&mut bytes).unwrap();
    use calamine::{Data, Reader};
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.height(), expected.lines().count());
    let (heads, first): (Vec<_>, Vec<_>) =
        (sheet.rows().next().unwrap().to_vec(), sheet.rows().nth(1).unwrap().to_vec());
    let column = |head: &str| heads.iter().position(|one| *one == Data::String(head.to_owned())).unwrap();
    assert_eq!(first[column("手机号")], Data::String("13900000000".into()), "a number that names somebody is a text");
    assert_eq!(first[column("微信昵称")], Data::String("昵称0".into()));
}

/// No sentence of one language on the pages of the other.
#[test]
fn the_pages_are_complete_in_both_languages() {
    let app = store();
    let chinese = |text: &str| text.chars().any(|one| ('\u{4e00}'..='\u{9fff}').contains(&one));
    let mut user = User::new(&app.disk, Lang::En);
    let mut pages = vec![user.press("home"), user.press("rescue"), user.press("home")];
    user.set_up();
    pages.push(user.press("home"));
    pages.push(user.press("back-up"));
    for page in pages {
        let words = text(&page.body).replace("城东店", "");
        assert!(!chinese(&words), "{words}");
    }
}
