//! Members of a list as rows of people.

use super::{record::vehicle, urgency::urgency};
use crate::{
    analytics::{
        measures,
        questionnaire::own_index,
        slices,
        viewpoint::{Member, Viewpoint},
        whose::whose,
        world::Standings,
    },
    book::{Book, Customer, CustomerId, OpportunityId, OwnershipId},
    lifecycle::{
        catalogue::{self, TouchpointId},
        episode::{End, Episode},
        journey::Subject,
        lead::{LeadStanding, LeadState},
        owner::seen,
    },
    model::{ids::SubjectRef, rows::Kind},
    order::order,
    pages::list::columns::{self, Value},
    protocol::{
        column::{Column, Sort},
        lang::Lang,
        query::Selection,
        view::{AnswerNote, CarNote, FollowView, ListView, PersonRow, PersonState},
    },
    terms::stage::{Step, SubjectKind},
    text::selections,
    time::{Day, Moment},
};

/// A list in its order, computed once for all of its windows.
pub(super) struct Listed {
    as_of: Day,
    members: Vec<Member>,
    customers: u32,
    filled: Filled,
}

/// The columns that a row fills, each with a member whose row does.
type Filled = Vec<(Column, Subject)>;

impl Listed {
    pub fn new(viewpoint: &Viewpoint, selection: &Selection, sort: Option<Sort>) -> Self {
        let members = ordered(viewpoint, selection, sort, viewpoint.members(selection));
        let filled = filled(viewpoint, selection, &mut members.iter(), &shown(selection));
        Self::of(viewpoint, members, filled)
    }

    /// The list after edits of these subjects.
    pub fn again(&self, viewpoint: &Viewpoint, selection: &Selection, sort: Option<Sort>, edited: &[Subject]) -> Self {
        if self.as_of != viewpoint.standings.as_of {
            return Self::new(viewpoint, selection, sort);
        }
        let members = viewpoint.members_again(selection, &self.members, edited);
        let members = ordered(viewpoint, selection, sort, members);
        let filled = self.filled_again(viewpoint, selection, &members, edited);
        Self::of(viewpoint, members, filled)
    }

    fn of(viewpoint: &Viewpoint, members: Vec<Member>, filled: Filled) -> Self {
        let book = viewpoint.world.book();
        let mut seen = vec![false; book.customers.len()];
        members.iter().for_each(|member| seen[customer_of(book, member.subject).get()] = true);
        let customers = seen.into_iter().filter(|seen| *seen).count() as u32;
        Self { as_of: viewpoint.standings.as_of, customers, filled, members }
    }

    /// A column whose row still fills it is filled; only the edited rows can fill another.
    fn filled_again(
        &self,
        viewpoint: &Viewpoint,
        selection: &Selection,
        members: &[Member],
        edited: &[Subject],
    ) -> Filled {
        let shown = shown(selection);
        let still = |(column, subject): &&(Column, Subject)| {
            let member = members.iter().find(|member| member.subject == *subject);
            member.is_some_and(|member| {
                columns::fills(*column, &person(viewpoint, selection, member, columns::is_of_car(*column)))
            })
        };
        if !self.filled.iter().all(|one| still(&one)) {
            return filled(viewpoint, selection, &mut members.iter(), &shown);
        }
        let is_blank = |column: &&Column| self.filled.iter().all(|(filled, _)| filled != *column);
        let blank: Vec<Column> = shown.iter().filter(is_blank).copied().collect();
        let mut again = members.iter().filter(|member| edited.contains(&member.subject));
        let more = filled(viewpoint, selection, &mut again, &blank);
        let all = self.filled.iter().chain(&more);
        shown.iter().filter_map(|column| all.clone().find(|(filled, _)| filled == column).copied()).collect()
    }
}

/// The columns of a list.
fn shown(selection: &Selection) -> Vec<Column> {
    columns::Subject::of(selection, kind_of(selection)).shown().map(|(column, _)| column).collect()
}

