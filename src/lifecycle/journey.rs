//! Facts → episodes: plays the catalogue's rules over the facts of one subject, as of a day.
//! Pure, subject by subject: recomputing one equals recomputing all.

use super::{
    catalogue::{self, TouchpointId},
    clocks::Clocks,
    episode::{End, Episode},
    evidence::Observed,
    fact::{self, Fact},
    lead::{self, LeadStanding, LeadState},
    owner,
    stage::{Stage, Step, SubjectKind},
    touchpoint::{Clock, FactKind, Leaks, Opens, Rule, Touchpoint},
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
    /// Touchpoints without evidence in this store have no episodes.
    pub observed: &'a Observed,
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
}

/// Every subject of a kind, in the order of the book.
pub fn subjects(book: &Book, kind: SubjectKind) -> Box<dyn Iterator<Item = Subject> + '_> {
    match kind {
        SubjectKind::Lead => Box::new((0..book.opportunities.len()).map(|i| Subject::Lead(OpportunityId::at(i)))),
        SubjectKind::Ownership => Box::new((0..book.ownerships.len()).map(|i| Subject::Ownership(OwnershipId::at(i)))),
        SubjectKind::Customer => Box::new((0..book.customers.len()).map(|i| Subject::Customer(CustomerId::at(i)))),
    }
}

/// The subject's episodes at the touchpoints for which `wanted` holds, in catalogue order, then by occurrence.
pub fn episodes(context: &Context, subject: Subject, wanted: &dyn Fn(TouchpointId) -> bool) -> Vec<Episode> {
    let chosen = || {
        catalogue::ids()
            .filter(|id| id.get().subject == subject.kind() && context.observed.touchpoint(*id) && wanted(*id))
    };
    if chosen().next().is_none() {
        return Vec::new();
    }
    let Some(played) = Played::of(context, subject) else { return Vec::new() };
    chosen().flat_map(|id| played.episodes(id)).collect()
}

/// One subject, ready to play rules over.
struct Played<'a> {
    context: &'a Context<'a>,
    facts: Vec<Fact>,
    lead: Option<LeadState>,
    ownership: Option<OwnershipId>,
    /// When the subject itself ended: won, defeated, car gone.
    ended: Option<Moment>,
    electric: bool,
}

