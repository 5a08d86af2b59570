//! Dictionary words: gender, yes or no, intent level, kinds of service, policy and survey.

use super::{
    super::cell::Cell,
    Read, absent, plain,
    text::{fold, is_filler, text_of},
};
use crate::{
    diag::Matter,
    model::values::{AnswerKind, Gender, PolicyKind, ServiceKind},
    terms::stage::Level,
};

pub fn gender(cell: &Cell) -> Read<Option<Gender>> {
    known(cell, |word| match word {
        "男" | "先生" | "男士" | "男性" | "M" | "MALE" | "MR" => Some(Some(Gender::Male)),
        "女" | "女士" | "小姐" | "女性" | "F" | "FEMALE" | "MS" | "MRS" => Some(Some(Gender::Female)),
        "未知" | "保密" | "不详" | "其他" | "0" => Some(None),
        _ => None,
    })
}

pub fn yes_or_no(cell: &Cell) -> Read<Option<bool>> {
    known(cell, |word| match word {
        "是" | "Y" | "YES" | "TRUE" | "T" | "1" | "√" | "✓" | "✔" | "有" | "对" => Some(Some(true)),
        "已加" | "已加微" | "已加微信" | "已添加" | "已" | "本店" | "店内" => Some(Some(true)),
        "否" | "N" | "NO" | "FALSE" | "F" | "0" | "×" | "X" | "✗" | "✘" | "不是" | "无" => Some(Some(false)),
        "未加" | "未加微" | "未加微信" | "未添加" | "未" | "外店" | "他店" | "非本店" => {
            Some(Some(false))
        }
        _ => None,
    })
}

/// 意向级别: the letter, with or without 级, 类 and a remark in brackets.
pub fn level(cell: &Cell) -> Read<Option<Level>> {
    known(cell, |word| {
        let mut letters = word.chars();
        let level = match letters.next()? {
            'O' => Level::O,
            'H' => Level::H,
            'A' => Level::A,
            'B' => Level::B,
            'C' => Level::C,
            _ => return None,
        };
        letters.next().is_none_or(|next| "级类(-:+ ".contains(next)).then_some(Some(level))
    })
}

/// 业务类型. A word other than the four that drive the lifecycle stays as the file writes it.
pub fn service_kind(cell: &Cell) -> Read<Option<ServiceKind>> {
    let text = text_of(cell);
    if is_filler(&text) {
        return plain(None);
    }
    let word = fold(&text);
    let has = |words: &[&str]| words.iter().any(|part| word.contains(part));
    let kind = if word.starts_with(['非', '不', '无']) {
        ServiceKind::Other(word.to_string())
    } else if has(&["首保", "首次保养", "首次免费保养", "免费保养", "强保", "强制保养"]) {
        ServiceKind::First
    } else if has(&["事故", "钣喷", "钣金", "喷漆", "保险维修"]) || word == "保险" {
        ServiceKind::Accident
    } else if has(&["索赔", "三包", "保修", "质保"]) {
        ServiceKind::Warranty
    } else if has(&["保养", "二保", "常保"]) {
        ServiceKind::Maintenance
    } else {
        ServiceKind::Other(word.to_string())
    };
    plain(Some(kind))
}

/// 保险类型. A cell that names both counts as the commercial policy, with a note.
pub fn policy_kind(cell: &Cell) -> Read<Option<PolicyKind>> {
    let text = text_of(cell);
    let has = |words: &[&str]| words.iter().any(|part| text.contains(part));
    let compulsory = has(&["交强", "强制", "强险"]);
    let commercial = has(&["商业", "商险", "车损", "全险"]);
    match (compulsory, commercial) {
        (true, false) => plain(Some(PolicyKind::Compulsory)),
        (false, true) if !text.contains("全险") => plain(Some(PolicyKind::Commercial)),
        (_, true) => (Some(PolicyKind::Commercial), vec![Matter::UnknownWord]),
        (false, false) if is_filler(&text) => plain(None),
        (false, false) => absent(Matter::UnknownWord),
    }
}

/// 回访类型
pub fn answer_kind(cell: &Cell) -> Read<Option<AnswerKind>> {
    let text = text_of(cell);
    let word = fold(&text).to_uppercase();
    let has = |words: &[&str]| words.iter().any(|part| word.contains(part));
    if is_filler(&text) {
        plain(None)
    } else if has(&["战败", "未成交", "流失", "未购"]) {
        plain(Some(AnswerKind::Defeated))
    } else if has(&["购车", "销售", "新车", "成交", "交车", "SSI"]) {
        plain(Some(AnswerKind::Buyer))
    } else if has(&["售后", "服务", "维修", "保养", "CSI"]) {
        plain(Some(AnswerKind::Service))
    } else {
        absent(Matter::UnknownWord)
    }
}

