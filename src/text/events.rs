//! What happened to somebody, in one line, with the details worth showing.

use super::{
    Lang, Text, names,
    numbers::yuan,
    people, reasons, slices,
    states::{self, Tone},
    text,
};
use crate::{
    model::{
        fields::Field,
        rows::{Kind, part_of, staff_of},
        view::ValueView,
    },
    protocol::view::FactView,
};

/// At most this many letters of what somebody wrote or said; the row has the whole text.
const SHOWN_LETTERS: usize = 60;
/// A 推荐意愿 up to this advises against the store.
const DETRACTOR: u32 = 6;

/// Of a row that no file brought.
pub const WRITTEN_HERE: Text = text("在这里记下", "written here");

/// The parts of a story that can be shown alone, in the order of `Part`: a word for the page, and the name.
pub const GROUPS: [(&str, Text); 5] = [
    ("contact", text("线索与到店", "Before buying")),
    ("deal", text("购车", "Purchase")),
    ("service", text("到厂", "Service")),
    ("policy", text("保险", "Insurance")),
    ("voice", text("满意度", "Survey")),
];

pub const fn group(kind: Kind) -> &'static str {
    GROUPS[part_of(kind) as usize].0
}

/// 试驾；战败（价格偏高）
pub fn what(lang: Lang, dates: &[Field], fact: &FactView) -> String {
    let words: Vec<String> = dates.iter().map(|date| word(lang, *date, fact)).collect();
    match words.is_empty() {
        true => names::kind(fact.kind).get(lang).to_owned(),
        false => words.join(if lang == Lang::Zh { "、" } else { ", " }),
    }
}

fn word(lang: Lang, date: Field, fact: &FactView) -> String {
    let of_policy = |zh: &str, en: &str| {
        let kind = find(fact, Field::PolicyKind).filter(|value| **value != ValueView::Unknown);
        let kind = kind.map_or(text("保险", "Policy").get(lang).to_owned(), |value| states::value(lang, value));
        match lang {
            Lang::Zh => format!("{kind}{zh}"),
            Lang::En => format!("{kind} {en}"),
        }
    };
    let words = match date {
        Field::LeadCreated => text("留下线索", "Became a lead"),
        Field::FirstContact => text("首次响应", "First response"),
        Field::WechatAt => text("加微", "Added on WeChat"),
        Field::FirstVisit => text("首次到店", "First visit"),
        Field::VisitAt => text("来店登记", "Showroom visit"),
        Field::TestDriveAt => text("试驾", "Test drive"),
        Field::QuoteAt => text("报价", "Quote"),
        Field::LastFollow => text("跟进", "Follow-up"),
        Field::FollowedAt => return followed(lang, fact),
        Field::NotedAt => text("备注", "Note"),
        Field::NextFollow => text("约好跟进", "Follow-up due"),
        Field::OrderAt => text("下订", "Ordered"),
        Field::BoughtOn => text("购车", "Bought"),
        Field::InvoicedOn => text("开票", "Invoiced"),
        Field::DealAt => text("成交", "Deal closed"),
        Field::DeliveredOn => text("交车", "Delivered"),
        Field::FiledOn => text("建档", "Filed"),
        Field::FirstServiceOn => text("约定首保", "First service planned"),
        Field::LastServiceOn => text("做过保养", "Serviced"),
        Field::NextServiceOn => text("下次保养", "Next service"),
        Field::WarrantyUntil => text("质保到期", "Warranty ends"),
        Field::DefeatAt => text("战败", "Defeated"),
        Field::MarkedAt => return marked(lang, fact),
        Field::ServiceAt => {
            let kind = find(fact, Field::ServiceKind);
            return kind.map_or(text("进厂", "Service visit").get(lang).to_owned(), |kind| states::value(lang, kind));
        }
        Field::SignedOn => return of_policy("签单", "signed"),
        Field::ExpiresOn => return of_policy("到期", "expires"),
        Field::AnsweredOn => {
            let kind = find(fact, Field::AnswerKind).map(|kind| states::value(lang, kind)).unwrap_or_default();
            return match lang {
                Lang::Zh => format!("{kind}回访"),
                Lang::En => format!("{kind} survey").trim().to_owned(),
            };
        }
        other => super::fields::field(other),
    };
    words.get(lang).to_owned()
}

