//! The follow-up (跟进): how somebody was contacted, what came of it, the step made, the level, when next, and a note.
//! Everything but the outcome has a proposal, so two taps write it down.

use super::{Choice, Field, Form, Input, check, me::LONGEST as LONGEST_NAME};
use crate::{
    model::ids::SubjectRef,
    protocol::{
        command::{Command, FollowUp},
        form::{Submission, Wrong},
        view::FollowView,
    },
    terms::{
        follow_up::{Outcome, REACHES, Way},
        stage::{LEVELS, Level, Step, SubjectKind},
    },
    text::{Lang, follow_ups as words, forms, names},
};

pub(super) const NAME: &str = "follow-up";
/// The steps that somebody can make while being followed up.
const STEPS: [Step; 4] = [Step::Visit, Step::TestDrive, Step::Quote, Step::Order];
/// The most characters of a note.
const LONGEST: usize = 500;
/// So many are followed up together, at most.
pub const MOST_AT_ONCE: u32 = 200;
/// Before the address of a list of which the first are meant.
const LIST: char = '*';
/// The most characters of the addresses of those who are followed up together.
const MOST_SUBJECTS: usize = 40_000;

/// `who`: the person at this device, if known.
pub fn form(lang: Lang, view: &FollowView, who: &str) -> Form {
    let is_lead = view.kind == Some(SubjectKind::Lead);
    let subjects = view.subjects.iter().map(SubjectRef::to_string).collect::<Vec<_>>().join(" ");
    let mut fields = vec![
        Field { value: subjects, ..field("subjects", forms::NOTHING, Input::Hidden(MOST_SUBJECTS), true) },
        Field { value: number(Way::Call as i64), ..field("way", words::WAY, Input::One(ways(lang)), false) },
        field("outcome", words::OUTCOME, Input::One(outcomes(lang, is_lead)), true),
    ];
    if is_lead {
        fields.push(field("step", words::STEP, Input::One(steps(lang)), false));
    }
    if let Some(level) = view.level.filter(|level| *level != Level::O) {
        let level = number(level as i64);
        fields.push(Field { value: level, ..field("level", words::LEVEL, Input::One(levels(lang, view)), false) });
    }
    // Several leads have each their own clock; one that is closed has none.
    let has_clock = is_lead && (view.level.is_some() || view.subjects.is_empty());
    let hint = if has_clock { words::NEXT_HINT } else { words::NEXT_HINT_OWNER };
    fields.push(Field { hint: Some(hint.get(lang).to_owned()), ..field("next", words::NEXT, Input::Day, false) });
    fields.push(field("note", words::NOTE, Input::Text(LONGEST), false));
    fields.push(who_field(view, who));
    Form { name: NAME, fields, submit: words::SAVE, saved: words::SAVED }
}

/// Asked once on a device; afterwards it goes along unseen.
pub(super) fn who_field(view: &FollowView, who: &str) -> Field {
    let input = match who.is_empty() {
        true => Input::Pick(LONGEST_NAME, view.staff.clone()),
        false => Input::Hidden(LONGEST_NAME),
    };
    Field { value: who.to_owned(), ..field("who", words::WHO, input, true) }
}

fn field(name: &'static str, label: crate::text::Text, input: Input, is_required: bool) -> Field {
    Field { name, label, hint: None, input, is_required, is_fixed: false, value: String::new() }
}

fn number(number: i64) -> String {
    number.to_string()
}

fn choice(value: i64, label: &str, detail: String) -> Choice {
    Choice { value: number(value), label: label.to_owned(), detail }
}

fn ways(lang: Lang) -> Vec<Choice> {
    Way::ALL.into_iter().map(|way| choice(way as i64, words::way(way).get(lang), String::new())).collect()
}

/// By what they came to; what only an owner can say is not asked of a lead.
fn outcomes(lang: Lang, is_lead: bool) -> Vec<Choice> {
    let of_reach = |reach| Outcome::ALL.into_iter().filter(move |outcome| outcome.reach() == reach);
    let all = REACHES.into_iter().flat_map(of_reach).filter(|outcome| !(is_lead && outcome.is_of_owner()));
    all.map(|outcome| choice(outcome as i64, words::outcome(outcome).get(lang), String::new())).collect()
}

fn steps(lang: Lang) -> Vec<Choice> {
    STEPS.into_iter().map(|step| choice(step as i64, words::step(step).get(lang), String::new())).collect()
}

