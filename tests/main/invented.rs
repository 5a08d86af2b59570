//! Invented dealerships: small stores with seven kinds of file from a seed, each lacking something. People come as
//! leads, visit, buy, get service, insure and answer. For tests over many stores; nothing is planted.

use benyuan::time::Day;
use std::fmt::Write;

/// A small number generator (xorshift64*): the same seed gives the same store.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 16
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn is(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn of<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }
}

const CONSULTANTS: [&str; 4] = ["陈立", "周晓雯", "韩冬", ""];
const ADVISERS: [&str; 3] = ["唐宁", "方志远", ""];
const CHANNELS: [&str; 5] = ["抖音", "车展", "老客户转介绍", "自然到店", ""];
const MODELS: [&str; 3] = ["远岚 X5", "远岚 X7", "岚E"];
const REASONS: [&str; 5] = ["跟进及时", "价格", "竞品", "自家的说法", ""];
const LEVELS: [&str; 6] = ["O", "H", "A", "B", "C", ""];

/// The files of store `seed`: every third lacks visits, every fourth services, and so on; some lack columns.
pub fn store(seed: u64) -> Vec<(String, Vec<u8>)> {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ (seed + 1).wrapping_mul(0xD134_2543_DE82_EF95));
    let mut files = Files::new(seed);
    let people = 60 + chance.below(120);
    for person in 0..people {
        live(&mut files, &mut chance, person);
    }
    files.with_rows()
}

/// The contents of the seven files so far.
struct Files {
    seed: u64,
    leads: String,
    visits: String,
    sales: String,
    services: String,
    policies: String,
    answers: String,
    cards: String,
}

impl Files {
    fn new(seed: u64) -> Self {
        // In some stores the system exports no test drives, in others no minutes.
        let test_drive = if seed % 5 == 2 { "其他" } else { "试驾时间" };
        Self {
            seed,
            leads: format!(
                "线索ID,客户姓名,手机号,线索创建时间,首次跟进时间,最近跟进时间,线索评级,一级渠道名称,意向车型,销售顾问,首次到店时间,{test_drive},下订时间,成交日期,战败时间,战败原因\n"
            ),
            visits: "来店日期,客户姓名,手机号,意向车型,接待顾问\n".to_owned(),
            sales: "车架号,客户姓名,手机号,交车日期,车型,销售顾问\n".to_owned(),
            services: "工单号,进厂时间,客户姓名,手机号,车架号,业务类型,里程,实收金额,服务顾问\n".to_owned(),
            policies: "车架号,客户姓名,手机号,保险类型,是否本店,续保专员,保险到期时间\n".to_owned(),
            answers: "回访日期,客户姓名,手机号,回访类型,总体满意度,试乘试驾,交车过程,服务顾问,推荐意愿\n".to_owned(),
            cards: "车架号,客户姓名,手机号,当前里程,下次保养日期,质保到期日期\n".to_owned(),
        }
    }

    fn with_rows(self) -> Vec<(String, Vec<u8>)> {
        let lacks = |every: u64, rest: u64| self.seed % every == rest;
        let all = [
            ("线索.csv", self.leads, lacks(7, 5)),
            ("来店.csv", self.visits, lacks(3, 1)),
            ("销售.csv", self.sales, lacks(7, 6)),
            ("维修工单.csv", self.services, lacks(4, 3)),
            ("保险.csv", self.policies, lacks(3, 2)),
            ("满意度.csv", self.answers, lacks(4, 1)),
            ("保养档案.csv", self.cards, lacks(2, 1)),
        ];
        let there = all.into_iter().filter(|(_, text, lacks)| !lacks && text.lines().count() > 1);
        there.map(|(name, text, _)| (name.to_owned(), text.into_bytes())).collect()
    }
}

fn day(first: &str, after: u64) -> Day {
    first.parse::<Day>().expect("a day").plus_days(after as i32)
}

