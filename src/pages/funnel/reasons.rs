//! Why people left at a step: the worst step first, the others by choice.

use crate::{
    pages::{
        At,
        blocks::{Markup, Panel, card, html, panels, with_tools},
    },
    protocol::{
        query::{Selection, StepPart},
        view::StepView,
    },
    route::Route,
    terms::stage::Step,
    text::{
        funnel, names,
        numbers::{count, percent},
        reasons,
    },
};

pub fn card_of(at: At, steps: &[StepView]) -> Markup {
    let lang = at.lang;
    let title = funnel::REASONS.get(lang);
    let worst = steps.iter().max_by_key(|step| step.leaked).filter(|step| step.leaked > 0);
    let Some(worst) = worst.map(|step| step.step) else {
        return card(title, "", &html! { p.hint { (funnel::NO_REASONS.get(lang)) } });
    };
    let panel = |step: &StepView| Panel {
        id: id(step.step),
        label: format!("{} {}", names::step(step.step).get(lang), count(step.leaked)),
        is_chosen: step.step == worst,
        content: list(at, step),
    };
    let of_steps: Vec<Panel> = steps.iter().filter(|step| step.leaked > 0).map(panel).collect();
    let (choice, content) = panels(funnel::REASONS_STEP.get(lang), &of_steps);
    with_tools(title, "", &choice, &content)
}

/// Without a dash, so that the selection does not carry over to other pages.
fn id(step: Step) -> String {
    format!("reasons.{step:?}")
}

fn list(at: At, step: &StepView) -> Markup {
    let lang = at.lang;
    let most = step.reasons.first().map_or(1, |(_, n)| (*n).max(1));
    let to = |reason: &String| {
        let selection = Selection::Step(step.step, StepPart::LeakedFor(reason.clone()));
        Route::list(selection, at.scope)
    };
    html! {
        p.card__caption.card__caption--low {
            (funnel::reasons_caption(lang, names::step(step.step).get(lang), step.leaked))
        }
        ul.bars {
            @for (reason, n) in &step.reasons {
                li {
                    a.bars__row href=(to(reason)) {
                        span.bars__name { (reasons::reason(lang, reason)) }
                        span.bars__value { b { (count(*n)) } " " small { (percent(f64::from(*n) / f64::from(step.leaked))) } }
                        progress.bars__bar max=(most) value=(n) aria-hidden="true" {}
                    }
                }
            }
        }
    }
}
