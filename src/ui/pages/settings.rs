//! 设置: language, appearance, the follow-up clock of the store, and what this program is.

use crate::ui::{
    components::{
        card::Card,
        choice::{Choice, choices},
    },
    shell::{NewerOffer, named},
    state::{version::Offline, *},
    worker_boot::BUILD,
};
use benyuan::{
    lifecycle::level_clock::{LEVEL_PRESETS, LevelPreset},
    protocol::command::Command,
    text::{Lang, Text, clocks, names, settings, version},
};
use leptos::{html::Input, prelude::*};

#[component]
pub fn SettingsPage() -> impl IntoView {
    named(settings::TITLE, String::new, false);
    view! {
        <div class="stack stack--narrow">
            <Appearance />
            <Clock />
            <About />
        </div>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let languages = [(Lang::Zh, settings::CHINESE), (Lang::En, settings::ENGLISH)]
        .map(|(value, label)| Choice { value, label: label.to_owned() });
    let themes = [
        (Theme::Auto, settings::THEME_AUTO),
        (Theme::Light, settings::THEME_LIGHT),
        (Theme::Dark, settings::THEME_DARK),
    ]
    .map(|(value, label)| Choice { value, label: label.get(lang).to_owned() });
    view! {
        <Card title=settings::LANGUAGE.get(lang)>
            {choices(
                settings::LANGUAGE.get(lang),
                languages.to_vec(),
                move || Some(app.lang.get()),
                move |lang| preferences::set_lang(app, lang),
            )}
        </Card>
        <Card title=settings::THEME.get(lang)>
            {choices(
                settings::THEME.get(lang),
                themes.to_vec(),
                move || Some(app.theme.get()),
                move |theme| preferences::set_theme(app, theme),
            )}
        </Card>
    }
}

#[component]
fn Clock() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let chosen = Memo::new(move |_| app.status.with(|status| status.as_ref().map(|status| status.level_preset)));
    let presets = LEVEL_PRESETS.map(|preset| view! { <PresetChoice preset chosen /> });
    view! {
        <Card title=settings::CLOCK.get(lang) caption=settings::CLOCK_CAPTION.get(lang)>
            <div class="presets" role="radiogroup" aria-label=settings::CLOCK.get(lang)>
                {presets.into_iter().collect_view()}
            </div>
        </Card>
    }
}

#[component]
fn PresetChoice(preset: LevelPreset, chosen: Memo<Option<LevelPreset>>) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let on = move || chosen.get() == Some(preset);
    let choose = move |_| {
        app.command(Command::SetLevelPreset(preset), move |_| {
            app.toasts.done(settings::CLOCK_SAVED.get(lang).to_owned());
        });
    };
    // The browser moves the mark at once; where the change is refused, it goes back to what is in force.
    let input = NodeRef::<Input>::new();
    Effect::new(move |_| {
        let in_force = on();
        if let Some(input) = input.get().filter(|_| !app.busy.get()) {
            input.set_checked(in_force);
        }
    });
    view! {
        <label class="presets__one" class:presets__one--on=on>
            <input type="radio" name="level-preset" node_ref=input on:change=choose />
            <span>
                <b>{names::level_preset(preset).get(lang)}</b>
                <small>{clocks::preset(lang, preset)}</small>
            </span>
        </label>
    }
}

#[component]
fn About() -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    view! {
        <Card title=settings::ABOUT.get(lang)>
            <p class="prose">{settings::ABOUT_TEXT.get(lang)}</p>
            <dl class="pairs">
                <div class="pairs__one">
                    <dt>{settings::VERSION.get(lang)}</dt>
                    <dd>{env!("CARGO_PKG_VERSION")}</dd>
                </div>
                <div class="pairs__one">
                    <dt>{settings::BUILD.get(lang)}</dt>
                    <dd data-role="build">{BUILD}</dd>
                </div>
                <div class="pairs__one">
                    <dt>{version::OFFLINE.get(lang)}</dt>
                    <dd data-role="offline">{move || offline(app.version.offline.get()).get(lang)}</dd>
                </div>
                <div class="pairs__one">
                    <dt>{version::INSTALL.get(lang)}</dt>
                    <dd>{version::INSTALL_TEXT.get(lang)}</dd>
                </div>
            </dl>
            <NewerOffer />
            {(BUILD != "dev").then(|| view! { <ThirdParty /> })}
        </Card>
    }
}

/// A file of the upload folder: a development build has none.
#[component]
fn ThirdParty() -> impl IntoView {
    view! {
        <footer class="foot">
            <a class="foot__link" href="third-party.txt" target="_blank" rel="noopener">
                {settings::THIRD_PARTY.get(use_lang())}
            </a>
        </footer>
    }
}

fn offline(offline: Offline) -> Text {
    match offline {
        Offline::Preparing => version::OFFLINE_PREPARING,
        Offline::Ready => version::OFFLINE_READY,
        Offline::Unavailable => version::OFFLINE_UNAVAILABLE,
    }
}
