//! Touchpoints that one fact opens and another passes, as episodes. A record that names the touchpoint decides as a fact
//! does; which occurrence it falls in is in `marks`.

use super::{
    Played, episode, later,
    marks::{Marked, share_out},
    not_before,
};
use crate::{
    lifecycle::{
        catalogue::TouchpointId,
        episode::{End, Episode},
        evidence::Since,
    },
    order::order,
    terms::touchpoint::{Clock, FactKind, Leaks, Opens, Rule, Touchpoint},
    time::Moment,
};

impl Played<'_> {
    /// Episodes of a touchpoint that one fact opens and another passes.
    pub(super) fn answers(&self, id: TouchpointId, since: Since) -> Vec<Episode> {
        let touchpoint = id.get();
        let Rule::Answer { opens, passes, leaks, repeats } = touchpoint.rule else { return Vec::new() };
        let mut openings = self.openings(opens, repeats);
        let mut alone = share_out(self.marks(id), &mut openings);
        openings.retain(|opening| opening.entered.day() <= self.context.as_of);
        let mut found: Vec<Stay> = Vec::new();
        for (index, opening) in openings.iter().enumerate() {
            let next = openings.get(index + 1).map(|next| next.entered);
            let stays = self.answer(touchpoint, opening, next, passes, leaks);
            match stays.first().is_some_and(|stay| stay.is_known(since)) {
                true => found.extend(stays),
                false => alone.extend_from_slice(&opening.marks),
            }
        }
        if !alone.is_empty() {
            let own =
                |mark: Marked| Stay { entered: mark.at, end: self.end_by(mark), recovered: false, is_marked: true };
            found.extend(alone.into_iter().map(own));
            order(&mut found, |stay| i64::from(stay.entered.order_key()));
        }
        let one = |(index, stay): (usize, Stay)| {
            let due = self.due(touchpoint.clock, stay.entered);
            Episode { recovered: stay.recovered, ..episode(id, index as u16 + 1, stay.entered, due, stay.end) }
        };
        found.into_iter().enumerate().map(one).collect()
    }

    /// Occurrences in time order, also those still to come. A delayed opening does not happen after the subject ended,
    /// unless the end itself opens it; several facts of one kind are one occurrence unless the touchpoint repeats.
    fn openings(&self, opens: Opens, repeats: bool) -> Vec<Opening> {
        let (kind, span) = match opens {
            Opens::On(kind) => (kind, None),
            Opens::After(kind, span) => (kind, Some(span)),
        };
        let clocks = self.context.clocks;
        let mut openings: Vec<Opening> = self
            .facts
            .iter()
            .enumerate()
            .filter(|(_, fact)| fact.kind == kind)
            .map(|(index, fact)| Opening {
                fact: index,
                since: fact.at,
                entered: span.map_or(fact.at, |span| clocks.after(fact.at, span, self.electric)),
                marks: Vec::new(),
            })
            .filter(|opening| {
                span.is_none() || self.ended.is_none_or(|ended| opening.entered.day() <= ended.day()) || outlives(kind)
            })
            .collect();
        order(&mut openings, |opening| (i64::from(opening.entered.order_key()) << 32) + opening.fact as i64);
        if !repeats {
            openings.truncate(1);
        }
        openings
    }

    /// What became of one opening: one stay, or two if it leaked and was passed later. The second shows the recovery
    /// without hiding the leak.
    fn answer(
        &self,
        touchpoint: &Touchpoint,
        opening: &Opening,
        next: Option<Moment>,
        passes: &[FactKind],
        leaks: Leaks,
    ) -> Vec<Stay> {
        let entered = opening.entered;
        let passed = self.turn(self.first(opening, next, passes), opening.mark(true));
        let leaked = match leaks {
            Leaks::Never => None,
            Leaks::After(span) => Some(self.context.clocks.after(entered, span, self.electric)),
            Leaks::On(kinds) => self.first(opening, next, kinds),
        };
        let leaked = self.turn(leaked, opening.mark(false));
        let moot = self.moot(touchpoint, entered, next);
        match (passed, leaked) {
            (Some(pass), leak) if leak.is_none_or(|leak| pass.at.day() <= leak.at.day()) => vec![pass.passes(entered)],
            // A record speaks of the occurrence also when its subject has ended.
            (pass, Some(leak)) if leak.record.is_some() || moot.is_none_or(|moot| leak.at.day() <= moot.day()) => {
                let reason = leak.record.map_or_else(String::new, |record| self.note(record));
                let end = End::Leaked(later(leak.at, entered), reason);
                let leaked = Stay { entered, end, recovered: pass.is_some(), is_marked: leak.record.is_some() };
                std::iter::once(leaked).chain(pass.map(|pass| pass.passes(pass.at))).collect()
            }
            (Some(pass), _) if pass.record.is_some() => vec![pass.passes(entered)],
            _ => vec![Stay { entered, end: moot.map_or(End::Open, End::Moot), recovered: false, is_marked: false }],
        }
    }

    /// The first of the facts in an occurrence, apart from the one that opened it. A fact on the day the next occurrence
    /// began still counts for this one, because facts may be known only to the day. Marks name their touchpoint and are not
    /// found by their kind.
    fn first(&self, opening: &Opening, next: Option<Moment>, kinds: &[FactKind]) -> Option<Moment> {
        let counts = |kind: FactKind| kind != FactKind::Marked && kinds.contains(&kind);
        self.facts
            .iter()
            .enumerate()
            .filter(|(index, fact)| *index != opening.fact && counts(fact.kind) && not_before(fact.at, opening.entered))
            .map(|(_, fact)| fact.at)
            .find(|at| next.is_none_or(|next| !not_before(*at, next) || at.day() == next.day()))
    }

    /// The earlier of a fact's moment and a record's, up to the as-of day.
    fn turn(&self, fact: Option<Moment>, mark: Option<Marked>) -> Option<Turn> {
        let fact = fact.filter(|at| at.day() <= self.context.as_of).map(|at| Turn { at, record: None });
        let mark = mark.map(|mark| Turn { at: mark.at, record: Some(mark.record) });
        [mark, fact].into_iter().flatten().min_by_key(|turn| turn.at.order_key())
    }

    /// When the episode can no longer change: the subject ended after it was entered, or the next occurrence began.
    fn moot(&self, touchpoint: &Touchpoint, entered: Moment, next: Option<Moment>) -> Option<Moment> {
        let ended =
            self.ended.filter(|ended| entered.day() < ended.day() && !opened_by(touchpoint).is_some_and(outlives));
        [ended, next].into_iter().flatten().min_by_key(|at| at.order_key())
    }

    pub(super) fn due(&self, clock: Clock, entered: Moment) -> Option<Moment> {
        match clock {
            Clock::Level => self.lead.as_ref().map(|lead| lead.due),
            Clock::Within(span) => Some(self.context.clocks.after(entered, span, self.electric)),
            Clock::None => None,
        }
    }
}

