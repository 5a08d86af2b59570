//! The work on the desk's files: they are read one after another, by readers that hand the rows to the engine,
//! compared, imported.

use super::{
    App,
    asking::once,
    desk::{Hand, Reading},
};
use crate::ui::{
    browser,
    reading::{self, ReadFailure},
};
use benyuan::{
    exchange::plan::{FilePlan, Mapping},
    model::ids::StoreId,
    protocol::{
        command::{Command, Outcome, Trouble},
        query::Query,
        reader::ReadRequest,
        view::{PreviewView, StoreStatus, View},
    },
    route::Route,
    text::{import, shell},
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{FileList, MessagePort};

/// Adds files that were dropped or chosen.
pub fn add(app: App, list: Option<FileList>) {
    let Some(list) = list.filter(|list| list.length() > 0) else { return };
    if app.is_demo() {
        app.complain(&Trouble::DemoStore);
        return;
    }
    app.desk.put((0..list.length()).filter_map(|index| list.get(index)));
    app.go(&Route::Import);
    work(app);
}

/// Reads again, with the user's mappings, every file that has sheets of those shapes.
pub fn settle(app: App, settled: &[Mapping]) {
    app.desk.settle(settled);
    work(app);
}

pub fn remove(app: App, number: u32) {
    app.desk.take(number);
    spawn_local(async move {
        // Dropping a file that was never staged changes nothing.
        let _ = app.client().command(Command::StageDrop { file: number }).await;
        compare(app).await;
    });
}

pub fn discard(app: App) {
    app.desk.clear();
    spawn_local(async move { drop(app.client().command(Command::StageClear).await) });
}

/// The engine lost what was staged, but the files are still here: reads them again.
pub fn again(app: App) {
    app.desk.again();
    if app.desk.next_waiting().is_some() {
        work(app);
    }
}

/// Files are chosen for one store. Another store has a desk of its own; the files wait until theirs is opened again.
pub fn change_store(app: App, from: &StoreStatus, to: &StoreId) {
    let lang = app.lang.get_untracked();
    let count = app.desk.put_away(from.id.clone());
    if count > 0 {
        app.toasts.note(import::put_away(lang, count, &shell::store_name(lang, &from.name)));
    }
    app.desk.bring_back(to);
    if app.desk.next_waiting().is_some() {
        work(app);
    }
}

/// Imports what is staged; then shows the map, and a toast that takes it back.
pub fn import(app: App) {
    let lang = app.lang.get_untracked();
    let first = app.status.with_untracked(|status| status.as_ref().is_none_or(shell::is_empty));
    let imported = app.desk.recognised();
    app.command(Command::Import, move |outcome| {
        let Outcome::Imported { added, updated, unchanged, .. } = outcome else { return };
        // Files added meanwhile and files of no kind stay. Their staged rows went with the import, so they are read
        // again.
        app.desk.take_all(&imported);
        again(app);
        let words = import::imported(lang, added, updated, unchanged);
        if added + updated == 0 {
            app.toasts.done(words);
        } else {
            app.toasts.with_action(words, shell::UNDO, Callback::new(move |()| undo(app)));
        }
        app.go(&Route::Map(Default::default()));
        if first && added > 0 {
            spawn_local(say_if_kept(app));
        }
    });
}

pub fn undo(app: App) {
    let lang = app.lang.get_untracked();
    app.command(Command::UndoImport, move |_| app.toasts.done(import::UNDONE.get(lang).to_owned()));
}

async fn say_if_kept(app: App) {
    let lang = app.lang.get_untracked();
    match browser::keep_for_good().await {
        Some(true) => app.toasts.done(import::KEPT.get(lang).to_owned()),
        _ => app.toasts.note(import::NOT_KEPT.get(lang).to_owned()),
    }
}

/// Reads the waiting files, one at a time, and compares them with the store when none waits any more.
fn work(app: App) {
    if app.desk.running.get_untracked() {
        return;
    }
    app.desk.running.set(true);
    spawn_local(async move {
        while app.desk.next_waiting().is_some() {
            if let Err(trouble) = read_waiting(app).await {
                app.complain(&trouble);
            }
            compare(app).await;
        }
        app.desk.running.set(false);
    });
}

/// Mappings are asked for once: only an import changes them.
async fn read_waiting(app: App) -> Result<(), Trouble> {
    let mut reading = reading::Reading::new();
    let remembered = match once(app, Query::Mappings, open_mappings).await {
        Ok(remembered) => remembered,
        Err(trouble) => {
            fail_waiting(app);
            return Err(trouble);
        }
    };
    while let Some(number) = app.desk.next_waiting() {
        if let Err(trouble) = stage(app, number, &mut reading, remembered.clone()).await {
            app.complain(&trouble);
            app.desk.note(number, Reading::Failed(ReadFailure::Crashed));
        }
    }
    Ok(())
}

/// Without an engine nothing can be staged, however often it is retried.
fn fail_waiting(app: App) {
    while let Some(number) = app.desk.next_waiting() {
        app.desk.note(number, Reading::Failed(ReadFailure::Crashed));
    }
}

async fn stage(app: App, number: u32, reading: &mut reading::Reading, remembered: Vec<Mapping>) -> Result<(), Trouble> {
    let Some(Hand { file, chosen, cancel }) = app.desk.hand(number) else { return Ok(()) };
    let request = ReadRequest { name: file.name(), remembered, chosen: chosen.clone() };
    app.desk.note(number, Reading::Under(0));
    let staged = Staged { app, number, name: file.name() };
    let result = reading.read(&file, &request, &staged, &cancel).await;
    if cancel.is_cancelled() && !matches!(result, Err(ReadFailure::Cancelled)) {
        return Ok(());
    }
    finish(app, number, result, chosen).await
}

/// A file on its way to the engine.
struct Staged {
    app: App,
    number: u32,
    name: String,
}

impl reading::Desk for Staged {
    fn begin(&self, rows: MessagePort) {
        self.app.client().stage(self.number, self.name.clone(), rows);
    }

    fn progress(&self, share: u16) {
        self.app.desk.note(self.number, Reading::Under(share));
    }
}

async fn finish(
    app: App,
    number: u32,
    result: Result<FilePlan, ReadFailure>,
    chosen: Vec<Mapping>,
) -> Result<(), Trouble> {
    match result {
        Ok(plan) => {
            app.client().command(Command::StageDone { file: number, plan: plan.clone(), chosen }).await?;
            app.desk.note(number, Reading::Read(plan));
        }
        // Put back on the desk to be read again, or removed from it: nothing of this reading is shown.
        Err(ReadFailure::Cancelled) => {}
        Err(failure) => {
            app.client().command(Command::StageDrop { file: number }).await?;
            app.desk.note(number, Reading::Failed(failure));
        }
    }
    Ok(())
}

async fn compare(app: App) {
    match once(app, Query::Preview, open_preview).await {
        Ok(preview) => app.desk.compared(preview),
        Err(trouble) => app.complain(&trouble),
    }
}

fn open_mappings(view: View) -> Option<Vec<Mapping>> {
    match view {
        View::Mappings(mappings) => Some(mappings),
        _ => None,
    }
}

fn open_preview(view: View) -> Option<PreviewView> {
    match view {
        View::Preview(preview) => Some(preview),
        _ => None,
    }
}
