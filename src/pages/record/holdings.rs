//! What a customer has: cars, with what falls due for them, and opportunities.

use crate::{
    pages::blocks::{Markup, card, html, pairs, tag},
    protocol::view::{LeadView, RecordView, VehicleView},
    text::{Lang, names, people, slices, states},
    time::Day,
};

pub(super) fn vehicles(lang: Lang, record: &RecordView) -> Markup {
    let vehicles = html! { ul.holdings { @for one in &record.vehicles { (vehicle(lang, one, record.as_of)) } } };
    let many = record.vehicles.len();
    let caption = if many > 1 { people::cars(lang, many) } else { String::new() };
    html! { @if many > 0 { (card(people::VEHICLES.get(lang), &caption, &vehicles)) } }
}

fn vehicle(lang: Lang, vehicle: &VehicleView, as_of: Day) -> Markup {
    let state = vehicle.stage.zip(vehicle.activity).map(|(stage, activity)| {
        let words = format!("{} · {}", names::stage(stage).get(lang), names::activity(activity).get(lang));
        tag(states::activity_tone(activity), &words)
    });
    let plain = |text: String| html! { (text) };
    let warranty = vehicle.warranty.map(|(until, is_reckoned)| {
        let reckoned = is_reckoned.then(|| people::RECKONED.get(lang));
        due(lang, until, as_of, false, reckoned)
    });
    let said = [
        (people::MILEAGE.get(lang), vehicle.mileage_km.map(|km| plain(people::kilometres(lang, km)))),
        (people::VISITS.get(lang), (vehicle.visits > 0).then(|| plain(people::times(lang, vehicle.visits)))),
        (people::SINCE.get(lang), vehicle.since.map(|day| plain(day.to_string()))),
        (people::UNTIL.get(lang), vehicle.until.map(|day| plain(day.to_string()))),
        (people::WARRANTY.get(lang), warranty),
        (people::NEXT_SERVICE.get(lang), vehicle.next_service.map(|day| due(lang, day, as_of, true, None))),
    ];
    let policies = vehicle.policies.iter().map(|(kind, day, here)| {
        let name = kind.map_or(people::POLICY.get(lang), |kind| states::policy(kind).get(lang));
        // A renewed policy has not lapsed on its day.
        let renewed = || html! { b { (day) } small { " " (people::renewed(lang, true)) } };
        let open = || due(lang, *day, as_of, true, here.map(|here| people::renewed(lang, here)));
        (name, Some(if *here == Some(true) { renewed() } else { open() }))
    });
    html! {
        li.holdings__one {
            p.holdings__head {
                b { (vehicle.model.as_deref().unwrap_or(people::CAR.get(lang))) }
                @if let Some(plate) = &vehicle.plate { span { (plate) } }
                @if let Some(state) = state { (state) }
            }
            p.holdings__code { (vehicle.vin) }
            dl.lines {
                @for (label, value) in said.into_iter().chain(policies) {
                    @if let Some(value) = value { dt { (label) } dd { (value) } }
                }
            }
        }
    }
}

/// A day, and how far away it is; `matters`: amber once it has passed.
fn due(lang: Lang, day: Day, as_of: Day, matters: bool, more: Option<&str>) -> Markup {
    let days = day.days_since(as_of);
    html! {
        b.lines__late[matters && days < 0] { (day) }
        small {
            " " (people::until(lang, days))
            @if let Some(more) = more { " · " (more) }
        }
    }
}

pub(super) fn leads(lang: Lang, leads: &[LeadView]) -> Markup {
    let all = html! { ul.holdings { @for one in leads { (lead(lang, one)) } } };
    html! { @if !leads.is_empty() { (card(people::LEADS.get(lang), "", &all)) } }
}

fn lead(lang: Lang, lead: &LeadView) -> Markup {
    let (tone, words) = states::person(lang, &lead.state);
    let reached = names::step(lead.reached).get(lang);
    let said = [
        (people::CREATED, Some(lead.created.to_string())),
        (people::REACHED, Some(reached.to_owned())),
        (people::HEAD_LEVEL, Some(names::level(lead.level).to_owned())),
        (people::HEAD_CONSULTANT, lead.consultant.clone()),
        (slices::CHANNEL, lead.channel.as_ref().map(|channel| slices::word(lang, channel).into_owned())),
    ];
    html! {
        li.holdings__one {
            p.holdings__head { b { (lead.model.as_deref().unwrap_or(reached)) } (tag(tone, &words)) }
            (pairs(said.into_iter().map(|(label, value)| (label.get(lang), value))))
        }
    }
}
