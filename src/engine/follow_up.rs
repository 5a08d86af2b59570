//! Follow-ups and notes become entries; undo and redo find the entry that they take back.

use super::{
    demo,
    entries::{cells_of, rule},
    open_store::OpenStore,
    store::Store,
};
use crate::{
    analytics::world::Standings,
    book::{Book, CustomerId, OpportunityId, OwnershipId},
    columnar::Tag,
    ledger::{Act, Effect, Entry, Op, Refusal, Stamp, State, Value, effect, undo},
    lifecycle::{catalogue, journey::Subject},
    model::{
        ids::{RowId, SubjectRef},
        native::{ABOUT, ABOUT_KIND},
        rows::{FollowUpRow, Kind, MarkRow, NoteRow},
        tables::Tables,
        values::Phone,
    },
    protocol::{
        Now,
        command::{FollowUp, Mark, Trouble},
        view::{Acted, Standing, Written},
    },
    schema::row::Columns,
    terms::stage::SubjectKind,
    text,
    time::{Day, Moment},
};
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

/// A customer who was not reached is tried again so many days later, if nothing else was said.
const AGAIN_DAYS: i32 = 1;

impl<S: Store> OpenStore<S> {
    /// When something is written: the device's day and minute; in the demo, its own day.
    fn moment(&self, today: Day, now: &Now) -> Moment {
        let day = self.writes_on(today);
        Moment::at(day, u32::from(now.minute / 60), u32::from(now.minute % 60)).unwrap_or_else(|| day.moment())
    }

    /// The day of what is written now.
    pub fn writes_on(&self, today: Day) -> Day {
        if demo::is_demo(&self.manifest.id) { crate::demo::date() } else { today }
    }

    pub async fn follow_up(&mut self, follow_up: FollowUp, today: Day, now: &Now) -> Result<Written, Trouble> {
        let at = self.moment(today, now);
        let subjects = self.subjects(&follow_up.subjects);
        let standings = self.standings(at.day());
        let row = |subject: &Subject| self.followed(&standings, *subject, &follow_up, at);
        let rows: Vec<(Subject, FollowUpRow)> = subjects.iter().map(|subject| (*subject, row(subject))).collect();
        // Only what nobody reads any more can follow the edit.
        drop(standings);
        self.write_down(Act::FollowUp, Acted::FollowedUp, Kind::FollowUps, rows, &follow_up.who, today, now).await
    }

    pub async fn note(
        &mut self,
        (subject, text, who): (SubjectRef, String, String),
        today: Day,
        now: &Now,
    ) -> Result<Written, Trouble> {
        let at = Some(self.moment(today, now));
        let rows: Vec<(Subject, NoteRow)> = self
            .subjects(&[subject])
            .into_iter()
            .map(|subject| {
                let (name, phone) = self.person(subject);
                (subject, NoteRow { name, phone, at, text: Some(text.clone()), by: Some(who.clone()) })
            })
            .collect();
        self.write_down(Act::Note, Acted::Noted, Kind::Notes, rows, &who, today, now).await
    }

    /// A touchpoint is of a lead, a car or the customer; the record is about that one.
    pub async fn mark(&mut self, mark: Mark, today: Day, now: &Now) -> Result<Written, Trouble> {
        let day = mark.on.filter(|on| *on != self.writes_on(today));
        let at = Some(day.map_or_else(|| self.moment(today, now), Day::moment));
        let subjects = self.subjects(&[mark.subject]);
        let touchpoint = catalogue::by_key(&mark.touchpoint).ok_or(Trouble::NotUnderstood)?.get();
        let row = |subject: Subject| {
            let subject = self.of_kind(subject, touchpoint.subject)?;
            let (name, phone) = self.person(subject);
            let note = Some(mark.note.clone()).filter(|note| !note.is_empty());
            let (touchpoint, done, by) = (Some(touchpoint.key.to_owned()), Some(mark.is_done), Some(mark.who.clone()));
            Some((subject, MarkRow { name, phone, at, touchpoint, done, note, by }))
        };
        let rows: Vec<(Subject, MarkRow)> = subjects.into_iter().filter_map(row).collect();
        self.write_down(Act::Mark, Acted::Marked, Kind::Marks, rows, &mark.who, today, now).await
    }

    /// What a subject's customer has of a kind: itself if it is one, else the latest.
    fn of_kind(&self, subject: Subject, kind: SubjectKind) -> Option<Subject> {
        let book = self.world.book();
        let id = customer_of(book, subject);
        let customer = book.customer(id);
        match kind {
            _ if subject.kind() == kind => Some(subject),
            SubjectKind::Lead => customer.opportunities.last().map(|id| Subject::Lead(*id)),
            SubjectKind::Ownership => customer.ownerships.last().map(|id| Subject::Ownership(*id)),
            SubjectKind::Customer => Some(Subject::Customer(id)),
        }
    }

