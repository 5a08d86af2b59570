//! Properties of the definitions, tested on journeys of random stores with a few customers.

use benyuan::model::fields::fields_of;
use benyuan::{
    analytics::{
        distribution::distribution,
        map::count,
        nodes::part_of,
        viewpoint::Viewpoint,
        world::{Slice, Standings, World},
    },
    book::{Book, OpportunityId, OwnershipId},
    lifecycle::{
        catalogue,
        clocks::Clocks,
        episode::{End, Episode},
        evidence::{Columns, Observed},
        journey::{Chosen, Subject, episodes, subjects},
        lead::{LeadStanding, lead_state},
    },
    model::{
        ids::*,
        keys::row_key,
        rows::*,
        tables::{Tables, TablesWriter},
        values::*,
    },
    protocol::{
        query::{Place, Selection},
        view::{Exits, MoveView, PROSPECT_PARTS, owners_of},
    },
    schema::import::Key,
    terms::{
        activity::ACTIVITIES,
        stage::{LEVELS, OWNER_STAGES, STEPS, SUBJECT_KINDS, SubjectKind},
        touchpoint::Rule,
    },
    time::{Day, Moment, Period},
};
use proptest::prelude::*;

/// The range of days of a random store.
const FIRST: i32 = 19_500;
const LAST: i32 = 20_500;

fn day() -> impl Strategy<Value = Day> {
    (FIRST..LAST).prop_map(Day::from_epoch_days)
}

/// Some time in the weeks after a lead's creation, to the day or to the minute.
fn after(created: Day) -> impl Strategy<Value = Option<Moment>> {
    prop_oneof![
        Just(None),
        (0..200i32).prop_map(move |days| Some(created.plus_days(days).moment())),
        (0..200i32, 0..24u32).prop_map(move |(days, hour)| Moment::at(created.plus_days(days), hour, 30)),
    ]
}

const CONSULTANTS: [&str; 2] = ["陈立", "许哲"];
const ADVISERS: [&str; 2] = ["马东", "刘芳"];

fn lead() -> impl Strategy<Value = LeadRow> {
    (day(), 0..4u8).prop_flat_map(|(created, who)| {
        let steps = proptest::array::uniform8(after(created));
        let named = (any::<bool>(), proptest::option::of(0..2usize), proptest::option::of(0..2usize));
        (steps, after(created), named).prop_map(move |(steps, defeat, (reason, consultant, channel))| LeadRow {
            consultant: consultant.map(|one| CONSULTANTS[one].to_owned()),
            channel: channel.map(|one| ["懂车圈", "老客户转介绍"][one].to_owned()),
            name: format!("客户{who}"),
            phone: Phone::Full(format!("1390000000{who}")),
            created: Some(created.moment()),
            assigned: steps[0],
            first_contact: steps[1],
            last_follow: steps[2],
            first_visit: steps[3],
            test_drive: steps[4],
            quote: steps[5],
            order: steps[6],
            delivered: steps[7],
            defeat,
            defeat_reason: reason.then(|| "价格偏高".to_owned()),
            ..LeadRow::default()
        })
    })
}

fn sale() -> impl Strategy<Value = SaleRow> {
    (day(), 0..4u8, 0..3u8, proptest::option::of(0..2usize)).prop_map(|(delivered, who, car, consultant)| SaleRow {
        consultant: consultant.map(|one| CONSULTANTS[one].to_owned()),
        name: format!("客户{who}"),
        phone: Phone::Full(format!("1390000000{who}")),
        vin: Some(Vin(format!("LX9TW8ES3TB10646{car}"))),
        model: Some(if car == 0 { "远岚 EV6 纯电" } else { "远岚 L5" }.to_owned()),
        delivered: Some(delivered),
        ..SaleRow::default()
    })
}

fn service() -> impl Strategy<Value = ServiceRow> {
    (day(), 0..3u8, 0..150_000u32, 0..4u8, proptest::option::of(0..2usize)).prop_map(|(at, car, km, kind, adviser)| {
        ServiceRow {
            adviser: adviser.map(|one| ADVISERS[one].to_owned()),
            at: Some(at.moment()),
            vin: Some(Vin(format!("LX9TW8ES3TB10646{car}"))),
            kind: Some(match kind {
                0 => ServiceKind::First,
                1 => ServiceKind::Maintenance,
                2 => ServiceKind::Warranty,
                _ => ServiceKind::Accident,
            }),
            mileage_km: Some(km),
            ..ServiceRow::default()
        }
    })
}