impl<'a> Played<'a> {
    /// `None` where the subject does not exist yet.
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
                let facts = fact::customer_facts(book, id, as_of);
                Self { context, facts, lead: None, ownership: None, ended: None, electric: false }
            }
        })
    }

    fn episodes(&self, id: TouchpointId) -> Vec<Episode> {
        match id.get().rule {
            Rule::Funnel(step) => self.lead.as_ref().map_or_else(Vec::new, |lead| self.funnel(id, step, lead)),
            Rule::OwnerStage(stage) => self.owner_stage(id, stage),
            // Records that name a touchpoint (forms, audits) are not imported yet.
            Rule::Sampled { .. } => Vec::new(),
            Rule::Answer { opens, passes, leaks, repeats } => self.answers(id, opens, passes, leaks, repeats),
        }
    }

    /// A funnel step: one occurrence, and one more after each defeat it leaked by and came back from.
    fn funnel(&self, id: TouchpointId, step: Step, lead: &LeadState) -> Vec<Episode> {
        if !lead.has_reached(step) {
            return Vec::new();
        }
        let moved_on = lead.moved_on(step);
        let Some(mut entered) = lead.recorded[step.index()] else {
            let at = moved_on.unwrap_or(lead.last_activity);
            return vec![episode(id, 1, at, None, End::Bypassed(at))];
        };
        let mut episodes = Vec::new();
        for defeat in lead.defeats.iter().filter(|defeat| defeat.step == step) {
            let mut leaked =
                episode(id, episodes.len() as u16 + 1, entered, None, End::Leaked(defeat.at, defeat.reason.clone()));
            leaked.recovered = defeat.back.is_some();
            episodes.push(leaked);
            match defeat.back {
                Some(back) => entered = back,
                None => return episodes,
            }
        }
        let occurrence = episodes.len() as u16 + 1;
        let (due, end) = match moved_on {
            Some(at) => (None, End::Passed(later(at, entered))),
            None if step == Step::Delivery => (None, End::Passed(entered)),
            None => (Some(lead.due), End::Open),
        };
        episodes.push(episode(id, occurrence, entered, due, end));
        episodes
    }

    /// The passage through an ownership stage. A churned owner is off the path until the next service order.
    fn owner_stage(&self, id: TouchpointId, stage: Stage) -> Vec<Episode> {
        let Context { book, tables, clocks, as_of, .. } = *self.context;
        let Some(ownership) = self.ownership.map(|id| book.ownership(id)) else { return Vec::new() };
        let Some(since) = ownership.since else { return Vec::new() };
        let seen = owner::seen(ownership, tables, as_of);
        let Some((start, end)) = owner::stage_days(since, owner::over_100k(&seen), stage) else { return Vec::new() };
        let left = end.or(self.bought_again(start));
        let silence = clocks.silence(self.electric);
        let days: Vec<Day> = std::iter::once(since).chain(seen.iter().map(|seen| seen.day)).collect();

        let gone = self.ended.map(Moment::day);
        let until = [left, gone].into_iter().flatten().min();

        let mut episodes: Vec<Episode> = Vec::new();
        let mut entered = start;
        while entered <= as_of && until.is_none_or(|until| entered < until) {
            let last = days.iter().copied().take_while(|day| *day <= entered).last().unwrap_or(since);
            let next_back = |after: Day| days.iter().copied().find(|day| *day > after);
            // The first silence from here on that lasts until the churn.
            let mut last_seen = last;
            while let Some(next) = next_back(last_seen).filter(|next| *next < last_seen.plus_months(silence.churned)) {
                last_seen = next;
            }
            let churned = last_seen.plus_months(silence.churned);
            if churned <= entered {
                match next_back(entered) {
                    Some(back) => entered = back,
                    None => break,
                }
                continue;
            }
            let occurrence = episodes.len() as u16 + 1;
            if churned <= as_of && until.is_none_or(|until| churned < until) {
                let mut leaked =
                    episode(id, occurrence, entered.moment(), None, End::Leaked(churned.moment(), String::new()));
                leaked.due = Some(last_seen.plus_months(silence.at_risk).max(entered).moment());
                let back = next_back(churned.plus_days(-1)).filter(|back| left.is_none_or(|left| *back < left));
                leaked.recovered = back.is_some();
                episodes.push(leaked);
                match back {
                    Some(back) => entered = back,
                    None => break,
                }
                continue;
            }
            let end = match (gone.filter(|day| *day <= as_of), left.filter(|day| *day <= as_of)) {
                (Some(gone), left) if left.is_none_or(|left| gone < left) => End::Moot(gone.moment()),
                (_, Some(left)) => End::Passed(left.moment()),
                _ => End::Open,
            };
            let last = days.iter().copied().rfind(|day| *day <= as_of).unwrap_or(since);
            let due = last.plus_months(silence.at_risk).max(entered).moment();
            episodes.push(episode(id, occurrence, entered.moment(), Some(due), end));
            break;
        }
        episodes
    }

    /// The repurchase stage has no end in time: it is passed by the owner's next lead or next car.
    fn bought_again(&self, start: Day) -> Option<Day> {
        self.facts
            .iter()
            .filter(|fact| matches!(fact.kind, FactKind::NewLeadOfOwner | FactKind::NextCar))
            .map(|fact| fact.at.day())
            .find(|day| *day > start)
    }

    fn answers(
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
        openings.sort_by_key(|opening| (opening.entered.order_key(), opening.fact));
        if !repeats {
            openings.truncate(1);
        }
        openings
    }

    /// What became of one opening: an episode, and a second one where it was passed after having leaked.
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

    /// When nothing more can come of it: the subject ended after it was entered, or the next occurrence began.
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

/// Touchpoints that a defeat opens are not ended by it.
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

fn episode(touchpoint: TouchpointId, occurrence: u16, entered: Moment, due: Option<Moment>, end: End) -> Episode {
    Episode { touchpoint, occurrence, entered, due, end, recovered: false }
}

/// At or after, where a day-precise moment counts for its whole day.
fn not_before(at: Moment, entered: Moment) -> bool {
    match (at.precision(), entered.precision()) {
        (Precision::Minute, Precision::Minute) => at.order_key() >= entered.order_key(),
        _ => at.day() >= entered.day(),
    }
}

fn later(at: Moment, entered: Moment) -> Moment {
    if not_before(at, entered) { at } else { entered }
}
