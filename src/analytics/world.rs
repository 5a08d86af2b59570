//! Everything an analysis reads: the rows, who is who, the clocks, and the standings as of a day.

use super::{
    advisers,
    slices::{self, Staff},
    told::Told,
};
use crate::model::fields::Field;
use crate::{
    book::{Book, CustomerId, Moved, OpportunityId, OwnershipId, RowRef},
    lifecycle::{
        clocks::Clocks,
        evidence::{Columns, Observed, lacks, unseen},
        journey::{Context, Subject},
        last::last,
        lead::{self, LeadStanding, LeadState},
        owner::{self, OwnerState},
        track::{LeadTrack, OwnerTrack},
    },
    model::{
        native::{About, about_of, is_dropped},
        rows::Kind,
        secret::Secret,
        tables::Tables,
    },
    terms::{
        activity::{Activity, Sign},
        stage::{Level, Stage, Step},
        touchpoint::FactKind,
    },
    time::{Day, Moment},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

/// A store's rows and what is derived from them, once, on first use: storing and reading rows needs none of it.
pub struct World {
    pub tables: Tables,
    book: OnceLock<Book>,
    pub clocks: Clocks,
    /// As the files have them; `told` has which of them the rows fill.
    pub columns: Columns,
    /// Under which addresses name rows; a store that has none names them by their serial numbers.
    secret: Option<Secret>,
    told: OnceLock<Told>,
    tracks: OnceLock<Tracks>,
}

/// Records that one action changed.
#[derive(Default)]
pub struct Edit {
    changes: Vec<Change>,
    customers: BTreeSet<CustomerId>,
}

struct Change {
    record: RowRef,
    was_there: bool,
    about: About,
    /// The row it is about.
    row: RowRef,
}

/// What an edit moved.
pub struct Followed {
    pub moved: Vec<Moved>,
    /// The rows tell something else than before, which concerns everybody.
    pub is_told_anew: bool,
}

impl Edit {
    /// Those whose journeys the edit may change.
    pub fn subjects(&self, book: &Book) -> Vec<Subject> {
        let of = |id: &CustomerId| {
            let customer = book.customer(*id);
            let leads = customer.opportunities.iter().map(|id| Subject::Lead(*id));
            let cars = customer.ownerships.iter().map(|id| Subject::Ownership(*id));
            leads.chain(cars).chain([Subject::Customer(*id)]).collect::<Vec<_>>()
        };
        self.customers.iter().flat_map(of).collect()
    }

    pub fn records(&self) -> impl Iterator<Item = RowRef> {
        self.changes.iter().map(|change| change.record)
    }
}

/// Every lead and every owner over time.
struct Tracks {
    leads: Vec<LeadTrack>,
    owners: Vec<OwnerTrack>,
}

impl World {
    pub fn new(tables: Tables, columns: Columns, clocks: Clocks) -> Self {
        let (book, told, tracks) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { tables, book, clocks, columns, secret: None, told, tracks }
    }

    pub fn with_secret(self, secret: Option<Secret>) -> Self {
        Self { secret, ..self }
    }

    /// What the records say that people wrote or took back: `tables` has them, and of each it is said whether it took part
    /// before. `None`: nothing is derived yet, or a record is about no row that is there.
    pub fn edit(&self, tables: &Tables, changes: &[(RowRef, bool)]) -> Option<Edit> {
        let book = self.book.get()?;
        let about = |record: &RowRef| about_of(tables.row(record.kind, record.get()));
        let wanted = changes.iter().filter_map(|(record, _)| about(record)).map(|about| (about.row, None)).collect();
        let found = book.find(tables, wanted);
        let mut edit = Edit::default();
        for (record, was_there) in changes {
            let about = about(record)?;
            let row = (*found.get(&about.row)?)?;
            edit.customers.insert(book.customer_of(row)?);
            edit.changes.push(Change { record: *record, was_there: *was_there, about, row });
        }
        Some(edit)
    }

    /// Takes an edit in without deriving everything anew. `None`: more may follow from it, and everything must be derived.
    pub fn take_in(&mut self, tables: &Tables, edit: &Edit) -> Option<Followed> {
        let book = self.book.get_mut()?;
        let mut moved = Vec::new();
        for Change { record, was_there, about, row } in &edit.changes {
            if *was_there {
                moved.push(book.detach(&self.tables, *record, *about)?);
            }
            match is_dropped(tables.row(record.kind, record.get())) {
                true => book.lay_by(*record, *row),
                false => moved.push(book.attach(tables, *record, *row, *about)?),
            }
        }
        self.tables = tables.clone();
        let is_told_anew = edit.changes.iter().any(|change| self.may_tell(change.record)) && self.tell_again();
        if let (Some(tracks), Some(book)) = (self.tracks.get_mut(), self.book.get()) {
            for id in moved.iter().filter_map(|moved| moved.lead) {
                tracks.leads[id.get()] = LeadTrack::new(book, &self.tables, id);
            }
        }
        Some(Followed { moved, is_told_anew })
    }

    /// Whether what the rows can tell may depend on a record: whether anybody came twice, and since when a touchpoint is
    /// looked at.
    fn may_tell(&self, record: RowRef) -> bool {
        match record.kind {
            Kind::FollowUps => self.tables.follow_ups().at(record.get()).step() == Some(Step::Visit),
            kind => kind == Kind::Marks,
        }
    }

    /// Whether the rows tell something else than before.
    fn tell_again(&mut self) -> bool {
        let (Some(told), Some(book)) = (self.told.get(), self.book.get()) else { return false };
        let is_anew = !told.still_holds(&self.tables, book);
        if is_anew {
            self.told.take();
        }
        is_anew
    }

    pub fn book(&self) -> &Book {
        self.book.get_or_init(|| Book::derive(&self.tables).with_secret(self.secret))
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
    /// The latest activity of every customer, on first use.
    last: OnceLock<Vec<Option<(Moment, Sign)>>>,
    /// When each of the staff was last named by a file, on first use.
    named: OnceLock<BTreeMap<String, Day>>,
    /// Names of the staff, on first use.
    pub(super) staff: OnceLock<Staff>,
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
        Self { as_of, leads, owners, advisers, last: OnceLock::new(), named: OnceLock::new(), staff: OnceLock::new() }
    }

    /// When each of the staff was last named by a file, worked out on first use: an edit does not change it.
    pub(super) fn last_named(&self, find: impl FnOnce() -> BTreeMap<String, Day>) -> &BTreeMap<String, Day> {
        self.named.get_or_init(find)
    }

    /// The latest activity of a customer.
    pub fn last(&self, world: &World, id: CustomerId) -> Option<(Moment, Sign)> {
        match self.last.get() {
            Some(all) => all[id.get()],
            None => last(world.book(), &world.tables, id, self.as_of),
        }
    }

    /// The same of every customer, for lists that are ordered by it.
    pub fn every_last(&self, world: &World) -> &[Option<(Moment, Sign)>] {
        let customers = || (0..world.book().customers.len()).map(CustomerId::at);
        let of = |id| last(world.book(), &world.tables, id, self.as_of);
        self.last.get_or_init(|| customers().map(of).collect())
    }

    /// Derives again who moved. Owners are told by what files say, which an edit does not change.
    pub fn follow(&mut self, world: &World, edit: &Edit, moved: &[Moved]) {
        for id in moved.iter().filter_map(|moved| moved.lead) {
            self.leads[id.get()] = lead::lead_state(world.book(), &world.tables, id, self.as_of, &world.clocks);
        }
        if let Some(all) = self.last.get_mut() {
            for id in &edit.customers {
                all[id.get()] = last(world.book(), &world.tables, *id, self.as_of);
            }
        }
        if let Some(staff) = self.staff.get_mut() {
            let writers = edit.records().filter(|record| record.kind == Kind::FollowUps);
            writers.filter_map(|record| world.tables.follow_ups().at(record.get()).by()).for_each(|by| staff.add(by));
        }
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
