//! What a picture can be narrowed to: the existing channels, models, consultants and advisers, each counted under the
//! other slices.

use super::{
    advisers,
    viewpoint::Viewpoint,
    world::{Slice, Standings, World},
};
use crate::order::{by_word, order};
use crate::{book::Book, lifecycle::journey::Subject, model::map::Map, protocol::view::SliceChoices, time::Period};
use std::collections::BTreeSet;

/// The choices for the opportunities created in the period.
pub fn of_funnel(viewpoint: &Viewpoint) -> SliceChoices {
    choices(viewpoint, |wide| wide.funnel().map(|(subject, _)| (subject, None)).collect())
}

/// The choices for every lead and owner as of the day.
pub fn of_everybody(viewpoint: &Viewpoint) -> SliceChoices {
    choices(viewpoint, |wide| {
        let subjects = everybody(wide.standings).filter(|subject| wide.in_slice(*subject));
        subjects.map(|subject| (subject, adviser(wide.world, wide.standings, subject))).collect()
    })
}

fn everybody(standings: &Standings) -> impl Iterator<Item = Subject> {
    let leads = standings.leads().map(|(id, _)| Subject::Lead(id));
    leads.chain(standings.owners().map(|(id, _)| Subject::Ownership(id)))
}

/// A subject and its adviser for this count.
type Item<'a> = (Subject, Option<&'a str>);

/// The choices for the subjects in a slice. Each list of names ignores its own part of the slice, so that a choice
/// shows how many there would be after switching to it.
pub fn choices<'a>(viewpoint: &Viewpoint<'a>, subjects: impl Fn(&Viewpoint<'a>) -> Vec<Item<'a>>) -> SliceChoices {
    let book = viewpoint.world.book();
    let count = |slice: Slice, of: &dyn Fn(Item<'a>) -> Option<&'a str>| {
        counted(subjects(&viewpoint.sliced(viewpoint.period, slice)).into_iter().filter_map(of))
    };
    let slice = || viewpoint.slice.clone();
    SliceChoices {
        channels: count(Slice { channel: None, ..slice() }, &|(subject, _)| channel(book, subject)),
        models: count(Slice { model: None, ..slice() }, &|(subject, _)| model(book, subject)),
        consultants: count(Slice { consultant: None, ..slice() }, &|(subject, _)| consultant(book, subject)),
        advisers: count(Slice { adviser: None, ..slice() }, &|(_, adviser)| adviser),
    }
}

/// Each value with its number of occurrences.
pub fn counted<'a>(values: impl Iterator<Item = &'a str>) -> Vec<(String, u32)> {
    let mut counts: Map<&str, u32> = Map::default();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    most_first(counts)
}

/// By count, ties by name.
pub fn most_first<'a>(counts: impl IntoIterator<Item = (&'a str, u32)>) -> Vec<(String, u32)> {
    let mut counts: Vec<(String, u32)> = counts.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
    by_word(&mut counts, |(value, _)| value);
    order(&mut counts, |(_, n)| -i64::from(*n));
    counts
}

/// Everybody of the store whom the records name: whom the files name, the most named first; then those who only wrote
/// something here.
pub fn staff(viewpoint: &Viewpoint) -> Vec<String> {
    let Staff { named, writers } = viewpoint.standings.staff.get_or_init(|| Staff::new(viewpoint));
    named.iter().chain(writers).cloned().collect()
}

/// The names of a store's staff.
#[derive(Default)]
pub struct Staff {
    named: Vec<String>,
    /// Who is named by no file.
    writers: BTreeSet<String>,
}

impl Staff {
    fn new(viewpoint: &Viewpoint) -> Self {
        let (world, standings) = (viewpoint.world, viewpoint.standings);
        let sellers = everybody(standings).filter_map(|subject| consultant(world.book(), subject));
        let advisers = everybody(standings).filter_map(|subject| adviser(world, standings, subject));
        let named = counted(sellers.chain(advisers).filter(|name| !name.is_empty()));
        let named = named.into_iter().map(|(name, _)| name).collect();
        let mut staff = Self { named, writers: BTreeSet::new() };
        world.tables.follow_ups().iter().filter_map(|row| row.by()).for_each(|by| staff.add(by));
        staff
    }

    /// Somebody who wrote something here.
    pub fn add(&mut self, writer: &str) {
        let is_known =
            writer.is_empty() || self.writers.contains(writer) || self.named.iter().any(|name| name == writer);
        if !is_known {
            self.writers.insert(writer.to_owned());
        }
    }
}

/// An owner's channel is that of the lead the car was delivered from.
pub fn channel(book: &Book, subject: Subject) -> Option<&str> {
    match subject {
        Subject::Lead(id) => book.opportunity(id).channel.as_deref(),
        Subject::Ownership(id) => book.ownership(id).opportunity.and_then(|id| book.opportunity(id).channel.as_deref()),
        Subject::Customer(_) => None,
    }
}

pub fn model(book: &Book, subject: Subject) -> Option<&str> {
    match subject {
        Subject::Lead(id) => book.opportunity(id).model.as_deref(),
        Subject::Ownership(id) => book.ownership(id).model.as_deref(),
        Subject::Customer(_) => None,
    }
}

/// For an owner: who sold the car.
pub fn consultant(book: &Book, subject: Subject) -> Option<&str> {
    match subject {
        Subject::Lead(id) => book.opportunity(id).consultant.as_deref(),
        Subject::Ownership(id) => book.ownership(id).consultant.as_deref(),
        Subject::Customer(_) => None,
    }
}

/// For an owner: who last received the car.
pub fn adviser<'a>(world: &'a World, standings: &Standings, subject: Subject) -> Option<&'a str> {
    let Subject::Ownership(id) = subject else { return None };
    advisers::named(&world.tables, standings.advisers.get(id.get()).copied()??)
}

impl<'a> Viewpoint<'a> {
    /// The same viewpoint without the choice of adviser, for units that name an adviser of their own.
    pub fn of_any_adviser(&self) -> Viewpoint<'a> {
        self.sliced(self.period, Slice { adviser: None, ..self.slice.clone() })
    }

    /// Whether a unit with this adviser of its own is in the slice. An empty name in the slice means units without an
    /// adviser.
    pub fn is_of(&self, adviser: Option<&str>) -> bool {
        self.slice.adviser.as_deref().is_none_or(|wanted| wanted == adviser.unwrap_or_default())
    }

    /// The same store and day, with another period or slice.
    pub fn sliced(&self, period: Period, slice: Slice) -> Viewpoint<'a> {
        Viewpoint { world: self.world, standings: self.standings, period, slice }
    }
}
