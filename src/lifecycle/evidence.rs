//! What the imported files can tell: the columns each fact is read from, and the touchpoints the store observes.
//! A touchpoint without evidence is not observed: no episodes, no leaks, only an outline that names the missing
//! columns.

use super::catalogue::{self, TouchpointId};
use crate::model::fields::Field;
use crate::terms::{
    stage::Step,
    touchpoint::{FactKind, Opens, Rule, Touchpoint},
};
use crate::time::Day;
use crate::{
    model::rows::Kind,
    protocol::view::{Lack, Never},
};
use std::collections::{BTreeMap, BTreeSet};

/// The columns the store's files have, by kind.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Columns {
    given: BTreeSet<(Kind, Field)>,
    kinds: BTreeSet<Kind>,
    /// The column is there, but has no value in any row.
    empty: BTreeSet<(Kind, Field)>,
    never: BTreeSet<Never>,
    /// The day of the first record of a touchpoint, by the touchpoint's key.
    marked: BTreeMap<&'static str, Day>,
}

impl Columns {
    pub fn add(&mut self, kind: Kind, fields: impl IntoIterator<Item = Field>) {
        self.kinds.insert(kind);
        self.given.extend(fields.into_iter().map(|field| (kind, field)));
    }

    pub fn has(&self, kind: Kind, field: Field) -> bool {
        self.given.contains(&(kind, field))
    }

    pub fn has_kind(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// What is missing to know a column; `None` if nothing is.
    pub fn lack(&self, kind: Kind, field: Field) -> Option<Lack> {
        match (self.has_kind(kind), self.has(kind, field)) {
            (_, true) => None,
            (true, false) if self.empty.contains(&(kind, field)) => Some(Lack::Empty(kind, field)),
            (true, false) => Some(Lack::Column(kind, field)),
            (false, false) => Some(Lack::File(kind)),
        }
    }

    /// Marks a column as empty: a column without a value tells as little as a missing one.
    pub fn leave_empty(&mut self, kind: Kind, field: Field) {
        self.given.remove(&(kind, field));
        self.empty.insert((kind, field));
    }

    pub fn never_say(&mut self, never: Never) {
        self.never.insert(never);
    }

    /// Takes in a record that names a touchpoint. Records of a funnel step are steps of some leads: they do not show who else
    /// made it, and the funnel counts every lead. A passage through a stage is read from service orders.
    pub fn mark(&mut self, touchpoint: &Touchpoint, day: Day) {
        if matches!(touchpoint.rule, Rule::Answer { .. } | Rule::Sampled { .. }) {
            self.marked.entry(touchpoint.key).and_modify(|first| *first = day.min(*first)).or_insert(day);
        }
    }

    /// The day of the touchpoint's first record.
    pub fn marked_from(&self, touchpoint: &Touchpoint) -> Option<Day> {
        self.marked.get(touchpoint.key).copied()
    }

    pub fn says(&self, never: Never) -> Option<Lack> {
        self.never.contains(&never).then_some(Lack::Never(never))
    }
}

/// The columns a fact can be read from; any one is enough. Empty: no import tells it.
pub fn columns(fact: FactKind) -> &'static [(Kind, Field)] {
    use FactKind::*;
    use Kind::*;
    match fact {
        LeadCreated => &[(Leads, Field::LeadCreated), (Visits, Field::VisitAt)],
        LeadAssigned => &[(Leads, Field::LeadAssigned)],
        FirstContact => &[(Leads, Field::FirstContact)],
        FollowUp => &[(Leads, Field::LastFollow)],
        WechatAdded => &[(Leads, Field::Wechat), (Leads, Field::WechatAt)],
        LevelRated => &[(Leads, Field::Level), (Visits, Field::Level)],
        ModelNoted => &[(Leads, Field::Model), (Visits, Field::Model)],
        BudgetNoted => &[(Leads, Field::Budget), (Visits, Field::Budget)],
        FocusNoted => &[(Leads, Field::Focus), (Visits, Field::Focus)],
        PhoneKept => &[(Leads, Field::Phone), (Visits, Field::Phone)],
        Visit => &[(Leads, Field::FirstVisit), (Visits, Field::VisitAt)],
        VisitAgain | WalkIn => &[(Visits, Field::VisitAt)],
        TestDrive => &[(Leads, Field::TestDriveAt), (Drives, Field::TestDriveAt)],
        TestDriveFeedback => &[(Drives, Field::DriveFeedback), (Drives, Field::DriveScore)],
        Quote => &[(Leads, Field::QuoteAt)],
        Order => &[(Leads, Field::OrderAt)],
        Delivered => &[(Leads, Field::DealAt), (Sales, Field::DeliveredOn)],
        Defeat | BackAfterDefeat => &[(Leads, Field::DefeatAt)],
        DefeatReasonNoted => &[(Leads, Field::DefeatReason)],
        CompetitorNoted => &[(Leads, Field::Competitor)],
        BuyerAnswer | DefeatAnswer | ServiceAnswer => &[(Answers, Field::AnsweredOn)],
        NewCarStart => &[(Sales, Field::DeliveredOn), (Sales, Field::BoughtOn), (Sales, Field::InvoicedOn)],
        OwnershipStart => &[
            (Sales, Field::DeliveredOn),
            (Sales, Field::BoughtOn),
            (Sales, Field::InvoicedOn),
            (Cards, Field::BoughtOn),
        ],
        Invoice => &[(Sales, Field::InvoicedOn)],
        CardOpened => &[(Cards, Field::Vin)],
        FirstService | Maintenance | SecondService | WarrantyClaim | AccidentRepair => {
            &[(Services, Field::ServiceKind)]
        }
        ServiceVisit | TurnedAtRisk | TurnedChurned | TurnedLongChurned | BackAfterChurn => {
            &[(Services, Field::ServiceAt)]
        }
        MileageOver60k | MileageOver100k => &[(Services, Field::Mileage)],
        CommercialPolicyDue | CompulsoryPolicyDue => &[(Insurance, Field::ExpiresOn)],
        CommercialRenewedHere | CompulsoryRenewedHere | CommercialRenewedElsewhere | CompulsoryRenewedElsewhere => {
            &[(Insurance, Field::RenewedHere)]
        }
        NewLeadOfOwner => &[(Leads, Field::LeadCreated)],
        NextCar | SecondHandStart => &[(Sales, Field::DeliveredOn)],
        Marked | Complaint | Referral => &[],
    }
}

