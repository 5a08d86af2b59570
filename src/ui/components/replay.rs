//! The date slider: the last 24 month ends and the reporting date. Moving it, or playing it, shows the same page as of
//! another day. The next day is set only when the page has answered for the one before.

use super::icon::{Glyph, Icon};
use crate::ui::live::{Derived, Live, react};
use crate::ui::{
    shell::as_of::{as_of, present},
    state::*,
};
use benyuan::{text::distribution as text, text::shell, time::Day};
use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use std::time::Duration;

const MONTHS: i32 = 24;
const STEP: Duration = Duration::from_millis(700);

/// The slider may run ahead of the page; `wanted` keeps its position, and the address follows one day at a time as
/// answers arrive.
#[component]
pub fn Replay() -> impl IntoView {
    let app = use_app();
    let waiting = app.waiting;
    let reporting = move || app.status.with(|status| status.as_ref().and_then(|status| status.reporting_date));
    let stops = Derived::new(move || reporting().map_or_else(Vec::new, |day| day.with_month_ends(MONTHS)));
    // The slider's position, until the page has caught up.
    let wanted = Live::new(None::<usize>);
    let playing = Live::new(false);
    let here = move || stops.with(|stops| present(app).map_or(0, |day| stop_by(stops, day)));
    react(move || {
        let Some(day) = wanted.get().and_then(|stop| stops.with(|stops| stops.get(stop).copied())) else { return };
        let there = present(app) == Some(day);
        match waiting.get() {
            true => {}
            false if there => wanted.set(None),
            // An address without a date means the reporting date.
            false => address::replace(&as_of(app, Some(day).filter(|day| Some(*day) != untrack(reporting)))),
        }
    });
    let last = move || stops.with(|stops| stops.len().saturating_sub(1));
    play(playing, move || {
        let (at, last) = (untrack(here), untrack(last));
        match wanted.get_untracked() {
            None if at >= last => playing.set(false),
            None if !waiting.get_untracked() => wanted.set(Some(at + 1)),
            _ => {}
        }
    });
    let toggle = Callback::new(move |()| {
        if !playing.get_untracked() && untrack(here) == untrack(last) {
            wanted.set(Some(0));
        }
        playing.update(|playing| *playing = !*playing);
    });
    let slide = Callback::new(move |stop| {
        playing.set(false);
        wanted.set(Some(stop));
    });
    let at = Derived::new(move || wanted.get().unwrap_or_else(here));
    let day = Derived::new(move || match wanted.get() {
        Some(stop) => stops.with(|stops| stops.get(stop).copied()),
        None => present(app),
    });
    move || (last() > 0).then(|| view! { <Slider at last=last() day playing=playing slide toggle /> })
}

#[component]
fn Slider(
    at: Derived<usize>,
    last: usize,
    day: Derived<Option<Day>>,
    playing: Live<bool>,
    slide: Callback<usize>,
    toggle: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let words = move || if playing.get() { text::PAUSE } else { text::PLAY }.get(lang);
    let date = move || day.get().map(|day| day.to_string()).unwrap_or_default();
    view! {
        <div class="replay" role="group" aria-label=text::REPLAY.get(lang)>
            <button class="replay__play" aria-label=words title=words on:click=move |_| toggle.run(())>
                {move || view! { <Icon glyph=if playing.get() { Glyph::Pause } else { Glyph::Play } /> }}
            </button>
            <input
                class="replay__range"
                type="range"
                min="0"
                max=last
                step="1"
                aria-label=text::REPLAY.get(lang)
                aria-valuetext=date
                prop:value=move || at.get().to_string()
                on:input=move |event| {
                    if let Ok(stop) = event_target_value(&event).parse() {
                        slide.run(stop);
                    }
                }
            />
            <span class="replay__date">{shell::AS_OF.get(lang)}" "<b>{date}</b></span>
        </div>
    }
}

/// Calls `step` repeatedly while it plays.
fn play(playing: Live<bool>, step: impl Fn() + Copy + 'static) {
    let running = StoredValue::new_local(None::<IntervalHandle>);
    let stop = move || {
        running.try_update_value(|handle| handle.take().inspect(IntervalHandle::clear));
    };
    react(move || {
        stop();
        if playing.get() {
            running.set_value(set_interval_with_handle(step, STEP).ok());
        }
    });
    on_cleanup(stop);
}

/// The last stop that is not after the day; the first if all are.
fn stop_by(stops: &[Day], day: Day) -> usize {
    stops.partition_point(|stop| *stop <= day).saturating_sub(1)
}
