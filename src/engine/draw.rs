//! Pictures: the view of a query, drawn. The page gets marks and hits; a file gets a whole document.

use super::{answer::answer, open_store::OpenStore, staging::Staging, store::Store};
use crate::{
    figure::{
        self, Figure, Hit, Region,
        list::{Item, Label, Point, Role},
        svg::{self, Skin},
    },
    protocol::{
        command::Trouble,
        lang::Lang,
        query::{Picture, Query},
        view::{DrawingView, HitView, RegionView, View},
    },
    text::slices,
    time::Day,
};

/// Font size of the slice's name under a picture saved as a file.
const SIGNED_SIZE: f64 = 13.0;

pub(super) fn drawing<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    picture: Picture,
    lang: Lang,
    width: u32,
    today: Day,
) -> Result<DrawingView, Trouble> {
    let id = picture.name();
    let figure = figure(open, staging, picture, lang, width, today)?;
    Ok(DrawingView {
        width: figure.width,
        height: figure.height,
        marks: svg::marks(&figure, Skin::Classes, id),
        label: figure.label,
        hits: figure.hits.into_iter().map(hit).collect(),
        exact: figure.exact.into_iter().map(hit).collect(),
    })
}

pub(super) fn document<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    picture: Picture,
    lang: Lang,
    width: u32,
    dark: bool,
    today: Day,
) -> Result<String, Trouble> {
    let slice = slices::phrase(lang, picture.scope());
    let mut figure = figure(open, staging, picture, lang, width, today)?;
    if let Some(slice) = slice {
        sign(&mut figure, slice);
    }
    Ok(svg::document(&figure, if dark { &svg::DARK } else { &svg::LIGHT }))
}

/// A file leaves the page whose caption names the slice, so it says itself what it shows.
fn sign(figure: &mut Figure, slice: String) {
    let at = Point { x: SIGNED_SIZE, y: figure.height + SIGNED_SIZE };
    figure.push(Item::Text(Label::new(at, slice, Role::Ink2, SIGNED_SIZE)));
    figure.height += 2.0 * SIGNED_SIZE;
}

fn figure<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    picture: Picture,
    lang: Lang,
    width: u32,
    today: Day,
) -> Result<Figure, Trouble> {
    let width = f64::from(width);
    let view = answer(open, staging, query_of(&picture), today)?;
    let slice = slices::phrase(lang, picture.scope());
    let mut figure = match (view, picture) {
        (View::Map(view), _) => figure::map(&view, lang, width),
        (View::Funnel(view), _) => figure::funnel(&view, lang, width),
        (View::Distribution(view), Picture::Timeline(_)) => figure::timeline(&view, lang, width),
        (View::Distribution(view), _) => figure::distribution(&view, lang, width),
        (View::Satisfaction(view), Picture::Nps(_)) => figure::satisfaction::nps(&view, lang, width),
        (View::Satisfaction(view), Picture::Factors(kind, _)) => {
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

/// The question whose answer is drawn.
fn query_of(picture: &Picture) -> Query {
    match picture.clone() {
        Picture::Map(scope) => Query::Map(scope),
        Picture::Funnel(scope) => Query::Funnel(scope),
        Picture::Distribution(scope) | Picture::Timeline(scope) => Query::Distribution { scope, since: None },
        Picture::Indices(scope) | Picture::Nps(scope) | Picture::Factors(_, scope) => Query::Satisfaction(scope),
    }
}

fn hit(hit: Hit) -> HitView {
    let region = match hit.region {
        Region::Rect(frame) => RegionView::Rect { x: frame.x, y: frame.y, width: frame.width, height: frame.height },
        Region::Circle { center, radius } => RegionView::Circle { x: center.x, y: center.y, radius },
    };
    HitView { region, target: hit.target, at: hit.at, label: hit.label }
}
