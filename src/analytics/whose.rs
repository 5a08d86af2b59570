//! Whose the rows of a list are (名下): how many belong to each member of staff. A list narrowed to one of them has as
//! many rows as are counted here, so the names are those the slice uses, not those a row shows.

use super::{
    advisers, answers,
    measures::staff_of,
    slices,
    viewpoint::{Member, Viewpoint},
};
use crate::{
    lifecycle::journey::Subject,
    model::{map::Map, values::AnswerKind},
    protocol::{
        query::{Selection, Staff},
        view::{Whose, WhoseView},
    },
};

/// `None` if the list is already one person's, if nobody is named, or if it lists customers, who may be several
/// people's. `whole`: the list it is a part of; a count says little about a person without it.
pub fn whose(
    viewpoint: &Viewpoint,
    (selection, members): (&Selection, &[Member]),
    whole: Option<&(Vec<Member>, Selection)>,
) -> Option<WhoseView> {
    let (staff, names) = names(viewpoint, selection, members)?;
    let is_narrowed = match (staff, selection) {
        (Staff::Consultant, _) => viewpoint.slice.consultant.is_some(),
        (Staff::Adviser, _) => viewpoint.slice.adviser.is_some(),
        (Staff::Specialist, _) => false,
    };
    let is_of_one = is_narrowed || matches!(selection, Selection::Measure { group: Some(_), .. });
    if is_of_one || names.iter().all(Option::is_none) {
        return None;
    }
    let of = whole.and_then(|(members, base)| self::names(viewpoint, base, members)).filter(|(of, _)| *of == staff);
    let of: Option<Map<&str, u32>> = of.map(|(_, names)| {
        let mut counts = Map::default();
        names.into_iter().for_each(|name| *counts.entry(name.unwrap_or_default()).or_default() += 1);
        counts
    });
    let mut people = slices::counted(names.into_iter().map(Option::unwrap_or_default));
    // Rows that name nobody come last.
    crate::order::order(&mut people, |(name, _)| i64::from(name.is_empty()));
    let one = |(name, rows): (String, u32)| {
        let of = of.as_ref().and_then(|of| of.get(name.as_str()).copied()).filter(|of| *of >= rows);
        Whose { name, rows, of }
    };
    Some(WhoseView { staff, people: people.into_iter().map(one).collect() })
}

/// The name for each row, or `None`; the outer `None` if the list has no staff.
fn names<'a>(
    viewpoint: &Viewpoint<'a>,
    selection: &Selection,
    members: &[Member],
) -> Option<(Staff, Vec<Option<&'a str>>)> {
    let (world, standings) = (viewpoint.world, viewpoint.standings);
    let consultants = || members.iter().map(|one| slices::consultant(world.book(), one.subject)).collect();
    let of_services = |one: &Member| answers::adviser_of(world, one.subject, one.answer?);
    match selection {
        Selection::Everybody | Selection::Loose => None,
        Selection::Measure { measure, part, group } => {
            Some((measure.staff(), staff_of(viewpoint, *measure, *part, group.as_deref())))
        }
        Selection::Serviced => Some((Staff::Adviser, advisers::received(viewpoint))),
        Selection::Answers { kind: Some(AnswerKind::Service), .. } => {
            Some((Staff::Adviser, members.iter().map(of_services).collect()))
        }
        Selection::Answers { .. } | Selection::Unattended => Some((Staff::Consultant, consultants())),
        _ if members.iter().any(|one| matches!(one.subject, Subject::Customer(_))) => None,
        _ if members.iter().all(|one| matches!(one.subject, Subject::Ownership(_))) => {
            Some((Staff::Adviser, members.iter().map(|one| slices::adviser(world, standings, one.subject)).collect()))
        }
        _ => Some((Staff::Consultant, consultants())),
    }
}
