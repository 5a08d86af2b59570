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

/// 出保后 · 流失预警
pub fn owners(lang: Lang, stage: Option<Stage>, activity: Option<Activity>) -> String {
    let stage = stage.map_or(text("全部车主", "All owners"), names::stage).get(lang);
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
    let part = match part {
        ProspectPart::All => return who,
        ProspectPart::InTime => text("时限内", "in time"),
        ProspectPart::Stagnant => text("滞留", "standing still"),
        ProspectPart::Dormant => text("休眠", "dormant"),
    };
    format!("{who} · {}", part.get(lang))
}

/// What moved between two dates.
pub fn moved(lang: Lang, from: Place, to: Place, since: Day) -> String {
    let (from, to) = (place(lang, from), place(lang, to));
    match lang {
        Lang::Zh => format!("{since} 在“{from}”，现在在“{to}”"),
        Lang::En => format!("At {from} on {since}, at {to} now"),
    }
}

pub fn place(lang: Lang, place: Place) -> String {
    match place {
        Place::Owner(stage, activity) => owners(lang, Some(stage), Some(activity)),
        Place::Outside => text("还不在册或已离册", "Not here").get(lang).to_owned(),
        Place::Prospect => text("潜客", "Prospect").get(lang).to_owned(),
        Place::Dormant => text("休眠", "Dormant").get(lang).to_owned(),
        Place::Defeated => text("战败", "Defeated").get(lang).to_owned(),
        Place::Bought => text("成交", "Bought").get(lang).to_owned(),
    }
}
