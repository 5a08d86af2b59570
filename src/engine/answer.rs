//! Queries to views.

use super::{
    actions::actions,
    csv, csv_rows, draw,
    manifest::Manifest,
    merge, note_views,
    open_store::OpenStore,
    people::{self, Listed},
    record,
    staging::Staging,
    store::Store,
};
use crate::{
    analytics::{
        consultants::consultants,
        coverage::coverage,
        distribution::distribution,
        funnel::funnel,
        map,
        measures::{day_before, measures},
        nodes::part_of,
        satisfaction::satisfaction,
        viewpoint::Viewpoint,
        world::Slice,
    },
    lifecycle::{catalogue, evidence::touchpoint_lacks},
    model::rows::Kind,
    protocol::{
        column::Sort,
        command::Trouble,
        query::{Query, Scope, Selection},
        view::*,
    },
    time::{Day, Period},
};
use std::{collections::BTreeMap, rc::Rc};

/// The default period: the last six full months.
const DEFAULT_MONTHS: i32 = 6;

/// An analysis is computed once and kept: its page asks for the view in each language, and every figure of the page
/// asks for a drawing of the same view.
pub(super) fn answer<S: Store>(
    open: &mut OpenStore<S>,
    staging: &Staging,
    query: Query,
    today: Day,
) -> Result<View, Trouble> {
    let is_analysis = matches!(
        query,
        Query::Map(_)
            | Query::Funnel(_)
            | Query::Distribution { .. }
            | Query::Satisfaction { .. }
            | Query::Measures(_)
            | Query::Consultants(_)
            | Query::Coverage
            | Query::Catalogue
    );
    if !is_analysis {
        return work_out(open, staging, query, today);
    }
    if let Some(known) = open.kept.answer(&query, today) {
        return Ok(known);
    }
    let view = work_out(open, staging, query.clone(), today)?;
    open.kept.keep_answer(query, today, view.clone());
    Ok(view)
}

/// One arm per query, without any logic of its own, so that the function stays small (see `framed`).
fn work_out<S: Store>(open: &mut OpenStore<S>, staging: &Staging, query: Query, today: Day) -> Result<View, Trouble> {
    Ok(match query {
        Query::Stores
        | Query::Drafts
        | Query::Show { .. }
        | Query::SheetCsv(_)
        | Query::SheetRows { .. }
        | Query::SheetFigure { .. }
        | Query::SheetDocument { .. } => return Err(Trouble::NotUnderstood),
        Query::Status => View::Status(open.status(today)),
        Query::Map(scope) => View::Map(mapped(open, &scope, today)),
        Query::Funnel(scope) => View::Funnel(framed(open, &scope, today, funnel)),
        Query::Distribution { scope, since } => {
            let latest = open.reporting(today).date.unwrap_or(today);
            View::Distribution(framed(open, &scope, today, |viewpoint| distribution(viewpoint, since, latest)))
        }
        Query::Satisfaction { scope, grain } => {
            let chosen = scope.period;
            View::Satisfaction(framed(open, &scope, today, |viewpoint| satisfaction(viewpoint, chosen, grain)))
        }
        Query::Measures(scope) => View::Measures(measured(open, &scope, today)),
        Query::Consultants(scope) => View::Consultants(framed(open, &scope, today, consultants)),
        Query::Draw(drawing) => View::Drawing(draw::view(open, staging, drawing, today)?),
        Query::List { selection, scope, sort, offset, limit } => {
            let listed = listed(open, &selection, &scope, sort, today);
            View::List(framed(open, &scope, today, |viewpoint| {
                people::window(viewpoint, &selection, &listed, offset, limit)
            }))
        }
        Query::ListCsv { selection, scope, sort, phones, lang } => {
            View::Csv(framed(open, &scope, today, |viewpoint| csv::people(viewpoint, &selection, sort, phones, lang)))
        }
        Query::Record { subject, scope } => {
            let files = file_names(&open.manifest);
            let (written_on, changes) = (open.writes_on(today), std::mem::take(&mut open.told));
            View::Record(framed(open, &scope, today, |viewpoint| {
                record::record(viewpoint, subject, &files, (written_on, &changes)).map(Box::new)
            }))
        }
        Query::FullPhone(subject) => {
            let customer = open.world.book().resolve(&open.world.tables, subject);
            View::FullPhone(customer.and_then(|id| open.world.book().customer(id).phone.clone()))
        }
        Query::Actions => View::Actions(actions(open, today)),
        Query::Coverage => View::Coverage(coverage(&open.world, |kind| files_of(&open.manifest, kind))),
        Query::Preview => View::Preview(preview(open, staging)),
        Query::Mappings => View::Mappings(open.manifest.mappings.clone()),
        Query::Files => View::Files(files(&open.manifest)),
        Query::Notes { of, refused_only, offset, limit } => {
            View::Notes(note_views::notes(open, staging, of, refused_only, offset, limit))
        }
        Query::NotesCsv { of, lang } => {
            View::Csv(csv::notes(lang, &note_views::notes(open, staging, of, false, 0, u32::MAX)))
        }
        Query::RowsCsv(kind) => View::Csv(csv_rows::rows(&open.world.tables, kind)),
        Query::Catalogue => View::Catalogue(framed(open, &Scope::default(), today, touchpoints)),
    })
}

