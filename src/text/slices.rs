//! Words of the slices: what a picture is narrowed to.

use super::{Lang, Text, mask::masked, text};
use crate::protocol::query::Scope;
use std::borrow::Cow;

pub const CHANNEL: Text = text("渠道", "Channel");
pub const MODEL: Text = text("车型", "Model");
pub const CONSULTANT: Text = text("销售顾问", "Sales consultant");
pub const ADVISER: Text = text("服务顾问", "Service adviser");
pub const ALL_CHANNELS: Text = text("全部渠道", "All channels");
pub const ALL_MODELS: Text = text("全部车型", "All models");
pub const ALL_CONSULTANTS: Text = text("全部销售顾问", "All sales consultants");
pub const ALL_ADVISERS: Text = text("全部服务顾问", "All service advisers");
/// What a slice by adviser contains, above pictures of leads and owners together.
pub const OF_ADVISER: Text = text(
    "服务顾问名下的车主：以截至日前最近一张工单为准，还没来过的看保养档案。线索没有服务顾问，第一次进厂前也没有，所以购买前和首保不显示。",
    "Owners of one service adviser: by the last order up to the as-of date, before the first order by the car's card. Leads have none, nor have cars before they first come in, so the way before the purchase and the first service are not shown.",
);
pub const LEADS_HAVE_NONE: Text = text("线索没有服务顾问。", "Leads have no service adviser.");
/// For pages that show only leads.
pub const NO_ADVISER: Text =
    text("漏斗看的是线索，线索没有服务顾问。", "The funnel is made of leads, and leads have no service adviser.");
pub const WITHOUT_ADVISER: Text = text("不分服务顾问，看全店漏斗", "Show the funnel of the whole store");
pub const UNNAMED: Text = text("未填", "Not given");
pub const RESET: Text = text("看全部", "Show all");

/// A caption with the slice's name, so that a printed or saved picture says what it shows.
pub fn named(lang: Lang, caption: impl Into<String>, scope: &Scope) -> String {
    let caption = caption.into();
    match phrase(lang, scope) {
        Some(slice) if caption.is_empty() => slice,
        Some(slice) => format!("{slice} · {caption}"),
        None => caption,
    }
}

/// The chosen values, each with the name of its kind.
fn chosen(scope: &Scope) -> impl Iterator<Item = (Text, &str)> {
    let slices =
        [(CHANNEL, &scope.channel), (MODEL, &scope.model), (CONSULTANT, &scope.consultant), (ADVISER, &scope.adviser)];
    slices.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)))
}

/// 懂车圈 何俊: for a file's name; for "not given", the kind's name.
pub fn values(lang: Lang, scope: &Scope) -> Vec<String> {
    let value = |(name, value): (Text, &str)| match value {
        "" => one(lang, name, value),
        _ => word(lang, value).into_owned(),
    };
    chosen(scope).map(value).collect()
}

/// 只看：渠道 懂车圈，顾问 何俊. `None`: everybody.
pub fn phrase(lang: Lang, scope: &Scope) -> Option<String> {
    let words: Vec<String> = chosen(scope).map(|(name, value)| one(lang, name, value)).collect();
    (!words.is_empty()).then(|| match lang {
        Lang::Zh => format!("只看：{}", words.join("，")),
        Lang::En => format!("Only {}", words.join(", ")),
    })
}

/// What pressing a chip does.
pub fn without(lang: Lang, name: Text, value: &str) -> String {
    match lang {
        Lang::Zh => format!("去掉{}：{value}", name.zh),
        Lang::En => format!("Remove {}: {value}", name.en.to_ascii_lowercase()),
    }
}

/// The store's own word; or the program's, if the program set the name itself. A telephone number in it is masked; the
/// real name stays only in the scope.
pub fn word(lang: Lang, value: &str) -> Cow<'_, str> {
    match (value, lang) {
        ("", _) => UNNAMED.get(lang).into(),
        (_, Lang::En) => {
            CHANNELS.iter().find(|(zh, _)| *zh == value).map_or_else(|| masked(value), |(_, en)| (*en).into())
        }
        _ => masked(value),
    }
}

/// Usual channel names for English readers. The first one is the program's own (`book::WALK_IN`), for a visit without a
/// lead.
const CHANNELS: [(&str, &str); 12] = [
    ("自然到店", "Walk-in"),
    ("老客户转介绍", "Owner referral"),
    ("转介绍", "Referral"),
    ("老客户再购", "Returning owner"),
    ("来电咨询", "Phone enquiry"),
    ("车展外拓", "Motor shows"),
    ("车展", "Motor show"),
    ("垂直网站", "Car portals"),
    ("短视频直播", "Short video and live"),
    ("抖音", "Douyin"),
    ("厂家官网", "Maker's website"),
    ("公众号", "WeChat account"),
];

fn one(lang: Lang, name: Text, value: &str) -> String {
    let value = word(lang, value);
    match lang {
        Lang::Zh => format!("{} {value}", name.zh),
        Lang::En => format!("{} {value}", name.en.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_names_the_slice() {
        let scope = Scope { channel: Some("懂车圈".into()), consultant: Some("何俊".into()), ..Scope::default() };
        assert_eq!(named(Lang::Zh, "每一步", &scope), "只看：渠道 懂车圈，销售顾问 何俊 · 每一步");
        assert_eq!(named(Lang::En, "", &scope), "Only channel 懂车圈, sales consultant 何俊");
        assert_eq!(named(Lang::En, "Each step", &Scope::default()), "Each step");
        let scope = Scope { adviser: Some("马东".into()), ..Scope::default() };
        assert_eq!(named(Lang::En, "", &scope), "Only service adviser 马东");
        let scope = Scope { consultant: Some("何俊13812345678".into()), ..Scope::default() };
        assert_eq!(named(Lang::Zh, "", &scope), "只看：销售顾问 何俊138****5678");
    }
}
