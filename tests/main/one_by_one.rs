//! Folded one by one equals folded from nothing: what an edit moves is what deriving everything anew would give.

use crate::support::Dice;
use benyuan::{
    analytics::{
        map::{MapTally, Sign},
        viewpoint::Viewpoint,
        world::{Slice, Standings, World},
    },
    book::RowRef,
    columnar::PageWriter,
    lifecycle::{catalogue, clocks::Clocks, evidence::Columns, journey::Subject},
    model::{
        ids::{FileId, Origin, RowId, Serial},
        native::{ABOUT, ABOUT_KIND, DROPPED},
        rows::{FILE_KINDS, FollowUpRow, Kind, LeadRow, MarkRow, NoteRow, Row, SaleRow, VisitRow, put_id, put_serial},
        tables::{Tables, TablesWriter, finished},
        values::{Phone, Vin},
    },
    protocol::view::Exits,
    schema::{kinds::fields_of, row::Columns as _},
    terms::{
        follow_up::{Outcome, Way},
        stage::{Level, Node, Step, SubjectKind},
    },
    time::{Day, Moment, Period},
};

/// So many stores are invented, each written in some twelve times.
const STORES: u64 = 10_000;

impl Dice {
    fn moment(&mut self) -> Moment {
        let day = Day::from_epoch_days(20_600 + self.roll(240) as i32);
        if self.roll(2) == 0 { day.moment() } else { Moment::at(day, self.roll(24) as u32, 0).unwrap() }
    }

    fn person(&mut self) -> (String, Phone) {
        let number = self.roll(4);
        let phone = match self.roll(5) {
            0 => Phone::Absent,
            1 => Phone::Masked(format!("139****000{number}")),
            _ => Phone::Full(format!("1390000000{number}")),
        };
        (format!("客户{number}"), phone)
    }

    fn level(&mut self) -> Level {
        Level::ALL[self.roll(Level::ALL.len() as u64) as usize]
    }
}

/// What files say.
fn rows(dice: &mut Dice) -> Tables {
    let mut tables = TablesWriter::default();
    for sequence in 0..2 + dice.roll(8) as u32 {
        let (name, phone) = dice.person();
        let at = Some(dice.moment());
        let row = match dice.roll(4) {
            0 => Row::Visit(VisitRow { name, phone, at, level: dice.maybe(Dice::level), ..VisitRow::default() }),
            1 => {
                let vin = Some(Vin(format!("LSVAA49J1320000{:02}", dice.roll(3))));
                Row::Sale(SaleRow { name, phone, vin, delivered: at.map(Moment::day), ..SaleRow::default() })
            }
            _ => Row::Lead(LeadRow {
                name,
                phone,
                created: at,
                first_contact: dice.maybe(Dice::moment),
                order: dice.maybe(|dice| dice.maybe(Dice::moment)).flatten(),
                defeat: dice.maybe(Dice::moment),
                level: dice.maybe(Dice::level),
                ..LeadRow::default()
            }),
        };
        let origin = Origin { file: FileId(0), sheet: 0, row: sequence };
        tables.push(Serial { device: 7, sequence }, origin, &row);
    }
    tables.finish()
}

/// A record as it is written: what it says, what it is about, whether it is dropped.
struct Record {
    says: Says,
    about: (SubjectKind, RowId),
    is_dropped: bool,
}

enum Says {
    FollowUp(Box<FollowUpRow>),
    Mark(MarkRow),
    Note(NoteRow),
}

impl Says {
    fn kind(&self) -> Kind {
        match self {
            Self::FollowUp(_) => Kind::FollowUps,
            Self::Mark(_) => Kind::Marks,
            Self::Note(_) => Kind::Notes,
        }
    }

    fn put(&self, page: &mut PageWriter) {
        match self {
            Self::FollowUp(row) => row.put(page),
            Self::Mark(row) => row.put(page),
            Self::Note(row) => row.put(page),
        }
    }
}