/// A defeat or a delivery ends the lead, but not the touchpoints that it opens.
fn outlives(opening: FactKind) -> bool {
    matches!(opening, FactKind::Defeat | FactKind::Delivered)
}

fn opened_by(touchpoint: &Touchpoint) -> Option<FactKind> {
    match touchpoint.rule {
        Rule::Answer { opens: Opens::On(kind) | Opens::After(kind, _), .. } => Some(kind),
        _ => None,
    }
}

/// One occurrence, as far as it is known that it began.
pub(super) struct Opening {
    /// Position of the opening fact, and its moment.
    fact: usize,
    pub since: Moment,
    pub entered: Moment,
    /// The records that fall in it, in time order.
    marks: Vec<Marked>,
}

impl Opening {
    /// `is_early`: the record comes before the occurrence would have begun, and begins it.
    pub(super) fn take(&mut self, mark: Marked, is_early: bool) {
        if is_early {
            self.entered = mark.at;
        }
        self.marks.push(mark);
    }

    /// The first record that it was done, or that it was not.
    fn mark(&self, is_done: bool) -> Option<Marked> {
        self.marks.iter().find(|mark| mark.is_done == is_done).copied()
    }
}

/// What passed or leaked an occurrence: a fact, or a record.
#[derive(Clone, Copy)]
struct Turn {
    at: Moment,
    record: Option<u32>,
}

impl Turn {
    /// The stay that it passes.
    fn passes(self, entered: Moment) -> Stay {
        let end = End::Passed(later(self.at, entered));
        Stay { entered, end, recovered: false, is_marked: self.record.is_some() }
    }
}

/// An episode before it has its number.
struct Stay {
    entered: Moment,
    end: End,
    recovered: bool,
    /// A record ended it.
    is_marked: bool,
}

impl Stay {
    /// Whether the store could see it: an occurrence that began before anybody looked is known only if a record decides it.
    fn is_known(&self, since: Since) -> bool {
        match since {
            Since::Files => true,
            Since::Mark(first) => self.is_marked || self.entered.day() >= first,
        }
    }
}
