//! What the values of a column look like, and the tests of single cells for it.

use super::{
    super::{
        cell::Cell,
        values::{
            phone,
            text::{fold, text_of, trim},
            vin, word,
        },
    },
    words,
};
use crate::{
    model::values::{Phone, ServiceKind},
    terms::stage::Level,
};

/// One value for each thing a column can be recognised by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    Vin,
    Phone,
    Plate,
    Date,
    TimeOfDay,
    Gender,
    Level,
    PolicyKind,
    ServiceKind,
    AnswerKind,
    /// 本店, 外店: whose policy it is. A plain 是 or 否 does not say what it answers.
    Here,
    Channel,
    State,
    Reason,
    Insurer,
    City,
    Colour,
    /// Customers: nearly as many names as rows.
    Name,
    /// A few names, repeated.
    Staff,
    Model,
    /// 16-19万.
    PriceRange,
    /// Letters and digits, different in every row.
    Code,
    /// Whole, 0 to 10.
    Score,
    /// Round and as large as a car's price.
    Price,
    /// Kilometres: whole numbers, seldom round.
    Distance,
    /// With decimals or a currency mark.
    Money,
    /// Anything else, or nothing.
    Other,
}

pub fn is_vin(cell: &Cell) -> bool {
    vin::is_full(&fold(&text_of(cell)))
}

/// Accepts a tail too: a column of whole VINs may contain some.
pub fn is_vin_or_tail(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(_)) && vin::vin(cell).0.is_some()
}

pub fn is_phone(cell: &Cell) -> bool {
    match phone::phone(cell).0 {
        Phone::Full(digits) => phone::is_mobile(&digits),
        Phone::Masked(_) => true,
        Phone::Damaged(text) => text.starts_with(['1', '2']) && text.ends_with("10"),
        _ => false,
    }
}

/// 皖A·Y4W5Q, 苏BGD58Z.
pub fn is_plate(cell: &Cell) -> bool {
    const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    let folded = fold(&text_of(cell)).to_uppercase();
    let mut letters = folded.chars().filter(|letter| !" ·•-".contains(*letter));
    let province = letters.next().is_some_and(|letter| PROVINCES.contains(letter));
    let place = letters.next().is_some_and(|letter| letter.is_ascii_uppercase());
    let rest: Vec<char> = letters.collect();
    province && place && (5..=6).contains(&rest.len()) && rest.iter().all(char::is_ascii_alphanumeric)
}

pub fn is_gender(cell: &Cell) -> bool {
    matches!(&*text_of(cell), "男" | "女" | "先生" | "女士" | "男性" | "女性" | "小姐")
}

pub fn is_level(cell: &Cell) -> bool {
    word::level(cell).0.is_some() && text_of(cell).chars().count() <= 12
}

/// H and O always grade intent; A, B and C alone could grade anything.
pub fn is_intent(cell: &Cell) -> bool {
    matches!(word::level(cell).0, Some(Level::H | Level::O))
}

pub fn is_service_kind(cell: &Cell) -> bool {
    is_short(cell) && matches!(word::service_kind(cell).0, Some(kind) if !matches!(kind, ServiceKind::Other(_)))
}

pub fn is_policy_kind(cell: &Cell) -> bool {
    word::policy_kind(cell).0.is_some()
}

pub fn is_answer_kind(cell: &Cell) -> bool {
    is_short(cell) && word::answer_kind(cell).0.is_some()
}

pub fn is_here(cell: &Cell) -> bool {
    matches!(&*text_of(cell), "本店" | "店内" | "外店" | "他店" | "非本店")
}

pub fn is_channel(cell: &Cell) -> bool {
    has(cell, words::CHANNELS)
}

pub fn is_state(cell: &Cell) -> bool {
    words::STATES.contains(&&*text_of(cell))
}

pub fn is_reason(cell: &Cell) -> bool {
    has(cell, words::REASONS)
}

pub fn is_insurer(cell: &Cell) -> bool {
    has(cell, words::INSURERS) && !is_policy_kind(cell)
}

pub fn is_city(cell: &Cell) -> bool {
    text_of(cell).ends_with(['市', '县', '州'])
}

pub fn is_colour(cell: &Cell) -> bool {
    let text = text_of(cell);
    words::COLOURS.contains(&&*text) || (text.ends_with('色') && text.chars().count() <= 5)
}

/// 张三, 欧阳英, 示例有限公司.
pub fn is_name(cell: &Cell) -> bool {
    let text = super::super::values::text::name(cell);
    let known = text.chars().next().is_some_and(|first| words::SURNAMES.contains(first));
    let person = known && (2..=4).contains(&text.chars().count()) && text.chars().all(is_han);
    person || text.contains("公司") || text.contains("有限")
}

/// Chinese with a Latin letter or digit in it: 远岚 X7.
pub fn is_model(cell: &Cell) -> bool {
    let text = text_of(cell);
    text.chars().any(is_han) && text.chars().any(|letter| letter.is_ascii_alphanumeric()) && text.chars().count() <= 24
}

pub fn is_price_range(cell: &Cell) -> bool {
    let text = fold(&text_of(cell)).into_owned();
    let Some((low, high)) = text.trim_end_matches(['万', '元']).split_once(['-', '~', '至', '—']) else {
        return false;
    };
    let number = |part: &str| trim(part).trim_end_matches('万').parse::<f64>().is_ok();
    number(low) && number(high)
}

pub fn is_code(cell: &Cell) -> bool {
    let text = fold(&text_of(cell)).into_owned();
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_/".contains(&byte));
    plain && (5..=36).contains(&text.len()) && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// ¥ and 元 mark a number as money.
pub fn is_marked(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(text) if text.contains(['¥', '￥', '元']))
}

fn has(cell: &Cell, words: &[&str]) -> bool {
    let text = text_of(cell);
    words.iter().any(|word| text.contains(word))
}

fn is_short(cell: &Cell) -> bool {
    text_of(cell).chars().count() <= 6
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}
