//! A part that is shown or not. A plain function, because the library's component is compiled for each use.

use crate::ui::live::Derived;
use leptos::prelude::*;

/// Rebuilt only when `when` changes.
pub fn show(
    when: impl Fn() -> bool + Send + Sync + 'static,
    body: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    either(when, body, || ().into_any())
}

pub fn either(
    when: impl Fn() -> bool + Send + Sync + 'static,
    body: impl Fn() -> AnyView + Send + Sync + 'static,
    other: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    chosen(Derived::new(when), Box::new(body), Box::new(other))
}

type Body = Box<dyn Fn() -> AnyView + Send + Sync>;

fn chosen(when: Derived<bool>, body: Body, other: Body) -> AnyView {
    (move || if when.get() { body() } else { other() }).into_any()
}
