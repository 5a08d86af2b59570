//! What the columns of the blank import files mean, with an example each. Which columns there are, and their fields, is
//! in `schema`.

use super::{Text, text};
use crate::model::fields::Field;

pub const SHEET: &str = "说明";
pub const HEADS: [&str; 5] = ["填写的列", "是否必需", "含义", "Meaning", "示例 Example"];
pub const NEEDED: &str = "必需";
/// For columns that say who, or which car.
pub const ONE_NEEDED: &str = "至少填一项";
pub const OPTIONAL: &str = "可空";

/// A column's meaning and a value for it.
pub const fn column(field: Field) -> (Text, &'static str) {
    match field.meaning() {
        Some([zh, en, example]) => (text(zh, en), example),
        None => (text("这一项的打分，1–10 分；没问到的留空", "Score of this item, 1 to 10; empty if not asked"), "8"),
    }
}
