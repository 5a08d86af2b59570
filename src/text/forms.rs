//! Words of forms: their fields, and what is wrong with the values.

use super::{Lang, Text, text};

pub const REQUIRED_MARK: Text = text("必填", "required");
pub const NOTHING: Text = text("", "");
pub const GIVE_UP: Text = text("放弃修改", "Discard changes");
pub const UNSAVED: Text = text("改动还没有保存", "Not saved yet");
pub const REQUIRED: Text = text("请填写这一项。", "Please fill this in.");
pub const CHOOSE: Text = text("请从列出的几项里选一个。", "Please choose one of those listed.");
pub const NOT_A_DAY: Text = text("请填一个日期，例如 2026-10-31。", "Please give a date, such as 2026-10-31.");
pub const NAME_TAKEN: Text = text(
    "这台设备上已有一家店叫这个名字，换一个才分得清。",
    "Another store on this device has this name; choose a different one.",
);

pub fn too_long(lang: Lang, most: usize) -> String {
    match lang {
        Lang::Zh => format!("太长了，最多 {most} 个字。"),
        Lang::En => format!("Too long: {most} characters at most."),
    }
}

pub fn not_a_number(lang: Lang, least: i64, most: i64) -> String {
    match lang {
        Lang::Zh => format!("请填 {least} 到 {most} 的整数。"),
        Lang::En => format!("Please give a whole number from {least} to {most}."),
    }
}
