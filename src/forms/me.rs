//! Who writes at this device. The page keeps the name itself (`ui/sheet/forms`): it is the device's, not the store's.

use super::{Field, Form, Input};
use crate::text::actions as words;

pub const NAME: &str = "me";
/// The most characters of a name.
pub(super) const LONGEST: usize = 30;

pub fn form(staff: &[String], who: &str) -> Form {
    let name = Field {
        name: "who",
        label: words::ME_NAME,
        hint: None,
        input: Input::Pick(LONGEST, staff.to_vec()),
        is_required: false,
        is_fixed: false,
        value: who.to_owned(),
    };
    Form { name: NAME, fields: vec![name], submit: words::ME_SAVE, saved: words::ME_SAVED }
}
