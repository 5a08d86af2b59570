//! A header without the words around its meaning: brackets, numbering, and words that add nothing (主要联系电话, 进厂里程数,
//! 工单开单日期). Only words that leave the meaning unchanged are removed: 前销售顾问 is not the 销售顾问, and 预交车时间 is not the 交车时间.

use super::values::text::trim;
use crate::model::rows::Kind;
use crate::order::order;
use crate::schema::import::Import;
use std::borrow::Cow;

/// Leading words that say whose or which one, when there is no other.
const BEFORE: [&str; 18] = [
    "客户", "车主", "用户", "会员", "顾客", "主要", "车辆", "本车", "本次", "实际", "当前", "现在", "最新", "基本",
    "首选", "默认", "系统", "您的",
];

/// Trailing words.
const BEHIND: [&str; 10] = ["号码", "编号", "名称", "姓名", "结果", "简述", "描述", "数据", "号", "照"];
/// Trailing words of a distance only: 工单数 is not the 工单.
const BEHIND_DISTANCE: [&str; 3] = ["数", "公里", "km"];

/// Forms of two letters that are clear; other forms so short could mean too much.
const PLAIN: [&str; 16] = [
    "到期", "止期", "起期", "起保", "车型", "电话", "手机", "姓名", "地址", "里程", "车牌", "车架", "预算", "性别",
    "渠道", "颜色",
];
const SHORTEST: usize = 3;

/// The normalised header without one leading word, one trailing word, or both; the longest form first.
pub fn forms(kind: Kind, normal: &str) -> impl Iterator<Item = String> + use<> {
    let heads = beheaded(kind, normal);
    let mut forms: Vec<String> = heads.iter().flat_map(|head| curtailed(head)).chain(heads.clone()).collect();
    forms.extend(curtailed(normal));
    forms.retain(|form| form.chars().count() >= SHORTEST || PLAIN.contains(&form.as_str()));
    order(&mut forms, |form| -(form.len() as i64));
    forms.into_iter()
}

fn beheaded(kind: Kind, header: &str) -> Vec<String> {
    let own = of_kind!(kind, Row => Row::BEFORE);
    BEFORE.iter().chain(own).filter_map(|word| header.strip_prefix(word)).map(str::to_owned).collect()
}

fn curtailed(header: &str) -> Vec<String> {
    let distance =
        BEHIND_DISTANCE.iter().filter_map(|word| header.strip_suffix(word)).filter(|rest| rest.ends_with("里程"));
    BEHIND.iter().filter_map(|word| header.strip_suffix(word)).chain(distance).map(str::to_owned).collect()
}

pub fn without_brackets(header: &str) -> Cow<'_, str> {
    let opens = |letter: char| "(（[【".contains(letter);
    if !header.contains(opens) {
        return Cow::Borrowed(header);
    }
    let mut depth = 0_usize;
    let outside = header.chars().filter(|&letter| {
        depth += usize::from(opens(letter));
        let kept = depth == 0;
        depth = depth.saturating_sub(usize::from(")）]】".contains(letter)));
        kept
    });
    Cow::Owned(outside.collect())
}

/// Without a question's number: Q1. 1、 (a number with nothing after it stays).
pub fn without_numbering(header: &str) -> &str {
    let rest =
        trim(header).trim_start_matches(['Q', 'q', '*']).trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.strip_prefix(['.', '、', '．', ':', '：', '_', '-', ' ']).unwrap_or(rest)
}
