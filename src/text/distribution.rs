//! Words of the distribution page.

use super::{Lang, Text, names, text};
use crate::{
    lifecycle::stage::{Level, Stage},
    protocol::{
        query::{Place, ProspectPart},
        view::Activity,
    },
    time::Day,
};

pub const TITLE: Text = text("生命周期分布", "Lifecycle distribution");
pub const OWNERS: Text = text("车主", "Owners");
pub const PROSPECTS: Text = text("潜客", "Prospects");
pub const STAGE_UNKNOWN: Text = text("阶段未知", "Stage unknown");

/// 出保后 · 流失预警
pub fn owners(lang: Lang, stage: Option<Stage>, activity: Option<Activity>) -> String {
    let stage = stage.map_or(text("全部车主", "All owners"), names::stage).get(lang);
    with_activity(lang, stage, activity)
}

fn with_activity(lang: Lang, stage: &str, activity: Option<Activity>) -> String {
    match activity {
        Some(activity) => format!("{stage} · {}", names::activity(activity).get(lang)),
        None => stage.to_owned(),
    }
}

/// A 级潜客 · 滞留
pub fn prospects(lang: Lang, level: Option<Level>, part: ProspectPart) -> String {
    let who = match (lang, level) {
        (Lang::Zh, Some(level)) => format!("{} 级潜客", names::level(level)),
        (Lang::En, Some(level)) => format!("Prospects of level {}", names::level(level)),
        (_, None) => text("全部潜客", "All prospects").get(lang).to_owned(),
    };
    match part {
        ProspectPart::All => who,
        one => format!("{who} · {}", self::part(one).get(lang)),
    }
}

/// Owners whose stage is not known.
pub fn stage_unknown(lang: Lang, activity: Option<Activity>) -> String {
    with_activity(lang, STAGE_UNKNOWN.get(lang), activity)
}

/// What moved between two dates, as the title of its list.
pub fn moved(lang: Lang, from: Place, to: Place, since: Day) -> String {
    let way = way(lang, from, to);
    match lang {
        Lang::Zh => format!("{way}（自 {since}）"),
        Lang::En => format!("{way} (since {since})"),
    }
}

/// A move that has a name by its name, any other by its ends.
pub fn way(lang: Lang, from: Place, to: Place) -> String {
    let name = match (from, to) {
        (Place::Outside, Place::Owner) => text("新车主", "New owners"),
        (Place::Elsewhere, Place::Stage(Some(Stage::OutOfWarranty))) => text("进入出保后", "Came out of warranty"),
        (Place::Kept, Place::Lost) => text("变为流失", "Became churned"),
        (Place::Lost, Place::Kept) => text("流失后回厂", "Came back after churning"),
        (Place::Owner, Place::Outside) => text("车已转手", "Sold the car on"),
        (Place::Outside, Place::Lead) => text("新商机", "New leads"),
        (Place::Elsewhere, Place::Bought) => text("成交交车", "Took delivery"),
        (Place::Elsewhere, Place::Defeated) => text("战败", "Defeated"),
        (Place::Elsewhere, Place::Dormant) => text("进入休眠", "Went dormant"),
        (Place::Dormant, Place::Prospect) => text("休眠后激活", "Revived"),
        (Place::Defeated, Place::Elsewhere) => text("战败后挽回", "Won back after a defeat"),
        (Place::Prospect, Place::Prospect) => text("一直在跟进", "Open then and now"),
        _ => return format!("{} → {}", place(lang, from), place(lang, to)),
    };
    name.get(lang).to_owned()
}

pub fn place(lang: Lang, place: Place) -> String {
    let words = match place {
        Place::Outside => text("不在册", "Not here"),
        Place::Elsewhere => text("别处", "Elsewhere"),
        Place::Lead => text("商机", "Lead"),
        Place::Prospect => text("潜客", "Open"),
        Place::Dormant => text("休眠", "Dormant"),
        Place::Defeated => text("战败", "Defeated"),
        Place::Bought => text("成交", "Bought"),
        Place::Owner => OWNERS,
        Place::Kept => text("活跃或预警", "Active or at risk"),
        Place::Lost => text("流失或流失库", "Churned"),
        Place::Activity(activity) => names::activity(activity),
        Place::Stage(stage) => stage_name(stage),
    };
    words.get(lang).to_owned()
}

pub fn stage_name(stage: Option<Stage>) -> Text {
    stage.map_or(STAGE_UNKNOWN, names::stage)
}

pub const fn part(part: ProspectPart) -> Text {
    match part {
        ProspectPart::All => PROSPECTS,
        ProspectPart::InTime => text("时限内", "In time"),
        ProspectPart::Stagnant => text("滞留", "Standing still"),
        ProspectPart::Dormant => text("休眠", "Dormant"),
    }
}
