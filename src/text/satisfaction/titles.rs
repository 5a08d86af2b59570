//! Titles of the satisfaction pictures: what changed beyond noise, and the see-saw (按下葫芦浮起瓢).

use super::{super::names, score};
use crate::{
    model::values::AnswerKind,
    protocol::view::{Line, Mover, QuestionnaireView, SatisfactionView},
    text::{Lang, Text, text},
};

/// A title names at most this many.
const NAMED: usize = 3;

const TOO_FEW: Text = text("样本太少，暂不下结论", "Too few answers for an opinion yet");

/// The indices, and the factors that move below them.
pub fn indices(lang: Lang, view: &SatisfactionView) -> String {
    let (moved, beneath) = (view.moved(|one| &one.index), view.moved_factors());
    let beneath = match view.see_saw() {
        Some(pair) => Some(see_saw(lang, pair, None)),
        None if beneath.is_empty() => None,
        None => Some(text("有变化：", "").get(lang).to_owned() + &changes(lang, &beneath, None, "")),
    };
    let indices = (!moved.is_empty()).then(|| changes(lang, &moved, None, text("指数", " index").get(lang)));
    match (indices, beneath, lang) {
        (Some(indices), Some(beneath), Lang::Zh) => format!("{indices}；分项{beneath}"),
        (Some(indices), Some(beneath), Lang::En) => format!("{indices}; beneath, {beneath}"),
        (Some(indices), None, _) => indices,
        (None, Some(beneath), Lang::Zh) => format!("总分持平，分项{beneath}"),
        (None, Some(beneath), Lang::En) => format!("The totals hold; beneath them {beneath}"),
        (None, None, _) => steady(lang, view, super::INDEX, |one| &one.index),
    }
}

pub fn nps(lang: Lang, view: &SatisfactionView) -> String {
    let moved = view.moved(|one| &one.nps);
    match moved.is_empty() {
        true => steady(lang, view, super::NPS, |one| &one.nps),
        false => changes(lang, &moved, None, text("净推荐值", " net promoter score").get(lang)),
    }
}

/// The title of one questionnaire; a see-saw with another questionnaire names that one too.
pub fn factors(lang: Lang, view: &SatisfactionView, kind: AnswerKind) -> String {
    let Some(one) = view.questionnaire(kind) else { return TOO_FEW.get(lang).to_owned() };
    if let Some(pair) = view.see_saw().filter(|(up, down)| up.kind == kind || down.kind == kind) {
        return sentence(see_saw(lang, pair, Some(kind)));
    }
    let moved = one.moved_factors();
    if moved.is_empty() {
        let told = one.factors.iter().any(|factor| factor.line.trend.is_some());
        let steady = text("各因素都没有明显变化", "No factor changed beyond noise");
        return if told { steady } else { TOO_FEW }.get(lang).to_owned();
    }
    let changes = changes(lang, &moved, Some(kind), "");
    match lang {
        Lang::Zh if moved.len() < one.factors.len() => format!("{changes}；其余没有明显变化"),
        Lang::En if moved.len() < one.factors.len() => format!("{changes}; the rest is within noise"),
        _ => changes,
    }
}

fn see_saw(lang: Lang, (up, down): (Mover, Mover), home: Option<AnswerKind>) -> String {
    let signed = |mover: Mover| format!("{} {}", name(lang, mover, home, ""), super::signed(mover.change));
    match lang {
        Lang::Zh => format!("此消彼长：{}，{}", signed(up), signed(down)),
        Lang::En => format!("one up, one down: {}, {}", signed(up), signed(down)),
    }
}

fn changes(lang: Lang, moved: &[Mover], home: Option<AnswerKind>, of: &str) -> String {
    let named: Vec<String> = moved.iter().take(NAMED).map(|mover| change(lang, *mover, home, of)).collect();
    named.join(text("，", ", ").get(lang))
}

/// 交车过程; outside its own questionnaire with that one's name: 售后的服务顾问.
fn name(lang: Lang, mover: Mover, home: Option<AnswerKind>, of: &str) -> String {
    let kind = names::answer_kind(mover.kind).get(lang);
    let item = mover.item.map(|item| names::item(item).get(lang));
    match (item, lang) {
        (None, _) => format!("{kind}{of}"),
        (Some(item), Lang::Zh) if home.is_some_and(|home| home != mover.kind) => format!("{kind}的{item}"),
        (Some(item), Lang::En) if home.is_some_and(|home| home != mover.kind) => format!("{item} ({kind})"),
        (Some(item), _) => item.to_owned(),
    }
}

