//! Results computed from a store's rows, kept until the rows change: pages ask for the same result more than once.

use super::people::Listed;
use crate::{
    analytics::{
        clock::Clock,
        map::{self, MapTally, Sign},
        viewpoint::Viewpoint,
        world::{Edit, Followed, Slice, Standings, World},
    },
    lifecycle::journey::Subject,
    protocol::{
        query::Query,
        view::{MapView, View},
    },
    time::{Day, Period},
};
use std::{cell::Cell, collections::VecDeque, rc::Rc};

/// The standings of this many days are kept.
const STANDINGS: usize = 4;
/// This many answers are kept, each with the day it was asked on.
const ANSWERS: usize = 9;
/// The counts of this many maps are kept.
const MAPS: usize = 2;
/// The last lists asked for: two, because one is often left for another and turned back to.
const LISTS: usize = 2;
/// A list of which edits changed more subjects than this is made anew.
const EDITED: usize = 2_000;

#[derive(Default)]
pub(super) struct Kept {
    standings: Vec<Rc<Standings>>,
    answers: VecDeque<(Query, Day, View)>,
    maps: VecDeque<CountedMap>,
    /// The last one first: the next question is usually for its next window.
    lists: VecDeque<KeptList>,
    /// For this day and these days of import. Every page needs it, and it takes a pass over all rows.
    clock: Cell<Option<(Day, Vec<Day>, Clock)>>,
}

struct KeptList {
    query: Query,
    day: Day,
    listed: Rc<Listed>,
    /// Whom edits changed since, each once.
    edited: Vec<Subject>,
}

/// What was counted for a map; edits follow in it.
struct CountedMap {
    as_of: Day,
    period: Period,
    slice: Slice,
    tally: MapTally,
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

    /// With those whom edits changed since.
    pub fn list(&self, query: &Query, today: Day) -> Option<(Rc<Listed>, &[Subject])> {
        let known = self.lists.iter().find(|list| list.query == *query && list.day == today);
        known.map(|list| (list.listed.clone(), &*list.edited))
    }

    pub fn keep_list(&mut self, query: Query, day: Day, listed: Rc<Listed>) {
        self.lists.retain(|list| list.query != query);
        self.lists.truncate(LISTS - 1);
        self.lists.push_front(KeptList { query, day, listed, edited: Vec::new() });
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

    pub fn map(&mut self, viewpoint: &Viewpoint) -> MapView {
        let is_of = |counted: &CountedMap| {
            counted.as_of == viewpoint.standings.as_of
                && counted.period == viewpoint.period
                && counted.slice == viewpoint.slice
        };
        let known = self.maps.iter().position(is_of).and_then(|at| self.maps.remove(at));
        let mut counted = known.unwrap_or_else(|| CountedMap {
            as_of: viewpoint.standings.as_of,
            period: viewpoint.period,
            slice: viewpoint.slice.clone(),
            tally: MapTally::new(viewpoint),
        });
        let view = map::counted(viewpoint, &mut counted.tally);
        self.maps.truncate(MAPS - 1);
        self.maps.push_front(counted);
        view
    }

    /// Takes subjects out of what was counted, before an edit changes them, or adds them again after it.
    pub fn count(&mut self, world: &World, subjects: &[Subject], sign: Sign) {
        let all = &self.standings;
        self.maps.retain_mut(|counted| {
            let Some(standings) = all.iter().find(|standings| standings.as_of == counted.as_of) else { return false };
            let slice = counted.slice.clone();
            let viewpoint = Viewpoint { world, standings, period: counted.period, slice };
            counted.tally.count(&viewpoint, subjects.iter().copied(), sign);
            true
        });
    }

    /// Keeps of what was worked out what an edit does not change, and follows it in the rest.
    pub fn follow(&mut self, world: &World, edit: &Edit, followed: &Followed) {
        // Of the analyses, one alone tells nothing of what people write.
        self.answers.retain(|(query, ..)| matches!(query, Query::Coverage) && !followed.is_told_anew);
        if followed.is_told_anew {
            (self.lists, self.maps, self.standings) = Default::default();
        }
        let subjects = edit.subjects(world.book());
        for list in &mut self.lists {
            let is_new = |subject: &&Subject| !list.edited.contains(subject);
            let more: Vec<Subject> = subjects.iter().filter(is_new).copied().collect();
            list.edited.extend(more);
        }
        self.lists.retain(|list| list.edited.len() <= EDITED);
        // Standings that somebody still reads are worked out again when they are asked for.
        self.standings.retain_mut(|standings| match Rc::get_mut(standings) {
            Some(standings) => {
                standings.follow(world, edit, &followed.moved);
                true
            }
            None => false,
        });
        // The first edit of a day moves the reporting date, and so does taking it back.
        let clock = self.clock.take().filter(|(_, _, clock)| clock.still_holds(&world.tables, edit.records()));
        self.clock.set(clock);
    }

    pub fn clock(&self, world: &World, today: Day, imports: Vec<Day>) -> Clock {
        let known = self.clock.take().filter(|(day, of, _)| *day == today && *of == imports);
        let clock = known.map_or_else(|| Clock::read(&world.tables, today, imports.iter().copied()), |known| known.2);
        self.clock.set(Some((today, imports, clock.clone())));
        clock
    }
}
