//! A page's body, once its question is answered: the skeleton before, the trouble in its place.

use super::{skeleton::Skeleton, trouble::TroubleCard};
use crate::ui::state::Answer;
use benyuan::protocol::command::Trouble;
use leptos::prelude::*;

type Shown = Box<dyn Fn() -> Option<Result<AnyView, Trouble>> + Send + Sync>;

/// `body` draws the answer. A plain function: a component would be compiled for each kind of answer.
pub fn answered<T: 'static>(answer: Answer<T>, body: impl Fn(T) -> AnyView + Send + Sync + 'static) -> AnyView {
    let shown = move || answer.get().map(|result| result.map(&body));
    frame(Signal::derive(move || answer.waiting()), Box::new(shown))
}

fn frame(waiting: Signal<bool>, shown: Shown) -> AnyView {
    view! {
        <div class="answered" class:answered--waiting=move || waiting.get()>
            {move || match shown() {
                None => view! { <Skeleton /> }.into_any(),
                Some(Ok(body)) => body,
                Some(Err(trouble)) => view! { <TroubleCard trouble /> }.into_any(),
            }}
        </div>
    }
    .into_any()
}
