//! Survey answers and whom they are about, and the answer lists behind the satisfaction figures.

use super::{
    advisers,
    questionnaire::{own_index, promoter_score},
    viewpoint::{Member, Viewpoint},
    world::World,
};
use crate::order::{exact, order};
use crate::{
    book::{OpportunityId, OwnershipId, RowRef},
    lifecycle::journey::Subject,
    model::{
        rows::{AnswerRow, At, Kind},
        values::AnswerKind,
    },
    protocol::query::AnswerPart,
    terms::touchpoint::SurveyItem,
    time::{Day, Period},
};

/// A score this low is a complaint in numbers.
const LOW: u8 = 6;

/// An answer with its day, its questionnaire, and its subject.
#[derive(Clone, Copy)]
pub struct Answered<'a> {
    /// Position in its table.
    pub index: usize,
    pub row: At<'a, AnswerRow>,
    pub at: Day,
    pub kind: AnswerKind,
    pub subject: Subject,
    /// For a service answer: the adviser on the order it answers.
    pub adviser: Option<&'a str>,
}

/// All answers of a period up to the as-of day, in the slice.
pub fn answers<'a>(viewpoint: &Viewpoint<'a>, period: Period) -> Vec<Answered<'a>> {
    let world = viewpoint.world;
    let last = period.last.min(viewpoint.standings.as_of);
    let subjects = subjects(world);
    let answered = |(index, subject): (usize, Option<Subject>)| {
        let row = world.tables.answers().at(index);
        let (at, kind, subject) = (row.at()?, row.kind()?, subject?);
        Some(Answered { index, row, at, kind, subject, adviser: adviser(world, kind, subject, at) })
    };
    let all = subjects.into_iter().enumerate().filter_map(answered);
    // An answer linked to a customer only, not to a car or opportunity, belongs to no slice.
    let wide = viewpoint.of_any_adviser();
    let is_held = |subject: Subject| match subject {
        Subject::Customer(_) => viewpoint.slice.is_of_nobody(),
        _ => wide.in_slice(subject),
    };
    let within = |one: &Answered| (period.first..=last).contains(&one.at);
    all.filter(|one| within(one) && viewpoint.is_of(one.adviser) && is_held(one.subject)).collect()
}

/// The adviser on the order that an answer is about.
pub fn adviser_of(world: &World, subject: Subject, answer: usize) -> Option<&str> {
    let row = world.tables.answers().at(answer);
    adviser(world, row.kind()?, subject, row.at()?)
}

fn adviser(world: &World, kind: AnswerKind, subject: Subject, at: Day) -> Option<&str> {
    let Subject::Ownership(id) = subject else { return None };
    let rows = &world.book().ownership(id).rows;
    (kind == AnswerKind::Service).then(|| advisers::of_answer(&world.tables, rows, at))?
}

/// A buyers' or service answer is about the car, a defeat answer about the opportunity; without one, an answer is about
/// the customer alone.
fn subjects(world: &World) -> Vec<Option<Subject>> {
    let book = world.book();
    let row_of = |index| RowRef::new(Kind::Answers, index);
    let mut subjects: Vec<Option<Subject>> = (0..world.tables.answers().len())
        .map(|index| Some(Subject::Customer(book.customer_of(row_of(index))?)))
        .collect();
    let mut about = |rows: &[RowRef], subject: Subject, customer| {
        for row in rows.iter().filter(|row| row.kind == Kind::Answers) {
            // An answer about a car that somebody else gave stays with that person.
            if book.customer_of(*row).is_none_or(|own| own == customer) {
                subjects[row.get()] = Some(subject);
            }
        }
    };
    for (index, opportunity) in book.opportunities.iter().enumerate() {
        about(&opportunity.rows, Subject::Lead(OpportunityId::at(index)), opportunity.customer);
    }
    for (index, ownership) in book.ownerships.iter().enumerate() {
        about(&ownership.rows, Subject::Ownership(OwnershipId::at(index)), ownership.customer);
    }
    subjects
}

/// The answers behind a number, the worst first; the latest first among equal scores.
pub fn members(
    viewpoint: &Viewpoint,
    kind: Option<AnswerKind>,
    item: Option<SurveyItem>,
    part: AnswerPart,
) -> Vec<Member> {
    let mut found = answers(viewpoint, viewpoint.period);
    found.retain(|one| kind.is_none_or(|kind| kind == one.kind) && is_part(one.row, item, part));
    // The sorts are stable, so the most important key is sorted last.
    order(&mut found, |one| one.index as i64);
    order(&mut found, |one| -i64::from(one.at.epoch_days()));
    for score in (0..3).rev() {
        order(&mut found, |one| exact(badness(one.row, item, part)[score]));
    }
    found.iter().map(|one| Member { answer: Some(one.index), ..Member::of(one.subject) }).collect()
}

/// What the list is about first, then the rest of the answer.
fn badness(row: At<AnswerRow>, item: Option<SurveyItem>, part: AnswerPart) -> [f64; 3] {
    let about = item.and_then(|item| row.item(item)).map(f64::from);
    let (own, recommend) = (own_index(row), row.recommend().map(f64::from));
    let unknown = |score: Option<f64>| score.unwrap_or(f64::MAX);
    match part {
        AnswerPart::All | AnswerPart::Low => [unknown(about), unknown(own), unknown(recommend)],
        _ => [unknown(recommend), unknown(about), unknown(own)],
    }
}

fn is_part(row: At<AnswerRow>, item: Option<SurveyItem>, part: AnswerPart) -> bool {
    let scored = match item {
        Some(item) => row.item(item).is_some(),
        None => own_index(row).is_some(),
    };
    let is_low = |score: &Option<u8>| score.is_some_and(|score| score <= LOW);
    let promoter = promoter_score(row);
    match part {
        AnswerPart::All => scored,
        AnswerPart::Low => {
            scored && item.map_or_else(|| row.items().iter().any(is_low), |item| is_low(&row.item(item)))
        }
        AnswerPart::Recommending => promoter.is_some(),
        AnswerPart::Promoters => promoter == Some(100.0),
        AnswerPart::Passives => promoter == Some(0.0),
        AnswerPart::Detractors => promoter == Some(-100.0),
    }
}
