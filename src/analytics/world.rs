//! Everything an analysis looks at: the rows, who is who, the clocks, and the picture as of a day.

use crate::model::fields::Field;
use crate::{
    book::{Book, OpportunityId, OwnershipId},
    lifecycle::{
        clocks::Clocks,
        evidence::{Columns, Observed},
        journey::{Context, Subject},
        lead::{self, LeadState},
        owner::{self, OwnerState},
    },
    model::{rows::Kind, tables::Tables},
    protocol::view::Activity,
    time::Day,
};

/// A store's rows with what is derived from them once.
pub struct World {
    pub tables: Tables,
    pub book: Book,
    pub clocks: Clocks,
    pub columns: Columns,
    pub observed: Observed,
}

impl World {
    pub fn new(tables: Tables, columns: Columns, clocks: Clocks) -> Self {
        let book = Book::derive(&tables);
        let observed = Observed::new(&columns);
        Self { tables, book, clocks, columns, observed }
    }

    pub fn context(&self, as_of: Day) -> Context<'_> {
        Context { book: &self.book, tables: &self.tables, clocks: &self.clocks, observed: &self.observed, as_of }
    }
}

/// Where every lead and every owner stands as of a day; `None` where it does not exist yet or any more.
pub struct Picture {
    pub as_of: Day,
    pub leads: Vec<Option<LeadState>>,
    pub owners: Vec<Option<OwnerState>>,
}

impl Picture {
    pub fn new(world: &World, as_of: Day) -> Self {
        let World { tables, book, clocks, columns, .. } = world;
        let leads = (0..book.opportunities.len())
            .map(|index| lead::lead_state(book, tables, OpportunityId::at(index), as_of, clocks))
            .collect();
        let mut owners: Vec<Option<OwnerState>> = (0..book.ownerships.len())
            .map(|index| owner::owner_state(book, tables, OwnershipId::at(index), as_of, clocks))
            .collect();
        for owner in owners.iter_mut().flatten() {
            // Without service orders nobody can be told to have stayed away.
            if !columns.has(Kind::Services, Field::ServiceAt) {
                owner.activity = Activity::Active;
            }
            owner.first_service_done |= !columns.has(Kind::Services, Field::ServiceKind);
        }
        Self { as_of, leads, owners }
    }

    pub fn leads(&self) -> impl Iterator<Item = (OpportunityId, &LeadState)> {
        self.leads.iter().enumerate().filter_map(|(index, state)| Some((OpportunityId::at(index), state.as_ref()?)))
    }

    pub fn owners(&self) -> impl Iterator<Item = (OwnershipId, &OwnerState)> {
        self.owners.iter().enumerate().filter_map(|(index, state)| Some((OwnershipId::at(index), state.as_ref()?)))
    }
}

/// Which part of the store is looked at.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slice {
    pub channel: Option<String>,
    pub consultant: Option<String>,
    pub model: Option<String>,
}

impl Slice {
    pub fn holds(&self, book: &Book, subject: Subject) -> bool {
        if *self == Self::default() {
            return true;
        }
        let (channel, consultant, model) = traits(book, subject);
        let fits = |wanted: &Option<String>, found: Option<&str>| wanted.is_none() || wanted.as_deref() == found;
        fits(&self.channel, channel) && fits(&self.consultant, consultant) && fits(&self.model, model)
    }
}

/// What a subject is sliced by: channel, consultant, model.
pub type Traits<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

pub fn traits(book: &Book, subject: Subject) -> Traits<'_> {
    match subject {
        Subject::Lead(id) => {
            let opportunity = book.opportunity(id);
            (opportunity.channel.as_deref(), opportunity.consultant.as_deref(), opportunity.model.as_deref())
        }
        Subject::Ownership(id) => {
            let ownership = book.ownership(id);
            let channel = ownership.opportunity.and_then(|id| book.opportunity(id).channel.as_deref());
            (channel, ownership.consultant.as_deref(), ownership.model.as_deref())
        }
        Subject::Customer(_) => (None, None, None),
    }
}
