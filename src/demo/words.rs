//! What customers say (客户原话) and what advisers write on an order. Complaints have no file of their own; they appear
//! here.

use super::random::Random;
use crate::model::values::{AnswerKind, ServiceKind};

const PLEASED_BUYERS: [&str; 8] = [
    "交车仪式很用心，全家都来拍照了",
    "销售顾问讲解得很细，功能都教会了才让走",
    "交车当天车洗得很干净，手续一次办完",
    "价格谈得爽快，没有乱收费",
    "提车前每一步都有人告诉我进度",
    "试驾路线安排得好，该试的都试了",
    "会推荐给同事",
    "整体很满意，比上一次买车省心",
];
const ANNOYED_BUYERS: [&str; 8] = [
    "交车等了快两个小时，功能也没讲完",
    "答应送的脚垫没有兑现，要投诉",
    "说好两周提车，拖了一个多月",
    "贷款手续费事先没有说清楚",
    "提车的时候油都没加满",
    "销售签完单就不怎么回微信了",
    "上牌的事情没人管，自己跑了三趟",
    "临时加了装潢费，感觉不透明",
];
const DEFEATED: [&str; 8] = [
    "看完车之后就没有人再联系我",
    "别家的优惠更大，已经定了",
    "等报价等了一个星期，后来就不想等了",
    "现车没有我要的颜色",
    "对续航不放心，再看看",
    "销售顾问对竞品一问三不知",
    "家里暂时不买了",
    "离家太远，保养不方便",
];
const NOT_QUOTED: [&str; 5] = [
    "试驾完就让我回去等，到最后也没给报价",
    "试驾之后没人给我算过落地价",
    "问了两次价格都说要请示，后来没有下文",
    "开完车聊得挺好，就是没有报价单",
    "别家试驾完当场就给了报价，你们没有",
];
const PLEASED_OWNERS: [&str; 8] = [
    "洗车很干净，休息区也舒服",
    "按约定时间完工，费用和报价一致",
    "维修技师解释得很清楚",
    "预约来的，不用排队",
    "质量放心，一直在这里保养",
    "休息区有水果和简餐，孩子有地方玩",
    "旧件都给我看了，放心",
    "交车的时候把注意事项都讲了一遍",
];
const ANNOYED_BY_ADVISER: [&str; 6] = [
    "服务顾问换了人，什么都要从头讲一遍",
    "顾问一直在推销项目，我只想做保养",
    "接车的人很匆忙，没有环车检查",
    "中间加项目没有提前打电话，投诉过一次也没人回",
    "顾问说不清楚费用是怎么算的",
    "打了三个电话才找到我的服务顾问",
];
const ANNOYED_OWNERS: [&str; 6] = [
    "等了快三个小时才开始做",
    "同一个异响修了两次还在，要投诉",
    "配件等了十天才到",
    "费用比上次高了不少",
    "车交回来内饰有油渍",
    "休息区人太多，没有座位",
];

/// What a called customer says; some say nothing.
pub fn said(kind: AnswerKind, mood: Mood, random: &mut Random) -> Option<String> {
    let words: &[&str] = match (kind, mood) {
        (AnswerKind::Buyer, Mood::Pleased) => &PLEASED_BUYERS,
        (AnswerKind::Buyer, _) => &ANNOYED_BUYERS,
        (AnswerKind::Defeated, Mood::NotQuoted) => &NOT_QUOTED,
        (AnswerKind::Defeated, _) => &DEFEATED,
        (AnswerKind::Service, Mood::Pleased) => &PLEASED_OWNERS,
        (AnswerKind::Service, Mood::ByAdviser) => &ANNOYED_BY_ADVISER,
        (AnswerKind::Service, _) => &ANNOYED_OWNERS,
    };
    let says = random.chance(if mood == Mood::Pleased { 260 } else { 620 });
    let words = *random.pick(words);
    says.then(|| words.to_owned())
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Pleased,
    Annoyed,
    NotQuoted,
    ByAdviser,
}

const COMPLAINTS: [&str; 6] = [
    "投诉：等候时间过长，已向客户致歉",
    "投诉：异响未一次修复，安排返修",
    "投诉：收费解释不清，服务经理回电",
    "投诉：交车时车内有油渍，重新清洁",
    "投诉：增项未事先确认，减免工时费",
    "投诉：配件到货迟，已道歉并赠送洗车",
];
const NOTES: [&str; 6] =
    ["更换机油机滤", "轮胎磨损，建议下次更换", "刹车油已检测", "客户等候取车", "预约客户", "赠送洗车券"];

pub fn order_note(kind: &ServiceKind, satisfaction: i32, random: &mut Random) -> Option<String> {
    let complains = random.chance((62 - satisfaction).clamp(4, 60)) && *kind != ServiceKind::First;
    let noted = random.chance(180);
    let (complaint, note) = (*random.pick(&COMPLAINTS), *random.pick(&NOTES));
    if complains { Some(complaint.into()) } else { noted.then(|| note.into()) }
}