    /// One entry with a record of each subject.
    #[allow(clippy::too_many_arguments, reason = "what is written, of whom, by whom and when")]
    async fn write_down<T: Columns>(
        &mut self,
        act: Act,
        acted: Acted,
        kind: Kind,
        rows: Vec<(Subject, T)>,
        who: &str,
        today: Day,
        now: &Now,
    ) -> Result<Written, Trouble> {
        if rows.is_empty() {
            return Err(Trouble::NobodyThere);
        }
        let stamp = self.entries.tick(now.ms);
        let put = |(nth, (subject, row)): (usize, &(Subject, T))| Op::Put {
            record: record_id(stamp, nth),
            kind: kind as u16,
            cells: self.cells(*subject, row),
        };
        let ops = rows.iter().enumerate().map(put).collect();
        let entry = Entry { stamp, who: who.to_owned(), act, undoes: None, ops };
        self.write_entry(entry, today).await?;
        Ok(Written { act: acted, people: rows.len() as u32, left: 0, who: who.to_owned() })
    }

    fn cells<T: Columns>(&self, subject: Subject, row: &T) -> Vec<(Tag, Value)> {
        let (kind, first) = first_of(self.world.book(), subject);
        let mut cells = vec![(ABOUT, Value::Int(first.0 as i64)), (ABOUT_KIND, Value::Int(kind as i64))];
        cells.extend(cells_of(row));
        cells
    }

    /// The subjects that addresses name, each once; a customer stands for the lead or the car they are about now.
    fn subjects(&mut self, refs: &[SubjectRef]) -> Vec<Subject> {
        let (book, tables) = (self.world.book(), &self.world.tables);
        let mut seen = BTreeSet::new();
        let found = refs.iter().filter_map(|subject| subject_of(book, tables, *subject));
        found.filter(|subject| seen.insert(*subject)).collect()
    }

    /// The customer's name and number, by which the record is found if its row goes.
    fn person(&self, subject: Subject) -> (String, Phone) {
        let book = self.world.book();
        let customer = book.customer(customer_of(book, subject));
        let phone = match &customer.phone {
            Some(phone) => Phone::Full(phone.clone()),
            None if customer.phone_masked.is_empty() => Phone::Absent,
            None => Phone::Masked(customer.phone_masked.clone()),
        };
        (customer.name.clone(), phone)
    }

    /// The next day is the one agreed, or the one that the clock proposes: by the level if the customer was spoken to,
    /// else tomorrow. An owner has none unless it was agreed.
    fn followed(&self, standings: &Standings, subject: Subject, said: &FollowUp, at: Moment) -> FollowUpRow {
        let (name, phone) = self.person(subject);
        let state = match subject {
            Subject::Lead(id) => standings.leads[id.get()].as_ref().filter(|state| state.is_open()),
            _ => None,
        };
        let level = state.and_then(|state| said.level.filter(|level| *level != state.level));
        let level_before = match subject {
            Subject::Lead(id) if level.is_some() => self.world.book().opportunity(id).level,
            _ => None,
        };
        let by_level = state.map(|state| self.world.clocks.follow_up_due(at, level.unwrap_or(state.level)).day());
        let proposed = by_level.map(|day| if said.outcome.is_contact() { day } else { at.day().plus_days(AGAIN_DAYS) });
        FollowUpRow {
            name,
            phone,
            at: Some(at),
            way: Some(said.way),
            outcome: Some(said.outcome),
            step: said.step.filter(|_| matches!(subject, Subject::Lead(_))),
            level,
            level_before,
            next: said.next.or(proposed).map(Day::moment),
            note: Some(said.note.clone()).filter(|note| !note.is_empty()),
            by: Some(said.who.clone()).filter(|who| !who.is_empty()),
        }
    }

    /// Takes back the entry of that name, or the last one in force.
    pub async fn undo(&mut self, name: Option<String>, who: &str, today: Day, now: &Now) -> Result<Written, Trouble> {
        let entry = match name {
            Some(name) => self.entries.latest().find(|entry| self::name(entry.stamp) == name).cloned(),
            None => self.last_in_force(),
        };
        self.reverse(entry.ok_or(Trouble::NothingToUndo)?, Acted::Undone, who, today, now).await
    }

    /// Does again what was taken back last, if nothing else was done since.
    pub async fn redo(&mut self, who: &str, today: Day, now: &Now) -> Result<Written, Trouble> {
        let entry = self.last_undone().ok_or(Trouble::NothingToUndo)?;
        self.reverse(entry, Acted::Redone, who, today, now).await
    }

    async fn reverse(
        &mut self,
        entry: Entry,
        acted: Acted,
        who: &str,
        today: Day,
        now: &Now,
    ) -> Result<Written, Trouble> {
        let records: BTreeSet<RowId> = entry.ops.iter().filter_map(Op::record).collect();
        let from = self.manifest.unfolded.unwrap_or(0);
        let entries = self.histories(&records, from).await?;
        let state = State::fold(entries.values(), &rule);
        let stamp = self.entries.tick(now.ms);
        let undone = undo(&state, &entry, stamp, who)
            .map_err(|refusal| Trouble::Stands(text::trouble::stands(now.lang, &standing(refusal, now, today))))?;
        let (people, left) = (undone.entry.ops.len() as u32, undone.left.len() as u32);
        self.write_entry(undone.entry, today).await?;
        Ok(Written { act: acted, people, left, who: who.to_owned() })
    }

