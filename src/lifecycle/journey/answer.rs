//! Touchpoints that one fact opens and another passes, as episodes.

use super::{Played, episode, later, not_before};
use crate::{
    lifecycle::{
        catalogue::TouchpointId,
        episode::{End, Episode},
    },
    order::order,
    terms::touchpoint::{Clock, FactKind, Leaks, Opens, Rule, Touchpoint},
    time::Moment,
};

impl Played<'_> {
    /// Episodes of a touchpoint that one fact opens and another passes.
    pub(super) fn answers(
        &self,
        id: TouchpointId,
        opens: Opens,
        passes: &[FactKind],
        leaks: Leaks,
        repeats: bool,
    ) -> Vec<Episode> {
        let touchpoint = id.get();
        let openings = self.openings(opens, repeats);
        let mut episodes = Vec::new();
        for (index, opening) in openings.iter().enumerate() {
            let next = openings.get(index + 1).map(|next| next.entered);
            let found = self.answer(touchpoint, opening, next, passes, leaks);
            for (entered, end, recovered) in found {
                let due = self.due(touchpoint.clock, entered);
                let mut one = episode(id, episodes.len() as u16 + 1, entered, due, end);
                one.recovered = recovered;
                episodes.push(one);
            }
        }
        episodes
    }

    /// Occurrences in time order. A delayed opening does not happen after the subject ended, unless the end itself
    /// opens it; several facts of one kind are one occurrence unless the touchpoint repeats.
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
                entered: span.map_or(fact.at, |span| clocks.after(fact.at, span, self.electric)),
            })
            .filter(|opening| opening.entered.day() <= self.context.as_of)
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

    /// What became of one opening: one episode, or two if it leaked and was passed later. The second shows the recovery
    /// without hiding the leak. A fact on the day the next occurrence began still counts for this one, because
    /// facts may be known only to the day.
    fn answer(
        &self,
        touchpoint: &Touchpoint,
        opening: &Opening,
        next: Option<Moment>,
        passes: &[FactKind],
        leaks: Leaks,
    ) -> Vec<(Moment, End, bool)> {
        let entered = opening.entered;
        let first = |kinds: &[FactKind]| {
            self.facts
                .iter()
                .enumerate()
                .filter(|(index, fact)| {
                    *index != opening.fact && kinds.contains(&fact.kind) && not_before(fact.at, entered)
                })
                .map(|(_, fact)| fact.at)
                .find(|at| next.is_none_or(|next| !not_before(*at, next) || at.day() == next.day()))
        };
        let passed = first(passes).filter(|at| at.day() <= self.context.as_of);
        let leaked = match leaks {
            Leaks::Never => None,
            Leaks::After(span) => Some(self.context.clocks.after(entered, span, self.electric)),
            Leaks::On(kinds) => first(kinds),
        }
        .filter(|at| at.day() <= self.context.as_of);
        let moot = self.moot(touchpoint, entered, next);
        match (passed, leaked) {
            (Some(at), leaked) if leaked.is_none_or(|leak| at.day() <= leak.day()) => {
                vec![(entered, End::Passed(later(at, entered)), false)]
            }
            (passed, Some(leak)) if moot.is_none_or(|moot| leak.day() <= moot.day()) => {
                let mut found = vec![(entered, End::Leaked(later(leak, entered), String::new()), passed.is_some())];
                found.extend(passed.map(|at| (at, End::Passed(at), false)));
                found
            }
            _ => vec![(entered, moot.map_or(End::Open, End::Moot), false)],
        }
    }

    /// When the episode can no longer change: the subject ended after it was entered, or the next occurrence began.
    fn moot(&self, touchpoint: &Touchpoint, entered: Moment, next: Option<Moment>) -> Option<Moment> {
        let ended =
            self.ended.filter(|ended| entered.day() < ended.day() && !opened_by(touchpoint).is_some_and(outlives));
        [ended, next].into_iter().flatten().min_by_key(|at| at.order_key())
    }

    fn due(&self, clock: Clock, entered: Moment) -> Option<Moment> {
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

struct Opening {
    /// Position of the opening fact.
    fact: usize,
    entered: Moment,
}
