//! A page's body, once its question is answered: the skeleton before, the trouble in its place.

use super::{skeleton::Skeleton, trouble::TroubleCard};
use crate::ui::state::Answer;
use leptos::prelude::*;

#[component]
pub fn Answered<T, F>(
    answer: Answer<T>,
    /// Draws the answer.
    body: F,
    #[prop(optional)] tall: bool,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Send + Sync + 'static,
{
    view! {
        <div class="answered" class:answered--waiting=move || answer.waiting()>
            {move || match answer.get() {
                None => view! { <Skeleton tall /> }.into_any(),
                Some(Ok(view)) => body(view),
                Some(Err(trouble)) => view! { <TroubleCard trouble /> }.into_any(),
            }}
        </div>
    }
}
