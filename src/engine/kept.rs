//! Results computed from a store's rows, kept until the rows change: pages ask for the same result more than once.

use super::people::Listed;
use crate::{
    analytics::{
        clock::Clock,
        world::{Picture, World},
    },
    protocol::{query::Query, view::View},
    time::Day,
};
use std::{cell::Cell, collections::VecDeque, rc::Rc};

/// The pictures of this many days are kept.
const PICTURES: usize = 4;
/// This many answers are kept, each with the day it was asked on.
const ANSWERS: usize = 9;

#[derive(Default)]
pub(super) struct Kept {
    pictures: Vec<Rc<Picture>>,
    answers: VecDeque<(Query, Day, View)>,
    /// The last list asked for: the next question is usually for its next window.
    list: Option<(Query, Day, Rc<Listed>)>,
    /// For this day and these days of import. Every page needs it, and it takes a pass over all rows.
    clock: Cell<Option<(Day, Vec<Day>, Clock)>>,
}

impl Kept {
    pub fn answer(&self, query: &Query, today: Day) -> Option<View> {
        let known = self.answers.iter().find(|(asked, on, _)| asked == query && *on == today);
        known.map(|(.., view)| view.clone())
    }

    pub fn keep_answer(&mut self, query: Query, today: Day, view: View) {
        self.answers.truncate(ANSWERS - 1);
        self.answers.push_front((query, today, view));
    }

    pub fn list(&self, query: &Query, today: Day) -> Option<Rc<Listed>> {
        let known = self.list.as_ref().filter(|(asked, on, _)| asked == query && *on == today);
        known.map(|(.., listed)| listed.clone())
    }

    pub fn keep_list(&mut self, query: Query, today: Day, listed: Rc<Listed>) {
        self.list = Some((query, today, listed));
    }

    /// Where everybody stands as of a day.
    pub fn picture(&mut self, world: &World, as_of: Day) -> Rc<Picture> {
        if let Some(known) = self.pictures.iter().find(|picture| picture.as_of == as_of) {
            return known.clone();
        }
        let picture = Rc::new(Picture::new(world, as_of));
        self.pictures.truncate(PICTURES - 1);
        self.pictures.insert(0, picture.clone());
        picture
    }

    pub fn clock(&self, world: &World, today: Day, imports: Vec<Day>) -> Clock {
        let known = self.clock.take().filter(|(day, of, _)| *day == today && *of == imports);
        let clock = known.map_or_else(|| Clock::read(&world.tables, today, imports.iter().copied()), |known| known.2);
        self.clock.set(Some((today, imports, clock.clone())));
        clock
    }
}
