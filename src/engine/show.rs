//! Pages: an address becomes a question, its answer a sheet. What is shown went through the gate of every view first.

use super::{answer::answer, draw, open_store::OpenStore, shown::shown, staging::Staging, store::Store};
use crate::{
    figure::{sheet::sheet, svg},
    pages::{self, At, Data, Page},
    protocol::{
        command::Trouble,
        query::{Drawing, Part, Query, Words},
        view::View,
    },
    route::Route,
    text::{Lang, shell, trouble},
    time::Day,
};

pub(super) fn show<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    query: Query,
    today: Day,
) -> Result<View, Trouble> {
    match query {
        Query::Show { address, lang } => Ok(View::Sheet(page(open, staging, &address, lang, today)?.sheet)),
        Query::SheetCsv(part) => {
            let data = data(open, staging, &part, today)?;
            Ok(View::Named(data.file_name, data.table.to_csv()))
        }
        Query::SheetFigure { part, width } => {
            let drawing = drawing(open, staging, &part, width, today)?.0;
            let scope = drawing.picture.scope().clone();
            let figure = draw::view(open, staging, drawing, today)?;
            Ok(View::Markup(pages::figure(&figure, &scope).into_string()))
        }
        Query::SheetDocument { part, width } => {
            let (drawing, data) = drawing(open, staging, &part, width, today)?;
            let figure = draw::figure(open, staging, drawing, today)?;
            let source = source(open, part.lang, &part.address, today);
            let words = Words { title: data.title, caption: data.caption, source };
            Ok(View::Named(data.file_name, sheet(&figure, &words, &svg::LIGHT)))
        }
        _ => Err(Trouble::NotUnderstood),
    }
}

fn page<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    address: &str,
    lang: Lang,
    today: Day,
) -> Result<Page, Trouble> {
    let route = Route::parse(address);
    let scope = route.scope().cloned().unwrap_or_default();
    let question = question(&route).ok_or(Trouble::NotUnderstood)?;
    let View::Status(status) = shown(View::Status(open.status(today))) else { return Err(Trouble::NotUnderstood) };
    let View::Coverage(coverage) = answer(open, staging, Query::Coverage, today)? else {
        return Err(Trouble::NotUnderstood);
    };
    let view = shown(answer(open, staging, question, today)?);
    let at = At { lang, route: &route, scope: &scope, status: &status, today, coverage: &coverage };
    match &view {
        View::Map(view) => Ok(pages::map::page(at, view)),
        View::Record(record) => Ok(pages::record::page(at, record.as_ref())),
        View::Measures(view) => Ok(pages::scorecard::page(at, view)),
        _ => Err(Trouble::NotUnderstood),
    }
}

/// What the engine is asked for a page; `None` for pages that are no sheets.
fn question(route: &Route) -> Option<Query> {
    match route.clone() {
        Route::Map(scope) => Some(Query::Map(scope)),
        Route::Person { subject, scope } => Some(Query::Record { subject, scope }),
        Route::Scorecard(scope) => Some(Query::Measures(scope)),
        _ => None,
    }
}

fn data<S: Store>(open: &mut OpenStore<S>, staging: &Staging, part: &Part, today: Day) -> Result<Data, Trouble> {
    let page = page(open, staging, &part.address, part.lang, today)?;
    page.data.into_iter().find(|data| data.place == part.place).ok_or(Trouble::NotUnderstood)
}

fn drawing<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    part: &Part,
    width: u32,
    today: Day,
) -> Result<(Drawing, Data), Trouble> {
    let data = data(open, staging, part, today)?;
    let picture = data.picture.clone().ok_or(Trouble::NotUnderstood)?;
    Ok((Drawing { picture, lang: part.lang, width }, data))
}

/// Store, as-of date, whether something is missing, product.
fn source<S: Store>(open: &OpenStore<S>, lang: Lang, address: &str, today: Day) -> String {
    let status = open.status(today);
    let as_of = Route::parse(address).scope().and_then(|scope| scope.as_of).or(status.reporting_date);
    let as_of = as_of.map(|day| format!("{} {day}", shell::AS_OF.get(lang)));
    let partial = (!status.damaged.is_empty()).then(|| trouble::PARTIAL.get(lang).to_owned());
    let product = Some(shell::PRODUCT.get(lang).to_owned());
    let said = [Some(shell::store_name(lang, &status.name)), as_of, partial, product];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
