//! A warning above every page that the device's date and the records contradict each other.

use crate::ui::live::Derived;
use crate::ui::{components::trouble::Caution, state::*};
use benyuan::text::shell;
use leptos::prelude::*;

#[component]
pub fn Clock() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let doubt = Derived::new(move || app.status.with(|status| status.as_ref().and_then(|status| status.clock)));
    move || {
        let doubt = doubt.get().filter(|_| app.session.get() == Session::Open);
        doubt.map(|doubt| {
            view! { <div role="status" data-role="clock"><Caution words=shell::clock(lang, &doubt) /></div> }
        })
    }
}