    /// What is left of the latest entries, the last one first. Undo and redo are left out: they only switch others.
    fn last_in_force(&self) -> Option<Entry> {
        let state = State::fold(self.entries.latest(), &rule);
        let is_act = |entry: &&Entry| !matches!(entry.act, Act::Undo | Act::Redo);
        let stands = |entry: &&Entry| matches!(effect(&state, entry), Effect::InForce | Effect::Partly);
        let entry = self.entries.latest().rev().filter(is_act).find(stands)?;
        Some(self.top(entry).clone())
    }

    /// What is to be undone of an entry in force: its last redo, or the entry itself. An undo that left a part of it is no
    /// switch to be undone: that would do the rest again.
    fn top<'a>(&'a self, entry: &'a Entry) -> &'a Entry {
        let (mut on, mut last) = (entry, entry);
        while let Some(switch) = self.entries.latest().rev().find(|switch| switch.undoes == Some(last.stamp)) {
            if switch.act == Act::Redo {
                on = switch;
            }
            last = switch;
        }
        on
    }

    /// Of the undos and redos at the end, the last undo that was not redone.
    fn last_undone(&self) -> Option<Entry> {
        let is_switch = |entry: &&Entry| matches!(entry.act, Act::Undo | Act::Redo);
        let switches: Vec<&Entry> = self.entries.latest().rev().take_while(is_switch).collect();
        let is_undone = |entry: &&&Entry| switches.iter().any(|other| other.undoes == Some(entry.stamp));
        let undos = switches.iter().filter(|entry| entry.act == Act::Undo);
        undos.filter(|entry| !is_undone(entry)).map(|entry| (*entry).clone()).next()
    }
}

/// The name of an entry in the list of actions.
pub(super) fn name(stamp: Stamp) -> String {
    format!("{:x}-{:x}-{:x}", stamp.ms, stamp.count, stamp.device)
}

fn record_id(stamp: Stamp, nth: usize) -> RowId {
    let parts = [stamp.ms, stamp.count.into(), stamp.device.into(), nth as u64].map(u64::to_le_bytes);
    RowId(xxh3_64(&parts.concat()))
}

fn standing(refusal: Refusal, now: &Now, today: Day) -> Standing {
    let civil = |stamp: Stamp| now.civil(today, stamp.ms);
    match refusal {
        Refusal::NoValueBefore => Standing::NoValueBefore,
        Refusal::Superseded { who, at } => Standing::Superseded { who, at: civil(at) },
        Refusal::BehindErasure => Standing::BehindErasure,
        Refusal::AlreadyUndone { who, at } => Standing::AlreadyUndone { who, at: civil(at) },
        Refusal::PartOfLarger => Standing::PartOfLarger,
        Refusal::NotHere => Standing::NotHere,
        Refusal::Final => Standing::Final,
    }
}

fn customer_of(book: &Book, subject: Subject) -> CustomerId {
    match subject {
        Subject::Lead(id) => book.opportunity(id).customer,
        Subject::Ownership(id) => book.ownership(id).customer,
        Subject::Customer(id) => id,
    }
}

fn first_of(book: &Book, subject: Subject) -> (SubjectKind, RowId) {
    match subject {
        Subject::Lead(id) => (SubjectKind::Lead, book.opportunity(id).first),
        Subject::Ownership(id) => (SubjectKind::Ownership, book.ownership(id).first),
        Subject::Customer(id) => (SubjectKind::Customer, book.customer(id).first),
    }
}

/// The lead or the car that an address names by its first row or any other; else what the customer is about now: a lead
/// that was not delivered, a car, an earlier lead.
pub(super) fn subject_of(book: &Book, tables: &Tables, subject: SubjectRef) -> Option<Subject> {
    let customer = book.resolve(tables, subject)?;
    let row = book.row(tables, subject);
    let (leads, cars) = (&book.customer(customer).opportunities, &book.customer(customer).ownerships);
    let has_lead = |id: &&OpportunityId| {
        book.opportunity_ref(**id) == subject || row.is_some_and(|row| book.opportunity(**id).rows.contains(&row))
    };
    let has_car = |id: &&OwnershipId| {
        book.ownership_ref(**id) == subject || row.is_some_and(|row| book.ownership(**id).names(row))
    };
    let lead = || leads.iter().rev().find(has_lead).map(|id| Subject::Lead(*id));
    let car = || cars.iter().rev().find(has_car).map(|id| Subject::Ownership(*id));
    let named = match subject.kind {
        SubjectKind::Lead => lead(),
        SubjectKind::Ownership => car(),
        SubjectKind::Customer => None,
    };
    let open = || leads.iter().rev().find(|id| book.opportunity(**id).ownership.is_none()).map(|id| Subject::Lead(*id));
    let owned = || cars.last().map(|id| Subject::Ownership(*id));
    Some(named.or_else(open).or_else(owned).unwrap_or(Subject::Customer(customer)))
}
