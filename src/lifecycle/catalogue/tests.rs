//! What holds for every touchpoint, and the table of the columns each is read from.

use super::*;
use crate::lifecycle::evidence::{Columns, decidable, touchpoint_lacks};
use crate::model::fields::fields_of;
use crate::model::rows::FILE_KINDS;
use crate::terms::stage::{NODES, OWNER_STAGES, Role, STEPS, Stage, SubjectKind};
use crate::terms::touchpoint::{Clock, FactKind, Leaks, Opens, Rule, Span, SurveyItem};
use std::collections::BTreeSet;

/// Prefixes that name a stage, and the stage.
const STAGE_PREFIXES: [(&str, Stage); 12] = [
    ("information", Stage::Information),
    ("shortlist", Stage::Shortlist),
    ("visit", Stage::Visit),
    ("choice", Stage::Choice),
    ("negotiation", Stage::Negotiation),
    ("deal", Stage::Deal),
    ("delivery", Stage::Delivery),
    ("honeymoon", Stage::Honeymoon),
    ("early_use", Stage::EarlyUse),
    ("warranty", Stage::Warranty),
    ("out_of_warranty", Stage::OutOfWarranty),
    ("repurchase", Stage::Repurchase),
];

/// Prefixes that name a subject matter across stages.
const MATTER_PREFIXES: [&str; 6] = ["lead", "service", "insurance", "referral", "complaint", "win_back"];

const SURVEY_ITEMS: [SurveyItem; 13] = [
    SurveyItem::Online,
    SurveyItem::BeforeVisit,
    SurveyItem::Reception,
    SurveyItem::Showroom,
    SurveyItem::TestDrive,
    SurveyItem::Deal,
    SurveyItem::Delivery,
    SurveyItem::Bargaining,
    SurveyItem::ServiceQuality,
    SurveyItem::Facility,
    SurveyItem::ServiceHandover,
    SurveyItem::ServiceAdviser,
    SurveyItem::ServiceStart,
];

#[test]
fn a_hundred_and_more() {
    assert!(all().len() >= 105, "{}", all().len());
}

#[test]
fn keys_are_unique_snake_case_and_say_where_they_belong() {
    let mut seen = BTreeSet::new();
    for touchpoint in all() {
        let key = touchpoint.key;
        assert!(seen.insert(key), "{key} twice");
        let (prefix, name) = key.split_once('.').expect("a key is prefix.name");
        let snake = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        assert!(snake(prefix) && snake(name), "{key}");
        match STAGE_PREFIXES.iter().find(|(stage_prefix, _)| *stage_prefix == prefix) {
            Some(&(_, stage)) => assert_eq!(touchpoint.stage, stage, "{key}"),
            None => assert!(MATTER_PREFIXES.contains(&prefix), "{key}"),
        }
    }
}

#[test]
fn names_are_short_and_unique_in_both_languages() {
    let (mut zh, mut en) = (BTreeSet::new(), BTreeSet::new());
    for touchpoint in all() {
        let key = touchpoint.key;
        assert!((1..=12).contains(&touchpoint.zh.chars().count()), "{key}: {}", touchpoint.zh);
        assert!((1..=40).contains(&touchpoint.en.chars().count()), "{key}: {}", touchpoint.en);
        assert!(!touchpoint.zh.is_ascii() && touchpoint.en.is_ascii(), "{key}");
        assert!(zh.insert(touchpoint.zh), "{} twice", touchpoint.zh);
        assert!(en.insert(touchpoint.en.to_lowercase()), "{} twice", touchpoint.en);
    }
}

#[test]
fn every_node_has_its_principal() {
    for node in NODES {
        assert_eq!(principal(node).get().node, Some(node));
    }
    assert_eq!(principal(Node::FirstService).get().key, "honeymoon.first_service");
}

