//! Words of satisfaction: its page, pictures and lists. The titles, which name the changes, are in
//! `satisfaction::titles`.

pub mod titles;

use super::{
    Lang, Text, names,
    numbers::{self, count},
    text,
};
use crate::{
    model::values::AnswerKind,
    protocol::{
        query::{AnswerPart, Grain},
        view::{Estimate, SatisfactionView},
    },
    terms::touchpoint::SurveyItem,
    time::Period,
};

pub const TITLE: Text = text("满意度", "Satisfaction surveys");
pub const INDEX: Text = text("满意度指数", "Satisfaction index");
pub const NPS: Text = text("净推荐值", "Net promoter score");
pub const FACTORS: Text = text("因素得分", "Factor scores");
pub const QUESTIONNAIRE: Text = text("问卷", "Questionnaire");
const ALL_KINDS: Text = text("全部问卷", "All questionnaires");
pub const STEP: Text = text("步长", "Step");
pub const AUTOMATIC: Text = text("自动", "Automatic");
pub const NO_ANSWERS: Text = text(
    "这里还没有满意度答卷。导入满意度回访文件，或放宽时段与筛选。",
    "No satisfaction answers here yet. Import a survey file, or widen the period and the filters.",
);

pub const HEAD_PERIOD: Text = text("时段", "Period");
pub const HEAD_WEIGHT: Text = text("权重", "Weight");
pub const HEAD_FACTOR: Text = text("因素", "Factor");
pub const HEAD_PROMOTERS: Text = text("推荐者", "Promoters");
pub const HEAD_PASSIVES: Text = text("中立者", "Passives");
pub const HEAD_DETRACTORS: Text = text("贬损者", "Detractors");
pub const HEAD_N: Text = text("答卷", "Answers");
pub const HEAD_INTERVAL: Text = text("95% 区间", "95% interval");

pub const HEAD_ANSWERED: Text = text("回访", "Answered");
pub const HEAD_INDEX: Text = text("指数", "Index");
pub const HEAD_RECOMMEND: Text = text("推荐", "Recommends");
pub const HEAD_VERBATIM: Text = text("客户原话", "In their words");

const WIDENS: Text = text(
    "自动步长：月 → 季 → 半年，直到每种问卷多数点满 30 份答卷；半年也不满的问卷不拖宽其他。",
    "Automatic step: month → quarter → half-year, until most points of each questionnaire have 30 answers; one that has too few even so does not widen the others.",
);
const BEYOND: Text = text(
    "超出波动：对逐份答卷按日期拟合直线，同月答卷视为一群（取较大的标准误，t 自由度 = 月数 − 2）；全部指数、净推荐值与因素一并按 Holm 校正，总误报不超过 5%。与步长无关。",
    "Beyond noise: a line through the single answers by date, answers of one month taken as a cluster (the larger standard error; t with months − 2 degrees of freedom); all indices, scores and factors corrected together by Holm, at most 5% false findings in all. It does not hang on the step.",
);
const SPAN: Text = text(
    "未选时段时看近 24 个整月，加上还没过完的本月，从第一个点的开头算起；首尾的点可能不满一个步长，未满的最后一点是空心的。",
    "Without a chosen period: the last 24 full months and the running one, from the start of the first point; the first and last points may be cut short, and a last one that is not over is hollow.",
);
const SMALL: Text = text("空心：不足 30 份答卷，只供参考。", "Hollow: fewer than 30 answers, only an indication.");

pub const INDEX_METHOD: &[Text] = &[
    text(
        "每份答卷：Σ 权重 × 题项分 × 100 ÷ 答过的题项的权重和，0–1000；指数是各份答卷的平均，漏答的题不算。",
        "Each answer: Σ weight × item score × 100 ÷ the weights of the items answered, 0–1000; the index is the mean of the answers. An item left out counts nowhere.",
    ),
    text(
        "购车权重：在线体验 18，入店前沟通 9，到店接待 14，店内看车 13，试乘试驾 10，交易过程 17，交车过程 20。",
        "Buyers: online 18, before the visit 9, reception 14, showroom 13, test drive 10, deal 17, delivery 20.",
    ),
    text(
        "战败权重：在线体验 25，入店前沟通 22，到店接待 23，店内看车 15，试乘试驾 7，议价经历 9。",
        "Defeated: online 25, before the visit 22, reception 23, showroom 15, test drive 7, bargaining 9.",
    ),
    text(
        "售后权重：服务质量 24，设施 21，服务后交车 21，服务顾问 18，服务启动 17。",
        "After-sales: quality 24, facility 21, handover 21, adviser 18, start 17.",
    ),
    text("区间：各份答卷得分的 t 区间（95%）。", "Interval: t over the answers' own scores (95%)."),
    BEYOND,
    WIDENS,
    SPAN,
    SMALL,
];

pub const NPS_METHOD: &[Text] = &[
    text(
        "净推荐值 = 推荐者（9–10 分）占比 − 贬损者（0–6 分）占比，−100 至 100。",
        "Net promoter score = share of promoters (9–10) − share of detractors (0–6), −100 to 100.",
    ),
    text(
        "区间：方差 = 推荐者占比 + 贬损者占比 −（两者之差）²，t 区间（95%）。",
        "Interval: variance = promoters + detractors − (their difference)², t (95%).",
    ),
    BEYOND,
    WIDENS,
    SPAN,
    SMALL,
];

