//! 满意度: indices, net promoter scores and factors by period, with what changed beyond noise as their titles; then the
//! service advisers side by side.

mod advisers;
mod table;

use super::{
    At, Page,
    blocks::{Choice, Data, Markup, Told, chart, field, file_name, filter, html, on_paper, refinements},
    data_age,
};
use crate::{
    model::values::AnswerKind,
    protocol::{
        query::{AnswerPart, GRAINS, Grain, Picture, Scope, Selection},
        sheet::Sheet,
        view::SatisfactionView,
    },
    route::Route,
    text::{
        names,
        satisfaction::{self as words, titles},
        slices,
    },
};

/// Satisfaction moves slowly, so two years by default.
const PERIODS: ([i32; 3], i32) = ([6, 12, 24], 24);

pub fn page(at: At, view: &SatisfactionView) -> Page {
    let data = shown_kind(at, view).map(|kind| data(at, view, kind));
    let (by_adviser, of_advisers) = advisers::section(at, view);
    let sheet = Sheet {
        title: words::TITLE.get(at.lang).to_owned(),
        subtitle: words::subtitle(at.lang, view),
        people: Some(answers(at, view).href()),
        is_dated: true,
        bar: bar(at, view).into_string(),
        body: body(at, view, data.as_ref(), &by_adviser).into_string(),
        ..Sheet::default()
    };
    Page { sheet, data: data.into_iter().flatten().chain(of_advisers).collect() }
}

/// All answers that the subtitle counts: those of the shown period, chosen or not.
fn answers(at: At, view: &SatisfactionView) -> Route {
    let selection = Selection::Answers { kind: None, item: None, part: AnswerPart::All };
    Route::list_of(selection, at.scope, Scope { period: Some(view.period), ..at.scope.clone() })
}

/// The step and the questionnaire in the address.
fn chosen(at: At) -> (Option<Grain>, Option<AnswerKind>) {
    match at.route {
        Route::Satisfaction { grain, factors, .. } => (*grain, *factors),
        _ => (None, None),
    }
}

/// The questionnaire whose factors are shown: the chosen one, else the one with the largest change; `None` if nobody
/// answered.
fn shown_kind(at: At, view: &SatisfactionView) -> Option<AnswerKind> {
    let (_, chosen) = chosen(at);
    let moved = || view.moved_factors().first().map(|mover| mover.kind);
    let first = || view.questionnaires.first().map(|one| one.kind);
    chosen.filter(|kind| view.questionnaire(*kind).is_some()).or_else(moved).or_else(first)
}

/// The indices, the net promoter scores, and the factors of one questionnaire.
fn data(at: At, view: &SatisfactionView, kind: AnswerKind) -> [Data; 3] {
    let lang = at.lang;
    let (grain, _) = chosen(at);
    let file = |name: &str| file_name(at, name, Some(view.period), view.as_of);
    let caption = slices::named(lang, words::caption(lang, view, grain.is_some()), at.scope);
    let indices = Data {
        place: "indices",
        title: titles::indices(lang, view),
        caption: caption.clone(),
        picture: Some(Picture::Indices(at.scope.clone(), grain)),
        table: table::indices(at, view),
        file_name: file(words::INDEX.get(lang)),
    };
    let nps = Data {
        place: "nps",
        title: titles::nps(lang, view),
        caption,
        picture: Some(Picture::Nps(at.scope.clone(), grain)),
        table: table::nps(at, view),
        file_name: file(words::NPS.get(lang)),
    };
    let whose = advisers::whose(lang, view, kind).unwrap_or_default();
    let factors = Data {
        place: "factors",
        title: titles::factors(lang, view, kind),
        caption: slices::named(lang, words::factors_caption(lang, kind) + &whose, at.scope),
        picture: Some(Picture::Factors(kind, at.scope.clone(), grain)),
        table: table::factors(at, view, kind),
        file_name: file(words::FACTORS.get(lang)),
    };
    [indices, nps, factors]
}

fn bar(at: At, view: &SatisfactionView) -> Markup {
    let told = Told { period: view.period, as_of: view.as_of, presets: PERIODS, has_running: true };
    filter(at, &view.choices, Some(&told), &field(words::STEP.get(at.lang), &steps(at)))
}

fn body(at: At, view: &SatisfactionView, data: Option<&[Data; 3]>, by_adviser: &Markup) -> Markup {
    let none = Markup::default();
    html! {
        (data_age(at))
        @if let Some([indices, nps, factors]) = data {
            div.grid.grid--halves {
                (chart(at, indices, words::INDEX_METHOD, Some(words::HINT), &none))
                (chart(at, nps, words::NPS_METHOD, Some(words::HINT), &none))
            }
            (chart(at, factors, words::FACTOR_METHOD, None, &questionnaires(at, view)))
        } @else {
            p.card.hint { (words::NO_ANSWERS.get(at.lang)) }
        }
        (by_adviser)
        @if data.is_some() { (on_paper(at)) }
    }
}

/// The step: chosen, or left to the samples.
fn steps(at: At) -> Markup {
    let (chosen, factors) = chosen(at);
    let one = |grain: Option<Grain>| Choice {
        label: grain.map_or(words::AUTOMATIC, words::grain).get(at.lang).to_owned(),
        to: Route::Satisfaction { scope: at.scope.clone(), grain, factors },
        is_chosen: grain == chosen,
    };
    let choices: Vec<_> = std::iter::once(None).chain(GRAINS.map(Some)).map(one).collect();
    refinements(words::STEP.get(at.lang), &choices)
}

/// A chosen questionnaire stays chosen for other periods and steps.
fn questionnaires(at: At, view: &SatisfactionView) -> Markup {
    let ((grain, _), shown) = (chosen(at), shown_kind(at, view));
    let one = |kind: AnswerKind| Choice {
        label: names::answer_kind(kind).get(at.lang).to_owned(),
        to: Route::Satisfaction { scope: at.scope.clone(), grain, factors: Some(kind) },
        is_chosen: shown == Some(kind),
    };
    let choices: Vec<_> = view.questionnaires.iter().map(|of| one(of.kind)).collect();
    refinements(words::QUESTIONNAIRE.get(at.lang), &choices)
}
