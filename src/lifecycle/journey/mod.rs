//! Facts → episodes: plays the catalogue's rules over the facts of one subject, as of a day.
//! Pure, subject by subject: computing one subject alone gives the same as computing all.

mod answer;
mod funnel;
mod marks;
mod stage;
#[cfg(test)]
mod tests;

use super::{
    catalogue::{self, TouchpointId},
    clocks::Clocks,
    episode::{End, Episode},
    evidence::{Observed, Since},
    fact::{self, Fact},
    lead::{self, LeadStanding, LeadState},
};
use crate::terms::{
    stage::{SUBJECT_KINDS, Step, SubjectKind},
    touchpoint::Rule,
};
use crate::{
    book::{Book, CustomerId, OpportunityId, OwnershipId},
    model::tables::Tables,
    time::{Day, Moment, Precision},
};

/// Everything a journey is derived from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub book: &'a Book,
    pub tables: &'a Tables,
    pub clocks: &'a Clocks,
    pub as_of: Day,
}

/// Whose journey.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Subject {
    Lead(OpportunityId),
    Ownership(OwnershipId),
    Customer(CustomerId),
}

impl Subject {
    pub fn kind(self) -> SubjectKind {
        match self {
            Self::Lead(_) => SubjectKind::Lead,
            Self::Ownership(_) => SubjectKind::Ownership,
            Self::Customer(_) => SubjectKind::Customer,
        }
    }

    /// Its place among the subjects of its kind, in the order of the book.
    pub fn place(self) -> usize {
        match self {
            Self::Lead(id) => id.get(),
            Self::Ownership(id) => id.get(),
            Self::Customer(id) => id.get(),
        }
    }
}

/// Every subject of a kind, in the order of the book.
pub fn subjects(book: &Book, kind: SubjectKind) -> Box<dyn Iterator<Item = Subject> + '_> {
    match kind {
        SubjectKind::Lead => Box::new((0..book.opportunities.len()).map(|i| Subject::Lead(OpportunityId::at(i)))),
        SubjectKind::Ownership => Box::new((0..book.ownerships.len()).map(|i| Subject::Ownership(OwnershipId::at(i)))),
        SubjectKind::Customer => Box::new((0..book.customers.len()).map(|i| Subject::Customer(CustomerId::at(i)))),
    }
}

/// Touchpoints to play, by the kind of their subject. Chosen once for all subjects.
pub struct Chosen([Vec<Wanted>; SUBJECT_KINDS.len()]);

/// A touchpoint to play.
#[derive(Clone, Copy)]
struct Wanted {
    id: TouchpointId,
    since: Since,
}

impl Chosen {
    /// The touchpoints that pass `wanted`; a touchpoint the store does not observe has no episodes.
    pub fn new(observed: &Observed, wanted: impl Fn(TouchpointId) -> bool) -> Self {
        let of = |kind| {
            let ids = catalogue::ids().filter(|id| id.get().subject == kind);
            let seen = ids.filter_map(|id| Some(Wanted { id, since: observed.since(id)? }));
            seen.filter(|one| wanted(one.id)).collect()
        };
        Self(SUBJECT_KINDS.map(of))
    }

    fn of(&self, kind: SubjectKind) -> &[Wanted] {
        &self.0[kind as usize]
    }

    pub fn is_empty(&self, kind: SubjectKind) -> bool {
        self.of(kind).is_empty()
    }
}

/// The subject's episodes at the chosen touchpoints, in catalogue order, then by occurrence.
pub fn episodes(context: &Context, subject: Subject, chosen: &Chosen) -> Vec<Episode> {
    let chosen = chosen.of(subject.kind());
    if chosen.is_empty() {
        return Vec::new();
    }
    let Some(played) = Played::of(context, subject) else { return Vec::new() };
    chosen.iter().flat_map(|one| played.episodes(*one)).collect()
}

/// One subject, ready for the rules to be played over it.
struct Played<'a> {
    context: &'a Context<'a>,
    facts: Vec<Fact>,
    lead: Option<LeadState>,
    ownership: Option<OwnershipId>,
    /// When the subject itself ended: delivered or defeated, or the car changed hands.
    ended: Option<Moment>,
    electric: bool,
}

impl<'a> Played<'a> {
    /// `None` if the subject does not exist yet.
    fn of(context: &'a Context<'a>, subject: Subject) -> Option<Self> {
        let Context { book, tables, clocks, as_of, .. } = *context;
        Some(match subject {
            Subject::Lead(id) => {
                let state = lead::lead_state(book, tables, id, as_of, clocks)?;
                let ended = match state.standing {
                    LeadStanding::Delivered => state.recorded[Step::Delivery.index()],
                    LeadStanding::Defeated => state.defeats.last().map(|defeat| defeat.at),
                    _ => None,
                };
                let facts = fact::lead_facts(book, tables, id, &state, as_of);
                Self { context, facts, lead: Some(state), ownership: None, ended, electric: false }
            }
            Subject::Ownership(id) => {
                let ownership = book.ownership(id);
                if ownership.since.is_some_and(|since| since > as_of) {
                    return None;
                }
                let facts = fact::ownership_facts(book, tables, id, as_of, clocks);
                let ended = ownership.until.filter(|until| *until <= as_of).map(Day::moment);
                Self { context, facts, lead: None, ownership: Some(id), ended, electric: ownership.electric }
            }
            Subject::Customer(id) => {
                let facts = fact::customer_facts(book, tables, id, as_of);
                Self { context, facts, lead: None, ownership: None, ended: None, electric: false }
            }
        })
    }

    fn episodes(&self, Wanted { id, since }: Wanted) -> Vec<Episode> {
        match id.get().rule {
            Rule::Funnel(step) => self.lead.as_ref().map_or_else(Vec::new, |lead| self.funnel(id, step, lead)),
            Rule::OwnerStage(stage) => self.owner_stage(id, stage),
            Rule::Sampled { .. } => self.sampled(id),
            Rule::Answer { .. } => self.answers(id, since),
        }
    }
}

fn episode(touchpoint: TouchpointId, occurrence: u16, entered: Moment, due: Option<Moment>, end: End) -> Episode {
    Episode { touchpoint, occurrence, entered, due, end, recovered: false }
}

/// At or after; a day-precise moment counts for its whole day.
fn not_before(at: Moment, entered: Moment) -> bool {
    match (at.precision(), entered.precision()) {
        (Precision::Minute, Precision::Minute) => at.order_key() >= entered.order_key(),
        _ => at.day() >= entered.day(),
    }
}

fn later(at: Moment, entered: Moment) -> Moment {
    if not_before(at, entered) { at } else { entered }
}