/// 交车过程升 81 分
fn change(lang: Lang, mover: Mover, home: Option<AnswerKind>, of: &str) -> String {
    let name = name(lang, mover, home, of);
    let amount = score(mover.change.abs());
    match (lang, mover.change > 0.0) {
        (Lang::Zh, true) => format!("{name}升 {amount} 分"),
        (Lang::Zh, false) => format!("{name}降 {amount} 分"),
        (Lang::En, true) => format!("{name} up {amount}"),
        (Lang::En, false) => format!("{name} down {amount}"),
    }
}

/// Without a change beyond noise: the present values.
fn steady(lang: Lang, view: &SatisfactionView, of: Text, line: impl Fn(&QuestionnaireView) -> &Line) -> String {
    if view.questionnaires.iter().all(|one| line(one).trend.is_none()) {
        return TOO_FEW.get(lang).to_owned();
    }
    let stands = |one: &QuestionnaireView| {
        let latest = line(one).latest()?;
        Some(format!("{} {}", names::answer_kind(one.kind).get(lang), score(latest.mean)))
    };
    let latest: Vec<String> = view.questionnaires.iter().filter_map(stands).collect();
    match lang {
        Lang::Zh => format!("{}没有明显变化：最近一期{}", of.zh, latest.join("，")),
        Lang::En => format!("{}: nothing changed beyond noise; latest {}", of.en, latest.join(", ")),
    }
}

/// With a capital letter.
fn sentence(title: String) -> String {
    let mut letters = title.chars();
    letters.next().map_or(String::new(), |first| std::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        protocol::{
            query::Grain,
            view::{Estimate, FactorView, Trend},
        },
        terms::touchpoint::SurveyItem,
        time::Period,
    };

    fn line(mean: f64, change: f64, beyond: bool) -> Line {
        let point = Estimate { mean, n: 100, interval: Some((mean - 9.0, mean + 9.0)) };
        Line { points: vec![Some(point)], trend: Some(Trend { change, low: change - 9.0, high: change + 9.0, beyond }) }
    }

    fn questionnaire(kind: AnswerKind, index: Line, item: SurveyItem, factor: Line) -> QuestionnaireView {
        let factors = vec![
            FactorView { item, weight: 20.0, line: factor },
            FactorView { item: SurveyItem::Facility, weight: 20.0, line: line(800.0, 3.0, false) },
        ];
        QuestionnaireView { kind, index, nps: line(-20.4, 2.0, false), recommends: vec![[30, 20, 50]], factors }
    }

    fn view(rise: bool, sink: bool, index: bool) -> SatisfactionView {
        let day = "2026-10-31".parse().unwrap();
        let buyers = line(822.0, 4.0, false);
        SatisfactionView {
            as_of: day,
            period: Period { first: day, last: day },
            grain: Grain::Quarter,
            periods: vec![Period { first: day, last: day }],
            questionnaires: vec![
                questionnaire(AnswerKind::Buyer, buyers, SurveyItem::Delivery, line(896.0, 87.2, rise)),
                questionnaire(
                    AnswerKind::Service,
                    line(819.0, -12.0, index),
                    SurveyItem::ServiceAdviser,
                    line(756.0, -82.4, sink),
                ),
            ],
            advisers: Box::new(crate::protocol::view::AdvisersView::none(day)),
            choices: Default::default(),
        }
    }

    #[test]
    fn the_see_saw_beneath_steady_indices() {
        let title = indices(Lang::Zh, &view(true, true, false));
        assert_eq!(title, "总分持平，分项此消彼长：交车过程 +87，服务顾问 −82");
        let title = factors(Lang::Zh, &view(true, true, false), AnswerKind::Buyer);
        assert_eq!(title, "此消彼长：交车过程 +87，售后的服务顾问 −82");
        let title = factors(Lang::En, &view(true, true, false), AnswerKind::Service);
        assert_eq!(title, "One up, one down: Delivery (Buyers) +87, Service adviser −82");
    }

    #[test]
    fn what_moves_alone() {
        assert_eq!(indices(Lang::Zh, &view(false, true, true)), "售后指数降 12 分；分项有变化：服务顾问降 82 分");
        let title = factors(Lang::En, &view(false, true, true), AnswerKind::Service);
        assert_eq!(title, "Service adviser down 82; the rest is within noise");
    }

    #[test]
    fn nothing_beyond_noise_is_said() {
        let still = view(false, false, false);
        assert_eq!(indices(Lang::Zh, &still), "满意度指数没有明显变化：最近一期购车 822，售后 819");
        let title = "Net promoter score: nothing changed beyond noise; latest Buyers −20, After-sales −20";
        assert_eq!(nps(Lang::En, &still), title);
        assert_eq!(factors(Lang::Zh, &still, AnswerKind::Buyer), "各因素都没有明显变化");
    }
}