/// 电话跟进 · 已沟通
fn followed(lang: Lang, fact: &FactView) -> String {
    let of = |field| find(fact, field).map(|value| states::value(lang, value));
    let way = of(Field::FollowWay).unwrap_or_default();
    let words = match lang {
        Lang::Zh => format!("{way}跟进"),
        Lang::En if way.is_empty() => "Follow-up".to_owned(),
        Lang::En => format!("Follow-up: {way}"),
    };
    of(Field::FollowOutcome).map_or(words.clone(), |outcome| format!("{words} · {outcome}"))
}

/// B → A, where the follow-up set a level.
fn levels(lang: Lang, fact: &FactView) -> Option<String> {
    let of = |field| find(fact, field).map(|value| states::value(lang, value));
    let to = of(Field::Level)?;
    Some(of(Field::LevelBefore).map_or(to.clone(), |before| format!("{before} → {to}")))
}

/// 3DC回访：做到
fn marked(lang: Lang, fact: &FactView) -> String {
    let name = find(fact, Field::TouchpointKey).map(|name| states::value(lang, name));
    let name = name.unwrap_or_else(|| names::kind(fact.kind).get(lang).to_owned());
    match (is_done(fact), lang) {
        (Some(true), Lang::Zh) => format!("{name}：做到"),
        (Some(true), Lang::En) => format!("{name}: done"),
        (Some(false), Lang::Zh) => format!("{name}：未做到"),
        (Some(false), Lang::En) => format!("{name}: not done"),
        (None, _) => name,
    }
}

/// What a record of a touchpoint says of it.
fn is_done(fact: &FactView) -> Option<bool> {
    match find(fact, Field::MarkDone) {
        Some(ValueView::Flag(done)) => Some(*done),
        _ => None,
    }
}

/// The other details worth showing, each only once, with its first date.
pub fn details(lang: Lang, dates: &[Field], fact: &FactView) -> Vec<String> {
    let written = |field| find(fact, field).map(|value| shortened(&states::value(lang, value)));
    let sliced = |field| match find(fact, field) {
        Some(ValueView::Text(text)) => Some(slices::word(lang, text).into_owned()),
        _ => None,
    };
    let mut said: Vec<Option<String>> = Vec::new();
    let note = match find(fact, Field::LastFollow) {
        Some(_) => Field::LastFollow,
        None => Field::FirstContact,
    };
    for date in dates {
        match date {
            Field::LeadCreated => said.extend([sliced(Field::Channel), sliced(Field::Model)]),
            Field::VisitAt => said.extend([sliced(Field::Model), written(Field::Focus)]),
            Field::FollowedAt => {
                let step = find(fact, Field::StepMade).map(|value| states::value(lang, value));
                said.extend([step, levels(lang, fact), written(Field::FollowNote)]);
            }
            Field::NotedAt => said.push(written(Field::NoteText)),
            Field::MarkedAt => said.push(written(Field::FollowNote)),
            Field::DefeatAt => {
                let reason = find(fact, Field::DefeatReason).map(|value| states::value(Lang::Zh, value));
                said.push(reason.map(|reason| reasons::reason(lang, &reason).to_owned()));
                said.push(written(Field::Competitor));
            }
            Field::BoughtOn | Field::InvoicedOn | Field::DeliveredOn => {
                let price = find(fact, Field::Price).and_then(fen);
                said.extend([sliced(Field::Model), price.map(yuan)]);
            }
            Field::ServiceAt => {
                let paid = [Field::Payable, Field::Total].into_iter().find_map(|field| find(fact, field).and_then(fen));
                let mileage = find(fact, Field::Mileage).and_then(number).map(|km| people::kilometres(lang, km));
                said.extend([paid.map(yuan), mileage]);
            }
            Field::SignedOn => said.extend([written(Field::Insurer), here(lang, fact)]),
            Field::ExpiresOn => said.push(written(Field::Insurer).or_else(|| written(Field::LastInsurer))),
            Field::AnsweredOn => said.extend([recommends(lang, fact), written(Field::Verbatim)]),
            _ => {}
        }
        if *date == note {
            said.push(written(Field::FollowNote));
        }
    }
    let mut details: Vec<String> = Vec::new();
    for one in said.into_iter().flatten().filter(|one| !one.is_empty()) {
        if !details.contains(&one) {
            details.push(one);
        }
    }
    details
}

