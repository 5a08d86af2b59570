//! Lists as CSV: a BOM for Excel, cells that could be taken for formulas neutralised, telephone numbers masked unless asked.

use super::people::everyone;
use crate::{
    analytics::members::Frame,
    protocol::{
        query::Selection,
        view::{AnswerNote, NotesView, PersonRow, PersonState},
    },
};

const ANSWER_HEADS: [&str; 6] = [
    "回访日期 Answered",
    "回访类型 Survey",
    "满意度 Index",
    "题项 Item",
    "推荐意愿 Recommendation",
    "客户原话 Verbatim",
];

const BOM: &str = "\u{feff}";

/// The people behind a number.
pub(super) fn people(frame: &Frame, selection: &Selection, phones: bool) -> String {
    let head = ["姓名 Name", "手机 Phone", "级别 Level", "车型 Model", "车牌 Plate", "渠道 Channel", "顾问 Consultant"];
    let tail = ["进入 Entered", "应在 Due", "状态 State", "最近 Last activity", "静默天数 Silent days"];
    let answers = matches!(selection, Selection::Answers { .. });
    let said: &[&str] = if answers { &ANSWER_HEADS } else { &[] };
    let rows = everyone(frame, selection).into_iter().map(|(row, phone)| {
        let shown = if phones { phone.unwrap_or_else(|| row.phone_masked.clone()) } else { row.phone_masked.clone() };
        let said = row.answer.as_ref().map(answer_cells).unwrap_or_default();
        cells(&row, shown).into_iter().chain(said).collect()
    });
    write(head.iter().chain(&tail).chain(said).map(|word| (*word).to_owned()).collect(), rows)
}

/// Notes and refusals.
pub(super) fn notes(view: &NotesView) -> String {
    let head = ["文件 File", "表 Sheet", "行 Row", "列 Column", "值 Value", "备注 Note", "拒绝 Refused"];
    let rows = view.rows.iter().map(|row| {
        vec![
            row.file.clone(),
            row.sheet.clone(),
            row.row.to_string(),
            row.note.column.clone(),
            row.note.value.clone(),
            {
                let words = crate::text::notes::matter(row.note.matter);
                format!("{} {}", words.zh, words.en)
            },
            if row.note.refuses() { "是 yes".to_owned() } else { String::new() },
        ]
    });
    write(head.map(str::to_owned).to_vec(), rows)
}

fn cells(row: &PersonRow, phone: String) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        row.name.clone(),
        phone,
        row.level.map(|level| format!("{level:?}")).unwrap_or_default(),
        text(&row.model),
        text(&row.plate),
        text(&row.channel),
        text(&row.consultant),
        row.entered.map(|at| at.to_string()).unwrap_or_default(),
        row.due.map(|at| at.day().to_string()).unwrap_or_default(),
        state(&row.state),
        row.last_activity.map(|at| at.day().to_string()).unwrap_or_default(),
        row.silent_days.map(|days| days.to_string()).unwrap_or_default(),
    ]
}

fn answer_cells(note: &AnswerNote) -> Vec<String> {
    let score = |score: Option<u8>| score.map(|score| score.to_string()).unwrap_or_default();
    vec![
        note.at.to_string(),
        crate::text::names::answer_kind(note.kind).zh.to_owned(),
        note.index.map(|index| format!("{index:.1}")).unwrap_or_default(),
        score(note.item),
        score(note.recommend),
        note.verbatim.clone(),
    ]
}

/// A state in both languages: a CSV is read by whoever gets it.
fn state(state: &PersonState) -> String {
    match state {
        PersonState::InTime => "时限内 in time".into(),
        PersonState::Late(days) => format!("超时 late {days}"),
        PersonState::Dormant(days) => format!("休眠 dormant {days}"),
        PersonState::Passed(at) => format!("通过 passed {}", at.day()),
        PersonState::Leaked(at, reason) => format!("流失 leaked {} {reason}", at.day()),
        PersonState::Recovered(at) => format!("流失后挽回 recovered {}", at.day()),
        PersonState::Bypassed(at) => format!("未经此步 bypassed {}", at.day()),
        PersonState::Defeated(reason) => format!("战败 defeated {reason}"),
        PersonState::Delivered(at) => format!("已交车 delivered {}", at.day()),
        PersonState::Owner { stage, activity } => {
            format!("{} {}", crate::text::names::stage(*stage).zh, crate::text::names::activity(*activity).zh)
        }
        PersonState::Known => String::new(),
    }
}

pub(super) fn write(head: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(BOM.as_bytes().to_vec());
    for row in std::iter::once(head).chain(rows) {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| neutral(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it. A spreadsheet may be told another separator than
/// the comma, or guess one: then a cell ends inside this one, and what follows begins a cell of its own. So the beginning of every such
/// part is looked at, too. A plus or minus there only before a letter or a bracket: numbers and telephone numbers stay as they are.
fn neutral(cell: &str) -> String {
    let mut written = String::with_capacity(cell.len() + 1);
    let (mut is_start, mut is_first) = (true, true);
    for (at, one) in cell.char_indices() {
        if is_start && runs(one, cell[at + one.len_utf8()..].chars().next(), is_first) {
            written.push('\'');
        }
        written.push(one);
        is_first = false;
        // Spaces and quotation marks before a formula do not keep a spreadsheet from running it.
        is_start = is_separator(one) || is_start && matches!(one, ' ' | '"');
    }
    written
}

fn runs(one: char, next: Option<char>, is_first: bool) -> bool {
    match one {
        '=' | '@' | '＝' | '＠' => true,
        '+' | '-' | '＋' | '－' => is_first || next.is_some_and(|next| next.is_alphabetic() || "(@=".contains(next)),
        '\t' | '\r' => is_first,
        _ => false,
    }
}

fn is_separator(one: char) -> bool {
    matches!(one, ';' | ',' | '\t' | '|' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_quotes_doubled() {
        let written = write(vec!["a".into()], [vec!["=1+1".to_owned()], vec!["say \"hi\", 你".to_owned()]].into_iter());
        assert_eq!(written, "\u{feff}a\r\n'=1+1\r\n\"say \"\"hi\"\", 你\"\r\n");
    }

    #[test]
    fn formulas_are_neutralised_whatever_the_separator() {
        for (cell, expected) in [
            ("甲;=HYPERLINK(1)", "甲;'=HYPERLINK(1)"),
            ("甲|@SUM(A1)", "甲|'@SUM(A1)"),
            ("甲\t=1", "甲\t'=1"),
            ("甲\n=1", "甲\n'=1"),
            ("甲,  =1", "甲,  '=1"),
            ("甲;\"=cmd|'/c calc'!A1\"", "甲;\"'=cmd|'/c calc'!A1\""),
            ("甲;-cmd", "甲;'-cmd"),
            ("-5", "'-5"),
            ("约 -5;-3, +8613812345678", "约 -5;-3, +8613812345678"),
            ("价格=面议；见面谈", "价格=面议；见面谈"),
        ] {
            assert_eq!(neutral(cell), expected);
        }
    }
}
