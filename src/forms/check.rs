//! Checks a form against its specification.

use super::{Form, Input, wrong};
use crate::{
    model::visible::visible,
    protocol::form::{Submission, Wrong},
    text::forms as words,
    time::Day,
};
use std::collections::BTreeMap;

/// The values of the editable fields by name, without invisible marks and surrounding spaces.
pub fn values(form: &Form, submission: &Submission) -> Result<BTreeMap<&'static str, String>, Vec<Wrong>> {
    let lang = submission.lang;
    let mut values = BTreeMap::new();
    let mut wrongs = Vec::new();
    for field in form.fields.iter().filter(|field| !field.is_fixed) {
        let given = submission.values.iter().find(|(name, _)| name == field.name).map_or("", |(_, value)| value);
        let value = visible(given).trim().to_owned();
        let is_said = match &field.input {
            _ if value.is_empty() => match field.is_required {
                true => Err(words::REQUIRED.get(lang).to_owned()),
                false => Ok(()),
            },
            Input::Line(most) | Input::Text(most) | Input::Pick(most, _) | Input::Hidden(most)
                if value.chars().count() > *most =>
            {
                Err(words::too_long(lang, *most))
            }
            Input::Line(_) | Input::Text(_) | Input::Pick(..) | Input::Hidden(_) => Ok(()),
            Input::Number(least, most) => match value.parse::<i64>() {
                Ok(number) if (*least..=*most).contains(&number) => Ok(()),
                _ => Err(words::not_a_number(lang, *least, *most)),
            },
            Input::Day => value.parse::<Day>().map(drop).map_err(|_| words::NOT_A_DAY.get(lang).to_owned()),
            Input::One(choices) => match choices.iter().any(|choice| choice.value == value) {
                true => Ok(()),
                false => Err(wrong(field.name, lang, words::CHOOSE).words),
            },
        };
        match is_said {
            Ok(()) => drop(values.insert(field.name, value)),
            Err(words) => wrongs.push(Wrong { field: field.name.to_owned(), words }),
        }
    }
    if wrongs.is_empty() { Ok(values) } else { Err(wrongs) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::{Choice, Field},
        text::{Lang, text},
    };

    fn field(name: &'static str, input: Input, is_required: bool) -> Field {
        Field { name, label: text("", ""), hint: None, input, is_required, is_fixed: false, value: String::new() }
    }

    fn form() -> Form {
        let one = Choice { value: "call".into(), label: String::new(), detail: String::new() };
        let fields = vec![
            field("name", Input::Line(4), true),
            field("note", Input::Text(10), false),
            field("count", Input::Number(1, 12), false),
            field("day", Input::Day, false),
            field("way", Input::One(vec![one]), true),
            Field { is_fixed: true, ..field("fixed", Input::Line(1), true) },
        ];
        Form { name: "test", fields, submit: text("", ""), saved: text("", "") }
    }

    fn check(values: &[(&str, &str)]) -> Result<BTreeMap<&'static str, String>, Vec<String>> {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let submission = Submission { form: "test".into(), values, lang: Lang::En };
        super::values(&form(), &submission).map_err(|wrongs| wrongs.into_iter().map(|wrong| wrong.field).collect())
    }

    #[test]
    fn what_is_right_comes_without_its_edges() {
        let given =
            [("name", " 城东\u{200b}店 "), ("count", "12"), ("day", "2026-10-31"), ("way", "call"), ("fixed", "x")];
        let values = check(&given).unwrap();
        assert_eq!(values["name"], "城东店");
        assert_eq!(values["note"], "");
        assert!(!values.contains_key("fixed"));
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        assert_eq!(check(&[]).unwrap_err(), ["name", "way"]);
        let given =
            [("name", "五个字的名"), ("note", "12345678901"), ("count", "13"), ("day", "2026-02-30"), ("way", "fax")];
        assert_eq!(check(&given).unwrap_err(), ["name", "note", "count", "day", "way"]);
        assert_eq!(check(&[("name", "\u{200b} "), ("way", "call")]).unwrap_err(), ["name"]);
        assert_eq!(check(&[("name", "店"), ("way", "call"), ("count", "1.5")]).unwrap_err(), ["count"]);
    }
}