/// The rows of a store, in import order.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = prop_oneof![
        4 => lead().prop_map(Row::Lead),
        2 => sale().prop_map(Row::Sale),
        5 => service().prop_map(Row::Service),
    ];
    proptest::collection::vec(row, 1..14)
}

fn tables(rows: &[Row]) -> Tables {
    let mut tables = TablesWriter::default();
    for (index, row) in rows.iter().enumerate() {
        let serial = Serial { device: 1, sequence: index as u32 };
        tables.push(serial, Origin { file: FileId(0), sheet: 0, row: index as u32 }, row);
    }
    tables.finish()
}

fn key(row: &Row) -> String {
    row_key(row.kind(), tables(std::slice::from_ref(row)).row(row.kind(), 0), Key::default()).as_str().to_owned()
}

fn world(rows: &[Row]) -> World {
    let tables = tables(rows);
    let mut columns = Columns::default();
    KINDS.iter().for_each(|kind| columns.add(*kind, fields_of(*kind).iter().copied()));
    World::new(tables, columns, Clocks::default())
}

/// Where the row of an address is among them.
fn place(name: RowName) -> usize {
    let RowName::Serial(serial) = name else { panic!("a world without a secret has no other names") };
    serial.sequence as usize
}

/// By columns only: what an edit of one row makes visible does not matter here.
fn observed(world: &World) -> Observed {
    Observed::new(&world.columns)
}

/// All episodes, each with the row that names its subject, which survives changes to other rows.
fn all(world: &World, as_of: Day) -> Vec<(SubjectRef, Vec<Episode>)> {
    let (context, all) = (world.context(as_of), Chosen::new(&observed(world), |_| true));
    SUBJECT_KINDS
        .into_iter()
        .flat_map(|kind| subjects(world.book(), kind).collect::<Vec<_>>())
        .map(|subject| (reference(world.book(), subject), episodes(&context, subject, &all)))
        .collect()
}

fn reference(book: &Book, subject: Subject) -> SubjectRef {
    match subject {
        Subject::Lead(id) => book.opportunity_ref(id),
        Subject::Ownership(id) => book.ownership_ref(id),
        Subject::Customer(id) => book.customer_ref(id),
    }
}

/// The rows as an export of that day would hold them.
fn known_by(rows: &[Row], as_of: Day) -> Vec<Row> {
    let by = |at: Option<Moment>| at.filter(|at| at.day() <= as_of);
    let known = |row: &Row| match row {
        Row::Lead(row) if row.created.is_some_and(|at| at.day() <= as_of) => {
            let defeat = by(row.defeat);
            Some(Row::Lead(LeadRow {
                assigned: by(row.assigned),
                first_contact: by(row.first_contact),
                last_follow: by(row.last_follow),
                first_visit: by(row.first_visit),
                test_drive: by(row.test_drive),
                quote: by(row.quote),
                order: by(row.order),
                delivered: by(row.delivered),
                defeat,
                defeat_reason: row.defeat_reason.clone().filter(|_| defeat.is_some()),
                ..row.clone()
            }))
        }
        Row::Sale(row) if row.delivered <= Some(as_of) => Some(Row::Sale(row.clone())),
        Row::Service(row) if row.at.is_some_and(|at| at.day() <= as_of) => Some(Row::Service(row.clone())),
        _ => None,
    };
    rows.iter().filter_map(known).collect()
}

