//! Titles of pictures: what the data say, in one sentence. The map's: `headline`.

use super::{
    Lang, names,
    numbers::{count, hundredths, one, percent},
};
use crate::{
    protocol::view::{DistributionFinding, FunnelFinding},
    time::Day,
};

pub fn funnel(lang: Lang, finding: &FunnelFinding) -> String {
    match finding {
        FunnelFinding::WorstStep { from, to, leaked, stagnant, due } => {
            let (from, to) = (names::step(*from).get(lang), names::step(*to).get(lang));
            let (lost, left, still) = (count(leaked + stagnant), count(*leaked), count(*stagnant));
            let rate = percent(f64::from(due.saturating_sub(leaked + stagnant)) / f64::from((*due).max(1)));
            match lang {
                Lang::Zh => {
                    format!("{from} → {to} 转化率最低，{rate}：掉了 {lost} 条，其中流失 {left} 条，滞留 {still} 条")
                }
                Lang::En => format!(
                    "Conversion is lowest from {from} to {to}, {rate}: {lost} people go no further, of whom {left} left and {still} stand still"
                ),
            }
        }
        FunnelFinding::Unrecorded { step, bypassed, reached } => {
            let step = names::step(*step).get(lang);
            let (bypassed_words, reached) = (count(*bypassed), count(*reached));
            match lang {
                Lang::Zh => format!("到过{step}的 {reached} 位里，{bypassed_words} 位没有这一步的记录"),
                Lang::En => {
                    let verb = one(*bypassed, "has", "have");
                    format!("Of the {reached} who got as far as {step}, {bypassed_words} {verb} no record of it")
                }
            }
        }
        FunnelFinding::TooFew => match lang {
            Lang::Zh => "样本太少：看不全各步的去向，暂不下结论".into(),
            Lang::En => "Too little for an opinion yet: the steps are too few or not all on record".into(),
        },
    }
}

/// What changed from one day to another.
pub fn distribution(lang: Lang, finding: &DistributionFinding, since: Day, as_of: Day) -> String {
    use DistributionFinding as Found;
    let for_a_year = as_of.plus_months(-12) == since;
    let then = match (lang, for_a_year) {
        (Lang::Zh, true) => "一年来".to_owned(),
        (Lang::En, true) => "in a year".to_owned(),
        (Lang::Zh, false) => format!("自 {since} 以来"),
        (Lang::En, false) => format!("since {since}"),
    };
    let more_or_fewer = |more: i32| match (lang, more > 0) {
        (Lang::Zh, true) => format!("多了 {}", count(more.unsigned_abs())),
        (Lang::Zh, false) => format!("少了 {}", count(more.unsigned_abs())),
        (Lang::En, true) => format!("{} more", count(more.unsigned_abs())),
        (Lang::En, false) => format!("{} fewer", count(more.unsigned_abs())),
    };
    match (finding, lang) {
        (Found::LostOutgrewNew { more, entered }, Lang::Zh) => {
            format!("流失车主{then}多了 {} 台，快于新车主的增长（{} 台）", count(*more), count(*entered))
        }
        (Found::LostOutgrewNew { more, entered }, Lang::En) => {
            format!("{} more churned cars {then}, outgrowing the {} new ones", count(*more), count(*entered))
        }
        (Found::LostShare { before, now }, lang) => {
            let share = |(lost, all): (u32, u32)| hundredths(f64::from(lost) / f64::from(all.max(1)));
            let more = more_or_fewer(now.0 as i32 - before.0 as i32);
            let (was, is) = (share(*before), share(*now));
            match lang {
                Lang::Zh => format!("流失车主{then}{more} 台，每 100 台车里从 {was} 台到 {is} 台"),
                Lang::En => format!("{more} churned cars {then}: from {was} to {is} of every 100"),
            }
        }
        (Found::Lost { more }, Lang::Zh) => format!("流失车主{then}{} 台，占比没有明显变化", more_or_fewer(*more)),
        (Found::Lost { more }, Lang::En) => {
            format!("{} churned cars {then}; their share is about the same", more_or_fewer(*more))
        }
        (Found::Dormant { more }, Lang::Zh) => format!("休眠的潜客{then}{} 条", more_or_fewer(*more)),
        (Found::Dormant { more }, Lang::En) => format!("{} dormant prospects {then}", more_or_fewer(*more)),
        (Found::Steady { owners, prospects }, Lang::Zh) => {
            format!("{then}没有超出偶然的变化：{} 台车，{} 条潜客", count(*owners), count(*prospects))
        }
        (Found::Steady { owners, prospects }, Lang::En) => {
            format!("No change beyond chance {then}: {} cars, {} prospects", count(*owners), count(*prospects))
        }
        (Found::Standing { owners, prospects }, Lang::Zh) => {
            format!("{} 台车，{} 条潜客；早先的样本太少，还不能比较", count(*owners), count(*prospects))
        }
        (Found::Standing { owners, prospects }, Lang::En) => {
            format!("{} cars, {} prospects; too few earlier to compare", count(*owners), count(*prospects))
        }
        (Found::TooFew, Lang::Zh) => "样本太少：不满 30，暂不下结论".into(),
        (Found::TooFew, Lang::En) => "Too few for an opinion yet: fewer than 30 people".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::stage::Step;

    #[test]
    fn a_year_is_called_a_year() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let found = DistributionFinding::LostShare { before: (977, 2839), now: (1386, 3487) };
        let zh = "流失车主一年来多了 409 台，每 100 台车里从 34 台到 40 台";
        assert_eq!(distribution(Lang::Zh, &found, day("2025-10-31"), day("2026-10-31")), zh);
        let en = "12 fewer dormant prospects since 2026-01-31";
        let fewer = DistributionFinding::Dormant { more: -12 };
        assert_eq!(distribution(Lang::En, &fewer, day("2026-01-31"), day("2026-10-31")), en);
    }

    #[test]
    fn the_worst_step() {
        let (from, to) = (Step::TestDrive, Step::Quote);
        let finding = FunnelFinding::WorstStep { from, to, leaked: 1030, stagnant: 18, due: 2000 };
        let zh = "试驾 → 报价议价 转化率最低，48%：掉了 1,048 条，其中流失 1,030 条，滞留 18 条";
        assert_eq!(funnel(Lang::Zh, &finding), zh);
    }
}
