//! The rows in sight, at their places in a tall box. Rows have one height, so that places are arithmetic.

use super::{answers::AnswerCells, record_of, windows::Windows};
use crate::ui::{
    components::{skeleton::Skeleton, tag::Tag, trouble::TroubleCard},
    state::*,
};
use benyuan::{
    lifecycle::touchpoint::SurveyItem,
    protocol::{query::Selection, view::PersonRow},
    text::{Text, names, people, states},
};
use leptos::{html::Div, prelude::*};

/// The height of a row in `tokens.css` (--row).
const ROW_PX: i32 = 56;
/// Rows drawn beyond each edge.
const AROUND: u32 = 8;
/// Rows drawn before the height of the box is known.
const FIRST_ROWS: u32 = 24;

const HEADS: [Text; 8] = [
    people::HEAD_CUSTOMER,
    people::HEAD_LEVEL,
    people::HEAD_MODEL,
    people::HEAD_CONSULTANT,
    people::HEAD_ENTERED,
    people::HEAD_STATE,
    people::HEAD_LAST,
    people::HEAD_SILENT,
];

/// What the rows tell: people, or what they answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    People,
    Answers,
    /// With the score of one item.
    Scores(SurveyItem),
}

impl Columns {
    pub fn of(selection: &Selection) -> Self {
        match selection {
            Selection::Answers { item: Some(item), .. } => Self::Scores(*item),
            Selection::Answers { .. } => Self::Answers,
            _ => Self::People,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Answers => "people people--answers",
            Self::Scores(_) => "people people--answers people--scores",
        }
    }

    fn heads(self) -> Vec<Text> {
        match self {
            Self::People => HEADS.to_vec(),
            Self::Answers => super::answers::heads(None),
            Self::Scores(item) => super::answers::heads(Some(item)),
        }
    }
}

#[component]
pub fn Rows(windows: Windows, columns: Columns) -> impl IntoView {
    let lang = use_lang();
    // Every window brings the size again; only a new one draws the list anew.
    let total = Memo::new(move |_| windows.size().map(|(rows, _)| rows));
    move || match (windows.trouble.get(), total.get()) {
        (Some(trouble), _) => view! { <TroubleCard trouble /> }.into_any(),
        (None, None) => view! { <Skeleton /> }.into_any(),
        (None, Some(0)) => view! { <p class="card hint">{people::EMPTY.get(lang)}</p> }.into_any(),
        (None, Some(total)) => view! { <Sight windows columns total /> }.into_any(),
    }
}

#[component]
fn Sight(windows: Windows, columns: Columns, total: u32) -> impl IntoView {
    let app = use_app();
    let lang = use_lang();
    let address = app.route.get_untracked().href();
    let place = NodeRef::<Div>::new();
    let (top, height) = (RwSignal::new(0), RwSignal::new(FIRST_ROWS as i32 * ROW_PX));
    let measure = move || {
        // The list may be left by the time the browser tells.
        if let Some(element) = place.try_get_untracked().flatten() {
            top.set(element.scroll_top());
            height.set(element.client_height());
        }
    };
    let sight = Memo::new(move |_| {
        let first = (top.get() / ROW_PX) as u32;
        let last = ((top.get() + height.get()) / ROW_PX) as u32;
        (first.saturating_sub(AROUND), (last + AROUND).min(total.saturating_sub(1)))
    });
    Effect::new(move |_| {
        let (first, last) = sight.get();
        windows.want(first, last);
    });
    let before = app.scrolled.with_value(|scrolled| scrolled.get(&address).copied());
    place.on_load(move |element| {
        // After the box has its height.
        request_animation_frame(move || {
            element.set_scroll_top(before.unwrap_or(0));
            measure();
        });
    });
    on_cleanup(move || {
        let top = top.try_get_untracked().unwrap_or(0);
        app.scrolled.update_value(|scrolled| {
            scrolled.insert(address, top);
        });
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let heads = columns.heads().into_iter().map(|head| view! { <span>{head.get(lang)}</span> });
    view! {
        <div class=columns.class()>
            <div class="people__head people__grid" aria-hidden="true">{heads.collect_view()}</div>
            <div class="people__scroll" role="list" tabindex="0" node_ref=place on:scroll=move |_| measure()>
                <div class="people__all" style:height=format!("{}px", i64::from(total) * i64::from(ROW_PX))>
                    <For each=move || { let (first, last) = sight.get(); first..=last } key=|place| *place let:place>
                        <Row windows columns place total />
                    </For>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Row(windows: Windows, columns: Columns, place: u32, total: u32) -> impl IntoView {
    let app = use_app();
    let row = Memo::new(move |_| windows.row(place));
    let at = format!("translateY({}px)", i64::from(place) * i64::from(ROW_PX));
    let href = move || row.with(|row| row.as_ref().map(|row| record_of(app, row.subject)));
    view! {
        <div class="people__place" role="listitem" aria-posinset=place + 1 aria-setsize=total style:transform=at>
            <a class="people__row people__grid" href=href>
                {move || row.get().map(|row| cells(columns, row))}
            </a>
        </div>
    }
}

fn cells(columns: Columns, row: PersonRow) -> AnyView {
    match columns {
        Columns::People => view! { <Cells row /> }.into_any(),
        columns => view! { <AnswerCells row scored=columns != Columns::Answers /> }.into_any(),
    }
}

/// The name, and what is shown of the number.
#[component]
pub fn Who(name: String, phone: String) -> impl IntoView {
    let name = if name.is_empty() { people::UNNAMED.get(use_lang()).to_owned() } else { name };
    view! { <span class="people__who"><b>{name}</b>" "<small>{phone}</small></span> }
}

#[component]
fn Cells(row: PersonRow) -> impl IntoView {
    let lang = use_lang();
    let (tone, state) = states::person(lang, &row.state);
    let day = |moment: Option<benyuan::time::Moment>| moment.map(|moment| moment.day().to_string());
    let silent = row.silent_days.filter(|days| *days >= 0).map(|days| states::days(lang, days));
    view! {
        <Who name=row.name phone=row.phone_masked />
        <span class="people__level">{row.level.map(names::level)}</span>
        <span class="people__model">{row.model}</span>
        <span class="people__consultant">{row.consultant}</span>
        <span class="people__entered">{day(row.entered)}</span>
        <span class="people__state"><Tag tone words=state /></span>
        <span class="people__last">{day(row.last_activity)}</span>
        <span class="people__silent">{silent}</span>
    }
}
