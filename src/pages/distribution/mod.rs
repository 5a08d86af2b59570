//! 分布: where everybody stands over time, and what moved.

mod moved;
mod tables;

use super::{
    At, Page,
    blocks::{Data, Markup, caution, chart, file_name, filter, html, on_paper},
    data_age,
};
use crate::{
    protocol::{query::Picture, sheet::Sheet, view::DistributionView},
    text::{distribution, findings, slices},
};

pub fn page(at: At, view: &DistributionView) -> Page {
    let data = [now(at, view), over_time(at, view)];
    let sheet = Sheet {
        title: distribution::TITLE.get(at.lang).to_owned(),
        subtitle: distribution::subtitle(at.lang, view),
        is_dated: true,
        is_replayed: true,
        bar: filter(at, &view.choices, None, &Markup::default()).into_string(),
        body: body(at, view, &data).into_string(),
        ..Sheet::default()
    };
    Page { sheet, data: data.into() }
}

fn now(at: At, view: &DistributionView) -> Data {
    let lang = at.lang;
    Data {
        place: "distribution",
        title: distribution::standing(lang, view),
        caption: slices::named(lang, distribution::CAPTION.get(lang), at.scope),
        picture: Some(Picture::Distribution(at.scope.clone())),
        table: tables::now(at, &view.now),
        file_name: file_name(at, distribution::TITLE.get(lang), None, view.as_of),
    }
}

fn over_time(at: At, view: &DistributionView) -> Data {
    let lang = at.lang;
    Data {
        place: "timeline",
        title: findings::distribution(lang, &view.finding, view.movement.since, view.as_of),
        caption: slices::named(lang, distribution::TIMELINE_CAPTION.get(lang), at.scope),
        picture: Some(Picture::Timeline(at.scope.clone())),
        table: tables::over_time(at, &view.points),
        file_name: file_name(at, distribution::TIMELINE.get(lang), None, view.as_of),
    }
}

fn body(at: At, view: &DistributionView, [now, over_time]: &[Data; 2]) -> Markup {
    let none = Markup::default();
    html! {
        (data_age(at))
        @if at.scope.adviser.is_some() { (caution(slices::OF_ADVISER.get(at.lang))) }
        @if !view.has_services { (caution(distribution::NO_SERVICES.get(at.lang))) }
        @if !view.has_follow_ups { (caution(distribution::NO_FOLLOW_UPS.get(at.lang))) }
        (chart(at, now, distribution::METHOD, Some(distribution::HINT), &none))
        (chart(at, over_time, distribution::METHOD, Some(distribution::TIMELINE_HINT), &none))
        (moved::moved(at, &view.movement, view.as_of))
        (on_paper(at))
    }
}