/// One window of a list. With `limit` 0 it is only the head, which then also counts the base.
pub(super) fn window(
    viewpoint: &Viewpoint,
    selection: &Selection,
    listed: &Listed,
    offset: u32,
    limit: u32,
) -> ListView {
    let members = &listed.members;
    let rows = members
        .iter()
        .skip(offset as usize)
        .take(limit as usize)
        .map(|member| person(viewpoint, selection, member, true))
        .collect();
    let base = selection.base().filter(|_| limit == 0);
    let whole = base.map(|base| (viewpoint.members(&base), base));
    let touchpoint = match selection {
        Selection::Touchpoint(key, _) => catalogue::by_key(key).map(TouchpointId::name),
        _ => None,
    };
    let title = [Lang::Zh, Lang::En].map(|lang| {
        let touchpoint = touchpoint.as_ref().map(|touchpoint| touchpoint.get(lang));
        selections::selection(lang, selection, touchpoint)
    });
    ListView {
        total: members.len() as u32,
        customers: listed.customers,
        offset,
        kind: kind_of(selection),
        of: whole.as_ref().map(|(whole, _)| whole.len() as u32),
        title,
        period: match selection {
            Selection::Measure { measure, .. } => measures::base(viewpoint, *measure),
            _ => viewpoint.period,
        },
        as_of: viewpoint.standings.as_of,
        read_to: viewpoint.read_to(selection),
        whose: if limit == 0 { whose(viewpoint, (selection, members), whole.as_ref()) } else { None },
        filled: listed.filled.iter().map(|(column, _)| *column).collect(),
        rows,
        follow: if limit == 0 { follow(viewpoint, members) } else { FollowView::default() },
    }
}

/// A follow-up of several: of leads if all of them are.
fn follow(viewpoint: &Viewpoint, members: &[Member]) -> FollowView {
    let is_lead = members.iter().all(|member| matches!(member.subject, Subject::Lead(_)));
    let kind = if is_lead { SubjectKind::Lead } else { SubjectKind::Customer };
    FollowView { kind: Some(kind), staff: slices::staff(viewpoint), ..FollowView::default() }
}

/// Which of these columns are filled, in their order; stops as soon as every column has a value.
fn filled(
    viewpoint: &Viewpoint,
    selection: &Selection,
    members: &mut dyn Iterator<Item = &Member>,
    wanted: &[Column],
) -> Filled {
    let mut blank = wanted.to_vec();
    let mut found: Filled = Vec::new();
    while !blank.is_empty() {
        let Some(member) = members.next() else { break };
        let needs = Needs {
            car: blank.iter().any(|column| columns::is_of_car(*column)),
            last: blank.iter().any(|column| columns::is_of_last(*column)),
        };
        let row = person_with(viewpoint, selection, member, needs);
        blank.retain(|column| {
            let is_filled = columns::fills(*column, &row);
            if is_filled {
                found.push((*column, member.subject));
            }
            !is_filled
        });
    }
    wanted.iter().filter_map(|column| found.iter().find(|(filled, _)| filled == column).copied()).collect()
}

/// The kind of subject of the list's touchpoint.
pub(super) fn kind_of(selection: &Selection) -> Option<SubjectKind> {
    match selection {
        Selection::Touchpoint(key, _) => catalogue::by_key(key).map(|id| id.get().subject),
        _ => None,
    }
}

/// The whole list.
pub(super) fn everyone(
    viewpoint: &Viewpoint,
    selection: &Selection,
    sort: Option<Sort>,
) -> Vec<(PersonRow, Option<String>)> {
    let book = viewpoint.world.book();
    let row = |member: &Member| {
        let phone = book.customer(customer_of(book, member.subject)).phone.clone();
        (person(viewpoint, selection, member, true), phone)
    };
    ordered(viewpoint, selection, sort, viewpoint.members(selection)).iter().map(row).collect()
}

/// In the order asked for; else the people who can still be won first (`urgency`), ties in the book's order. Answers:
/// the worst first. Everybody: the last heard of first.
/// `members`: in the order of the book.
fn ordered(viewpoint: &Viewpoint, selection: &Selection, sort: Option<Sort>, mut members: Vec<Member>) -> Vec<Member> {
    let last_heard_of = Sort { column: Column::LastActivity, is_descending: true };
    match selection {
        // Answers arrive in their own order.
        Selection::Answers { .. } => {}
        Selection::Everybody => members = sorted(viewpoint, selection, members, last_heard_of),
        _ => {
            let read_to = viewpoint.read_to(selection);
            order(&mut members, |member| urgency(viewpoint, read_to, member));
        }
    }
    match sort {
        Some(sort) => sorted(viewpoint, selection, members, sort),
        None => members,
    }
}