#[test]
fn the_funnel_steps_are_in_order() {
    let ids: Vec<_> = STEPS.into_iter().map(funnel).collect();
    assert!(ids.is_sorted());
    for (step, id) in STEPS.into_iter().zip(ids) {
        let touchpoint = id.get();
        assert_eq!(touchpoint.rule, Rule::Funnel(step));
        assert_eq!(touchpoint.subject, SubjectKind::Lead);
        assert_eq!(touchpoint.clock, if step == Step::Delivery { Clock::None } else { Clock::Level });
    }
    let funnels = all().iter().filter(|touchpoint| matches!(touchpoint.rule, Rule::Funnel(_)));
    assert_eq!(funnels.count(), STEPS.len());
}

#[test]
fn each_ownership_stage_has_one_passage() {
    let passages: Vec<_> = all().iter().filter(|touchpoint| matches!(touchpoint.rule, Rule::OwnerStage(_))).collect();
    assert_eq!(passages.iter().map(|touchpoint| touchpoint.stage).collect::<Vec<_>>(), OWNER_STAGES);
    for passage in passages {
        assert_eq!(passage.rule, Rule::OwnerStage(passage.stage));
        assert_eq!(passage.subject, SubjectKind::Ownership);
        assert_eq!(passage.clock, Clock::None);
        assert_eq!(passage.key.split_once('.').map(|(_, name)| name), Some("stage"));
    }
}

#[test]
fn the_first_service_is_as_published() {
    let first_service = by_key("honeymoon.first_service").expect("a principal").get();
    assert_eq!(first_service.clock, Clock::Within(Span::MonthsDays(3, 30)));
    assert_eq!(
        first_service.rule,
        Rule::Answer {
            opens: Opens::On(FactKind::NewCarStart),
            passes: &[FactKind::FirstService],
            leaks: Leaks::After(Span::Churned),
            repeats: false,
        }
    );
}

#[test]
fn every_stage_role_and_subject_is_used() {
    let count = |used: BTreeSet<usize>| used.len();
    assert_eq!(
        count(all().iter().map(|touchpoint| touchpoint.stage as usize).collect()),
        Stage::Repurchase as usize + 1
    );
    assert_eq!(
        count(all().iter().map(|touchpoint| touchpoint.owner as usize).collect()),
        Role::InsuranceSpecialist as usize + 1
    );
    assert_eq!(
        count(all().iter().map(|touchpoint| touchpoint.subject as usize).collect()),
        SubjectKind::Customer as usize + 1
    );
}

#[test]
fn every_survey_item_measures_something() {
    for item in SURVEY_ITEMS {
        assert!(all().iter().any(|touchpoint| touchpoint.measured_by.contains(&item)), "{item:?}");
    }
}

/// A lead's facts never reach an ownership's touchpoint, nor the other way round; a customer sees both.
#[test]
fn rules_use_facts_their_subject_has() {
    for touchpoint in all() {
        let foreign = match touchpoint.subject {
            SubjectKind::Lead => is_owners as fn(FactKind) -> bool,
            SubjectKind::Ownership => is_leads,
            SubjectKind::Customer => continue,
        };
        for fact in facts(&touchpoint.rule) {
            assert!(!foreign(fact), "{} uses {fact:?}", touchpoint.key);
        }
    }
}

/// Only the latest follow-up of a lead is known, so no touchpoint may judge when an earlier one came.
#[test]
fn follow_ups_are_never_timed() {
    for touchpoint in all() {
        if let Rule::Answer { passes, leaks, .. } = touchpoint.rule
            && passes.contains(&FactKind::FollowUp)
        {
            assert_eq!((touchpoint.clock, leaks), (Clock::Level, Leaks::Never), "{}", touchpoint.key);
        }
    }
}

/// Every order is also a service visit at the same moment; that visit must not answer the order itself.
#[test]
fn no_service_order_passes_what_it_opened() {
    use FactKind::*;
    for touchpoint in all() {
        if let Rule::Answer { opens: Opens::On(fact), passes, .. } = touchpoint.rule {
            let order = matches!(fact, FirstService | Maintenance | WarrantyClaim | AccidentRepair | BackAfterChurn);
            assert!(!(order && passes.contains(&ServiceVisit)), "{}", touchpoint.key);
        }
    }
}

