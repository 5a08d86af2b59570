//! Where somebody stands, in a word or two: tags in lists, ends of episodes, values of facts.

use super::{
    Lang, Text, follow_ups, names,
    numbers::{count, one, yuan},
    reasons, text,
};
use crate::{
    model::values::{AnswerKind, Gender, PolicyKind, ServiceKind},
    protocol::view::{EndView, PersonState, ValueView},
    terms::activity::Sign,
    time::Day,
};

/// The tone of a tag; the page chooses its colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Pass,
    Leak,
    Still,
    Plain,
}

pub fn person(lang: Lang, state: &PersonState) -> (Tone, String) {
    let words = |zh: String, en: String| match lang {
        Lang::Zh => zh,
        Lang::En => en,
    };
    match state {
        PersonState::InTime => (Tone::Pass, words("未超时".into(), "In time".into())),
        PersonState::Late(days) => (Tone::Still, late(lang, *days)),
        PersonState::Dormant(days) => (Tone::Still, words(format!("休眠 {days} 天"), format!("Dormant {days} d"))),
        PersonState::Passed(at) => (Tone::Pass, words(format!("{} 通过", at.day()), format!("Passed {}", at.day()))),
        PersonState::Leaked(_, reason) => (Tone::Leak, with_reason(words("流失".into(), "Left".into()), lang, reason)),
        PersonState::Recovered(at) => {
            (Tone::Pass, words(format!("{} 挽回", at.day()), format!("Came back {}", at.day())))
        }
        PersonState::Bypassed(_) => (Tone::Plain, words("未经此步".into(), "Not recorded".into())),
        PersonState::Defeated(_, reason) => {
            (Tone::Leak, with_reason(words("战败".into(), "Defeated".into()), lang, reason))
        }
        PersonState::Delivered(at) => {
            (Tone::Pass, words(format!("{} 交车", at.day()), format!("Delivered {}", at.day())))
        }
        PersonState::Owner { stage, activity } => {
            let (stage, activity_words) = (names::stage(*stage).get(lang), names::activity(*activity).get(lang));
            (activity_tone(*activity), format!("{stage} · {activity_words}"))
        }
        PersonState::Known => (Tone::Plain, words("有记录".into(), "Known".into())),
    }
}

pub fn activity_tone(activity: crate::terms::activity::Activity) -> Tone {
    use crate::terms::activity::Activity::*;
    match activity {
        Active => Tone::Pass,
        AtRisk => Tone::Still,
        Churned | LongChurned => Tone::Leak,
    }
}

pub fn late(lang: Lang, days: i32) -> String {
    match (lang, days) {
        (Lang::Zh, ..=0) => "当天超时".into(),
        (Lang::En, ..=0) => "Late today".into(),
        (Lang::Zh, days) => format!("超时 {days} 天"),
        (Lang::En, days) => format!("{days} d late"),
    }
}

fn with_reason(word: String, lang: Lang, reason: &str) -> String {
    match (lang, reason.trim()) {
        (_, "") => word,
        (_, reason) => format!("{word} · {}", reasons::reason(lang, reason)),
    }
}

pub fn end(lang: Lang, end: &EndView) -> (Tone, String) {
    let pick = |words: Text| words.get(lang).to_owned();
    match end {
        EndView::InTime => (Tone::Plain, pick(text("进行中", "Open, in time"))),
        EndView::Stagnant => (Tone::Still, pick(text("滞留", "Standing still"))),
        EndView::Passed { late: false, .. } => (Tone::Pass, pick(text("通过", "Passed"))),
        EndView::Passed { late: true, .. } => (Tone::Pass, pick(text("超时完成", "Passed late"))),
        EndView::Leaked { recovered: true, reason, .. } => {
            (Tone::Leak, with_reason(pick(text("流失后挽回", "Left, came back")), lang, reason))
        }
        EndView::Leaked { reason, .. } => (Tone::Leak, with_reason(pick(text("流失", "Left")), lang, reason)),
        EndView::Bypassed(_) => (Tone::Plain, pick(text("未经此步", "Not recorded"))),
        EndView::Moot(_) => (Tone::Plain, pick(text("已终止", "No longer applies"))),
    }
}

pub fn value(lang: Lang, value: &ValueView) -> String {
    let pick = |words: Text| words.get(lang).to_owned();
    match value {
        ValueView::Text(text) => text.clone(),
        ValueView::Moment(at) => at.to_string(),
        ValueView::Day(day) => day.to_string(),
        ValueView::Count(n) => count(*n),
        ValueView::Fen(fen) => yuan(*fen),
        ValueView::Flag(true) => pick(text("是", "Yes")),
        ValueView::Flag(false) => pick(text("否", "No")),
        ValueView::Level(level) => names::level(*level).to_owned(),
        ValueView::Gender(one) => pick(gender(*one)),
        ValueView::Service(kind) => service(lang, kind),
        ValueView::Policy(kind) => pick(policy(*kind)),
        ValueView::Answer(AnswerKind::Buyer) => pick(text("购车", "Buyer")),
        ValueView::Answer(AnswerKind::Defeated) => pick(text("战败", "Defeated")),
        ValueView::Answer(AnswerKind::Service) => pick(text("售后", "After-sales")),
        ValueView::Way(way) => pick(follow_ups::way(*way)),
        ValueView::Outcome(outcome) => pick(follow_ups::outcome(*outcome)),
        ValueView::Step(step) => pick(names::step(*step)),
        ValueView::Named(zh, en) => (if lang == Lang::Zh { zh } else { en }).clone(),
        ValueView::Unknown => pick(text("未知", "Unknown")),
    }
}

pub const fn policy(kind: PolicyKind) -> Text {
    match kind {
        PolicyKind::Compulsory => text("交强险", "Compulsory"),
        PolicyKind::Commercial => text("商业险", "Commercial"),
    }
}

pub const fn gender(gender: Gender) -> Text {
    match gender {
        Gender::Female => text("女", "Female"),
        Gender::Male => text("男", "Male"),
    }
}

fn service(lang: Lang, kind: &ServiceKind) -> String {
    let words = match kind {
        ServiceKind::First => text("首保", "First service"),
        ServiceKind::Maintenance => text("一般保养", "Maintenance"),
        ServiceKind::Warranty => text("索赔", "Warranty claim"),
        ServiceKind::Accident => text("事故", "Accident"),
        ServiceKind::Other(name) => return name.clone(),
    };
    words.get(lang).to_owned()
}

/// The kind of somebody's last activity.
pub const fn sign(sign: Sign) -> Text {
    match sign {
        Sign::Lead => text("线索", "lead"),
        Sign::Answer => text("回访", "survey"),
        Sign::Policy => text("投保", "policy"),
        Sign::Contact => text("联系", "contact"),
        Sign::Order => text("下订", "order"),
        Sign::Delivery => text("交车", "delivery"),
        Sign::Showroom => text("到店", "visit"),
        Sign::Workshop => text("到厂", "service"),
    }
}

/// 最近到厂 2026-05-03
pub fn last(lang: Lang, day: Day, sign: Sign) -> String {
    let what = self::sign(sign).get(lang);
    match lang {
        Lang::Zh => format!("最近{what} {day}"),
        Lang::En => format!("Last {what} {day}"),
    }
}

/// 12 天
pub fn days(lang: Lang, days: i32) -> String {
    let n = count(days.unsigned_abs());
    match lang {
        Lang::Zh => format!("{n} 天"),
        Lang::En => format!("{n} {}", one(days.unsigned_abs(), "day", "days")),
    }
}
