//! An address that names no page: says so, and offers ways on.

use super::{Page, blocks::html};
use crate::{
    protocol::{query::Scope, sheet::Sheet},
    route::Route,
    text::{Lang, shell},
};

pub fn page(lang: Lang) -> Page {
    let content = html! {
        p.prose { (shell::UNKNOWN_TEXT.get(lang)) }
        footer.foot {
            a.foot__link href=(Route::Map(Scope::default())) { (shell::TO_THE_MAP.get(lang)) }
            a.foot__link href=(Route::Data) { (shell::TO_THE_DATA.get(lang)) }
        }
    };
    let title = shell::UNKNOWN.get(lang);
    let body = html! { section.card { (content) } }.into_string();
    Page::from(Sheet { title: title.to_owned(), is_inner: true, body, ..Sheet::default() })
}
