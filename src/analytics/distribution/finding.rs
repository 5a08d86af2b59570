//! What changed between two dates beyond chance.

use super::movement::Ways;
use crate::{
    analytics::stats::wilson,
    protocol::{
        query::Place,
        view::{DistributionFinding, ENOUGH, StandView},
    },
};

/// χ² at 95 % with one degree of freedom.
const CHI2: f64 = 3.841_458_820_694_124;

/// Churned owners first: the picture is mainly about them. Then dormant prospects, then only the numbers.
pub fn finding(before: &StandView, now: &StandView, ways: &Ways) -> DistributionFinding {
    let (owners, prospects) = (now.all_owners(), now.all_prospects());
    if owners.max(prospects) < ENOUGH {
        return DistributionFinding::TooFew;
    }
    if before.all_owners() < ENOUGH && before.all_prospects() < ENOUGH {
        return DistributionFinding::Standing { owners, prospects };
    }
    let net = |place| balance(ways.people(Place::Elsewhere, place), ways.people(place, Place::Elsewhere));
    owners_finding(before, now, net(Place::Lost), ways.people(Place::Outside, Place::Owner))
        .or_else(|| net(Place::Dormant).map(|more| DistributionFinding::Dormant { more }))
        .unwrap_or(DistributionFinding::Steady { owners, prospects })
}

fn owners_finding(before: &StandView, now: &StandView, net: Option<i32>, entered: u32) -> Option<DistributionFinding> {
    let enough = before.all_owners().min(now.all_owners()) >= ENOUGH;
    let more = net.filter(|_| enough)?;
    if more > 0 && more.unsigned_abs() >= entered {
        return Some(DistributionFinding::LostOutgrewNew { more: more.unsigned_abs(), entered });
    }
    let share = |stand: &StandView| wilson(stand.lost(), stand.all_owners());
    let apart = share(before).zip(share(now)).is_some_and(|(was, is)| is.low > was.high || is.high < was.low);
    let counts = |stand: &StandView| (stand.lost(), stand.all_owners());
    Some(match apart {
        true => DistributionFinding::LostShare { before: counts(before), now: counts(now) },
        false => DistributionFinding::Lost { more },
    })
}

/// Those who came less those who left, if the balance is beyond chance: McNemar's test for paired counts, without
/// correction (McNemar 1947, Psychometrika 12:153–157).
fn balance(came: u32, left: u32) -> Option<i32> {
    let (sum, more) = (came + left, came as i32 - left as i32);
    let chi2 = f64::from(more).powi(2) / f64::from(sum.max(1));
    (sum >= ENOUGH && chi2 > CHI2).then_some(more)
}
