//! What a picture can be narrowed to: the channels, models and consultants there are, counted under the other slices.

use super::{
    members::Frame,
    world::{Picture, Slice},
};
use crate::{book::Book, lifecycle::journey::Subject, model::map::Map, protocol::view::SliceChoices, time::Period};

/// Of the opportunities created in the period.
pub fn of_funnel(frame: &Frame) -> SliceChoices {
    choices(frame, |wide| wide.funnel().map(|(subject, _)| subject).collect())
}

/// Of every lead and owner there is as of the day.
pub fn of_everybody(frame: &Frame) -> SliceChoices {
    choices(frame, |wide| everybody(wide.picture).filter(|subject| wide.in_slice(*subject)).collect())
}

fn everybody(picture: &Picture) -> impl Iterator<Item = Subject> {
    let leads = picture.leads().map(|(id, _)| Subject::Lead(id));
    leads.chain(picture.owners().map(|(id, _)| Subject::Ownership(id)))
}

/// Of the subjects there are under a slice.
pub fn choices(frame: &Frame, subjects: impl Fn(&Frame) -> Vec<Subject>) -> SliceChoices {
    let count = |slice: Slice, of: fn(&Book, Subject) -> Option<&str>| {
        let mut counts: Map<&str, u32> = Map::default();
        let book = frame.world.book();
        for value in subjects(&frame.sliced(frame.period, slice)).into_iter().filter_map(|subject| of(book, subject)) {
            *counts.entry(value).or_default() += 1;
        }
        most_first(counts)
    };
    let slice = || frame.slice.clone();
    SliceChoices {
        channels: count(Slice { channel: None, ..slice() }, channel),
        models: count(Slice { model: None, ..slice() }, model),
        consultants: count(Slice { consultant: None, ..slice() }, consultant),
    }
}

/// By count, ties by name.
pub fn most_first<'a>(counts: impl IntoIterator<Item = (&'a str, u32)>) -> Vec<(String, u32)> {
    let mut counts: Vec<(String, u32)> = counts.into_iter().map(|(value, n)| (value.to_owned(), n)).collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}

/// An owner came by the channel of the lead the car was delivered from.
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

/// Of an owner: who sold the car.
pub fn consultant(book: &Book, subject: Subject) -> Option<&str> {
    match subject {
        Subject::Lead(id) => book.opportunity(id).consultant.as_deref(),
        Subject::Ownership(id) => book.ownership(id).consultant.as_deref(),
        Subject::Customer(_) => None,
    }
}

impl<'a> Frame<'a> {
    /// The same store, looked at over another period or slice.
    pub fn sliced(&self, period: Period, slice: Slice) -> Frame<'a> {
        Frame { world: self.world, picture: self.picture, period, slice }
    }
}
