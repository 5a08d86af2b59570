//! The service advisers side by side: what their customers answer, and how many return to them.

use super::{finding, orders};
use crate::{
    analytics::{
        answers::{Answered, answers},
        measures::by_staff,
        questionnaire::{factor_score, own_index},
        satisfaction::score,
        slices,
        viewpoint::Viewpoint,
    },
    lifecycle::journey::Subject,
    model::{fields::Field, rows::Kind, values::AnswerKind},
    protocol::{
        query::Measure,
        view::{AdviserView, AdvisersView, Proportion},
    },
    terms::touchpoint::SurveyItem,
    time::Period,
};

/// The measures shown by adviser.
pub const RETURNS: [Measure; 3] = [Measure::FirstService, Measure::SecondService, Measure::Churn12];

/// Compares everybody with an order in the period; the slice's adviser is ignored.
pub fn advisers(viewpoint: &Viewpoint, period: Period) -> AdvisersView {
    let columns = &viewpoint.world.columns;
    let lacks = columns.lack(Kind::Services, Field::Adviser).filter(|_| columns.has_kind(Kind::Services));
    let team = viewpoint.sliced(period, viewpoint.of_any_adviser().slice);
    let said: Vec<Answered> =
        answers(&team, period).into_iter().filter(|one| one.kind == AnswerKind::Service).collect();
    let orders = orders(&team);
    let owners: Vec<Option<&str>> = team
        .standings
        .owners()
        .map(|(id, _)| Subject::Ownership(id))
        .filter(|subject| team.in_slice(*subject))
        .map(|subject| slices::adviser(team.world, team.standings, subject))
        .collect();
    let returns = RETURNS.map(|measure| by_staff(&team, measure));
    let is_of = |adviser: Option<&str>, name: Option<&str>| name.is_none_or(|name| adviser.unwrap_or_default() == name);
    let view = |name: Option<&str>| AdviserView {
        name: name.unwrap_or_default().to_owned(),
        owners: owners.iter().filter(|adviser| is_of(**adviser, name)).count() as u32,
        orders: orders.iter().filter(|(_, adviser)| is_of(*adviser, name)).count() as u32,
        index: score(said.iter().filter(|one| is_of(one.adviser, name)).copied(), own_index),
        factor: score(said.iter().filter(|one| is_of(one.adviser, name)).copied(), |row| {
            factor_score(row, SurveyItem::ServiceAdviser)
        }),
        returns: [0, 1, 2].map(|at| {
            let (all, groups): &(Option<Proportion>, Vec<(String, Proportion)>) = &returns[at];
            match name {
                None => *all,
                Some(name) => groups.iter().find(|(group, _)| group == name).map(|(_, share)| *share),
            }
        }),
    };
    let named = slices::counted(orders.iter().filter_map(|(_, adviser)| *adviser));
    let advisers: Vec<AdviserView> = named.iter().map(|(name, _)| view(Some(name))).collect();
    let unassigned = view(Some(""));
    AdvisersView {
        lacks: lacks.into_iter().collect(),
        finding: finding::finding(&advisers, &said),
        team: view(None),
        unassigned: Some(unassigned).filter(|one| one.owners + one.orders > 0),
        advisers,
        period,
    }
}
