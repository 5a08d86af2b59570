//! All rows of a store, by kind, in the order they were added.

use super::{
    columns::{Columns, ValueView},
    fields::Field,
    ids::{Origin, RowId},
    rows::*,
    values::Phone,
};

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Tables {
    pub leads: Vec<Record<LeadRow>>,
    pub visits: Vec<Record<VisitRow>>,
    pub sales: Vec<Record<SaleRow>>,
    pub services: Vec<Record<ServiceRow>>,
    pub policies: Vec<Record<PolicyRow>>,
    pub answers: Vec<Record<AnswerRow>>,
    pub cards: Vec<Record<CardRow>>,
}

impl Tables {
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Leads => self.leads.len(),
            Kind::Visits => self.visits.len(),
            Kind::Sales => self.sales.len(),
            Kind::Services => self.services.len(),
            Kind::Insurance => self.policies.len(),
            Kind::Answers => self.answers.len(),
            Kind::Cards => self.cards.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        KINDS.iter().all(|&kind| self.count(kind) == 0)
    }

    /// Name and place of a row, by its position in its table.
    pub fn origin(&self, kind: Kind, index: usize) -> (RowId, Origin) {
        fn of<T>(record: &Record<T>) -> (RowId, Origin) {
            (record.id, record.origin)
        }
        match kind {
            Kind::Leads => of(&self.leads[index]),
            Kind::Visits => of(&self.visits[index]),
            Kind::Sales => of(&self.sales[index]),
            Kind::Services => of(&self.services[index]),
            Kind::Insurance => of(&self.policies[index]),
            Kind::Answers => of(&self.answers[index]),
            Kind::Cards => of(&self.cards[index]),
        }
    }

    /// What a row says, in the order of its fields; absent values left out. Telephone numbers come masked.
    pub fn values(&self, kind: Kind, index: usize) -> Vec<(Field, ValueView)> {
        match kind {
            Kind::Leads => self.leads[index].data.values(),
            Kind::Visits => self.visits[index].data.values(),
            Kind::Sales => self.sales[index].data.values(),
            Kind::Services => self.services[index].data.values(),
            Kind::Insurance => self.policies[index].data.values(),
            Kind::Answers => self.answers[index].data.values(),
            Kind::Cards => self.cards[index].data.values(),
        }
    }

    pub fn phone(&self, kind: Kind, index: usize) -> &Phone {
        match kind {
            Kind::Leads => &self.leads[index].data.phone,
            Kind::Visits => &self.visits[index].data.phone,
            Kind::Sales => &self.sales[index].data.phone,
            Kind::Services => &self.services[index].data.phone,
            Kind::Insurance => &self.policies[index].data.phone,
            Kind::Answers => &self.answers[index].data.phone,
            Kind::Cards => &self.cards[index].data.phone,
        }
    }

    /// Appends a row of any kind; its position in its table.
    pub fn push(&mut self, id: RowId, origin: Origin, row: Row) -> usize {
        fn add<T>(table: &mut Vec<Record<T>>, id: RowId, origin: Origin, data: T) -> usize {
            table.push(Record { id, origin, data });
            table.len() - 1
        }
        match row {
            Row::Lead(data) => add(&mut self.leads, id, origin, data),
            Row::Visit(data) => add(&mut self.visits, id, origin, data),
            Row::Sale(data) => add(&mut self.sales, id, origin, data),
            Row::Service(data) => add(&mut self.services, id, origin, data),
            Row::Policy(data) => add(&mut self.policies, id, origin, data),
            Row::Answer(data) => add(&mut self.answers, id, origin, data),
            Row::Card(data) => add(&mut self.cards, id, origin, data),
        }
    }
}
