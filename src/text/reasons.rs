//! Why a lead was lost (战败原因), in English where the store uses the field's usual list; other words are shown as they are.

use super::Lang;

const ENGLISH: [(&str, &str); 21] = [
    ("品牌喜好", "Brand preference"),
    ("车型不符", "Model unsuitable"),
    ("车型缺货", "Model out of stock"),
    ("促销政策", "Promotions"),
    ("朋友推荐", "A friend's advice"),
    ("交通不便", "Hard to reach"),
    ("环境设施", "Premises"),
    ("价格偏高", "Price too high"),
    ("按揭不畅", "Financing"),
    ("区域限制", "Regional limits"),
    ("售后水平", "After-sales quality"),
    ("配置不匹配", "Equipment"),
    ("交付周期", "Delivery time"),
    ("服务态度", "Service attitude"),
    ("需求了解", "Grasp of needs"),
    ("专业知识", "Product knowledge"),
    ("跟进及时", "Timely follow-up"),
    ("问题解决", "Problem solving"),
    ("信守承诺", "Keeping promises"),
    ("商务礼仪", "Manners"),
    ("灵活变通", "Flexibility"),
];

/// Where the list names a virtue that was missed, the lack of it: 跟进及时 is ticked for 跟进不及时.
const LACKS: [(&str, &str, &str); 16] = [
    ("品牌喜好", "更喜欢别的品牌", "they prefer another brand"),
    ("车型不符", "车型不合适", "the model does not suit"),
    ("促销政策", "促销政策不吸引", "promotions elsewhere were better"),
    ("朋友推荐", "朋友推荐了别家", "a friend advised otherwise"),
    ("环境设施", "环境设施不好", "the premises put them off"),
    ("按揭不畅", "按揭不畅", "financing fell through"),
    ("售后水平", "对售后不放心", "doubts about after-sales"),
    ("交付周期", "交车等得太久", "delivery takes too long"),
    ("服务态度", "服务态度不好", "poor attitude"),
    ("需求了解", "没了解清楚需求", "needs not understood"),
    ("专业知识", "专业知识不足", "poor product knowledge"),
    ("跟进及时", "跟进不及时", "follow-up came too late"),
    ("问题解决", "问题没有解决", "problems left unsolved"),
    ("信守承诺", "没有信守承诺", "promises not kept"),
    ("商务礼仪", "商务礼仪不周", "poor manners"),
    ("灵活变通", "不够灵活变通", "no flexibility"),
];

/// Behind "because": 跟进不及时.
pub fn cause(lang: Lang, reason: &str) -> String {
    let reason = reason.trim();
    let lack = LACKS.iter().find(|(ticked, ..)| *ticked == reason);
    match (lack, lang) {
        (Some((_, zh, _)), Lang::Zh) => (*zh).to_owned(),
        (Some((_, _, en)), Lang::En) => (*en).to_owned(),
        (None, Lang::Zh) => self::reason(lang, reason).to_owned(),
        (None, Lang::En) => self::reason(lang, reason).to_lowercase(),
    }
}

/// A reason of a leak; an empty one is "not given".
pub fn reason(lang: Lang, reason: &str) -> &str {
    match (reason.trim(), lang) {
        ("", Lang::Zh) => "未填原因",
        ("", Lang::En) => "No reason given",
        (reason, Lang::Zh) => reason,
        (reason, Lang::En) => ENGLISH.iter().find(|(zh, _)| *zh == reason).map_or(reason, |(_, en)| en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_reasons_have_english_words() {
        assert_eq!(reason(Lang::En, " 价格偏高 "), "Price too high");
        assert_eq!(reason(Lang::Zh, " 价格偏高 "), "价格偏高");
        assert_eq!(reason(Lang::En, "老板不喜欢"), "老板不喜欢");
        assert_eq!(reason(Lang::En, ""), "No reason given");
    }
}
