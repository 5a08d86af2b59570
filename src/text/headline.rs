//! The map's central statement: sentences made of unbreakable clauses; each number opens its people.

use super::{
    Lang, names,
    numbers::{self, count, one},
    reasons, text,
};
use crate::{
    protocol::{
        query::{Half, NodePart, Selection},
        view::{MapFinding, MapView, Proportion},
    },
    terms::stage::{Node, STEPS, Step},
    time::Period,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Accent {
    Lost,
    Still,
    Link,
}

/// A line may break after it, not inside.
#[derive(Clone, PartialEq, Debug)]
pub struct Clause {
    pub before: String,
    pub loud: Option<(Accent, String)>,
    pub after: String,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Sentence {
    pub clauses: Vec<Clause>,
    /// The people that its number counts.
    pub people: Option<Selection>,
    /// Shown more quietly than the others.
    pub is_quiet: bool,
}

impl Clause {
    fn plain(text: impl Into<String>) -> Self {
        Self { before: text.into(), loud: None, after: String::new() }
    }

    fn loud(before: impl Into<String>, accent: Accent, number: String, after: impl Into<String>) -> Self {
        Self { before: before.into(), loud: Some((accent, number)), after: after.into() }
    }

    pub fn text(&self) -> String {
        let loud = self.loud.as_ref().map_or("", |(_, text)| text);
        [&self.before, loud, &self.after].concat()
    }
}

impl Sentence {
    fn new(clauses: Vec<Clause>, people: Option<Selection>) -> Self {
        Self { clauses, people, is_quiet: false }
    }

    pub fn text(&self) -> String {
        self.clauses.iter().map(Clause::text).collect()
    }
}

/// The sentences in one line, without the quiet ones.
pub fn title(lang: Lang, view: &MapView) -> String {
    let loud = sentences(lang, view).into_iter().filter(|sentence| !sentence.is_quiet);
    let texts: Vec<String> = loud.map(|sentence| sentence.text()).collect();
    texts.join(if lang == Lang::Zh { "，" } else { "; " })
}

pub fn sentences(lang: Lang, view: &MapView) -> Vec<Sentence> {
    let sentences = clauses(lang, view).into_iter();
    match lang {
        Lang::Zh => sentences.collect(),
        Lang::En => sentences.map(by_words).collect(),
    }
}

/// English breaks between words; a number stays with the word before it and with its own words.
fn by_words(sentence: Sentence) -> Sentence {
    let split = |clause: Clause| {
        let text = if clause.loud.is_some() { &clause.after } else { &clause.before };
        let mut words = text.split_inclusive(' ').map(Clause::plain);
        let first = clause.loud.as_ref().map(|_| {
            let after = words.next().map_or(String::new(), |word| word.before);
            Clause { after, ..clause.clone() }
        });
        first.into_iter().chain(words).collect::<Vec<_>>()
    };
    Sentence { clauses: sentence.clauses.into_iter().flat_map(split).collect(), ..sentence }
}

fn clauses(lang: Lang, view: &MapView) -> Vec<Sentence> {
    let when = when(lang, view);
    match &view.finding {
        MapFinding::MostLost { node, people, reason, still, other } => {
            let mut said = vec![lost(lang, &when, *node, *people)];
            said.extend(reason.as_ref().map(|reason| because(lang, *node, reason)));
            said.extend(
                view.nodes.iter().find(|one| one.node == *node).and_then(|one| scattered(lang, &one.scattered)),
            );
            said.extend(other.map(|(node, people)| also(lang, node, people)));
            said.extend(still.map(|(node, people)| waiting(lang, node, people, true)));
            said
        }
        MapFinding::Reservoir { node, people, unresolved } => {
            let mut said = vec![nobody_but(lang, &when, *node, *people)];
            said.extend((*unresolved > 0).then(|| waiting(lang, *node, *unresolved, false)));
            said
        }
        MapFinding::NobodyLost => vec![statement(match lang {
            Lang::Zh => vec![format!("{when}，"), "没有人流失，".into(), "也没有人超时未推进".into()],
            Lang::En => vec![format!("{when}, nobody left, and nobody is past their time")],
        })],
        MapFinding::StandingOnly => vec![statement(match lang {
            Lang::Zh => vec!["看得到客户停留在哪里，".into(), "还看不到从哪里流失".into()],
            Lang::En => vec!["Where customers stand can be seen, ".into(), "not yet where they leave".into()],
        })],
        MapFinding::TooFew => vec![statement(match lang {
            Lang::Zh => vec!["样本太少，".into(), "看不准哪里走的人最多".into()],
            Lang::En => vec!["Too few people yet ".into(), "to say where most are lost".into()],
        })],
    }
}

fn statement(clauses: Vec<String>) -> Sentence {
    Sentence::new(clauses.into_iter().map(Clause::plain).collect(), None)
}

fn lost(lang: Lang, when: &str, node: Node, n: u32) -> Sentence {
    let place = place(lang, node);
    let clauses = match lang {
        Lang::Zh => vec![
            Clause::plain(format!("{when}，")),
            Clause::plain(place),
            Clause::loud("走了 ", Accent::Lost, format!("{} {}", count(n), unit(node)), ""),
        ],
        Lang::En => vec![
            Clause::plain(format!("{when}, ")),
            Clause::loud("", Accent::Lost, format!("{} {}", count(n), one(n, "person", "people")), " left "),
            Clause::plain(place),
        ],
    };
    Sentence::new(clauses, Some(Selection::Node(node, NodePart::Leaked)))
}

fn because(lang: Lang, node: Node, (reason, n): &(String, u32)) -> Sentence {
    let cause = short(reasons::cause(lang, reason));
    let clauses = match lang {
        Lang::Zh => vec![
            Clause::loud("其中 ", Accent::Lost, format!("{} {}", count(*n), unit(node)), "，"),
            Clause::plain(format!("因{cause}")),
        ],
        Lang::En => {
            vec![Clause::loud("", Accent::Lost, format!("{} of them", count(*n)), ": "), Clause::plain(cause)]
        }
    };
    Sentence::new(clauses, Some(Selection::LostFor(node, reason.clone())))
}

/// If no reason leads: the first few, with their shares of those who gave one.
fn scattered(lang: Lang, reasons: &[(String, Proportion)]) -> Option<Sentence> {
    let share = |(at, (reason, share)): (usize, &(String, _))| {
        let cause = short(reasons::cause(lang, reason));
        let mark = if lang == Lang::Zh { "、" } else { ", " };
        let mark = if at + 1 < reasons.len() { mark } else { "" };
        format!("{cause} {}{mark}", numbers::percent(Proportion::share(*share)))
    };
    let before = text("原因分散：", "No single reason leads: ").get(lang).to_owned();
    let clauses: Vec<String> = [before].into_iter().chain(reasons.iter().enumerate().map(share)).collect();
    (!reasons.is_empty()).then(|| Sentence { is_quiet: true, ..statement(clauses) })
}

/// A reason may be a whole story; the list behind its number has all of it.
fn short(reason: String) -> String {
    let most = if reason.is_ascii() { 40 } else { 16 };
    match reason.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", reason[..at].trim_end()),
        None => reason,
    }
}

fn nobody_but(lang: Lang, when: &str, node: Node, n: u32) -> Sentence {
    let place = place(lang, node);
    let clauses = match lang {
        Lang::Zh => vec![
            Clause::plain(format!("{when}，")),
            Clause::plain("没有人流失，"),
            Clause::loud(format!("但{place}有 "), Accent::Still, format!("{} {}", count(n), unit(node)), ""),
            Clause::plain("超时未推进"),
        ],
        Lang::En => vec![
            Clause::plain(format!("{when}, ")),
            Clause::plain("nobody left, "),
            Clause::loud("but ", Accent::Still, format!("{} {}", count(n), one(n, "person", "people")), " "),
            Clause::plain(format!("{} past their time ", one(n, "is", "are"))),
            Clause::plain(place),
        ],
    };
    Sentence::new(clauses, Some(Selection::Node(node, NodePart::Stagnant)))
}

/// Where the other half of the cycle loses the most.
fn also(lang: Lang, node: Node, n: u32) -> Sentence {
    let half = Half::of(node);
    let clauses = match lang {
        Lang::Zh => {
            let (when, name) = (if half == Half::After { "购买后" } else { "购买前" }, names::node(node).zh);
            let number = format!("{} {}", count(n), super::lists::passages(lang, half));
            vec![Clause::loud(format!("{when}走得最多的是{name}，"), Accent::Lost, number, "")]
        }
        Lang::En => {
            let when = if half == Half::After { "After" } else { "Before" };
            vec![
                Clause::plain(format!("{when} the purchase, most left {}: ", place(lang, node))),
                Clause::loud("", Accent::Lost, count(n), ""),
            ]
        }
    };
    let people = Some(Selection::Node(node, NodePart::Leaked));
    Sentence { is_quiet: true, ..Sentence::new(clauses, people) }
}

/// Those past their time to this day, who may still be reached.
fn waiting(lang: Lang, node: Node, n: u32, is_told: bool) -> Sentence {
    let (place, number) = (place(lang, node), count(n));
    let mut clauses = match lang {
        Lang::Zh => vec![
            Clause::loud(
                "另有 ",
                Accent::Still,
                format!("{number} {}", unit(node)),
                format!("{place}超时，至今未推进，"),
            ),
            Clause::plain("名单里还来得及的排在前面"),
        ],
        Lang::En => vec![
            Clause::loud(
                "Another ",
                Accent::Still,
                number.clone(),
                format!(" {} still past their time ", one(n, "is", "are")),
            ),
            Clause::plain(format!("{place}; ")),
            Clause::plain("those whom a call may still reach come first"),
        ],
    };
    if !is_told {
        clauses.clear();
    }
    let gap = if clauses.is_empty() { "" } else { "\u{2003}" };
    let see = match lang {
        Lang::Zh => format!("先看这 {number} {} ›", unit(node)),
        Lang::En if n == 1 => "See this 1 ›".to_owned(),
        Lang::En => format!("See these {number} ›"),
    };
    clauses.push(Clause::loud(gap, Accent::Link, see, ""));
    let people = Some(Selection::Node(node, NodePart::Unresolved));
    Sentence { is_quiet: true, ..Sentence::new(clauses, people) }
}

/// 近 6 个整月, or the period's own name.
fn when(lang: Lang, view: &MapView) -> String {
    let months = (1..=24).find(|months| Period::last_full_months(view.as_of, *months) == view.period);
    if months.is_none() && view.period == Period::month_to_date(view.as_of) {
        return text("本月至今", "This month so far").get(lang).to_owned();
    }
    match (lang, months) {
        (Lang::Zh, Some(1)) => "最近 1 个整月".to_owned(),
        (Lang::Zh, Some(months)) => format!("近 {months} 个整月"),
        (Lang::En, Some(1)) => "In the last full month".to_owned(),
        (Lang::En, Some(months)) => format!("In the last {months} full months"),
        (Lang::Zh, None) => numbers::period(lang, view.period),
        (Lang::En, None) => format!("In {}", numbers::period(lang, view.period)),
    }
}

/// Leads are people; after the purchase each car counts.
pub fn unit(node: Node) -> &'static str {
    match Half::of(node) {
        Half::Before => "人",
        Half::After => "台",
    }
}

