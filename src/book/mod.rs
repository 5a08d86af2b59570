//! Who is who (身份): customers, vehicles, ownerships and opportunities, derived from the rows by the rules of DOMAIN §10.
//! Never stored; deriving again from the same rows gives the same book. Not what happened to them: that is `lifecycle`.

mod attached;
mod customers;
mod directory;
mod lead_lines;
mod opportunities;
mod ownerships;
#[cfg(test)]
mod tests;
mod vehicles;

pub use attached::Moved;
use attached::{Attached, Dropped};
pub use lead_lines::{LeadLines, leads};

use crate::{
    model::{
        ids::{RowId, RowName, SubjectRef},
        rows::{KINDS, Kind, id_of, serial_of},
        secret::Secret,
        tables::Tables,
        values::Gender,
    },
    terms::stage::{Level, Step, SubjectKind},
    time::{Day, Moment},
};

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(u32);

        impl $name {
            pub fn at(index: usize) -> Self {
                Self(index as u32)
            }

            pub fn get(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// Position of a customer in its book; not stable across books (see [`SubjectRef`]).
    CustomerId;
    /// Position of a vehicle in its book.
    VehicleId;
    /// Position of an ownership in its book.
    OwnershipId;
    /// Position of an opportunity in its book.
    OpportunityId;
}

/// A row, by its table and its position there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RowRef {
    pub kind: Kind,
    pub index: u32,
}

impl RowRef {
    pub fn new(kind: Kind, index: usize) -> Self {
        Self { kind, index: index as u32 }
    }

    pub fn get(self) -> usize {
        self.index as usize
    }
}

#[derive(Clone, PartialEq, Debug)]
pub struct Customer {
    pub name: String,
    /// Other names under the same number (别名).
    pub aliases: Vec<String>,
    /// Normalised number; `None` if none is usable.
    pub phone: Option<String>,
    /// The part of the number that may be shown.
    pub phone_masked: String,
    /// 公司
    pub firm: bool,
    pub gender: Option<Gender>,
    pub city: Option<String>,
    /// The row that first mentions the customer.
    pub first: RowId,
    /// The day of the earliest event that names the customer; `None` if no row has a day (an expiry does not count).
    pub known_since: Option<Day>,
    pub rows: Vec<RowRef>,
    /// Rows linked by a masked number and the name.
    pub inferred: Vec<RowRef>,
    pub opportunities: Vec<OpportunityId>,
    pub ownerships: Vec<OwnershipId>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Vehicle {
    pub vin: String,
    pub plate: Option<String>,
    pub model: Option<String>,
    pub warranty_until: Option<Day>,
    pub ownerships: Vec<OwnershipId>,
    pub rows: Vec<RowRef>,
}

/// Customer × vehicle, from a delivery to the next delivery of that vehicle.
#[derive(Clone, PartialEq, Debug)]
pub struct Ownership {
    pub customer: CustomerId,
    pub vehicle: VehicleId,
    /// 交车日期, else 购车日期, else 开票日期; `None`: stage unknown.
    pub since: Option<Day>,
    /// The next delivery of the vehicle to somebody: the day the ownership ends.
    pub until: Option<Day>,
    /// Not the vehicle's first owner here.
    pub second_hand: bool,
    /// 纯电: battery-electric clocks apply.
    pub electric: bool,
    pub model: Option<String>,
    pub consultant: Option<String>,
    pub sale: Option<RowRef>,
    pub card: Option<RowRef>,
    /// The opportunity it was delivered from; `None` for a delivery without a lead.
    pub opportunity: Option<OpportunityId>,
    pub first: RowId,
    /// The service orders, policies and answers assigned to it.
    pub rows: Vec<RowRef>,
}

/// A customer's lead rows and showroom visits that belong together (商机).
#[derive(Clone, PartialEq, Debug)]
pub struct Opportunity {
    pub customer: CustomerId,
    pub created: Moment,
    /// Channel of the first row; a visit without a lead is 自然到店.
    pub channel: Option<String>,
    pub consultant: Option<String>,
    pub model: Option<String>,
    /// Level of the latest row that names one; see `lifecycle::lead` for ordered = O and none = B.
    pub level: Option<Level>,
    pub first: RowId,
    /// Lead rows, visits and answers, in the order of their days.
    pub rows: Vec<RowRef>,
    pub ownership: Option<OwnershipId>,
}

impl Ownership {
    /// Whether a row is one of it.
    pub fn names(&self, row: RowRef) -> bool {
        [self.sale, self.card].contains(&Some(row)) || self.rows.contains(&row)
    }
}

impl Opportunity {
    /// Every visit that its rows record, in no particular order.
    pub fn visits<'a>(&'a self, tables: &'a Tables) -> impl Iterator<Item = Moment> + 'a {
        self.rows.iter().filter_map(|row| match row.kind {
            Kind::Leads => tables.leads().at(row.get()).first_visit(),
            Kind::Visits => tables.visits().at(row.get()).at(),
            Kind::FollowUps => {
                let row = tables.follow_ups().at(row.get());
                row.at().filter(|_| row.step() == Some(Step::Visit))
            }
            Kind::Marks => {
                let row = tables.marks().at(row.get());
                row.at().filter(|_| row.step() == Some(Step::Visit))
            }
            _ => None,
        })
    }
}

/// The channel of a visit that no lead led to.
pub const WALK_IN: &str = "自然到店";

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Book {
    pub customers: Vec<Customer>,
    pub vehicles: Vec<Vehicle>,
    pub ownerships: Vec<Ownership>,
    pub opportunities: Vec<Opportunity>,
    /// Lead rows with a masked number: linked to a customer, and not.
    pub masked_linked: Vec<RowRef>,
    pub masked_unlinked: Vec<RowRef>,
    /// Rows whose number is a house or staff number (five or more names).
    pub shared_phone_rows: Vec<RowRef>,
    /// Rows whose VIN fits no vehicle, or more than one.
    pub vin_unlinked: Vec<RowRef>,
    /// Records written here whose row is gone: their own name and number say whose they are.
    pub loose: Vec<RowRef>,
    /// Records written here that were taken back.
    dropped: Dropped,
    /// Under which addresses name rows.
    secret: Option<Secret>,
    /// The customer of each row, by kind and position.
    owners: [Vec<Option<CustomerId>>; KINDS.len()],
}

impl Book {
    pub fn derive(tables: &Tables) -> Self {
        let links = vehicles::link(tables);
        let mut attached = Attached::new(tables);
        let mut book = customers::derive(tables, &links, attached.loose());
        book.dropped = attached.take_dropped();
        vehicles::fill(&mut book, tables, &links);
        ownerships::derive(&mut book, tables, &links);
        opportunities::derive(&mut book, tables, &attached);
        if !attached.is_empty() {
            attached.to_customers(&mut book);
            attached.to_subjects(&mut book, tables);
        }
        book
    }

