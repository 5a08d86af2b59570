//! Words of the distribution page.

use super::{
    Lang, Text, names,
    numbers::{count, one, percent},
    text,
};
use crate::{
    protocol::{
        query::{Place, ProspectPart},
        view::DistributionView,
    },
    terms::{
        activity::Activity,
        stage::{Level, Stage},
    },
    time::Day,
};

pub const TITLE: Text = text("生命周期分布", "Stages of the lifecycle");
pub const OWNERS: Text = text("车主", "Owners");
pub const PROSPECTS: Text = text("潜客", "Prospects");
pub const TIMELINE: Text = text("两年来的分布", "Distribution over two years");
pub const LOST: Text = text("流失", "Churned");
pub const STAGE_UNKNOWN: Text = text("阶段未知", "Stage unknown");

pub const CAPTION: Text =
    text("车主按阶段与活跃度，潜客按意向级别与时限", "Owners by stage and activity, prospects by level and clock");
pub const HINT: Text = text("点任何一段看名单", "any part opens its people");
pub const TIMELINE_CAPTION: Text = text("每月末与截至日各一根", "One bar a month end and one for the latest day");
pub const TIMELINE_HINT: Text = text("点任何一根看当天的名单", "a bar opens its people on its day");
pub const NO_SERVICES: Text = text(
    "没有维修工单：看不出谁多久没来，全部按活跃计。",
    "No service orders: nobody can be told to have stayed away, so all count as active.",
);
pub const NO_FOLLOW_UPS: Text = super::funnel::NO_FOLLOW_UPS;
pub const MOVED: Text = text("客户流向", "Who moved");
pub const MOVED_CAPTION: Text = text(
    "两个日期之间换了位置的客户；点数字看名单",
    "Those whose place changed between the two dates; a number opens its people",
);
pub const SINCE: Text = text("自", "Since");
pub const YEAR_BEFORE: Text = text("一年前", "One year back");
pub const MOVE_TABLES: Text = text("流转明细（行：期初，列：期末）", "From (rows) to (columns)");
pub const FROM: Text = text("从", "From");

pub const HEAD_GROUP: Text = text("组", "Group");
pub const HEAD_DAY: Text = text("日期", "Date");
pub const HEAD_ALL: Text = text("合计", "All");

pub const REPLAY: Text = text("回放日期", "Replay date");
pub const PLAY: Text = text("逐月播放", "Play month by month");
pub const PAUSE: Text = text("暂停", "Pause");

pub const METHOD: &[Text] = &[
    text(
        "车主：客户 × 车辆，从交车到转手。阶段按交车以来的整月数：蜜月期 0–3，使用早期 3–12，保修中后期 12–36，出保后 36–60，再购期 60 以上或超过 10 万公里。",
        "Owners: customer × vehicle, from delivery until it is sold on. Stages by whole months since delivery: 0–3, 3–12, 12–36, 36–60, 60 and more or above 100 000 km.",
    ),
    text(
        "活跃度：距最近一次到厂（工单；没有则距交车）的整月数，联系、续保、回访都不算。预警 6、流失 12、流失库 24；纯电为 15、24、36。",
        "Activity: whole months since the last service order, else since delivery; contacts, policies and surveys do not count. At risk 6, churned 12, long churned 24; battery-electric 15, 24, 36.",
    ),
    text(
        "潜客：未成交也未战败的线索。超时 90 天内：超过该级别的时限还没有推进；休眠：超时 90 天以上。两者合起来就是地图、漏斗和指标里的滞留。",
        "Prospects: leads neither delivered nor defeated. Up to 90 days late: past the clock of their level; dormant: by more than 90 days. Both together are those who stand still on the map, the funnel and the scorecard.",
    ),
    text(
        "截至某日只看那天及以前发生的事；意向级别、车主身份取最新记录。",
        "As of a day, only what had happened by it counts; levels and who owns a car are the latest on record.",
    ),
    text(
        "标题里的变化超出偶然（McNemar 检验，95%），占比变化看 Wilson 区间是否分开。",
        "A change in a title is beyond chance (McNemar's test, 95%); a share has changed where Wilson intervals are apart.",
    ),
];

