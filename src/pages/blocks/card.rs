//! Cards and their small parts: tags, name–value pairs, cautions.

use super::{Glyph, icon};
use crate::text::states::Tone;
use maud::{Markup, html};

/// A title with the finding, a caption with its subject, and content.
pub fn card(title: &str, caption: &str, content: &Markup) -> Markup {
    with_tools(title, caption, &Markup::default(), content)
}

/// The same, with tools to the right of the title.
pub fn with_tools(title: &str, caption: &str, tools: &Markup, content: &Markup) -> Markup {
    html! {
        section.card {
            header.card__head {
                div.card__words {
                    h2.card__title { (title) }
                    @if !caption.is_empty() { p.card__caption { (caption) } }
                }
                (tools)
            }
            (content)
        }
    }
}

/// A small word on a tinted background.
pub fn tag(tone: Tone, words: &str) -> Markup {
    let class = match tone {
        Tone::Pass => "tag tag--pass",
        Tone::Leak => "tag tag--leak",
        Tone::Still => "tag tag--still",
        Tone::Plain => "tag",
    };
    html! { span class=(class) { (words) } }
}

/// Names and values; pairs without a value are left out.
pub fn pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, Option<String>)>) -> Markup {
    html! {
        dl.pairs {
            @for (label, value) in pairs {
                @if let Some(value) = value {
                    div.pairs__one { dt { (label) } dd { (value) } }
                }
            }
        }
    }
}

/// A caution above the thing it is about.
pub fn caution(words: &str) -> Markup {
    html! {
        p.caution { (icon(Glyph::Info)) span { (words) } }
    }
}