    pub fn with_secret(self, secret: Option<Secret>) -> Self {
        Self { secret, ..self }
    }

    pub fn customer_of(&self, row: RowRef) -> Option<CustomerId> {
        *self.owners[row.kind as usize].get(row.get())?
    }

    pub fn customer(&self, id: CustomerId) -> &Customer {
        &self.customers[id.get()]
    }

    pub fn opportunity(&self, id: OpportunityId) -> &Opportunity {
        &self.opportunities[id.get()]
    }

    pub fn ownership(&self, id: OwnershipId) -> &Ownership {
        &self.ownerships[id.get()]
    }

    pub fn vehicle(&self, id: VehicleId) -> &Vehicle {
        &self.vehicles[id.get()]
    }

    pub fn opportunity_ref(&self, id: OpportunityId) -> SubjectRef {
        SubjectRef { kind: SubjectKind::Lead, row: self.name(self.opportunity(id).first) }
    }

    pub fn ownership_ref(&self, id: OwnershipId) -> SubjectRef {
        SubjectRef { kind: SubjectKind::Ownership, row: self.name(self.ownership(id).first) }
    }

    pub fn customer_ref(&self, id: CustomerId) -> SubjectRef {
        SubjectRef { kind: SubjectKind::Customer, row: self.name(self.customer(id).first) }
    }

    /// A store without a secret has only rows whose id is their serial number.
    fn name(&self, first: RowId) -> RowName {
        self.secret.map_or(RowName::Serial(first.serial()), |secret| RowName::Sealed(secret.seal(first)))
    }

    /// The id in an address; a serial number is that of a row which may have another id.
    fn id(&self, name: RowName) -> Option<RowId> {
        match name {
            RowName::Serial(serial) => Some(serial.into()),
            RowName::Sealed(name) => Some(self.secret?.open(name)),
        }
    }

    /// The customer a subject is about. The row that names it may have been the first when the address was made and not
    /// be any more, since a later import may bring rows before it; any row of a customer finds them.
    pub fn resolve(&self, tables: &Tables, subject: SubjectRef) -> Option<CustomerId> {
        let row = self.id(subject.row)?;
        let named = match subject.kind {
            SubjectKind::Customer => {
                self.customers.iter().position(|customer| customer.first == row).map(CustomerId::at)
            }
            SubjectKind::Lead => self.opportunities.iter().find(|o| o.first == row).map(|o| o.customer),
            SubjectKind::Ownership => self.ownerships.iter().find(|o| o.first == row).map(|o| o.customer),
        };
        named.or_else(|| self.customer_of(self.row(tables, subject)?))
    }

    /// The row in a subject's address.
    pub fn row(&self, tables: &Tables, subject: SubjectRef) -> Option<RowRef> {
        let found = match subject.row {
            RowName::Serial(serial) => tables.find(|row| serial_of(row) == serial),
            RowName::Sealed(_) => {
                let id = self.id(subject.row)?;
                tables.find(|row| id_of(row) == id)
            }
        };
        found.map(|(kind, index)| RowRef::new(kind, index))
    }

    /// Sales from `since` on whose customer had no undelivered opportunity of the 366 days before (无线索交车).
    pub fn deliveries_without_lead(&self, since: Day) -> impl Iterator<Item = OwnershipId> {
        (0..self.ownerships.len()).map(OwnershipId::at).filter(move |&id| {
            let ownership = self.ownership(id);
            ownership.sale.is_some() && ownership.opportunity.is_none() && ownership.since >= Some(since)
        })
    }
}
