//! Invented exports for a scenario: every kind, with refused rows and rows with notes, in Latin letters.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::Result;

use super::files;

/// Seven kinds, in Latin letters wherever a cell is kept as it is; the program translates dictionary words.
pub fn all_kinds(scenario: &str) -> Result<Vec<PathBuf>> {
    const PEOPLE: u64 = 60;
    let phone = |n: u64| 13_900_000_000 + n * 7;
    let vin = |n: u64| format!("LSVAA49J132{n:06}");
    let mut leads = "Lead ID,Name,Phone,Channel,Lead Date,Level,First Contact Time,Last Contact Time,Visit Date,Test Drive,Quote Date,Order Date,\
        Deal Date,Lost Date,Lost Reason,Model,Consultant,Status,Wechat,Gender,City,Budget\n".to_owned();
    let (mut sales, mut services) = (
        "VIN,Customer Name,Phone,Delivery Date,Model,Price,Consultant\n".to_owned(),
        "RO No,Service Date,Name,Phone,VIN,Service Type,Mileage,Total,Adviser,Brought By\n".to_owned(),
    );
    let mut insurance =
        "VIN,Name,Phone,Insurance Type,Last Insurer,Insurer,Renewed Here,Specialist,Expires On\n".to_owned();
    let mut answers = "Survey Date,Survey Type,Name,Phone,VIN,Online,Reception,Showroom,Test Drive,Deal,Delivery,Service Quality,Recommend,Comments\n".to_owned();
    let mut cards = "VIN,Phone,Name,Purchase Date,Model,Mileage,Last Service,Next Service,Warranty Until\n".to_owned();
    let mut visits = "Customer Name,Gender,Visit Date,Phone,Level,Model,Colour,Consultant\n".to_owned();
    for n in 1..=PEOPLE {
        let (month, day, reached) = (5 + n % 6, n % 27 + 1, n % 7);
        let step = |at: u64| if reached >= at { format!("2026-{month:02}-{day:02} 1{at}:00") } else { String::new() };
        let (lost, why) = if (1..6).contains(&reached) && n % 3 == 0 {
            (format!("2026-{:02}-{day:02}", month + 1), ["Price", "Bought elsewhere", ""][n as usize % 2])
        } else {
            (String::new(), "")
        };
        let (channel, level) =
            (["Fair", "Phone", "Walk in"][n as usize % 3], ["H", "A", "B", "C", "O"][n as usize % 5]);
        let number = match n {
            5 => "abc".into(),
            11 => "139****0077".into(),
            17 => String::new(),
            _ => phone(n).to_string(),
        };
        writeln!(
            leads,
            "L{n},Person {n},{number},{channel},2026-{month:02}-{day:02} 09:00,{level},{},{},{},{},{},{},{},{lost},{why},Model {},Smith,Open,yes,M,Town,10",
            step(1),
            step(1),
            step(2),
            step(3),
            step(4),
            step(5),
            step(6),
            n % 3
        )?;
        if reached >= 2 {
            writeln!(visits, "Person {n},F,2026-{month:02}-{day:02} 12:00,{},{level},Model 1,White,Smith", phone(n))?;
        }
        if reached != 6 && n % 4 != 0 {
            continue;
        }
        let year = 2018 + n % 9;
        writeln!(sales, "{},Person {n},{},{year}-0{}-{day:02},Model 1,150000,Smith", vin(n), phone(n), n % 5 + 1)?;
        writeln!(
            cards,
            "{},{},Person {n},{year}-0{}-{day:02},Model 1,{},2026-08-{day:02},2027-02-{day:02},2027-01-01",
            vin(n),
            phone(n),
            n % 5 + 1,
            n * 2000
        )?;
        let service = ["首保", "保养", "事故", "索赔", "Wash"][n as usize % 5];
        writeln!(
            services,
            "R{n},2026-0{}-{day:02},Person {n},{},{},{service},{},500,Jones,Person {n}",
            n % 9 + 1,
            phone(n),
            vin(n),
            n * 1900
        )?;
        let (policy, here) = (["商业险", "交强险"][n as usize % 2], ["yes", "no"][n as usize % 2]);
        writeln!(
            insurance,
            "{},Person {n},{},{policy},Old Insurer,New Insurer,{here},Brown,2026-{:02}-{day:02}",
            vin(n),
            phone(n),
            n % 12 + 1
        )?;
        let survey = ["SSI", "CSI", "战败"][n as usize % 3];
        writeln!(
            answers,
            "2026-09-{day:02},{survey},Person {n},{},{},8,9,7,8,9,10,6,{},Fine",
            phone(n),
            vin(n),
            n % 11
        )?;
    }
    // Refused rows, and rows with a note.
    leads += "L900,,,Fair,2026-10-01 09:00,H,,,,,,,,,,,,,,,,\nL901,Nobody,13900009999,Fair,,H,,,,,,,,,,,,,,,,\nL902,Odd,13900009998,Fair,2026-10-09 09:00,Z,,,2026-10-02 09:00,,,,,,,,,,maybe,?,,\n";
    sales += "SHORT,Person 900,13900009997,2026-10-05,Model 1,cheap,Smith\nLSVAA49J132900901,Person 901,13900009996,someday,Model 1,1,Smith\n";
    [
        ("leads.csv", leads),
        ("visits.csv", visits),
        ("sales.csv", sales),
        ("services.csv", services),
        ("insurance.csv", insurance),
        ("answers.csv", answers),
        ("cards.csv", cards),
    ]
    .into_iter()
    .map(|(name, content)| files::file(scenario, name, content))
    .collect()
}
