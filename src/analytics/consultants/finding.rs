//! Who differs from the colleagues beyond noise: each consultant is compared with all the others together.

use crate::{
    analytics::stats::{above, holm, wilson},
    order::{fine, ordered},
    protocol::view::{ConsultantFinding, ConsultantView, ENOUGH, Proportion},
};

/// One-sided: only a worse share is a finding. All questions about every consultant fall under one correction, so
/// among teams without differences at most one in forty shows a finding.
const LEVEL: f64 = 0.025;

/// A consultant's share and the colleagues'.
struct Compared<'a> {
    name: &'a str,
    share: Proportion,
    colleagues: Proportion,
    p: f64,
}

/// The findings, the first of them the title: who stops following up after day 30 comes before who lets leads stand
/// still, and both before whose leads order less; within each, the one farthest from the colleagues comes first.
/// Silence after day 30 is measured over every lead open on that day. Abandonment at day 60 is not used here: its base
/// is the leads still open, so a consultant who closes none would hide behind a large base.
pub fn findings(consultants: &[ConsultantView]) -> Vec<ConsultantFinding> {
    let not_ordered = |one: &ConsultantView| one.ordered.and_then(|share| wilson(share.n - share.k, share.n));
    let asked: [(Vec<Compared>, Found); 3] = [
        (compare(consultants, |one| one.silent_after_day_30), |one| {
            let (name, share, colleagues) = one.told();
            ConsultantFinding::StopsAfterDay30 { name, share, colleagues }
        }),
        (compare(consultants, |one| one.stagnant), |one| {
            let (name, share, colleagues) = one.told();
            ConsultantFinding::Stagnant { name, share, colleagues }
        }),
        (compare(consultants, not_ordered), |one| {
            let (name, share, colleagues) = one.told();
            let others = |share: Proportion| wilson(share.n - share.k, share.n).unwrap_or(share);
            ConsultantFinding::OrdersLess { name, share: others(share), colleagues: others(colleagues) }
        }),
    ];
    let p: Vec<f64> = asked.iter().flat_map(|(compared, _)| compared).map(|one| one.p).collect();
    let mut beyond = holm(&p, LEVEL).into_iter();
    let mut findings = Vec::new();
    for (compared, found) in &asked {
        let worse = compared.iter().filter(|_| beyond.next() == Some(true)).collect();
        let by_lead = ordered(worse, |one| -fine(one.share.share() - one.colleagues.share()));
        findings.extend(by_lead.into_iter().map(found));
    }
    if findings.is_empty() {
        let compared = asked.iter().map(|(compared, _)| compared.len()).max().unwrap_or(0) as u32;
        let none = ConsultantFinding::NoDifference { compared };
        findings.push(if compared == 0 { ConsultantFinding::TooFew } else { none });
    }
    findings
}

type Found = fn(&Compared) -> ConsultantFinding;

impl Compared<'_> {
    fn told(&self) -> (String, Proportion, Proportion) {
        (self.name.to_owned(), self.share, self.colleagues)
    }
}

/// Everybody with enough leads whose colleagues have enough leads.
fn compare(consultants: &[ConsultantView], share: impl Fn(&ConsultantView) -> Option<Proportion>) -> Vec<Compared<'_>> {
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
