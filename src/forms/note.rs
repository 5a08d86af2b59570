//! A note (备注) on somebody.

use super::{Field, Form, Input, check, follow_up::who_field};
use crate::{
    protocol::{
        command::{Command, Trouble},
        form::{Submission, Wrong},
        view::FollowView,
    },
    text::{follow_ups as words, forms},
};

pub(super) const NAME: &str = "note";
/// The most characters of a note.
const LONGEST: usize = 1_000;
/// The most characters of an address.
const SUBJECT: usize = 40;

pub fn form(view: &FollowView, who: &str) -> Form {
    let field =
        |name, label, input, value| Field { name, label, hint: None, input, is_required: true, is_fixed: false, value };
    let subject = view.subjects.first().map(ToString::to_string).unwrap_or_default();
    let fields = vec![
        field("subject", forms::NOTHING, Input::Hidden(SUBJECT), subject),
        field("text", words::NOTE_TEXT, Input::Text(LONGEST), String::new()),
        who_field(view, who),
    ];
    Form { name: NAME, fields, submit: words::SAVE_NOTE, saved: words::SAVED }
}

pub(super) fn submitted(submission: &Submission) -> Result<Command, Vec<Wrong>> {
    let mut values = check::values(&form(&FollowView::default(), ""), submission)?;
    let mut take = |name: &str| values.remove(name).unwrap_or_default();
    let Ok(subject) = take("subject").parse() else {
        let words = crate::text::trouble::title(&Trouble::NobodyThere).get(submission.lang).to_owned();
        return Err(vec![Wrong { field: "text".to_owned(), words }]);
    };
    Ok(Command::Note { subject, text: take("text"), who: take("who") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_note_has_a_text_and_somebody_it_is_about() {
        let submit = |text: &str, subject: &str| {
            let values = [("subject", subject), ("text", text), ("who", "陈立")];
            let values = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
            submitted(&Submission { form: NAME.into(), values, lang: Lang::Zh })
        };
        assert!(matches!(submit("周末再来", "lbeef-42"), Ok(Command::Note { text, .. }) if text == "周末再来"));
        assert_eq!(submit("  ", "lbeef-42").unwrap_err()[0].field, "text");
        assert_eq!(submit("周末再来", "谁").unwrap_err()[0].field, "text");
    }
}
