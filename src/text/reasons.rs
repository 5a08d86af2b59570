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