/// Looks up the folded, upper-case word; `Some(None)` is a known word for "not given".
fn known<T>(cell: &Cell, meaning: impl Fn(&str) -> Option<Option<T>>) -> Read<Option<T>> {
    let text = text_of(cell);
    if text.is_empty() {
        return plain(None);
    }
    match meaning(&fold(&text).to_uppercase()) {
        Some(value) => plain(value),
        None if is_filler(&text) => plain(None),
        None => (None, vec![Matter::UnknownWord]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell::Text(text)
    }

    #[test]
    fn yes_and_no() {
        let check = |read: &str, expected| assert_eq!(yes_or_no(&text(read)), plain(expected), "{read}");
        for word in ["是", "Y", "yes", "√", "1", "已加", "true", "本店"] {
            check(word, Some(true));
        }
        for word in ["否", "n", "No", "×", "x", "0", "未加", "FALSE"] {
            check(word, Some(false));
        }
        for word in ["", "-", "N/A"] {
            check(word, None);
        }
        assert_eq!(yes_or_no(&Cell::Bool(true)).0, Some(true));
        assert_eq!(yes_or_no(&Cell::Number(0.0)).0, Some(false));
        assert_eq!(yes_or_no(&text("也许")).1, [Matter::UnknownWord]);
    }

    #[test]
    fn levels() {
        let check = |read: &str, expected| assert_eq!(level(&text(read)).0, expected, "{read}");
        check("H", Some(Level::H));
        check("h级", Some(Level::H));
        check("Ａ类", Some(Level::A));
        check("B级（30天内）", Some(Level::B));
        check("O", Some(Level::O));
        check("", None);
        for word in ["N", "F级", "高", "ABC"] {
            assert_eq!(level(&text(word)), (None, vec![Matter::UnknownWord]), "{word}");
        }
    }

    #[test]
    fn genders() {
        assert_eq!(gender(&text("先生")).0, Some(Gender::Male));
        assert_eq!(gender(&text("女士")).0, Some(Gender::Female));
        assert_eq!(gender(&text("保密")), plain(None));
        assert_eq!(gender(&text("是")).1, [Matter::UnknownWord]);
    }

    #[test]
    fn service_kinds() {
        let check = |expected: ServiceKind, words: &[&str]| {
            words.iter().for_each(|word| assert_eq!(service_kind(&text(word)).0, Some(expected.clone()), "{word}"));
        };
        check(ServiceKind::First, &["首保", "首次保养", "免费保养", "强保"]);
        check(ServiceKind::Maintenance, &["保养", "一般保养", "定期保养", "常规保养", "二保"]);
        check(ServiceKind::Warranty, &["索赔", "三包", "保修", "索赔维修"]);
        check(ServiceKind::Accident, &["事故", "钣喷", "钣金喷漆", "事故车"]);
        check(ServiceKind::Other("一般维修".into()), &["一般维修"]);
        check(ServiceKind::Other("非索赔".into()), &["非索赔"]);
        assert_eq!(service_kind(&text("")), plain(None));
    }

    #[test]
    fn policy_kinds() {
        let check = |read: &str, expected, said: &[Matter]| {
            assert_eq!(policy_kind(&text(read)), (expected, said.to_vec()), "{read}");
        };
        check("交强险", Some(PolicyKind::Compulsory), &[]);
        check("机动车强制保险", Some(PolicyKind::Compulsory), &[]);
        check("商业", Some(PolicyKind::Commercial), &[]);
        check("商业险+交强险", Some(PolicyKind::Commercial), &[Matter::UnknownWord]);
        check("全险", Some(PolicyKind::Commercial), &[Matter::UnknownWord]);
        check("意外险", None, &[Matter::UnknownWord]);
        check("", None, &[]);
    }

    #[test]
    fn answer_kinds() {
        let check = |read: &str, expected| assert_eq!(answer_kind(&text(read)).0, expected, "{read}");
        for word in ["购车", "销售满意度", "新车", "ssi"] {
            check(word, Some(AnswerKind::Buyer));
        }
        for word in ["战败", "未成交", "流失客户"] {
            check(word, Some(AnswerKind::Defeated));
        }
        for word in ["售后", "服务", "维修回访", "CSI"] {
            check(word, Some(AnswerKind::Service));
        }
        check("其他", None);
    }
}
