//! Pictures: a query's view, drawn. The page gets marks and hits; a file gets a whole document.

use super::{answer::answer, open_store::OpenStore, staging::Staging, store::Store};
use crate::{
    figure::{
        self, Figure, Hit, Region,
        svg::{self, Skin},
    },
    protocol::{
        command::Trouble,
        query::{Drawing, Picture, Query},
        view::{DrawingView, HitView, RegionView, View},
    },
    text::slices,
    time::Day,
};

pub(super) fn view<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    drawing: Drawing,
    today: Day,
) -> Result<DrawingView, Trouble> {
    let id = drawing.picture.name();
    let figure = figure(open, staging, drawing, today)?;
    Ok(DrawingView {
        width: whole(figure.width),
        height: whole(figure.height),
        marks: svg::marks(&figure, Skin::Classes, id),
        label: figure.label,
        hits: figure.hits.into_iter().map(hit).collect(),
        exact: figure.exact.into_iter().map(hit).collect(),
    })
}

pub(super) fn figure<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    drawing: Drawing,
    today: Day,
) -> Result<Figure, Trouble> {
    let Drawing { picture, lang, width } = drawing;
    let width = f64::from(width);
    let view = answer(open, staging, query_of(&picture), today)?;
    let slice = slices::phrase(lang, picture.scope());
    let mut figure = match (view, picture) {
        (View::Map(view), _) => figure::map(&view, lang, width),
        (View::Funnel(view), _) => figure::funnel(&view, lang, width),
        (View::Distribution(view), Picture::Timeline(_)) => figure::timeline(&view, lang, width),
        (View::Distribution(view), _) => figure::distribution(&view, lang, width),
        (View::Satisfaction(view), Picture::Nps(..)) => figure::satisfaction::nps(&view, lang, width),
        (View::Satisfaction(view), Picture::Factors(kind, ..)) => {
            figure::satisfaction::factors(&view, kind, lang, width)
        }
        (View::Satisfaction(view), _) => figure::satisfaction::indices(&view, lang, width),
        _ => return Err(Trouble::NotUnderstood),
    };
    if let Some(slice) = slice {
        figure.label = format!("{slice} · {}", figure.label);
    }
    Ok(figure)
}

/// The query whose answer is drawn.
fn query_of(picture: &Picture) -> Query {
    match picture.clone() {
        Picture::Map(scope) => Query::Map(scope),
        Picture::Funnel(scope) => Query::Funnel(scope),
        Picture::Distribution(scope) | Picture::Timeline(scope) => Query::Distribution { scope, since: None },
        Picture::Indices(scope, grain) | Picture::Nps(scope, grain) | Picture::Factors(_, scope, grain) => {
            Query::Satisfaction { scope, grain }
        }
    }
}

fn hit(hit: Hit) -> HitView {
    let region = match hit.region {
        Region::Rect(frame) => RegionView::Rect {
            x: whole(frame.x),
            y: whole(frame.y),
            width: whole(frame.width),
            height: whole(frame.height),
        },
        Region::Circle { center, radius } => {
            RegionView::Circle { x: whole(center.x), y: whole(center.y), radius: whole(radius) }
        }
    };
    HitView { region, target: hit.target, at: hit.at, label: hit.label }
}

/// Half a pixel does not matter to a finger.
fn whole(length: f64) -> i32 {
    length.round() as i32
}