/// One person's life as a customer, as far as it goes.
fn live(files: &mut Files, chance: &mut Chance, person: u64) {
    let (name, phone) = (format!("客{}", person % 97), format!("138{:08}", files.seed * 1000 + person));
    let (model, consultant) = (chance.of(&MODELS), chance.of(&CONSULTANTS));
    let created = day("2023-06-01", chance.below(1230));
    let mut at = created;
    let mut on = |chance: &mut Chance, percent: u64, within: u64| {
        let next = at.plus_days(chance.below(within) as i32);
        let happens = chance.is(percent) && next <= day("2026-10-31", 0);
        if happens {
            at = next;
        }
        happens.then_some(next)
    };
    let contact = on(chance, 85, 3);
    let visit = contact.and_then(|_| on(chance, 60, 20));
    let drive = visit.and_then(|_| on(chance, 60, 5));
    let order = visit.and_then(|_| on(chance, 45, 15));
    let sold = order.and_then(|_| on(chance, 95, 30));
    let defeat = if sold.is_none() { on(chance, 50, 60) } else { None };
    let words = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let reason = if defeat.is_some() { chance.of(&REASONS) } else { "" };
    let (level, channel) = (chance.of(&LEVELS), chance.of(&CHANNELS));
    if chance.is(80) {
        let _ = writeln!(
            files.leads,
            "L{person},{name},{phone},{created} 09:{:02},{},{},{level},{channel},{model},{consultant},{},{},{},{},{},{reason}",
            chance.below(60),
            contact.map(|day| format!("{day} 10:{:02}", chance.below(60))).unwrap_or_default(),
            words(drive.or(visit).or(contact)),
            words(visit),
            words(drive),
            words(order),
            words(sold),
            words(defeat),
        );
    }
    if let Some(visit) = visit {
        let _ = writeln!(files.visits, "{visit},{name},{phone},{model},{consultant}");
    }
    if let Some(asked) = sold.or(defeat).filter(|_| chance.is(50)) {
        let kind = if sold.is_some() { "购车" } else { "战败" };
        answer(files, chance, &name, &phone, asked.plus_days(7), kind);
    }
    if let Some(sold) = sold {
        own(files, chance, &name, &phone, sold, (model, consultant), person);
    }
}

fn own(
    files: &mut Files,
    chance: &mut Chance,
    name: &str,
    phone: &str,
    sold: Day,
    (model, consultant): (&str, &str),
    person: u64,
) {
    let vin = format!("LSVAA{:02}J9{:08}", files.seed % 90 + 10, person);
    let _ = writeln!(files.sales, "{vin},{name},{phone},{sold},{model},{consultant}");
    let last = day("2026-10-31", 0);
    let mut at = sold.plus_days(60 + chance.below(120) as i32);
    let mut order = 0;
    while at <= last && chance.is(82) {
        let (adviser, kind) = (chance.of(&ADVISERS), if order == 0 { "首保" } else { "一般保养" });
        let _ = writeln!(
            files.services,
            "W{person}-{order},{at} 09:30,{name},{phone},{vin},{kind},{},{},{adviser}",
            5000 * (order + 1),
            300 + chance.below(900),
        );
        if chance.is(40) {
            answer(files, chance, name, phone, at.plus_days(3), "售后");
        }
        at = at.plus_days(120 + chance.below(260) as i32);
        order += 1;
    }
    let mut due = sold.plus_days(365);
    while due <= last.plus_days(200) {
        let (here, who) = (if chance.is(55) { "是" } else { "否" }, chance.of(&["郑凯", "吴敏"]));
        let _ = writeln!(files.policies, "{vin},{name},{phone},商业险,{here},{who},{due}");
        due = due.plus_days(365);
    }
    let warranty = sold.plus_days(3 * 365);
    let _ = writeln!(files.cards, "{vin},{name},{phone},{},{},{warranty}", 4000 * order, at);
}

fn answer(files: &mut Files, chance: &mut Chance, name: &str, phone: &str, on: Day, kind: &str) {
    let mut score = |low: u64, high: u64| low + chance.below(high - low + 1);
    let scores = [score(2, 5), score(2, 5), score(2, 5), score(2, 5), score(0, 10)].map(|score| score.to_string());
    let _ = writeln!(files.answers, "{on},{name},{phone},{kind},{}", scores.join(","));
}
