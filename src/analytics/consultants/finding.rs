//! Who differs from the colleagues beyond noise: each consultant is compared with all the others together.

use crate::{
    analytics::stats::{above, holm, wilson},
    protocol::view::{ConsultantFinding, ConsultantView, ENOUGH, Proportion},
};

/// One-sided: only a worse share is a finding. Both questions about every consultant fall under one correction, so
/// among teams without differences at most one in forty shows a finding.
const LEVEL: f64 = 0.025;

/// A consultant's share and the colleagues'.
struct Compared<'a> {
    name: &'a str,
    share: Proportion,
    colleagues: Proportion,
    p: f64,
}

/// Who stops following up after day 30 comes before who lets leads stand still; of several, the one farthest above the
/// colleagues. Silence after day 30 is measured over every lead open on that day. Abandonment at day 60 is not used
/// here: its base is the leads still open, so a consultant who closes none would hide behind a large base.
pub fn finding(consultants: &[ConsultantView]) -> ConsultantFinding {
    let silent = compare(consultants, |consultant| consultant.silent_after_day_30);
    let stagnant = compare(consultants, |consultant| consultant.stagnant);
    let p: Vec<f64> = silent.iter().chain(&stagnant).map(|one| one.p).collect();
    let beyond = holm(&p, LEVEL);
    let (first, second) = beyond.split_at(silent.len());
    if let Some(one) = worst(&silent, first) {
        let (name, share, colleagues) = (one.name.to_owned(), one.share, one.colleagues);
        return ConsultantFinding::StopsAfterDay30 { name, share, colleagues };
    }
    if let Some(one) = worst(&stagnant, second) {
        let (name, share, colleagues) = (one.name.to_owned(), one.share, one.colleagues);
        return ConsultantFinding::Stagnant { name, share, colleagues };
    }
    match silent.len().max(stagnant.len()) as u32 {
        0 => ConsultantFinding::TooFew,
        compared => ConsultantFinding::NoDifference { compared },
    }
}

/// Everybody with enough leads whose colleagues have enough leads.
fn compare(consultants: &[ConsultantView], share: fn(&ConsultantView) -> Option<Proportion>) -> Vec<Compared<'_>> {
    let shares: Vec<(&str, Proportion)> =
        consultants.iter().filter_map(|one| Some((one.name.as_str(), share(one)?))).collect();
    let (k, n) = shares.iter().fold((0, 0), |(k, n), (_, share)| (k + share.k, n + share.n));
    let with_colleagues = |(name, share): (_, Proportion)| {
        let colleagues = wilson(k - share.k, n - share.n)?;
        let enough = share.n >= ENOUGH && colleagues.n >= ENOUGH;
        let p = above((share.k, share.n), (colleagues.k, colleagues.n)).filter(|_| enough)?;
        Some(Compared { name, share, colleagues, p })
    };
    shares.into_iter().filter_map(with_colleagues).collect()
}

fn worst<'a>(compared: &'a [Compared<'a>], beyond: &[bool]) -> Option<&'a Compared<'a>> {
    let found = compared.iter().zip(beyond).filter(|(_, beyond)| **beyond).map(|(one, _)| one);
    found.max_by(|a, b| lead(a).total_cmp(&lead(b)))
}

fn lead(compared: &Compared) -> f64 {
    compared.share.share() - compared.colleagues.share()
}
