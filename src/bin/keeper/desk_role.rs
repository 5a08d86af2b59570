//! The desk over IndexedDB: one press after another; and the automatic backup, once.

use super::{browser_folder::BrowserFolder, page};
use benyuan::{
    backup::{
        desk::Desk,
        folder::{At, keep_up, problem_of, settings_of},
        problem_words,
        settings::{Problem, Settings},
    },
    engine::{restore, store::Disk as _},
    model::ids::StoreId,
    protocol::command::Trouble,
    store_idb::{IdbDisk, folder_of, keep_folder},
    text::{Lang, backup as words},
};
use futures::{StreamExt, channel::mpsc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

fn disk() -> IdbDisk {
    IdbDisk::new(page::tab(), drop)
}

/// Listens before it speaks: a message to a worker that does not listen yet is lost.
pub fn start() {
    let (pressed, queue) = mpsc::unbounded();
    page::listen(move |message| drop(pressed.unbounded_send(message)));
    page::post(&page::object(&[("hello", true.into())]));
    spawn_local(serve(queue));
}

async fn serve(mut queue: mpsc::UnboundedReceiver<JsValue>) {
    let mut desk: Option<Desk<IdbDisk>> = None;
    while let Some(message) = queue.next().await {
        let at = page::at(&message);
        let desk = desk.get_or_insert_with(|| Desk::new(disk(), page::lang(&message), at.clone()));
        let act = match page::act(&message).await {
            Ok(act) => act,
            Err(why) => {
                page::post(&page::object(&[("failed", page::text(&why, "message").into())]));
                continue;
            }
        };
        let id = last().await;
        let mut folder = folder_for(id.as_ref(), &message).await;
        let mut progress = |done: u32, total: u32| {
            page::post(&page::object(&[("done", done.into()), ("total", total.into())]));
        };
        let shown = desk.act(act, at.clone(), page::offers(&message), folder.as_mut(), &mut progress).await;
        page::post(&page::shown(shown));
        tell(page::lang(&message), at.now.ms, folder.as_ref(), None).await;
    }
}

/// The store opened last.
async fn last() -> Option<StoreId> {
    let stores = restore::listed(&disk()).await.ok()?;
    let of = |is_wanted: fn(&restore::Listed) -> bool| stores.iter().find(|store| is_wanted(store));
    of(|store| store.is_last).or_else(|| of(|store| !store.is_demo)).map(|store| store.id.clone())
}

/// The folder that was just chosen, which is kept from now on, or the one that was.
async fn folder_for(id: Option<&StoreId>, message: &JsValue) -> Option<BrowserFolder> {
    let id = id?;
    if let Some(chosen) = BrowserFolder::of(page::part(message, "folder")) {
        // Without room to keep it, this backup still goes there; the next start says that the folder is gone.
        drop(keep_folder(id, chosen.handle()).await);
        return Some(chosen);
    }
    BrowserFolder::of(folder_of(id).await.ok()?)
}

/// One automatic backup of the store opened last, and how it went.
pub async fn automatic() {
    page::listen(|message| {
        spawn_local(async move {
            let (at, lang) = (page::at(&message), page::lang(&message));
            let mut why = None;
            if let Some(id) = last().await {
                // What cannot even be noted is said all the same.
                why = once(&id, &at).await.err();
            }
            tell(lang, at.now.ms, None, why).await;
            page::post(&page::object(&[("ended", true.into())]));
        });
    });
    page::post(&page::object(&[("hello", true.into())]));
}

async fn once(id: &StoreId, at: &At) -> Result<(), Trouble> {
    let disk = disk();
    let mut settings: Settings = settings_of(&disk, id).await?;
    if settings.folder.is_none() {
        return Ok(());
    }
    match BrowserFolder::of(folder_of(id).await?) {
        Some(mut folder) => keep_up(&disk, id, &mut folder, at).await.map(drop),
        None => {
            settings.problem = Some((at.now.ms, Problem::FolderGone));
            disk.keep_backups(id, settings.encode()).await
        }
    }
}

/// How the backups of the store stand, for the pages outside: `public/watch.js` shows it. The folder is for the window, which
/// alone may ask the user for it again.
async fn tell(lang: Lang, now_ms: u64, folder: Option<&BrowserFolder>, failed: Option<Trouble>) {
    let Some(id) = last().await else { return };
    let settings = settings_of(&disk(), &id).await.unwrap_or_default();
    let last = settings.last();
    let ago = last.map(|good| words::ago(lang, now_ms.saturating_sub(good.made_ms)));
    let failed = failed.map(problem_of);
    let problem = settings.problem.as_ref().map(|(_, why)| why).or(failed.as_ref()).map(|why| {
        let why = problem_words(lang, why);
        words::failed(lang, &why, ago.as_deref())
    });
    page::post(&page::object(&[
        ("store", id.0.into()),
        ("automatic", settings.folder.is_some().into()),
        ("made", last.map_or(JsValue::NULL, |good| (good.made_ms as f64).into())),
        ("folder", folder.map_or(JsValue::NULL, |folder| folder.handle().clone())),
        ("problem", problem.map_or(JsValue::NULL, Into::into)),
    ]));
}
