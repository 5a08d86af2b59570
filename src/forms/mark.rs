//! A record of a touchpoint (环节记录): which one, whether it was done, when, and a note. It decides what no file tells.

use super::{Choice, Field, Form, Input, check, follow_up::who_field, wrong};
use crate::{
    protocol::{
        command::{Command, Mark, Trouble},
        form::{Submission, Wrong},
        view::{FollowView, TouchpointName},
    },
    text::{Lang, Text, follow_ups as words, forms, names},
    time::Day,
};

pub(super) const NAME: &str = "mark";
/// The most characters of a note.
const LONGEST: usize = 500;
/// The most characters of an address.
const SUBJECT: usize = 40;
/// The most characters of a touchpoint's name.
const TOUCHPOINT: usize = 80;
const DONE: &str = "1";
const NOT_DONE: &str = "0";

pub fn form(lang: Lang, view: &FollowView, who: &str) -> Form {
    let subject = view.subjects.first().map(ToString::to_string).unwrap_or_default();
    let offered = view.touchpoints.iter().map(|one| name(lang, one)).collect();
    let fields = vec![
        Field { value: subject, ..field("subject", forms::NOTHING, Input::Hidden(SUBJECT), true) },
        Field {
            hint: Some(words::MARK_HINT.get(lang).to_owned()),
            ..field("touchpoint", words::MARK_TOUCHPOINT, Input::Pick(TOUCHPOINT, offered), true)
        },
        Field { value: DONE.to_owned(), ..field("done", words::MARK_DONE, Input::One(choices(lang)), true) },
        Field {
            hint: Some(words::MARK_ON_HINT.get(lang).to_owned()),
            ..field("on", words::MARK_ON, Input::Day, false)
        },
        field("note", words::NOTE, Input::Text(LONGEST), false),
        who_field(view, who),
    ];
    Form { name: NAME, fields, submit: words::SAVE_MARK, saved: words::SAVED }
}

fn field(name: &'static str, label: Text, input: Input, is_required: bool) -> Field {
    Field { name, label, hint: None, input, is_required, is_fixed: false, value: String::new() }
}

fn choices(lang: Lang) -> Vec<Choice> {
    let choice = |value: &str, label: Text| Choice {
        value: value.to_owned(),
        label: label.get(lang).to_owned(),
        detail: String::new(),
    };
    vec![choice(DONE, words::DONE), choice(NOT_DONE, words::NOT_DONE)]
}

/// 交车 · 新车检查: the name alone may stand in several stages.
fn name(lang: Lang, one: &TouchpointName) -> String {
    format!("{} · {}", names::stage(one.stage).get(lang), one.get(lang))
}

pub(super) fn submitted(
    submission: &Submission,
    touchpoints: &[TouchpointName],
    today: Day,
) -> Result<Command, Vec<Wrong>> {
    let lang = submission.lang;
    let mut values = check::values(&form(lang, &FollowView::default(), ""), submission)?;
    let mut take = |name: &str| values.remove(name).unwrap_or_default();
    let Ok(subject) = take("subject").parse() else {
        let words = crate::text::trouble::title(&Trouble::NobodyThere).get(lang).to_owned();
        return Err(vec![Wrong { field: "touchpoint".to_owned(), words }]);
    };
    let given = take("touchpoint");
    let touchpoint = touchpoints.iter().find(|one| name(lang, one) == given).map(|one| one.key.clone());
    let touchpoint = touchpoint.ok_or_else(|| vec![wrong("touchpoint", lang, words::MARK_UNKNOWN)])?;
    let on: Option<Day> = take("on").parse().ok();
    if on.is_some_and(|on| on > today) {
        return Err(vec![wrong("on", lang, words::MARK_AHEAD)]);
    }
    let (is_done, note, who) = (take("done") == DONE, take("note"), take("who"));
    Ok(Command::Mark(Mark { subject, touchpoint, is_done, on, note, who }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::stage::Stage;

    fn submit(values: &[(&str, &str)]) -> Result<Mark, Vec<String>> {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let submission = Submission { form: NAME.into(), values, lang: Lang::Zh };
        let known = [("visit.greeting", "接待"), ("visit.needs", "需求了解")];
        let known = known.map(|(key, zh)| TouchpointName {
            key: key.into(),
            zh: zh.into(),
            en: String::new(),
            stage: Stage::Visit,
        });
        match submitted(&submission, &known, "2026-11-28".parse().unwrap()) {
            Ok(Command::Mark(mark)) => Ok(mark),
            Ok(other) => panic!("{other:?}"),
            Err(wrongs) => Err(wrongs.into_iter().map(|wrong| wrong.field).collect()),
        }
    }

    #[test]
    fn a_touchpoint_is_found_by_what_it_is_called() {
        let name = format!("{} · 需求了解", names::stage(Stage::Visit).get(Lang::Zh));
        let given = [("subject", "lbeef-42"), ("touchpoint", &*name), ("done", "0"), ("who", "陈立")];
        let mark = submit(&given).unwrap();
        assert_eq!((mark.touchpoint.as_str(), mark.is_done, mark.on), ("visit.needs", false, None));
        let ahead = [given[0], given[1], ("done", "1"), ("on", "2026-11-29"), given[3]];
        assert_eq!(submit(&ahead).unwrap_err(), ["on"]);
    }

    #[test]
    fn what_is_missing_or_unknown_is_said_by_field() {
        assert_eq!(submit(&[]).unwrap_err(), ["subject", "touchpoint", "done", "who"]);
        let given = [("subject", "lbeef-42"), ("touchpoint", "没有这个环节"), ("done", "1"), ("who", "陈立")];
        assert_eq!(submit(&given).unwrap_err(), ["touchpoint"]);
    }
}
