//! What is done with the files on the desk: read one after the other, handed to the engine in chunks, compared, imported.

use super::{App, asking::once, desk::Reading, device};
use crate::ui::reading::{ReadFailure, read_file};
use benyuan::{
    exchange::plan::{FilePlan, Mapping},
    protocol::{
        command::{Command, Outcome, Trouble},
        query::Query,
        reader::ReadRequest,
        view::{PreviewView, View},
    },
    route::Route,
    text::{import, shell},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, FileList};

/// Files dropped or chosen.
pub fn add(app: App, list: Option<FileList>) {
    let Some(list) = list.filter(|list| list.length() > 0) else { return };
    if app.is_demo() {
        app.complain(&Trouble::DemoStore);
        return;
    }
    (0..list.length()).filter_map(|index| list.get(index)).for_each(|file: File| app.desk.put(file));
    app.go(&Route::Import);
    work(app);
}

/// Reads a file again, with mappings the user set.
pub fn remap(app: App, number: u32, chosen: Vec<Mapping>) {
    app.desk.choose(number, chosen);
    work(app);
}

pub fn remove(app: App, number: u32) {
    app.desk.take(number);
    spawn_local(async move {
        // A file that was never staged is not missed.
        let _ = app.client().command(Command::StageDrop { file: number }).await;
        compare(app).await;
    });
}

pub fn discard(app: App) {
    app.desk.clear();
    spawn_local(async move { drop(app.client().command(Command::StageClear).await) });
}

/// Writes what is staged; then the map, and a toast that takes it back.
pub fn import(app: App) {
    let lang = app.lang.get_untracked();
    let first = app.status.with_untracked(|status| status.as_ref().is_none_or(shell::is_empty));
    app.command(Command::Import, move |outcome| {
        let Outcome::Imported { added, updated, unchanged, .. } = outcome else { return };
        app.desk.clear();
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
    match device::keep_for_good().await {
        Some(true) => app.toasts.done(import::KEPT.get(lang).to_owned()),
        _ => app.toasts.note(import::NOT_KEPT.get(lang).to_owned()),
    }
}

/// Works through the waiting files, one at a time: each reader has the device's memory to itself.
fn work(app: App) {
    if app.desk.running.get_untracked() {
        return;
    }
    app.desk.running.set(true);
    spawn_local(async move {
        while let Some(number) = app.desk.next_waiting() {
            if let Err(trouble) = stage(app, number).await {
                app.complain(&trouble);
                app.desk.note(number, Reading::Failed(ReadFailure::Crashed));
            }
            compare(app).await;
        }
        app.desk.running.set(false);
    });
}

async fn stage(app: App, number: u32) -> Result<(), Trouble> {
    let Some(hand) = app.desk.hand(number) else { return Ok(()) };
    let (desk, client) = (app.desk, app.client());
    let name = hand.file.name();
    desk.note(number, Reading::Under(0));
    client.command(Command::StageFile { file: number, name: name.clone() }).await?;
    let remembered = once(app, Query::Mappings, open_mappings).await?;
    let request = ReadRequest { name, remembered, chosen: hand.chosen.clone() };
    let on_progress = move |share| desk.note(number, Reading::Under(share));
    let on_rows = {
        let client = client.clone();
        move |rows| {
            // Asked at once, so in order and before `StageDone`; a trouble comes again with that.
            let staged = client.command(Command::StageRows { file: number, rows });
            spawn_local(async move { drop(staged.await) });
        }
    };
    let result = read_file(hand.file, request, on_progress, on_rows, hand.cancel.clone()).await;
    if hand.cancel.is_cancelled() && !matches!(result, Err(ReadFailure::Cancelled)) {
        return Ok(());
    }
    finish(app, number, result, hand.chosen).await
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
        Err(failure) => {
            app.client().command(Command::StageDrop { file: number }).await?;
            app.desk.note(number, Reading::Failed(failure));
        }
    }
    Ok(())
}

async fn compare(app: App) {
    match once(app, Query::Preview, open_preview).await {
        Ok(preview) => app.desk.preview.set(Some(preview)),
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
