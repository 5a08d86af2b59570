//! Pages: an address becomes a query, and its answer a sheet. Every view passes the gate (`shown`) before it is shown.

use super::{answer::answer, csv, draw, open_store::OpenStore, shown::shown, staging::Staging, store::Store};
use crate::{
    analytics::distribution::churned,
    figure::{sheet::sheet, svg},
    pages::{self, At, Data, Page, figures::Views},
    protocol::{
        command::Trouble,
        query::{Drawing, FULL, Part, Query, Words},
        view::View,
    },
    route::Route,
    text::{Lang, data, shell, trouble},
    time::Day,
};

/// The page holds nothing but an address, so every part of a sheet (rows, CSV, figure, document) is asked for by the
/// same address, and derived again from the same query.
pub(super) fn show<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    query: Query,
    today: Day,
) -> Result<View, Trouble> {
    match query {
        Query::Show { address, lang } => Ok(View::Sheet(page(open, staging, &address, lang, today)?.sheet)),
        Query::SheetRows { part, offset, limit } => {
            let question = match question(&Route::parse(&part.address)) {
                Some(Query::List { selection, scope, sort, .. }) => {
                    Query::List { selection, scope, sort, offset, limit }
                }
                _ => return Err(Trouble::NotUnderstood),
            };
            let rows =
                viewed(open, staging, &part.address, question, part.lang, today, |at, view| match (at.route, view) {
                    (Route::List { selection, .. }, View::List(view)) => Some(pages::list::rows(at, selection, view)),
                    _ => None,
                });
            rows.map(View::Rows)
        }
        Query::SheetCsv(part) => {
            if let Some(question @ Query::List { .. }) = question(&Route::parse(&part.address)) {
                return list_csv(open, staging, &part, question, today);
            }
            if let Route::Notes { of, .. } = Route::parse(&part.address) {
                let View::Csv(csv) = answer(open, staging, Query::NotesCsv { of, lang: part.lang }, today)? else {
                    return Err(Trouble::NotUnderstood);
                };
                let store = shell::store_name(part.lang, &open.status(today).name);
                return Ok(View::Named(format!("{store} {}", data::NOTES.get(part.lang)), csv));
            }
            let data = data_of(open, staging, &part, today)?;
            let (heads, lines) = data.table.filed();
            Ok(View::Named(data.file_name, csv::write(heads, lines.into_iter())))
        }
        Query::SheetFigure { part, width } => {
            if let Some(folded) = folded(open, staging, &part, today)? {
                return Ok(View::Markup(folded));
            }
            let lang = part.lang;
            let drawing = drawing(open, staging, &part, width, today)?.0;
            let scope = drawing.picture.scope().clone();
            let figure = draw::view(open, staging, drawing, today)?;
            Ok(View::Markup(pages::figure(lang, &figure, &scope).into_string()))
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

/// A page shows one view. Funnel and figures need others beside it, which are asked first: the closure below cannot
/// borrow the store again.
fn page<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    address: &str,
    lang: Lang,
    today: Day,
) -> Result<Page, Trouble> {
    let route = Route::parse(address);
    if route == Route::Unknown {
        return Ok(pages::unknown::page(lang));
    }
    let question = question(&route).ok_or(Trouble::NotUnderstood)?;
    let mut asked = |query| Ok::<_, Trouble>(shown(answer(open, staging, query, today)?));
    let beside = match route {
        Route::Funnel(scope) => vec![asked(Query::Consultants(scope))?],
        Route::Figures { scope, .. } => vec![
            asked(Query::Funnel(scope.clone()))?,
            asked(Query::Distribution { scope: scope.clone(), since: None })?,
            asked(Query::Measures(scope))?,
        ],
        _ => Vec::new(),
    };
    viewed(open, staging, address, question, lang, today, |at, view| match (at.route, view) {
        (Route::Figures { node, .. }, View::Map(map)) => match &beside[..] {
            [View::Funnel(funnel), View::Distribution(distribution), View::Measures(scorecard)] => {
                let churned = node.stage().and_then(|stage| churned(distribution, stage));
                Some(pages::figures::page(at, *node, &Views { map, funnel, distribution, scorecard, churned }))
            }
            _ => None,
        },
        (_, View::Map(view)) => Some(pages::map::page(at, view)),
        (_, View::Funnel(view)) => match &beside[..] {
            [View::Consultants(by_consultant)] => Some(pages::funnel::page(at, view, by_consultant)),
            _ => None,
        },
        (_, View::Coverage(view)) => Some(pages::coverage::page(at, view)),
        (_, View::Actions(view)) => Some(pages::actions::page(at, view)),
        (_, View::Catalogue(view)) => Some(pages::catalogue::page(at, view)),
        (_, View::Distribution(view)) => Some(pages::distribution::page(at, view)),
        (_, View::Satisfaction(view)) => Some(pages::satisfaction::page(at, view)),
        (_, View::Record(record)) => Some(pages::record::page(at, record.as_deref())),
        (_, View::Notes(view)) => Some(pages::notes::page(at, view)),
        (Route::Settings, View::Status(_)) => Some(pages::settings::page(at)),
        (_, View::Measures(view)) => Some(pages::scorecard::page(at, view)),
        (Route::List { selection, .. }, View::List(view)) => Some(pages::list::page(at, selection, view)),
        _ => None,
    })
}

/// Renders the answer to a query, as seen from an address.
fn viewed<S: Store, T>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    address: &str,
    question: Query,
    lang: Lang,
    today: Day,
    show: impl Fn(At, &View) -> Option<T>,
) -> Result<T, Trouble> {
    let route = Route::parse(address);
    let scope = route.scope().cloned().unwrap_or_default();
    let View::Status(status) = shown(View::Status(open.status(today))) else { return Err(Trouble::NotUnderstood) };
    let coverage = match route {
        Route::Map(_) => Some(answer(open, staging, Query::Coverage, today)?),
        _ => None,
    };
    let coverage = coverage.and_then(|view| if let View::Coverage(coverage) = view { Some(coverage) } else { None });
    let view = shown(answer(open, staging, question, today)?);
    let (who, coverage) = (open.now.who.as_str(), coverage.as_ref());
    let at = At { lang, route: &route, scope: &scope, status: &status, today, who, coverage };
    show(at, &view).ok_or(Trouble::NotUnderstood)
}

/// Telephone numbers are masked, unless the address asks for them in full.
fn list_csv<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    part: &Part,
    question: Query,
    today: Day,
) -> Result<View, Trouble> {
    let (lang, phones) = (part.lang, part.place.ends_with(FULL));
    let all = match question.clone() {
        Query::List { selection, scope, sort, .. } => Query::ListCsv { selection, scope, sort, phones, lang },
        _ => return Err(Trouble::NotUnderstood),
    };
    let name = viewed(open, staging, &part.address, question, lang, today, |at, view| match (at.route, view) {
        (Route::List { selection, .. }, View::List(view)) => Some(pages::list::named(at, selection, view)),
        _ => None,
    })?;
    match answer(open, staging, all, today)? {
        View::Csv(csv) => Ok(View::Named(name, csv)),
        _ => Err(Trouble::NotUnderstood),
    }
}