/// By a column's value; equal values keep their order.
fn sorted(viewpoint: &Viewpoint, selection: &Selection, members: Vec<Member>, sort: Sort) -> Vec<Member> {
    let book = viewpoint.world.book();
    let value = |member: &Member| match sort.column {
        // As in a row, without the rest of it.
        Column::LastActivity => {
            let last = viewpoint.standings.every_last(viewpoint.world)[customer_of(book, member.subject).get()];
            last.map_or(Value::None, |(at, _)| Value::Day(at.day()))
        }
        column => {
            let needs = Needs { car: columns::is_of_car(column), last: columns::is_of_last(column) };
            columns::value(Lang::Zh, column, &person_with(viewpoint, selection, member, needs))
        }
    };
    let values: Vec<Value> = members.iter().map(value).collect();
    let mut words: Vec<&str> = values.iter().filter_map(Value::words).collect();
    words.sort_unstable();
    let place = |words_of: &str| words.partition_point(|word| *word < words_of) as i64;
    let key = |value: &Value| match value.order(&place) {
        Some(key) if sort.is_descending => -key,
        Some(key) => key,
        None => i64::MAX,
    };
    let mut keyed: Vec<(i64, Member)> = values.iter().map(key).zip(members).collect();
    order(&mut keyed, |(key, _)| *key);
    keyed.into_iter().map(|(_, member)| member).collect()
}

fn times(viewpoint: &Viewpoint, member: &Member) -> (Option<Moment>, Option<Moment>) {
    if let Some(episode) = &member.episode {
        return (Some(episode.entered), episode.due);
    }
    match member.subject {
        Subject::Lead(id) => {
            let state = lead_state(viewpoint.standings, member.subject);
            let due = state.filter(|state| state.is_open()).map(|state| state.due);
            (Some(viewpoint.world.book().opportunity(id).created), due)
        }
        Subject::Ownership(id) => (viewpoint.world.book().ownership(id).since.map(Day::moment), None),
        Subject::Customer(_) => (None, None),
    }
}

pub(super) fn customer_of(book: &Book, subject: Subject) -> CustomerId {
    match subject {
        Subject::Lead(id) => book.opportunity(id).customer,
        Subject::Ownership(id) => book.ownership(id).customer,
        Subject::Customer(id) => id,
    }
}

pub(super) fn reference(book: &Book, subject: Subject) -> SubjectRef {
    match subject {
        Subject::Lead(id) => book.opportunity_ref(id),
        Subject::Ownership(id) => book.ownership_ref(id),
        Subject::Customer(id) => book.customer_ref(id),
    }
}

fn lead_state(standings: &Standings, subject: Subject) -> Option<&LeadState> {
    match subject {
        Subject::Lead(id) => standings.leads[id.get()].as_ref(),
        _ => None,
    }
}

fn person(viewpoint: &Viewpoint, selection: &Selection, member: &Member, with_car: bool) -> PersonRow {
    person_with(viewpoint, selection, member, Needs { car: with_car, last: true })
}

/// Which parts of a row are needed that take reading other rows.
#[derive(Clone, Copy)]
struct Needs {
    /// What falls due for the car.
    car: bool,
    /// The latest activity.
    last: bool,
}

fn person_with(viewpoint: &Viewpoint, selection: &Selection, member: &Member, needs: Needs) -> PersonRow {
    let book = viewpoint.world.book();
    let id = customer_of(book, member.subject);
    let customer: &Customer = book.customer(id);
    let (entered, due) = times(viewpoint, member);
    let last = needs.last.then(|| viewpoint.standings.last(viewpoint.world, id)).flatten();
    let mut row = PersonRow {
        subject: reference(book, member.subject),
        name: customer.name.clone(),
        phone_masked: customer.phone_masked.clone(),
        level: None,
        model: None,
        plate: None,
        channel: None,
        consultant: None,
        entered,
        due,
        state: PersonState::Known,
        now: None,
        last_activity: last.map(|(at, _)| at),
        last_sign: last.map(|(_, sign)| sign),
        silent_days: last.map(|(at, _)| viewpoint.standings.as_of.days_since(at.day())),
        reached: None,
        created: None,
        car: None,
        answer: member.answer.and_then(|index| answer_note(viewpoint, selection, index)),
    };
    let mut car = None;
    match member.subject {
        Subject::Lead(id) => lead(viewpoint, id, &mut row),
        Subject::Ownership(id) => {
            car = Some(id);
            owner(viewpoint, id, &mut row);
        }
        // A customer shows their latest role: the owner of a car, else a lead.
        Subject::Customer(id) => {
            let customer = book.customer(id);
            let owned = customer.ownerships.iter().rev().find(|id| viewpoint.standings.owners[id.get()].is_some());
            match (owned, customer.opportunities.last()) {
                (Some(id), _) => {
                    car = Some(*id);
                    owner(viewpoint, *id, &mut row);
                }
                (None, Some(id)) => lead(viewpoint, *id, &mut row),
                (None, None) => {}
            }
        }
    }
    if let Some(episode) = &member.episode {
        let read_to = viewpoint.read_to(selection);
        let state = episode_state(member.subject, episode, read_to);
        let now = std::mem::replace(&mut row.state, state);
        row.now = Some(now).filter(|_| read_to < viewpoint.standings.as_of);
    }
    row.car = car.filter(|_| needs.car).map(|id| car_note(viewpoint, id));
    row
}

