//! Titles of pictures: what the data say, in one sentence.

use super::{
    Lang, names,
    numbers::{count, hundredths, one},
};
use crate::protocol::view::{FunnelFinding, MapFinding};

pub fn map(lang: Lang, finding: &MapFinding) -> String {
    match (finding, lang) {
        (MapFinding::TwoLeaks { first: (a, p), second: (b, q) }, _) => {
            let (a, b) = (names::node(*a).get(lang), names::node(*b).get(lang));
            let (p, q) = (hundredths(*p), hundredths(*q));
            match lang {
                Lang::Zh => format!("{a}与{b}是两处最大的漏点：每 100 位客户在这里走掉 {p} 位和 {q} 位"),
                Lang::En => format!("{a} and {b} leak most: {p} and {q} of every 100 leave there"),
            }
        }
        (MapFinding::OneLeak { node, share }, Lang::Zh) => {
            format!("{}是最大的漏点：每 100 位客户在这里走掉 {} 位", names::node(*node).zh, hundredths(*share))
        }
        (MapFinding::OneLeak { node, share }, Lang::En) => {
            format!("{} leaks most: {} of every 100 leave there", names::node(*node).en, hundredths(*share))
        }
        (MapFinding::Reservoir { node, share }, Lang::Zh) => {
            let share = hundredths(*share);
            format!("没有流失记录，但{}积了水库：每 100 位有 {share} 位超过时限仍未动", names::node(*node).zh)
        }
        (MapFinding::Reservoir { node, share }, Lang::En) => {
            let share = hundredths(*share);
            format!(
                "No leaks on record, but {share} of every 100 stand still past their time at {}",
                names::node(*node).en
            )
        }
        (MapFinding::StandingOnly, Lang::Zh) => "看得到客户停在哪里，还看不到从哪里流失".into(),
        (MapFinding::StandingOnly, Lang::En) => "Where customers stand can be seen, not yet where they leave".into(),
        (MapFinding::TooFew, Lang::Zh) => "资料还少：没有一个环节满 30 位，暂不下结论".into(),
        (MapFinding::TooFew, Lang::En) => "Too few for an opinion yet: no node has 30 people".into(),
    }
}

pub fn funnel(lang: Lang, finding: &FunnelFinding) -> String {
    match finding {
        FunnelFinding::WorstStep { from, to, leaked, stagnant, due } => {
            let (from, to) = (names::step(*from).get(lang), names::step(*to).get(lang));
            let (lost, left, still) = (count(leaked + stagnant), count(*leaked), count(*stagnant));
            let of_100 = hundredths(f64::from(leaked + stagnant) / f64::from((*due).max(1)));
            match lang {
                Lang::Zh => format!(
                    "{from} → {to} 掉了 {lost} 位（每 100 位掉 {of_100} 位），其中流失 {left} 位，滞留 {still} 位"
                ),
                Lang::En => format!(
                    "{from} to {to} loses most, {of_100} of every 100: {lost} people, of whom {left} left and {still} stand still"
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
            Lang::Zh => "资料还少：看不全各步的去向，暂不下结论".into(),
            Lang::En => "Too little for an opinion yet: the steps are too few or not all on record".into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::stage::{Node, Step};

    #[test]
    fn two_leaks() {
        let finding = MapFinding::TwoLeaks { first: (Node::OutOfWarranty, 0.34), second: (Node::Quote, 0.24) };
        assert_eq!(map(Lang::Zh, &finding), "出保后与报价议价是两处最大的漏点：每 100 位客户在这里走掉 34 位和 24 位");
        assert_eq!(map(Lang::En, &finding), "Out of warranty and Quote leak most: 34 and 24 of every 100 leave there");
    }

    #[test]
    fn the_worst_step() {
        let (from, to) = (Step::TestDrive, Step::Quote);
        let finding = FunnelFinding::WorstStep { from, to, leaked: 1030, stagnant: 18, due: 2000 };
        let zh = "试驾 → 报价议价 掉了 1\u{2009}048 位（每 100 位掉 52 位），其中流失 1\u{2009}030 位，滞留 18 位";
        assert_eq!(funnel(Lang::Zh, &finding), zh);
    }
}
