//! What moved between two dates: each subject's place then and now, and how many made each move.

use super::{leads, owners};
use crate::{
    analytics::viewpoint::{Member, Viewpoint},
    lifecycle::{journey::Subject, lead::LeadStanding},
    protocol::{
        query::Place,
        view::{MoveTable, MoveView, MovementView},
    },
    terms::{
        activity::{ACTIVITIES, Activity},
        stage::{Level, OWNER_STAGES, Stage},
    },
    time::Day,
};
use std::collections::BTreeMap;

/// Where one subject is on one day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Spot {
    Outside,
    Prospect,
    Dormant,
    Defeated,
    Bought,
    Owner(Option<Stage>, Activity),
}

/// Moves of owners that have a name.
const OWNER_MOVES: [(Place, Place); 5] = [
    (Place::Outside, Place::Owner),
    (Place::Elsewhere, Place::Stage(Some(Stage::OutOfWarranty))),
    (Place::Kept, Place::Lost),
    (Place::Lost, Place::Kept),
    (Place::Owner, Place::Outside),
];

/// Moves of leads that have a name.
const LEAD_MOVES: [(Place, Place); 7] = [
    (Place::Outside, Place::Lead),
    (Place::Elsewhere, Place::Bought),
    (Place::Elsewhere, Place::Defeated),
    (Place::Elsewhere, Place::Dormant),
    (Place::Dormant, Place::Prospect),
    (Place::Defeated, Place::Elsewhere),
    (Place::Prospect, Place::Prospect),
];

const LEAD_PLACES: [Place; 5] = [Place::Outside, Place::Prospect, Place::Dormant, Place::Defeated, Place::Bought];

/// How many went from each spot to each other spot.
pub struct Ways(BTreeMap<(Spot, Spot), u32>);

impl Ways {
    pub fn new(viewpoint: &Viewpoint, since: Day) -> Self {
        let mut ways = BTreeMap::new();
        subjects(viewpoint, since).for_each(|(_, was, is)| *ways.entry((was, is)).or_default() += 1);
        Self(ways)
    }

    pub fn people(&self, from: Place, to: Place) -> u32 {
        let went = self.0.iter().filter(|((was, is), _)| went(*was, *is, from, to));
        went.map(|(_, people)| people).sum()
    }

    pub fn view(&self, viewpoint: &Viewpoint, since: Day) -> MovementView {
        let sees = viewpoint.world.sees_services();
        let (has_owners, has_leads) =
            (!viewpoint.world.book().ownerships.is_empty(), !viewpoint.world.book().opportunities.is_empty());
        let owners = OWNER_MOVES.into_iter().filter(|(from, _)| sees || !matches!(from, Place::Kept | Place::Lost));
        let named = owners.filter(|_| has_owners).chain(LEAD_MOVES.into_iter().filter(|_| has_leads));
        let moves = named.map(|(from, to)| MoveView { from, to, people: self.people(from, to) }).collect();
        let tables = [
            (has_owners && sees).then(|| self.table(activities())),
            has_owners.then(|| self.table(stages())),
            has_leads.then(|| self.table(LEAD_PLACES.to_vec())),
        ];
        MovementView { since, moves, tables: tables.into_iter().flatten().collect() }
    }

    fn table(&self, places: Vec<Place>) -> MoveTable {
        let row = |from: &Place| places.iter().map(|to| self.people(*from, *to)).collect();
        MoveTable { people: places.iter().map(row).collect(), places }
    }
}

fn activities() -> Vec<Place> {
    [Place::Outside].into_iter().chain(ACTIVITIES.map(Place::Activity)).collect()
}

fn stages() -> Vec<Place> {
    let known = OWNER_STAGES.map(|stage| Place::Stage(Some(stage)));
    [Place::Outside].into_iter().chain(known).chain([Place::Stage(None)]).collect()
}

/// Those who went from one place to the other.
pub fn members(viewpoint: &Viewpoint, from: Place, to: Place, since: Day) -> Vec<Member> {
    let went = subjects(viewpoint, since).filter(|(_, was, is)| went(*was, *is, from, to));
    went.map(|(subject, ..)| Member::of(subject)).collect()
}

/// Everybody in the slice, with the spot then and now.
fn subjects<'a>(viewpoint: &'a Viewpoint, since: Day) -> impl Iterator<Item = (Subject, Spot, Spot)> + 'a {
    let (world, now) = (viewpoint.world, viewpoint.standings.as_of);
    let leads = leads(viewpoint).map(move |id| {
        let spot = |day| lead_spot(world.lead_on(id, day));
        (Subject::Lead(id), spot(since), spot(now))
    });
    let owners = owners(viewpoint).map(move |id| {
        let spot =
            |day| world.owner_on(id, day).map_or(Spot::Outside, |(stage, activity)| Spot::Owner(stage, activity));
        (Subject::Ownership(id), spot(since), spot(now))
    });
    leads.chain(owners)
}

fn lead_spot(state: Option<(Level, LeadStanding)>) -> Spot {
    match state.map(|(_, standing)| standing) {
        None => Spot::Outside,
        Some(LeadStanding::InTime | LeadStanding::Stagnant { .. }) => Spot::Prospect,
        Some(LeadStanding::Dormant { .. }) => Spot::Dormant,
        Some(LeadStanding::Defeated) => Spot::Defeated,
        Some(LeadStanding::Delivered) => Spot::Bought,
    }
}

fn went(was: Spot, is: Spot, from: Place, to: Place) -> bool {
    match (from, to) {
        // Two times nowhere is no move.
        (Place::Elsewhere, Place::Elsewhere) | (Place::Outside, Place::Outside) => false,
        (Place::Elsewhere, to) => is.is_at(to) && !was.is_at(to),
        (from, Place::Elsewhere) => was.is_at(from) && !is.is_at(from),
        (from, to) => was.is_at(from) && is.is_at(to),
    }
}

impl Spot {
    fn is_at(self, place: Place) -> bool {
        match (place, self) {
            (Place::Outside, spot) => spot == Self::Outside,
            (Place::Lead, spot) => !matches!(spot, Self::Outside | Self::Owner(..)),
            (Place::Prospect, spot) => spot == Self::Prospect,
            (Place::Dormant, spot) => spot == Self::Dormant,
            (Place::Defeated, spot) => spot == Self::Defeated,
            (Place::Bought, spot) => spot == Self::Bought,
            (Place::Owner, Self::Owner(..)) => true,
            (Place::Kept, Self::Owner(_, activity)) => activity < Activity::Churned,
            (Place::Lost, Self::Owner(_, activity)) => activity >= Activity::Churned,
            (Place::Activity(wanted), Self::Owner(_, activity)) => wanted == activity,
            (Place::Stage(wanted), Self::Owner(stage, _)) => wanted == stage,
            _ => false,
        }
    }
}
