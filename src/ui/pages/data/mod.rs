//! 数据: the files imported, the undo of the last import, the stores, and everything on this device.

mod device_card;
mod files;
mod store_row;
pub mod stores;

use crate::ui::live::Derived;
use crate::ui::{
    components::card::Card,
    shell::{named, take_out::TakeOut},
    state::*,
};
use benyuan::text::{data, shell};
use leptos::prelude::*;

#[component]
pub fn DataPage() -> impl IntoView {
    named(data::TITLE, String::new, false);
    view! {
        <div class="stack">
            <files::Files />
            <Backups />
            <stores::Stores />
            <TakeOutCard />
            <device_card::DeviceCard />
        </div>
    }
}

/// Backups are a page of their own; `public/watch.js` fills in how they stand.
#[component]
fn Backups() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Card title=data::BACKUP.get(lang)>
            <p class="hint"><backup-state>{data::NO_BACKUP.get(lang)}</backup-state></p>
            <p class="actions actions--start">
                <a class="button button--primary" href="./?backup">{data::TO_BACKUPS.get(lang)}</a>
            </p>
        </Card>
    }
}

/// Readable data can always be exported, above all from a damaged store.
#[component]
fn TakeOutCard() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let filled = Derived::new(move || {
        let of = app.status.with(|status| status.as_ref().map(|status| (status.revision, !shell::is_empty(status))));
        of.filter(|(_, filled)| *filled)
    });
    move || filled.get().map(|_| view! { <Card title=data::TAKE_OUT.get(lang)><TakeOut /></Card> })
}
