//! The distribution's data as tables: today, over time, and the moves.

use crate::{
    pages::{
        At,
        blocks::{Cell, Table},
    },
    protocol::{
        query::{Place, ProspectPart, Scope, Selection},
        view::{MoveTable, PROSPECT_PARTS, StandView, owners_of},
    },
    terms::{
        activity::ACTIVITIES,
        stage::{LEVELS, OWNER_STAGES},
    },
    text::{Text, distribution, names, numbers::count},
    time::Day,
};

/// Owners by stage and activity, then prospects by level; a group with fewer parts leaves its last cells empty.
pub fn now(at: At, stand: &StandView) -> Table {
    let numbers = parts().chain([distribution::HEAD_ALL]).collect::<Vec<_>>();
    let mut table = Table::new(at.lang, &[distribution::HEAD_GROUP], &numbers);
    let unknown = stand.owners(None).iter().any(|people| *people > 0).then_some(None);
    let cell = |people: u32, selection| Cell::list(count(people), selection, at.scope);
    for stage in OWNER_STAGES.map(Some).into_iter().chain(unknown) {
        let counts = stand.owners(stage);
        let mut row = vec![Cell::plain(distribution::stage_name(stage).get(at.lang))];
        row.extend(ACTIVITIES.into_iter().zip(counts).map(|(one, n)| cell(n, owners_of(stage, Some(one)))));
        row.extend(PROSPECT_PARTS.map(|_| Cell::plain("")));
        row.push(cell(counts.iter().sum(), owners_of(stage, None)));
        table.rows.push(row);
    }
    for level in LEVELS {
        let counts = stand.prospects(level);
        let all = |part| Selection::Prospects { level: Some(level), part };
        let mut row = vec![Cell::plain(distribution::level_name(level).get(at.lang))];
        row.extend(ACTIVITIES.map(|_| Cell::plain("")));
        row.extend(PROSPECT_PARTS.into_iter().zip(counts).map(|(part, n)| cell(n, all(part))));
        row.push(cell(counts.iter().sum(), all(ProspectPart::All)));
        table.rows.push(row);
    }
    table
}

/// One row per day; each number opens its people on that day.
pub fn over_time(at: At, points: &[StandView]) -> Table {
    let mut table = Table::new(at.lang, &[distribution::HEAD_DAY], &parts().collect::<Vec<_>>());
    table.rows = points.iter().rev().map(|point| day(point, at.scope)).collect();
    table
}

fn day(point: &StandView, scope: &Scope) -> Vec<Cell> {
    let own = Scope { as_of: Some(point.day), ..scope.clone() };
    let cell = |people: u32, selection| Cell::list(count(people), selection, &own).opened_from(scope);
    let owners = ACTIVITIES.into_iter().zip(point.activities());
    let owners = owners.map(|(one, n)| cell(n, Selection::Owners { stage: None, activity: Some(one) }));
    let prospects = PROSPECT_PARTS.into_iter().zip(point.parts());
    let prospects = prospects.map(|(part, n)| cell(n, Selection::Prospects { level: None, part }));
    [Cell::plain(point.day.to_string())].into_iter().chain(owners).chain(prospects).collect()
}

fn parts() -> impl Iterator<Item = Text> {
    ACTIVITIES.map(names::activity).into_iter().chain(PROSPECT_PARTS.map(distribution::part))
}

/// From (rows) to (columns). Rows and columns without anybody are left out.
pub fn moves(at: At, moves: &MoveTable, since: Day) -> Table {
    let went_to = |column: usize| moves.people.iter().any(|row| row.get(column).is_some_and(|people| *people > 0));
    let columns: Vec<(usize, Place)> =
        moves.places.iter().copied().enumerate().filter(|(column, _)| went_to(*column)).collect();
    let heads: Vec<Text> = columns.iter().map(|(_, to)| distribution::place(*to)).collect();
    let mut table = Table::new(at.lang, &[distribution::FROM], &heads);
    for (from, people) in moves.places.iter().zip(&moves.people).filter(|(_, people)| people.iter().any(|n| *n > 0)) {
        let cell = |(column, to): &(usize, Place)| match people.get(*column).copied().unwrap_or_default() {
            0 => Cell::none(),
            n => Cell::list(count(n), Selection::Moved { from: *from, to: *to, since }, at.scope),
        };
        let name = Cell::plain(distribution::place(*from).get(at.lang));
        table.rows.push([name].into_iter().chain(columns.iter().map(cell)).collect());
    }
    table
}
