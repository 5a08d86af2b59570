//! The columns of a list of survey answers: when, which questionnaire, the scores, and what the customer said.

use super::rows::Who;
use crate::ui::state::use_lang;
use benyuan::{
    lifecycle::touchpoint::SurveyItem,
    protocol::view::PersonRow,
    text::{Text, names, people, satisfaction},
};
use leptos::prelude::*;

/// The item's own name stands over its scores.
pub fn heads(item: Option<SurveyItem>) -> Vec<Text> {
    let item = item.map(names::item);
    let first = [people::HEAD_CUSTOMER, satisfaction::HEAD_ANSWERED, satisfaction::QUESTIONNAIRE];
    let last = [satisfaction::HEAD_INDEX, satisfaction::HEAD_RECOMMEND, satisfaction::HEAD_VERBATIM];
    first.into_iter().chain(item).chain(last).collect()
}

#[component]
pub fn AnswerCells(row: PersonRow, scored: bool) -> impl IntoView {
    let lang = use_lang();
    let answer = row.answer?;
    let score = |score: Option<u8>| score.map_or("–".to_owned(), |score| score.to_string());
    let item = scored.then(|| view! { <span class="people__number people__item">{score(answer.item)}</span> });
    let said = answer.verbatim.clone();
    Some(view! {
        <Who name=row.name phone=row.phone_masked />
        <span class="people__entered">{answer.at.to_string()}</span>
        <span class="people__kind">{names::answer_kind(answer.kind).get(lang)}</span>
        {item}
        <span class="people__number people__index">{answer.index.map_or("–".to_owned(), satisfaction::score)}</span>
        <span class="people__number people__recommend">{score(answer.recommend)}</span>
        <span class="people__said" title=said>{answer.verbatim}</span>
    })
}