/// What is missing to know a fact; empty if nothing is.
pub fn lacks(fact: FactKind, given: &Columns) -> Vec<Lack> {
    let alternatives = columns(fact);
    if alternatives.is_empty() {
        return vec![Lack::FormOrAudit];
    }
    let lacks: Vec<Lack> = alternatives.iter().filter_map(|&(kind, field)| given.lack(kind, field)).collect();
    if lacks.len() < alternatives.len() {
        return Vec::new();
    }
    // If several are missing, name a column of a file that is already there: it is easier to add than a whole file.
    let column = lacks.iter().find(|lack| !matches!(lack, Lack::File(_)));
    vec![column.unwrap_or(&lacks[0]).clone()]
}

/// Why a fact is never seen although its columns are there: no row of the store records it.
pub fn unseen(fact: FactKind, given: &Columns) -> Option<Lack> {
    given.says(match fact {
        FactKind::VisitAgain => Never::VisitTwice,
        FactKind::FirstService => Never::FirstService,
        FactKind::SecondService => Never::Maintenance,
        _ => return None,
    })
}

/// What is missing to observe a funnel step.
pub fn step_lacks(step: Step, given: &Columns) -> Vec<Lack> {
    touchpoint_lacks(catalogue::funnel(step).get(), given)
}

/// The columns a funnel step can be read from.
pub fn step_columns(step: Step) -> &'static [(Kind, Field)] {
    columns(step_fact(step))
}

fn step_fact(step: Step) -> FactKind {
    match step {
        Step::Lead => FactKind::LeadCreated,
        Step::FirstResponse => FactKind::FirstContact,
        Step::Visit => FactKind::Visit,
        Step::TestDrive => FactKind::TestDrive,
        Step::Quote => FactKind::Quote,
        Step::Order => FactKind::Order,
        Step::Delivery => FactKind::Delivered,
    }
}

/// What is missing to observe a touchpoint; empty if files show it or a record names it.
pub fn touchpoint_lacks(touchpoint: &Touchpoint, given: &Columns) -> Vec<Lack> {
    match given.marked_from(touchpoint) {
        Some(_) => Vec::new(),
        None => file_lacks(touchpoint, given),
    }
}

/// What is missing for files to show a touchpoint: both its opening and its passing must be known.
fn file_lacks(touchpoint: &Touchpoint, given: &Columns) -> Vec<Lack> {
    let needed = needed(&touchpoint.rule);
    let mut all: Vec<Lack> = needed.iter().flat_map(|fact| lacks(*fact, given)).collect();
    // With several ways to pass, one that is never recorded does not matter; with only one, it does.
    if let Rule::Answer { passes: [pass], .. } = touchpoint.rule {
        all.extend(unseen(*pass, given));
    }
    all.sort();
    all.dedup();
    all
}

/// Whether imports alone can decide it: nothing that opens or passes it needs a form, an audit or a call log.
pub fn decidable(touchpoint: &Touchpoint) -> bool {
    needed(&touchpoint.rule).iter().all(|fact| !columns(*fact).is_empty())
}

/// The facts that must be known for a touchpoint to be observed. If `Marked` can pass it, the other facts only make a
/// mark unnecessary: without marks nobody can tell who was left out, so `Marked` is needed too.
fn needed(rule: &Rule) -> Vec<FactKind> {
    match *rule {
        // A delivery belongs to the funnel only if leads are known.
        Rule::Funnel(Step::Delivery) => vec![FactKind::LeadCreated, FactKind::Delivered],
        Rule::Funnel(step) => vec![step_fact(step)],
        // Time and mileage pass a stage; only service orders show who left during it.
        Rule::OwnerStage(_) => vec![FactKind::OwnershipStart, FactKind::ServiceVisit],
        Rule::Answer { opens: Opens::On(kind) | Opens::After(kind, _), passes, .. } => {
            std::iter::once(kind).chain(passes.iter().copied()).collect()
        }
        Rule::Sampled { .. } => vec![FactKind::Marked],
    }
}

/// How far back the store observes a touchpoint.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Since {
    /// Files show it, as far back as they go.
    Files,
    /// Only records show it. Before the first one nobody looked, so what was open then is unknown and not left undone.
    Mark(Day),
}

/// Which touchpoints of the catalogue the store observes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Observed {
    touchpoints: Vec<Option<Since>>,
}

impl Observed {
    pub fn new(given: &Columns) -> Self {
        Self { touchpoints: catalogue::ids().map(|id| since(id.get(), given)).collect() }
    }

    pub fn touchpoint(&self, id: TouchpointId) -> bool {
        self.since(id).is_some()
    }

    /// `None` if the touchpoint is not observed.
    pub fn since(&self, id: TouchpointId) -> Option<Since> {
        self.touchpoints.get(id.index()).copied().flatten()
    }
}

fn since(touchpoint: &Touchpoint, given: &Columns) -> Option<Since> {
    match file_lacks(touchpoint, given).is_empty() {
        true => Some(Since::Files),
        false => given.marked_from(touchpoint).map(Since::Mark),
    }
}
