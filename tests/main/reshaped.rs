//! The sample files in other forms: reordered columns, synonyms as headers, other date styles, separators and encodings
//! give the same rows and figures; without a header nothing is recognised wrongly.

use crate::{
    disguise::{Disguise, Plain, disguises, plan},
    expected::figures,
    support::{App, samples},
};
use benyuan::{
    exchange::{parse::parse, plan::FilePlan},
    model::{fields::Field, rows::Kind},
};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// The same disguises in every run.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 40, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn one(runner: &mut TestRunner, width: usize) -> Disguise {
    disguises(width).new_tree(runner).unwrap().current()
}

#[test]
fn a_file_in_another_dress_has_the_same_rows() {
    let Some(files) = samples() else { return };
    for (name, bytes) in files {
        let plain = Plain::of(&name, &bytes, 12);
        assert!(plain.parsed.len() > 200, "{name}");
        let check = |disguise: Disguise| {
            let (raw, plan) = plan(&name, &plain.dressed(&disguise, true));
            let columns = &plan.sheets[0].columns;
            let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
            assert_eq!(plan.sheets[0].kind, Some(plain.kind), "{name} {headers:?}");
            for (column, field) in columns.iter().zip(plain.reordered(&disguise.order)) {
                assert_eq!(column.field, field, "{name}: {}", column.header);
            }
            for (found, expected) in parse(&raw, &plan).zip(&plain.parsed) {
                assert_eq!(found.row, *expected, "{name} line {}", found.number);
            }
            assert_eq!(parse(&raw, &plan).count(), plain.parsed.len());
            Ok(())
        };
        runner(6).run(&disguises(plain.fields.len()), check).unwrap();
    }
}

#[test]
fn the_dealership_in_another_dress_has_the_same_figures() {
    let Some(files) = samples() else { return };
    let mut runner = runner(1);
    let dressed: Vec<(String, Vec<u8>)> = files
        .iter()
        .map(|(name, bytes)| {
            let plain = Plain::of(name, bytes, 1);
            (format!("{name}.txt"), plain.dressed(&one(&mut runner, plain.fields.len()), true))
        })
        .collect();
    let mut app = App::new();
    app.import(&dressed);
    let wrong = figures(&mut app).wrong();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The columns of a kind that must be recognised by their values alone. In the samples the total equals the amount
/// paid, so neither amount can be.
fn decisive(kind: Kind) -> &'static [Field] {
    use Field::*;
    match kind {
        Kind::Drives | Kind::FollowUps | Kind::Notes | Kind::Marks => &[],
        Kind::Leads => &[
            Name,
            Phone,
            Channel,
            Level,
            Consultant,
            LeadCreated,
            LeadAssigned,
            FirstContact,
            LastFollow,
            FirstVisit,
            TestDriveAt,
            QuoteAt,
            OrderAt,
            DealAt,
            DefeatAt,
            OrderStatus,
            DefeatReason,
        ],
        Kind::Visits => &[Name, Phone, VisitAt, Level, Model, Consultant],
        Kind::Sales => &[Name, Phone, Vin, Plate, DeliveredOn, InvoicedOn, Price, Consultant],
        Kind::Services => &[OrderNo, ServiceAt, Name, Phone, Plate, Vin, ServiceKind, Mileage, Adviser, BroughtBy],
        Kind::Insurance => &[Vin, Name, Phone, Plate, PolicyKind, ExpiresOn, Specialist, LastInsurer, Insurer],
        Kind::Answers => &[AnsweredOn, AnswerKind, Name, Phone, Vin, Recommend, ItemBargaining],
        Kind::Cards => &[Vin, Phone, Name, Plate, Mileage, BoughtOn, LastServiceOn, WarrantyUntil],
    }
}

/// Without its header a file is recognised by its values: the decisive columns are found, none is wrong, and the first
/// row is data.
#[test]
fn without_a_header_nothing_is_told_wrong() {
    let Some(files) = samples() else { return };
    let mut runner = runner(1);
    for (name, bytes) in files {
        let plain = Plain::of(&name, &bytes, 1);
        for _ in 0..2 {
            let disguise = one(&mut runner, plain.fields.len());
            let (_, plan) = plan(&name, &plain.dressed(&disguise, false));
            check_headerless(&name, &plain, &disguise, &plan);
        }
    }
}

fn check_headerless(name: &str, plain: &Plain, disguise: &Disguise, plan: &FilePlan) {
    let sheet = &plan.sheets[0];
    assert_eq!((sheet.header_row, sheet.data_rows as usize), (0, plain.rows.len()), "{name}");
    assert_eq!(sheet.kind, Some(plain.kind), "{name}");
    let truth = plain.reordered(&disguise.order);
    for ((column, field), at) in sheet.columns.iter().zip(&truth).zip(&disguise.order) {
        let told = column.field.is_none() || column.field == *field;
        assert!(told, "{name}: {} is taken for {:?}", plain.headers[*at], column.field);
    }
    let told: Vec<Field> = sheet.columns.iter().filter_map(|column| column.field).collect();
    let missed: Vec<&Field> = decisive(plain.kind).iter().filter(|field| !told.contains(field)).collect();
    assert!(missed.is_empty(), "{name}: {missed:?} stay open");
}