/// Episodes by the row that names the subject; subjects without episodes are left out, because an empty journey is
/// none. Also left out: owners of a car with unknown delivery, because that is a matter of knowledge, not of valid
/// time.
fn journeys(world: &World, rows: &[Row], as_of: Day) -> Vec<(String, Vec<Episode>)> {
    let mut journeys: Vec<(String, Vec<Episode>)> = all(world, as_of)
        .into_iter()
        .filter(|(subject, episodes)| {
            let known = !matches!(rows[place(subject.row)], Row::Service(_));
            !episodes.is_empty() && (known || subject.kind != SubjectKind::Ownership)
        })
        .map(|(subject, episodes)| {
            let row = &rows[place(subject.row)];
            (format!("{:?} {}", subject.kind, key(row)), episodes)
        })
        .collect();
    journeys.sort_by(|a, b| a.0.cmp(&b.0));
    journeys
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// As-of never sees the future: later events do not change the standings of a day.
    #[test]
    fn as_of_never_sees_the_future(rows in rows(), as_of in day()) {
        let past = known_by(&rows, as_of);
        prop_assume!(distinct_keys(&rows));
        prop_assert_eq!(journeys(&world(&rows), &rows, as_of), journeys(&world(&past), &past, as_of));
    }

    /// A defeat leaks exactly one funnel touchpoint: the farthest reached by then.
    #[test]
    fn a_defeat_leaks_one_touchpoint(rows in rows(), as_of in day()) {
        let world = world(&rows);
        let context = world.context(as_of);
        let steps = Chosen::new(&observed(&world), |id| matches!(id.get().rule, Rule::Funnel(_)));
        for subject in subjects(world.book(), SubjectKind::Lead) {
            let Subject::Lead(id) = subject else { unreachable!() };
            let Some(state) = lead_state(world.book(), &world.tables, id, as_of, &world.clocks) else { continue };
            let funnel = episodes(&context, subject, &steps);
            let leaked: Vec<_> = funnel.iter().filter(|episode| matches!(episode.end, End::Leaked(..))).collect();
            prop_assert_eq!(leaked.len(), state.defeats.len());
            let standing = leaked.iter().filter(|episode| !episode.recovered).count();
            let lost = state.defeats.last().is_some_and(|defeat| defeat.back.is_none());
            prop_assert_eq!(standing, usize::from(lost));
            prop_assert!(state.standing != LeadStanding::Defeated || lost);
            let open = funnel.iter().filter(|episode| episode.end == End::Open).count();
            prop_assert_eq!(open, usize::from(state.is_open()), "{:?}", funnel);
        }
    }

    /// "Reached" is monotone, along the steps and over time.
    #[test]
    fn reached_is_monotone(rows in rows(), earlier in day(), later in day()) {
        let (earlier, later) = (earlier.min(later), earlier.max(later));
        let world = world(&rows);
        for subject in subjects(world.book(), SubjectKind::Lead) {
            let Subject::Lead(id) = subject else { unreachable!() };
            let at = |day| lead_state(world.book(), &world.tables, id, day, &world.clocks);
            let Some(before) = at(earlier) else { continue };
            let after = at(later).unwrap();
            prop_assert!(before.reached <= after.reached);
            prop_assert!(STEPS.windows(2).all(|pair| after.has_reached(pair[0]) || !after.has_reached(pair[1])));
        }
    }

    /// Computing one subject alone equals computing all: editing one customer changes nobody else's journey.
    #[test]
    fn an_edit_touches_only_its_subject(rows in rows(), as_of in day(), edited in lead()) {
        let before = world(&rows);
        let Some(place) = rows.iter().position(|row| matches!(row, Row::Lead(_))) else { return Ok(()) };
        let mut changed = rows.clone();
        let Row::Lead(old) = &rows[place] else { unreachable!() };
        changed[place] = Row::Lead(LeadRow { name: old.name.clone(), phone: old.phone.clone(), ..edited });
        let after = world(&changed);
        let touched = before.book().resolve(&before.tables, SubjectRef {
            kind: SubjectKind::Customer,
            row: RowName::Serial(before.book().customers.iter().find(|c| c.name == old.name).unwrap().first.serial()),
        });
        let others = |world: &World| -> Vec<_> {
            let name = touched.map(|id| before.book().customer(id).name.clone());
            all(world, as_of)
                .into_iter()
                .filter(|(subject, _)| {
                    world.book().resolve(&world.tables, *subject).map(|id| world.book().customer(id).name.clone()) != name
                })
                .collect()
        };
        prop_assert_eq!(others(&before), others(&after));
        // One by one gives the same as all together.
        let context = after.context(as_of);
        let each: Vec<_> = catalogue::ids().map(|id| Chosen::new(&observed(&after), |wanted| wanted == id)).collect();
        for (subject, together) in all(&after, as_of) {
            let alone = subjects(after.book(), subject.kind)
                .find(|one| reference(after.book(), *one) == subject)
                .map(|one| each.iter().flat_map(|chosen| episodes(&context, one, chosen)).collect::<Vec<_>>());
            prop_assert_eq!(alone, Some(together));
        }
    }

    /// Every episode is entered before it ends, none is in the future, and a period counts each at most once.
    #[test]
    fn episodes_are_well_formed(rows in rows(), as_of in day()) {
        let world = world(&rows);
        for (_, episodes) in all(&world, as_of) {
            for episode in &episodes {
                prop_assert!(episode.entered.day() <= as_of);
                if let End::Passed(at) | End::Leaked(at, _) | End::Moot(at) = &episode.end {
                    prop_assert!(episode.entered.day() <= at.day() && at.day() <= as_of, "{:?}", episode);
                }
            }
            for pair in episodes.windows(2).filter(|pair| pair[0].touchpoint == pair[1].touchpoint) {
                prop_assert_eq!(pair[0].occurrence + 1, pair[1].occurrence);
            }
        }
    }

    /// Asked about many days at once, everybody's place is the same as in each day's standings.
    #[test]
    fn tracks_equal_pictures(rows in rows(), days in proptest::collection::vec(day(), 1..12)) {
        let world = world(&rows);
        for as_of in days {
            let standings = Standings::new(&world, as_of);
            for (index, state) in standings.leads.iter().enumerate() {
                let found = world.lead_on(OpportunityId::at(index), as_of);
                prop_assert_eq!(found, state.as_ref().map(|state| (state.level, state.standing)));
            }
            for (index, state) in standings.owners.iter().enumerate() {
                let found = world.owner_on(OwnershipId::at(index), as_of);
                prop_assert_eq!(found, state.as_ref().map(|state| (state.stage, state.activity)));
            }
        }
    }

    /// Every number of the distribution has the length of its list, and every move is counted once.
    #[test]
    fn the_distribution_counts_lists(rows in rows(), as_of in day(), since in day(), latest in day()) {
        let (since, world) = (since.min(as_of), world(&rows));
        let standings = Standings::new(&world, as_of);
        let period = Period::last_full_months(as_of, 6);
        let viewpoint = Viewpoint { world: &world, standings: &standings, period, slice: Slice::default() };
        let view = distribution(&viewpoint, Some(since), latest);
        prop_assert!(view.points.contains(&view.now) && view.points.is_sorted_by_key(|point| point.day));
        let list = |selection: &Selection| viewpoint.members(selection).len() as u32;
        for stage in OWNER_STAGES.map(Some).into_iter().chain([None]) {
            for (activity, people) in ACTIVITIES.into_iter().zip(view.now.owners(stage)) {
                prop_assert_eq!(list(&owners_of(stage, Some(activity))), people);
            }
        }
        for level in LEVELS {
            for (part, people) in PROSPECT_PARTS.into_iter().zip(view.now.prospects(level)) {
                prop_assert_eq!(list(&Selection::Prospects { level: Some(level), part }), people);
            }
        }
        for &MoveView { from, to, people } in &view.movement.moves {
            prop_assert_eq!(list(&Selection::Moved { from, to, since }), people);
        }
        // The margins of each table equal then and now.
        let before = distribution(&Viewpoint { standings: &Standings::new(&world, since), ..viewpoint }, None, latest).now;
        let owners = world.book().ownerships.len() as u32;
        for table in &view.movement.tables {
            let sums = |row: &Vec<u32>| row.iter().sum::<u32>();
            let inside = || table.people.iter().skip(1);
            if table.places[1] != Place::Prospect {
                prop_assert_eq!(inside().map(sums).sum::<u32>(), before.all_owners());
                prop_assert_eq!(table.people.iter().map(|row| sums(row) - row[0]).sum::<u32>(), view.now.all_owners());
                prop_assert!(table.people.iter().map(sums).sum::<u32>() <= owners);
            } else {
                prop_assert_eq!(sums(&table.people[1]) + sums(&table.people[2]), before.all_prospects());
            }
        }
    }

    /// The map's shares add up to one, and each count has the length of its list.
    #[test]
    fn counts_are_lists(rows in rows(), as_of in day(), months in 1..13i32) {
        let world = world(&rows);
        let standings = Standings::new(&world, as_of);
        let viewpoint = Viewpoint {
            world: &world,
            standings: &standings,
            period: Period::last_full_months(as_of, months),
            slice: Slice::default(),
        };
        for step in benyuan::analytics::funnel::funnel(&viewpoint).steps {
            use benyuan::protocol::query::StepPart;
            let list = |part| viewpoint.members(&Selection::Step(step.step, part)).len() as u32;
            prop_assert_eq!(list(StepPart::Recorded), step.recorded);
            prop_assert_eq!(list(StepPart::Timed), step.median_days.map_or(0, |(_, n)| n));
        }
        let view = benyuan::analytics::map::map(&viewpoint);
        let mut sum = Exits::default();
        viewpoint.each_episode(viewpoint.episodes_as_of(), &|id| benyuan::terms::stage::NODES.iter().any(|n| catalogue::principal(*n) == id), &mut |_, episode| {
            count(&mut sum, part_of(&episode, viewpoint.period, viewpoint.episodes_as_of()));
        });
        let total: u32 = view.nodes.iter().map(|node| node.exits.due()).sum();
        prop_assert_eq!(total, sum.due());
        for node in &view.nodes {
            use benyuan::protocol::query::NodePart;
            let list = |part| viewpoint.members(&Selection::Node(node.node, part)).len() as u32;
            prop_assert_eq!(list(NodePart::Passed), node.exits.passed);
            prop_assert_eq!(list(NodePart::Leaked), node.exits.leaked);
            prop_assert_eq!(list(NodePart::Stagnant), node.exits.stagnant);
            prop_assert_eq!(list(NodePart::InTime), node.exits.in_time);
            prop_assert_eq!(list(NodePart::Due), node.exits.due());
            prop_assert_eq!(list(NodePart::Open), node.exits.open());
            if let Some((reason, n)) = &node.reason {
                let lost = viewpoint.members(&Selection::LostFor(node.node, reason.clone())).len() as u32;
                prop_assert_eq!(lost, *n);
                prop_assert!(*n <= node.exits.leaked);
            }
            if let Some((passed, leaked, stagnant)) = node.exits.shares() {
                prop_assert!((passed + leaked + stagnant - 1.0).abs() < 1e-12);
            }
        }
        for lost in view.lost {
            prop_assert_eq!(viewpoint.members(&Selection::Lost(lost.half)).len() as u32, lost.people);
        }
        for index in 0..world.book().opportunities.len() {
            let state = standings.leads[OpportunityId::at(index).get()].as_ref();
            prop_assert_eq!(state.is_some(), world.book().opportunities[index].created.day() <= as_of);
        }
    }

    /// Each figure of the scorecard and of the funnel by consultant has the length of its list, in every slice.
    #[test]
    fn measures_are_lists(rows in rows(), as_of in day(), months in 1..13i32, consultant in proptest::option::of(0..2usize), adviser in proptest::option::of(0..4usize)) {
        use benyuan::protocol::{query::{Measure, MeasurePart, MEASURES, Selection}, view::BeforeView};
        let world = world(&rows);
        let standings = Standings::new(&world, as_of);
        let slice = |consultant: Option<String>| Slice { consultant, ..Slice::default() };
        let period = Period::last_full_months(as_of, months);
        let viewpoint = |slice| Viewpoint { world: &world, standings: &standings, period, slice };
        let adviser = adviser.and_then(|one| ADVISERS.get(one)).map(|name| (*name).to_owned());
        let sliced = viewpoint(Slice { adviser, ..slice(consultant.map(|one| CONSULTANTS[one].to_owned())) });
        let earlier = Standings::new(&world, benyuan::analytics::measures::day_before(period, as_of));
        let before = Viewpoint { world: &world, standings: &earlier, period: period.before(), slice: sliced.slice.clone() };
        let size = |viewpoint: &Viewpoint, measure: Measure, part, group: Option<&String>| {
            viewpoint.members(&Selection::Measure { measure, part, group: group.cloned() }).len() as u32
        };
        let view = benyuan::analytics::measures::measures(&sliced, &before);
        prop_assert_eq!(view.measures.len(), MEASURES.len());
        for one in view.measures {
            let (k, n) = one.value.map_or((0, 0), |value| (value.k, value.n));
            prop_assert_eq!(size(&sliced, one.measure, MeasurePart::Numerator, None), k);
            prop_assert_eq!(size(&sliced, one.measure, MeasurePart::Denominator, None), n);
            prop_assert_eq!(size(&sliced, one.measure, MeasurePart::Rest, None), n - k);
            if let Some(BeforeView { value, .. }) = one.before {
                prop_assert_eq!(size(&before, one.measure, MeasurePart::Numerator, None), value.k);
                prop_assert_eq!(size(&before, one.measure, MeasurePart::Denominator, None), value.n);
            }
            for (name, value) in &one.groups {
                prop_assert_eq!(size(&sliced, one.measure, MeasurePart::Numerator, Some(name)), value.k);
                prop_assert_eq!(size(&sliced, one.measure, MeasurePart::Denominator, Some(name)), value.n);
            }
        }
        let view = benyuan::analytics::consultants::consultants(&sliced);
        let of_adviser = |consultant| Slice { adviser: sliced.slice.adviser.clone(), ..slice(consultant) };
        let team = viewpoint(of_adviser(None));
        prop_assert_eq!(team.members(&Selection::Guard).len() as u32, view.team.guard);
        let behind: u32 = view.left.iter().map(|left| left.leads + left.owners).sum();
        prop_assert_eq!(team.members(&Selection::Unattended).len() as u32, behind);
        for one in &view.consultants {
            let theirs = viewpoint(of_adviser(Some(one.name.clone())));
            prop_assert_eq!(theirs.members(&Selection::Guard).len() as u32, one.guard);
            let stagnant = one.stagnant.map_or(0, |share| share.k);
            prop_assert_eq!(size(&theirs, Measure::Stagnant, MeasurePart::Numerator, None), stagnant);
            let silent = one.silent_after_day_30.map_or(0, |share| share.k);
            prop_assert_eq!(size(&theirs, Measure::SilentAfterDay30, MeasurePart::Numerator, None), silent);
        }
        for left in &view.left {
            let theirs = viewpoint(of_adviser(Some(left.name.clone())));
            prop_assert_eq!(theirs.members(&Selection::Unattended).len() as u32, left.leads + left.owners);
            prop_assert!(as_of.days_since(left.last_seen) > 60);
        }
    }

    /// A slice contains exactly its own: the slices of all consultants and of nobody add up to everybody's leads.
    #[test]
    fn slices_add_up(rows in rows(), as_of in day()) {
        let world = world(&rows);
        let standings = Standings::new(&world, as_of);
        let period = Period { first: Day::from_epoch_days(FIRST), last: Day::from_epoch_days(LAST) };
        let viewpoint = |slice| Viewpoint { world: &world, standings: &standings, period, slice };
        let choices = benyuan::analytics::slices::of_funnel(&viewpoint(Slice::default()));
        for (values, of) in [
            (&choices.consultants, (|value| Slice { consultant: value, ..Slice::default() }) as fn(_) -> _),
            (&choices.channels, |value| Slice { channel: value, ..Slice::default() }),
            (&choices.models, |value| Slice { model: value, ..Slice::default() }),
        ] {
            for (value, count) in values {
                prop_assert_eq!(viewpoint(of(Some(value.clone()))).funnel().count() as u32, *count);
            }
            let sum: u32 = values.iter().map(|(_, count)| count).sum();
            prop_assert!(sum <= viewpoint(Slice::default()).funnel().count() as u32);
        }
        // Every owner is with at most one adviser; leads have none.
        let owners = Selection::Owners { stage: None, activity: None };
        let choices = benyuan::analytics::slices::of_everybody(&viewpoint(Slice::default()));
        for (value, count) in choices.advisers {
            let theirs = viewpoint(Slice { adviser: Some(value), ..Slice::default() });
            prop_assert_eq!(theirs.members(&owners).len() as u32, count);
            prop_assert_eq!(theirs.funnel().count(), 0);
        }
    }
}

fn distinct_keys(rows: &[Row]) -> bool {
    let mut keys: Vec<_> = rows.iter().map(|row| (row.kind(), key(row))).collect();
    keys.sort();
    keys.windows(2).all(|pair| pair[0] != pair[1])
}