pub fn subtitle(lang: Lang, view: &DistributionView) -> String {
    let (owners, prospects) = (view.now.all_owners(), view.now.all_prospects());
    match lang {
        Lang::Zh => format!("{} 台车 · {} 条潜客", count(owners), count(prospects)),
        Lang::En => format!(
            "{} {} · {} {}",
            count(owners),
            one(owners, "car", "cars"),
            count(prospects),
            one(prospects, "prospect", "prospects")
        ),
    }
}

/// Where everybody stands, as the title of the picture.
pub fn standing(lang: Lang, view: &DistributionView) -> String {
    let (now, owners) = (&view.now, view.now.all_owners());
    if !view.has_services && owners > 0 {
        return subtitle(lang, view);
    }
    if owners == 0 {
        let open = now.all_prospects();
        let still = open - now.parts()[0];
        return match lang {
            Lang::Zh => format!("{} 条潜客里，{} 条超过跟进时限", count(open), count(still)),
            Lang::En => format!("Of {} prospects, {} are past their clock", count(open), count(still)),
        };
    }
    let share = percent(f64::from(now.lost()) / f64::from(owners));
    match lang {
        Lang::Zh => format!("{} 台车里，{} 台已流失（{share}）", count(owners), count(now.lost())),
        Lang::En => format!("Of {} cars, {} are churned ({share})", count(owners), count(now.lost())),
    }
}

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

/// Owners with an unknown stage.
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

/// A named move by its name, any other by its two ends.
pub fn way(lang: Lang, from: Place, to: Place) -> String {
    let name = match (from, to) {
        (Place::Outside, Place::Owner) => text("新车主", "New owners"),
        (Place::Elsewhere, Place::Stage(Some(Stage::OutOfWarranty))) => text("进入出保后", "Came out of warranty"),
        (Place::Kept, Place::Lost) => text("变为流失", "Became churned"),
        (Place::Lost, Place::Kept) => text("流失后回厂", "Came back after churning"),
        (Place::Owner, Place::Outside) => text("车已转手", "Sold the car on"),
        (Place::Outside, Place::Lead) => text("新线索", "New leads"),
        (Place::Elsewhere, Place::Bought) => text("成交交车", "Took delivery"),
        (Place::Elsewhere, Place::Defeated) => text("战败", "Defeated"),
        (Place::Elsewhere, Place::Dormant) => text("进入休眠", "Went dormant"),
        (Place::Dormant, Place::Prospect) => text("休眠后激活", "Revived"),
        (Place::Defeated, Place::Elsewhere) => text("战败后挽回", "Won back after a defeat"),
        (Place::Prospect, Place::Prospect) => text("期初期末都未结束", "Open then and now"),
        _ => return format!("{} → {}", place(from).get(lang), place(to).get(lang)),
    };
    name.get(lang).to_owned()
}

pub fn place(place: Place) -> Text {
    match place {
        Place::Outside => text("新进或无记录", "New or not on record"),
        Place::Elsewhere => text("别处", "Elsewhere"),
        Place::Lead => text("线索", "Lead"),
        Place::Prospect => text("潜客", "Open"),
        Place::Dormant => text("休眠", "Dormant"),
        Place::Defeated => text("战败", "Defeated"),
        Place::Bought => text("成交", "Bought"),
        Place::Owner => OWNERS,
        Place::Kept => text("活跃或预警", "Active or at risk"),
        Place::Lost => text("流失或流失库", "Churned"),
        Place::Activity(activity) => names::activity(activity),
        Place::Stage(stage) => stage_name(stage),
    }
}

pub fn stage_name(stage: Option<Stage>) -> Text {
    stage.map_or(STAGE_UNKNOWN, names::stage)
}

pub const fn level_name(level: Level) -> Text {
    match level {
        Level::O => text("O 级", "Level O"),
        Level::H => text("H 级", "Level H"),
        Level::A => text("A 级", "Level A"),
        Level::B => text("B 级", "Level B"),
        Level::C => text("C 级", "Level C"),
    }
}

pub const fn part(part: ProspectPart) -> Text {
    match part {
        ProspectPart::All => PROSPECTS,
        ProspectPart::InTime => text("未超时", "In time"),
        // Not 滞留, which includes the dormant everywhere.
        ProspectPart::Stagnant => text("超时 90 天内", "Up to 90 days late"),
        ProspectPart::Dormant => text("休眠", "Dormant"),
    }
}
