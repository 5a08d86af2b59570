//! The customer's cars and opportunities.

use crate::ui::{
    components::{card::Card, tag::Tag},
    state::use_lang,
};
use benyuan::{
    protocol::view::{LeadView, VehicleView},
    text::{Text, names, people, slices, states},
};
use leptos::prelude::*;

#[component]
pub fn Vehicles(vehicles: Vec<VehicleView>) -> impl IntoView {
    let lang = use_lang();
    (!vehicles.is_empty()).then(|| {
        let each = vehicles.into_iter().map(|vehicle| view! { <Vehicle vehicle /> });
        view! { <Card title=people::VEHICLES.get(lang)><ul class="holdings">{each.collect_view()}</ul></Card> }
    })
}

#[component]
fn Vehicle(vehicle: VehicleView) -> impl IntoView {
    let lang = use_lang();
    let stage = vehicle.stage.map(|stage| names::stage(stage).get(lang).to_owned());
    let tag = stage.zip(vehicle.activity).map(|(stage, activity)| {
        let words = format!("{stage} · {}", names::activity(activity).get(lang));
        view! { <Tag tone=states::activity_tone(activity) words /> }
    });
    let title = [vehicle.model, vehicle.plate].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let pairs = [
        (people::SINCE, vehicle.since.map(|day| day.to_string())),
        (people::UNTIL, vehicle.until.map(|day| day.to_string())),
        (people::MILEAGE, vehicle.mileage_km.map(|km| people::kilometres(lang, km))),
        (people::VISITS, (vehicle.visits > 0).then(|| people::times(lang, vehicle.visits))),
    ];
    view! {
        <li class="holdings__one">
            <p class="holdings__head"><b>{title}</b>{tag}</p>
            <p class="holdings__code">{vehicle.vin}</p>
            <Pairs pairs=pairs.to_vec() />
        </li>
    }
}

#[component]
pub fn Leads(leads: Vec<LeadView>) -> impl IntoView {
    let lang = use_lang();
    (!leads.is_empty()).then(|| {
        let each = leads.into_iter().map(|lead| view! { <Lead lead /> });
        view! { <Card title=people::LEADS.get(lang)><ul class="holdings">{each.collect_view()}</ul></Card> }
    })
}

#[component]
fn Lead(lead: LeadView) -> impl IntoView {
    let lang = use_lang();
    let (tone, words) = states::person(lang, &lead.state);
    let level = Some(names::level(lead.level).to_owned());
    let title = lead.model.unwrap_or_else(|| names::step(lead.reached).get(lang).to_owned());
    let pairs = [
        (people::CREATED, Some(lead.created.to_string())),
        (people::REACHED, Some(names::step(lead.reached).get(lang).to_owned())),
        (people::HEAD_LEVEL, level),
        (people::HEAD_CONSULTANT, lead.consultant),
        (slices::CHANNEL, lead.channel.map(|channel| slices::word(lang, &channel).into_owned())),
    ];
    view! {
        <li class="holdings__one">
            <p class="holdings__head"><b>{title}</b><Tag tone words /></p>
            <Pairs pairs=pairs.to_vec() />
        </li>
    }
}

/// Names and values; absent values are absent.
#[component]
pub fn Pairs(pairs: Vec<(Text, Option<String>)>) -> impl IntoView {
    let lang = use_lang();
    let pairs = pairs.into_iter().filter_map(|(label, value)| {
        let value = value?;
        Some(view! { <div class="pairs__one"><dt>{label.get(lang)}</dt><dd>{value}</dd></div> })
    });
    view! { <dl class="pairs">{pairs.collect_view()}</dl> }
}
