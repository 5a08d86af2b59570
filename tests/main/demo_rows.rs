//! The contents of the demo's rows: sizes, believable lives, and the four failings, each of which disappears when left
//! out.

use benyuan::{
    analytics::{
        funnel::funnel,
        viewpoint::Viewpoint,
        world::{Slice, Standings, World},
    },
    book::Ownership,
    demo::{self, FILES, GIVES_UP, LEFT, Plants},
    lifecycle::{clocks::Clocks, evidence::Columns},
    model::{
        fields::fields_of,
        rows::{AnswerRow, At, Kind, LeadRow},
        tables::Tables,
        values::{AnswerKind, Phone, ServiceKind},
    },
    protocol::view::{FunnelFinding, FunnelView},
    terms::{
        stage::Step,
        touchpoint::SurveyItem::{self, Delivery, ServiceAdviser},
    },
    time::{Day, Moment, Period},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};
use xxhash_rust::xxh3::xxh3_64;

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| demo::generate(Plants::default()))
}

pub fn world() -> &'static World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD.get_or_init(|| world_of(tables().clone()))
}

pub fn world_of(tables: Tables) -> World {
    let mut columns = Columns::default();
    FILES.iter().for_each(|file| columns.add(file.kind, fields_of(file.kind).iter().copied()));
    World::new(tables, columns, Clocks::default())
}

pub fn without(leave_out: impl Fn(&mut Plants)) -> Tables {
    let mut plants = Plants::default();
    leave_out(&mut plants);
    demo::generate(plants)
}

fn leads(tables: &Tables) -> impl Iterator<Item = At<'_, LeadRow>> {
    tables.leads().iter()
}

