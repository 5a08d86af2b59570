//! Backups over IndexedDB and a real folder: the origin's private one stands for one that a user chose.

use crate::keeper::{browser_folder::BrowserFolder, page};
use benyuan::{
    backup::{
        folder::{At, Folder, keep_up, settings_of},
        read::{Backup, Key},
        settings::{Keys, Problem, Settings},
    },
    engine::{Engine, aside::Aside, restore::restore, store::Disk},
    model::ids::StoreId,
    protocol::{
        Answer, Ask, Now, Request,
        command::{Command, Outcome},
    },
    store_idb::IdbDisk,
    time::Day,
};
use js_sys::{Function, Promise, Reflect, eval};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test as test;

fn disk() -> IdbDisk {
    IdbDisk::new(u64::from(IdbDisk::new(0, drop).random()), drop)
}

fn at(minute: u16) -> At {
    let today: Day = "2026-11-22".parse().unwrap();
    let ms = (i64::from(today.epoch_days()) * 86_400_000) as u64 + u64::from(minute) * 60_000;
    At { today, now: Now { minute, ms, ..Now::default() } }
}

struct App {
    engine: Engine<IdbDisk>,
    id: StoreId,
}

impl App {
    async fn new() -> Self {
        let mut app = Self { engine: Engine::new(disk()), id: StoreId(String::new()) };
        app.id = app.change(Command::CreateStore { name: "城东店".into() }).await;
        let (keys, _) = Keys::draw("一句够长的口令", 2, 0).unwrap();
        let settings = Settings { keys: Some(keys), folder: Some("备份盘".into()), ..Settings::default() };
        disk().keep_backups(&app.id, settings.encode()).await.unwrap();
        app
    }

    async fn change(&mut self, command: Command) -> StoreId {
        let request =
            Request { number: 1, today: at(0).today.epoch_days(), now: Now::default(), ask: Ask::Command(command) };
        match self.engine.handle(request, &mut |_, _| {}).await {
            Ok(Answer::Done(Outcome::Store(status))) => status.id,
            other => panic!("{other:?}"),
        }
    }

    async fn rename(&mut self, name: &str) {
        self.change(Command::RenameStore { name: name.into() }).await;
    }
}

async fn settled(script: &str) -> JsValue {
    JsFuture::from(eval(script).unwrap().dyn_into::<Promise>().unwrap()).await.unwrap()
}

async fn folder(name: &str) -> BrowserFolder {
    let made =
        format!("navigator.storage.getDirectory().then(root => root.getDirectoryHandle('{name}', {{ create: true }}))");
    BrowserFolder::of(settled(&made).await).unwrap()
}

/// Only Chromium lets a page write into a folder that the user chose; elsewhere this code is never reached.
fn has_folders() -> bool {
    let name = eval("navigator.userAgent").ok().and_then(|name| name.as_string()).unwrap_or_default();
    name.contains("Chrome")
}

#[test]
async fn a_backup_goes_into_the_folder_and_comes_back() {
    if !has_folders() {
        return;
    }
    let mut app = App::new().await;
    let mut folder = folder("whole").await;
    let settings = keep_up(&disk(), &app.id, &mut folder, &at(600)).await.unwrap();
    assert_eq!((settings.problem, settings.good.len()), (None, 1));
    app.rename("城西店").await;
    let settings = keep_up(&disk(), &app.id, &mut folder, &at(601)).await.unwrap();
    assert_eq!(folder.names().await.unwrap().len(), 2);

    let file = folder.read(&settings.last().unwrap().file).await.unwrap();
    let mut contents = Backup::identify(file).unwrap().open(Key::Passphrase("一句够长的口令")).unwrap();
    let id = StoreId("backup".into());
    let mut aside = Aside::open(&mut contents, &id).await.unwrap();
    let journal = aside.next_journal();
    let state = aside.state(journal, at(0).today).await.unwrap();
    drop(aside);
    let restored = restore(&disk(), &mut contents, None, &state, at(0).today, &mut |_, _| {}).await.unwrap();
    assert_eq!((restored.name.as_str(), restored.state.hash), ("城西店", state.hash));
    assert_ne!(restored.id, app.id);
}

/// Each is noted at the next backup, which is made at every start; the last good one stays.
#[test]
async fn whatever_stops_a_backup_is_noted() {
    if !has_folders() {
        return;
    }
    let mut app = App::new().await;
    let mut chosen = folder("stopped").await;
    let good = keep_up(&disk(), &app.id, &mut chosen, &at(600)).await.unwrap();
    assert_eq!(good.problem, None);
    app.rename("城南店").await;

    // Not allowed any more, or not before the user is asked.
    for state in ["denied", "prompt"] {
        let says = Function::new_no_args(&format!("return Promise.resolve('{state}')"));
        Reflect::set(chosen.handle(), &"queryPermission".into(), &says).unwrap();
        assert_eq!(run(&app, &mut chosen).await, Some(Problem::Revoked));
    }
    Reflect::delete_property(chosen.handle().unchecked_ref::<js_sys::Object>(), &"queryPermission".into()).unwrap();

    // The disk of the folder is full.
    let full = "(() => { const proto = FileSystemFileHandle.prototype; self.keptWritable = proto.createWritable; \
        proto.createWritable = async () => ({ write: async () => { throw new DOMException('full', 'QuotaExceededError') }, \
        close: async () => {}, abort: async () => {} }); })()";
    eval(full).unwrap();
    assert_eq!(run(&app, &mut chosen).await, Some(Problem::DiskFull));
    eval("FileSystemFileHandle.prototype.createWritable = self.keptWritable").unwrap();
    assert_eq!(chosen.names().await.unwrap().len(), 1, "no empty file is left");

    // The folder is gone.
    settled(
        "navigator.storage.getDirectory().then(root => root.removeEntry('stopped', { recursive: true })).then(() => 1)",
    )
    .await;
    assert_eq!(run(&app, &mut chosen).await, Some(Problem::FolderGone));
    let settings = settings_of(&disk(), &app.id).await.unwrap();
    assert_eq!(settings.good, good.good, "the last good one is still known");

    // Another folder, and all is well.
    let mut other = folder("other").await;
    assert_eq!(run(&app, &mut other).await, None);
    let _ = page::text(other.handle(), "name");
}

async fn run(app: &App, folder: &mut BrowserFolder) -> Option<Problem> {
    keep_up(&disk(), &app.id, folder, &at(700)).await.unwrap().problem.map(|(_, why)| why)
}
