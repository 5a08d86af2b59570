//! 设置: the settings of the store and of this device, and what this program is.

use super::{
    At, Page,
    blocks::{Markup, card, form, html},
};
use crate::{
    forms::store,
    protocol::sheet::Sheet,
    text::{Lang, settings, shell, version},
};

pub fn page(at: At) -> Page {
    let sheet =
        Sheet { title: settings::TITLE.get(at.lang).to_owned(), body: body(at).into_string(), ..Sheet::default() };
    sheet.into()
}

fn body(at: At) -> Markup {
    let lang = at.lang;
    let owner = at.status.id.0.as_str();
    let name = form(lang, &store::name_form(lang, &at.status.name, at.status.demo), owner);
    let levels = form(lang, &store::levels_form(lang, at.status.level_preset), owner);
    html! {
        div.grid.grid--halves.settings {
            div {
                (card(shell::STORE.get(lang), "", &name))
                (card(settings::CLOCK.get(lang), settings::CLOCK_CAPTION.get(lang), &levels))
            }
            div {
                @if at.status.demo {
                    (card(settings::RESET_DEMO.get(lang), settings::RESET_CAPTION.get(lang), &form(lang, &store::demo_form(), owner)))
                }
                (card(settings::DEVICE.get(lang), "", &device(lang)))
                (card(settings::ABOUT.get(lang), "", &about(lang)))
            }
        }
    }
}

/// Settings that the page itself holds; it marks the present choice.
fn device(lang: Lang) -> Markup {
    let languages = [("lang=zh", settings::CHINESE), ("lang=en", settings::ENGLISH)];
    let themes = [
        ("theme=auto", settings::THEME_AUTO.get(lang)),
        ("theme=light", settings::THEME_LIGHT.get(lang)),
        ("theme=dark", settings::THEME_DARK.get(lang)),
    ];
    html! {
        (preference(settings::LANGUAGE.get(lang), &languages))
        (preference(settings::THEME.get(lang), &themes))
    }
}

fn preference(label: &str, choices: &[(&str, &str)]) -> Markup {
    html! {
        div.form__field {
            span.form__label aria-hidden="true" { (label) }
            div.segments role="group" aria-label=(label) {
                @for (set, label) in choices { button.segments__one aria-pressed="false" data-set=(set) { (label) } }
            }
        }
    }
}

/// The page fills in the parts with `data-own`: they are about the program running there.
fn about(lang: Lang) -> Markup {
    let own = |label: &str, own: &str| html! { div.pairs__one { dt { (label) } dd data-own=(own) data-role=(own) data-live {} } };
    html! {
        p.prose { (settings::ABOUT_TEXT.get(lang)) }
        dl.pairs {
            div.pairs__one { dt { (settings::VERSION.get(lang)) } dd { (env!("CARGO_PKG_VERSION")) } }
            (own(settings::BUILD.get(lang), "build"))
            (own(version::OFFLINE.get(lang), "offline"))
            div.pairs__one { dt { (version::INSTALL.get(lang)) } dd { (version::INSTALL_TEXT.get(lang)) } }
        }
        div.offer data-own="newer" data-live hidden {
            p {}
            button.button data-role="update" data-update hidden { (version::UPDATE.get(lang)) }
        }
        footer.foot data-own="licences" hidden {
            a.foot__link href="third-party.txt" target="_blank" rel="noopener" { (settings::THIRD_PARTY.get(lang)) }
        }
    }
}
