//! What the demo dealership sells (a fictional make), and the car a buyer gets.

use super::random::{Lane, Random};
use crate::{
    model::values::{Fen, Vin},
    time::Day,
};

pub struct Model {
    pub name: &'static str,
    /// Yuan.
    pub price: i32,
    pub budget: &'static str,
    pub electric: bool,
    /// Letters 4 to 8 of its VINs.
    descriptor: &'static str,
    /// First year on sale, and the demand then and in the last year.
    since: i32,
    weights: (u32, u32),
}

const fn model(
    name: &'static str,
    (price, budget): (i32, &'static str),
    descriptor: &'static str,
    since: i32,
    weights: (u32, u32),
) -> Model {
    Model { name, price, budget, electric: false, descriptor, since, weights }
}

pub static MODELS: [Model; 6] = [
    model("远岚 L3", (98_800, "8-11万"), "TA3BD", 2018, (34, 14)),
    model("远岚 L5", (135_800, "11-15万"), "TA5BD", 2018, (36, 22)),
    model("远岚 X5", (159_800, "15-18万"), "TW5CE", 2018, (30, 24)),
    model("远岚 X7", (199_800, "18-25万"), "TW7CE", 2020, (12, 14)),
    Model { electric: true, ..model("远岚 EV6 纯电", (179_800, "15-18万"), "TE6EV", 2021, (8, 20)) },
    model("远岚 L7 混动", (189_800, "18-25万"), "TH7HP", 2022, (6, 12)),
];

/// Cars of other makes, also fictional, that customers buy instead.
pub const COMPETITORS: [&str; 6] = ["星驰 S6", "瑞原 K5", "北辰 M7", "海帆 E3", "驰远 V9", "曜石 Z5"];
pub const COLOURS: [&str; 5] = ["珍珠白", "星空灰", "曜石黑", "海岸蓝", "枫叶红"];
pub const FOCUSES: [&str; 8] = ["价格", "油耗", "空间", "外观", "智能配置", "安全", "保值率", "续航"];

/// First and last year of the eight.
const YEARS: (i32, i32) = (2018, 2026);

/// The model that somebody asks for on a day.
pub fn asked_for(on: Day, random: &mut Random) -> &'static Model {
    let year = on.ymd().0;
    let weight = move |model: &Model| {
        let (early, late) = model.weights;
        let passed = (year - YEARS.0) as u32;
        let span = (YEARS.1 - YEARS.0) as u32;
        if year < model.since { 0 } else { early * (span - passed.min(span)) + late * passed }
    };
    &MODELS[random.weighed(MODELS.iter().map(weight))]
}

#[derive(Clone)]
pub struct Car {
    pub model: &'static Model,
    pub vin: Vin,
    pub plate: String,
    pub engine: String,
    pub price: Fen,
}

/// The car for a serial number.
pub fn car(serial: usize, model: &'static Model, sold: Day) -> Car {
    let mut random = Random::of(Lane::Car, serial);
    let discount = random.between(0, 80);
    Car {
        model,
        vin: vin(serial, model, sold),
        plate: plate(serial, model.electric),
        engine: format!("{}{:07}", if model.electric { "TZ2" } else { "4Y1" }, 1_000_000 + serial * 37),
        // To the hundred yuan.
        price: Fen(i64::from(model.price / 1000 * (1000 - discount) / 100 * 100) * 100),
    }
}

fn plate(serial: usize, electric: bool) -> String {
    // Different cars get different numbers: the multiplier and the modulus share no factor.
    let number = (serial * 70_001 + 13_579) % 100_000;
    if electric { format!("苏AD{number:05}") } else { format!("苏A{number:05}") }
}

fn vin(serial: usize, model: &Model, sold: Day) -> Vin {
    let year = b"JKLMNPRST"[(sold.ymd().0 - YEARS.0).clamp(0, 8) as usize] as char;
    let open = format!("LX9{}0{year}B{:06}", model.descriptor, 100_000 + serial * 7);
    let check = check_digit(&open);
    Vin(format!("{}{check}{}", &open[..8], &open[9..]))
}

/// A VIN's check digit (GB 16735); its own place has no weight.
fn check_digit(vin: &str) -> char {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let value = |letter: u8| match letter {
        b'0'..=b'9' => u32::from(letter - b'0'),
        b'A'..=b'H' => u32::from(letter - b'A' + 1),
        b'J'..=b'R' => u32::from(letter - b'J' + 1),
        _ => u32::from(letter.saturating_sub(b'S')) + 2,
    };
    let sum: u32 = vin.bytes().zip(WEIGHTS).map(|(letter, weight)| value(letter) * weight).sum();
    char::from_digit(sum % 11, 10).unwrap_or('X')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of 49 CFR 565.15.
    #[test]
    fn the_check_digit_as_published() {
        assert_eq!(check_digit("1M8GDM9A_KP042788"), 'X');
    }
}
