//! Ownership stages as episodes: passed on leaving the stage, leaked on the day the owner is churned.

use super::{Context, Played, episode};
use crate::{
    lifecycle::{
        catalogue::TouchpointId,
        episode::{End, Episode},
        owner,
    },
    terms::{stage::Stage, touchpoint::FactKind},
    time::{Day, Moment},
};

impl Played<'_> {
    /// The passage through an ownership stage. A churned owner is off the path until the next service order, so a stage
    /// can leak several times: the loop plays one stay after another, each from its entry to the churn or to the end of
    /// the stage.
    pub(super) fn owner_stage(&self, id: TouchpointId, stage: Stage) -> Vec<Episode> {
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
            // Skip the visits that came in time: the silence after the last of them lasts until the churn.
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

    /// The repurchase stage has no end in time: the owner's next lead or next car passes it.
    fn bought_again(&self, start: Day) -> Option<Day> {
        self.facts
            .iter()
            .filter(|fact| matches!(fact.kind, FactKind::NewLeadOfOwner | FactKind::NextCar))
            .map(|fact| fact.at.day())
            .find(|day| *day > start)
    }
}
