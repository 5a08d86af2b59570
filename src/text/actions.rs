//! Words of the last actions.

use super::{Lang, Text, follow_ups, numbers::count, states::Tone, text};
use crate::{
    protocol::view::{ActView, ActionView, EffectView},
    time::Moment,
};

pub const TITLE: Text = text("最近的操作", "Recent actions");
pub const CAPTION: Text =
    text("谁、什么时候、记了什么；写错了可以撤销。", "Who wrote what, and when. A mistake can be taken back.");
pub const NONE: Text = text("还没有人在这里记过什么。", "Nobody has written anything here yet.");
pub const HISTORY: Text = text("修改历史", "History");
pub const HISTORY_CAPTION: Text = text(
    "每一项是谁、什么时候写的，前后是什么。撤销过的也在。",
    "Who wrote each field, when, before and after; also what was taken back.",
);
pub const REDO: Text = text("恢复", "Redo");
pub const UNDO: Text = text("撤销", "Undo");
pub const LOOSE: Text = text("导入已撤销、记录还在的客户", "Customers whose import was taken back");

/// Shown above the last actions.
pub fn loose(lang: Lang, customers: u32) -> String {
    let n = count(customers);
    match lang {
        Lang::Zh => format!("{n} 位客户的导入已撤销，在这里记下的还在"),
        Lang::En => format!("The import of {n} customers was taken back; what was written of them is kept"),
    }
}

pub const ME: Text = text("本机记录人", "Who writes here");
pub const ME_CAPTION: Text =
    text("在这台设备上记的，都记在这个名字下。", "Whatever is written on this device bears this name.");
pub const ME_NAME: Text = text("姓名", "Name");
pub const ME_SAVE: Text = text("就用这个名字", "Use this name");
pub const ME_SAVED: Text = text("记住了。", "Kept.");

/// 电话跟进 · 已沟通
pub fn what(lang: Lang, action: &ActionView) -> String {
    let words = match action.act {
        ActView::FollowUp => text("跟进", "Follow-up"),
        ActView::Note => text("备注", "Note"),
        ActView::Mark => text("环节记录", "Touchpoint record"),
        ActView::Undo => text("撤销", "Undo"),
        ActView::Redo => text("恢复", "Redo"),
        ActView::Other => text("其他操作（来自新版本）", "Another action (of a newer version)"),
    };
    match (action.act, action.said) {
        (ActView::FollowUp, Some((way, outcome))) => {
            let (way, outcome) = (follow_ups::way(way).get(lang), follow_ups::outcome(outcome).get(lang));
            match lang {
                Lang::Zh => format!("{way}跟进 · {outcome}"),
                Lang::En => format!("Follow-up: {way} · {outcome}"),
            }
        }
        _ => words.get(lang).to_owned(),
    }
}

/// 等 30 位
pub fn more(lang: Lang, action: &ActionView) -> Option<String> {
    let all = count(action.count);
    (action.count as usize > action.people.len()).then(|| match lang {
        Lang::Zh => format!("等 {all} 位"),
        Lang::En => format!("of {all}"),
    })
}

pub const fn effect(effect: EffectView) -> Option<(Tone, Text)> {
    match effect {
        EffectView::InForce => None,
        EffectView::Partly => Some((Tone::Still, text("部分生效", "In part"))),
        EffectView::Undone => Some((Tone::Plain, text("已撤销", "Taken back"))),
        EffectView::Overruled => Some((Tone::Plain, text("之后有改动", "Changed since"))),
    }
}

/// 14:05
pub fn time(at: Moment) -> String {
    at.to_string().split_once(' ').map(|(_, time)| time.to_owned()).unwrap_or_default()
}