/// Whether it is bad news.
pub fn tone(dates: &[Field], fact: &FactView) -> Tone {
    let score = find(fact, Field::Recommend).and_then(number);
    match fact.kind {
        Kind::Answers if score.is_some_and(|score| score <= DETRACTOR) => Tone::Leak,
        Kind::Marks if is_done(fact) == Some(false) => Tone::Leak,
        _ if dates.contains(&Field::DefeatAt) => Tone::Leak,
        _ => Tone::Plain,
    }
}

/// Which member of staff it was with.
pub fn who(fact: &FactView) -> Option<&str> {
    match find(fact, staff_of(fact.kind)?) {
        Some(ValueView::Text(text)) => Some(text),
        _ => None,
    }
}

fn find(fact: &FactView, field: Field) -> Option<&ValueView> {
    fact.values.iter().find(|(of, _)| *of == field).map(|(_, value)| value)
}

fn recommends(lang: Lang, fact: &FactView) -> Option<String> {
    let score = find(fact, Field::Recommend).and_then(number)?;
    Some(match lang {
        Lang::Zh => format!("推荐意愿 {score} / 10"),
        Lang::En => format!("would recommend {score} / 10"),
    })
}

fn here(lang: Lang, fact: &FactView) -> Option<String> {
    match find(fact, Field::RenewedHere) {
        Some(ValueView::Flag(here)) => Some(people::renewed(lang, *here).to_owned()),
        _ => None,
    }
}

fn number(value: &ValueView) -> Option<u32> {
    match value {
        ValueView::Count(n) => Some(*n),
        _ => None,
    }
}

fn fen(value: &ValueView) -> Option<i64> {
    match value {
        ValueView::Fen(fen) => Some(*fen),
        _ => None,
    }
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN_LETTERS) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(kind: Kind, values: Vec<(Field, ValueView)>) -> FactView {
        let at = crate::time::Day::from_epoch_days(0).moment();
        FactView { at, kind, file: String::new(), sheet: 0, row: 2, inferred: false, values, extras: Vec::new() }
    }

    #[test]
    fn a_defeat_says_why_in_the_language_of_the_page() {
        let lost = fact(Kind::Leads, vec![(Field::DefeatReason, ValueView::Text("价格偏高".into()))]);
        let dates = [Field::DefeatAt];
        assert_eq!(what(Lang::Zh, &dates, &lost), "战败");
        assert_eq!(details(Lang::En, &dates, &lost), ["Price too high"]);
        assert_eq!(tone(&dates, &lost), Tone::Leak);
    }

    #[test]
    fn a_record_of_a_touchpoint_reads_as_a_sentence() {
        let name = ValueView::Named("三日关怀回访".into(), "Three-day call".into());
        let of = |done| {
            let note = (Field::FollowNote, ValueView::Text("没接电话".into()));
            fact(
                Kind::Marks,
                vec![(Field::TouchpointKey, name.clone()), (Field::MarkDone, ValueView::Flag(done)), note],
            )
        };
        let dates = [Field::MarkedAt];
        assert_eq!(what(Lang::Zh, &dates, &of(true)), "三日关怀回访：做到");
        assert_eq!(what(Lang::En, &dates, &of(false)), "Three-day call: not done");
        assert_eq!(details(Lang::Zh, &dates, &of(false)), ["没接电话"]);
        assert_eq!((tone(&dates, &of(true)), tone(&dates, &of(false))), (Tone::Plain, Tone::Leak));
    }

    #[test]
    fn a_row_without_a_date_of_its_own_is_named_by_its_kind() {
        assert_eq!(what(Lang::Zh, &[], &fact(Kind::Cards, Vec::new())), "保养档案");
    }
}