/// Each with the day that its clock proposes.
fn levels(lang: Lang, view: &FollowView) -> Vec<Choice> {
    let open = LEVELS.into_iter().filter(|level| *level != Level::O);
    open.map(|level| {
        let next = view.proposed.iter().find(|(of, _)| *of == level).map(|(_, day)| words::next_by(lang, *day));
        choice(level as i64, names::level(level), next.unwrap_or_default())
    })
    .collect()
}

/// A form that offers everything, to check what was filled in.
fn whole(lang: Lang) -> Form {
    let (kind, level) = (Some(SubjectKind::Lead), Some(Level::B));
    let mut form = form(lang, &FollowView { kind, level, ..FollowView::default() }, "");
    for field in form.fields.iter_mut().filter(|field| field.name == "outcome") {
        field.input = Input::One(outcomes(lang, false));
    }
    form
}

/// The list whose first people a submission is about, by its address.
pub fn list(submission: &Submission) -> Option<&str> {
    let subjects = submission.values.iter().find(|(name, _)| name == "subjects").filter(|_| submission.form == NAME);
    subjects.and_then(|(_, subjects)| subjects.strip_prefix(LIST))
}

/// Puts the people of the list in its place.
pub fn with_people(submission: &mut Submission, people: impl Iterator<Item = SubjectRef>) {
    let people = people.map(|one| one.to_string()).collect::<Vec<_>>().join(" ");
    let subjects = submission.values.iter_mut().filter(|(name, _)| name == "subjects");
    subjects.for_each(|(_, subjects)| subjects.clone_from(&people));
}

pub(super) fn submitted(submission: &Submission) -> Result<Command, Vec<Wrong>> {
    let values = check::values(&whole(submission.lang), submission)?;
    let said = |name: &str| values.get(name).map(String::as_str).unwrap_or_default();
    let of = |name: &str| said(name).parse::<i64>().ok();
    let missing = |name: &str| vec![super::wrong(name, submission.lang, forms::CHOOSE)];
    Ok(Command::FollowUp(FollowUp {
        subjects: said("subjects").split(' ').filter_map(|subject| subject.parse().ok()).collect(),
        way: of("way").and_then(Way::of_number).unwrap_or(Way::Call),
        outcome: of("outcome").and_then(Outcome::of_number).ok_or_else(|| missing("outcome"))?,
        step: of("step").and_then(Step::of_number),
        level: of("level").and_then(Level::of_number),
        next: said("next").parse().ok(),
        note: said("note").to_owned(),
        who: said("who").to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn submit(values: &[(&str, &str)]) -> Result<Command, Vec<String>> {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let submission = Submission { form: NAME.into(), values, lang: Lang::Zh };
        submitted(&submission).map_err(|wrongs| wrongs.into_iter().map(|wrong| wrong.field).collect())
    }

    #[test]
    fn an_outcome_is_enough() {
        let given = [("subjects", "lbeef-42"), ("way", "0"), ("outcome", "20"), ("who", " 陈立 ")];
        let Ok(Command::FollowUp(follow_up)) = submit(&given) else { panic!() };
        assert_eq!((follow_up.way, follow_up.outcome, follow_up.subjects.len()), (Way::Call, Outcome::NoAnswer, 1));
        assert_eq!((follow_up.step, follow_up.level, follow_up.next), (None, None, None));
        assert_eq!((follow_up.note.as_str(), follow_up.who.as_str()), ("", "陈立"));
    }

    #[test]
    fn what_is_missing_or_unknown_is_said_by_field() {
        assert_eq!(submit(&[]).unwrap_err(), ["subjects", "outcome", "who"]);
        let given = [("subjects", "l1-1"), ("way", "9"), ("outcome", "19"), ("next", "下周"), ("who", "陈立")];
        assert_eq!(submit(&given).unwrap_err(), ["way", "outcome", "next"]);
    }

    #[test]
    fn a_lead_is_not_asked_what_only_an_owner_can_say() {
        let choices = |kind| {
            let form = form(Lang::Zh, &FollowView { kind: Some(kind), ..FollowView::default() }, "陈立");
            let outcome = form.fields.into_iter().find(|field| field.name == "outcome").unwrap();
            let Input::One(choices) = outcome.input else { panic!() };
            choices.into_iter().map(|choice| choice.label).collect::<Vec<_>>()
        };
        assert_eq!(choices(SubjectKind::Ownership).len(), Outcome::ALL.len());
        let of_lead = choices(SubjectKind::Lead);
        assert!(of_lead.contains(&"无应答".to_owned()) && !of_lead.contains(&"里程未到".to_owned()));
    }
}
