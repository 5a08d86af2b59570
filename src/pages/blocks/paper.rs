//! Parts that only paper has, at the end of a page: room for notes, and what was printed when.

use crate::{pages::At, text::shell};
use maud::{Markup, html};

const LINES: usize = 5;

pub fn on_paper(at: At) -> Markup {
    let lang = at.lang;
    let as_of = at.scope.as_of.or(at.status.reporting_date).map(|day| format!("{} {day}", shell::AS_OF.get(lang)));
    let printed = format!("{} {}", shell::PRINTED.get(lang), at.today);
    let said = [
        Some(shell::store_name(lang, &at.status.name)),
        as_of,
        Some(printed),
        Some(shell::PRODUCT.get(lang).to_owned()),
    ];
    html! {
        section.paper.print-only {
            h2.paper__title { (shell::NOTES.get(lang)) }
            @for _ in 0..LINES { div.paper__line {} }
            p.paper__source { (said.into_iter().flatten().collect::<Vec<_>>().join(" · ")) }
        }
    }
}