fn share(of: impl Iterator<Item = bool>) -> f64 {
    let (mut count, mut all) = (0, 0);
    of.for_each(|holds| {
        count += i32::from(holds);
        all += 1;
    });
    f64::from(count) / f64::from(all)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

// Sizes.

#[test]
fn three_thousand_owners_in_eight_years_and_fifteen_thousand_leads_in_three() {
    let world = world();
    let owners = world.book().customers.iter().filter(|customer| !customer.ownerships.is_empty()).count();
    assert!((2_900..=3_100).contains(&owners), "{owners} owners");
    assert_eq!(tables().leads().len(), 15_000);
    let sold: BTreeSet<Day> = tables().sales().iter().filter_map(|record| record.delivered()).collect();
    assert!(*sold.first().unwrap() < day("2018-12-01") && *sold.first().unwrap() >= day("2018-11-01"));
    let created: BTreeSet<Day> = leads(tables()).filter_map(|lead| Some(lead.created()?.day())).collect();
    assert_eq!((created.first(), created.last()), (Some(&day("2023-11-01")), Some(&demo::date())));
}

#[test]
fn forty_answers_of_each_kind_in_every_month_of_the_last_24() {
    let mut counts: BTreeMap<(AnswerKind, String), u32> = BTreeMap::new();
    for answer in tables().answers().iter() {
        let month = answer.at().unwrap().month().to_string();
        *counts.entry((answer.kind().unwrap(), month)).or_default() += 1;
    }
    for kind in [AnswerKind::Buyer, AnswerKind::Defeated, AnswerKind::Service] {
        for back in 0..24 {
            let month = demo::date().month().plus(-back).to_string();
            let count = counts.get(&(kind, month.clone())).copied().unwrap_or(0);
            assert!(count >= 40, "{kind:?} {month}: {count}");
        }
    }
}

#[test]
fn nothing_is_dated_after_the_reporting_date() {
    let moments = |lead: At<LeadRow>| {
        [
            lead.created(),
            lead.assigned(),
            lead.first_contact(),
            lead.last_follow(),
            lead.wechat_at(),
            lead.first_visit(),
            lead.test_drive(),
            lead.quote(),
            lead.order(),
            lead.delivered(),
            lead.defeat(),
        ]
    };
    let of_leads = leads(tables()).flat_map(moments).flatten().map(Moment::day);
    let of_services = tables().services().iter().filter_map(|record| Some(record.at()?.day()));
    let of_sales = tables().sales().iter().filter_map(|record| record.delivered());
    let of_answers = tables().answers().iter().filter_map(|record| record.at());
    let of_visits = tables().visits().iter().filter_map(|record| Some(record.at()?.day()));
    let of_cards = tables().cards().iter().flat_map(|record| [record.filed(), record.last_service()]).flatten();
    let all = of_leads.chain(of_services).chain(of_sales).chain(of_answers).chain(of_visits).chain(of_cards);
    assert_eq!(all.max(), Some(demo::date()));
}

/// A customer with a number is recognised by it; rows with only a masked number stay customers without one.
#[test]
fn everybody_is_who_they_are() {
    let numbers: BTreeSet<&str> = leads(tables())
        .map(|lead| lead.phone())
        .chain(tables().sales().iter().map(|sale| sale.phone()))
        .filter_map(Phone::<&str>::key)
        .collect();
    let masked = leads(tables()).filter(|lead| matches!(lead.phone(), Phone::Masked(_))).count();
    let book = world().book();
    assert!((20..200).contains(&masked), "{masked} masked numbers");
    assert!(book.shared_phone_rows.is_empty() && book.vin_unlinked.is_empty());
    let customers = book.customers.len();
    assert!((numbers.len()..=numbers.len() + masked).contains(&customers), "{customers} of {}", numbers.len());
    let vins: BTreeSet<_> = tables().sales().iter().filter_map(|record| record.vin()).collect();
    assert_eq!(vins.len(), tables().sales().len());
    assert!(vins.iter().all(|vin| vin.is_full()));
    assert!(book.ownerships.iter().any(|owned| owned.electric) && book.ownerships.iter().any(|owned| !owned.electric));
}

#[test]
fn the_same_rows_everywhere_and_always() {
    assert_eq!(*tables(), demo::generate(Plants::default()));
    assert_eq!(fingerprint(tables()), include_str!("../golden/demo.txt").trim(), "new rows need a new VERSION");
}

fn fingerprint(tables: &Tables) -> String {
    let mut bytes = Vec::new();
    for file in &FILES {
        tables.table(file.kind).pages().iter().for_each(|page| page.write(&mut bytes));
    }
    format!("{:016x}", xxh3_64(&bytes))
}

// Believable lives.

#[test]
fn at_most_one_lead_in_five_orders() {
    let ordered = share(leads(tables()).map(|lead| lead.order().is_some()));
    assert!((0.08..=0.20).contains(&ordered), "{ordered}");
    let book = world().book();
    let delivered = share(book.opportunities.iter().map(|opportunity| opportunity.ownership.is_some()));
    assert!(delivered <= 0.20, "{delivered}");
}

#[test]
fn most_leads_are_silent_after_day_30_and_some_still_order_until_day_90() {
    let old = |lead: &At<LeadRow>| lead.created().unwrap().day() < demo::date().plus_days(-100);
    let silent = |lead: At<LeadRow>| days(lead, lead.last_follow()).is_none_or(|days| days <= 30);
    let quiet = share(leads(tables()).filter(old).filter(|lead| lead.order().is_none()).map(silent));
    assert!((0.70..0.90).contains(&quiet), "{quiet}");
    let late = |days: i32| (31..=90).contains(&days);
    let ordered = share(leads(tables()).filter_map(|lead| days(lead, lead.order())).map(late));
    assert!((0.15..0.35).contains(&ordered), "{ordered}");
}

/// Days from a lead's creation.
fn days(lead: At<LeadRow>, to: Option<Moment>) -> Option<i32> {
    Some(to?.day().days_since(lead.created()?.day()))
}

/// The days of an ownership's service orders, in order, and whether each was the first service.
fn visits(owned: &Ownership) -> Vec<(Day, bool)> {
    let rows = owned.rows.iter().filter(|row| row.kind == Kind::Services);
    let mut visits: Vec<(Day, bool)> = rows
        .map(|row| tables().services().at(row.get()))
        .map(|order| (order.at().unwrap().day(), order.kind() == Some(ServiceKind::First)))
        .collect();
    visits.sort();
    visits
}

fn owned_for(months: i32) -> impl Iterator<Item = (Day, Vec<(Day, bool)>)> {
    let owned = world().book().ownerships.iter().map(|owned| (owned.since.unwrap(), visits(owned)));
    owned.filter(move |(since, _)| since.plus_months(months) <= demo::date())
}

#[test]
fn owners_return_and_leave_as_owners_do() {
    let first = share(owned_for(6).map(|(_, visits)| visits.iter().any(|visit| visit.1)));
    assert!((0.70..=0.80).contains(&first), "first service {first}");
    let came = || owned_for(24).filter(|(_, visits)| visits.iter().any(|visit| visit.1));
    let only = share(came().map(|(_, visits)| visits.len() == 1));
    assert!((0.20..=0.30).contains(&only), "never again after the first service {only}");
    let within = |visits: &[(Day, bool)], from: Day, to: Day| visits.iter().any(|(day, _)| from < *day && *day <= to);
    let faithful = owned_for(48)
        .map(|(since, visits)| (since.plus_months(36), visits))
        .filter(|(end, visits)| within(visits, end.plus_months(-12), *end));
    let left = share(faithful.map(|(end, visits)| !within(&visits, end, end.plus_months(12))));
    assert!((0.40..0.60).contains(&left), "left at the end of the warranty {left}");
}

/// The satisfaction at delivery shows in the workshop and at renewals.
#[test]
fn the_pleased_come_back_and_the_others_do_not() {
    let mut felt: BTreeMap<&str, u8> = BTreeMap::new();
    for answer in tables().answers().iter() {
        if answer.kind() == Some(AnswerKind::Buyer) && answer.at() < Some(day("2025-10-01")) {
            felt.insert(answer.phone().key().unwrap(), answer.recommend().unwrap());
        }
    }
    let served: BTreeSet<&str> = tables().services().iter().filter_map(|record| record.phone().key()).collect();
    let back = |low: u8, high: u8| {
        let of = felt.iter().filter(move |(_, score)| (low..=high).contains(score));
        share(of.map(|(phone, _)| served.contains(phone)))
    };
    assert!(back(9, 10) > back(0, 6) + 0.06, "{} {}", back(9, 10), back(0, 6));
    let renewed = |low: u8, high: u8| {
        let of = tables().policies().iter().filter(|policy| policy.here().is_some());
        let of = of.filter_map(|policy| Some((felt.get(policy.phone().key()?)?, policy.here()?)));
        share(of.filter(|(score, _)| (low..=high).contains(*score)).map(|(_, here)| here))
    };
    assert!(renewed(9, 10) > renewed(0, 6) + 0.06, "{} {}", renewed(9, 10), renewed(0, 6));
}

#[test]
fn complaints_show_where_they_can() {
    let said = tables().answers().iter().filter_map(|record| record.verbatim());
    let noted = tables().services().iter().filter_map(|record| record.note());
    assert!(said.filter(|text| text.contains("投诉")).count() > 30);
    assert!(noted.filter(|text| text.starts_with("投诉")).count() > 100);
}

// The failings.

/// Of the leads that came to nothing: the share a consultant still contacted after day 30, and the share left open in
/// the end.
fn followed_and_open(tables: &Tables, wanted: impl Fn(&str) -> bool) -> (f64, f64) {
    let lost = || {
        let old = |lead: &At<LeadRow>| lead.created().unwrap().day() < demo::date().plus_days(-100);
        leads(tables).filter(old).filter(|lead| lead.order().is_none() && wanted(lead.consultant().unwrap()))
    };
    let followed = share(lost().map(|lead| days(lead, lead.last_follow()).is_some_and(|days| days > 30)));
    (followed, share(lost().map(|lead| lead.defeat().is_none())))
}

#[test]
fn one_consultant_gives_up_after_day_30() {
    let others = |name: &str| name != GIVES_UP && name != LEFT;
    let (followed, open) = followed_and_open(tables(), |name| name == GIVES_UP);
    assert!(followed == 0.0 && open > 0.8, "{followed} {open}");
    let (followed, open) = followed_and_open(tables(), others);
    assert!(followed > 0.15 && open < 0.45, "{followed} {open}");
    let off = without(|plants| plants.gives_up_after_day_30 = false);
    let (followed, open) = followed_and_open(&off, |name| name == GIVES_UP);
    assert!(followed > 0.15 && open < 0.45, "{followed} {open}");
}

fn funnels(world: &World) -> [FunnelView; 2] {
    let standings = Standings::new(world, demo::date());
    [6, 36].map(|months| {
        let period = Period::last_full_months(demo::date(), months);
        funnel(&Viewpoint { world, standings: &standings, period, slice: Slice::default() })
    })
}

fn loses_most(funnel: &FunnelView) -> Step {
    match funnel.finding {
        FunnelFinding::WorstStep { from, .. } => from,
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn quotes_are_missing_after_test_drives() {
    assert_eq!(funnels(world()).each_ref().map(loses_most), [Step::TestDrive; 2]);
    let off = world_of(without(|plants| plants.quotes_missing = false));
    assert!(funnels(&off).iter().all(|funnel| loses_most(funnel) != Step::TestDrive));
}

fn mean(tables: &Tables, item: SurveyItem, first: &str, last: &str) -> f64 {
    let within = |answer: &At<AnswerRow>| Some(day(first)) <= answer.at() && answer.at() <= Some(day(last));
    let answers = tables.answers().iter().filter(within);
    let scores: Vec<f64> = answers.filter_map(|answer| answer.item(item)).map(f64::from).collect();
    scores.iter().sum::<f64>() / scores.len() as f64
}

/// The change of an item from the first half of 2025 to the last half year.
fn moved(tables: &Tables, item: SurveyItem) -> f64 {
    mean(tables, item, "2026-05-01", "2026-10-31") - mean(tables, item, "2025-01-01", "2025-06-30")
}

#[test]
fn the_hand_over_rises_while_the_adviser_sinks() {
    let (delivery, adviser) = (moved(tables(), Delivery), moved(tables(), ServiceAdviser));
    assert!(delivery > 1.3 && adviser < -1.3, "{delivery} {adviser}");
    let off = without(|plants| plants.see_saw = false);
    let (delivery, adviser) = (moved(&off, Delivery), moved(&off, ServiceAdviser));
    assert!(delivery.abs() < 0.3 && adviser.abs() < 0.3, "{delivery} {adviser}");
}

/// The latest day with any activity under a consultant's name, and the open leads and cars still under it.
fn under(tables: &Tables, name: &str) -> (Option<Day>, usize, usize) {
    let his = |consultant: Option<&str>| consultant == Some(name);
    let of_leads = || leads(tables).filter(|lead| his(lead.consultant()));
    let sales = || tables.sales().iter().filter(|sale| his(sale.consultant()));
    let visits = tables.visits().iter().filter(|visit| his(visit.consultant()));
    let done = of_leads()
        .flat_map(|lead| {
            let steps =
                [lead.created(), lead.first_contact(), lead.last_follow(), lead.first_visit(), lead.test_drive()];
            steps.into_iter().chain([lead.quote(), lead.order(), lead.delivered(), lead.defeat()]).flatten()
        })
        .chain(visits.filter_map(|visit| visit.at()))
        .map(Moment::day)
        .chain(sales().filter_map(|sale| sale.delivered()));
    let open = of_leads().filter(|lead| lead.defeat().is_none() && lead.delivered().is_none()).count();
    (done.max(), open, sales().count())
}

#[test]
fn one_consultant_left_and_nobody_took_over() {
    let (year, month, date) = demo::LEFT_ON;
    let left_on = Day::from_ymd(year, month, date).unwrap();
    let (last, open, cars) = under(tables(), LEFT);
    assert!(last.unwrap() <= left_on && last.unwrap() > left_on.plus_days(-15), "{last:?}");
    assert!(open > 100 && cars > 100, "{open} open leads, {cars} cars");
    let off = without(|plants| plants.consultant_left = false);
    assert!(under(&off, LEFT).0.unwrap() > demo::date().plus_days(-15));
    let names: BTreeSet<&str> = leads(tables()).filter_map(|lead| lead.consultant()).collect();
    for name in names.into_iter().filter(|name| *name != LEFT) {
        assert!(under(tables(), name).0.unwrap() > demo::date().plus_days(-15), "{name} is there");
    }
}