fn mark(dice: &mut Dice) -> MarkRow {
    // The touchpoints of the map among others.
    let nodes = [Node::Visit, Node::Quote, Node::Honeymoon, Node::FirstService];
    let touchpoint = match dice.roll(2) {
        0 => catalogue::principal(nodes[dice.roll(4) as usize]),
        _ => catalogue::ids().nth(dice.roll(catalogue::all().len() as u64) as usize).unwrap(),
    };
    MarkRow {
        at: Some(dice.moment()),
        touchpoint: Some(touchpoint.get().key.to_owned()),
        done: dice.maybe(|dice| dice.roll(2) == 0).or(Some(true)),
        ..MarkRow::default()
    }
}

fn record(dice: &mut Dice) -> Record {
    let (name, phone) = dice.person();
    let follow_up = FollowUpRow {
        name,
        phone,
        at: Some(dice.moment()),
        way: Some(Way::Call),
        outcome: dice.maybe(|dice| Outcome::ALL[dice.roll(Outcome::ALL.len() as u64) as usize]),
        step: dice.maybe(|dice| [Step::Visit, Step::TestDrive, Step::Quote, Step::Order][dice.roll(4) as usize]),
        level: dice.maybe(Dice::level),
        level_before: dice.maybe(Dice::level),
        next: dice.maybe(Dice::moment),
        ..FollowUpRow::default()
    };
    // One number beyond the rows: a row that is gone.
    let row = RowId::from(Serial { device: 7, sequence: dice.roll(11) as u32 });
    let kind = [SubjectKind::Lead, SubjectKind::Lead, SubjectKind::Ownership, SubjectKind::Customer];
    let says = match dice.roll(6) {
        0 => Says::Note(NoteRow { text: Some("备注".into()), ..NoteRow::default() }),
        1 => Says::Mark(mark(dice)),
        _ => Says::FollowUp(Box::new(follow_up)),
    };
    Record { says, about: (kind[dice.roll(4) as usize], row), is_dropped: false }
}

/// The same rows with these records; the place of each.
fn with(rows: &Tables, records: &[Record]) -> (Tables, Vec<RowRef>) {
    let mut tables = rows.clone();
    const KINDS: [Kind; 3] = [Kind::FollowUps, Kind::Notes, Kind::Marks];
    let mut pages = KINDS.map(|_| PageWriter::new());
    let mut places = Vec::new();
    for (number, record) in records.iter().enumerate() {
        let kind = record.says.kind();
        let page = &mut pages[KINDS.iter().position(|one| *one == kind).unwrap()];
        places.push(RowRef::new(kind, page.len() as usize));
        page.begin_row();
        let id = RowId(0xabcd_0000 + number as u64);
        put_serial(page, id.serial());
        put_id(page, id);
        record.says.put(page);
        page.int(ABOUT, record.about.1.0 as i64);
        page.int(ABOUT_KIND, record.about.0 as i64);
        if record.is_dropped {
            page.int(DROPPED, 1);
        }
    }
    for (mut page, kind) in pages.into_iter().zip(KINDS) {
        finished(&mut page).into_iter().for_each(|page| tables.table_mut(kind).push(page));
    }
    (tables, places)
}

fn world(tables: Tables) -> World {
    let mut columns = Columns::default();
    FILE_KINDS.into_iter().for_each(|kind| columns.add(kind, fields_of(kind).iter().copied()));
    World::new(tables, columns, Clocks::default())
}

const AS_OF: [i32; 2] = [20_700, 20_850];

/// What is derived, in full.
fn told(world: &World, standings: &[Standings]) -> String {
    let on = |day: i32| {
        let leads = (0..world.book().opportunities.len()).map(benyuan::book::OpportunityId::at);
        leads.map(|id| world.lead_on(id, Day::from_epoch_days(day))).collect::<Vec<_>>()
    };
    let leads: Vec<_> = standings.iter().map(|standings| &standings.leads).collect();
    format!("{:?}\n{leads:?}\n{:?}", world.book(), AS_OF.map(on))
}

/// Standings of two days, and what their maps count: of a period up to the day, and of one that ended before.
struct Seen {
    standings: Vec<Standings>,
    tallies: Vec<[MapTally; 2]>,
}

