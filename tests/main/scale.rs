//! How long a large store takes, step by step. A measurement, not a check: `cargo test --release --test main scale --
//! --ignored --nocapture`.

use crate::support::{App, samples};
use benyuan::{
    demo::{Plants, generate},
    model::ids::SubjectRef,
    protocol::{
        command::{Command, FollowUp},
        lang::Lang,
        query::{Drawing, Picture, ProspectPart, Query, Scope, Selection},
        view::View,
    },
    terms::follow_up::{Outcome, Way},
    time::Day,
};
use std::{collections::BTreeMap, fmt::Write, time::Instant};

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

/// What an edit costs: the follow-up itself, and the pages of today after it.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout)]
fn scale_of_edits() {
    for customers in [30_000, 100_000] {
        edits_among(customers);
    }
}

#[allow(clippy::print_stdout)]
fn edits_among(customers: u32) {
    let mut app = App::new();
    app.import(&files(customers, customers * 10));
    app.import(&[("线索.csv".into(), leads(customers).into_bytes())]);
    let everybody = Selection::Prospects { level: None, part: ProspectPart::All };
    let listed = |selection: Selection| {
        let scope = Scope::default();
        Query::List { selection, scope, sort: None, offset: 0, limit: 100 }
    };
    let View::List(list) = app.query(listed(everybody.clone())) else { panic!("no list") };
    let subjects: Vec<SubjectRef> = list.rows.iter().map(|row| row.subject).collect();
    let shown = |address: &str| Query::Show { address: address.to_owned(), lang: Lang::Zh };
    let open = [
        ("map", Query::Map(Scope::default())),
        ("coverage", Query::Coverage),
        ("map page", shown("#/map")),
        ("funnel", Query::Funnel(Scope::default())),
        ("consultants", Query::Consultants(Scope::default())),
        ("funnel page", shown("#/funnel")),
        ("list page", shown("#/list?of=prospects.all")),
        ("status", Query::Status),
        ("leads", listed(everybody)),
        ("everybody", listed(Selection::Everybody)),
    ];
    let mut took: BTreeMap<&str, Vec<u128>> = BTreeMap::new();
    for subject in subjects.into_iter().take(12) {
        for (_, query) in &open {
            app.query(query.clone());
        }
        let mut lap = |what: &'static str, act: &mut dyn FnMut()| {
            let at = Instant::now();
            act();
            took.entry(what).or_default().push(at.elapsed().as_micros());
        };
        lap("follow-up", &mut || drop(app.command(Command::FollowUp(talked(subject))).unwrap()));
        lap("record", &mut || drop(app.query(Query::Record { subject, scope: Scope::default() })));
        for (name, query) in &open {
            lap(name, &mut || drop(app.query(query.clone())));
        }
    }
    println!("{customers} customers, {} orders", customers * 10);
    for (what, mut times) in took {
        let first = times.remove(0);
        times.sort_unstable();
        println!(
            "  {what:12} first {first:8}, median {:8}, longest {:8} µs",
            times[times.len() / 2],
            times[times.len() - 1]
        );
    }
}

fn talked(subject: SubjectRef) -> FollowUp {
    FollowUp {
        subjects: vec![subject],
        way: Way::Call,
        outcome: Outcome::Talked,
        step: None,
        level: None,
        next: None,
        note: String::new(),
        who: "陈立".into(),
    }
}

/// A lead of each customer over the last two years.
fn leads(customers: u32) -> String {
    let mut text =
        "线索ID,客户姓名,手机号,线索创建时间,首触时间,首次到店时间,首次试驾完成时间,最近跟进时间,线索评级,一级渠道名称,销售顾问\r\n"
            .to_owned();
    for lead in 0..customers {
        let day = |more: u32| Day::from_epoch_days(20_000 + (lead * 7 % 700 + more) as i32);
        let came = if lead % 3 == 0 { format!("{} 15:00", day(2)) } else { String::new() };
        let level = ["H", "A", "B", "C"][lead as usize % 4];
        let _ = writeln!(
            text,
            "XS{lead:06},客户{lead},139{lead:08},{} 10:00,{} 10:20,{came},,{} 9:00,{level},车展,顾问{}\r",
            day(0),
            day(0),
            day(5),
            lead % 12
        );
    }
    text
}

/// Opening a store with many entries, and the history of one record among them.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::print_stdout)]
fn scale_of_many_entries() {
    const ENTRIES: u32 = 100_000;
    let mut app = App::new();
    app.import(&[("线索.csv".into(), leads(2_000).into_bytes())]);
    let opened = |app: &App| {
        let times = (0..9).map(|_| {
            let disk = app.disk.copy();
            let at = Instant::now();
            let mut anew = App::on(disk);
            anew.query(Query::Map(Scope::default()));
            at.elapsed().as_micros()
        });
        times.min().unwrap()
    };
    let without = opened(&app);
    let everybody = Selection::Prospects { level: None, part: ProspectPart::All };
    let query = Query::List { selection: everybody, scope: Scope::default(), sort: None, offset: 0, limit: 2_000 };
    let View::List(list) = app.query(query) else { panic!("no list") };
    let subjects: Vec<SubjectRef> = list.rows.iter().map(|row| row.subject).collect();
    let at = Instant::now();
    for entry in 0..ENTRIES as usize {
        app.command(Command::FollowUp(talked(subjects[entry * 7 % subjects.len()]))).unwrap();
    }
    println!("{ENTRIES} entries written in {} ms", at.elapsed().as_millis());
    println!("opened to the map without them {without} µs, with them {} µs", opened(&app));
    let mut anew = App::on(app.disk.copy());
    anew.query(Query::Map(Scope::default()));
    let subject = subjects[7];
    let at = Instant::now();
    anew.query(Query::Record { subject, scope: Scope::default() });
    println!("its record {} µs", at.elapsed().as_micros());
}
