//! Whole questions as headers, as form services write them. A question means the factor its words are about.

use crate::model::{
    fields::Field::{self, *},
    rows::Kind,
};

/// A header this long may be a question.
const SHORTEST: usize = 7;

/// Marks of a question about how something was.
const ASKS: [&str; 12] = ["?", "？", "吗", "您", "请", "满意", "评价", "评分", "打分", "体验", "如何", "怎么样"];

/// Words of a factor. The first line with a matching word decides, so special lines come before general ones.
const FACTORS: [(Field, &[&str]); 16] = [
    (
        Recommend,
        &["推荐给", "推荐本店", "推荐我们", "愿意推荐", "推荐意愿", "推荐的可能", "可能性推荐", "向亲友", "向朋友"],
    ),
    (Verbatim, &["意见", "建议", "不满意的原因", "不满意之处", "还有什么", "想对我们说", "补充"]),
    (ItemServiceHandover, &["取车", "还车", "结算交车", "服务后交车", "维修后交车"]),
    (ItemServiceAdviser, &["服务顾问", "维修接待", "服务接待", "接车人员"]),
    (ItemServiceStart, &["预约", "服务启动", "进厂接待", "接车等待"]),
    (ItemServiceQuality, &["维修质量", "保养质量", "服务质量", "一次修复", "一次性修", "修好", "维修保养质量"]),
    (ItemTestDrive, &["试驾", "试乘"]),
    (ItemBargaining, &["议价", "谈价", "价格", "优惠"]),
    (ItemDelivery, &["交车", "交付", "提车"]),
    (ItemDeal, &["签约", "付款", "手续", "交易", "成交", "合同"]),
    (ItemShowroom, &["看车", "展车", "展厅车辆", "产品介绍", "车辆介绍"]),
    (ItemOnline, &["线上", "网上", "网络", "网站", "官网", "小程序", "公众号"]),
    (ItemBeforeVisit, &["到店前", "入店前", "来店前", "邀约", "电话沟通"]),
    (ItemFacility, &["设施", "环境", "休息区", "卫生", "停车"]),
    (ItemReception, &["接待", "迎接", "欢迎", "销售顾问"]),
    (ItemServiceQuality, &["维修", "保养"]),
];

/// The factor that a question is about; `None` if it is no question or its words are unknown.
pub fn question(kind: Kind, header: &str) -> Option<Field> {
    let is_question = header.chars().count() >= SHORTEST && ASKS.iter().any(|word| header.contains(word));
    if kind != Kind::Answers || !is_question {
        return None;
    }
    FACTORS.iter().find(|(_, words)| words.iter().any(|word| header.contains(word))).map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_belongs_to_the_factor_of_its_words() {
        let check = |header, field| assert_eq!(question(Kind::Answers, header), field, "{header}");
        check("您对服务顾问的态度满意吗？", Some(ItemServiceAdviser));
        check("3、您对本次维修质量的评价是", Some(ItemServiceQuality));
        check("您对试乘试驾的安排是否满意", Some(ItemTestDrive));
        check("您有多大可能向亲友推荐本店？（0-10分）", Some(Recommend));
        check("您对新车交付过程满意吗？", Some(ItemDelivery));
        check("您对取车时的费用说明满意吗？", Some(ItemServiceHandover));
        check("您对休息区环境的满意程度", Some(ItemFacility));
        check("您还有什么意见或建议？", Some(Verbatim));
        check("您的年龄段是？", None);
        check("服务顾问", None);
        assert_eq!(question(Kind::Leads, "您对试乘试驾的安排是否满意"), None);
    }
}