/// Runs an analysis over the scope, with defaults for its absent parts. Not inlined: with all analyses in one function,
/// WebKit would compile that function wrongly because of its size (`xtask/src/functions.rs`).
#[inline(never)]
fn framed<S: Store, T>(open: &mut OpenStore<S>, scope: &Scope, today: Day, run: impl FnOnce(&Viewpoint) -> T) -> T {
    let (as_of, period) = looked_at(open, scope, today);
    let standings = open.standings(as_of);
    run(&Viewpoint { world: &open.world, standings: &standings, period, slice: slice(scope) })
}

/// The map, of what is kept of its counts.
fn mapped<S: Store>(open: &mut OpenStore<S>, scope: &Scope, today: Day) -> MapView {
    let (as_of, period) = looked_at(open, scope, today);
    let standings = open.standings(as_of);
    let viewpoint = Viewpoint { world: &open.world, standings: &standings, period, slice: slice(scope) };
    open.kept.map(&viewpoint)
}

fn looked_at<S: Store>(open: &OpenStore<S>, scope: &Scope, today: Day) -> (Day, Period) {
    let as_of = scope.as_of.or(open.reporting(today).date).unwrap_or(today);
    (as_of, scope.period.unwrap_or_else(|| Period::last_full_months(as_of, DEFAULT_MONTHS)))
}

fn slice(scope: &Scope) -> Slice {
    Slice {
        channel: scope.channel.clone(),
        consultant: scope.consultant.clone(),
        model: scope.model.clone(),
        adviser: scope.adviser.clone(),
    }
}

/// The last list asked for is kept: the next question is usually for its next window.
fn listed<S: Store>(
    open: &mut OpenStore<S>,
    selection: &Selection,
    scope: &Scope,
    sort: Option<Sort>,
    today: Day,
) -> Rc<Listed> {
    let query = Query::List { selection: selection.clone(), scope: scope.clone(), sort, offset: 0, limit: 0 };
    let known = open.kept.list(&query, today).map(|(listed, edited)| (listed, edited.to_vec()));
    let listed = match known {
        Some((listed, edited)) if edited.is_empty() => return listed,
        Some((listed, edited)) => framed(open, scope, today, |at| listed.again(at, selection, sort, &edited)),
        None => framed(open, scope, today, |at| Listed::new(at, selection, sort)),
    };
    let listed = Rc::new(listed);
    open.kept.keep_list(query, today, listed.clone());
    listed
}

/// The scorecard, with the same one period earlier.
fn measured<S: Store>(open: &mut OpenStore<S>, scope: &Scope, today: Day) -> MeasuresView {
    let (as_of, period) = looked_at(open, scope, today);
    let standings = open.standings(day_before(period, as_of));
    framed(open, scope, today, |viewpoint| {
        let before = Viewpoint {
            world: viewpoint.world,
            standings: &standings,
            period: period.before(),
            slice: viewpoint.slice.clone(),
        };
        measures(viewpoint, &before)
    })
}

fn touchpoints(viewpoint: &Viewpoint) -> CatalogueView {
    let mut exits = vec![Exits::default(); catalogue::all().len()];
    viewpoint.each_episode(viewpoint.episodes_as_of(), &|_| true, &mut |_, episode| {
        let part = part_of(&episode, viewpoint.period, viewpoint.episodes_as_of());
        map::count(&mut exits[episode.touchpoint.index()], part);
    });
    let view = |(id, exits): (catalogue::TouchpointId, Exits)| TouchpointView {
        name: id.name(),
        owner: id.get().owner,
        clock: id.get().clock,
        subject: id.get().subject,
        lacks: touchpoint_lacks(id.get(), &viewpoint.world.told().columns),
        exits,
    };
    CatalogueView { touchpoints: catalogue::ids().zip(exits).map(view).collect() }
}

fn preview<S: Store>(open: &OpenStore<S>, staging: &Staging) -> PreviewView {
    let merge = merge::merge(&open.world.tables, staging);
    let files = staging.ready().zip(&merge.files).filter_map(|(file, merged)| {
        Some(PreviewFile {
            file: file.number,
            name: file.name.clone(),
            plan: file.plan.clone()?,
            added: merged.added,
            updated: merged.updated,
            unchanged: merged.unchanged,
            refused: merged.refused,
            noted: merged.noted,
        })
    });
    PreviewView { files: files.collect() }
}

fn files(manifest: &Manifest) -> Vec<FileView> {
    let view = |file: &super::manifest::FileEntry| {
        let mut kinds: BTreeMap<Kind, u32> = BTreeMap::new();
        for sheet in &file.sheets {
            if let Some(kind) = sheet.kind {
                *kinds.entry(kind).or_default() += sheet.rows;
            }
        }
        FileView {
            id: file.id,
            name: file.name.clone(),
            imported: file.imported,
            kinds: kinds.into_iter().collect(),
            noted: file.noted,
            refused: file.refused,
        }
    };
    manifest.contents.files.iter().rev().map(view).collect()
}

fn files_of(manifest: &Manifest, kind: Kind) -> u32 {
    let has = |file: &&super::manifest::FileEntry| file.sheets.iter().any(|sheet| sheet.kind == Some(kind));
    manifest.contents.files.iter().filter(has).count() as u32
}

/// File names by id, to say where a fact comes from.
pub(super) fn file_names(manifest: &Manifest) -> BTreeMap<u32, String> {
    manifest.contents.files.iter().map(|file| (file.id.0, file.name.clone())).collect()
}
