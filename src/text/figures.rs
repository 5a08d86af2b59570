//! Words of the page that shows one place's figures side by side.

use super::{Lang, Text, names, numbers::spaced, text};
use crate::{terms::stage::Node, time::Day};

pub const MAP: Text = text("地图 · 通过率", "Map: passed");
pub const FUNNEL: Text = text("漏斗 · 转化", "Funnel: conversion");
pub const DISTRIBUTION: Text = text("分布 · 已流失的车", "Distribution: cars that have left");
pub const CARS: Text = text("这个阶段的车", "Cars at this stage");
pub const PASSED: Text = text("通过", "Passed");
pub const DUE: Text = text("到期或已有结果", "Came due or ended");
pub const WENT_ON: Text = text("进入下一步", "Went on");
pub const REACHED: Text = text("到达这一步", "Reached the step");
/// The link that opens the page.
pub const COMPARE: Text = text("同一环节的其他数字", "Other figures of this place");

pub fn title(lang: Lang, node: Node) -> String {
    let name = names::node(node).get(lang);
    match lang {
        Lang::Zh => format!("{name}：几个数字为什么不同"),
        Lang::En => format!("{name}: why its figures differ"),
    }
}

/// The link beside the map's finding.
pub fn others(lang: Lang, node: Node) -> String {
    let name = names::node(node).get(lang);
    match lang {
        Lang::Zh => format!("{name}在地图、漏斗和指标里的数字 ›"),
        Lang::En => format!("{name} on the map, the funnel and the scorecard ›"),
    }
}

pub fn why(lang: Lang, figures: usize) -> &'static str {
    let words = match figures {
        0 => text("现有文件看不到这个环节。", "The files at hand do not show this place."),
        1 => text("这个环节只有一个数字。", "There is one figure of this place only."),
        _ => text(
            "统计的人不同，数字就不同，没有哪个算错。",
            "They count different people, so they differ. None of them is wrong.",
        ),
    };
    words.get(lang)
}

pub fn of_map(lang: Lang, period: &str) -> String {
    match lang {
        Lang::Zh => format!(
            "本期到期：{}到期或已有结果的人次，超时未推进的算没有通过。看现在卡在哪里。",
            spaced(period.to_owned())
        ),
        Lang::En => format!(
            "Due: episodes that came due or ended in {period}; those past their time have not passed. It tells where people are stuck now."
        ),
    }
}

pub fn of_funnel(lang: Lang, next: &str, period: &str) -> String {
    match lang {
        Lang::Zh => {
            format!(
                "本期新建：{}新建的线索中到达这一步的，去掉未超时的；进入“{next}”或更后一步算达到。看一批线索后来怎样。",
                spaced(period.to_owned())
            )
        }
        Lang::En => format!(
            "Created: leads created in {period} that reached it, without those still in time; they went on to {next} or beyond. It tells what became of a batch of leads."
        ),
    }
}

/// Why as many are lost on the map and as many others in the funnel.
pub fn lost(lang: Lang, map: &str, funnel: &str) -> String {
    match lang {
        Lang::Zh => format!(
            "流失为什么是 {map} 和 {funnel}：地图数本期在这里流失的，不论哪天新建；漏斗只数本期新建、到这一步之后战败的。"
        ),
        Lang::En => format!(
            "Why {map} and {funnel} are lost: the map counts all who left here in the period, whenever they were created; the funnel counts only leads created in the period."
        ),
    }
}

pub fn of_distribution(lang: Lang, day: Day) -> String {
    match lang {
        Lang::Zh => {
            format!("截至 {day} 在这个阶段的车，不分时段：满 12 个月（纯电 24 个月）没有到厂算流失。看手里还有多少。")
        }
        Lang::En => format!(
            "Cars at this stage as of {day}, of any period: no service for 12 months (electric 24) is churned. It tells how many are left."
        ),
    }
}

pub fn of_measure(lang: Lang, base: &str, formula: &str) -> String {
    match lang {
        Lang::Zh => format!("{base}：{formula}。用来考核和比较。"),
        Lang::En => format!("{formula} ({base}). It is for targets and comparisons."),
    }
}
