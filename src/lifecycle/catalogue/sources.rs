//! What each touchpoint is read from: which exports, forms or audits tell a kind of fact.
//! Not which columns a file must have: that is the mapping in `exchange`.

use crate::lifecycle::stage::Step;
use crate::lifecycle::touchpoint::{FactKind, Opens, Rule, Source, Touchpoint};

/// The sources a touchpoint needs: one of `opens` and one of `passes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub opens: &'static [Source],
    /// Alternatives for each passing fact; any fact of the list passes. Empty: nothing has to be read to pass it.
    pub passes: &'static [FactKind],
}

impl Reading {
    /// Whether a store with these sources can observe the touchpoint at all.
    pub fn observed_with(&self, has: impl Fn(Source) -> bool) -> bool {
        let any = |sources: &[Source]| sources.iter().any(|&source| has(source));
        any(self.opens) && (self.passes.is_empty() || self.passes.iter().any(|&fact| any(sources(fact))))
    }
}

pub fn reading(touchpoint: &Touchpoint) -> Reading {
    Reading { opens: sources(opening(&touchpoint.rule)), passes: passing(&touchpoint.rule) }
}

/// Whether the store's exports alone decide it: no form, audit or call log is needed to open it or to pass it.
pub fn decidable(touchpoint: &Touchpoint) -> bool {
    let imported = |fact| sources(fact).iter().any(|source| !matches!(source, Source::Form | Source::Audit));
    imported(opening(&touchpoint.rule)) && passing(&touchpoint.rule).iter().all(|&fact| imported(fact))
}

/// Where a fact may come from; any one of the list suffices.
pub fn sources(fact: FactKind) -> &'static [Source] {
    use FactKind::*;
    match fact {
        LeadCreated | LeadAssigned | FirstContact | FollowUp | WechatAdded | TestDrive | Quote | Order => {
            &[Source::Leads]
        }
        Defeat | DefeatReasonNoted | CompetitorNoted => &[Source::Leads],
        LevelRated | ModelNoted | BudgetNoted | PhoneKept | Visit | BackAfterDefeat => &[Source::Leads, Source::Visits],
        VisitAgain | WalkIn | FocusNoted => &[Source::Visits],
        Delivered => &[Source::Sales, Source::Leads],
        BuyerAnswer | DefeatAnswer | ServiceAnswer => &[Source::Answers],
        OwnershipStart | CardOpened | SecondHandStart => &[Source::Sales, Source::Cards],
        Invoice | NextCar => &[Source::Sales],
        FirstService | Maintenance | SecondService | WarrantyClaim | AccidentRepair | ServiceVisit => {
            &[Source::Services]
        }
        BackAfterChurn | TurnedAtRisk | TurnedChurned | TurnedLongChurned => &[Source::Services],
        MileageOver60k | MileageOver100k => &[Source::Services, Source::Cards],
        CommercialPolicyDue | CompulsoryPolicyDue => &[Source::Insurance],
        CommercialRenewedHere | CompulsoryRenewedHere => &[Source::Insurance],
        CommercialRenewedElsewhere | CompulsoryRenewedElsewhere => &[Source::Insurance],
        NewLeadOfOwner => &[Source::Leads],
        Marked => &[Source::Form, Source::Audit],
        Complaint | Referral => &[Source::Form],
    }
}

/// The fact a funnel step is recorded by, in the order of the steps.
const STEP_FACTS: [FactKind; 7] = [
    FactKind::LeadCreated,
    FactKind::FirstContact,
    FactKind::Visit,
    FactKind::TestDrive,
    FactKind::Quote,
    FactKind::Order,
    FactKind::Delivered,
];

fn opening(rule: &Rule) -> FactKind {
    match *rule {
        Rule::Funnel(step) => STEP_FACTS[step.index()],
        Rule::OwnerStage(_) => FactKind::OwnershipStart,
        Rule::Answer { opens: Opens::On(fact) | Opens::After(fact, _), .. } => fact,
        Rule::Sampled { .. } => FactKind::Marked,
    }
}

/// Where a record of its own is among the passing facts, only that one counts: the others merely spare it.
fn passing(rule: &Rule) -> &'static [FactKind] {
    match *rule {
        Rule::Funnel(Step::Delivery) => &[],
        Rule::Funnel(step) => &STEP_FACTS[step.index() + 1..],
        // Time and mileage pass a stage; without service orders nobody knows who left in it.
        Rule::OwnerStage(_) => &[FactKind::ServiceVisit],
        Rule::Answer { passes, .. } if passes.contains(&FactKind::Marked) => &[FactKind::Marked],
        Rule::Answer { passes, .. } => passes,
        Rule::Sampled { .. } => &[FactKind::Marked],
    }
}
