//! Fictional people: names, addresses, and telephone numbers from unassigned ranges.

use super::random::{Lane, Random};
use crate::model::values::{Gender, Phone};

pub struct Person {
    pub name: String,
    pub gender: Gender,
    phone: String,
    pub city: &'static str,
    pub address: String,
    /// Hidden, and the cause of everything else: 0–100, mostly around 50. It decides passage, return, renewal and
    /// answers.
    pub satisfaction: i32,
}

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严";
const WOMEN: &str = "丽敏静婷娟燕芳艳玲雪颖洁莉琳倩雯慧佳欣怡梦瑶涵萱蕾琪璐妍晓秀兰萍红梅霞";
const MEN: &str = "伟强磊军勇杰涛明超刚平辉鹏健斌波浩宇轩博睿泽昊俊峰毅东海林志国建文凯航";
const SECOND: &str = "子思家嘉文雨晨天一安乐若可心亦书景云清远立新永春";

const CITIES: [(&str, u32); 5] = [("临江", 62), ("南浦", 16), ("青溪", 10), ("云汀", 7), ("石桥", 5)];
const ROADS: [&str; 10] =
    ["滨河路", "建设路", "学府路", "长宁街", "望湖路", "工农路", "文昌街", "东环路", "锦绣路", "站前路"];

/// Mobile ranges that no operator uses, so that no number belongs to anybody.
const PREFIXES: [&str; 4] = ["154", "161", "163", "164"];

/// The person for a number; the same number always gives the same person.
pub fn person(number: usize) -> Person {
    let mut random = Random::of(Lane::Person, number);
    let gender = if random.chance(640) { Gender::Male } else { Gender::Female };
    let city = CITIES[random.weighed(CITIES.iter().map(|city| city.1))].0;
    let road = random.pick(&ROADS);
    Person {
        name: name(&mut random, gender),
        gender,
        phone: phone(number),
        city,
        address: format!("{city}市{road}{}号{}室", random.between(1, 288), random.between(101, 1804)),
        satisfaction: (0..4).map(|_| random.between(0, 25)).sum(),
    }
}

fn name(random: &mut Random, gender: Gender) -> String {
    let given = if gender == Gender::Male { MEN } else { WOMEN };
    // The lower of two draws, because the surnames are sorted by frequency.
    let surname = random.below(signs(SURNAMES)).min(random.below(signs(SURNAMES)));
    let mut name = sign(SURNAMES, surname).to_owned();
    if random.chance(780) {
        let first = if random.chance(600) { SECOND } else { given };
        name.push_str(sign(first, random.below(signs(first))));
    }
    name.push_str(sign(given, random.below(signs(given))));
    name
}

/// Bytes per character in the lists above.
const SIGN: usize = 3;

fn signs(of: &str) -> u32 {
    (of.len() / SIGN) as u32
}

fn sign(of: &str, at: u32) -> &str {
    let at = at as usize * SIGN;
    &of[at..at + SIGN]
}

/// Different people get different numbers: the multiplier and the modulus share no factor.
fn phone(number: usize) -> String {
    let tail = (number as u64 / 4 * 48_271_939 + 35_791_113) % 100_000_000;
    format!("{}{tail:08}", PREFIXES[number % PREFIXES.len()])
}

impl Person {
    pub fn phone(&self) -> Phone {
        Phone::Full(self.phone.clone())
    }

    /// As some websites pass a number on.
    pub fn masked(&self) -> Phone {
        Phone::Masked(self.phone().masked())
    }

    /// 王先生, 李女士: what a consultant writes if the customer gave no more.
    pub fn courtesy(&self) -> String {
        let surname = self.name.chars().next().unwrap_or('王');
        format!("{surname}{}", if self.gender == Gender::Male { "先生" } else { "女士" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_can_be_drawn() {
        for list in [SURNAMES, WOMEN, MEN, SECOND] {
            assert_eq!(list.chars().count() as u32, signs(list));
        }
    }
}