#[test]
fn rules_are_well_formed() {
    for touchpoint in all() {
        let key = touchpoint.key;
        match touchpoint.rule {
            Rule::Answer { opens, passes, leaks, repeats } => {
                let (Opens::On(opening) | Opens::After(opening, _)) = opens;
                assert_ne!(opening, FactKind::Marked, "{key}: opened by something real");
                assert!(!passes.is_empty(), "{key}");
                assert!(repeats || !passes.contains(&opening), "{key}: a fact that answers itself recurs");
                if let Leaks::On(facts) = leaks {
                    assert!(!facts.is_empty() && facts.iter().all(|fact| !passes.contains(fact)), "{key}");
                }
            }
            Rule::Sampled { at } => assert_ne!(at, FactKind::Marked, "{key}: belongs to a real moment"),
            Rule::Funnel(_) | Rule::OwnerStage(_) => {}
        }
    }
}

#[test]
fn exports_alone_decide_enough() {
    assert!(all().iter().filter(|touchpoint| decidable(touchpoint)).count() >= 35);
    let answers =
        all().iter().filter(|touchpoint| matches!(touchpoint.rule, Rule::Answer { .. }) && decidable(touchpoint));
    assert!(answers.count() >= 38);
}

/// With every column of every kind, exactly the decidable touchpoints are observed; without files, none.
#[test]
fn decidable_is_observed_without_forms() {
    let mut given = Columns::default();
    FILE_KINDS.iter().for_each(|kind| given.add(*kind, fields_of(*kind).iter().copied()));
    for touchpoint in all() {
        let observed = touchpoint_lacks(touchpoint, &given).is_empty();
        assert_eq!(observed, decidable(touchpoint), "{}", touchpoint.key);
        assert!(!touchpoint_lacks(touchpoint, &Columns::default()).is_empty(), "{}", touchpoint.key);
    }
}

#[test]
fn ids_and_keys_lead_back() {
    for (position, id) in ids().enumerate() {
        assert_eq!(id.index(), position);
        assert_eq!(by_key(id.get().key), Some(id));
        let written = postcard::to_stdvec(&id).expect("a number can be written");
        assert_eq!(postcard::from_bytes::<TouchpointId>(&written), Ok(id));
    }
    assert_eq!(by_key("visit.nowhere"), None);
    assert!(TouchpointId::try_from(u16::MAX).is_err());
}

/// `cargo test --lib coverage -- --nocapture` prints the table: touchpoint → what it is read from.
#[test]
#[allow(clippy::print_stdout)]
fn coverage() {
    for touchpoint in all() {
        let lacks = touchpoint_lacks(touchpoint, &Columns::default());
        assert!(!lacks.is_empty(), "{}", touchpoint.key);
        let by = if decidable(touchpoint) { "imports" } else { "forms" };
        println!("{by:8}{:36}{lacks:?}  {}", touchpoint.key, touchpoint.zh);
    }
    let decided = all().iter().filter(|touchpoint| decidable(touchpoint)).count();
    println!("{} touchpoints, {decided} decided by imports alone", all().len());
}

fn facts(rule: &Rule) -> Vec<FactKind> {
    match *rule {
        Rule::Funnel(_) | Rule::OwnerStage(_) => Vec::new(),
        Rule::Sampled { at } => vec![at],
        Rule::Answer { opens: Opens::On(opening) | Opens::After(opening, _), passes, leaks, .. } => {
            let leaking: &[FactKind] = if let Leaks::On(leaking) = leaks { leaking } else { &[] };
            [&[opening], passes, leaking].concat()
        }
    }
}

fn is_leads(fact: FactKind) -> bool {
    fact < FactKind::OwnershipStart
}

fn is_owners(fact: FactKind) -> bool {
    (FactKind::OwnershipStart..FactKind::Marked).contains(&fact)
}
