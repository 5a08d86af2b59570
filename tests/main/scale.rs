//! How long a large store takes, step by step. A measurement, not a check: `cargo test --release --test main scale --
//! --ignored --nocapture`.

use crate::support::{App, samples};
use benyuan::{
    demo::{Plants, generate},
    protocol::{
        command::Command,
        lang::Lang,
        query::{Drawing, Picture, Query, Scope, Selection},
    },
};
use std::{fmt::Write, time::Instant};

/// Service orders for `cars` cars over eight years, and a sale for each car.
fn files(cars: u32, orders: u32) -> [(String, Vec<u8>); 2] {
    let day = |n: u32| format!("20{:02}-{:02}-{:02}", 18 + n % 8, n % 12 + 1, n % 28 + 1);
    let phone = |car: u32| format!("139{car:08}");
    let vin = |car: u32| format!("LX9TW8ES3TB{car:06}");
    let mut sales = "客户姓名,客户电话,VIN,车型,交车日期,销售价格\n".to_owned();
    for car in 0..cars {
        let _ = writeln!(sales, "客户{car},{},{},远岚 L5,{},120000", phone(car), vin(car), day(car * 7));
    }
    let mut services = "工单号,接待日期,客户名称,客户电话,车架号,业务类型,进厂里程,合计金额\n".to_owned();
    for order in 0..orders {
        let car = order % cars;
        let km = order / cars * 5000;
        let _ =
            writeln!(services, "RO{order},{},客户{car},{},{},一般保养,{km},500", day(order / 3), phone(car), vin(car));
    }
    [("销售.csv".into(), sales.into_bytes()), ("工单.csv".into(), services.into_bytes())]
}

#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout)]
fn scale_of_a_large_store() {
    let mut app = App::new();
    let mut at = Instant::now();
    let mut lap = |what: &str| {
        println!("{what:24}{:6} ms", at.elapsed().as_millis());
        at = Instant::now();
    };
    let files = files(30_000, 300_000);
    lap("made");
    for (number, (name, bytes)) in files.iter().enumerate() {
        app.stage(number as u32, name, bytes, Vec::new());
    }
    lap("read and staged");
    app.query(Query::Preview);
    lap("preview");
    app.command(Command::Import).unwrap();
    lap("import");
    app.query(Query::Map(Scope::default()));
    lap("map");
    app.query(Query::Map(Scope::default()));
    lap("map again");
    app.query(Query::List {
        selection: Selection::Everybody,
        scope: Scope::default(),
        sort: None,
        offset: 20_000,
        limit: 100,
    });
    lap("a window of 30 000");
    app.query(Query::Distribution { scope: Scope::default(), since: None });
    lap("distribution");
    app.query(Query::Distribution { scope: Scope::default(), since: None });
    lap("distribution again");
    app.query(Query::Catalogue);
    lap("catalogue");
    let mut app = app.reload();
    lap("opened again");
    app.command(Command::UndoImport).unwrap();
    lap("undo");
}

#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout)]
fn speed_of_the_distribution() {
    let Some(files) = samples() else { return };
    let mut app = App::new();
    app.import(&files);
    app.query(Query::Map(Scope::default()));
    let mut best = |what: &str, query: Query| {
        let times = (0..15).map(|_| {
            let at = Instant::now();
            app.query(query.clone());
            at.elapsed().as_micros()
        });
        // The shortest time: other work on the machine only adds to it.
        let times: Vec<u128> = times.collect();
        println!("{what:24}first {:7} µs, best {:7} µs", times[0], times.iter().min().unwrap());
    };
    let scope = |day: &str| Scope { as_of: Some(day.parse().unwrap()), ..Scope::default() };
    best("distribution", Query::Distribution { scope: Scope::default(), since: None });
    best("of an earlier day", Query::Distribution { scope: scope("2025-05-31"), since: None });
    best("map of another day", Query::Map(scope("2025-04-30")));
    let picture = Picture::Timeline(Scope::default());
    best("timeline drawn", Query::Draw(Drawing { picture, lang: Lang::Zh, width: 1040 }));
}

#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout)]
fn opening_the_demo() {
    let mut app = App::new();
    let mut at = Instant::now();
    let mut lap = |what: &str| {
        println!("{what:24}{:6} ms", at.elapsed().as_millis());
        at = Instant::now();
    };
    generate(Plants::default());
    lap("generated");
    app.command(Command::OpenDemo).unwrap();
    lap("made and opened");
    app.command(Command::OpenDemo).unwrap();
    lap("opened again");
    app.query(Query::Map(Scope::default()));
    lap("map");
}

#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout)]
fn speed_of_reading() {
    use crate::support::Never;
    use benyuan::exchange::{parse::parse, read, recognise::recognise};
    const TIMES: u32 = 10;
    for (name, bytes) in samples().unwrap_or_default() {
        let mut took = [0; 3];
        for _ in 0..TIMES {
            let start = Instant::now();
            let raw = read::read(&name, &bytes, &read::Limits::default(), &mut Never).unwrap();
            took[0] += start.elapsed().as_micros();
            let start = Instant::now();
            let plan = recognise(&raw, &[]);
            took[1] += start.elapsed().as_micros();
            let start = Instant::now();
            assert!(parse(&raw, &plan).count() > 0);
            took[2] += start.elapsed().as_micros();
        }
        let [read, plan, rows] = took.map(|took| took as f64 / f64::from(TIMES) / 1000.0);
        println!("{name}: read {read:.1}, recognised {plan:.1}, parsed {rows:.1} ms");
    }
}