/// The query of a page; `None` for pages that are not sheets.
pub(super) fn question(route: &Route) -> Option<Query> {
    match route.clone() {
        Route::Map(scope) | Route::Figures { scope, .. } => Some(Query::Map(scope)),
        Route::Funnel(scope) => Some(Query::Funnel(scope)),
        Route::List { selection, scope, own, sort } => {
            Some(Query::List { selection, scope: own.unwrap_or(scope), sort, offset: 0, limit: 0 })
        }
        Route::Distribution { scope, since } => Some(Query::Distribution { scope, since }),
        Route::Satisfaction { scope, grain, .. } => Some(Query::Satisfaction { scope, grain }),
        Route::Person { subject, scope } => Some(Query::Record { subject, scope }),
        Route::Scorecard(scope) => Some(Query::Measures(scope)),
        Route::Coverage => Some(Query::Coverage),
        Route::Catalogue => Some(Query::Catalogue),
        Route::Actions => Some(Query::Actions),
        Route::Settings => Some(Query::Status),
        Route::Notes { of, refused_only, rows } => {
            Some(Query::Notes { of, refused_only, offset: 0, limit: rows.unwrap_or(pages::notes::STEP) })
        }
        _ => None,
    }
}

/// The parts a page leaves out until they are unfolded: a long table, or a measure of the scorecard.
fn folded<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    part: &Part,
    today: Day,
) -> Result<Option<String>, Trouble> {
    if let Some(place) = part.place.strip_suffix(pages::TABLE) {
        let data = data_of(open, staging, &Part { place: place.to_owned(), ..part.clone() }, today)?;
        return Ok(Some(data.unfolded().into_string()));
    }
    if part.place == pages::RECORD_CHANGES {
        let question = question(&Route::parse(&part.address)).ok_or(Trouble::NotUnderstood)?;
        let changes = viewed(open, staging, &part.address, question, part.lang, today, |at, view| match view {
            View::Record(Some(record)) => Some(pages::record::changes(at.lang, record)),
            _ => None,
        })?;
        return Ok(Some(changes.into_string()));
    }
    let Route::Scorecard(scope) = Route::parse(&part.address) else { return Ok(None) };
    let question = Query::Measures(scope);
    let measure = viewed(open, staging, &part.address, question, part.lang, today, |at, view| match view {
        View::Measures(view) => pages::scorecard::measure(at, view, &part.place),
        _ => None,
    })?;
    Ok(Some(measure.into_string()))
}

fn data_of<S: Store>(open: &mut OpenStore<S>, staging: &Staging, part: &Part, today: Day) -> Result<Data, Trouble> {
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
    let data = data_of(open, staging, part, today)?;
    let picture = data.picture.clone().ok_or(Trouble::NotUnderstood)?;
    Ok((Drawing { picture, lang: part.lang, width }, data))
}

/// Source line: store, as-of date, whether something is missing, product.
fn source<S: Store>(open: &OpenStore<S>, lang: Lang, address: &str, today: Day) -> String {
    let status = open.status(today);
    let as_of = Route::parse(address).looks_at().and_then(|scope| scope.as_of).or(status.reporting_date);
    let as_of = as_of.map(|day| format!("{} {day}", shell::AS_OF.get(lang)));
    let partial = (!status.damaged.is_empty()).then(|| trouble::PARTIAL.get(lang).to_owned());
    let product = Some(shell::PRODUCT.get(lang).to_owned());
    let said = [Some(shell::store_name(lang, &status.name)), as_of, partial, product];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
