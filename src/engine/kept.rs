//! Results computed from a store's rows, kept until the rows change: pages ask for the same result more than once.

use super::people::Listed;
use crate::{
    analytics::{
        clock::Clock,
        world::{Standings, World},
    },
    protocol::{query::Query, view::View},
    time::Day,
};
use std::{cell::Cell, collections::VecDeque, rc::Rc};

/// The standings of this many days are kept.
const STANDINGS: usize = 4;
/// This many answers are kept, each with the day it was asked on.
const ANSWERS: usize = 9;

#[derive(Default)]
pub(super) struct Kept {
    standings: Vec<Rc<Standings>>,
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
    pub fn standings(&mut self, world: &World, as_of: Day) -> Rc<Standings> {
        if let Some(known) = self.standings.iter().find(|standings| standings.as_of == as_of) {
            return known.clone();
        }
        let standings = Rc::new(Standings::new(world, as_of));
        self.standings.truncate(STANDINGS - 1);
        self.standings.insert(0, standings.clone());
        standings
    }

    pub fn clock(&self, world: &World, today: Day, imports: Vec<Day>) -> Clock {
        let known = self.clock.take().filter(|(day, of, _)| *day == today && *of == imports);
        let clock = known.map_or_else(|| Clock::read(&world.tables, today, imports.iter().copied()), |known| known.2);
        self.clock.set(Some((today, imports, clock.clone())));
        clock
    }
}
