//! Clocks of touchpoints in words: how long somebody may stay before it counts as standing still.

use super::{Lang, numbers::one};
use crate::terms::{
    level_clock::LevelPreset,
    stage::LEVELS,
    touchpoint::{Clock, Span},
};

pub fn clock(lang: Lang, clock: Clock) -> String {
    match (clock, lang) {
        (Clock::Level, Lang::Zh) => "按意向级别".into(),
        (Clock::Level, Lang::En) => "by intent level".into(),
        (Clock::Within(length), _) => span(lang, length),
        (Clock::None, Lang::Zh) => "不限时".into(),
        (Clock::None, Lang::En) => "no clock".into(),
    }
}

pub fn span(lang: Lang, length: Span) -> String {
    match length {
        Span::Minutes(minutes) if minutes % 60 == 0 => hours(lang, minutes / 60),
        Span::Minutes(minutes) => unit(lang, minutes, "分钟", "minute", "minutes"),
        Span::Days(days) => unit(lang, days, "天", "day", "days"),
        Span::Months(months) => unit(lang, months, "个月", "month", "months"),
        Span::MonthsDays(months, days) => {
            let (months, days) = (span(lang, Span::Months(months)), span(lang, Span::Days(days)));
            match lang {
                Lang::Zh => format!("{months}又 {days}"),
                Lang::En => format!("{months} and {days}"),
            }
        }
        Span::ByPowertrain(petrol, electric) => match lang {
            Lang::Zh => format!("燃油车 {petrol} 个月，纯电 {electric} 个月"),
            Lang::En => format!("petrol {petrol}, electric {electric} months"),
        },
        Span::WarrantyTerm(0) => pick(lang, "质保期", "the warranty term"),
        Span::WarrantyTerm(months) => match lang {
            Lang::Zh => format!("质保期{}{} 个月", if months < 0 { "前 " } else { "后 " }, months.abs()),
            Lang::En => {
                format!("{} months {} the warranty ends", months.abs(), if months < 0 { "before" } else { "after" })
            }
        },
        Span::AtRisk => {
            pick(lang, "到流失预警（燃油 6 个月，纯电 15 个月）", "until at risk (petrol 6, electric 15 months)")
        }
        Span::Churned => {
            pick(lang, "到流失（燃油 12 个月，纯电 24 个月）", "until churned (petrol 12, electric 24 months)")
        }
        Span::LongChurned => {
            pick(lang, "到流失库（燃油 24 个月，纯电 36 个月）", "until long churned (petrol 24, electric 36 months)")
        }
    }
}

/// The intervals of a preset in one line, which breaks between levels alone: O 每 7 天 · H 每 2 天 · …
pub fn preset(lang: Lang, preset: LevelPreset) -> String {
    let every = LEVELS.map(|level| {
        let (name, interval) = (super::names::level(level), preset.interval(level));
        let interval = match (lang, interval) {
            (Lang::Zh, Span::Months(1)) => "每月".to_owned(),
            (Lang::Zh, interval) => format!("每 {}", span(lang, interval)),
            (Lang::En, Span::Months(1)) => "every month".to_owned(),
            (Lang::En, interval) => format!("every {}", span(lang, interval)),
        };
        format!("{name} {interval}").replace(' ', "\u{a0}")
    });
    every.join("\u{a0}· ")
}

fn hours(lang: Lang, hours: i32) -> String {
    if hours % 24 == 0 && hours > 48 {
        return span(lang, Span::Days(hours / 24));
    }
    unit(lang, hours, "小时", "hour", "hours")
}

fn unit(lang: Lang, n: i32, zh: &str, singular: &'static str, plural: &'static str) -> String {
    match lang {
        Lang::Zh => format!("{n} {zh}"),
        Lang::En => format!("{n} {}", one(n.unsigned_abs(), singular, plural)),
    }
}

fn pick(lang: Lang, zh: &str, en: &str) -> String {
    match lang {
        Lang::Zh => zh.into(),
        Lang::En => en.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_naturally() {
        assert_eq!(span(Lang::Zh, Span::Minutes(120)), "2 小时");
        assert_eq!(span(Lang::En, Span::Minutes(30)), "30 minutes");
        assert_eq!(span(Lang::Zh, Span::MonthsDays(3, 30)), "3 个月又 30 天");
        assert_eq!(span(Lang::En, Span::Days(1)), "1 day");
    }

    #[test]
    fn a_preset_in_one_line() {
        let words = preset(Lang::Zh, LevelPreset::BeijingHyundai);
        let words = words.replace('\u{a0}', " ");
        assert_eq!(words, "O 每 7 天 · H 每 2 天 · A 每 7 天 · B 每 14 天 · C 每月");
    }
}
