//! What keeps a step or node dark: the missing file or column.

use super::{Lang, Text, fields, names, text};
use crate::model::{fields::Field, rows::Kind};
use crate::protocol::view::{Lack, Never};

/// 缺 试驾时间 列（线索文件）
pub fn lack(lang: Lang, lack: &Lack) -> String {
    match (lack, lang) {
        (Lack::File(kind), Lang::Zh) => format!("缺{}文件", names::kind(*kind).zh),
        (Lack::File(kind), Lang::En) => format!("no {} file", names::kind(*kind).en.to_ascii_lowercase()),
        // These units have no service adviser by nature, so no column is missing.
        (Lack::Column(Kind::Leads | Kind::Sales | Kind::Insurance, Field::Adviser), Lang::Zh) => {
            "按服务顾问不适用".into()
        }
        (Lack::Column(Kind::Leads | Kind::Sales | Kind::Insurance, Field::Adviser), Lang::En) => {
            "not told by service adviser".into()
        }
        (Lack::Column(kind, field), Lang::Zh) => {
            format!("缺“{}”列（{}文件）", fields::field(*field).zh, names::kind(*kind).zh)
        }
        (Lack::Column(kind, field), Lang::En) => {
            let (field, kind) = (fields::field(*field).en, names::kind(*kind).en.to_ascii_lowercase());
            format!("no {field} column ({kind} file)")
        }
        (Lack::FormOrAudit, Lang::Zh) => "需另行采集（表单、专项回访或现场检核）".into(),
        (Lack::FormOrAudit, Lang::En) => "needs a form, a survey of its own or an audit".into(),
        (Lack::Empty(kind, field), Lang::Zh) => {
            format!("“{}”列是空的（{}文件）", fields::field(*field).zh, names::kind(*kind).zh)
        }
        (Lack::Empty(kind, field), Lang::En) => {
            let (field, kind) = (fields::field(*field).en, names::kind(*kind).en.to_ascii_lowercase());
            format!("the {field} column is empty ({kind} file)")
        }
        (Lack::Never(never), lang) => unseen(*never).get(lang).into(),
        (Lack::Since(kind, day), Lang::Zh) => format!("{}文件 {day} 才开始，更早的看不到", names::kind(*kind).zh),
        (Lack::Since(kind, day), Lang::En) => {
            format!(
                "the {} file begins on {day}; before it nothing is seen",
                names::kind(*kind).en.to_ascii_lowercase()
            )
        }
    }
}

/// What the files cannot show, because no row records it.
pub const fn unseen(never: Never) -> Text {
    match never {
        Never::VisitTwice => text(
            "文件中看不出：没有一位客户有两天到店（来店登记可能每个号码只留一行）",
            "not seen in the files: nobody has visits on two days (the list may keep each number once)",
        ),
        Never::Referral => {
            text("文件中看不出：没有一个渠道写明转介绍", "not seen in the files: no channel is a referral")
        }
        Never::FirstService => {
            text("文件中看不出：没有一张工单写明首保", "not seen in the files: no order says it is a first service")
        }
        Never::Maintenance => {
            text("文件中看不出：没有一张工单写明一般保养", "not seen in the files: no order says it is a maintenance")
        }
        Never::NotRenewed => text(
            "文件中看不出：保单全是在本店续的，没续的不在文件里",
            "not seen in the files: every policy was renewed here, those that were not are left out",
        ),
    }
}

/// Alternatives in one line; any one of them lights up the step.
pub fn lacks(lang: Lang, lacks: &[Lack]) -> String {
    let words: Vec<_> = lacks.iter().map(|one| lack(lang, one)).collect();
    match lang {
        Lang::Zh => words.join("，或"),
        Lang::En => words.join(", or "),
    }
}

/// For a step or node as a sentence: 没有试驾时间：此步无法显示。
pub fn cannot_show(lang: Lang, missing: &[Lack]) -> String {
    match lang {
        Lang::Zh => format!("{}：此步无法显示", lacks(lang, missing)),
        Lang::En => format!("{}: this step cannot be shown", capitalised(&lacks(lang, missing))),
    }
}

/// English sentences begin with a capital letter.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or(String::new(), |first| std::iter::once(first.to_ascii_uppercase()).chain(characters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_named_with_its_file() {
        let lack = [Lack::Column(Kind::Leads, Field::TestDriveAt)];
        assert_eq!(cannot_show(Lang::Zh, &lack), "缺“试驾时间”列（线索文件）：此步无法显示");
        assert_eq!(cannot_show(Lang::En, &lack), "No Test drive column (leads file): this step cannot be shown");
    }
}