const NODES: [Node; 2] = [Node::Lead, Node::Visit];

fn viewpoints<'a>(world: &'a World, standings: &'a Standings) -> [Viewpoint<'a>; 2] {
    [0, 40].map(|before| {
        let last = standings.as_of.plus_days(-before);
        let period = Period { first: last.plus_days(-150), last };
        Viewpoint { world, standings, period, slice: Slice::default() }
    })
}

impl Seen {
    fn of(world: &World) -> Self {
        let standings: Vec<Standings> =
            AS_OF.into_iter().map(|day| Standings::new(world, Day::from_epoch_days(day))).collect();
        let counted = |viewpoint: &Viewpoint| {
            let mut tally = MapTally::new(viewpoint);
            for node in NODES {
                tally.unresolved(viewpoint, node);
            }
            tally
        };
        let tallies = standings.iter().map(|one| viewpoints(world, one).each_ref().map(counted)).collect();
        Self { standings, tallies }
    }

    fn count(&mut self, world: &World, subjects: &[Subject], sign: Sign) {
        for (standings, tallies) in self.standings.iter().zip(&mut self.tallies) {
            for (viewpoint, tally) in viewpoints(world, standings).iter().zip(tallies) {
                tally.count(viewpoint, subjects.iter().copied(), sign);
            }
        }
    }
}

#[test]
fn an_edit_moves_what_deriving_anew_would_move() {
    let (mut followed, mut derived, mut told_anew, mut counted) = (0, 0, 0, 0);
    for seed in 0..STORES {
        let dice = &mut Dice(seed);
        let rows = rows(dice);
        let mut records: Vec<Record> = Vec::new();
        let mut world = world(rows.clone());
        let mut seen = Seen::of(&world);
        told(&world, &seen.standings);
        for _ in 0..1 + dice.roll(12) {
            let is_new = records.is_empty() || dice.roll(4) > 0;
            let number = if is_new { records.len() } else { dice.roll(records.len() as u64) as usize };
            match records.get_mut(number) {
                Some(record) => record.is_dropped ^= true,
                None => records.push(record(dice)),
            }
            // Before this change.
            let was_there = !is_new && records[number].is_dropped;
            let (tables, places) = with(&rows, &records);
            match follow(&mut world, &mut seen, &tables, (places[number], was_there)) {
                Some(is_told_anew) => {
                    followed += 1;
                    told_anew += usize::from(is_told_anew);
                }
                None => {
                    derived += 1;
                    world = self::world(tables.clone());
                    seen = Seen::of(&world);
                }
            }
            let anew = self::world(tables);
            let expected = Seen::of(&anew);
            let is_same = told(&world, &seen.standings) == told(&anew, &expected.standings);
            assert!(is_same, "store {seed}, record {number}");
            assert_eq!(seen.tallies, expected.tallies, "store {seed}, record {number}");
            counted += expected
                .tallies
                .iter()
                .flatten()
                .filter(|tally| tally.exits.iter().any(|one| one.exits != Exits::default()))
                .count();
        }
    }
    // Both ways were gone often enough.
    assert!(followed > 10_000 && derived > 1_000, "{followed} followed, {derived} derived anew");
    assert!(told_anew > 100 && counted > 10_000, "{told_anew} told anew, {counted} maps with episodes");
}

/// `None`: everything must be derived anew. Else whether the rows tell something else than before.
fn follow(world: &mut World, seen: &mut Seen, tables: &Tables, change: (RowRef, bool)) -> Option<bool> {
    let edit = world.edit(tables, &[change])?;
    let subjects = edit.subjects(world.book());
    seen.count(world, &subjects, Sign::Take);
    let followed = world.take_in(tables, &edit)?;
    if followed.is_told_anew {
        *seen = Seen::of(world);
        return Some(true);
    }
    seen.standings.iter_mut().for_each(|one| one.follow(world, &edit, &followed.moved));
    seen.count(world, &subjects, Sign::Add);
    Some(false)
}