fn answer_note(viewpoint: &Viewpoint, selection: &Selection, index: usize) -> Option<AnswerNote> {
    let row = viewpoint.world.tables.answers().at(index);
    let item = match selection {
        Selection::Answers { item, .. } => *item,
        _ => None,
    };
    Some(AnswerNote {
        at: row.at()?,
        kind: row.kind()?,
        index: own_index(row),
        item: item.and_then(|item| row.item(item)),
        recommend: row.recommend(),
        verbatim: row.verbatim().unwrap_or_default().to_owned(),
    })
}

fn lead(viewpoint: &Viewpoint, id: OpportunityId, row: &mut PersonRow) {
    let opportunity = viewpoint.world.book().opportunity(id);
    row.model = opportunity.model.clone();
    row.channel = opportunity.channel.clone();
    row.consultant = opportunity.consultant.clone();
    row.created = Some(opportunity.created);
    if let Some(state) = &viewpoint.standings.leads[id.get()] {
        row.level = Some(state.level);
        row.reached = Some(state.reached);
        row.state = lead_person_state(state);
    }
}

fn owner(viewpoint: &Viewpoint, id: OwnershipId, row: &mut PersonRow) {
    let ownership = viewpoint.world.book().ownership(id);
    row.model = ownership.model.clone();
    row.plate = viewpoint.world.book().vehicle(ownership.vehicle).plate.clone();
    row.consultant = ownership.consultant.clone();
    if let Some(state) = &viewpoint.standings.owners[id.get()]
        && let Some(stage) = state.stage
    {
        row.state = PersonState::Owner { stage, activity: state.activity };
    }
}

fn car_note(viewpoint: &Viewpoint, id: OwnershipId) -> CarNote {
    let (book, tables, as_of) = (viewpoint.world.book(), &viewpoint.world.tables, viewpoint.standings.as_of);
    let ownership = book.ownership(id);
    let car = vehicle(viewpoint, id);
    let orders = ownership.rows.iter().filter(|row| row.kind == Kind::Services);
    let served = orders.filter_map(|row| {
        let order = tables.services().at(row.get());
        let adviser = order.adviser().filter(|name| !name.is_empty())?;
        Some((order.at()?.day(), adviser)).filter(|(day, _)| *day <= as_of)
    });
    let of_card = || ownership.card.and_then(|row| tables.cards().at(row.get()).adviser());
    CarNote {
        since: car.since,
        stage: car.stage,
        mileage_km: car.mileage_km,
        last_service: seen(ownership, tables, as_of).last().map(|seen| seen.day),
        next_service: car.next_service,
        warranty: car.warranty,
        insured_until: car.policies.first().map(|(_, expires, _)| *expires),
        adviser: served.max_by_key(|(day, _)| *day).map(|(_, name)| name).or_else(of_card).map(str::to_owned),
    }
}

/// A lead that is lost is defeated (战败), an owner that is lost has left (流失).
fn episode_state(subject: Subject, episode: &Episode, as_of: Day) -> PersonState {
    match &episode.end {
        End::Open if episode.is_stagnant(as_of) => {
            PersonState::Late(episode.due.map_or(0, |due| as_of.days_since(due.day())))
        }
        End::Open => PersonState::InTime,
        End::Passed(at) => PersonState::Passed(*at),
        End::Leaked(at, _) if episode.recovered => PersonState::Recovered(*at),
        End::Leaked(at, reason) if matches!(subject, Subject::Lead(_)) => PersonState::Defeated(*at, reason.clone()),
        End::Leaked(at, reason) => PersonState::Leaked(*at, reason.clone()),
        End::Bypassed(at) | End::Moot(at) => PersonState::Bypassed(*at),
    }
}

pub(super) fn lead_person_state(state: &LeadState) -> PersonState {
    match state.standing {
        LeadStanding::InTime => PersonState::InTime,
        LeadStanding::Stagnant { late_days } => PersonState::Late(late_days),
        LeadStanding::Dormant { late_days } => PersonState::Dormant(late_days),
        LeadStanding::Defeated => {
            let at = state.defeats.last().map_or(state.last_activity, |defeat| defeat.at);
            PersonState::Defeated(at, state.defeat_reason().to_owned())
        }
        LeadStanding::Delivered => {
            PersonState::Delivered(state.recorded[Step::Delivery.index()].unwrap_or(state.last_activity))
        }
    }
}
