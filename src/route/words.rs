//! The words of an address for closed sets of values, each in one table read both ways.

use crate::{
    model::values::AnswerKind,
    protocol::{
        column::Column,
        query::{AnswerPart, Grain, MeasurePart, Place, ProspectPart},
    },
    terms::{
        activity::Activity,
        stage::{Level, Stage},
        touchpoint::SurveyItem,
    },
};

pub type Words<T> = [(T, &'static str)];

pub fn word<T: PartialEq + Copy>(table: &Words<T>, value: T) -> &'static str {
    table.iter().find(|(one, _)| *one == value).map_or("", |(_, word)| word)
}

pub fn value<T: Copy>(table: &Words<T>, word: &str) -> Option<T> {
    table.iter().find(|(_, one)| *one == word).map(|(value, _)| *value)
}

pub const STAGES: &Words<Stage> = &[
    (Stage::Honeymoon, "honeymoon"),
    (Stage::EarlyUse, "early-use"),
    (Stage::Warranty, "warranty"),
    (Stage::OutOfWarranty, "out-of-warranty"),
    (Stage::Repurchase, "repurchase"),
];

pub const ACTIVITIES: &Words<Activity> = &[
    (Activity::Active, "active"),
    (Activity::AtRisk, "at-risk"),
    (Activity::Churned, "churned"),
    (Activity::LongChurned, "long-churned"),
];

pub const LEVELS: &Words<Level> =
    &[(Level::O, "o"), (Level::H, "h"), (Level::A, "a"), (Level::B, "b"), (Level::C, "c")];

pub const PROSPECT_PARTS: &Words<ProspectPart> = &[
    (ProspectPart::All, "all"),
    (ProspectPart::InTime, "in-time"),
    (ProspectPart::Stagnant, "stagnant"),
    (ProspectPart::Dormant, "dormant"),
];

pub const ANSWER_KINDS: &Words<AnswerKind> =
    &[(AnswerKind::Buyer, "buyers"), (AnswerKind::Defeated, "defeated"), (AnswerKind::Service, "service")];

pub const ANSWER_PARTS: &Words<AnswerPart> = &[
    (AnswerPart::All, "all"),
    (AnswerPart::Recommending, "recommending"),
    (AnswerPart::Promoters, "promoters"),
    (AnswerPart::Passives, "passives"),
    (AnswerPart::Detractors, "detractors"),
    (AnswerPart::Low, "low"),
];

pub const GRAINS: &Words<Grain> =
    &[(Grain::Month, "month"), (Grain::Quarter, "quarter"), (Grain::HalfYear, "half-year")];

pub const ITEMS: &Words<SurveyItem> = &[
    (SurveyItem::Online, "online"),
    (SurveyItem::BeforeVisit, "before-visit"),
    (SurveyItem::Reception, "reception"),
    (SurveyItem::Showroom, "showroom"),
    (SurveyItem::TestDrive, "test-drive"),
    (SurveyItem::Deal, "deal"),
    (SurveyItem::Delivery, "delivery"),
    (SurveyItem::Bargaining, "bargaining"),
    (SurveyItem::ServiceQuality, "service-quality"),
    (SurveyItem::Facility, "facility"),
    (SurveyItem::ServiceHandover, "service-handover"),
    (SurveyItem::ServiceAdviser, "service-adviser"),
    (SurveyItem::ServiceStart, "service-start"),
];

pub const MEASURE_PARTS: &Words<MeasurePart> =
    &[(MeasurePart::Numerator, "numerator"), (MeasurePart::Denominator, "denominator"), (MeasurePart::Rest, "rest")];

const PLACES: &Words<Place> = &[
    (Place::Outside, "outside"),
    (Place::Elsewhere, "elsewhere"),
    (Place::Lead, "lead"),
    (Place::Prospect, "prospect"),
    (Place::Dormant, "dormant"),
    (Place::Defeated, "defeated"),
    (Place::Bought, "bought"),
    (Place::Owner, "owner"),
    (Place::Kept, "kept"),
    (Place::Lost, "lost"),
    (Place::Stage(None), "stage.unknown"),
];

/// `defeated`, `activity.at-risk`, `stage.warranty`.
pub fn place_word(place: Place) -> String {
    match place {
        Place::Activity(activity) => format!("activity.{}", word(ACTIVITIES, activity)),
        Place::Stage(Some(stage)) => format!("stage.{}", word(STAGES, stage)),
        place => word(PLACES, place).to_owned(),
    }
}

pub fn place(text: &str) -> Option<Place> {
    let stage = |name| value(STAGES, name).map(|stage| Place::Stage(Some(stage)));
    value(PLACES, text)
        .or_else(|| text.strip_prefix("stage.").and_then(stage))
        .or_else(|| value(ACTIVITIES, text.strip_prefix("activity.")?).map(Place::Activity))
}

pub const COLUMNS: &Words<Column> = &[
    (Column::Name, "name"),
    (Column::State, "state"),
    (Column::StateDay, "state-day"),
    (Column::Now, "now"),
    (Column::Level, "level"),
    (Column::Step, "step"),
    (Column::Channel, "channel"),
    (Column::Model, "model"),
    (Column::Consultant, "consultant"),
    (Column::Created, "created"),
    (Column::Entered, "entered"),
    (Column::Due, "due"),
    (Column::LastActivity, "last-activity"),
    (Column::SilentDays, "silent"),
    (Column::LastSign, "last-sign"),
    (Column::Plate, "plate"),
    (Column::Stage, "stage"),
    (Column::Since, "since"),
    (Column::Mileage, "mileage"),
    (Column::LastService, "last-service"),
    (Column::NextService, "next-service"),
    (Column::WarrantyUntil, "warranty"),
    (Column::InsuredUntil, "insurance"),
    (Column::Adviser, "adviser"),
    (Column::Answered, "answered"),
    (Column::Questionnaire, "questionnaire"),
    (Column::Item, "item"),
    (Column::Index, "index"),
    (Column::Recommend, "recommend"),
    (Column::Verbatim, "verbatim"),
];
