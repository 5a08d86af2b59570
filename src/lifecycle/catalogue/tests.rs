//! What holds for every touchpoint, and the table of what each is read from.

use super::*;
use crate::lifecycle::stage::{NODES, OWNER_STAGES, Role, STEPS, Stage, SubjectKind};
use crate::lifecycle::touchpoint::{Clock, FactKind, Leaks, Opens, Rule, Source, Span, SurveyItem};
use std::collections::BTreeSet;

const PREFIXES: [&str; 19] = [
    "lead",
    "information",
    "shortlist",
    "visit",
    "choice",
    "negotiation",
    "deal",
    "delivery",
    "honeymoon",
    "early_use",
    "service",
    "warranty",
    "out_of_warranty",
    "repurchase",
    "insurance",
    "referral",
    "complaint",
    "win_back",
    "",
];