/// Where people are who came this far and no further.
fn place(lang: Lang, node: Node) -> String {
    let name = names::node(node);
    match lang {
        Lang::Zh => match node {
            Node::Lead => "留下线索后、首次响应前".to_owned(),
            Node::FirstService => "到首保时".to_owned(),
            Node::Honeymoon | Node::EarlyUse | Node::Warranty | Node::OutOfWarranty | Node::Repurchase => {
                name.zh.to_owned()
            }
            node => match STEPS.into_iter().find(|step| step.node() == node).and_then(Step::next) {
                Some(next) => format!("{}后、{}前", name.zh, names::step(next).zh),
                None => format!("{}后", name.zh),
            },
        },
        Lang::En => match node {
            Node::Lead => "after coming in as leads".to_owned(),
            Node::Honeymoon => "in the honeymoon".to_owned(),
            Node::FirstService => "at the first service".to_owned(),
            Node::EarlyUse => "in early use".to_owned(),
            Node::Warranty => "in warranty".to_owned(),
            Node::OutOfWarranty => "out of warranty".to_owned(),
            Node::Repurchase => "when due to buy again".to_owned(),
            Node::Delivery => "after delivery".to_owned(),
            _ => format!("after the {}", name.en.to_lowercase()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::view::SliceChoices;

    fn check(finding: MapFinding, zh: &[&str], en: &[&str]) {
        let as_of = "2026-10-31".parse().unwrap();
        let period = Period::last_full_months(as_of, 6);
        let choices = SliceChoices::default();
        let (nodes, lost, still) = (Vec::new(), Vec::new(), Vec::new());
        let (has_follow_ups, has_defeats, year_before) = (true, true, period.before());
        let customers = 0;
        let view = MapView {
            as_of,
            period,
            customers,
            nodes,
            finding,
            lost,
            still,
            dormant: 0,
            choices,
            has_follow_ups,
            has_defeats,
            year_before,
        };
        let said = |lang| sentences(lang, &view).iter().map(Sentence::text).collect::<Vec<_>>();
        assert_eq!(said(Lang::Zh), zh);
        assert_eq!(said(Lang::En), en);
    }

    #[test]
    fn the_most_lost() {
        let finding = MapFinding::MostLost {
            node: Node::TestDrive,
            people: 528,
            reason: Some(("跟进及时".into(), 93)),
            still: Some((Node::TestDrive, 389)),
            other: Some((Node::Warranty, 222)),
        };
        check(
            finding,
            &[
                "近 6 个整月，试驾后、报价议价前走了 528 人",
                "其中 93 人，因跟进不及时",
                "购买后走得最多的是保修中后期，222 台次",
                "另有 389 人试驾后、报价议价前超时，至今未推进，名单里还来得及的排在前面\u{2003}先看这 389 人 ›",
            ],
            &[
                "In the last 6 full months, 528 people left after the test drive",
                "93 of them: follow-up came too late",
                "After the purchase, most left in warranty: 222",
                "Another 389 are still past their time after the test drive; those whom a call may still reach come first\u{2003}See these 389 ›",
            ],
        );
    }

    #[test]
    fn reasons_of_which_none_leads_stand_side_by_side() {
        let share = |k| Proportion { k, n: 100, low: 0.1, high: 0.2 };
        let reasons = [("价格偏高".into(), share(16)), ("跟进及时".into(), share(15)), ("车型缺货".into(), share(14))];
        let said = |lang| scattered(lang, &reasons).map(|sentence| sentence.text());
        assert_eq!(said(Lang::Zh).unwrap(), "原因分散：价格偏高 16%、跟进不及时 15%、车型缺货 14%");
        let en = "No single reason leads: price too high 16%, follow-up came too late 15%, model out of stock 14%";
        assert_eq!(said(Lang::En).unwrap(), en);
        assert_eq!(scattered(Lang::Zh, &[]), None);
    }

    #[test]
    fn nobody_left() {
        check(
            MapFinding::Reservoir { node: Node::FirstService, people: 1, unresolved: 1 },
            &["近 6 个整月，没有人流失，但到首保时有 1 台超时未推进", "先看这 1 台 ›"],
            &[
                "In the last 6 full months, nobody left, but 1 person is past their time at the first service",
                "See this 1 ›",
            ],
        );
    }
}
