//! 数据: the files imported, the undo of the last import, the stores, and everything on this device.

mod device_card;
mod files;
mod store_row;
pub mod stores;

use crate::ui::{shell::TopBar, state::*};
use benyuan::text::{data, shell};
use leptos::prelude::*;

#[component]
pub fn DataPage() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let subtitle = Signal::derive(move || {
        app.status.with(|status| status.as_ref().map_or(String::new(), |status| shell::store_name(lang, &status.name)))
    });
    view! {
        <TopBar title=data::TITLE.get(lang) subtitle />
        <div class="stack">
            <files::Files />
            <stores::Stores />
            <device_card::DeviceCard />
        </div>
    }
}
