//! The open store: opening, switching, changing, losing it. Every command of the page passes through here.

use super::{App, drafts, preferences, staging};
use crate::ui::client::ClientEvent;
use benyuan::{
    model::ids::StoreId,
    protocol::{
        command::{Command, Outcome, Trouble},
        view::StoreStatus,
    },
    text::{follow_ups, trouble},
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Handles the engine's unasked messages.
pub fn listen(app: App) {
    app.client().on_event(move |event| match event {
        ClientEvent::Restarted => {
            // The stopped engine's staged rows are gone; the files are not, and are read again.
            app.complain(&Trouble::EngineStopped);
            begin(app);
        }
        ClientEvent::Stopped => app.session.set(Session::Lost(Trouble::EngineStopped)),
        ClientEvent::Lost(trouble) => app.session.set(Session::Lost(trouble)),
        ClientEvent::BuildMismatch => app.session.set(Session::Lost(Trouble::NotUnderstood)),
    });
    end_with_the_page(app);
}

/// Leaving the page ends the engine, which releases the store. WebKit would keep a left page's worker and its lock for
/// a while, and so refuse the store to the reloaded page. A page that is shown again afterwards is reloaded.
fn end_with_the_page(app: App) {
    let _ = window_event_listener_untyped("pagehide", move |_| {
        app.client().stop();
        let _ = window_event_listener_untyped("pageshow", |_| drop(window().location().reload()));
    });
}

#[derive(Clone, PartialEq, Debug)]
pub enum Session {
    Opening,
    Open,
    /// Nothing can be shown until the user does what the page advises.
    Lost(Trouble),
}

/// Opens the store that was used last.
pub fn begin(app: App) {
    enter(app, Command::Begin { remembered: preferences::remembered() });
}

/// Opens a store in place of what could not be shown.
pub fn enter(app: App, command: Command) {
    app.session.set(Session::Opening);
    spawn_local(async move {
        let before = app.status.with_untracked(|status| status.as_ref().map(|status| status.id.clone()));
        match app.client().command(command).await {
            Ok(outcome) => {
                take_over(app, &outcome);
                let now = app.status.with_untracked(|status| status.as_ref().map(|status| status.id.clone()));
                if now == before {
                    // The engine reopened the store, so nothing is staged.
                    staging::again(app);
                }
            }
            Err(trouble) => app.session.set(Session::Lost(trouble)),
        }
    });
}

impl App {
    /// Sends a command; takes over the store's new state, and shows a trouble as a toast. `then` runs on success.
    pub fn command(self, command: Command, then: impl FnOnce(Outcome) + 'static) {
        self.sent(command, Box::new(then));
    }

    /// One function for all of them: a future for each would be most of the page.
    fn sent(self, command: Command, then: Box<dyn FnOnce(Outcome)>) {
        self.busy.set(true);
        self.toasts.close_offers();
        let wanted = match &command {
            Command::OpenStore(id) => id.clone(),
            _ => None,
        };
        spawn_local(async move {
            let progress = move |done, total| self.progress.set(Some((done, total)));
            let result = self.client().command_with_progress(command, progress).await;
            self.busy.set(false);
            self.progress.set(None);
            match result {
                Ok(outcome) => {
                    take_over(self, &outcome);
                    self.changes.update(|changes| *changes += 1);
                    then(outcome);
                }
                Err(Trouble::OpenElsewhere) if wanted.is_some() => self.offer_to_take_over(wanted),
                // The store that was to be opened is missing; the present one is still open.
                Err(Trouble::Vanished) if wanted.is_some() => self.complain(&Trouble::Vanished),
                Err(trouble) if is_lost(&trouble) => self.session.set(Session::Lost(trouble)),
                Err(trouble) => self.complain(&trouble),
            }
        });
    }

    /// Says what was written, and offers to take it back; of an undo, to do it again.
    pub fn tell_written(self, said: String, is_undo: bool) {
        let (words, command) =
            if is_undo { (follow_ups::REDO, Command::Redo) } else { (follow_ups::UNDO, Command::Undo(None)) };
        self.toasts.with_action(said, words, Callback::new(move |()| self.switch(command.clone())));
    }

    /// Takes back an action, or the last one.
    pub fn undo(self, action: Option<String>) {
        self.switch(Command::Undo(action));
    }

    pub fn redo(self) {
        self.switch(Command::Redo);
    }

    fn switch(self, command: Command) {
        if self.busy.get_untracked() {
            return;
        }
        self.command(command, move |outcome| {
            if let Outcome::Written { said, is_undo, .. } = outcome {
                self.tell_written(said, is_undo);
            }
        });
    }

    /// Another tab has the store that was to be opened open.
    fn offer_to_take_over(self, store: Option<StoreId>) {
        let words = trouble::title(&Trouble::OpenElsewhere).get(self.lang.get_untracked()).to_owned();
        let take_over = Callback::new(move |()| self.command(Command::TakeOver(store.clone()), |_| ()));
        self.toasts.with_action(words, trouble::CONTINUE_HERE, take_over);
    }

    pub fn complain(self, trouble: &Trouble) {
        let lang = self.lang.get_untracked();
        let (title, advice) = (trouble::title(trouble).get(lang), trouble::advice(lang, trouble));
        let mark = if lang == benyuan::text::Lang::Zh { "。" } else { ". " };
        self.toasts.problem(format!("{title}{mark}{advice}"));
    }
}

/// Whether the store can no longer be changed: another tab has it, it is gone, or it cannot be trusted. The page that
/// then appears offers ways on.
fn is_lost(trouble: &Trouble) -> bool {
    matches!(trouble, Trouble::TakenOver | Trouble::Vanished | Trouble::StoreDamaged { .. } | Trouble::StoreOlder(_))
}

fn take_over(app: App, outcome: &Outcome) {
    match outcome {
        Outcome::Store(status) | Outcome::Imported { status, .. } | Outcome::Written { status, .. } => {
            adopt(app, status.clone());
        }
        Outcome::Deleted { status: Some(status), .. } => {
            let is_another = app.status.with_untracked(|last| last.as_ref().is_some_and(|last| last.id != status.id));
            if is_another {
                // Files chosen for the deleted store are dropped with it.
                app.desk.clear();
            }
            adopt(app, status.clone());
        }
        Outcome::Erased { .. } | Outcome::Deleted { status: None, .. } => {
            app.desk.throw_everything();
            app.status.set(None);
            preferences::forget_store();
            app.who.set(String::new());
            begin(app);
        }
        Outcome::Nothing | Outcome::Wrong(_) => {}
    }
}

fn adopt(app: App, status: StoreStatus) {
    preferences::remember_store(&status.id.0);
    if status.list_rebuilt {
        app.toasts.note(trouble::LIST_REBUILT.get(app.lang.get_untracked()).to_owned());
    }
    let last = app.status.get_untracked().filter(|last| last.id != status.id);
    let is_another = app.status.with_untracked(|last| last.as_ref().is_none_or(|last| last.id != status.id));
    if is_another {
        // One store's page must never show under another store, not even for a moment.
        app.forget_pages();
    }
    let to = status.id.clone();
    app.status.set(Some(status));
    app.session.set(Session::Open);
    if is_another {
        drafts::bring_back(app);
    }
    if let Some(from) = last {
        staging::change_store(app, &from, &to);
    }
}
