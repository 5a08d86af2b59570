//! Who the customer is. The telephone number stays masked until it is asked for.

use crate::ui::state::*;
use benyuan::{
    model::ids::SubjectRef,
    protocol::{
        query::Query,
        view::{RecordView, View},
    },
    text::{people, states},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[component]
pub fn Identity(record: RecordView) -> impl IntoView {
    let lang = use_lang();
    let name = if record.name.is_empty() { people::UNNAMED.get(lang).to_owned() } else { record.name.clone() };
    let initial = name.chars().next().map(String::from);
    let details = [
        record.gender.map(|gender| states::gender(gender).get(lang).to_owned()),
        record.city.clone(),
        record.firm.then(|| people::FIRM.get(lang).to_owned()),
    ];
    let details = details.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let aliases = (!record.aliases.is_empty())
        .then(|| view! { <p class="hint">{people::ALSO_KNOWN.get(lang)}" "{record.aliases.join("、")}</p> });
    let inferred = (record.inferred_rows > 0)
        .then(|| view! { <p class="hint">{people::inferred_rows(lang, record.inferred_rows)}</p> });
    view! {
        <section class="card identity">
            <span class="identity__mark" aria-hidden="true">{initial}</span>
            <div class="identity__words">
                <h2 class="identity__name">{name}</h2>
                <p class="identity__details">{details}</p>
                <PhoneNumber subject=record.customer masked=record.phone_masked on_demand=record.phone_shown_on_demand />
                {aliases}
                {inferred}
            </div>
        </section>
    }
}

#[component]
fn PhoneNumber(subject: SubjectRef, masked: String, on_demand: bool) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let full = RwSignal::new(None::<String>);
    let toggle = move |_| {
        if full.with_untracked(Option::is_some) {
            return full.set(None);
        }
        spawn_local(async move {
            match once(app, Query::FullPhone(subject), open).await {
                Ok(phone) => drop(full.try_set(phone)),
                Err(trouble) => app.complain(&trouble),
            }
        });
    };
    let none = masked.is_empty();
    let label = move || if full.with(Option::is_some) { people::HIDE_PHONE } else { people::SHOW_PHONE }.get(lang);
    let shown = move || match full.get() {
        Some(phone) => phone,
        None if none => people::NO_PHONE.get(lang).to_owned(),
        None => masked.clone(),
    };
    view! {
        <p class="identity__phone">
            <span>{shown}</span>
            {on_demand.then(|| view! { <button class="link" on:click=toggle>{label}</button> })}
        </p>
    }
}

fn open(view: View) -> Option<Option<String>> {
    match view {
        View::FullPhone(phone) => Some(phone),
        _ => None,
    }
}
