//! Everything an analysis reads: the rows, who is who, the clocks, and the standings as of a day.

use super::{advisers, slices, told::Told};
use crate::model::fields::Field;
use crate::{
    book::{Book, OpportunityId, OwnershipId, RowRef},
    lifecycle::{
        clocks::Clocks,
        evidence::{Columns, Observed, lacks, unseen},
        journey::{Context, Subject},
        lead::{self, LeadStanding, LeadState},
        owner::{self, OwnerState},
        track::{LeadTrack, OwnerTrack},
    },
    model::{rows::Kind, tables::Tables},
    terms::{
        activity::Activity,
        stage::{Level, Stage},
        touchpoint::FactKind,
    },
    time::Day,
};
use std::sync::OnceLock;

/// A store's rows and what is derived from them, once, on first use: storing and reading rows needs none of it.
pub struct World {
    pub tables: Tables,
    book: OnceLock<Book>,
    pub clocks: Clocks,
    /// As the files have them; `told` has which of them the rows fill.
    pub columns: Columns,
    told: OnceLock<Told>,
    tracks: OnceLock<Tracks>,
}

/// Every lead and every owner over time.
struct Tracks {
    leads: Vec<LeadTrack>,
    owners: Vec<OwnerTrack>,
}

impl World {
    pub fn new(tables: Tables, columns: Columns, clocks: Clocks) -> Self {
        Self { tables, book: OnceLock::new(), clocks, columns, told: OnceLock::new(), tracks: OnceLock::new() }
    }

    pub fn book(&self) -> &Book {
        self.book.get_or_init(|| Book::derive(&self.tables))
    }

    /// What the rows can tell.
    pub fn told(&self) -> &Told {
        self.told.get_or_init(|| Told::new(&self.columns, &self.tables, self.book()))
    }

    pub fn observed(&self) -> &Observed {
        &self.told().observed
    }

    /// Level and standing of a lead on any day, as [`Standings`] has them; `None` before it was created.
    pub fn lead_on(&self, id: OpportunityId, day: Day) -> Option<(Level, LeadStanding)> {
        self.tracks().leads[id.get()].on(day, &self.clocks)
    }

    /// Stage and activity of an owner on any day, as [`Standings`] has them; `None` before and after the ownership.
    pub fn owner_on(&self, id: OwnershipId, day: Day) -> Option<(Option<Stage>, Activity)> {
        let (stage, activity) = self.tracks().owners[id.get()].on(day, &self.clocks)?;
        Some((stage, if self.sees_services() { activity } else { Activity::Active }))
    }

    /// Without service orders nobody can be seen to stay away.
    pub fn sees_services(&self) -> bool {
        self.columns.has(Kind::Services, Field::ServiceAt)
    }

    fn tracks(&self) -> &Tracks {
        let (book, tables) = (self.book(), &self.tables);
        let lead = |index| LeadTrack::new(book, tables, OpportunityId::at(index));
        let owner = |index| OwnerTrack::new(book, tables, OwnershipId::at(index));
        self.tracks.get_or_init(|| Tracks {
            leads: (0..book.opportunities.len()).map(lead).collect(),
            owners: (0..book.ownerships.len()).map(owner).collect(),
        })
    }

    pub fn context(&self, as_of: Day) -> Context<'_> {
        Context { book: self.book(), tables: &self.tables, clocks: &self.clocks, as_of }
    }
}

/// Where every lead and every owner stands as of a day; `None` if it does not exist yet or any more.
pub struct Standings {
    pub as_of: Day,
    pub leads: Vec<Option<LeadState>>,
    pub owners: Vec<Option<OwnerState>>,
    /// The row that names each car's service adviser, also for ownerships that have ended.
    pub advisers: Vec<Option<RowRef>>,
}

impl Standings {
    pub fn new(world: &World, as_of: Day) -> Self {
        let World { tables, clocks, .. } = world;
        let book = world.book();
        let told = &world.told().columns;
        let first = FactKind::FirstService;
        let sees_first = lacks(first, told).is_empty() && unseen(first, told).is_none();
        let leads = (0..book.opportunities.len())
            .map(|index| lead::lead_state(book, tables, OpportunityId::at(index), as_of, clocks))
            .collect();
        let mut owners: Vec<Option<OwnerState>> = (0..book.ownerships.len())
            .map(|index| owner::owner_state(book, tables, OwnershipId::at(index), as_of, clocks))
            .collect();
        for owner in owners.iter_mut().flatten() {
            if !world.sees_services() {
                owner.activity = Activity::Active;
            }
            owner.first_service_done |= !sees_first;
        }
        let advisers = (0..book.ownerships.len())
            .map(|index| advisers::of_owner(book, tables, OwnershipId::at(index), as_of))
            .collect();
        Self { as_of, leads, owners, advisers }
    }

    pub fn leads(&self) -> impl Iterator<Item = (OpportunityId, &LeadState)> {
        self.leads.iter().enumerate().filter_map(|(index, state)| Some((OpportunityId::at(index), state.as_ref()?)))
    }

    pub fn owners(&self) -> impl Iterator<Item = (OwnershipId, &OwnerState)> {
        self.owners.iter().enumerate().filter_map(|(index, state)| Some((OwnershipId::at(index), state.as_ref()?)))
    }
}

/// Which part of the store is shown: rows with these names. An empty name means rows without a name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slice {
    pub channel: Option<String>,
    pub consultant: Option<String>,
    pub model: Option<String>,
    /// As of the day of the standings.
    pub adviser: Option<String>,
}

impl Slice {
    /// Whether subjects with no names at all are in it.
    pub fn is_of_nobody(&self) -> bool {
        let parts = [&self.channel, &self.consultant, &self.model, &self.adviser];
        parts.into_iter().flatten().all(String::is_empty)
    }

    pub fn holds(&self, world: &World, standings: &Standings, subject: Subject) -> bool {
        if *self == Self::default() {
            return true;
        }
        let book = world.book();
        // A customer is in the slice if any of their leads or cars is.
        if let Subject::Customer(id) = subject {
            let customer = book.customer(id);
            let mut leads = customer.opportunities.iter().map(|id| Subject::Lead(*id));
            let mut owned = customer.ownerships.iter().map(|id| Subject::Ownership(*id));
            return leads.any(|subject| self.holds(world, standings, subject))
                || owned.any(|subject| self.holds(world, standings, subject));
        }
        let fits = |wanted: &Option<String>, of: fn(&Book, Subject) -> Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| wanted == of(book, subject).unwrap_or_default())
        };
        fits(&self.channel, slices::channel)
            && fits(&self.consultant, slices::consultant)
            && fits(&self.model, slices::model)
            && self
                .adviser
                .as_deref()
                .is_none_or(|wanted| wanted == slices::adviser(world, standings, subject).unwrap_or_default())
    }
}
