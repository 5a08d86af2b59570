//! Simulated teams with a known truth: without differences nothing may be found, and a planted difference must be.

use super::finding::findings;
use crate::{
    analytics::stats::wilson,
    protocol::view::{ConsultantFinding, ConsultantView},
};
use proptest::{
    prelude::Rng,
    test_runner::{RngAlgorithm, TestRng},
};

/// The share of leads that order with everybody.
const ORDERED: f64 = 0.2;

fn finding(consultants: &[ConsultantView]) -> ConsultantFinding {
    findings(consultants).swap_remove(0)
}

/// Draws from proptest's generator, the same each time.
struct Chance(TestRng);

impl Chance {
    fn new() -> Self {
        Self(TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    }

    /// 0 ≤ u < 1
    fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / 4_294_967_296.0
    }

    fn between(&mut self, low: u32, high: u32) -> u32 {
        low + (self.unit() * f64::from(high - low)) as u32
    }

    fn hits(&mut self, n: u32, share: f64) -> u32 {
        (0..n).filter(|_| self.unit() < share).count() as u32
    }
}

fn consultant(chance: &mut Chance, index: u32, n: u32, silent: f64, stagnant: f64) -> ConsultantView {
    ConsultantView {
        name: format!("顾问{index}"),
        opportunities: n,
        ordered: wilson(chance.hits(n, ORDERED), n),
        stagnant: wilson(chance.hits(n, stagnant), n),
        defeated_by_day_30: None,
        silent_after_day_30: wilson(chance.hits(n / 2, silent), n / 2),
        abandoned_at_day_60: None,
        guard: 0,
        response_minutes: None,
    }
}

fn team(chance: &mut Chance) -> (u32, f64, f64) {
    (chance.between(2, 9), 0.1 + 0.7 * chance.unit(), 0.05 + 0.4 * chance.unit())
}

#[test]
fn a_team_without_a_difference_rarely_shows_one() {
    let mut chance = Chance::new();
    let rounds = 2_000;
    let mut alarms = 0;
    for _ in 0..rounds {
        let (size, silent, stagnant) = team(&mut chance);
        let consultants: Vec<_> = (0..size)
            .map(|index| {
                let n = chance.between(20, 400);
                consultant(&mut chance, index, n, silent, stagnant)
            })
            .collect();
        let quiet = matches!(finding(&consultants), ConsultantFinding::NoDifference { .. } | ConsultantFinding::TooFew);
        alarms += u32::from(!quiet);
    }
    assert!(f64::from(alarms) / f64::from(rounds) <= 0.05, "{alarms} false alarms in {rounds} teams");
}

/// One of five gives up after day 30 twice as often as the others; one year's leads nearly always show it.
#[test]
fn who_stops_following_up_is_found() {
    let mut chance = Chance::new();
    let mut found = 0;
    for _ in 0..300 {
        let shares = [0.35, 0.35, 0.7, 0.35, 0.35];
        let consultants: Vec<_> =
            (0..5).map(|index| consultant(&mut chance, index, 240, shares[index as usize], 0.2)).collect();
        found += u32::from(
            matches!(finding(&consultants), ConsultantFinding::StopsAfterDay30 { name, .. } if name == "顾问2"),
        );
    }
    assert!(found >= 290, "found in {found} of 300 teams");
}

#[test]
fn who_lets_leads_stand_is_found() {
    let mut chance = Chance::new();
    let mut found = 0;
    for _ in 0..300 {
        let shares = [0.2, 0.4, 0.2, 0.2];
        let consultants: Vec<_> =
            (0..4).map(|index| consultant(&mut chance, index, 240, 0.4, shares[index as usize])).collect();
        found +=
            u32::from(matches!(finding(&consultants), ConsultantFinding::Stagnant { name, .. } if name == "顾问1"));
    }
    assert!(found >= 280, "found in {found} of 300 teams");
}

#[test]
fn small_teams_get_no_opinion() {
    let mut chance = Chance::new();
    let alone = [consultant(&mut chance, 0, 400, 0.5, 0.5)];
    assert_eq!(finding(&alone), ConsultantFinding::TooFew);
    assert_eq!(finding(&[]), ConsultantFinding::TooFew);
}

/// A consultant whose leads order half as often is named beside the one who stops following up.
#[test]
fn who_orders_less_is_found_beside() {
    let mut chance = Chance::new();
    let mut found = 0;
    for _ in 0..300 {
        let shares = [0.35, 0.7, 0.35, 0.35];
        let mut team: Vec<_> =
            (0..4).map(|index| consultant(&mut chance, index, 300, shares[index as usize], 0.2)).collect();
        team[3].ordered = wilson(chance.hits(300, ORDERED / 2.0), 300);
        let findings = findings(&team);
        let first = matches!(&findings[0], ConsultantFinding::StopsAfterDay30 { name, .. } if name == "顾问1");
        let beside = findings.iter().any(|one| {
            matches!(one, ConsultantFinding::OrdersLess { name, share, colleagues }
            if name == "顾问3" && share.share() < colleagues.share())
        });
        found += u32::from(first && beside);
    }
    assert!(found >= 240, "found in {found} of 300");
}
