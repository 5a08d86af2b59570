//! Why a lead was lost (战败原因), worded as what went wrong if the store uses the field's usual list; other words stay as
//! they are. Only the display changes: the list's own word is stored, linked, and matched with files.

use super::Lang;

/// The list's name for a reason, and what went wrong. The list names virtues: 跟进及时 is ticked for 跟进不及时.
const USUAL: [(&str, &str, &str); 21] = [
    ("品牌喜好", "更喜欢别的品牌", "Prefers another brand"),
    ("车型不符", "车型不合适", "Model unsuitable"),
    ("车型缺货", "车型缺货", "Model out of stock"),
    ("促销政策", "促销不吸引", "Better offer elsewhere"),
    ("朋友推荐", "朋友推荐了别家", "A friend advised otherwise"),
    ("交通不便", "交通不便", "Hard to reach"),
    ("环境设施", "环境设施不好", "Poor premises"),
    ("价格偏高", "价格偏高", "Price too high"),
    ("按揭不畅", "按揭不畅", "Financing fell through"),
    ("区域限制", "区域限制", "Regional limits"),
    ("售后水平", "对售后不放心", "Doubts about after-sales"),
    ("配置不匹配", "配置不匹配", "Equipment does not match"),
    ("交付周期", "交车太慢", "Delivery takes too long"),
    ("服务态度", "服务态度差", "Poor attitude"),
    ("需求了解", "需求了解不足", "Needs not understood"),
    ("专业知识", "专业知识不足", "Poor product knowledge"),
    ("跟进及时", "跟进不及时", "Follow-up came too late"),
    ("问题解决", "问题未解决", "Problems left unsolved"),
    ("信守承诺", "未守承诺", "Promises not kept"),
    ("商务礼仪", "商务礼仪不周", "Poor manners"),
    ("灵活变通", "不够灵活", "No flexibility"),
];

/// The reason of a leak, as what went wrong; an empty reason is "not given".
pub fn reason(lang: Lang, reason: &str) -> &str {
    let reason = reason.trim();
    match (reason, lang) {
        ("", Lang::Zh) => "未填原因",
        ("", Lang::En) => "No reason given",
        _ => USUAL.iter().find(|(stored, ..)| *stored == reason).map_or(reason, |(_, zh, en)| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }),
    }
}

/// Within a sentence: 因跟进不及时.
pub fn cause(lang: Lang, reason: &str) -> String {
    let said = self::reason(lang, reason);
    let mut letters = said.chars();
    match (lang, letters.next()) {
        (Lang::En, Some(first)) => first.to_lowercase().chain(letters).collect(),
        _ => said.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_reasons_say_what_went_wrong() {
        assert_eq!(reason(Lang::En, " 价格偏高 "), "Price too high");
        assert_eq!(reason(Lang::Zh, " 价格偏高 "), "价格偏高");
        assert_eq!(reason(Lang::Zh, "跟进及时"), "跟进不及时");
        assert_eq!(cause(Lang::En, "跟进及时"), "follow-up came too late");
        // The store's own words stay.
        assert_eq!(reason(Lang::En, "老板不喜欢"), "老板不喜欢");
        assert_eq!(reason(Lang::Zh, "跟进"), "跟进");
        assert_eq!(reason(Lang::En, ""), "No reason given");
    }
}