pub const FACTOR_METHOD: &[Text] = &[
    text("因素得分 = 题项平均分 × 100，0–1000。", "Factor score = mean of the item × 100, 0–1000."),
    text("区间：题项得分的 t 区间（95%）。", "Interval: t over the item's scores (95%)."),
    BEYOND,
    WIDENS,
    SPAN,
    SMALL,
];

/// 全程变化，超出波动
pub const fn change(beyond: bool) -> Text {
    match beyond {
        true => text("全程变化，超出波动", "Whole change, beyond noise"),
        false => text("全程变化，在波动之内", "Whole change, within noise"),
    }
}

/// +87; −12.
pub fn signed(change: f64) -> String {
    format!("{}{}", if change.round() > 0.0 { "+" } else { "" }, score(change))
}

/// The answers behind a number.
pub fn answers(lang: Lang, kind: Option<AnswerKind>, item: Option<SurveyItem>, part: AnswerPart) -> String {
    let mut words = kind.map_or(ALL_KINDS, names::answer_kind).get(lang).to_owned();
    if let Some(item) = item {
        words += " · ";
        words += names::item(item).get(lang);
    }
    let part = match part {
        AnswerPart::All => return words,
        AnswerPart::Recommending => text("有推荐意愿", "with a recommendation"),
        AnswerPart::Promoters => text("推荐者（9–10）", "promoters (9–10)"),
        AnswerPart::Passives => text("中立者（7–8）", "passives (7–8)"),
        AnswerPart::Detractors => text("贬损者（0–6）", "detractors (0–6)"),
        AnswerPart::Low => text("6 分及以下", "6 or less"),
    };
    format!("{words} · {}", part.get(lang))
}

pub const fn grain(grain: Grain) -> Text {
    match grain {
        Grain::Month => text("月", "Month"),
        Grain::Quarter => text("季", "Quarter"),
        Grain::HalfYear => text("半年", "Half-year"),
    }
}

/// 每点一季, within a line.
pub const fn each_point(grain: Grain) -> Text {
    match grain {
        Grain::Month => text("每点一个月", "a point a month"),
        Grain::Quarter => text("每点一季", "a point a quarter"),
        Grain::HalfYear => text("每点半年", "a point a half-year"),
    }
}

pub fn subtitle(lang: Lang, view: &SatisfactionView) -> String {
    let n: u32 = view.questionnaires.iter().map(|one| one.index.answers()).sum();
    let (period, n) = (numbers::period(lang, view.period), count(n));
    match lang {
        Lang::Zh => format!("{period} · {n} 份答卷"),
        Lang::En => format!("{period} · {n} answers"),
    }
}

/// The length of a step, and whether it was chosen automatically.
pub fn caption(lang: Lang, view: &SatisfactionView, chosen: bool) -> String {
    let (step, own) = (each_point(view.grain).get(lang).replacen("a point", "A point", 1), !chosen);
    match lang {
        Lang::Zh if own => format!("{step}（自动选定：多数点满 30 份答卷）"),
        Lang::En if own => format!("{step}, chosen so that most have 30 answers"),
        _ => step,
    }
}

pub const HINT: Text = text("点一点看答卷与原话", "touch one for the answers");

/// What the coloured factors mean.
pub fn factors_caption(lang: Lang, kind: AnswerKind) -> String {
    let kind = names::answer_kind(kind).get(lang);
    match lang {
        Lang::Zh => format!("{kind}问卷，各因素均分 × 100；有颜色的变化超出波动，灰色的没有"),
        Lang::En => format!("{kind}: mean of each item × 100; coloured ones changed beyond noise, grey ones did not"),
    }
}

/// 822; −45.
pub fn score(value: f64) -> String {
    let whole = value.round() as i64;
    format!("{}{}", if whole < 0 { "−" } else { "" }, whole.abs())
}

/// 805–839; a dash if all answers are equal.
pub fn interval(estimate: Estimate) -> String {
    estimate.interval.map_or("–".to_owned(), |(low, high)| between(low, high))
}

/// A dash between two minus signs would be hard to read.
pub fn between(low: f64, high: f64) -> String {
    let dots = if low < 0.0 { " … " } else { "–" };
    format!("{}{dots}{}", score(low), score(high))
}

/// 购车，2026 年 7–9 月：829（818–841），130 份答卷
pub fn point(lang: Lang, name: &str, period: Period, estimate: Estimate) -> String {
    let value = valued(lang, estimate);
    match lang {
        Lang::Zh => format!("{name}，{}：{value}", numbers::period(lang, period)),
        Lang::En => format!("{name}, {}: {value}", numbers::period(lang, period)),
    }
}

/// 829（818–841），130 份答卷
pub fn valued(lang: Lang, estimate: Estimate) -> String {
    let (score, interval, n) = (score(estimate.mean), interval(estimate), count(estimate.n));
    match lang {
        Lang::Zh => format!("{score}（{interval}），{n} 份答卷"),
        Lang::En => format!("{score} ({interval}), {n} {}", numbers::one(estimate.n, "answer", "answers")),
    }
}
